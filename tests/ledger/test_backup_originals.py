"""Which originals a backup holds: those that records of the log name and that were not erased since, whatever the index says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger, View, back_up, reindex, restore
from onrecord.ledger.entries import KeptErasure
from onrecord.ledger.index import new_record
from onrecord.ledger.index.tables import ENTRY, RECORD
from onrecord.ledger.originals import Originals
from onrecord.ledger.places import Places
from onrecord.records import Capture, canonical


def keep(ledger: Ledger, make, number: int) -> Path:
    document = make.document(number)
    assert document.capture is not None
    ledger.keep(document.capture, document.text.encode())
    ledger.append_reading(document, make.reading(document))
    return ledger.places.blob(document.capture.sha256)


@pytest.fixture
def originals(open_ledger: Callable[[], Ledger], make) -> list[Path]:
    """A case with three reports, closed: where their originals lie."""
    with open_ledger() as ledger:
        return [keep(ledger, make, number) for number in (1, 2, 3)]


def erase(case: Path, *names: str, forget: bool = False) -> None:
    with Ledger.open(case, create=False) as ledger:
        ledger.append_erasure(ledger.ask_erasure(names, "safety", by="Ana Reyes").request, by="Ben Osei", forget=forget)
    Ledger.open(case, create=False).close()


def in_backup(folder: Path) -> set[str]:
    return {path.name for path in Places(folder).blobs.glob("*/*")}


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in verify(folder).findings}


def reports(case: Path) -> list[str]:
    reindex(case)
    with View.open(case) as view:
        return [reading.id for reading in view.readings()]


def test_an_erasure_covers_what_was_captured_before_it() -> None:
    found = Originals()
    once, again, forgotten = ("a" * 64, "b" * 64, "c" * 64)
    for number, digest in enumerate((once, again)):
        found.take("capture", number, canonical(Capture(sha256=digest, size=1, origin="quay.txt", media_type="text/plain")))
    gone = KeptErasure(request="0" * 64, reason="safety", asked_by="p-1", done_by="p-2", originals=(once, again))
    found.take("erase", 2, canonical(gone))
    found.take("capture", 3, canonical(Capture(sha256=again, size=1, origin="mill.txt", media_type="text/plain")))
    assert list(found.expected()) == [again]
    assert [found.is_gone(digest) for digest in (once, again, forgotten)] == [True, False, False]
    found.take("erase", 4, canonical(KeptErasure(request="0" * 64, reason="safety", asked_by="p-1", done_by="p-2", forgotten=1)))
    assert [found.is_gone(digest) for digest in (once, again, forgotten)] == [True, False, True]


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("before", [False, True])
def test_what_came_back_after_an_erasure_is_in_the_backup_and_put_back(  # noqa: PLR0917
    originals: list[Path], case: Path, make, tmp_path: Path, before: bool, forget: bool
):
    backup = tmp_path / "backup"
    if before:
        back_up(case, backup)
    erase(case, "report-2", forget=forget)
    if before:
        back_up(case, backup)
        assert in_backup(backup) == {originals[0].name, originals[2].name}
    with Ledger.open(case, create=False) as ledger:
        keep(ledger, make, 2)
    made = back_up(case, backup)
    assert (made.originals, made.missing) == (3, ())
    assert codes(backup) == {"record.erased"}
    restore(backup, tmp_path / "again")
    assert in_backup(tmp_path / "again") == {path.name for path in originals}
    assert codes(tmp_path / "again") == {"record.erased"}
    assert sorted(reports(tmp_path / "again")) == ["report-1", "report-2", "report-3"]
    assert back_up(case, backup).copied == 0


TWO = b"The harbour office counted 3 people hurt. The port said that 5 people were hurt."


def keep_two_in_one(ledger: Ledger, make) -> None:
    """Two reports that stand in one original."""
    for number in (1, 2):
        document = make.document(number, capture=make.capture(TWO))
        ledger.keep(make.capture(TWO), TWO)
        ledger.append_reading(document, make.reading(document))


def test_bytes_that_came_back_from_the_very_same_place_are_captured_again(open_ledger, case: Path, make, tmp_path: Path):
    """Another report stands in the original, so its first capture was not erased: the same record again would say nothing."""
    capture = make.capture(TWO)
    with open_ledger() as ledger:
        keep_two_in_one(ledger, make)
    erase(case, "report-2")
    assert not Places(case).blob(capture.sha256).exists()
    with open_ledger() as ledger:
        ledger.keep(capture, TWO)
        ledger.keep(capture, TWO)
        assert sum(entry.type == "capture" for entry in ledger.view.entries()) == 2
        document = make.document(2, capture=capture)
        ledger.append_reading(document, make.reading(document))
    made = back_up(case, tmp_path / "backup")
    assert made.originals == 1
    assert codes(tmp_path / "backup") == {"record.erased"}
    restore(tmp_path / "backup", tmp_path / "again")
    assert in_backup(tmp_path / "again") == {capture.sha256}


def test_bytes_that_come_back_through_the_writer_that_erased_them_stay(open_ledger, case: Path, make):
    """Another report stands in the original, so the record of where it was obtained stays, and alone does not say that it is kept again."""
    capture = make.capture(TWO)
    with open_ledger() as ledger:
        keep_two_in_one(ledger, make)
        ledger.append_erasure(ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").request, by="Ben Osei")
        ledger.keep(capture, TWO)
    open_ledger().close()
    assert Places(case).blob(capture.sha256).exists()
    assert codes(case) == {"record.erased"}


@pytest.mark.parametrize("kind", ["erase", "capture"])
def test_a_record_altered_in_the_index_takes_no_original_from_a_backup(originals: list[Path], case: Path, index, tmp_path: Path, kind: str):
    erase(case, "report-2")
    backup = tmp_path / "backup"
    back_up(case, backup)
    named = (originals[1] if kind == "erase" else originals[0]).name.encode()
    row = next(row for row in index.contents(case)["record"] if row[2] == kind and named in row[4])
    index.alter(case, row[0], named, originals[2].name.encode())
    with pytest.raises(BrokenIntegrity, match=f"Record {row[0]} was altered in the index") as caught:
        back_up(case, backup)
    assert "reindex" in (caught.value.hint or "")
    assert in_backup(backup) == {originals[0].name, originals[2].name}
    assert codes(backup) == {"record.erased"}


def test_a_row_under_the_name_of_an_erased_record_blanks_no_other(originals: list[Path], case: Path, index, tmp_path: Path):
    backup = tmp_path / "backup"
    back_up(case, backup)
    erase(case, "report-2")
    rows = index.contents(case)["record"]
    other = next(row for row in rows if row[2] == "reading" and row[-1] is None)
    gone = next(row for row in rows if row[2] == "reading" and row[-1] is not None)
    index.run(case, f"UPDATE record SET digest = '{gone[6]}', erased = {gone[-1]} WHERE number = {other[0]}")
    back_up(case, backup)
    assert codes(backup) == {"record.erased"}


def test_what_the_index_says_was_not_erased_is_erased_in_the_backup(originals: list[Path], case: Path, index, tmp_path: Path):
    backup = tmp_path / "backup"
    back_up(case, backup)
    erase(case, "report-2")
    gone = next(row for row in index.contents(case)["record"] if row[2] == "document" and row[-1] is not None)
    index.run(case, f"UPDATE record SET erased = NULL WHERE number = {gone[0]}")
    assert "On day 2" in (backup / "records" / "000000.jsonl").read_text()
    back_up(case, backup)
    assert "On day 2" not in (backup / "records" / "000000.jsonl").read_text()
    assert codes(backup) == {"record.erased"}


def test_an_erasure_that_only_the_index_has_takes_nothing_and_ends(originals: list[Path], case: Path, index, tmp_path: Path):
    backup = tmp_path / "backup"
    back_up(case, backup)
    kept = KeptErasure(request="0" * 64, reason="safety", asked_by="p-1", done_by="p-2", originals=(originals[0].name,))
    record = new_record("erase", kept)
    store = index.store(case)
    for number in (-3, 5000):
        connection = store.connect_writer()
        try:
            (sequence,) = connection.one(select(ENTRY.c.sequence).limit(1)) or (0,)
            fields = {"number": number, "id": f"{number}", "type": "erase", "sequence": sequence, "body": record.body}
            connection.change(insert(RECORD), fields | {"salt": record.salt, "digest": record.digest})
            connection.commit()
        finally:
            connection.close()
        try:
            back_up(case, backup)
        except BrokenIntegrity as refused:
            assert "was altered" in refused.message
        assert in_backup(backup) == {path.name for path in originals}
        assert codes(backup) == set()


def test_originals_that_the_case_lacks_are_named_and_the_rest_is_backed_up(originals: list[Path], case: Path, tmp_path: Path):
    originals[0].unlink()
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.missing, made.lost) == (2, (originals[0].name,), ())
    assert codes(tmp_path / "backup") == {"original.missing"}
    again = back_up(case, tmp_path / "backup")
    assert again.missing == (originals[0].name,)


def test_an_original_that_only_the_backup_has_is_named_and_stays_there(originals: list[Path], case: Path, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    originals[0].unlink()
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.missing, made.lost) == (3, (), (originals[0].name,))
    assert codes(tmp_path / "backup") == set()


def test_originals_that_were_erased_are_not_missed(originals: list[Path], case: Path, tmp_path: Path):
    erase(case, "report-2")
    erase(case, "report-3", forget=True)
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.missing, made.lost) == (1, (), ())
    assert codes(tmp_path / "backup") == {"record.erased"}


def test_what_no_record_names_is_no_part_of_a_backup(originals: list[Path], case: Path, make, tmp_path: Path):
    """A read was stopped before its entry, a program for files left a note of its own, somebody put something there."""
    text = make.document(4).text.encode()
    unnamed = Places(case).blob(make.capture(text).sha256)
    unnamed.parent.mkdir(exist_ok=True)
    unnamed.write_bytes(text)
    (originals[0].parent / "Thumbs.db").write_text("none of ours")
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.missing) == (3, ())
    assert in_backup(tmp_path / "backup") == {path.name for path in originals}
    assert {one.code for one in verify(case).not_shown} - {one.code for one in verify(tmp_path / "backup").not_shown} == {"unreferenced"}
    with Ledger.open(case, create=False) as ledger:
        assert keep(ledger, make, 4) == unnamed
    assert back_up(case, tmp_path / "backup").copied == 1
