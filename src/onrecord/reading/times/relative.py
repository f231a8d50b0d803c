"""Relative times: yesterday, last week, two days ago, overnight, in the past 24 hours, a year on."""

from collections.abc import Sequence

from onrecord.reading.times.stated import Ago, DayShift, Expression, Stated, UnitTime, Vague
from onrecord.reading.times.words import PARTS_OF_DAY, UNITS, VAGUE_COUNTS, count_of
from onrecord.reading.tokens import Token

_SINGLE: dict[str, Stated] = {
    "today": DayShift(0, 0),
    "tonight": DayShift(0, 0),
    "yesterday": DayShift(-1, -1),
    "tomorrow": DayShift(1, 1),
    "overnight": DayShift(-1, 0),
}
_WHICH = {"this": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "current": 0, "same": 0}
_AFTER_COUNT = {
    "ago": "ago",
    "back": "ago",
    "on": "on",
    "earlier": "before",
    "before": "before",
    "previously": "before",
    "later": "later",
    "after": "later",
}
_STRETCH_WORDS = frozenset({"last", "past", "previous"})
TRIGGERS = frozenset(_SINGLE) | frozenset(_WHICH) | frozenset({"earlier", "later", "so", "in", "within", "during", "the", "day", "to"})
"""Tokens that may begin a relative time, besides numbers."""


