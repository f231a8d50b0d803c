"""News feeds: RSS 0.9 to 2.0, RSS 1.0 in RDF, Atom. Every item is a document.

feedparser knows what producers mean by their many elements; it gets the XML only after it was looked through (``xml_check``), and
it changes nothing in the HTML of an item. What it gives for an item is held against the characters of the item's own elements.
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import feedparser

from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.conservation import shortfall, visible_in_markup
from onrecord.intake.feed_twice import dates_twice, remarks_on_twice
from onrecord.intake.fragment import Fragment, read_fragment
from onrecord.intake.opened import Documents
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import language_code, name_line, remark, shown, stated_dates, unread, web_address
from onrecord.intake.text import too_long
from onrecord.intake.xml_check import CheckedXml, check_xml
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

LARGEST_BROKEN = 5_000_000
"""Characters of a feed that is no well-formed XML and is read all the same; what reads such ones is slower."""

TEASER = 1_000
"""Visible characters of a description below which it is taken for a teaser: full reports in descriptions are mostly longer."""

_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|read more|continue reading|full story|more)\W*$", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:[a-z][a-z0-9]*[\s/>]|/[a-z])|&(?:#\d|#x[0-9a-f]|[a-z]{2,8};)", re.IGNORECASE)
_ITEM = re.compile(rb"<((?:[A-Za-z][\w.-]*:)?(?:item|entry))(?=[\s>])")
_BODIES = frozenset({"description", "encoded", "content", "summary", "body", "fullitem"})
_NUMBERED = re.compile(r"&#(x[0-9a-fA-F]{1,4000}|X[0-9a-fA-F]{1,4000}|[0-9]{1,4000})")
_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>()\"',;:]+@[^\s<>()\"',;:]+")
_ENDS = 40  # characters in which a mark that a text was cut stands


@dataclass(frozen=True, slots=True)
class _Feed:
    """What is true of every item."""

    outlet: str | None
    language: str | None
    link: str
    version: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item stands: the feed's bytes, if the item could be found in them, and the words for it."""

    where: str
    number: int
    offset: int | None
    length: int | None


