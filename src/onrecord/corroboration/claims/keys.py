"""By what a figure or a statement is found among those of all reports: what two of one claim, or of one matter, share.

Keys find candidates; whether two are one claim is decided when they are set beside each other. A key holds a number, a place, a doer or
a speaker with what they speak of, and always the time: how many reports have it depends on how much is told at a time, and not on how
many there are.
"""

from collections.abc import Callable, Collection, Iterator
from hashlib import blake2b

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.places import only_named
from onrecord.corroboration.countries import countries_of
from onrecord.corroboration.days import period_of
from onrecord.corroboration.groups import place_key
from onrecord.corroboration.names import BEGINNING, first_letters
from onrecord.corroboration.told import Telling
from onrecord.corroboration.told.deeds import Doer
from onrecord.corroboration.told_apart import TELLING_APART

METHOD = "5"
"""Changed with whatever changes the keys, so that cases are noted anew."""
_LARGE = 10
"""A number from which two reports of about one week that give it are likely to, wherever (``figures.is_telling``)."""
_TELLING = 3
"""A number from which one that is told of other harm is set beside it (``category_drift``)."""
_PLACES = 8
"""Places of a report by which a number without one is found."""
_HELD = "detained"
"""People are held elsewhere than where they were taken, so the place of such a number is any that its report names."""
_WEEK = 7
_MONTH = 30
_AROUND = (0, -1, 1)
_AROUND_NUMBERS = (0, -1, 1, -2, 2)
_AROUND_TOTALS = (0, -1, 1, -2, 2, -3, 3)
"""Periods before and after that are looked in as well: an event may be told two months later (``figures.same_days``), a total is compared
with those of three months (``cumulative_falls``)."""
_WORDS, _RAREST = 10, 4
"""Words of a statement by which it is found, and those by which others are looked for, of which two lead to one."""
_FEW_WORDS = 4
"""A statement of fewer words is found by those around it, too ("the army called it a fairy tale")."""
_UNKNOWN = 0
_SAME, _ONLY_NAMED = "number", "number, place only named"


def keys_of(item: Item, *, around: bool = False) -> frozenset[int]:
    """The keys of a figure or statement, each a whole number from -2^63 to below 2^63, the same in every process and on every machine.

    Args:
        item: a figure or a statement.
        around: those by which others are looked for, which are also of the weeks before and after.
    """
    named = _of_figure(item, around=around) if item.told.figure is not None else _of_statement(item, around=around)
    return frozenset(_number(*parts) for parts in named)


def keys_to_complete(item: Item) -> frozenset[int]:
    """Of the keys by which others are looked for, those of what may tell the same number as a figure."""
    return frozenset(_number(*parts) for parts in _of_figure(item, around=True) if parts[0] in {_SAME, _ONLY_NAMED})


def keys_of_words(item: Item, rarity: Callable[[str], float]) -> tuple[frozenset[int], ...]:
    """The keys of what may tell the same as a statement in like words, for each of its most telling words; what shares two may do so.

    Args:
        item: a figure, which has none, or a statement.
        rarity: how much a word tells.
    """
    if item.told.figure is not None or item.told.counts:
        return ()
    week = _period(item, _WEEK)
    rarest = [sorted(words, key=lambda stem: (-rarity(stem), stem))[:_RAREST] for words in _words(item)]
    return tuple(frozenset(_number("word", week + at, stem) for at in _AROUND) for words in rarest for stem in words)


def keys_in(telling: Telling) -> frozenset[int]:
    """The keys of all that a report tells."""
    return frozenset(key for told in (*telling.figures, *telling.statements) for key in keys_of(Item(telling, told)))


