"""``verify --index``: whatever was altered in the index by hand is found, in every table."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, View, verify
from onrecord.ledger.index.tables import METADATA
from onrecord.ledger.places import Places
from onrecord.records import CorrectionRequest, Figure, Finding, Point, Reading, ReferenceSeries


@pytest.fixture
def full(small: Path, tmp_path: Path) -> Path:
    """A case with a row in every table."""
    shutil.copytree(small, tmp_path / "full")
    with Ledger.open(tmp_path / "full", create=False) as ledger:
        (reading,) = ledger.view.readings()
        document = ledger.view.document_of(ledger.view.reading_id("a"))
        figure = Figure(id="f1", measure="killed", min=2, max=2, start=0, end=3, phrase="The")
        finding = Finding(id="x1", rule="figure-without-source", records=("f1",), sentence="One.")
        later = Reading(id="a", text=reading.text, report=reading.report, figures=(figure,), findings=(finding,))
        ledger.append_reading(document, later)
        ledger.append_correction(CorrectionRequest(record="a/f1", set={"group": "people"}), by="Ana Reyes", reason="seen")
        fields = {"measure": "killed", "group": "people", "place": "Vale", "source": "the office", "origin": "a.csv", "column": "n"}
        ledger.append_references([ReferenceSeries(id="one", points=(Point(date="2031-03-05", value=3),), **fields)])
    return tmp_path / "full"


def test_an_index_that_is_as_the_log_gives_it(full: Path) -> None:
    verdict = verify(full, with_index=True)
    assert verdict.findings == ()
    assert verdict.checked.index_rows > verdict.checked.entries + verdict.checked.records
    assert verify(full).checked.index_rows == 0


COMPARED = sorted(set(METADATA.tables) - {"migration", "checkpoint", "compared", "passage", "noted", "matter", "set_beside"})
"""The last four are not made of the log: they say which texts to compare, and nothing of them."""


@pytest.mark.parametrize("table", COMPARED)
def test_a_row_that_is_gone(full: Path, table: str) -> None:
    altered(full, f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert {one.code for one in verify(full, with_index=True).findings} == {"index.differs"}
    assert verify(full).findings == ()


@pytest.mark.parametrize("statement", [
    "UPDATE reading SET current = 1 - current",
    "UPDATE reading SET name = 'b'",
    "UPDATE reading SET findings = NULL",
    "UPDATE reading SET document = document + 1",
    "UPDATE document SET identity = 'other'",
    "UPDATE document SET article = 'https://vale.example/'",
    "UPDATE series SET current = 0",
    "UPDATE review SET identity = 'other'",
    "UPDATE record SET body = CAST(replace(CAST(body AS TEXT), 'Vale', 'Dale') AS BLOB) WHERE type = 'reading'",
    "UPDATE record SET disclosures = NULL",
    "UPDATE record SET erased = 3 WHERE number = 3",
    "UPDATE entry SET type = 'note' WHERE sequence = 2",
    "INSERT INTO series SELECT number + 1000, 'two', 1 FROM series LIMIT 1",
])  # fmt: skip
def test_a_row_that_was_altered_or_put_in(full: Path, statement: str) -> None:
    altered(full, statement)
    findings = verify(full, with_index=True).findings
    assert {one.code for one in findings} == {"index.differs"}
    assert all(one.place.startswith("the index, ") for one in findings)


def test_what_is_not_published_yet_is_no_difference(full: Path) -> None:
    ledger = Ledger.open(full, create=False)
    ledger.append_note({"text": "seen"}, by="Ana Reyes")
    ledger.commit()
    verdict = verify(full, with_index=True)
    assert verdict.findings == ()
    assert "pending" in {one.code for one in verdict.not_shown}
    ledger.close()
    assert "pending" not in {one.code for one in verify(full, with_index=True).not_shown}
    with View.open(full) as view:
        assert len(list(view.notes())) == 1


def altered(case: Path, statement: str) -> None:
    with sqlite3.connect(Places(case).index) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(statement).rowcount
