"""News in JSON (ninjs of the IPTC, 1.x to 3.x, and as Superdesk and agencies write it): a news item, or a list of them."""

import json
from collections import deque
from typing import Any

from onrecord.intake.capture import Taken
from onrecord.intake.encoding import decode
from onrecord.intake.jsonl import first_repeated
from onrecord.intake.news_item import NewsItem, document_of_item
from onrecord.intake.opened import Documents
from onrecord.intake.stated import unread
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

LARGEST_NINJS = 20 * 1024 * 1024
"""Bytes of a file that is read."""

MOST_ITEMS = 10_000
"""Items of one file, associated ones included."""

DEEPEST_ITEMS = 10
"""How deep associated items may stand in each other; agencies go two deep."""

_BODY_TYPES = {
    "body_html": "text/html",
    "body_xhtml": "text/html",
    "body_richtext": "text/html",
    "body_nitf": "nitf",
    "body_text": "text/plain",
}
_PREFERRED = ("html", "nitf", "xml", "plain", "text")


def read_ninjs(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The news items of a file in their order, then those they are associated with, as far as they hold text."""
    where = capture.origin
    if taken.size > LARGEST_NINJS:
        yield unread("text.limit", where, f"The file has {taken.size:,} bytes; at most {LARGEST_NINJS:,} are read. Split it.")
        return
    decoded = decode(taken.all(), where, declared=taken.charset)
    value = parsed_json(decoded.text, where)
    if isinstance(value, Issue):
        yield value
        return
    yield from decoded.issues
    items = value if isinstance(value, list) else value["items"] if _is_list(value) else [value]
    if not items:
        yield unread("news.no-text", where, "The file holds no news item; there is nothing to read.")
    alone = len(items) == 1 and not isinstance(value, list)
    pending = deque((one, f"item {number}", 0) for number, one in enumerate(items[:MOST_ITEMS], start=1))
    if len(items) > MOST_ITEMS:
        yield unread("text.limit", where, f"The file holds {len(items):,} items; the first {MOST_ITEMS:,} were read. Split it.")
    count = left = 0
    while pending and count < MOST_ITEMS:
        one, place, depth = pending.popleft()
        count += 1
        if not isinstance(one, dict):
            yield unread("json.type", f"{where}, {place}", "Expected an object that describes a news item; it was left out.")
            continue
        main = alone and depth == 0
        said = where if main else f"{where}, {place}"
        part = None if main else Part(path=(place,), record=_text(one, "uri", "guid"))
        found = document_of_item(_item(one), capture, identifier if main else f"{identifier}/{place}", part, limits, where=said)
        if isinstance(found, Document) or depth == 0:
            yield found
        inside = [(inner, f"{place}, associated {name}", depth + 1) for name, inner in _associated(one)]
        if depth < DEEPEST_ITEMS:
            pending += inside
        else:
            left += len(inside)
    left += len(pending)
    if left:
        which = "1 associated item was" if left == 1 else f"{left:,} associated items were"
        deep = f"they stand more than {DEEPEST_ITEMS} deep, or behind the first {MOST_ITEMS:,}"
        yield unread("text.limit", where, f"{which} not read: {deep}. Read them by themselves.")


def parsed_json(text: str, where: str) -> Any:
    """A whole JSON file; an issue where it is none, or where a key stands twice and so has an open value."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_constant=lambda _: None)
    except RecursionError:
        return unread("json.depth", where, "The file is nested too deeply to be read.")
    except _DoubleKeyError as error:
        return unread("json.duplicate-key", where, f"The key {error.args[0]!r} stands twice in one object, so its value is open.")
    except ValueError as error:
        return unread("json.syntax", where, f"The file is not JSON: {error}.")


class _DoubleKeyError(Exception):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise _DoubleKeyError(first_repeated(key for key, _ in pairs)[:60])
    return values


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) < 19 else float("inf")


def _is_list(value: Any) -> bool:
    """A list of items in an object, as interfaces of agencies give them."""
    return isinstance(value, dict) and isinstance(value.get("items"), list) and not any(key in value for key in ("uri", "guid"))


def _item(values: dict[str, Any]) -> NewsItem:
    first, version, content = _text(values, "firstcreated"), _text(values, "versioncreated"), _text(values, "contentcreated")
    return NewsItem(
        identifier=_text(values, "uri", "guid", "altid"),
        version=_text(values, "version"),
        headline=_text(values, "headline") or _role(values, "headlines") or _text(values, "title", "name"),
        slug=_text(values, "slugline", "slug"),
        byline=_text(values, "byline", "by"),
        outlet=_text(values, "source") or _named(values, "infosources", "infoSources") or _text(values, "copyrightholder", "organisation"),
        language=_text(values, "language"),
        url=next((one for one in (_text(values, "canonicalurl", "url"), _text(values, "uri")) if one and one.startswith("http")), None),
        located=_text(values, "located"),
        status=_text(values, "pubstatus"),
        notes=tuple(note for note in (_text(values, "ednote"), *_notes(values)) if note),
        dates=[
            (first, "published", "ninjs firstcreated"),
            (version, "modified" if first and first != version else "published", "ninjs versioncreated"),
            (content, "created", "ninjs contentcreated"),
        ],
        bodies=_bodies(values),
    )


def _bodies(values: dict[str, Any]) -> list[tuple[str, str]]:
    found = [(kind, text) for key, kind in _BODY_TYPES.items() if (text := _text(values, key))]
    many = values.get("bodies")
    found += [
        ((_text(one, "contenttype", "role") or "text/plain").lower(), text)
        for one in (many if isinstance(many, list) else ())
        if isinstance(one, dict) and (text := _text(one, "value"))
    ]
    found.sort(key=lambda one: next((rank for rank, word in enumerate(_PREFERRED) if word in one[0]), len(_PREFERRED)))
    described = _text(values, "description_html"), _text(values, "description_text", "description") or _role(values, "descriptions")
    if not found:
        found = [(kind, text) for kind, text in zip(("text/html", "text/plain"), described, strict=True) if text]
    return found


def _role(values: dict[str, Any], key: str) -> str | None:
    """The main one of a list of texts with roles."""
    stated = values.get(key)
    many = [one for one in (stated if isinstance(stated, list) else ()) if isinstance(one, dict) and _text(one, "value")]
    main = next((one for one in many if one.get("role") == "main"), many[0] if many else None)
    return _text(main, "value") if main else None


def _notes(values: dict[str, Any]) -> list[str]:
    many = values.get("edNotes") or values.get("ednotes") or ()
    return [text for one in many if isinstance(one, dict) and (text := _text(one, "value"))] if isinstance(many, list) else []


def _named(values: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        many = values.get(key)
        for one in many if isinstance(many, list) else ():
            if isinstance(one, dict) and (name := _text(one, "name")):
                return name
    return None


def _associated(values: dict[str, Any]) -> list[tuple[str, Any]]:
    """Items inside an item: a mapping of names up to version 1.x, a list with names from 2.0 on."""
    found = values.get("associations")
    if isinstance(found, dict):
        return [(str(name)[:60], one) for name, one in found.items() if isinstance(one, dict)]
    many = found if isinstance(found, list) else []
    return [(str(one.get("name") or number)[:60], one) for number, one in enumerate(many, start=1) if isinstance(one, dict)]


def _text(values: dict[str, Any], *keys: str) -> str | None:
    """The first string under one of these keys, however they are capitalised; numbers as they are written."""
    lower = {key.lower(): value for key, value in values.items()}
    for key in keys:
        value = lower.get(key.lower())
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None
