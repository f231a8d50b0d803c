"""What was kept outside: checkpoints given or kept, witnesses' cosignatures, time stamps."""

import contextlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import accumulate, groupby, islice
from typing import Any

from onrecord.errors import BadInput
from onrecord.ledger.tlog.checkpoint import Head, decoded_steps, read_checkpoint
from onrecord.ledger.tlog.note import Note, NoteFault, Signature, VerifierKey, read_signatures, time_of
from onrecord.ledger.tlog.tree import EMPTY_ROOT, is_consistent
from onrecord.ledger.verify.checking import Inspection
from onrecord.ledger.verify.known_log import KnownLog
from onrecord.ledger.verify.timestamps import Stamp, read_stamp

_KEPT = re.compile(r"(0|[1-9][0-9]{0,18})\.checkpoint")
_CONSISTENCY = re.compile(r"([1-9][0-9]{0,18})\.consistency")
_ANCHOR = re.compile(r"(0|[1-9][0-9]{0,18})-[0-9a-f]{8}\.(cosig|tsr)")
_ENDING = {"witness": "cosig", "anchor": "tsr"}

MOST_TRIES = 4_000
"""Other checkpoints against which cosignatures that do not fit are held in all, to say of which they are: each line against each would be
their product. What is not tried is said not to fit."""

TOLERANCE = timedelta(minutes=5)
"""How far the clocks of two who stamp or cosign may be apart before one of them is said to be wrong."""

_LATEST = 253_402_300_799
"""Seconds of the end of the year 9999, the last that can be printed."""

ReadFile = Callable[[str], bytes | None]
"""The bytes of a file in ``anchors/`` by its name; None where it is not there."""

_STAMP_CODES = {
    Stamp.MALFORMED: "anchor.mismatch",
    Stamp.OTHER: "anchor.mismatch",
    Stamp.BACKDATED: "anchor.backdated",
    Stamp.AUTHORITY: "anchor.authority",
    Stamp.SIGNATURE: "anchor.signature",
}


@dataclass(frozen=True)
class _Anchor:
    """A file in ``anchors/`` that countersigns or stamps, with the entry that names it."""

    file: str
    size: int
    ending: str
    sequence: int | None = None
    record: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"anchors/{self.file}"

    @property
    def checkpoint(self) -> str:
        return f"{self.size}.checkpoint"


@dataclass(frozen=True)
class _Checkpoint:
    """A kept checkpoint: its bytes and their hash, and the note where it is one; no bytes where it is not there."""

    size: int
    data: bytes | None
    digest: str
    note: Note | None


@dataclass(frozen=True)
class _Dated:
    """When somebody outside saw the log at a size."""

    anchor: _Anchor
    time: datetime


