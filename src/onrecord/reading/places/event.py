"""The place of an event: which of the places that a text names is the one where something in a token range happened."""

from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum

from onrecord.reading.page import Page
from onrecord.reading.places.find import STRONG
from onrecord.reading.places.gazetteer import is_wide
from onrecord.reading.places.names import ADMINISTRATIVE, COMPASS, SETTLEMENTS
from onrecord.records import Place

_WINDOW = 40
"""Sentences from the head of the report, and on either side of an event, in which its place is looked for."""


class Width(IntEnum):
    """How specific a place is."""

    STATE = 0
    AREA = 1
    SETTLEMENT = 2


_HERE = STRONG | {"between", "on", "over", "against"}
_ELSEWHERE = frozenset({"from", "to", "with", "by", "for", "than"})
_HARM = frozenset(
    "killed kill kills dead died dies deaths wounded injured hurt strike strikes struck attack attacks attacked raid "
    "raids shelled shelling shells bombed bombing bomb blast explosion ambush ambushed clash clashes fighting battle "
    "siege fall fell fled displaced abducted kidnapped seized missing massacre hit fire drone drones rocket rockets "
    "missile missiles airstrike airstrikes gunmen stormed assault offensive burned".split()
)
_EVENTS = frozenset(
    "fall siege battle shelling bombing bombardment capture recapture loss evacuation occupation skies outskirts "
    "suburbs edge parts centre center coast streets mayor residents people".split()
)
"""Nouns whose "of" ties a place to what happens there."""
_SEATED = frozenset(
    "ministry government embassy diplomat diplomats correspondent reporters journalists conference briefing spokesman "
    "spokeswoman spokesperson analyst headquarters talks summit meeting negotiators mediators institute think-tank "
    "envoy ambassador parliament".split()
)
_SUFFERING = frozenset({"suffer", "see", "witness", "lose", "endure", "mourn", "record", "bury", "experience", "face"})
"""Verbs of a place to which things happen ("Velia has seen 40 dead")."""
_SAYING = frozenset(
    "say tell deny accuse claim warn add announce state reject insist call describe confirm argue write vow blame report put".split()
)
_ARTICLES = COMPASS | {"the"}
_SKIPPED = (
    frozenset("the nearby besieged occupied town city village hamlet area district port capital province region of rural border".split())
    | COMPASS
)


def places_in(page: Page, places: Sequence[Place], first: int, last: int) -> tuple[Place, ...]:
    """The places that begin in a token range."""
    if first >= last:
        return ()
    start, end = page.span(first, last)
    at = bisect_left(places, start, key=lambda place: place.span[0])
    found: list[Place] = []
    while at < len(places) and places[at].span[0] < end:
        found.append(places[at])
        at += 1
    return tuple(found)


def width_of(page: Page, place: Place) -> Width:
    """How specific a place is: a state, an area ("North Kordofan", "Marib province") or a settlement."""
    first, last = page.tokens_in(*place.span)
    words = [token.lower for token in page.tokens[first:last]]
    if is_wide(place.name):
        return Width.STATE
    if words[-1] in ADMINISTRATIVE - {"district", "districts"} or words[0] in COMPASS - {"upper", "lower", "inner", "outer"}:
        return Width.AREA
    before = page.tokens[first - 1].lower if first else ""
    if before in COMPASS and (first < 2 or page.tokens[first - 2].lower != "the"):
        return Width.AREA if first > 1 and page.tokens[first - 2].lower == "in" and _follows_place(page, first - 2) else Width.SETTLEMENT
    if before == "of" and first > 1 and page.tokens[first - 2].lower in ADMINISTRATIVE:
        return Width.AREA
    if before == "," and _follows_place(page, first - 1):
        return Width.AREA
    return Width.SETTLEMENT


def _follows_place(page: Page, index: int) -> bool:
    """Whether the word before a token is part of a name, as in "Umm Rakuba, North Kordofan" and "Ogona in central Mali"."""
    return index > 0 and page.tokens[index - 1].text[0].isupper()


