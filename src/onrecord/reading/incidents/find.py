"""Incidents: mentions of one event through the report brought together, with who is said to have done it, by whom.

One incident per place and event. A later mention joins an incident when its place agrees, or when it names none and its class
fits; another class at the same place is another incident only when a paragraph of its own tells it. Nothing is merged over places.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.reading.heading.lines import head_lines
from onrecord.reading.incidents.context import Context, Draft, only_killing
from onrecord.reading.incidents.doers import Sides, doer_of, issuer_side, speaker_side, speaks_of_us
from onrecord.reading.incidents.events import Event, find_events
from onrecord.reading.incidents.responsibility import (
    accused,
    accuses_another,
    blame_without_event,
    other_than_speaker,
    responsibilities,
)
from onrecord.reading.incidents.words import CLASS_OF, NOUNS, VIOLENT, WEAPONS
from onrecord.reading.page import Page
from onrecord.reading.places import Width, bond_of, place_of_event, places_in, width_of
from onrecord.reading.places.gazetteer import is_people
from onrecord.reading.places.names import ADMINISTRATIVE, SETTLEMENTS
from onrecord.reading.times import day_of, times_in
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, Figure, Incident, Place, ReportDetails, Statement, TimeExpression
from onrecord.records.vocabulary import IncidentType

_REACH = 60
"""Incidents back to which a mention may reach."""
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
_SEPARATE = frozenset({"separate", "separately", "elsewhere"})


def find_incidents(
    page: Page,
    *,
    report: ReportDetails,
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[TimeExpression],
) -> tuple[Incident, ...]:
    """Incidents in text order, with ids i1, i2, …

    Responsibility is always somebody's word: ``according_to`` holds the statements that say so, None when the report says it itself.
    Where nobody is named there is none. ``contested_by`` holds the statements that deny it.
    """
    sides = Sides(page, actors, places)
    context = Context(page, report, statements, figures, sides, places, times, issuer_side(page, sides, report))
    lines = head_lines(page)
    body_from = lines[-1].first if lines and lines[-1].body else 0
    events = find_events(page, places)
    titles, body = [e for e in events if e.first < body_from], [e for e in events if e.first >= body_from]
    drafts = _drafts(context, [(e, False) for e in body] + [(e, True) for e in titles])
    if any(draft.first.first < body_from for draft in drafts):  # told in the title alone: what follows speaks of that
        drafts = _drafts(context, [(e, True) for e in titles] + [(e, False) for e in body])
    blame_without_event(context, drafts)
    _share_days(page, drafts)
    _share_out_figures(context, drafts)
    drafts.sort(key=lambda draft: draft.first.first)
    return tuple(_record(context, number, draft) for number, draft in enumerate(drafts, 1))


def _drafts(context: Context, events: Sequence[tuple[Event, bool]]) -> list[Draft]:
    """The incidents of mentions taken in one after the other, each with whether it stands in the title."""
    drafts: list[Draft] = []
    for event, title in events:
        _take_in(context, drafts, event, title=title)
    return drafts


def _take_in(context: Context, drafts: list[Draft], event: Event, *, title: bool) -> None:
    """Join a mention to the incident it speaks of, or begin a new one."""
    page = context.page
    statement = context.holding(page.span(event.first, event.last))
    kept_back = statement is not None and statement.keeps_back  # "would not say whether X had bombed it"
    denied = statement is not None and (statement.act == "denies" or (kept_back and event.verb is not None))
    place = _own_place(context, event)
    if statement is not None and place is None and _in_general(context, event):
        return
    if statement is not None and place is not None and _of_source(statement, place):
        place = None
    figures = _figures_near(context, event)
    speaker = _speaker(context, event, statement)
    side = doer_of(page, context.sides, event, speaker, quoted=statement is not None and statement.form == "direct")
    own_side = side if statement is None else None
    if only_killing(event) and not _tells_killing(context, event, statement, place, title=title):
        return
    draft = _partner(context, drafts, event, place, own_side=own_side) if not title else _told_below(drafts, event, place)
    if draft is None:
        if (
            not event.told
            or denied
            or not (
                _is_incident(context, event, place, figures, title=title)
                or ((side is not None or _suffered(event)) and not title and _dated_deed(context, event, statement))
            )
        ):
            return
        draft = Draft(event.kind, event.generic, place or _place_elsewhere(context, event, title=title))
        drafts.append(draft)
    elif draft.told_by_its_dead and not only_killing(event):
        draft.kind, draft.generic = event.kind, event.generic
    elif _tells_nearer(page, event, draft):
        draft.kind, draft.generic = event.kind, False
    draft.events.append(event)
    draft.place = draft.place or place
    if not event.told or denied or kept_back:
        return
    draft.date = draft.date or _date(context, event, statement)
    if side is None and statement is not None:
        side = accused(context, statement, draft) if statement.act == "accuses" else _own_deed(page, event, statement, speaker)
    if side is not None:
        draft.blame(side, statement.id if statement is not None else None)


_TOLD_NEARER: dict[IncidentType, tuple[str, ...]] = {
    "ground attack": ("ground", "strike", "explosion"),
    "airstrike": ("strike",),
    "bombing": ("strike", "explosion"),
}
"""Types that a plain word gives ("attack", "strike", "blast") → classes of the plainer ones that a later mention may give it."""


def _tells_nearer(page: Page, event: Event, draft: Draft) -> bool:
    """Whether a mention gives an event that was told in plain words its type; a blast of which a bomb was told keeps that."""
    if not draft.generic or event.generic or CLASS_OF[event.kind] not in _TOLD_NEARER.get(draft.kind, ()):
        return False
    between = {token.lower for token in page.tokens[draft.first.last : event.first]} if draft.kind == "bombing" else set()
    return not any(WEAPONS.get(word) == "bombing" for word in between)


_NOT_YET = frozenset({"denies", "expects", "asks", "calls for", "intends", "pledges"})
"""Acts of speech whose content did not happen, or not yet."""


def _tells_killing(context: Context, event: Event, statement: Statement | None, place: Place | None, *, title: bool) -> bool:
    """ "Twelve people were killed in X on Monday": with its victims counted for one event and a place of its own it tells an incident.

    Its type stays open (``other``) until the report tells how; a count over a time or without a place is a toll and no incident.
    """
    if place is None or title or (statement is not None and statement.act in _NOT_YET):
        return False
    return any(figure.measure in ("killed", "injured", "casualties") for figure in _figures_near(context, event))


def _speaker(context: Context, event: Event, statement: Statement | None) -> str | None:
    """The side that "we" and "our" stand for: the issuer's in its own release, also in what it reports others to say of it."""
    if statement is None:
        return context.own_side
    if context.own_side is not None and statement.form != "direct" and speaks_of_us(context.page, event):
        return context.own_side
    if accuses_another(context, statement):
        return other_than_speaker(context, statement)
    return speaker_side(context.sides, statement)


