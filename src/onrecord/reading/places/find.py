"""Named places of a page, by the words around them.

A name is taken for a place when its context says so: after a preposition of place ("near Sake"), beside a geographic noun ("the
village of Ogona", "Marib province"), as a further member of a chain ("in Umm Rakuba, North Kordofan"), as owner of what towns have
("Gardez's hospitals"), or as the name of a state or large town that stands alone. A name so found is a place wherever it stands again.
"""

from collections.abc import Iterable, Sequence

from onrecord.reading.page import Page
from onrecord.reading.places.gazetteer import LARGE_TOWN, is_people, is_wide, state, town
from onrecord.reading.places.lands import is_land
from onrecord.reading.places.names import (
    ADMINISTRATIVE,
    COMPASS,
    GROUNDS,
    LANDFORMS,
    SETTLEMENTS,
    SITES,
    TITLES,
    Run,
    acronym,
    place_shaped,
    runs,
    titled,
)
from onrecord.reading.places.sites import at_a_spot, in_title, names_event, no_common_words
from onrecord.reading.tokens import Token
from onrecord.records import Place

STRONG = frozenset(
    "in near opposite outside inside around throughout across at toward towards into through off via beyond above besieging".split()
)
"""Prepositions that take a place when a name follows."""
_MODIFIERS = frozenset(
    "the nearby besieged occupied rebel-held government-held opposition-held neighbouring neighboring war-torn "
    "embattled divided historic port capital coastal frontline front-line border rural mountainous remote parts much "
    "most all city town village district of areas part both ancient".split()
)
_TOWN_OWNED = frozenset(
    "mayor hospital hospitals residents outskirts suburbs suburb streets market markets port airport centre center "
    "governor district districts coast border borders capital population people inhabitants prefect council "
    "neighbourhoods schools university province north south east west mosque church main old prison police".split()
)
_INHABITANTS = frozenset(
    "post residents people villagers elders inhabitants families fishermen mayor governor outskirts suburbs streets north "
    "south east west northeast northwest southeast southwest centre center siege fall battle shelling bombardment "
    "capture recapture liberation occupation loss evacuation edge town city village hamlet port capital province "
    "district region suburb settlement island camp state prefect bishop archbishop sheikh kilometres km miles bombing "
    "skies coast waters borders part parts villages towns houses homes huts ruins rubble harbour markets market".split()
)
_SEATS = frozenset(
    {
        "raid",
        "raids",
        "assault",
        "attack",
        "attacks",
        "strike",
        "strikes",
        "march",
        "offensive",
        "airstrikes",
        "advance",
        "shells",
        "rockets",
    }
)
_MOVING = frozenset(
    "flee travel move take return head drive bring march advance withdraw retreat lead evacuate go come walk cross "
    "send deploy fly rush escape airlift transfer deport fire launch smuggle displace expel".split()
)
_TAKING = frozenset(
    "reach enter capture seize strike hit shell bomb storm besiege retake leave flee raid visit liberate recapture "
    "overrun bombard pound encircle surround hold abandon quit cross approach attack rock devastate ravage batter evacuate "
    "control occupy lose torch burn ransack loot sweep engulf shake raze flatten hammer rattle".split()
)
ROADS = frozenset("road highway track motorway".split())
_IN_THE_AIR = frozenset("down downed shot flew fly flying crashed exploded intercepted smoke sky skies airspace seen heard".split())
_HITTING = frozenset("strike hit shell bomb bombard pound rock torch sweep engulf devastate shake hammer raze ravage flatten loot".split())
_SPEAKING = frozenset("say tell deny accuse claim warn add announce state reject insist call describe confirm argue write vow".split())
_HAS = frozenset({"has", "had"})
_HAVING = _HAS | {"also", "already", "now"}
_ABOUT = frozenset("more than over about nearly almost some at least up to as many and hundred thousand".split())
_PEOPLE = frozenset("people civilians residents inhabitants".split())
_HARMED = frozenset("killed wounded injured displaced detained abducted missing".split())


