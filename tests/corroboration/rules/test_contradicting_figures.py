from typing import Any

import pytest

from onrecord.corroboration.context import Context
from onrecord.records import Figure, Finding

RULE = "contradicting-figures"


def two(draft: Any, first: dict[str, Any], second: dict[str, Any]) -> list[Finding]:
    made = draft("Elders in Dalm counted 31 dead. A nurse in Dalm counted 27 dead.")
    given = {"measure": "killed", "place": "Dalm"}
    made.counts("31", **(given | {"low": 31, "high": 31, "source": "Elders"} | first))
    made.counts("27", **(given | {"low": 27, "high": 27, "source": "A nurse"} | second))
    return made.findings(RULE)  # type: ignore[no-any-return]


def test_ranges_with_no_number_in_common(draft: Any) -> None:
    [finding] = two(draft, {"high": None}, {})
    assert finding.records == ("f1", "f2")
    assert "“31” killed (elders) and “27” killed (a nurse)" in finding.sentence
    assert finding.detail == {"measure": "killed", "least": 27, "greatest": 31}


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ({}, {"high": None}, "at least 27 may be 31"),
        ({}, {"measure": "injured"}, "another measure"),
        ({}, {"place": "Orsk"}, "another place"),
        ({}, {"scope": "cumulative"}, "another scope"),
        ({}, {"source": "Elders"}, "one voice counts two things"),
        ({}, {"superseded": True}, "corrected in the text"),
        ({}, {"subset_of": "f1"}, "a part"),
        ({"group": "soldiers"}, {"group": "civilians"}, "other people"),
        ({"group": "guests"}, {"group": "herders"}, "other people"),
        ({"low": 30, "high": 30, "approx": True}, {"low": 27, "high": 27}, "about 30 may be 27"),
    ],
)
def test_what_may_both_hold(draft: Any, first: dict[str, Any], second: dict[str, Any], why: str) -> None:
    assert two(draft, first, second) == [], why


def test_people_in_general_and_somebody_in_particular_may_be_the_same(draft: Any) -> None:
    assert len(two(draft, {"group": "wedding guests"}, {"group": "bodies"})) == 1


def test_totals_of_different_days_differ_honestly(draft: Any) -> None:
    totals = {"scope": "cumulative"}
    assert two(draft, totals | {"as_of": "2031-03-02"}, totals | {"as_of": "2031-03-01"}) == []
    assert len(two(draft, totals | {"as_of": "2031-03-02"}, totals | {"as_of": "2031-03-02"})) == 1


def test_three_voices_make_one_finding(draft: Any) -> None:
    made = draft("The army admits 14 dead in Dalm. Officials say 40 to 60. The front boasts of 87. The parish counts 14 graves.")
    given = {"measure": "killed", "place": "Dalm"}
    made.counts("14", low=14, high=14, source="The army", **given)
    made.counts("40 to 60", low=40, high=60, source="Officials", **given)
    made.counts("87", low=87, high=87, source="The front", **given)
    made.counts("14", low=14, high=14, source="The parish", after="parish", **given)
    assert [finding.records for finding in made.findings(RULE)] == [("f1", "f2", "f3", "f4")]


def test_a_headline_against_its_own_text(draft: Any) -> None:
    made = draft("23 dead in Dalm\n\nNineteen people died in Dalm.", title="23 dead in Dalm")
    made.counts("23", low=23, high=23, place="Dalm")
    made.counts("Nineteen", low=19, high=19, place="Dalm")
    [finding] = made.findings(RULE)
    assert "(headline)" in finding.sentence


def test_different_incidents_of_one_place_are_kept_apart(draft: Any) -> None:
    made = draft("Elders counted 31 dead in the morning. A nurse counted 27 dead at night.")
    made.counts("31", low=31, high=31, place="Dalm", source="Elders")
    made.counts("27", low=27, high=27, place="Dalm", source="A nurse")
    made.happened("shelling", "Dalm", figures=("f1",))
    made.happened("shelling", "Dalm", figures=("f2",))
    assert made.findings(RULE) == []


def test_what_a_picture_shows_is_no_count(draft: Any) -> None:
    made = draft("Elders counted 31 dead in Dalm. The village sent us photographs of seven graves.")
    made.counts("31", low=31, high=31, place="Dalm", source="Elders")
    made.counts("seven", low=7, high=7, place="Dalm", group="graves")
    made.shows("photographs of seven graves")
    assert made.findings(RULE) == []


def test_one_of_whom_is_no_total(draft: Any) -> None:
    made = draft("Elders counted 31 dead in Dalm. Doctors in Dalm had 14 patients, one of whom died.")
    made.counts("31", low=31, high=31, place="Dalm", source="Elders")
    made.counts("one", low=1, high=1, place="Dalm", source="Doctors")
    assert made.findings(RULE) == []


