"""Who is said to have done it: by the grammar of the words that tell the event, never by who is on which side."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.reading.incidents.events import Event
from onrecord.reading.incidents.sides import SideNames, names_nobody
from onrecord.reading.incidents.words import DOING, WEAPONS
from onrecord.reading.media.clauses import object_verb, subject_of
from onrecord.reading.page import Page
from onrecord.reading.word_tables import tables
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, Place, ReportDetails, Span, Statement

_ALIKE = 0.3
"""Share of characters that a phrase and a mention must have in common to speak of the same actor."""
_DEEPEST = 32
"""Mentions looked back over for one that overlaps; they never nest deeper."""
_ARMED = frozenset({"state", "state body", "armed force", "armed group"})
_OWN = frozenset({"we", "us", "our", "ours"})
_THEIR = frozenset({"it", "they", "its", "their", "his", "he", "she", "her"})


def side_of(page: Page, actor: Actor) -> str | None:
    """The party an actor acts for, else its own name when it is an armed or state body with a name; None otherwise."""
    if actor.party:
        return actor.party
    return actor.name if actor.kind in _ARMED and _is_name(page, actor) else None


def _is_name(page: Page, actor: Actor) -> bool:
    """A proper name, not a word for people with a capital because it begins a sentence ("Gunmen").

    A name may be spelt like a word of the dictionary, as many a state's is; so what the table of states knows is a name, and so is
    what the text writes with a capital where no sentence begins.
    """
    words = actor.name.split()
    if all(names_nobody(word) for word in words):
        return False
    if actor.kind == "state" and actor.country is not None:
        return True
    if "(unnamed)" in actor.name or not any(word[:1].isupper() for word in words):
        return False
    if words[0].lower() not in tables().classes or any(word[:1].isupper() for word in words[1:]):
        return True
    return any(_is_written_as_name(page, span) for span in actor.mentions)


_HEADLINE = 0.7
"""Share of words with a capital from which capitals say nothing about names."""


def _is_written_as_name(page: Page, span: Span) -> bool:
    """Whether a mention has a capital although neither a sentence nor a quotation begins with it and its sentence is no headline."""
    first, last = page.tokens_in(*span)
    while first < last - 1 and page.classes[first] == "DT":
        first += 1
    begin, end = page.sentence_of(first)
    words = [token for token in page.tokens[begin:end] if token.text[0].isalpha()]
    if sum(token.text[0].isupper() for token in words) >= _HEADLINE * len(words):
        return False
    return first > begin and page.tokens[first].text[0].isupper() and page.tokens[first - 1].text[0].isalnum()


class Sides:
    """Where a text names which side: the mentions of all actors that act for one, in text order."""

    def __init__(self, page: Page, actors: Sequence[Actor], places: Sequence[Place] = ()) -> None:
        """Sort the mentions of ``actors`` by where they begin; ``places`` tell what a side may be called after."""
        self.names = SideNames(page, actors, places)
        self._sides = tuple(self._side(page, actor) for actor in actors)
        named = [(actor, side) for actor, side in zip(actors, self._sides, strict=True) if side]
        self._mentions = sorted((mention, side) for actor, side in named for mention in actor.mentions)
        self._all = sorted(((mention, number) for number, actor in enumerate(actors) for mention in actor.mentions))
        self._by_name = {actor.name: side for actor, side in reversed(named)}
        self._bodies = tuple(
            side or (actor.name if actor.kind == "organisation" and _is_name(page, actor) else None)
            for actor, side in zip(actors, self._sides, strict=True)
        )

    def _side(self, page: Page, actor: Actor) -> str | None:
        side = side_of(page, actor)
        if side is None and actor.kind == "organisation" and self.names.is_land(actor.name):
            return actor.name
        return self.names.of(side) if side else None

    def within(self, page: Page, first: int, last: int) -> list[str]:
        """The sides named in a token range, in text order, each once."""
        if first >= last:
            return []
        start, end = page.span(first, last)
        at = bisect_left(self._mentions, start, key=lambda found: found[0][0])
        found: list[str] = []
        while at < len(self._mentions) and self._mentions[at][0][0] < end:
            mention, side = self._mentions[at]
            if mention[1] <= end:
                found.append(side)
            at += 1
        return list(dict.fromkeys(found)) or self._reaching(start, end)

    def _reaching(self, start: int, end: int) -> list[str]:
        """The side of a name that begins before a range and ends in it: of "Lower | Osk's army" the phrase may be cut out of the name."""
        upto = bisect_left(self._mentions, start, key=lambda found: found[0][0])
        near = self._mentions[max(0, upto - _DEEPEST) : upto]
        return [side for mention, side in near if start < mention[1] <= end][:1]

    def at(self, span: Span) -> str | None:
        """The side of the actor whose mention a span agrees with best; None when that actor acts for none."""
        upto = bisect_left(self._all, span[1], key=lambda found: found[0][0])
        near = self._all[max(0, upto - _DEEPEST) : upto]
        scored = [
            (_likeness(mention, span), mention[1] - mention[0], -number) for mention, number in near if _likeness(mention, span) >= _ALIKE
        ]
        return self._sides[-max(scored)[2]] if scored else None

    def bodies(self, start: int, end: int) -> list[str]:
        """The sides, and the bodies by their own name that are shown as no more than that, named in a piece of text, each once."""
        at = bisect_left(self._all, start, key=lambda found: found[0][0])
        found: list[str] = []
        while at < len(self._all) and self._all[at][0][0] < end:
            body = self._bodies[self._all[at][1]]
            if body is not None and self._all[at][0][1] <= end:
                found.append(body)
            at += 1
        return list(dict.fromkeys(found))

    def named(self, name: str | None) -> str | None:
        """The side of an actor by its name."""
        return self._by_name.get(name) if name else None


def _likeness(mention: Span, span: Span) -> float:
    """Shared characters over all characters of two spans."""
    return (min(mention[1], span[1]) - max(mention[0], span[0])) / (max(mention[1], span[1]) - min(mention[0], span[0]))


def speaker_side(sides: Sides, statement: Statement) -> str | None:
    """The side that the source of a statement speaks for."""
    for start, end in statement.source:
        found = sides.at((start, end))
        if found:
            return found
    return sides.named(statement.actor)


def issuer_side(page: Page, sides: Sides, report: ReportDetails) -> str | None:
    """The side whose own release the report is."""
    if report.issuer is None:
        return None
    first = page.text.lower().find(report.issuer.lower())
    if first < 0:
        return report.issuer
    return sides.at((first, first + len(report.issuer))) or report.issuer


def doer_of(page: Page, sides: Sides, event: Event, speaker: str | None, *, quoted: bool = False) -> str | None:
    """The side that the words make the doer of an event; None when they name nobody.

    Args:
        page: the text.
        sides: which side is named where.
        event: the mention.
        speaker: the side that says it, for "we", "its forces"; None for nobody or no side.
        quoted: whether its own words are given, where "they" is somebody else.
    """
    if quoted and not speaks_of_us(page, event):
        speaker = None
    if event.verb is not None:
        return _of_verb(page, sides, event, speaker)
    return (
        _in_phrase(page, sides, event.first, event.last, speaker)
        or _of_doing(page, sides, event, speaker)
        or _agent(page, sides, event.last, page.sentence_of(event.first)[1], speaker)
        or _called_after(page, sides, max(page.sentence_of(event.first)[0], event.first - 1), event.last)
    )


def speaks_of_us(page: Page, event: Event) -> bool:
    """Whether "we" or "our" stands before an event in its sentence."""
    first, _ = page.sentence_of(event.first)
    return any(page.tokens[i].lower in _OWN for i in range(first, event.last))


def _of_doing(page: Page, sides: Sides, event: Event, speaker: str | None) -> str | None:
    """ "The … junta mounted an attack": the subject of the verb whose object the event is."""
    group = object_verb(page, event.first)
    if group is None or group.lemma not in DOING or group.passive:
        return None
    subject = subject_of(page, group)
    return _in_phrase(page, sides, subject.first, subject.last, speaker) if subject is not None else None


def _of_verb(page: Page, sides: Sides, event: Event, speaker: str | None) -> str | None:
    group, end = event.verb, page.sentence_of(event.first)[1]
    if group is None:
        return None
    if group.passive or (not group.finite and group.last < end and page.tokens[group.last].lower == "by"):
        return _agent(page, sides, group.last, end, speaker)
    subject = subject_of(page, group)
    if subject is None or subject.last > group.first:
        return None
    found = _in_phrase(page, sides, subject.first, subject.last, speaker)
    if found is None:  # "jets of the junta", "a rocket fired from …", "a shell sent by us"
        found = _behind_subject(page, sides, subject.last, group.first, speaker)
    return found


def _in_phrase(page: Page, sides: Sides, first: int, last: int, speaker: str | None) -> str | None:
    words = {page.tokens[i].lower for i in range(first, last)}
    named = sides.within(page, first, last)
    if named:
        return named[0]
    if words & (_OWN | _THEIR):
        return speaker
    if last <= first or _victims(page, first, last):
        return None
    return sides.at(page.span(first, last)) or _called_after(page, sides, first, last)


def _called_after(page: Page, sides: Sides, first: int, last: int) -> str | None:
    """ "Veldonian shelling", "Lomarian drones": an attack or a weapon called after a side that the text names nowhere else as such."""
    phrase = page.phrase_at.get(last - 1)
    head = min(phrase.head, last - 1) if phrase is not None else last - 1
    noun = page.tokens[head].lower
    if noun not in WEAPONS and noun_lemma(noun) not in _ATTACKS:
        return None
    for index in range(first, head):
        if not any(page.tokens[i].text[0].isupper() for i in range(index + 1, head)) and (side := sides.names.after(page, index)):
            return side
    return None


_ATTACKS = frozenset("airstrike ambush assault attack barrage bombardment bombing fire offensive raid salvo shelling strike".split())
"""Events that are called after whoever does them; a massacre or an abduction may be called after its victims."""


def _victims(page: Page, first: int, last: int) -> bool:
    """A phrase of counted people is not a doer."""
    return any(page.classes[i] == "CD" for i in range(first, last))


def _behind_subject(page: Page, sides: Sides, first: int, last: int, speaker: str | None) -> str | None:
    for index in range(first, last):
        if page.tokens[index].lower in ("of", "by") and index + 1 < last:
            end = index + 1
            while end < last and page.phrase_at.get(end) is not None:
                end += 1
            return _in_phrase(page, sides, index + 1, end, speaker) if end > index + 1 else None
    return None


def _agent(page: Page, sides: Sides, first: int, end: int, speaker: str | None) -> str | None:
    """ "by …" within the clause behind an event."""
    for index in range(first, min(end, first + 14)):
        if page.tokens[index].text in (",", ";", ".") or (index > first + 1 and index in page.verb_at and page.verb_at[index].finite):
            return None
        if page.tokens[index].lower == "by" and (phrase := page.phrase_at.get(index + 1)) is not None:
            stop = phrase.last
            while stop + 1 < end and page.tokens[stop].lower == "of" and (following := page.phrase_at.get(stop + 1)) is not None:
                stop = following.last
            return _in_phrase(page, sides, phrase.first, stop, speaker)
    return None
