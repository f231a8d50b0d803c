"""JSON Lines: one report an object, one object a line, streamed so that memory does not grow with the file."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from onrecord.intake.capture import Taken
from onrecord.intake.characters import clean_line
from onrecord.intake.given import document_of
from onrecord.intake.lines import Line, lines_of
from onrecord.intake.opened import Documents
from onrecord.intake.people import NUMBER_RANGE, fault_of_number
from onrecord.intake.stated import remark
from onrecord.records import Capture, Document, Issue, Party
from onrecord.records.vocabulary import Measure, members
from onrecord.settings import Limits

_WHITE = b" \t\r\n"
_MEASURES = frozenset(members(Measure))
_SHOWN = 40  # characters of a faulty value in a message


class RefusedLineError(Exception):
    """A line that is not read: its issue code and the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass
class _Seen:
    """Ids so far in this file, with the line on which each stood first."""

    first_line: dict[str, int] = field(default_factory=dict)

    def repeats(self, identifier: str, number: int) -> int | None:
        first = self.first_line.setdefault(identifier, number)
        return first if first != number else None


def read_jsonl(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:  # noqa: ARG001 – each line has its own id
    """The documents of a JSON Lines file in order, and an issue for each line that cannot be read."""
    seen = _Seen()
    for line in lines_of(taken, capture.origin, limits):
        if isinstance(line, Issue):
            yield line
        elif line.data.strip(_WHITE):
            yield _document(line, capture, limits, seen)


def _document(line: Line, capture: Capture, limits: Limits, seen: _Seen) -> Document | Issue:
    where = f"{capture.origin}, line {line.number}"
    try:
        values = object_of(line.data)
        identifier = _required(values, "id")
        text = _required(values, "text", may_be_empty=True)
        parties = tuple(_parties(values))
        date, title, outlet, url = (_optional(values, name) for name in ("date", "title", "outlet", "url"))
        numbers = tuple(_numbers_of_people(values, where))
    except RefusedLineError as refused:
        return Issue(code=refused.code, outcome="refused", where=where, message=f"{refused.message} The line was left out.")
    document = document_of(
        identifier, text, where=where, limits=limits, date=date, parties=parties, title=title, outlet=outlet, url=url, capture=capture
    )
    if isinstance(document, Issue):
        return document
    document = msgspec.structs.replace(document, issues=(*document.issues, *numbers)) if numbers else document
    if (first := seen.repeats(document.id, line.number)) is None:
        return document
    message = f"The id {document.id!r} stood on line {first} already; both were read."
    again = Issue(code="json.duplicate-id", outcome="recorded", where=where, message=message)
    return msgspec.structs.replace(document, issues=(*document.issues, again))


def _numbers_of_people(values: dict[str, Any], where: str) -> Iterator[Issue]:
    """A remark on each key that is called as a measure is, and holds no number of people. None of them is read, whatever they hold.

    Raises:
        RefusedLineError: a number in one is out of any range, as one that was torn or forged is.
    """
    for key in sorted(_MEASURES & values.keys()):
        value = values[key]
        if value is None or (fault := fault_of_number(value)) is None:
            continue
        code, reason = fault
        told = f"The key {key!r} holds {clean_line(repr(value)[:_SHOWN])}, which {reason}."
        if code == NUMBER_RANGE:
            raise RefusedLineError(code, told)
        yield remark(code, where, f"{told} Nothing rests on it.")


def object_of(data: bytes, expected: str = "an object with id and text") -> dict[str, Any]:
    """One JSON object, strictly: UTF-8, no key twice, no NaN.

    Raises:
        RefusedLineError: with the reason and, where it is known, the place in the line.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedLineError("text.encoding", f"Not UTF-8 at byte {error.start} of the line; JSON Lines must be UTF-8.") from error
    try:
        values = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except RecursionError as error:
        raise RefusedLineError("json.depth", "Nested too deeply to be read.") from error
    except json.JSONDecodeError as error:
        raise RefusedLineError("json.syntax", f"Not JSON: {error.msg} at character {error.pos} of the line.") from error
    if not isinstance(values, dict):
        raise RefusedLineError("json.type", f"Expected {expected}, found {_kind(values)}.")
    return values


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    double = first_repeated(key for key, _ in pairs)
    raise RefusedLineError("json.duplicate-key", f"The key {double!r} stands twice in one object, so its value is open.")


def first_repeated(keys: Iterable[str]) -> str:
    """The first key that stood before; there must be one. In time proportional to their number, which may be some hundred thousand."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    raise ValueError("no key is repeated")


def _constant(name: str) -> Any:
    raise RefusedLineError("json.syntax", f"Not JSON: {name} is no JSON value.")


def _integer(digits: str) -> int | float:
    """Numbers stand only in keys that are ignored; one too long for an integer must not stop the line."""
    return int(digits) if len(digits) < 19 else float("inf")


def _required(values: dict[str, Any], key: str, *, may_be_empty: bool = False) -> str:
    if values.get(key) is None:
        raise RefusedLineError("json.missing", f"The key {key!r} is missing.")
    value = _optional(values, key) or ""
    if not value and not may_be_empty:
        raise RefusedLineError("json.missing", f"The key {key!r} is empty.")
    return value


def _optional(values: dict[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is None or isinstance(value, str):
        return value
    raise RefusedLineError("json.type", f"The key {key!r} must be a string, found {_kind(value)}.")


def _parties(values: dict[str, Any]) -> Iterator[Party]:
    given = values.get("parties")
    if given is None:
        return
    if not isinstance(given, list):
        raise RefusedLineError("json.type", f"The key 'parties' must be a list, found {_kind(given)}.")
    for number, party in enumerate(given, start=1):
        if not isinstance(party, dict):
            raise RefusedLineError("json.type", f"Party {number} must be an object with name and aliases, found {_kind(party)}.")
        name = clean_line(_optional(party, "name"))
        if name is None:
            raise RefusedLineError("json.missing", f"Party {number} has no name.")
        yield Party(name=name, aliases=_aliases(party, number), side=clean_line(_optional(party, "side")))


def _aliases(party: dict[str, Any], number: int) -> tuple[str, ...]:
    given = party.get("aliases") or []
    if not isinstance(given, list) or not all(isinstance(alias, str) for alias in given):
        raise RefusedLineError("json.type", f"The aliases of party {number} must be a list of strings.")
    return tuple(alias for raw in given if (alias := clean_line(raw)))


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {dict: "an object", list: "a list", str: "a string", int: "a number", float: "a number", type(None): "null"}
    return names.get(type(value), "something else")
