"""XML from outside, looked through before any parser makes something of it.

Declared entities can grow without end, name files and addresses; elements nested without end and tokens of many megabytes keep
parsers busy for as long. Nothing is expanded and nothing is fetched here: one pass of expat over the whole, ended at the first
thing that is not allowed. ``defusedxml`` stops entities and what is external, not depth nor size.
"""

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml import ElementTree

from onrecord.intake.encoding import decode
from onrecord.intake.stated import remark, unread
from onrecord.records import Issue

LARGEST_XML = 20 * 1024 * 1024
"""Bytes of an XML file that is read; the largest feeds have a few million."""

DEEPEST_XML = 100
"""Elements inside one another; documents written by people have some twenty."""

LONGEST_TOKEN = 1_000_000
"""Characters of one tag with its attributes, of a comment or of an instruction."""

MOST_ATTRIBUTES = 2_000
"""Attributes of one tag; the parsers behind this take a time that grows with the square of their number."""

LONGEST_ENTITY = 32
"""Characters that a declared entity may stand for, as some feeds declare ``nbsp``; it must name no other."""

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FIRST_FEEDS = re.compile(
    r"""<!DOCTYPE\s+rss\s+PUBLIC\s+["']-//Netscape Communications//DTD RSS 0\.9\d?//EN["']\s+["'][^"'<>]*["']\s*>""", re.IGNORECASE
)
"""The one document type that feeds of the first years declare, without more; nothing of it is needed to read them."""

_NITF = re.compile(
    r"""<!DOCTYPE\s+nitf\s+(?:SYSTEM|PUBLIC\s+["']-//IPTC//DTD NITF [\d.]{1,5}//EN["'])\s+"""
    r"""["'](?:[^"'<>]*/)?nitf[\w.-]{0,20}\.dtd["']\s*>""",
    re.IGNORECASE,
)
"""The document type that items in NITF name as a matter of course, without more; it is not fetched, and nothing of it is needed."""

_HEAD = 4096  # characters in which a document type stands
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


NOT_KEPT = frozenset({"xml.entities", "xml.external", "xml.depth"})
"""Codes of what is made to harm whoever reads it: a file that is nothing else is refused as a whole. In a container, it is kept with it."""


@dataclass(frozen=True, slots=True)
class CheckedXml:
    """XML as text that a parser may be given, without its declaration."""

    text: str
    issues: tuple[Issue, ...] = ()
    fault: str = ""
    """Why it is not well-formed, in one clause with its place; empty where it is."""

    def tree(self) -> Element:
        """The root element. Only for well-formed text.

        Raises:
            xml.etree.ElementTree.ParseError: when it is not well-formed.
        """
        root: Element = ElementTree.fromstring(self.text, forbid_entities=False)  # those declared were held to the limit above
        return root


