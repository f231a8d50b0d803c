"""Who is said to have done it: by the grammar of the words that tell the event, never by who is on which side."""

from collections.abc import Sequence

from onrecord.reading.actors import actor_at
from onrecord.reading.incidents.events import Event
from onrecord.reading.incidents.words import DOING
from onrecord.reading.media.clauses import object_verb, subject_of
from onrecord.reading.page import Page
from onrecord.records import Actor, ReportDetails, Statement

_ARMED = frozenset({"state", "state body", "armed force", "armed group"})
_OWN = frozenset({"we", "us", "our", "ours"})
_THEIR = frozenset({"it", "they", "its", "their", "his", "he", "she", "her"})


def side_of(actor: Actor | None) -> str | None:
    """The party an actor acts for, else its own name when it is an armed or state body with a name; None otherwise."""
    if actor is None:
        return None
    if actor.party:
        return actor.party
    named = any(word[:1].isupper() for word in actor.name.split()) and "(unnamed)" not in actor.name
    return actor.name if named and actor.kind in _ARMED else None


def sides_in(page: Page, actors: Sequence[Actor], first: int, last: int) -> list[str]:
    """The sides named in a token range, in text order, each once."""
    if first >= last:
        return []
    start, end = page.span(first, last)
    inside = [
        (mention, side)
        for actor in actors
        if (side := side_of(actor))
        for mention in actor.mentions
        if start <= mention[0] and mention[1] <= end
    ]
    return list(dict.fromkeys(side for _, side in sorted(inside)))


def speaker_side(actors: Sequence[Actor], statement: Statement) -> str | None:
    """The side that the source of a statement speaks for."""
    for start, end in statement.source:
        found = side_of(actor_at(actors, (start, end)))
        if found:
            return found
    named = next((actor for actor in actors if actor.name == statement.actor), None)
    return side_of(named)


def issuer_side(page: Page, actors: Sequence[Actor], report: ReportDetails) -> str | None:
    """The side whose own release the report is."""
    if report.issuer is None:
        return None
    first = page.text.lower().find(report.issuer.lower())
    if first < 0:
        return report.issuer
    return side_of(actor_at(actors, (first, first + len(report.issuer)))) or report.issuer


def doer_of(page: Page, actors: Sequence[Actor], event: Event, speaker: str | None, *, quoted: bool = False) -> str | None:
    """The side that the words make the doer of an event; None when they name nobody.

    Args:
        page: the text.
        actors: its actors.
        event: the mention.
        speaker: the side that says it, for "we", "its forces"; None for nobody or no side.
        quoted: whether its own words are given, where "they" is somebody else.
    """
    if quoted and not _first_person(page, event):
        speaker = None
    if event.verb is not None:
        return _of_verb(page, actors, event, speaker)
    return (
        _in_phrase(page, actors, event.first, event.last, speaker)
        or _of_doing(page, actors, event, speaker)
        or _agent(page, actors, event.last, page.sentence_of(event.first)[1], speaker)
    )


def _first_person(page: Page, event: Event) -> bool:
    first, _ = page.sentence_of(event.first)
    return any(page.tokens[i].lower in _OWN for i in range(first, event.last))


def _of_doing(page: Page, actors: Sequence[Actor], event: Event, speaker: str | None) -> str | None:
    """ "The … xxxxxx xxxxxxx xxx xx xxxxxxxxxxxxxx xxxxxx": the subject of the verb whose object the event is."""
    group = object_verb(page, event.first)
    if group is None or group.lemma not in DOING or group.passive:
        return None
    subject = subject_of(page, group)
    return _in_phrase(page, actors, subject.first, subject.last, speaker) if subject is not None else None


def _of_verb(page: Page, actors: Sequence[Actor], event: Event, speaker: str | None) -> str | None:
    group, end = event.verb, page.sentence_of(event.first)[1]
    if group is None:
        return None
    if group.passive or (not group.finite and group.last < end and page.tokens[group.last].lower == "by"):
        return _agent(page, actors, group.last, end, speaker)
    subject = subject_of(page, group)
    if subject is None or subject.last > group.first:
        return None
    found = _in_phrase(page, actors, subject.first, subject.last, speaker)
    if found is None:  # "jets of the junta", "a rocket fired from …", "a xxxxxx xxxxx xxxxx xx xxx xxxx"
        found = _behind_subject(page, actors, subject.last, group.first, speaker)
    return found


def _in_phrase(page: Page, actors: Sequence[Actor], first: int, last: int, speaker: str | None) -> str | None:
    words = {page.tokens[i].lower for i in range(first, last)}
    sides = sides_in(page, actors, first, last)
    if sides:
        return sides[0]
    if words & (_OWN | _THEIR):
        return speaker
    return side_of(actor_at(actors, page.span(first, last))) if last > first and not _victims(page, first, last) else None


def _victims(page: Page, first: int, last: int) -> bool:
    """A phrase of counted people is not a doer."""
    return any(page.classes[i] == "CD" for i in range(first, last))


def _behind_subject(page: Page, actors: Sequence[Actor], first: int, last: int, speaker: str | None) -> str | None:
    for index in range(first, last):
        if page.tokens[index].lower in ("of", "by") and index + 1 < last:
            end = index + 1
            while end < last and page.phrase_at.get(end) is not None:
                end += 1
            return _in_phrase(page, actors, index + 1, end, speaker) if end > index + 1 else None
    return None


def _agent(page: Page, actors: Sequence[Actor], first: int, end: int, speaker: str | None) -> str | None:
    """ "by …" within the clause behind an event."""
    for index in range(first, min(end, first + 14)):
        if page.tokens[index].text in (",", ";", ".") or (index > first + 1 and index in page.verb_at and page.verb_at[index].finite):
            return None
        if page.tokens[index].lower == "by" and (phrase := page.phrase_at.get(index + 1)) is not None:
            stop = phrase.last
            while stop + 1 < end and page.tokens[stop].lower == "of" and (following := page.phrase_at.get(stop + 1)) is not None:
                stop = following.last
            return _in_phrase(page, actors, phrase.first, stop, speaker)
    return None
