"""Backups and restorations that are stopped, or that something happens to meanwhile: what is there holds, and the next run finishes it."""

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.test_backup_originals import codes, reports

from onrecord.errors import BrokenIntegrity, OnRecordError, WrongUse
from onrecord.ledger import Ledger, NewKey, View, back_up, blanking, restore, restoring, rotating, verify
from onrecord.ledger import backup as backing_up
from onrecord.ledger.index import sqlite
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.places import SETTINGS, Places
from onrecord.ledger.stream import Stream

NAME = "Ilva Tarn"


def keep(ledger: Ledger, make, number: int) -> None:
    said = f", among them {NAME}" if number == 2 else ""
    document = make.document(number, text=f"On day {number} the clinic said that {number + 2} people were hurt{said}.")
    assert document.capture is not None
    ledger.keep(document.capture, document.text.encode())
    ledger.append_reading(document, make.reading(document))


@pytest.fixture
def asked(open_ledger: Callable[[], Ledger], make) -> str:
    """A case with three reports, closed; the request that the second be erased."""
    with open_ledger() as ledger:
        for number in (1, 2, 3):
            keep(ledger, make, number)
        return ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").request


def erase(case: Path, request: str, *, forget: bool = False) -> None:
    with Ledger.open(case, create=False) as ledger:
        ledger.append_erasure(request, by="Ben Osei", forget=forget)
    Ledger.open(case, create=False).close()


def holding(folder: Path, words: str) -> list[str]:
    """Files in a folder that hold some words."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def stopped(monkeypatch: pytest.MonkeyPatch, where: object, name: str, doing: Callable[[], object]) -> None:
    """Do it, and stop it where this is called."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(where, name, stop)
        doing()


def test_what_a_stopped_backup_did_not_blank_is_blanked_by_the_next(asked: str, case: Path, tmp_path: Path, monkeypatch):
    backup = tmp_path / "backup"
    back_up(case, backup)
    erase(case, asked)
    stopped(monkeypatch, Stream, "blank", lambda: back_up(case, backup))
    assert holding(backup, NAME)
    assert codes(backup) <= {"record.erased", "erasure.unfinished"}, "it can be put back at every moment"
    restore(backup, tmp_path / "again")
    assert reports(tmp_path / "again") == ["report-1", "report-3"]
    assert holding(tmp_path / "again", NAME) == [], "what the log says was erased is not put back"
    assert codes(tmp_path / "again") == {"record.erased"}
    back_up(case, backup)
    assert holding(backup, NAME) == []
    assert codes(backup) == {"record.erased"}


def test_an_original_whose_copying_was_cut_off_does_not_outlive_its_erasure(asked: str, case: Path, tmp_path: Path, monkeypatch):
    backup = tmp_path / "backup"
    stopped(monkeypatch, os, "fchmod", lambda: back_up(case, backup))
    (backup / "db" / "unfinished" / "original").write_text(NAME)
    erase(case, asked)
    back_up(case, backup)
    assert holding(backup, NAME) == []


def left_of(folder: Path, original: Path) -> list[str]:
    """What a folder still has of the report that was erased: its words, its original, the hash of that."""
    named = [str(path) for path in folder.rglob(original.name)]
    return [*holding(folder, NAME), *holding(folder, original.name), *named]


@pytest.fixture
def original(asked: str, case: Path) -> Path:
    """Where the original lies that the request takes away."""
    (found,) = (path for path in (case / "blobs").rglob("*") if path.is_file() and NAME.encode() in path.read_bytes())
    return found


STEPS = [
    (backing_up, "_originals"),
    (backing_up._Copying, "_copy_log"),
    (backing_up._Copying, "_blank"),
    (backing_up, "finish_change"),
]
"""Of a backup, from its first look at the case to its last."""


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("step", STEPS, ids=[name for _, name in STEPS])
def test_what_is_erased_while_a_backup_is_made_is_not_in_it(  # noqa: PLR0917
    asked: str, original: Path, case: Path, tmp_path: Path, monkeypatch, step: tuple[Any, str], before: bool, forget: bool
):
    backup, real, done = tmp_path / "backup", getattr(*step), []
    if before:
        back_up(case, backup)
        assert left_of(backup, original)

    def meanwhile(*given: Any) -> Any:
        if not done:
            done.append(erase(case, asked, forget=forget))
        return real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(*step, meanwhile)
        made = back_up(case, backup)
    assert (made.originals, made.missing) == (2, ())
    assert_is_without(backup, original, forget=forget)


