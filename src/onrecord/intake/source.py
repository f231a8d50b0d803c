"""Open what a command names: a file, a folder, an address of the web, or standard input."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from onrecord.intake.capture import OverLimitError, Taken, over_limit, printable, take_file, take_stream, unreadable, unusable
from onrecord.intake.detect import HEAD, Detected, detect
from onrecord.intake.folder import walk
from onrecord.intake.formats import format_reader
from onrecord.intake.opened import Documents, Opened
from onrecord.intake.web import is_address, open_address, shown
from onrecord.records import Capture, Issue
from onrecord.settings import Limits, WebCapture

STANDARD_INPUT = "-"


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
            yield from _open(source, jsonl=jsonl, limits=limits, stdin=stdin, identifier=identifier)
    except Exception as error:
        yield _fault(shown(source) if is_address(source) else printable(source), error, kept=False)


def _open(source: str, *, jsonl: bool, limits: Limits, stdin: BinaryIO | None, identifier: str | None) -> Iterator[Opened | Issue]:
    if not source:
        message = "The name of a file or folder is empty; a variable without a value may stand behind it."
        yield Issue(code="file.missing", outcome="refused", where=repr(source), message=message)
        return
    if source == STANDARD_INPUT:
        yield from _open_stream(stdin, identifier or "stdin", jsonl=jsonl, limits=limits)
        return
    path, source = Path(source), printable(source)
    try:
        folder = path.is_dir()
    except (OSError, ValueError) as error:  # a name too long, a NUL in it
        yield unreadable(source, error)
        return
    if not folder:
        yield _open_file(path, source, identifier or printable(path.name), jsonl=jsonl, limits=limits)
        return
    for found in walk(path, source):
        if isinstance(found, Issue):
            yield found
        else:
            yield _open_file(found.path, found.origin, found.name, jsonl=jsonl, limits=limits)


def _open_stream(stdin: BinaryIO | None, identifier: str, *, jsonl: bool, limits: Limits) -> Iterator[Opened | Issue]:
    if stdin is None:
        message = "There is no standard input to read from; name a file instead."
        yield Issue(code="file.missing", outcome="refused", where=STANDARD_INPUT, message=message)
        return
    try:
        with take_stream(stdin, limits) as taken:
            yield _opened(taken, STANDARD_INPUT, identifier, jsonl=jsonl, limits=limits)
    except OverLimitError:
        yield over_limit(STANDARD_INPUT, limits)
    except OSError as error:
        yield unreadable(STANDARD_INPUT, error)


def _open_file(path: Path, origin: str, identifier: str, *, jsonl: bool, limits: Limits) -> Opened | Issue:
    if issue := unusable(path, origin):
        return issue
    try:
        taken = take_file(path, limits)
        return _opened(taken, origin, identifier, jsonl=jsonl, limits=limits)
    except OverLimitError:
        return over_limit(origin, limits)
    except (OSError, ValueError) as error:
        return unreadable(origin, error)
    except Exception as error:
        return _fault(origin, error, kept=False)


def _opened(taken: Taken, origin: str, identifier: str, *, jsonl: bool, limits: Limits) -> Opened:
    detected = detect(origin, taken.head(HEAD), jsonl=jsonl)
    capture = Capture(sha256=taken.sha256, size=taken.size, origin=origin, media_type=detected.media_type)
    return Opened(capture=capture, content=taken.content, reader=partial(_documents, detected, taken, capture, identifier, limits))


def _documents(detected: Detected, taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    try:
        match detected.kind:
            case "empty":
                message = "The file is empty: there is nothing to read."
                yield Issue(code="file.empty", outcome="quarantined", where=capture.origin, message=message)
            case "unread":
                message = f"This is {detected.name}, which is not read as a report; its bytes are kept."
                yield Issue(code=detected.code, outcome="quarantined", where=capture.origin, message=message)
            case name:
                yield from format_reader(name)(taken, capture, identifier, limits)
    except OSError as error:  # the medium failed, or the file went away, after it was taken
        yield unreadable(capture.origin, error)
    except Exception as error:
        yield _fault(capture.origin, error, kept=True)


def _fault(origin: str, error: Exception, *, kept: bool) -> Issue:
    """A fault of this program, which must not take the rest of the batch with it."""
    became = "Its bytes are kept, the rest of it was not read." if kept else "It was not taken in."
    message = printable(f"OnRecord failed on this ({type(error).__name__}: {error}). {became} Please report this with the file.")
    return Issue(code="file.fault", outcome="quarantined" if kept else "refused", where=origin, message=message)
