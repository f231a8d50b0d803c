"""Charts: what is drawn is what was stated – ranges as bars, open ends as arrows – and the caption says what is compared."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import chart
from onrecord.export.chart import ChartFigure, ChartReference
from onrecord.records import Point, ReferenceSeries

PANEL = "killed · people · Ostrel"


def figure(low: int | None, high: int | None, *, day: str = "2031-05-04", scope: str = "cumulative", panel: str = PANEL) -> ChartFigure:
    return ChartFigure(panel=panel, date=day, low=low, high=high, source="the coroner", scope=scope)


def reference(first: int = 1, days: int = 120) -> ReferenceSeries:
    points = tuple(Point(date=f"2031-{1 + day // 28:02}-{1 + day % 28:02}", value=first + day) for day in range(days))
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


def marks(specification: dict[str, Any]) -> list[str]:
    """Kinds of marks, with the shape of points that have one of their own."""
    found = []
    for panel in specification["vconcat"]:
        for layer in panel["layer"]:
            mark = layer["mark"]
            found.append(f"{mark['type']} {mark['shape']}" if "shape" in mark else mark["type"])
    return found


def values(specification: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    """The rows behind a kind of mark; altair keeps equal data once, in the layer, its panel or the whole."""
    found = []
    for panel in specification["vconcat"]:
        for layer in panel["layer"]:
            if layer["mark"]["type"] == mark:
                name = next(holder["data"]["name"] for holder in (layer, panel, specification) if "data" in holder)
                found += specification["datasets"][name]
    return found


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (12, 12, ["point"]),
        (20, 30, ["rule", "tick", "point"]),
        (1400, None, ["rule", "point triangle-up", "point"]),
        (None, 30, ["rule", "point triangle-down", "point"]),
    ],
)
def test_a_range_is_drawn_as_it_is_stated(low: int | None, high: int | None, expected: list[str]) -> None:
    assert marks(chart.drawn([figure(low, high)], [], title="t")) == expected


def test_an_open_end_is_never_given_a_value() -> None:
    (row,) = values(chart.drawn([figure(1400, None)], [], title="t"), "rule")
    assert (row["low"], row["high"], row["at"]) == (1400, None, 1400)


def test_panels_hold_their_own_figures_and_series() -> None:
    specification = chart.drawn(
        [figure(12, 12), figure(3, 3, panel="injured · people · Ostrel")], [ChartReference(panel=PANEL, series=reference())], title="t"
    )
    assert [panel["title"]["text"] for panel in specification["vconcat"]] == [PANEL, "injured · people · Ostrel"]
    assert [len(panel["layer"]) for panel in specification["vconcat"]] == [2, 1]


def test_a_series_of_years_is_drawn_around_the_figures_only() -> None:
    specification = chart.drawn([figure(12, 12, day="2031-01-02")], [ChartReference(panel=PANEL, series=reference())], title="t")
    days = sorted(row["date"] for row in values(specification, "line"))
    assert (days[0], days[-1]) == ("2031-01-01", "2031-02-16")


def test_the_caption_says_what_is_compared_and_that_either_may_be_wrong() -> None:
    told = " ".join(chart.caption([ChartReference(panel=PANEL, series=reference())]))
    assert "Coast registry (registry.csv)" in told
    assert "either may be wrong" in told
    assert "/desk" not in told
    assert "No reference series" in " ".join(chart.caption([]))


def test_the_same_figures_give_the_same_picture(tmp_path: Path) -> None:
    drawn = [
        chart.drawn([figure(12, None), figure(20, 30, scope="incident")], [ChartReference(panel=PANEL, series=reference())], title="t")
        for _ in range(2)
    ]
    assert json.dumps(drawn[0], sort_keys=True) == json.dumps(drawn[1], sort_keys=True)
    assert chart.svg(drawn[0]) == chart.svg(drawn[1])
    assert chart.png(drawn[0]).startswith(b"\x89PNG")


def test_words_of_a_report_are_words_in_the_picture() -> None:
    evil = ChartFigure(panel="<script>alert(1)</script>", date="2031-05-04", low=1, high=1, source="a & <b>", scope="cumulative")
    picture = chart.svg(chart.drawn([evil], [], title="t"))
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        chart.save({}, tmp_path / "figures.pdf")


def test_an_svg_bears_the_title_of_its_chart() -> None:
    drawing = chart.svg(chart.drawn([figure(12, 12)], [], title="Dead & hurt"))
    assert drawing.startswith("<svg")
    assert drawing.partition(">")[2].startswith("<title>Dead &amp; hurt</title>")
