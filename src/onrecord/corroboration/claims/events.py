"""Which claims on different numbers are about one matter: one event, or one running total on one day."""

from collections.abc import Sequence

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook


def one_matter(book: SourceBook, one: Item, other: Item, likeness: float, *, least: float = 0.2) -> bool:
    """Whether two figures count the harm of one event, or are running totals of one place and day; whatever their numbers and measures.

    Args:
        book: what is known of voices.
        one: a figure.
        other: another.
        likeness: of their words, 0 to 1.
        least: from which likeness on figures of one place are of one event.
    """
    mine, its = alike.figure_of(one), alike.figure_of(other)
    if one.told.running != other.told.running or not alike.same_days(one, other):
        return False
    place = alike.places(book, one, other)
    if one.told.running:
        whose, theirs = one.told.people, other.told.people
        one_people = not mine.place and not its.place and bool(whose) and bool(theirs) and book.same_owner(whose, theirs)
        return (place > 0 or one_people) and one.told.dated and other.told.dated
    if place < 0:
        return likeness >= 3 * least
    return likeness >= (least if place > 0 else 2 * least)


def is_part(items: Sequence[Item]) -> bool:
    """Whether most of the items call the number a part of another one."""
    return 2 * sum(item.told.part for item in items) > len(items)
