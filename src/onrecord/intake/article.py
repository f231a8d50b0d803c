"""Which blocks of a page are the report: chosen by trafilatura, checked against an independent reading of the page.

Trafilatura tells an article from what surrounds it better than any rule of ours, but it stands on a tree parser that can
lose text without a word. So it only chooses: the text is put together from our own blocks, and blocks of prose that stand
in the article and that it did not give back are put back in their place, and said. What stands in the article and is left
out all the same, because its element is named like a side matter, is said too: a correction may stand in such a box.
"""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import trafilatura

from onrecord.intake.layout import joined
from onrecord.intake.page import Block, Page
from onrecord.intake.spacing import visible_characters

for _name in ("trafilatura", "htmldate", "justext"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # what goes wrong is said by an issue, not on standard error

DEEPEST_TREE = 250
"""Nesting up to which the tree parser keeps everything (libxml2 drops elements from 256 on)."""

MOST_ATTRIBUTES_TREE = 2_000
"""Attributes of one tag up to which it answers in reasonable time (100,000 keep it busy for 20 seconds)."""

LONGEST_TEXT_TREE = 1_000_000
"""Characters of one text node up to which it keeps the whole (it cuts one of 12 million to five characters)."""

LONGEST_PAGE_TREE = 4_000_000
"""Characters of all text together up to which choosing is worth its memory; twice what is read of a report."""

MOST_ELEMENTS_TREE = 40_000
"""Elements up to which choosing takes a second or two; long live blogs have some 20,000."""

_PROSE_WORDS = 5
_PROSE_CHARACTERS = 20  # the same for scripts that do not part their words
_PROSE_TAGS = frozenset({"p", "blockquote", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSAID = _HEADINGS | {"figcaption"}  # put back as a matter of course: the choice leaves them out on most pages
_LISTED = frozenset({"li", "dd", "dt", "td", "th", "figcaption"})
_CELLS = frozenset({"td", "th"})
_LONGEST_ROW = 500  # characters of a table row; what is longer lays out a page
_SENTENCE_END = re.compile(r"[.!?…。！？؟।।۔][\"'”’»)\]]*$")
_SHORT_END = 20  # characters in which a sentence's end mark and its closing quotation marks stand
_END_OF_PAGE = re.compile(r"</(?:body|html)(?:\s[^<>]{0,200}+)?>", re.IGNORECASE)
"""End tags that may always be left out. What stands behind them is shown (HTML Standard §13.2.6.4.19), and lost by the tree parser."""

_FOUND_SHARE = 0.5  # less of the chosen text than this found in our blocks: it came from elsewhere (embedded data)
_SEARCH_BUDGET = 1_000_000_000  # characters searched for blocks that are out of order; what is not found by then counts as lost


Guard = Literal["html.depth", "html.attributes", "html.size"]


@dataclass(frozen=True, slots=True)
class Article:
    """The report's text, with what was put back into it and what was kept out of it."""

    text: str
    put_back: tuple[str, ...] = ()
    """Paragraphs that the choice had lost."""
    hidden: tuple[str, ...] = ()
    """Blocks that the page hides and the choice had included; left out of the text."""
    left_out: tuple[str, ...] = ()
    """Visible prose inside the article that is not in the text, because it stands in a side matter or a post of its own."""
    doubtful: tuple[str, ...] = ()
    """Words of the text that styles of the page may keep from its readers."""
    guard: Guard | None = None
    """Why no tree was built, if none was."""


def find_article(page: Page, markup: str) -> Article:
    """The report of a page; an empty text when it has none."""
    guard = _guard(page)
    kept, hidden = _match(page.blocks, _choice(markup)) if guard is None else (set(), set())
    if not kept:
        chosen = _whole_rows(page.blocks, _by_structure(page.blocks))
        left_out, doubtful = _left_out(page.blocks, chosen), _doubtful(page.blocks, chosen)
        return Article(joined(page.blocks, chosen), left_out=left_out, doubtful=doubtful, guard=guard)
    put_back = _whole_rows(page.blocks, kept | _lost(page.blocks, kept)) - kept
    return Article(
        text=joined(page.blocks, kept | put_back),
        put_back=tuple(page.blocks[index].text for index in sorted(put_back) if page.blocks[index].tag not in _UNSAID),
        hidden=tuple(page.blocks[index].text for index in sorted(hidden)),
        left_out=_left_out(page.blocks, kept | put_back),
        doubtful=_doubtful(page.blocks, kept | put_back),
    )


def _guard(page: Page) -> Guard | None:
    if page.depth > DEEPEST_TREE:
        return "html.depth"
    if page.attributes > MOST_ATTRIBUTES_TREE:
        return "html.attributes"
    if page.longest_text > LONGEST_TEXT_TREE or page.elements > MOST_ELEMENTS_TREE:
        return "html.size"
    if sum(len(block.text) for block in page.blocks) > LONGEST_PAGE_TREE:
        return "html.size"
    return None


def _choice(markup: str) -> str:
    """The text that trafilatura takes for the article; empty when it finds none or fails."""
    markup = _END_OF_PAGE.sub("", markup)
    try:
        return trafilatura.extract(markup, include_comments=False, include_tables=True, with_metadata=False, favor_recall=True) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError):  # its parser's answers to broken pages
        return ""


def _match(blocks: Sequence[Block], chosen: str) -> tuple[set[int], set[int]]:
    """Blocks that stand in the chosen text: visible ones, and ones that the page hides."""
    flat = _key(chosen)
    kept: set[int] = set()
    hidden: set[int] = set()
    position, budget, found = 0, _SEARCH_BUDGET, 0
    for index, block in enumerate(blocks):
        key = _key(block.text)
        at = flat.find(key, position) if key and budget > 0 else -1
        if at < 0 and key and budget > 0:
            budget -= len(flat)
            at = flat.find(key)
        else:
            position = at + len(key) if at >= 0 else position
        if at >= 0:
            found += len(key)
            (hidden if block.hidden else kept).add(index)
    hidden = {index for index in hidden if visible_characters(blocks[index].text) >= _PROSE_CHARACTERS}
    return (kept, hidden) if found >= _FOUND_SHARE * len(flat) else (set(), set())


def _lost(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Blocks of the article that the choice did not give back."""
    apart = _really_apart(blocks, kept)
    first, last = min(kept), max(kept)
    containers = {container for index in kept for container in blocks[index].containers}
    innermost = {blocks[index].containers[-1] for index in kept if blocks[index].containers}
    lost = set()
    for index, block in enumerate(blocks):
        if index in kept or block.hidden or not apart.isdisjoint(block.apart) or not _says_something(block):
            continue
        if block.containers and block.containers[-1] not in innermost:
            continue  # an article of its own: a teaser, another post
        between = first < index < last
        beside = _is_prose(block) and (not containers or not containers.isdisjoint(block.containers))
        headline = index == first - 1 and _is_sentence(block)  # the heading right above the report, where its words are a sentence's
        if (between and (_is_prose(block) or block.tag in _LISTED)) or (beside and (block.tag not in _HEADINGS or headline)):
            lost.add(index)
    return lost


def _left_out(blocks: Sequence[Block], chosen: set[int]) -> tuple[str, ...]:
    """Visible sentences that were not chosen: in the article-like elements of the chosen blocks, and between and next to these.

    Beside such an element, what is named like a side matter or stands in another such element is none of the report's.
    """
    containers = {container for index in chosen for container in blocks[index].containers}
    first, last = _with_sentences_beside(blocks, chosen) if chosen else (0, -1)
    return tuple(
        block.text
        for index, block in enumerate(blocks)
        if index not in chosen
        and not block.hidden
        and (
            not containers.isdisjoint(block.containers)
            or (first <= index <= last and not (containers and (block.apart or block.containers)))
        )
        and block.tag not in _HEADINGS
        and _says_something(block)
        and _is_sentence(block)
    )


def _doubtful(blocks: Sequence[Block], chosen: set[int]) -> tuple[str, ...]:
    return tuple(doubtful for index in sorted(chosen) if (doubtful := blocks[index].doubtful))


def _with_sentences_beside(blocks: Sequence[Block], chosen: set[int]) -> tuple[int, int]:
    """The first and the last block of a report, the sentences that stand next to it included.

    They end at a label, at a heading, at a menu or at the foot of the page.
    """
    first, last = min(chosen), max(chosen)
    while first > 0 and _may_belong(blocks[first - 1]):
        first -= 1
    while last < len(blocks) - 1 and _may_belong(blocks[last + 1]):
        last += 1
    return first, last


def _may_belong(block: Block) -> bool:
    return block.hidden or block.tag in ("dt", "th") or (not block.apart_by_kind and _says_something(block) and _is_sentence(block))


def _by_structure(blocks: Sequence[Block]) -> set[int]:
    """Without a choice: the visible prose of the article-like elements, or of the whole page where there are none.

    A page without any prose gives everything that is visible and not apart.
    """
    seen = {index for index, block in enumerate(blocks) if not block.hidden}
    apart = _really_apart(blocks, seen)
    seen = {index for index in seen if apart.isdisjoint(blocks[index].apart)}
    prose = {index for index in seen if _is_prose(blocks[index])} or seen
    inside = {index for index in prose if blocks[index].containers}
    if 2 * _size(blocks, inside) >= _size(blocks, prose):
        prose = inside
    first, last = min(prose, default=0), max(prose, default=0)
    listed = {index for index in seen if blocks[index].tag in _LISTED and _says_something(blocks[index])}
    return prose | {index for index in listed if first < index < last and (prose is not inside or blocks[index].containers)}


def _really_apart(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Elements apart from the article by kind or name that hold less than half of what was kept.

    A form or a box named for its side bar that wraps the whole page is not apart from it.
    """
    total = _size(blocks, kept)
    held: dict[int, int] = {}
    for index, block in enumerate(blocks):
        for element in block.apart:
            held[element] = held.get(element, 0) + (visible_characters(block.text) if index in kept else 0)
    return {element for element, size in held.items() if 2 * size < total}


def _whole_rows(blocks: Sequence[Block], chosen: set[int]) -> set[int]:
    """The chosen blocks with the cells beside them: a number without its row says nothing. Rows that lay out a page are no such rows."""
    rows: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.row is not None and not block.hidden:
            rows.setdefault(block.row, []).append(index)
    whole = set(chosen)
    for cells in rows.values():
        if not chosen.isdisjoint(cells) and all(blocks[cell].tag in _CELLS for cell in cells) and _size(blocks, cells) <= _LONGEST_ROW:
            whole.update(cells)
    return whole


def _says_something(block: Block) -> bool:
    """Whether a block has words, and is not mostly links."""
    return 2 * block.linked <= visible_characters(block.text) and any(character.isalpha() for character in block.text)


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph, a heading, a sentence however short, or too long to be a label."""
    return _says_something(block) and (block.tag in _PROSE_TAGS or block.tag in _HEADINGS or _is_sentence(block))


def _is_sentence(block: Block) -> bool:
    """Whether the words of a block end as a sentence does, or are too many for a label."""
    size = visible_characters(block.text)
    if _SENTENCE_END.search(block.text[-_SHORT_END:]) and (" " in block.text or size >= _PROSE_CHARACTERS // 2):
        return True
    return len(block.text.split(maxsplit=_PROSE_WORDS)) >= _PROSE_WORDS or (size >= _PROSE_CHARACTERS and not block.text.isascii())


def _size(blocks: Sequence[Block], chosen: Iterable[int]) -> int:
    return sum(visible_characters(blocks[index].text) for index in chosen)


def _key(text: str) -> str:
    """What two renderings of the same words have in common: no white space, no marks that only shape a line."""
    if text.isascii() and len(text) <= _WORDS_APART:
        return "".join(text.split()).replace("|", "").replace("*", "").replace("-", "")  # the same, in a tenth of the time
    return _SHAPING.sub("", text)


_WORDS_APART = 100_000  # characters whose words may stand in memory side by side
_SHAPING = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff|•*-]+")