def _own_deed(page: Page, event: Event, statement: Statement, speaker: str | None) -> str | None:
    """Who admits or justifies an event without naming a doer did it; who announces arrests made them.

    Admitting that somebody was killed may be owning a loss.
    """
    owned = statement.act == "admits" and (event.verb is None or event.verb.lemma not in ("kill", "wound", "injure"))
    if owned or (event.kind == "detention" and statement.act in ("reports", "claims", "asserts", "confirms")):
        return speaker
    if statement.act in ("claims", "asserts", "reports"):
        words = {page.tokens[i].lower for i in range(max(0, event.first - 4), min(len(page.tokens), event.last + 4))}
        return speaker if words & _JUSTIFYING else None
    return None


_JUSTIFYING = frozenset("lawful legitimate justified heroic retaliation retaliatory revenge punitive successful martyrdom blessed".split())
"""Words by which somebody owns a deed: nobody calls another's attack lawful or heroic without saying whose it is."""


def _own_place(context: Context, event: Event) -> Place | None:
    """The place that the sentence of a mention gives it; a state only when the report names nothing nearer and it happened in it."""
    page = context.page
    first, last = page.sentence_of(event.first)
    if not places_in(page, context.places, first, last):
        return _among_people(page, event)
    if (among := _among_people(page, event)) is not None:
        return among
    found = place_of_event(page, context.places, event.first, event.last)
    if found is None or not first <= page.token_at(found.span[0]) < last or bond_of(page, found) < 2:
        return None
    if event.generic and _of_another(page, event, found):
        return None
    if width_of(page, found) == Width.STATE:
        return None if context.names_settlement or bond_of(page, found) < 3 else found
    return found


