"""The example reports are what they say they are: marked, short, built on the published figures, and readable."""

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord import flow
from onrecord.records import Document, Finding, Issue, Point, Reading, ReferenceSeries

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "examples" / "reports"
SERIES = ROOT / "examples" / "series" / "gaza-health-ministry.csv"
FILES = sorted(REPORTS.iterdir())
MARK = "Written for the OnRecord project as an example"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
OTHER_NUMBERS = {"1,300", "13,000", "14,170", "1,400", "5,700", "7,330"}
"""The toll in Israel, the two misprints that are corrected, the two roundings of a rewrite, and one sum of two subsets."""


class Visible(HTMLParser):
    """The words of a page that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in {"script", "title"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words += data.split()


def texts() -> Iterator[tuple[str, str]]:
    """Name and visible text of every example report."""
    for path in FILES:
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            yield from ((row["id"], row["text"]) for row in map(json.loads, content.splitlines()))
        elif path.suffix == ".html":
            page = Visible()
            page.feed(content)
            yield path.name, " ".join(page.words)
        else:
            yield path.name, content


def read_all() -> dict[str, Reading | Issue]:
    """Every example, read in order without a case."""
    outcomes = flow.read_sources([str(REPORTS)])
    return {outcome.id if isinstance(outcome, Reading) else outcome.where: outcome for outcome in outcomes}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading | Issue]:
    return read_all()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_report_says_that_it_is_an_example(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    marked = content.splitlines() if path.suffix == ".jsonl" else [content]
    assert all(MARK in report for report in marked)


@pytest.mark.parametrize(("name", "text"), list(texts()), ids=[name for name, _ in texts()])
def test_reports_are_short(name: str, text: str) -> None:
    assert 150 <= len(text.split()) <= 300


@pytest.mark.parametrize(("name", "text"), list(texts()), ids=[name for name, _ in texts()])
def test_reports_are_built_on_the_published_figures(name: str, text: str) -> None:
    with SERIES.open(encoding="utf-8", newline="") as table:
        published = {f"{int(value):,}" for row in csv.DictReader(table) for key, value in row.items() if key.endswith("_cum")}
    assert set(NUMBER.findall(text)) - published - OTHER_NUMBERS == set()


def test_every_report_is_read_whole(readings: dict[str, Reading | Issue]) -> None:
    assert set(readings) == {name for name, _ in texts()}
    for outcome in readings.values():
        assert isinstance(outcome, Reading)
        assert [issue for issue in outcome.issues if issue.outcome != "recorded"] == []
        assert outcome.report.published
        assert outcome.statements
        assert any(figure.measure == "killed" for figure in outcome.figures)


def test_reading_them_again_gives_the_same(readings: dict[str, Reading | Issue]) -> None:
    assert read_all() == readings


def test_the_syndicated_copy_reads_as_the_wire_does(readings: dict[str, Reading | Issue]) -> None:
    wire, copy = readings["2023-10-12-meridian-wire.txt"], readings["valley-courier-2023-10-13"]
    assert isinstance(wire, Reading)
    assert isinstance(copy, Reading)
    phrases = [[(figure.measure, figure.phrase) for figure in reading.figures] for reading in (wire, copy)]
    assert phrases[0] == phrases[1]


def undated(report: str) -> tuple[Reading, list[Finding]]:
    """One report of the feeds set against the series, and what was noticed about its date."""
    rows = {row["id"]: row for row in map(json.loads, (REPORTS / "from-the-feeds.jsonl").read_text(encoding="utf-8").splitlines())}
    document = Document(id=report, text=rows[report]["text"], date=rows[report]["date"])
    reading = flow.read_document(document, references=tuple(reference_series()))
    return reading, [finding for finding in reading.findings if finding.rule == "figures-do-not-fit-date"]


def test_the_figures_of_the_rewrite_fit_another_day_than_it_states() -> None:
    _, (finding,) = undated("newsglance-2023-11-08")
    assert finding.detail["best_fit_date"] == "2023-10-12"
    assert finding.detail["stated_date"] == "2023-11-08"


def test_the_figures_of_the_wire_fit_the_day_it_states() -> None:
    reading, findings = undated("meridian-wire-2023-11-08")
    of_that_day = {figure.id for figure in reading.figures if figure.phrase in {"10,569", "26,475"}}
    assert len(of_that_day) > 1
    assert not of_that_day & {record for finding in findings for record in finding.records}


def reference_series() -> Iterator[ReferenceSeries]:
    """Killed and injured of the example series."""
    rows = list(csv.DictReader(SERIES.read_text(encoding="utf-8").splitlines()))
    for measure in ("killed", "injured"):
        points = tuple(Point(date=row["report_date"], value=int(row[f"{measure}_cum"])) for row in rows)
        yield ReferenceSeries(
            id=measure,
            measure=measure,
            group="Palestinians",
            place="Gaza",
            source="Gaza Ministry of Health",
            points=points,
            origin=SERIES.name,
            column=f"{measure}_cum",
        )
