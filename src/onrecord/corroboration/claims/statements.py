"""Whether two statements of different reports tell one proposition: by the rarer words they share, and by structure.

Shared words find candidates; they cannot tell a claim from its contradiction, so a denial never joins what it denies. Two statements
are one claim where enough agrees of their words, their speakers, the places, the days, the sort of deed and who is said to have done it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook

_LEAST_SHARED = 2
_MOST_COMMON = 80
"""A word in more statements than this leads to no candidates."""
_WEIGHTS = {
    "words": 3.0,
    "one speaker": 0.8,
    "one place": 0.2,
    "other places": -0.3,
    "one act": 0.2,
    "one speaker and act": 0.3,
    "a week apart": -2.5,
    "one sort of deed": 2.4,
    "other sorts of deeds": -1.3,
    "one doer": 1.8,
    "other doers": -2.0,
    "one doer and deed": 0.9,
}
_LEAST = 4.3
"""What each agreement counts, and how much two statements need to be one claim. The weights are those of a logistic regression over pairs
of statements of ``examples/archive``, rounded; that of other doers is set by hand, since no likeness of words makes up for it."""


_WEEK = 7


def same_statements(items: Sequence[Item], book: SourceBook, rarity: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of items, by position, that tell one proposition."""
    words = [frozenset(item.told.stems) for item in items]
    for one, other in candidates([held | set(item.told.context) for held, item in zip(words, items, strict=True)]):
        if not _may_be_one(items[one], items[other]):
            continue
        found = agreements(book, items[one], items[other], likeness(words[one], words[other], rarity))
        if sum(_WEIGHTS[name] * share for name, share in found.items()) >= _LEAST:
            yield one, other


def agreements(book: SourceBook, one: Item, other: Item, words: float) -> dict[str, float]:
    """In what two statements agree and differ, each from 0 to 1; what says nothing is left out.

    Args:
        book: what is known of voices.
        one: a statement.
        other: another.
        words: likeness of their words.
    """
    found = {"words": words}
    speakers = next(iter(one.told.speakers), None), next(iter(other.told.speakers), None)
    one_speaker = speakers[0] is not None and speakers[1] is not None and book.same(speakers[0], speakers[1])
    kinds = _kind(one), _kind(other)
    one_act = kinds[0] is not None and kinds[0] == kinds[1]
    places = _agree(book, one.told.places, other.told.places)
    doers = _agree(book, one.told.doers, other.told.doers)
    sorts = (set(one.told.sorts) & set(other.told.sorts) and 1) or -bool(one.told.sorts and other.told.sorts)
    apart = _days_apart(one, other)
    found |= {"one speaker": float(one_speaker), "one act": float(one_act), "one speaker and act": float(one_speaker and one_act)}
    found |= {"one place": float(places > 0), "other places": float(places < 0), "a week apart": min(apart, _WEEK) / _WEEK}
    found |= {"one doer": float(doers > 0), "other doers": float(doers < 0)}
    found |= {"one sort of deed": float(sorts > 0), "other sorts of deeds": float(sorts < 0)}
    found["one doer and deed"] = float(doers > 0 and sorts > 0 and places >= 0)
    return {name: share for name, share in found.items() if share}


def _agree(book: SourceBook, mine: tuple[str, ...], its: tuple[str, ...]) -> int:
    """1 where some are the same, -1 where all differ, 0 where one has none."""
    if not mine or not its:
        return 0
    return 1 if book.same_owner(mine, its) else -1


def _days_apart(one: Item, other: Item) -> int:
    if one.told.day is None or other.told.day is None:
        return 0
    return abs((datetime.date.fromisoformat(one.told.day) - datetime.date.fromisoformat(other.told.day)).days)


def candidates(words: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs that share at least two words."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, held in enumerate(words):
        for word in held:
            holding[word].append(at)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for positions in holding.values():
        if len(positions) <= _MOST_COMMON:
            for number, one in enumerate(positions):
                for other in positions[number + 1 :]:
                    shared[one, other] += 1
    return sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)


def likeness(mine: frozenset[str], its: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Weight of the shared words as a share of the mean of both; 0 to 1."""
    weights = [sum(rarity.get(word, 1.0) for word in held) for held in (mine & its, mine, its)]
    return 2 * weights[0] / (weights[1] + weights[2]) if weights[1] + weights[2] else 0.0


def _may_be_one(one: Item, other: Item) -> bool:
    """Whether two statements are of different reports and both assert or both deny."""
    return one.telling.reading != other.telling.reading and one.told.negated == other.told.negated


def _kind(item: Item) -> str | None:
    if item.told.act in {"admits", "accuses"}:
        return item.told.act
    return "denies" if item.told.negated and item.told.act is not None else None