def test_the_course_of_a_total_contradicts_nobody(draft: Any) -> None:
    made = draft("The registry counted 232 at first, 900 on the third day and 1,417 now. Monitors counted 1,100.")
    given = {"place": "Kesh", "scope": "cumulative"}
    for phrase, number in (("232", 232), ("900", 900), ("1,417", 1_417)):
        made.counts(phrase, low=number, high=number, source="The registry", **given)
    made.counts("1,100", low=1_100, high=1_100, source="Monitors", **given)
    assert made.findings(RULE) == []


def test_a_short_name_is_no_other_voice(draft: Any) -> None:
    made = draft("The health ministry in Kesh counted 31 men dead in Dalm. The ministry counted 27 women.")
    made.counts("31", low=31, high=31, place="Dalm", source="The health ministry in Kesh")
    made.counts("27", low=27, high=27, place="Dalm", source="The ministry")
    assert made.findings(RULE) == []


def test_victims_described_are_no_count(draft: Any) -> None:
    made = draft("Elders counted 31 dead in Dalm. A nurse spoke of a woman of 71.")
    made.counts("31", low=31, high=31, place="Dalm", source="Elders")
    made.counts("a woman of 71", low=1, high=1, place="Dalm", source="A nurse")
    assert made.findings(RULE) == []


@pytest.mark.parametrize("voices", [1, 40])
def test_a_table_of_totals_is_compared_pair_by_pair_and_no_more(draft: Any, monkeypatch: pytest.MonkeyPatch, voices: int) -> None:
    number = 120
    made = draft(" ".join(f"Observer {figure % voices} counted {figure + 1000} dead." for figure in range(number)))
    for figure in range(number):
        words = {"place": "Dalm", "scope": "cumulative", "source": f"Observer {figure % voices}"}
        made.counts(str(figure + 1000), low=figure + 1000, high=figure + 1000, **words)
    compared = 0
    plain = Context.same_event

    def counting(context: Context, left: Figure, right: Figure) -> bool:
        nonlocal compared
        compared += 1
        return plain(context, left, right)

    monkeypatch.setattr(Context, "same_event", counting)
    made.findings(RULE)
    assert 0 < compared <= 4 * number * number


def test_what_is_linked_by_a_third_is_one_finding_and_what_is_not_is_another(draft: Any) -> None:
    made = draft("Elders: 31. A nurse: 27. The parish: 44 to 46. In Orsk a guard counted 5 and a clerk 8.")
    for words, low, high, place, source in (
        ("31", 31, 31, "Dalm", "Elders"),
        ("27", 27, 27, "Dalm", "A nurse"),
        ("44 to 46", 44, 46, "Dalm", "The parish"),
        ("5 and", 5, 5, "Orsk", "a guard"),
        ("8.", 8, 8, "Orsk", "a clerk"),
    ):
        made.counts(words, low=low, high=high, place=place, source=source)
    assert [finding.records for finding in made.findings(RULE)] == [("f1", "f2", "f3"), ("f4", "f5")]


def several(draft: Any, text: str, *counted: tuple[str, int, str, str | None]) -> list[Finding]:
    """Deaths in Dalm: the phrase, the number, the source, the sort of people; one statement a source."""
    made = draft(text)
    told: dict[str, str] = {}
    for phrase, number, source, group in counted:
        statement = told.get(source) or made.says(source, "said", "dead")
        told[source] = statement
        made.counts(phrase, low=number, high=number, place="Dalm", source=source, statement=statement, group=group)
    return made.findings(RULE)  # type: ignore[no-any-return]


def test_further_counts_of_one_statement_that_nothing_tells_apart_and_their_sum_are_of_other_events(draft: Any) -> None:
    [finding] = several(
        draft,
        "The service said 14 dead in one lane of Dalm and 22 in another. The mayor said 16 dead. A monitor said 36 dead in both.",
        ("14", 14, "The service", None),
        ("22", 22, "The service", None),
        ("16", 16, "The mayor", None),
        ("36", 36, "A monitor", None),
    )
    assert finding.records == ("f1", "f3")


def test_each_place_that_one_statement_counts_is_compared_with_the_counts_of_others(draft: Any) -> None:
    made = draft("The service said 14 dead in Dalm and 22 in Orsk. The mayor said 25 dead in Orsk. A monitor said 36 dead in both.")
    statement = made.says("The service", "said", "14 dead in Dalm and 22 in Orsk")
    for phrase, number, source, place in (("14", 14, "The service", "Dalm"), ("22", 22, "The service", "Orsk")):
        made.counts(phrase, low=number, high=number, place=place, source=source, statement=statement)
    made.counts("25", low=25, high=25, place="Orsk", source="The mayor")
    made.counts("36", low=36, high=36, place="Dalm", source="A monitor")
    assert [finding.records for finding in made.findings(RULE)] == [("f2", "f3")]


