"""The media files that the Auto Archiver left beside its report, held against the hashes that it states."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from onrecord.intake.capture import CHUNK
from onrecord.intake.opened import Documents
from onrecord.intake.stated import remark, shown
from onrecord.records import Document, Issue

_ALGORITHMS = {"SHA-256": hashlib.sha256, "SHA3-512": hashlib.sha3_512}
MOST_LOOKED_FOR = 1_000
"""Media of one report that are looked for."""


@dataclass(frozen=True, slots=True)
class StatedMedia:
    """A media file of an item: the names under which it may be kept, and the hash that is stated for it."""

    names: tuple[str, ...]
    algorithm: str
    """``SHA-256`` or ``SHA3-512``."""
    digest: str
    """In hexadecimal, lower case."""


def with_media_checked(documents: Documents, stated: Iterable[StatedMedia], report: Path, origin: str) -> Documents:
    """The documents of a report, the first with what was found of its media files; an issue of its own where there is no document.

    Args:
        documents: what the report gives.
        stated: the media that it states, at most a thousand of which are looked for.
        report: where it lies; only files in its own folder, and in folders in that, are opened.
        origin: the same, for issues.
    """
    issues = media_checked(stated, report, origin)
    for one in documents:
        yield with_issues(one, issues) if isinstance(one, Document) else one
        issues = () if isinstance(one, Document) else issues
    yield from issues


def media_checked(stated: Iterable[StatedMedia], report: Path, origin: str) -> tuple[Issue, ...]:
    """What was found of the media files beside a report; see ``with_media_checked``."""
    return tuple(_checked(list(islice(stated, MOST_LOOKED_FOR)), report.parent, origin))


def with_issues(document: Document, issues: tuple[Issue, ...]) -> Document:
    """A document of which more is to be said."""
    return msgspec.structs.replace(document, issues=(*document.issues, *issues)) if issues else document


def _checked(stated: list[StatedMedia], folder: Path, origin: str) -> Iterator[Issue]:
    missing: list[str] = []
    for media in stated:
        file = next((path for name in media.names if (path := _beside(name, folder)) is not None), None)
        if file is None:
            missing.append(media.names[0] if media.names else media.digest[:12])
            continue
        try:
            found = _digest(file, media.algorithm)
        except OSError:
            missing.append(file.name)
            continue
        if found != media.digest:
            message = (
                f"The Auto Archiver states {media.algorithm} {media.digest[:16]}… for {shown(file.name)}, whose bytes have {found[:16]}…;"
                " the file was changed since, or is another one."
            )
            yield remark("archiver.hash", origin, message)
    if missing:
        number = "1 media file" if len(missing) == 1 else f"{len(missing)} media files"
        message = f"{number} with a stated hash could not be found beside the report and checked; the first is {shown(missing[0])}."
        yield remark("archiver.media-missing", origin, message)


def _beside(name: str, folder: Path) -> Path | None:
    """The file of this name beside the report, or in a folder there; links and ways out of the folder are not followed."""
    path = PurePosixPath(unquote(urlsplit(name).path) if "://" in name else name.replace("\\", "/"))
    parts = [part for part in path.parts if part not in ("/", "..", ".") and "\0" not in part]
    for length in range(1, min(len(parts), 4) + 1):
        candidate = folder.joinpath(*parts[-length:])
        try:
            if candidate.is_file() and candidate.resolve().is_relative_to(folder.resolve()):
                return candidate
        except (OSError, ValueError):
            continue
    return None


def _digest(file: Path, algorithm: str) -> str:
    digest = _ALGORITHMS[algorithm]()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