def _among_people(page: Page, event: Event) -> Place | None:
    """ "The attack on Velian communities": where the place is told by whose it is, in the words of the text."""
    index = event.last
    if event.verb is not None or page.classes[index - 1] == "NNS" or index + 1 >= len(page.tokens):
        return None
    if page.tokens[index].lower not in ("on", "in", "against"):
        return None
    phrase = page.phrase_at.get(index + 1)
    if phrase is None or phrase.last - phrase.first < 2 or not is_people(page.tokens[phrase.first].text):
        return None
    if noun_lemma(page.tokens[phrase.head].lower) not in SETTLEMENTS | ADMINISTRATIVE | {"community"}:
        return None
    return Place(name=page.words(phrase.first, phrase.last), span=page.span(phrase.first, phrase.last))


def _of_another(page: Page, event: Event, place: Place) -> bool:
    """ "The strike is seen as revenge for the shelling of X": the place stands with another event."""
    at = page.token_at(place.span[0]) - 1
    while at > event.last and page.tokens[at].lower in ("of", "on", "in", "at", "the", "near"):
        at -= 1
    return at > event.last and noun_lemma(page.tokens[at].lower) in NOUNS


def _place_elsewhere(context: Context, event: Event, *, title: bool) -> Place | None:
    words = {token.lower for token in context.page.tokens[slice(*context.page.sentence_of(event.first))]}
    if title or words & _SEPARATE:
        return None
    found = place_of_event(context.page, context.places, event.first, event.last)
    return found if found is not None and width_of(context.page, found) != Width.STATE else None


def _in_general(context: Context, event: Event) -> bool:
    """ "A campaign of terror", "drone attacks on border regions": many events at once, none of them told."""
    page = context.page
    words = {token.lower for token in page.tokens[slice(*page.sentence_of(event.first))]}
    if words & {"campaign", "systematic", "systematically", "repeatedly", "routinely"}:
        return True
    return event.verb is None and page.classes[event.last - 1] == "NNS" and not _figures_near(context, event)


def _figures_near(context: Context, event: Event) -> list[Figure]:
    """Figures of one event in the sentence of a mention."""
    first, last = context.page.sentence_of(event.first)
    start, end = context.page.span(first, last)
    return [f for f in _figures_between(context, start, end) if f.scope == "incident" and f.duplicate_of is None]


def _figures_between(context: Context, start: int, end: int) -> Sequence[Figure]:
    figures = context.figures
    return figures[bisect_left(figures, start, key=lambda f: f.start) : bisect_left(figures, end, key=lambda f: f.start)]


def _is_incident(context: Context, event: Event, place: Place | None, figures: Sequence[Figure], *, title: bool) -> bool:
    """A mention tells an incident when it has a place or victims, and is not one of many told by their sum."""
    page = context.page
    first, last = page.sentence_of(event.first)
    start, end = page.span(first, last)
    inside = _figures_between(context, start, end)
    plural = event.verb is None and page.classes[event.last - 1] == "NNS"
    if inside and not figures and (place is None or plural):
        return False
    if place is None and "period" in {token.lower for token in page.tokens[first:last]}:
        return False
    return place is not None or (bool(figures) and not title)


def _dated_deed(context: Context, event: Event, statement: Statement | None) -> bool:
    """ "Our units engaged two columns on 12 August": no place and nobody's death, but a doer, a day and a plain word for the deed."""
    return event.verb is not None and not event.generic and _date(context, event, statement) is not None


