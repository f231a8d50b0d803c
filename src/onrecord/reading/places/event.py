"""The place of an event: which of the places that a text names is the one where something in a token range happened."""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.page import Page
from onrecord.reading.places.bonds import COUNTERS, COUNTING, HERE, SKIPPED, bond_of, past, seats_of_government, tells_of_harm
from onrecord.reading.places.datelines import credits_writers, issued_from
from onrecord.reading.places.names import SITES
from onrecord.reading.places.width import Width, places_in, width_of
from onrecord.reading.words import noun_lemma
from onrecord.records import Place

_WINDOW = 40
"""Sentences from the head of the report, and on either side of an event, in which its place is looked for."""
_STAMP = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d")
_BULLETS = frozenset("- – — • * · ▪ ‣ ◦".split())
_ENTRY = 12
"""Paragraphs that an entry of a running report may have."""

_ASIDE = frozenset({"while", "whereas"})
_APART = frozenset({"separate", "separately", "elsewhere"})
"""Words by which a sentence leaves the place of what was told before it."""


def _best(page: Page, places: Sequence[Place], near: int, least: int) -> Place | None:
    ranked = [
        (-bond_of(page, place), -width_of(page, place), abs(page.token_at(place.span[0]) - near), number)
        for number, place in enumerate(places)
        if not issued_from(page, place)
    ]
    tied = [entry for entry in ranked if -entry[0] >= least]
    if not tied:
        return None
    # a settlement named beside the event is better than a state where it happens
    best = min(tied, key=lambda entry: (min(entry[1], -1), entry[0], entry[1], entry[2], entry[3]))
    return places[best[3]]


def place_of_event(page: Page, places: Sequence[Place], first: int, last: int, *, at: int | None = None) -> Place | None:
    """The most specific place for an event told in a token range; ``at`` is the token of the count that is to be placed.

    Looked for in the range, then its sentence, then the sentences of its paragraph before it that tell of harm, then those of the
    report, then anywhere in it. A state is taken only when its sentence names nothing nearer; places people come from or go to only
    when nothing else is named. None when no place is named at all.
    """
    if first >= last or not places:
        return None
    sentence = page.sentence_of(first)
    if at is not None and (set_before := _set_before(page, places, at)) is not None:
        return set_before
    if at is not None and (own := _of_each_count(page, places, at)) is not None:
        return own
    if at is not None and (fronted := _fronted(page, places, at)) is not None:
        return fronted
    apart = any(page.tokens[i].lower in _APART or _one_of_many(page, i) for i in range(*sentence))
    for least in (2, 1):
        for begin, end in ((first, last), sentence):
            found = _best(page, places_in(page, places, begin, end), first, least)
            # "the state's airstrikes on …": the state named with an event may be its doer's; the sentence says where
            if found is not None and ((begin, end) == sentence or width_of(page, found) != Width.STATE):
                return found
        if apart:
            continue
        found = _elsewhere(page, places, first, least)
        if least > 1 and (found is None or page.token_at(found.span[0]) > sentence[1]):
            found = _written_from(page, places) or found
        if found is not None:
            return found
    return None


def _written_from(page: Page, places: Sequence[Place]) -> Place | None:
    """The town that the first line names before a dash, or that of a dateline whose paragraph goes on about "the clinic", "the market".

    A dateline alone tells only where the report was written; with a site of the town that needs no name, it tells where things happen.
    None where a government sits there, whose words are reported from there whatever they are about.
    """
    first, end = page.paragraphs[0]
    if credits_writers(page, first):
        return None
    dateline = next((place for place in places_in(page, places, first, end) if issued_from(page, place)), None)
    if dateline is None or width_of(page, dateline) != Width.SETTLEMENT or dateline.name.title() in seats_of_government(page.text):
        return None
    return dateline if not dateline.name.isupper() or _at_home(page, first, end) else None


