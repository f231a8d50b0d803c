"""Two readers side by side: which of their readings are of the same statement."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.trained.decode import Candidate
from onrecord.records import Spans

Ranges = tuple[tuple[int, int], ...]

ALIKE = 0.5
"""Least Jaccard index of two contents' words, where cues do not meet."""
REACH = 400
"""Tokens; a cue stands no farther from another that is of the same statement, or takes the same words."""


class RuleReading(NamedTuple):
    """An attribution by the rules, in token ranges."""

    source: Ranges
    cue: Ranges
    content: Ranges
    confidence: float
    pattern: str


class Pair(NamedTuple):
    """One statement as the trained reader and the rules have it; one of them may be silent."""

    trained: Candidate | None
    rules: RuleReading | None


def in_tokens(page: Page, attribution: Attribution) -> RuleReading:
    """An attribution's spans as token ranges."""

    def ranges(spans: Spans) -> Ranges:
        return tuple((page.token_at(start), max(page.tokens_in(start, end)[1], page.token_at(start) + 1)) for start, end in spans)

    return RuleReading(
        ranges(attribution.source), ranges(attribution.cue), ranges(attribution.content), attribution.confidence, attribution.pattern
    )


def ranges_of(reading: Candidate | RuleReading, role: str) -> Ranges:
    """The token ranges of a role."""
    if role == "cue" and isinstance(reading, Candidate):
        return (reading.cue,)
    found: Ranges = getattr(reading, role)
    return found


def tokens_of(ranges: Ranges) -> frozenset[int]:
    """The tokens of some ranges."""
    return frozenset(chain.from_iterable(range(first, last) for first, last in ranges))


def words_of(ranges: Ranges, numbers: Sequence[int]) -> frozenset[int]:
    """The words of some ranges of tokens by their numbers. Measured in words a name counts as much as any other, long or short.

    Args:
        ranges: of tokens.
        numbers: for each token the number of its word (``trained.reader.Seen``).
    """
    return frozenset(numbers[n] for first, last in ranges for n in range(first, last))


def likeness(one: Ranges, other: Ranges, numbers: Sequence[int]) -> float:
    """Jaccard index of the words; 1 for two empty ones."""
    return _jaccard(words_of(one, numbers), words_of(other, numbers))


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common) if one or other else 1.0


def has_word(page: Page, cue: Ranges) -> bool:
    """Whether a cue is more than a colon or a dash, of which labelled news has next to none: there the network is no judge."""
    return any(page.tokens[n].text[0].isalnum() for n in tokens_of(cue))


def place_of(ranges: Ranges) -> int:
    """First token of some ranges, -1 for none."""
    return min((first for first, _ in ranges), default=-1)


class Nearby:
    """Things by their place in the text, so that each is compared with its neighbours and not with the whole of a long text."""

    def __init__(self, places: Sequence[int]) -> None:
        self._order = sorted(range(len(places)), key=lambda n: places[n])
        self._places = [places[n] for n in self._order]

    def around(self, place: int, reach: int = REACH) -> list[int]:
        """Numbers of the things within ``reach`` tokens, in their given order."""
        return sorted(self._order[bisect_left(self._places, place - reach) : bisect_right(self._places, place + reach)])


def pair_up(trained: Sequence[Candidate], rules: Sequence[RuleReading], numbers: Sequence[int]) -> list[Pair]:
    """Every reading of either reader once, those of the same statement together: the same cue, or much the same content.

    Args:
        trained: what the network found.
        rules: what the rules found.
        numbers: for each token the number of its word.
    """
    weights: list[tuple[float, int, int]] = []
    nearby = Nearby([place_of(reading.cue or reading.content) for reading in rules])
    cues, contents = [tokens_of(reading.cue) for reading in rules], [words_of(reading.content, numbers) for reading in rules]
    for t, candidate in enumerate(trained):
        cue, content = tokens_of((candidate.cue,)), words_of(candidate.content, numbers)
        for r in nearby.around(candidate.cue[0]):
            same_cue = not cue.isdisjoint(cues[r])
            alike = _jaccard(content, contents[r])
            if same_cue or (alike >= ALIKE and content):
                weights.append((same_cue + alike, t, r))
    of_trained: dict[int, int] = {}
    taken: set[int] = set()
    for _, t, r in sorted(weights, key=lambda w: (-w[0], w[1], w[2])):
        if t not in of_trained and r not in taken:
            of_trained[t] = r
            taken.add(r)
    pairs = [Pair(candidate, rules[of_trained[t]] if t in of_trained else None) for t, candidate in enumerate(trained)]
    return pairs + [Pair(None, reading) for r, reading in enumerate(rules) if r not in taken]
