"""Which running totals are of one place and day, and which numbers are parts of others."""

from collections.abc import Sequence

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook


def one_total(book: SourceBook, one: Item, other: Item) -> bool:
    """Whether two running totals whose days fit are of one place and day, whatever their numbers and measures.

    The text must date both. Where neither names a place they are of one people.

    Args:
        book: what is known of voices.
        one: a running total.
        other: another.
    """
    if not (one.told.dated and other.told.dated):
        return False
    if alike.places(book, one, other) > 0:
        return True
    whose, theirs = one.told.people, other.told.people
    unplaced = not alike.figure_of(one).place and not alike.figure_of(other).place
    return unplaced and bool(whose) and bool(theirs) and book.same_doer(whose, theirs)


def is_part(items: Sequence[Item]) -> bool:
    """Whether most of the items call the number a part of another one."""
    return 2 * sum(item.told.part for item in items) > len(items)
