"""Log and index against each other: what was removed, put in or altered in one of them is named, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger

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
            assert f"{RECORDS}, line {len(whole) - missing + 1}" in repair
        assert log_of(full) == before
