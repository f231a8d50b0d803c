"""Dates, months, years and weekdays as they are written, read from tokens."""

import re
from collections.abc import Sequence

from onrecord.reading.times.stated import CalendarTime, Expression, WeekdayTime
from onrecord.reading.times.words import MONTHS, ORDINALS, PARTS_OF_DAY, SHORT_WEEKDAYS, WEEKDAYS
from onrecord.reading.tokens import Token

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DAY_RANGE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?-(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_SHORT_YEAR = re.compile(r"['’]\d\d")
_YEAR_RANGE = re.compile(r"((?:1[89]|20)\d\d)[-/](\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[tT]\d{1,2}.*)?")
_NUMERIC = re.compile(r"(\d{1,4})([./])(\d{1,2})\2(\d{2,4})")
_DASHED = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_DASHED_NAME = re.compile(r"(\d{1,2})[-/]([a-z]{3,9})[-/](\d{2,4})")
_PART = {"early": "early", "mid": "mid", "late": "late", "beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_WHICH = {"last": "last", "past": "last", "this": "this", "next": "next", "coming": "next", "previous": "last"}
_RANGE_MARKS = frozenset({"-", "–", "—", "to", "and", "through", "until", "till", "&"})
_BEFORE_MONTH = frozenset(
    "in since by until till from of last next this early late mid during for after before to and between through "
    "every past the a each previous coming or around about".split()
)
"""Words before a bare month; without one of them "May", "March" and "April" may be a verb or a person."""
_LOOSE = frozenset({"and", "or", "to", "of", "for", "with", "the", "a"})
"""Of these, the ones that may as well stand before a person's name ("and August Wolf")."""
_BEFORE_YEAR = frozenset(
    "in since by until till from of during early late mid before after through throughout to between for the and "
    "around about circa its their our or summer autumn winter spring fall year than as back".split()
)
_ORDINAL_FOLLOWERS = frozenset(
    {
        "of",
        "and",
        ",",
        ".",
        ";",
        ":",
        ")",
        "when",
        "while",
        "after",
        "before",
        "at",
        "in",
        "by",
        "but",
        "as",
        "he",
        "she",
        "it",
        "they",
        "we",
        "two",
        "a",
        "an",
    }
)


def date_at(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """The calendar date, month, year or weekday that begins at a token; the longest reading wins.

    Args:
        tokens: of the whole page.
        index: where to look.
        last: past-the-last token of the sentence.
    """
    lower = tokens[index].lower
    weekday = _weekday(tokens, index, last)
    if weekday is not None:
        return weekday
    return (
        _calendar(tokens, index, last)
        if (lower[0].isdecimal() or lower in MONTHS or lower in ORDINALS or lower.startswith("mid-"))
        else None
    )


def _weekday(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    token = tokens[index]
    number = WEEKDAYS.get(token.lower)
    if number is None or not token.text[0].isupper():
        return None
    after = index + 1
    while after < last and tokens[after].text in (",", "(", "the", ".") and after < index + 3:
        after += 1
    date = _calendar(tokens, after, last) if after < last else None
    if date is not None and isinstance(date.stated, CalendarTime) and date.stated.day is not None:
        close = date.last
        if tokens[after - 1].text == "(" and close < last and tokens[close].text == ")":
            close += 1
        return Expression(index, close, date.stated._replace(weekday=number))
    if token.lower in SHORT_WEEKDAYS and token.lower not in ("tues", "thurs"):
        return None
    end = index + 1
    if end < last and tokens[end].lower in PARTS_OF_DAY:
        end += 1
    which = _WHICH.get(tokens[index - 1].lower) if index else None
    return Expression(index - 1 if which else index, end, WeekdayTime(number, which))


def _calendar(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    token = tokens[index]
    if token.lower in MONTHS and token.text[0].isupper():
        return _month_first(tokens, index, last)
    if token.lower in ORDINALS:
        return _day_first(tokens, index, last, ORDINALS[token.lower])
    if token.lower.startswith("mid-"):
        return _mid(tokens, index, last)
    if not token.text[0].isdecimal():
        return None
    return _numeric(tokens, index) or _digits(tokens, index, last)


def _numeric(tokens: Sequence[Token], index: int) -> Expression | None:
    word = tokens[index].lower
    if match := _ISO.fullmatch(word):
        year, month, day = (int(part) for part in match.groups())
        return Expression(index, index + 1, CalendarTime(year, month, day)) if 1 <= month <= 12 else None
    if match := _DASHED_NAME.fullmatch(word):
        month_number = MONTHS.get(match[2])
        return Expression(index, index + 1, CalendarTime(_full_year(match[3]), month_number, int(match[1]))) if month_number else None
    if match := _NUMERIC.fullmatch(word):
        first, mark, second, third = match[1], match[2], match[3], match[4]
        if len(first) == 4 and len(third) == 2:
            return Expression(index, index + 1, CalendarTime(int(first), int(second), int(third))) if 1 <= int(second) <= 12 else None
        if len(first) > 2 or len(third) == 3:
            return None
        return _ordered(index, int(first), int(second), _full_year(third), fixed=mark == ".")
    if match := _DASHED.fullmatch(word):
        return _ordered(index, int(match[1]), int(match[2]), int(match[3]), fixed=False)
    return None


def _ordered(index: int, first: int, second: int, year: int, *, fixed: bool) -> Expression | None:
    """Day and month of a numeric date: full stops put the day first; strokes leave it open unless one number exceeds twelve."""
    if not 1 <= first <= 31 or not 1 <= second <= 31 or (first > 12 and second > 12):
        return None
    if fixed or first > 12 or first == second:
        return Expression(index, index + 1, CalendarTime(year, second, first)) if second <= 12 else None
    if second > 12:
        return Expression(index, index + 1, CalendarTime(year, first, second))
    return Expression(index, index + 1, CalendarTime(year, second, first, other_order=(first, second)))


def day_first_in(tokens: Sequence[Token]) -> bool | None:
    """Whether the numeric dates of a text put the day first, as those among them show that can be read in one way only.

    None when none of them shows it, or when they contradict each other.
    """
    orders: set[bool] = set()
    for token in tokens:
        match = (
            _NUMERIC.fullmatch(token.text) or _DASHED.fullmatch(token.text) if token.text[0].isdecimal() and len(token.text) >= 6 else None
        )
        if match is None:
            continue
        first, second = (int(match[1]), int(match[3])) if match.re is _NUMERIC else (int(match[1]), int(match[2]))
        if first > 31 or (match.re is _NUMERIC and match[2] == "."):
            continue
        if (first > 12) != (second > 12):
            orders.add(first > 12)
    return orders.pop() if len(orders) == 1 else None


def _full_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written) if int(written) < 70 else 1900 + int(written)


def _digits(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    word = tokens[index].lower
    if match := _DAY_RANGE.fullmatch(word):
        found = _day_first(tokens, index, last, int(match[1]))
        return _until(found, int(match[2])) if found and isinstance(found.stated, CalendarTime) and found.stated.month else None
    if match := _DAY.fullmatch(word):
        return _day_first(tokens, index, last, int(match[1]))
    if _YEAR.fullmatch(word):
        return _year(tokens, index, last)
    if match := _YEAR_RANGE.fullmatch(word):
        return Expression(index, index + 1, CalendarTime(int(match[1])))
    return None


def _until(found: Expression, day: int) -> Expression:
    stated = found.stated
    return found._replace(stated=stated._replace(until_day=day)) if isinstance(stated, CalendarTime) else found


def _year_at(tokens: Sequence[Token], index: int, last: int) -> tuple[int | None, int]:
    """A year at a token, after an optional comma or "of": (year, past-the-last) or (None, index)."""
    at = index + 1 if index + 1 < last and tokens[index].text in (",", "of") else index
    if at < last and _YEAR.fullmatch(tokens[at].text) and not (at + 1 < last and tokens[at + 1].lower in ("people", "civilians")):
        return int(tokens[at].text), at + 1
    if at < last and at == index and _SHORT_YEAR.fullmatch(tokens[at].text):
        return _full_year(tokens[at].text[1:]), at + 1
    return None, index


def _day_first(tokens: Sequence[Token], index: int, last: int, day: int) -> Expression | None:
    """ "12 October 2023", "the 12th of October", "7–10 February", "28 April to 3 May", "on the 12th"."""
    if not 1 <= day <= 31:
        return None
    at = index + 1
    if at + 1 < last and tokens[at].lower == "day" and tokens[at + 1].lower == "of":
        at += 1  # "this third day of May"
    if at < last and tokens[at].lower == "of":
        at += 1
    if at < last and tokens[at].lower in MONTHS and tokens[at].text[0].isupper():
        month = MONTHS[tokens[at].lower]
        year, end = _year_at(tokens, at + 1, last)
        return _with_far_end(tokens, Expression(index, end, CalendarTime(year, month, day)), last)
    if at + 1 < last and tokens[at].lower in _RANGE_MARKS and (far := _DAY.fullmatch(tokens[at + 1].lower)):
        inner = _day_first(tokens, at + 1, last, int(far[1]))
        stated = inner.stated if inner else None
        numbered = index > 0 and tokens[index - 1].lower in ("no.", "no", "#", "nr", "nr.", "number")  # "Communiqué No. 2 – 3 May"
        if (
            inner
            and isinstance(stated, CalendarTime)
            and stated.month
            and stated.until_day is None
            and day < (stated.day or 0)
            and not numbered
            and _spans(tokens, index, at)
        ):
            return Expression(index, inner.last, stated._replace(day=day, until_day=stated.day))
        return None
    if _bare_day(tokens, index, last):
        return Expression(index, index + 1, CalendarTime(day=day))
    return None


def _spans(tokens: Sequence[Token], index: int, mark: int) -> bool:
    """Whether two day numbers are the ends of one date: "and" needs "between" before it, or an ordinary list is meant as well."""
    return tokens[mark].lower != "and" or tokens[index].text.isdecimal()


def _bare_day(tokens: Sequence[Token], index: int, last: int) -> bool:
    """ "On the 12th": an ordinal after "on the", "by the", "until the" that counts nothing else."""
    if not _ORDINAL.fullmatch(tokens[index].lower) or index < 2 or tokens[index - 1].lower != "the":
        return False
    if tokens[index - 2].lower not in ("on", "by", "until", "since", "of", "before", "after"):
        return False
    return index + 1 >= last or tokens[index + 1].lower in _ORDINAL_FOLLOWERS - {"of"}


def _with_far_end(tokens: Sequence[Token], found: Expression, last: int) -> Expression:
    """Take in the far end of a range with its own month: "28 April to 3 May"."""
    at, near = found.last, found.stated
    if not isinstance(near, CalendarTime) or near.year is not None or at + 2 >= last or tokens[at].lower not in ("-", "–", "—", "to"):
        return found
    far = _calendar(tokens, at + 1, last)
    stated = far.stated if far else None
    if far and isinstance(stated, CalendarTime) and stated.day and stated.month and stated.until_day is None and stated.other_order is None:
        return Expression(found.first, far.last, near._replace(year=stated.year, until_day=stated.day, until_month=stated.month))
    return found


def _month_first(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    month, at = MONTHS[tokens[index].lower], index + 1
    if at < last and tokens[at].lower == "the":
        at += 1
    if at < last:
        word = tokens[at].lower
        span = _DAY_RANGE.fullmatch(word)
        number = _DAY.fullmatch(word)
        day = int(span[1]) if span else int(number[1]) if number else ORDINALS.get(word)
        if day is not None and 1 <= day <= 31 and not (at + 1 < last and tokens[at + 1].text in (":", "%")):
            return _month_day(tokens, index, at, last, CalendarTime(None, month, day, int(span[2]) if span else None))
    year, end = _year_at(tokens, index + 1, last)
    part, first = _part_before(tokens, index)
    if year is not None:
        return Expression(first, end, CalendarTime(year, month, part=part))
    if part is None and (index == 0 or tokens[index - 1].lower not in _BEFORE_MONTH) and not _possessive(tokens, index, last):
        return None
    if tokens[index].lower in ("may", "march", "mar", "sun") and index + 1 < last and _person_or_verb(tokens, index):
        return None
    if part is None and index and tokens[index - 1].lower in _LOOSE and _name_follows(tokens, index, last):
        return None
    which = _WHICH.get(tokens[index - 1].lower) if index and part is None else None
    until = _month_after(tokens, index + 1, last)
    if until:
        far_year, end = _year_at(tokens, index + 3, last)
        return Expression(first, end if far_year else index + 3, CalendarTime(far_year, month, until_month=until, which=which))
    return Expression(index - 1 if which else first, index + 1, CalendarTime(None, month, part=part, which=which))


def _month_after(tokens: Sequence[Token], at: int, last: int) -> int | None:
    if at + 1 < last and tokens[at].text in ("-", "–", "to", "through") and tokens[at + 1].text[0].isupper():
        return MONTHS.get(tokens[at + 1].lower)
    return None


def _person_or_verb(tokens: Sequence[Token], index: int) -> bool:
    """ "Theresa May said", "the March on Rome": a name before it, or a preposition of movement behind it."""
    before = tokens[index - 1].text if index else ""
    if before[:1].isupper() and before.lower() not in _BEFORE_MONTH:
        return True
    return before.lower() == "the" and tokens[index + 1].lower in ("on", "against", "towards", "toward")


def _name_follows(tokens: Sequence[Token], index: int, last: int) -> bool:
    """ "… and August Wolf": a capital right behind a month that no preposition of time governs."""
    return index + 1 < last and tokens[index + 1].text[0].isupper()


def _possessive(tokens: Sequence[Token], index: int, last: int) -> bool:
    return index + 1 < last and tokens[index + 1].lower == "'s" and tokens[index].lower not in ("may", "april", "june", "august")


def _month_day(tokens: Sequence[Token], index: int, at: int, last: int, stated: CalendarTime) -> Expression:
    end = at + 1
    if stated.until_day is None and end + 1 < last and tokens[end].lower in _RANGE_MARKS and (far := _DAY.fullmatch(tokens[end + 1].lower)):
        following = tokens[end + 2].lower if end + 2 < last else ""
        is_list = tokens[end].lower == "and" and following not in (",", ".", ";", ")", "", "in", "at", "near")
        if 1 <= int(far[1]) <= 31 and not is_list and following not in MONTHS:
            stated, end = stated._replace(until_day=int(far[1])), end + 2
    year, end = _year_at(tokens, end, last)
    return _with_far_end(tokens, Expression(index, end, stated._replace(year=year)), last)


def _mid(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """ "mid-October", "mid-2023"."""
    word = tokens[index].lower[4:]
    if word in MONTHS:
        year, end = _year_at(tokens, index + 1, last)
        return Expression(index, end, CalendarTime(year, MONTHS[word], part="mid"))
    return Expression(index, index + 1, CalendarTime(int(word), part="mid")) if _YEAR.fullmatch(word) else None


def _part_before(tokens: Sequence[Token], index: int) -> tuple[str | None, int]:
    """ "early", "the end of" before a month or year: (part, first token of the expression)."""
    if index and (part := _PART.get(tokens[index - 1].lower)) and tokens[index - 1].lower in ("early", "mid", "late"):
        return part, index - 1
    if index > 2 and tokens[index - 1].lower == "of" and (part := _PART.get(tokens[index - 2].lower)) and tokens[index - 3].lower == "the":
        return part, index - 3
    return None, index


def _year(tokens: Sequence[Token], index: int, last: int) -> Expression | None:
    """A bare year: after a preposition or article, and counting nothing."""
    part, first = _part_before(tokens, index)
    if part is None and (index == 0 or tokens[index - 1].lower not in _BEFORE_YEAR):
        return None
    article = tokens[index - 1].lower in ("the", "its", "their", "our")
    following = tokens[index + 1] if index + 1 < last else None
    if following is not None and following.text[0].isalpha() and not article and following.lower not in _AFTER_YEAR:
        return None
    if following is not None and following.text in ("%", ":"):
        return None
    return Expression(first, index + 1, CalendarTime(int(tokens[index].text), part=part))


_AFTER_YEAR = frozenset(
    "and or but when while after before in at by to until as with for from on alone through the a an it he she they "
    "we that which who of was were is are has have had did does would will killed according during over onwards "
    "onward without following because under between near against amid despite there more some about its their his her "
    "said than also only against if".split()
)
"""Words that may follow a bare year; a plural noun after "in 2000" would make it a number."""
