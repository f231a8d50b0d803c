"""The log's files: written whole or as they were, read back, tidied; a stop between any two steps is finished by the next process."""

from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity, OnRecordError
from onrecord.ledger import Ledger
from onrecord.ledger.tlog.tiles import needed
from onrecord.records import Issue


def add_issues(ledger: Ledger, numbers: range) -> None:
    """Entries that cost little: one for each."""
    for number in numbers:
        ledger.append_issue(Issue(code="file.binary", outcome="quarantined", where=f"{number}.png", message="no text"))


def names(case: Path) -> set[str]:
    return {path.relative_to(case / "log").as_posix() for path in (case / "log").rglob("*") if path.is_file()}


def wanted(size: int) -> set[str]:
    """The files of a log of this size, small enough for two levels of tiles."""
    full = {f"tile/{level}/{number:03d}" for number in range(size // 256) for level in ("0", "entries")}
    partial = {f"tile/{level}/{number:03d}.p/{width}" for level, number, width in needed(size)}
    return {"checkpoint"} | full | partial | {name.replace("tile/0", "tile/entries") for name in partial if name.startswith("tile/0")}


def test_tiles_that_a_stop_left_behind_are_removed(open_ledger, case: Path):
    open_ledger().close()
    for name in ("tile/0/000.p/9", "tile/entries/000.p/9", "tile/1/003.p/200"):
        (case / "log" / name).parent.mkdir(parents=True, exist_ok=True)
        (case / "log" / name).write_bytes(b"half")
    with open_ledger() as ledger:
        assert ledger.repairs == ()
    assert names(case) == wanted(1)
    assert not (case / "log" / "tile" / "1" / "003.p").exists()


@pytest.mark.parametrize("name", ["tile/entries", "tile/0"])
def test_a_disk_that_gives_back_other_bytes_is_noticed_before_the_checkpoint_is_replaced(
    open_ledger, case: Path, kept, monkeypatch: pytest.MonkeyPatch, name: str
):
    ledger = open_ledger()
    before = (case / "log" / "checkpoint").read_bytes()
    add_issues(ledger, range(3))
    read = Path.read_bytes

    def lying(path: Path) -> bytes:
        data = read(path)
        return data[:-1] + bytes([data[-1] ^ 1]) if f"{name}/000.p/4" in str(path) else data

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lying)
        with pytest.raises(BrokenIntegrity, match="was read back other than it was written"):
            ledger.publish()
        with pytest.raises(BrokenIntegrity):  # nothing more is written by this process
            add_issues(ledger, range(3, 4))
    assert (case / "log" / "checkpoint").read_bytes() == before
    ledger.close()
    open_ledger().close()
    assert kept.size == 4
    assert verify(case).exit == 0


def test_an_entry_that_would_be_too_long_for_the_log_is_refused_and_nothing_is_half_done(ledger, make, kept):
    document = make.document()
    reading = make.reading(document)
    long = make.reading(document, reader=reading.reader.__class__(name="n" * 70_000, version="1", settings={}))
    with pytest.raises(OnRecordError, match=r"at most 65,535 fit into the log"):
        ledger.append_reading(document, long)
    ledger.append_reading(document, reading)
    ledger.publish()
    assert [entry.type for entry in ledger.view.entries()] == ["begin", "document", "reading", "finding"]
    assert kept.size == 4


def test_more_remarks_on_a_report_than_an_entry_can_name_stand_in_several(ledger, make, kept):
    issues = tuple(Issue(code="text.control", outcome="recorded", where=f"character {number}", message="m") for number in range(2_500))
    document = make.document(issues=issues)
    ledger.append_reading(document, make.reading(document, issues=issues))
    ledger.publish()
    assert len(list(ledger.view.issues())) == 2_500
    assert max(len(entry) for entry in kept.entries()) <= 65_535
    assert [entry.type for entry in ledger.view.entries()].count("issue") == 3
