"""What of a report is compared with other reports."""

from typing import Literal

from onrecord.corroboration.roles import Role
from onrecord.records import Figure, Record, Span
from onrecord.records.vocabulary import Act, Measure


class Speaker(Record, frozen=True, kw_only=True):
    """A voice as one report describes it, taken apart so that it can be recognised in another."""

    words: str
    """As worded, for sentences."""
    person: tuple[str, ...] = ()
    """The folded name of a person, office left out; empty for a body."""
    body: tuple[str, ...] = ()
    """The folded general words for the body or office that speaks ("health", "ministry"), sorted."""
    owner: tuple[str, ...] = ()
    """The folded proper words that tell whose it is ("velmora"; "st", "orna")."""
    role: Role | None = None
    unnamed: bool = False
    """Called an official, a diplomat or the like, and nothing that tells which."""
    own: bool = False
    """The outlet's own people, who say what they saw."""


class Told(Record, frozen=True, kw_only=True):
    """One figure or one statement as a report tells it."""

    id: str
    """The local id of its record; of a sentence without a record ``start-end``."""
    start: int
    end: int
    words: str
    """As the report has it."""
    sentence: Span
    voice: Literal["attributed", "plain", "doubt"]
    """*attributed*: the report says who. *plain*: its own voice, nobody beside it. *doubt*: nobody, but a word that keeps a distance."""
    speakers: tuple[Speaker, ...] = ()
    """Who is said to say it, the innermost first; other outlets are left out."""
    cites: tuple[str, ...] = ()
    """Words that may name other outlets from which the report has it."""
    day: str | None = None
    """ISO day of what is told: of a running total the day it counted up to, of an event the day it happened on."""
    dated: bool = False
    """Whether the text says that day; else it is the report's own."""
    stems: tuple[str, ...] = ()
    """Telling words of it, shortened to what their forms share; sorted."""
    context: tuple[str, ...] = ()
    """Telling words of the sentences around it; sorted."""
    places: tuple[str, ...] = ()
    """Places named in it or, where it names none, in the sentences around it; folded, one word each, sorted."""
    sorts: tuple[str, ...] = ()
    """Sorts of deeds that it speaks of; sorted."""
    doers: tuple[tuple[str, ...], ...] = ()
    """Folded words for each of those who are said to act ("south", "sudanese"); of "its guns" the one whose the speaker's are."""
    counts: bool = False
    """Whether it is a statement of a number of people, which is compared as a figure."""
    negated: bool = False
    """Whether it denies what its words tell."""
    denied: tuple[str, ...] = ()
    """Ids of the statements of its report that it denies."""
    act: Act | None = None
    figure: Figure | None = None
    measures: tuple[Measure, ...] = ()
    """Of a figure, the measures whose words stand in its sentence ("the nine missing were found dead")."""
    beside_source: bool = False
    """Of a figure without a source, whether the sentence before it in its paragraph has one for what it counts."""
    part: bool = False
    """Of a figure, whether its words make it a part of another ("six of the injured were children")."""
    stretch: bool = False
    """Of a figure, whether it counts those of some hours and names no event, and so may be a part of what is counted of longer."""
    running: bool = False
    """Of a figure, whether it is a total over time, of which only that of one day is one claim."""
    people: tuple[str, ...] = ()
    """Of a figure, folded names of those whose people it counts, where its words say so."""
    in_title: bool = False


class Telling(Record, frozen=True, kw_only=True):
    """All that a report offers for comparison."""

    reading: str
    """Content id of the reading, or any name that is its alone."""
    report: str
    outlet: str | None = None
    page: str | None = None
    """What its address names, whoever linked to it: equal for two versions of one page."""
    published: str | None = None
    """ISO day."""
    town: str | None = None
    """Folded name of the town of its dateline, where that names no land."""
    order: int = 0
    """In which order reports were read."""
    figures: tuple[Told, ...] = ()
    statements: tuple[Told, ...] = ()
    places: tuple[str, ...] = ()
    """Places that it names, folded, one word each; sorted."""
    stems: tuple[str, ...] = ()
    """Telling words of its title and its beginning; sorted."""
    set_by_people: tuple[str, ...] = ()
    """Local ids of the records that people corrected or added; sorted."""
