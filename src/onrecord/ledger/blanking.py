"""The second half of an erasure, done by whoever opens the case next: lines blanked, originals removed, the index made anew.

What goes is what the signed entries of the log say, and nothing else. The file that says that an erasure is under way is written by
whoever can write to the case, so it says no more than that: when to look. Each step can be done twice, so a stop between any two is
finished by the next process.
"""

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.entries import KeptErasure, LoggedRecord, read_record_line, record_line, salted_digest
from onrecord.ledger.log import Log
from onrecord.ledger.numbering import named_by
from onrecord.ledger.originals import SPEAKING, Originals
from onrecord.ledger.originals_place import stores_of
from onrecord.ledger.places import Places, is_digest, sync_folder
from onrecord.ledger.plain_files import NoFile, TooLong, read_plain
from onrecord.ledger.publisher import Publisher
from onrecord.ledger.rebuilding import rebuild
from onrecord.ledger.stream import RESTORE
from onrecord.records import Record, decode
from onrecord.records.wording import counted, counted_records

_HINT_BYTES = 1 << 26
"""Longest file that says what is being erased: the numbers of some millions of records."""

_ACTS = frozenset({"erase-ask", "erase"})
_ERASED_LINE = b'{"erased":'


class Doomed(Record, frozen=True, kw_only=True):
    """What an erasure takes away, as it is announced before it begins."""

    request: str
    """Digest of the request."""
    records: tuple[int, ...]
    originals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """That an erasure is under way, as a file in the case says."""

    doomed: Doomed | None
    fault: str = ""
    """Why it cannot be read, where it cannot."""


def under_way(places: Places) -> UnderWay | None:
    """Whether an erasure was begun and not finished; None where it was not.

    Raises:
        OSError: the disk does not give the file.
    """
    try:
        doomed = decode(read_plain(places.erasing, _HINT_BYTES), Doomed)
    except FileNotFoundError:
        return None
    except (TooLong, NoFile, IsADirectoryError) as error:
        return UnderWay(None, error.strerror or str(error))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return UnderWay(None, str(error))
    if bad := next((one for one in doomed.originals if not is_digest(one)), None):
        return UnderWay(None, f"{bad[:80]!r} is no hash of an original")
    return UnderWay(doomed)


def finish_erasing(places: Places, *, lost: bool = False) -> tuple[str, ...]:
    """Finish the erasure that an earlier process began, under the lock of the case; what was done, one sentence each.

    Args:
        places: of the case.
        lost: whether the key in force is said to be lost.

    Raises:
        BrokenIntegrity: log and index contradict each other, or a record is not what its entry says.
        OSError: the disk is full, or cannot be written. The erasure is finished by the next process.
    """
    hint = under_way(places)
    if hint is None:
        return ()
    store = index.store_of(places)
    connection = store.connect_writer()
    try:
        log = Log(places, lost=lost)
        log.reconcile(connection)
    finally:
        connection.close()
    told, has_erased = carry_out(places, hint)
    if has_erased:
        shutil.rmtree(places.batch, ignore_errors=True)  # its digests would know the files that were erased
        store.forget_put_aside()  # an index that could not be read may hold it
        rebuild(places, store, lost=lost)  # what is not signed goes with the old one, whose pages may hold what was erased
        told = (*([f"{log.unnamed} Another was made from the log alone."] if log.unnamed else ()), *told)
    return (*told, *settle(places, hint))


def erase_again(places: Places, store: index.Store, *, lost: bool = False) -> tuple[str, ...]:
    """Finish an erasure that was stopped, of which nothing tells but the log, after an index was filled from that: what was done.

    Raises:
        BrokenIntegrity: as ``carry_out``.
        OSError: the same.
    """
    told, _ = carry_out(places, None)
    if not told:
        return ()
    shutil.rmtree(places.batch, ignore_errors=True)
    store.forget_put_aside()
    rebuild(places, store, lost=lost)
    return (*told, "An index that had been put aside was removed as well, since it might hold what was erased.")


