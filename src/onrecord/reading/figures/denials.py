"""Which figures a denial of their statement covers.

Whoever denies one matter of a statement leaves the rest of it standing: "denied aiming at homes" says nothing against
the eleven dead there, and an answer that gives a death toll of its own says nothing against the wounded.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.draft import Draft
from onrecord.reading.harm import PURPOSE_WORDS
from onrecord.reading.page import Page
from onrecord.records import Statement


class Denial(NamedTuple):
    """Whether a figure is denied, and by whom as worded."""

    covers: bool
    source: str | None


class Narrower:
    """The denials of a page's statements, and which figures each leaves standing."""

    def __init__(self, page: Page, drafts: Sequence[Draft], statements: Sequence[Statement]) -> None:
        """Index the denials by the statements they answer."""
        self._page = page
        self._answers: dict[str, list[Statement]] = {}
        for statement in statements:
            for denied in statement.denies:
                self._answers.setdefault(denied, []).append(statement)
        self._counts = [(page.span(draft.counted.first, draft.counted.last), draft) for draft in drafts] if self._answers else []

    def denier_of(self, draft: Draft, statement: Statement | None) -> Denial:
        """Whether the statement that holds a figure is denied in a way that covers it, and who denies it first."""
        if statement is None:
            return Denial(False, None)
        answers = self._answers.get(statement.id, [])
        covering = [answer for answer in answers if self._covers(answer, draft)]
        if covering:
            return Denial(statement.standing == "denied", source_text(self._page, covering[0]))
        return Denial(statement.standing == "denied" and not answers, None)

    def _covers(self, answer: Statement, draft: Draft) -> bool:
        """Whether a denial speaks against a figure: not of purpose alone, and not by a count of something else."""
        words = {self._page.tokens[n].lower for span in answer.content for n in range(*self._page.tokens_in(*span))}
        if words & PURPOSE_WORDS:
            return False
        inside = [other for (start, end), other in self._counts if any(first <= start and end <= last for first, last in answer.content)]
        return not inside or any(other.measure in (draft.measure, "casualties") or other.value == 0 for other in inside)


def source_text(page: Page, statement: Statement) -> str | None:
    """A source as worded; where a pronoun stands there, the words that name whom it means."""
    if not statement.source:
        return None
    start, end = statement.source[0][0], statement.source[-1][1]
    first, last = page.tokens_in(start, end)
    pronoun = any(page.classes[n] in ("PRP", "WP") for n in range(first, last))
    if statement.antecedent is not None and pronoun:
        return page.text[slice(*statement.antecedent)]
    if page.tokens[first].lower == "what" and (named := page.phrase_at.get(first + 1)) is not None:
        return page.words(named.first, named.last)  # "according to what | the General Staff | knows"
    if page.classes[first] in ("WP", "WDT"):
        return _before_relative(page, first)
    return page.text[start : page.tokens[_without_relative(page, first, last) - 1].end]


def _before_relative(page: Page, at: int) -> str | None:
    """Whom "who" means: the noun phrase right before it; None where it asks."""
    if at == page.sentence_of(at)[0]:
        return None
    phrase = page.phrase_at.get(at - 1 - (page.tokens[at - 1].text == ","))
    return page.words(phrase.first, phrase.last) if phrase is not None else None


def _without_relative(page: Page, first: int, last: int) -> int:
    """The end of a source before ", which", "who would not be named"."""
    for at in range(first + 1, last):
        if page.classes[at] in ("WP", "WDT"):
            return at - (page.tokens[at - 1].text == "," and at - 1 > first)
    return last
