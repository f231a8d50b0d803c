"""Reports set beside each other: the claims that they share, the events these are about, and where each has it from."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.background import Background
from onrecord.corroboration.claims.decided import Decided
from onrecord.corroboration.claims.items import Item, When
from onrecord.corroboration.claims.likely import likely_pairs
from onrecord.corroboration.claims.nearness import Likeness, Nearness
from onrecord.corroboration.claims.outlets import Outlets
from onrecord.corroboration.claims.places import Places
from onrecord.corroboration.claims.roots import Traced, cited_by, traced
from onrecord.corroboration.claims.same_figures import SameFigures
from onrecord.corroboration.claims.statements import same_statements
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.pairs import joined_unless
from onrecord.corroboration.phrasing import figure_words, quoted
from onrecord.corroboration.told import Speaker, Telling
from onrecord.corroboration.told.negation import is_negated, is_what_it_is_called, is_withheld
from onrecord.records import ClaimDecision
from onrecord.records.copying import Copy
from onrecord.records.vocabulary import Measure

_ENOUGH_WORDS = 10
"""Words from which on a statement says as much as a longer one."""
_MAY_BE_ONE_MATTER = 0.12
"""How much must speak for claims being about one matter that are looked at as one number told twice (``claims_of_one_matter``)."""
_ONE_MATTER = 0.2
"""How much must speak for claims being about one matter that are set side by side."""


@dataclass(frozen=True)
class Claim:
    """Statements of one proposition: one number of one thing, or one accusation, denial or assessment."""

    items: tuple[Item, ...]
    """In order of time."""
    traced: tuple[Traced, ...]
    """Where each item leads to, in the same order."""
    place: str | None = None
    """Where most of its reports have it."""

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return self.items[0].told.figure is not None

    @property
    def measure(self) -> Measure | None:
        """What a number counts."""
        figure = self.items[0].told.figure
        return figure.measure if figure is not None else None

    @property
    def harm(self) -> str | None:
        """The same, as far as reports tell it apart."""
        figure = self.items[0].told.figure
        return alike.harm_of(figure) if figure is not None else None

    @cached_property
    def places(self) -> frozenset[str]:
        """All places where its reports have a number."""
        return frozenset(item.told.figure.place for item in self.items if item.told.figure is not None and item.told.figure.place)

    @cached_property
    def reports(self) -> tuple[str, ...]:
        """The readings that tell it."""
        return tuple(dict.fromkeys(item.telling.reading for item in self.items))

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The root sources, each once, in order of time."""
        return tuple(dict.fromkeys(one.root for one in self.traced if one.root is not None))

    @cached_property
    def outlets_first(self) -> dict[str, When]:
        """The outlets that tell it, each with when it first did."""
        return _first((item.telling.outlet, item.when) for item in self.items)

    @cached_property
    def speakers_first(self) -> dict[Speaker, When]:
        """The voices at the ends of its chains, each with when it was first told."""
        return _first((one.speaker, item.when) for item, one in zip(self.items, self.traced, strict=True))


Named = TypeVar("Named")


def _first(told: Iterable[tuple[Named | None, When]]) -> dict[Named, When]:
    """What is told in order of time, each with when it first was."""
    found: dict[Named, When] = {}
    for one, when in told:
        if one is not None:
            found.setdefault(one, when)
    return found


