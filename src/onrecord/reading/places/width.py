"""How specific a place is, and which places a token range names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from onrecord.reading.page import Page
from onrecord.reading.places.gazetteer import is_wide
from onrecord.reading.places.lands import is_land
from onrecord.reading.places.names import ADMINISTRATIVE, COMPASS, SETTLEMENTS
from onrecord.records import Place


class Width(IntEnum):
    """How specific a place is."""

    STATE = 0
    AREA = 1
    SETTLEMENT = 2


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
    if before == "the" and last - first == 1 and (last >= len(page.tokens) or page.classes[last] not in ("NN", "NNS", "NNP")):
        return Width.AREA  # "across the Sarn": a river, a valley, hardly ever a town
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
