"""Panels over time: what is stated as it is stated, lines, falls, numbers too great for a scale, marks in one place, days of a series."""

import datetime
import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.charts import (
    BESIDE,
    PANEL,
    day,
    drawn,
    figure,
    key,
    kinds,
    layers,
    marks,
    panel_of,
    reference,
    rows,
    subtitle,
    titles,
    words,
)

from onrecord.export import chart
from onrecord.export.chart import ChartFigure, ChartReference
from onrecord.export.chart_marks import COLOURS, OTHER_OUTLET, SHAPES
from onrecord.export.chart_parts import width_of
from onrecord.export.chart_window import Scales, Window
from onrecord.records import Point, ReferenceSeries


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (figure(12), ["point", "text"]),
        (figure(20, 30), ["rule", "point", "text"]),
        (figure(1400, None), ["rule", "point", "point", "text"]),
        (figure(None, 30), ["rule", "point", "point", "text"]),
        (figure(40, about=(35, 45)), ["rule", "point", "text"]),
    ],
)
def test_a_range_is_drawn_as_it_is_stated(stated: ChartFigure, expected: list[str]) -> None:
    assert kinds(drawn([stated])) == ["line", *expected]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (figure(12), ["point"]),
        (figure(20, 30), ["rule", "point"]),
        (figure(1400, None), ["rule", "point", "point"]),
        (figure(None, 30), ["rule", "point", "point"]),
        (figure(40, about=(35, 45)), ["rule", "point"]),
    ],
)
def test_so_it_is_in_rows(stated: ChartFigure, expected: list[str]) -> None:
    assert kinds(drawn([stated], ())) == ["rule", *expected, "text", "text", "text"]


def test_a_range_has_a_mark_at_each_end_and_an_open_end_has_none() -> None:
    assert sorted(row["end"] for row in marks(drawn([figure(20, 30)]))) == [20, 30]
    (row,) = marks(drawn([figure(1400, None)]))
    assert (row["low"], row["high"], row["end"]) == (1400, None, 1400)


def test_about_is_drawn_beyond_its_rounding_and_its_mark_stays_where_it_is_stated() -> None:
    specification = drawn([figure(40, about=(35, 45))])
    (layer, ((row),)) = next(iter(layers(specification, panel_of(specification, "killed"), "rule")))
    assert (row["from"], row["to"]) == (35, 45)
    assert layer["mark"]["strokeDash"]
    assert [mark["end"] for mark in marks(specification)] == [40]


def test_only_what_is_drawn_is_explained() -> None:
    plain = words(drawn([figure(12)]))
    assert not any(said in plain for said in ("at least", "up to", "range", "about", "hollow", "falls", "too great", "that many outlets"))
    told = words(
        drawn([figure(12, None), figure(None, 9), figure(2, 3), figure(40, about=(35, 45)), figure(5, superseded=True), figure(12)])
    )
    assert all(said in told for said in ("“at least”", "“up to”", "a range", "“about”", "hollow: corrected later"))


def test_a_corrected_count_is_hollow_and_keeps_its_colour() -> None:
    (row,) = marks(drawn([figure(12, superseded=True)]))
    assert (row["fill"], row["stroke"]) == ("white", COLOURS[0])


def test_running_totals_and_counts_of_one_event_stand_apart() -> None:
    figures = [figure(n, scope=scope, day=f"2031-05-{n:02}") for scope in ("cumulative", "incident") for n in (4, 5, 6)]
    specification = drawn(figures, ())
    assert titles(specification)[:2] == [PANEL, "killed · people, Ostrel · incident"]
    assert "Running totals (cumulative) and counts of one event (incident) stand in panels of their own." in subtitle(specification)
    assert "panels of their own" not in subtitle(drawn(figures[:3], ()))


def test_panels_hold_their_own_figures_and_series() -> None:
    injured = [figure(3, 4, measure="injured", day=f"2031-05-{number:02}") for number in (4, 5, 6)]
    specification = drawn([figure(12), *injured])
    assert titles(specification)[:2] == [PANEL, "injured · people, Ostrel · cumulative"]
    assert ["line" in kinds(specification, name) for name in ("killed", "injured")] == [True, False]
    axes = [panel["layer"][0]["encoding"]["y"]["title"] for panel in specification["vconcat"][:2]]
    assert axes == ["people killed", "people injured"]


def test_a_series_with_bounds_is_a_band_around_its_line() -> None:
    specification = drawn([figure(12, day="2031-01-10")], [ChartReference(panel=PANEL, series=reference(days=20, low=-1, high=4))])
    assert kinds(specification)[:2] == ["area", "line"]
    band = {(row["low"], row["high"]) for row in rows(specification, "killed", "area")}
    assert {(0, 5), (19, 24)} <= band
    assert key(specification, "Reference") == ["Coast registry (registry.csv); the band is what it takes for possible"]
    assert "area" not in kinds(drawn([figure(12, day="2031-01-10")]))


