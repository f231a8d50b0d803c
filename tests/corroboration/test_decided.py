"""Decisions of people on claims win over what rules suggest, and nothing brings together what they told apart."""

from itertools import combinations, pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corroboration.across import found_in, tellings

from onrecord.corroboration import Beside, Claim
from onrecord.corroboration.claims.decided import Among, hindrance, record_named
from onrecord.corroboration.claims.places import Places
from onrecord.corroboration.pairs import joined
from onrecord.records import ClaimAct, ClaimDecision

MILL = """
Harbour News, 2031-03-04
Shells hit the mill in Dalm on Tuesday and 17 people were killed, the health office in Dalm said.

Vale Post, 2031-03-05
Seventeen people were killed when shells hit the mill in Dalm on Tuesday, the health office in Dalm said.

Coast Herald, 2031-03-05
The health office in Dalm said that 17 people had been killed on Tuesday by shells that hit the mill in Dalm.

Ridge Radio, 2031-03-06
At least 17 people were killed in Ostrel on February 3, a teacher who lives there said.

Delta Times, 2031-03-06
The rescue committee counted 23 people killed in Dalm on Tuesday by the shells that hit the mill. Nine were injured.
"""
ACCUSED = """
Harbour News, 2031-03-04
The mayor of Dalm accused the Ninth Brigade of shelling the hospital in Dalm on Tuesday.

Vale Post, 2031-03-05
The Ninth Brigade was accused by the mayor of Dalm of shelling the hospital in Dalm on Tuesday.

Coast Herald, 2031-03-05
The Ninth Brigade denied that it had shelled the hospital in Dalm on Tuesday.

Ridge Radio, 2031-03-06
A bishop accused the Ninth Brigade of burning a school in Ostrel.
"""


class Desk:
    """Reports, and what people decide on their claims one after another."""

    def __init__(self, reports: str) -> None:
        self.tellings = tellings(reports)
        self.decisions: list[ClaimDecision] = []

    @property
    def beside(self) -> Beside:
        return Beside(self.tellings, decisions=self.decisions)

    def claim(self, outlet: str, words: str = "") -> Claim:
        claims = (*self.beside.figure_claims, *self.beside.statement_claims)
        return next(claim for claim in claims if any(item.telling.outlet == outlet and words in item.told.words for item in claim.items))

    def outlets(self, outlet: str, words: str = "") -> list[str | None]:
        """Who tells the claim that an outlet tells in words."""
        return [item.telling.outlet for item in self.claim(outlet, words).items]

    def decide(self, act: ClaimAct, *sides: list[Any], **more: Any) -> ClaimDecision:
        named = tuple(record_named(item, side) for side, items in enumerate(sides) for item in items)
        made = ClaimDecision(id=f"d{len(self.decisions) + 1}", act=act, named=named, actor="p-1", at="2031-03-07T09:00:00Z", **more)
        self.decisions.append(made)
        return made

    def merge(self, *outlets: str) -> ClaimDecision:
        return self.decide("merge", *(list(self.claim(outlet).items) for outlet in outlets))

    def split(self, *outlets: str) -> ClaimDecision:
        items = self.claim(outlets[0]).items
        taken = [item for item in items if item.telling.outlet in outlets]
        return self.decide("split", taken, [item for item in items if item not in taken])

    def undo(self, decision: ClaimDecision) -> None:
        made = msgspec.structs.replace(decision, id=f"d{len(self.decisions) + 1}", act="undo", undoes=decision.id)
        at = self.decisions.index(decision)
        self.decisions[at] = msgspec.structs.replace(decision, undone=made.id)
        self.decisions.append(made)

    def states(self) -> list[str]:
        decided = self.beside.decided
        return [decided.state(one) for one in self.decisions]


@pytest.fixture
def desk() -> Desk:
    return Desk(MILL)


THREE = ["Harbour News", "Vale Post", "Coast Herald"]


def test_what_a_person_merges_is_one_and_says_by_whom(desk: Desk):
    assert desk.outlets("Harbour News") == THREE
    made = desk.merge("Harbour News", "Ridge Radio")
    assert desk.outlets("Ridge Radio") == [*THREE, "Ridge Radio"]
    assert desk.beside.decided.on(desk.claim("Ridge Radio").items) == (made,)
    assert desk.beside.decided.on(desk.claim("Delta Times").items) == ()
    assert desk.states() == ["holds"]


