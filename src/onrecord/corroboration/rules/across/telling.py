"""How findings across reports name records, and the words that several of them use."""

from collections.abc import Iterable

from onrecord.corroboration.claims import Item
from onrecord.records.wording import day_words


def record_of(item: Item) -> str:
    """A record by its reading and its id there."""
    reading, name = item.key
    return f"{reading}/{name.partition('#')[0]}"  # of a statement that strings several propositions together, the statement


def one_for_each_report(items: Iterable[Item]) -> tuple[Item, ...]:
    """Of the items in each report the first figure, or the statement that says most; one of the text goes before one of the title."""
    found: dict[str, Item] = {}
    for item in items:
        known = found.get(item.telling.reading)
        if known is None or _says_more(item, known):
            found[item.telling.reading] = item
    return tuple(found.values())


def _says_more(item: Item, known: Item) -> bool:
    if item.told.in_title != known.told.in_title:
        return known.told.in_title
    return item.told.figure is None and len(item.told.words) > len(known.told.words)


def publisher_of(item: Item) -> str:
    """Who published an item: its outlet, else the report by its id."""
    return item.telling.outlet or item.telling.report


def outlets_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Who published the items, each once, in their order."""
    return tuple(dict.fromkeys(publisher_of(item) for item in items))


def day_of(item: Item) -> str:
    """The day of an item in words."""
    return day_words(item.told.day) if item.told.day else "an unknown day"