def test_a_band_stops_where_the_bounds_do() -> None:
    points = [Point(date=day(n), value=10 + n, low=8 if n < 3 else None, high=None if 2 < n < 6 else 30) for n in range(8)]
    series = ReferenceSeries(**{**{f: getattr(reference(), f) for f in reference().__struct_fields__}, "points": tuple(points)})
    specification = drawn([figure(12, day=day(3))], [ChartReference(panel=PANEL, series=series)])
    runs: dict[int, list[tuple[int, int]]] = {}
    for row in rows(specification, "killed", "area"):
        runs.setdefault(row["run"], []).append((row["low"], row["high"]))
    assert runs == {0: [(8, 30)] * 4, 1: [(16, 30), (17, 30), (17, 30)]}


def test_several_series_are_told_apart_by_dash_and_letter() -> None:
    both = [ChartReference(panel=PANEL, series=reference(first=n, name=name)) for n, name in ((1, "Coast registry"), (9, "Red Cross"))]
    specification = drawn([figure(12)], both)
    lines = [layer["mark"] for layer, _ in layers(specification, panel_of(specification, "killed"), "line")]
    assert lines[0]["strokeDash"] != lines[1]["strokeDash"]
    assert {row["letter"] for row in rows(specification, "killed", "text") if "letter" in row} == {"A", "B"}
    assert key(specification, "Reference") == ["Coast registry (registry.csv)", "Red Cross (registry.csv)"]
    assert [row["words"] for row in rows(specification, "Reference", "text") if row["x"] % 320 < 40] == ["A", "B"]


def test_running_totals_of_a_root_source_are_a_line_in_its_colour() -> None:
    figures = [figure(10, day="2031-05-01"), figure(18, day="2031-05-03"), figure(14, None, day="2031-05-04"), figure(30, day="2031-05-06")]
    specification = drawn(figures, ())
    ((layer, line),) = layers(specification, panel_of(specification, "killed"), "line")
    assert layer["mark"]["color"] == COLOURS[0]
    assert layer["mark"]["interpolate"] == "step-after"
    assert [row["number"] for row in line] == [10, 18, 30]
    assert "running totals of that root source" in words(specification)


@pytest.mark.parametrize("scope", ["incident", "period"])
def test_counts_that_are_no_running_totals_are_never_joined(scope: str) -> None:
    assert "line" not in kinds(drawn([figure(n, scope=scope, day=f"2031-05-{n:02}") for n in (4, 5, 6)], ()))


def test_root_sources_are_never_joined_with_each_other() -> None:
    figures = [figure(n, root=f"source {n}", day=f"2031-05-{n:02}") for n in (4, 5, 6)]
    assert "line" not in kinds(drawn(figures, ()))


def test_a_total_that_falls_is_thick_where_it_does() -> None:
    told = ((10, "2031-05-01"), (18, "2031-05-03"), (18, "2031-05-04"), (12, "2031-05-06"))
    specification = drawn([figure(number, day=day) for number, day in told], ())
    assert [(row["from"], row["to"]) for row in rows(specification, "killed", "rule")] == [(18, 12)]
    assert "a running total falls" in words(specification)
    rising = drawn([figure(10, day="2031-05-01"), figure(18, day="2031-05-03"), figure(20, day="2031-05-06")], ())
    assert "a running total falls" not in words(rising)


def test_numbers_too_great_for_the_scale_stand_in_a_strip_with_their_number() -> None:
    figures = [figure(n, day=f"2031-05-{n - 100:02}") for n in range(101, 108)]
    specification = drawn([*figures, figure(1_010, day="2031-05-09")], ())
    top = panel_of(specification, "killed")["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
    assert top < 200
    assert "1: 1,010" in [row.get("label") for row in rows(specification, "killed", "text")]
    assert "too great for the scale" in words(specification)
    assert "too great for the scale" not in words(drawn([*figures, figure(400, day="2031-05-09")], ()))


def test_a_scale_holds_all_of_a_reference_series() -> None:
    window = Window(*(datetime.date(2031, 5, n) for n in (1, 9)))
    scales = Scales(window, measure="killed", stated=[1, 2, 3, 4, 5], compared=[900])
    assert (scales.limit, scales.is_cut) == (900, False)
    assert Scales(window, measure="killed", stated=[2, 3, 4, 5, 900], compared=[]).limit == 5
    assert Scales(window, measure="killed", stated=[12, 900], compared=[]).limit == 900


def test_outlets_that_tell_the_same_stand_side_by_side() -> None:
    figures = [figure(12, outlet=outlet, root=root) for outlet, root in (("A", "x"), ("B", "x"), ("C", "y"))]
    specification = drawn([*figures, *figures])
    found = marks(specification)
    assert len(found) == 3
    assert len({row["day"] for row in found}) == 3
    assert sorted(row["label"] for row in found) == ["", "1", "2"]


def test_too_many_for_that_are_one_mark_a_root_source_with_their_number() -> None:
    figures = [figure(12, outlet=f"Outlet {n}") for n in range(7)]
    specification = drawn([*figures, figure(12, root="the mayor", outlet="Outlet 1")])
    assert {(row["label"], row["shape"]) for row in marks(specification)} == {("1 ×7", OTHER_OUTLET), ("2", SHAPES[1])}
    assert "several outlets" in words(specification)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 60), st.integers(0, 4)), min_size=3, max_size=60))