def read_feed(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The items of a feed in their order, and an issue for each that holds no text."""
    data = taken.all()
    checked = check_xml(data, capture.origin, taken.charset)
    if isinstance(checked, Issue):
        yield checked
        return
    if checked.fault and len(checked.text) > LARGEST_BROKEN:
        message = f"The feed is no well-formed XML ({checked.fault}) and too large to be read all the same; mend it."
        yield unread("xml.syntax", capture.origin, message)
        return
    whole: list[Issue] = list(checked.issues)
    if checked.fault:
        message = f"The feed is no well-formed XML ({checked.fault}); what could be found was read."
        whole.append(remark("xml.syntax", capture.origin, message))
    try:
        parsed = _parsed(checked)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        reason = f"{checked.fault or 'though its XML is well-formed'}; {type(error).__name__}"  # its answers to what nobody writes
        yield unread("xml.syntax", capture.origin, f"The feed could not be read ({reason}); mend what wrote it. Its bytes are kept.")
        return
    elements = [] if checked.fault else _items(checked.tree())
    if len(elements) > len(parsed.entries):
        message = f"The feed has {len(elements)} items, of which {len(parsed.entries)} were read; look at the original."
        whole.append(remark("text.lost", capture.origin, message))
    yield from whole
    if not parsed.entries:
        yield unread("feed.empty", capture.origin, "The feed holds no item; there is nothing to read.")
        return
    feed = _feed(parsed)
    places = _places(data, capture, len(parsed.entries))
    seen: dict[str, int] = {}
    for index, entry in enumerate(parsed.entries):
        element = elements[index] if len(elements) == len(parsed.entries) else None
        yield _document(
            entry, element, feed=feed, place=places[index], capture=capture, made=f"{identifier}/{index + 1}", seen=seen, limits=limits
        )


def _parsed(checked: CheckedXml) -> Any:
    """feedparser's view of the feed, its HTML untouched. Given as a stream: a string might be taken for an address."""
    text = _NUMBERED.sub(_within_unicode, checked.text) if checked.fault else checked.text
    return feedparser.parse(
        io.BytesIO(text.encode()),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )


def _within_unicode(match: re.Match[str]) -> str:
    """A numbered character, or U+FFFD for a number that stands for none: what reads broken feeds gives up on these."""
    digits = match.group(1)
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return match.group() if number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF else "\N{REPLACEMENT CHARACTER}"


def _feed(parsed: Any) -> _Feed:
    channel = parsed.feed
    return _Feed(
        outlet=_plain(channel, "title"),
        language=language_code(_string(channel, "language")),
        link=_string(channel, "link") or "",
        version=str(parsed.get("version") or ""),
    )


def _document(
    entry: Any,
    element: Element | None,
    *,
    feed: _Feed,
    place: _Place,
    capture: Capture,
    made: str,
    seen: dict[str, int],
    limits: Limits,
) -> Document | Issue:
    where = place.where
    title = _plain(entry, "title")
    body = _body(entry, where)
    text = body.text if title is None or _contains(body.text[: 4 * len(title)], title) else f"{title}\n\n{body.text}".strip()
    if not text:
        return unread("text.empty", where, "The item has neither a title nor a text.")
    if len(text) > limits.text_characters:
        return too_long(where, limits, f"{len(text):,} characters")
    guid = _string(entry, "id")
    url, url_issues = web_address(_link(entry, feed), where, "The address of the item,")
    dates, date_issues = stated_dates([*_dates(entry, feed), *dates_twice(element)], where)
    checked = check_text(text, where)
    source = entry.get("source")
    name, again = _own(name_line(guid) or url or made, seen, where)
    return Document(
        id=check_text(name, where).text,
        text=checked.text,
        capture=capture,
        part=Part(offset=place.offset, length=place.length, record=name_line(guid), url=url),
        title=title,
        outlet=(_plain(source, "title") if isinstance(source, dict) else None) or feed.outlet,
        url=url,
        language=language_code(_language(entry)) or feed.language,
        authors=_authors(entry, element),
        dates=dates,
        issues=(
            *body.issues,
            *_conserved(element, body, text, where),
            *again,
            *_enclosures(entry, where),
            *url_issues,
            *date_issues,
            *remarks_on_twice(element, where),
            *checked.issues,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    issues: tuple[Issue, ...]
    hidden: int
    """Visible characters that were left out because the item hides them."""


def _body(entry: Any, where: str) -> _Body:
    """The fullest content, with the description before it where it says something else."""
    contents = [_shown(one, where) for one in entry.get("content") or () if isinstance(one, dict)]
    detail = entry.get("summary_detail")
    described = _shown(detail, where) if isinstance(detail, dict) else None
    full = max(contents, key=lambda one: len(one.text), default=None)
    hidden = sum(_hidden(one) for one in (*contents, *([described] if described else [])))
    if full is None or (described is not None and len(full.text) < len(described.text) and _contains(described.text, full.text)):
        return _described(described, where, hidden)
    issues = list(full.issues)
    parts = [full.text]
    for other in (*(one for one in contents if one is not full), *([described] if described else [])):
        if other.text and not any(_contains(part, _uncut(other.text)) for part in parts):
            parts.insert(0, other.text)
            issues += [
                *other.issues,
                remark("feed.summary", where, "The item's description is not a part of its content; it was read before it."),
            ]
    return _Body("\n\n".join(part for part in parts if part), tuple(issues), hidden)


def _hidden(fragment: Fragment) -> int:
    return sum(visible_characters(block.text) for block in fragment.page.blocks if block.hidden)


def _described(described: Fragment | None, where: str, hidden: int) -> _Body:
    text = described.text if described else ""
    issues = described.issues if described else ()
    if visible_characters(text) < TEASER or _CUT.search(text[-_ENDS:]):
        message = "The feed gives no more than a teaser of this item; the report itself stands at its address."
        issues = (*issues, remark("feed.teaser", where, message))
    return _Body(text, tuple(issues), hidden)


def _shown(detail: dict[str, Any], where: str) -> Fragment:
    """The text of one element. Producers write HTML into elements that they declare as plain text, and the other way round."""
    value = str(detail.get("value") or "")
    if _MARKUP.search(value) or "html" in str(detail.get("type")):
        return read_fragment(value, where, "the item")
    return Fragment(value.strip(), (), read_fragment("", where, "").page)


def _conserved(element: Element | None, body: _Body, text: str, where: str) -> Iterator[Issue]:
    """The item's own elements counted without feedparser."""
    if element is None or any(issue.code == "text.lost" for issue in body.issues):
        return
    bodies = [one for one in element if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in _BODIES]
    counts = [visible_in_markup("".join(one.itertext())) for one in bodies]
    if lost := shortfall(max(counts, default=0), visible_characters(text) + body.hidden, where, "the item"):
        yield lost


def _plain(holder: Any, name: str) -> str | None:
    """A title on one line, without the markup that some feeds put into it."""
    detail = holder.get(f"{name}_detail")
    value = _string(holder, name)
    if value is None:
        return None
    marked = _MARKUP.search(value) or (isinstance(detail, dict) and "xhtml" in str(detail.get("type")))
    text = read_fragment(value, "", "").text if marked else value
    return name_line(text) or name_line(value[:500])


def _string(holder: Any, name: str) -> str | None:
    value = holder.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _link(entry: Any, feed: _Feed) -> str | None:
    """The item's address; a relative one stands below the feed's own."""
    link = _string(entry, "link")
    if link is None or re.match(r"[A-Za-z][\w+.-]*:", link):
        return link
    try:
        return urljoin(feed.link, link)
    except ValueError:  # brackets that are no address of version 6
        return link


def _language(entry: Any) -> str | None:
    detail = (entry.get("content") or [entry.get("summary_detail")])[0]
    language = detail.get("language") if isinstance(detail, dict) else None
    return language if isinstance(language, str) else None


def _dates(entry: Any, feed: _Feed) -> list[tuple[str | None, str, str]]:
    """RSS without pubDate gives the day of publication in dc:date, which feedparser calls updated."""
    published = next((name for name in ("published", "issued") if entry.get(name)), None)
    changed = "modified" if published or not feed.version.startswith("rss") else "published"
    given = [(_string(entry, published), "published", "feed item published")] if published else []
    created = _string(entry, "created") if "created" in entry else None
    updated = _string(entry, "updated") if "updated" in entry else None
    return [*given, (created, "created", "feed item created"), (updated, changed, "feed item updated")]


def _authors(entry: Any, element: Element | None) -> tuple[str, ...]:
    """Names; an address of mail is left out, and so is one that stands alone.

    They are taken from the item's own elements where these are known, because feedparser tells addresses by a list of endings.
    """
    if element is None:
        stated = [str(one.get("name") or "") for one in entry.get("authors") or () if isinstance(one, dict)]
        stated = [name for name in stated if name.count("(") == name.count(")")]
    else:
        writers = [one for one in element if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in ("author", "creator")]
        inside = [next((name for name in one if str(name.tag).endswith("name")), one) for one in writers]
        stated = ["".join(one.itertext()) for one in inside]
    names = (name_line(_ADDRESS.sub("", name).strip(" ()<>\"'\r\n\t")) for name in stated)
    return tuple(dict.fromkeys(name for name in names if name))


def _enclosures(entry: Any, where: str) -> Iterator[Issue]:
    links = [one for one in entry.get("links") or () if isinstance(one, dict) and one.get("rel") == "enclosure" and one.get("href")]
    if links:
        kinds = sorted({str(one.get("type") or "of no stated kind")[:40] for one in links})
        number = "1 enclosure" if len(links) == 1 else f"{len(links)} enclosures"
        message = f"The item names {number} ({', '.join(kinds)}), not fetched; the first is {shown(str(links[0]['href']))}."
        yield remark("feed.enclosure", where, message)


def _own(name: str, seen: dict[str, int], where: str) -> tuple[str, tuple[Issue, ...]]:
    """The id, made distinct where an earlier item has the same."""
    seen[name] = seen.get(name, 0) + 1
    if seen[name] == 1:
        return name, ()
    message = f"An earlier item of the feed has the identifier {shown(name)} too; both were read, this one as number {seen[name]}."
    return f"{name} #{seen[name]}", (remark("feed.duplicate-id", where, message),)


def _contains(text: str, part: str) -> bool:
    """Whether the words of a part stand in a text, however they are spaced."""
    return _key(part) in _key(text)


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _uncut(text: str) -> str:
    """A teaser without the mark that it was cut."""
    return _CUT.sub("", text[-_ENDS:]).join((text[:-_ENDS], "")) if len(text) > _ENDS else _CUT.sub("", text)


def _items(root: Element) -> list[Element]:
    return [one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in ("item", "entry")]


def _places(data: bytes, capture: Capture, number: int) -> list[_Place]:
    """Where the items stand in the bytes; without offsets where they cannot be told there one by one."""
    found: list[tuple[int, int]] = []
    for match in _ITEM.finditer(data):
        if len(found) > number:
            break
        end_tag = b"</" + match.group(1) + b">"
        end = data.find(end_tag, match.end())
        if end < 0:
            break
        found.append((match.start(), end + len(end_tag)))
    spans = found if len(found) == number else []
    return [
        _Place(
            where=f"{capture.origin}, item {index + 1}",
            number=index + 1,
            offset=spans[index][0] if spans else None,
            length=spans[index][1] - spans[index][0] if spans else None,
        )
        for index in range(number)
    ]
