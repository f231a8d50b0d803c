"""An erasure that its entry says was done and that was stopped midway is told as such, by the log and what still lies there alone."""

import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.lone.making import Making, dossier, small_case, write
from tests.ledger.verify.test_forged import begun

from onrecord import flow
from onrecord.ledger import Ledger, blanking, reindex
from onrecord.records import Capture, Document, Reading, ReportDetails

DATA = b"Four people were killed in Ostrel.\n"
DIGEST = sha256(DATA).hexdigest()
BLOB = f"blobs/sha256/{DIGEST[:2]}/{DIGEST}"
LINE = "records/000000.jsonl, line 2"


def found(path: Path) -> set[tuple[str, str]]:
    return {(one.code, one.place) for one in verify(path).findings}


def erased(*, blanked: bool, removed: bool, later: str = "") -> Making:
    """The record of a capture and its original are erased by entry 2."""
    made = begun()
    made.capture(DATA)
    lines, originals = list(made.lines), dict(made.originals)
    made.erase(1, originals=[DIGEST])
    made.lines[1] = made.lines[1] if blanked else lines[1]
    made.originals |= {} if removed else originals
    if later:
        made.capture(DATA, actor=later)
    return made


def test_one_that_was_finished_is_none(tmp_path: Path) -> None:
    assert found(write(tmp_path / "case", erased(blanked=True, removed=True).files())) == {("record.erased", LINE)}


@pytest.mark.parametrize(
    ("blanked", "removed", "expected"),
    [
        (False, False, {("erasure.unfinished", LINE), ("erasure.unfinished", BLOB)}),
        (True, False, {("erasure.unfinished", BLOB), ("record.erased", LINE)}),
        (False, True, {("erasure.unfinished", LINE), ("original.erased", BLOB)}),
    ],
)
def test_what_still_stands_or_lies(tmp_path: Path, *, blanked: bool, removed: bool, expected: set[tuple[str, str]]) -> None:
    case = write(tmp_path / "case", erased(blanked=blanked, removed=removed).files())
    assert found(case) == expected
    verdict = verify(case)
    assert (verdict.verdict, verdict.exit) == ("incomplete", 4)
    assert all("onrecord reindex" in one.message for one in verdict.findings if one.code == "erasure.unfinished")


def test_an_original_that_was_captured_again_may_lie_there(tmp_path: Path) -> None:
    made = erased(blanked=True, removed=False, later="p-00000001")
    assert found(write(tmp_path / "case", made.files())) == {("record.erased", LINE)}


def test_where_a_later_capture_cannot_be_read_nothing_is_said_of_the_original(tmp_path: Path) -> None:
    files = erased(blanked=True, removed=False, later="p-00000001").files()
    lines = files["records/000000.jsonl"].splitlines(keepends=True)
    files["records/000000.jsonl"] = b"".join((*lines[:-1], b"garbage\n"))
    assert found(write(tmp_path / "case", files)) == {("record.erased", LINE), ("record.malformed", "records/000000.jsonl, line 4")}


def test_a_later_capture_that_was_erased_keeps_no_original(tmp_path: Path) -> None:
    made = erased(blanked=True, removed=False, later="p-00000001")
    made.erase(3)
    lines = {("record.erased", LINE), ("record.erased", "records/000000.jsonl, line 4")}
    assert found(write(tmp_path / "case", made.files())) == lines | {("erasure.unfinished", BLOB)}


def test_an_entry_erases_no_record_of_its_own_or_later(tmp_path: Path) -> None:
    made = begun()
    made.entry("erase", {"originals": []}, used=["0" * 64])
    made.entry("note", {"n": 1})
    made.entries[1] = made.entries[1].replace(b"0" * 64, made.digests[2].encode(), 1)
    assert found(write(tmp_path / "case", made.files())) == set()


@pytest.mark.parametrize("name", ["", "..", "../../log/checkpoint", "x" * 300, "\0", DIGEST[:-1], DIGEST.upper()])
def test_what_is_no_hash_lies_nowhere(tmp_path: Path, name: str) -> None:
    made = begun()
    made.entry("erase", {"originals": [name]}, used=["0" * 64])
    assert found(write(tmp_path / "case", made.files())) == set()


