"""The place of an event: which of the places that a text names is the one where something in a token range happened."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from onrecord.reading.page import Page
from onrecord.reading.places.find import ROADS, STRONG
from onrecord.reading.places.gazetteer import is_wide
from onrecord.reading.places.lands import is_land
from onrecord.reading.places.names import ADMINISTRATIVE, COMPASS, GROUNDS, SETTLEMENTS, SITES
from onrecord.reading.times.words import MONTHS
from onrecord.reading.tokens import Token
from onrecord.reading.words import noun_lemma
from onrecord.records import Place

_WINDOW = 40
"""Sentences from the head of the report, and on either side of an event, in which its place is looked for."""


class Width(IntEnum):
    """How specific a place is."""

    STATE = 0
    AREA = 1
    SETTLEMENT = 2


_HEAD = 6
"""Paragraphs in which a dateline or date line may stand."""
_ISSUED = frozenset({"issued", "dated", "given", "done", "released", "published", "signed", "posted", "filed"})
_STAMP = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d")
_BULLETS = frozenset("- – — • * · ▪ ‣ ◦".split())
_ENTRY = 12
"""Paragraphs that an entry of a running report may have."""

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
    "envoy ambassador parliament agency group organisation organization monitor newspaper broadcaster administration network "
    "association union league".split()
)
_SUFFERING = frozenset({"count", "suffer", "see", "witness", "lose", "endure", "mourn", "record", "bury", "experience", "face"})
"""Verbs of a place to which things happen ("Velia has seen 40 dead", "Velia counted 40 dead")."""
_SAYING = frozenset(
    "say tell deny accuse claim warn add announce state reject insist call describe confirm argue write vow blame report put".split()
)
_SPOKESMEN = frozenset("spokesman spokeswoman spokesperson officials president premier leader leaders leadership envoy ambassador".split())
_BODIES = frozenset(
    "ministry army government military force navy police command parliament court regime junta authority intelligence "
    "minister diplomat delegation embassy broadcaster newspaper television agency allegation claim account denial answer "
    "reply response offer demand accusation rejection statement side cabinet media party war campaign ally".split()
)
_COUNTERS = frozenset({"health", "rescue", "ambulance", "medical", "emergency", "civil"})
"""Words for bodies that count the dead and injured of the ground they are named with."""
_ASIDE = frozenset({"while", "whereas"})
_COUNTING = _SAYING | {"count", "estimate", "record"}
_ARTICLES = COMPASS | {"the"}
_APART = frozenset({"separate", "separately", "elsewhere"})
"""Words by which a sentence leaves the place of what was told before it."""
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
    if is_wide(place.name) or is_land(page.text, place.name):
        return Width.STATE
    if place.name in _area_names(page.text):
        return Width.AREA
    if words[-1] in ADMINISTRATIVE - {"district", "districts"} or words[0] in COMPASS - {"upper", "lower", "inner", "outer"}:
        return Width.AREA
    if last + 1 < len(page.tokens) and page.tokens[last].lower in SETTLEMENTS and page.tokens[last + 1].lower == "of":
        return Width.AREA  # "the Velmar suburb of Osk"
    before = page.tokens[first - 1].lower if first else ""
    if before in COMPASS and (first < 2 or page.tokens[first - 2].lower != "the"):
        return Width.AREA if first > 1 and page.tokens[first - 2].lower == "in" and _follows_place(page, first - 2) else Width.SETTLEMENT
    if before == "of" and first > 1 and page.tokens[first - 2].lower in ADMINISTRATIVE:
        return Width.AREA
    if before == "," and _follows_place(page, first - 1):
        return Width.AREA
    return Width.SETTLEMENT


@lru_cache(maxsize=4)
def _area_names(text: str) -> frozenset[str]:
    """Names that the text somewhere calls an area ("the Amhara region"), so that they are one wherever they stand."""
    return frozenset(re.split(r"['’]s ", match[1])[-1] for match in _AREA.finditer(text))


_AREA = re.compile(r"\b([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) (?:region|province|state|county|governorate|oblast|prefecture|department)\b")


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
        if noun in COMPASS and _measured_from(page, at - 1):
            return 1  # "in Qasr Rimla, south of Tripoli"
        if noun in _SEATED_OF:
            return 1  # "the governor of Tillaberi"
        return 4 if noun in _EVENTS else 3 if noun in SETTLEMENTS | COMPASS else 2
    at = _past(page, at, _SKIPPED)
    word = page.tokens[at].lower if at >= 0 else ""
    if word in _HERE:
        return _bond_of_seat(page, at, last)
    if word in ("to", "from") and at > 0 and page.tokens[at - 1].lower in ROADS:
        return 2  # "on the road to Osk"
    if word in _ELSEWHERE:
        return 2 if word == "from" and at > 0 and page.tokens[at - 1].lower in ("reported", "reports", "report") else 1
    if _names_an_office(page, last):
        return 1  # "the rebels' Osk office"
    if (
        last < len(page.tokens)
        and page.tokens[last].lower in ("'s", "'", "’s", "’")
        and (owned := page.phrase_at.get(last + 1)) is not None
    ):
        return _bond_of_owner(page, owned.first, owned.head)
    group = page.verb_at.get(last)
    if group is not None and group.finite and not group.passive:
        if group.lemma in _SUFFERING:
            return 2
        return 0  # "Damascus rejected the figure": a government by its capital
    before = page.verb_at.get(first - 1)
    if before is not None and not before.infinitive and before.lemma not in _SAYING:
        return 3  # "struck Barvinsk station", "reached Bokaya"
    return 2


def _measured_from(page: Page, compass: int) -> bool:
    """ ", | south of X", ", 40 km | south of X": where another place lies."""
    first = page.sentence_of(compass)[0]
    comma = next((n for n in range(compass - 1, max(first, compass - 5) - 1, -1) if page.tokens[n].text == ","), None)
    return comma is not None and comma > first and page.tokens[comma - 1].text[0].isupper()


_SEATED_OF = frozenset("governor mayor prefect commissioner administrator emir bishop chairman head chief".split())


def _bond_of_owner(page: Page, first: int, head: int) -> int:
    """ "Velia's coast", "Barna's hospitals" are where it happened; "Velia's army", "Velia's answer" only say whose."""
    word = page.tokens[head].lower
    if page.tokens[head].text[0].isupper():
        return 0 if page.classes[head] == "NNS" or word.endswith("s") else 2  # "Velia's Morrans" against "Velia's Osk province"
    lemma = noun_lemma(word)
    if lemma in SETTLEMENTS | ADMINISTRATIVE | COMPASS | SITES | GROUNDS:
        return 2
    if _COUNTERS & {page.tokens[i].lower for i in range(first, head)}:
        return 1  # who counts the dead of its own ground, and of an event that is placed elsewhere
    return 0 if word in _SPOKESMEN or lemma in _BODIES else 2


def _past(page: Page, index: int, words: frozenset[str]) -> int:
    """The first token from an index backwards that is none of the words; at most five are passed."""
    at = index
    while at >= 0 and index - at < 5 and page.tokens[at].lower in words:
        at -= 1
    return at


def _bond_of_seat(page: Page, preposition: int, after: int) -> int:
    """3 where it happens; 2 where those are who tell of it ("medics in Velm received", "a man in Velm said").

    1 where somebody sits who speaks ("a study centre in Velm"), 0 where a government does ("the ministry in").
    """
    noun = page.phrase_at.get(preposition - 1)
    if noun is None:
        return 3
    head = page.tokens[noun.head].lower
    if head in _GOVERNING:
        return 0
    if head in _SEATED or page.tokens[noun.head - 1].lower == "press":
        return 1
    telling = page.verb_at.get(after)
    told = telling is not None and telling.first == after and telling.finite and telling.lemma in _COUNTING
    return 2 if head in _TELLERS or told else 3


def _names_an_office(page: Page, after: int) -> bool:
    """ "Osk | office", "Osk | correspondent": where somebody works who speaks."""
    return after < len(page.tokens) and page.tokens[after].lower in _OFFICES and page.phrase_at.get(after) is not None


_OFFICES = frozenset("office bureau correspondent embassy newsroom representative delegation".split())
_TELLERS = frozenset("officials medics doctors authorities nurses hospitals morgue hospital".split())
_GOVERNING = frozenset("ministry government embassy headquarters parliament conference summit court leadership junta regime".split())


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


def issued_from(page: Page, place: Place) -> bool:
    """Whether a place only tells where a report was written: in a dateline, or beside the date in a line of the head."""
    first, last = page.tokens_in(*place.span)
    number = page.paragraph_numbers[first]
    if number >= _HEAD:
        return False
    begin, end = page.paragraphs[number]
    verbs = {page.tokens[page.verb_at[i].head].lower for i in range(max(begin, first - 12), first) if i in page.verb_at}
    if verbs - _ISSUED:
        return False
    ahead = page.tokens[last : min(end, last + 3)]
    if (
        (verbs or first - page.sentence_of(first)[0] < 6)
        and len(ahead) > 1
        and ahead[0].text == ","
        and (_dates(ahead) or ahead[1].lower.rstrip(".") in MONTHS)
    ):
        return True
    if not page.tokens[begin].text[0].isupper() or last - begin > 12:
        return False
    if first == begin and place.name.isupper() and len(place.name) > 3 and end - begin > 12:
        return True
    dash = next((i for i in range(last, min(end - 1, begin + 24)) if _dash(page, i)), None)
    return dash is not None and not any(i in page.verb_at for i in range(begin, dash))


def _dates(ahead: Sequence[Token]) -> bool:
    """ ", 12 May", ", 12.05.2021", ", 2021": a day or a year, not a count ("In Torm, 64 people …")."""
    number = ahead[1].text
    if not number[0].isdecimal():
        return False
    following = ahead[2].lower.rstrip(".") if len(ahead) > 2 else ""
    return following in MONTHS or not number.isdecimal() or (len(number) == 4 and number[:2] in ("19", "20"))


def _dash(page: Page, index: int) -> bool:
    """A dash between words, not one inside a range or a compound."""
    return page.tokens[index].text in ("–", "—", "-", "--") and page.tokens[index].start > page.tokens[index - 1].end


def place_of_event(page: Page, places: Sequence[Place], first: int, last: int, *, at: int | None = None) -> Place | None:
    """The most specific place for an event told in a token range; ``at`` is the token of the count that is to be placed.

    Looked for in the range, then its sentence, then the sentences of its paragraph before it that tell of harm, then those of the
    report, then anywhere in it. A state is taken only when its sentence names nothing nearer; places people come from or go to only
    when nothing else is named. None when no place is named at all.
    """
    if first >= last or not places:
        return None
    sentence = page.sentence_of(first)
    if at is not None and (fronted := _fronted(page, places, at)) is not None:
        return fronted
    apart = any(page.tokens[i].lower in _APART for i in range(*sentence))
    for least in (2, 1):
        for begin, end in ((first, last), sentence):
            found = _best(page, places_in(page, places, begin, end), first, least)
            # "the state's airstrikes on …": the state named with an event may be its doer's; the sentence says where
            if found is not None and ((begin, end) == sentence or width_of(page, found) != Width.STATE):
                return found
        if apart:
            continue
        found = _elsewhere(page, places, first, least)
        if found is not None:
            return found
    return None


def _fronted(page: Page, places: Sequence[Place], at: int) -> Place | None:
    """ "In Dan Gora they killed nine, | in Ruwan four farmers died | , and in Kwarin the toll was two": each part opens with its place.

    None unless the sentence has two parts or more that open so.
    """
    first, end = page.sentence_of(at)
    opened = [place for place in places_in(page, places, first, end) if _opens_part(page, place, first)]
    if len(opened) < 2 or any(width_of(page, place) == Width.STATE for place in opened):
        return None
    return next((place for place in reversed(opened) if page.token_at(place.span[0]) < at), None)


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
    if opening and group is not None and group.finite and not group.passive and group.lemma in _COUNTING:
        begin = first
    return begin, end


def _told_of(page: Page, places: Sequence[Place], near: int) -> Place | None:
    """The place that a sentence before a total is about, or whose own ministry counts in it."""
    return _best(page, places, near, 2) or next((place for place in places if _counts_its_ground(page, place)), None)


def _counts_its_ground(page: Page, place: Place) -> bool:
    """ "The health ministry in Velia", "Velia's health ministry": its toll counts for Velia, though it sits there too."""
    after = page.tokens_in(*place.span)[1]
    if after + 1 < len(page.tokens) and page.classes[after] == "POS" and (owned := page.phrase_at.get(after + 1)) is not None:
        return bool(_COUNTERS & {page.tokens[i].lower for i in range(after + 1, owned.head)})
    at = _past(page, page.token_at(place.span[0]) - 1, _SKIPPED)
    body = page.phrase_at.get(at - 1) if at > 0 and page.tokens[at].lower in ("in", "of") else None
    return body is not None and bool(_COUNTERS & {page.tokens[i].lower for i in range(body.first, body.last)})


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
    return bool(between & {"and", "or", "&"}) and between <= _HERE | _SKIPPED | {"and", "or", "&", ","}


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
    eventful = [s for s in before if _tells_of_harm(page, *s)]
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


def _tells_of_harm(page: Page, first: int, last: int) -> bool:
    return any(token.lower in _HARM for token in page.tokens[first:last])
