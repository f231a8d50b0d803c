import datetime
from typing import Any

import pytest

from onrecord.records import Point, ReferenceSeries

FIRST = datetime.date(2031, 3, 1)
REPORT = (
    "Orlan bombs Kesh as toll mounts\n\n28 April 2031 – The Kesh health office gives a toll of more than 1,400 Keshans killed "
    "and over 6,000 wounded. Orlan's own losses were over 1,300 killed."
)
KILLED = [round(620 * 1.09**number) for number in range(70)]
INJURED = [round(2_560 * 1.1**number) for number in range(70)]


def series(measure: str, values: list[int], **fields: Any) -> ReferenceSeries:
    points = tuple(Point(date=(FIRST + datetime.timedelta(days=number)).isoformat(), value=value) for number, value in enumerate(values))
    given = {"group": "Keshans", "place": "Kesh", "source": "Kesh health ministry", "origin": "kesh.csv"} | fields
    return ReferenceSeries(id=f"kesh-{measure}", measure=measure, points=points, column=measure, **given)  # type: ignore[arg-type]


def report(draft: Any, **fields: Any) -> Any:
    made = draft(REPORT, published="2031-04-28", title="Orlan bombs Kesh as toll mounts")
    told = {"place": "Kesh", "scope": "cumulative", "source": "Kesh authorities"} | fields
    made.counts("more than 1,400", "killed", 1_400, None, group="Keshans, among them many children", **told)
    made.counts("over 6,000", "injured", 6_000, None, **told)
    made.counts("over 1,300", "killed", 1_300, None, place="Orlan")
    return made


def test_two_totals_of_an_earlier_day(draft: Any) -> None:
    references = [series("killed", KILLED), series("injured", INJURED)]
    [finding] = report(draft).findings("figures-do-not-fit-date", references=references)
    assert finding.records == ("f1", "f2")
    assert finding.detail["stated_date"] == "2031-04-28"
    assert finding.detail["best_fit_date"] == "2031-03-11"
    assert finding.detail["tolerance_days"] == 1
    assert finding.detail["series_at_best_fit"] == {"killed": KILLED[10], "injured": INJURED[10]}
    assert finding.detail["series_at_stated_date"] == {"killed": KILLED[58], "injured": INJURED[58]}
    assert finding.detail["with_series"] == "kesh.csv"


def test_the_sentence_gives_both_dates_both_values_and_blames_nobody(draft: Any) -> None:
    [finding] = report(draft).findings("figures-do-not-fit-date", references=[series("killed", KILLED), series("injured", INJURED)])
    for words in (
        "11 March 2031",
        "28 April 2031",
        f"{KILLED[10]:,}",
        f"{INJURED[10]:,}",
        f"{KILLED[58]:,}",
        "48 days apart",
        "may be wrong",
    ):
        assert words in finding.sentence


def test_totals_of_the_stated_day_are_no_finding(draft: Any) -> None:
    made = draft("Kesh authorities said 1,468 people had been killed.", published="2031-03-11")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative", source="Kesh authorities")
    assert KILLED[10] == 1_468
    assert made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)]) == []


def test_a_day_in_the_text_goes_before_the_report_day(draft: Any) -> None:
    made = draft("By 11 March 1,468 people had been killed in Kesh.", published="2031-04-28")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative", as_of="2031-03-11")
    assert made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)]) == []


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"place": "Kesh City"}, "a part of the place"),
        ({"place": "Orlan"}, "another place"),
        ({"group": "Keshan children"}, "a part of the people"),
        ({"group": "fighters"}, "a part of the people"),
        ({"group": "Orlanians"}, "another people"),
        ({"subset_of": "f9"}, "a part of a total"),
        ({"superseded": True}, "corrected in the text"),
        ({"scope": "incident", "place": None}, "one event"),
        ({"scope": "period", "since": "2031-04-20"}, "a later beginning"),
    ],
)
def test_what_the_series_does_not_count_is_left_alone(draft: Any, fields: dict[str, Any], why: str) -> None:
    made = draft("Kesh authorities said 1,468 people had been killed.", published="2031-04-28")
    made.counts("1,468", "killed", 1_468, 1_468, **({"place": "Kesh", "scope": "cumulative"} | fields))
    assert made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)]) == [], why