# --- in a dossier ------------------------------------------------------------------------------------------------------------


def put(folder: Path, members: dict[str, bytes]) -> Path:
    (folder / "out.wacz").write_bytes(dossier(members))
    return folder / "out.wacz"


def test_a_dossier_in_which_it_still_stands(tmp_path: Path) -> None:
    path = put(tmp_path, erased(blanked=False, removed=False).members())
    assert found(path) == {("erasure.unfinished", "onrecord/records.jsonl, line 2"), ("erasure.unfinished", f"onrecord/blobs/{DIGEST}")}


def test_a_dossier_that_withholds_it_or_went_out_before(tmp_path: Path) -> None:
    made = erased(blanked=False, removed=True)
    assert found(put(tmp_path, made.members(withheld=[1]))) == set()
    before = begun()
    before.capture(DATA)
    assert found(put(tmp_path, before.members())) == set()
    assert found(put(tmp_path, small_case().members())) == set()


# --- as a stop leaves it -------------------------------------------------------------------------------------------------------


def stopped(case: Path, monkeypatch: pytest.MonkeyPatch, *, forget: bool = False) -> None:
    """A case in which an erasure was stopped before anything of it went, and beside it its index from before."""
    with Ledger.open(case, create=True) as ledger:
        capture = Capture(sha256=DIGEST, size=len(DATA), origin="a.txt", media_type="text/plain")
        document = Document(id="a", text=DATA.decode(), capture=capture)
        ledger.keep(capture, DATA)
        ledger.append_reading(document, Reading(id="a", text=document.text, report=ReportDetails()))
        asked = ledger.ask_erasure([DIGEST], "safety", by="Ana Reyes")
    shutil.copytree(case / "db", case.with_name("db"))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(blanking, "carry_out", stop)
        flow.erase(case, asked.request, by="Ben Osei", forget=forget)


def test_a_stopped_erasure_is_told_until_the_case_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "case"
    stopped(case, monkeypatch)
    assert "erasure.unfinished" in {code for code, _ in found(case)}
    shutil.copytree(case, tmp_path / "other")
    Ledger.open(case, create=False).close()
    assert {code for code, _ in found(case)} == {"record.erased"}
    reindex(tmp_path / "other")
    assert {code for code, _ in found(tmp_path / "other")} == {"record.erased"}


def gone(db: Path, _: Path) -> None:
    shutil.rmtree(db)


def earlier(db: Path, before: Path) -> None:
    shutil.rmtree(db)
    shutil.copytree(before, db)


def altered(db: Path, _: Path) -> None:
    (db / "erasing.json").unlink()
    with sqlite3.connect(db / "index.sqlite") as index:
        index.execute("CREATE VIEW somebody AS SELECT 1")


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("change", [gone, earlier, altered])
def test_what_was_erased_does_not_come_back_where_another_index_is_filled_and_the_note_of_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path, Path], None], *, forget: bool
) -> None:
    case = tmp_path / "case"
    stopped(case, monkeypatch, forget=forget)
    change(case / "db", tmp_path / "db")
    with Ledger.open(case, create=False) as ledger:
        assert list(ledger.view.readings()) == []
        assert any("were erased." in sentence for sentence in ledger.repairs)
    assert {code for code, _ in found(case)} == {"record.erased"}
    assert [path for path in case.rglob("*") if path.is_file() and DATA.strip() in path.read_bytes()] == []


def test_where_the_note_of_it_alone_is_gone_the_index_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "case"
    stopped(case, monkeypatch)
    (case / "db/erasing.json").unlink()
    with Ledger.open(case, create=False) as ledger:
        assert list(ledger.view.readings()) == []
    messages = [one.message for one in verify(case).findings if one.code == "erasure.unfinished"]
    assert messages
    assert all(message.endswith("`onrecord reindex` finishes it.") for message in messages), "opening the case does not, any more"
    reindex(case)
    assert {code for code, _ in found(case)} == {"record.erased"}