@pytest.mark.parametrize("forget", [False, True])
@pytest.mark.parametrize("stop", [(Stream, "blank"), (blanking, "rebuild")], ids=["before its lines", "before its index"])
def test_a_backup_made_while_an_erasure_is_stopped_holds_nothing_of_it(  # noqa: PLR0917
    asked: str, original: Path, case: Path, tmp_path: Path, monkeypatch, stop: tuple[object, str], forget: bool
):
    stopped(monkeypatch, *stop, lambda: erase(case, asked, forget=forget))
    back_up(case, tmp_path / "backup")
    assert_is_without(tmp_path / "backup", original, forget=forget)


def assert_is_without(backup: Path, original: Path, *, forget: bool) -> None:
    """A backup has nothing of the report that was erased, and can be put back. An entry names the original, unless that is forgotten."""
    assert codes(backup) == {"record.erased"}
    assert left_of(backup, original) == ([] if forget else ["records/000000.jsonl"])
    assert holding(backup, NAME) == []
    restore(backup, backup.with_name("again"))
    assert reports(backup.with_name("again")) == ["report-1", "report-3"]


def test_a_note_that_is_erased_while_the_log_is_copied_is_not_in_the_backup(asked: str, case: Path, tmp_path: Path, monkeypatch):
    """Of it no original is missed."""
    with Ledger.open(case, create=False) as ledger:
        note = ledger.append_note({"name": "Olga Moss"}, by="Ana Reyes", role="witness")
        request = ledger.ask_erasure([note], "safety", by="Ana Reyes").request
    real, done = backing_up._Copying._blank, []

    def meanwhile(copying: Any) -> None:
        if not done:
            done.append(erase(case, request))
        real(copying)

    monkeypatch.setattr(backing_up._Copying, "_blank", meanwhile)
    back_up(case, tmp_path / "backup")
    assert codes(tmp_path / "backup") == {"record.erased"}
    assert holding(tmp_path / "backup", 'record":{"_sd') == []


@pytest.mark.sqlite
def test_a_reader_that_opens_the_index_just_when_another_takes_its_place_reads_that(asked: str, case: Path, monkeypatch):
    real, done = sqlite.check_current, []

    def meanwhile(connection: Any) -> None:
        if not done:
            done.append(erase(case, asked))
        real(connection)

    with View.open(case) as one, monkeypatch.context() as patch:
        assert len(list(one.readings())) == 3
        patch.setattr(sqlite, "check_current", meanwhile)
        with View.open(case) as other:
            assert [reading.id for reading in other.readings()] == ["report-1", "report-3"]


@pytest.mark.parametrize("before", [True, False])
def test_a_backup_made_while_the_key_is_changed_has_the_key_of_its_log(asked: str, case: Path, tmp_path: Path, monkeypatch, before: bool):
    backup = tmp_path / "backup"
    if before:
        back_up(case, backup)
    real, done = backing_up._originals, []

    def meanwhile(*given: Any) -> Any:
        if not done:
            with Ledger.open(case, create=False) as ledger:
                done.append(ledger.rotate_key(NewKey()))
        return real(*given)

    monkeypatch.setattr(backing_up, "_originals", meanwhile)
    back_up(case, backup)
    assert codes(backup) == set()
    assert (backup / "keys" / "log.vkey").read_text().split() == [done[0].new]
    assert sorted(file.name for file in (backup / "keys").iterdir()) == ["log.key", "log.vkey"]
    restore(backup, tmp_path / "again")
    Ledger.open(tmp_path / "again", create=False).close()


@pytest.mark.parametrize("where", ["_copy_log", "_blank"])
def test_a_backup_stopped_after_the_key_was_changed_can_be_put_back(asked: str, case: Path, tmp_path: Path, monkeypatch, where: str):
    backup = tmp_path / "backup"
    back_up(case, backup)
    with Ledger.open(case, create=False) as ledger:
        ledger.rotate_key(NewKey())
    stopped(monkeypatch, backing_up._Copying, where, lambda: back_up(case, backup))
    assert codes(backup) == set()
    restore(backup, tmp_path / "again")
    Ledger.open(tmp_path / "again", create=False).close()


