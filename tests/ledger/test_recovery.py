"""After a stop at any point, opening finishes or drops; after any alteration, it says where."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BrokenIntegrity, WrongUse
from onrecord.ledger import Ledger, View, reindex, stream
from onrecord.settings import CASE_NAMES

REPORTS = 4
RECORDS = "records/000000.jsonl"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with a few reports and their originals."""
    with open_ledger() as ledger:
        for number in range(REPORTS):
            document = make.document(number, id=f"Bericht №{number}")
            ledger.keep(document.capture, document.text.encode())
            ledger.append_reading(document, make.reading(document, findings=number % 3))
    return case


def readings(case: Path) -> list[str]:
    with View.open(case) as view:
        return [reading.id for reading in view.readings()]


def test_the_index_is_made_again_from_the_log_alone(full: Path, open_ledger, kept):
    with View.open(full) as view:
        before = list(view.readings()), list(view.findings()), list(view.entries())
    files = kept.files()
    kept.drop_index()
    with open_ledger() as ledger:
        assert (list(ledger.view.readings()), list(ledger.view.findings()), list(ledger.view.entries())) == before
        assert ledger.repairs == ("The index was filled from the log, from entry 0 on.",)
    assert kept.files() == files


def test_reindex_gives_the_same_index_row_for_row(full: Path, index, kept):
    """Salts, digests, checkpoint and projections included."""
    before = index.contents(full)
    assert reindex(full).entries == kept.size
    assert index.contents(full) == before
    index.drop(full)
    assert reindex(full).entries == kept.size
    assert index.contents(full) == before


def test_reindex_replaces_a_damaged_index(full: Path, index, kept):
    index.spoil(full)
    assert reindex(full).entries == kept.size
    assert len(readings(full)) == REPORTS


def test_reindex_publishes_first_what_the_log_has_not(full: Path, kept):
    whole = kept.files()
    kept.cut(2)
    reindex(full)
    assert kept.files() == whole
    assert len(readings(full)) == REPORTS


def test_reindex_waits_for_no_writer(full: Path, open_ledger):
    ledger = open_ledger()
    with pytest.raises(WrongUse, match="Another process"):
        reindex(full)
    ledger.close()


@pytest.mark.parametrize("published", [0, 1, 7])
def test_records_cut_anywhere_while_the_log_was_published_are_completed_from_the_index(full: Path, open_ledger, kept, published: int):
    """The machine stopped while records were written, which come before the entries that name them."""
    whole, data = kept.files(), b"".join(kept.lines())
    kept.cut(published)
    before, least = kept.files(), len(b"".join(kept.lines()))
    for keep in sorted({*range(least, len(data), 389), least + 1, len(data) - 1, len(data)}):
        kept.put_back(before)
        kept.write_lines([data[:keep]])
        with open_ledger() as ledger:
            assert len(ledger.repairs) == 1, keep
        assert kept.files() == whole, keep
    assert not (full / "db" / "left-over.bin").exists()


@pytest.mark.parametrize("entries", [0, 1, 4, 10])
def test_with_the_index_lost_as_well_published_entries_are_kept_and_the_rest_put_aside(full: Path, open_ledger, kept, entries: int):
    """Records that were written before a stop, and nobody names."""
    whole, lines = kept.entries(), kept.lines()
    kept.cut(entries)
    named = len(kept.lines())
    kept.write_lines([*lines[:-1], lines[-1][:20]])
    kept.drop_index()
    with open_ledger() as ledger:
        found = list(ledger.view.entries())
        assert [entry.sequence for entry in found] == list(range(max(entries, 1)))  # without any, the case begins anew
        assert any("without an entry put aside" in repair for repair in ledger.repairs)
    assert kept.entries()[:entries] == whole[:entries]
    assert kept.lines()[:named] == lines[:named]
    assert (full / "db" / "left-over.bin").read_bytes() == b"".join([*lines[named:-1], lines[-1][:20]])


def test_after_a_loss_a_second_run_appends_only_the_rest(full: Path, open_ledger, make, kept):
    kept.cut(7)
    kept.drop_index()
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


@pytest.mark.sqlite
def test_any_changed_byte_of_a_record_is_found_and_located(full: Path, kept):
    data = (full / RECORDS).read_bytes()
    for position in range(0, len(data), 131):
        altered = bytearray(data)
        altered[position] ^= 1
        (full / RECORDS).write_bytes(bytes(altered))
        kept.drop_index()
        with pytest.raises(BrokenIntegrity) as caught:
            reindex(full)
        line = data[:position].count(b"\n") + 1
        assert f"{RECORDS}, line {line}" in caught.value.message, (position, caught.value.message)
    (full / RECORDS).write_bytes(data)
    reindex(full)


