"""What people decided on claims, as it applies to reports that are set beside each other: which records tell one, and which do not.

A decision names records by report and place in the text, so it follows a record into a later reading of its report as long as the same
words stand at the same place. Of two decisions on the same two records the later holds. Records that were told apart never come into one
claim, whatever else links them: where a claim would hold such, its records are joined anew, first as people said, the latest first, then
those that agree most, each only where nobody said otherwise and, of links by rules, where no two places come together (Kruskal's order
with cannot-links). A link between records that cannot be
one claim – two numbers that exclude each other, a denial and what it denies – is not applied.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

from onrecord.corroboration.claims.figures import harm_of
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.places import Places
from onrecord.corroboration.numbers import can_both_hold, loosened
from onrecord.corroboration.pairs import joined, joined_unless
from onrecord.corroboration.phrasing import figure_words
from onrecord.corroboration.told import Telling, Told
from onrecord.records import ClaimDecision, ClaimKind, ClaimRecord

DecisionState = Literal["holds", "superseded", "undone", "set aside"]
"""*superseded*: later decisions say otherwise of all that it names. *set aside*: the reports no longer have the records that it names, or
have too few of them."""

_Key = tuple[str, str]
_Pair = tuple[int, int]
_Place = tuple[str, str, int, int, str]
"""Reading, kind, start, end and words of a record."""


class Among:
    """What was decided of some records, by their positions."""

    def __init__(self, links: Sequence[_Pair] = (), cuts: Mapping[int, set[int]] | None = None) -> None:
        """Args:
        links: records that tell one claim, the latest decision first.
        cuts: each record with those that tell another claim, both ways round.
        """
        self._links = links
        self._cuts = cuts or {}

    def grouped(
        self,
        count: int,
        linked: Sequence[_Pair],
        *,
        nearness: Callable[[_Pair], float],
        places: Places,
        holds: Callable[[_Pair], bool] = lambda _: True,
    ) -> list[list[int]]:
        """Positions below ``count`` in groups of those that tell one claim, each group and all groups ascending.

        Args:
            count: how many there are.
            linked: those that rules link.
            nearness: how much two of them agree.
            places: of which places they are; only people join what is of two.
            holds: whether rules link a pair indeed; of two that others link already it is asked only where their group may be several.
        """
        by_people = frozenset(self._links)
        groups = joined(count, [*self._links, *linked], lambda pair: pair in by_people or holds(pair))
        suspected = [group for group in groups if places.are_several(group) or self.apart(group, group)]
        if not suspected:
            return groups
        group_of = {at: group[0] for group in suspected for at in group}
        within: dict[int, list[_Pair]] = {group[0]: [] for group in suspected}
        for pair in linked:
            if pair[0] in group_of and group_of[pair[0]] == group_of.get(pair[1]) and holds(pair):
                within[group_of[pair[0]]].append(pair)
        parted = {group[0]: self._parted(group, within[group[0]], nearness, places) for group in suspected}
        return sorted(part for group in groups for part in parted.get(group[0], [group]))

    def joined_by_people(self, count: int) -> list[list[int]]:
        """Positions below ``count`` in groups of those of which people said that they tell one claim."""
        return joined_unless([[at] for at in range(count)], self._links, self.apart)

    def apart(self, one: Iterable[int], other: Collection[int]) -> bool:
        """Whether a person said of a record of one group that it tells another claim than one of another group."""
        return any(not self._cuts[at].isdisjoint(other) for at in one if at in self._cuts)

    def _parted(self, group: list[int], linked: Sequence[_Pair], nearness: Callable[[_Pair], float], places: Places) -> list[list[int]]:
        within = set(group)
        by_people = joined_unless([[at] for at in group], [pair for pair in self._links if pair[0] in within], self.apart)
        by_rules = sorted(linked, key=lambda pair: (-nearness(pair), pair))
        of_two_places = places.apart_among()
        return joined_unless(by_people, by_rules, lambda one, other: self.apart(one, other) or of_two_places(one, other))


NOTHING_DECIDED = Among()


class Decided:
    """The decisions of people on claims, as they apply to some reports."""

    def __init__(self, decisions: Iterable[ClaimDecision], tellings: Iterable[Telling]) -> None:
        """Args:
        decisions: in the order in which they were made.
        tellings: what the reports offer for comparison, as they are read now.
        """
        self.decisions = tuple(decisions)
        self._verdicts: dict[tuple[_Key, _Key], tuple[bool, int]] = {}
        """What holds of two records: whether they tell one claim, and the number of the decision that says so."""
        self._found: dict[tuple[str, ClaimRecord], _Key] = {}
        self._naming: dict[_Key, dict[int, int]] = defaultdict(dict)
        """Of each record, the decisions that hold and name it, by number, each with the side that it is of."""
        self._states: dict[str, DecisionState] = {}
        if self.decisions:
            self._apply(_by_place(tellings))

    def among(self, items: Sequence[Item]) -> Among:
        """What was decided of some records."""
        if not self._verdicts:
            return NOTHING_DECIDED
        position = {item.key: at for at, item in enumerate(items)}
        links: list[tuple[int, _Pair]] = []
        cuts: dict[int, set[int]] = defaultdict(set)
        for (one, other), (together, number) in self._verdicts.items():
            if one in position and other in position:
                pair = position[one], position[other]
                if together:
                    links.append((number, pair))
                else:
                    cuts[pair[0]].add(pair[1])
                    cuts[pair[1]].add(pair[0])
        return Among([pair for _, pair in sorted(links, key=lambda link: (-link[0], link[1]))], cuts)

    def state(self, decision: ClaimDecision) -> DecisionState:
        """How a decision stands now."""
        return self._states[decision.id]

    def on(self, items: Iterable[Item]) -> tuple[ClaimDecision, ...]:
        """The decisions that hold and made a claim what it is: those that join some of its records, and those that keep others out."""
        sides: dict[int, set[int]] = defaultdict(set)
        for item in items:
            for number, side in self._naming.get(item.key, {}).items():
                sides[number].add(side)
        return tuple(
            self.decisions[number] for number, found in sorted(sides.items()) if len(found) > 1 or self.decisions[number].act == "split"
        )

    def names(self, item: Item) -> bool:
        """Whether a decision that holds names a record."""
        return item.key in self._naming

    def key_of(self, decision: ClaimDecision, named: ClaimRecord) -> tuple[str, str] | None:
        """The record that a decision names, as it is read now; None where its report has none there any more."""
        return self._found.get((decision.id, named))

    def _apply(self, by_place: Mapping[_Place, Sequence[Item]]) -> None:
        there: dict[int, list[tuple[Item, int]]] = {}
        said: set[int] = set()
        for number, decision in enumerate(self.decisions):
            found = [(named, _at(named, by_place)) for named in decision.named]
            self._found |= {(decision.id, named): item.key for named, item in found if item is not None}
            if decision.act == "undo" or decision.undone is not None:
                continue
            there[number] = [(item, named.side) for named, item in found if item is not None]
            for one, other, together in _said(decision, there[number]):
                pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
                self._verdicts[pair] = (together, number)
                said.add(number)
        holding = {number for _, number in self._verdicts.values()}
        for number in holding:
            for item, side in there[number]:
                self._naming[item.key][number] = side
        for number, decision in enumerate(self.decisions):
            holds = decision.act == "undo" or number in holding
            standing: DecisionState = "holds" if holds else "superseded" if number in said else "set aside"
            self._states[decision.id] = "undone" if decision.undone is not None else standing


def hindrance(one: Item, other: Item) -> str | None:
    """Why two records cannot tell one claim, whoever says so, as half a sentence; None where they can."""
    mine, its = one.told.figure, other.told.figure
    if mine is None and its is None:
        return "one says what the other denies" if one.told.negated != other.told.negated else None
    if mine is None or its is None:
        return "one is a figure and the other a statement"
    if harm_of(mine) != harm_of(its):
        return f"one counts {mine.measure} and the other {its.measure}"
    if one.told.running != other.told.running:
        return "one counts the harm of one event and the other is a running total"
    if not can_both_hold(loosened(mine), loosened(its)):
        return f"{figure_words(mine)} and {figure_words(its)} are two numbers"
    return None


def kind_of(told: Told) -> ClaimKind:
    """What a record that tells a claim is."""
    return "figure" if told.figure is not None else "statement"


def record_named(item: Item, side: int) -> ClaimRecord:
    """A record as a decision names it.

    Args:
        item: the record.
        side: the part that it is of.
    """
    told = item.told
    return ClaimRecord(
        reading=item.telling.reading,
        report=item.telling.report,
        kind=kind_of(told),
        record=told.id,
        start=told.start,
        end=told.end,
        words=told.words,
        side=side,
    )


def _by_place(tellings: Iterable[Telling]) -> dict[_Place, list[Item]]:
    found: dict[_Place, list[Item]] = defaultdict(list)
    for telling in tellings:
        for told in (*telling.figures, *telling.statements):
            found[telling.reading, kind_of(told), told.start, told.end, told.words].append(Item(telling, told))
    return found


def _at(named: ClaimRecord, by_place: Mapping[_Place, Sequence[Item]]) -> Item | None:
    """The record that stands where the named one stood, with the same words; of several the one with its id."""
    there = by_place.get((named.reading, named.kind, named.start, named.end, named.words), ())
    return next((item for item in there if item.told.id == named.record), next(iter(there), None))


def _said(decision: ClaimDecision, there: Sequence[tuple[Item, int]]) -> Iterator[tuple[Item, Item, bool]]:
    """What a decision says of the records that are there: of two of them, whether they tell one claim."""
    if len({side for _, side in there}) < 2:
        return
    for (one, side), (other, its) in combinations(there, 2):
        if one.key == other.key:
            continue
        if decision.act == "split" and side != its:
            yield one, other, False
        elif (decision.act == "split") == (side == its) and hindrance(one, other) is None:
            yield one, other, True
