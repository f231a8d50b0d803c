"""What labelled and predicted rows may hold: the kind of every value that the measures look into.

A field that is missing or null says nothing, and a field that no measure knows may hold anything. Values that are only
compared (an act, a standing) or taken as words (a place, a group) may be of any kind.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Kind = Callable[[Any, str], Iterator[str]]
"""Sentences that say what is wrong with a value that is not null, given where it stands."""

MOST = 10**15
"""No count and no offset is greater; floating-point numbers tell all integers up to here apart."""


def faults(row: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each value of a row that is not of its kind, beginning with its place: ``figures[0].min must be …``."""
    for name, kind in _ROW.items():
        if row.get(name) is not None:
            yield from kind(row[name], name)


def _plain(told: str, right: Callable[[Any], bool]) -> Kind:
    def check(value: Any, place: str) -> Iterator[str]:
        if not right(value):
            yield f"{place} must be {told}"

    return check


def _each(told: str, kind: Kind) -> Kind:
    """A list of values of a kind; null is none."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place} must be {told}"
            return
        for number, item in enumerate(value):
            yield from kind(item, f"{place}[{number}]")

    return check


def _object(fields: Mapping[str, Kind], *needed: str) -> Kind:
    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place} must be a JSON object"
            return
        for name, kind in fields.items():
            if value.get(name) is not None:
                yield from kind(value[name], f"{place}.{name}")
            elif name in needed:
                yield f"{place}.{name} is missing"

    return check


def _objects(fields: Mapping[str, Kind], *needed: str) -> Kind:
    return _each("a list of JSON objects", _object(fields, *needed))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST


def _is_number(value: Any) -> bool:
    return _is_whole(value) or (isinstance(value, float) and abs(value) <= MOST)  # NaN is not


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int | float)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole_text(value: Any) -> bool:
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_whole(offset) for offset in value)


def _is_list_of(one: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(one(item) for item in value)


def _is_span_or_spans(value: Any) -> bool:
    return _is_span(value) or _is_list_of(_is_span)(value)


_TEXT = _plain("a string", _is_text)
_NAME = _plain("a string without halves of surrogate pairs", _is_whole_text)
_NAMES = _plain(
    "a string or a list of strings, without halves of surrogate pairs",
    lambda value: _is_whole_text(value) or _is_list_of(_is_whole_text)(value),
)
_TEXTS = _plain("a list of strings", _is_list_of(_is_text))
_ID = _plain("a string or a number", _is_id)
_IDS = _plain("a list of ids", _is_list_of(_is_id))
_ID_OR_IDS = _plain("an id or a list of ids", lambda value: _is_id(value) or _is_list_of(_is_id)(value))
_NUMBER = _plain(f"a number, at most {MOST:,}", _is_number)
_OFFSET = _plain("an offset into the text, a whole number", _is_whole)
_SPANS = _plain("a list of [start, end] pairs", _is_list_of(_is_span))
_SPAN_OR_SPANS = _plain("a [start, end] pair or a list of them", _is_span_or_spans)
_ONE_SPAN = _plain("a [start, end] pair or a list of them", lambda value: bool(value) and _is_span_or_spans(value))

_STATEMENT: dict[str, Kind] = {"id": _ID, "source": _SPANS, "cue": _SPANS, "content": _SPANS, "denies": _ID_OR_IDS, "note": _TEXT}

_FIGURE: dict[str, Kind] = {
    "id": _ID,
    "measure": _TEXT,
    "min": _NUMBER,
    "max": _NUMBER,
    "best": _NUMBER,
    "start": _OFFSET,
    "end": _OFFSET,
    "statement": _ID,
    "subset_of": _ID,
    "supersedes": _ID,
}

_MEDIA: dict[str, Kind] = {
    "id": _ID,
    "span": _SPAN_OR_SPANS,
    "same_as": _ID,
    "authenticity": _ID,
    "authenticity_span": _SPAN_OR_SPANS,
}

_INCIDENT: dict[str, Kind] = {
    "id": _ID,
    "type": _TEXT,
    "figures": _IDS,
    "responsibility": _objects({"according_to": _ID_OR_IDS}),
}

_FINDING: dict[str, Kind] = {
    "rule": _TEXT,
    "records": _IDS,
    "statements": _IDS,
    "figures": _IDS,
    "media": _IDS,
    "incidents": _IDS,
}


def _figure(value: Any, place: str) -> Iterator[str]:
    yield from _object(_FIGURE)(value, place)
    if isinstance(value, dict) and value.get("start") is not None and value.get("end") is None:
        yield f"{place}.end is missing, and the figure has a start"


def _media(value: Any, place: str) -> Iterator[str]:
    yield from _object(_MEDIA)(value, place)
    if isinstance(value, dict) and not value.get("span") and value.get("mention"):
        yield from _SPAN_OR_SPANS(value["mention"], f"{place}.mention")


def _counts(value: Any, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place} must be a JSON object of a number for each measure"
        return
    for name, count in value.items():
        if count is not None:
            yield from _NUMBER(count, f"{place}.{name}")


_ROW: dict[str, Kind] = {
    "text": _TEXT,
    "date": _TEXT,
    "parties": _objects({"name": _NAME, "aliases": _NAMES, "side": _NAME}),
    "report": _object({}),
    "attributions": _objects(_STATEMENT),
    "statements": _objects(_STATEMENT),
    "opinion": _each("a list of [start, end] pairs", _ONE_SPAN),
    "disputes": _objects({"denial": _ID, "accusation": _ID_OR_IDS}),
    "figures": _each("a list of JSON objects", _figure),
    "media_mentions": _each("a list of JSON objects", _media),
    "incidents": _objects(_INCIDENT),
    "findings": _objects(_FINDING, "rule"),
    "counts": _counts,
    "traps": _TEXTS,
}
