"""According to whom: the statement that holds a figure, its source as worded, and how the report presents it."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.within import source_in_sentence
from onrecord.reading.page import Page
from onrecord.records import Spans, Statement
from onrecord.records.vocabulary import Standing


class Voice(NamedTuple):
    """Whose figure it is."""

    statement: Statement | None
    source: str | None
    """As worded, or the named antecedent of a pronoun; None in the report's own voice and with hidden speakers."""


def voice_of(page: Page, draft: Draft, drafts: Sequence[Draft], statements: Sequence[Statement]) -> Voice:
    """The innermost statement whose content holds the figure's number, and its source.

    Args:
        page: the text.
        draft: the figure.
        drafts: all figures, whose words of harm are no cues.
        statements: who said what.
    """
    start, end = page.span(draft.counted.quantity.core, draft.counted.quantity.last)
    holding = [s for s in statements if s.voice != "publisher" and _holds(s.content, start, end)]
    for statement in sorted(holding, key=lambda s: (not s.speech, *_extent(s))):
        if (not statement.source and statement.voice != "unsourced") or _is_harm(page, drafts, statement):
            continue
        return Voice(statement, source_text(page, statement))
    return Voice(None, source_in_sentence(page, draft))


def _is_harm(page: Page, drafts: Sequence[Draft], statement: Statement) -> bool:
    """ "claimed the lives of seven": what was taken for a cue tells of the harm of some figure."""
    for draft in drafts:
        first, last = page.span(draft.harm.first, draft.harm.last)
        if draft.harm.first < draft.at and any(start < last and first < end for start, end in statement.cue):
            return True
    return False


def _holds(content: Spans, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in content)


def _extent(statement: Statement) -> tuple[int, int]:
    return (sum(last - first for first, last in statement.content), -statement.cue[0][0] if statement.cue else 0)


def source_text(page: Page, statement: Statement) -> str | None:
    """A source as worded; where a pronoun stands there, the words that name whom it means."""
    if not statement.source:
        return None
    start, end = statement.source[0][0], statement.source[-1][1]
    first, last = page.tokens_in(start, end)
    pronoun = any(page.classes[n] in ("PRP", "WP") for n in range(first, last))
    if statement.antecedent is not None and pronoun:
        return page.text[slice(*statement.antecedent)]
    return page.text[start:end]


def standing_of(draft: Draft, voice: Voice, *, unverified: bool) -> Standing:
    """Denied, then unverified, then claimed or asserted."""
    statement = voice.statement
    if statement is not None and statement.standing == "denied":
        return "denied"
    if unverified or draft.harm.unconfirmed or (statement is not None and statement.standing == "unverified"):
        return "unverified"
    if not voice.source and (draft.harm.hearsay or (statement is not None and statement.voice == "unsourced")):
        return "unverified"
    return "claimed" if voice.source else "asserted"


def denied_by(page: Page, statement: Statement | None, statements: Sequence[Statement]) -> str | None:
    """Who disputes the statement that holds a figure, as worded."""
    if statement is None:
        return None
    for other in statements:
        if statement.id in other.denies:
            return source_text(page, other)
    return None
