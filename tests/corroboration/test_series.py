"""Figures over time: one line for each source, measure, group, place and scope."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.corroboration import SeriesLine, figure_series
from onrecord.records import Point, Reading, ReferenceSeries


def report(draft: Any, identifier: str, published: str | None, *counts: dict[str, Any]) -> Reading:
    made = draft("Numbers: 10 20 30 40", published=published)
    for given in counts:
        number = given.pop("number")
        made.counts(str(number), given.pop("measure", "killed"), number, given.pop("high", number), **given)
    reading: Reading = made.reading()
    return type(reading)(id=identifier, text=reading.text, report=reading.report, figures=reading.figures)


def lines_of(readings: Iterable[Reading], references: Sequence[ReferenceSeries] = (), **asked: Any) -> tuple[SeriesLine, ...]:
    """Of readings that nobody corrected."""
    return figure_series(((one.id, one, ()) for one in readings), references, **asked)


TOTAL = {"place": "Kesh", "group": "Keshans", "scope": "cumulative", "source": "Kesh registry"}
REFERENCE = ReferenceSeries(
    id="kesh-killed",
    measure="killed",
    group="Keshans",
    place="Kesh",
    source="Kesh registry",
    points=(Point(date="2031-03-01", value=9),),
    origin="kesh.csv",
    column="dead",
)


def test_a_line_runs_through_reports_in_order_of_date(draft: Any) -> None:
    readings = [report(draft, "b", "2031-03-09", {"number": 20, **TOTAL}), report(draft, "a", "2031-03-02", {"number": 10, **TOTAL})]
    [line] = lines_of(readings, [REFERENCE])
    assert [(row.date, row.min, row.report, row.figure) for row in line.rows] == [
        ("2031-03-02", 10, "a", "f1"),
        ("2031-03-09", 20, "b", "f1"),
    ]
    assert line.references == ("kesh-killed",)
    assert lines_of(readings) == lines_of(list(reversed(readings)))


def test_the_day_counted_up_to_goes_before_the_day_published(draft: Any) -> None:
    [line] = lines_of([report(draft, "a", "2031-03-09", {"number": 20, "as_of": "2031-03-07", **TOTAL})])
    assert (line.rows[0].date, line.rows[0].dated_by) == ("2031-03-07", "as of")


def test_a_figure_without_a_day_is_kept_at_the_end(draft: Any) -> None:
    readings = [report(draft, "a", None, {"number": 10, **TOTAL}), report(draft, "b", "2031-03-09", {"number": 20, **TOTAL})]
    [line] = lines_of(readings)
    assert [(row.date, row.dated_by) for row in line.rows] == [("2031-03-09", "published"), (None, None)]


def test_other_source_scope_measure_group_or_place_is_another_line(draft: Any) -> None:
    others: list[dict[str, Any]] = [
        {"source": "monitors"},
        {"source": None},
        {"scope": "incident"},
        {"measure": "injured"},
        {"group": "children"},
        {"place": "Dalm"},
        {"subset_of": "f9"},
    ]
    reading = report(draft, "a", "2031-03-09", {"number": 10, **TOTAL}, *({"number": 10, **TOTAL, **other} for other in others))
    lines = lines_of([reading], [REFERENCE])
    assert len(lines) == len(others) + 1
    assert all(len(line.rows) == 1 for line in lines)
    assert sum(bool(line.references) for line in lines) == 3  # the line itself, that of another source and that of none


def test_spellings_of_one_place_and_source_are_one_line(draft: Any) -> None:
    spelled = {"place": "the Kesh region", "source": "The Kesh registry"}
    [line] = lines_of([report(draft, "a", "2031-03-09", {"number": 10, **TOTAL}, {"number": 20, **TOTAL, **spelled})])
    assert len(line.rows) == 2


def test_a_number_told_twice_is_one_row_and_a_corrected_one_is_marked(draft: Any) -> None:
    reading = report(
        draft,
        "a",
        "2031-03-09",
        {"number": 10, **TOTAL},
        {"number": 10, "duplicate_of": "f1", **TOTAL},
        {"number": 20, "superseded": True, **TOTAL},
    )
    [line] = lines_of([reading])
    assert [(row.min, row.superseded) for row in line.rows] == [(10, False), (20, True)]


def test_one_number_of_two_voices_is_a_row_of_each_and_a_headline_gives_way_to_its_source(draft: Any) -> None:
    again = {"number": 10, "duplicate_of": "f1", **TOTAL}
    reading = report(draft, "a", "2031-03-09", {"number": 10, **TOTAL, "source": None}, again, {**again, "source": "monitors"})
    lines = lines_of([reading])
    assert sorted((line.source, [row.figure for row in line.rows]) for line in lines) == [("Kesh registry", ["f2"]), ("monitors", ["f3"])]


def test_only_what_was_asked_for(draft: Any) -> None:
    reading = report(
        draft,
        "a",
        "2031-03-09",
        {"number": 10, **TOTAL},
        {"number": 20, **TOTAL, "measure": "injured"},
        {"number": 30, **TOTAL, "group": "children"},
        {"number": 40, **TOTAL, "place": "Kesh City"},
    )
    assert {line.rows[0].min for line in lines_of([reading], measure="killed")} == {10, 30, 40}
    assert {line.rows[0].min for line in lines_of([reading], group="Keshans")} == {10, 20, 40}
    assert {line.rows[0].min for line in lines_of([reading], place="the Kesh region")} == {10, 20, 30}
    assert lines_of([reading], measure="missing") == ()


def test_a_figure_that_a_person_set_says_so(draft: Any) -> None:
    reading = report(draft, "a", "2031-03-09", {"number": 10, **TOTAL}, {"number": 20, **TOTAL})
    [line] = figure_series([("r1", reading, frozenset({"f2"}))])
    assert [(row.figure, row.corrected) for row in line.rows] == [("f1", False), ("f2", True)]


def test_each_figure_stands_beside_the_series_with_its_ratio_and_the_day_that_it_fits(draft: Any) -> None:
    counted = (("2031-03-01", 10), ("2031-03-04", 20), ("2031-03-08", 30))
    series = msgspec.structs.replace(REFERENCE, points=tuple(Point(date=day, value=value) for day, value in counted))
    [line] = lines_of([report(draft, "a", "2031-03-09", {"number": 10, **TOTAL})], [series])
    (beside,) = line.rows[0].beside
    assert (beside.series, beside.value, beside.as_of) == ("kesh-killed", 30, "2031-03-08")
    assert (beside.best_day, beside.best_value, beside.ratio) == ("2031-03-01", 10, 0.3333)


def test_a_figure_without_a_day_or_in_a_line_without_series_stands_beside_none(draft: Any) -> None:
    [line] = lines_of([report(draft, "a", None, {"number": 10, **TOTAL})], [REFERENCE])
    [elsewhere] = lines_of([report(draft, "a", "2031-03-09", {"number": 10, **TOTAL, "place": "Dalm"})], [REFERENCE])
    assert line.rows[0].beside == elsewhere.rows[0].beside == ()


def test_two_bodies_of_one_name_in_one_report_keep_their_own_places(draft: Any) -> None:
    made = draft("The health ministry in Grenholt said 34. The health ministry in Tarsk said 20.", published="2031-03-09")
    made.counts("34", "killed", 34, place="Orlo", scope="cumulative", source="the health ministry in Grenholt")
    made.counts("20", "killed", 20, place="Orlo", scope="cumulative", source="the health ministry in Tarsk")
    told = {row.min: line.source for line in lines_of([made.reading()]) for row in line.rows}
    assert told == {34: "the health ministry in Grenholt", 20: "the health ministry in Tarsk"}


def test_an_adjective_goes_to_its_own_land_and_not_to_a_shorter_name(draft: Any) -> None:
    """ "Nigerian" begins as "Niger" does, and is kindred to both."""
    lands = ("Niger", "Nigeria", "Nigerian")
    readings = [report(draft, land, "2031-03-09", {"number": 10, **TOTAL, "source": f"the {land} health ministry"}) for land in lands]
    assert sorted([row.report for row in line.rows] for line in lines_of(readings)) == [["Niger"], ["Nigeria", "Nigerian"]]


def test_an_adjective_of_two_invented_lands_goes_to_the_nearer_one(draft: Any) -> None:
    lands = ("Tarvo", "Tarvoni", "Tarvonian")
    readings = [report(draft, land, "2031-03-09", {"number": 10, **TOTAL, "source": f"the {land} health ministry"}) for land in lands]
    lines = [[row.report for row in line.rows] for line in lines_of(readings)]
    assert ["Tarvo", "Tarvonian"] not in lines


def test_a_row_says_how_often_its_report_tells_it_again(draft: Any) -> None:
    reading = report(draft, "a", "2031-03-09", {"number": 10, **TOTAL}, {"number": 10, "duplicate_of": "f1", **TOTAL})
    [line] = lines_of([reading])
    assert [(row.figure, row.told_again) for row in line.rows] == [("f1", 1)]


def test_rows_of_two_reports_of_one_id_are_told_apart(draft: Any) -> None:
    one, other = (report(draft, "a", day, {"number": number, **TOTAL}) for number, day in ((10, "2031-03-02"), (20, "2031-03-09")))
    [line] = figure_series([("first", one, ()), ("second", other, ())])
    assert [(row.report, row.reading, row.min) for row in line.rows] == [("a", "first", 10), ("a", "second", 20)]
