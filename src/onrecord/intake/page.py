"""A page as blocks of visible text with where they stand, and what its head states about itself."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

import msgspec

from onrecord.intake.markup import Start, Text, tokens
from onrecord.intake.page_styles import SMALL, doubt_about, hiding_selectors
from onrecord.intake.spacing import single_spaced, visible_characters

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 head header hgroup hr html"
    " legend li main menu nav ol p pre search section summary table tbody td tfoot th thead title tr ul".split()
)
_UNSEEN = frozenset(
    "script style template noscript iframe noembed noframes object svg math canvas audio video datalist textarea head".split()
)
_APART = frozenset("nav footer aside form dialog menu button select search".split())
_APART_ROLES = frozenset("navigation contentinfo complementary search menu menubar toolbar dialog alertdialog".split())
_APART_WORDS = frozenset(
    "ad ads advert advertisement advertising breadcrumb breadcrumbs byline comment comments consent cookie cookies disqus menu modal nav"
    " navbar navigation newsletter outbrain paywall popup promo promoted recirc recommended related share sharing sidebar skip social"
    " sponsor sponsored subscribe subscription taboola tags teaser teasers toolbar trending widget".split()
)
_CONTAINERS = frozenset({"article", "main"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")

# An open element of the left kind ends where a start tag of the right kind stands (HTML Standard §13.1.2.4, optional tags).
_CLOSED_BY = {
    "p": _BLOCKS - {"head", "html", "body", "title"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "tbody", "thead", "tfoot"}),
    "td": frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"}),
    "option": frozenset({"option", "optgroup"}),
}
_IN_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
_OUT_OF_DRAWINGS = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby"
    " s small span strong strike sub sup table tt u ul var".split()
)
"""Start tags that end a drawing or formula that was left open (HTML Standard §13.2.6.5)."""
_NOT_DRAWN = frozenset("svg math style script desc metadata title".split())
_PROSE_WORDS = 5
_TAG = re.compile(r"<[^>]*+>")
_STATING = frozenset({"meta", "link"})
_MOST_AROUND = 64
"""Elements around a block that are remembered; a page nested without end must not take quadratic time."""


class Block(msgspec.Struct, frozen=True):
    """A run of visible text without a block boundary inside."""

    text: str
    tag: str
    """The nearest block element around it."""
    linked: int
    """Characters of it that are links."""
    hidden: bool
    containers: tuple[int, ...]
    """The article-like elements around it, outermost first."""
    apart: tuple[int, ...]
    """The elements around it that are apart from an article by kind or by name (navigation, sharing, teasers …)."""
    row: int | None
    """The table row it stands in."""
    apart_by_kind: bool = False
    """Whether one of those elements is apart by its kind (a menu, a foot of the page), not by its name alone."""
    doubtful: str = ""
    """Words of it that styles may keep from readers (``page_styles``)."""


@dataclass(frozen=True, slots=True)
class TimeElement:
    """A ``<time>`` with its machine-readable date and the words around it in the markup."""

    datetime: str
    hints: str
    """Its class, itemprop and pubdate attributes, in lower case."""
    apart: bool
    """True when it stands in a teaser, navigation or the like: another report's date, most likely."""


@dataclass
class Page:
    """Everything read of a page in one pass."""

    blocks: list[Block] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    """JSON-LD scripts, unread."""
    times: list[TimeElement] = field(default_factory=list)
    item_properties: list[tuple[str, str]] = field(default_factory=list)
    """Microdata properties with their content attribute, outside of ``meta`` and ``time``."""
    title: str | None = None
    language: str | None = None
    depth: int = 0
    attributes: int = 0
    elements: int = 0
    longest_text: int = 0
    elsewhere: list[str] = field(default_factory=list)
    """Prose that is shown inside drawings, formulas and frames with a document of their own, which no reader takes for the page."""


class _Traits(msgspec.Struct, frozen=True):
    """What a start tag alone says; the same for every one that is written alike."""

    tag: Start
    ends: bool
    """Whether a block ends where it stands."""
    void: bool
    hidden: bool
    container: bool
    apart: bool
    apart_by_kind: bool
    doubt: int
    """``SMALL`` and ``DOUBTFUL``."""
    sized: bool


class _Open(msgspec.Struct):
    """An open element, with what is true of everything inside it."""

    name: str
    hidden: bool
    linked: bool
    containers: tuple[int, ...]
    apart: tuple[int, ...]
    row: int | None
    block: str
    block_hidden: bool
    apart_by_kind: bool = False
    doubt: int = 0