def relative_at(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """The relative time expression that begins at a token."""
    lower = tokens[index].lower
    if lower in _SINGLE:
        return _single(tokens, index, last)
    if lower in ("the", "day", "during"):
        return _the(tokens, index, last)
    if lower in _WHICH and (found := _which_unit(tokens, index, last)):
        return found
    if lower == "so":
        return _so_far(tokens, index, last)
    if lower == "earlier":
        return _earlier(tokens, index, last)
    if lower in ("in", "within"):
        return _ahead(tokens, index, last)
    return _counted(tokens, index, last)


def _word(tokens: Sequence[Token], index: int, last: int) -> str:
    return tokens[index].lower if index < last else ""


def _single(tokens: Sequence[Token], index: int, last: int) -> Expression:
    end = index + 1
    if _word(tokens, end, last) in PARTS_OF_DAY and tokens[index].lower in ("yesterday", "tomorrow"):
        end += 1
    return Expression(index, end, _SINGLE[tokens[index].lower])


def _which_unit(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "this week", "last night", "next month", "this morning", "last weekend"."""
    word, unit = tokens[index].lower, _word(tokens, index + 1, last)
    if word in ("same", "current", "coming", "previous") and (index == 0 or tokens[index - 1].lower != "the"):
        return None
    if unit in PARTS_OF_DAY:
        if word == "this":
            return Expression(index, index + 2, DayShift(0, 0))
        return Expression(index, index + 2, DayShift(-1, -1)) if word == "last" else None
    if word == "same":
        return None
    if unit in ("week", "weekend", "month", "year"):
        if _word(tokens, index + 2, last) == "'s":  # "last year's offensive" is a time too
            return Expression(index, index + 2, UnitTime(unit, _WHICH[word]))
        if word == "past":
            return Expression(index, index + 2, Ago(unit, 1, "stretch"))
        return Expression(index, index + 2, UnitTime(unit, _WHICH[word]))
    return _stretch(tokens, index, last) if word in _STRETCH_WORDS else None


def _stretch(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "the past three days", "last 24 hours", "the last few weeks"."""
    count, unit = _word(tokens, index + 1, last), UNITS.get(_word(tokens, index + 2, last))
    if unit is None:
        return None
    if count in VAGUE_COUNTS:
        return Expression(index, index + 3, Vague())
    number = count_of(count)
    return Expression(index, index + 3, Ago(unit, number, "stretch")) if number else None


def _the(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "the night before", "the previous evening", "the day before yesterday", "during the night", "the past week"."""
    if tokens[index].lower == "during":
        if _word(tokens, index + 1, last) == "the" and _word(tokens, index + 2, last) == "night" and _word(tokens, index + 3, last) != "of":
            return Expression(index + 1, index + 3, DayShift(-1, 0))
        return None
    first = index
    at = index + 1 if tokens[index].lower == "the" else index
    words = [_word(tokens, at + n, last) for n in range(3)]
    if words[0] == "day" and words[1] in ("before", "after") and words[2] in ("yesterday", "tomorrow"):
        shift = -2 if words[1] == "before" else 2
        return Expression(first, at + 3, DayShift(shift, shift))
    if at == index:
        return None
    if words[0] in ("previous", "preceding") and (words[1] in PARTS_OF_DAY or words[1] == "day"):
        return Expression(first, at + 2, Ago("day", 1, "before"))
    if words[0] in ("following", "next") and words[1] in ("day", "morning", "evening", "night"):
        return Expression(first, at + 2, Ago("day", 1, "later"))
    if words[0] in ("night", "day", "evening", "morning") and words[1] in ("before", "after") and words[2] in ("", ".", ",", ";", ")"):
        return Expression(first, at + 2, Ago("day", 1, "before" if words[1] == "before" else "later"))
    if words[0] == "weekend" and at and tokens[index - 1].lower in ("over", "at", "during", "on"):
        return Expression(first, at + 1, UnitTime("weekend", 0))
    if words[0] in _STRETCH_WORDS or words[0] in ("coming", "next"):
        inner = _which_unit(tokens, at, last) or _next_stretch(tokens, at, last)
        return inner._replace(first=first) if inner else None
    return None


def _next_stretch(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    number, unit = count_of(_word(tokens, index + 1, last)), UNITS.get(_word(tokens, index + 2, last))
    return Expression(index, index + 3, Ago(unit, number, "ahead")) if number and unit else None


def _so_far(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    if _word(tokens, index + 1, last) != "far" or _word(tokens, index + 2, last) != "this":
        return None
    unit = _word(tokens, index + 3, last)
    return Expression(index, index + 4, UnitTime(unit, 0, True)) if unit in ("week", "month", "year") else None


def _earlier(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "earlier this month", "earlier on Tuesday" (the weekday is read by itself), "earlier today"."""
    if _word(tokens, index + 1, last) != "this":
        return None
    unit = _word(tokens, index + 2, last)
    if unit in ("week", "month", "year"):
        return Expression(index, index + 3, UnitTime(unit, 0, True))
    return None


def _ahead(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "within three days", "in a week", "in two weeks' time", "in the past week", "in recent days"."""
    at = index + 1
    if _word(tokens, at, last) == "recent" and _word(tokens, at + 1, last) in UNITS:
        return Expression(at, at + 2, Vague())
    number, unit = count_of(_word(tokens, at, last)), UNITS.get(_word(tokens, at + 1, last))
    if number is None or unit is None or unit in ("minute", "hour", "night"):
        return None
    end = at + 2
    if _word(tokens, end, last) in ("'", "'s") and _word(tokens, end + 1, last) == "time":
        return Expression(at, end + 2, Ago(unit, number, "ahead"))
    # "in two weeks" looks ahead or back with the verb; the resolver is told which by the sentence
    return Expression(at, end, Ago(unit, number, "in"))


def _counted(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "two days ago", "16 months ago", "a year on", "three weeks earlier", "several weeks ago"."""
    word = tokens[index].lower
    number, vague = count_of(word), word in VAGUE_COUNTS
    if number is None and not vague:
        return None
    at = index + 1
    if word == "a" and _word(tokens, at, last) in ("few", "couple"):
        vague, number, at = True, None, at + 1
        if _word(tokens, at, last) == "of":
            at += 1
    unit = UNITS.get(_word(tokens, at, last))
    if unit is None:
        return None
    how = _AFTER_COUNT.get(_word(tokens, at + 1, last))
    if how is None or (how == "on" and (_word(tokens, at + 2, last) not in (",", ".", ";") or number is None)):
        return None
    if vague or number is None:
        return Expression(index, at + 2, Vague()) if how in ("ago", "before") else None
    if how in ("ago", "on"):
        return Expression(index, at + 2, Ago(unit, number, how))
    if tokens[at + 1].lower in ("before", "after", "previously", "back"):
        return None
    return Expression(index, at + 2, Ago(unit, number, how))
