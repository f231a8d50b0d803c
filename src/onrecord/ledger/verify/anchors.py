"""What was kept outside: checkpoints given or kept, witnesses' cosignatures, time stamps."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import ED25519, Note, NoteFault, VerifierKey, read_signatures, time_of
from onrecord.ledger.tlog.tree import Nodes, root
from onrecord.ledger.verify.checking import Inspection
from onrecord.ledger.verify.timestamps import Stamp, read_stamp

_KEPT = re.compile(r"(0|[1-9][0-9]{0,18})\.checkpoint")

ReadFile = Callable[[str], bytes | None]
"""The bytes of a file in ``anchors/`` by its name; None where it is not there."""


@dataclass(frozen=True)
class KnownLog:
    """The log that checkpoints are held against: its keys in force, its head, and its nodes where the tree is sound."""

    keys: tuple[VerifierKey, ...]
    head: Head
    nodes: Nodes | None
    whole: bool = True
    """Whether it is the log itself; a dossier shows a part of it, up to the checkpoint that it went out with."""


def check_anchors(names: list[str], read: ReadFile, log: KnownLog, seen: Inspection) -> None:
    """Every file in ``anchors/`` against the entry that names it, and the checkpoints there against the log."""
    notes = seen.notes
    named: set[str] = set()
    witnesses: set[str] = set()
    stamps = 0
    for sequence, kind, record in seen.understood.anchors:
        name, size = str(record.get("file")), record.get("size")
        place = f"anchors/{name}"
        checkpoint = f"{size}.checkpoint"
        named |= {name, checkpoint}
        data, kept = read(name), read(checkpoint)
        for file, found in ((name, data), (checkpoint, kept)):
            if found is None:
                notes.find("anchor.missing", f"anchors/{file}", f"Entry {sequence:,} names {file}, which is not there.")
        if data is None or kept is None:
            continue
        notes.count["anchors"] += 1
        notes.count["bytes"] += len(data)
        sound = True
        for file, found, wanted in ((name, data, record.get("sha256")), (checkpoint, kept, record.get("checkpoint"))):
            if sha256(found).hexdigest() != wanted:
                notes.find("anchor.altered", f"anchors/{file}", f"{file} does not have the hash that entry {sequence:,} gives.")
                sound = False
        if sound and kind == "witness":
            witnesses |= _witnessed(data, kept, place, seen)
        elif sound:
            stamps += _stamped(data, kept, place, seen)
    for name in names:
        if name not in named:
            notes.find("anchor.unexpected", f"anchors/{name}", f"No entry names {name}.")
    for name in sorted(named):
        if _KEPT.fullmatch(name) and (data := read(name)) is not None:
            _check_history(f"anchors/{name}", data, log, seen)
    for place, data in seen.policy.checkpoints:
        _check_history(place, data, log, seen)
    _say_what_is_open(witnesses, stamps, seen)


def _check_history(place: str, data: bytes, log: KnownLog, seen: Inspection) -> None:
    """Whether the log still leads up to a checkpoint."""
    notes, head = seen.notes, log.head
    try:
        kept, note = read_checkpoint(data)
    except NoteFault as error:
        notes.find("anchor.mismatch", place, f"This is no checkpoint: {error}.")
        return
    if kept.origin != head.origin:
        notes.find("anchor.mismatch", place, f"This checkpoint is of another log ({kept.origin}).")
        return
    if not _is_signed(note, kept, log.keys, seen):
        notes.find("anchor.mismatch", place, "This checkpoint is not signed by a key of the log.")
        return
    if not log.whole and kept.size != head.size:
        message = f"{place} speaks of {kept.size:,} entries; a dossier does not show whether its {head.size:,} are of the same history."
        notes.leave_open("no-earlier-checkpoint", message)
    elif not log.whole and kept.root != head.root:
        notes.find("history.fork", place, f"At {kept.size:,} entries this checkpoint gives another root than the dossier's.")
    elif kept.size > head.size:
        message = f"This checkpoint speaks of {kept.size:,} entries; the log has {head.size:,}: later ones were taken away."
        notes.find("history.rollback", place, message)
    elif log.nodes is not None and root(kept.size, log.nodes) != kept.root:
        message = f"At {kept.size:,} entries the log had another root than it has there now: its history was written anew."
        notes.find("history.fork", place, message)


def _is_signed(note: Note, kept: Head, keys: tuple[VerifierKey, ...], seen: Inspection) -> bool:
    """By any key that the log ever had: an old checkpoint bears the signature of its day."""
    known = [*keys]
    for text in (seen.understood.begin or {}).get("vkey"), *(change.get("new") for _, change in seen.understood.rotations):
        try:
            known.append(VerifierKey.decoded(str(text)))
        except NoteFault:
            continue
    return any(key.fits(note.text, one) for key in known if key.kind == ED25519 and key.name == kept.origin for one in note.signatures)


def _witnessed(data: bytes, kept: bytes, place: str, seen: Inspection) -> set[str]:
    """The names of the witnesses whose cosignatures were checked and fit."""
    notes = seen.notes
    try:
        signatures = read_signatures(data.decode("utf-8"))
        _, note = read_checkpoint(kept)
    except (NoteFault, UnicodeDecodeError) as error:
        notes.find("anchor.mismatch", place, f"These are no signature lines: {error}.")
        return set()
    good = set()
    for signature in signatures:
        key = next((one for one in seen.policy.witnesses if one.made(signature)), None)
        if key is None:
            continue
        if key.fits(note.text, signature):
            good.add(f"{key.name} at {time_of(signature)}")
        else:
            notes.find("anchor.mismatch", place, f"The cosignature by {key.name} does not fit this checkpoint.")
    return good


def _stamped(data: bytes, kept: bytes, place: str, seen: Inspection) -> int:
    """Whether a time stamp is of this checkpoint; 1 where its signature was checked as well."""
    stamp = read_stamp(data, kept, seen.policy.authorities)
    if stamp is Stamp.OTHER:
        seen.notes.find("anchor.mismatch", place, "This time stamp is of something else than the checkpoint that it is filed under.")
    elif stamp is Stamp.REFUSED:
        seen.notes.find("anchor.mismatch", place, "The signature of this time stamp does not fit, or is by none of the authorities given.")
    return int(stamp is Stamp.VERIFIED)


def _say_what_is_open(witnesses: set[str], stamps: int, seen: Inspection) -> None:
    notes = seen.notes
    kinds = {kind for _, kind, _ in seen.understood.anchors}
    if not witnesses:
        given = (
            "no cosignature was checked: give the witness's key with --witness"
            if "witness" in kinds
            else "nobody outside has countersigned"
        )
        notes.leave_open("no-witness", f"No witness: {given}.")
    if not stamps:
        if "anchor" in kinds:
            notes.leave_open("not-checked", "Who made the time stamps was not checked: give the authority's certificate with --authority.")
        notes.leave_open("no-token", "No time stamp by an authority that was checked: every time is the claim of one machine.")
    if not seen.policy.checkpoints:
        message = "No earlier checkpoint was given: a history that its owner wrote anew and signed anew would look like this one."
        notes.leave_open("no-earlier-checkpoint", message)
