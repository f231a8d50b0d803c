"""Elements that an item of a feed should hold once and holds twice: what reads feeds takes one of them, and says nothing."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from onrecord.intake.characters import clean_line
from onrecord.intake.stated import dates_that_differ, remark, shown
from onrecord.records import Issue

_OWN = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/")
"""Beginnings of the namespaces in which a title is the item's own."""

_DATES = {"pubDate": "published", "published": "published", "issued": "published", "date": "published"} | {
    "updated": "modified",
    "modified": "modified",
    "created": "created",
}


def dates_twice(element: Element | None) -> list[tuple[str | None, str, str]]:
    """Value, kind and place of dates that one element of the item states and another of the same name does too."""
    if element is None:
        return []
    return [(value, _DATES[name], f"feed item {name}") for name, values in _twice(element, _DATES).items() for value in values]


def remarks_on_twice(element: Element | None, where: str) -> Iterator[Issue]:
    """The issues where such elements, or two titles, say different things."""
    if element is None:
        return
    for name, values in _twice(element, _DATES).items():
        yield from dates_that_differ(values, f"The item has {len(values)} elements {name}", where)
    for name, values in _twice(element, ("title",)).items():
        if len(distinct := list(dict.fromkeys(values))) > 1:
            said = " and ".join(shown(value) for value in distinct[:2])
            yield remark("feed.titles-differ", where, f"The item has {len(values)} elements {name} that differ: {said}; one was taken.")


def _twice(element: Element, names: Iterable[str]) -> dict[str, list[str]]:
    """What the children of a name say, of those names that stand more than once in one vocabulary. Titles of media are others'."""
    found: dict[str, dict[str, list[str]]] = {}
    for child in element:
        namespace, _, name = str(child.tag).removeprefix("{").rpartition("}")
        if name in names and (name in _DATES or namespace.startswith(_OWN) or not namespace):
            found.setdefault(name, {}).setdefault(namespace, []).append(clean_line("".join(child.itertext())) or "")
    return {name: values for name, groups in found.items() for values in groups.values() if len(values) > 1}
