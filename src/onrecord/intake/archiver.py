"""What Bellingcat's Auto Archiver leaves of an item: its ``metadata.json``, its HTML page, a line of its CSV file.

Read are the text, title, address and dates that it states. The hashes it states for media are held against the files that stand
beside (``archiver_media``); its own time of archiving is when the container says that the item was obtained.
"""

import ast
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.intake.archiver_media import StatedMedia
from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.dates import read_date
from onrecord.intake.encoding import decode
from onrecord.intake.markup import End, Start, Text, tokens
from onrecord.intake.ninjs import parsed_json
from onrecord.intake.opened import Documents
from onrecord.intake.stated import name_line, remark, stated_dates, unread, web_address
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

LARGEST_REPORT = 20 * 1024 * 1024
"""Bytes of a file of the Auto Archiver that is read."""

CSV_COLUMNS = ("status", "metadata", "media")

_DATETIME = re.compile(r"datetime\.datetime\((\d{1,4}(?:, \d{1,6}){2,6})(?:, tzinfo=[\w.()]{1,60}?)?\)(?=[,}\]])")
_LONGEST_CELL = 5_000_000
_HASH = re.compile(r"(SHA-256|SHA3-512):\s?([0-9a-f]{64,128})\b")


@dataclass(frozen=True, slots=True)
class ArchivedItem:
    """One archived item as its report states it."""

    status: str
    values: dict[str, str]
    media: tuple[StatedMedia, ...]


