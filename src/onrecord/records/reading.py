"""What one report says: the records that a reading holds, in the published interchange form.

Offsets are code points into ``Reading.text``, end exclusive. Identifiers (``s1``, ``f1`` …) are local to
one reading; the ledger gives every kept record a content id as well (``records.codec.content_id``).
A field that could not be read is ``None`` (one value) or empty (a list), never a guess.
"""

from typing import Any

import msgspec

from onrecord.records.base import Record, Span, Spans
from onrecord.records.vocabulary import (
    Act,
    ActorKind,
    Authenticity,
    CivilStatus,
    Form,
    Grade,
    IncidentType,
    IssueOutcome,
    Measure,
    MediaKind,
    ReportForm,
    Rule,
    Scope,
    Standing,
    Voice,
)


class Party(Record, frozen=True, kw_only=True):
    """An organised actor said to take part, as a case or a report's own settings name it."""

    name: str
    aliases: tuple[str, ...] = ()
    side: str | None = None


class StatedDate(Record, frozen=True, kw_only=True):
    """A date that a container or a page states about the report, with where it stood."""

    date: str
    """ISO 8601 day, or date and time."""
    kind: str
    """``published``, ``modified``, or ``created`` of a file, which says nothing of publication."""
    where: str
    """The place it came from: ``meta property article:published_time``, ``JSON-LD datePublished``, ``text`` …"""


class ReportDetails(Record, frozen=True, kw_only=True):
    """What is known about the report as a publication."""

    title: str | None = None
    outlet: str | None = None
    issuer: str | None = None
    """The body whose own release this is; its plain sentences are its own voice."""
    form: ReportForm | None = None
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    published: str | None = None
    """ISO day on which the report says it was published, or the day given with it."""
    published_span: Span | None = None
    """Where the text states that day; None when it was given or came from the page's metadata."""
    authors: tuple[str, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    """Every date stated in text, page or container, none preferred."""


class Statement(Record, frozen=True, kw_only=True):
    """The smallest attributed unit: who, by which words, said what."""

    id: str
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    act: Act
    voice: Voice
    standing: Standing
    form: Form
    speech: bool
    """True for statements made in words; False for attitudes, intentions and acts that merely imply a view."""
    negated: bool = False
    """True when the cue is a negative ("did not say", "could not confirm", "refused to name", "does not dispute"): the content
    is then what was *not* said, confirmed or disputed, and cue and content must be read together."""
    actor: str | None = None
    """The person or body behind the source, pronouns and short names resolved; None when nobody is named."""
    antecedent: Span | None = None
    """Where the report names the source in full, when the source span is a pronoun or a short name."""
    denies: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    """Statements this one contradicts without denying them."""
    within: str | None = None
    grade: Grade
    confidence: float
    """Between 0 and 1: the share of such readings found right on development data."""

    @property
    def keeps_back(self) -> bool:
        """Whether it is that something was not said or confirmed; "did not deny that 14 were killed" concedes them."""
        return self.negated and self.act == "asserts"


class Figure(Record, frozen=True, kw_only=True):
    """A number of people in a report. ``min`` or ``max`` None is an open end."""

    id: str
    measure: Measure
    word: str | None = None
    """The word that gave the measure, as stated ("fatalities", "lost their lives")."""
    min: int | None = None
    max: int | None = None
    qualifier: str | None = None
    approx: bool = False
    start: int
    end: int
    phrase: str
    """The number phrase with its modifier: ``text[start:end]``."""
    group: str | None = None
    civil_status: CivilStatus = "unknown"
    place: str | None = None
    as_of: str | None = None
    """ISO day up to which the text says it counted."""
    since: str | None = None
    scope: Scope = "incident"
    statement: str | None = None
    """The innermost statement that holds the figure; None in the report's own voice."""
    source: str | None = None
    """The nearest named voice, as worded."""
    standing: Standing = "asserted"
    denied_by: str | None = None
    subset_of: str | None = None
    superseded: bool = False
    """True for an earlier count that the text itself corrects."""
    supersedes: str | None = None
    duplicate_of: str | None = None
    """The figure of this report that gives the same toll, more exactly or first; this one is told again and not to be counted."""
    confidence: float = 1.0


class MediaMention(Record, frozen=True, kw_only=True):
    """A place where the report speaks of an image, a video or a recording."""

    id: str
    kind: MediaKind
    span: Spans
    depicts: str | None = None
    graphic: bool = False
    released_by: str | None = None
    channel: str | None = None
    shown_to: tuple[str, ...] = ()
    authenticity: Authenticity = "not stated"
    authenticity_by: str | None = None
    authenticity_span: Span | None = None
    same_as: str | None = None


class Responsibility(Record, frozen=True, kw_only=True):
    """Who is said to have caused the harm, always by someone."""

    party: str
    according_to: tuple[str, ...] | None = None
    """Statement ids; None is the report itself."""
    contested_by: tuple[str, ...] = ()


class Incident(Record, frozen=True, kw_only=True):
    """A moment and place where harm is said to have happened."""

    id: str
    type: IncidentType
    place: str | None = None
    date: str | None = None
    responsibility: tuple[Responsibility, ...] = ()
    figures: tuple[str, ...] = ()
    span: Span | None = None
    """The words that name the event."""


class Actor(Record, frozen=True, kw_only=True):
    """A person or body that the report names, with every place where it does."""

    name: str
    kind: ActorKind
    country: str | None = None
    """ISO 3166 alpha-2 code of the state it belongs to, where the text or the tables say so."""
    office: str | None = None
    mentions: Spans = ()
    party: str | None = None
    """The party it acts, speaks or governs for, where the report or the settings show one."""


class Place(Record, frozen=True, kw_only=True):
    """A named place, with where the gazetteer puts it (None when it does not know it)."""

    name: str
    span: Span
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class TimeExpression(Record, frozen=True, kw_only=True):
    """A time in the text, resolved against the report's date to the days it can mean."""

    span: Span
    start: str | None = None
    """First ISO day it covers, None when it cannot be resolved."""
    end: str | None = None
    """Last ISO day it covers."""


class Finding(Record, frozen=True, kw_only=True):
    """What a rule noticed, from which records, in one sentence. An observation, never a verdict."""

    id: str = ""
    rule: Rule
    records: tuple[str, ...] = ()
    sentence: str
    score: float = 1.0
    """How strongly the rule's own condition is met, between 0 and 1."""
    detail: dict[str, Any] = msgspec.field(default_factory=dict)


class Issue(Record, frozen=True, kw_only=True):
    """What could not be read, where and why."""

    code: str
    """A dotted code such as ``text.encoding`` (docs/reference/issues)."""
    outcome: IssueOutcome
    where: str
    """File, then line, member or character offset."""
    message: str
    """One sentence that says what to do where something can be done."""


class Reader(Record, frozen=True, kw_only=True):
    """Which reader with which settings made a reading, so that it can be repeated."""

    name: str
    version: str
    settings: dict[str, Any] = msgspec.field(default_factory=dict)


class Reading(Record, frozen=True, kw_only=True):
    """Everything one report says: the interchange object."""

    id: str
    text: str
    report: ReportDetails = msgspec.field(default_factory=ReportDetails)
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    media_mentions: tuple[MediaMention, ...] = ()
    incidents: tuple[Incident, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    findings: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()
    reader: Reader | None = None
