"""The words of the dictionary: English word forms, one table for every room (word_classes.tsv beside this file).

Made by training/word_classes.py. Names are deliberately not in it, so that no party's name is read otherwise than another's.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred thousand million".split()
)


class Dictionary(NamedTuple):
    """Word forms in lower case."""

    classes: dict[str, str]
    """Word form → its classes, each with how often counted texts show it, the most frequent first ("NN:21 VB VBP")."""
    lemmas: dict[str, str]
    """Verb form → dictionary form, where the two differ."""


@cache
def dictionary() -> Dictionary:
    """Read the table that ships with the package (about 64,000 word forms)."""
    classes: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for line in (files("onrecord.records") / "word_classes.tsv").read_text("utf-8").splitlines():
        word, counts, *lemma = line.split("\t")
        classes[word] = counts
        if lemma:
            lemmas[word] = lemma[0]
    return Dictionary(classes, lemmas)


def is_number_word(word: str) -> bool:
    """Whether a word is a number in letters or digits, in whatever case ("Twenty-four", "60")."""
    return all(part in _NUMBERS or part.isdecimal() for part in word.casefold().split("-"))


def is_word(word: str) -> bool:
    """Whether the dictionary has a word, in whatever case, a compound by its parts ("Ferry", "Twenty-four", "Cross-border")."""
    known = dictionary().classes
    return all(part in known or is_number_word(part) for part in word.casefold().split("-"))
