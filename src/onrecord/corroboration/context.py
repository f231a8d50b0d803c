"""What every finding rule is given: one reading, its parties and the reference series, with the look-ups that rules share."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from onrecord.corroboration.names import folded
from onrecord.corroboration.pairs import MOST_COMPARED
from onrecord.corroboration.parties import PartyRegister, Side
from onrecord.corroboration.voices import Voice, Voices
from onrecord.records import Figure, Incident, MediaMention, Party, Reading, ReferenceSeries, Statement, Version

T = TypeVar("T")


class Context:
    """Plain values in, look-ups out; holds no judgement of its own. Statements that are mere fragments are left out."""

    def __init__(
        self,
        reading: Reading,
        *,
        parties: Sequence[Party] = (),
        references: Sequence[ReferenceSeries] = (),
        earlier: Version | None = None,
    ) -> None:
        self.reading = reading
        self.earlier = earlier
        self.references = tuple(references)
        self.statements: tuple[Statement, ...] = tuple(said for said in reading.statements if said.grade != "fragment")
        self._by_id = {said.id: said for said in reading.statements}
        self._made: dict[Any, Any] = {}
        self._voice = Voices(reading)
        self._register = PartyRegister(reading, parties, self._voice)

    def once(self, make: "Callable[[Context], T]") -> T:
        """What a function makes of this context, made at the first call and kept for the rules that share it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @property
    def published(self) -> str | None:
        """The report's stated or given day, without a time of day."""
        return self.reading.report.published[:10] if self.reading.report.published else None

    def statement(self, identifier: str | None) -> Statement | None:
        """The statement with that id."""
        return self._by_id.get(identifier) if identifier else None

    def figure_voice(self, figure: Figure) -> Voice | None:
        """Who is said to give a figure."""
        return self._voices.get(figure.id)

    def statement_voice(self, statement: Statement) -> Voice | None:
        """Who is said to make a statement."""
        return self._voice.of_statement(statement)

    def figure_side(self, figure: Figure) -> Side | None:
        """The side that a figure's voice belongs to."""
        return self._sides.get(figure.id)

    def releaser_side(self, mention: MediaMention) -> Side | None:
        """The side that made a media item public."""
        return self._register.side_of(self._voice.of_releaser(mention))

    def content(self, statement: Statement) -> str:
        """The words said, pieces joined."""
        return " ".join(self.reading.text[start:end] for start, end in statement.content)

    def in_title(self, figure: Figure) -> bool:
        """Whether a figure stands in the headline that opens the text."""
        return figure.end <= self._title_end

    def incidents_of(self, figure: Figure) -> tuple[Incident, ...]:
        """The incidents whose harm a figure counts."""
        return self._incidents_of.get(figure.id, ())

    def same_event(self, left: Figure, right: Figure) -> bool:
        """Whether two figures count the harm of one event, or one running total of one place.

        Same scope, and the same place by name; where a place is missing, one shared incident. Two figures that the reading puts
        into different incidents are of different events even in one place.
        """
        if left.scope != right.scope:
            return False
        if left.scope != "incident" and (left.as_of, left.since) != (right.as_of, right.since):
            return False
        mine = {incident.id for incident in self.incidents_of(left)}
        other = {incident.id for incident in self.incidents_of(right)}
        if mine and other:
            return bool(mine & other)
        return bool(left.place and right.place and folded(left.place) == folded(right.place))

    def same_voice(self, left: Figure, right: Figure) -> bool:
        """Whether two figures come from one voice, as far as wording shows it."""
        mine, other = self.figure_voice(left), self.figure_voice(right)
        if mine is None or other is None:
            return mine is other
        spelled, told = set(folded(mine.words)), set(folded(other.words))
        return mine.key == other.key or spelled <= told or told <= spelled  # "the ministry" after "the health ministry in Kesh"

    def given_elsewhere(self, figure: Figure) -> tuple[Figure, ...]:
        """Other figures of the report that tell the same number of the same measure and event, superseded ones left out."""
        near = [other for bound in dict.fromkeys((figure.min, figure.max)) for other in self._by_bound.get((figure.measure, bound), ())]
        return tuple(
            other
            for other in dict.fromkeys(near)
            if other.id != figure.id
            and not other.superseded
            and (self.same_event(figure, other) or figure.id == other.duplicate_of or other.id == figure.duplicate_of)
        )

    @cached_property
    def _by_bound(self) -> dict[tuple[str, int | None], list[Figure]]:
        by_bound: dict[tuple[str, int | None], list[Figure]] = {}
        for figure in self.reading.figures:
            for bound in {figure.min, figure.max} - {None}:
                listed = by_bound.setdefault((figure.measure, bound), [])
                if len(listed) < MOST_COMPARED:
                    listed.append(figure)
        return by_bound

    @cached_property
    def _incidents_of(self) -> dict[str, tuple[Incident, ...]]:
        by_figure: dict[str, tuple[Incident, ...]] = {}
        for incident in self.reading.incidents:
            for identifier in incident.figures:
                by_figure[identifier] = (*by_figure.get(identifier, ()), incident)
        return by_figure

    @cached_property
    def _voices(self) -> dict[str, Voice | None]:
        return {figure.id: self._voice.of_figure(figure) for figure in self.reading.figures}

    @cached_property
    def _sides(self) -> dict[str, Side | None]:
        return {identifier: self._register.side_of(voice) for identifier, voice in self._voices.items()}

    @cached_property
    def _title_end(self) -> int:
        title = self.reading.report.title
        start = self.reading.text.find(title) if title else -1
        if title and 0 <= start <= len(title):
            return start + len(title)
        return 0
