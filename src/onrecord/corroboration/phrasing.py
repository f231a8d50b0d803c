"""Small pieces of the sentences that findings say: dates, lists, quotations, figures with their measure."""

import datetime
from collections.abc import Iterable, Sequence

from onrecord.corroboration.numbers import range_of, range_words
from onrecord.records import Figure

_MONTHS = "January February March April May June July August September October November December".split()
_QUOTED_LENGTH = 90
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_words(day: str) -> str:
    """An ISO day as it is read: "2023-11-08" → "8 November 2023"."""
    date = datetime.date.fromisoformat(day[:10])
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def quoted(words: str) -> str:
    """The report's own words between quotation marks, on one line and cut at a word when long."""
    line = " ".join(words.split()).strip('"“”„«» ')
    if len(line) > _QUOTED_LENGTH:
        line = line[:_QUOTED_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{line}”"


def figure_words(figure: Figure) -> str:
    """A figure as the report states it, with what it counts: "“more than 1,400” killed"."""
    return f"{quoted(figure.phrase) if figure.phrase else range_words(range_of(figure), approx=figure.approx)} {figure.measure}"


def figures_words(figures: Iterable[Figure]) -> str:
    """Several figures as a list."""
    return listed([figure_words(figure) for figure in figures])


def count_words(count: int, noun: str) -> str:
    """ "one figure", "two figures", "11 figures"."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {noun}" if count == 1 else f"{number} {noun}s"


def sentence_case(sentence: str) -> str:
    """The sentence with a capital at its head."""
    return sentence[:1].upper() + sentence[1:]