def _suffered(event: Event) -> bool:
    """ "Two ambulances came under fire on 16 May": who was attacked is told, as much as a doer would tell."""
    return event.verb is not None and event.verb.lemma == "come"


def _same_place(first: Place | None, second: Place | None) -> bool:
    if first is None or second is None:
        return True
    a, b = first.name.lower(), second.name.lower()
    return a in b or b in a


def _of_source(statement: Statement, place: Place) -> bool:
    """ "Officials in X said": where the speaker sits."""
    return any(start <= place.span[0] < end for start, end in (*statement.source, *statement.cue))


def _told_below(drafts: Sequence[Draft], event: Event, place: Place | None) -> Draft | None:
    """The incident of the text that its title tells: at the title's place, else the first of its class, else the first that it can be."""
    here = [draft for draft in drafts if place is not None and draft.place is not None and _same_place(draft.place, place)]
    same = [draft for draft in (*here, *drafts) if CLASS_OF[draft.kind] == CLASS_OF[event.kind]]
    if same:
        return same[0]
    if here and event.generic:  # "night raid on X" over a story of an abduction there
        return here[0]
    violent = [draft for draft in (*here, *drafts) if CLASS_OF[draft.kind] in VIOLENT]
    return violent[0] if violent and CLASS_OF[event.kind] in VIOLENT else None


def _another_doer(draft: Draft, side: str | None) -> bool:
    """Whether the report itself names somebody else for what it told before: two deeds, not two accounts of one."""
    told = {named for named, by in draft.sides.items() if None in by}
    return side is not None and bool(told) and side not in told


def _partner(context: Context, drafts: Sequence[Draft], event: Event, place: Place | None, *, own_side: str | None) -> Draft | None:
    """The incident that a mention speaks of: the latest of its class at its place, else a violent one that it can be another account of."""
    page = context.page
    words = {token.lower for token in page.tokens[slice(*page.sentence_of(event.first))]}
    if place is None and words & _SEPARATE:
        return None
    here = [draft for draft in drafts[-_REACH:] if _same_place(draft.place, place) and not _another_doer(draft, own_side)]
    of_dead = [draft for draft in here if draft.told_by_its_dead and _may_tell_how(context, event, draft, place)]
    if of_dead and CLASS_OF[event.kind] in VIOLENT:
        return of_dead[-1]
    same = [draft for draft in here if CLASS_OF[draft.kind] == CLASS_OF[event.kind]]
    if same:
        of_type = [draft for draft in same if draft.kind == event.kind]
        if not of_type and (place is None or CLASS_OF[event.kind] == "seizure") and _of_its_own(context, event, same[-1]):
            return None
        return (of_type or same)[-1]
    if CLASS_OF[event.kind] not in VIOLENT:
        return None
    others = [draft for draft in here if CLASS_OF[draft.kind] in VIOLENT]
    if others and place is None and _of_its_own(context, event, others[-1]):
        return None
    if not others or event.generic or place is None:
        return others[-1] if others else None
    return None if _apart(page, event, others[-1]) else others[-1]


def _may_tell_how(context: Context, event: Event, draft: Draft, place: Place | None) -> bool:
    """Whether a mention may tell how those were killed of whom a draft tells only that: at their place, or at none and without victims."""
    return (place is not None and draft.place is not None) or not _figures_near(context, event)


def _of_its_own(context: Context, event: Event, draft: Draft) -> bool:
    """Another kind of event than the one told before, in another paragraph, with victims of its own."""
    return not event.generic and not draft.generic and _apart(context.page, event, draft) and bool(_figures_near(context, event))


def _apart(page: Page, event: Event, draft: Draft) -> bool:
    return page.paragraph_numbers[event.first] != page.paragraph_numbers[draft.first.first]


