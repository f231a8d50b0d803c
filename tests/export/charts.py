"""Charts for tests: a figure, a reference series, and what a specification draws, by panel and kind of mark."""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.export import chart
from onrecord.export.chart import ChartFigure, ChartReference
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
    return " ".join(entry for title in ("How", "Reference", "Root", "Outlets", "Not drawn") for entry in key(specification, title))
