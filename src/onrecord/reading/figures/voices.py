"""According to whom: the statement that holds a figure, its source as worded, and how the report presents it."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.carried import carried_on, told_beside_denial
from onrecord.reading.figures.circumstances import Circumstances
from onrecord.reading.figures.denials import Denial, source_text
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.recounts import gapped_teller
from onrecord.reading.figures.within import source_in_sentence
from onrecord.reading.page import Page
from onrecord.records import Spans, Statement
from onrecord.records.vocabulary import Standing


class Voice(NamedTuple):
    """Whose figure it is."""

    statement: Statement | None
    source: str | None
    """As worded, or the named antecedent of a pronoun; None in the report's own voice and with hidden speakers."""
    denied: bool = False
    """Whether the statement denies the figure, rather than giving one beside what it denies."""


def as_part(whole: tuple[Voice, Circumstances], voice: Voice, around: Circumstances) -> tuple[Voice, Circumstances]:
    """What a part told in the sentence of its whole takes from it: who says so, and where and over which time it counts."""
    voice_of_whole, around_whole = whole
    if voice.source is None and voice.statement is None:
        voice = voice_of_whole
    if around.scope == "incident" and around_whole.scope == "period":
        around = around_whole._replace(place=around.place or around_whole.place)
    return voice, around


def counted_with(whole: Circumstances, around: Circumstances) -> Circumstances:
    """A part of a running total, told in another sentence, is a running total too ("4,412 of the dead are children")."""
    if around.scope != "incident" or whole.scope == "incident":
        return around
    return around._replace(scope=whole.scope, since=around.since or whole.since)


class Voices:
    """The statements of a page, found by where their contents stand."""

    _BLOCK = 1000
    """Characters to a block of the index."""

    def __init__(self, page: Page, drafts: Sequence[Draft], statements: Sequence[Statement]) -> None:
        """Index the statements; those whose cue tells of the harm of a figure ("claimed the lives of seven") are none."""
        self._page = page
        harms = {n for draft in drafts if draft.harm.first < draft.at for n in range(draft.harm.first, draft.harm.last)}
        self._blocks: dict[int, list[Statement]] = {}
        self._paragraphs: dict[int, list[Statement]] = {}
        for statement in statements:
            heard = statement.source or statement.voice == "unsourced"
            cues = {n for start, end in statement.cue for n in range(*page.tokens_in(start, end))}
            if statement.voice == "publisher" or statement.grade == "fragment" or not heard or cues & harms:
                continue
            blocks = {block for start, end in statement.content for block in range(start // self._BLOCK, end // self._BLOCK + 1)}
            for block in blocks:
                self._blocks.setdefault(block, []).append(statement)
            if statement.cue:
                self._paragraphs.setdefault(page.paragraph_numbers[page.token_at(statement.cue[0][0])], []).append(statement)

    def voice_of(self, draft: Draft) -> Voice:
        """The innermost statement whose content holds the figure's number, speech before belief, and its source."""
        if draft.rule == "gapped_count":
            teller = gapped_teller(self._page, draft.counted)
            return Voice(None, self._page.words(teller.first, teller.last) if teller else None)
        start, end = self._page.span(draft.counted.quantity.core, draft.counted.quantity.last)
        holding = [s for s in self._blocks.get(start // self._BLOCK, ()) if _holds(s.content, start, end)]
        if not holding:
            return self._beside(draft)
        innermost = min(holding, key=lambda s: (not s.speech, *_extent(s)))
        if innermost.act == "denies" and draft.value > 0 and not told_beside_denial(self._page, draft, innermost):
            return Voice(innermost, None, denied=True)  # "reports of 60 dead were exaggerated": whose count it is, the words do not say
        if innermost.keeps_back:
            return Voice(innermost, None)  # "has not confirmed that 40 were killed": not the speaker's count
        return Voice(innermost, source_text(self._page, innermost))

    def _beside(self, draft: Draft) -> Voice:
        """The voice of a figure that no statement holds: named in its sentence, or one that carries on."""
        source = source_in_sentence(self._page, draft)
        if source is not None:
            return Voice(None, source)
        near = self._paragraphs.get(self._page.paragraph_numbers[draft.at], ())
        said = carried_on(self._page, draft, sorted(near, key=lambda s: s.cue[0][0])) if near else None
        return Voice(said, source_text(self._page, said)) if said is not None else Voice(None, None)


def _holds(content: Spans, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in content)


def _extent(statement: Statement) -> tuple[int, int]:
    return (sum(last - first for first, last in statement.content), -statement.cue[0][0] if statement.cue else 0)


def _left_open(page: Page, statement: Statement) -> bool:
    """ "Has not confirmed that 40 were killed"; "would not say how many of the 40 were children" takes the 40 for granted."""
    return statement.keeps_back and page.tokens[page.token_at(statement.content[0][0])].lower not in _TAKING_FOR_GRANTED


_TAKING_FOR_GRANTED = frozenset({"how", "when", "where", "who", "whom", "whose", "why", "what", "which"})


def _hears(statement: Statement) -> bool:
    """Whether a statement without a source tells an event as heard of; in one on motive or meaning the count beside it is the report's."""
    return statement.act not in ("interprets", "assesses")


def standing_of(page: Page, draft: Draft, voice: Voice, denial: Denial, *, unverified: bool) -> Standing:
    """Denied, then unverified, then claimed or asserted."""
    statement = voice.statement
    if denial.covers or voice.denied:
        return "denied"
    left_open = statement is not None and (statement.standing == "unverified" or _left_open(page, statement))
    if unverified or draft.harm.unconfirmed or left_open:
        return "unverified"
    if not voice.source and (draft.harm.hearsay or (statement is not None and statement.voice == "unsourced" and _hears(statement))):
        return "unverified"
    return "claimed" if voice.source else "asserted"
