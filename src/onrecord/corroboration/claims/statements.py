"""Whether two statements of different reports tell one proposition: by the rarer words they share, and by structure.

Shared words find candidates; they cannot tell a claim from its contradiction, so a denial never joins what it denies. Two statements
are one claim where enough agrees of their words, their speakers, the places, the days, the sort of deed and who is said to have done it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence, Sized
from typing import TypeVar

from onrecord.corroboration.claims.decided import NOTHING_DECIDED, Among
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.days import days_between

_LEAST_SHARED = 2
"""Words that two statements share at least to be set beside each other."""
_MOST_COMMON = 80
"""A word in more statements than this leads to no candidates."""
_WEIGHTS = {
    "words": 3.0,
    "one names the other": 2.0,
    "one speaker": 0.8,
    "one place": 0.2,
    "other places": -0.3,
    "one act": 0.2,
    "one speaker and act": 0.3,
    "one day told": 0.8,
    "other days told": -1.0,
    "a week apart": -1.5,
    "one sort of deed": 2.4,
    "other sorts of deeds": -1.3,
    "one doer": 1.8,
    "other doers": -5.0,
    "one names no doer": -1.5,
    "one doer and deed": 0.9,
}
"""What each agreement counts: the weights of a logistic regression over pairs of statements of ``examples/archive``, rounded; those of
other doers, of days told and of outlets named are set by hand: no likeness of words makes up for them."""
LEAST = 3.7
"""How much two statements of one claim need."""
_LEAST_ON_AVERAGE = 2.5
"""How much the statements of two groups need on average for these to be joined."""
_COMPARED = 12
"""Statements of a group that are set against those of another."""
_WEEK = 7
_NEAR_DAYS = 2

_Named = TypeVar("_Named", bound=Sized)


def same_statements(
    items: Sequence[Item],
    book: SourceBook,
    rarity: Callable[[str], float],
    cited: Callable[[Item], Collection[str]],
    decided: Among = NOTHING_DECIDED,
) -> list[list[int]]:
    """Items, by position, in groups of those that tell one proposition, each group and all groups ascending.

    Groups are joined where two of their statements agree enough, those that agree most first, as long as their statements agree on
    average (agglomerative clustering with average linkage): one sentence that is like two claims does not make them one.

    Args:
        items: the statements.
        book: what is known of voices.
        rarity: how much a word tells.
        cited: the outlets from which a report says that it has an item.
        decided: what people decided of them, which wins.
    """
    words = [frozenset(item.told.stems) for item in items]
    alike = Likeness(words, rarity)
    found: dict[tuple[int, int], float] = {}

    def agreement(one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        if pair not in found:
            found[pair] = weighed(items[pair[0]], items[pair[1]], book, alike.of(*pair), cited)
        return found[pair]

    likely = candidates([held | set(item.told.context) for held, item in zip(words, items, strict=True)])
    pairs = (
        (one, other)
        for one, other in likely
        if _may_be_one(items[one], items[other]) and _at_best(items[one], items[other], alike.of(one, other), cited) >= LEAST
    )
    linked = [(agreement(one, other), one, other) for one, other in pairs]
    groups = {group[0]: group for group in decided.joined_by_people(len(items))}
    group_of = {at: first for first, group in groups.items() for at in group}
    for score, one, other in sorted(linked, key=lambda link: (-link[0], link[1], link[2])):
        if score < LEAST:
            break
        first, second = sorted((group_of[one], group_of[other]))
        if first == second or decided.apart(groups[first], groups[second]):
            continue
        between = [agreement(mine, its) for mine in groups[first][:_COMPARED] for its in groups[second][:_COMPARED]]
        if sum(between) < _LEAST_ON_AVERAGE * len(between):
            continue
        groups[first] += groups[second]
        for at in groups.pop(second):
            group_of[at] = first
    return [sorted(group) for _, group in sorted(groups.items())]


def weighed(one: Item, other: Item, book: SourceBook, words: float, cited: Callable[[Item], Collection[str]]) -> float:
    """How much speaks for two statements telling one proposition; see ``agreements``, and ``same_statements`` for ``cited``."""
    found = agreements(book, one, other, words)
    named = cited(one), cited(other)
    found["one names the other"] = float(other.telling.outlet in named[0] or one.telling.outlet in named[1])
    return sum(_WEIGHTS[name] * share for name, share in found.items())


def _at_best(one: Item, other: Item, words: float, cited: Callable[[Item], Collection[str]]) -> float:
    """What ``weighed`` can be at most, whoever the voices, the places and those who act turn out to be: most pairs are far from enough."""
    mine, its = one.told, other.told
    sorts = bool(set(mine.sorts) & set(its.sorts))
    best = _WEIGHTS["words"] * words
    one_act = (kind := _kind(one)) is not None and kind == _kind(other)
    best += _WEIGHTS["one act"] if one_act else 0
    if mine.speakers and its.speakers:
        best += _WEIGHTS["one speaker"] + (_WEIGHTS["one speaker and act"] if one_act else 0)
    if mine.places and its.places:
        best += _WEIGHTS["one place"]
    if mine.doers and its.doers:
        best += _WEIGHTS["one doer"] + (_WEIGHTS["one doer and deed"] if sorts else 0)
    if sorts:
        best += _WEIGHTS["one sort of deed"]
    elif mine.sorts and its.sorts:
        best += _WEIGHTS["other sorts of deeds"]
    apart = _days_apart(one, other)
    if not (mine.dated and its.dated):
        best += _WEIGHTS["a week apart"] * min(apart, _WEEK) / _WEEK
    elif apart <= 1:
        best += _WEIGHTS["one day told"]
    elif apart > _NEAR_DAYS:
        best += _WEIGHTS["other days told"]
    named = best + _WEIGHTS["one names the other"] >= LEAST and (other.telling.outlet in cited(one) or one.telling.outlet in cited(other))
    return best + (_WEIGHTS["one names the other"] if named else 0)


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
    places = _agree(book.same_owner, one.told.places, other.told.places)
    doers = _agree(book.one_acts, one.told.doers, other.told.doers)
    sorts = (set(one.told.sorts) & set(other.told.sorts) and 1) or -bool(one.told.sorts and other.told.sorts)
    apart = _days_apart(one, other)
    found |= {"one speaker": float(one_speaker), "one act": float(one_act), "one speaker and act": float(one_speaker and one_act)}
    found |= {"one place": float(places > 0), "other places": float(places < 0)}
    if one.told.dated and other.told.dated:
        found |= {"one day told": float(apart <= 1), "other days told": float(apart > _NEAR_DAYS)}
    else:
        found["a week apart"] = min(apart, _WEEK) / _WEEK
    found |= {"one doer": float(doers > 0), "other doers": float(doers < 0)}
    nobody = [item for item in (one, other) if not item.told.doers and item.told.voice == "plain"]
    found["one names no doer"] = float(len(nobody) == 1 and doers == 0 and bool(one.told.doers or other.told.doers))
    found |= {"one sort of deed": float(sorts > 0), "other sorts of deeds": float(sorts < 0)}
    found["one doer and deed"] = float(doers > 0 and sorts > 0 and places >= 0)
    return {name: share for name, share in found.items() if share}


def _agree(same: Callable[[_Named, _Named], bool], mine: _Named, its: _Named) -> int:
    """1 where some are the same, -1 where all differ, 0 where one has none."""
    if not mine or not its:
        return 0
    return 1 if same(mine, its) else -1


def _days_apart(one: Item, other: Item) -> int:
    if one.told.day is None or other.told.day is None:
        return 0
    return abs(days_between(one.told.day, other.told.day))


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


class Likeness:
    """How much alike some pieces of text are by their words."""

    def __init__(self, words: Sequence[frozenset[str]], rarity: Callable[[str], float]) -> None:
        """Args:
        words: of each piece.
        rarity: how much a word tells.
        """
        self._words, self._rarity = words, rarity
        self._weights = [sum(map(rarity, held)) for held in words]

    def of(self, one: int, other: int) -> float:
        """Weight of the words that two pieces, by their positions, share, as a share of the mean of both; 0 to 1."""
        both = self._weights[one] + self._weights[other]
        return 2 * sum(map(self._rarity, self._words[one] & self._words[other])) / both if both else 0.0


def _may_be_one(one: Item, other: Item) -> bool:
    """Whether two statements are of different reports and both assert or both deny."""
    return one.telling.reading != other.telling.reading and one.told.negated == other.told.negated


def _kind(item: Item) -> str | None:
    if item.told.act in {"admits", "accuses"}:
        return item.told.act
    return "denies" if item.told.negated and item.told.act is not None else None
