"""Runs of capitalised words that may be the name of a place, and the words that decide whether they are."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.tokens import Token

_PARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az|ul|la|le)[-‐‑]\w")
_INNER = frozenset({"al", "el", "de", "del", "la", "las", "los", "da", "do", "dos", "di", "du", "des", "sur", "les"})
_OF_HEADS = frozenset("gulf republic bay isle strait horn port sea cape line isles kingdom state states bank".split())
COMPASS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "north-east north-west south-east south-west northeastern northwestern southeastern southwestern north-eastern "
    "north-western south-eastern south-western upper lower greater downtown inner outer".split()
)
ADMINISTRATIVE = frozenset(
    "province provinces governorate governorates region regions state states county counties oblast prefecture "
    "department departments division canton strip valley mountains hills plateau peninsula desert basin plain plains "
    "delta heights bank islands island district districts subdistrict municipality territory coast".split()
)
"""Heads that make a name an area larger than a settlement."""
SETTLEMENTS = frozenset(
    "town city village hamlet port settlement suburb neighbourhood neighborhood township capital camp kibbutz commune "
    "locality enclave villages towns cities hamlets suburbs settlements camps townships area areas pass crossing "
    "checkpoint quarter ward junction garrison direction axis sector".split()
)
SITES = frozenset(
    "hospital university school street road avenue airport bridge square mosque church market prison hotel mall base "
    "station college clinic palace stadium tower building barracks cathedral temple highway airfield refinery dam "
    "park centre center museum cemetery lane boulevard".split()
)
GROUNDS = frozenset(
    "ridge hill hills hilltop mountain mount peak river riverbank creek stream lake lagoon lakeshore forest woods wood jungle islet "
    "reef beach shore shoreline bay cape cove gorge ravine canyon swamp marsh oasis waterfall waterfalls spring springs "
    "well wells quarry mine mines pit orchard farm farms estate plantation ranch factory plant sawmill mill depot "
    "warehouse silo pier jetty dock docks quay wharf landing harbour harbor terminal tunnel canal lock ford gate "
    "roundabout intersection crossroads interchange reservoir substation slum ghetto bazaar souk meadow pasture steppe "
    "headland causeway embankment viaduct escarpment "
    "isthmus strait channel frontline salient bridgehead outpost barrage weir ruins monastery convent shrine "
    "chapel synagogue tollgate weighbridge compound block flats dormitory clinic maternity courthouse stockyard".split()
)
"""Heads behind a name that make it a spot on the ground, besides built sites ("the Oskel sawmill", "Barna ridge")."""
_BODIES = frozenset(
    "ministry army forces force front party agency news committee council movement brigade battalion office "
    "government coalition union nations organisation organization group group's league alliance corps guard police "
    "command commission court parliament congress senate fund bank programme program watch society institute "
    "foundation network press times post journal herald telegraph wire radio tv television media channel militia "
    "jihad resistance authority administration secretariat service services association federation division regiment "
    "unit international amnesty crescent cross club company group's board assembly tribunal initiative mission envoy "
    "general president minister guardian monitor observatory review tribune gazette courier mail standard quarterly "
    "spokesman spokeswoman spokesperson officials defence defense state's house side bureau war wars treaty "
    "accord accords agreement resolution act day".split()
)
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. gen gen. lt lt. col col. maj maj. sgt sgt. capt capt. brig brig. adm "
    "adm. sen sen. rep rep. gov gov. president minister premier king queen prince princess general colonel major "
    "captain lieutenant sergeant brigadier admiral commander chief sheikh imam pastor father sister brother bishop "
    "rabbi mayor governor senator ambassador secretary chancellor spokesman spokeswoman spokesperson director "
    "chairman chairwoman doctor professor judge lawyer activist journalist analyst named called sir lord lady private "
    "corporal envoy diplomat coordinator commissioner abu st prefect "
    "operation exercise project".split()
)
_NEVER = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec ramadan easter christmas "
    "eid muharram god allah islam christianity judaism english arabic urdu hindi hebrew french spanish portuguese "
    "russian turkish farsi persian pashto dari swahili amharic kurdish telegram twitter facebook whatsapp youtube "
    "tiktok instagram x signal internet i muslims christians jews sunni shia shiite marxist parliament congress "
    "senate cabinet i'm utc gmt breaking update mr mrs ms dr covid photo video image reuters afp ap bbc cnn we he she "
    "it they you a an the in on at this that these those there what when where who why how but and or if as for from "
    "with no yes not its his her their our my your all both each some many most nobody everybody everyone neither "
    "either none one two three four five six seven eight nine ten more after before since until while near outside inside around "
    "off against amid during into towards toward across despite without via per re".split()
)
_PLACE_SHAPES = frozenset(
    "tel tell tal wadi jabal jebel umm kafr kfar kafar deir dayr beit beyt bayt bir ain ayn ras bab qalat khirbet "
    "khan nahr port fort mount lake san santa santo saint sainte são rio puerto villa nova novo nova stara staro nir "
    "ein kibbutz camp new old upper lower north south east west al tin oued ouled ksar nueva nuevo los las quebrada "
    "el kampung nam loi ban muang cerro cape cabo sierra serra monte mont isla ilha bahr bahia lac koh bukit pulau "
    "gunung kota ciudad qala burj borj sidi souk suq".split()
)
LANDFORMS = frozenset("wadi jabal jebel deir beit kfar kafr nahr cabo cerro sierra serra bahr bukit pulau gunung".split())
"""First words that make a name of two words a place by themselves."""


class Run(NamedTuple):
    """Capitalised words in a row; token indices, end exclusive."""

    first: int
    last: int
    name: str


def runs(page: Page, first: int, last: int) -> list[Run]:
    """The runs of capitalised words in a sentence that could be place names."""
    found: list[Run] = []
    index = first
    while index < last:
        if _capital(page, index, first):
            end = _run_end(page, index, last)
            run = Run(index, end, page.words(index, end))
            if not _never_place(page.tokens, run):
                found.append(run)
            index = end
        else:
            index += 1
    return found


def _capital(page: Page, index: int, first: int) -> bool:
    token = page.tokens[index]
    if not token.text[0].isupper() or token.lower in _NEVER or len(token.text) < 2:
        return False
    if page.classes[index] == "NNP" or index > first or token.text.partition("-")[2][:1].isupper():
        return True  # "Carrefour-Lamarre counts its dead"
    return token.lower in COMPASS and index + 1 < len(page.tokens) and page.tokens[index + 1].text[0].isupper()


def _continues(page: Page, index: int) -> bool:
    token = page.tokens[index]
    if _PARTICLE.match(token.text) and any(character.isupper() for character in token.text):
        return True
    return token.text[0].isupper() and token.text[0].isalpha() and token.lower not in _NEVER


_NUMBERED = frozenset("hill kilometre kilometer km checkpoint height point post camp zone block quarter sector gate pk".split())
"""Words that a number makes the name of a spot: "Hill 402", "Kilometre 90"."""


def _run_end(page: Page, index: int, last: int) -> int:
    end = index + 1
    if end < last and page.tokens[index].lower in _NUMBERED and page.tokens[end].text.isdecimal():
        return end + 1
    while end < last:
        word = page.tokens[end].lower
        following = end + 1 < last and page.tokens[end + 1].text[0].isupper()
        if _continues(page, end):
            end += 1
        elif following and (word in _INNER or (word == "of" and page.tokens[end - 1].lower in _OF_HEADS)):
            end += 2
        elif word == "of" and end + 2 < last and page.tokens[end + 1].lower == "the" and page.tokens[end - 1].lower == "republic":
            end += 3
        else:
            break
    return end


def _never_place(tokens: Sequence[Token], run: Run) -> bool:
    last = tokens[run.last - 1].lower
    if last in SITES and not _stands_at(tokens, run):
        return True
    if tokens[run.first].lower == "abu" and run.first and tokens[run.first - 1].lower in ("in", "near", "outside", "around"):
        return False  # "in Abu Zabad": a town; "Abu Zabad said": a person
    return last in _BODIES or tokens[run.first].lower in TITLES or run.name == "New Year"


def _stands_at(tokens: Sequence[Token], run: Run) -> bool:
    """ "At Oskel Hospital", "near the Grand Bridge": a site by its full name, where something is; one that acts is a body."""
    at = run.first - 1 - (run.first > 1 and tokens[run.first - 1].lower == "the")
    return run.last - run.first > 1 and at >= 0 and tokens[at].lower in _SPOTS


_SPOTS = frozenset("at near outside inside around beside behind opposite".split())


def titled(tokens: Sequence[Token], run: Run) -> bool:
    """Whether a title or office stands before the name, or an age behind it: a person."""
    if run.first and tokens[run.first - 1].lower in TITLES:
        return True
    if run.last + 2 >= len(tokens) or tokens[run.last].text != "," or tokens[run.last + 2].text not in (",", ".", ";"):
        return False
    return tokens[run.last + 1].text.isdecimal() and len(tokens[run.last + 1].text) < 3


def acronym(name: str) -> bool:
    """ "RSF", "NATO": capitals only, and few."""
    return name.isupper() and name.isalpha() and len(name) <= 6


def place_shaped(tokens: Sequence[Token], run: Run) -> bool:
    """A name that begins or ends as place names do ("Wadi …", "… Strip")."""
    if run.last - run.first < 2:
        return tokens[run.first].lower.partition("-")[0] in _PLACE_SHAPES and "-" in tokens[run.first].text
    return tokens[run.first].lower in _PLACE_SHAPES or tokens[run.last - 1].lower in ADMINISTRATIVE