@pytest.mark.parametrize("where", ["write_public", "write_private"])
def test_a_backup_stopped_while_it_puts_the_new_key_beside_the_former_can_be_put_back(
    asked: str, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
):
    backup = tmp_path / "backup"
    back_up(case, backup)
    with Ledger.open(case, create=False) as ledger:
        ledger.rotate_key(NewKey())
    stopped(monkeypatch, backing_up, where, lambda: back_up(case, backup))
    assert codes(backup) == set()
    restore(backup, tmp_path / "again")
    Ledger.open(tmp_path / "again", create=False).close()


def test_the_new_key_is_copied_where_its_change_was_stopped(asked: str, case: Path, tmp_path: Path, monkeypatch):
    with Ledger.open(case, create=False) as ledger:
        stopped(monkeypatch, rotating, "finish_change", lambda: ledger.rotate_key(NewKey()))
    assert (case / "keys" / "log.key.next").exists()
    back_up(case, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again")
    Ledger.open(tmp_path / "again", create=False).close()


def test_a_record_altered_in_the_index_stops_the_backup_and_is_named(asked: str, case: Path, index, make, tmp_path: Path):
    backup = tmp_path / "backup"
    made = back_up(case, backup)
    with Ledger.open(case, create=False) as ledger:
        keep(ledger, make, 4)
    number, *_ = next(row for row in reversed(index.contents(case)["record"]) if row[2] == "reading")
    index.alter(case, number, b'"max":3', b'"max":9')
    with pytest.raises(BrokenIntegrity, match=f"Record {number} was altered in the index"):
        back_up(case, backup)
    verdict = verify(backup)
    assert (verdict.verdict, verdict.size) == ("intact", made.size)
    with pytest.raises(BrokenIntegrity, match=f"Record {number} was altered"):
        back_up(case, tmp_path / "new")
    assert not (tmp_path / "new" / "log" / "checkpoint").exists()


@pytest.mark.parametrize(
    ("lacking", "word"),
    [("keys/log.key", "private key"), ("keys/log.vkey", "log.vkey"), ("blobs", "sha256")],
    ids=["key", "public", "blobs"],
)
def test_what_the_case_lacks_is_not_said_of_the_backup(asked: str, case: Path, tmp_path: Path, lacking: str, word: str):
    back_up(case, tmp_path / "backup")
    (case / lacking).rename(case / "elsewhere")
    with pytest.raises(BrokenIntegrity, match=f"{case}.*{word}|private key {case}") as caught:
        back_up(case, tmp_path / "backup")
    assert "could not be written" not in caught.value.message


def test_a_file_that_cannot_be_read_is_named_as_that_of_the_case(asked: str, case: Path, tmp_path: Path, monkeypatch):
    real = Path.iterdir

    def fails(path: Path) -> Any:
        if path == case / "blobs" / "sha256":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return real(path)

    monkeypatch.setattr(Path, "iterdir", fails)
    with pytest.raises(OnRecordError, match=f"The case {case} could not be read: Input/output error"):
        back_up(case, tmp_path / "backup")


def test_what_cannot_be_written_is_named_as_the_backup(asked: str, case: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OnRecordError, match=r"The backup .*file.* could not be"):
        back_up(case, tmp_path / "file" / "below")


def test_private_keys_and_names_are_never_open_to_others(asked: str, case: Path, tmp_path: Path, monkeypatch):
    """Every mode that a file with them ever has, seen at each step of the copying."""
    seen: list[tuple[str, int]] = []

    def looking(real: Callable[..., Any]) -> Callable[..., Any]:
        def looked(*given: Any, **named: Any) -> Any:
            done = real(*given, **named)
            for above in (tmp_path / "backup", tmp_path / "again", tmp_path / ".again.restoring"):
                for pattern in ("keys/log.key*", "people.json*", "db/unfinished/.log.key*", "db/unfinished/.people.json*"):
                    seen.extend((file.name, stat.S_IMODE(file.stat().st_mode)) for file in above.glob(pattern))
            return done

        return looked

    for name in ("open", "fsync", "fchmod", "chmod", "rename"):
        monkeypatch.setattr(os, name, looking(getattr(os, name)))
    monkeypatch.setattr(shutil, "copyfile", looking(shutil.copyfile))
    monkeypatch.setattr(shutil, "copystat", looking(shutil.copystat))
    (case / "people.json").chmod(0o644)
    back_up(case, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again")
    assert {"log.key", "people.json"} <= {name for name, _ in seen}
    assert {mode for _, mode in seen} == {0o600}


@pytest.mark.parametrize("where", ["_copy_tree", "_erase_again", "verify", "replace_file"])
def test_a_restoration_that_fails_leaves_nothing_and_can_be_done_again(asked: str, case: Path, tmp_path: Path, monkeypatch, where: str):
    back_up(case, tmp_path / "backup")
    real = getattr(restoring, where)

    def full(*given: Any, **named: Any) -> Any:
        if where != "verify" or given[0] != tmp_path / "backup":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*given, **named)

    with monkeypatch.context() as patch, pytest.raises(OnRecordError, match=r"could not be written: No space left"):
        patch.setattr(restoring, where, full)
        restore(tmp_path / "backup", tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "case"]
    (tmp_path / "again").mkdir()
    restore(tmp_path / "backup", tmp_path / "again")
    assert reports(tmp_path / "again") == ["report-1", "report-2", "report-3"]


def test_what_a_killed_restoration_left_is_cleared_by_the_next(asked: str, case: Path, tmp_path: Path, monkeypatch):
    back_up(case, tmp_path / "backup")
    left, rename = tmp_path / ".again.restoring", Path.rename

    def killed(path: Path, place: Path) -> Path:
        if path == left:
            raise KeyboardInterrupt
        return rename(path, place)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            restore(tmp_path / "backup", tmp_path / "again")
    assert (left / "keys" / "log.key").exists()
    (left / "records" / "000009.jsonl").write_text("half")
    assert not (tmp_path / "again").exists()
    lock = WriterLock(left / "db" / "restoring.lock")
    with pytest.raises(WrongUse, match="Another process is restoring"):
        restore(tmp_path / "backup", tmp_path / "again")
    assert (left / "records" / "000009.jsonl").exists()
    lock.release()
    restore(tmp_path / "backup", tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "backup", "case"]
    assert reports(tmp_path / "again") == ["report-1", "report-2", "report-3"]
    assert not (tmp_path / "again" / "db" / "restoring.lock").exists()


def test_a_link_in_the_place_of_what_was_left_leads_nowhere(asked: str, case: Path, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "diary.txt").write_text("precious")
    left = tmp_path / ".again.restoring"
    left.symlink_to(elsewhere)
    restore(tmp_path / "backup", tmp_path / "again")
    shutil.rmtree(tmp_path / "again")
    left.mkdir()
    (left / "blobs").symlink_to(elsewhere)
    os.mkfifo(left / "log.tmp")
    restore(tmp_path / "backup", tmp_path / "again")
    assert reports(tmp_path / "again") == ["report-1", "report-2", "report-3"]
    assert (elsewhere / "diary.txt").read_text() == "precious"


def test_the_log_says_that_it_was_put_back_whoever_opens_it_first(asked: str, case: Path, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    size = verify(tmp_path / "backup").size
    restore(tmp_path / "backup", tmp_path / "again")
    for _ in range(2):
        with Ledger.open(tmp_path / "again", create=False) as ledger:
            said = [entry.sequence for entry in ledger.view.entries() if entry.type == "restore"]
        assert said == [size]
    assert not Places(tmp_path / "again").restored.exists()


def test_a_backup_stopped_before_it_held_anything_does_not_stand_in_the_way(asked: str, case: Path, tmp_path: Path, monkeypatch):
    backup = tmp_path / "backup"
    stopped(monkeypatch, backing_up, "WriterLock", lambda: back_up(case, backup))
    assert any(backup.iterdir())
    back_up(case, backup)
    assert (backup / SETTINGS).exists()


@pytest.mark.parametrize("share", range(12))
def test_a_first_backup_stopped_at_any_sync_is_finished_by_the_next(asked: str, case: Path, tmp_path: Path, monkeypatch, share: int):
    real, syncs = os.fsync, []

    def sync(descriptor: int) -> None:
        syncs.append(descriptor)
        if len(syncs) == limit:
            raise KeyboardInterrupt
        real(descriptor)

    limit = 0
    monkeypatch.setattr(os, "fsync", sync)
    back_up(case, tmp_path / "whole")
    limit = 1 + len(syncs) * share // 12
    syncs.clear()
    with pytest.raises(KeyboardInterrupt):
        back_up(case, tmp_path / "backup")
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, codes(tmp_path / "backup")) == (3, set())
    assert list((tmp_path / "backup" / "db" / "unfinished").iterdir()) == []
