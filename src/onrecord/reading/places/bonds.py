"""How closely a place is tied to what happens: named for it, where it happens, beside it, or only where somebody speaks or acts."""

import re
from functools import lru_cache

from onrecord.reading.page import Page
from onrecord.reading.places.find import ROADS, STRONG
from onrecord.reading.places.names import ADMINISTRATIVE, COMPASS, GROUNDS, SETTLEMENTS, SITES
from onrecord.reading.words import noun_lemma
from onrecord.records import Place

HERE = STRONG | {"between", "on", "over", "against"}
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
COUNTERS = frozenset({"health", "rescue", "ambulance", "medical", "emergency", "civil"})
"""Words for bodies that count the dead and injured of the ground they are named with."""
COUNTING = _SAYING | {"count", "estimate", "record"}
_ARTICLES = COMPASS | {"the"}
SKIPPED = (
    frozenset("the nearby besieged occupied town city village hamlet area district port capital province region of rural border".split())
    | COMPASS
)


def bond_of(page: Page, place: Place) -> int:
    """How closely a place is tied to what happens.

    4 the event is named for it, 3 where it happens, 2 beside it, 1 whence, whither or a speaker's seat, 0 it acts itself.
    """
    first, last = page.tokens_in(*place.span)
    if _in_another_hour(page, first):
        return 1
    at = past(page, first - 1, _ARTICLES)
    if at > 0 and page.tokens[at].lower == "of":
        noun = page.tokens[at - 1].lower
        if noun in COMPASS and _measured_from(page, at - 1):
            return 1  # "in Qasr Rimla, south of Tripoli"
        if noun in _SEATED_OF:
            return 1  # "the governor of Tillaberi"
        if noun in ("ministry", "minister", "ministers"):
            return 1  # "the health ministry of Velia": who counts
        if noun in _FORCES_OF:
            return 0  # "the army of Velia", "61 soldiers of Velia"
        return 4 if noun in _EVENTS else 3 if noun in SETTLEMENTS | COMPASS else 2
    at = past(page, at, SKIPPED)
    word = page.tokens[at].lower if at >= 0 else ""
    if word == "into" and (moving := page.verb_at.get(at - 1)) is not None and moving.lemma in _CROSSING:
        return 1  # "have crossed into Velia"
    if word in HERE:
        seat = place.name in seats_of_government(page.text) and not tells_of_harm(page, *page.sentence_of(first))
        return min(_bond_of_seat(page, at, last, place.name), 1 if seat else 3)
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
        if group.lemma in _SUFFERING or (group.lemma == "have" and tells_of_harm(page, group.last, page.sentence_of(first)[1])):
            return 2  # "Velia had had 40 people killed"
        return 0  # "Damascus rejected the figure": a government by its capital
    before = page.verb_at.get(first - 1)
    if before is not None and not before.infinitive and before.lemma not in _SAYING:
        return 3  # "struck Barvinsk station", "reached Bokaya"
    return 2


def _in_another_hour(page: Page, index: int) -> bool:
    """ "A few hours before | the bridge at Sarn was bombed": what the event is only dated by."""
    first, end = page.sentence_of(index)
    for at in range(index - 1, max(first, index - _DATING) - 1, -1):
        if page.classes[at] == "PU":
            return False
        if page.tokens[at].lower == "before" and at > first + 1 and page.tokens[at - 1].lower in _UNITS:
            return any((group := page.verb_at.get(n)) is not None and group.finite for n in range(index, min(index + _DATING, end)))
    return False


_UNITS = frozenset("minutes hour hours day days week weeks month months year years".split())
_DATING = 8
"""Tokens from "hours before" to a place that it dates by, at most."""


@lru_cache(maxsize=4)
def seats_of_government(text: str) -> frozenset[str]:
    """Towns of which a text says that a government sits there ("the health ministry in Velm")."""
    return frozenset(match[1] for match in _SEAT.finditer(text))


_SEAT = re.compile(r"\b(?:[Mm]inistry|[Gg]overnment|[Gg]eneral [Ss]taff|[Pp]arliament|[Hh]igh [Cc]ommand|[Cc]abinet) in ([A-Z][\w’-]+)\b")


