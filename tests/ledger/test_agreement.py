"""Log and index against each other: what was removed, put in or altered in one of them is named, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.index import IndexDamaged
from onrecord.ledger.log import Log

REPORTS = 4
ENTRIES = 1 + 3 * REPORTS
RECORDS = "records/000000.jsonl"


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with a few reports."""
    with open_ledger() as ledger:
        for number in range(REPORTS):
            document = make.document(number)
            ledger.append_reading(document, make.reading(document))
    return case


def later(entries: list[bytes], *numbers: int) -> list[bytes]:
    """The entries with the moments of some of them altered."""
    return [entry.replace(b'"wall":"2031', b'"wall":"2013') if number in numbers else entry for number, entry in enumerate(entries)]


@pytest.mark.parametrize("change", ["taken out", "put in"])
def test_a_record_taken_out_or_put_in_stops_the_writer(full: Path, open_ledger, kept, change: str):
    whole = kept.lines()
    kept.write_lines(whole[:1] + whole[2:] if change == "taken out" else whole[:1] + whole)
    before = kept.files()
    with pytest.raises(BrokenIntegrity, match=r"line 2 holds record [02] where record 1 belongs: a line was removed or put in") as caught:
        open_ledger()
    assert RECORDS in caught.value.message
    assert "reindex" in (caught.value.hint or "")
    assert kept.files() == before


@pytest.mark.parametrize("change", ["taken out", "put in"])
def test_an_entry_taken_out_or_put_in_by_the_owner_of_the_key_stops_the_writer(full: Path, open_ledger, kept, change: str):
    whole = kept.entries()
    kept.sign(whole[:1] + whole[2:] if change == "taken out" else whole[:1] + whole)
    before = kept.files()
    with pytest.raises(BrokenIntegrity, match=r"Entry 1 of the index .* is not the one that the log") as caught:
        open_ledger()
    assert "reindex" in (caught.value.hint or "")
    assert kept.files() == before


def test_a_last_record_that_was_altered_is_named(full: Path, open_ledger, kept):
    whole = kept.lines()
    kept.write_lines([*whole[:-1], whole[-1].replace(b"Sentence", b"Sentance")])
    with pytest.raises(BrokenIntegrity, match=rf"{RECORDS}, line {len(whole)} was altered"):
        open_ledger()


def test_nothing_at_all_is_touched_where_they_contradict_each_other(full: Path, open_ledger, kept):
    """A line cut off and an original half copied are mended on opening, but not in a case that was altered."""
    kept.sign(later(kept.entries(), 4))
    kept.write_lines([*kept.lines()[:-1], b'{"numb'])
    (full / "db" / "unfinished" / "original-1").write_bytes(b"half")
    before = kept.files()
    with pytest.raises(BrokenIntegrity):
        open_ledger()
    assert kept.files() == before
    assert (full / "db" / "unfinished" / "original-1").exists()


def test_last_records_that_are_missing_beside_their_entries_are_written_again_and_it_is_said(full: Path, open_ledger, kept):
    """No stop of the machine leaves a log so, since records are written first."""
    before = kept.files()
    whole = kept.lines()
    for missing, told in ((1, "A record was missing"), (2, "2 records were missing"), (len(whole), f"{len(whole)} records were missing")):
        kept.write_lines(whole[:-missing])
        with open_ledger() as ledger:
            [repair] = ledger.repairs
            assert repair.startswith(told)
            assert f"{RECORDS}, from line {len(whole) - missing + 1} on; written again from the index." in repair
        assert kept.files() == before


@pytest.mark.parametrize("left", [0, 1, 5, ENTRIES - 1])
def test_what_the_log_lacks_is_said_and_written_again(full: Path, open_ledger, kept, left: int):
    whole = kept.files()
    for opener in (lambda: reindex(full), open_ledger):
        kept.cut(left)
        lost = ENTRIES - left
        done = opener()
        told = "An entry was" if lost == 1 else f"{lost} entries were"
        (repair,) = done.repairs
        assert repair.startswith(f"{told} missing from the log {full / 'log'}, as after a run that was stopped; written there")
        assert kept.files() == whole
        getattr(done, "close", lambda: None)()


@pytest.mark.parametrize("number", [0, 4, ENTRIES - 1])
def test_reindex_names_an_entry_that_was_altered_and_replaces_nothing(full: Path, index, kept, number: int):
    kept.sign(later(kept.entries(), number))
    log, database, files = kept.files(), index.contents(full), sorted((full / "db").glob("index*"))
    with pytest.raises(BrokenIntegrity, match=rf"Entry {number} of the index .* is not the one that the log") as caught:
        reindex(full)
    assert "and keep" in (caught.value.hint or "")
    assert (kept.files(), index.contents(full), sorted((full / "db").glob("index*"))) == (log, database, files)


def test_reindex_names_the_first_of_several(full: Path, kept):
    kept.sign(later(kept.entries(), 2, 5))
    with pytest.raises(BrokenIntegrity, match="Entry 2 of the index "):
        reindex(full)


@pytest.mark.parametrize("number", [4, -1], ids=["one", "the last"])
def test_reindex_puts_an_index_aside_in_which_a_record_was_altered_and_says_so(full: Path, index, kept, open_ledger, number: int):
    """The log has the record that the entry names, so nobody need say which of the two to believe."""
    with View.open(full) as view:
        before, files = list(view.readings()), kept.files()
    number = index.contents(full)["record"][number][0]
    index.run(full, f"UPDATE record SET salt = '{'0' * 32}' WHERE number = {number}")
    if number == len(kept.lines()) - 1:
        with pytest.raises(BrokenIntegrity, match=f"^Record {number} was altered in the index") as caught:
            open_ledger()
        assert caught.value.hint == "Nothing was written. `onrecord reindex` puts the index aside and makes another from the log alone."
    [told] = reindex(full).repairs
    place = index.store(full).place
    assert told.startswith(f"The index {place} was altered: record {number} in it is not the one that the log has. It was put aside as ")
    assert reindex(full).repairs == ()
    assert kept.files() == files
    with View.open(full) as view:
        assert list(view.readings()) == before


