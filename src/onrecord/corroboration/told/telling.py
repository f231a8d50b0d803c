"""A reading taken apart into what it offers for comparison."""

import re
from collections.abc import Iterator

from onrecord.corroboration.names import folded
from onrecord.corroboration.told.records import Speaker, Telling, Told
from onrecord.corroboration.told.speakers import is_bare, speaker_of
from onrecord.corroboration.told.wording import is_negated, names_of, sentences_of, stems_of
from onrecord.corroboration.voices import Voices
from onrecord.records import Figure, Reading, Span, Statement

_DOUBT = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|apparent(?:ly)?|said to|believed|suspected|supposed(?:ly)?|claimed|presumed|rumou?red|purported(?:ly)?"
    r"|unconfirmed|is thought|are thought|may have|might have|appears? to|seems? to)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we) (?:saw|counted|walked|heard|watched|met|found|stood)\b")
_SAW = re.compile(r"\b(?:reporter|correspondent|journalist|photographer)s?\b[^.]{0,60}\b(?:saw|counted|heard|watched|found|was there|were there)\b")
_BEHIND = re.compile(
    r"\b(?:according to|citing|cited|quot(?:es|ed|ing)|relies on|relying on|going by|basing itself on|referr(?:ed|ing) to|reported(?: by)?|report(?:s)? (?:of|in|by)"
    r"|told|said|says|writes|wrote|agency|newspaper|broadcaster|radio|by way of|via|as carried by|credits?)\b",
    re.IGNORECASE,
)
"""Words beside which a name may be that of an outlet from which a report has it."""
_TITLE_STEMS = 400
"""Characters at the head of a text whose words tell what it is about."""


def telling_of(
    reading: Reading, *, name: str | None = None, page: str | None = None, order: int = 0
) -> Telling:
    """What a report offers for comparison.

    Args:
        reading: its records.
        name: what the reading is called among others; its id by default.
        page: what its address names.
        order: in which order it was read.
    """
    return _Taken(reading).telling(name or reading.id, page, order)


class _Taken:
    """One reading, with the look-ups that its figures and statements share."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._voices = Voices(reading)
        self._sentences = list(sentences_of(reading.text))
        self._statements = [said for said in reading.statements if said.grade != "fragment" and said.content]
        self._speakers: dict[str, Speaker | None] = {}
        self._published = reading.report.published[:10] if reading.report.published else None
        title = reading.report.title
        self._title_end = len(title) if title and self._text.startswith(title) else 0

    def telling(self, name: str, page: str | None, order: int) -> Telling:
        """All of it."""
        report = self._reading.report
        head = f"{report.title or ''} {self._text[:_TITLE_STEMS]}"
        return Telling(
            reading=name,
            report=self._reading.id,
            outlet=report.outlet,
            page=page,
            published=self._published,
            order=order,
            figures=tuple(self._figures()),
            statements=tuple(self._told_statements()),
            names=names_of(self._text),
            stems=stems_of(head),
        )

    def _figures(self) -> Iterator[Told]:
        days = self._days()
        for figure in self._reading.figures:
            sentence = self._sentence_at(figure.start)
            over = self._statements_over(figure.start, figure.end)
            own = next((said for said in self._reading.statements if said.id == figure.statement), None)
            speakers = self._speakers_of([*([own] if own else []), *over])
            voice = self._voices.of_figure(figure)
            if voice is not None and (speaker := speaker_of(voice, self._reading.report.outlet)) not in speakers and not is_bare(speaker):
                speakers = [speaker, *(one for one in speakers if one.words != speaker.words)]
            yield self._told(figure.id, (figure.start, figure.end), sentence, speakers, figure=figure, day=figure.as_of or days.get(figure.id))

    def _told_statements(self) -> Iterator[Told]:
        covered: list[Span] = []
        for said in self._statements:
            start, end = min(one for one, _ in said.content), max(other for _, other in said.content)
            covered += [*said.content, *said.source, *said.cue]
            if said.voice == "publisher":
                continue
            speakers = self._speakers_of([said, *self._statements_over(start, end)])
            negated = said.act == "denies" or is_negated(self._content(said))  # "rejected this and said that it had fired none"
            yield self._told(said.id, (start, end), self._sentence_at(start), speakers, act=said.act, negated=negated)
        for start, end in self._sentences:
            if not any(one < end and start < other for one, other in covered):
                yield self._told(f"{start}-{end}", (start, end), (start, end), [], negated=is_negated(self._text[start:end]))

    def _told(
        self,
        name: str,
        span: Span,
        sentence: Span,
        speakers: list[Speaker],
        *,
        figure: Figure | None = None,
        day: str | None = None,
        act: str | None = None,
        negated: bool = False,
    ) -> Told:
        words = self._text[slice(*sentence)]
        told_words = words if figure is not None else self._text[slice(*span)]
        own = _FIRST_PERSON.search(words) or _SAW.search(words)
        if own and not speakers:
            outlet = self._reading.report.outlet or ""
            speakers = [Speaker(words=f"{outlet}’s own reporter" if outlet else "the report’s own reporter", own=True)]
        return Told(
            id=name,
            start=span[0],
            end=span[1],
            sentence=sentence,
            voice="attributed" if speakers else "doubt" if _DOUBT.search(words) else "plain",
            speakers=tuple(speakers),
            cites=self._cited(sentence, speakers),
            day=day or self._published,
            dated=day is not None,
            stems=stems_of(told_words),
            names=tuple(sorted({*names_of(told_words), *(word for one in speakers[:1] for word in one.owner)})),
            negated=negated,
            act=act,  # type: ignore[arg-type]
            figure=figure,
            in_title=span[1] <= self._title_end,
        )

    def _cited(self, sentence: Span, speakers: list[Speaker]) -> tuple[str, ...]:
        """Names beside citing words in a sentence or the one before: among them may be outlets, which only other reports tell."""
        words = self._text[slice(*sentence)]
        found = [one.words for one in speakers]
        if _BEHIND.search(words):
            found.append(words)
        return tuple(dict.fromkeys(found))

    def _speakers_of(self, statements: list[Statement]) -> list[Speaker]:
        """Who makes the statements, the innermost first, each once; bare words for one who is named beside them are left out."""
        found: list[Speaker] = []
        for said in sorted({one.id: one for one in statements}.values(), key=lambda one: (one.within is None, self._length(one))):
            speaker = self._speaker(said)
            if speaker is not None and speaker not in found:
                found.append(speaker)
        telling = [one for one in found if not is_bare(one)]
        return telling or found

    def _speaker(self, said: Statement) -> Speaker | None:
        if said.id not in self._speakers:
            voice = self._voices.of_statement(said)
            self._speakers[said.id] = speaker_of(voice, self._reading.report.outlet) if voice is not None else None
        return self._speakers[said.id]

    def _statements_over(self, start: int, end: int) -> list[Statement]:
        """Statements whose words hold a piece of the text, or most of it."""
        reach = max(1, (end - start) * 2 // 3)
        return [
            said
            for said in self._statements
            if said.voice == "attributed" and any(min(end, other) - max(start, one) >= reach for one, other in said.content)
        ]

    def _days(self) -> dict[str, str]:
        """The day of the incident that each figure counts, where one is told."""
        found: dict[str, str] = {}
        for incident in self._reading.incidents:
            if incident.date:
                for figure in incident.figures:
                    found.setdefault(figure, incident.date[:10])
        return found

    def _content(self, said: Statement) -> str:
        return " ".join(self._text[start:end] for start, end in said.content)

    def _length(self, said: Statement) -> int:
        return sum(end - start for start, end in said.content)

    def _sentence_at(self, position: int) -> Span:
        return next(((start, end) for start, end in self._sentences if start <= position < end), (position, position))


def names_outlet(words: str, outlet: tuple[str, ...]) -> bool:
    """Whether a piece of text names an outlet: by its whole name, or by its first word where that is a name of its own."""
    spelled = folded(words)
    return bool(outlet) and any(spelled[at : at + len(outlet)] == outlet for at in range(len(spelled)))
