"""Where, since when and as of when a figure counts, and how much it covers."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.draft import Draft, neighbourhood
from onrecord.reading.figures.lexicon import harm_words
from onrecord.reading.figures.limits import Limit, limit_of
from onrecord.reading.figures.standings import day_of_total, stood_at
from onrecord.reading.page import Page
from onrecord.reading.places import Width, bond_of, place_beside_count, place_of_event, place_of_total, places_in, width_of
from onrecord.reading.places.gazetteer import is_wide
from onrecord.reading.places.names import SITES
from onrecord.reading.times import as_of_in, since_in
from onrecord.records import Place, TimeExpression
from onrecord.records.vocabulary import Scope

_RUNNING = frozenset("rise climb grow increase jump swell mount reach pass exceed surpass top bring take raise stand go".split())
"""Verbs of a toll that runs on."""
_LONG = frozenset(
    "war siege conflict uprising revolution insurgency crackdown famine weeks months years decade decades campaign offensive crisis "
    "occupation coup".split()
)
_TOLLS = frozenset("toll tally".split())
_WHOLE = frozenset("altogether cumulatively cumulative".split())
_WARFARE = frozenset("fighting war conflict violence clashes unrest insurgency".split())
"""What has gone on for a time when it "has killed" so many."""
_EVENTS = frozenset(
    "attack raid strike airstrike bombing explosion blast assault massacre ambush crash shooting bombardment incursion".split()
)
_SUPERLATIVES = frozenset("worst most highest largest biggest first second third fourth fifth sixth seventh".split())
MANY = 1000
"""So many people are harmed by a war or a season of it; single events with more are rare enough to be told as such."""


class Circumstances(NamedTuple):
    """Place as named; ISO days."""

    place: str | None
    as_of: str | None
    since: str | None
    scope: Scope


def circumstances(
    page: Page,
    draft: Draft,
    places: Sequence[Place],
    times: Sequence[TimeExpression],
    before: "Circumstances | None",
) -> Circumstances:
    """What a figure's clause says about where and when it counts.

    Args:
        page: the text.
        draft: the figure.
        places: named places.
        times: resolved times.
        before: the circumstances of the figure before, for "in the same period" and totals that share a sentence.
    """
    first, end = clause_of(page, draft)
    if (holder := _holding_land(page, draft, places)) is not None:
        return Circumstances(holder.name, None, None, "cumulative")
    since, until = _period(page, draft, times, first, end)
    limit = limit_of(page, draft, times, (first, end))
    goes_on = limit is not None and (limit.running or draft.measure == "displaced" or _of_a_land(page, places, first, end))
    scope = "cumulative" if stood_at(page, draft, times) else _scope(page, draft, (first, end), (since, until), goes_on=goes_on)
    place = _stricken(page, draft, places, first, end) or _where(page, draft, places, (first, end), scope)
    if (
        before is not None
        and before.place
        and place is not None
        and draft.rule == "count_again"
        and scope == "incident"
        and bond_of(page, place) < 2
    ):
        return Circumstances(before.place, until or _day_of_limit(limit, before), since, scope)  # "an official in Velm spoke of 40"
    if before is not None and before.scope == "cumulative" and _still_so(page, draft, first, end):
        there = before.place if "there" in _words(page, draft.counted.last, end) else None
        return Circumstances(there or (place.name if place else None), before.as_of, None, "cumulative")
    if before is not None and _in_the_same_time(page, first, end):
        return Circumstances(place.name if place else before.place, before.as_of, before.since, before.scope)
    if before is not None and before.scope == "cumulative" and _shares_total(page, draft):
        return Circumstances(place.name if place else None, before.as_of, before.since, before.scope)
    as_of = until or _day_of_limit(limit, before)
    if as_of is None and scope != "incident":
        as_of = day_of_total(page, draft, times)
    return Circumstances(place.name if place else None, as_of, None if scope == "incident" else since, scope)


def _where(page: Page, draft: Draft, places: Sequence[Place], clause: tuple[int, int], scope: Scope) -> Place | None:
    """Those who fled did so from many places, as a total comes from many: what is told of one event says nothing of them."""
    if draft.rule == "stated_toll" and draft.harm.last < draft.at:
        named = place_beside_count(page, places, draft.harm.last, draft.at, lands=scope != "incident")
        if named is not None:
            return named
    after = draft.counted.last if draft.harm.last <= draft.at else max(draft.counted.last, draft.harm.last)
    named = place_beside_count(page, places, after, clause[1], lands=scope != "incident")
    if named is not None:
        return named
    one_event = scope == "incident" or (draft.rule == "stated_toll" and _at_one_site(page, clause[0], draft.at))
    if one_event and draft.measure != "displaced":
        return place_of_event(page, places, *clause, at=draft.at)
    return place_of_total(page, places, *clause, period=scope == "period")


def _stricken(page: Page, draft: Draft, places: Sequence[Place], first: int, end: int) -> Place | None:
    """A land or town that is itself said to bear the losses: "Norrin has also suffered losses, with 300 people killed", "Norrin had had 300
    people killed"."""
    for place in places_in(page, places, first, end):
        for at in range(page.token_at(place.span[1]), min(page.token_at(place.span[1]) + 3, end)):
            group = page.verb_at.get(at)
            if group is not None:
                if group.lemma in ("suffer", "lose", "mourn", "bury"):
                    return place
                if group.lemma == "have" and 0 <= draft.at - group.last <= 1 and draft.harm.last > draft.counted.quantity.last:
                    return place
                break
    return None