def test_reindex_puts_an_index_aside_that_cannot_be_read_whole_and_in_which_the_last_record_was_altered(
    full: Path, index, kept, monkeypatch: pytest.MonkeyPatch
):
    files, compare = kept.files(), Log.compare

    def damaged_somewhere(log: Log, connection: object, *, whole: bool = False) -> None:
        if whole:
            raise IndexDamaged("The index is damaged: its pages.", hint="")
        compare(log, connection, whole=whole)

    index.run(full, f"UPDATE record SET salt = '{'0' * 32}' WHERE number = {len(kept.lines()) - 1}")
    monkeypatch.setattr(Log, "compare", damaged_somewhere)
    assert "It was put aside as " in reindex(full).repairs[-1]
    monkeypatch.undo()
    assert reindex(full).repairs == ()
    assert kept.files() == files


def test_reindex_publishes_what_an_altered_index_has_beyond_the_log(full: Path, index, kept):
    files = kept.files()
    kept.cut(6)
    index.alter(full, 4, b"clinic", b"tavern")
    done = reindex(full)
    assert done.entries == ENTRIES
    assert "record 4 in it is not the one that the log has" in done.repairs[-1]
    assert kept.files() == files


def test_reindex_says_what_the_index_lacks(full: Path, index, kept_in: str):
    if kept_in == "postgres":  # which would not hear of it
        index.run(full, "ALTER TABLE record DROP CONSTRAINT record_sequence_fkey")
    index.run(full, "DELETE FROM entry WHERE sequence = 1")
    with pytest.raises(BrokenIntegrity, match=r"The index .* lacks entry 1, which the log .* has"):
        reindex(full)


def test_a_segment_that_is_missing_is_named(full: Path, monkeypatch: pytest.MonkeyPatch, open_ledger, kept):
    monkeypatch.setattr("onrecord.ledger.stream.SEGMENT", 5)
    (full / RECORDS).unlink()
    open_ledger().close()
    (full / RECORDS).unlink()
    with pytest.raises(BrokenIntegrity, match=rf"{RECORDS}, line 1 is missing, though later lines are there"):
        reindex(full)
    kept.drop_index()
    with pytest.raises(BrokenIntegrity, match=rf"{RECORDS}, line 1 is missing, though later lines are there"):
        reindex(full)


def test_reindex_loses_nothing_that_was_committed_and_not_published(full: Path, open_ledger, make, kept, monkeypatch: pytest.MonkeyPatch):
    """The order of a write is commit, acknowledge, publish: a stop after the commit leaves the index ahead of the log."""
    with open_ledger() as ledger:
        monkeypatch.setattr("onrecord.ledger.writer.Log.publish", lambda *_: None)
        document = make.document(99)
        ledger.append_reading(document, make.reading(document))
    monkeypatch.undo()
    assert kept.size == ENTRIES
    assert reindex(full).entries == ENTRIES + 3
    assert kept.size == ENTRIES + 3
    with View.open(full) as view:
        assert view.reading("report-99").id == "report-99"


def test_a_damaged_page_does_not_keep_back_the_newest_entries(full: Path, kept, monkeypatch: pytest.MonkeyPatch):
    whole = kept.files()
    kept.cut(6)
    compare = Log.compare

    def failing(log: Log, connection: object, *, whole: bool = False) -> None:
        if whole:
            raise IndexDamaged("database disk image is malformed")
        compare(log, connection)

    monkeypatch.setattr(Log, "compare", failing)
    done = reindex(full)
    assert kept.files() == whole
    assert done.entries == ENTRIES
    assert "could not be read and was put aside as" in done.repairs[-1]


def test_an_altered_index_never_alters_the_log(full: Path, index, kept, open_ledger):
    kept.cut(6)
    index.alter(full, 7, b"clinic", b"tavern")
    before = kept.files()
    for again in (lambda: reindex(full), open_ledger):
        with pytest.raises(BrokenIntegrity, match="Record 7 was altered in the index"):
            again()
        assert {name: kept.files()[name] for name in before if name != RECORDS} == {k: v for k, v in before.items() if k != RECORDS}
        assert b"tavern" not in b"".join(kept.lines())


def test_an_index_without_its_tables_cannot_be_read(full: Path, index):
    index.run(full, "DROP TABLE entry CASCADE" if "postgres" in index.store(full).place else "DROP TABLE entry")
    done = reindex(full)
    assert done.entries == ENTRIES
    assert "could not be read" in done.repairs[0]


@pytest.mark.sqlite
def test_what_is_put_aside_never_takes_the_place_of_another(full: Path):
    database = full / "db" / "index.sqlite"
    for number in (1, 2):
        database.write_bytes(b"rubbish %d" % number * 1000)
        reindex(full)
    for name, number in (("index.damaged", 1), ("index.damaged.2", 2)):
        assert (full / "db" / name).read_bytes() == b"rubbish %d" % number * 1000


def test_reindex_says_what_it_puts_aside_from_the_log(full: Path, index, kept):
    lines = kept.lines()
    kept.cut(ENTRIES - 1)
    kept.write_lines([*lines[:-1], lines[-1][:20]])
    index.drop(full)
    assert reindex(full).repairs == (f"A record without an entry put aside from {full / 'records'}.",)
