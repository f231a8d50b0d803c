"""One article at several addresses and times: one report with several captures, or versions of it."""

from pathlib import Path

import pytest

from onrecord import flow
from onrecord.ledger import Ledger
from onrecord.records import Document, Part, Reading
from onrecord.settings import Settings

ADDRESS = "https://www.vale-post.example/mill"
FIRST = "The health office in Dalm said that 14 people were killed. The League denied that it had fired."
SECOND = "The health office in Dalm said that 41 people were killed. The League denied that it had fired."


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger.open(tmp_path / "case", create=True) as opened:
        yield opened


def read(ledger: Ledger, name: str, text: str, captured: str | None, url: str = ADDRESS) -> Reading:
    document = Document(id=name, text=text, url=url, part=Part(captured=captured))
    said = flow._read_once(document, ledger, ledger.view.grounds(), Settings(reader="rules"))
    assert isinstance(said, Reading)
    return said


def edits(ledger: Ledger, name: str) -> list[str]:
    return [finding.detail["earlier_captured"] for finding in ledger.view.reading(name).findings if finding.rule == "silent-edit"]


def test_the_same_text_at_several_addresses_is_one_report_with_several_captures(ledger: Ledger):
    read(ledger, "one", FIRST, "2031-03-05T10:00:00Z")
    read(ledger, "two", FIRST, "2031-03-06T10:00:00Z", url="https://m.vale-post.example/mill?utm_source=feed")
    read(ledger, "three", FIRST, "2031-03-07T10:00:00Z", url="https://elsewhere.example/copy")
    assert len(list(ledger.view.readings())) == 1
    assert [entry.type for entry in ledger.view.entries()].count("document") == 3
    assert edits(ledger, "one") == edits(ledger, "two") == []


def test_a_changed_text_is_a_version_and_is_told(ledger: Ledger):
    read(ledger, "one", FIRST, "2031-03-05T10:00:00Z")
    read(ledger, "two", SECOND, "2031-03-06T10:00:00Z", url="http://vale-post.example/mill/")
    assert len(list(ledger.view.readings())) == 2
    assert (edits(ledger, "one"), edits(ledger, "two")) == ([], ["2031-03-05T10:00:00Z"])


def test_the_order_of_reading_makes_no_difference(ledger: Ledger):
    read(ledger, "third", FIRST + " More came later.", "2031-03-07T10:00:00Z")
    read(ledger, "first", FIRST, "2031-03-05T10:00:00Z")
    assert edits(ledger, "third") == ["2031-03-05T10:00:00Z"]
    read(ledger, "second", SECOND, "2031-03-06T10:00:00Z")
    assert edits(ledger, "second") == ["2031-03-05T10:00:00Z"]
    assert edits(ledger, "third") == ["2031-03-06T10:00:00Z"], "it is set beside what stood there just before"
    assert edits(ledger, "first") == []


def test_without_times_the_order_of_reading_counts(ledger: Ledger):
    read(ledger, "one", FIRST, None)
    read(ledger, "two", SECOND, None)
    assert (edits(ledger, "one"), edits(ledger, "two")) == ([], [None])


def test_comparing_again_changes_nothing(ledger: Ledger):
    read(ledger, "one", FIRST, "2031-03-05T10:00:00Z")
    read(ledger, "two", SECOND, "2031-03-06T10:00:00Z")
    assert flow.compare_again(ledger) == 0
    assert edits(ledger, "two") == ["2031-03-05T10:00:00Z"]


def test_a_text_without_an_address_has_no_versions(ledger: Ledger):
    for name, text in (("one", FIRST), ("two", SECOND)):
        flow._read_once(Document(id=name, text=text), ledger, ledger.view.grounds(), Settings(reader="rules"))
    assert edits(ledger, "two") == []
