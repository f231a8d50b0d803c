"""Charts: what is drawn is what was stated – ranges as bars, open ends as arrows – and the caption says what is compared."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import chart
from onrecord.export.chart import ChartFigure, ChartReference
from onrecord.export.chart_parts import even_ticks
from onrecord.records import Point, ReferenceSeries

PANEL = "killed · people, Ostrel · cumulative"


def figure(low: int | None, high: int | None, *, day: str = "2031-05-04", source: str = "the coroner", **more: Any) -> ChartFigure:
    fields = {"measure": "killed", "counted": "people, Ostrel", "scope": "cumulative"} | more
    panel = fields.pop("panel", f"{fields['measure']} · {fields['counted']} · {fields['scope']}")
    return ChartFigure(panel=panel, date=day, low=low, high=high, source=source, **fields)


def reference(first: int = 1, days: int = 120, start: int = 0) -> ReferenceSeries:
    points = tuple(Point(date=f"2031-{1 + day // 28:02}-{1 + day % 28:02}", value=first + day) for day in range(start, start + days))
    return ReferenceSeries(
        id="r",
        measure="killed",
        group="people",
        place="Ostrel",
        source="Coast registry",
        points=points,
        origin="/desk/registry.csv",
        column="dead",
    )


BESIDE = ChartReference(panel=PANEL, series=reference())


def drawn(figures: list[ChartFigure], references: tuple[ChartReference, ...] = (BESIDE,)) -> dict[str, Any]:
    return chart.drawn(figures, list(references), title="t")


def titles(specification: dict[str, Any]) -> list[str]:
    return [panel["title"]["text"] for panel in specification["vconcat"]]


def marks(panel: dict[str, Any]) -> list[str]:
    """Kinds of marks of a panel, with the shape of points that have one of their own."""
    return [f"{mark['type']} {mark['shape']}" if "shape" in mark else mark["type"] for mark in (layer["mark"] for layer in panel["layer"])]


def values(specification: dict[str, Any], mark: str, shape: str | None = None) -> list[dict[str, Any]]:
    """The rows behind a kind of mark; altair keeps equal data once, in the layer, its panel or the whole."""
    found = []
    for panel in specification["vconcat"]:
        for layer in panel["layer"]:
            if layer["mark"]["type"] == mark and shape in (None, layer["mark"].get("shape")):
                name = next(holder["data"]["name"] for holder in (layer, panel, specification) if "data" in holder)
                found += specification["datasets"][name]
    return found


def subtitle(specification: dict[str, Any]) -> str:
    return " ".join(specification["title"]["subtitle"])


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (12, 12, ["point circle", "text"]),
        (20, 30, ["rule", "text"]),
        (1400, None, ["rule", "point triangle-up", "point circle", "text"]),
        (None, 30, ["rule", "point triangle-down", "point circle", "text"]),
    ],
)
def test_a_range_is_drawn_as_it_is_stated(low: int | None, high: int | None, expected: list[str]) -> None:
    assert marks(drawn([figure(low, high)])["vconcat"][0]) == ["line", *expected]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (12, 12, ["point circle"]),
        (20, 30, ["rule"]),
        (1400, None, ["rule", "point triangle-right", "point circle"]),
        (None, 30, ["rule", "point triangle-left", "point circle"]),
    ],
)
def test_so_it_is_in_rows(low: int | None, high: int | None, expected: list[str]) -> None:
    assert marks(drawn([figure(low, high)], ())["vconcat"][0]) == ["rule", *expected, "text", "text"]


def test_an_open_end_is_never_given_a_value() -> None:
    (row,) = values(drawn([figure(1400, None)]), "rule")
    assert (row["low"], row["high"], row["at"]) == (1400, None, 1400)


def test_arrows_ranges_and_hollow_dots_are_explained_where_there_are_any() -> None:
    plain = subtitle(drawn([figure(12, 12)]))
    assert not any(word in plain for word in ("Arrow", "Bar", "Hollow"))
    told = subtitle(drawn([figure(12, None), figure(2, 3), figure(5, 5, superseded=True)]))
    assert all(word in told for word in ("Arrow: ", "“at least”", "“up to”", "Bar: a range", "Hollow: corrected later"))


def test_panels_hold_their_own_figures_and_series() -> None:
    injured = [figure(3, 3, measure="injured", day=f"2031-05-{day:02}") for day in (4, 5, 6)]
    specification = drawn([figure(12, 12), *injured])
    assert titles(specification) == [PANEL, "injured · people, Ostrel · cumulative", "According to"]
    assert ["line" in marks(panel) for panel in specification["vconcat"]] == [True, False, False]
    axes = [panel["layer"][0]["encoding"]["y"]["title"] for panel in specification["vconcat"][:2]]
    assert axes == ["people killed", "people injured"]


def test_single_figures_share_a_panel_of_rows_and_need_little_height() -> None:
    figures = [figure(number, number, counted=f"people, Town {number}", scope="incident") for number in range(1, 25)]
    specification = drawn(figures, ())
    assert titles(specification) == ["killed · incident"]
    assert specification["vconcat"][0]["height"] < 500
    assert [row["counted"] for row in values(specification, "text")][:2] == ["people, Town 1", "people, Town 2"]


def test_a_row_tells_the_number_as_stated_its_source_and_its_day() -> None:
    figures = [figure(24, None, stated="Dozens (at least 24)"), figure(40, 40, source="the opposition")]
    rows = values(drawn(figures, ()), "point", "circle")
    assert [row["told"] for row in rows] == ["Dozens (at least 24) – the coroner, 4 May 2031", "40 – the opposition, 4 May 2031"]
    assert [row["counted"] for row in rows] == ["people, Ostrel", ""]


def test_every_source_has_a_mark_of_its_own_however_many_there_are() -> None:
    figures = [figure(10 + number, 10 + number, source=f"source {number}") for number in range(20)]
    specification = drawn(figures)
    key = {row["name"]: row["number"] for row in specification["datasets"][specification["vconcat"][1]["data"]["name"]]}
    assert len(set(key.values())) == 20
    labels = [row["label"] for row in values(specification, "point", "circle")]
    assert sorted(labels) == sorted(key.values())


def test_like_figures_of_several_sources_are_one_mark_with_all_their_numbers() -> None:
    specification = drawn([figure(12, 12), figure(12, 12, source="the mayor"), figure(12, 12)])
    assert [row["label"] for row in values(specification, "point", "circle")] == ["1, 2"]


def test_labels_stand_apart_inside_the_panel() -> None:
    figures = [figure(100 + number, 100 + number, source=f"source {number}") for number in range(5)]
    rows = values(drawn(figures), "point", "circle")
    places = [(row["label_day"], row["label_at"]) for row in rows]
    assert len(set(places)) == 5
    assert all(one != other for one, other in combinations(places, 2))


def test_no_mark_stands_at_an_edge() -> None:
    panel = drawn([figure(400, None), figure(400, 400, day="2031-05-09")])["vconcat"][0]
    encoding = panel["layer"][0]["encoding"]
    first, last = encoding["x"]["scale"]["domain"]
    days = [row["day"] for row in values(drawn([figure(400, None), figure(400, 400, day="2031-05-09")]), "point", "circle")]
    assert first < min(days)
    assert max(days) < last
    assert encoding["y"]["scale"]["domain"][1] > 400 * 1.1


def test_a_series_of_years_is_drawn_around_the_figures_and_it_is_said() -> None:
    far = reference(days=330)
    specification = drawn([figure(12, 12, day="2031-01-02")], (ChartReference(panel=PANEL, series=far),))
    days = sorted(row["date"] for row in values(specification, "line"))
    assert (days[0], days[-1]) == ("2031-01-01", "2031-01-23")
    assert "Coast registry: drawn from 1 January 2031 to 23 January 2031 only" in subtitle(specification)
    assert "the series runs from 1 January 2031 to 22 December 2031." in subtitle(specification)
    assert "only" not in subtitle(drawn([figure(12, 12, day="2031-02-02")]))


@pytest.mark.parametrize("day", ["2031-02-20", "2031-10-20"])
def test_the_day_that_a_figure_fits_is_drawn_however_far_it_is(day: str) -> None:
    late = ChartReference(panel=PANEL, series=reference(days=330))
    days = [row["date"] for row in values(drawn([figure(3, 3, day=day)], (late,)), "line")]
    assert "2031-01-03" in days


def test_the_caption_says_what_is_compared_and_that_either_may_be_wrong() -> None:
    told = " ".join(chart.caption([], [BESIDE]))
    assert "Coast registry (registry.csv)" in told
    assert "either may be wrong" in told
    assert "/desk" not in told
    assert "No reference series" in " ".join(chart.caption([], []))


def test_the_same_figures_give_the_same_picture() -> None:
    made = [drawn([figure(12, None), figure(20, 30, scope="incident")]) for _ in range(2)]
    assert json.dumps(made[0], sort_keys=True) == json.dumps(made[1], sort_keys=True)
    assert chart.svg(made[0]) == chart.svg(made[1])
    assert chart.png(made[0]).startswith(b"\x89PNG")


def test_words_of_a_report_are_words_in_the_picture() -> None:
    evil = figure(1, 1, source="a & <b>", counted="<script>alert(1)</script>")
    picture = chart.svg(drawn([evil], ()))
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        chart.save({}, tmp_path / "figures.pdf")


def test_an_svg_bears_the_title_of_its_chart() -> None:
    drawing = chart.svg(chart.drawn([figure(12, 12)], [], title="Dead & hurt"))
    assert drawing.startswith("<svg")
    assert drawing.partition(">")[2].startswith("<title>Dead &amp; hurt</title>")


@pytest.mark.parametrize(("top", "ticks"), [(2.1, [0, 1, 2]), (40, [0, 10, 20, 30, 40]), (15000, [0, 5000, 10000, 15000]), (0.5, [0])])
def test_ticks_are_whole_people(top: float, ticks: list[int]) -> None:
    assert even_ticks(top, 4) == ticks
