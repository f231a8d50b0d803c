"""Originals by hash: written once, read-only, durable before anything refers to them."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import BadInput, BrokenIntegrity, InputChanged
from onrecord.ledger.places import Places, make_folder, sync_folder
from onrecord.records import Capture

_CHUNK = 1024 * 1024

ORIGINAL = "original-"
"""How the names of originals begin while they are copied."""


def keep_blob(places: Places, capture: Capture, content: Path | bytes) -> None:
    """Keep an original: copied to a temporary name, hashed on the way, synced, renamed, its folder synced.

    Keeping what is kept already changes nothing, but it is hashed again: bytes handed in anew are the moment to notice that theirs
    were altered, and can replace them where they are gone.

    Raises:
        InputChanged: the bytes are not those of the capture's hash, because the file changed since it was hashed.
        BadInput: the file can no longer be read.
        BrokenIntegrity: what is kept under that name has another size or hash, or is no file.
        OSError: the disk is full, or cannot be written.
    """
    target = places.blob(capture.sha256)
    make_folder(target.parent)
    if os.path.lexists(target):
        _check_kept(target, capture)
    else:
        _write(places, target, capture, content)
    sync_folder(target.parent)  # also when it was there: an earlier run may have died between rename and sync


def _check_kept(target: Path, capture: Capture) -> None:
    hint = "Restore it from a backup; do not write to this case before."
    if not target.is_file():
        raise BrokenIntegrity(f"The original {target} is no file.", hint=hint)
    if (size := target.stat().st_size) != capture.size:
        message = f"The original {target} has {size:,} bytes where {capture.size:,} were kept; its name is the hash that it should have."
        raise BrokenIntegrity(message, hint=hint)
    with target.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != capture.sha256:
        raise BrokenIntegrity(f"The original {target} was altered: its hash is {found}, not {capture.sha256}.", hint=hint)


def _check_hash(found: str, capture: Capture) -> None:
    if found != capture.sha256:
        message = f"{capture.origin} changed while it was being kept: its bytes no longer have the hash they were read with."
        raise InputChanged(message, hint="Read it again when nothing writes to it.")


def _write(places: Places, target: Path, capture: Capture, content: Path | bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=places.unfinished, prefix=ORIGINAL)
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            digest = hashlib.sha256()
            for chunk in _chunks(content):
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            _check_hash(digest.hexdigest(), capture)
            os.fchmod(file.fileno(), 0o444)
            os.fsync(file.fileno())
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _chunks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    try:
        with content.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:  # the source, not the case: the two must not be confused
        message = f"{content} could not be read while it was being kept: {error.strerror or error}."
        raise BadInput(message, hint="Check the file and the medium, then read it again.") from error
