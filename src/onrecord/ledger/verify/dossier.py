"""A dossier from the bytes up: the ZIP against its form, the members against their listing, and what they hold against the log."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from onrecord.ledger.disclosures import digest_of
from onrecord.ledger.dossier_file import DIGEST, LISTING
from onrecord.ledger.entries import salted_digest
from onrecord.ledger.package_signature import is_signed
from onrecord.ledger.tlog.checkpoint import Head, Proof, read_checkpoint
from onrecord.ledger.tlog.note import Note, NoteFault, VerifierKey
from onrecord.ledger.verify.anchors import check_anchors
from onrecord.ledger.verify.canonical import is_canonical
from onrecord.ledger.verify.checking import (
    At,
    Inspection,
    ReadEntry,
    check_erased,
    check_key_file,
    check_keys,
    check_lying,
    check_origin,
    check_signature,
    read_entry,
)
from onrecord.ledger.verify.files import LINE, SMALL, open_file, read_file
from onrecord.ledger.verify.known_log import KnownLog
from onrecord.ledger.verify.members import InFile, InFolder
from onrecord.ledger.verify.records import Records
from onrecord.ledger.verify.verdict import Notes, records_or_originals
from onrecord.records import canonical

ENTRIES = "onrecord/entries.jsonl"
RECORDS = "onrecord/records.jsonl"
_AT = At("onrecord/checkpoint", "onrecord/log.vkey")
_BLOBS = "onrecord/blobs/"
_PROOFS = "proofs/"
_ANCHORS = "anchors/"
_DIGEST_FIELDS = {"path", "hash", "signedData"}
_SALT = re.compile("[0-9a-f]{32}")
_NAME = re.compile(r"[^\x00-\x1f\x7f\\]+")
"""Of a member: parts divided by ``/``, none of them empty, ``.`` or ``..``, without control characters and without ``\\``."""


def check_dossier(path: Path, called: Path, seen: Inspection) -> tuple[Head | None, tuple[VerifierKey, ...]]:
    """Check everything in a dossier, a file or an unpacked one; what its checkpoint says, and the keys that signed it.

    Args:
        path: where it is.
        called: the path by which it was asked for, which may be a link: beside that lies its proof.
        seen: where findings go.

    Raises:
        OSError: it cannot be read.
    """
    return _Dossier(path, called, seen).check()


class _Dossier:
    def __init__(self, path: Path, called: Path, seen: Inspection) -> None:
        self._path = path
        self._called = called
        self._seen = seen
        self._notes = seen.notes
        self._members: InFile | InFolder = InFolder(path) if path.is_dir() else InFile(path, seen.notes)
        measured = {name: self._members.measured(name, seen.notes) for name in self._members.names}
        self._found = {name: found for name, found in measured.items() if found is not None}
        self._notes.count["bytes"] += sum(one.size for one in self._found.values())

    def check(self) -> tuple[Head | None, tuple[VerifierKey, ...]]:
        for name in self._members.names:
            if not _NAME.fullmatch(name) or not {"", ".", ".."}.isdisjoint(name.split("/")):
                self._notes.find("dossier.structure", name, "No file may be called so: unpacked, it could lie outside of the dossier.")
        self._check_listing()
        found = self._checkpoint()
        if found is None:
            return None, ()
        head, note = found
        keys = check_key_file(self._read(_AT.keys), _AT.keys, self._notes)
        signed = check_signature(head, note, keys, _AT.checkpoint, self._notes) if keys else ()
        self._check_entries(head)
        check_erased(self._seen)
        self._check_originals()
        check_lying(self._seen, lambda digest: _BLOBS + digest, lambda digest: _BLOBS + digest in self._found)
        chain = check_keys(head, keys, signed, _AT, self._seen, note=note)
        names = [name.removeprefix(_ANCHORS) for name in self._members.names if name.startswith(_ANCHORS)]
        log = KnownLog(head, keys, chain, whole=self._seen.understood.complete)
        check_anchors(names, lambda name: self._read(_ANCHORS + name), log, self._seen)
        self._check_export(log)
        self._say_what_is_open()
        return head, signed

    # --- the file and its listing --------------------------------------------------------------------------------------

    def _read(self, name: str, most: int = SMALL) -> bytes | None:
        """The bytes of a member, one more than ``most`` where it has more; None where it is not there."""
        if name not in self._found:
            return None
        with self._members.opened(name) as (file, size):
            return file.read(min(size, most + 1))

    def _check_listing(self) -> None:
        listing = self._read(LISTING, LINE)
        listed: list[tuple[str, object, object]] | None = None
        made: Any = None
        try:
            made = msgspec.json.decode(listing or b"") if is_canonical(listing or b"") else None
            listed = [(str(one["path"]), one["hash"], one["bytes"]) for one in made["resources"]]
        except (ValueError, KeyError, TypeError, RecursionError, msgspec.DecodeError):
            pass
        if listed is None:
            self._notes.find("dossier.structure", LISTING, "This is no list of the members in canonical JSON.")
        self._check_digest(listing or b"", made)
        for name, digest, size in listed or ():
            found = self._found.get(name)
            if found is None:
                self._notes.find("dossier.member-missing", name, f"{LISTING} lists this member, which is not there.")
            elif (f"sha256:{found.sha256}", found.size) != (digest, size):
                self._notes.find("dossier.member-altered", name, f"This member has another hash or size than {LISTING} gives.")
        order = [*(name for name, _, _ in listed or ()), LISTING, DIGEST]
        for name in sorted(set(self._members.names) - set(order)) if listed is not None else ():
            self._notes.find("dossier.member-unexpected", name, f"{LISTING} does not list this member.")
        if isinstance(self._members, InFile) and self._members.order != order and sorted(self._members.order) == sorted(order):
            self._notes.find("dossier.structure", LISTING, "The members do not stand in the order in which they are listed.")

    def _check_digest(self, listing: bytes, made: Any) -> None:
        """The hash of the listing, and the signature over it."""
        data = self._read(DIGEST)
        hashed = f"sha256:{sha256(listing).hexdigest()}"
        try:
            digest: Any = msgspec.json.decode(data if data and is_canonical(data) else b"")
            if digest["path"] != LISTING or digest["hash"] != hashed or not digest.keys() <= _DIGEST_FIELDS:
                raise ValueError("it gives another hash, or holds more")  # noqa: TRY301
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, msgspec.DecodeError) as error:
            self._notes.find("dossier.digest", f"{DIGEST}, {LISTING}", f"This does not give the hash of {LISTING} ({error}).")
            return
        if not is_signed(digest.get("signedData"), hashed, made):
            self._notes.find("dossier.signature", DIGEST, f"Its signedData is no signature over the hash of {LISTING}.")

    def _checkpoint(self) -> tuple[Head, Note] | None:
        data = self._read(_AT.checkpoint)
        if data is None:
            self._notes.find("checkpoint.missing", _AT.checkpoint, "There is no checkpoint to which the proofs could lead.")
            return None
        try:
            head, note = read_checkpoint(data)
        except NoteFault as error:
            self._notes.find("checkpoint.malformed", _AT.checkpoint, f"This is no checkpoint: {error}.")
            return None
        check_origin(head, _AT.checkpoint, self._notes)
        return head, note

    # --- entries, proofs and records -----------------------------------------------------------------------------------

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a member, line feeds included; one that is too long is given cut, and nothing after it."""
        if name not in self._found:
            return
        with self._members.opened(name) as (file, size):
            left = size
            while left and (line := file.readline(min(left, LINE))):
                left -= len(line)
                yield line
                if not line.endswith(b"\n"):
                    return

    def _check_entries(self, head: Head) -> None:
        proofs: set[str] = set()
        records = Records(_RecordLines(self), self._seen)
        checkpoint, last = self._read(_AT.checkpoint), -1
        for number, line in enumerate(self.lines(ENTRIES), start=1):
            place = f"{ENTRIES}, line {number}"
            body = line[:-1] if line.endswith(b"\n") else b""
            entry = read_entry(body, None, place, self._notes)
            if entry is None:
                records.lose()
                continue
            if entry.sequence <= last:
                self._notes.find("entry.sequence", place, f"Entry {entry.sequence:,} stands after entry {last:,}.")
            last = max(last, entry.sequence)
            self._notes.count["entries"] += 1
            proofs.add(f"{_PROOFS}{entry.sequence}.tlog-proof")
            self._check_proof(entry.sequence, body, head, checkpoint)
            records.check(entry, place)
        records.finish()
        for name in sorted(self._members.names):
            if name.startswith(_PROOFS) and name not in proofs:
                self._notes.find("proof.mismatch", name, "This is the proof of no entry of the dossier.")

    def _check_proof(self, sequence: int, body: bytes, head: Head, checkpoint: bytes | None) -> None:
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
        if proof.index != sequence or proof.checkpoint != checkpoint or not proof.leads_from(body, head):
            self._notes.find("proof.mismatch", name, f"This proof does not lead from entry {sequence:,} to {_AT.checkpoint}.")

    def _check_originals(self) -> None:
        notes, understood = self._notes, self._seen.understood
        for digest, named in understood.originals.items():
            name = f"{_BLOBS}{digest}"
            found, erased = self._found.get(name), understood.erased_originals.get(digest, -1)
            if found is not None:
                notes.count["originals"] += 1
                if (found.sha256, found.size) != (digest, named.size) or not named.agreed:
                    message = f"Its hash or size is not what records give: {found.size:,} bytes with the hash {found.sha256}."
                    notes.find("original.altered", name, message)
            elif erased > named.sequence:
                notes.find("original.erased", name, f"The original was erased; entry {erased:,} says so.")
            else:
                understood.withheld += 1
        loose = [name for name in self._members.names if name.startswith(_BLOBS) and name.removeprefix(_BLOBS) not in understood.originals]
        if loose:
            notes.leave_open("unreferenced", f"{len(loose):,} files in {_BLOBS} that no record names, the first {loose[0]}.")

    # --- the proof beside it -------------------------------------------------------------------------------------------

    def _check_export(self, log: KnownLog) -> None:
        beside = self._called.parent.resolve() / f"{self._called.name}.tlog-proof"
        data = read_file(beside, LINE) if isinstance(self._members, InFile) else None
        if data is None:
            message = "No proof lies beside the dossier: what no entry covers could have been exchanged, and listed anew."
            self._notes.leave_open("no-export-proof", message)
            return
        self._notes.count["proofs"] += 1
        try:
            exported = read_export_proof(data)
        except (NoteFault, ValueError, KeyError, TypeError, AttributeError, msgspec.DecodeError) as error:
            self._notes.find("proof.malformed", beside.name, f"This is no proof of an export: {error}.")
            return
        self._hold_against(exported, log, beside.name)

    def _hold_against(self, exported: "ExportProof", log: KnownLog, place: str) -> None:
        head, later, note = log.head, exported.head, exported.note
        if later.origin != head.origin:
            self._notes.find("checkpoint.origin", place, f"Its checkpoint is of another log ({later.origin}).")
        if log.keys:
            check_signature(later, note, log.keys_due(later.size), place, self._notes)
        index, entry = exported.proof.index, exported.entry
        leads = exported.proof.leads_from(exported.body, later)
        if not leads or index != entry.sequence or index < head.size or exported.digest not in entry.generated:
            self._notes.find("proof.mismatch", place, "This proof does not lead from its record and entry to its checkpoint.")
        with open_file(self._path) as file:
            digest = sha256()
            while chunk := file.read(1 << 20):
                digest.update(chunk)
            size = file.tell()
        if (exported.record.get("sha256"), exported.record.get("size")) != (digest.hexdigest(), size):
            self._notes.find("export.mismatch", place, "This proof speaks of a file with another hash or size.")

    def _say_what_is_open(self) -> None:
        understood, notes = self._seen.understood, self._notes
        erased = notes.number("record.erased") + notes.number("original.erased")
        if erased or understood.forgotten:
            notes.leave_open("erased", f"{records_or_originals(erased)} erased by entries that say so.")
        if understood.withheld:
            notes.leave_open("withheld", f"{records_or_originals(understood.withheld)} did not go out with this dossier.")


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
    disclosures: tuple[str, ...] = ()
    """What the record commits to."""


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
    if not is_canonical(proof.extra or b""):
        raise ValueError("its extra line is no canonical JSON")
    told: dict[str, Any] = msgspec.json.decode(proof.extra or b"")
    body, record, salt = str(told["entry"]).encode(), told["record"], str(told["salt"])
    entry = read_entry(body, None, "", Notes())
    disclosures = told.get("disclosures", [])
    if entry is None or entry.type != "export" or len(told) != 3 + bool(disclosures) or not isinstance(record, dict):
        raise ValueError("its extra line does not hold an entry of the type export with its record")
    if not _SALT.fullmatch(salt):
        raise ValueError("its salt is not written as one is")
    if not isinstance(disclosures, list) or not all(isinstance(one, str) for one in disclosures):
        raise ValueError("what is disclosed with it is no list of texts")
    listed = record.get("_sd")
    committed = {one for one in listed if isinstance(one, str)} if isinstance(listed, list) else set()
    if len({*disclosures}) < len(disclosures) or not all(digest_of(one) in committed for one in disclosures):
        raise ValueError("its record does not commit to what is disclosed with it")
    return ExportProof(proof, head, note, body, entry, record, salted_digest(salt, canonical(record)), tuple(disclosures))


class _RecordLines:
    """The lines in the member that holds the records."""

    numbered = False

    def __init__(self, dossier: _Dossier) -> None:
        self._dossier = dossier
        self._lines = enumerate(dossier.lines(RECORDS))

    def place(self, position: int) -> str:
        """The member and the line in it."""
        return f"{RECORDS}, line {position + 1}"

    def line(self, position: int) -> bytes | None:
        """The line at a position."""
        return next((data for at, data in self._lines if at == position), None)

    def all_from(self, position: int) -> Iterator[tuple[int, bytes]]:
        """Read beside the others."""
        return ((at, data) for at, data in enumerate(self._dossier.lines(RECORDS)) if at >= position)

    def left(self, position: int) -> int:
        """How many lines stand from a position on."""
        return sum(1 for at, _ in self._lines if at >= position)