def clause_of(page: Page, draft: Draft) -> tuple[int, int]:
    """The part of the sentence that holds the figure: between semicolons, and up to ", while …" or ", whereas …"."""
    first, end = neighbourhood(page, draft.at)
    begin, stop = first, end
    for n in range(draft.at, first, -1):
        if _parts_clauses(page, n):
            begin = n + 1
            break
    for n in range(draft.at, end):
        if _parts_clauses(page, n):
            stop = n
            break
    return begin, stop


def _parts_clauses(page: Page, index: int) -> bool:
    if page.tokens[index].text == ";":
        return True
    return page.tokens[index].lower in ("while", "whereas") and index > 0 and page.tokens[index - 1].text == ","


def _words(page: Page, first: int, end: int) -> set[str]:
    return {page.tokens[n].lower for n in range(first, end)}


def _period(page: Page, draft: Draft, times: Sequence[TimeExpression], first: int, end: int) -> tuple[str | None, str | None]:
    """From when and until when a figure counts: said after it, or at the head of its sentence."""
    after = draft.counted.quantity.last
    quotation = page.quoted[draft.at]
    if quotation is not None:
        end = min(end, page.tokens_in(quotation.start, quotation.end)[1])  # a "since" outside the marks is not the speaker's
    found = since_in(page, times, after, end), as_of_in(page, times, after, end)
    if found == (None, None) and (page.tokens[first].lower in ("since", "between", "from") or _losses_since(page, first, draft.at)):
        found = since_in(page, times, first, draft.at), as_of_in(page, times, first, draft.at)
    if found[0] and found[1] is None and _gone_since(page, first, end):
        return None, None
    if found[0] and found[1] is None and _only_compared(page, first, end):
        return None, None
    return found


def _losses_since(page: Page, first: int, at: int) -> bool:
    """ "Our losses in the north since 1 December amount to | 143 killed": said of the losses that a figure gives the number of."""
    since = next((n for n in range(at - 1, first, -1) if page.tokens[n].lower == "since"), None)
    if since is None or not any(page.tokens[n].lower in _LOSSES for n in range(max(first, since - _REACH), since)):
        return False
    verbs = [page.verb_at[n].lemma for n in range(since, at) if n in page.verb_at]
    if page.tokens[at - 1].lower == "and" and not verbs:
        return False  # "1,862 had been killed since the coup and | 10,214 were still being held"
    return all(verb in _AMOUNTING or verb in harm_words().transitive for verb in verbs)


def _gone_since(page: Page, first: int, end: int) -> bool:
    """ "Nine who had been missing since Thursday", "in its custody since Friday": how long they are gone, not a count from then on."""
    return any(page.tokens[n].lower == "since" and _gone(page, n) for n in range(first + 1, end))