def find_places(page: Page) -> tuple[Place, ...]:
    """Mentions of places in text order. Country and position are given where the gazetteer knows the name, else None."""
    candidates = [run for sentence in page.sentences for run in _candidates(page, *sentence)]
    by_name: dict[str, list[Run]] = {}
    for run in candidates:
        by_name.setdefault(run.name, []).append(run)
    found = {run for run in candidates if _by_context(page, run) or _by_event(page, run, by_name[run.name])}
    names = {run.name for run in found} | {run.name.title() for run in found if run.name.isupper() and _dateline(page, run)}
    for _ in range(2):  # a chain may hang on a name found later
        by_end = {run.last: run for run in found}
        found |= {run for run in candidates if run not in found and _in_chain(page, run, by_end)}
        found |= {run for run in candidates if run.name in names and not titled(page.tokens, run)}
        names |= {run.name for run in found}
    weak = {run for run in candidates if run not in found and run.name not in names and _weakly(page, run, by_name[run.name])}
    taken = {run.name for run in weak}  # "fled Orel … the Orel killings"
    found |= weak | {run for run in candidates if run.name in taken and not titled(page.tokens, run)}
    return tuple(_record(page, run) for run in sorted(found))


def _candidates(page: Page, first: int, last: int) -> Iterable[Run]:
    for run in runs(page, first, last):
        if is_people(run.name) and not is_wide(run.name):
            continue
        yield from _split(page, run)


def _split(page: Page, run: Run) -> Iterable[Run]:
    """A people before a name is not part of it ("Sudanese Darfur"); a headline's run is cut where a known town ends it."""
    first = run.first
    while first < run.last - 1 and is_people(page.tokens[first].text):
        first += 1
    yield run if first == run.first else Run(first, run.last, page.words(first, run.last))


def _headline(page: Page, run: Run) -> bool:
    """In a line where most words are capitalised, capitals say nothing."""
    first, last = page.sentence_of(run.first)
    words = [token for token in page.tokens[first:last] if token.text[0].isalpha()]
    return len(words) >= 4 and sum(token.text[0].isupper() for token in words) >= 0.7 * len(words)


def _by_context(page: Page, run: Run) -> bool:
    tokens = page.tokens
    if titled(tokens, run) or _person_follows(page, run):
        return False
    if is_wide(run.name) or is_land(page.text, run.name):
        return True
    if acronym(run.name) and not _dateline(page, run):
        return False
    if _geographic_head(page, run) or _dateline(page, run):
        return True
    if tokens[run.first].lower in LANDFORMS and run.last - run.first > 1 and not _speaks(page, run):
        return True
    if _buries_its_dead(page, run) or _has_people_harmed(page, run) or _heads_an_item(page, run):
        return True
    if _headline(page, run):
        return in_title(page, run)
    if at_a_spot(page, run):
        return True
    before = _word_before(tokens, run.first)
    if before == "of" and _whole_of(tokens, run):
        return True
    if _adjectival(page, run):
        return False
    if before == "over" and _IN_THE_AIR & {token.lower for token in tokens[max(0, run.first - 5) : run.first]}:
        return True
    if before in STRONG or _between(tokens, run) or _compass_of(tokens, run):
        return True
    if _owns_town(page, run) or _road_to(tokens, run):
        return True
    if before == "of" and _noun_before_of(tokens, run) in _INHABITANTS:
        return True
    known = town(run.name)
    return known is not None and known.population >= LARGE_TOWN and _stands_alone(page, run)


def _road_to(tokens: Sequence[Token], run: Run) -> bool:
    """ "on the road to Osk", "the highway from Osk"."""
    if run.first < 2 or tokens[run.first - 1].lower not in ("to", "from"):
        return False
    return tokens[run.first - 2].lower in ROADS


def _buries_its_dead(page: Page, run: Run) -> bool:
    """ "Puerto Sanchi buries its dead", "Osk mourns its miners": what only a place does."""
    if run.last + 1 >= len(page.tokens):
        return False
    word = page.tokens[run.last].lower
    return word in ("buries", "counts", "mourns", "buried", "counted", "mourned") and page.tokens[run.last + 1].lower in (
        "its",
        "their",
        "the",
    )


def _has_people_harmed(page: Page, run: Run) -> bool:
    """ "Norrin has had more than 300 people killed": a body has soldiers or fighters killed, a place its people."""
    end = page.sentence_of(run.first)[1]
    at = run.last
    while at < end and page.tokens[at].lower in _HAVING:
        at += 1
    if at == run.last or page.tokens[run.last].lower not in _HAS:
        return False
    number = at
    while at < end and (page.classes[at] == "CD" or page.tokens[at].lower in _ABOUT):
        at += 1
    numbered = any(page.classes[n] == "CD" for n in range(number, at))
    return numbered and at + 1 < end and page.tokens[at].lower in _PEOPLE and page.tokens[at + 1].lower in _HARMED


