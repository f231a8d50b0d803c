"""Words that a page's styles keep from its readers, unless a script or an element inside says otherwise: letters without size, without
colour, beside the window, and what the style sheets in the page do not display. They are read, since they may be shown, and said.

Of style sheets, rules outside of conditions (``@media``) are looked at whose selector is one element name, class or id, or a name with a
class; of what else decides in a browser – longer selectors, sheets in other files, the order of importance – nothing is known.
"""

import re
from collections.abc import Iterator

from onrecord.intake.markup import Start

SMALL = 1
"""Letters without size; an element inside may give its own size."""

DOUBTFUL = 2
"""Not shown for another reason, which holds for everything inside."""

_SIZE = re.compile(r"font-size\s*:\s*(?:(0(?:\.0*)?(?:[a-z]{1,4}|%)?|0?\.0\d*[a-z]{1,4}|1px)\s*(?:;|!|$))?", re.IGNORECASE)
_UNSEEN = re.compile(
    r"opacity(?<![\w-]opacity)\s*:\s*0(?:\.0*)?%?\s*(?:;|!|$)|(?:left|right|top|text-indent)\s*:\s*-(?:\d{4,}(?:\.\d+)?px|\d{3,}(?:\.\d+)?r?em)",
    re.IGNORECASE,
)
_SHEET = re.compile(r"<style\b([^>]{0,500})>", re.IGNORECASE)
_SHEET_END = re.compile(r"</style", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:\.[\w-]{1,100})?|#[\w-]{1,100}")
_DISPLAY = re.compile(r"(?<![\w-])(display|visibility)\s*:\s*([\w-]+)", re.IGNORECASE)
_HIDES = {"display": "none", "visibility": "hidden"}
_MOST_SHEETS = 500  # style elements of a page that are looked at
_MOST_RULES = 50_000  # rules of a page that are looked at
_NOT_ALWAYS = "<noscript"
_BEFORE = 200  # characters before a style element in which that may stand


def hiding_selectors(markup: str) -> frozenset[str]:
    """Simple selectors whose elements the style sheets of a page do not display, as they are written: ``p``, ``.a``, ``p.a``, ``#b``."""
    said: dict[str, dict[str, bool]] = {}
    rules = 0
    for number, sheet in enumerate(_sheets(markup)):
        if number >= _MOST_SHEETS:
            break
        for selectors, declarations in _rules(sheet):
            rules += 1
            if rules > _MOST_RULES:
                break
            if found := {name.lower(): value.lower() for name, value in _DISPLAY.findall(declarations)}:
                for selector in (one.strip() for one in selectors.split(",")):
                    if selector and _SIMPLE.fullmatch(selector):
                        held = said.setdefault(selector, {})  # of rules with one selector the last decides
                        held.update({name: value == _HIDES[name] for name, value in found.items()})
    return frozenset(selector for selector, held in said.items() if any(held.values()))


def doubt_about(tag: Start, hiding: frozenset[str]) -> tuple[int, bool]:
    """Why the words of an element may not be shown – ``SMALL``, ``DOUBTFUL``, both or 0 – and whether it has a size of its own."""
    if not (tag.attributes or hiding) or tag.name in ("html", "body"):  # whole pages are hidden until a script shows them
        return 0, False
    style = tag.attributes.get("style", "")
    size = _SIZE.search(style) if style else None
    doubt = SMALL if size is not None and size.group(1) else 0
    if "popover" in tag.attributes or (style and _UNSEEN.search(style)) or (hiding and not hiding.isdisjoint(_selectors(tag))):
        doubt |= DOUBTFUL
    return doubt, size is not None and not doubt & SMALL


def _selectors(tag: Start) -> Iterator[str]:
    """The simple selectors that hold for an element."""
    yield tag.name
    for name in tag.attributes.get("class", "").split():
        yield f".{name}"
        yield f"{tag.name}.{name}"
    if identifier := tag.attributes.get("id", "").strip():
        yield f"#{identifier}"


def _sheets(markup: str) -> Iterator[str]:
    """The style sheets in a page that hold without a condition."""
    position = 0
    while begin := _SHEET.search(markup, position):
        end = _SHEET_END.search(markup, begin.end())
        position = end.end() if end else len(markup)
        before = markup[max(0, begin.start() - _BEFORE) : begin.start()].lower()
        if "media" not in begin.group(1).lower() and _NOT_ALWAYS not in before[before.rfind("</noscript") + 1 :]:
            yield _COMMENT.sub(" ", markup[begin.end() : end.start() if end else len(markup)])


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no other."""
    depth = start = 0
    selectors, opened = "", 0
    for brace in _BRACE.finditer(sheet):
        if brace.group() == "{":
            if depth == 0:
                selectors, opened = sheet[start : brace.start()].rpartition(";")[2].strip(), brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                start = brace.end()
                if not selectors.startswith("@"):
                    yield selectors, sheet[opened : brace.start()].partition("{")[0]
        else:
            start = brace.end()
