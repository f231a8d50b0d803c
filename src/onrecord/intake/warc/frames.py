"""Where each record of a web archive begins and ends, established from its bytes and not taken from its word.

A record states the length of its block (Content-Length). It is believed where the block is followed by the end of a record and by
another record or the end of the archive; where it is not, the next record is looked for by its mark, and what lies between is said.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.intake.extent import CHUNK, Bytes
from onrecord.intake.warc.runs import PlainRun, Run
from onrecord.records.vocabulary import IssueOutcome
from onrecord.settings import Limits

LONGEST_HEADER = 64 * 1024
"""Bytes of a record's header; real ones have one or two thousand."""

MOST_LINES = 256
"""Lines of a record's header."""

_FIRST = 4096
"""Bytes in which most headers end."""

_SOON = 64
"""Bytes after a block that are looked at for the next record."""

_VERSION = re.compile(rb"WARC/[0-9]\.[0-9]{1,2}[ \t]*\r?\n")
_NEXT = re.compile(rb"\nWARC/[0-9]\.[0-9]{1,2}[ \t]*\r?\n[A-Za-z][A-Za-z-]{1,60}:")
_LONGEST_MARK = 96
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.IGNORECASE | re.MULTILINE)
_ONCE = re.compile(rb"^(WARC-Type|WARC-Record-ID|WARC-Date|WARC-Target-URI)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_FOLLOWED = re.compile(rb"\r\n\r\n|[\r\n]{0,16}(?:WARC/[0-9]|\Z)")
_NEWLINES = b"\r\n"
_AFTER = b"\r\n\r\n"
"""What stands behind every block (WARC 1.1 §4)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A record: where it begins, and where its block begins and ends."""

    position: int
    block: int
    end: int
    header: bytes
    data: bytes | None = None
    """The block; None where it is longer than a report may be. Then only its beginning is held."""
    head: bytes = b""
    """The beginning of a block that is not held."""

    @property
    def length(self) -> int:
        """Bytes of the block."""
        return self.end - self.block


@dataclass(frozen=True, slots=True)
class Misframed:
    """Bytes that are no whole record: where they begin and end, and what is wrong with them."""

    position: int
    end: int
    code: str
    outcome: IssueOutcome
    message: str


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a record: how many bytes it has in the archive, and its lines as a WARC has them, with the empty one at their end."""

    size: int
    lines: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """How the records of a format are told."""

    begins: re.Pattern[bytes]
    """The beginning of a record."""
    following: re.Pattern[bytes]
    """A newline and the beginning of a record."""
    longest: int
    """Bytes that these take at most."""
    followed: re.Pattern[bytes]
    """What stands behind a block, of which ``_SOON`` bytes are looked at."""
    after: bytes
    """What ends every record."""
    header: Callable[[Run, int], "Header | Misframed"]
    """The header at a position."""


Vouch = Callable[[bytes, bytes], bool]
"""Whether a record's own digest, or the length that the server stated, says that its header and block belong together."""


def frames(run: Run, limits: Limits, vouched: Vouch, form: Form | None = None) -> Iterator[Frame | Misframed]:
    """The records of a run in order, and what stands between them that is none; those of a WARC where no other form is given."""
    form = form or WARC
    believe = _Believing(vouched, 4 * limits.record_bytes)
    position = 0
    while True:
        position = _past_newlines(run, position)
        run.release(position)
        if not run.at(position, 1):
            return
        following: int | None
        if not form.begins.match(run.at(position, form.longest)):
            following = _search(run, position, form)
            end = _end(run, following)
            yield Misframed(position, end, *_cut(run, following, "warc.length"), f"{end - position:,} bytes belong to no record.")
        else:
            found, following = _frame(run, position, limits, believe, form)
            yield found
            if isinstance(found, Frame) and run.broken is None and not run.at(found.end + len(form.after), 1):
                yield from _ending(run, found, form.after)
        if following is None:
            return
        position = following


def _ending(run: Run, last: Frame, after: bytes) -> Iterator[Misframed]:
    """What is to be said of the end of an archive that breaks off between a block and the newlines behind it."""
    if run.at(last.end, len(after)) != after:
        message = "The file breaks off behind it, before the newlines that end a record; whether others followed is not known."
        yield Misframed(last.position, last.end, "warc.truncated", "recorded", message)


@dataclass
class _Believing:
    """Asks whether a record that is in doubt is right all the same; no more often than a few of the largest would take."""

    vouched: Vouch
    bytes_left: int

    def __call__(self, run: Run, frame: Frame) -> bool:
        if frame.length > self.bytes_left:
            return False
        if self.vouched(frame.header, run.at(frame.block, frame.length)):
            return True
        self.bytes_left -= frame.length
        return False


def _frame(run: Run, position: int, limits: Limits, believe: _Believing, form: Form) -> tuple[Frame | Misframed, int | None]:
    """The record at a position, and where the next one begins."""
    found = form.header(run, position)
    if isinstance(found, Misframed):
        following = _search(run, position + 1, form)
        end = _end(run, following)
        if found.code == "warc.truncated" and following is not None:
            message = f"Its header has no end in the {end - position:,} bytes before the next record."
            return Misframed(position, end, "warc.length", "quarantined", message), following
        if found.code == "warc.header":
            return replace(found, end=end), following
        return Misframed(position, end, *_cut(run, None, "warc.truncated"), found.message), following
    header = found.lines
    if (mark := form.following.search(header)) is not None:
        following = position + mark.start() + 1
        message = f"Its header has no end in the {following - position:,} bytes before the next record."
        return Misframed(position, following, "warc.length", "quarantined", message), following
    if (name := _twice(header)) is not None:
        following = _search(run, position + 1, form)
        message = f"Its header states {name} twice, so what it is is open."
        return Misframed(position, _end(run, following), "warc.header", "quarantined", message), following
    block = position + found.size
    declared = _declared(header)
    if isinstance(declared, str):
        following = _search(run, block - 1, form)
        end = _end(run, following)
        return Misframed(position, end, "warc.length", "quarantined", f"{declared} {end - block:,} bytes follow."), following
    frame = Frame(position, block, block + declared, header)
    if declared > limits.record_bytes:
        return _large(run, frame, form)
    tail = run.at(frame.end, _SOON)
    if run.length() < frame.end:
        following = _search(run, block - 1, form)
        return _other_length(run, frame, following), following
    inner = _inside(run, frame, form)
    fits = form.followed.match(tail) is not None
    if (inner is None and fits) or believe(run, frame):
        return replace(frame, data=run.at(block, declared)), frame.end
    following = inner if inner is not None else _search(run, frame.end - 1, form)
    return _other_length(run, frame, following), following


def _large(run: Run, frame: Frame, form: Form) -> tuple[Frame | Misframed, int | None]:
    """A record too large to be held: gone past without keeping it, unless another record begins inside it."""
    head = run.at(frame.block, LONGEST_HEADER)
    position = frame.block - 1
    while position < frame.end:
        step = min(CHUNK, frame.end - position)
        data = run.at(position, step + form.longest)
        found = form.following.search(data, 0, step + form.longest)
        if found and (following := position + found.start() + 1) < frame.end:
            return _other_length(run, frame, following), following
        if len(data) < step:
            break
        position += step
        run.release(position)
    run.at(frame.end, _SOON)
    if run.length() < frame.end:
        return _other_length(run, frame, None), None
    return replace(frame, head=head), frame.end


def _other_length(run: Run, frame: Frame, following: int | None) -> Misframed:
    """What to say of a record whose block has another length than it states."""
    end = _end(run, following)
    found = end - frame.block
    code, outcome = _cut(run, following, "warc.truncated" if end < frame.end else "warc.length")
    if code in ("warc.truncated", "warc.gzip-truncated"):
        message = f"The file breaks off in it: it states {frame.length:,} bytes, {found:,} are there."
    else:
        message = f"It states {frame.length:,} bytes, and the next record or the end comes after {found:,}."
    return Misframed(frame.position, end, code, outcome, message)


def _cut(run: Run, following: int | None, code: str) -> tuple[str, IssueOutcome]:
    """Code and outcome of what stands at the end of a run: a compressed archive knows better why it ended there."""
    if following is None and run.broken is not None:
        return run.broken.code, "quarantined"
    return ("warc.length" if following is not None and code == "warc.truncated" else code), "quarantined"


def _end(run: Run, following: int | None) -> int:
    return run.length() if following is None else following


def _past_newlines(run: Run, position: int) -> int:
    while data := run.at(position, _FIRST):
        rest = data.lstrip(_NEWLINES)
        position += len(data) - len(rest)
        if rest:
            break
        run.release(position)
    return position


def _header(run: Run, position: int) -> Header | Misframed:
    """The header with the empty line that ends it."""
    for size in (_FIRST, LONGEST_HEADER):
        data = run.at(position, size)
        end = _END_OF_HEADER.search(data)
        if end is not None:
            header = data[: end.end()]
            lines = header.count(b"\n")
            if lines <= MOST_LINES + 2:
                return Header(len(header), header)
            message = f"Its header has more than {MOST_LINES} lines, so the record was not read."
            return Misframed(position, position, "warc.header", "refused", message)
        if data.count(b"\n") > MOST_LINES + 2:
            message = f"Its header has more than {MOST_LINES} lines, so the record was not read."
            return Misframed(position, position, "warc.header", "refused", message)
        if len(data) < size:
            message = f"The file breaks off in its header, {len(data):,} bytes after the beginning; the length it states is not known."
            return Misframed(position, position, "warc.truncated", "quarantined", message)
    message = f"Its header has more than {LONGEST_HEADER:,} bytes, so the record was not read."
    return Misframed(position, position, "warc.header", "refused", message)


def _twice(header: bytes) -> str | None:
    """A field that stands twice in a header where it may stand once (WARC 1.1 §4, §5): two records may have run into one."""
    names = [name.lower() for name in _ONCE.findall(header)]
    return next((name.decode() for name in names if names.count(name) > 1), None)


def _declared(header: bytes) -> int | str:
    """The length that a header states, or what is wrong with it."""
    stated = set(_LENGTH.findall(header))
    if not stated:
        return "It states no length (Content-Length)."
    if len(stated) > 1:
        return "It states two lengths (Content-Length)."
    (value,) = stated
    if not value.isdigit() or len(value) > 18:
        return f"The length that it states (Content-Length: {value[:40].decode('ascii', 'replace')}) is no number of bytes."
    return int(value)


def _inside(run: Run, frame: Frame, form: Form) -> int | None:
    """Where inside a block the header of another record stands, as far as its bytes tell."""
    position = frame.block - 1
    while position < frame.end:
        step = min(CHUNK, frame.end - position)
        found = form.following.search(run.at(position, step + form.longest))
        if found and position + found.start() + 1 < frame.end:
            return position + found.start() + 1
        position += step
    return None


def _search(run: Run, position: int, form: Form) -> int | None:
    """Where the next record begins, from the line after a position on; what lies before is gone past."""
    while True:
        data = run.at(position, CHUNK + form.longest)
        found = form.following.search(data)
        if found:
            return position + found.start() + 1
        if len(data) < CHUNK + form.longest:
            return None
        position += CHUNK
        run.release(position)


def only_an_endless_header(archive: Bytes) -> str | None:
    """What is wrong where an uncompressed WARC is nothing but a record whose header has no end within the limits; else None."""
    run = PlainRun(archive)
    header = _header(run, 0)
    if not isinstance(header, Misframed) or header.code != "warc.header" or _search(run, 1, WARC) is not None:
        return None
    return header.message


WARC = Form(begins=_VERSION, following=_NEXT, longest=_LONGEST_MARK, followed=_FOLLOWED, after=_AFTER, header=_header)
"""Records of a WARC (ISO 28500)."""
