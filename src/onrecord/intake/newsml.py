"""NewsML-G2 (news messages, news items, packages) and bare NITF articles of the IPTC."""

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from onrecord.intake.capture import Taken
from onrecord.intake.news_item import NewsItem, document_of_item
from onrecord.intake.opened import Documents
from onrecord.intake.stated import unread
from onrecord.intake.xml_check import check_xml
from onrecord.records import Capture, Issue, Part
from onrecord.settings import Limits

_ITEMS = frozenset({"newsItem", "packageItem"})
_HTML_NAMES = {
    "hl1": "h1",
    "hl2": "h2",
    "body.content": "div",
    "body.head": "div",
    "body.end": "div",
    "hedline": "div",
    "byline": "p",
    "byttl": "span",
    "dateline": "p",
    "abstract": "div",
    "distributor": "p",
    "block": "div",
    "bq": "blockquote",
    "fn": "p",
    "note": "p",
    "tagline": "p",
    "bibliography": "p",
    "media-caption": "p",
    "media-producer": "p",
    "nitf-table": "div",
    "nitf-col": "td",
}
"""Elements of NITF by what HTML calls the same; the names of all others stay, and unknown ones only hold text."""

_NOT_SHOWN = frozenset({"head", "media-metadata", "media-reference", "media-object", "meta", "title", "series", "rights"})
_NORM = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?(?:[+-]\d{4}|Z)?")


