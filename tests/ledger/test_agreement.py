"""Log and index against each other: what was removed, put in or altered in one of them is named, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.index import IndexDamaged
from onrecord.ledger.log import Agreement

REPORTS = 4
RECORDS = "records-000000.jsonl"
ENTRIES = "entries-000000.jsonl"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with a few reports."""
    with open_ledger() as ledger:
        for number in range(REPORTS):
            document = make.document(number)
            ledger.append_reading(document, make.reading(document))
    return case


def lines_of(case: Path, name: str) -> list[bytes]:
    return (case / "log" / name).read_bytes().splitlines(keepends=True)


def write(case: Path, name: str, lines: list[bytes]) -> None:
    (case / "log" / name).write_bytes(b"".join(lines))


def log_of(case: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((case / "log").iterdir())}


@pytest.mark.parametrize("name", [RECORDS, ENTRIES])
@pytest.mark.parametrize("change", ["taken out", "put in"])
def test_a_line_taken_out_or_put_in_stops_the_writer(full: Path, open_ledger, name: str, change: str):
    whole = lines_of(full, name)
    write(full, name, whole[:1] + whole[2:] if change == "taken out" else whole[:1] + whole)
    before = log_of(full)
    with pytest.raises(BrokenIntegrity) as caught:
        open_ledger()
    assert f"{name}, line 2" in caught.value.message
    assert "reindex" in (caught.value.hint or "")
    assert log_of(full) == before


def test_a_record_that_holds_another_number_is_said_to_have_moved(full: Path, open_ledger):
    whole = lines_of(full, RECORDS)
    write(full, RECORDS, whole[:1] + whole[2:])
    with pytest.raises(BrokenIntegrity, match="line 2 holds record 2 where record 1 belongs: a line was removed or put in"):
        open_ledger()


def test_a_last_record_that_was_altered_is_named(full: Path, open_ledger):
    whole = lines_of(full, RECORDS)
    write(full, RECORDS, [*whole[:-1], whole[-1].replace(b"Sentence", b"Sentance")])
    with pytest.raises(BrokenIntegrity, match=rf"{RECORDS}, line {len(whole)} was altered"):
        open_ledger()


def test_nothing_at_all_is_touched_where_they_contradict_each_other(full: Path, open_ledger):
    """A line cut off and an original half copied are mended on opening, but not in a case that was altered."""
    write(full, RECORDS, lines_of(full, RECORDS)[1:])
    write(full, ENTRIES, [*lines_of(full, ENTRIES)[:-1], b'{"agent'])
    (full / "blobs" / "unfinished" / "tmp1").write_bytes(b"half")
    before = log_of(full)
    with pytest.raises(BrokenIntegrity):
        open_ledger()
    assert log_of(full) == before
    assert (full / "blobs" / "unfinished" / "tmp1").exists()


def test_last_records_that_are_missing_beside_their_entries_are_written_again_and_it_is_said(full: Path, open_ledger):
    """No stop of the machine leaves a log so, since records are written first."""
    before = log_of(full)
    whole = lines_of(full, RECORDS)
    for missing, told in ((1, "A record was missing"), (2, "2 records were missing")):
        write(full, RECORDS, whole[:-missing])
        with open_ledger() as ledger:
            [repair] = ledger.repairs
            assert repair.startswith(told)
            assert f"{RECORDS}, from line {len(whole) - missing + 1} on" in repair
        assert log_of(full) == before


@pytest.mark.parametrize("name", [ENTRIES, RECORDS])
@pytest.mark.parametrize("how", ["emptied", "removed", "cut"])
def test_what_the_log_lacks_is_said_with_its_file_and_first_line(full: Path, open_ledger, name: str, how: str):
    whole = log_of(full)
    for opener in (lambda: reindex(full), open_ledger):
        kept = lines_of(full, name)[: 5 if how == "cut" else 0]
        (full / "log" / name).unlink() if how == "removed" else write(full, name, kept)
        lost = len(whole[name].splitlines()) - len(kept)
        done = opener()
        told = f"{lost} {name.partition('-')[0]} were missing from {full / 'log' / name}, from line {len(kept) + 1} on; "
        assert done.repairs == (f"{told}written again from the index.",)
        assert log_of(full) == whole


def test_both_streams_that_are_lost_are_said_in_one_sentence(full: Path):
    whole = log_of(full)
    for name in whole:
        write(full, name, [])
    [told] = reindex(full).repairs
    for name in whole:
        assert f"were missing from {full / 'log' / name}, from line 1 on" in told
    assert log_of(full) == whole


def altered(case: Path, name: str, number: int, old: bytes, new: bytes) -> list[bytes]:
    """The lines of a stream with one of them altered."""
    lines = lines_of(case, name)
    assert old in lines[number]
    return [*lines[:number], lines[number].replace(old, new, 1), *lines[number + 1 :]]


@pytest.mark.parametrize("number", [0, 4, 3 * REPORTS - 1])
def test_reindex_names_an_entry_that_was_altered_and_replaces_nothing(full: Path, index, number: int):
    write(full, ENTRIES, altered(full, ENTRIES, number, b'"at":"2031', b'"at":"2013'))
    log, database, files = log_of(full), index.contents(full), sorted((full / "db").glob("index*"))
    with pytest.raises(BrokenIntegrity, match=rf"{ENTRIES}, line {number + 1} and the index .* differ") as caught:
        reindex(full)
    assert "and keep" in (caught.value.hint or "")
    assert (log_of(full), index.contents(full), sorted((full / "db").glob("index*"))) == (log, database, files)


