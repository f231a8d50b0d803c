"""OpenDocument texts (ODT, ISO/IEC 26300): what a reader of the document sees, in its order."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.conservation import shortfall
from onrecord.intake.flowing import Flowing, add_paragraph, add_table
from onrecord.intake.office import read_office, tree_of
from onrecord.intake.opened import Documents
from onrecord.intake.package import Package
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import language_code, name_line, remark, stated_dates, unread
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

_LEFT_OUT = frozenset({"tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "note-citation", "change"})
_WHITE = re.compile(r"[ \t\r\n]+")
_TAG = re.compile(r"<[^<>]*>")
_LEFT_OUT_MARKUP = re.compile(r"<(text:tracked-changes|office:annotation|text:note-citation)\b.*?</\1>", re.DOTALL)


@dataclass
class _Found(Flowing):
    deleted: int = 0
    comments: int = 0


def read_odt(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The text of an OpenDocument text, or the issue that keeps it from being read."""
    yield from read_office(taken, capture, identifier, limits, reader=_document)


def _document(package: Package, capture: Capture, identifier: str, limits: Limits) -> Document | Issue:
    where = capture.origin
    data = package.read("content.xml")
    if data is None:
        return unread("odt.damaged", where, "The document has no content.xml; it is damaged, or no OpenDocument text. Its bytes are kept.")
    root = tree_of(data, where)
    if isinstance(root, Issue):
        return root
    body = next((one for one in root.iter() if _name(one) == "text" and one.tag != root.tag), None)
    found = _Found()
    if body is not None:
        _blocks(body, found)
    text = "\n\n".join(found.paragraphs)
    if len(text) > limits.text_characters:
        return too_long(where, limits, f"{len(text):,} characters")
    if not text.strip():
        return unread("odt.no-text", where, "The document holds no text; its bytes are kept.")
    issues = []
    if found.deleted:
        issues.append(remark("docx.tracked", where, f"The document holds {found.deleted} tracked changes; what they delete was left out."))
    if found.comments:
        issues.append(remark("docx.comments", where, f"{found.comments} comments of the document were left out."))
    if lost := shortfall(_counted(data), visible_characters(text) - text.count(" | "), where, "the document"):
        issues.append(lost)
    meta = _meta(package, where)
    dates, date_issues = stated_dates(
        ((meta.get(key), kind, f"ODT meta {key}") for key, kind in (("creation-date", "created"), ("date", "modified"))), where
    )
    author = name_line(meta.get("initial-creator") or meta.get("creator"))
    checked = check_text(text, where)
    return Document(
        id=identifier,
        text=checked.text,
        capture=capture,
        title=name_line(meta.get("title")),
        language=language_code(meta.get("language")),
        authors=(author,) if author and "@" not in author else (),
        dates=dates,
        issues=(*issues, *date_issues, *checked.issues),
    )


def _blocks(container: Element, found: _Found) -> None:
    for child in container:
        match _name(child):
            case "p" | "h":
                add_paragraph(child, found, _inline, _blocks)
            case "table":
                add_table(found, (_cells(row, found) for row in _table_rows(child)))
            case "tracked-changes":
                found.deleted += len(child)
            case "annotation":
                found.comments += 1
            case name if name not in _LEFT_OUT:
                _blocks(child, found)


def _cells(row: Element, found: _Found) -> list[_Found]:
    cells = []
    for cell in (one for one in row if _name(one) in ("table-cell", "covered-table-cell")):
        cells.append(_Found())
        _blocks(cell, cells[-1])
        found.comments += cells[-1].comments
    return cells


def _table_rows(element: Element) -> list[Element]:
    """The rows of a table itself, in groups and heads as well, and none of a table inside a cell."""
    rows: list[Element] = []
    for child in element:
        if _name(child) == "table-row":
            rows.append(child)
        elif _name(child) in ("table-rows", "table-header-rows", "table-row-group"):
            rows += _table_rows(child)
    return rows


def _inline(element: Element, found: _Found) -> str:
    pieces = [_WHITE.sub(" ", element.text or "")]
    for child in element:
        match _name(child):
            case "s":
                count = next((value for key, value in child.items() if key.endswith("}c")), "1")
                pieces.append(" " * (min(int(count), 1000) if count.isdecimal() and len(count) < 5 else 1))
            case "tab":
                pieces.append("\t")
            case "line-break":
                pieces.append("\n")
            case "note" | "text-box" | "table":
                found.apart.append(child)
            case "annotation":
                found.comments += 1
            case name if name not in _LEFT_OUT:
                pieces.append(_inline(child, found))
        pieces.append(_WHITE.sub(" ", child.tail or ""))
    return "".join(pieces)


def _meta(package: Package, where: str) -> dict[str, str]:
    data = package.read("meta.xml")
    tree = tree_of(data, where) if data else None
    if tree is None or isinstance(tree, Issue):
        return {}
    return {_name(one): one.text.strip() for one in tree.iter() if one.text and one.text.strip()}


def _counted(data: bytes) -> int:
    """Visible characters of the body without a tree, but for what is left out."""
    markup = data.decode("utf-8", "replace")
    body = markup[markup.find("<office:text") :] if "<office:text" in markup else markup
    body = _LEFT_OUT_MARKUP.sub("", body)
    return visible_characters(re.sub(r"&(?:#\d+|#x[0-9A-Fa-f]+|\w+);", "x", _TAG.sub("", body)))


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
