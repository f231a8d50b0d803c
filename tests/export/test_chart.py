"""Charts: what is drawn is what was stated – by whom, according to whom, how sure – and the keys say how to read it."""

import datetime
import json
import os
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export import chart
from onrecord.export.chart import ChartFigure, ChartReference
from onrecord.export.chart_marks import COLOURS, NO_OUTLET, NO_ROOT, NUMBERED, OTHER_OUTLET, OTHER_ROOT, SHAPES, Marks, in_order_of_names
from onrecord.export.chart_parts import apart, even_ticks, in_lines, width_of
from onrecord.export.chart_window import Scales, Window, day_ticks
from onrecord.records import Point, ReferenceSeries

PANEL = "killed · people, Ostrel · cumulative"
SVG = "{http://www.w3.org/2000/svg}"


def figure(low: int | None, high: int | None = -1, *, day: str = "2031-05-04", **more: Any) -> ChartFigure:
    fields = {"measure": "killed", "counted": "people, Ostrel", "scope": "cumulative", "root": "the coroner", "outlet": "Harbour News"}
    fields |= {"source": more.get("root") or "the coroner"} | more
    panel = fields.pop("panel", f"{fields['measure']} · {fields['counted']} · {fields['scope']}")
    return ChartFigure(panel=panel, date=day, low=low, high=low if high == -1 else high, **fields)


def day(number: int) -> str:
    return f"2031-{1 + number // 28:02}-{1 + number % 28:02}"


def reference(first: int = 1, days: int = 120, start: int = 0, *, name: str = "Coast registry", **bounds: int) -> ReferenceSeries:
    points = tuple(
        Point(date=day(number), value=first + number, **{end: first + number + aside for end, aside in bounds.items()})
        for number in range(start, start + days)
    )
    return ReferenceSeries(
        id=name,
        measure="killed",
        group="people",
        place="Ostrel",
        source=name,
        points=points,
        origin="/desk/registry.csv",
        column="dead",
    )


BESIDE = ChartReference(panel=PANEL, series=reference())


def drawn(figures: Sequence[ChartFigure], references: Sequence[ChartReference] = (BESIDE,)) -> dict[str, Any]:
    return chart.drawn(figures, references, title="t")


def titles(specification: dict[str, Any]) -> list[str]:
    return [" ".join(panel["title"]["text"]) for panel in specification["vconcat"]]


def panel_of(specification: dict[str, Any], title: str) -> dict[str, Any]:
    (found,) = [panel for panel in specification["vconcat"] if " ".join(panel["title"]["text"]).startswith(title)]
    return found