def test_reindex_names_the_first_of_several(full: Path):
    write(full, ENTRIES, altered(full, ENTRIES, 5, b'"at":"2031', b'"at":"2013'))
    write(full, ENTRIES, altered(full, ENTRIES, 2, b'"at":"2031', b'"at":"2013'))
    with pytest.raises(BrokenIntegrity, match=f"{ENTRIES}, line 3 "):
        reindex(full)


def test_reindex_says_when_the_index_was_altered_and_obeys_who_puts_it_elsewhere(full: Path, index):
    with View.open(full) as view:
        before = list(view.readings())
    index.alter(full, 3, b"clinic", b"tavern")
    with pytest.raises(BrokenIntegrity, match=rf"Record 3 was altered in the index .*; .*{RECORDS}, line 4 is what its id says"):
        reindex(full)
    index.store(full).put_aside()
    assert reindex(full).repairs == ()
    with View.open(full) as view:
        assert list(view.readings()) == before


def test_reindex_says_what_the_index_lacks(full: Path, index, kept_in: str):
    if kept_in == "postgres":  # which would not hear of it
        index.run(full, "ALTER TABLE record DROP CONSTRAINT record_sequence_fkey")
    index.run(full, "DELETE FROM entry WHERE sequence = 1")
    with pytest.raises(BrokenIntegrity, match=rf"The index .* lacks what stands in .*{ENTRIES}, line 2"):
        reindex(full)


def test_a_segment_that_is_missing_is_named(full: Path, monkeypatch: pytest.MonkeyPatch, open_ledger):
    monkeypatch.setattr("onrecord.ledger.stream.SEGMENT", 5)
    for path in (full / "log").iterdir():
        path.unlink()
    open_ledger().close()
    (full / "log" / RECORDS).unlink()
    with pytest.raises(BrokenIntegrity, match=rf"{RECORDS}, line 1 is missing, though later lines are there"):
        reindex(full)


def test_reindex_loses_nothing_that_was_committed_and_not_published(full: Path, open_ledger, make, monkeypatch: pytest.MonkeyPatch):
    """The order of a write is commit, acknowledge, publish: a stop after the commit leaves the index ahead of the log."""
    with open_ledger() as ledger:
        monkeypatch.setattr("onrecord.ledger.ledger.Log.publish", lambda *_: None)
        document = make.document(99)
        ledger.append_reading(document, make.reading(document))
    monkeypatch.undo()
    assert len(lines_of(full, ENTRIES)) == 3 * REPORTS
    assert reindex(full).entries == 3 * (REPORTS + 1)
    assert len(lines_of(full, ENTRIES)) == 3 * (REPORTS + 1)
    with View.open(full) as view:
        assert view.reading("report-99").id == "report-99"


def test_a_damaged_page_does_not_keep_back_the_newest_entries(full: Path, monkeypatch: pytest.MonkeyPatch):
    whole = log_of(full)
    for name in (ENTRIES, RECORDS):
        write(full, name, lines_of(full, name)[:6])
    check = Agreement.check

    def failing(agreement: Agreement, entries: int, records: int, *, whole: bool) -> None:
        if whole:
            raise IndexDamaged("database disk image is malformed")
        check(agreement, entries, records, whole=whole)

    monkeypatch.setattr(Agreement, "check", failing)
    done = reindex(full)
    assert log_of(full) == whole
    assert done.entries == 3 * REPORTS
    assert "could not be read and was put aside as" in done.repairs[-1]


def test_an_altered_index_never_alters_the_log(full: Path, index):
    for name in (ENTRIES, RECORDS):
        write(full, name, lines_of(full, name)[:6])
    index.alter(full, 6, b"clinic", b"tavern")
    before = log_of(full)
    with pytest.raises(BrokenIntegrity, match="Record 6 was altered in the index"):
        reindex(full)
    assert log_of(full) == before


def test_an_index_without_its_tables_cannot_be_read(full: Path, index):
    index.run(full, "DROP TABLE entry CASCADE" if "postgres" in index.store(full).place else "DROP TABLE entry")
    done = reindex(full)
    assert done.entries == 3 * REPORTS
    assert "could not be read" in done.repairs[0]


@pytest.mark.sqlite
def test_what_is_put_aside_never_takes_the_place_of_another(full: Path):
    database = full / "db" / "index.sqlite"
    for number in (1, 2):
        database.write_bytes(b"rubbish %d" % number * 1000)
        reindex(full)
    for name, number in (("index.damaged", 1), ("index.damaged.2", 2)):
        assert (full / "db" / name).read_bytes() == b"rubbish %d" % number * 1000


def test_reindex_says_what_it_puts_aside_from_the_log(full: Path, index):
    write(full, ENTRIES, [*lines_of(full, ENTRIES)[:-1], lines_of(full, ENTRIES)[-1][:20]])
    index.drop(full)
    told = reindex(full).repairs
    assert [sentence.rpartition("/")[2] for sentence in told] == [
        f"{ENTRIES}, line {3 * REPORTS} had been cut off in writing and was put aside.",
        "A record without an entry was put aside from the log.",
    ]
