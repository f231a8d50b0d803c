"""The files of a ZIP archive: reports, other containers, or the parts of a packed web archive (WACZ)."""

from pathlib import PurePosixPath

from onrecord.intake.characters import clean_line
from onrecord.intake.detect import HEAD, detect
from onrecord.intake.expand import ExpandsTooFarError, expands_too_far
from onrecord.intake.extent import Extent
from onrecord.intake.formats import CONTAINERS
from onrecord.intake.member import Member, Members, Walk
from onrecord.intake.warc.runs import begins_with_record
from onrecord.intake.zipped import wacz
from onrecord.intake.zipped.directory import STORED, DirectoryError, Entry, extents, read_directory, unlisted
from onrecord.intake.zipped.unpack import chunks, spooled, unpacked
from onrecord.records import Issue, Part
from onrecord.settings import Limits

_NOT_SHOWN = ("__MACOSX/",)
"""What packing on one system adds and no person put there."""


def read_zip(member: Member, walk: Walk) -> Members:
    """The files of an archive in the order of its directory; of a packed web archive only the archives in it, wherever they stand.

    The whole directory is checked before anything is unpacked; where it contradicts itself, nothing is.
    """
    try:
        with member.extent.open() as opened:
            entries = read_directory(opened, walk.limits)
            places = extents(opened, entries)
            hidden = unlisted(opened, entries, places)
    except DirectoryError as fault:
        yield walk.issue(fault.code, member.where, fault.message, fault.outcome)
        return
    if hidden:
        others = f" (and in {len(hidden) - 1:,} other places)" if len(hidden) > 1 else ""
        message = f"At byte {hidden[0]:,}{others} begins what looks like a member that its directory does not list; it was not read."
        yield walk.issue("zip.directory", member.where, message)
    empty = not hidden
    for one in _files(entries, places, member, walk):
        empty = False
        yield one
    if empty:
        message = "The archive holds no files but hidden ones." if any(_is_hidden(one.name) for one in entries) else "It holds no files."
        yield walk.issue("zip.empty", member.where, f"{message} There is nothing to read.", "recorded")


def _files(entries: tuple[Entry, ...], places: dict[int, tuple[int, int] | DirectoryError], member: Member, walk: Walk) -> Members:
    """What stands in an archive whose directory was checked, and what is said of it."""
    files = wacz.Files(member.extent, {}, walk.limits)
    for number, entry in enumerate(entries):
        place = places[number]
        if not entry.is_folder and not isinstance(place, DirectoryError):
            files.entries.setdefault(entry.name, (entry, member.extent.within(*place)))
    packed = wacz.is_wacz(files.entries)
    if packed:
        yield from wacz.check(files, member.where, walk)
    seen: set[str] = set()
    others: list[str] = []
    for number, entry in enumerate(entries):
        if entry.is_folder or _is_hidden(entry.name):
            continue
        if packed and not wacz.holds_records(entry.name) and not _is_archive_elsewhere(entry, places[number], member.extent, walk):
            others.append(entry.name)
            continue
        where = f"{member.where}, {_printable(entry.name)}"
        place = places[number]
        if isinstance(place, DirectoryError):
            yield walk.issue(place.code, where, place.message)
        elif entry.symlink:
            yield walk.issue("zip.symlink", where, "This is a link to another file (a symbolic link); links are not followed.")
        elif entry.name in seen:
            yield walk.issue(
                "zip.duplicate", where, "An earlier member has the same name, so which is meant is open; this one was not read."
            )
        else:
            seen.add(entry.name)
            yield from _file(entry, member.extent.within(*place), member, walk, where)
    yield from wacz.passed_over(others, member.where, walk)


def _is_archive_elsewhere(entry: Entry, place: tuple[int, int] | DirectoryError, archive: Extent, walk: Walk) -> bool:
    """Whether a member of a packed web archive is a web archive although it stands outside of their folder."""
    if entry.name.lower().endswith((".warc", ".warc.gz", ".arc", ".arc.gz")):
        return True
    if wacz.is_known(entry.name) or entry.symlink or isinstance(place, DirectoryError):
        return False
    try:
        head = _head(archive.within(*place), entry, walk.limits)
    except (DirectoryError, ExpandsTooFarError):
        return False
    with Extent.whole(head, len(head)).open() as opened:
        return detect(entry.name, head, jsonl=False).kind in ("warc", "arc") or begins_with_record(opened, 0)


def _file(entry: Entry, extent: Extent, member: Member, walk: Walk, where: str) -> Members:
    """One file: a report whole in memory, another container where it stands or from a file of our own."""
    limits = walk.limits
    name = _printable(entry.name)
    part = Part(path=(*member.path, name))
    identifier = f"{member.identifier}/{name}"
    try:
        head = _head(extent, entry, limits)
        reached = extent.start + extent.size
        kind = detect(name, head, jsonl=walk.jsonl).kind
        if kind in CONTAINERS:
            if damage := _damage(extent, entry, walk, where):
                yield damage
            with spooled(extent, entry, limits) as inner:
                yield Member(
                    extent=inner, name=name, where=where, identifier=identifier, depth=member.depth + 1, part=part, reached=reached
                )
            return
        data = unpacked(extent, entry, limits)
        if not data and entry.name.endswith("/"):  # a folder that was packed as files are
            return
        yield Member(
            extent=Extent.whole(data, len(data)),
            name=name,
            where=where,
            identifier=identifier,
            depth=member.depth + 1,
            part=part,
            reached=reached,
        )
    except DirectoryError as fault:
        yield walk.issue(fault.code, where, fault.message)
    except ExpandsTooFarError:
        message = f"{expands_too_far(limits)}; unpack it yourself and read it by itself."
        yield walk.issue("decompress.limit", where, message)


def _head(extent: Extent, entry: Entry, limits: Limits) -> bytes:
    """The first bytes of a member, unpacked."""
    if entry.method == STORED and not entry.encrypted:
        return extent.head(HEAD)
    head = b""
    for piece in chunks(extent, entry, limits.file_bytes):
        head += piece
        if len(head) >= HEAD:
            break
    return head[:HEAD]


def _damage(extent: Extent, entry: Entry, walk: Walk, where: str) -> Issue | None:
    """What is wrong with a container that stands in the archive as it is: it has checks of its own, so it is read all the same."""
    if entry.method != STORED or entry.encrypted:
        return None
    try:
        for _ in chunks(extent, entry, walk.limits.file_bytes):
            pass
    except DirectoryError as fault:
        message = f"{fault.message.removesuffix(' It was not read.')} What can be told apart in it was read."
        return walk.issue(fault.code, where, message, "recorded")
    return None


def _is_hidden(name: str) -> bool:
    """Files that a folder would not show either."""
    return name.startswith(_NOT_SHOWN) or any(part.startswith(".") and part not in (".", "..") for part in PurePosixPath(name).parts)


def _printable(name: str) -> str:
    return clean_line(name) or "a member without a name"