def _heads_an_item(page: Page, run: Run) -> bool:
    """ "Bhalukhola. On 10 August soldiers …": a name by itself at the head of a paragraph."""
    first, last = page.paragraphs[page.paragraph_numbers[run.first]]
    stands = run.first == first and run.last < last - 6 and page.tokens[run.last].text == "."
    return stands and all(page.classes[n] == "NNP" for n in range(run.first, run.last)) and not acronym(run.name)


def _by_event(page: Page, run: Run, mentions: Sequence[Run]) -> bool:
    """ "The Barna ambush": called by its place."""
    return not titled(page.tokens, run) and names_event(page, run, mentions)


def _adjectival(page: Page, run: Run) -> bool:
    """A name used as an adjective ("in Velmari army uniform"): a noun follows that is not one of place."""
    if run.last >= page.sentence_of(run.first)[1] or town(run.name) or page.classes[run.last] not in ("NN", "NNS", "JJ"):
        return False
    return page.tokens[run.last].lower not in SITES | SETTLEMENTS | ADMINISTRATIVE | GROUNDS


def _word_before(tokens: Sequence[Token], index: int) -> str:
    """The nearest word before a name, past "the", directions and the like."""
    at = index - 1
    while at >= 0 and index - at <= 4 and (tokens[at].lower in _MODIFIERS - {"of"} or tokens[at].lower in COMPASS):
        at -= 1
    return tokens[at].lower if at >= 0 else ""


def _whole_of(tokens: Sequence[Token], run: Run) -> bool:
    """ "In all of Velia", "across much of Velia"."""
    at = run.first - 2
    return at > 0 and tokens[at].lower in ("all", "most", "much", "parts") and tokens[at - 1].lower in STRONG


def _noun_before_of(tokens: Sequence[Token], run: Run) -> str:
    at = run.first - 1
    while at >= 0 and tokens[at].lower != "of":
        at -= 1
    return tokens[at - 1].lower if at > 0 else ""


def _compass_of(tokens: Sequence[Token], run: Run) -> bool:
    """ "south of Hudaydah", "central Mali"."""
    if run.first and tokens[run.first - 1].lower in COMPASS - {"upper", "lower", "inner", "outer"}:
        return True
    return run.first > 1 and tokens[run.first - 1].lower == "of" and tokens[run.first - 2].lower in COMPASS


def _between(tokens: Sequence[Token], run: Run) -> bool:
    """ "between Djiba and Bourzoum" on a road: both names single and the clause one of place."""
    if run.first < 1:
        return False
    if tokens[run.first - 1].lower == "between":
        at = run.last
    elif tokens[run.first - 1].lower == "and":
        at = run.first - 1
        while at > 0 and (tokens[at - 1].text[0].isupper() or tokens[at - 1].lower.startswith(("al-", "el-"))):
            at -= 1
        if at == 0 or tokens[at - 1].lower != "between":
            return False
        at -= 1
    else:
        return False
    head = tokens[max(0, at - 6) : at]
    return any(
        token.lower in ("road", "highway", "route", "bomb", "convoy", "bus", "border", "halfway", "train", "track") for token in head
    )


def _geographic_head(page: Page, run: Run) -> bool:
    tokens = page.tokens
    if tokens[run.last - 1].lower in ADMINISTRATIVE and run.last - run.first > 1:
        return True
    following = tokens[run.last].lower if run.last < len(tokens) else ""
    if following in SITES and not _headline(page, run):
        return True
    if following in ADMINISTRATIVE | SETTLEMENTS and following not in ("states", "capital", "area", "areas", "bank"):
        return True
    before = tokens[run.first - 1].lower if run.first else ""
    if following == "front" and before == "the" and run.first > 1 and tokens[run.first - 2].lower in ("on", "along", "at"):
        return True  # "on the Velmar front"
    if before == "the" and run.first > 1 and tokens[run.first - 2].lower == "of":
        return _noun_before_of(tokens, run) in _BY_WATER  # "the valley of the Sarn"; a depot of the RSF is that of a body
    return before in ("village", "town", "city", "hamlet", "kibbutz", "island") or (
        before == "of" and _noun_before_of(tokens, run) in (SETTLEMENTS | ADMINISTRATIVE | GROUNDS) - {"state", "states", "plains", "well"}
    )


