"""A dossier that is read as evidence, held against the proof beside it: which of its members are not those that went out."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from onrecord.ledger.disclosures import read_disclosures
from onrecord.ledger.tlog.note import NoteFault
from onrecord.ledger.verify import verify
from onrecord.ledger.verify.dossier import ExportProof, read_export_proof
from onrecord.ledger.verify.files import open_file

SUFFIX = ".tlog-proof"

_LARGEST_PROOF = 1 << 26
_CHUNK = 1 << 20
_NAMED_BY_HASH = re.compile(r"[0-9a-f]{64}(?=\.|$)")
_MOST_NAMED = 20
_NOT_READ = (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError)
"""What the standard library raises for archives that are none; RuntimeError for those that ask for a password."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that a proof does not bear out: the member, or None for the file as a whole, and why, in one sentence."""

    member: str | None
    message: str


def held_against_proof(path: Path, digest: str, size: int) -> tuple[Difference, ...]:
    """What the proof beside a dossier does not bear out; nothing where no proof lies there, and where it bears out all of it.

    Args:
        path: the file.
        digest: its SHA-256 in hexadecimal, which was taken already.
        size: its bytes.
    """
    beside = path.with_name(path.name + SUFFIX)
    try:
        with open_file(beside) as file:
            proof = read_export_proof(file.read(_LARGEST_PROOF))
    except OSError:
        return ()
    except (NoteFault, ValueError, KeyError, TypeError, AttributeError, msgspec.DecodeError) as error:
        return (Difference(None, f"{beside.name}, which lies beside it, is no proof of a dossier ({error}), so it shows nothing."),)
    if (proof.record.get("sha256"), proof.record.get("size")) == (digest, size):
        wrong = [one.message for one in verify(path).findings if one.place == beside.name]
        return tuple(Difference(None, f"{beside.name}, which lies beside it, does not hold: {message}") for message in wrong)
    spoken_for = f"{beside.name}, which speaks of it as it was exported (entry {proof.entry.sequence:,} of the log {proof.head.origin})"
    names = _altered(path, proof)[:_MOST_NAMED]
    if not names:
        return (Difference(None, f"The file is not the one of {spoken_for}; which of its members was altered cannot be told."),)
    return tuple(Difference(name, f"It is not as in {spoken_for}: {what}.") for name, what in names)


def _altered(path: Path, proof: ExportProof) -> list[tuple[str, str]]:
    """Members that are not as the proof, or their own name, has them. Never more is read of one than it should have."""
    stated: dict[str, tuple[str, int]] = {}
    for one in _listed(_members(proof)):
        stated[one["name"]] = (one["sha256"], one["size"])
    most = int(proof.record["size"]) if isinstance(proof.record.get("size"), int) else path.stat().st_size
    found: list[tuple[str, str]] = []
    try:
        with zipfile.ZipFile(path) as archive:
            there = archive.namelist()
            for name in dict.fromkeys((*stated, *there)):
                own = _NAMED_BY_HASH.search(name.rpartition("/")[2])
                if name not in stated and own is None:
                    continue
                digest, size = stated.get(name) or (own[0] if own else "", most)
                if name not in there:
                    found.append((name, "it is missing"))
                elif _digest(archive, name, size) != digest:
                    found.append((name, "its bytes were altered"))
    except _NOT_READ:
        return found
    return found


def _members(proof: ExportProof) -> Any:
    """The list of the members: disclosed in the proof, or in the record itself where an earlier version wrote it."""
    try:
        return read_disclosures(proof.disclosures).get("members") or proof.record.get("members")
    except (ValueError, TypeError):
        return None


def _listed(value: Any) -> Iterator[dict[str, Any]]:
    """Members as a record lists them; others than it can list are passed over."""
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and all(isinstance(one.get(key), kind) for key, kind in (("name", str), ("sha256", str), ("size", int))):
            yield one


def _digest(archive: zipfile.ZipFile, name: str, size: int) -> str | None:
    """The SHA-256 of a member; None of one that is longer than ``size``, or damaged."""
    digest = sha256()
    try:
        with archive.open(name) as file:
            while chunk := file.read(min(_CHUNK, size + 1)):
                size -= len(chunk)
                if size < 0:
                    return None
                digest.update(chunk)
    except _NOT_READ:
        return None
    return digest.hexdigest()
