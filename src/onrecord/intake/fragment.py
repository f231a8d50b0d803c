"""A piece of HTML that is all report – the body of a feed's item, of a message, of a news item: nothing is chosen, nothing left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intake.as_shown import as_shown
from onrecord.intake.conservation import shortfall, visible_in_markup
from onrecord.intake.layout import all_joined
from onrecord.intake.page import MOST_ELEMENTS, Page, read_page
from onrecord.intake.spacing import visible_characters
from onrecord.records import Issue

_FIRST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Fragment:
    """The text that a piece of markup shows, and what is to be said about it."""

    text: str
    issues: tuple[Issue, ...]
    page: Page


def read_fragment(markup: str, where: str, what: str) -> Fragment:
    """Everything that the markup shows, by blocks, without a tree.

    Args:
        markup: HTML or XHTML, whole or in part.
        where: file and place, for issues.
        what: what it is, as in "the body of the message".
    """
    markup = as_shown(markup)
    page = read_page(markup)
    text = all_joined(page.blocks)
    hidden = [block.text for block in page.blocks if block.hidden]
    issues = []
    if hidden:
        issues.append(hidden_text(hidden, where))
    if doubtful := [block.doubtful for block in page.blocks if block.doubtful]:
        issues.append(doubtful_text(doubtful, where))
    unread = sum(visible_characters(words) for words in hidden)
    found = visible_characters(text) - text.count(" | ") + unread
    if lost := shortfall(visible_in_markup(markup), found, where, what):
        message = f"{lost.message} It has {MOST_ELEMENTS:,} elements or more." if page.elements >= MOST_ELEMENTS else lost.message
        issues.append(Issue(code=lost.code, outcome=lost.outcome, where=where, message=message))
    return Fragment(text, tuple(issues), page)


def hidden_text(hidden: list[str], where: str) -> Issue:
    """The remark on paragraphs that are hidden from a reader."""
    number = "1 paragraph" if len(hidden) == 1 else f"{len(hidden)} paragraphs"
    words = " ".join(hidden[0].split()[:_FIRST_WORDS])
    message = f"{number} hidden from readers {'was' if len(hidden) == 1 else 'were'} left out; the first begins “{words}”."
    return Issue(code="html.hidden-text", outcome="recorded", where=where, message=message)


def doubtful_text(doubtful: Sequence[str], where: str) -> Issue:
    """The remark on words that styles may keep from a reader."""
    number = "1 paragraph holds" if len(doubtful) == 1 else f"{len(doubtful)} paragraphs hold"
    words = " ".join(doubtful[0].split()[:_FIRST_WORDS])
    message = (
        f"{number} words that styles of the page do not show, unless a script or a style does; the first are “{words}”. They were read."
        " Look at it as a browser shows it."
    )
    return Issue(code="html.hidden-text", outcome="recorded", where=where, message=message)
