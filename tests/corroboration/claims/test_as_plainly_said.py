"""What is worked out once for many figures is what setting each beside each gives: the plain definitions are written down here."""

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import msgspec
import pytest
from tests.corroboration.grades.conftest import Desk

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.events import is_part, one_total
from onrecord.corroboration.claims.likely import likely_pairs
from onrecord.corroboration.claims.nearness import Likeness
from onrecord.corroboration.claims.places import Places
from onrecord.corroboration.days import days_between, period_of
from onrecord.corroboration.groups import head, may_be_one_place, place_beginning, same_place
from onrecord.corroboration.numbers import can_both_hold, is_told_among, range_of
from onrecord.corroboration.pairs import joined, joined_unless
from onrecord.corroboration.rules.across import contradicting_figures
from onrecord.corroboration.rules.across.figure_copy_error import retold_with_a_slip
from onrecord.corroboration.rules.across.telling import in_order
from onrecord.corroboration.told import Telling

WORDS = "quay mill ferry shell school bridge market reed kiln tower well orchard depot harbour lane barge clinic".split()
SOURCES = ("the mayor of Dalm", "the Keshan army", "the Red Cross", "the hospital of Dalm", "Dr Ana Brek", "a witness", None)
OUTLETS = ("Coast Herald", "Valley Post", "Veth Lantern", "Tramline", "Harbour Gazette")
Pair = tuple[int, int]


def some_reports(seed: int) -> list[Telling]:
    """A dozen reports of a few days in a few places, of which some name places where they count nobody."""
    chance = random.Random(seed)
    desk = Desk()
    for number in range(chance.randint(5, 14)):
        published = (date(2031, 3, 1) + timedelta(days=chance.choice((0, 0, 1, 2, 3, 7, 12, 70)))).isoformat()
        desk.report(f"r{number}", chance.choice(OUTLETS), published)
        for _ in range(chance.randint(1, 4)):
            desk.counts(
                chance.choice((3, 12, 14, 21, 21, 40, 115, 400)),
                " ".join(chance.sample(WORDS, 5)),
                by=chance.choice(SOURCES),
                place=chance.choice(("Dalm", "Dalm", "Veth", "Osk", None, None)),
                day=chance.choice((None, published, "2031-03-01")),
                measure=chance.choice(("killed", "killed", "killed", "injured", "detained")),
                group=chance.choice((None, None, "people", "soldiers", "children")),
                approx=chance.random() < 0.2,
            )
    return [_told_otherwise(one, chance) for one in desk.tellings()]


def _told_otherwise(telling: Telling, chance: random.Random) -> Telling:
    figures = [
        msgspec.structs.replace(
            told,
            start=told.start // 10,
            running=chance.random() < 0.2,
            part=chance.random() < 0.1,
            stretch=chance.random() < 0.1,
            sentence=chance.choice((told.sentence, (0, 99))),
        )
        for told in telling.figures
    ]
    names = tuple(sorted(chance.sample(("dalm", "veth", "osk"), chance.randint(0, 2))))
    stems = tuple(sorted(chance.sample(WORDS, chance.randint(0, 4))))
    return msgspec.structs.replace(telling, figures=tuple(figures), places=names, stems=stems)


def within(one: Item, other: Item, days: int) -> bool:
    mine, its = one.telling.published, other.telling.published
    return mine is not None and its is not None and abs(days_between(mine, its)) <= days


def like(beside: Beside, one: Item, other: Item) -> float:
    likeness = Likeness(beside.background.rarity)
    return likeness.between(likeness.words(one), likeness.words(other))


def tell_one_number(beside: Beside, one: Item, other: Item) -> bool:
    if not alike.same_number_told(one, other) or not alike.same_people(beside.book, one, other):
        return False
    place, on_one_day = alike.places(beside.book, one, other), alike.same_days(one, other)
    if one.told.running:
        return place >= 0 and on_one_day
    words, telling = like(beside, one, other), alike.is_telling(alike.figure_of(one))
    held = alike.harm_of(alike.figure_of(one)) == "detained" and words > 0.15
    if telling and (place >= 0 or held) and within(one, other, 4) and alike.one_teller(beside.book, one, other):
        return True
    if not on_one_day:
        return place > 0 and telling and words > 0.3 and within(one, other, 4)
    if place > 0:
        return words > (0.12 if not telling else 0.0 if within(one, other, 4) else 0.05)
    if place == 0 and not (alike.is_rare(alike.figure_of(one)) or within(one, other, 8)):
        return False
    return words > (0.2 if telling else 0.3) if place == 0 else words > (0.3 if telling else 0.45)


def share_a_number(items: tuple[Item, ...], places: Places, pair: Pair) -> bool:
    one, other = (items[at] for at in pair)
    mine, its = alike.figure_of(one), alike.figure_of(other)
    bounds = {mine.min, mine.max} & {its.min, its.max} - {None}
    alike_told = alike.harm_of(mine) == alike.harm_of(its) and one.told.running == other.told.running
    return bool(bounds) and alike_told and places.may_be_one(*pair)