def read_archiver(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The items of a file in order; an issue for each that states no text."""
    items = archived_items(taken, capture.origin)
    if isinstance(items, Issue):
        yield items
        return
    if not items:
        yield unread("archiver.no-text", capture.origin, "The table of the Auto Archiver holds no item; there is nothing to read.")
    for number, item in enumerate(items, start=1):
        alone = len(items) == 1
        where = capture.origin if alone else f"{capture.origin}, item {number}"
        if isinstance(item, Issue):
            yield item
        else:
            yield _document(item, capture, identifier if alone else f"{identifier}/{number}", where, limits, alone=alone, number=number)


def stated_media(taken: Taken, where: str) -> tuple[StatedMedia, ...]:
    """The media of all items of a file."""
    items = archived_items(taken, where)
    return () if isinstance(items, Issue) else tuple(media for item in items if isinstance(item, ArchivedItem) for media in item.media)


def archived_items(taken: Taken, where: str) -> list[ArchivedItem | Issue] | Issue:
    """What a file of the Auto Archiver states, or the issue that keeps it from being read."""
    if taken.size > LARGEST_REPORT:
        return unread("text.limit", where, f"The file has {taken.size:,} bytes; at most {LARGEST_REPORT:,} are read.")
    text = decode(taken.all(), where).text
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return [_of_page(text)]
    if start == "{":
        value = parsed_json(text, where)
        return value if isinstance(value, Issue) else [_of_values(value)]
    return list(_of_table(text, where))


def _document(
    item: ArchivedItem, capture: Capture, identifier: str, where: str, limits: Limits, *, alone: bool, number: int
) -> Document | Issue:
    values = item.values
    title = name_line(values.get("title"))
    content = (values.get("content") or "").strip()
    text = content if title is None or title in content else f"{title}\n\n{content}".strip()
    url, url_issues = web_address(values.get("url"), where, "The address of the item,")
    if not text:
        return unread("archiver.no-text", where, f"The Auto Archiver states no text for {url or 'this item'}; its files are kept.")
    if len(text) > limits.text_characters:
        return too_long(where, limits, f"{len(text):,} characters")
    issues = [*url_issues]
    if item.status and "success" not in item.status:
        issues.append(remark("archiver.status", where, f"The Auto Archiver states as its result {item.status[:100]!r}."))
    stated = (values.get("timestamp") or values.get("upload_date"), "published", "Auto Archiver timestamp")
    dates, date_issues = stated_dates([stated], where)
    captured = values.get("_processed_at") or values.get("_processed_at_utc")
    part = Part(
        path=() if alone else (f"item {number}",), url=url, captured=read_date(captured).iso if captured else None, record=values.get("id")
    )
    checked = check_text(text, where)
    author = name_line(values.get("author") or values.get("uploader") or values.get("username"))
    return Document(
        id=identifier,
        text=checked.text,
        capture=capture,
        part=part,
        title=title,
        url=url,
        authors=(author,) if author and "@" not in author[1:] else (),
        dates=dates,
        issues=(*issues, *date_issues, *checked.issues),
    )


def _of_values(values: dict[str, Any]) -> ArchivedItem:
    """The object of ``metadata.json``, and of a line of the CSV file."""
    stated = values.get("metadata")
    stated = stated if isinstance(stated, dict) else {}
    strings = {str(key): str(value) for key, value in stated.items() if isinstance(value, str | int | float)}
    media = values.get("media")
    return ArchivedItem(str(values.get("status") or ""), strings, tuple(_media(media if isinstance(media, list) else [])))


def _media(many: list[Any]) -> Iterator[StatedMedia]:
    """Media with a stated hash, those inside the properties of others as well."""
    pending, seen = list(many), 0
    while pending and seen < 10_000:
        one = pending.pop(0)
        seen += 1
        if isinstance(one, list):
            pending += one
        if not isinstance(one, dict):
            continue
        properties = one.get("properties")
        if not isinstance(properties, dict):
            continue
        pending += [value for value in properties.values() if isinstance(value, dict | list)]
        match = _HASH.fullmatch(str(properties.get("hash") or "").strip().replace("sha", "SHA"))
        urls = one.get("urls")
        names = [one.get("_key"), one.get("key"), *(urls if isinstance(urls, list) else []), one.get("filename")]
        if match:
            yield StatedMedia(tuple(str(name) for name in names if name), match.group(1), match.group(2))


def _of_page(markup: str) -> ArchivedItem:
    """The HTML page of an item: a table of media, and a table of metadata with a key and a value a row."""
    values: dict[str, str] = {}
    media: list[StatedMedia] = []
    cells: list[str] = []
    links: list[str] = []
    skipping = False
    for token in tokens(markup):
        match token:
            case Start() if token.name == "tr":
                cells, links = [], []
            case Start() if token.name in ("td", "th"):
                cells.append("")
            case Start() if token.name in ("a", "img", "video", "source"):
                links += [token.attributes[key] for key in ("href", "src") if token.attributes.get(key)]
            case Start() if token.name in ("script", "style"):
                skipping = True
            case Start() if token.name == "br" and cells:
                cells[-1] += "\n"
            case Text(text) if cells and not skipping:
                cells[-1] += text
            case End() if token.name in ("script", "style"):
                skipping = False
            case End() if token.name in ("tr", "table") and cells:
                _row(cells, links, values, media)
                cells = []
    values.setdefault("url", _archived_address(markup))
    return ArchivedItem("", {key: value for key, value in values.items() if value}, tuple(media))


def _row(cells: list[str], links: list[str], values: dict[str, str], media: list[StatedMedia]) -> None:
    if match := _HASH.search(cells[0]):
        media.append(StatedMedia(tuple(dict.fromkeys(links)), match.group(1), match.group(2)))
    elif len(cells) == 2 and (key := cells[0].strip()) and len(key) < 80 and key != "key":
        values.setdefault(key, cells[1].strip())


def _archived_address(markup: str) -> str:
    match = re.search(r"Archived media for <span[^>]{0,200}>([^<]{1,2000})</span>", markup)
    return match.group(1).strip() if match else ""


def _of_table(text: str, where: str) -> Iterator[ArchivedItem | Issue]:
    """The lines of the CSV file, in which Python wrote its own form of a mapping."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        for line in reader:
            place = f"{where}, line {reader.line_num}"
            try:
                values = {name: _literal(line.get(name) or "") for name in ("metadata", "media")}
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                yield unread("archiver.damaged", place, "The line could not be read; it was left out.")
                continue
            yield _of_values({"status": line.get("status"), **values})
    except csv.Error as error:
        yield unread("archiver.damaged", f"{where}, line {reader.line_num}", f"The table could not be read further ({error}).")
    finally:
        csv.field_size_limit(limit)


def _literal(cell: str) -> Any:
    """A mapping or list as Python writes it; times become their ISO form. Nothing is run: only literals are read."""
    return ast.literal_eval(_DATETIME.sub(lambda match: repr(_from_parts(match.group(1))), cell)) if cell else {}


def _from_parts(parts: str) -> str:
    year, month, day, *clock = (int(part) for part in parts.split(", "))
    hour, minute, second = (*clock[:3], 0, 0, 0)[:3]
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"
