"""A dossier from the bytes up: the ZIP against its form, the members against their listing, and what they hold against the log."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from onrecord.ledger.dossier_file import DIGEST, LISTING
from onrecord.ledger.entries import salted_digest
from onrecord.ledger.package_signature import is_signed
from onrecord.ledger.tlog.checkpoint import Head, Proof, read_checkpoint
from onrecord.ledger.tlog.note import Note, NoteFault, VerifierKey
from onrecord.ledger.verify.anchors import KnownLog, check_anchors
from onrecord.ledger.verify.checking import (
    Inspection,
    ReadEntry,
    RecordLine,
    check_erased,
    check_keys,
    check_record,
    check_signature,
    read_entry,
    read_line,
)
from onrecord.ledger.verify.files import open_file
from onrecord.ledger.verify.members import Found, InFile, InFolder
from onrecord.ledger.verify.verdict import Notes
from onrecord.records import canonical

CHECKPOINT = "onrecord/checkpoint"
KEYS = "onrecord/log.vkey"
ENTRIES = "onrecord/entries.jsonl"
RECORDS = "onrecord/records.jsonl"
_BLOBS = "onrecord/blobs/"
_PROOFS = "proofs/"
_ANCHORS = "anchors/"

_SMALL = 1 << 20
"""Bytes of a proof, checkpoint, key file or token that is read."""
_LARGE = 1 << 26
"""Bytes of a line of records, of the listing, and of the proof beside the file."""
_CHUNK = 1 << 20
_HASH = re.compile("[0-9a-f]{64}")


def check_dossier(path: Path, seen: Inspection) -> tuple[Head | None, tuple[VerifierKey, ...]]:
    """Check everything in a dossier, a file or an unpacked one; what its checkpoint says, and the keys that signed it.

    Raises:
        OSError: it cannot be read.
    """
    return _Dossier(path, seen).check()


class _Dossier:
    def __init__(self, path: Path, seen: Inspection) -> None:
        self._path = path
        self._seen = seen
        self._notes = seen.notes
        self._members: InFile | InFolder = InFolder(path) if path.is_dir() else InFile(path, seen.notes)
        self._found = {name: self._members.measured(name, seen.notes) for name in self._members.names}
        self._notes.count["bytes"] += sum(max(0, one.size) for one in self._found.values())

    def check(self) -> tuple[Head | None, tuple[VerifierKey, ...]]:
        self._check_listing()
        found = self._checkpoint()
        if found is None:
            return None, ()
        head, note = found
        keys = self._keys()
        signed = check_signature(head, note, keys, CHECKPOINT, self._notes)
        self._check_entries(head)
        check_erased(self._place_of, self._seen)
        self._check_originals()
        since = check_keys(head, keys, signed, KEYS, self._seen)
        names = [name.removeprefix(_ANCHORS) for name in self._found if name.startswith(_ANCHORS)]
        log = KnownLog(keys, head, None, since, whole=False)
        check_anchors(names, lambda name: self._read(_ANCHORS + name), log, self._seen)
        self._check_export(head, keys)
        self._say_what_is_open()
        return head, signed

    # --- the file and its listing --------------------------------------------------------------------------------------

    def _read(self, name: str, most: int = _SMALL) -> bytes | None:
        """The bytes of a member, or more than ``most`` of them; None where it is not there."""
        if self._found.get(name, Found("", -1)).size < 0:
            return None
        with self._members.opened(name) as (file, size):
            return file.read(min(size, most + 1))

    def _check_listing(self) -> None:
        listing = self._read(LISTING, _LARGE)
        if listing is None:
            self._notes.find("dossier.structure", LISTING, "There is no list of the members.")
            return
        try:
            listed = [(str(one["path"]), str(one["hash"]), int(one["bytes"])) for one in msgspec.json.decode(listing)["resources"]]
        except (ValueError, KeyError, TypeError, RecursionError, msgspec.DecodeError) as error:
            self._notes.find("dossier.structure", LISTING, f"The list of the members cannot be read ({error!r}).")
            listed = []
        self._check_digest(listing)
        for name, digest, size in listed:
            found = self._found.get(name)
            if found is None:
                self._notes.find("dossier.member-missing", name, f"{LISTING} lists this member, which is not there.")
            elif (f"sha256:{found.sha256}", found.size) != (digest, size):
                self._notes.find("dossier.member-altered", name, f"This member has another hash or size than {LISTING} gives.")
        order = [*(name for name, _, _ in listed), LISTING, DIGEST]
        for name in self._found.keys() - set(order) if listed else ():
            self._notes.find("dossier.member-unexpected", name, f"{LISTING} does not list this member.")
        if isinstance(self._members, InFile) and self._members.order != order and sorted(self._members.order) == sorted(order):
            self._notes.find("dossier.structure", LISTING, "The members do not stand in the order in which they are listed.")

    def _check_digest(self, listing: bytes) -> None:
        """The hash of the listing, and the signature over it."""
        data = self._read(DIGEST)
        hashed = f"sha256:{sha256(listing).hexdigest()}"
        try:
            digest: Any = msgspec.json.decode(data or b"")
            if canonical(digest) != data or digest["path"] != LISTING or digest["hash"] != hashed:
                raise ValueError("it gives another hash, or is not in canonical form")  # noqa: TRY301
        except (ValueError, KeyError, TypeError, RecursionError, msgspec.DecodeError) as error:
            self._notes.find("dossier.digest", DIGEST, f"This does not give the hash of {LISTING} ({error}).")
            return
        if not is_signed(digest.get("signedData"), hashed):
            self._notes.find("dossier.signature", DIGEST, f"Its signedData is no signature over the hash of {LISTING}.")

    def _checkpoint(self) -> tuple[Head, Note] | None:
        data = self._read(CHECKPOINT)
        if data is None:
            self._notes.find("checkpoint.missing", CHECKPOINT, "There is no checkpoint to which the proofs could lead.")
            return None
        try:
            head, note = read_checkpoint(data)
        except NoteFault as error:
            self._notes.find("checkpoint.malformed", CHECKPOINT, f"This is no checkpoint: {error}.")
            return None
        if note.encoded() != data:
            self._notes.find("checkpoint.malformed", CHECKPOINT, "The checkpoint is not written as one is.")
        return head, note

    def _keys(self) -> tuple[VerifierKey, ...]:
        data = self._read(KEYS)
        text = (data or b"").decode("utf-8", "replace")
        try:
            keys = tuple(VerifierKey.decoded(line) for line in text.split("\n")[:-1])
            if not keys or text != "".join(f"{key.encoded()}\n" for key in keys):
                raise NoteFault("it is not one verifier key a line")  # noqa: TRY301
        except NoteFault as error:
            self._notes.find("key.malformed", KEYS, f"{error}.")
            return ()
        return keys

    # --- entries, proofs and records -----------------------------------------------------------------------------------

    def _lines(self, name: str, most: int) -> Iterator[bytes]:
        """The lines of a member, line feeds included; one that is too long is given cut, and nothing after it."""
        if self._found.get(name, Found("", -1)).size < 0:
            return
        with self._members.opened(name) as (file, size):
            left = size
            while left:
                line = file.readline(min(left, most))
                if not line:
                    return
                left -= len(line)
                yield line
                if not line.endswith(b"\n"):
                    return

    def _check_entries(self, head: Head) -> None:
        proofs: set[str] = set()
        records = _Records(self, self._seen)
        last = -1
        for number, line in enumerate(self._lines(ENTRIES, _SMALL), start=1):
            place = f"{ENTRIES}, line {number:,}"
            body = line.removesuffix(b"\n")
            sequence = _sequence_of(body)
            entry = read_entry(body, sequence, place, self._notes) if line.endswith(b"\n") else None
            if entry is None:
                if not line.endswith(b"\n"):
                    self._notes.find("entry.malformed", place, "This entry is cut: it has no line end.")
                records.lose()
                continue
            if entry.sequence <= last:
                self._notes.find("entry.sequence", place, f"Entry {entry.sequence:,} stands after entry {last:,}.")
            last = max(last, entry.sequence)
            self._notes.count["entries"] += 1
            proofs.add(f"{_PROOFS}{entry.sequence}.tlog-proof")
            self._check_proof(entry.sequence, body, head)
            records.check(entry)
        records.finish()
        for name in self._found:
            if name.startswith(_PROOFS) and name not in proofs:
                self._notes.find("proof.mismatch", name, "This is the proof of no entry of the dossier.")

    def _check_proof(self, sequence: int, body: bytes, head: Head) -> None:
        name = f"{_PROOFS}{sequence}.tlog-proof"
        data = self._read(name)
        if data is None:
            self._notes.find("proof.missing", name, f"Entry {sequence:,} has no proof.")
            return
        self._notes.count["proofs"] += 1
        try:
            proof = Proof.decoded(data)
            if proof.extra is not None or proof.encoded() != data:
                raise NoteFault("it is not written as a proof here is")  # noqa: TRY301
        except NoteFault as error:
            self._notes.find("proof.malformed", name, f"This is no proof: {error}.")
            return
        if proof.index != sequence or proof.checkpoint != self._read(CHECKPOINT) or not proof.leads_from(body, head):
            self._notes.find("proof.mismatch", name, f"This proof does not lead from entry {sequence:,} to {CHECKPOINT}.")

    def record_lines(self) -> Iterator[bytes]:
        """The lines of the records."""
        return self._lines(RECORDS, _LARGE)

    @staticmethod
    def _place_of(number: int) -> str:
        return f"{RECORDS}, record {number:,}"

    def _check_originals(self) -> None:
        notes, understood = self._notes, self._seen.understood
        for digest, (size, number) in understood.originals.items():
            name = f"{_BLOBS}{digest}"
            found = self._found.get(name)
            if not _HASH.fullmatch(digest):
                notes.find("record.malformed", f"record {number:,}", "It names an original by something that is no SHA-256.")
            elif found is not None:
                notes.count["originals"] += 1
                if (found.sha256, found.size) != (digest, size):
                    notes.find("original.altered", name, f"The original was altered: {found.size:,} bytes with the hash {found.sha256}.")
            elif digest in understood.erased_originals:
                notes.find("original.erased", name, f"The original was erased; entry {understood.erased_originals[digest]:,} says so.")
            else:
                understood.withheld += 1
        loose = [name for name in self._found if name.startswith(_BLOBS) and name.removeprefix(_BLOBS) not in understood.originals]
        if loose:
            notes.leave_open("unreferenced", f"{len(loose):,} files in {_BLOBS} that no record names, the first {loose[0]}.")

    # --- the proof beside it -------------------------------------------------------------------------------------------

    def _check_export(self, head: Head, keys: tuple[VerifierKey, ...]) -> None:
        beside = self._path.with_name(f"{self._path.name}.tlog-proof")
        try:
            with open_file(beside) if isinstance(self._members, InFile) else nullcontext(None) as file:
                data = None if file is None else file.read(_LARGE)
        except OSError:
            data = None
        if data is None:
            message = "No proof lies beside the dossier: what no entry covers could have been exchanged, and listed anew."
            self._notes.leave_open("no-export-proof", message)
            return
        self._notes.count["proofs"] += 1
        self._notes.count["bytes"] += len(data)
        try:
            exported = read_export_proof(data)
        except (NoteFault, ValueError, KeyError, TypeError, AttributeError, msgspec.DecodeError) as error:
            self._notes.find("proof.malformed", beside.name, f"This is no proof of an export: {error}.")
            return
        self._hold_against(exported, head, keys, beside.name)

    def _hold_against(self, exported: "ExportProof", head: Head, keys: tuple[VerifierKey, ...], place: str) -> None:
        later, note = exported.head, exported.note
        if note.encoded() != exported.proof.checkpoint:
            self._notes.find("checkpoint.malformed", place, "The checkpoint in it is not written as one is.")
        if later.origin != head.origin:
            self._notes.find("checkpoint.origin", place, f"Its checkpoint is of another log ({later.origin}).")
        check_signature(later, note, keys, place, self._notes)
        index, entry = exported.proof.index, exported.entry
        leads = exported.proof.leads_from(exported.body, later)
        if not leads or index != entry.sequence or index < head.size or exported.digest not in entry.generated:
            self._notes.find("proof.mismatch", place, "This proof does not lead from its record and entry to its checkpoint.")
        with open_file(self._path) as file:
            digest = sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            size = file.tell()
        if (exported.record.get("sha256"), exported.record.get("size")) != (digest.hexdigest(), size):
            self._notes.find("export.mismatch", place, "This proof speaks of a file with another hash or size.")

    def _say_what_is_open(self) -> None:
        understood, notes = self._seen.understood, self._notes
        erased = notes.number("record.erased") + notes.number("original.erased")
        if erased or understood.forgotten:
            notes.leave_open("erased", f"{erased:,} records or originals were erased by entries that say so.")
        if understood.withheld:
            notes.leave_open("withheld", f"{understood.withheld:,} records or originals did not go out with this dossier.")


@dataclass(frozen=True)
class ExportProof:
    """What the proof beside a dossier holds."""

    proof: Proof
    head: Head
    note: Note
    body: bytes
    entry: ReadEntry
    record: dict[str, Any]
    digest: str


def read_export_proof(data: bytes) -> ExportProof:
    """Take it apart.

    Raises:
        NoteFault: it is no proof, or its checkpoint is none.
        ValueError: its extra line does not hold an entry of the type ``export`` with its record.
        KeyError: the same.
        msgspec.DecodeError: the same.
    """
    proof = Proof.decoded(data)
    if proof.encoded() != data:
        raise NoteFault("it is not written as a proof is")
    head, note = read_checkpoint(proof.checkpoint)
    told: dict[str, Any] = msgspec.json.decode(proof.extra or b"")
    body, record, salt = str(told["entry"]).encode(), told["record"], str(told["salt"])
    notes = Notes()
    entry = read_entry(body, _sequence_of(body), "", notes)
    if entry is None or entry.type != "export" or len(told) != 3 or canonical(told) != proof.extra or not isinstance(record, dict):
        raise ValueError("its extra line does not hold an entry of the type export with its record, in canonical form")
    if bytes.fromhex(salt).hex() != salt:
        raise ValueError("its salt is not written as one is")
    return ExportProof(proof, head, note, body, entry, record, salted_digest(salt, canonical(record)))


class _Records:
    """The lines of the records against the digests of the entries."""

    def __init__(self, dossier: _Dossier, seen: Inspection) -> None:
        self._seen = seen
        self._lines = enumerate(dossier.record_lines(), start=1)
        self._ahead: list[tuple[int, RecordLine]] = []
        self._last = -1
        self._lost = False

    def lose(self) -> None:
        """An entry before could not be read, so that the next line may be of a record that it generated."""
        self._lost = True

    def check(self, entry: ReadEntry) -> None:
        """The records that an entry generated."""
        if entry.type == "erase":
            self._seen.understood.erasures[entry.sequence] = frozenset(entry.used)
        for digest in entry.generated:
            found = self._next(digest)
            if found is None:
                message = f"Entry {entry.sequence:,} names a record that is not there."
                self._seen.notes.find("record.missing", f"{RECORDS}, for entry {entry.sequence:,}", message)
                continue
            at, line = found
            if line.number >= 0:
                self._seen.notes.count["records"] += 1
                check_record(line, digest, entry, f"{RECORDS}, line {at:,}", self._seen)

    def finish(self) -> None:
        """Lines that no entry names."""
        left = sum(1 for _ in chain(self._ahead, self._lines))
        if left and not self._lost:
            self._seen.notes.find("record.unexpected", RECORDS, f"{left:,} lines are named by no entry.")

    def _next(self, digest: str) -> tuple[int, RecordLine] | None:
        """The next line; after an entry that could not be read, the next with this digest."""
        while (one := self._read()) is not None:
            _, line = one
            if self._lost and line.salt is not None and bytes(line.record) and not _has_digest(line, digest):
                continue
            self._lost = self._lost and line.salt is None
            return one
        return None

    def _read(self) -> tuple[int, RecordLine] | None:
        """A line as it is; number -1 where it cannot be read, which is found here."""
        found = next(self._lines, None)
        if found is None:
            return None
        at, data = found
        place = f"{RECORDS}, line {at:,}"
        try:
            if not data.endswith(b"\n"):
                raise ValueError("it has no line end")  # noqa: TRY301
            line = read_line(data[:-1])
        except ValueError as error:
            self._seen.notes.find("record.malformed", place, f"This is no line of a record: {error}.")
            return at, RecordLine(number=-1)
        if line.number <= self._last:
            self._seen.notes.find("record.malformed", place, f"Record {line.number:,} stands after record {self._last:,}.")
        self._last = max(self._last, line.number)
        return at, line


def _has_digest(line: RecordLine, digest: str) -> bool:
    try:
        return salted_digest(line.salt or "", bytes(line.record)) == digest
    except ValueError:
        return False


def _sequence_of(body: bytes) -> int:
    """What an entry says it stands at; in a dossier nothing else tells."""
    try:
        return msgspec.json.decode(body, type=ReadEntry).sequence
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return -1
