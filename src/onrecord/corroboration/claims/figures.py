"""Whether two figures of different reports are one claim: one number of one thing."""

from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.days import days_between
from onrecord.corroboration.groups import category_of, comparable, same_place
from onrecord.corroboration.numbers import can_both_hold, loosened, range_of, same_number
from onrecord.records import Figure

_RETOLD_DAYS = 60
"""Days after an event within which a report that does not date it is taken to tell of it."""
_TELLING_NUMBER = 10
"""Numbers under ten meet by chance, so for them more than the number must agree."""


def running(figure: Figure) -> bool:
    """Whether a figure is a total over time, of which only that of one day is one claim."""
    return figure.scope != "incident"


def same_people(book: SourceBook, one: Item, other: Item) -> bool:
    """Whether two figures may count the same people."""
    mine, its = figure_of(one), figure_of(other)
    if category_of(mine.group) != category_of(its.group) or not comparable(mine.group, its.group):
        return False
    whose, theirs = one.told.people, other.told.people
    return not whose or not theirs or book.same_owner(whose, theirs)


def same_days(one: Item, other: Item) -> bool:
    """Whether two figures can be of one day: of a running total the day it counted up to, of an event the day it happened on."""
    mine, its = one.told.day, other.told.day
    if mine is None or its is None:
        return True
    apart = abs(days_between(mine, its))
    both = one.told.dated and other.told.dated
    if running(figure_of(one)):
        return apart == 0 if both else apart <= 1
    if both:
        return apart <= 1
    if one.told.dated != other.told.dated:
        dated, undated = (mine, its) if one.told.dated else (its, mine)
        return undated >= dated and apart <= _RETOLD_DAYS
    return apart <= _RETOLD_DAYS


def same_number_told(one: Item, other: Item) -> bool:
    """Whether two figures tell one number."""
    mine, its = figure_of(one), figure_of(other)
    if same_number(range_of(mine), range_of(its)):
        return True
    return running(mine) and can_both_hold(loosened(mine), loosened(its)) and bool(mine.approx or its.approx)


def places(one: Item, other: Item) -> int:
    """1 for one place, 0 where one names none, -1 for two."""
    mine, its = figure_of(one).place, figure_of(other).place
    if not mine or not its:
        return 0
    return 1 if same_place(mine, its) else -1


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