def read_newsml(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The news items of a file in their order; an issue for each that holds no text."""
    checked = check_xml(taken.all(), capture.origin, taken.charset)
    if isinstance(checked, Issue):
        yield checked
        return
    if checked.fault:
        yield unread("xml.syntax", capture.origin, f"The file is no well-formed XML ({checked.fault}); mend what wrote it.")
        return
    yield from checked.issues
    root = checked.tree()
    if _name(root) == "nitf":
        yield document_of_item(_nitf_item(root), capture, identifier, None, limits, where=capture.origin)
        return
    items = [one for one in root.iter() if _name(one) in _ITEMS]
    if not items:
        yield unread("news.no-text", capture.origin, "The file holds no news item; its bytes are kept.")
    for number, element in enumerate(items, start=1):
        alone = len(items) == 1
        where = capture.origin if alone else f"{capture.origin}, item {number}"
        part = None if alone else Part(path=(f"item {number}",), record=element.get("guid"))
        yield document_of_item(_item(element), capture, identifier if alone else f"{identifier}/{number}", part, limits, where=where)


def _item(element: Element) -> NewsItem:
    item_meta, content_meta = _child(element, "itemMeta"), _child(element, "contentMeta")
    first, version = _value(item_meta, "firstCreated"), _value(item_meta, "versionCreated")
    status = _child(item_meta, "pubStatus")
    language = _child(content_meta, "language")
    return NewsItem(
        identifier=element.get("guid"),
        version=element.get("version"),
        headline=_value(content_meta, "headline") or _value(item_meta, "title"),
        slug=_value(content_meta, "slugline"),
        byline=_value(content_meta, "by") or _names(content_meta, "creator"),
        outlet=_names(content_meta, "infoSource")
        or _names(item_meta, "provider")
        or _names(_child(element, "rightsInfo"), "copyrightHolder"),
        language=(language.get("tag") if language is not None else None) or element.get("{http://www.w3.org/XML/1998/namespace}lang"),
        url=next((link.get("href") for link in _all(item_meta, "link") if (link.get("rel") or "").endswith("canonical")), None),
        located=_names(content_meta, "located"),
        status=(status.get("qcode") or status.get("uri", "").rpartition("/")[2]) if status is not None else None,
        notes=tuple(words for note in _all(item_meta, "edNote") if (words := _words(note))),
        dates=[
            (first, "published", "NewsML-G2 firstCreated"),
            (version, "modified" if first and first != version else "published", "NewsML-G2 versionCreated"),
            (_value(content_meta, "contentCreated"), "created", "NewsML-G2 contentCreated"),
            (_value(content_meta, "contentModified"), "modified", "NewsML-G2 contentModified"),
        ],
        bodies=_bodies(element),
    )


def _bodies(item: Element) -> list[tuple[str, str]]:
    """What the content set holds: markup first, then plain text."""
    marked: list[tuple[str, str]] = []
    plain: list[tuple[str, str]] = []
    for content in (one for one in _all(item, "contentSet") for one in one):
        kind = (content.get("contenttype") or "").lower()
        if _name(content) == "inlineXML":
            marked.append(("text/html", _as_html(content)))
        elif _name(content) == "inlineData" and content.text and (not kind or kind.startswith("text/")):
            (marked if "html" in kind else plain).append((kind or "text/plain", content.text))
    return [*marked, *plain]


def _nitf_item(root: Element) -> NewsItem:
    head = _child(root, "head")
    data = next((one for one in root.iter() if _name(one) == "docdata"), None)
    identifier = _attribute(data, "doc-id", "id-string")
    headline = next((words for one in root.iter() if _name(one) == "hl1" and (words := _words(one))), None)
    byline = next((words for one in root.iter() if _name(one) == "byline" and (words := _words(one))), None)
    place = _child(data, "evloc")
    notes = (one.get("info") or one.get("msg") or _words(one) for name in ("ed-msg", "correction") for one in _all(data, name))
    return NewsItem(
        identifier=identifier,
        version=None,
        headline=headline or _value(head, "title"),
        slug=None,
        byline=byline,
        outlet=_value(root, "distributor") or _attribute(data, "doc.copyright", "holder"),
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        url=None,
        located=place.get("city") if place is not None else None,
        status=_attribute(data, "doc-status", "status") or (root.get("status")),
        notes=tuple(note for note in notes if note),
        dates=[(_norm(_attribute(data, f"date.{name}", "norm")), "published", f"NITF date.{name}") for name in ("issue", "release")],
        bodies=[("text/html", _as_html(root))],
    )


def _as_html(element: Element) -> str:
    """XHTML or NITF as HTML for the reader of pages: names without their namespace, NITF's own by what HTML calls them."""
    inside = "".join(_serialised(one) for one in element)
    return f"{escape(element.text or '')}{inside}"


def _serialised(element: Element) -> str:
    if not isinstance(element.tag, str) or _name(element) in _NOT_SHOWN:
        return escape(element.tail or "")
    return ElementTree.tostring(_copy(element), encoding="unicode", method="html")


def _copy(element: Element) -> Element:
    name = _name(element)
    shown = _HTML_NAMES.get(name, name.replace(".", "-") or "span")
    if shown in ("body", "html", "nitf"):
        shown = "div"
    copied = Element(shown, {_local(key): value for key, value in element.items() if _local(key) in ("style", "hidden", "class", "href")})
    copied.text, copied.tail = element.text, element.tail
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in _NOT_SHOWN:
            copied.append(_copy(child))
        elif child.tail:  # a comment, or what is not shown: the words after it stay
            space = Element("span")
            space.tail = child.tail
            copied.append(space)
    return copied


def _norm(value: str | None) -> str | None:
    """A date of NITF, written without separators, in ISO form."""
    match = _NORM.fullmatch(value.strip()) if value else None
    if match is None:
        return value
    year, month, day, hour, minute, second, zone = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{'+00:00' if zone == 'Z' else zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _names(holder: Element | None, kind: str) -> str | None:
    """The names of the elements of a kind: a name, a literal, or the last part of a code."""
    found = []
    for one in _all(holder, kind):
        code = one.get("literal") or (one.get("qcode") or "").rpartition(":")[2]
        if name := (_value(one, "name") or code):
            found.append(name)
    return ", ".join(dict.fromkeys(found)) or None


def _all(holder: Element | None, name: str) -> Iterator[Element]:
    yield from (one for one in holder if _name(one) == name) if holder is not None else ()


def _child(holder: Element | None, name: str) -> Element | None:
    return next(_all(holder, name), None)


def _value(holder: Element | None, name: str) -> str | None:
    return next((words for one in _all(holder, name) if (words := _words(one))), None)


def _attribute(holder: Element | None, name: str, key: str) -> str | None:
    child = _child(holder, name)
    return child.get(key) if child is not None else None


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _name(element: Element) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""


def _local(name: str) -> str:
    return name.rpartition("}")[2]
