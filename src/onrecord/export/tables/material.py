"""A report that goes out, with the look-ups that all formats share."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.ledger import ReportNow
from onrecord.records import Figure, Incident, Place, Reading, Responsibility, Span, Spans, Statement
from onrecord.records.states import states

ITSELF = "the report itself"
"""Who is named where the report says something in its own voice."""

_SENTENCE_ENDS = re.compile(r"(?:[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9])|\n+)")
"""Good enough to cut a passage out of a text for people to read; nothing is counted by it."""
_LONGEST_PASSAGE = 1_000


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a person proposed of a record and another person agreed to."""

    id: str
    """Content id of the proposal."""
    record: str | None
    """Local id; None for the report as a whole."""
    word: str
    rules: str
    """Name of the set of rules; ``none`` for none."""
    day: str
    """ISO day on which the other person agreed."""

    @property
    def told(self) -> str:
        """In one line: "corroborated (by the rules: two lists), agreed on 2031-05-09"."""
        rules = f" (by the rules: {self.rules})" if self.rules != "none" else ""
        return f"{self.word}{rules}, agreed on {self.day}"


@dataclass(frozen=True)
class Material:
    """One report as it goes out."""

    reading: Reading
    """As people corrected it."""
    key: str
    """What the report is known by: the content id of its reading. Where names are blacked out a random one, as a name could be tried out by
    the hash of a text that is known but for the name."""
    set_by_people: frozenset[str] = frozenset()
    assessments: tuple[Assessment, ...] = ()

    def statement(self, identifier: str | None) -> Statement | None:
        """The statement with a local id."""
        return self._statements.get(identifier) if identifier else None

    def assessed(self, local: str) -> tuple[Assessment, ...]:
        """What people agreed on of one record, in the order of the log."""
        return tuple(one for one in self.assessments if one.record == local)

    def words(self, spans: Spans) -> str | None:
        """The words of a role, its pieces joined by a blank."""
        return " ".join(self.reading.text[start:end] for start, end in spans) or None

    def passage(self, span: Span) -> str:
        """The sentence, or nearly, in which a span stands."""
        text, (start, end) = self.reading.text, span
        begin = max((found.end() for found in _SENTENCE_ENDS.finditer(text, max(0, start - _LONGEST_PASSAGE), start)), default=None)
        if begin is None:
            begin = max(0, start - _LONGEST_PASSAGE)
        behind = _SENTENCE_ENDS.search(text, end, end + _LONGEST_PASSAGE)
        return " ".join(text[begin : behind.start() + 1 if behind else end + _LONGEST_PASSAGE].split())

    def voice_of(self, statement: Statement) -> str:
        """Who makes a statement, in words; its id where nobody is named."""
        return statement.actor or self.words(statement.source) or (ITSELF if statement.voice == "publisher" else statement.id)

    def source_of(self, figure: Figure) -> str | None:
        """The voice that gives a figure, by the name that the report gives it where it is known; None for the report's own voice."""
        stated = self.statement(figure.statement)
        return (stated.actor if stated is not None and figure.source else None) or figure.source

    def place_called(self, name: str | None) -> Place | None:
        """The place of a name, with its point; None where the report has none, or several, which are not told apart."""
        return self._places.get(_bare(name)) if name else None

    def responsibility(self, incident: Incident) -> tuple[str, ...]:
        """Who is said to have caused the harm, always with who says so; one text for each party."""
        return tuple(self._responsible(one) for one in incident.responsibility)

    def incidents_of(self, figure: Figure) -> tuple[str, ...]:
        """Local ids of the incidents whose harm a figure counts."""
        return tuple(incident.id for incident in self.reading.incidents if figure.id in incident.figures)

    def _responsible(self, one: Responsibility) -> str:
        told = f"{one.party} – according to {self._voices(one.according_to) if one.according_to else ITSELF}"
        return f"{told}; contested by {self._voices(one.contested_by)}" if one.contested_by else told

    def _voices(self, statements: tuple[str, ...]) -> str:
        found = (self.statement(identifier) for identifier in statements)
        return ", ".join(dict.fromkeys(self.voice_of(one) for one in found if one is not None)) or ", ".join(statements)

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {statement.id: statement for statement in self.reading.statements}

    @cached_property
    def _places(self) -> dict[str, Place | None]:
        found: dict[str, Place | None] = {}
        for place in self.reading.places:
            name, before = _bare(place.name), found.get(_bare(place.name))
            same = before is None or (before.country, before.latitude, before.longitude) == (place.country, place.latitude, place.longitude)
            found[name] = place if name not in found or (same and before is not None) else None
        return found


def material_of(report: ReportNow, *, key: str | None = None) -> Material:
    """What goes out of a report as it stands now; under another key than its content id where one is given."""
    return Material(report.reading, key or report.id, report.set_by_people, tuple(_assessments(report)))


def _assessments(report: ReportNow) -> Iterator[Assessment]:
    days = {one.proposed: one.at[:10] for one in report.reviews if one.decision is not None and one.state == "holds"}
    for one in report.reviews:
        if one.proposal is not None and one.state == "agreed":
            yield Assessment(one.id, one.proposal.record, one.proposal.word, one.proposal.rules, days.get(one.id, one.at[:10]))


def whole_day(said: str | None) -> str | None:
    """An ISO day; None where what is said is none."""
    try:
        return datetime.date.fromisoformat(said[:10]).isoformat() if said else None
    except ValueError:
        return None


def country_called(code: str | None) -> str | None:
    """The usual name of a state by its ISO 3166 alpha-2 code."""
    return next((state.names[0] for state in states() if state.code == code), None) if code else None


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()
