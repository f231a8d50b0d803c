"""What cases and dossiers are both checked for: keys, entries, records against their digests, cosignatures and time stamps."""

import base64
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Any, Literal, get_args

import msgspec

from onrecord.ledger.entries import EntryType, LoggedRecord, Reason, record_line, salted_digest
from onrecord.ledger.moment import ClockState
from onrecord.ledger.succession import followed, is_sound_change
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import ED25519, ED25519_COSIGNATURE, MLDSA44, Note, NoteFault, VerifierKey
from onrecord.ledger.tlog.policy import TrustPolicy
from onrecord.ledger.tlog.tree import HASH
from onrecord.ledger.verify.canonical import EXACT, SORTED, is_canonical, is_whole
from onrecord.ledger.verify.verdict import Notes

_HASH = re.compile("[0-9a-f]{64}")
_SALT = re.compile("[0-9a-f]{32}")
_TYPE, _TYPES = re.compile("[a-z-]+"), frozenset(get_args(EntryType))
_DISCLOSED = re.compile("[A-Za-z0-9_-]+")
_ORIGIN = re.compile("onrecord/[0-9a-f]{16}")

_LONGEST_ENTRY = 65_535
MOST_RECORDS = _LONGEST_ENTRY // 67
"""Digests that an entry has room for: 64 digits, two quotation marks and a comma each."""
MOST_DISCLOSED = 10_000
"""Disclosures on a line of records that is read."""
_ANCHOR_TYPES = frozenset({"anchor", "witness"})
_KNOWN = frozenset({"begin", "key-rotate", *_ANCHOR_TYPES})
"""Types without whose records keys and anchors are not fully known."""
_PARSED = frozenset({"capture", "erase", *_KNOWN})
"""Types whose records a verification must understand; all others are canonical JSON with a digest."""

Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Whole = Annotated[int, msgspec.Meta(ge=0, lt=EXACT)]


class ReadMoment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``at`` of an entry: the form of its texts is checked, not whether there is such a day."""

    wall: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}\+00:00\Z")]
    monotonic: Whole
    run: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}\Z")]
    clock: ClockState


class ReadAgent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``agent`` of an entry."""

    program: str
    version: str
    code: Digest
    reader: str | msgspec.UnsetType = msgspec.UNSET
    reader_version: str | msgspec.UnsetType = msgspec.UNSET
    settings: Digest | msgspec.UnsetType = msgspec.UNSET


class ReadEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry, as far as a verification looks at it; ``SORTED`` writes it again as it stood, as long as it is in ASCII."""

    sequence: Whole
    type: EntryType
    v: Literal[2]
    at: ReadMoment
    agent: msgspec.Raw
    """A ``ReadAgent``: nearly all entries of a log have one of a few, so each is looked at once."""
    actor: str | msgspec.UnsetType = msgspec.UNSET
    why: Reason | msgspec.UnsetType = msgspec.UNSET
    used: Annotated[tuple[Digest, ...], msgspec.Meta(min_length=1)] = ()
    generated: Annotated[tuple[Digest, ...], msgspec.Meta(min_length=1)] = ()


class RecordLine(LoggedRecord, frozen=True, kw_only=True):
    """A line of the records as the log has them, or in a dossier one that is withheld."""

    withheld: bool = False


_ENTRY, _AGENT, _LINE = msgspec.json.Decoder(ReadEntry), msgspec.json.Decoder(ReadAgent), msgspec.json.Decoder(RecordLine)


@dataclass
class Original:
    """What the records say of an original."""

    size: int
    place: str
    """The record that names it first."""
    sequence: int
    """The last entry that captured it."""
    agreed: bool = True
    """Whether all of them give the same size."""


@dataclass(frozen=True)
class Erased:
    """A record that is said to be erased."""

    place: str
    sequence: int
    """Of the entry that generated it."""
    by: int
    """Of the entry that is said to have erased it."""
    digest: str


@dataclass
class Understood:
    """What was read on the way that later steps need."""

    begin: tuple[str, dict[str, Any]] | None = None
    """Place of the first record, and the record."""
    rotations: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)
    """Place of the record, the sequence of its entry, and the record; so for anchors, with the type of the entry."""
    anchors: list[tuple[str, int, str, dict[str, Any]]] = field(default_factory=list)
    originals: dict[str, Original] = field(default_factory=dict)
    """By their SHA-256."""
    erasures: dict[int, frozenset[str]] = field(default_factory=dict)
    """Erase entries by sequence: the digests of the records that they took away."""
    erased_originals: dict[str, int] = field(default_factory=dict)
    forgotten: int = 0
    erased: list[Erased] = field(default_factory=list)
    withheld: int = 0
    complete: bool = True
    """Whether every entry, and every record that names keys and anchors, could be read."""
    unread_capture: int = -1
    """The last entry that may have captured an original, which could not be read."""
    standing: bytearray = field(default_factory=bytearray)
    """The digests of the records that are there, 32 bytes each."""
    stands_at: "array[int]" = field(default_factory=lambda: array("Q"))
    """Of each of these the position of its line and the sequence of its entry."""

    def lose(self) -> None:
        """An entry could not be read, nor what it says of records."""
        self.complete, self.unread_capture = False, EXACT

    def miss(self, entry: "ReadEntry", *, erased: bool = False) -> None:
        """A record of an entry could not be read."""
        self.complete &= entry.type not in _KNOWN
        if entry.type == "capture" and not erased:
            self.unread_capture = max(self.unread_capture, entry.sequence)

    def still_standing(self) -> Iterator[tuple[int, int]]:
        """Records that a later entry says were erased and whose lines are there: the position of the line, and that entry."""
        doomed = {bytes.fromhex(digest): by for by in sorted(self.erasures) for digest in self.erasures[by]}
        for at in range(len(self.standing) // HASH if doomed else 0):
            by = doomed.get(bytes(self.standing[at * HASH : at * HASH + HASH]), -1)
            if by > self.stands_at[2 * at + 1]:
                yield self.stands_at[2 * at], by

    def still_lying(self) -> Iterator[tuple[str, int]]:
        """Originals that an entry says were erased and none captured since, so that they should not lie there: each with that entry."""
        for digest, by in self.erased_originals.items():
            captured = self.originals[digest].sequence if digest in self.originals else -1
            if by > max(captured, self.unread_capture) and _HASH.fullmatch(digest):
                yield digest, by

    def take(self, entry: "ReadEntry", place: str, body: bytes) -> None:
        """Read a record that later steps need.

        Raises:
            ValueError: it is not as its type has it.
        """
        kind, sequence = entry.type, entry.sequence
        if kind not in _PARSED:
            return
        record = msgspec.json.decode(body)
        if not isinstance(record, dict):
            raise ValueError("it is no object")  # noqa: TRY004 – of the record, not of this program
        if kind == "begin":
            self.begin = self.begin or (place, record)
        elif kind == "key-rotate":
            self.rotations.append((place, sequence, record))
        elif kind == "capture":
            self._take_original(sequence, place, record)
        elif kind == "erase":
            self._take_erasure(sequence, record)
        else:
            self.anchors.append((place, sequence, kind, record))

    def _take_original(self, sequence: int, place: str, record: dict[str, Any]) -> None:
        digest, size = record.get("sha256"), record.get("size")
        if not isinstance(digest, str) or not _HASH.fullmatch(digest) or not is_whole(size):
            raise ValueError("it does not name an original by hash and size")
        known = self.originals.setdefault(digest, Original(size, place, sequence))
        known.agreed &= known.size == size
        known.sequence = max(known.sequence, sequence)

    def _take_erasure(self, sequence: int, record: dict[str, Any]) -> None:
        originals, forgotten = record.get("originals", []), record.get("forgotten", 0)
        if not isinstance(originals, list) or not all(isinstance(one, str) for one in originals) or not is_whole(forgotten):
            raise ValueError("it does not say which originals were erased")
        self.erased_originals.update(dict.fromkeys(originals, sequence))
        self.forgotten += forgotten


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


def read_entry(body: bytes, sequence: int | None, place: str, notes: Notes) -> ReadEntry | None:
    """An entry, if it is one; ``sequence``: where it stands, None in a dossier, where nothing else tells that."""
    if len(body) > _LONGEST_ENTRY:
        notes.find("entry.malformed", place, f"This entry has {len(body):,} bytes, more than any.")
        return None
    try:
        entry, whole = _decoded(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        notes.find("entry.malformed", place, f"This entry cannot be read: {error}.")
        return None
    if not whole:
        notes.find("entry.malformed", place, f"Entry {entry.sequence:,} is not in canonical form.")
        return None
    if sequence is not None and entry.sequence != sequence:
        notes.find("entry.sequence", place, f"Entry {entry.sequence:,} stands where entry {sequence:,} belongs.")
    if (entry.type == "begin") != (entry.sequence == 0):
        notes.find("entry.malformed", place, "The first entry, and no other, has the type begin.")
    if entry.type in _KNOWN and len(entry.generated) != 1:
        notes.find("entry.malformed", place, f"An entry of the type {entry.type} has one record; entry {entry.sequence:,} has not.")
    return entry


def _decoded(body: bytes) -> tuple[ReadEntry, bool]:
    """An entry, and whether it is in canonical form."""
    entry = _ENTRY.decode(body)
    sorted_within = _is_sorted(bytes(entry.agent))
    return entry, (sorted_within and body.isascii() and SORTED.encode(entry) == body) or is_canonical(body)


@lru_cache(maxsize=64)
def _is_sorted(agent: bytes) -> bool:
    """Whether what an entry says of the program stands there as ``SORTED`` writes it.

    Raises:
        msgspec.DecodeError: it lacks something, or says more.
    """
    return SORTED.encode(_AGENT.decode(agent)) == agent


def read_line(data: bytes) -> RecordLine:
    """A line of the records, with its line feed.

    Raises:
        ValueError: it is none, or is not written as such a line is.
    """
    if not data.endswith(b"\n"):
        raise ValueError("it has no line end, or is too long")
    try:
        found = _LINE.decode(line := data[:-1])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if _written(found) != line or not 0 <= found.number < EXACT or not 0 <= (found.erased or 0) < EXACT:
        raise ValueError("it is not in canonical form, or holds more than such a line does")
    if found.erased is None and not found.withheld:
        if not _SALT.fullmatch(found.salt or "") or (found.type not in _TYPES and not _TYPE.fullmatch(found.type or "")):
            raise ValueError("it has no salt or type as a record has them")
        if len(found.disclosures) > MOST_DISCLOSED:
            raise ValueError(f"it has {len(found.disclosures):,} disclosures; at most {MOST_DISCLOSED:,} are read")
        if found.disclosures and not all(_DISCLOSED.fullmatch(one) for one in found.disclosures):
            raise ValueError("what is disclosed is not written as it should be")
        if not is_canonical(bytes(found.record)):
            raise ValueError("the record in it is not in canonical form")
    return found


def _written(line: RecordLine) -> bytes:
    if line.withheld and line.erased is None:
        return b'{"number":%d,"withheld":true}' % line.number
    return record_line(line)


def digest_of(line: RecordLine) -> str | None:
    """The salted digest of the record in a line; None where it holds none."""
    return None if line.salt is None else salted_digest(line.salt, bytes(line.record))


@dataclass(frozen=True, slots=True)
class Line:
    """Where a record stands."""

    place: str
    position: int


def check_record(line: RecordLine, digest: str, entry: ReadEntry, at: Line, seen: Inspection) -> bool:
    """A record line against the digest that its entry gives; whether it is that record, and could be understood."""
    place = at.place
    notes, understood = seen.notes, seen.understood
    if line.erased is not None:
        understood.erased.append(Erased(place, entry.sequence, line.erased, digest))
        return False
    if line.withheld:
        understood.withheld += 1
        if entry.type in _KNOWN:
            message = f"Record {line.number:,} is withheld; one of the type {entry.type} never is, for keys and witnesses follow from it."
            notes.find("record.malformed", place, message)
        return False
    body = bytes(line.record)
    if digest_of(line) != digest:
        notes.find("record.altered", place, f"Record {line.number:,} does not have the digest that entry {entry.sequence:,} gives.")
        return False
    if line.type != entry.type:
        notes.find("record.malformed", place, f"Record {line.number:,} says its type is {line.type}; its entry says {entry.type}.")
        return False
    notes.count["records"] += 1
    understood.standing += bytes.fromhex(digest)
    understood.stands_at.extend((at.position, entry.sequence))
    _check_disclosures(line, body, place, notes)
    try:
        understood.take(entry, place, body)
    except (ValueError, RecursionError, msgspec.DecodeError) as error:
        notes.find("record.malformed", place, f"Record {line.number:,} is no record of the type {entry.type}: {error}.")
        return False
    return True


def _check_disclosures(line: RecordLine, body: bytes, place: str, notes: Notes) -> None:
    if not line.disclosures:
        return
    record = msgspec.json.decode(body)
    listed = record.get("_sd") if isinstance(record, dict) else None
    committed = {one for one in listed if isinstance(one, str)} if isinstance(listed, list) else set()
    for one, times in Counter(line.disclosures).items():
        digest = base64.urlsafe_b64encode(sha256(one.encode()).digest()).rstrip(b"=").decode("ascii")
        if digest not in committed or times > 1:
            notes.find("disclosure.altered", place, f"Record {line.number:,} does not commit to one of the fields disclosed with it.")


def check_erased(seen: Inspection) -> None:
    """What is erased must be erased by a later entry that says so."""
    for one in seen.understood.erased:
        if one.by > one.sequence and one.digest in seen.understood.erasures.get(one.by, ()):
            seen.notes.find("record.erased", one.place, f"A record of entry {one.sequence:,} was erased; entry {one.by:,} says so.")
        else:
            message = f"A record of entry {one.sequence:,} is gone; entry {one.by:,} does not say that it was erased."
            seen.notes.find("record.erased-without-entry", one.place, message)


UNFINISHED = "the erasure was begun and is not finished. `onrecord reindex` finishes it."


def check_lying(seen: Inspection, place: Callable[[str], str], lies: Callable[[str], bool]) -> None:
    """Originals that were erased must be gone; asked for by their SHA-256."""
    for digest, by in seen.understood.still_lying():
        if lies(digest):
            seen.notes.find("erasure.unfinished", place(digest), f"Entry {by:,} erased this original, which still lies there: {UNFINISHED}")


def check_key_file(data: bytes | None, place: str, notes: Notes) -> tuple[VerifierKey, ...]:
    """The verifier keys in the file of them; none where it is not as it must be, which is found here."""
    try:
        if data is None:
            raise NoteFault("it cannot be read")  # noqa: TRY301
        keys = tuple(VerifierKey.decoded(line) for line in data.decode("utf-8").split("\n")[:-1])
        if not keys or data != "".join(f"{key.encoded()}\n" for key in keys).encode() or len(set(keys)) < len(keys):
            raise NoteFault("it is not one verifier key a line, each once")  # noqa: TRY301
        if keys[0].kind != ED25519 or any(key.kind == ED25519_COSIGNATURE for key in keys):
            raise NoteFault("the first is no key of a log, or another is that of a witness")  # noqa: TRY301
    except (NoteFault, UnicodeDecodeError) as error:
        notes.find("key.malformed", place, f"This is no file of verifier keys: {error}.")
        return ()
    return keys


def is_signed(note: Note, keys: Sequence[VerifierKey]) -> bool:
    """Whether a line of a checkpoint fits one of the Ed25519 keys."""
    return any(key.fits(note.text, one) for key in keys if key.kind == ED25519 for one in note.signatures)


def check_signature(head: Head, note: Note, keys: Sequence[VerifierKey], place: str, notes: Notes) -> tuple[VerifierKey, ...]:
    """The checkpoint's signatures by the keys that may sign it; those of them that did."""
    by = {key: [one for one in note.signatures if one.name == head.origin and key.made(one)] for key in keys}
    signed = tuple(key for key in keys if by[key] and all(key.fits(note.text, one) for one in by[key]))
    if not any(key.kind == ED25519 for key in signed) or any(by[key] and key not in signed for key in keys):
        notes.find("checkpoint.signature", place, "No signature by the log's key of then fits the checkpoint, or one of them does not.")
    lines = {kind: sum(len(by[key]) for key in keys if key.kind == kind) for kind in (ED25519, MLDSA44)}
    if sum(lines.values()) != len(note.signatures) or max(lines.values()) > 1:
        notes.find("checkpoint.malformed", place, "The checkpoint holds other signature lines than one of each kind by the log.")
    return signed