def layers(specification: dict[str, Any], panel: dict[str, Any], mark: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The layers of a kind of mark in a panel, each with its rows; altair keeps equal data once, in the layer, its panel or the whole."""
    for layer in panel["layer"]:
        if layer["mark"]["type"] == mark:
            name = next(holder["data"]["name"] for holder in (layer, panel, specification) if "data" in holder)
            yield layer, specification["datasets"][name]


def rows(specification: dict[str, Any], title: str, mark: str) -> list[dict[str, Any]]:
    return [row for _, found in layers(specification, panel_of(specification, title), mark) for row in found]


def marks(specification: dict[str, Any], title: str = "killed") -> list[dict[str, Any]]:
    """The marks of figures in a panel: those whose shape is that of an outlet."""
    return [row for row in rows(specification, title, "point") if "end" in row]


def kinds(specification: dict[str, Any], title: str = "killed") -> list[str]:
    return [layer["mark"]["type"] for layer in panel_of(specification, title)["layer"]]


def key(specification: dict[str, Any], title: str) -> list[str]:
    """The words of a key, each entry in a line."""
    if not any(name.startswith(title) for name in titles(specification)):
        return []
    return [row["words"].replace("\n", " ") for row in rows(specification, title, "text") if row["x"] % 320 > 40]


def subtitle(specification: dict[str, Any]) -> str:
    return " ".join(specification["title"]["subtitle"])


def words(specification: dict[str, Any]) -> str:
    return " ".join(entry for title in ("How", "Reference", "Root", "Outlets") for entry in key(specification, title))


# --- outlets by marker, root sources by colour ------------------------------------------------------------------


def test_each_outlet_has_a_marker_and_each_root_source_a_colour() -> None:
    figures = [
        figure(12, root="the mayor", outlet="Vale Post", day="2031-05-02"),
        figure(14, root="the coroner", outlet="Harbour News", day="2031-05-03"),
        figure(15, root="the mayor", outlet="Harbour News", day="2031-05-04"),
    ]
    specification = drawn(figures)
    found = {row["number"]: (row["shape"], row["fill"]) for row in marks(specification)}
    assert found == {12: ("square", COLOURS[1]), 14: ("circle", COLOURS[0]), 15: ("circle", COLOURS[1])}
    assert key(specification, "Root sources") == ["the coroner", "the mayor"]
    assert key(specification, "Outlets") == ["Harbour News", "Vale Post"]
    shown = [(row["shape"], row["fill"]) for row in rows(specification, "Root sources", "point")]
    assert shown == [("circle", COLOURS[0]), ("circle", COLOURS[1])]
    assert [row["shape"] for row in rows(specification, "Outlets", "point")] == ["circle", "square"]


def test_a_colour_never_stands_alone() -> None:
    specification = drawn(
        [figure(12, root="the mayor"), figure(20, day="2031-05-06"), figure(24, None, root="the mayor", day="2031-05-09")]
    )
    labels = {row["date"]: row["label"] for row in rows(specification, "killed", "text") if "label" in row}
    assert labels == {"2031-05-04": "2", "2031-05-06": "1", "2031-05-09": "2"}
    assert [row["words"] for row in rows(specification, "Root sources", "text")][:2] == ["1", "2"]


def test_the_svg_draws_the_marker_and_the_colour() -> None:
    figures = [
        figure(12),
        figure(15, root="the mayor", outlet="Vale Post", day="2031-05-06"),
        figure(9, root=None, outlet=None, day="2031-05-08"),
    ]
    picture = ElementTree.fromstring(chart.svg(drawn(figures)))
    fills = [path.get("fill") for path in picture.iter(f"{SVG}path") if path.get("stroke") == "#1f2933"]
    assert {COLOURS[0], COLOURS[1], NO_ROOT} <= set(fills)
    letters = ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
    assert {"the coroner", "the mayor", "Harbour News", "Vale Post", "the outlet is not stated", "people killed"} <= set(letters)


def test_more_root_sources_than_colours_are_grey_and_keep_their_number() -> None:
    figures = [figure(10 + n, root=f"source {n:02}", day=f"2031-05-{n + 1:02}") for n in range(12)]
    specification = drawn(figures)
    assert len({row["fill"] for row in marks(specification)}) == len(COLOURS) + 1
    assert sum(row["fill"] == OTHER_ROOT for row in marks(specification)) == 12 - len(COLOURS)
    assert sorted(row["label"] for row in rows(specification, "killed", "text") if "label" in row) == sorted(map(str, range(1, 13)))


def test_root_sources_beyond_the_key_are_told_together() -> None:
    figures = [figure(10 + n, root=f"source {n:02}", day=day(n)) for n in range(NUMBERED + 9)]
    told = key(drawn(figures), "Root sources")
    assert len(told) == NUMBERED + 1
    assert "9 other root sources, without a number" in told
    assert "1 other root source, without a number" in key(drawn(figures[: NUMBERED + 1]), "Root sources")


def test_more_outlets_than_markers_share_one_and_the_key_says_so() -> None:
    figures = [figure(10 + n, outlet=f"Outlet {n:02}", day=day(n)) for n in range(40)]
    specification = drawn(figures)
    assert {row["shape"] for row in marks(specification)} == {*SHAPES, OTHER_OUTLET}
    assert sum(row["shape"] == OTHER_OUTLET for row in marks(specification)) == 40 - len(SHAPES)
    assert key(specification, "Outlets")[-1] == f"{40 - len(SHAPES)} other outlets"


def test_what_tells_most_gets_colour_and_marker_and_the_key_follows_names() -> None:
    rare = [figure(5, root=f"a{n}", outlet=f"A{n}", day=day(n)) for n in range(12)]
    often = [figure(50 + n, root="the zoo", outlet="Zoo News", day=day(n)) for n in range(3)]
    specification = drawn([*rare, *often])
    assert {row["fill"] for row in marks(specification) if row["number"] >= 50} == {COLOURS[-1]}
    assert {row["shape"] for row in marks(specification) if row["number"] >= 50} == {SHAPES[-1]}
    assert key(specification, "Root sources")[-1] == "the zoo"


def test_nothing_said_is_a_mark_of_its_own() -> None:
    specification = drawn([figure(12, root=None, outlet=None, source="not said")])
    assert [(row["shape"], row["fill"], row["label"]) for row in marks(specification)] == [(NO_OUTLET, NO_ROOT, "")]
    assert "none: the report names no source, or the chain ends nowhere" in key(specification, "Root sources")
    assert "the outlet is not stated" in key(specification, "Outlets")


def test_what_stands_in_quotation_marks_is_explained() -> None:
    assert "different people may be" not in words(drawn([figure(12)]))
    assert "whoever is called so; different people may be" in words(drawn([figure(12, root="“the spokesman”")]))


@given(
    st.permutations(["the army of Kesh", "the army of Lomaria", "the mayor", "the coroner", "Valley Rescue", "the Red Cross", "the clinic"])
)
@settings(max_examples=20, deadline=None)
def test_parties_that_change_places_change_colours_by_name_alone(order: list[str]) -> None:
    """Colours are given by names and counts: whoever stands under a name has the colour of that name."""
    plain = Marks([figure(1, root=root) for root in sorted(order)])
    assert Marks([figure(1, root=root) for root in order]).colours == plain.colours
    swap = {"the army of Kesh": "the army of Lomaria", "the army of Lomaria": "the army of Kesh"}
    assert Marks([figure(1, root=swap.get(root, root)) for root in order]).colours == plain.colours


def test_the_palette_holds_no_pair_that_reads_as_wrong_and_right() -> None:
    okabe_ito = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
    assert set(COLOURS) < okabe_ito
    assert not {"#D55E00", "#009E73"} & set(COLOURS)


def test_names_are_ordered_without_their_article_and_capitals() -> None:
    assert in_order_of_names(["the zoo", "Ben", "The army", "anna"]) == ["anna", "The army", "Ben", "the zoo"]


# --- what is stated, as it is stated ----------------------------------------------------------------------------


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


# --- lines: reference series, steps, falls ----------------------------------------------------------------------


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
    specification = drawn([figure(10, day="2031-05-01"), figure(18, day="2031-05-03"), figure(12, day="2031-05-06")], ())
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


# --- rows -------------------------------------------------------------------------------------------------------


def test_single_figures_share_a_panel_of_rows_and_need_little_height() -> None:
    figures = [figure(number, counted=f"people, Town {number}", scope="incident") for number in range(1, 25)]
    specification = drawn(figures, ())
    assert titles(specification)[0] == "killed · incident"
    assert specification["vconcat"][0]["height"] < 500
    assert [row["counted"] for row in rows(specification, "killed", "text")][:2] == ["people, Town 1", "people, Town 2"]


def test_a_row_tells_the_number_as_stated_its_source_and_its_day() -> None:
    figures = [figure(24, None, stated="Dozens (at least 24)"), figure(40, root="the opposition")]
    told = [(row["label"], row["told"].replace("\u00a0", " "), row["counted"]) for row in marks(drawn(figures, ()))]
    assert told == [
        ("1", "Dozens (at least 24) – the coroner, 4 May 2031", "people, Ostrel"),
        ("2", "40 – the opposition, 4 May 2031", ""),
    ]


def test_a_number_that_several_outlets_have_from_one_root_source_is_one_row() -> None:
    figures = [figure(17, outlet=f"Outlet {n}") for n in range(3)]
    specification = drawn([*figures, figure(17, root="the mayor")], ())
    found = {(row["label"], row["shape"]) for row in marks(specification)}
    assert found == {("1 ×3", OTHER_OUTLET), ("2", "circle")}
    assert "that many outlets give this number" in words(specification)


# --- marks in one place -----------------------------------------------------------------------------------------


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


# --- extremes ---------------------------------------------------------------------------------------------------


def test_a_thousand_figures_are_small_marks_alone() -> None:
    chosen = random.Random(7)
    figures = [
        figure(chosen.randint(1, 900), root=f"source {n % 30}", outlet=f"Outlet {n % 40}", day=f"2031-{1 + n % 12:02}-{1 + n % 28:02}")
        for n in range(1000)
    ]
    specification = drawn(figures)
    assert kinds(specification) == ["line", "point"]
    (points,) = [layer for layer, _ in layers(specification, panel_of(specification, "killed"), "point")]
    assert points["mark"]["size"] < 30
    assert "where marks are many, no numbers stand beside them" in words(specification)
    assert chart.png(specification).startswith(b"\x89PNG")


def test_one_figure_is_a_chart() -> None:
    for specification in (drawn([figure(12)], ()), drawn([figure(0)], ()), drawn([figure(12)], [BESIDE]), drawn([], [BESIDE])):
        assert chart.svg(specification).startswith("<svg")


LONG = (
    "the Office of the Deputy Under-Secretary for Civil Registration and Emergency Statistics of the Northern Coastal Province and District"
)


def test_long_names_are_broken_into_lines_and_never_run_over() -> None:
    specification = drawn([figure(12, root=LONG, outlet=LONG.title(), counted=LONG), figure(12, root=LONG, outlet=LONG, counted=LONG)], ())
    for title in ("Root sources", "Outlets"):
        lines = [line for row in rows(specification, title, "text") for line in row["words"].split("\n")]
        assert max(map(width_of, lines)) < 275
    told = [line for row in marks(specification) for line in row["told"].split("\n")]
    assert max(map(width_of, told)) < 290
    assert told[-1].endswith("…")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]) | st.just(" "), min_size=1, max_size=200))
@settings(deadline=None)
def test_lines_hold_every_letter_in_order(text: str) -> None:
    joined = "".join(in_lines(text, 120)).replace(" ", "").replace("\u200e", "")
    assert joined == text.replace(" ", "").replace("\u200e", "")
    assert all(width_of(line) <= 120 or len(line.strip("\u200e")) == 1 for line in in_lines(text, 120))


def test_names_from_right_to_left_keep_what_stands_beside_them_in_place() -> None:
    name = "وزارة الصحة"
    assert apart("the mayor") == "the mayor"
    assert apart(name) == f"\u200e{name}\u200e"
    (row,) = marks(drawn([figure(40, root=apart(name), source=apart(name), stated=apart("٤٠ شخصا"))], ()))
    outside = row["told"].replace(name, "").replace("٤٠ شخصا", "")
    assert not any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in outside)
    assert row["told"].startswith("\u200e")


def test_days_years_apart_are_marked_at_the_first_days_of_years() -> None:
    ticks = day_ticks(Window(datetime.date(1998, 2, 3), datetime.date(2031, 5, 4)))
    assert 3 <= len(ticks) <= 7
    assert {(tick.month, tick.day) for tick in ticks} == {(1, 1)}


@given(st.dates(min_value=datetime.date(1900, 1, 1)), st.integers(0, 200_000))
def test_an_axis_has_few_days_all_of_them_drawn(first: Any, days: int) -> None:
    last = first + min(datetime.timedelta(days=days), datetime.date.max - first)
    ticks = day_ticks(Window(first, last))
    assert 1 <= len(ticks) <= 7
    assert all(first <= tick <= last for tick in ticks)
    assert ticks == sorted(set(ticks)) or first == last


# --- days of a reference series ---------------------------------------------------------------------------------


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


# --- bytes ------------------------------------------------------------------------------------------------------

SAME = """
import sys
from onrecord.export import chart
from onrecord.export.chart import ChartFigure
fields = {"panel": "p", "measure": "killed", "counted": "people", "source": "s", "scope": "incident"}
figures = [ChartFigure(date="2031-05-04", low=n, high=n + n % 2, root=f"r{n % 3}", outlet=f"o{n % 5}", **fields) for n in range(1, 9)]
drawn = chart.drawn(figures, [], title="t")
sys.stdout.buffer.write(chart.svg(drawn).encode() + chart.png(drawn))
"""


def test_the_same_figures_give_the_same_bytes_in_another_process() -> None:
    made = [
        subprocess.run([sys.executable, "-c", SAME], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        for seed in ("1", "2")
    ]
    assert made[0].stdout == made[1].stdout
    assert len(made[0].stdout) > 10_000


def test_words_of_a_report_are_words_in_the_picture() -> None:
    evil = figure(1, root="a & <b>", counted="<script>alert(1)</script>")
    picture = chart.svg(drawn([evil], ()))
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture
    ElementTree.fromstring(picture)


def test_an_svg_says_what_it_shows_to_those_who_hear_it() -> None:
    picture = ElementTree.fromstring(
        chart.svg(chart.drawn([figure(12), figure(30, None, day="2031-05-09")], [BESIDE], title="Dead & hurt"))
    )
    title, description = picture[0], picture[1]
    assert picture.get("role") == "img"
    assert (title.tag, title.text, picture.get("aria-labelledby")) == (f"{SVG}title", "Dead & hurt", title.get("id"))
    assert (description.tag, picture.get("aria-describedby")) == (f"{SVG}desc", description.get("id"))
    told = description.text or ""
    assert told.startswith("2 figures of 1 outlet from 1 root source, from 4 May 2031 to 9 May 2031.")
    assert "Reference series Coast registry" in told
    assert "Root sources: 1 the coroner." in told


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        chart.save({}, tmp_path / "figures.pdf")


@pytest.mark.parametrize(("top", "ticks"), [(2.1, [0, 1, 2]), (40, [0, 10, 20, 30, 40]), (15000, [0, 5000, 10000, 15000]), (0.5, [0])])
def test_ticks_are_whole_people(top: float, ticks: list[int]) -> None:
    assert even_ticks(top, 4) == ticks