class _NotAllowedError(Exception):
    """What stops the pass: an issue code and its message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass
class _Pass:
    """The state of one pass over the markup."""

    depth: int = 0
    entities: set[str] = field(default_factory=set)

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:  # noqa: ARG002 – expat's order
        if system or public:
            raise _NotAllowedError("xml.external", "It declares a document type that stands outside the file, which is not fetched.")

    def entity(self, name: str, parameter: int, value: str | None, base: str | None, system: str | None, *_: Any) -> None:  # noqa: ARG002
        if parameter or system is not None or value is None:
            raise _NotAllowedError("xml.external", f"It declares the entity {name[:40]!r} from outside the file, or as a parameter.")
        if len(value) > LONGEST_ENTITY or "&" in value:
            message = f"It declares the entity {name[:40]!r} of {len(value):,} characters, which can be made to grow without end."
            raise _NotAllowedError("xml.entities", message)

    def external(self, *_: Any) -> int:
        raise _NotAllowedError("xml.external", "It names something outside the file.")

    def start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST_XML:
            raise _NotAllowedError("xml.depth", f"Its elements are nested more than {DEEPEST_XML} deep.")
        if len(attributes) > 2 * MOST_ATTRIBUTES:  # names and values
            raise _NotAllowedError("xml.token", f"One of its tags has more than {MOST_ATTRIBUTES:,} attributes.")
        self.token(name, *attributes)

    def end(self, _: str) -> None:
        self.depth -= 1

    def token(self, *pieces: str) -> None:
        if sum(map(len, pieces)) > LONGEST_TOKEN:
            raise _NotAllowedError("xml.token", f"One of its tags or comments has more than {LONGEST_TOKEN:,} characters.")


def check_xml(data: bytes, where: str, charset: str | None = None) -> CheckedXml | Issue:
    """The text of an XML file with what is to be said about it, or the issue that keeps it from being read.

    Args:
        data: the whole file.
        where: file and place, for issues.
        charset: the encoding that was stated beside it, which goes before the one that it declares (RFC 7303 §3.2).

    Entities that grow, things named outside the file, nesting without end, and too large a file or token keep it from being read
    (``NOT_KEPT``, ``text.limit``, ``xml.token``).
    """
    if len(data) > LARGEST_XML:
        return unread("text.limit", where, f"The file has {len(data):,} bytes; at most {LARGEST_XML:,} are read. Split it.")
    match = _DECLARED.search(data[:1024])
    decoded = decode(data, where, declared=charset or (match.group(1).decode("ascii") if match else None))
    text = _DECLARATION.sub("", decoded.text.lstrip("\ufeff"), count=1).lstrip()
    text = _NITF.sub("", _FIRST_FEEDS.sub("", text[:_HEAD], count=1), count=1) + text[_HEAD:]
    text, dropped = _FORBIDDEN.subn("", text)
    issues = decoded.issues
    if dropped:
        number = "1 control character" if dropped == 1 else f"{dropped:,} control characters"
        issues = (*issues, remark("text.control", where, f"{number} that XML does not allow {'was' if dropped == 1 else 'were'} left out."))
    text = text.encode("utf-8", "replace").decode("utf-8")
    try:
        fault = _fault(text)
        if "undefined entity" in fault:
            text = _with_named_characters(text)
            fault = _fault(text)
    except _NotAllowedError as error:
        return unread(error.code, where, f"{error} Nothing of it was read; its bytes are kept.")
    return CheckedXml(text, issues, fault)


def _fault(text: str) -> str:
    """Why the text is not well-formed; empty where it is.

    Raises:
        _NotAllowedError: at the first thing that is not allowed.
    """
    state = _Pass()
    parser = expat.ParserCreate("utf-8", "}")  # a prefix that nothing declares is a fault, as it is for every tree
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = state.doctype
    parser.EntityDeclHandler = state.entity
    parser.ExternalEntityRefHandler = state.external
    parser.UnparsedEntityDeclHandler = state.external
    parser.StartElementHandler = state.start
    parser.EndElementHandler = state.end
    parser.CommentHandler = state.token
    parser.ProcessingInstructionHandler = state.token
    try:
        parser.Parse(text.encode(), True)  # in one piece: in small ones, old expat takes quadratic time for a long token
    except expat.ExpatError as error:
        return f"{expat.ErrorString(error.code)} at line {error.lineno}, column {error.offset}"
    return ""


def _with_named_characters(text: str) -> str:
    """The names that HTML gives to characters resolved, outside of CDATA sections, where they are left to whoever reads the HTML."""
    pieces: list[str] = []
    position = 0
    while (start := text.find(_CDATA, position)) >= 0:
        end = text.find(_CDATA_END, start)
        end = end + len(_CDATA_END) if end >= 0 else len(text)
        pieces += (_NAMED.sub(_named, text[position:start]), text[start:end])
        position = end
    return "".join((*pieces, _NAMED.sub(_named, text[position:])))


def _named(match: re.Match[str]) -> str:
    character = html5.get(f"{match.group(1)};", "&")
    return match.group() if match.group(1) in _XML_NAMES or character in ("&", "<") else character
