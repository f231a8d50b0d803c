"""What the tests of dossiers share: a case of invented reports, and dossiers made from it."""

import runpy
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from onrecord import flow, review
from onrecord.export.dossier import ProtectedNames
from onrecord.ledger import Ledger, Role
from onrecord.records import Finding
from onrecord.settings import Settings

WIRE = """Mill burns in Ostvale

OSTVALE, March 5, 2031 (Vale Wire) - The clinic in Ostvale said on Wednesday that 14 people had been killed and 31 wounded
when the mill burned. Anna Berg-Holt, who lost her brother there, told Vale Wire that soldiers had set the fire. The Upland army
denied setting the fire and said its men were not in the town.

Ms Holt spoke from the school of Nether Ostvale. ANNA BERG HOLT is not on any list.
"""

PAGE = """<html><head><title>Two accounts of the mill</title></head><body><article><h1>Two accounts of the mill</h1>
<p>Published 6 March 2031. The Upland army said on Thursday that nine people died in the mill at Ostvale.</p>
<p>The clinic in Ostvale said that 14 people had been killed there.</p><img src="mill.jpg"><script>alert(1)</script>
<p>Neither number could be checked by the Lowland Courier, which has nobody in the town.</p></article></body></html>
"""

HOSTILE = (
    "Report <script>alert(1)</script>\n\nVALE, March 7, 2031 (Vale Wire) - The clinic said that 5 people were hurt \u202edrawkcab\u202c and"
    ' "<img src=x onerror=alert(2)>" was written on a wall. {{ 7*7 }} \x07\n'
)


@dataclass
class Clock:
    """Goes on by a second each time it is asked."""

    now: datetime = field(default_factory=lambda: datetime(2031, 3, 8, 12, 0, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Desk:
    """A case with its reports, and where dossiers are put."""

    folder: Path

    @property
    def case(self) -> Path:
        return self.folder / "case"

    def opened(self) -> Ledger:
        return Ledger.open(self.case, create=True, clock=Clock())

    def export(self, *names: str, out: str = "dossier.wacz", **options: Any) -> Path:
        with self.opened() as ledger:
            flow.export_dossier(ledger, names, self.folder / out, **options)
        return self.folder / out

    def note(self, role: Role, about: str, **fields: str) -> None:
        """A person's note on a report."""
        with self.opened() as ledger:
            flow.add_note(ledger, fields, by="N. Noter", report=about, role=role)


def begin(folder: Path) -> Desk:
    """A case with three reports, read by rules alone, which takes no time."""
    reports = folder / "reports"
    reports.mkdir(parents=True)
    (reports / "wire.txt").write_text(WIRE, encoding="utf-8")
    (reports / "page.html").write_text(PAGE, encoding="utf-8")
    (reports / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    desk = Desk(folder)
    with desk.opened() as ledger:
        sources = [str(reports / name) for name in ("wire.txt", "page.html", "hostile.txt")]
        list(flow.read_sources(sources, ledger=ledger, settings=Settings(reader="rules")))
    return desk


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that each test gets a copy of."""
    folder = tmp_path_factory.mktemp("begun")
    begin(folder)
    return folder


@pytest.fixture
def desk(begun: Path, tmp_path: Path) -> Desk:
    shutil.copytree(begun, tmp_path / "desk", copy_function=shutil.copy2)
    return Desk(tmp_path / "desk")


@pytest.fixture(scope="session")
def small(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of one report, never altered; tests copy it."""
    folder = tmp_path_factory.mktemp("small") / "desk"
    shutil.copytree(begun, folder)
    return Desk(folder).export("page.html")


@pytest.fixture(scope="session")
def lone() -> Callable[[Path], int]:
    """The lone verifier's exit code for a path."""
    import onrecord.export  # noqa: PLC0415

    program = runpy.run_path(str(Path(onrecord.export.__file__).with_name("verify.py")), run_name="lone")

    def check(path: Path, *options: str) -> int:
        return int(program["main"]([str(path), "--json", *options]))

    return check


@pytest.fixture
def silent(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """What the lone verifier prints is not looked at."""
    yield
    capsys.readouterr()


def assess(ledger: Ledger, about: str, *, reason: str) -> None:
    """One person proposes a word for a record, another agrees."""
    proposed = review.propose(ledger, about, word="corroborated", by="Ana Reyes", reason=reason)
    assert proposed.id is not None
    review.decide(ledger, proposed.id, agrees=True, by="Ben Osei", reason=reason)


def notice_and_dismiss(ledger: Ledger, *, reason: str) -> None:
    """A finding on the report ``wire.txt``, which a person dismisses."""
    noticed = Finding(id="x1", rule="figure-without-source", records=("f1",), sentence="Nobody is named for the 14.")
    ledger.append_findings(ledger.view.reading_id("wire.txt"), (noticed,))
    review.dismiss(ledger, "wire.txt/x1", by="Ana Reyes", reason=reason)


def assert_blacked_out(name: str, text: str) -> None:
    """A name is found in a text and blacked out, letter for letter, and is not found any more."""
    names = ProtectedNames([name])
    black = names.blacked_out(text)
    assert black != text
    assert len(black) == len(text)
    assert not names.stand_in(black)
