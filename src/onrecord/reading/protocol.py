"""What a statement reader is: any method that finds who said what on a page, held to the page's own characters.

The rules that ship are one such reader; a trained model, or a desk's own endpoint, is another. A reader only says *where*
source, cue and content stand and how sure it is. What the speaker does with the words (act), whose voice it is and how
the report presents it are worked out afterwards, the same way for every reader.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol, runtime_checkable

from onrecord.reading.page import Page
from onrecord.records import Issue, Spans
from onrecord.records.vocabulary import Act, Grade, Measure, members


class Attribution(NamedTuple):
    """One attribution as a reader found it. Spans are code-point offsets, end exclusive, pieces in text order."""

    source: Spans
    """Empty when the cue hides who speaks ("it is feared that")."""
    cue: Spans
    content: Spans
    confidence: float
    """0 to 1: how often such readings are right, as measured for this reader."""
    pattern: str
    """The name of the rule or head that found it, for the reader's explanation."""
    grade: Grade | None = None
    """What a reader that knows better says of it; otherwise it is graded by its confidence."""
    acts: tuple[float, ...] = ()
    """Probability of each act in the order of the vocabulary, from a reader that judges acts; weighed with what cue and content tell."""


class StatementReader(Protocol):
    """Finds attributions. Pure: the same page gives the same answer."""

    name: str
    version: str

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its cue, or of its content where it has none."""
        ...


class Answer(NamedTuple):
    """What a reader has to tell: the attributions, in order of their cues, and what was refused on the way."""

    attributions: tuple[Attribution, ...]
    issues: tuple[Issue, ...] = ()
    measures: Mapping[int, tuple[Measure, float]] = MappingProxyType({})
    """At the tokens that a reader takes for part of a casualty figure: the measure, and how sure it is; empty for a reader that does
    not look at figures."""


@runtime_checkable
class TellingReader(StatementReader, Protocol):
    """A reader that sees more on a page than its attributions."""

    def told_of(self, page: Page) -> Answer:
        """Everything that it sees, from one look."""
        ...


@runtime_checkable
class AskingReader(StatementReader, Protocol):
    """A reader that asks a program beside this one, and so has more to tell than attributions.

    It is pure as far as the program that it asks is: what was answered once is kept and taken again.
    """

    @property
    def signature(self) -> Mapping[str, str | float]:
        """Everything about what is asked that a reading depends on, by name; it signs the reading, and holds no secret."""
        ...

    def answer(self, page: Page) -> Answer:
        """As ``attributions``, with an issue for each attribution that was refused.

        Raises:
            NotRead: when there was no answer, or none that can be used.
            WrongUse: when nobody can be asked at all: a key or a package is missing.
        """
        ...

    def told(self) -> str | None:
        """What was asked and what it cost since this was last called, in one line; None when nothing was asked."""
        ...


def answer_of(reader: StatementReader, page: Page) -> Answer:
    """What a reader finds on a page, held to the page's characters, and every refusal on the way."""
    if isinstance(reader, AskingReader):
        answer = reader.answer(page)
    elif isinstance(reader, TellingReader):
        answer = reader.told_of(page)
    else:
        answer = Answer(reader.attributions(page))
    kept, issues = grounded(page, answer.attributions, reader.name)
    return Answer(kept, (*answer.issues, *issues), answer.measures)


def grounded(page: Page, found: Iterable[Attribution], reader: str) -> tuple[tuple[Attribution, ...], tuple[Issue, ...]]:
    """Keep the attributions whose every piece is characters of the page; refuse the others, and say so.

    A reader that invents words is the worst error this product could make, so a span outside the text, an empty one
    or pieces out of order refuse the whole attribution; so do a confidence that is no share, and acts that are not all there.
    """
    kept: list[Attribution] = []
    issues: list[Issue] = []
    for attribution in found:
        roles = (attribution.source, attribution.cue, attribution.content)
        fault = next((why for role in roles if (why := _fault(page, role))), None) or _not_a_share(attribution)
        if fault is None and (attribution.cue or attribution.content):
            kept.append(attribution)
            continue
        issues.append(
            Issue(
                code="reading.not-grounded",
                outcome="refused",
                where=f"reader {reader}, rule {attribution.pattern}",
                message=f"An attribution was refused because {fault or 'it has neither cue nor content'}.",
            )
        )
    kept.sort(key=lambda a: (a.cue or a.content)[0])
    return tuple(kept), tuple(issues)


def _not_a_share(attribution: Attribution) -> str | None:
    if not 0 <= attribution.confidence <= 1:
        return f"its confidence of {attribution.confidence} is not between 0 and 1"
    if attribution.acts and (len(attribution.acts) != len(members(Act)) or not all(0 <= share <= 1 for share in attribution.acts)):
        return "its acts are not one probability for each act"
    return None


def _fault(page: Page, pieces: Spans) -> str | None:
    at = 0
    for start, end in pieces:
        if not 0 <= start < end <= len(page.text):
            return f"characters {start} to {end} do not exist in a text of {len(page.text)}"
        if start < at:
            return f"its pieces overlap or stand out of order at character {start}"
        if not page.text[start:end].strip():
            return f"there are no words at characters {start} to {end}"
        at = end
    return None
