"""Open what a command names: a file, a folder, an address of the web, or standard input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from onrecord.intake.capture import OverLimitError, Taken, over_limit, printable, take_file, take_stream, unreadable, unusable
from onrecord.intake.detect import HEAD, detect
from onrecord.intake.extent import Extent, stamp_of
from onrecord.intake.folder import walk
from onrecord.intake.member import Member, Walk
from onrecord.intake.opened import Opened, Parts
from onrecord.intake.parts import fault, parts_of
from onrecord.intake.refusal import refusal
from onrecord.intake.revisited import Originals
from onrecord.intake.web import is_address, open_address, shown
from onrecord.records import Capture, Issue
from onrecord.settings import Limits, WebCapture

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a source is to be read, and what its files have in common."""

    jsonl: bool
    limits: Limits
    originals: Originals = field(default_factory=Originals)


def open_source(
    source: str,
    *,
    jsonl: bool,
    limits: Limits,
    stdin: BinaryIO | None,
    identifier: str | None = None,
    capture: WebCapture | None = None,
) -> Iterator[Opened | Issue]:
    """Open a source, one file at a time; nothing of it is read before its turn.

    Args:
        source: path of a file or folder (read recursively, in order of name), address of the web, or ``-`` for standard input.
        jsonl: read every file of it as JSON Lines, whatever its name.
        limits: how much is read before something is refused.
        stdin: the stream that ``-`` stands for.
        identifier: the id of the report in a file or on standard input; without one the file's name, or ``stdin``. Files of a
            folder keep their names, and lines of JSON their own ids.
        capture: whether and how addresses are asked for; without it none is.

    Each ``Opened`` must be kept and read before the next is asked for: the bytes of a stream are gone afterwards.

    A fault of ours in opening or reading a file comes out as an issue too, and costs no other file.
    """
    try:
        if is_address(source):
            capture = capture or WebCapture()
            yield from open_address(source, jsonl=jsonl, limits=limits, capture=capture, identifier=identifier)
        else:
            yield from _open(source, asked=_Asked(jsonl, limits), stdin=stdin, identifier=identifier)
    except Exception as error:
        yield fault(shown(source) if is_address(source) else printable(source), error, kept=False)


def _open(source: str, *, asked: _Asked, stdin: BinaryIO | None, identifier: str | None) -> Iterator[Opened | Issue]:
    if not source:
        message = "The name of a file or folder is empty; a variable without a value may stand behind it."
        yield Issue(code="file.missing", outcome="refused", where=repr(source), message=message)
        return
    if source == STANDARD_INPUT:
        yield from _open_stream(stdin, identifier or "stdin", asked)
        return
    path, source = Path(source), printable(source)
    try:
        folder = path.is_dir()
    except (OSError, ValueError) as error:  # a name too long, a NUL in it
        yield unreadable(source, error)
        return
    if not folder:
        yield _open_file(path, source, identifier or printable(path.name), asked)
        return
    for found in walk(path, source):
        if isinstance(found, Issue):
            yield found
        else:
            yield _open_file(found.path, found.origin, found.name, asked)


def _open_stream(stdin: BinaryIO | None, identifier: str, asked: _Asked) -> Iterator[Opened | Issue]:
    if stdin is None:
        message = "There is no standard input to read from; name a file instead."
        yield Issue(code="file.missing", outcome="refused", where=STANDARD_INPUT, message=message)
        return
    try:
        with take_stream(stdin, asked.limits) as taken:
            yield _opened(taken, STANDARD_INPUT, identifier, asked)
    except OverLimitError:
        yield over_limit(STANDARD_INPUT, asked.limits)
    except OSError as error:
        yield unreadable(STANDARD_INPUT, error)


def _open_file(path: Path, origin: str, identifier: str, asked: _Asked) -> Opened | Issue:
    if issue := unusable(path, origin):
        return issue
    try:
        taken = take_file(path, asked.limits)
        return _opened(taken, origin, identifier, asked, path)
    except OverLimitError:
        return over_limit(origin, asked.limits)
    except (OSError, ValueError) as error:
        return unreadable(origin, error)
    except Exception as error:
        return fault(origin, error, kept=False)


def _opened(taken: Taken, origin: str, identifier: str, asked: _Asked, file: Path | None = None) -> Opened | Issue:
    detected = detect(origin, taken.head(HEAD), jsonl=asked.jsonl)
    capture = Capture(sha256=taken.sha256, size=taken.size, origin=origin, media_type=detected.media_type)
    walk = Walk(capture=capture, limits=asked.limits, jsonl=asked.jsonl, originals=asked.originals)
    extent = Extent.whole(taken.content, taken.size)
    if refused := refusal(detected.kind, extent, walk):
        return refused
    member = Member(extent=extent, name=origin, where=origin, identifier=identifier, taken=taken, file=file)
    return Opened(capture=capture, content=taken.content, file=file, reader=partial(_parts, member, walk))


def _parts(member: Member, walk: Walk) -> Parts:
    """The parts of a file; a remark where the file changed while they were read, since then they are not those of the kept bytes."""
    yield from parts_of(member, walk)
    taken = member.taken
    if taken is None or not taken.stamp or isinstance(taken.content, bytes):
        return
    try:
        changed = stamp_of(taken.content) != taken.stamp
    except OSError as error:
        yield unreadable(member.where, error)
        return
    if changed:
        message = "The file changed while it was being read, so what was read may not be what was kept; read it again."
        yield walk.issue("file.changed", member.where, message)


def size_of(sources: Iterable[str]) -> int | None:
    """Bytes of all files that the sources name, for telling how far a run has come; None where that cannot be known beforehand.

    Nothing is opened, and nothing is said of what cannot be: that comes when its turn does.
    """
    total = 0
    for source in sources:
        if source == STANDARD_INPUT or is_address(source):
            return None
        path = Path(source)
        try:
            files = (found.path for found in walk(path, source) if not isinstance(found, Issue)) if path.is_dir() else (path,)
            total += sum(file.stat().st_size for file in files if file.is_file())
        except (OSError, ValueError):
            continue
    return total
