"""After a stop at any point, opening finishes or drops; after any alteration, it says where."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import BrokenIntegrity, WrongUse
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.stream import Stream
from onrecord.settings import CASE_NAMES

REPORTS = 4


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with a few reports, an original and an issue."""
    with open_ledger() as ledger:
        for number in range(REPORTS):
            document = make.document(number, id=f"Bericht №{number}")
            ledger.keep(document.capture, document.text.encode())
            ledger.append_reading(document, make.reading(document, findings=number % 3))
    return case


def log_of(case: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((case / "log").glob("*.jsonl"))}


def drop_index(case: Path) -> None:
    for path in (case / "db").glob("index*"):
        path.unlink()


def readings(case: Path) -> list[str]:
    with View.open(case) as view:
        return [reading.id for reading in view.readings()]


def test_the_index_is_made_again_from_the_log_alone(full: Path, open_ledger):
    with View.open(full) as view:
        before = list(view.readings()), list(view.findings()), list(view.entries())
    log = log_of(full)
    drop_index(full)
    with open_ledger() as ledger:
        assert (list(ledger.view.readings()), list(ledger.view.findings()), list(ledger.view.entries())) == before
        assert ledger.repairs == ("The index was filled from the log, from entry 0 on.",)
    assert log_of(full) == log


def test_reindex_counts_the_entries_and_keeps_everything(full: Path):
    with View.open(full) as view:
        before = list(view.readings()), list(view.entries())
    assert reindex(full).entries == len(before[1])
    with View.open(full) as view:
        assert (list(view.readings()), list(view.entries())) == before


def test_reindex_replaces_a_damaged_index(full: Path, index):
    index.spoil(full)
    assert reindex(full).entries > 0
    assert len(readings(full)) == REPORTS


def test_reindex_publishes_first_what_the_log_has_not(full: Path):
    whole = log_of(full)
    for name in whole:
        (full / "log" / name).write_bytes(b"".join(whole[name].splitlines(keepends=True)[:2]))
    reindex(full)
    assert log_of(full) == whole
    assert len(readings(full)) == REPORTS


def test_reindex_waits_for_no_writer(full: Path, open_ledger):
    ledger = open_ledger()
    with pytest.raises(WrongUse, match="Another process"):
        reindex(full)
    ledger.close()


def test_a_log_cut_anywhere_is_completed_from_the_index(full: Path, open_ledger, tmp_path: Path):
    """The machine stopped while the log was being published: records first, then entries."""
    whole = log_of(full)
    aside = tmp_path / "aside"
    full.rename(aside)
    for name, data in whole.items():
        for keep in {*range(0, len(data), 389), len(data) - 1, 0}:
            shutil.copytree(aside, full)
            (full / "log" / name).write_bytes(data[:keep])
            if name.startswith("records"):  # entries are written only after their records
                (full / "log" / "entries-000000.jsonl").unlink()
            open_ledger().close()
            assert log_of(full) == whole, (name, keep)
            shutil.rmtree(full)


@pytest.mark.parametrize("entries", range(0, 12, 3))
def test_with_the_index_lost_as_well_whole_entries_are_kept_and_the_rest_dropped(full: Path, open_ledger, entries: int):
    whole = log_of(full)["entries-000000.jsonl"].splitlines(keepends=True)
    (full / "log" / "entries-000000.jsonl").write_bytes(b"".join(whole[:entries]) + whole[entries][:20])
    drop_index(full)
    with open_ledger() as ledger:
        assert len(list(ledger.view.entries())) == entries
        assert ledger.repairs
    assert log_of(full)["entries-000000.jsonl"] == b"".join(whole[:entries])
    named = {name for line in whole[:entries] for name in json.loads(line)["generated"]}
    assert {json.loads(line)["id"] for line in log_of(full)["records-000000.jsonl"].splitlines()} == named


def test_after_a_loss_a_second_run_appends_only_the_rest(full: Path, open_ledger, make):
    whole = log_of(full)["entries-000000.jsonl"].splitlines(keepends=True)
    (full / "log" / "entries-000000.jsonl").write_bytes(b"".join(whole[:6]))
    drop_index(full)
    with open_ledger() as ledger:
        again = 0
        for number in range(REPORTS):
            document = make.document(number, id=f"Bericht №{number}")
            ledger.keep(document.capture, document.text.encode())
            if ledger.view.reading_of(document) is None:
                ledger.append_reading(document, make.reading(document, findings=number % 3))
                again += 1
    assert 0 < again < REPORTS
    assert sorted(readings(full)) == [f"Bericht №{number}" for number in range(REPORTS)]