def _gone(page: Page, since: int) -> bool:
    word, before = page.tokens[since - 1].lower, page.tokens[since - 2].lower
    return word in ("custody", "captivity") or (word == "missing" and before in ("been", "gone", "was", "were"))


_LOSSES = _TOLLS | frozenset("losses deaths dead casualties number total killed victims injuries wounded".split())
_AMOUNTING = frozenset("amount come total number stand reach be rise climb grow put bring".split())
_REACH = 8
"""Tokens from a word for losses to "since", at most."""


def _since_something(page: Page, draft: Draft, first: int, end: int) -> bool:
    """ "Killed since the truce", "since the beginning of the month": counted from then on, though its day is not known."""
    for n in range(draft.counted.quantity.last, end - 1):
        if page.tokens[n].lower == "since" and page.classes[n - 1] != "PU" and not _gone(page, n):
            return page.classes[n + 1] in ("DT", "NNP", "PRP$") and not _only_compared(page, first, end)
    return False


def _only_compared(page: Page, first: int, end: int) -> bool:
    """ "the bloodiest day since 2014" compares; it does not count from there."""
    since = next((n for n in range(first, end) if page.tokens[n].lower == "since"), end)
    near = [page.tokens[n].lower for n in range(max(first, since - 7), since)]
    return any(word in _SUPERLATIVES or (word.endswith("iest") and len(word) > 5) for word in near)


def _shares_total(page: Page, draft: Draft) -> bool:
    """ "the tally passed 3,000, with 7,457 injured": told under the same running total."""
    first, _ = neighbourhood(page, draft.at)
    words = [page.tokens[n].lower for n in range(first, draft.at)]
    return bool(_TOLLS & set(words)) and "with" in words and "after" not in words and not draft.total


def _holding_land(page: Page, draft: Draft, places: Sequence[Place]) -> Place | None:
    """ "Velia holds 17 Orrian soldiers and Orria holds 12 Velian soldiers": all whom a land holds, in that land."""
    group = page.verb_at.get(draft.harm.first)
    if group is None or group.lemma != "hold" or group.passive or group.last > draft.at:
        return None
    before, after = places_in(page, places, group.first - 1, group.first), places_in(page, places, group.last, clause_of(page, draft)[1])
    if not before or width_of(page, before[0]) != Width.STATE or any(width_of(page, place) != Width.STATE for place in after):
        return None
    return before[0]


def _still_so(page: Page, draft: Draft, first: int, end: int) -> bool:
    """ "9 had been killed since 2 May, and | 11 were still missing": where things stand at the end of the time just told of."""
    lasting = draft.measure in ("missing", "detained", "abducted", "displaced")
    return lasting and "since" in _words(page, first, draft.at) and "still" in _words(page, draft.at, end)


def _in_the_same_time(page: Page, first: int, end: int) -> bool:
    """ "In the same period", "over the same four days": counted over the time of the figure before."""
    for at in range(first, end - 1):
        phrase = page.phrase_at.get(at) if page.tokens[at].lower == "same" else None
        if phrase is not None and page.tokens[phrase.head].lower in _SPANS | {"period", "time"}:
            return page.tokens[phrase.first - 1].lower in _DURING
    return False


def _of_a_land(page: Page, places: Sequence[Place], first: int, end: int) -> bool:
    """Whether a clause names nothing nearer than a whole land: what was counted there by a day is a total, not one event's."""
    named = places_in(page, places, first, end)
    return bool(named) and all(width_of(page, place) == Width.STATE for place in named)


def _day_of_limit(limit: Limit | None, before: Circumstances | None) -> str | None:
    if limit is None:
        return None
    return limit.day if not limit.same else before.as_of if before is not None else None


