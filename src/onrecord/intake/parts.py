"""From the members of containers to the parts that formats read: a member that is itself a container is gone through in its turn."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import msgspec

from onrecord.intake.archiver_media import with_media_checked
from onrecord.intake.capture import Taken, printable, unreadable
from onrecord.intake.dates import read_date
from onrecord.intake.detect import HEAD, Detected, detect
from onrecord.intake.extent import Extent
from onrecord.intake.formats import CONTAINERS, ONE_REPORT, STATING_FILES, container, files_stated, format_reader
from onrecord.intake.member import Member, Walk
from onrecord.intake.opened import Documents, OpenedPart, Parts
from onrecord.intake.page_details import is_web_address
from onrecord.intake.picture import too_large
from onrecord.intake.place import inner_place
from onrecord.records import Document, Issue

OUT_OF_MEMORY = "parse.memory"


def parts_of(member: Member, walk: Walk) -> Parts:
    """The parts of a member in order; itself where it is no container."""
    yield from _guarded(_parts_of(member, walk), member)


def parts_inside(kind: str, member: Member, walk: Walk) -> Parts:
    """The parts of a container whose kind is known, whatever its bytes look like."""
    yield from _guarded(_inside(kind, member, walk), member)


def _guarded(parts: Parts, member: Member) -> Parts:
    try:
        yield from parts
    except OSError as error:  # the medium failed, or the file went away, after it was taken
        yield unreadable(member.where, error)
    except Exception as error:
        yield fault(member.where, error, kept=True)


def _parts_of(member: Member, walk: Walk) -> Parts:
    detected = detect(member.name, member.extent.head(HEAD), jsonl=walk.jsonl)
    if detected.kind == "empty":
        message = "The file is empty: there is nothing to read."
        yield walk.issue("file.empty", member.where, message)
    elif detected.kind == "unread":
        yield _unread(detected, member, walk)
    elif detected.kind in CONTAINERS:
        if member.depth >= walk.limits.nesting:
            message = (
                f"This is {detected.name} inside of {member.depth} other containers; at most {walk.limits.nesting} are opened"
                " (limits.nesting). Unpack it yourself and read what it holds."
            )
            yield walk.issue("decompress.nesting", member.where, message)
            return
        yield from _inside(detected.kind, member, walk)
    else:
        yield from _part(member, detected.kind, walk)


def _unread(detected: Detected, member: Member, walk: Walk) -> Issue:
    """What is said of a kind that is not read; of a picture, whether it is too large ever to be decoded."""
    if detected.media_type.startswith("image/"):
        with member.extent.open() as opened:
            if large := too_large(opened.at, walk.limits):
                return walk.issue("image.pixels", member.where, f"{large} Its bytes are kept, nothing of it was decoded.")
    return walk.issue(detected.code, member.where, f"This is {detected.name}, which is not read as a report; its bytes are kept.")


def _inside(kind: str, member: Member, walk: Walk) -> Parts:
    for inner in container(kind)(member, walk):
        if isinstance(inner, Issue):
            yield inner
        else:
            yield from parts_of(inner, walk)


def _part(member: Member, name: str, walk: Walk) -> Iterator[OpenedPart | Issue]:
    if member.taken is None and member.extent.size > walk.limits.record_bytes:
        message = f"It has {member.extent.size:,} bytes, more than a report in a container may (limits.record_bytes); it was not read."
        yield walk.issue("decompress.limit", member.where, message)
        return
    taken = member.taken or taken_from(member.extent)
    part = member.part
    if part is not None:
        part = msgspec.structs.replace(part, sha256=taken.sha256)
    yield OpenedPart(
        capture=walk.capture,
        part=part,
        where=member.where,
        identifier=member.identifier,
        format=name,
        one_report=name in ONE_REPORT,
        taken=replace(taken, charset=member.charset) if member.charset else taken,
        remarks=member.remarks,
        reached=member.reached or walk.capture.size,
        beside=member.file if name in STATING_FILES else None,
        limits=walk.limits,
        reader=read_part,
    )


def taken_from(extent: Extent) -> Taken:
    """The bytes of a member, in memory, with their hash."""
    data = extent.all()
    return Taken(sha256=hashlib.sha256(data).hexdigest(), size=len(data), content=data)


def read_part(part: OpenedPart) -> Documents:
    """The documents of a part, with what its container says about them; a fault of ours is an issue of this part alone."""
    if part.beside is None:
        return _read(part)
    return with_media_checked(_read(part), files_stated(part.format, part.taken, part.where), part.beside, part.where)


def _read(part: OpenedPart) -> Documents:
    place = msgspec.structs.replace(part.capture, origin=part.where)
    try:
        for document in format_reader(part.format)(part.taken, place, part.identifier, part.limits):
            yield document if isinstance(document, Issue) else _placed(document, part)
    except OSError as error:
        yield unreadable(part.where, error)
    except MemoryError:
        message = (
            f"Taking it apart took more memory than a document may (limits.parse_bytes: {part.limits.parse_bytes:,}). It was not read."
        )
        yield Issue(code=OUT_OF_MEMORY, outcome="quarantined", where=part.where, message=message)
    except Exception as error:
        yield fault(part.where, error, kept=True)


def _placed(document: Document, opened: OpenedPart) -> Document:
    """A document as it stands in its capture: the format knew only its own bytes."""
    part, outer = inner_place(opened.part, document.part), opened.part
    url = document.url
    if url is None and document.part is None and outer is not None and outer.url is not None and is_web_address(outer.url):
        url = outer.url  # of the report that was obtained there, not of each of many that stand in it
    issues = (*opened.remarks, *document.issues, *_after_capture(document, part.captured if part else None, opened.where))
    return msgspec.structs.replace(document, capture=opened.capture, part=part, url=url, issues=issues)


def _after_capture(document: Document, captured: str | None, where: str) -> Iterator[Issue]:
    """A remark where a report says that it was published after it was captured. A day may be the zone of time."""
    taken = read_date(captured).utc_day if captured else None
    for stated in document.dates if taken else ():
        day = read_date(stated.date).utc_day
        if stated.kind == "published" and day and (date.fromisoformat(day) - date.fromisoformat(taken or day)).days > 1:
            message = f"It says that it was published on {day} ({stated.where}), after it was captured on {taken}; both are kept."
            yield Issue(code="date.conflict", outcome="recorded", where=where, message=message)
            return


def fault(origin: str, error: Exception, *, kept: bool) -> Issue:
    """A fault of this program, which must not take the rest of the batch with it."""
    became = "Its bytes are kept, the rest of it was not read." if kept else "It was not taken in."
    message = printable(f"OnRecord failed on this ({type(error).__name__}: {error}). {became} Please report this with the file.")
    return Issue(code="file.fault", outcome="quarantined" if kept else "refused", where=origin, message=message)
