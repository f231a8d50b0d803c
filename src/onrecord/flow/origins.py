"""Where figures of a case come from, as far as its reports set beside each other show: the outlet and the root source of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from onrecord.corroboration import Beside
from onrecord.corroboration.claims.roots import fullest
from onrecord.corroboration.phrasing import quoted
from onrecord.corroboration.told import Speaker
from onrecord.records import Figure

FigureKey = tuple[str, str]
"""The report and the figure."""


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
    ("Kesh's health ministry", "the Keshan health ministry"), and go by the description that tells most; one that could be anybody's ("the
    spokesman") stands in quotation marks. A figure that a person added belongs to no claim: its root source is the one that its report
    names.

    Args:
        beside: the reports of the case.
        sources: the figures, each with the source that its report names.
    """
    speakers: dict[FigureKey, Speaker | None] = {}
    figures: dict[FigureKey, Figure | None] = {}
    for claim in beside.figure_claims:
        for item, one in zip(claim.items, claim.traced, strict=True):
            name = (item.telling.report, item.told.id.partition("#")[0])
            if name in sources:
                speakers[name] = one.speaker if one.root is not None else None
                figures[name] = item.told.figure
    names = _names(beside, [one for one in speakers.values() if one is not None])
    outlets = {telling.report: telling.outlet for telling in beside.tellings}
    found = {}
    for key, source in sources.items():
        speaker = speakers.get(key)
        root = source if key not in speakers else names[speaker] if speaker is not None else None
        found[key] = Origin(outlets.get(key[0]), root, figures.get(key))
    return found


def _names(beside: Beside, speakers: Iterable[Speaker]) -> dict[Speaker, str]:
    """The words that each root source goes by."""
    groups: list[list[Speaker]] = []
    for one in sorted(dict.fromkeys(speakers), key=lambda one: (not (one.body and one.owner), not one.person, one.words)):
        group = next((group for group in groups if beside.book.same(group[0], one, surely=True)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return {one: _called(group) for group in groups for one in group}


def _called(group: Sequence[Speaker]) -> str:
    best = fullest(group)
    return best.words if best.owner or best.person else quoted(best.words)
