"""The place that a count names for itself: "104 people killed | in Velia", "19 dead and 46 injured | on Velian soil"."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.places.lands import lands_of
from onrecord.reading.places.width import Width, places_in, width_of
from onrecord.records import Place

_WHERE = frozenset("in on at across throughout inside near around over".split())
_GROUND = frozenset("soil territory ground side".split())
_WORDS = frozenset("all of the whole parts both entire rest so far now already alone itself and or also".split())
"""Words that may stand between a count and its place, besides other counts and their harm."""
_LONGEST = 8
"""Tokens from the words of harm to the place, at most."""


def place_beside_count(page: Page, places: Sequence[Place], after: int, end: int, *, lands: bool) -> Place | None:
    """The place that follows a count and its word of harm at once, with nothing between but further counts.

    Args:
        page: the text.
        places: named places.
        after: the token after the count and its word of harm.
        end: past the clause of the count.
        lands: whether a whole land or an area will do; an event's place is the town that the clause names elsewhere.
    """
    for at in range(after, min(after + _LONGEST, end)):
        word = page.tokens[at].lower
        if word in _WHERE and (found := _named(page, places, at + 1, end)) is not None:
            return found if lands or width_of(page, found) == Width.SETTLEMENT else None
        if not (word in _WORDS or word in _WHERE or page.classes[at] in ("CD", "VBN", "NN", "NNS", "JJ", "RB")):
            return None
        if page.classes[at] in ("NN", "NNS") and at > after and word not in _GROUND and page.tokens[at - 1].lower in _WHERE:
            return None  # "killed in a raid on Osk"
    return None


def _named(page: Page, places: Sequence[Place], at: int, end: int) -> Place | None:
    """The place that begins at a token, past "all of", "the soil of"; for "Velian soil" the land."""
    while at < end and (page.tokens[at].lower in _WORDS or page.tokens[at].lower in _GROUND):
        at += 1
    if at + 1 < end and page.tokens[at + 1].lower in _GROUND:
        land = lands_of(page.text).get(page.tokens[at].text)
        return next((place for place in places if place.name == land), None)
    beginning = places_in(page, places, at, at + 1) if at < end else ()
    return beginning[0] if beginning else None