def apart(places: Places, items: tuple[Item, ...], one: list[int], other: list[int]) -> bool:
    """Whether both groups name places, and none may be one that the other names."""
    named = [
        [at for at in group if alike.figure_of(items[at]).place and alike.figure_of(items[at]).measure != "detained"]
        for group in (one, other)
    ]
    return bool(named[0]) and bool(named[1]) and not any(places.may_be_one(mine, its) for mine in named[0] for its in named[1])


def plain_groups(beside: Beside) -> list[list[int]]:
    items = beside.figures
    places = Places(items)
    every = list(combinations(range(len(items)), 2))

    def grouped(linked: list[Pair]) -> list[list[int]]:
        nearest = sorted(linked, key=lambda pair: (-like(beside, items[pair[0]], items[pair[1]]), pair))
        several = [group for group in joined(len(items), linked) if places.are_several(group)]
        parted = {
            group[0]: joined_unless(
                [[at] for at in group], [pair for pair in nearest if pair[0] in group], lambda one, other: apart(places, items, one, other)
            )
            for group in several
        }
        return sorted(part for group in joined(len(items), linked) for part in parted.get(group[0], [group]))

    linked = [pair for pair in every if share_a_number(items, places, pair) and tell_one_number(beside, *(items[at] for at in pair))]
    told_with: set[Pair] = set()
    for group in grouped(linked):
        if len(group) > 1 and alike.is_telling(alike.figure_of(items[group[0]])):
            company = {
                at
                for at, item in enumerate(items)
                for known in group
                if known != at
                and items[known].telling.reading == item.telling.reading
                and abs(items[known].told.start - item.told.start) <= 200
            }
            told_with |= {
                pair
                for pair in combinations(sorted(company), 2)
                if share_a_number(items, places, pair)
                and items[pair[0]].telling.reading != items[pair[1]].telling.reading
                and alike.same_number_told(*(items[at] for at in pair))
                and alike.same_people(beside.book, *(items[at] for at in pair))
                and alike.same_days(*(items[at] for at in pair))
            }
    return grouped([*linked, *told_with])


def may_be_near(one: Claim, other: Claim) -> bool:
    """Whether two items of them, told within two stretches of time, share a place, or whose people, or, of no place, a word."""
    placed = bool(one.places) and bool(other.places)
    for mine in one.items:
        for its in other.items:
            days = 2 if mine.told.running else 60
            periods = [period_of(item.told.day, days) for item in (mine, its) if item.told.day]
            if mine.told.running != its.told.running or (len(periods) == 2 and abs(periods[0] - periods[1]) > 1):
                continue
            there = [place_beginning(alike.figure_of(item).place) for item in (mine, its)]
            if there[0] and there[0] == there[1]:
                return True
            if not placed and set(mine.telling.stems) & set(its.telling.stems):
                return True
    return False


def plain_nearness(beside: Beside, one: Claim, other: Claim) -> float:
    if one.place and other.place and not any(same_place(mine, its) for mine in one.places for its in other.places):
        return 0.0
    if one.items[0].told.running != other.items[0].told.running:
        return 0.0
    pairs = [(mine, its) for mine in one.items[:8] for its in other.items[:8]]
    fitting = [pair for pair in pairs if alike.same_days(*pair)]
    if 2 * len(fitting) < len(pairs):
        return 0.0
    if one.items[0].told.running:
        return float(any(one_total(beside.book, *pair) for pair in fitting))
    found = [like(beside, *pair) for pair in fitting]
    if any(mine.telling is its.telling and share >= 0.5 for (mine, its), share in zip(fitting, found, strict=True)):
        return 1.0
    mean = sum(found) / len(found)
    towns = [alike.of_its_town([item.telling.outlet for item in a.items], a.place, b.place) for a, b in ((one, other), (other, one))]
    if not (one.place and other.place) and not any(towns):
        return mean / 2
    days = [min((item.told.day for item in claim.items if item.told.day), default=None) for claim in (one, other)]
    near = days[0] is not None and days[1] is not None and abs(days_between(days[0], days[1])) <= 4
    return min(1.0, 3 * mean) if near else mean


def plain_matters(beside: Beside, near: dict[Pair, float]) -> list[list[int]]:
    claims, items = beside.figure_claims, beside.figures
    at = {item.key: number for number, item in enumerate(items)}
    places = Places(items)
    linked = [
        pair
        for pair, share in sorted(near.items(), key=lambda one: (-one[1], one[0]))
        if share >= 0.2
        and claims[pair[0]].harm == claims[pair[1]].harm
        and alike.same_people(beside.book, claims[pair[0]].items[0], claims[pair[1]].items[0])
    ]

    def of_two_places(one: list[int], other: list[int]) -> bool:
        return apart(places, items, *([at[item.key] for number in group for item in claims[number].items] for group in (one, other)))

    groups = joined_unless([[number] for number in range(len(claims))], linked, of_two_places)
    return [group for group in groups if len(group) > 1]