@pytest.mark.sqlite
def test_any_changed_byte_of_log_or_key_is_found_before_an_index_is_made_of_it(full: Path, kept, open_ledger):
    """Without its index, a log must speak for itself: the tree binds the entries, the signature the tree."""
    files = {name: data for name, data in kept.files().items() if name.startswith("log/")}
    for name, data in files.items():
        for position in range(0, len(data), 83):
            altered = bytearray(data)
            altered[position] ^= 1
            (full / name).write_bytes(bytes(altered))
            kept.drop_index()
            with pytest.raises(BrokenIntegrity) as caught:
                open_ledger()
            assert str(full / "log") in caught.value.message, (name, position, caught.value.message)
        (full / name).write_bytes(data)
    open_ledger().close()


ATTACKS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "taken out": lambda entries: entries[:3] + entries[4:],
    "swapped": lambda entries: [entries[0], entries[2], entries[1], *entries[3:]],
    "doubled": lambda entries: [*entries[:3], entries[2], *entries[3:]],
    "other record": lambda entries: [entries[0], entries[1].replace(b'"generated":["', b'"generated":["00'), *entries[2:]],
    "junk": lambda entries: [*entries, b"junk"],
    "last taken out": lambda entries: [*entries[:-1], b""],
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.sqlite
def test_entries_altered_by_the_owner_of_the_key_are_found(full: Path, kept, attack: str):
    """A log that was signed anew is not what its records and its numbers say, nor what the index has."""
    kept.sign(ATTACKS[attack](kept.entries()))
    for lost in (False, True):
        if lost:
            kept.drop_index()
        with pytest.raises(BrokenIntegrity):
            reindex(full)


def test_a_bundle_that_was_altered_is_named_and_the_index_not_blamed(full: Path, kept, open_ledger):
    path = full / "log" / "tile" / "entries" / f"000.p/{kept.size}"
    path.write_bytes(path.read_bytes().replace(b'"wall":"2031', b'"wall":"2013', 1))
    before = kept.files()
    for again in (open_ledger, lambda: reindex(full)):
        with pytest.raises(BrokenIntegrity, match="entry 0 in it does not have the hash that its tile gives") as caught:
            again()
        assert str(path) in caught.value.message
        assert "from a backup" in (caught.value.hint or "")
    assert kept.files() == before


@pytest.mark.parametrize(
    ("alter", "told"),
    [
        (lambda lines: [*lines[:2], *lines[3:]], "line 3 holds record 3 where record 2 belongs"),
        (lambda lines: [*lines[:3], *lines[2:]], "line 4 holds record 2 where record 3 belongs"),
        (lambda lines: [*lines[:2], b"junk\n", *lines[3:]], "line 3 was altered"),
        (lambda lines: [*lines[:2], lines[2].replace(b":", b": ", 1), *lines[3:]], "line 3 was altered: it is not written as such a line"),
        (
            lambda lines: [*lines[:2], lines[2].replace(b"clinic", b"tavern"), *lines[3:]],
            "line 3 was altered: record 2 is not what",
        ),
        (lambda lines: lines[:-1], "names a record that is missing at the end of"),
    ],
)
def test_records_that_are_not_as_they_were_written_are_said_with_what_to_do(
    full: Path, kept, alter: Callable[[list[bytes]], list[bytes]], told: str
):
    kept.write_lines(alter(kept.lines()))
    kept.drop_index()
    with pytest.raises(BrokenIntegrity) as caught:
        reindex(full)
    assert told in caught.value.message
    assert "from a backup" in (caught.value.hint or "")


def test_what_is_put_aside_is_not_destroyed(full: Path, open_ledger, kept):
    lines = kept.lines()
    shutil.rmtree(full / "log")
    kept.drop_index()
    with open_ledger() as ledger:
        assert any("put aside" in repair for repair in ledger.repairs)
    assert (full / "db" / "left-over.bin").read_bytes() == b"".join(lines)


@pytest.mark.parametrize("emptied", [False, True], ids=["removed", "emptied"])
def test_without_log_and_index_there_is_nothing_to_make_an_index_from(full: Path, open_ledger, kept, emptied: bool):
    for folder in (full / "log", full / "records"):
        shutil.rmtree(folder)
        if emptied:
            folder.mkdir()
    kept.drop_index()
    with pytest.raises(
        BrokenIntegrity, match=rf"^{REPORTS} originals are kept without any record: the log .* and the index .* are gone"
    ) as caught:
        reindex(full)
    assert "from a copy" in (caught.value.hint or "")
    assert (full / "log").exists() == emptied
    assert not list((full / "db").glob("index.sqlite*"))
    with open_ledger() as ledger:  # who reads the reports again is told, and can
        [told] = ledger.repairs
    assert told.startswith(f"{REPORTS} originals are kept without any record")