def test_any_changed_byte_of_a_record_is_found_and_located(full: Path, tmp_path: Path):
    name, data = "records-000000.jsonl", log_of(full)["records-000000.jsonl"]
    for position in range(0, len(data), 131):
        altered = bytearray(data)
        altered[position] ^= 1
        (full / "log" / name).write_bytes(bytes(altered))
        with pytest.raises(BrokenIntegrity) as caught:
            rebuild(full, tmp_path)
        line = data[:position].count(b"\n") + 1
        assert f"{name}, line {line}" in caught.value.message, (position, caught.value.message)
    (full / "log" / name).write_bytes(data)
    rebuild(full, tmp_path)


def test_entries_taken_out_swapped_or_doubled_are_found(full: Path, tmp_path: Path):
    name, lines = "entries-000000.jsonl", log_of(full)["entries-000000.jsonl"].splitlines(keepends=True)
    attacks = {
        "taken out": lines[:3] + lines[4:],
        "swapped": [lines[1], lines[0], *lines[2:]],
        "doubled": [*lines[:3], lines[2], *lines[3:]],
        "other record": [lines[0].replace(json.loads(lines[0])["generated"][0].encode(), b"0" * 64), *lines[1:]],
    }
    for attack, altered in attacks.items():
        (full / "log" / name).write_bytes(b"".join(altered))
        with pytest.raises(BrokenIntegrity):
            rebuild(full, tmp_path)
            pytest.fail(attack)


@pytest.mark.parametrize(
    ("name", "alter", "told"),
    [
        ("entries", lambda lines: [*lines[:2], *lines[3:]], "line 3 is entry 3 where entry 2 should stand; an entry is missing"),
        ("records", lambda lines: [*lines[:2], *lines[3:]], "line 3 is record 3 where record 2 should stand; a record is missing"),
        ("entries", lambda lines: [*lines[:3], *lines[2:]], "line 4 is entry 2 where entry 3 should stand; a line was put in"),
        ("entries", lambda lines: [lines[0].replace(b":", b": ", 1), *lines[1:]], "line 1 is no entry in its canonical form"),
        ("entries", lambda lines: [*lines, b"junk\n"], "is no entry: JSON is malformed"),
        ("records", lambda lines: [*lines[:2], b"junk\n", *lines[3:]], "line 3 was altered"),
        ("records", lambda lines: lines[:-1], "the log has the end in its place"),
    ],
)
def test_a_log_that_is_not_as_it_was_written_is_said_with_what_to_do(
    full: Path, name: str, alter: Callable[[list[bytes]], list[bytes]], told: str
):
    path = full / "log" / f"{name}-000000.jsonl"
    path.write_bytes(b"".join(alter(path.read_bytes().splitlines(keepends=True))))
    drop_index(full)
    with pytest.raises(BrokenIntegrity) as caught:
        reindex(full)
    assert told in caught.value.message
    assert "from a backup" in (caught.value.hint or "")


def test_what_is_put_aside_is_not_destroyed(full: Path, open_ledger):
    entries = full / "log" / "entries-000000.jsonl"
    whole = log_of(full)
    entries.unlink()
    drop_index(full)
    with open_ledger() as ledger:
        assert any("put aside" in repair for repair in ledger.repairs)
    assert (full / "log" / "left-over.bin").read_bytes() == whole["records-000000.jsonl"]


def rebuild(case: Path, tmp_path: Path) -> None:
    """Make the index of a copy that has lost its own."""
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(case, copy)
    drop_index(copy)
    reindex(copy)


@pytest.mark.parametrize("emptied", [False, True], ids=["removed", "emptied"])
def test_without_log_and_index_there_is_nothing_to_make_an_index_from(full: Path, open_ledger, emptied: bool):
    for name in log_of(full):
        (full / "log" / name).write_bytes(b"") if emptied else (full / "log" / name).unlink()
    if not emptied:
        (full / "log").rmdir()
    drop_index(full)
    with pytest.raises(BrokenIntegrity, match=rf"the index .* are gone; {REPORTS} originals are kept without any record") as caught:
        reindex(full)
    assert "from a copy" in (caught.value.hint or "")
    assert (full / "log").exists() == emptied
    assert not list((full / "db").glob("index*"))
    with open_ledger() as ledger:  # who reads the reports again is told, and can
        [told] = ledger.repairs
    assert told.startswith(f"{REPORTS} originals are kept without any record")


def test_a_case_whose_folder_of_the_log_is_gone_gets_it_back_from_the_index(full: Path):
    whole = log_of(full)
    shutil.rmtree(full / "log")
    done = reindex(full)
    assert log_of(full) == whole
    [told] = done.repairs
    assert "entries were missing" in told
    assert "from line 1 on" in told


def test_a_case_in_which_nothing_was_kept_yet_can_be_indexed(open_ledger, case: Path):
    open_ledger().close()
    drop_index(case)
    assert (reindex(case).entries, reindex(case).repairs) == (0, ())


