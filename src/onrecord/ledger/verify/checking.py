"""What cases and dossiers are both checked for: keys, entries, records against their digests, cosignatures and time stamps."""

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import msgspec

from onrecord.ledger.entries import LoggedRecord, record_line, salted_digest
from onrecord.ledger.keys import rotation_message
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import ED25519, MLDSA44, Note, NoteFault, Signature, VerifierKey
from onrecord.ledger.tlog.policy import TrustPolicy
from onrecord.ledger.verify.verdict import Notes

SORTED = msgspec.json.Encoder(order="sorted")
"""Canonical for what holds neither fractions nor names beyond the basic plane, as entries do."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_KEY_TYPES = frozenset({"begin", "key-rotate"})
_ANCHOR_TYPES = frozenset({"anchor", "witness"})
_PARSED = frozenset({"capture", "erase", "export", *_KEY_TYPES, *_ANCHOR_TYPES})
"""Types whose records a verification must understand; all others are bytes with a digest."""


class ReadEntry(msgspec.Struct, frozen=True):
    """What a verification needs of an entry, whatever else stands in it."""

    sequence: int
    type: str
    v: int
    used: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()


class RecordLine(LoggedRecord, frozen=True, kw_only=True):
    """A line of the records as the log has them, or in a dossier one that is withheld."""

    withheld: bool = False


@dataclass
class Understood:
    """What was read on the way that later steps need."""

    begin: dict[str, Any] | None = None
    rotations: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    originals: dict[str, tuple[int, int]] = field(default_factory=dict)
    """SHA-256 to size and the number of the record that names it."""
    anchors: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    """Sequence and type of the entry, and its record."""
    erasures: dict[int, frozenset[str]] = field(default_factory=dict)
    """Erase entries by sequence: the digests of the records that they took away."""
    erased_originals: dict[str, int] = field(default_factory=dict)
    forgotten: int = 0
    erased: list[tuple[int, int, str]] = field(default_factory=list)
    """Record, the entry it is said to be erased by, and its digest."""
    erased_types: set[str] = field(default_factory=set)
    withheld: int = 0

    def take(self, sequence: int, kind: str, number: int, body: bytes) -> None:
        """Read a record that later steps need.

        Raises:
            ValueError: it is not as its type has it.
        """
        if kind not in _PARSED:
            return
        record = msgspec.json.decode(body)
        if kind == "begin":
            self.begin = self.begin or record
        elif kind == "key-rotate":
            self.rotations.append((sequence, record))
        elif kind == "capture":
            self.originals.setdefault(str(record["sha256"]), (int(record["size"]), number))
        elif kind == "erase":
            self.erased_originals.update(dict.fromkeys(record.get("originals", ()), sequence))
            self.forgotten += int(record.get("forgotten", 0))
        elif kind in _ANCHOR_TYPES:
            self.anchors.append((sequence, kind, record))


@dataclass(frozen=True)
class Policy:
    """What was given to a verification besides the evidence."""

    keys: tuple[VerifierKey, ...] = ()
    witnesses: tuple[VerifierKey, ...] = ()
    checkpoints: tuple[tuple[str, bytes], ...] = ()
    """Checkpoints kept elsewhere: a name for messages, and their bytes."""
    authorities: tuple[bytes, ...] = ()
    """Certificates of time-stamping authorities, PEM."""
    quorum: TrustPolicy | None = None
    """Which witnesses must have cosigned."""


@dataclass
class Inspection:
    """One verification under way: what was given, what was found, and what was understood so far."""

    policy: Policy
    notes: Notes = field(default_factory=Notes)
    understood: Understood = field(default_factory=Understood)


def read_entry(body: bytes, sequence: int, place: str, notes: Notes) -> ReadEntry | None:
    """An entry, if it is one and stands in its place."""
    try:
        entry = msgspec.json.decode(body, type=ReadEntry)
        whole = SORTED.encode(msgspec.json.decode(body)) == body
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        notes.find("entry.malformed", place, f"Entry {sequence:,} cannot be read: {error}.")
        return None
    if not whole or entry.v not in (1, 2):
        why = "is not in canonical form" if not whole else f"has the version {entry.v}, which is not known here"
        notes.find("entry.malformed", place, f"Entry {sequence:,} {why}.")
        return None
    if entry.sequence != sequence:
        notes.find("entry.sequence", place, f"Entry {entry.sequence:,} stands where entry {sequence:,} belongs.")
    return entry


def read_line(line: bytes) -> RecordLine:
    """A line of the records.

    Raises:
        ValueError: it is none, or is not written as such a line is.
    """
    try:
        found = msgspec.json.decode(line, type=RecordLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if _written(found) != line:
        raise ValueError("it is not in canonical form, or holds more than such a line does")
    return found


def _written(line: RecordLine) -> bytes:
    if line.withheld and line.erased is None:
        return b'{"number":%d,"withheld":true}' % line.number
    return record_line(line)


def check_record(line: RecordLine, digest: str, entry: ReadEntry, place: str, seen: Inspection) -> None:
    """A record line against the digest that its entry gives."""
    notes, understood = seen.notes, seen.understood
    number = line.number
    if line.erased is not None:
        understood.erased.append((number, line.erased, digest))
        understood.erased_types.add(entry.type)
        return
    if line.withheld:
        understood.withheld += 1
        return
    body = bytes(line.record)
    if line.type != entry.type:
        notes.find("record.malformed", place, f"Record {number:,} says its type is {line.type}; its entry says {entry.type}.")
        return
    try:
        found = salted_digest(line.salt or "", body)
    except ValueError:
        found = ""
    if found != digest or (line.salt or "") != (line.salt or "").lower():
        notes.find("record.altered", place, f"Record {number:,} does not have the digest that entry {entry.sequence:,} gives.")
        return
    _check_disclosures(line, body, place, notes)
    try:
        understood.take(entry.sequence, entry.type, number, body)
    except (ValueError, KeyError, TypeError, AttributeError, msgspec.DecodeError) as error:
        notes.find("record.malformed", place, f"Record {number:,} is no record of the type {entry.type} ({error!r}).")


def _check_disclosures(line: RecordLine, body: bytes, place: str, notes: Notes) -> None:
    if not line.disclosures:
        return
    committed = msgspec.json.decode(body).get("_sd", [])
    for one in line.disclosures:
        digest = base64.urlsafe_b64encode(sha256(one.encode()).digest()).rstrip(b"=").decode("ascii")
        if digest not in committed:
            notes.find("disclosure.altered", place, f"Record {line.number:,} does not commit to one of the fields disclosed with it.")


def check_erased(place_of: Callable[[int], str], seen: Inspection) -> None:
    """What is erased must be erased by an entry that says so."""
    notes, understood = seen.notes, seen.understood
    for number, sequence, digest in understood.erased:
        place = place_of(number)
        if digest in understood.erasures.get(sequence, ()):
            notes.find("record.erased", place, f"Record {number:,} was erased; entry {sequence:,} says so.")
        else:
            notes.find("record.erased-without-entry", place, f"Record {number:,} was erased; entry {sequence:,} does not say so.")


def check_signature(head: Head, note: Note, keys: Sequence[VerifierKey], place: str, notes: Notes) -> tuple[VerifierKey, ...]:
    """The checkpoint's signatures by the keys of the log; those of them that signed."""
    signed: list[VerifierKey] = []
    log_lines = [one for one in note.signatures if one.name == head.origin]
    for key in keys:
        lines = [one for one in log_lines if key.made(one)]
        if any(not key.fits(note.text, one) for one in lines):
            notes.find(
                "checkpoint.signature", place, f"The signature by the key {key.name}+{key.key_id.hex()} does not fit the checkpoint."
            )
        elif lines:
            signed.append(key)
    if not any(key.kind == ED25519 for key in signed) and not notes.has("checkpoint.signature"):
        notes.find("checkpoint.signature", place, "The checkpoint is not signed with the log's key.")
    known = [one for one in note.signatures if any(key.made(one) for key in keys)]
    if len(known) != len(note.signatures) or len({(one.name, one.key_id) for one in note.signatures}) != len(note.signatures):
        notes.find("checkpoint.malformed", place, "The checkpoint holds signature lines by keys that the log does not have.")
    return tuple(signed)