class Beside:
    """Some reports set beside each other. Pure: the same tellings and decisions give the same claims in the same order."""

    def __init__(
        self,
        tellings: Iterable[Telling],
        copies: Iterable[Copy] = (),
        background: Background | None = None,
        wanted: Callable[[Item], bool] = lambda _: True,
        decisions: Iterable[ClaimDecision] = (),
    ) -> None:
        """Args:
        tellings: what each report offers for comparison.
        copies: which of them print the text of which; those with others than these are left out.
        background: what all reports of their case tell, where these are some of them; by default these are all.
        wanted: whether a figure or a statement is compared; all are by default, and those that a decision names always.
        decisions: what people decided on claims, in the order in which they did.
        """
        self.tellings = tuple(sorted(tellings, key=lambda one: (one.published or "", one.order, one.reading)))
        self.by_reading = {telling.reading: telling for telling in self.tellings}
        self.copied = tuple(one for one in copies if one.copy in self.by_reading and one.original in self.by_reading)
        self.copies = {one.copy: one.original for one in self.copied}
        self.decided = Decided(decisions, self.tellings)
        self.background = background or Background.of(self.tellings)
        self.book = SourceBook(self.background)
        self._cited: dict[tuple[str, str], tuple[tuple[str, ...], Speaker | None]] = {}
        self._wanted = wanted
        self._likeness = Likeness(self.background.rarity)

    @cached_property
    def outlets(self) -> Outlets:
        """The outlets that published the reports."""
        return self.background.known_outlets

    @cached_property
    def figures(self) -> tuple[Item, ...]:
        """Every figure, in order of time."""
        items = (Item(telling, told) for telling in self.tellings for told in telling.figures)
        return tuple(item for item in items if self._is_compared(item))

    def _is_compared(self, item: Item) -> bool:
        return self._wanted(item) or self.decided.names(item)

    @cached_property
    def figure_claims(self) -> tuple[Claim, ...]:
        """Figures that tell one number of one thing."""
        return tuple(self.claim(items) for items in self._figure_groups)

    @cached_property
    def _taught(self) -> SourceBook:
        """The book, once it has what the claims on figures tell of voices: whoever asks first, it is the same."""
        for items in self._figure_groups:
            if alike.is_telling(alike.figure_of(items[0])):
                self.book.learn(_sign(items[0]), (speaker for item in items for speaker in item.told.speakers[:1]))
        return self.book

    @cached_property
    def _figure_groups(self) -> tuple[tuple[Item, ...], ...]:
        found = SameFigures(self.figures, self.book, self._likeness, self._places)
        return found.groups(self.decided.among(self.figures))

    @cached_property
    def statement_claims(self) -> tuple[Claim, ...]:
        """Statements that tell one accusation, denial, assessment or event; those that one report alone tells among them."""
        told = (Item(telling, told) for telling in self.tellings for told in telling.statements if told.stems and not told.counts)
        items = [item for item in told if self._is_compared(item)]
        decided = self.decided.among(items)
        groups = same_statements(items, self._taught, self.background.rarity, lambda item: self.cited(item)[0], decided)
        return tuple(self.claim(tuple(items[at] for at in group)) for group in groups)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims that more than one statement tells."""
        return tuple(claim for claim in (*self.figure_claims, *self.statement_claims) if len(claim.items) > 1)

    @cached_property
    def matters(self) -> tuple[tuple[Claim, ...], ...]:
        """Claims of one measure that are about one event or one running total of one day; never of two places."""
        claims = self.figure_claims
        linked = [
            (one, other)
            for one, other, likeness in sorted(self._near, key=lambda pair: (-pair[2], pair))
            if likeness >= _ONE_MATTER
            and claims[one].harm == claims[other].harm
            and alike.same_people(self.book, claims[one].items[0], claims[other].items[0])
        ]
        position = {item.key: at for at, item in enumerate(self.figures)}
        of_two_places = self._places.apart_among(lambda number: (position[item.key] for item in claims[number].items))
        groups = joined_unless([[number] for number in range(len(claims))], linked, of_two_places)
        return tuple(tuple(claims[number] for number in group) for group in groups if len(group) > 1)

    @cached_property
    def _places(self) -> Places:
        return Places(self.figures)

    @staticmethod
    def speakers_in(claims: Sequence[Claim]) -> tuple[tuple[Claim, Item, Traced, Speaker], ...]:
        """The items of a matter that have a root source, each with it; where the chain ends with an outlet that told another number of the
        matter, whoever told it that."""
        told = [(claim, *pair) for claim in claims for pair in zip(claim.items, claim.traced, strict=True)]
        teller: dict[str | None, Speaker] = {}
        for _, item, one in told:
            if one.speaker is not None:
                teller.setdefault(item.telling.outlet, one.speaker)

        def root(one: Traced, speaker: Speaker) -> Speaker:
            last = one.chain[-1] if len(one.chain) > 1 else None
            return teller.get(last, speaker) if last is not None and speaker.words == last else speaker

        return tuple((claim, item, one, root(one, one.speaker)) for claim, item, one in told if one.speaker is not None)

    def cited(self, item: Item) -> tuple[tuple[str, ...], Speaker | None]:
        """Other outlets that a report names beside what it tells, and who else it has it from."""
        if item.key not in self._cited:
            self._cited[item.key] = cited_by(item, self.outlets)
        return self._cited[item.key]

    def words_of(self, claim: Claim) -> str:
        """A claim in a finding's sentence: a figure as first told; of statements the one that says most, so that none is just “it”; what is
        denied is told as that."""
        first = claim.items[0]
        if first.told.figure is not None:
            return figure_words(alike.figure_of(first))
        telling = max(claim.items, key=lambda item: (item.told.voice == "attributed", min(len(item.told.words.split()), _ENOUGH_WORDS)))
        denied = telling.told.act == "denies" and telling.told.negated and not is_negated(telling.told.words)
        return f"the denial of {quoted(telling.told.words)}" if denied else quoted(telling.told.words)

    def confirmed_from(self, claim: Claim) -> tuple[str, int, int] | None:
        """From when on somebody who could know has confirmed a claim: saw it, or conceded it; None where nobody has."""
        times = [
            item.when
            for item, one in zip(claim.items, claim.traced, strict=True)
            if one.speaker is not None and (one.speaker.own or item.told.act == "admits")
        ]
        return min(times, default=None)

    def is_denied(self, claim: Claim) -> bool:
        """Whether somebody denies a claim: a statement of it in the same report, or the same sort of deed by those who are said to act."""
        told = {item.key for item in claim.items}
        told |= {(item.telling.reading, item.told.figure.statement or "") for item in claim.items if item.told.figure is not None}
        doers = tuple(dict.fromkeys(doer for item in claim.items for doer in item.told.doers))
        sorts = {sort for item in claim.items for sort in item.told.sorts}
        places = {place for item in claim.items for place in item.told.places}
        return any(
            any((denial.telling.reading, denied) in told for denied in denial.told.denied)
            or (
                bool(sorts & set(denial.told.sorts))
                and (not places or not denial.told.places or bool(places & set(denial.told.places)))
                and self.book.one_acts(doers, denial.told.doers)
            )
            for denial in self.denials
        )

    @cached_property
    def denials(self) -> tuple[Item, ...]:
        """Statements that deny a deed, in the order of reports; not those of what somebody did not get, or of what a deed is called."""
        return tuple(
            Item(telling, told)
            for telling in self.tellings
            for told in telling.statements
            if told.negated and told.act == "denies" and not is_withheld(told.words) and not is_what_it_is_called(told.words)
        )

    def claim(self, items: Sequence[Item]) -> Claim:
        """A claim of some items."""
        ordered = tuple(sorted(items, key=lambda item: item.when))
        named = Counter(item.told.figure.place for item in ordered if item.told.figure is not None and item.told.figure.place)
        place = named.most_common(1)[0][0] if named else None
        return Claim(ordered, traced(ordered, self.outlets, self._taught, self.copies), place)

    def claims_of_one_matter(self) -> Iterator[tuple[Claim, Claim]]:
        """Pairs of claims on figures that may be about one event, or one running total of one day."""
        for one, other, _ in self._near:
            yield self.figure_claims[one], self.figure_claims[other]

    @cached_property
    def _near(self) -> tuple[tuple[int, int, float], ...]:
        """Pairs of figure claims that may be of one matter, with how much speaks for it, from ``_MAY_BE_ONE_MATTER`` on."""
        nearness = Nearness(self.book, self._likeness)
        sketches = [nearness.sketch(claim.items, claim.place) for claim in self.figure_claims]
        pairs = likely_pairs([claim.items for claim in self.figure_claims])
        found = ((one, other, nearness.between(sketches[one], sketches[other])) for one, other in pairs)
        return tuple(pair for pair in found if pair[2] >= _MAY_BE_ONE_MATTER)


def _sign(item: Item) -> str:
    """What a claim tells of voices is called by its number: one sign, however often it is told, and whichever report comes first."""
    figure = alike.figure_of(item)
    return f"{alike.harm_of(figure)} {figure.min}-{figure.max}"
