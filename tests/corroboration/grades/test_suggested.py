"""Each grade of each rule-set, reached and not reached, on claims of fourteen conflicts that do not exist."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.corroboration.grades import Grader, rule_set_of, shipped
from onrecord.corroboration.told import Speaker
from onrecord.records import Party

AIRWARS, MINIMUM, ROOTS = "airwars-like", "every-casualty-like-minimum", "independent-roots"
BOTH, PARTIES_ONLY, FEWER, NOBODY = (
    "at least 2, at least 1 of them no party",
    "at least 2, fewer than 1 of them no party",
    "fewer than 2",
    "no root source",
)
CROSSED, DISAGREE, SINGLE, BELOW = (
    "Minimum, cross-checked",
    "Minimum, sources disagree",
    "Minimum, not cross-checked",
    "Below the minimum",
)


def tessaly(desk: Any) -> None:
    """A school, two hospitals, one army accused."""
    desk.report("t1", "Orlan Post", "2031-03-02", "Tessaly").counts(
        18, "school roof classroom Wednesday", "the Orlan district hospital", place="Brel", day="2031-03-01"
    ).says("Tessalian aircraft had bombed the school", "the mayor of Brel", "accuses", place="Brel")
    desk.report("t2", "Harbour Radio", "2031-03-03").counts(
        18, "school roof classroom surgeons", "Dr Ines Halvard of St Mary's clinic", place="Brel", day="2031-03-01"
    )


def kesh(desk: Any) -> None:
    """A market; each side says it was the other."""
    desk.report("k1", "Dune Herald", "2030-07-10", "Kesh", "Marrow").counts(
        23, "market stalls noon shells", "the Keshan health ministry", place="Adhar", day="2030-07-09"
    ).says("Marrowan guns had shelled the market", "the Keshan army", "accuses", place="Adhar").says(
        "Keshan rockets had fallen short on the market", "the Marrowan army", "accuses", place="Adhar"
    )
    desk.report("k2", "River Wire", "2030-07-11", "Kesh").counts(
        23, "market stalls noon shells wards", "St Olga's hospital", place="Adhar", day="2030-07-09"
    )


def vantor(desk: Any) -> None:
    """An army says that its aircraft did it."""
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("its aircraft had bombed the boats by mistake", "the Vantorian army", "admits", place="Selm")


def merrow(desk: Any) -> None:
    """One mayor, retold by another outlet that cites the first."""
    desk.report("m1", "Merrow Gazette", "2032-01-05", "Hill League").counts(
        11, "bridge bus passengers", "the mayor of Sorn, Pia Lund", place="Sorn", day="2032-01-04"
    ).says("fighters of the Hill League had mined the road", "the mayor of Sorn, Pia Lund", "accuses", place="Sorn")
    desk.report("m2", "Lowland Times", "2032-01-06").counts(
        11, "bridge bus passengers", None, cites=("according to the Merrow Gazette",), place="Sorn", day="2032-01-04"
    )


def dravia(desk: Any) -> None:
    """Soldiers, by the word of their army and of a rescue team."""
    for number, (outlet, by) in enumerate((("Dravia Courier", "the Dravian army"), ("Alp Radio", "the mountain rescue volunteers"))):
        desk.report(f"d{number}", outlet, "2028-02-0" + str(3 + number), "Dravia").counts(
            9, "pass avalanche column trucks", by, place="Orm", day="2028-02-02", group="Dravian soldiers", civil_status="combatant"
        )


def sorrel(desk: Any) -> None:
    """Two sources, and nobody is said to have done it."""
    desk.report("so1", "Sorrel Mail", "2030-05-02").counts(31, "ferry explosion quay", "the port hospital", place="Ives", day="2030-05-01")
    desk.report("so2", "Isle Press", "2030-05-03").counts(
        31, "ferry explosion quay divers", "the Red Cross branch in Ives", place="Ives", day="2030-05-01"
    )


def lomaria(desk: Any) -> None:
    """A number without a source."""
    desk.report("l1", "Lomar Today", "2027-09-09").counts(14, "barracks gate blast", None, place="Eddin", day="2027-09-08")


def ostvale(desk: Any) -> None:
    """Nobody says when."""
    desk.report("o1", "Ostvale Star", "2026-12-01").counts(16, "quarry workers huts", "a quarry union", place="Nym")


def brennick(desk: Any) -> None:
    """Two numbers of one strike that cannot both hold."""
    desk.report("b1", "Brennick Sun", "2031-08-02").counts(
        40, "refinery tanks fire night", "the Brennick fire chief, Odo Marsh", place="Hale", day="2031-08-01"
    )
    desk.report("b2", "Delta Wire", "2031-08-03").counts(
        62, "refinery tanks fire night", "the Hale general hospital", place="Hale", day="2031-08-01"
    )


def torl(desk: Any) -> None:
    """Two bodies of one party."""
    desk.report("to1", "Torl Review", "2033-04-04", "Torl").counts(
        12, "depot station platform", "the Torlish health ministry", place="Grin", day="2033-04-03"
    )
    desk.report("to2", "Plain Post", "2033-04-05").counts(12, "depot station platform", "the Torlish army", place="Grin", day="2033-04-03")


def ashkarra(desk: Any) -> None:
    """Two officials without a name: nothing tells whether they are two."""
    desk.report("a1", "Ashkarra News", "2030-10-10", "Ashkarra").counts(
        20, "convoy crossroads dawn", "an official who asked not to be named", place="Ulm", day="2030-10-09"
    ).says("Ashkarran drones had fired on the convoy", "a trader", "accuses", place="Ulm")
    desk.report("a2", "Steppe Radio", "2030-10-11").counts(20, "convoy crossroads dawn", "two diplomats", place="Ulm", day="2030-10-09")


def quenby(desk: Any) -> None:
    """An accusation, by two voices."""
    desk.report("q1", "Quenby Echo", "2031-06-06", "Quenby").says(
        "Quenby troops had burned the granaries of Old Tamsel", "the farmers' union of Tamsel", "accuses", place="Tamsel"
    )
    desk.report("q2", "Valley Voice", "2031-06-06").says(
        "Quenby troops had burned the granaries of Old Tamsel", "a priest, Father Anselm Korda", "accuses", place="Tamsel"
    )


def velden(desk: Any) -> None:
    """A running total."""
    desk.report("ve1", "Velden Journal", "2029-01-10").counts(
        203, "since the war began", "the Velden ombudsman", place="Velden", day="2029-01-09", scope="cumulative"
    )


def ruhn(desk: Any) -> None:
    """A reporter who counted, and an aid body."""
    desk.report("r1", "Ruhn Observer", "2028-08-08", "Ruhn").counts(
        15, "well queue shells children", "a reporter of the Ruhn Observer", place="Tev", day="2028-08-07"
    ).says("Ruhnian artillery had shelled the well", "residents", "accuses", place="Tev")
    desk.report("r2", "Far Harbour", "2028-08-09").counts(
        15, "well queue shells children", "the aid group Open Hands", place="Tev", day="2028-08-07"
    )


EXPECTED: list[tuple[Callable[[Any], None], str | None, str | None, str | None]] = [
    (tessaly, "Fair", CROSSED, BOTH),
    (kesh, "Contested", CROSSED, BOTH),
    (vantor, "Confirmed", SINGLE, FEWER),
    (merrow, "Weak", SINGLE, FEWER),
    (dravia, "Discounted", CROSSED, BOTH),
    (sorrel, None, CROSSED, BOTH),
    (lomaria, None, SINGLE, NOBODY),
    (ostvale, "Weak", BELOW, FEWER),
    (brennick, "Weak", DISAGREE, FEWER),
    (torl, None, CROSSED, PARTIES_ONLY),
    (ashkarra, "Weak", SINGLE, FEWER),
    (quenby, None, None, BOTH),
    (velden, None, None, FEWER),
    (ruhn, "Fair", CROSSED, BOTH),
]


def named(conflict: Any) -> str:
    return conflict.__name__ if callable(conflict) else ""


@pytest.mark.parametrize(("conflict", "airwars", "minimum", "roots"), EXPECTED, ids=named)
def test_a_claim_has_the_grades_that_its_reports_bear_out(desk: Any, conflict: Any, airwars: Any, minimum: Any, roots: Any) -> None:
    conflict(desk)
    suggested = {rules: desk.suggest(rules, statements=conflict is quenby) for rules in (AIRWARS, MINIMUM, ROOTS)}
    assert {rules: one.grade for rules, one in suggested.items()} == {AIRWARS: airwars, MINIMUM: minimum, ROOTS: roots}
    for one in suggested.values():
        assert one.suggestion is True
        assert one.grade is None or f"would be “{one.grade}” by the {one.title} rules. This is a suggestion" in one.reasons[0]
        assert all(checked.met for checked in one.met)
        assert not any(checked.met for checked in one.not_met)


def test_every_grade_is_reached_by_one_claim_and_missed_by_another(new_desk: Any) -> None:
    for column, rules in enumerate((AIRWARS, MINIMUM, ROOTS)):
        (rule_set,) = [one for one in shipped() if one.name == rules]
        parameters = {one.name: str(one.value) for one in rule_set.parameter}
        grades = {grade.name.format(**parameters) for grade in rule_set.grade}
        reached = [row[1 + column] for row in EXPECTED]
        assert grades <= set(reached)
        assert all(reached.count(grade) < len(reached) for grade in grades)


def test_the_reason_names_who_and_how_many(desk: Any) -> None:
    kesh(desk)
    reasons = desk.suggest(ROOTS).reasons
    assert reasons[1] == (
        "2 independent root sources: the Keshan health ministry (a party) and St Olga's hospital; at least 2 are asked for."
    )
    assert reasons[2] == "1 root source that is no party: St Olga's hospital; at least 1 is asked for."


def test_a_contested_claim_names_who_accuses_whom(desk: Any) -> None:
    kesh(desk)
    assert desk.suggest(AIRWARS).reasons[1] == (
        "2 actors are said to have done it: Marrow (according to the Keshan army) and Kesh (according to the Marrowan army); "
        "at least 2 are asked for."
    )


def test_what_the_grades_before_it_lack_is_told(desk: Any) -> None:
    merrow(desk)
    suggested = desk.suggest(AIRWARS)
    assert [one.grade for one in suggested.not_met] == ["Confirmed", "Discounted", "Contested", "Fair"]
    assert suggested.reasons[-1] == "Not “Fair”: 1 independent root source: the mayor of Sorn, Pia Lund; at least 2 are asked for."


def test_the_finding_behind_a_contradiction_is_told(desk: Any) -> None:
    brennick(desk)
    suggested = desk.suggest(MINIMUM, of=40)
    (told,) = [one.sentence for one in suggested.met if one.condition == "contradicted"]
    assert "“62” killed according to the Hale general hospital" in told


def test_what_a_rule_set_does_not_grade_is_said(desk: Any) -> None:
    velden(desk)
    assert desk.suggest(AIRWARS).reasons == (
        "No grade is suggested by the Airwars-like rules: they grade figures of the scope incident, and this is cumulative.",
    )


def test_two_bodies_of_one_side_are_two_roots_and_one_separate_root(desk: Any) -> None:
    torl(desk)
    desk.parties["to2"] = (Party(name="Torlish army"),)
    rules = """
        name = "separate"
        title = "Separate"
        about = "For a test."
        differs = []
        [[grade]]
        name = "One"
        meaning = "-"
        when = ["independent_roots = 2", "separate_roots = 1", "only_parties"]
        """
    beside = desk.beside()
    assert Grader(beside, parties=desk.parties).suggest(beside.figure_claims[0], rule_set_of(rules, "separate.toml")).grade == "One"


def test_who_admits_another_deed_has_not_admitted_this_one(desk: Any) -> None:
    vantor(desk)
    elsewhere = type(desk)()
    elsewhere.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("its aircraft had bombed the mill by mistake", "the Vantorian army", "admits", place="Garr")
    assert desk.suggest(AIRWARS).grade == "Confirmed"
    assert elsewhere.suggest(AIRWARS).grade == "Weak"


@pytest.mark.parametrize(("place", "grade"), [("Selm", "Confirmed"), (None, "Confirmed"), ("Garr", "Weak")])
def test_an_admission_in_another_report_counts_unless_it_is_of_another_place(desk: Any, place: str | None, grade: str) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("Vantorian aircraft had bombed the fishing boats at anchor", "the boat owners' union", "accuses", place="Selm")
    desk.report("v2", "Inland Post", "2029-11-21").says(
        "Vantorian aircraft had bombed the fishing boats at anchor", "the Vantorian army", "admits", place=place
    )
    assert desk.suggest(AIRWARS).grade == grade


def test_an_admission_of_another_day_is_of_another_deed(desk: Any) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("its aircraft had bombed the boats by mistake", "the Vantorian army", "admits", place="Selm", day="2029-11-02")
    assert desk.suggest(AIRWARS).grade == "Weak"


def test_what_a_bystander_admits_is_no_admission_of_a_party(desk: Any) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("the strike", "a fisherman, Jon Vael", "admits", place="Selm", beside=True)
    assert desk.suggest(AIRWARS).grade == "Weak"


def test_an_accusation_that_names_no_doer_is_of_the_party_it_names_first(desk: Any) -> None:
    desk.report("o1", "Orlan Post", "2031-03-02", "Tessaly", "Orlan").counts(
        18, "school roof classroom", "the Orlan district hospital", place="Brel", day="2031-03-01"
    ).says("Tessaly for the attack on the school in Orlan", "the mayor of Brel", "accuses", place="Brel")
    desk.report("o2", "Harbour Radio", "2031-03-03").counts(18, "school roof classroom", "St Mary's clinic", place="Brel", day="2031-03-01")
    assert (
        "1 actor is said to have done it: Tessaly (according to the mayor of Brel); exactly 1 is asked for."
        in desk.suggest(AIRWARS).reasons
    )


def test_what_a_report_tells_in_its_own_voice_is_its_own_word(desk: Any) -> None:
    desk.report("o1", "Orlan Post", "2031-03-02", "Tessaly").counts(
        18, "school roof classroom", "the Orlan district hospital", place="Brel", day="2031-03-01"
    ).says("Tessalian aircraft bombed the school", place="Brel")
    told = [one.sentence for one in desk.suggest(AIRWARS).not_met if one.condition == "accused >= 2"]
    assert told == ["1 actor is said to have done it: Tessaly (according to Orlan Post in its own voice); at least 2 are asked for."]


def test_who_tells_of_its_own_strike_accuses_nobody(desk: Any) -> None:
    desk.report("o1", "Orlan Post", "2031-03-02", "Tessaly").counts(
        18, "depot blast", "the Tessalian army", place="Brel", day="2031-03-01"
    ).says("its aircraft had bombed a depot", "the Tessalian army", place="Brel")
    told = [one.sentence for one in desk.suggest(AIRWARS).not_met if one.condition == "accused >= 2"]
    assert told == ["No actor is said to have done it; at least 2 are asked for."]


def test_a_short_admission_elsewhere_in_the_report_may_be_of_another_deed(desk: Any) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("the strike", "the Vantorian army", "admits", place="Selm")
    assert desk.suggest(AIRWARS).grade == "Weak"


def test_two_bodies_that_reports_call_alike_are_told_apart(desk: Any) -> None:
    for number, land in enumerate(("kestria", "lomaria")):
        ministry = Speaker(words="the health ministry", body=("health", "ministry"), owner=(land,), role="state")
        desk.report(f"r{number}", f"Outlet {number}", "2030-01-02").counts(
            7, "market stalls shells", ministry, place="Ulm", day="2030-01-01"
        )
    assert "the health ministry (Kestria) and the health ministry (Lomaria)" in desk.suggest(ROOTS).reasons[1]


def test_an_army_called_no_more_than_that_is_a_party_where_its_report_says_so(desk: Any) -> None:
    desk.report("r1", "Outlet", "2030-01-02", "the army").counts(30, "market stalls", "the army", place="Ulm", day="2030-01-01")
    desk.report("r2", "Other", "2030-01-02").counts(41, "harbour cranes", "the army", place="Vey", day="2030-01-01")
    assert desk.suggest(ROOTS, of=30).reasons[1] == "1 independent root source: the army (a party); at least 1 is asked for."
    assert desk.suggest(ROOTS, of=41).reasons[1] == "1 independent root source: the army; at least 1 is asked for."


def test_people_displaced_are_not_graded_as_people_killed(desk: Any) -> None:
    desk.report("r1", "Outlet", "2030-01-02").counts(
        300, "camp tents", "the aid group Open Hands", place="Ulm", day="2030-01-01", measure="displaced"
    )
    assert desk.suggest(MINIMUM).reasons == (
        "No grade is suggested by the Every-Casualty-like minimum rules: they grade counts of people killed, "
        "and this counts people displaced.",
    )


def test_a_bystander_s_denial_is_a_denial_and_not_the_accused_s(desk: Any) -> None:
    tessaly(desk)
    desk.report("t3", "Capital Post", "2031-03-04").says(
        "Tessalian aircraft had bombed the school", "the mayor of Brel", "accuses", place="Brel"
    ).says("no aircraft had come", "a shepherd, Ivo Karn", "denies", place="Brel", denies=("s1",))
    rules = """
        name = "denied"
        title = "Denied"
        about = "For a test."
        differs = []
        [[grade]]
        name = "By another"
        meaning = "-"
        when = ["denied", "not denied_by_accused"]
        """
    beside = desk.beside()
    suggested = Grader(beside, parties=desk.parties).suggest(beside.figure_claims[0], rule_set_of(rules, "denied.toml"))
    assert suggested.grade == "By another"
    assert suggested.met[0].sentence == "It is denied by a shepherd, Ivo Karn."


def test_who_admits_an_error_of_counting_has_admitted_no_deed(desk: Any) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("two of the names had been listed twice", "the Vantorian health ministry", "admits", place="Selm", beside=True)
    assert desk.suggest(AIRWARS).grade == "Weak"


def test_a_short_admission_beside_the_figure_is_one_of_the_deed(desk: Any) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("the strike", "the Vantorian army", "admits", place="Selm", beside=True)
    assert desk.suggest(AIRWARS).grade == "Confirmed"


def test_an_accused_who_denies_is_told_from_others_who_do(desk: Any) -> None:
    tessaly(desk)
    desk.report("t3", "Capital Post", "2031-03-04").says(
        "Tessalian aircraft had bombed the school", "the mayor of Brel", "accuses", place="Brel"
    ).says("it had bombed no school", "the Tessalian army", "denies", place="Brel", denies=("s1",))
    denied = rule_set_of(
        """
        name = "denied"
        title = "Denied"
        about = "For a test."
        differs = []
        [[grade]]
        name = "By the accused"
        meaning = "-"
        when = ["denied_by_accused"]
        """,
        "denied.toml",
    )
    beside = desk.beside()
    suggested = Grader(beside, parties=desk.parties).suggest(beside.figure_claims[0], denied)
    assert suggested.grade == "By the accused"
    assert suggested.met[0].sentence == "It is denied by the Tessalian army, said to have done it."