def _date(context: Context, event: Event, statement: Statement | None) -> str | None:
    """The day of a mention: inside what the speaker says, not the day on which it was said; never the report's own date line."""
    page = context.page
    first, last = page.sentence_of(event.first)
    if statement is not None:
        pieces = [page.tokens_in(start, end) for start, end in statement.content]
        first, last = next((piece for piece in pieces if piece[0] <= event.first < piece[1]), (first, last))
        first, last = max(first, page.sentence_of(event.first)[0]), min(last, page.sentence_of(event.first)[1])
    if not times_in(page, context.times, first, last) and context.report.published and _names_an_hour(page, first, last):
        return context.report.published  # "At 14:20 …": an hour without a day is one of the report's own day
    own = [
        time
        for time in times_in(page, context.times, first, last)
        if time.span != context.report.published_span and not _of_saying(context, time) and not _planned(page, time)
    ]
    return day_of(page, own, event.first, last) or day_of(page, own, first, last)


def _share_days(page: Page, drafts: Sequence[Draft]) -> None:
    """An event without a day of its own is of the day of another at its place, or of the one told before it in its paragraph."""
    for number, draft in enumerate(drafts):
        if draft.date is not None:
            continue
        dated = [d for d in drafts[max(0, number - _REACH) : number + _REACH] if d.date is not None]
        here = [d for d in dated if draft.place is not None and d.place is not None and d.place.name == draft.place.name]
        beside = [d for d in dated if not _apart(page, draft.first, d) and d.first.first < draft.first.first]
        draft.date = here[0].date if here else beside[-1].date if beside else None


def _planned(page: Page, time: TimeExpression) -> bool:
    """ "Talks due on 20 March": the day of something else, still to come."""
    index = page.token_at(time.span[0])
    return bool(_PLANNED & {token.lower for token in page.tokens[max(page.sentence_of(index)[0], index - 3) : index]})


_PLANNED = frozenset({"due", "scheduled", "planned", "slated", "set", "expected", "deadline"})


def _names_an_hour(page: Page, first: int, last: int) -> bool:
    hours = [i for i in range(first, last) if _HOUR.fullmatch(page.tokens[i].text)]
    return any(page.tokens[i - 1].lower == "at" for i in hours if i > first)


def _of_saying(context: Context, time: TimeExpression) -> bool:
    """ "Said on Monday that …": a day that stands with the cue."""
    page = context.page
    index = page.token_at(time.span[0])
    return index - 1 in context.cue_tokens or index - 2 in context.cue_tokens


def _share_out_figures(context: Context, drafts: Sequence[Draft]) -> None:
    """Each figure of one event goes to the incident told beside it, else to the one at its place, else to the latest before it."""
    page = context.page
    for figure in context.figures:
        if figure.scope != "incident" or not drafts:
            continue
        seized = figure.measure in ("abducted", "detained")
        fitting = [d for d in drafts if (CLASS_OF[d.kind] == "seizure") == seized]
        if not fitting and len(drafts) == 1 and drafts[0].kind != "detention":
            fitting = list(drafts)
        at = page.token_at(figure.start)
        at_place = [d for d in fitting if figure.place and d.place and (figure.place in d.place.name or d.place.name in figure.place)]
        sentence = page.sentence_numbers[at]
        beside = [
            (d not in at_place, abs(event.first - at), n)
            for n, d in enumerate(fitting)
            for event in d.events
            if page.sentence_numbers[event.first] == sentence
        ]
        if beside:
            fitting[min(beside)[2]].figures.append(figure.id)
            continue
        pool = at_place or ([] if figure.place and any(d.place for d in fitting) else fitting)
        before = [d for d in pool if d.first.first <= at]
        if pool:
            (before[-1] if before else pool[0]).figures.append(figure.id)


def _record(context: Context, number: int, draft: Draft) -> Incident:
    return Incident(
        id=f"i{number}",
        type=draft.kind,
        place=draft.place.name if draft.place else None,
        date=draft.date,
        responsibility=responsibilities(context, draft),
        figures=tuple(draft.figures),
        span=context.page.span(draft.first.first, draft.first.last),
    )