@settings(max_examples=30, deadline=None)
def test_no_label_lies_on_another(told: list[tuple[int, int, int]]) -> None:
    figures = [figure(number, root=f"source {root}", day=f"2031-05-{1 + when:02}") for when, number, root in told]
    specification = drawn([*figures, *(figure(5, day=f"2031-05-{n:02}") for n in (1, 2, 3))], ())
    panel = panel_of(specification, "killed")
    scale = {axis: panel["layer"][0]["encoding"][axis]["scale"]["domain"] for axis in ("x", "y")}
    boxes = []
    for row in rows(specification, "killed", "text"):
        x = (row["label_day"] - scale["x"][0]) / (scale["x"][1] - scale["x"][0]) * panel["width"]
        y = row["label_at"] / scale["y"][1] * panel["height"]
        boxes.append((x, y, width_of(row["label"]) / 2))
        assert 0 <= y <= panel["height"] + 6
    for (x, y, half), (other, above, wide) in combinations(boxes, 2):
        across, down = half + wide - abs(x - other), 11 - abs(y - above)
        assert min(across, down) <= 0 or across * down < 0.4 * 11 * 2 * max(half, wide)


def test_no_mark_stands_at_an_edge() -> None:
    specification = drawn([figure(400, None), figure(400, day="2031-05-09")])
    encoding = panel_of(specification, "killed")["layer"][0]["encoding"]
    first, last = encoding["x"]["scale"]["domain"]
    days = [row["day"] for row in marks(specification)]
    assert first < min(days)
    assert max(days) < last
    assert encoding["y"]["scale"]["domain"][1] > 400 * 1.1


def test_a_series_of_years_is_drawn_around_the_figures_and_it_is_said() -> None:
    far = reference(days=330)
    specification = drawn([figure(12, day="2031-01-02")], (ChartReference(panel=PANEL, series=far),))
    days = sorted(row["date"] for row in rows(specification, "killed", "line"))
    assert (days[0], days[-1]) == ("2031-01-01", "2031-01-23")
    assert "Coast registry: drawn from 1 January 2031 to 23 January 2031 only" in subtitle(specification)
    assert "the series runs from 1 January 2031 to 22 December 2031." in subtitle(specification)
    assert "only" not in subtitle(drawn([figure(12, day="2031-02-02")]))


@pytest.mark.parametrize("when", ["2031-02-20", "2031-10-20"])
def test_the_day_that_a_figure_fits_is_drawn_however_far_it_is(when: str) -> None:
    late = ChartReference(panel=PANEL, series=reference(days=330))
    days = [row["date"] for row in rows(drawn([figure(3, day=when)], (late,)), "killed", "line")]
    assert "2031-01-03" in days


def test_the_caption_says_that_either_may_be_wrong() -> None:
    assert "either may be wrong" in " ".join(chart.caption([], [BESIDE]))
    assert "No reference series" in " ".join(chart.caption([], []))
    assert "/desk" not in json.dumps(drawn([figure(12)]))


def test_a_figure_that_a_person_set_has_a_sign_beside_it_that_the_key_explains() -> None:
    specification = drawn([figure(12, corrected=True), figure(14)])
    assert sorted(row["label"] for row in marks(specification)) == ["1", "1†"]
    assert "set by a person: the machine's reading has another number, or none" in words(specification)
    assert "1 figure was set by a person." in specification["description"]


def test_on_a_crowded_panel_figures_that_people_set_keep_their_sign() -> None:
    many = [figure(number + 10, day=day(number % 100)) for number in range(200)]
    specification = drawn([*many, figure(400, day=day(50), corrected=True)])
    labels = [row["label"] for row in rows(specification, PANEL, "text") if "label" in row]
    assert labels == ["†"]
