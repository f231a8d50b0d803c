from pathlib import Path

import pytest

from onrecord import flow
from onrecord.cli import series as series_command
from onrecord.records import Document, Figure, Reading, ReportDetails


@pytest.fixture
def counted(case: Path) -> Path:
    """The case with three more reports that count the dead of Ostrel."""
    told = [
        ("early", "More than 20", 20, None, "2031-05-02", "cumulative", "the coroner"),
        ("late", "60 to 70", 60, 70, None, "cumulative", "the coroner"),
        ("undated", "12", 12, 12, None, "cumulative", None),
    ]
    with flow.case_of(case) as ledger:
        for name, phrase, low, high, as_of, scope, source in told:
            text = f"{phrase} people had died in Ostrel."
            figure = Figure(
                id="f1",
                measure="killed",
                min=low,
                max=high,
                start=0,
                end=len(phrase),
                phrase=phrase,
                group="people",
                place="Ostrel",
                as_of=as_of,
                scope=scope,
                source=source,
            )
            published = None if name == "undated" else "2031-05-06"
            reading = Reading(id=name, text=text, report=ReportDetails(published=published), figures=(figure,))
            ledger.append_reading(Document(id=name, text=text), reading)
    return case


def test_figures_stand_beside_the_reference_series(command, counted, snapshot) -> None:
    ended = command("--case", str(counted), "series")
    assert ended.code == 0
    assert ended.out == snapshot


def test_as_json_one_line_of_figures_an_object(command, counted) -> None:
    objects = command("--case", str(counted), "series", "--json", "--place", "Ostrel").objects
    assert {line["scope"] for line in objects} == {"cumulative", "incident"}
    assert all(len({row["source"] for row in line["rows"]}) == 1 for line in objects)


def test_filters(command, counted) -> None:
    assert command("--case", str(counted), "series", "--measure", "injured").err == "no figure that fits\n"
    assert command("--case", str(counted), "series", "--place", "Elsewhere").out == ""
    wrong = command("--case", str(counted), "series", "--measure", "deaths")
    assert wrong.code == 2
    assert "killed" in wrong.err


@pytest.mark.parametrize(("name", "begins"), [("figures.svg", b"<svg"), ("figures.png", b"\x89PNG")])
def test_a_chart_is_written(command, counted, tmp_path: Path, name: str, begins: bytes) -> None:
    ended = command("--case", str(counted), "series", "--plot", name)
    assert ended.code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert f"chart written to {name}" in ended.err
    assert "1 figure without a day is not drawn" in ended.err


def test_another_ending_is_refused_before_anything_is_drawn(command, counted, tmp_path: Path) -> None:
    ended = command("--case", str(counted), "series", "--plot", "figures.pdf")
    assert ended.code == 2
    assert ".svg or .png" in ended.err
    assert not (tmp_path / "figures.pdf").exists()


def test_without_the_extra_the_hint_says_what_to_install(command, counted, monkeypatch) -> None:
    monkeypatch.setattr(series_command, "CHART_MODULE", "onrecord_has_no_such_module")
    ended = command("--case", str(counted), "series", "--plot", "figures.svg")
    assert ended.code == 2
    assert "hint: pip install 'onrecord[plots]'" in ended.err


def test_nothing_dated_is_nothing_to_draw(command, case, tmp_path: Path) -> None:
    ended = command("--case", str(case), "series", "--measure", "injured", "--plot", "figures.svg")
    assert ended.code == 2
    assert "no dated figure" in ended.err


def test_a_chart_that_cannot_be_written_is_said(command, counted) -> None:
    ended = command("--case", str(counted), "series", "--plot", "nowhere/figures.svg")
    assert ended.code == 2
    assert "nowhere/figures.svg could not be written" in ended.err
