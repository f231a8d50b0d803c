"""What two texts have in common word for word, and whether one is a copy of the other by it."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from onrecord.corroboration.copies.fingerprints import CERTAIN, SHINGLE, certain_fingerprints
from onrecord.corroboration.copies.overlap import Passage, passages
from onrecord.corroboration.copies.words import RUN, Words, words_of
from onrecord.records.base import Span, Spans
from onrecord.records.copying import CopyKind, SharedPassage

LEAST = 1 / 3
"""Share of either text, word for word, from which one is a copy of the other (the definition of ``syndicated-copy``)."""
LONGEST = 20
"""Words in a row that a copy shares somewhere, unless nearly all of a text is shared: in a note of forty words a third is one sentence, and
a sentence of the trade ("could not be verified independently …") may be nearly that long."""
BESIDES = 8
"""Words in a row from which something was left out or added: datelines and lines of credit have fewer."""
NEARLY_ALL = 2 / 3
"""Share of a text from which fewer words in a row will do: a brief of two sentences is copied whole, and a text may be changed by a word in
each sentence."""


class Shared(NamedTuple):
    """What two texts have in common."""

    kind: CopyKind | None
    """None where it makes neither a copy of the other."""
    passages: tuple[SharedPassage, ...]
    """All that is shared, in the order of the copy; also where it makes no copy."""
    share_of_original: float
    share_of_copy: float
    own: Spans
    """Passages of the copy that the original does not have."""


def shared(original: str, copy: str, *, common: Collection[int] = ()) -> Shared:
    """Compare two texts word for word.

    One is a copy of the other where a third of the words of either stands in the other, in passages of six words or more, one of
    which has twelve or more. What is in quotation marks in either text counts only beside as much of the rest: two papers that quote
    one statement do not copy each other. A passage that stands in hundreds of reports is not counted.

    Args:
        original: the text that is the original if either is.
        copy: the other.
        common: fingerprints of passages that stand in hundreds of reports over a long time.
    """
    first, second = words_of(original), words_of(copy)
    found = passages(first, second)
    told = tuple(SharedPassage(original=_span(first, at, length), copy=_span(second, to, length), words=length) for at, to, length in found)
    in_original = {word for one in found for word in range(one.original, one.original + one.length)}
    in_copy = {word for one in found for word in range(one.copy, one.copy + one.length)}
    kind = _kind_of(first, second, found, common)
    return Shared(
        kind=kind,
        passages=told,
        share_of_original=len(in_original) / max(1, len(first.words)),
        share_of_copy=len(in_copy) / max(1, len(second.words)),
        own=tuple(_runs(second, in_copy)) if kind == "additions" else (),
    )


def is_copy(original: str, copy: str, *, common: Collection[int] = ()) -> bool:
    """The same, where nothing else is asked."""
    first, second = words_of(original), words_of(copy)
    return _kind_of(first, second, passages(first, second), common) is not None


def _kind_of(first: Words, second: Words, found: Sequence[Passage], common: Collection[int]) -> CopyKind | None:
    if not any(one.length >= CERTAIN for one in found):  # most pairs: nothing more is made of their words
        return None
    counted = _without_common(second, found, common) if common else found
    return _kind(first, second, found) if _is_copy(first, second, counted) else None


def _is_copy(first: Words, second: Words, found: Sequence[Passage]) -> bool:
    longest = max((one.length for one in found), default=0)
    if longest < CERTAIN:
        return False
    in_original: dict[int, bool] = {}
    in_copy: dict[int, bool] = {}
    for one in found:
        for step in range(one.length):
            place, at = one.original + step, one.copy + step
            bare = place not in first.quoted and at not in second.quoted
            in_original[place] = in_original.get(place, False) or bare
            in_copy[at] = bare
    return _is_enough(first, in_original, longest) or _is_enough(second, in_copy, longest)


def _is_enough(text: Words, shares: dict[int, bool], longest: int) -> bool:
    """Whether the shared words of a text, each with whether it stands outside quotation marks in both, are enough of it."""
    share = len(shares) / len(text.words)
    if share < LEAST or (longest < LONGEST and share < NEARLY_ALL):
        return False
    outside = len(text.words) - len(text.quoted)
    bare = sum(shares.values())
    return bare >= min(RUN, outside) and bare >= LEAST * outside and (bare > 0 or share >= NEARLY_ALL)


def _without_common(copy: Words, found: Sequence[Passage], common: Collection[int]) -> list[Passage]:
    """Without the passages that are formulas from end to end: one, or several one behind the other (a notice and a footer)."""
    own = ((one, _longest_own(copy.words[one.copy : one.copy + one.length], common)) for one in found)
    return [one for one, longest in own if longest >= min(CERTAIN, one.length)]


def _longest_own(words: list[str], common: Collection[int]) -> int:
    """The most words in a row of a passage that hold no common fingerprint; of one that has none, all.

    Where two formulas stand one behind the other, fingerprints lie across their border that are not common: these stretch over few words.
    """
    begin, longest = 0, 0
    for place, key in certain_fingerprints(words):
        if key in common:
            longest, begin = max(longest, place - begin), place + SHINGLE
    return max(longest, len(words) - begin) if begin else len(words)


def _kind(first: Words, second: Words, found: Sequence[Passage]) -> CopyKind:
    """By what each text has besides: some words in a row that the other has nothing for were left out or added."""
    added, left_out = _besides(first, second, found)
    return "additions" if added >= BESIDES else "cut" if left_out >= BESIDES else "full"


def _besides(first: Words, second: Words, found: Sequence[Passage]) -> tuple[int, int]:
    """The most words in a row that the copy adds, and that it leaves out. A few words for a few others are a change and neither."""
    ends = [Passage(0, 0, 0), *found, Passage(len(first.words), len(second.words), 0)]
    changes = {one.copy + one.length: one.original + one.length for one in ends}
    begins = {one.copy: one.original for one in ends}
    from_original = dict(_gaps(len(first.words), [(one.original, one.length) for one in found]))
    added, left_out, answered = 0, 0, set()
    for begin, end in _gaps(len(second.words), [(one.copy, one.length) for one in found]):
        place = changes[begin]
        other_end = from_original.get(place)
        if other_end == begins[end] and max(end - begin, other_end - place) <= CERTAIN:
            answered.add(place)
            added, left_out = max(added, end - begin - (other_end - place)), max(left_out, other_end - place - (end - begin))
        else:
            added = max(added, end - begin)
    return added, max([left_out, *(end - begin for begin, end in from_original.items() if begin not in answered)])


def _gaps(length: int, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The words between passages, and before and after them: from and to."""
    at = 0
    for place, count in sorted(found):
        if place > at:
            yield at, place
        at = max(at, place + count)
    if at < length:
        yield at, length


def _runs(text: Words, covered: Collection[int]) -> Iterator[Span]:
    """Passages of at least ``RUN`` words that are not covered, as code points."""
    begin = None
    for at in range(len(text.words) + 1):
        if at < len(text.words) and at not in covered:
            begin = at if begin is None else begin
        elif begin is not None:
            if at - begin >= RUN:
                yield _span(text, begin, at - begin)
            begin = None


def _span(text: Words, at: int, length: int) -> Span:
    return text.spans[at][0], text.spans[at + length - 1][1]
