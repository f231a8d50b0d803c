"""A flat tokenizer for HTML: tags, text and nothing else, in one pass whatever the page looks like.

It follows the tokenization of the HTML Standard (§13.2.5) where that decides what is text and what is not, and builds no
tree, so neither depth nor size can make it lose text or time. It is the independent count that tree parsers are held
against: libxml2 drops what is nested deeper than 255 elements and cuts large text nodes; ``html.parser`` takes quadratic time.
"""

import re
from collections.abc import Iterator
from html import unescape

import msgspec

MOST_ATTRIBUTES = 2_000
"""Attributes read of one tag; a page written by people has a few dozen at most."""

_TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")
_REST_OF_TAG = re.compile(r"""(?:[^"'>]++|"[^"]*+"|'[^']*+'|["'])*+""")
_MOST_COUNTED = 10 * MOST_ATTRIBUTES  # what comes after is skipped at once
_TAG_REST = re.compile(r"[\s/=]*+")
_END_OF_COMMENT = re.compile("--!?>")
_LEADING_ZEROS = re.compile(r"&#0+(?=[0-9])")
_BEYOND_UNICODE = re.compile(r"&#[1-9][0-9]{7,}+;?")  # the last character is number 1,114,111, of seven digits
_OFTEN_REPEATED = 200
"""Characters up to which a tag is remembered; a page has the same ones again and again."""
_RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})
_REFERENCES_IN = frozenset({"textarea", "title"})
_END_OF_RAW = {name: re.compile(rf"</{name}(?=[\s/>]|\Z)", re.IGNORECASE) for name in _RAW}


class Start(msgspec.Struct, frozen=True):
    """A start tag; names in lower case, the first of a repeated attribute counts."""

    name: str
    attributes: dict[str, str] = {}
    count: int = 0
    """How many attributes stood there, those beyond the limit included (up to ten times that)."""


class End(msgspec.Struct, frozen=True, gc=False):
    """An end tag."""

    name: str


class Text(msgspec.Struct, frozen=True, gc=False):
    """Characters between tags, references resolved; of a script or style as they stand."""

    text: str


Token = Start | End | Text


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page in order. Comments, doctypes and processing instructions are left out."""
    position, size = 0, len(page)
    known: dict[str, Start | End] = {}  # the same characters, ended by the same bracket, are the same tag
    while position < size:
        bracket = page.find("<", position)
        if bracket < 0:
            yield Text(_resolved(page[position:]))
            return
        if bracket > position:
            yield Text(_resolved(page[position:bracket]))
        written = page[bracket : page.find(">", bracket, bracket + _OFTEN_REPEATED) + 1]
        if (tag := known.get(written)) is not None:
            position = bracket + len(written)
            yield tag
            continue
        after = page[bracket + 1 : bracket + 2]
        if after.isascii() and after.isalpha():
            start, position = _start_tag(page, bracket + 1)
            if start is None:
                return  # the page ends inside a tag: the standard drops it
            yield start
            if start.name in _RAW:
                text, position = _raw_text(page, position, start.name)
                yield Text(text)
                yield End(start.name)
            elif position == bracket + len(written):
                known[written] = start
        elif after == "/" and page[bracket + 2 : bracket + 3].isalpha():
            name = _TAG_NAME.match(page, bracket + 2)
            close = page.find(">", bracket)
            if name is None or close < 0:
                return
            end = End(name.group().lower())
            position = close + 1
            if position == bracket + len(written):
                known[written] = end
            yield end
        elif after in ("!", "?", "/"):
            position = _after_comment(page, bracket)
        else:
            yield Text("<")
            position = bracket + 1


def _start_tag(page: str, position: int) -> tuple[Start | None, int]:
    """A start tag and the position after it; None when the page ends inside."""
    match = _TAG_NAME.match(page, position)
    if match is None:
        return None, position
    name, position = match.group().lower(), match.end()
    attributes: dict[str, str] = {}
    count = 0
    while found := _ATTRIBUTE.match(page, position):
        count += 1
        if count > _MOST_COUNTED:
            position = _REST_OF_TAG.match(page, position).end()  # type: ignore[union-attr]  # it matches anything
            break
        position = found.end()
        if count <= MOST_ATTRIBUTES:
            key, double, single, bare = found.groups()
            value = double if double is not None else single if single is not None else bare
            attributes.setdefault(key.lower(), _resolved(value or ""))
    rest = _TAG_REST.match(page, position)
    position = rest.end() if rest else position
    if page[position : position + 1] != ">":
        return None, position
    return Start(name, attributes, count), position + 1


def _raw_text(page: str, position: int, name: str) -> tuple[str, int]:
    """The content of an element that holds no tags, and the position after its end tag."""
    end = _END_OF_RAW[name].search(page, position)
    stop = end.start() if end else len(page)
    text = page[position:stop]
    close = page.find(">", end.end()) if end else -1
    return (_resolved(text) if name in _REFERENCES_IN else text), (close + 1 if close >= 0 else len(page))


def _resolved(text: str) -> str:
    """The text with its character references resolved.

    A number too high for any character stands for U+FFFD (HTML Standard §13.2.5.80), however many digits it has: Python refuses to
    make an integer of more than some thousand.
    """
    if "&" not in text:
        return text
    if "&#" in text:
        text = _BEYOND_UNICODE.sub("\N{REPLACEMENT CHARACTER}", _LEADING_ZEROS.sub("&#", text))
    return unescape(text)


def _after_comment(page: str, bracket: int) -> int:
    """The position after a comment or declaration; the end of the page when it is not closed."""
    if page.startswith("<!--", bracket):
        if page.startswith((">", "->"), bracket + 4):  # an abruptly closed empty comment
            return page.index(">", bracket + 4) + 1
        end = _END_OF_COMMENT.search(page, bracket + 4)
        return end.end() if end else len(page)
    close = page.find(">", bracket + 2)
    return close + 1 if close >= 0 else len(page)
