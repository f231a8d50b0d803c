"""Where a claim comes from: the chain of citing inside and across reports, followed to its end."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.outlets import Outlets
from onrecord.corroboration.claims.voices import SourceBook, is_joint_with
from onrecord.corroboration.told import Speaker
from onrecord.corroboration.told.speakers import is_bare, outlet_speaks

_SOME_MEDIA = re.compile(
    r"(?:(?:the|local|foreign|national|international|independent|various|several|some|other|news|press) )*"
    r"(?:media|press|newspapers?|news outlets?|outlets?|broadcasters?|news sites?|reports?)(?: outlets?| reports?| organi[sz]ations?)?",
    re.IGNORECASE,
)
"""Outlets that nobody can find again: a chain that leads to them ends nowhere."""

_LONG = 60
"""Characters from which on a description of a source is long."""


class Traced(NamedTuple):
    """Where one item of a claim leads to."""

    chain: tuple[str, ...]
    """Outlets from the report outward, its own first."""
    root: str | None
    """The root source, as its fullest description in the claim words it; None where the chain ends nowhere."""
    speaker: Speaker | None = None
    """The voice of that description; where the chain ends nowhere, the last that could be anybody's."""
    said: Speaker | None = None
    """The voice as the report at the end of the chain words it."""


class _Step(NamedTuple):
    cites: tuple[str, ...]
    speaker: Speaker | None
    copied: str | None


def traced(items: Sequence[Item], outlets: Outlets, book: SourceBook, copies: Mapping[str, str]) -> tuple[Traced, ...]:
    """Where the items of one claim lead to, in their order."""
    steps = [_step(item, outlets, copies) for item in items]
    behind = _behind(items, outlets, book)
    through = _told_through(items, steps)

    def one_source(one: Speaker, other: Speaker) -> bool:
        if book.governs(one, other) or book.governs(other, one):
            return True  # under one authority
        return (_one_source(book, one, other) and not is_joint_with(one, other)) or {one.words, other.words} in through

    apart = partial(_other_of_its_kind, book)
    ends = [(chain, _innermost(speaker, behind, book)) for chain, speaker in (_end(at, items, steps, apart) for at in range(len(items)))]
    named = book.grouped((speaker for _, speaker in ends if speaker is not None and not is_bare(speaker)), one_source)
    if not named:  # nobody but "the spokesman": one voice, whoever it is
        named = [[speaker for _, speaker in ends if speaker is not None]]
    shown = [(group, fullest(group)) for group in named if group]
    found = []
    for chain, speaker in ends:
        root = next((root for group, root in shown if speaker in group), None)
        if root is None and speaker is not None and len(shown) == 1 and is_bare(speaker):
            root = shown[0][1]
        found.append(Traced(chain, root.words, root, speaker) if root is not None else Traced(chain, None, speaker, speaker))
    return tuple(found)


def _other_of_its_kind(book: SourceBook, one: Speaker | None, other: Speaker | None) -> bool:
    """Whether two voices are bodies of one kind and of two lands ("the Keshan health ministry", "the health ministry of Voria")."""
    if one is None or other is None or not (one.owner and other.owner and set(one.body) & set(other.body)):
        return False
    return not _one_source(book, one, other)


def _behind(items: Sequence[Item], outlets: Outlets, book: SourceBook) -> list[tuple[Speaker, Speaker]]:
    """Voices of which a report says from whom they have it ("the UN said, citing the mayor"), each with that one."""
    found = []
    for item in items:
        voices = [one for one in item.told.speakers if outlets.is_one(one.words) is None and not is_bare(one)]
        found += [(outer, inner) for inner, outer in pairwise(voices) if not _one_source(book, inner, outer)]
    return found


def _innermost(speaker: Speaker | None, behind: Sequence[tuple[Speaker, Speaker]], book: SourceBook) -> Speaker | None:
    """From whom a voice has a claim, where some report of the claim says so."""
    passed: list[Speaker] = []
    while speaker is not None and speaker not in passed:
        passed.append(speaker)
        speaker = next((inner for outer, inner in behind if outer == speaker or book.same(outer, speaker, surely=True)), speaker)
    return speaker