_BY_WATER = frozenset("valley delta mouth bank banks gorge canyon headwaters estuary shore shores".split())


_PARTED = COMPASS | frozenset({"old", "new", "main", "central"})


def _owns_town(page: Page, run: Run) -> bool:
    tokens = page.tokens
    owned = run.last + 1
    while owned + 1 < len(tokens) and (tokens[owned].lower in _PARTED or page.classes[owned] == "CD"):
        owned += 1  # "Osk's lower town"
    parted = owned > run.last + 1 and owned < len(tokens) and tokens[owned].lower in _TOWN_OWNED | SETTLEMENTS
    return owned < len(tokens) and tokens[run.last].lower in ("'s", "'") and (tokens[owned].lower in _TOWN_OWNED or parted)


def _stands_alone(page: Page, run: Run) -> bool:
    """Not part of a longer name and not the short name of a person ("Lincoln said")."""
    first, _ = page.sentence_of(run.first)
    before = page.tokens[run.first - 1] if run.first > first else None
    return before is None or not before.text[0].isupper() or before.lower in ("the", "in")


def _person_follows(page: Page, run: Run) -> bool:
    """ "Kofi Anan, a trader, said": a name of two words with a description behind it, after a comma that ends a place."""
    tokens = page.tokens
    if run.first < 1 or tokens[run.first - 1].text != "," or run.last + 1 >= len(tokens) or is_wide(run.name):
        return False
    if tokens[run.first].lower in COMPASS or tokens[run.last - 1].lower in ADMINISTRATIVE:
        return False
    return tokens[run.last].text == "," and tokens[run.last + 1].lower in ("who", "whose")


def _dateline(page: Page, run: Run) -> bool:
    """ "BAKU/YEREVAN, Oct 14 –": capitals at the head of a paragraph, before a comma and a date or a dash."""
    number = page.paragraph_numbers[run.first]
    first, last = page.paragraphs[number]
    if number > 3 or not page.words(run.first, run.last).isupper() or run.last >= last:
        return False
    if run.first != first and page.tokens[run.first - 1].text not in ("/", ",", "and"):
        return False
    window = page.tokens[run.last : min(last, run.last + 14)]
    if window[0].text == "." and run.first == first and len(run.name) > 3 and len(page.paragraphs) > 1:
        return True  # "VELM. The number of dead …"
    return window[0].text in (",", "/", "(", "-", "–", "—") and any(token.text in ("-", "–", "—", "--") for token in window)


def _in_chain(page: Page, run: Run, by_end: dict[int, Run]) -> bool:
    """The next member behind a found place: "Umm Rakuba, North Kordofan," or "Loi Kut and Nam Hsat"."""
    tokens = page.tokens
    if run.first < 2 or titled(tokens, run) or acronym(run.name):
        return False
    mark = tokens[run.first - 1].text
    before = by_end.get(run.first - 1)
    if before is None or mark not in (",", "and", "/", "–", "-", "or"):
        return False
    if _headline(page, run) and not no_common_words(page, run):
        return False
    if mark == "," and _holds_office_of(tokens, before, run):
        return False
    if mark in ("and", "or", "/", "–", "-"):
        return _word_before(tokens, before.first) in STRONG | {"of", "between", "from", "to", "the"} and not _acts(page, run)
    return not _acts(page, run) and not (run.last - run.first > 1 and _described(tokens, run))


def _holds_office_of(tokens: Sequence[Token], place: Run, run: Run) -> bool:
    """ "The mayor of Orel, Petar Varga, said": who holds the office, and no region that the town lies in ("of Orel, North Kivu,")."""
    if place.first < 2 or tokens[place.first - 1].lower != "of" or tokens[place.first - 2].lower not in TITLES:
        return False
    return run.last - run.first > 1 and not place_shaped(tokens, run) and state(run.name) is None and town(run.name) is None


def _acts(page: Page, run: Run) -> bool:
    """The name is the subject of the verb that follows."""
    group = page.verb_at.get(run.last)
    return group is not None and group.finite