@pytest.mark.parametrize(
    "fields",
    [
        {"place": "the Kesh region"},
        {"place": None, "group": "Keshans"},
        {"place": None, "source": "Kesh's health ministry"},
        {"scope": "period", "since": "2031-03-02"},
        {"group": "people"},
        {"group": "Keshans, including 300 children"},
    ],
)
def test_the_same_matter_otherwise_worded_is_found(draft: Any, fields: dict[str, Any]) -> None:
    made = draft("Kesh authorities said 1,468 people had been killed.", published="2031-04-28")
    made.counts("1,468", "killed", 1_468, 1_468, **({"place": "Kesh", "scope": "cumulative"} | fields))
    assert len(made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)])) == 1


def test_a_number_too_large_for_one_event_is_taken_for_a_total(draft: Any) -> None:
    slow = [9_000 + 40 * number for number in range(120)]
    made = draft("In Kesh 9,400 people have been killed.", published="2031-05-20")
    made.counts("9,400", "killed", 9_401, 9_401, place="Kesh")
    assert len(made.findings("figures-do-not-fit-date", references=[series("killed", slow)])) == 1
    made.happened("airstrike", "Kesh market", date="2031-05-19", figures=("f1",))
    assert made.findings("figures-do-not-fit-date", references=[series("killed", slow)]) == []


def test_words_without_digits_date_nothing(draft: Any) -> None:
    made = draft("In Kesh thousands of people have been killed.", published="2031-04-28")
    made.counts("thousands", "killed", 2_000, None, place="Kesh", scope="cumulative")
    assert made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)]) == []


def test_voices_with_different_totals_are_dated_apart(draft: Any) -> None:
    made = draft("The ministry in Kesh counts 1,468 dead. A monitor in Kesh counts 9,999.", published="2031-04-01")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative", source="The ministry in Kesh")
    made.counts("9,999", "killed", 8_952, 8_952, place="Kesh", scope="cumulative", source="A monitor in Kesh")
    assert KILLED[31] == 8_966
    [finding] = made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)])
    assert finding.records == ("f1",)


def test_measures_that_no_day_fits_together_are_dated_apart(draft: Any) -> None:
    made = draft("Kesh authorities: 1,468 killed, 410,000 injured.", published="2031-04-22")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative")
    made.counts("410,000", "injured", INJURED[52], INJURED[52], place="Kesh", scope="cumulative")
    [finding] = made.findings("figures-do-not-fit-date", references=[series("killed", KILLED), series("injured", INJURED)])
    assert finding.records == ("f1",)
    assert finding.detail["best_fit_date"] == "2031-03-11"


def test_a_report_without_a_date_has_none_to_compare(draft: Any) -> None:
    made = draft("Kesh authorities said 1,468 people had been killed.")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative")
    assert made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)]) == []


def test_two_series_are_asked_each_by_itself(draft: Any) -> None:
    other = series("killed", [value + 1 for value in KILLED], source="Kesh monitor", origin="monitor.csv")
    made = draft("Kesh authorities said 1,468 people had been killed.", published="2031-04-28")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative")
    found = made.findings("figures-do-not-fit-date", references=[series("killed", KILLED), other])
    assert [finding.detail["series_source"] for finding in found] == ["Kesh health ministry", "Kesh monitor"]


@pytest.mark.parametrize(("group", "found"), [("Keshans", 1), ("people", 0)])
def test_people_named_outright_need_no_margin(draft: Any, group: str, found: int) -> None:
    # The largest step is 915: 1,500 is more than that, and less than twice that.
    values = [900 + 15 * number for number in range(60)] + [2_700 + 15 * number for number in range(60)]
    made = draft("In Kesh more than 1,500 have been killed.", published="2031-06-20")
    made.counts("more than 1,500", "killed", 1_500, None, place="Kesh", group=group)
    assert len(made.findings("figures-do-not-fit-date", references=[series("killed", values)])) == found


def test_different_totals_of_no_named_voice_are_dated_by_statement(draft: Any) -> None:
    made = draft("In Kesh 1,468 have been killed, it is said. Another page has 8,966 killed in Kesh.", published="2031-04-01")
    said = made.says("", "it is said", "In Kesh 1,468 have been killed", "reports")
    made.counts("1,468", "killed", 1_468, 1_468, place="Kesh", scope="cumulative", statement=said)
    made.counts("8,966", "killed", 8_966, 8_966, place="Kesh", scope="cumulative")
    [finding] = made.findings("figures-do-not-fit-date", references=[series("killed", KILLED)])
    assert finding.records == ("f1",)