class AnchorsCheck:
    """One look at everything that was kept outside."""

    def __init__(self, names: list[str], read: ReadFile, log: KnownLog, seen: Inspection) -> None:
        self._names = names
        self._read = read
        self._log = log
        self._seen = seen
        self._notes = seen.notes
        self._kept = {int(match[1]): name for name in names if (match := _KEPT.fullmatch(name))}
        self._by_hash: dict[bytes, int] = {}
        """Kept checkpoints by the SHA-256 of their files, by which time stamps speak of them."""
        self._texts: dict[int, str] = {}
        """What is signed of those that bear the name of this log."""
        self._tries: Counter[int] = Counter()
        """How many lines were held against other checkpoints, by the kind of their key."""
        self._last: _Checkpoint | None = None
        self._vouched: tuple[list[datetime], list[int]] | None = None
        self._cosigned: dict[int, set[VerifierKey]] = {}
        self._dated: list[_Dated] = []
        self._stamped: set[int] = set()
        self._given: set[int] = set()
        self._shown: dict[int, bytes] = {}
        """The roots of the checkpoints, kept and given, up to which the log is shown to lead, by their sizes."""
        self._unshown: list[str] = []
        """Kept ones that no proof beside them shows to be of this log."""
        self._foreign = 0
        self._unchecked: str | None = None

    def run(self) -> None:
        """Check all of it, and say what is left open."""
        anchors = sorted(self._listed(), key=lambda one: (one.size, one.file, -1 if one.sequence is None else one.sequence))
        for size, name in sorted(self._kept.items()):
            if (data := self._read(name)) is not None:
                self._by_hash[sha256(data).digest()] = size
                self._check_history(f"anchors/{name}", data, size)
        for _, named in groupby(anchors, key=lambda one: one.file):
            self._check_file([*named])
        for place, data in self._seen.policy.checkpoints:
            if (given := self._check_history(place, data, None)) is not None:
                self._given.add(given)
        self._check_order()
        self._check_quorum()
        self._say_what_is_open()

    def covered(self, before: datetime | None = None) -> int:
        """The size of the largest checkpoint that somebody outside vouches for, where asked for until a time."""
        if before is None:
            return max((*self._cosigned, *self._stamped, *self._given), default=0)
        if self._vouched is None:
            vouched = self._cosigned.keys() | self._stamped
            seen = sorted((one.time, one.anchor.size) for one in self._dated if one.anchor.size in vouched)
            self._vouched = [time for time, _ in seen], [0, *accumulate((size for _, size in seen), max)]
        times, largest = self._vouched
        return largest[bisect_left(times, before)]

    # --- files ------------------------------------------------------------------------------------------------------

    def _listed(self) -> list[_Anchor]:
        """What entries name, then what lies there besides."""
        anchors: list[_Anchor] = []
        for place, sequence, kind, record in self._seen.understood.anchors:
            file, size = str(record.get("file")), record.get("size")
            match = _ANCHOR.fullmatch(file)
            if match is None or match[1] != str(size) or match[2] != _ENDING[kind]:
                message = f"The record of entry {sequence:,} names a file of the size {size} in a way that no rule has."
                self._notes.find("record.malformed", place, message)
                continue
            anchors.append(_Anchor(file, int(match[1]), match[2], sequence, record))
        named = {anchor.file for anchor in anchors}
        loose = []
        for name in self._names:
            match = _ANCHOR.fullmatch(name)
            if match and name not in named:
                loose.append(_Anchor(name, int(match[1]), match[2]))
            elif match is None and not _KEPT.fullmatch(name) and not self._is_beside_kept(name):
                self._notes.find("anchor.unexpected", f"anchors/{name}", f"No rule puts a file of the name {name} there.")
        if loose:
            message = (
                f"{len(loose):,} files in anchors/ that no entry names, the first {loose[0].file}: left by a stop before the entry,"
                " or put there. `onrecord checkpoint add FILE` makes the entry."
            )
            self._notes.leave_open("anchor-unnamed", message)
        return [*anchors, *loose]

    def _is_beside_kept(self, name: str) -> bool:
        """Whether a dossier holds such a file beside a checkpoint of a log that has grown since."""
        match = _CONSISTENCY.fullmatch(name)
        return bool(match and self._log.root_at is None and int(match[1]) in self._kept and int(match[1]) < self._log.head.size)

    def _check_file(self, named: Sequence[_Anchor]) -> None:
        """A file with all entries that name it, the earliest first: it is read once, and what it holds is checked once."""
        notes, first = self._notes, named[0]
        data, kept = self._read(first.file), self._checkpoint_at(first.size)
        digest = sha256(data or b"").hexdigest()
        sound = []
        for anchor in named:
            wrong = data is None or kept.data is None
            for file, found, given, wanted in (
                (anchor.file, data, digest, anchor.record.get("sha256")),
                (anchor.checkpoint, kept.data, kept.digest, anchor.record.get("checkpoint")),
            ):
                if found is None:
                    who = f"Entry {anchor.sequence:,} names" if anchor.sequence is not None else f"{anchor.file} needs"
                    notes.find("anchor.missing", f"anchors/{file}", f"{who} {file}, which is not there.")
                elif anchor.sequence is not None and given != wanted:
                    notes.find("anchor.altered", f"anchors/{file}", f"{file} does not have the hash that entry {anchor.sequence:,} gives.")
                    wrong = True
            sound += [] if wrong else [anchor]
        notes.count["anchors"] += len(sound)
        if sound and first.ending == "cosig":
            self._check_cosignature(sound, data or b"", kept)
        elif sound:
            self._check_stamp(sound, data or b"", kept.data or b"")

    def _checkpoint_at(self, size: int) -> _Checkpoint:
        """The kept checkpoint of a size, of which the last is held: they are asked for in the order of their sizes."""
        if self._last is None or self._last.size != size:
            data, note = self._read(f"{size}.checkpoint"), None
            with contextlib.suppress(NoteFault):
                note = read_checkpoint(data or b"")[1]
            self._last = _Checkpoint(size, data, sha256(data or b"").hexdigest(), note)
        return self._last

    # --- cosignatures -----------------------------------------------------------------------------------------------

    def _check_cosignature(self, named: Sequence[_Anchor], data: bytes, kept: _Checkpoint) -> None:
        notes, place, note = self._notes, named[0].place, kept.note
        try:
            signatures = read_signatures(data.decode("utf-8"))
            if note is None:
                raise NoteFault("what it should be over is none")  # noqa: TRY301
        except (NoteFault, UnicodeDecodeError) as error:
            notes.find("anchor.mismatch", place, f"These are no signature lines over a checkpoint: {error}.")
            return
        for anchor in named:
            name = anchor.record.get("name")
            if anchor.sequence is not None and any(one.name != name for one in signatures):
                message = f"It holds a signature by another witness than {name}, whom entry {anchor.sequence:,} names."
                notes.find("anchor.witness", place, message)
        for line in signatures:
            like = [key for key in self._seen.policy.witnesses if _claims_to_be(line, key)]
            if like and not any(key.made(one) for key in like for one in signatures):
                message = f"It bears the name of the witness {line.name} and is made with another key than the one that was given."
                notes.find("anchor.witness", place, message)
                break
        for key in self._seen.policy.witnesses:
            for one in signatures:
                if key.made(one):
                    self._check_line(named[0], one, key, note)

    def _check_line(self, anchor: _Anchor, line: Signature, key: VerifierKey, note: Note) -> None:
        if key.fits(note.text, line):
            self._take_cosignature(anchor.size, key, line, anchor.place)
            if (time := _moment(line)) is not None:
                self._dated.append(_Dated(anchor, time))
        elif (other := self._fits_another(line, key)) is not None:
            message = (
                f"The cosignature by {key.name} is that of the checkpoint of {other:,} entries, filed again under one of {anchor.size:,}."
            )
            self._notes.find("anchor.replayed", anchor.place, message)
        else:
            self._notes.find("anchor.cosignature", anchor.place, f"The cosignature by {key.name} does not fit this checkpoint.")

    def _take_cosignature(self, size: int, key: VerifierKey, line: Signature, place: str) -> None:
        """Count it, where the log is shown to lead up to what it is on."""
        if size not in self._shown:
            return
        self._cosigned.setdefault(size, set()).add(key)
        self._notes.vouch("cosignature", key.name, size, place, _told(_moment(line)))

    def _fits_another(self, line: Signature, key: VerifierKey) -> int | None:
        """Of which other kept checkpoint of this log a line is, as far as it is tried out."""
        tried = list(islice(self._texts.items(), MOST_TRIES - self._tries[key.kind]))
        self._tries[key.kind] += len(tried)
        return next((size for size, text in tried if key.fits(text, line)), None)

    # --- time stamps ------------------------------------------------------------------------------------------------

    def _check_stamp(self, named: Sequence[_Anchor], data: bytes, kept: bytes) -> None:
        first, notes = named[0], self._notes
        if f"-{sha256(data).hexdigest()[:8]}." not in first.file:
            notes.find("anchor.mismatch", first.place, "This time stamp does not have the hash by which it is called.")
            return
        stamp = read_stamp(data, kept, self._seen.policy.authorities)
        if stamp.found is Stamp.OTHER and (other := self._by_hash.get(stamp.imprint)) is not None:
            message = f"This time stamp is that of the checkpoint of {other:,} entries, filed again under one of {first.size:,}."
            notes.find("anchor.replayed", first.place, message)
            return
        if code := _STAMP_CODES.get(stamp.found):
            notes.find(code, first.place, f"The time stamp cannot be believed: {stamp.why}.")
            return
        wrongly = [one for one in named if one.sequence is not None and stamp.authority not in (None, one.record.get("name"))]
        for one in wrongly:
            message = f"This time stamp is by {stamp.authority}; entry {one.sequence:,} names {one.record.get('name')}."
            notes.find("anchor.authority", first.place, message)
        if wrongly:
            return
        if stamp.found is Stamp.VERIFIED and first.size in self._shown:
            self._stamped.add(first.size)
            notes.vouch("timestamp", stamp.authority or "", first.size, first.place, _told(stamp.time))
        elif stamp.found is Stamp.FOREIGN:
            self._foreign += 1
        elif stamp.found is Stamp.UNCHECKED:
            self._unchecked = stamp.why
        if stamp.time is not None:
            self._dated.append(_Dated(first, stamp.time))

    # --- all together -----------------------------------------------------------------------------------------------

    def _check_history(self, place: str, data: bytes, filed: int | None) -> int | None:
        """Whether the log still leads up to a checkpoint; its size where it does."""
        notes, head = self._notes, self._log.head
        try:
            kept, note = read_checkpoint(data)
        except NoteFault as error:
            if filed is None:
                raise BadInput(f"{place} is no checkpoint: {error}.") from error
            notes.find("anchor.mismatch", place, f"This is no checkpoint: {error}.")
            return None
        if filed is None and self._log.is_mistyped(note):
            message = f"{place} is not written as it was signed: the signature in it does not fit."
            hint = "Compare it letter by letter. If it is as it was kept, this evidence is not of the log that signed it."
            raise BadInput(message, hint=hint)
        if filed is not None and kept.size != filed:
            notes.find("anchor.mismatch", place, f"This checkpoint speaks of {kept.size:,} entries and is filed under {filed:,}.")
            return None
        if kept.origin != head.origin:
            notes.find("anchor.foreign", place, f"This checkpoint is of another log ({kept.origin}).")
            return None
        if filed is not None:
            self._texts[filed] = note.text
        keys = self._log.keys_at(kept.size)
        if self._seen.understood.complete and keys and not any(key.fits(note.text, one) for key in keys for one in note.signatures):
            notes.find("anchor.foreign", place, "This checkpoint is not signed with the key that the log had then.")
            return None
        if kept.size > head.size and (filed is not None or self._log.root_at is not None):
            message = (
                f"This checkpoint speaks of {kept.size:,} entries; the log has {head.size:,}: later ones were taken away, or it was kept of"
                " another copy of this log, which went on alone."
            )
            notes.find("history.rollback", place, message)
            return None
        root = self._root_at(kept.size)
        if self._log.root_at is None and root is None:
            if filed is None:
                self._leave_open_history(place, kept.size)
                return None
            if not self._is_consistent(kept, place):
                return None
        if root not in (None, kept.root):
            message = f"At {kept.size:,} entries the log had another root than it has there now: its history was written anew."
            notes.find("history.fork", place, message)
            return None
        self._shown[kept.size] = kept.root
        for key in self._seen.policy.witnesses:
            for one in note.signatures:
                if key.fits(note.text, one):
                    self._take_cosignature(kept.size, key, one, place)
        if filed is None:
            notes.vouch("checkpoint", kept.origin, kept.size, place, None)
        return kept.size

    def _root_at(self, size: int) -> bytes | None:
        """The root of the log at a size; None where that cannot be said, in a dossier where no kept checkpoint is shown to have it."""
        if size == self._log.head.size:
            return self._log.head.root
        if self._log.root_at is not None:
            return self._log.root_at(size)
        return self._shown.get(size) if size else EMPTY_ROOT

    def _is_consistent(self, kept: Head, place: str) -> bool:
        """Whether the file beside a checkpoint in a dossier shows that its tree is the beginning of that of the dossier's checkpoint."""
        name = f"{kept.size}.consistency"
        data, head = self._read(name), self._log.head
        if data is None:
            self._unshown.append(place)
            return False
        try:
            steps = decoded_steps(data)
        except NoteFault as fault:
            self._notes.find("proof.malformed", f"anchors/{name}", f"This is no proof of consistency: {fault}.")
            return False
        if not is_consistent(kept.size, kept.root, head.size, head.root, steps):
            message = f"This proof does not lead from the checkpoint of {kept.size:,} entries to that of the dossier, of {head.size:,}."
            self._notes.find("proof.mismatch", f"anchors/{name}", message)
            return False
        return True

    def _leave_open_history(self, place: str, size: int) -> None:
        """A dossier holds a part of the log, and no proof that leads from one checkpoint to another."""
        message = (
            f"{place} speaks of {size:,} entries; a dossier does not show whether its {self._log.head.size:,} are of the same history."
        )
        self._notes.leave_open("no-earlier-checkpoint", message)

    def _check_order(self) -> None:
        """A checkpoint whose tree holds the entry of an earlier time stamp or cosignature cannot be older than that."""
        entered = sorted((one for one in self._dated if one.anchor.sequence is not None), key=lambda one: one.anchor.sequence or 0)
        later = sorted(self._dated, key=lambda one: one.anchor.size)
        newest: _Dated | None = None
        at = 0
        for one in later:
            while at < len(entered) and (entered[at].anchor.sequence or 0) < one.anchor.size:
                newest = entered[at] if newest is None or entered[at].time > newest.time else newest
                at += 1
            if newest is not None and one.time < newest.time - TOLERANCE:
                message = (
                    f"It says {one.time:%Y-%m-%d %H:%M:%S} UTC, but its checkpoint holds the entry of {newest.anchor.file}, which says"
                    f" {newest.time:%Y-%m-%d %H:%M:%S} UTC: one of the two clocks is wrong, or it is dated back."
                )
                self._notes.find("anchor.backdated", one.anchor.place, message)

    def _check_quorum(self) -> None:
        policy = self._seen.policy.quorum
        if policy is None:
            return
        met = [size for size, keys in self._cosigned.items() if policy.is_met(keys)]
        if not met and not policy.is_met(()):
            most = max(self._cosigned.items(), key=lambda item: len(item[1]), default=(0, set()))
            message = f"No checkpoint has the cosignatures that the policy asks for ({policy.told()}); at most {len(most[1])} at one size."
            self._notes.find("witness.quorum", "anchors/", message)

    def _say_what_is_open(self) -> None:
        notes = self._notes
        kinds = {kind for _, _, kind, _ in self._seen.understood.anchors}
        if not self._cosigned:
            given = "nobody outside has countersigned"
            if "witness" in kinds:
                given = "no cosignature was checked: give the witness's key with --witness"
                if self._seen.policy.witnesses:
                    given = "no cosignature is by a witness that was given"
            notes.leave_open("no-witness", f"No witness: {given}.")
        if self._unchecked is not None:
            told = f"Who made the time stamps was not checked: {self._unchecked}. Give the authority's certificate with --authority."
            notes.leave_open("not-checked", told)
        if self._foreign:
            notes.leave_open("other-authority", f"{self._foreign:,} time stamps are by authorities other than those given.")
        if self._unshown:
            message = (
                f"{len(self._unshown):,} checkpoints, the first {self._unshown[0]}, have no proof beside them that the log of the dossier"
                " leads up to them: what outsiders signed over these is not counted. Dossiers made by earlier versions have none."
            )
            notes.leave_open("no-consistency-proof", message)
        if not self._stamped:
            notes.leave_open("no-token", "No time stamp by an authority that was checked: every time is the claim of one machine.")
        covered = self.covered()
        if not covered:
            message = "No earlier checkpoint was given: a history that its owner wrote anew and signed anew would look like this one."
            notes.leave_open("no-earlier-checkpoint", message)
        if 0 < covered < self._log.head.size:
            message = f"Entries from {covered:,} on are younger than what was countersigned, stamped or given."
            notes.leave_open("not-covered", message)
        self._say_what_keys_leave_open()

    def _say_what_keys_leave_open(self) -> None:
        """Changes of keys: what was signed while others may have had the key, and what the old key did not sign."""
        for _, sequence, change in self._seen.understood.rotations:
            if change.get("old_signature") is None:
                message = (
                    f"Entry {sequence:,} changed the key without the old one, which it says was lost: whoever could write to the case"
                    " could do that. Only what lies before it is vouched for by the old key."
                )
                self._notes.leave_open("key-lost", message)
            try:
                day = datetime.combine(date.fromisoformat(str(change.get("compromised"))), datetime.min.time(), UTC)
            except ValueError:
                continue
            safe = self.covered(before=day)
            if safe <= sequence:
                vouched = f"the first {safe:,} are vouched for by somebody outside from before that day; the rest only by this key"
                message = (
                    f"Others may have had the key from {day:%Y-%m-%d} until entry {sequence:,} changed it. Of the entries before that,"
                    f" {vouched if safe else 'none is vouched for by somebody outside from before that day'}."
                )
                self._notes.leave_open("key-compromised", message)


def check_anchors(names: list[str], read: ReadFile, log: KnownLog, seen: Inspection) -> None:
    """Every file in ``anchors/`` against the entry that names it, and the checkpoints there and those given against the log."""
    AnchorsCheck(names, read, log, seen).run()


def _claims_to_be(signature: Signature, key: VerifierKey) -> bool:
    """Whether a line bears a witness's name, and is of the kind that its key makes."""
    return signature.name == key.name and len(signature.value) == key.signature_bytes


def _moment(line: Signature) -> datetime | None:
    """When a cosignature says it was made; None where it says nothing, or what no calendar has."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < (seconds := time_of(line)) <= _LATEST else None


def _told(time: datetime | None) -> str | None:
    return None if time is None else time.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