class _Builder:
    """Follows the tokens and keeps the little that a tree would have been needed for."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self.page = Page()
        self._hiding = hiding
        self._stack = [_Open("", False, False, (), (), None, "body", False)]
        self._open: defaultdict[str, int] = defaultdict(int)
        self._text: list[str] = []
        self._unseen: list[str] = []
        self._doubtful: list[str] = []
        self._linked = 0
        self._raw: Start | None = None
        self._known: dict[int, _Traits] = {}

    def start(self, tag: Start) -> None:
        name, page, stack = tag.name, self.page, self._stack
        page.elements += 1
        page.attributes = max(page.attributes, tag.count)
        while name in _CLOSED_BY.get(stack[-1].block, ()):
            self._close(stack[-1].block)
        if stack[-1].name == "head" and name not in _IN_HEAD:
            self._close("head")
        while name in _OUT_OF_DRAWINGS and (drawing := self._drawing()):
            self._close(drawing)
        if tag.attributes or name in _STATING:
            self._state(tag)
        traits = self._known.get(id(tag))  # the tokenizer gives the same tag for the same characters
        if traits is None:
            traits = self._known[id(tag)] = _traits(tag, self._hiding)  # which holds the tag, so that no other is ever called so
        if traits.ends:
            self._flush()
        elif name == "br":
            self._text.append("\n")
        if traits.void:
            return
        stack.append(self._inside(traits))
        self._open[name] += 1
        if len(stack) > page.depth + 1:
            page.depth = len(stack) - 1
        self._raw = tag if name in ("script", "title") else None

    def _drawing(self) -> str | None:
        """The drawing or formula that is open, and has no place open in it in which a page may stand."""
        if self._open["foreignobject"] or self._open["desc"] or self._open["annotation-xml"]:
            return None
        return next((name for name in ("svg", "math") if self._open[name]), None)

    def end(self, name: str) -> None:
        if name == "p" and not self._open["p"]:
            self._flush()  # the standard makes an empty paragraph of it
        if self._open[name]:
            self._close(name)
        self._raw = None

    def text(self, text: str) -> None:
        if self._raw is not None:
            self._raw_text(self._raw, text)
            return
        self.page.longest_text = max(self.page.longest_text, len(text))
        if self._stack[-1].name == "head" and not text.isspace():
            self._close("head")
        inside = self._stack[-1]
        if (self._open["svg"] or self._open["math"]) and inside.name not in _NOT_DRAWN and len(text.split()) >= _PROSE_WORDS:
            self.page.elsewhere.append(single_spaced(text))
        if inside.name in _UNSEEN:
            return
        if inside.hidden and not inside.block_hidden:  # hidden words inside a paragraph that is seen
            self._unseen.append(text)
            return
        self._text.append(text if inside.block == "pre" else text.replace("\n", " "))
        if inside.linked:
            self._linked += visible_characters(text)
        if inside.doubt:
            self._doubtful.append(text)

    def finish(self) -> Page:
        self._flush()
        return self.page

    def _inside(self, traits: _Traits) -> _Open:
        around, name = self._stack[-1], traits.tag.name
        hidden = around.hidden or traits.hidden
        return _Open(
            name,
            hidden,
            around.linked or name == "a",
            self._around(around.containers) if traits.container else around.containers,
            self._around(around.apart) if traits.apart else around.apart,
            self.page.elements if name == "tr" else around.row,
            name if traits.ends else around.block,
            hidden if traits.ends else around.block_hidden,
            around.apart_by_kind or traits.apart_by_kind,
            traits.doubt if not around.doubt else traits.doubt | (around.doubt & ~SMALL if traits.sized else around.doubt),
        )

    def _around(self, elements: tuple[int, ...]) -> tuple[int, ...]:
        return (*elements, self.page.elements) if len(elements) < _MOST_AROUND else elements

    def _close(self, name: str) -> None:
        """End the innermost open element of a name, and all that are open inside it."""
        if self._stack[-1].name == name:
            if name in _BLOCKS:
                self._flush()
            if len(self._stack) > 1:
                self._stack.pop()
                self._open[name] -= 1
            return
        if any(element in _BLOCKS for element in self._names_down_to(name)):
            self._flush()
        while len(self._stack) > 1:
            element = self._stack.pop()
            self._open[element.name] -= 1
            if element.name == name:
                return

    def _names_down_to(self, name: str) -> Iterator[str]:
        for element in reversed(self._stack):
            yield element.name
            if element.name == name:
                return

    def _flush(self) -> None:
        """End the block that was being read."""
        if not self._text and not self._unseen:
            self._linked = 0
            return
        inside = self._stack[-1]
        if self._text:
            self._add_block("".join(self._text), inside, hidden=inside.block_hidden)
        if self._unseen:
            self._add_block(" ".join(self._unseen), inside, hidden=True)
        self._text, self._unseen, self._linked = [], [], 0
        if self._doubtful:
            self._doubtful = []

    def _add_block(self, text: str, inside: _Open, *, hidden: bool) -> None:
        if "\n" in text:
            lines = (single_spaced(line) for line in text.split("\n"))
            clean = "\n".join(line for line in lines if line)
        else:
            clean = single_spaced(text)
        if clean:
            doubtful = single_spaced(" ".join(self._doubtful)) if self._doubtful and not hidden else ""
            self.page.blocks.append(
                Block(
                    clean,
                    inside.block,
                    self._linked,
                    hidden,
                    inside.containers,
                    inside.apart,
                    inside.row,
                    inside.apart_by_kind,
                    doubtful,
                )
            )

    def _state(self, tag: Start) -> None:
        """What the head, and marks inside the body, state about the page."""
        attributes, page = tag.attributes, self.page
        match tag.name:
            case "html" if page.language is None:
                page.language = attributes.get("lang") or attributes.get("xml:lang")
            case "iframe" if len(words := unescape(_TAG.sub(" ", attributes.get("srcdoc", ""))).split()) >= _PROSE_WORDS:
                page.elsewhere.append(" ".join(words))
            case "meta":
                page.metas.append(attributes)
            case "link":
                page.links.append(attributes)
            case "time" if attributes.get("datetime"):
                hints = " ".join(attributes.get(key, key) for key in ("class", "itemprop", "pubdate") if key in attributes)
                page.times.append(TimeElement(attributes["datetime"], hints.lower(), bool(self._stack[-1].apart)))
            case _ if "itemprop" in attributes and attributes.get("content"):
                page.item_properties.append((attributes["itemprop"], attributes["content"]))

    def _raw_text(self, tag: Start, text: str) -> None:
        if tag.name == "title":
            if self.page.title is None and not self._open["svg"]:
                self.page.title = " ".join(text.split()) or None
        elif tag.attributes.get("type", "").strip().lower() == "application/ld+json":
            self.page.scripts.append(text)


def _traits(tag: Start, hiding: frozenset[str]) -> _Traits:
    by_kind = _is_apart_by_kind(tag)
    doubt, sized = doubt_about(tag, hiding)
    return _Traits(
        tag=tag,
        ends=tag.name in _BLOCKS,
        void=tag.name in _VOID,
        hidden=_is_hidden(tag),
        container=_is_container(tag),
        apart=by_kind or _is_apart_by_name(tag),
        apart_by_kind=by_kind,
        doubt=doubt,
        sized=sized,
    )


def _is_hidden(tag: Start) -> bool:
    if tag.name in ("html", "body"):  # whole pages are hidden until a script shows them
        return False
    return tag.name in _UNSEEN or "hidden" in tag.attributes or bool(_HIDING.search(tag.attributes.get("style", "")))


def _is_container(tag: Start) -> bool:
    if tag.name in _CONTAINERS or tag.attributes.get("role") in _CONTAINERS:
        return True
    return "articlebody" in tag.attributes.get("itemprop", "").lower()


def _is_apart_by_kind(tag: Start) -> bool:
    return tag.name in _APART or tag.attributes.get("role") in _APART_ROLES


def _is_apart_by_name(tag: Start) -> bool:
    if tag.name in ("html", "body", *_CONTAINERS):
        return False
    named = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}"[:500]
    return not _APART_WORDS.isdisjoint(_WORDS.findall(named.lower()))


MOST_ELEMENTS = 250_000
"""Elements of a page that is read; the longest pages that people write have some tens of thousands."""


def read_page(markup: str) -> Page:
    """Read a page in one pass, in time and memory proportional to its length; it ends after ``MOST_ELEMENTS``."""
    builder = _Builder(hiding_selectors(markup))
    for token in tokens(markup):
        if isinstance(token, Text):
            builder.text(token.text)
        elif isinstance(token, Start):
            builder.start(token)
            if builder.page.elements >= MOST_ELEMENTS:
                break
        else:
            builder.end(token.name)
    return builder.finish()
