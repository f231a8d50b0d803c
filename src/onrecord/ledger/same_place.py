"""Whether two names of a place, or of an original, lead to the same folder or file: by what the disk says, not by how they are spelled."""

import os
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import WrongUse
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.kept_original import OriginalsStore


def is_same_root(one: OriginalsStore, other: OriginalsStore) -> bool:
    """Whether two places are one folder, so that both bear the same mark."""
    if one.place == other.place:
        return True
    return isinstance(one, FolderStore) and isinstance(other, FolderStore) and _leads_to_same(one.root, other.root)


def is_same_place(one: OriginalsStore, other: OriginalsStore) -> bool:
    """Whether two places keep their originals in one folder: what is removed from the one is gone from the other.

    Only folders are looked at; two names of one bucket are told apart by its mark.
    """
    if is_same_root(one, other):
        return True
    return isinstance(one, FolderStore) and isinstance(other, FolderStore) and _leads_to_same(one.originals, other.originals)


def insist_other_files(source: OriginalsStore, target: OriginalsStore, digests: Iterable[str]) -> None:
    """Make sure, before originals are removed from one place, that those in the other are files of their own.

    Args:
        source: from where they are to be removed.
        target: where they are to stay.
        digests: SHA-256 of those that are to be removed.

    Raises:
        WrongUse: one is the same file in both: hard links of it, or reached by a link.
        OSError: one cannot be looked at.
    """
    if not isinstance(source, FolderStore) or not isinstance(target, FolderStore):
        return
    for digest in digests:
        here, there = source.path(digest), target.path(digest)
        if (found := _identity(here)) is not None and found == _identity(there):
            raise WrongUse(
                f"{here} and {there} are one file under two names, so nothing was removed from {source.place}.",
                hint=f"Put a copy in the place of {here if here.is_symlink() else there}, not a link; then run the same command again.",
            )


def _leads_to_same(one: Path, other: Path) -> bool:
    try:
        found, other_found = _identity(one), _identity(other)
    except OSError:  # a place that is away or closed to us: only its name is left to go by
        found = other_found = None
    if found is not None and other_found is not None:
        return found == other_found
    return os.path.realpath(one) == os.path.realpath(other)


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and number of what a name leads to; None where there is nothing."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino
