"""Reports drafted by hand: records placed by the words they stand on, so that a test reads like the report it is about."""

from collections.abc import Sequence
from typing import Any

import pytest

from onrecord import corroboration
from onrecord.records import (
    Actor,
    Figure,
    Finding,
    Incident,
    MediaMention,
    Party,
    Reading,
    ReferenceSeries,
    ReportDetails,
    Responsibility,
    Span,
    Statement,
)


class Draft:
    """A reading under construction. Words are found at their first place in the text, or after ``after``."""

    def __init__(self, text: str, **report: Any) -> None:
        self.text = text
        self.report = ReportDetails(**report)
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.media: list[MediaMention] = []
        self.incidents: list[Incident] = []
        self.actors: list[Actor] = []

    def span(self, words: str, after: str | None = None) -> Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return (start, start + len(words))

    def says(self, source: str, cue: str, content: str, act: str = "asserts", **fields: Any) -> str:
        identifier = f"s{len(self.statements) + 1}"
        given: dict[str, Any] = {
            "voice": "attributed" if source else "unsourced",
            "standing": "claimed",
            "form": "indirect",
            "speech": True,
        }
        given |= {"grade": "both", "confidence": 1.0} | fields
        spans = {name: (self.span(words),) for name, words in (("source", source), ("cue", cue), ("content", content)) if words}
        self.statements.append(Statement(id=identifier, act=act, **spans, **given))  # type: ignore[arg-type]
        return identifier

    def counts(self, phrase: str, measure: str = "killed", low: int | None = None, high: int | None = None, **fields: Any) -> str:
        identifier = f"f{len(self.figures) + 1}"
        start, end = self.span(phrase, fields.pop("after", None))
        self.figures.append(Figure(id=identifier, measure=measure, min=low, max=high, start=start, end=end, phrase=phrase, **fields))  # type: ignore[arg-type]
        return identifier

    def shows(self, words: str, kind: str = "image", **fields: Any) -> str:
        identifier = f"m{len(self.media) + 1}"
        self.media.append(MediaMention(id=identifier, kind=kind, span=(self.span(words),), **fields))  # type: ignore[arg-type]
        return identifier

    def happened(self, kind: str, place: str | None = None, by: str | None = None, **fields: Any) -> str:
        identifier = f"i{len(self.incidents) + 1}"
        blamed = (Responsibility(party=by),) if by else ()
        self.incidents.append(Incident(id=identifier, type=kind, place=place, responsibility=blamed, **fields))  # type: ignore[arg-type]
        return identifier

    def reading(self) -> Reading:
        return Reading(
            id="r1",
            text=self.text,
            report=self.report,
            statements=tuple(self.statements),
            figures=tuple(self.figures),
            media_mentions=tuple(self.media),
            incidents=tuple(self.incidents),
            actors=tuple(self.actors),
        )

    def findings(self, rule: str, *parties: str, references: Sequence[ReferenceSeries] = ()) -> list[Finding]:
        named = [Party(name=name) for name in parties]
        found = corroboration.findings(self.reading(), parties=named, references=references)
        return [finding for finding in found if finding.rule == rule]


@pytest.fixture
def draft() -> type[Draft]:
    return Draft
