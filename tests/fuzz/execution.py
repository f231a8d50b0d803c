"""One execution of a parser on altered bytes, as a file would be read: only documents and named issues may come out."""

import hashlib
import re
import time
from dataclasses import dataclass

from tests.fuzz.alter import altered

from onrecord.intake.capture import Taken
from onrecord.intake.detect import HEAD, detect
from onrecord.intake.formats import FORMATS, format_reader
from onrecord.records import Capture, Document, Issue, canonical
from onrecord.settings import Limits

_CODE = re.compile(r"[a-z]+\.[a-z][a-z-]*")
_LIMITS = Limits(text_characters=200_000, line_characters=100_000)

SLOW = 10.0
"""Seconds after which an execution counts as one that hangs, in the long form (custody model: every input within 10 seconds)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An execution that did what none may."""

    parser: str
    number: int
    what: str


def execute(parser: str, number: int) -> Fault | None:
    """Run one execution.

    Args:
        parser: one of ``SEEDS``.
        number: which alteration.

    Returns:
        what went wrong, or None.
    """
    name, data = altered(parser, number)
    started = time.monotonic()
    try:
        wrong = read(name, data)
    except Exception as error:
        return Fault(parser, number, f"{type(error).__name__}: {error}"[:300])
    if wrong is None and time.monotonic() - started > SLOW:
        wrong = f"it took {time.monotonic() - started:.0f} s"
    return Fault(parser, number, wrong) if wrong else None


def read(name: str, data: bytes) -> str | None:
    """Read a file as intake does, without what catches faults; what is wrong with what came out, or None.

    Raises:
        Exception: whatever a parser raises, which none may.
    """
    kind = detect(name, data[:HEAD], jsonl=False).kind
    if kind not in FORMATS:
        return None
    digest = hashlib.sha256(data).hexdigest()
    capture = Capture(sha256=digest, size=len(data), origin=name, media_type="application/octet-stream")
    count = 0
    for one in format_reader(kind)(Taken(sha256=digest, size=len(data), content=data), capture, name, _LIMITS):
        count += 1
        issues = one.issues if isinstance(one, Document) else (one,)
        canonical(one)  # it can be kept: no half of a surrogate pair, no number that JSON does not know
        if wrong := next((issue for issue in issues if not _is_named(issue)), None):
            return f"an issue without a name or a place: {wrong}"
        if isinstance(one, Document) and not one.id:
            return "a document without an id"
    return None if count or not data.strip() or kind == "jsonl" else "nothing came out"


def _is_named(issue: Issue) -> bool:
    return bool(_CODE.fullmatch(issue.code) and issue.where and issue.message) and issue.code != "file.fault"