@pytest.mark.parametrize("lost", [("log",), ("records",), ("log", "records")], ids=str)
@pytest.mark.parametrize("how", ["reindex", "open"])
def test_a_case_whose_folders_of_the_log_are_gone_gets_them_back_from_the_index(
    full: Path, kept, open_ledger, lost: tuple[str, ...], how: str
):
    whole = kept.files()
    for name in lost:
        shutil.rmtree(full / name)
    done = reindex(full) if how == "reindex" else open_ledger()
    assert kept.files() == whole
    assert any("entries were missing from the log" in told for told in done.repairs) == ("log" in lost)
    assert any(f"were missing from {full / RECORDS}, from line 1 on" in told for told in done.repairs) == ("log" not in lost)


def test_a_case_in_which_nothing_was_kept_yet_can_be_indexed(open_ledger, case: Path, kept):
    open_ledger().close()
    kept.drop_index()
    assert (reindex(case).entries, reindex(case).repairs) == (1, ())


def test_a_failed_reindex_leaves_the_index_as_it_was_and_nothing_behind(full: Path, index, kept):
    kept.write_lines([line.replace(b"clinic", b"tavern") for line in kept.lines()])
    before, names = index.contents(full), sorted(path.name for path in (full / "db").iterdir())
    with pytest.raises(BrokenIntegrity):
        reindex(full)
    assert index.contents(full) == before
    assert sorted(path.name for path in (full / "db").iterdir()) == names


def test_a_log_and_an_index_that_contradict_each_other_stop_everything(full: Path, open_ledger, kept):
    """Its owner wrote the log anew: the tree is sound, and the index remembers another."""
    entries = kept.entries()
    kept.sign([*entries[:-1], entries[-1].replace(b'"wall":"2031', b'"wall":"2013')])
    with pytest.raises(BrokenIntegrity, match=rf"Entry {len(entries) - 1} of the index .* is not the one that the log") as caught:
        open_ledger()
    assert "reindex" in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["abcdef.jsonl", "00000a.jsonl", "٠٠٠٠٠١.jsonl", "+00001.jsonl", "notes.txt"])
def test_a_stray_file_beside_the_records_is_no_part_of_them(full: Path, open_ledger, kept, name: str):
    (full / "records" / name).write_bytes((full / RECORDS).read_bytes())
    with open_ledger() as ledger:
        assert ledger.repairs == ()
    kept.drop_index()
    assert reindex(full).entries == kept.size
    assert readings(full) == [f"Bericht №{number}" for number in range(REPORTS)]


@pytest.mark.parametrize("make_it", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_bears_a_name_of_the_records_and_is_no_file_is_said(full: Path, open_ledger, make_it: Callable[[Path], None]):
    make_it(full / "records" / "000001.jsonl")
    with pytest.raises(BrokenIntegrity, match=r"000001\.jsonl is no file"):
        open_ledger()


def test_originals_cut_off_in_copying_are_dropped_on_opening(full: Path, open_ledger):
    (full / "db" / "unfinished" / "original-abc").write_bytes(b"half")
    (full / "db" / "unfinished" / "tile").write_bytes(b"half")
    with open_ledger() as ledger:
        assert ledger.repairs == ("An original had been cut off in copying and will be copied again when read.",)
    assert list((full / "db" / "unfinished").iterdir()) == []


@pytest.mark.parametrize("segment", [1, 3, 5])
def test_everything_holds_over_several_segments(segment: int, full: Path, monkeypatch: pytest.MonkeyPatch, open_ledger, kept):
    before = kept.lines()
    monkeypatch.setattr("onrecord.ledger.stream.SEGMENT", segment)
    shutil.rmtree(full / "records")
    open_ledger().close()
    assert len(list((full / "records").iterdir())) == -(-len(before) // segment)
    kept.drop_index()
    reindex(full)
    assert len(readings(full)) == REPORTS
    assert kept.lines() == before


def test_the_records_are_read_once_to_open_a_case_and_add_to_it(full: Path, monkeypatch: pytest.MonkeyPatch, open_ledger):
    counted: list[str] = []
    real = stream._counted

    def counting(file: Any) -> Any:
        counted.append(file.name)
        return real(file)

    monkeypatch.setattr(stream, "_counted", counting)
    with open_ledger() as ledger:
        ledger.append_note({"text": "x"}, by="Ana Reyes")
    assert len(counted) == 1


def test_everything_a_case_keeps_in_its_folder_is_known_by_name(full: Path):
    """So that reading a folder never takes a case's own files for reports."""
    assert {path.name for path in full.iterdir()} <= CASE_NAMES