def test_findings_follow_what_people_decide(desk: Desk):
    assert len(found_in("single-root-source", MILL)) == 1
    claims = desk.beside.claims
    assert [len(claim.roots) for claim in claims if claim.is_figure] == [1]
    desk.merge("Harbour News", "Ridge Radio")
    assert [len(claim.roots) for claim in desk.beside.claims if claim.is_figure] == [2]


def test_what_a_person_takes_out_stays_out_and_the_rest_stays_together(desk: Desk):
    made = desk.split("Vale Post")
    assert desk.outlets("Vale Post") == ["Vale Post"]
    assert desk.outlets("Harbour News") == ["Harbour News", "Coast Herald"]
    assert desk.beside.decided.on(desk.claim("Vale Post").items) == (made,)
    assert desk.beside.decided.on(desk.claim("Harbour News").items) == (made,)


def test_a_report_read_later_joins_the_claim_with_which_it_agrees_most(desk: Desk):
    desk.split("Vale Post")
    later = MILL + (
        "\n\nNew Wire, 2031-03-06\n"
        "Seventeen people were killed when shells hit the mill in Dalm on Tuesday, the health office in Dalm said on Friday."
    )
    desk.tellings = tellings(later)
    assert desk.outlets("New Wire") == ["Vale Post", "New Wire"]
    assert desk.outlets("Harbour News") == ["Harbour News", "Coast Herald"]


def test_of_two_decisions_on_the_same_records_the_later_holds(desk: Desk):
    desk.split("Vale Post")
    desk.merge("Harbour News", "Vale Post")
    assert desk.outlets("Vale Post") == THREE
    assert desk.states() == ["holds", "holds"], "that two of them stay together was not taken back"
    desk.split("Vale Post", "Coast Herald")
    assert desk.outlets("Vale Post") == ["Vale Post", "Coast Herald"]
    assert desk.outlets("Harbour News") == ["Harbour News"]
    desk.merge("Harbour News", "Vale Post")
    assert desk.outlets("Vale Post") == THREE
    desk.split("Harbour News")
    assert desk.outlets("Harbour News") == ["Harbour News"]


def test_a_decision_of_which_nothing_holds_is_superseded(desk: Desk):
    desk.merge("Harbour News", "Ridge Radio")
    desk.split("Ridge Radio")
    assert desk.states() == ["superseded", "holds"]
    assert desk.outlets("Ridge Radio") == ["Ridge Radio"]


def test_what_is_taken_back_does_not_hold(desk: Desk):
    merged, split = desk.merge("Harbour News", "Ridge Radio"), desk.split("Vale Post")
    desk.undo(split)
    assert desk.outlets("Vale Post") == [*THREE, "Ridge Radio"]
    desk.undo(merged)
    assert desk.outlets("Vale Post") == THREE
    assert desk.states() == ["undone", "undone", "holds", "holds"]


def test_a_decision_follows_its_records_into_a_later_reading(desk: Desk):
    desk.merge("Harbour News", "Ridge Radio")
    other = {"Harbour News": "f7", "Ridge Radio": "f1"}
    desk.tellings = tuple(
        msgspec.structs.replace(one, figures=tuple(msgspec.structs.replace(told, id=other[one.outlet]) for told in one.figures))
        if one.outlet in other
        else one
        for one in desk.tellings
    )
    assert desk.outlets("Ridge Radio") == [*THREE, "Ridge Radio"]


def test_a_decision_is_set_aside_where_other_words_stand_in_the_place(desk: Desk):
    desk.merge("Harbour News", "Ridge Radio")
    desk.tellings = tuple(
        msgspec.structs.replace(one, figures=tuple(msgspec.structs.replace(told, start=told.start + 1) for told in one.figures))
        if one.outlet == "Ridge Radio"
        else one
        for one in desk.tellings
    )
    assert desk.outlets("Ridge Radio") == ["Ridge Radio"]
    assert desk.states() == ["set aside"]
    assert desk.beside.decided.on(desk.claim("Harbour News").items) == ()


