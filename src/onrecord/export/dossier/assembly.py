"""Puts a dossier together: one member after the other, each written as it is made."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import OnRecordError, WrongUse
from onrecord.export.dossier.annotations import annotations
from onrecord.export.dossier.archive import Archive, original_chunks, original_of
from onrecord.export.dossier.instructions import instructions
from onrecord.export.dossier.material import Material
from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.page import own_words, report_page
from onrecord.export.dossier.provenance import provenance
from onrecord.export.target import clear, put_in_place, settle, unfinished
from onrecord.ledger import DIGEST, LISTING, ChainRecord, DossierTooLarge, DossierWriter, Member, record_line
from onrecord.records import canonical

SUFFIX = ".wacz"
PROOF_SUFFIX = ".tlog-proof"

_PROOFS = "proofs/"
_NAMED_BY_HASH = re.compile(r"/[0-9a-f]{64}(?:\.|$)")

WACZ_VERSION = "1.1.1"
"""The version that py-wacz accepts; the draft of 1.2 asks for nothing that is not here, but for a ``profile`` that no program reads yet."""

Sign = Callable[[str], dict[str, str]]
"""Hash of the listing to ``signedData``."""


@dataclass(frozen=True, slots=True)
class Built:
    """A dossier that is whole and safe on disk, under a name that nobody takes for one."""

    unfinished: Path
    target: Path
    sha256: str
    size: int
    members: tuple[Member, ...]

    def put_in_place(self) -> None:
        """Give it its name.

        Raises:
            OSError: the folder cannot be written.
        """
        put_in_place(self.target)

    def put_proof(self, proof: bytes) -> Path:
        """Write the proof beside it, last of all: where it lies, all else is there.

        Raises:
            OSError: the folder cannot be written.
        """
        path = proof_path(self.target)
        with unfinished(path).open("xb") as file:
            file.write(proof)
            settle(file)
        put_in_place(path)
        return path

    def discard(self) -> None:
        """Remove what was written, after a failure."""
        with suppress(OSError):
            self.unfinished.unlink()


def proof_path(target: Path) -> Path:
    """Where the proof of a dossier lies."""
    return target.with_name(target.name + PROOF_SUFFIX)


def speaks_for_itself(member: str) -> bool:
    """Whether a member shows by itself that it is as it went out: it has its hash in its name, or is the proof of an entry."""
    return member.startswith(_PROOFS) or _NAMED_BY_HASH.search(member) is not None


def check_target(target: Path) -> None:
    """Refuse a place where a dossier cannot be written; nothing is ever written over.

    What an export to the same place left that was killed is removed: it holds texts, those too that were to be blacked out.

    Raises:
        WrongUse: its name does not end as one does, its folder is not there, or something lies there already.
        OSError: what was left cannot be removed.
    """
    if target.suffix != SUFFIX:
        raise WrongUse(f"{target} is no name of a dossier", hint=f"let it end in {SUFFIX}")
    clear((target, proof_path(target)), "a dossier")


def build(material: Material, target: Path, sign: Sign) -> Built:
    """Write everything to a temporary name beside the target, and sync it.

    Raises:
        WrongUse: it would not fit into a dossier.
        BrokenIntegrity: an original has not the hash that it is kept under.
        OSError: the disk is full, or cannot be written.
    """
    hidden = unfinished(target)
    opened = hidden.open("xb")  # a link in its place would lead elsewhere
    try:
        with opened as file:
            writer = DossierWriter(file)
            _write_members(writer, material)
            _write_listing(writer, material, sign)
            writer.finish()
            size = file.tell()
            settle(file)
        with hidden.open("rb") as written:
            digest = file_digest(written, "sha256").hexdigest()
    except DossierTooLarge as error:
        hidden.unlink(missing_ok=True)
        raise WrongUse(f"this does not fit into one dossier: {error}", hint="export fewer reports at a time") from error
    except BaseException:
        hidden.unlink(missing_ok=True)
        raise
    return Built(hidden, target, digest, size, tuple(writer.members))


def _write_members(writer: DossierWriter, material: Material) -> None:
    chain, archive = material.chain, Archive(material)
    originals = tuple(dict.fromkeys(item.capture.sha256 for item in material.items() if item.there))
    writer.expect(len(chain.entries) + len(originals))  # each is a file of its own; said before minutes are spent on it
    with writer.member("archive/data.warc") as out:
        archive.write_records(out, "archive/data.warc")
    for name, item in archive.web_archives():
        writer.add(name, original_chunks(original_of(material, item.capture.sha256)))
        archive.index_web_archive(name, item)
    _add(writer, material, "indexes/index.cdx", archive.index())
    _add(writer, material, "pages/pages.jsonl", archive.pages())
    for digest in originals:
        writer.add(f"onrecord/blobs/{digest}", original_chunks(original_of(material, digest)))
    writer.add("onrecord/checkpoint", [chain.proofs.checkpoint])
    writer.add("onrecord/log.vkey", [chain.keys])
    writer.add("onrecord/entries.jsonl", (one.body + b"\n" for one in chain.entries))
    writer.add("onrecord/records.jsonl", _checked(material, "onrecord/records.jsonl", _lines(material)))
    for one in chain.entries:
        writer.add(f"{_PROOFS}{one.sequence}.tlog-proof", [chain.proofs.proof(one.sequence)])
    for path in chain.anchors:
        writer.add(f"anchors/{path.name}", [path.read_bytes()])
        if path.suffix == ".checkpoint" and path.stem.isdecimal() and 0 < (size := int(path.stem)) < chain.proofs.size:
            writer.add(f"anchors/{size}.consistency", [chain.proofs.consistency(size)])
    _add(writer, material, "onrecord/annotations.jsonld", annotations(material))
    _add(writer, material, "onrecord/prov.json", provenance(material))
    _add(writer, material, "onrecord/report.html", report_page(material).encode())
    _add(writer, material, "onrecord/VERIFY.txt", instructions(material).encode())
    writer.add("onrecord/verify.py", [(files("onrecord.export") / "verify.py").read_bytes()])


def _write_listing(writer: DossierWriter, material: Material, sign: Sign) -> None:
    """``datapackage.json`` over all members so far, and its signed digest."""
    listing: dict[str, Any] = {
        "profile": "data-package",
        "title": "OnRecord dossier",
        "description": "Reports with their originals, what was read from them, and proofs that a log holds it. See onrecord/VERIFY.txt.",
        "created": material.created,
        "wacz_version": WACZ_VERSION,
        "software": material.software,
        "home": Archive(material).home(),
        "resources": [_resource(member) for member in writer.members],
    }
    data = canonical(listing)
    writer.add(LISTING, [data])
    digest = f"sha256:{sha256(data).hexdigest()}"
    writer.add(DIGEST, [canonical({"path": LISTING, "hash": digest, "signedData": sign(digest)})])


def _resource(member: Member) -> dict[str, Any]:
    """A member as a data package lists it. ``type``: it is a file, not a table that could be checked row by row."""
    return {"name": member.name.lower(), "path": member.name, "hash": f"sha256:{member.sha256}", "bytes": member.size, "type": "file"}


def _lines(material: Material) -> Iterator[bytes]:
    for record in material.chain.records:
        yield _line(record, material) + b"\n"


def _line(record: ChainRecord, material: Material) -> bytes:
    """A record as it goes out: whole, without its disclosures, erased, or the mark of one that is withheld."""
    if material.is_out(record):
        return b'{"number":%d,"withheld":true}' % record.number
    line = record.line
    if line.disclosures and not material.with_notes:
        line = msgspec.structs.replace(line, disclosures=())
    return record_line(line)


def _add(writer: DossierWriter, material: Material, name: str, data: bytes) -> None:
    writer.add(name, _checked(material, name, [data]))


def _checked(material: Material, name: str, chunks: Any) -> Iterator[bytes]:
    """The same bytes; a last look at whether a protected name is among them.

    Raises:
        OnRecordError: one is. It would be a fault of this program, and nothing goes out.
    """
    for chunk in chunks:
        if material.redacted and _tells(material, name, chunk):
            message = f"A name that must not go out was about to be written to {name}; nothing was exported."
            raise OnRecordError(message, hint="Please report this, without the name.")
        yield chunk


def _tells(material: Material, name: str, chunk: bytes) -> bool:
    if name.endswith("VERIFY.txt"):
        return False  # the same words in every dossier
    names = _guarded(material.names)
    text = chunk.decode()
    if name.endswith(".html"):
        text = unescape(text)
        return names.stand_in(text) or any(one in text for one in _names_of_files(material))
    if name.endswith("index.cdx"):
        return names.stand_in(text) or any(one in text for one in _names_of_files(material))
    return any(names.stand_in_value(json.loads(line)) for line in chunk.splitlines())


def _names_of_files(material: Material) -> tuple[str, ...]:
    """Names of files, pages and parts of them that tell a protected name, as records have them that do not go out.

    In a page nothing tells them from other words, in which a word of a name counts in fewer letter cases.
    """
    names = _guarded(material.names)
    values = [msgspec.to_builtins(report.source.reading) for report in material.reports]
    values += [msgspec.json.decode(record.body) for record in material.chain.records if record.body]
    return tuple(dict.fromkeys(one for value in values for one in names.names_of_files_in(value)))


@lru_cache(maxsize=2)
def _guarded(names: ProtectedNames) -> ProtectedNames:
    """What is looked for at the end; words of our own are no names there, and those of reports were blacked out before."""
    return names.but_for(own_words())