def _one_source(book: SourceBook, one: Speaker, other: Speaker) -> bool:
    return one == other or book.same(one, other)


def _told_through(items: Sequence[Item], steps: Sequence[_Step]) -> list[set[str]]:
    """Voices that are one since a report has its voice through an outlet, which describes it otherwise.

    "According to an imaging firm, Overfell, that was quoted by the Herald", where the Herald has it from "the firm's analyst".
    """
    found = []
    for at, step in enumerate(steps):
        there = _cited(step.cites[0], items, at) if step.speaker is not None and step.cites else None
        other = steps[there].speaker if there is not None else None
        if step.speaker is None or other is None or (step.speaker.owner and other.owner):
            continue
        if set(step.speaker.body) & set(other.body):
            found.append({step.speaker.words, other.words})
    return found


def fullest(same: Sequence[Speaker]) -> Speaker:
    """Of several descriptions of one source the one that tells most of who it is; a long one only where there is no shorter."""
    return max(same, key=lambda one: (bool(one.body and one.owner), bool(one.person), len(one.words) < _LONG, len(one.words), one.words))


def cited_by(item: Item, outlets: Outlets) -> tuple[tuple[str, ...], Speaker | None]:
    """Other outlets that a report names beside an item, and the innermost voice that is none of them."""
    own = item.telling.outlet  # a body that publishes its own releases speaks in them
    speakers = [one for one in item.told.speakers if outlets.is_one(one.words) in {None, own}]
    cites = [name for words in item.told.cites for name in outlets.named_in(words) if name != item.telling.outlet]
    telling = [one for one in speakers if not is_bare(one)]
    who = (one for one in telling or speakers if not _SOME_MEDIA.fullmatch(one.words))
    return tuple(dict.fromkeys(cites)), next(who, None)


def _step(item: Item, outlets: Outlets, copies: Mapping[str, str]) -> _Step:
    return _Step(*cited_by(item, outlets), copies.get(item.telling.reading))


def _end(
    at: int, items: Sequence[Item], steps: Sequence[_Step], apart: Callable[[Speaker | None, Speaker | None], bool]
) -> tuple[tuple[str, ...], Speaker | None]:
    """Outlets on the way, and the speaker at the end; none where the way is a ring.

    A report that repeats another's text and puts another body in the place of its source has that body's word for it.
    """
    chain: list[str] = []
    seen: set[int] = set()
    while True:
        outlet = items[at].telling.outlet or items[at].telling.report
        if at in seen:
            return tuple(chain), None
        seen.add(at)
        if outlet not in chain:
            chain.append(outlet)
        step = steps[at]
        following = _copied(step, items, at)
        if following is not None and apart(step.speaker, steps[following].speaker):
            following = None
        if following is None and step.speaker is not None:
            return (*chain, *(name for name in step.cites if name not in chain)), step.speaker
        if following is None and step.cites:
            following = _cited(step.cites[0], items, at)
            if following is None:
                return (*chain, *step.cites), outlet_speaks(step.cites[0])
        if following is None:
            return tuple(chain), None
        at = following


def _copied(step: _Step, items: Sequence[Item], at: int) -> int | None:
    """The item that a copy repeats."""
    if step.copied is None:
        return None
    told = items[at].told
    there = [n for n, item in enumerate(items) if item.telling.reading == step.copied and n != at]
    return min(there, key=lambda n: abs(items[n].told.start - told.start), default=None)


def _cited(outlet: str, items: Sequence[Item], at: int) -> int | None:
    """What the cited outlet told of the claim, last before the report, else at all."""
    there = [n for n, item in enumerate(items) if item.telling.outlet == outlet and n != at]
    before = [n for n in there if items[n].when <= items[at].when]
    return before[-1] if before else there[0] if there else None