def bond_of(page: Page, place: Place) -> int:
    """How closely a place is tied to what happens.

    4 the event is named for it, 3 where it happens, 2 beside it, 1 whence, whither or a speaker's seat, 0 it acts itself.
    """
    first, last = page.tokens_in(*place.span)
    at = _past(page, first - 1, _ARTICLES)
    if at > 0 and page.tokens[at].lower == "of":
        noun = page.tokens[at - 1].lower
        return 4 if noun in _EVENTS else 3 if noun in SETTLEMENTS | COMPASS else 2
    at = _past(page, at, _SKIPPED)
    word = page.tokens[at].lower if at >= 0 else ""
    if word in _HERE:
        return 1 if _is_seat(page, at) else 3
    if word in _ELSEWHERE:
        return 1
    group = page.verb_at.get(last)
    if group is not None and group.finite and not group.passive:
        if group.lemma in _SUFFERING:
            return 2
        return 0  # "Damascus rejected the figure": a government by its capital
    before = page.verb_at.get(first - 1)
    if before is not None and not before.infinitive and before.lemma not in _SAYING:
        return 3  # "struck Barvinsk station", "reached Bokaya"
    return 2


def _past(page: Page, index: int, words: frozenset[str]) -> int:
    """The first token from an index backwards that is none of the words; at most five are passed."""
    at = index
    while at >= 0 and index - at < 5 and page.tokens[at].lower in words:
        at -= 1
    return at


def _is_seat(page: Page, preposition: int) -> bool:
    """ "A research centre in Dakar", "told reporters in Velmar": where somebody sits who speaks, not where it happened."""
    noun = page.phrase_at.get(preposition - 1)
    return noun is not None and page.tokens[noun.head].lower in _SEATED


def _best(page: Page, places: Sequence[Place], near: int, least: int) -> Place | None:
    ranked = [
        (-bond_of(page, place), -width_of(page, place), abs(page.token_at(place.span[0]) - near), number)
        for number, place in enumerate(places)
        if not _dateline(place)
    ]
    tied = [entry for entry in ranked if -entry[0] >= least]
    if not tied:
        return None
    # a settlement named beside the event is better than a state where it happens
    best = min(tied, key=lambda entry: (min(entry[1], -1), entry[0], entry[1], entry[2], entry[3]))
    return places[best[3]]


def _dateline(place: Place) -> bool:
    return place.name.isupper() and len(place.name) > 3


def place_of_event(page: Page, places: Sequence[Place], first: int, last: int) -> Place | None:
    """The most specific place for an event told in a token range.

    Looked for in the range, then its sentence, then the sentences of its paragraph before it that tell of harm, then those of the
    report, then anywhere in it. A state is taken only when its sentence names nothing nearer; places people come from or go to only
    when nothing else is named. None when no place is named at all.
    """
    if first >= last or not places:
        return None
    sentence = page.sentence_of(first)
    for least in (2, 1):
        for begin, end in ((first, last), sentence):
            found = _best(page, places_in(page, places, begin, end), first, least)
            # "the state's airstrikes on …": the state named with an event may be its doer's; the sentence says where
            if found is not None and ((begin, end) == sentence or width_of(page, found) != Width.STATE):
                return found
        found = _elsewhere(page, places, first, least)
        if found is not None:
            return found
    return None


def _elsewhere(page: Page, places: Sequence[Place], near: int, least: int) -> Place | None:
    """The nearest place named for harm before a sentence, then the first place of the report that is not a whole state."""
    number = page.sentence_numbers[near]
    paragraph = page.paragraphs[page.paragraph_numbers[near]][0]
    before = (
        [*page.sentences[:_WINDOW], *page.sentences[max(_WINDOW, number - _WINDOW) : number]]
        if number > _WINDOW
        else [*page.sentences[:number]]
    )
    after = page.sentences[number + 1 : number + 1 + _WINDOW]
    eventful = [s for s in before if _tells_of_harm(page, *s)]
    wide: Place | None = None
    for first, last in (*reversed([s for s in eventful if s[0] >= paragraph]), *eventful, *before, *after):
        found = _best(page, places_in(page, places, first, last), near, least)
        if found is not None and width_of(page, found) != Width.STATE:
            return found
        wide = wide or found
    return wide


def _tells_of_harm(page: Page, first: int, last: int) -> bool:
    return any(token.lower in _HARM for token in page.tokens[first:last])
