"""The same reports give the same grades: in whatever order they came, whatever the parties are called, however many sources are added."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corroboration.claims import Beside
from onrecord.corroboration.grades import Grader, SuggestedGrade, shipped, with_parameters
from onrecord.corroboration.grades.basis import Basis, Root
from onrecord.corroboration.grades.suggesting import graded
from onrecord.corroboration.rules.across import contradicting_figures
from onrecord.corroboration.told import Telling
from onrecord.records import encode

(ROOTS,) = [one for one in shipped() if one.name == "independent-roots"]

Names = tuple[str, str]
FORTH: tuple[Names, Names] = (("Kestria", "Kestrian"), ("Lomaria", "Lomarian"))
BACK: tuple[Names, Names] = (FORTH[1], FORTH[0])


def told_by_both(desk: Any, one: Names, other: Names) -> None:
    """Each accuses, one denies, a ministry and a clinic count, the counts differ."""
    desk.report("r1", "Neutral Post", "2030-01-02", one[0], other[0]).counts(
        30, "market stalls shells", f"the {one[1]} health ministry", place="Ulm", day="2030-01-01"
    ).says(f"{other[1]} guns had shelled the market", f"the {one[1]} army", "accuses", place="Ulm").says(
        f"{one[1]} rockets had hit the market", f"the {other[1]} army", "accuses", place="Ulm"
    )
    desk.report("r2", "Harbour Radio", "2030-01-03", one[0]).counts(
        30, "market stalls shells wards", "the Ulm clinic", place="Ulm", day="2030-01-01"
    ).counts(9, "market stalls shells", f"the {other[1]} defence ministry", place="Ulm", day="2030-01-01")


def told_by_one(desk: Any, one: Names, other: Names) -> None:
    """One side's two bodies alone, and the other says that it did it."""
    desk.report("r1", "Neutral Post", "2030-01-02", one[0]).counts(
        12, "bridge buses dawn", f"the {one[1]} health ministry", place="Sorn", day="2030-01-01"
    ).says("its aircraft had bombed the bridge", f"the {other[1]} army", "admits", place="Sorn")
    desk.report("r2", "Harbour Radio", "2030-01-03", other[0]).counts(
        12, "bridge buses dawn", f"the {one[1]} interior ministry", place="Sorn", day="2030-01-01"
    )


def soldiers(desk: Any, one: Names, other: Names) -> None:
    """Soldiers of one side, by its own army, a medic and the other side."""
    for number, by in enumerate((f"the {one[1]} army", "a field medic, Ana Brek", f"the {other[1]} army")):
        desk.report(f"r{number}", f"Outlet {number}", "2030-01-02", one[0], other[0]).counts(
            14, "ridge trench night", by, place="Orm", day="2030-01-01", group=f"{one[1]} soldiers", civil_status="combatant"
        )


def suggestions(tellings: list[Telling], parties: Any) -> list[SuggestedGrade]:
    beside = Beside(tellings)
    grader = Grader(beside, parties=parties, findings=list(contradicting_figures.find(beside)))
    claims = (*beside.figure_claims, *beside.statement_claims)
    return [grader.suggest(claim, rule_set) for claim in claims for rule_set in shipped()]


def exchanged(words: str) -> str:
    """The words with the two parties' names exchanged."""
    marked = words.replace("Kestria", "\0").replace("Lomaria", "\1")
    return marked.replace("\0", "Lomaria").replace("\1", "Kestria")


@pytest.mark.parametrize("conflict", [told_by_both, told_by_one, soldiers])
def test_parties_that_change_places_change_nothing_else(new_desk: Any, conflict: Any) -> None:
    mine, its = new_desk(), new_desk()
    conflict(mine, *FORTH)
    conflict(its, *BACK)
    one = [encode(found).decode() for found in suggestions(mine.tellings(), mine.parties)]
    other = [exchanged(encode(found).decode()) for found in suggestions(its.tellings(), its.parties)]
    assert one == other
    assert any(name in words for words in one for name in ("Kestria", "Lomaria"))


@pytest.mark.parametrize("conflict", [told_by_both, told_by_one, soldiers])
def test_the_order_in_which_reports_are_given_changes_nothing(new_desk: Any, conflict: Any) -> None:
    desk = new_desk()
    conflict(desk, *FORTH)
    tellings = desk.tellings()
    first = suggestions(tellings, desk.parties)
    for order in permutations(tellings):
        assert suggestions(list(order), dict(reversed(desk.parties.items()))) == first


SOURCES = st.lists(
    st.builds(
        Root,
        words=st.integers(0, 30).map(lambda number: f"source {number}"),
        party=st.sampled_from([None, None, "Kestria", "Lomaria"]),
        unnamed=st.booleans(),
        owner=st.sampled_from([(), (), ("kestrian",), ("veskian",)]),
    ),
    max_size=8,
    unique_by=lambda root: root.words,
)


@given(SOURCES, st.integers(0, 7), st.integers(1, 5), st.integers(0, 4))
def test_another_root_source_never_lowers_the_grade(roots: list[Root], at: int, asked: int, not_parties: int) -> None:
    rule_set = with_parameters(ROOTS, {"roots": asked, "not_parties": not_parties})
    names = [grade.name.format(roots=asked, not_parties=not_parties) for grade in rule_set.grade]
    fewer = [root for number, root in enumerate(roots) if number != at]
    ranks = [names.index(graded(Basis(roots=tuple(some)), rule_set, "a claim").grade or "") for some in (fewer, roots)]
    assert ranks[1] <= ranks[0]


CLINICS = ("Alder", "Brome", "Cinder", "Dorsal", "Ember", "Fallow")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(CLINICS), min_size=1, max_size=5, unique=True), st.permutations(range(5)), st.integers(1, 4))
def test_another_report_from_another_source_never_lowers_the_grade(new_desk: Any, clinics: list[str], days: Any, asked: int) -> None:
    rule_set = with_parameters(ROOTS, {"roots": asked})
    names = [grade.name.format(roots=asked, not_parties=1) for grade in rule_set.grade]
    ranks, desk = [], new_desk()
    for number, clinic in enumerate(clinics):
        desk.report(f"r{number}", f"{clinic} Post", f"2030-01-0{2 + days[number]}").counts(
            30, "market stalls shells wards", f"the {clinic} clinic", place="Ulm", day="2030-01-01"
        )
        beside = desk.beside()
        (claim,) = beside.figure_claims
        found = Grader(beside).suggest(claim, rule_set)
        ranks.append(names.index(found.grade or ""))
        assert len(claim.roots) == number + 1
    assert ranks == sorted(ranks, reverse=True)