def test_statements_are_merged_and_split_as_figures_are():
    desk = Desk(ACCUSED)
    both = ["Harbour News", "Vale Post"]
    assert desk.outlets("Harbour News") == both
    merged = desk.merge("Harbour News", "Ridge Radio")
    assert desk.outlets("Ridge Radio") == [*both, "Ridge Radio"]
    desk.undo(merged)
    desk.split("Vale Post")
    assert desk.outlets("Harbour News") == ["Harbour News"]
    assert desk.outlets("Vale Post") == ["Vale Post"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("Harbour News", "17"), ("Ridge Radio", "At least 17"), None),
        (("Harbour News", "17"), ("Delta Times", "23"), "“17” killed and “23” killed are two numbers"),
        (("Harbour News", "17"), ("Delta Times", "Nine"), "one counts killed and the other injured"),
    ],
)
def test_figures_that_cannot_be_one_claim(desk: Desk, one, other, why: str | None):
    first, second = desk.claim(*one).items[0], desk.claim(*other).items[0]
    assert hindrance(first, second) == why
    assert (hindrance(second, first) is None) == (why is None)
    desk.decide("merge", [first], [second])
    assert (desk.claim(*one) == desk.claim(*other)) == (why is None), "nor is such a decision applied"


def test_a_denial_is_never_what_it_denies():
    desk = Desk(ACCUSED)
    accused, denied = desk.claim("Harbour News").items[0], desk.claim("Coast Herald").items[0]
    assert hindrance(accused, denied) == "one says what the other denies"
    assert hindrance(accused, Desk(MILL).claim("Harbour News", "17").items[0]) == "one is a figure and the other a statement"


@pytest.mark.parametrize("reports", [MILL, ACCUSED])
def test_what_was_taken_back_leaves_the_claims_as_rules_suggest_them(reports: str):
    desk = Desk(reports)
    suggested = [desk.beside.figure_claims, desk.beside.statement_claims]
    made = [desk.merge("Harbour News", "Ridge Radio"), desk.split("Vale Post")]
    assert [desk.beside.figure_claims, desk.beside.statement_claims] != suggested
    for one in made:
        desk.undo(one)
    assert [desk.beside.figure_claims, desk.beside.statement_claims] == suggested


COUNT = 9
ONE_PLACE = Places(Beside(tellings(MILL)).figures[:1] * COUNT)
PAIRS = st.lists(st.sampled_from(list(combinations(range(COUNT), 2))), max_size=12)


def _cuts(pairs: list[tuple[int, int]]) -> dict[int, set[int]]:
    cuts: dict[int, set[int]] = {}
    for one, other in pairs:
        cuts.setdefault(one, set()).add(other)
        cuts.setdefault(other, set()).add(one)
    return cuts


@given(PAIRS, PAIRS, PAIRS)
def test_no_group_holds_what_was_told_apart(links, cut, linked):
    links = [pair for pair in links if pair not in cut]
    groups = Among(links, _cuts(cut)).grouped(COUNT, linked, nearness=lambda pair: float(sum(pair)), places=ONE_PLACE)
    group_of = {at: number for number, group in enumerate(groups) for at in group}
    assert sorted(group_of) == list(range(COUNT)), "each is in one group"
    assert all(group_of[one] != group_of[other] for one, other in cut)
    assert groups == sorted(sorted(group) for group in groups)
    if links and not any(links[0][0] in pair or links[0][1] in pair for pair in cut):
        assert group_of[links[0][0]] == group_of[links[0][1]]


@given(PAIRS, PAIRS, PAIRS)
def test_no_two_groups_are_left_that_could_be_one(links, cut, linked):
    links = [pair for pair in links if pair not in cut]
    groups = Among(links, _cuts(cut)).grouped(COUNT, linked, nearness=lambda _: 0.0, places=ONE_PLACE)
    group_of = {at: group for group in groups for at in group}
    for one, other in {*links, *linked}:
        between = {(a, b) for a in group_of[one] for b in group_of[other]}
        assert group_of[one] == group_of[other] or any(pair in between or pair[::-1] in between for pair in cut)


@given(PAIRS, PAIRS)
def test_links_alone_join_as_union_does(links, linked):
    assert Among(links).grouped(COUNT, linked, nearness=lambda _: 0.0, places=ONE_PLACE) == joined(COUNT, [*links, *linked])


def test_a_chain_is_cut_at_its_weakest_link():
    chain = list(pairwise(range(5)))
    nearness = {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.1, (3, 4): 0.7}
    groups = Among((), _cuts([(0, 4)])).grouped(5, chain, nearness=lambda pair: nearness[pair], places=ONE_PLACE)
    assert groups == [[0, 1, 2], [3, 4]]