def check_origin(head: Head, place: str, notes: Notes) -> None:
    """Whether a log may be called so."""
    if not _ORIGIN.fullmatch(head.origin):
        notes.find("checkpoint.origin", place, f"No log is called {head.origin}.")


@dataclass(frozen=True)
class At:
    """Where the checkpoint and the keys of a log stand."""

    checkpoint: str
    keys: str


def check_keys(
    head: Head, keys: Sequence[VerifierKey], signed: Sequence[VerifierKey], at: At, seen: Inspection, *, note: Note, changing: bool = False
) -> tuple[tuple[int, str], ...]:
    """Whether the key in force follows from the first one by the changes that the log holds, and from the pinned one.

    From which size of the log on it was signed with which key; empty where its beginning is not known. ``note``: the checkpoint;
    ``changing``: a change of keys is under way in the case, so that keys to come, or of before, may stand in the file.
    """
    notes, complete = seen.notes, seen.understood.complete
    if any(key.name != head.origin for key in keys):
        notes.find("checkpoint.origin", at.keys, f"The checkpoint speaks of {head.origin}, a key of another log.")
    chain = _chain(head, seen.understood, notes)
    if complete and not chain:
        notes.find("begin.missing", at.checkpoint, "The entry begin is not here, so nothing says with which key the log began.")
    known = {key.encoded() for key in keys if key.kind == ED25519}
    by = {key.encoded() for key in signed if key.kind == ED25519}
    now = {chain[-1][1]} if chain and complete else known
    if known and not now & known:
        notes.find("key.other", at.keys, "The key is not the one that follows from the beginning of the log by the changes that it holds.")
    elif signed and not now & by:
        notes.find("checkpoint.signature", at.checkpoint, "The checkpoint is not signed with the key that the log changed to.")
    pinned = {key.encoded() for key in seen.policy.keys}
    if not pinned:
        notes.leave_open("key-not-pinned", "The key came with the evidence itself. Give the one that you obtained another way with --key.")
    elif by and not pinned & _led_to(by, head.origin, seen.understood):
        notes.find("key.other", at.keys, "The checkpoint is signed with no key that was given, nor with one that follows from it.")
    if not changing:
        _check_others(keys, chain, note, at, seen)
    if any(key.kind == MLDSA44 and key not in seen.policy.keys for key in keys):
        message = "No entry names the log's ML-DSA-44 key, so whoever wrote the file of keys may have added it. Give it with --key as well."
        notes.leave_open("key-unbound", message)
    return tuple(chain)