def carry_out(
    places: Places, hint: UnderWay | None, *, whole: bool = True, check: Callable[[], object] = lambda: None
) -> tuple[tuple[str, ...], bool]:
    """Blank and remove what the log says was erased and is still there: a sentence where there was something; and whether the log says
    of anything that it was erased, so that an index from before may hold it.

    Args:
        places: of the case.
        hint: what says that an erasure is under way.
        whole: whether the log has everything that was acknowledged, so that an original which no record names belongs to nothing.
        check: called before anything goes; raises where the log is not signed as it must be.

    Raises:
        BrokenIntegrity: a record that is to go, or that says what goes, is not what its entry says.
        OriginalsUnavailable: a store outside of the case did not give up an original; whoever opens the case next tries again.
        OSError: the disk is full, or cannot be written.
    """
    found = _Search(places)
    found.look()
    doomed = hint.doomed if hint else None
    kept = found.stores
    gone = [(store, digest) for digest in found.originals(hint, whole=whole) for store in kept if store.lies(digest)]
    done = found.entries_of(doomed.request) if doomed else []
    if not (found.standing or gone or done):
        return (), found.has_erased
    check()
    if found.standing:
        found.publisher.records.blank(found.standing, places.unfinished)
    for store, digest in gone:
        store.remove(digest)
    places.left_over.unlink(missing_ok=True)
    if done:
        return (_told(*found.counted(done)),), True
    return (_told(found.kinds_standing, len({digest for _, digest in gone})),), True


def settle(places: Places, hint: UnderWay) -> tuple[str, ...]:
    """Say no more that an erasure is under way. A file that cannot be read is put aside, since only a person can say what it was."""
    if not hint.fault:
        places.erasing.unlink()
        sync_folder(places.erasing.parent)
        return ()
    aside = _free(places.erasing)
    places.erasing.rename(aside)
    sync_folder(aside.parent)
    return (
        f"{places.erasing} says that an erasure is under way and could not be read: {hint.fault}. It was put aside as {aside}; what the"
        " log says was erased is gone. Look at it and remove it.",
    )