def check_keys(
    head: Head, keys: Sequence[VerifierKey], signed: Sequence[VerifierKey], place: str, seen: Inspection
) -> tuple[tuple[int, str], ...]:
    """Whether the key in force follows from the first one by the changes that the log holds, and from the pinned one.

    From which size of the log on it was signed with which key; empty where its beginning is not known.
    """
    notes = seen.notes
    if any(key.name != head.origin for key in keys):
        notes.find("checkpoint.origin", place, f"The checkpoint speaks of {head.origin}, the key of {keys[0].name}.")
    chain = _chain(head, seen.understood, notes)
    known = [key.encoded() for key in keys if key.kind == ED25519]
    now = chain[-1][1] if chain else known[0] if known else None
    if chain and known and now not in known:
        notes.find("key.other", place, "The key is not the one that follows from the beginning of the log by the changes that it holds.")
    elif chain and known and signed and now not in {key.encoded() for key in signed}:
        notes.find("checkpoint.signature", place, "The checkpoint is not signed with the key that the log changed to.")
    pinned = {key.encoded() for key in seen.policy.keys}
    if not pinned:
        notes.leave_open("key-not-pinned", "The key came with the evidence itself. Give the one that you obtained another way with --key.")
    elif now not in pinned and not pinned & _followed(chain, seen.understood):
        notes.find("key.other", place, "The log's key is not the one that was given, nor follows from it.")
    return tuple(chain)


