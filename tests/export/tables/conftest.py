"""What the tests of tables share: a case of invented reports, corrected and judged by invented people."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord import flow, review
from onrecord.export.tables import Tabled
from onrecord.ledger import Role, View
from onrecord.records import (
    Actor,
    CorrectionRequest,
    Document,
    Figure,
    Finding,
    Incident,
    MediaMention,
    Place,
    Reading,
    ReportDetails,
    Responsibility,
    Statement,
)

MARKET = (
    "Shells hit market in Ostrel\r\n\r\n"
    "The rescue committee said on Sunday that 31 people, including six children, were killed in Ostrel. The Ninth Brigade put the dead at "
    "about 20.\r\n\r\nA video of the stalls, which the brigade posted, could not be verified. Dr Lena Orban treated the hurt.\r\n"
)
QUAY = (
    "=cmd|'/c calc'!A0, \"quoted\", said the mayor of Porto Vell;\nat least 4 were hurt\tat the quay, and 9 were missing in Kaltenbrunn.\n"
)


def at(text: str, words: str) -> tuple[int, int]:
    begin = text.index(words)
    return begin, begin + len(words)


def figure(text: str, identifier: str, phrase: str, **more: Any) -> Figure:
    start, end = at(text, phrase)
    return Figure(id=identifier, start=start, end=end, phrase=phrase, **({"measure": "killed", "standing": "claimed"} | more))


def statement(text: str, identifier: str, source: str, cue: str, content: str, **more: Any) -> Statement:
    fields = {"act": "reports", "voice": "attributed", "standing": "claimed", "form": "indirect", "speech": True, "grade": "both"}
    spans = {"source": (at(text, source),), "cue": (at(text, cue),), "content": (at(text, content),)}
    return Statement(id=identifier, confidence=0.9, **spans, **(fields | more))


def market() -> Reading:
    """A report with two sources for one event, and a place that has a point."""
    counted = {"place": "Ostrel", "scope": "incident"}
    return Reading(
        id="market",
        text=MARKET,
        report=ReportDetails(
            title="Shells hit market in Ostrel",
            outlet="Coast Herald",
            url="https://coast-herald.example/market",
            language="en",
            published="2031-05-04",
            authors=("Ida Rask",),
        ),
        statements=(
            statement(
                MARKET, "s1", "The rescue committee", "said", "31 people, including six children, were killed", actor="rescue committee"
            ),
            statement(MARKET, "s2", "The Ninth Brigade", "put", "the dead at about 20"),
        ),
        figures=(
            figure(MARKET, "f1", "31", min=31, max=31, group="people", statement="s1", source="The rescue committee", **counted),
            figure(
                MARKET,
                "f2",
                "six",
                min=6,
                max=6,
                group="children",
                civil_status="civilian",
                statement="s1",
                source="The rescue committee",
                subset_of="f1",
                **counted,
            ),
            figure(
                MARKET,
                "f3",
                "about 20",
                min=20,
                max=20,
                qualifier="about",
                approx=True,
                statement="s2",
                source="The Ninth Brigade",
                **counted,
            ),
        ),
        media_mentions=(MediaMention(id="m1", kind="video", span=(at(MARKET, "A video of the stalls"),), depicts="the stalls"),),
        incidents=(
            Incident(
                id="i1",
                type="shelling",
                place="Ostrel",
                date="2031-05-04",
                responsibility=(Responsibility(party="Ninth Brigade", according_to=("s1",), contested_by=("s2",)),),
                figures=("f1", "f2", "f3"),
                span=at(MARKET, "Shells hit market"),
            ),
        ),
        actors=(
            Actor(name="Lena Orban", kind="person", office="Dr"),
            Actor(name="Ninth Brigade", kind="armed force", country="NO"),
            Actor(name="rescue committee", kind="organisation"),
            Actor(name="Ministry of Ports", kind="state body", country="NO"),
            Actor(name="officials", kind="unnamed"),
        ),
        places=(Place(name="Ostrel", span=at(MARKET, "Ostrel"), country="NO", latitude=-3.25, longitude=60.5),),
        findings=(
            Finding(
                id="x1", rule="accusation-denied", records=("s1", "s2"), sentence="What the committee said is denied.", detail={"a": 1}
            ),
            Finding(id="x2", rule="media-not-verified", records=("m1",), sentence="A video could not be verified."),
        ),
    )


def quay() -> Reading:
    """A report whose words a spreadsheet would take for formulas, and whose places have no point, or two."""
    return Reading(
        id="quay.txt",
        text=QUAY,
        report=ReportDetails(title="@SUM(1+1)", outlet="-Quay Wire", published="2031-05-06"),
        statements=(statement(QUAY, "s1", "the mayor of Porto Vell", "said", "=cmd|'/c calc'!A0, \"quoted\"", form="mixed"),),
        figures=(
            figure(
                QUAY, "f1", "at least 4", measure="injured", min=4, qualifier="at least", approx=True, group="+people", place="Porto Vell"
            ),
            figure(QUAY, "f2", "9", measure="missing", min=9, max=9, place="Kaltenbrunn", scope="cumulative", as_of="2031-05-06"),
        ),
        incidents=(Incident(id="i1", type="other", place="Porto Vell", figures=("f1",)),),
        places=(
            Place(name="Porto Vell", span=at(QUAY, "Porto Vell")),
            Place(name="Kaltenbrunn", span=at(QUAY, "Kaltenbrunn"), country="CH", latitude=47.21, longitude=9.02),
            Place(name="the Kaltenbrunn", span=at(QUAY, "Kaltenbrunn"), country="AT", latitude=47.1, longitude=10.1),
        ),
    )


@dataclass
class Desk:
    """A case, and where files are put."""

    folder: Path

    @property
    def case(self) -> Path:
        return self.folder / "case"

    def keep(self, *readings: Reading) -> None:
        with flow.case_of(self.case, create=True) as ledger:
            for reading in readings:
                ledger.append_reading(Document(id=reading.id, text=reading.text), reading)

    def correct(self, record: str, **asked: Any) -> None:
        with flow.case_of(self.case) as ledger:
            review.correct(ledger, CorrectionRequest(record=record, **asked), by="Ana Reyes", reason="as the list says")

    def assess(self, record: str, word: str, *, rules: str = "none", agrees: bool | None = True) -> str:
        with flow.case_of(self.case) as ledger:
            proposed = review.propose(ledger, record, word=word, rules=rules, by="Ana Reyes", reason="two lists")
            if agrees is not None:
                review.decide(ledger, proposed.id or "", agrees=agrees, by="Ben Osei", reason="saw them")
            return proposed.id or ""

    def note(self, name: str, role: Role | None = "witness", *, report: str | None = None) -> str:
        with flow.case_of(self.case) as ledger:
            return flow.add_note(ledger, {"name": name}, by="N. Noter", report=report, role=role)

    def export(self, to: Any, *names: str, out: str = "", **options: Any) -> Tabled:
        options |= {"publisher": "Ostvale Desk"} if "review" in to else {}
        with View.open(self.case) as view:
            return flow.export_table(view, names or None, self.folder / (out or f"out.{to}"), to=to, **options)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with both reports, of which people corrected, judged and dismissed something; each test gets a copy of it."""
    made = Desk(tmp_path_factory.mktemp("begun"))
    made.keep(market(), quay())
    made.correct("quay.txt/f2", set={"group": "fishermen"})
    made.correct("quay.txt", add="figure", set={"measure": "injured", "phrase": "4", "min": 4, "max": 4, "group": "dockers"})
    made.assess("market/f1", "best estimate", rules="two lists")
    made.assess("market/s1", "supported")
    made.assess("market/m1", "original media content")
    made.assess("market/f3", "best estimate", agrees=None)
    made.assess("market/i1", "doubtful", agrees=False)
    with flow.case_of(made.case) as ledger:
        review.dismiss(ledger, "market/x2", by="Ana Reyes", reason="the outlet verified it since")
    return made.folder


@pytest.fixture
def desk(begun: Path, tmp_path: Path) -> Desk:
    """The case, and a folder for files."""
    shutil.copytree(begun, tmp_path / "desk", copy_function=shutil.copy2)
    return Desk(tmp_path / "desk")
