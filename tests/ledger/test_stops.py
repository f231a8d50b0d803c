"""A stop between any two steps that reach the disk is finished by the next process; logs long enough for full tiles."""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from tests.both_verifiers import verify
from tests.ledger.test_publisher import add_issues, names, wanted

from onrecord.errors import BrokenIntegrity, OnRecordError
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.entries import LoggedRecord, record_line, salted_digest
from onrecord.records import canonical


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """One store will do: what is tested lies in the files of the log."""
    return "sqlite"


def test_the_files_of_a_log_are_those_that_its_size_asks_for_and_no_others(open_ledger, case: Path, kept):
    """Partial tiles are removed with the checkpoint that needed them; full ones stay, byte for byte."""
    full: dict[str, bytes] = {}
    size = 1
    ledger = open_ledger()
    for more in (1, 2, 251, 1, 1, 43, 212, 1, 90):
        add_issues(ledger, range(size, size + more))
        size += more
        ledger.publish()
        assert names(case) == wanted(size)
        files = {name: data for name, data in kept.files().items() if name.startswith("log/tile") and ".p/" not in name}
        assert files.items() >= full.items()
        full = files
    ledger.close()
    assert size == 603
    assert len(full) == 4
    assert verify(case).exit == 0
    kept.drop_index()
    assert reindex(case).entries == size


def test_a_log_with_full_tiles_holds_what_its_index_holds(open_ledger, case: Path, kept, index):
    with open_ledger() as ledger:
        add_issues(ledger, range(520))
    before = index.contents(case)
    index.drop(case)
    assert reindex(case).entries == 521
    assert index.contents(case) == before
    for name in ("log/tile/0/000", "log/tile/entries/000", "log/tile/entries/001", "log/tile/1/000.p/2"):
        data = (case / name).read_bytes()
        (case / name).write_bytes(bytes([data[7] ^ 1 if at == 7 else byte for at, byte in enumerate(data)]))
        index.drop(case)
        with pytest.raises(BrokenIntegrity):
            reindex(case)
        (case / name).write_bytes(data)


class Stop(BaseException):
    """The process is gone."""


class Steps:
    """Counts the steps that reach the disk, and fails at one of them."""

    def __init__(self, patch: pytest.MonkeyPatch, fail_at: int | None, failure: BaseException) -> None:
        self.seen = 0
        self._fail_at = fail_at
        self._failure = failure
        patch.setattr(os, "fsync", self._step(os.fsync))
        for name in ("rename", "unlink", "mkdir"):
            patch.setattr(Path, name, self._step(getattr(Path, name)))

    def _step(self, act: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **named: object) -> object:
            self.seen += 1
            if self.seen - 1 == self._fail_at:
                raise self._failure
            return act(*given, **named)

        return step


def steps_of(case: Path, act: Callable[[], None], failure: BaseException) -> Iterator[int]:
    """Do it again and again, failing at each of its steps in turn, until it is done without a failure."""
    at = 0
    while True:
        with pytest.MonkeyPatch.context() as patch:
            steps = Steps(patch, at, failure)
            try:
                act()
            except (Stop, OnRecordError):
                pass
            else:
                if steps.seen <= at:
                    return
        yield at
        at += 1


@pytest.mark.parametrize(
    "failure", [Stop(), OSError(errno.EIO, "Input/output error"), OSError(errno.ENOSPC, "No space left on device")], ids=repr
)
def test_a_stop_at_any_step_of_publishing_is_finished_on_opening(case: Path, kept, failure: BaseException):
    """Each step that reaches the disk fails in turn: what was committed is in the log after the next opening, once."""
    with Ledger.open(case, create=True) as ledger:
        add_issues(ledger, range(250))
    acknowledged = 250
    opened: list[Ledger] = []

    def publish() -> None:
        opened[0].publish()

    def begin() -> None:
        ledger = Ledger.open(case, create=False)
        add_issues(ledger, range(acknowledged, acknowledged + 2))
        ledger.commit()
        opened[:] = [ledger]

    begin()
    acknowledged += 2
    count = 0
    for _ in steps_of(case, publish, failure):
        opened[0].connection.close()  # as the machine would leave it: nothing more is written
        opened[0]._lock.release()
        assert verify(case).exit in (0, 4)  # never altered; records without an entry at most
        begin()
        assert len(list(opened[0].view.issues())) == acknowledged + 2
        acknowledged += 2
        assert kept.size == 1 + acknowledged - 2
        assert verify(case).exit == 0
        count += 1
    opened[0].close()
    assert count >= 12
    assert kept.size == 1 + acknowledged
    assert not (case / "db" / "left-over.bin").exists()
    kept.drop_index()
    assert reindex(case).entries == 1 + acknowledged


def test_a_stop_at_any_step_of_beginning_a_case_is_finished_on_opening(case: Path, kept):
    """Between keys, folders, settings, the first entry and its tiles."""
    for at in steps_of(case, lambda: Ledger.open(case, create=True).close(), OSError(errno.EIO, "Input/output error")):
        Ledger.open(case, create=True).close()
        assert verify(case).exit == 0, at
        assert kept.size == 1, at
        with View.open(case) as view:
            assert [entry.type for entry in view.entries()] == ["begin"], at
        shutil.rmtree(case)


def test_a_log_of_seventy_thousand_entries_is_written_verified_and_indexed_again(case: Path, kept):
    """Three levels of tiles, two segments of records. Made from one entry, with other numbers and digests."""
    with Ledger.open(case, create=True) as ledger:
        add_issues(ledger, range(1))
    first, pattern = kept.entries()
    line = json.loads(kept.lines()[1])
    body, salt = canonical(line["record"]), line["salt"]
    old = json.loads(pattern)["generated"][0].encode()
    entries, lines = [first], [kept.lines()[0]]
    for number in range(1, 70_000):
        record = body.replace(b"0.png", b"%d.png" % number)
        digest = salted_digest(salt, record)
        entry = pattern.replace(b'"sequence":1', b'"sequence":%d' % number).replace(old, digest.encode())
        entries.append(entry)
        lines.append(record_line(LoggedRecord(number=number, record=msgspec.Raw(record), salt=salt, type="issue")) + b"\n")
    (case / "records" / "000000.jsonl").write_bytes(b"".join(lines[:65_536]))
    (case / "records" / "000001.jsonl").write_bytes(b"".join(lines[65_536:]))
    kept.sign(entries)
    kept.drop_index()
    verdict = verify(case)
    assert (verdict.exit, verdict.checked.entries, verdict.checked.records) == (0, 70_000, 70_000)
    assert sorted(path.name for path in (case / "log" / "tile").iterdir()) == ["0", "1", "2", "entries"]
    assert reindex(case).entries == 70_000
    with Ledger.open(case, create=False) as ledger:
        assert ledger.repairs == ()
        add_issues(ledger, range(70_000, 70_001))
    assert verify(case).checked.entries == 70_001
