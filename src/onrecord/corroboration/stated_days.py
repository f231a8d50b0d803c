"""Calendar days written out in a text, with the weekday beside them, for checking dates against each other.

The reading resolves every time expression against the report's date; here only days that stand in full count ("Monday, September 5",
"5 September 2022", "2022-09-05"), because a check needs what was written, weekday and all.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records.wording import MONTHS

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = r"(?:(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s(?:the\s|on\s)?)?"
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
_FORMS = (
    re.compile(rf"\b{_WEEKDAY}{_DAY}(?:\sof)?\s{_MONTH}{_YEAR}"),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s{_DAY}(?!\d){_YEAR}"),
    re.compile(r"\b(?P<weekday>(?!))?(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_NEAR_DAYS = 183
"""A day without a year is the one nearest to the report's date."""

_TO_COME = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)?|due|scheduled|set (?:to|for)|expect(?:s|ed)?|hop(?:e|es|ed|ing)|until|till|deadline"
    r"|by|before|next|from|ahead of|upcoming|going to|intend(?:s|ed)?|vow(?:s|ed)?|pledg(?:e|es|ed)|promis(?:e|es|ed)|called? for"
    r"|want(?:s|ed)?|is to|are to|postponed?|announced|agreed|extend(?:s|ed)?|expires?|begins?|starts?|updated)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|came|took place|happened|occurred|struck|hit|fell|shot|broke|left|began|went|fled|died|said to have"
    r"|(?:kill|injur|wound|attack|shell|bomb|fir|explod|raid|storm|captur|seiz|abduct|detain|arrest|destroy|collaps|launch|target|land)ed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedDay:
    """One day as written."""

    start: int
    end: int
    words: str
    day: str
    """ISO day."""
    weekday: str | None
    """The weekday written beside it."""
    falls_on: str
    """The weekday of that day."""
    year_stated: bool


def stated_days(text: str, published: str | None) -> Iterator[StatedDay]:
    """Every possible calendar day written in a text, in order; days without a year need the report's date."""
    found: dict[int, StatedDay] = {}
    taken: set[int] = set()
    for form in _FORMS:
        for match in form.finditer(text):
            stated = _resolved(match, published)
            if stated and taken.isdisjoint(range(stated.start, stated.end)):
                found[stated.start] = stated
                taken.update(range(stated.start, stated.end))
    yield from (found[start] for start in sorted(found))


def says_what_has_happened(text: str, stated: StatedDay) -> bool:
    """Whether the sentence around a day tells something past and nothing to come."""
    start = max(text.rfind(mark, 0, stated.start) for mark in (". ", "\n", "! ", "? ")) + 1
    ends = [place for mark in (". ", "\n", ".\n", "! ", "? ") if (place := text.find(mark, stated.end)) >= 0]
    sentence = text[start : min(ends, default=len(text))]
    return bool(_PAST.search(sentence)) and not _TO_COME.search(sentence)


def _resolved(match: re.Match[str], published: str | None) -> StatedDay | None:
    month_word = match.group("month")
    named = (number for number, name in enumerate(MONTHS, 1) if name[:3].lower() == month_word[:3].lower())
    month = int(month_word) if month_word.isdigit() else next(named)
    year = match.group("year")
    date = _date(int(year), month, int(match.group("day"))) if year else _nearest(month, int(match.group("day")), published)
    if date is None:
        return None
    short = match.group("weekday")
    return StatedDay(
        start=match.start(),
        end=match.end(),
        words=match.group().strip(),
        day=date.isoformat(),
        weekday=next(name for name in _WEEKDAYS if name[:3] == short[:3]) if short else None,
        falls_on=_WEEKDAYS[date.weekday()],
        year_stated=year is not None,
    )


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:  # 31 February: reported by the reading, nothing to compare here
        return None


def _nearest(month: int, day: int, published: str | None) -> datetime.date | None:
    if not published:
        return None
    anchor = datetime.date.fromisoformat(published[:10])
    near = [date for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (date := _date(year, month, day))]
    return min((date for date in near if abs((date - anchor).days) <= _NEAR_DAYS), key=lambda date: abs((date - anchor).days), default=None)
