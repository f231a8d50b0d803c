"""Numbers in running text, in digits and in words, read and written in the same manner."""

import re
from collections.abc import Callable, Iterator

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def in_words(number: int) -> str:
    """A number below a million in English words: ``forty-one``, ``seven hundred``, ``two hundred and six``."""
    if number < len(_SMALL):
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            many, rest = divmod(number, size)
            joined = " and " if rest and rest < 100 else " "
            return f"{in_words(many)} {name}" + (f"{joined}{in_words(rest)}" if rest else "")
    raise AssertionError(number)


_VALUES = {in_words(number): number for number in range(1, 1000)}
_WORDS = "|".join(sorted(_VALUES, key=lambda words: (-len(words), words)))
_NUMBER = re.compile(rf"(?<![\w,.-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)|(?P<words>{_WORDS}))(?![\w-])(?![.,:]\d)", re.IGNORECASE)
_DATE = re.compile(rf"\d+ (?:{_MONTHS})\b|(?:{_MONTHS}) \d+|\b(?:No\.|[Uu]pdate|Announcement) \d+|\b\d{{4}}\b(?= |$|[.,])")


def numbers_in(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each number in a text."""
    for match in _NUMBER.finditer(text):
        value = int(match["digits"].replace(",", "")) if match["digits"] else _VALUES[match["words"].lower()]
        yield match.start(), match.end(), value


def dates_in(text: str) -> list[tuple[int, int]]:
    """Where a text has days, years and numbers of an issue: those are numbers of no people."""
    return [match.span() for match in _DATE.finditer(text)]


def like(written: str, number: int) -> str:
    """A number as another is written: digits for digits, with a comma from a thousand on; words for words; the capital kept."""
    if written[0].isdigit():
        return f"{number:,}"
    words = in_words(number)
    return words[0].upper() + words[1:] if written[0].isupper() else words


def rewritten(text: str, number: Callable[[int], int | None]) -> str:
    """A text with other numbers; None leaves one as it is, and so do dates."""
    dates = dates_in(text)
    pieces, done = [], 0
    for start, end, value in numbers_in(text):
        new = None if any(a <= start < b for a, b in dates) else number(value)
        if new is not None:
            pieces += [text[done:start], like(text[start:end], new)]
            done = end
    return "".join((*pieces, text[done:]))