def _at_home(page: Page, first: int, end: int) -> bool:
    """Whether a paragraph speaks of a site by "the" alone: one of the town that its dateline names."""
    for n in range(first + 1, end - 1):
        bare = page.tokens[n].lower in SITES and page.tokens[n - 1].lower == "the" and not page.tokens[n + 1].text[0].isupper()
        if bare and page.tokens[n + 1].lower not in ("of", "in", "at", "near"):
            return True
    return False


def _fronted(page: Page, places: Sequence[Place], at: int) -> Place | None:
    """ "In Dan Gora they killed nine, | in Ruwan four farmers died | , and in Kwarin the toll was two": each part opens with its place.

    None unless the sentence has two parts or more that open so.
    """
    first, end = page.sentence_of(at)
    opened = [place for place in places_in(page, places, first, end) if _opens_part(page, place, first)]
    if len(opened) < 2 or any(width_of(page, place) == Width.STATE for place in opened):
        return None
    return next((place for place in reversed(opened) if page.token_at(place.span[0]) < at), None)


def _one_of_many(page: Page, index: int) -> bool:
    """ "Twenty soldiers dead | at one border post": a site that the text does not name, whatever places it tells of beside it."""
    phrase = page.phrase_at.get(index + 1) if page.tokens[index].lower in ("at", "in", "on") else None
    return phrase is not None and page.tokens[phrase.first].lower == "one" and noun_lemma(page.tokens[phrase.head].lower) in SITES | _POSTS


_POSTS = frozenset({"post", "checkpoint", "village", "town", "house", "camp", "crossing"})


def _set_before(page: Page, places: Sequence[Place], at: int) -> Place | None:
    """ "115 in the barracks of Osk and, near Ruwan, | at most 25": the place that stands between commas right before a count."""
    first = page.sentence_of(at)[0]
    comma = next((n for n in range(at - 1, max(first, at - _QUALIFIED) - 1, -1) if page.tokens[n].text == ","), None)
    if comma is None or any(n in page.verb_at for n in range(comma, at)):
        return None
    before = next((place for place in places if page.tokens_in(*place.span)[1] == comma), None)
    if before is None:
        return None
    opening = page.token_at(before.span[0]) - 1
    joined = opening > first + 1 and page.tokens[opening - 1].text == "," and page.tokens[opening - 2].lower == "and"
    return before if joined and page.tokens[opening].lower in ("in", "at", "near") else None


def _of_each_count(page: Page, places: Sequence[Place], at: int) -> Place | None:
    """ "115 in a barracks at Osk and | no more than 25 in a school near Ruwan": where each count of one verb is followed by its place."""
    first, end = page.sentence_of(at)
    counts = [n for n in range(first, end) if page.classes[n] == "CD" and n + 1 < end and page.classes[n + 1] in ("NNS", "NNP", "JJ")]
    mine = next((n for n in counts if at <= n < at + _QUALIFIED), None)
    if mine is None or len(counts) < 2:
        return None
    begin = next((n + 1 for n in range(counts[0], first, -1) if n in page.verb_at), first)
    if any(n in page.verb_at for n in range(begin, end)):
        return None
    found = []
    for count, following in pairwise([*counts, end]):
        near = [place for place in places_in(page, places, count, following) if bond_of(page, place) > 1]
        if not near:
            return None
        found.append(near[0])
    return found[counts.index(mine)] if len({place.name for place in found}) == len(found) else None


_QUALIFIED = 5
"""Tokens of "no more than" and the like before a number, at most."""


def _opens_part(page: Page, place: Place, first: int) -> bool:
    at = page.token_at(place.span[0]) - 1
    if page.tokens[at].lower not in ("in", "at", "near"):
        return False
    before = at - 1
    if before > first and page.tokens[before].lower == "and":
        before -= 1
    return at == first or page.tokens[before].text in (",", ";", ":")