def _scope(page: Page, draft: Draft, clause: tuple[int, int], period: tuple[str | None, str | None], *, goes_on: bool) -> Scope:
    (first, end), (since, until) = clause, period
    if draft.counted.quantity.kind == "ordinal":
        return "cumulative"
    if draft.newly:
        return "incident"
    if since and until:
        return "period"
    if since or _since_something(page, draft, first, end):
        return "cumulative"
    quotation = page.quoted[draft.at]
    within = page.tokens_in(quotation.start, quotation.end) if quotation is not None else (first, end)
    words = _words(page, max(first, within[0]), min(end, within[1]))  # what is told outside the marks is not the speaker's
    if "prisoners" in words or "prisoner" in words:
        words -= {"war"}
    if draft.rule == "stated_toll" and _runs_on(page, first, draft):
        return "cumulative"
    if _over_a_time(page, first, first + 1, end) or _over_a_time(page, draft.counted.last, end - 2, end):
        return "period"
    if words & _LONG and not draft.counted.exact_one and not any(w in _SUPERLATIVES or w.endswith("iest") for w in words):
        return "cumulative"
    if _in_one_event(page, first, end):
        return "incident"
    if page.tokens[first].lower in _WARFARE and any(page.tokens[n].lower in ("has", "have", "had") for n in range(first, draft.at)):
        return "cumulative"
    if draft.value >= MANY or goes_on:
        return "cumulative"
    return "cumulative" if {"so", "far"} <= words or words & _WHOLE or _taken_together(page, first, end) else "incident"


def _taken_together(page: Page, first: int, end: int) -> bool:
    """ "In the two countries together", "on both banks together"."""
    at = next((n for n in range(first, end) if page.tokens[n].lower == "together"), first)
    return any(page.tokens[n].lower in ("two", "both", "three", "four", "all") for n in range(max(first, at - 4), at))


_SPANS = frozenset("days weeks months week month years year fortnight quarter season summer winter spring autumn".split())
_DURING = frozenset("over in during within throughout".split())


def _over_a_time(page: Page, first: int, last: int, end: int) -> bool:
    """ "over the past month", "in the last six weeks", "over the three weeks": such a stretch of time begins from first to last."""
    for at in range(first, min(last, end - 2)):
        if page.tokens[at].lower in _DURING and page.tokens[at + 1].lower in ("the", "these", "those", "past", "last"):
            near = [token.lower for token in page.tokens[at + 1 : min(at + 5, end)]]
            numbered = any(page.classes[n] == "CD" for n in range(at + 1, min(at + 4, end)))
            span = next((n for n, word in enumerate(near) if word in _SPANS), None)
            if span is not None and (numbered or {"past", "last", "previous"} & set(near[:span])):
                return True
    return False


def _in_one_event(page: Page, first: int, end: int) -> bool:
    """ "killed in the attack on …", "by a bomb": the clause tells of one event."""
    for at in range(first + 1, end - 1):
        if page.tokens[at].lower in ("in", "by") and page.tokens[at + 1].lower in ("the", "a", "an"):
            phrase = page.phrase_at.get(at + 1)
            if phrase is not None and page.tokens[phrase.head].lower in _EVENTS:
                return True
    return False


def _runs_on(page: Page, first: int, draft: Draft) -> bool:
    verbs = {page.verb_at[n].lemma for n in range(first, draft.counted.quantity.last) if n in page.verb_at}
    if not verbs & _RUNNING or page.tokens[draft.at - 2].lower == "down":
        return False
    return not (verbs & _RUNNING == {"stand"} and _of_one_event(page, first, draft.at))


def _at_one_site(page: Page, first: int, at: int) -> bool:
    """ "The number of those killed in the clinic has risen to": a toll of one event, though it grows."""
    return any(
        page.tokens[n].lower in ("in", "at", "on")
        and page.tokens[n + 1].lower == "the"
        and (phrase := page.phrase_at.get(n + 1)) is not None
        and page.tokens[phrase.head].lower in SITES
        for n in range(first, at - 1)
    )


def _of_one_event(page: Page, first: int, at: int) -> bool:
    """ "The toll from the attack on Osk stands at", "the number of dead in Kiln Street stands at": one event's, as it is."""
    words = _words(page, first, at)
    return bool(words & _EVENTS) or any(
        page.tokens[n].lower in ("in", "at") and page.tokens[n + 1].text[0].isupper() and not is_wide(page.tokens[n + 1].text)
        for n in range(first, at - 1)
    )