class _Search:
    """One walk through the log for what was erased."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.publisher = Publisher(places)
        self.stores = stores_of(places)
        """Where originals are kept, and where those lie still that were moved."""
        self.standing: dict[int, bytes] = {}
        """The numbers of records that were erased and whose lines are still there, each with the line that takes its place."""
        self.has_erased = False
        """Whether any entry erased something."""
        self.kinds_standing: Counter[str] = Counter()
        """How many of these are of which type."""
        self._kinds: defaultdict[int, Counter[str]] = defaultdict(Counter)
        """How many records of which type each entry erased."""
        self._stopped: set[int] = set()
        """The entries that erased records whose lines are still there."""
        self._erasures: list[tuple[int, KeptErasure]] = []
        self._originals = Originals()
        self._stood_in: set[str] = set()
        """SHA-256 of originals that documents name which were not erased."""

    def look(self) -> None:
        """Go through the log: first for what entries say was erased, and where they do, through its records."""
        erased: dict[str, int] = {}
        for sequence, body in self.publisher.entries():
            entry = named_by(body)
            if entry.type == "erase":
                self.has_erased = True
                for digest in entry.used:
                    erased.setdefault(digest, sequence)
        lines = self.publisher.records.lines()
        for sequence, body in self.publisher.entries() if self.has_erased else ():
            entry = named_by(body)
            for digest in entry.generated:
                number, line = next(lines, (-1, b""))
                if number < 0:
                    message = f"Entry {sequence:,} names a record that is missing at the end of {self._places.records}."
                    raise BrokenIntegrity(message, hint=RESTORE)
                if (by := erased.get(digest, -1)) > sequence:
                    self._take_erased(number, line, (entry.type, digest), by)
                elif entry.type in SPEAKING or entry.type == "document":
                    self._take(sequence, number, line, (entry.type, digest))

    def entries_of(self, request: str) -> list[int]:
        """The entries that carried out a request, by its digest."""
        return [sequence for sequence, kept in self._erasures if kept.request == request]

    def counted(self, entries: list[int]) -> tuple[Counter[str], int]:
        """How many records of which type some entries erased, and how many originals."""
        those = [kept for sequence, kept in self._erasures if sequence in entries]
        originals = sum(len(one.originals) + one.forgotten for one in those)
        return sum((self._kinds[one] for one in entries), Counter()), originals

    def originals(self, hint: UnderWay | None, *, whole: bool) -> set[str]:
        """SHA-256 of the originals that must be gone: those that a record of an erasure names and that were not captured since.

        Of those of which not even the hash stays, the announcement tells which they were; where it cannot be read, or is gone and lines
        show that such an erasure was stopped, that no record names them does. One that a record still names stays.
        """
        named = {digest for _, kept in self._erasures for digest in kept.originals if is_digest(digest)}
        requests = {kept.request for _, kept in self._erasures if kept.forgotten}
        stopped = any(not self._stopped.isdisjoint(self.entries_of(request)) for request in requests)
        forgotten: set[str] = set()
        if hint and hint.doomed and hint.doomed.request in requests:
            forgotten.update(hint.doomed.originals)
        elif whole and requests and (stopped or (hint and hint.fault)):
            forgotten.update(digest for store in self.stores for digest in store.digests())
        return {digest for digest in named | (forgotten - self._stood_in) if self._originals.is_gone(digest)}

    def _take_erased(self, number: int, line: bytes, named: tuple[str, str], by: int) -> None:
        kind, _ = named
        self._kinds[by][kind] += 1
        if not line.startswith(_ERASED_LINE):
            self._read(number, line, named)  # another line is not blanked in the place of this one
            self.standing[number] = record_line(LoggedRecord(number=number, erased=by))
            self.kinds_standing[kind] += 1
            self._stopped.add(by)

    def _take(self, sequence: int, number: int, line: bytes, named: tuple[str, str]) -> None:
        if line.startswith(_ERASED_LINE):
            return  # no entry says so, which `verify` tells
        kind, _ = named
        if kind == "document":
            self._stood_in.update(_captured(line))
            return
        body = self._read(number, line, named)
        self._originals.take(kind, sequence, body)
        if kind == "erase":
            self._erasures.append((sequence, decode(body, KeptErasure)))

    def _read(self, number: int, line: bytes, named: tuple[str, str]) -> bytes:
        """The record of a line, held against what its entry says."""
        try:
            logged = read_record_line(line)
            if (logged.number, logged.type) == (number, named[0]) and salted_digest(logged.salt or "", bytes(logged.record)) == named[1]:
                return bytes(logged.record)
            why = f"it is not the record {number:,} that its entry names"
        except (msgspec.DecodeError, ValueError) as error:
            why = str(error)
        raise BrokenIntegrity(f"{self.publisher.records.place(number)} was altered: {why}.", hint=RESTORE)


class _Captured(msgspec.Struct, frozen=True):
    sha256: str = ""


class _Stood(msgspec.Struct, frozen=True):
    capture: _Captured | None = None


class _Line(msgspec.Struct, frozen=True):
    record: _Stood = _Stood()


def _captured(line: bytes) -> Iterator[str]:
    """The original that the document in a line stands in; whether it is the one that was signed is not asked where something only stays."""
    try:
        captured = msgspec.json.decode(line, type=_Line).record.capture
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if captured is not None:
        yield captured.sha256


def _told(kinds: Counter[str], originals: int) -> str:
    """What was erased, in one sentence."""
    acts = sum(kinds[kind] for kind in _ACTS)
    others = kinds.total() - acts
    amounts = []
    if others or not originals:
        amounts.append(counted_records(others, kinds["note"]))
    if originals:
        amounts.append(counted(originals, "original"))
    told = " and ".join(amounts)
    told += " was erased" if others + originals == 1 else " were erased"
    if acts:
        them = "the original" if originals == 1 else "the originals"
        told += f", and with them {counted(acts, 'record')} of earlier requests and erasures, which named {them}"
    return f"{told}."


def _free(file: Path) -> Path:
    """A name beside a file that nothing bears yet."""
    number = 1
    while os.path.lexists(aside := file.with_name(f"{file.name}.unreadable{f'-{number}' if number > 1 else ''}")):
        number += 1
    return aside