def place_of_total(page: Page, places: Sequence[Place], first: int, last: int, *, period: bool = False) -> Place | None:
    """The place that a total told in a token range counts for: that of its sentence, of its paragraph, else the land the title names.

    The toll of a war or a season is not one of the place where the last blow fell, so nothing else is looked for. ``period`` says that
    the count has both a first and a last day: it may be one of the settlement that the title names.
    """
    if first >= last or not places:
        return None
    paragraph, number = page.paragraph_numbers[first], page.sentence_numbers[first]
    while paragraph and number - paragraph < _WINDOW and page.tokens[page.paragraphs[paragraph][0]].text in _BULLETS:
        paragraph -= 1
    begin = page.paragraphs[paragraph][0]
    earlier = [page.sentences[n] for n in range(number - 1, max(-1, number - _WINDOW), -1) if page.sentences[n][0] >= begin]
    for least in (2, 1):
        for lower, upper in ((first, last), _same_source(page, first, last)):
            found = _best(page, places_in(page, places, lower, upper), first, least)
            if found is not None:
                return found
    seat = next((place for place in places_in(page, places, first, last) if _counts_its_ground(page, place)), None)
    if seat is not None:
        return seat
    before = next((p for sentence in earlier if (p := _told_of(page, places_in(page, places, *sentence), first))), None)
    if before is not None and (width_of(page, before) != Width.SETTLEMENT or _opens_sentence(page, before)):
        return before
    return _of_title(page, places, settlements=period) or before


def _same_source(page: Page, first: int, last: int) -> tuple[int, int]:
    """The sentence of a clause without what another source counts beside it (", while Velia put its dead at 40")."""
    begin, end = page.sentence_of(first)
    if last < end and page.tokens[last].lower in _ASIDE:
        end = last
    opening = first > begin and page.tokens[first - 1].lower in _ASIDE
    group = next((page.verb_at[i] for i in range(first, last) if i in page.verb_at), None)
    if opening and group is not None and group.finite and not group.passive and group.lemma in COUNTING:
        begin = first
    return begin, end


def _told_of(page: Page, places: Sequence[Place], near: int) -> Place | None:
    """The place that a sentence before a total is about, or whose own ministry counts in it."""
    return _best(page, places, near, 2) or next((place for place in places if _counts_its_ground(page, place)), None)


def _counts_its_ground(page: Page, place: Place) -> bool:
    """ "The health ministry in Velia", "Velia's health ministry": its toll counts for Velia, though it sits there too."""
    after = page.tokens_in(*place.span)[1]
    if after + 1 < len(page.tokens) and page.classes[after] == "POS" and (owned := page.phrase_at.get(after + 1)) is not None:
        if page.tokens[owned.head].lower == "ministry" and width_of(page, place) == Width.STATE:
            return True
        return bool(COUNTERS & {page.tokens[i].lower for i in range(after + 1, owned.head)})
    at = past(page, page.token_at(place.span[0]) - 1, SKIPPED)
    body = page.phrase_at.get(at - 1) if at > 0 and page.tokens[at].lower in ("in", "of") else None
    return body is not None and bool(COUNTERS & {page.tokens[i].lower for i in range(body.first, body.last)})


def _opens_sentence(page: Page, place: Place) -> bool:
    """ "Velmar has been fought over for years": what the sentences after it are about."""
    first = page.token_at(place.span[0])
    return first == page.sentence_of(first)[0]


def _of_title(page: Page, places: Sequence[Place], *, settlements: bool) -> Place | None:
    """The place that a title is about, the nearest to a settlement first; a title that names two side by side decides nothing."""
    title = [place for place in places_in(page, places, *page.sentences[0]) if bond_of(page, place) and not issued_from(page, place)]
    if any(_side_by_side(page, *pair) for pair in pairwise(title)):
        return None
    fitting = [place for place in title if settlements or width_of(page, place) != Width.SETTLEMENT]
    return max(fitting, key=lambda place: width_of(page, place)) if fitting else None


