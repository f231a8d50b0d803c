"""Where figures of a case come from, as far as its reports set beside each other show: the outlet and the root source of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from onrecord.corroboration import Beside, Telling
from onrecord.corroboration.claims.beside import Claim
from onrecord.corroboration.claims.roots import fullest
from onrecord.corroboration.names import folded, kindred
from onrecord.corroboration.phrasing import quoted
from onrecord.corroboration.told import Speaker
from onrecord.records import Figure

FigureKey = tuple[str, str]
"""The content id of the reading, since several reports may have one id, and the figure."""

_POINTS_AT_A_PLACE = "there"
""" "The health ministry there" is that of the place just named."""


class Origin(NamedTuple):
    """Where a figure comes from."""

    outlet: str | None
    root: str | None
    """The root source, as it goes by among all the figures asked for; None where the chain of citing ends nowhere."""
    figure: Figure | None = None
    """As it was compared; None where no claim holds it."""


def origins_of(beside: Beside, sources: Mapping[FigureKey, str | None]) -> dict[FigureKey, Origin]:
    """The outlet and the root source of some figures.

    Root sources are those of the claims that the reports share (``corroborate``). Two of different claims are one where they surely are
    ("Kesh's health ministry", "the Keshan health ministry"), and go by the description that tells most; where others of their descriptions
    do not say the same ("the ministry in Dalm"), these stand beside it. One that could be anybody's ("the spokesman"), or whose land no
    report says that tells of it, stands in quotation marks. A figure that a person added belongs to no claim: its root source is the one
    that its report names.

    Args:
        beside: the reports of the case.
        sources: the figures, each with the source that its report names.
    """
    speakers: dict[FigureKey, Speaker | None] = {}
    figures: dict[FigureKey, Figure | None] = {}
    linked: set[tuple[Speaker, Speaker]] = set()
    for claim in beside.figure_claims:
        keys = [(item.telling.reading, item.told.id.partition("#")[0]) for item in claim.items]
        if not any(key in sources for key in keys):
            continue
        said = _said(claim)
        linked |= {(one, other) for root in {one.root for one in claim.traced} for one, other in _pairs(claim, said, root)}
        for key, item, speaker in zip(keys, claim.items, said, strict=True):
            if key in sources:
                speakers[key] = speaker
                figures[key] = item.told.figure
    names = _names(beside, [one for one in speakers.values() if one is not None], linked)
    outlets = {telling.reading: telling.outlet for telling in beside.tellings}
    found = {}
    for key, source in sources.items():
        speaker = speakers.get(key)
        root = source if key not in speakers else names[speaker] if speaker is not None else None
        found[key] = Origin(outlets.get(key[0]), root, figures.get(key))
    return found


def _said(claim: Claim) -> list[Speaker | None]:
    """The root source of each item of a claim as its report words it; one that could be anybody's as another report of the claim does."""
    told: list[Speaker | None] = []
    for item, one in zip(claim.items, claim.traced, strict=True):
        reports = [other.telling for other in claim.items if one.said in other.told.speakers] or [item.telling]
        told.append(None if one.root is None or one.speaker is None else _as_told(one.said or one.speaker, reports))
    telling: dict[str | None, list[Speaker]] = defaultdict(list)
    for traced, speaker in zip(claim.traced, told, strict=True):
        if speaker is not None and (speaker.owner or speaker.person):
            telling[traced.root].append(speaker)
    return [
        fullest(telling[one.root]) if speaker is not None and not (speaker.owner or speaker.person) and telling[one.root] else speaker
        for one, speaker in zip(claim.traced, told, strict=True)
    ]


def _as_told(one: Speaker, reports: Sequence[Telling]) -> Speaker:
    """A voice in the fullest words that its reports have for it; without whose it is, where they do not say that of it."""
    if not one.owner or _tells_whose(one, reports):
        return one
    fuller = [
        other
        for report in reports
        for told in (*report.figures, *report.statements)
        for other in told.speakers
        if other.owner == one.owner and set(one.body) <= set(other.body) and _tells_whose(other, reports)
    ]
    return fullest(fuller) if fuller else msgspec.structs.replace(one, owner=())


def _tells_whose(one: Speaker, reports: Sequence[Telling]) -> bool:
    """Whether the words for a voice say whose it is; the place may have been worked out of those beside it."""
    said = folded(one.words)
    own = any(report.outlet and set(one.owner) <= set(folded(report.outlet)) for report in reports)  # a body that publishes its releases
    return own or _POINTS_AT_A_PLACE in said or any(kindred(word, owner) for word in said for owner in one.owner)


def _pairs(claim: Claim, said: Sequence[Speaker | None], root: str | None) -> Iterable[tuple[Speaker, Speaker]]:
    """Voices that a claim takes for one."""
    told = dict.fromkeys(
        one for traced, one in zip(claim.traced, said, strict=True) if one is not None and root is not None and traced.root == root
    )
    return ((one, other) for one in told for other in told)


def _names(beside: Beside, speakers: Iterable[Speaker], linked: set[tuple[Speaker, Speaker]]) -> dict[Speaker, str]:
    """The words that each root source goes by."""

    def alike(one: Speaker, other: Speaker) -> bool:
        if not (one.owner or one.person or other.owner or other.person):
            return folded(one.words) == folded(other.words)
        return (one, other) in linked or beside.book.same(one, other, surely=True)

    groups = beside.book.grouped(sorted(speakers, key=lambda one: one.words), alike)
    return {one: _called(group) for group in groups for one in group}


def _called(group: Sequence[Speaker]) -> str:
    best = fullest(group)
    if not best.owner and not best.person:
        return quoted(best.words)
    others = [one for one in group if not _says_the_same(best, one)]
    also = sorted({quoted(one.words) for one in others})
    return f"{best.words} (also {', '.join(also)})" if also else best.words


def _says_the_same(best: Speaker, other: Speaker) -> bool:
    """Whether a description has no word for whose a body is, or for who a person is, that the best one has not."""
    known = (*best.owner, *best.person, *folded(best.words))
    return all(any(kindred(word, one) for one in known) for word in (*other.owner, *other.person))
