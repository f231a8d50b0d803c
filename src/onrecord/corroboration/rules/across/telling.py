"""How findings across reports name records, and the words that several of them use."""

from collections.abc import Iterable
from typing import Literal

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims.roots import Traced
from onrecord.records.wording import day_words

From = Literal["outlet", "source", "nobody"]
"""Whom a retelling names: an outlet that told it before, the source that this one had it from, or nobody."""


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


def retold_from(beside: Beside, first: Claim, item: Item, traced: Traced) -> From | None:
    """From whom an item of a later claim has what an earlier claim told; None where it was told before, or names somebody else.

    Args:
        beside: the reports.
        first: the claim told before.
        item: an item of the later claim.
        traced: where it leads to.
    """
    when = item.when
    if any(outlet in traced.chain[1:] and told[0] <= when[0] for outlet, told in first.outlets_first.items()):
        return "outlet"
    if first.items[0].when >= when:
        return None
    if traced.speaker is None:
        return "nobody"
    before = (speaker for speaker, told in first.speakers_first.items() if told < when)
    return "source" if any(one == traced.speaker or beside.book.same(one, traced.speaker) for one in before) else None


def in_order(one: Claim, other: Claim) -> tuple[Claim, Claim]:
    """Two claims, the one told first before the other; of those of one day the one whose outlet the other names."""
    first, later = sorted((one, other), key=lambda claim: claim.items[0].when)
    outlets = {item.telling.outlet for item in later.items}
    names_the_later = any(outlets & set(traced.chain[1:]) for traced in first.traced)
    same_day = first.items[0].when[0] == later.items[0].when[0]
    return (later, first) if same_day and names_the_later else (first, later)


def publisher_of(item: Item) -> str:
    """Who published an item: its outlet, else the report by its id."""
    return item.telling.outlet or item.telling.report


def outlets_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Who published the items, each once, in their order."""
    return tuple(dict.fromkeys(publisher_of(item) for item in items))


def day_of(item: Item) -> str:
    """The day of an item in words."""
    return day_words(item.told.day) if item.told.day else "an unknown day"