def _side_by_side(page: Page, place: Place, other: Place) -> bool:
    """ "Toll rises in Orel and Velia", "in Orel and in Velia"."""
    between = {token.lower for token in page.tokens[page.tokens_in(*place.span)[1] : page.token_at(other.span[0])]}
    return bool(between & {"and", "or", "&"}) and between <= HERE | SKIPPED | {"and", "or", "&", ","}


def _elsewhere(page: Page, places: Sequence[Place], near: int, least: int) -> Place | None:
    """The nearest place named for harm before a sentence, then the first place of the report that is not a whole state."""
    number = page.sentence_numbers[near]
    paragraph = page.paragraphs[page.paragraph_numbers[near]][0]
    before: Sequence[tuple[int, int]] = (
        [*page.sentences[:_WINDOW], *page.sentences[max(_WINDOW, number - _WINDOW) : number]]
        if number > _WINDOW
        else [*page.sentences[:number]]
    )
    after: Sequence[tuple[int, int]] = page.sentences[number + 1 : number + 1 + _WINDOW]
    if (entry := _entry(page, near)) is not None:  # another hour's entry tells of something else
        before = [s for s in before if s[0] >= entry[0]]
        after = [s for s in after if s[0] < entry[1]]
    elif (item := _item(page, near)) is not None:  # so does another item of a list, unless this one names no place
        inside = [s for s in reversed(before) if item[0] <= s[0] < item[1]]
        found = next((p for s in inside if (p := _best(page, places_in(page, places, *s), near, least)) is not None), None)
        if found is not None and width_of(page, found) != Width.STATE:
            return found
    eventful = [s for s in before if tells_of_harm(page, *s)]
    wide: Place | None = None
    for first, last in (*reversed([s for s in eventful if s[0] >= paragraph]), *eventful, *before, *after):
        found = _best(page, places_in(page, places, first, last), near, least)
        if found is None:
            continue
        if width_of(page, found) == Width.SETTLEMENT:
            return found
        if wide is None or width_of(page, found) > width_of(page, wide):
            wide = found  # a region that the title names gives way to the town that the story names
    return wide


def _entry(page: Page, near: int) -> tuple[int, int] | None:
    """The entry of a running report that holds a token, from its time stamp to the next one; None where there is no stamp."""
    number = page.paragraph_numbers[near]
    begin = next((n for n in range(number, max(-1, number - _ENTRY), -1) if _stamped(page, n)), None)
    if begin is None:
        return None
    end = next((n for n in range(number + 1, min(len(page.paragraphs), number + _ENTRY)) if _stamped(page, n)), None)
    return page.paragraphs[begin][0], page.paragraphs[end][0] if end is not None else len(page.tokens)


def _item(page: Page, near: int) -> tuple[int, int] | None:
    """The numbered item or bullet that holds a token, where the report is a list of such; else None."""
    number = page.paragraph_numbers[near]
    window = range(max(0, number - _LISTED), min(len(page.paragraphs), number + _LISTED))
    opened = [n for n in window if _itemised(page, n)]
    begin = next((n for n in reversed(opened) if n <= number), None)
    if begin is None or len(opened) < 3:
        return None
    end = next((n for n in opened if n > number), None)
    return page.paragraphs[begin][0], page.paragraphs[end][0] if end is not None else len(page.tokens)


_LISTED = 12
"""Paragraphs on either side among which items of a list are looked for."""


def _itemised(page: Page, number: int) -> bool:
    first, last = page.paragraphs[number]
    if last - first < 4:
        return False
    opening = page.tokens[first].text
    numbered = opening.rstrip(".").isdecimal() and len(opening) < 4 and page.tokens[first + 1].text in (".", ")")
    return opening in _BULLETS or numbered


def _stamped(page: Page, number: int) -> bool:
    first, last = page.paragraphs[number]
    return last > first and _STAMP.fullmatch(page.tokens[first].text) is not None
