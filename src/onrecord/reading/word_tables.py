"""The counted tables of words (records) and of sequences of word classes (lexicon/*.tsv, made by training/word_classes.py), read once."""

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple, overload

from onrecord.records.dictionary import dictionary

_SEEN_PRIOR = 0.5
"""Count given to a class that the dictionary allows and the counted texts never showed."""

Classes = tuple[tuple[str, float], ...]
"""Classes, each with log(P(class | word) / P(class))."""


class WordClasses(Mapping[str, Classes]):
    """Word form → its classes. A form is weighed when it is first asked for: a text has few of the 64,000."""

    def __init__(self, counts: dict[str, str], unigrams: dict[str, float]) -> None:
        self._counts, self._unigrams = counts, unigrams
        self._weighed: dict[str, Classes] = {}

    def __getitem__(self, word: str) -> Classes:
        found = self._weighed.get(word)
        if found is None:
            found = self._weighed[word] = _weights(self._counts[word], self._unigrams)
        return found

    @overload  # type: ignore[override]
    def get(self, word: str) -> Classes | None: ...
    @overload
    def get(self, word: str, default: Classes) -> Classes: ...
    def get(self, word: str, default: Classes | None = None) -> Classes | None:
        """The classes of a form, or others for one that is not known."""
        return self[word] if word in self._counts else default

    def __contains__(self, word: object) -> bool:
        return word in self._counts

    def __iter__(self) -> Iterator[str]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


class Tables(NamedTuple):
    """The counted tables, read once."""

    classes: WordClasses
    lemmas: dict[str, str]
    endings: dict[str, Classes]
    unigrams: dict[str, float]
    bigrams: dict[tuple[str, str], float]
    trigrams: dict[tuple[str, str, str], float]


@cache
def tables() -> Tables:
    """Read the tables that ship with the package (about 64,000 word forms)."""
    folder = files("onrecord.reading") / "lexicon"
    tri: dict[tuple[str, str, str], int] = {}
    bi: dict[tuple[str, str], int] = {}
    uni: dict[str, int] = {}
    context: dict[tuple[str, str], int] = {}
    before: dict[str, int] = {}
    for line in (folder / "class_sequences.tsv").read_text("utf-8").splitlines():
        a, b, c, count = line.split("\t")
        n = int(count)
        tri[a, b, c] = n
        bi[b, c] = bi.get((b, c), 0) + n
        uni[c] = uni.get(c, 0) + n
        context[a, b] = context.get((a, b), 0) + n
        before[b] = before.get(b, 0) + n
    total = sum(uni.values())
    unigrams = {c: n / total for c, n in uni.items()}
    bigrams = {(b, c): n / before[b] for (b, c), n in bi.items()}
    trigrams = {(a, b, c): n / context[a, b] for (a, b, c), n in tri.items()}
    known = dictionary()
    endings: dict[str, Classes] = {}
    for line in (folder / "word_endings.tsv").read_text("utf-8").splitlines():
        ending, counts = line.split("\t")
        endings[ending] = _weights(counts, unigrams)
    return Tables(WordClasses(known.classes, unigrams), known.lemmas, endings, unigrams, bigrams, trigrams)


def _weights(counts: str, unigrams: dict[str, float]) -> Classes:
    pairs = [(tag, float(number) if number else _SEEN_PRIOR) for tag, _, number in (part.partition(":") for part in counts.split())]
    total = sum(n for _, n in pairs)
    return tuple((tag, math.log(n / total / unigrams.get(tag, 1e-6))) for tag, n in pairs)