def tells_of_harm(page: Page, first: int, last: int) -> bool:
    """Whether a token range has a word of harm or of fighting."""
    return any(token.lower in _HARM for token in page.tokens[first:last])


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
    if COUNTERS & {page.tokens[i].lower for i in range(first, head)}:
        return 1  # who counts the dead of its own ground, and of an event that is placed elsewhere
    return 0 if word in _SPOKESMEN or lemma in _BODIES else 2


def past(page: Page, index: int, words: frozenset[str]) -> int:
    """The first token from an index backwards that is none of the words; at most five are passed."""
    at = index
    while at >= 0 and index - at < 5 and page.tokens[at].lower in words:
        at -= 1
    return at


def _bond_of_seat(page: Page, preposition: int, after: int, name: str) -> int:
    """3 where it happens; 2 where those are who tell of it ("medics in Velm received", "a man in Velm said").

    1 where somebody sits who speaks ("a study centre in Velm"), whence it was fired ("guns near Velm") or where people were brought
    afterwards ("taken to hospital in Velm"); 0 where a government sits ("the ministry in").
    """
    noun = page.phrase_at.get(preposition - 1)
    if noun is None:
        return 3
    head = page.tokens[noun.head].lower
    if head in _GOVERNING or (head == "staff" and page.tokens[noun.head - 1].lower == "general"):
        return 0
    if head in _COMMANDS and page.classes[noun.head] == "NN" and _spoken_by(page, noun.first):
        return 1  # "as told by the army in Velm"
    if head in _SEATED or page.tokens[noun.head - 1].lower == "press":
        return 1
    if head in _GUNS:
        return 0
    if head in _CARE and _brings(page, preposition):
        return 1
    if head.removesuffix("s") in _SOURCES and after < len(page.tokens) and page.tokens[after].lower == "that":
        return 1  # "learned from an official in Velm | that a mine at Osk …"
    if head in ("official", "officials") and name in seats_of_government(page.text):
        return 1
    telling = page.verb_at.get(after)
    told = telling is not None and telling.first == after and telling.finite and telling.lemma in COUNTING
    return 2 if head in _TELLERS or told else 3


def _spoken_by(page: Page, at: int) -> bool:
    """Whether what begins at a token is the voice that tells: "as told by the army", "according to the army"."""
    before = page.tokens[at - 1].lower if at else ""
    telling = page.verb_at.get(at - 2) if at > 1 else None
    return (before == "by" and telling is not None and telling.lemma in COUNTING) or (
        before == "to" and at > 1 and page.tokens[at - 2].lower == "according"
    )


def _brings(page: Page, index: int) -> bool:
    """Whether a sentence tells of people brought somewhere after they came to harm."""
    first, end = page.sentence_of(index)
    return any(page.verb_at[n].lemma in _BRINGING for n in range(first, end) if n in page.verb_at)


def _names_an_office(page: Page, after: int) -> bool:
    """ "Osk | office", "Osk | correspondent": where somebody works who speaks."""
    return after < len(page.tokens) and page.tokens[after].lower in _OFFICES and page.phrase_at.get(after) is not None


_OFFICES = frozenset("office bureau correspondent embassy newsroom representative delegation".split())
_TELLERS = frozenset("officials medics doctors authorities nurses hospitals morgue hospital".split())
_COMMANDS = frozenset({"army", "military", "navy", "command", "police"})
_SOURCES = frozenset({"official", "officer", "diplomat", "source", "medic", "doctor", "spokesman", "spokeswoman"})
_GUNS = frozenset("gun guns battery batteries launcher launchers howitzer howitzers artillery mortars".split())
_CARE = frozenset("hospital hospitals clinic clinics morgue mortuary".split())
_BRINGING = frozenset("bring take rush carry fly admit transfer evacuate ferry drive".split())
_FORCES_OF = frozenset("army armies navy soldiers troops forces artillery guns government governments".split())
_CROSSING = frozenset("cross flee come move go walk pour stream escape".split())
_GOVERNING = frozenset("ministry government embassy headquarters parliament conference summit court leadership junta regime".split())