def test_a_failed_reindex_leaves_the_index_as_it_was(full: Path, index):
    data = (full / "log" / "records-000000.jsonl").read_bytes()
    (full / "log" / "records-000000.jsonl").write_bytes(data.replace(b"clinic", b"tavern", 1))
    before = index.contents(full)
    with pytest.raises(BrokenIntegrity):
        reindex(full)
    assert index.contents(full) == before


def test_a_log_and_an_index_that_contradict_each_other_stop_everything(full: Path, open_ledger):
    path = full / "log" / "entries-000000.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"v":1', b'"v":2'))
    with pytest.raises(BrokenIntegrity, match="differ") as caught:
        open_ledger()
    assert "reindex" in (caught.value.hint or "")


def test_a_cut_line_that_is_not_the_beginning_of_the_right_one_stops_everything(full: Path, open_ledger):
    path = full / "log" / "entries-000000.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:20].replace(b"a", b"b"))
    with pytest.raises(BrokenIntegrity, match="ends in the middle"):
        open_ledger()


@pytest.mark.parametrize(
    "name", ["entries-abcdef.jsonl", "records-00000a.jsonl", "entries-٠٠٠٠٠١.jsonl", "entries-+00001.jsonl", "notes.txt"]
)
def test_a_stray_file_beside_the_log_is_no_part_of_it(full: Path, open_ledger, name: str):
    (full / "log" / name).write_bytes((full / "log" / "entries-000000.jsonl").read_bytes())
    with open_ledger() as ledger:
        assert ledger.repairs == ()
    drop_index(full)
    assert reindex(full).entries > 0
    assert readings(full) == [f"Bericht №{number}" for number in range(REPORTS)]


@pytest.mark.parametrize("make_it", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_bears_a_name_of_the_log_and_is_no_file_is_said(full: Path, open_ledger, make_it: Callable[[Path], None]):
    make_it(full / "log" / "entries-000001.jsonl")
    with pytest.raises(BrokenIntegrity, match=r"entries-000001\.jsonl is no file"):
        open_ledger()


def test_originals_cut_off_in_copying_are_dropped_on_opening(full: Path, open_ledger):
    (full / "blobs" / "unfinished" / "tmpabc").write_bytes(b"half")
    open_ledger().close()
    assert list((full / "blobs" / "unfinished").iterdir()) == []


def test_a_long_log_is_split_into_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.stream.SEGMENT", 10)
    stream = Stream(tmp_path, "entries")
    lines = [f'{{"n":{number}}}'.encode() for number in range(35)]
    stream.append(0, lines[:7])
    stream.append(7, lines[7:30])
    stream.append(30, lines[30:])
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"entries-{segment:06}.jsonl" for segment in range(4)]
    assert stream.length() == 35
    assert list(stream.lines(8)) == list(enumerate(lines))[8:]
    assert stream.place(31).endswith("entries-000003.jsonl, line 2")


@pytest.mark.parametrize("segment", [1, 3, 5])
def test_everything_holds_over_several_segments(segment: int, full: Path, monkeypatch: pytest.MonkeyPatch, open_ledger, make):
    log = log_of(full)
    monkeypatch.setattr("onrecord.ledger.stream.SEGMENT", segment)
    for path in (full / "log").iterdir():
        path.unlink()
    open_ledger().close()
    assert len(log_of(full)) > len(log)
    drop_index(full)
    reindex(full)
    assert len(readings(full)) == REPORTS
    for name in ("entries", "records"):
        assert b"".join(data for key, data in log_of(full).items() if key.startswith(name)) == log[f"{name}-000000.jsonl"]


def test_a_reindex_that_fails_leaves_nothing_behind(full: Path):
    before = sorted(path.name for path in (full / "db").iterdir())
    data = (full / "log" / "records-000000.jsonl").read_bytes()
    (full / "log" / "records-000000.jsonl").write_bytes(data.replace(b"clinic", b"tavern", 1))
    with pytest.raises(BrokenIntegrity):
        reindex(full)
    assert sorted(path.name for path in (full / "db").iterdir()) == before


def test_everything_a_case_keeps_in_its_folder_is_known_by_name(full: Path):
    """So that reading a folder never takes a case's own files for reports."""
    assert {path.name for path in full.iterdir()} <= CASE_NAMES


def test_lines_are_written_before_they_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.stream.PENDING_BYTES", 100)
    path = tmp_path / "records-000000.jsonl"
    written: list[int] = []

    def lines() -> Iterator[bytes]:
        for _ in range(10):
            written.append(path.stat().st_size if path.exists() else 0)
            yield b"x" * 40

    Stream(tmp_path, "records").append(0, lines())
    assert written == [0, 0, 0, 82, 82, 164, 164, 246, 246, 328]
    assert path.read_bytes() == (b"x" * 40 + b"\n") * 10