def _chain(head: Head, understood: Understood, notes: Notes) -> list[tuple[int, str]]:
    """The Ed25519 keys of the log from the first to the one in force, each with the size from which on it signs."""
    if understood.begin is None:
        return []
    if understood.begin.get("origin") != head.origin:
        notes.find(
            "checkpoint.origin", "entry begin", f"The log began as {understood.begin.get('origin')}, the checkpoint says {head.origin}."
        )
    chain = [(0, str(understood.begin.get("vkey")))]
    for sequence, change in understood.rotations:
        if not _is_sound_change(head.origin, chain[-1][1], change):
            notes.find("key.rotation", f"entry {sequence}", f"Entry {sequence:,} changes the key and is not signed as a change must be.")
        chain.append((sequence + 1, str(change.get("new"))))
    return chain


def _followed(chain: Sequence[tuple[int, str]], understood: Understood) -> set[str]:
    """The keys from which the one in force follows by changes that the key before it signed: not by those after a loss."""
    lost = [at for at, (_, change) in enumerate(understood.rotations) if change.get("old_signature") is None]
    return {text for _, text in chain[lost[-1] + 1 if lost else 0 :]}


def _is_sound_change(origin: str, before: str, change: dict[str, Any]) -> bool:
    old, new, compromised = str(change.get("old")), str(change.get("new")), change.get("compromised")
    if old != before or not (compromised is None or _DAY.fullmatch(str(compromised))):
        return False
    message = rotation_message(origin, old, new, compromised).decode("utf-8", "replace")
    for text, signature, needed in ((old, change.get("old_signature"), False), (new, change.get("new_signature"), True)):
        if signature is None and not needed:
            continue
        try:
            key = VerifierKey.decoded(text)
            value = base64.b64decode(str(signature), validate=True)
        except (NoteFault, ValueError):
            return False
        if key.kind == MLDSA44 or not key.fits(message, Signature(key.name, key.key_id, value)):
            return False
    return True