def _described(tokens: Sequence[Token], run: Run) -> bool:
    """ "…, Jean Dupont, a trader,": a description behind it, and nothing of a place in its shape."""
    if run.last + 1 >= len(tokens) or tokens[run.last].text != ",":
        return False
    return (
        tokens[run.last + 1].lower in ("a", "an", "the", "who", "whose", "his", "her")
        and not place_shaped(tokens, run)
        and tokens[run.first].lower not in COMPASS
    )


_MENTIONS = 400
"""Mentions of one name that are looked at for what it does; keeps a page of one name linear."""


def _weakly(page: Page, run: Run, mentions: Sequence[Run]) -> bool:
    """Contexts that fit other names as well: they count for names shaped like places, known to the gazetteer, or that never act."""
    tokens = page.tokens
    if titled(tokens, run) or acronym(run.name) or _headline(page, run) or run.first == 0:
        return False
    before = tokens[run.first - 1].lower
    governed = before in ("to", "from", "for", "on") or _word_before(tokens, run.first) in ("to", "from")
    if not governed and page.verb_at.get(run.first - 1) is None:
        return False
    known = place_shaped(tokens, run) or town(run.name) is not None
    mentions = mentions[:_MENTIONS]
    speaks = any(_speaks(page, other) for other in mentions)
    if speaks or (
        run.last < len(tokens) and tokens[run.last].lower in ("fighters", "forces", "militants", "gunmen", "troops", "leader", "commander")
    ):
        return False
    if before in ("to", "from", "for") or _word_before(tokens, run.first) in ("to", "from"):
        verb = _verb_before(page, run.first)
        return known or (verb in _MOVING and before in ("to", "from")) or (verb == "report" and before == "from")
    if before == "on" and run.first > 1 and tokens[run.first - 2].lower in _SEATS:
        return (
            known
            or tokens[run.first - 2].lower in ("raid", "raids", "march", "advance", "assault", "offensive")
            or (
                tokens[run.first - 2].lower in ("strike", "strikes", "airstrike", "airstrikes", "attack", "attacks")
                and not any(_acts(page, other) or _owned_by(page, other) for other in mentions)
            )
        )
    group = page.verb_at.get(run.first - 1)
    if group is None or group.lemma not in _TAKING or group.passive or _adjectival(page, run):
        return False
    if known or group.lemma in ("reach", "enter", "visit", "retake", "recapture", "besiege", "flee", "evacuate"):
        return True
    if group.lemma in ("leave", "quit", "abandon") and not _left_as(page, run.last):
        return not any(_acts(page, other) for other in mentions)
    # weapons hit towns; who is hit but also acts is a group
    return group.lemma in _HITTING and not any(_acts(page, other) for other in mentions)


def _owned_by(page: Page, run: Run) -> bool:
    """The name has something, or something is called after it: "Hezbollah's men", "Hezbollah positions"."""
    return run.last < len(page.tokens) and (page.classes[run.last] in ("POS", "NNS") or page.tokens[run.last].lower in ("'s", "’s"))


def _left_as(page: Page, index: int) -> bool:
    """ "Left Anna dead", "left Varga to die": somebody, not somewhere."""
    return index < len(page.tokens) and (page.classes[index] in ("JJ", "VBN", "VBG", "TO") or page.tokens[index].lower in ("with", "alone"))


def _speaks(page: Page, run: Run) -> bool:
    group = page.verb_at.get(run.last)
    return group is not None and group.lemma in _SPEAKING


def _verb_before(page: Page, index: int) -> str:
    first, _ = page.sentence_of(index)
    for at in range(index - 1, max(first, index - 7) - 1, -1):
        group = page.verb_at.get(at)
        if group is not None:
            return group.lemma
    return ""


def _record(page: Page, run: Run) -> Place:
    name, last = run.name, run.last
    tokens = page.tokens
    if last < len(tokens) and tokens[last].lower in ADMINISTRATIVE - {"states", "state", "coast", "bank"}:
        last += 1
        name = page.words(run.first, last)
    core = run.name.title() if run.name.isupper() and len(run.name) > 4 else run.name
    entry = town(core)
    country = state(core) or (entry.country if entry else None)
    latitude, longitude = (entry.latitude, entry.longitude) if entry and state(core) is None else (None, None)
    return Place(name=name, span=page.span(run.first, last), country=country, latitude=latitude, longitude=longitude)
