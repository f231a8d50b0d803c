"""A case folder from the bytes up. Opens no database, so a medium that cannot be written will do."""

import os
import re

from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import Note, NoteFault, VerifierKey
from onrecord.ledger.verify.anchors import check_anchors
from onrecord.ledger.verify.checking import (
    MOST_RECORDS,
    At,
    Inspection,
    check_erased,
    check_key_file,
    check_keys,
    check_origin,
    check_signature,
    is_signed,
    read_entry,
)
from onrecord.ledger.verify.files import paths_below, read_file
from onrecord.ledger.verify.known_log import KnownLog
from onrecord.ledger.verify.leaves import Leaves
from onrecord.ledger.verify.originals import check_originals
from onrecord.ledger.verify.records import SEGMENT, CaseLines, Records
from onrecord.ledger.verify.verdict import records_or_originals

_AT = At("log/checkpoint", "keys/log.vkey")
_AT_COMING = "log/checkpoint.tmp"
_SEGMENT_NAME = re.compile(r"[0-9]{6}\.jsonl")


def check_case(places: Places, seen: Inspection) -> tuple[Head | None, tuple[VerifierKey, ...]]:
    """Check everything in a case that its log covers; what the checkpoint says, and the keys that signed it."""
    notes = seen.notes
    found = _checkpoint(places, seen)
    if found is None:
        return None, ()
    head, note = found
    keys = check_key_file(read_file(places.public_key), _AT.keys, notes)
    signed = check_signature(head, note, keys, _AT.checkpoint, notes) if keys else ()
    coming = _coming(places, head, seen)
    later = max(0, coming[0].size - head.size) if coming and (not keys or is_signed(coming[1], keys)) else 0
    leaves = Leaves(places.log, head, notes)
    leaves.survey(head.size + later if later else 0)
    _check_entries(places, leaves, head, seen, pending=later * MOST_RECORDS)
    check_erased(seen)
    check_originals(places, seen)
    chain = check_keys(head, keys, signed, _AT, seen, note=note, changing=os.path.lexists(places.next_key))
    log = KnownLog(head, keys, chain, leaves.root_at, whole=seen.understood.complete)
    if coming:
        _check_coming(coming, log, seen, changing=os.path.lexists(places.next_key))
    check_anchors(list(paths_below(places.anchors)), lambda name: read_file(places.anchors / name), log, seen)
    _say_what_is_open(seen)
    return head, signed


def _checkpoint(places: Places, seen: Inspection) -> tuple[Head, Note] | None:
    data = read_file(places.checkpoint)
    if data is None:
        seen.notes.find("checkpoint.missing", _AT.checkpoint, "There is no checkpoint, so nothing says what the log should be.")
        return None
    seen.notes.count["bytes"] += len(data)
    try:
        head, note = read_checkpoint(data)
    except NoteFault as error:
        seen.notes.find("checkpoint.malformed", _AT.checkpoint, f"This is no checkpoint: {error}.")
        return None
    check_origin(head, _AT.checkpoint, seen.notes)
    return head, note


def _coming(places: Places, head: Head, seen: Inspection) -> tuple[Head, Note] | None:
    """A checkpoint of this log that was being published at a stop: if it is a later one, what it speaks of may be there in part."""
    if not os.path.lexists(places.coming):
        return None
    try:
        coming, note = read_checkpoint(read_file(places.coming) or b"")
    except NoteFault as error:
        seen.notes.find("checkpoint.malformed", _AT_COMING, f"This is no checkpoint: {error}.")
        return None
    if coming.origin != head.origin:
        seen.notes.find("checkpoint.origin", _AT_COMING, f"This checkpoint is of another log ({coming.origin}).")
        return None
    return coming, note


def _check_coming(coming: tuple[Head, Note], log: KnownLog, seen: Inspection, *, changing: bool) -> None:
    """Who signed it: the key of the log at its size, or while keys are being changed the one to come."""
    head, note = coming
    fine = not log.keys or check_signature(head, note, log.keys_due(head.size, coming=changing), _AT_COMING, seen.notes)
    if fine and head.size > log.head.size:
        message = f"A stop left {head.size - log.head.size:,} entries half published; opening the case for writing finishes that."
        seen.notes.leave_open("pending", message)


def _check_entries(places: Places, leaves: Leaves, head: Head, seen: Inspection, *, pending: int) -> None:
    """Entries in their order, and the records that they generated; ``pending``: lines that may stand there for entries to come."""
    lines = CaseLines(places.records)
    records, following = Records(lines, seen), 0
    for place, sequence, body in leaves.entries():
        if sequence != following:
            records.lose()
        following = sequence + 1
        if entry := read_entry(body, sequence, place, seen.notes):
            seen.notes.count["entries"] += 1
            records.check(entry, place)
        else:
            records.lose()
    if following != head.size:
        records.lose()
    records.finish(pending=pending)
    for place in lines.beyond if records.whole else ():
        seen.notes.find("record.unexpected", place, "A file of records has no more lines than this.")
    last = (records.position + max(0, pending - 1)) // SEGMENT
    for name in paths_below(places.records):
        numbered = _SEGMENT_NAME.fullmatch(name)
        if not numbered or (records.whole and int(name.partition(".")[0]) > last):
            seen.notes.find("record.unexpected", f"records/{name}", "No entry names what may stand in this file.")


def _say_what_is_open(seen: Inspection) -> None:
    erased = seen.notes.number("record.erased") + seen.notes.number("original.erased")
    if erased or seen.understood.forgotten:
        seen.notes.leave_open("erased", f"{records_or_originals(erased)} erased by entries that say so.")
