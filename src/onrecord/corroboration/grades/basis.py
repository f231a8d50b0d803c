"""What a claim rests on: its root sources, each once, and everything that the conditions of a rule-set ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.corroboration.claims import Beside, Claim
from onrecord.corroboration.claims.figures import figure_of
from onrecord.corroboration.grades.responsibility import NOBODY_ACCUSED, Accusations, Parties, Responsibility
from onrecord.corroboration.grades.sides import party_of, side_of
from onrecord.corroboration.groups import category_of
from onrecord.corroboration.numbers import loosened
from onrecord.corroboration.told import Speaker
from onrecord.records import Figure, Finding


@dataclass(frozen=True, slots=True)
class Root:
    """A root source of a claim."""

    words: str
    """As the reports describe it most fully."""
    party: str | None = None
    """The party that it belongs to, by the name of its side."""
    unnamed: bool = False
    owner: tuple[str, ...] = ()
    """Folded words that tell whose it is."""
    own: bool = False
    """An outlet's own people, who say what they saw."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known of a claim. A value: conditions ask it and nothing else."""

    roots: tuple[Root, ...] = ()
    """Each once, in order of time."""
    reports: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """Days that the texts themselves state for it, each once, sorted."""
    places: tuple[str, ...] = ()
    """Where it is said to have happened, each spelling once, in order of time."""
    is_figure: bool = False
    least: int | None = None
    """Smallest lower end that a report gives the number, in people; None where none gives one."""
    greatest: int | None = None
    """Largest upper end that a report gives it; None where none gives one ("more than 1,400")."""
    contradictions: tuple[str, ...] = ()
    """Sentences of the findings that set other counts against it."""
    other_counts: tuple[int, int] | None = None
    """Smallest and largest number of those counts."""
    combatants_in: tuple[str, ...] = ()
    """The reports that call those counted combatants, wherever they tell the number."""
    responsibility: Responsibility = NOBODY_ACCUSED


class Bases:
    """The bases of the claims of some reports."""

    def __init__(self, beside: Beside, parties: Parties, findings: Iterable[Finding]) -> None:
        """Args:
        beside: the reports.
        parties: reading → its parties.
        findings: of ``rules.across``, whose records name their reading (``reading/f1``).
        """
        self._beside = beside
        self._parties = parties
        self._accusations = Accusations(beside, parties)
        self._against: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.rule == "contradicting-figures":
                for record in finding.records:
                    self._against.setdefault(record, []).append(finding)

    def of(self, claim: Claim) -> Basis:
        """The basis of one claim."""
        figures = [figure_of(item) for item in claim.items] if claim.is_figure else []
        least, greatest = _bounds(figures)
        against = list({id(one): one for item in claim.items for one in self._against.get("/".join(item.key), ())}.values())
        against.sort(key=lambda finding: (finding.records, finding.sentence))
        return Basis(
            roots=self._roots(claim),
            reports=claim.reports,
            outlets=tuple(dict.fromkeys(item.telling.outlet for item in claim.items if item.telling.outlet)),
            days=tuple(sorted({item.told.day for item in claim.items if item.told.dated and item.told.day})),
            places=_places(claim),
            is_figure=claim.is_figure,
            least=least,
            greatest=greatest,
            contradictions=tuple(dict.fromkeys(finding.sentence for finding in against)),
            other_counts=_span_of(against),
            combatants_in=_calling_combatants(claim) if claim.is_figure else (),
            responsibility=self._accusations.about(claim),
        )

    def _roots(self, claim: Claim) -> tuple[Root, ...]:
        speakers = list(dict.fromkeys(one.speaker for one in claim.traced if one.root is not None and one.speaker is not None))
        spelled = [speaker.words for speaker in speakers]
        return tuple(
            self._root(speaker, _told_apart(speaker) if spelled.count(speaker.words) > 1 else speaker.words, claim) for speaker in speakers
        )

    def _root(self, speaker: Speaker, words: str, claim: Claim) -> Root:
        book = self._beside.book
        party = party_of(speaker, self._parties, book, readings=claim.reports)
        side = side_of(party, self._parties, book) if party is not None else None
        return Root(words=words, party=side, unnamed=speaker.unnamed, owner=speaker.owner, own=speaker.own)


def _told_apart(speaker: Speaker) -> str:
    """Two bodies that reports call alike, by whose they are."""
    whose = " ".join(word.capitalize() for word in speaker.owner)
    return f"{speaker.words} ({whose})" if whose else speaker.words


def _bounds(figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    ranges = [loosened(figure) for figure in figures]
    lows = [one.low for one in ranges if one.low is not None]
    highs = [one.high for one in ranges if one.high is not None]
    return min(lows, default=None), max(highs, default=None)


def _places(claim: Claim) -> tuple[str, ...]:
    if claim.is_figure:
        return tuple(dict.fromkeys(place for item in claim.items if (place := figure_of(item).place)))
    return tuple(dict.fromkeys(word.capitalize() for item in claim.items for word in item.told.places))


def _calling_combatants(claim: Claim) -> tuple[str, ...]:
    others = {item.telling.reading for item in claim.items if not _says_combatants(figure_of(item))}
    return tuple(reading for reading in claim.reports if reading not in others)


def _says_combatants(figure: Figure) -> bool:
    return figure.civil_status == "combatant" or category_of(figure.group) == "combatants"


def _span_of(findings: Sequence[Finding]) -> tuple[int, int] | None:
    """The smallest and the largest number that the findings set beside each other."""
    details: list[Mapping[str, object]] = [finding.detail for finding in findings]
    ends = [end for detail in details for name in ("least", "greatest") if isinstance(end := detail.get(name), int)]
    return (min(ends), max(ends)) if ends else None
