"""Whether two figures of different reports are one claim: one number of one thing."""

from collections.abc import Iterable

from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.days import days_between
from onrecord.corroboration.groups import category_of, comparable, place_key, same_place
from onrecord.corroboration.names import folded
from onrecord.corroboration.numbers import can_both_hold, loosened, range_of, same_number
from onrecord.records import Figure

_RETOLD_DAYS = 60
"""Days after an event within which a report that does not date it is taken to tell of it."""
_COUNTERS = frozenset({"health", "rescue", "ambulance", "medical", "emergency", "civil"})
"""Words for bodies that count the dead and injured of their own ground."""
RARE_NUMBER = 100
"""A number from which two reports of some months that give it are likely to have it from each other, wherever."""
NEAR_DAYS = 4
"""Days within which two reports of one event come out, as a rule."""
_TELLING_NUMBER = 10
"""Numbers under ten meet by chance, so for them more than the number must agree."""


def same_people(book: SourceBook, one: Item, other: Item) -> bool:
    """Whether two figures may count the same people."""
    mine, its = figure_of(one), figure_of(other)
    if category_of(mine.group) != category_of(its.group) or not comparable(mine.group, its.group):
        return False
    whose, theirs = one.told.people, other.told.people
    return not whose or not theirs or book.same_doer(whose, theirs)


def same_days(one: Item, other: Item) -> bool:
    """Whether two figures can be of one day: of a running total the day it counted up to, of an event the day it happened on."""
    mine, its = one.told.day, other.told.day
    if mine is None or its is None:
        return True
    apart = abs(days_between(mine, its))
    both = one.told.dated and other.told.dated
    if one.told.running:
        return apart == 0 if both else apart <= 1
    if both:
        return apart <= 1
    if one.told.dated != other.told.dated:
        dated, undated = (mine, its) if one.told.dated else (its, mine)
        return undated >= dated and apart <= _RETOLD_DAYS
    return apart <= _RETOLD_DAYS


def days_between_reports(one: Item, other: Item) -> int | None:
    """Days between the publication of two reports; None where one is not dated."""
    if one.telling.published is None or other.telling.published is None:
        return None
    return abs(days_between(one.telling.published, other.telling.published))


def published_near(one: Item, other: Item) -> bool:
    """Whether two reports came out within a few days of each other."""
    apart = days_between_reports(one, other)
    return apart is not None and apart <= NEAR_DAYS


def same_number_told(one: Item, other: Item) -> bool:
    """Whether two figures tell one number."""
    mine, its = figure_of(one), figure_of(other)
    if same_number(range_of(mine), range_of(its)):
        return True
    return one.told.running and can_both_hold(loosened(mine), loosened(its)) and bool(mine.approx or its.approx)


def places(book: SourceBook, one: Item, other: Item) -> int:
    """1 for one place, 0 where one names none, -1 for two.

    A running total that names no place is of the land of the body that counts there ("according to the Keshan health ministry").
    """
    mine, its = figure_of(one).place, figure_of(other).place
    if mine and its:
        return 1 if same_place(mine, its) else -1
    grounds = _ground(one), _ground(other)
    return int(one.told.running and all(grounds) and book.same_owner(*grounds))


def _ground(item: Item) -> tuple[str, ...]:
    """Folded words of the place that a figure names, else whose ground the body that gives it counts."""
    figure = figure_of(item)
    if figure.place:
        return place_key(figure.place)
    counter = next((one for one in item.told.speakers if _COUNTERS & set(one.body)), None)
    return counter.owner if counter is not None else ()


def of_its_town(outlets: Iterable[str | None], counted: str | None, place: str | None) -> bool:
    """Whether outlets that are named for a place, and nobody else, tell a count without a place: "the market" of their own town.

    Args:
        outlets: who tell the count.
        counted: where it is said to be.
        place: the place.
    """
    if place is None or counted is not None:
        return False
    return all(set(place_key(place)) <= set(folded(outlet or "")) for outlet in outlets)


def one_teller(book: SourceBook, one: Item, other: Item) -> bool:
    """Whether one source gives both figures, beyond doubt."""
    tellers = [next(iter(item.told.speakers), None) for item in (one, other)]
    return tellers[0] is not None and tellers[1] is not None and book.same(tellers[0], tellers[1], surely=True)


def figure_of(item: Item) -> Figure:
    """The figure of an item that has one."""
    assert item.told.figure is not None, "only figures are compared as figures"
    return item.told.figure


def harm_of(figure: Figure) -> str:
    """What a figure counts, as far as reports tell it apart: the same people are held, abducted or taken prisoner, as a side words it."""
    return "detained" if figure.measure == "abducted" else figure.measure


def is_telling(figure: Figure) -> bool:
    """Whether a number is large enough not to meet by chance."""
    return range_of(figure).point >= _TELLING_NUMBER


def is_rare(figure: Figure) -> bool:
    """Whether a number is so large that two reports of some months which give it are likely to have it from each other, wherever."""
    return range_of(figure).point >= RARE_NUMBER
