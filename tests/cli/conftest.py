"""The command line run in this process, and a case with one hand-made reading, so that no test waits for the readers."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from onrecord import flow
from onrecord.cli import main
from onrecord.records import (
    Document,
    Figure,
    Finding,
    Incident,
    Issue,
    MediaMention,
    Point,
    Reading,
    ReferenceSeries,
    ReportDetails,
    Responsibility,
    StatedDate,
    Statement,
)
from onrecord.settings import Settings

TEXT = (
    "Shells hit fish market in Ostrel\r\n\r\n"
    "Coast Herald, 4 May 2031\r\n\r\n"
    "At least 31 people, including six children, were killed when shells hit the fish market of Ostrel, the rescue committee said.\r\n\r\n"
    "Tam Orel, a spokesman of the Ninth Brigade, denied that the brigade had shelled the market. A video that it posted could not be "
    "verified. The attack is seen as a warning to the port towns.\r\n"
)


@dataclass(frozen=True)
class Ended:
    """How a run of the command line ended."""

    code: int
    out: str
    told: str
    """Standard error as it was printed."""

    @property
    def err(self) -> str:
        """Standard error with each message on one line."""
        return re.sub(r"\n +", " ", self.told)

    @property
    def objects(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ended]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """``command("findings", "--json", stdin=b"")`` in an empty folder, 80 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            main(list(arguments))
        said = capsys.readouterr()
        return Ended(int(leaving.value.code or 0), said.out, said.err)

    return run


def at(words: str, start: int = 0) -> tuple[int, int]:
    begin = TEXT.index(words, start)
    return begin, begin + len(words)


def said(identifier: str, source: str, cue: str, content: str, **more: Any) -> Statement:
    fields: dict[str, Any] = {
        "act": "asserts",
        "voice": "attributed",
        "standing": "claimed",
        "form": "indirect",
        "speech": True,
        "grade": "one",
        "confidence": 0.9,
    }
    spans = {"source": (at(source),) if source else (), "cue": (at(cue),), "content": (at(content),)}
    return Statement(id=identifier, **spans, **(fields | more))


@pytest.fixture
def reading() -> Reading:
    """A reading with one of everything that is printed."""
    counted = {"place": "Ostrel", "statement": "s1", "source": "the rescue committee", "standing": "denied"}
    killed, children = at("At least 31"), at("six")
    return Reading(
        id="market",
        text=TEXT,
        report=ReportDetails(
            title="Shells hit fish market in Ostrel",
            outlet="Coast Herald",
            form="local paper",
            language="en",
            published="2031-05-04",
            published_span=at("4 May 2031"),
            dates=(
                StatedDate(date="2031-05-04", kind="published", where="text"),
                StatedDate(date="2031-05-05T08:30:00Z", kind="modified", where="JSON-LD dateModified"),
            ),
        ),
        statements=(
            said(
                "s1",
                "the rescue committee",
                "said",
                "At least 31 people, including six children, were killed when shells hit the fish market of Ostrel",
                act="reports",
                standing="denied",
            ),
            said(
                "s2",
                "Tam Orel, a spokesman of the Ninth Brigade",
                "denied",
                "that the brigade had shelled the market",
                act="denies",
                denies=("s1",),
                actor="Tam Orel (Ninth Brigade)",
            ),
            said(
                "s3",
                "",
                "is seen as",
                "a warning to the port towns",
                act="interprets",
                voice="unsourced",
                standing="opinion",
                speech=False,
            ),
            said("s4", "it", "posted", "could not be", grade="fragment"),
        ),
        figures=(
            Figure(id="f1", measure="killed", min=31, start=killed[0], end=killed[1], phrase="At least 31", group="people", **counted),
            Figure(
                id="f2",
                measure="killed",
                min=6,
                max=6,
                start=children[0],
                end=children[1],
                phrase="six",
                group="children",
                civil_status="civilian",
                subset_of="f1",
                **counted,
            ),
        ),
        media_mentions=(
            MediaMention(id="m1", kind="video", span=(at("A video"),), released_by="the Ninth Brigade", authenticity="not verified"),
        ),
        incidents=(
            Incident(
                id="i1",
                type="shelling",
                place="Ostrel",
                date="2031-05-04",
                responsibility=(Responsibility(party="Ninth Brigade", according_to=None, contested_by=("s2",)),),
                figures=("f1", "f2"),
            ),
        ),
        findings=(
            Finding(
                id="x1", rule="accusation-denied", records=("s1", "s2"), sentence="What the rescue committee said is denied by Tam Orel."
            ),
            Finding(
                id="x2",
                rule="media-not-verified",
                records=("m1",),
                sentence="The report says that a video could not be verified.",
                detail={"series_at_best_fit": {"killed": 1417}},
            ),
        ),
        issues=(
            Issue(code="text.control", outcome="recorded", where="market.txt, character 3", message="A control character stands here."),
        ),
    )


@pytest.fixture
def series() -> ReferenceSeries:
    points = tuple(Point(date=f"2031-05-{day:02}", value=10 * day) for day in range(1, 11))
    return ReferenceSeries(
        id="killed/people/ostrel/registry",
        measure="killed",
        group="people",
        place="Ostrel",
        source="Coast registry",
        points=points,
        origin="registry.csv",
        column="dead",
    )


@pytest.fixture
def case(tmp_path: Path, reading: Reading, series: ReferenceSeries) -> Path:
    """A case that holds the reading and the series."""
    path = tmp_path / "desk"
    with flow.case_of(path, create=True) as ledger:
        ledger.append_references((series,))
        ledger.append_reading(Document(id=reading.id, text=reading.text), reading)
    return path


@pytest.fixture
def read_case(tmp_path: Path) -> Callable[[Sequence[tuple[str, str, str, str]]], Path]:
    """Reads reports, each with id, outlet, day and text, by rules into a case; where that is."""

    def read(reports: Sequence[tuple[str, str, str, str]]) -> Path:
        file = tmp_path / "reports.jsonl"
        rows = [dict(zip(("id", "outlet", "date", "text"), row, strict=True)) for row in reports]
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with flow.case_of(tmp_path / "case", create=True) as ledger:
            list(flow.read_sources([str(file)], ledger=ledger, jsonl=True, settings=Settings(reader="rules")))
        return tmp_path / "case"

    return read