@pytest.mark.parametrize(
    ("number", "group", "found"),
    [
        (50, "civilians", [("f2", "f3")]),
        (4, "soldiers", [("f1", "f3")]),
        (40, "people", []),
        (45, "people", []),
        (90, "people", [("f1", "f3")]),
        (7, "people", [("f1", "f3")]),
    ],
)
def test_each_sort_that_one_statement_counts_is_compared_with_its_own(draft: Any, number: int, group: str, found: list[Any]) -> None:
    findings = several(
        draft,
        f"The service said 10 soldiers and 30 civilians dead. A monitor said {number} {group} dead.",
        ("10", 10, "The service", "soldiers"),
        ("30", 30, "The service", "civilians"),
        (f"{number} {group}", number, "A monitor", group),
    )
    assert [finding.records for finding in findings] == found


def test_the_sentence_says_once_what_cannot_hold(draft: Any) -> None:
    [finding] = two(draft, {}, {})
    assert finding.sentence == (
        "These counts for Dalm cannot both hold of the same people at the same time: “31” killed (elders) and “27” killed (a nurse)."
    )


def test_a_count_of_people_in_general_links_no_two_sorts(draft: Any) -> None:
    [finding] = several(
        draft,
        "The front said 17 soldiers dead. Elders said 11 dead. The army said 30 rebels dead.",
        ("17", 17, "The front", "soldiers"),
        ("11", 11, "Elders", None),
        ("30", 30, "The army", "rebels"),
    )
    assert finding.records == ("f1", "f2")


def test_two_counts_are_both_and_three_are_all(draft: Any) -> None:
    assert "cannot both hold" in two(draft, {}, {})[0].sentence
    three = [("14", 14, "The service", None), ("16", 16, "The mayor", None), ("36", 36, "A monitor", None)]
    [finding] = several(draft, "The service said 14 dead. The mayor said 16 dead. A monitor said 36 dead.", *three)
    assert "cannot all hold" in finding.sentence


@pytest.mark.parametrize(
    "told", ["two soldiers were among the dead", "two soldiers were among those killed", "two of the dead were soldiers"]
)
def test_some_among_the_dead_are_a_part_whoever_counts_them(draft: Any, told: str) -> None:
    counted = [("12", 12, "The governor", "people"), ("two", 2, "The ministry", "soldiers")]
    assert several(draft, f"The governor said 12 people dead. The ministry said {told}.", *counted) == []


@pytest.mark.parametrize(("scope", "since", "found"), [("cumulative", None, 1), ("incident", None, 0), ("period", "2031-01-01", 0)])
def test_running_totals_without_any_place_are_of_all_that_is_reported(draft: Any, scope: Any, since: str | None, found: int) -> None:
    made = draft("The government says 1,200 have died in the war. The rebels say 9,000.")
    made.counts("1,200", low=1200, high=1200, source="The government", scope=scope)
    made.counts("9,000", low=9000, high=9000, source="The rebels", scope=scope, since=since)
    assert len(made.findings(RULE)) == found


def test_a_side_s_own_dead_are_its_people(draft: Any) -> None:
    made = draft("Orsk put 90 Dalmian soldiers dead, and its own dead at 15. Dalm said 12 soldiers fell, and 100 Orskians.")
    for phrase, number, source, group in (
        ("90", 90, "Orsk", "Dalmian soldiers"),
        ("15", 15, "Orsk", None),
        ("12", 12, "Dalm", "soldiers"),
        ("100", 100, "Dalm", "Orskians"),
    ):
        made.counts(phrase, low=number, high=number, place="Veth", source=source, group=group)
    assert [finding.records for finding in made.findings(RULE)] == [("f1", "f3"), ("f2", "f4")]


OF_ITS_OWN = "The Dalmian army said 31 of its soldiers were dead."


@pytest.mark.parametrize(
    ("other", "source", "group"),
    [
        ("The Orskian army put the number of its soldiers killed at 44.", "The Orskian army", "soldiers"),
        ("Orsk has lost 44 soldiers, its command said.", "its command", "soldiers"),
        ("Observers spoke of 44 soldiers of Orsk killed.", "Observers", "soldiers"),
        ("The army of Dalm counted 44 Orskian soldiers dead.", "The army of Dalm", "Orskian soldiers"),
    ],
)
def test_an_army_s_own_losses_are_not_those_of_the_other(draft: Any, other: str, source: str, group: str) -> None:
    counted = [("31", 31, "The Dalmian army", "soldiers"), ("44", 44, source, group)]
    assert several(draft, f"{OF_ITS_OWN} {other}", *counted) == []


@pytest.mark.parametrize(
    ("other", "source", "group"),
    [
        ("The Orskian army put the number of Dalmian soldiers killed at 44.", "The Orskian army", "Dalmian soldiers"),
        ("Dalm has lost 44 soldiers, the Orskian command said.", "the Orskian command", "soldiers"),
        ("Observers spoke of 44 soldiers of Dalm killed.", "Observers", "soldiers"),
        ("Observers spoke of 44 soldiers killed.", "Observers", "soldiers"),
    ],
)
def test_an_army_s_own_losses_as_another_counts_them(draft: Any, other: str, source: str, group: str) -> None:
    counted = [("31", 31, "The Dalmian army", "soldiers"), ("44", 44, source, group)]
    assert len(several(draft, f"{OF_ITS_OWN} {other}", *counted)) == 1