def _of_figure(item: Item, *, around: bool) -> Iterator[tuple[object, ...]]:
    figure = alike.figure_of(item)
    harm, running = alike.harm_of(figure), item.told.running
    week, month = _period(item, _WEEK), _period(item, _MONTH)
    weeks, months, totals = (_AROUND, _AROUND_NUMBERS, _AROUND_TOTALS) if around else ((0,), (0,), (0,))
    names = _names(item)
    anywhere = not around or not figure.place or harm == _HELD  # who names no place finds who names one, not the other way round
    for bound in {bound for bound in (figure.min, figure.max) if bound is not None}:
        if anywhere and bound >= alike.RARE_NUMBER:
            yield from ((_SAME, harm, running, bound, "month", month + at) for at in months)
        elif anywhere and bound >= _LARGE:
            yield from ((_SAME, harm, running, bound, week + at) for at in weeks)
        for name in names:
            yield from ((_SAME, harm, running, bound, month + at, name) for at in months)
            yield from (("any harm", bound, week + at, name) for at in weeks if bound >= _TELLING)
        for sort, name in _besides(item, names, around=around) if bound >= _LARGE else ():
            yield from ((sort, harm, running, bound, month + at, name) for at in months)
    if not running:
        yield from (("event", harm, month + at, name) for at in weeks for name in names if name)
    if figure.scope == "incident":
        return
    speakers = {word[:BEGINNING] for speaker in item.told.speakers[:1] for word in (*speaker.owner[:1], *speaker.person[-1:])}
    # a total of no place and nobody's people is set beside those of its source, of which "the spokesman" tells no name
    nameless = not speakers and bool(item.told.speakers)
    for name in speakers.union(name for name in names[:1] if name or nameless):
        yield from (("total", harm, month + at, name) for at in totals)


def _names(item: Item) -> tuple[str, ...]:
    """The beginning of the name of the place of a figure, or of whose people it counts; else of the places that its report names."""
    figure = alike.figure_of(item)
    named = place_key(figure.place)[:1] if figure.place else item.told.people[:1]
    if not named or alike.harm_of(figure) == _HELD:
        named = (*named, *_nearest(item, item.telling.places))
    return tuple(dict.fromkeys(word[:BEGINNING] for word in named)) or ("",)


def _nearest(item: Item, places: Collection[str]) -> list[str]:
    """Of places that a report names those beside an item first, as many as it is found by."""
    return sorted(places, key=lambda place: (place not in item.told.places, place))[:_PLACES]


def _besides(item: Item, names: tuple[str, ...], *, around: bool) -> Iterator[tuple[str, str]]:
    """Keys of a number of one place by which a report is found that has it at another: one of them names the other's place as well, and
    counts nobody there (``Places.may_be_one``)."""
    if not alike.figure_of(item).place:
        return
    only = dict.fromkeys(word[:BEGINNING] for word in _nearest(item, only_named(item.telling)))
    yield from ((_SAME if around else _ONLY_NAMED, name) for name in only)
    if around:
        yield from ((_ONLY_NAMED, name) for name in names)


def _of_statement(item: Item, *, around: bool) -> Iterator[tuple[object, ...]]:
    told = item.told
    week = _period(item, _WEEK)
    acting = {name for doer in told.doers for name in _names_of(doer)}
    for at in _AROUND if around else (0,):
        for sort in told.sorts:
            yield from (("doer", sort, week + at, name) for name in acting)
            yield from (("deed", sort, week + at, word[:BEGINNING]) for word in told.places)
        for speaker in told.speakers[:1]:
            topics = (*told.sorts, *(place[:BEGINNING] for place in told.places)) or ("",)
            for name in speaker.person[-1:] or speaker.owner or speaker.body[:1]:
                yield from (("speaker", told.negated, week + at, name[:BEGINNING], topic) for topic in topics)
    if not around and not told.counts:  # one word is too little to look for others by: keys_of_words
        for words in _words(item):
            longest = sorted(words, key=lambda stem: (-len(stem), stem))[:_WORDS]
            yield from (("word", week, stem) for stem in longest)


def _names_of(doer: Doer) -> Iterator[str]:
    """By what one who acts is found however it is called: the beginnings of its words, its initials and its state ("us", "american")."""
    telling = tuple(word for word in doer if word not in TELLING_APART) or doer
    yield from (word[:BEGINNING] for word in telling)
    if len(doer) > 1:
        yield first_letters(doer)[:BEGINNING]
    yield from countries_of(doer)


def _words(item: Item) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a statement by which others in like words are found; and, of one of few words, those around it."""
    own = frozenset(item.told.stems)
    return own, frozenset(item.told.context) - own if len(own) < _FEW_WORDS else frozenset()


def _period(item: Item, days: int) -> int:
    """Which week, or month, of the calendar an item tells of."""
    day = item.told.day or item.telling.published
    return period_of(day, days) if day else _UNKNOWN


def _number(*parts: object) -> int:
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest(), "big", signed=True)