def _check_others(keys: Sequence[VerifierKey], chain: Sequence[tuple[int, str]], note: Note, at: At, seen: Inspection) -> None:
    """Keys in the file that the log never had, and ML-DSA-44 keys that did not sign: of the Ed25519 keys the chain tells."""
    had = {text for _, text in chain}
    for key in keys:
        if key.kind == ED25519 and had and seen.understood.complete and key.encoded() not in had:
            seen.notes.find("key.other", at.keys, f"By the changes that the log holds, {key.encoded()} never was its key.")
        if key.kind == MLDSA44 and not any(key.made(one) for one in note.signatures):
            seen.notes.find("key.other", at.keys, f"The checkpoint bears no line by {key.name}+{key.key_id.hex()}, an ML-DSA-44 key.")


def _chain(head: Head, understood: Understood, notes: Notes) -> list[tuple[int, str]]:
    """The Ed25519 keys of the log from the first to the one in force, each with the size from which on it signs."""
    if understood.begin is None:
        return []
    place, begin = understood.begin
    if begin.get("origin") != head.origin:
        notes.find("checkpoint.origin", place, f"The log began as {begin.get('origin')}, the checkpoint says {head.origin}.")
    chain = [(0, str(begin.get("vkey")))]
    following = followed(head.origin, chain[0][1], (change for *_, change in understood.rotations), whole=understood.complete)
    for (where, sequence, _), (key, is_sound) in zip(understood.rotations, following, strict=True):
        if not is_sound:
            notes.find("key.rotation", where, f"Entry {sequence:,} changes the key and is not signed as a change must be.")
        chain.append((sequence + 1, key))
    return chain


def _led_to(signers: set[str], origin: str, understood: Understood) -> set[str]:
    """These keys, and those from which they follow by changes that are shown and that the key before signed: none from before a loss."""
    led = set(signers)
    for _, _, change in reversed(understood.rotations):
        old, new = change.get("old"), change.get("new")
        if (
            isinstance(old, str)
            and isinstance(new, str)
            and new in led
            and change.get("old_signature") is not None
            and is_sound_change(origin, old, change)
        ):
            led.add(old)
    return led