def exclude(beside: Beside, one: Claim, other: Claim) -> bool:
    mine, its = (alike.figure_of(claim.items[0]) for claim in (one, other))
    names_whom = [any(head(alike.figure_of(item).group) for item in claim.items) for claim in (one, other)]
    if one.harm != other.harm or names_whom[0] != names_whom[1] or not range_of(mine).point * range_of(its).point:
        return False
    hours = [2 * sum(item.told.stretch for item in claim.items) > len(claim.items) for claim in (one, other)]
    for a, b, number, longer in ((*hours, mine, its), (*reversed(hours), its, mine)):
        if a and not b and range_of(number).point <= range_of(longer).point:
            return False
    if not alike.same_people(beside.book, one.items[0], other.items[0]):
        return False
    ranges = [[contradicting_figures._with_room(alike.figure_of(item)) for item in claim.items] for claim in (one, other)]
    return not any(can_both_hold(a, b) for a in ranges[0] for b in ranges[1])


def told_among(number: Claim, others: list[Item]) -> bool:
    """Whether a voice that gives an item gives a number as well, in the item's sentence and of its place."""
    for item in others:
        beside_it = [
            told
            for told in item.telling.figures
            if told.sentence == item.told.sentence
            and told.speakers[:1] == item.told.speakers[:1]
            and told.figure is not None
            and alike.harm_of(told.figure) == alike.harm_of(alike.figure_of(item))
            and may_be_one_place(told.figure.place, alike.figure_of(item).place)
        ]
        told = [range_of(one.figure) for one in beside_it if one.figure is not None]
        whole = [range_of(one.figure) for one in beside_it if one.figure is not None and not one.part]
        ranges = [contradicting_figures._with_room(alike.figure_of(one)) for one in number.items]
        if len(told) > 1 and any(is_told_among(its, told, whole) for its in ranges):
            return True
    return False


def plain_contradictions(beside: Beside) -> set[frozenset[str]]:
    found = set()
    for claims in beside.matters:
        told = beside.speakers_in(claims)
        names = beside.book.one_name(speaker for *_, speaker in told)
        by_root: dict[str, list[tuple[Claim, Item]]] = defaultdict(list)
        for claim, item, _, speaker in told:
            if not is_part(claim.items):
                by_root[names[speaker]].append((claim, item))
        root_of = {item.key: root for root, its in by_root.items() for _, item in its}
        for first, second in combinations(by_root, 2):
            sides: list[set[str]] = [set(), set()]
            for one, mine in by_root[first]:
                for other, its in by_root[second]:
                    items = [[item for claim, item in by_root[root] if claim is told] for root, told in ((first, one), (second, other))]
                    if one is other or not exclude(beside, one, other) or told_among(other, items[0]) or told_among(one, items[1]):
                        continue
                    earlier, later = in_order(one, other)
                    retold = retold_with_a_slip(beside, earlier, later)
                    if retold and all(root_of.get(item.key) == (first if earlier is one else second) for item in retold):
                        continue
                    sides[0].add(mine.telling.reading)
                    sides[1].add(its.telling.reading)
            if len(sides[0] | sides[1]) > 1:
                found.add(frozenset((first, second)))
    return found


@pytest.mark.parametrize("seed", range(120))
def test_figures_are_grouped_and_set_beside_each_other_as_plainly_said(seed: int) -> None:
    beside = Beside(some_reports(seed))
    at = {item.key: number for number, item in enumerate(beside.figures)}
    plain = plain_groups(Beside(beside.tellings))
    assert [sorted(at[item.key] for item in claim.items) for claim in beside.figure_claims] == plain

    claims = beside.figure_claims
    pairs = combinations(range(len(claims)), 2)
    share = {pair: plain_nearness(beside, *(claims[at] for at in pair)) for pair in pairs if may_be_near(*(claims[at] for at in pair))}
    near = {pair: found for pair, found in share.items() if found >= 0.12}
    numbered = {id(claim): number for number, claim in enumerate(claims)}
    assert {(numbered[id(one)], numbered[id(other)]) for one, other in beside.claims_of_one_matter()} == set(near)
    assert set(near) <= set(likely_pairs([claim.items for claim in claims]))
    assert [sorted(numbered[id(claim)] for claim in matter) for matter in beside.matters] == plain_matters(beside, near)
    assert {frozenset(finding.detail["roots"]) for finding in contradicting_figures.between_roots(beside)} == plain_contradictions(beside)


def test_the_reports_of_these_tests_have_what_is_compared() -> None:
    made = [Beside(some_reports(seed)) for seed in range(120)]
    assert sum(len(one.matters) for one in made) > 100
    assert sum(len(claim.items) > 1 for one in made for claim in one.figure_claims) > 150
    assert sum(1 for one in made for _ in contradicting_figures.between_roots(one)) > 100
