from pathlib import Path

import pytest

from onrecord import flow
from onrecord.flow import charting
from onrecord.records import Document, Figure, Reading, ReportDetails, Statement


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
    monkeypatch.setattr(charting, "CHART_MODULE", "onrecord_has_no_such_module")
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
    assert "nowhere/figures.svg could not be written: No such file or directory" in ended.err


def test_a_chart_replaces_an_earlier_one_whatever_the_capitals_of_its_ending(command, counted, tmp_path: Path) -> None:
    for _ in range(2):
        assert command("--case", str(counted), "series", "--plot", "FIGURES.SVG").code == 0
    assert (tmp_path / "FIGURES.SVG").read_bytes().startswith(b"<svg")


def test_a_chart_that_names_whom_notes_protect_says_so(command, tmp_path: Path) -> None:
    told(tmp_path / "c", ("12", "Mara Vellin, a nurse", "civilians", "Dalm"))
    assert "protect" not in command("--case", "c", "series", "--plot", "figures.svg").err
    assert command("--case", "c", "note", "report-0", "--by", "Ana Reyes", "--role", "witness", "--name", "Mara Vellin").code == 0
    ended = command("--case", "c", "series", "--plot", "figures.svg")
    assert "who may be known from this chart" in ended.err


def told(case: Path, *counts: tuple[str, str, str | None, str | None]) -> None:
    """Reports of one figure each: phrase, source, group, place; all of one day."""
    with flow.case_of(case, create=True) as ledger:
        for number, (phrase, source, group, place) in enumerate(counts):
            text = f"{number}: {phrase} were killed, {source} said."
            start = text.index(phrase)
            figure = Figure(
                id="f1",
                measure="killed",
                min=12,
                max=12,
                start=start,
                end=start + len(phrase),
                phrase=phrase,
                group=group,
                place=place,
                source=source,
            )
            name = f"report-{number}"
            reading = Reading(id=name, text=text, report=ReportDetails(published="2031-05-04"), figures=(figure,))
            ledger.append_reading(Document(id=name, text=text), reading)


SPELLINGS = ("the health ministry in Keshan", "Keshan's health ministry", "Ministry of Health, Keshan", "the Keshani health ministry")


def test_spellings_of_one_ministry_are_one_source(command, tmp_path: Path) -> None:
    told(tmp_path / "c", *(("12", spelling, "people", "Dalm") for spelling in SPELLINGS))
    (line,) = command("--case", "c", "series", "--json").objects
    assert [row["source"] for row in line["rows"]] == list(SPELLINGS)
    assert line["source"] in SPELLINGS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the ministry", "the health ministry in Keshan"),
        ("the mayor of Dalm in Keshan", "the mayor of Keshan in Dalm"),
        ("the health ministry", "Keshan's health ministry"),
        ("officials", "health officials"),
    ],
)
def test_what_cannot_be_known_to_be_one_source_stays_two(command, tmp_path: Path, one: str, other: str) -> None:
    told(tmp_path / "c", ("12", one, "people", "Dalm"), ("12", other, "people", "Dalm"))
    assert len(command("--case", "c", "series", "--json").objects) == 2


def test_a_source_goes_by_the_name_that_its_report_gives_it(command, tmp_path: Path) -> None:
    text = "The health ministry in Keshan said 12 people were killed in Dalm. Of them 3 were children, the ministry said."
    at = text.index("the ministry")
    said = {"cue": (), "act": "asserts", "voice": "attributed", "standing": "claimed", "form": "indirect", "speech": True}
    sure = {"grade": "one", "confidence": 0.9, "actor": "health ministry in Keshan"}
    statements = (
        Statement(id="s1", source=((0, 29),), content=((35, 64),), **said, **sure),
        Statement(id="s2", source=((at, at + 12),), content=((66, at - 2),), **said, **sure),
    )
    counted = {"measure": "killed", "place": "Dalm", "scope": "incident"}
    figures = (
        Figure(id="f1", start=35, end=37, phrase="12", min=12, max=12, statement="s1", source="The health ministry in Keshan", **counted),
        Figure(id="f2", start=74, end=75, phrase="3", min=3, max=3, statement="s2", source="the ministry", group="children", **counted),
    )
    with flow.case_of(tmp_path / "c", create=True) as ledger:
        ledger.append_reading(Document(id="r", text=text), Reading(id="r", text=text, statements=statements, figures=figures))
    lines = command("--case", "c", "series", "--json").objects
    assert [line["source"] for line in lines] == ["the health ministry in Keshan"] * 2


def test_the_singular_and_nobody_in_particular_split_no_event(command, tmp_path: Path) -> None:
    told(
        tmp_path / "c",
        ("12", "the mayor", "civilian", "Dalm"),
        ("12", "the mayor", "civilians", "Dalm"),
        ("12", "the coroner", "people", "Dalm"),
        ("12", "the coroner", None, "Dalm"),
    )
    lines = command("--case", "c", "series", "--json").objects
    assert [(line["source"], len(line["rows"])) for line in lines] == [("the coroner", 2), ("the mayor", 2)]


def test_single_figures_are_one_table(command, tmp_path: Path, snapshot) -> None:
    places = [("12", "the mayor", "civilians", f"Town-{number}") for number in range(4)]
    told(tmp_path / "c", *places, ("Dozens", "the coroner of the northern district", None, "Dalm"), ("9", "the coroner", None, None))
    out = command("--case", "c", "series").out
    assert out.count("according to") == 1
    assert all(len(line) <= 80 for line in out.splitlines())
    assert out == snapshot


def test_single_figures_are_rows_of_one_chart_and_none_is_left_out(command, tmp_path: Path) -> None:
    told(tmp_path / "c", *(("12", "the mayor", "civilians", f"Town-{number}") for number in range(20)))
    ended = command("--case", "c", "series", "--plot", "figures.svg")
    assert ended.err == "chart written to figures.svg\n"
    drawing = (tmp_path / "figures.svg").read_text(encoding="utf-8")
    assert all(f"civilians, Town-{number}<" in drawing for number in range(20))


def test_more_rows_than_a_page_holds_are_said_to_be_left_out(command, tmp_path: Path) -> None:
    told(tmp_path / "c", *(("12", "the mayor", "civilians", f"Town-{number}") for number in range(61)))
    assert "1 figure is not drawn; choose with --measure" in command("--case", "c", "series", "--plot", "figures.svg").err
