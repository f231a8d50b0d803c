"""Labelled articles as the reader sees them: words, pieces, features, and attributions as sets of word indices.

Two forms of labelled rows are read: PolNeAR's (``attributions``) and our interchange (``statements``).
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.page import Page
from onrecord.reading.trained.layout import Layout, lay_out
from onrecord.reading.trained.pieces import WordPieces


_KEPT = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december mr mrs ms dr prof gen col lt maj capt sgt sen rep gov st president minister ministry general colonel captain major".split()
)


def names_of(page: Page) -> tuple[str | None, ...]:
    """For each token its form where it is (part of) a name, else None."""
    return tuple(
        token.text if tag == "NNP" and token.text[:1].isupper() and len(token.text) > 2 and token.text.isalpha() and token.lower not in _KEPT else None
        for token, tag in zip(page.tokens, page.classes, strict=True)
    )


class Labelled(NamedTuple):
    """One attribution in word indices, each in text order."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    act: str | None
    speech: bool | None


class Article(NamedTuple):
    """One labelled text, cut up."""

    identifier: str
    text: str
    layout: Layout
    attributions: tuple[Labelled, ...]
    corpus: str
    names: tuple[str | None, ...] = ()
    """Per token its form where it is part of a name."""


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, plain or gzipped."""
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_articles(rows: Iterable[dict[str, Any]], pieces: WordPieces, corpus: str) -> list[Article]:
    """Cut up every row."""
    return [_article(row, pieces, corpus) for row in rows]


def _article(row: dict[str, Any], pieces: WordPieces, corpus: str) -> Article:
    page = Page.of(row["text"])
    labelled = []
    for one in row["attributions"] if "attributions" in row else row["statements"]:
        if one.get("voice") == "publisher":
            continue
        source, cue, content = (_words(page, one.get(role) or ()) for role in ("source", "cue", "content"))
        if cue:
            labelled.append(Labelled(source, cue, content, one.get("act"), one.get("speech")))
    return Article(row["id"], row["text"], lay_out(page, pieces), tuple(labelled), corpus, names_of(page))


def _words(page: Page, spans: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """Tokens of which at least half lies in a span."""
    found: set[int] = set()
    for start, end in spans:
        first, last = page.token_at(start), page.token_at(max(start, end - 1)) + 1
        for n in range(first, min(last, len(page.tokens))):
            token = page.tokens[n]
            if 2 * (min(end, token.end) - max(start, token.start)) >= token.end - token.start:
                found.add(n)
    return tuple(sorted(found))


class Window(NamedTuple):
    """A run of words of one article, as arrays for the network."""

    pieces: NDArray[np.int64]
    features: NDArray[np.int64]
    """One column a feature, one row a piece."""
    heads: NDArray[np.int64]
    """Index of the first piece of each word."""
    sentence: NDArray[np.int64]
    tags: NDArray[np.int64]
    """Per word and role (source, cue, content): 0 outside, 1 first word, 2 further word."""
    cues: list[list[int]]
    """Words of each cue whose attribution lies wholly inside."""
    roles: NDArray[np.int64]
    """Per such cue and word: 0 neither, 1 source, 2 content."""
    corpus: str


def training_window(article: Article, first: int, last: int) -> Window:
    """The words ``first`` to ``last`` (exclusive) with their labels."""
    layout = article.layout
    pieces, features, heads = layout.arrays(first, last)
    count = last - first
    tags = np.zeros((count, 3), dtype=np.int64)
    cues: list[list[int]] = []
    roles: list[NDArray[np.int64]] = []
    for one in sorted(article.attributions, key=lambda a: -len(a.content)):  # what stands inside another is marked over it
        for column, words in enumerate((one.source, one.cue, one.content)):
            for n in words:
                if first <= n < last:
                    tags[n - first, column] = 2 if n - 1 in words else 1
        every = (*one.source, *one.cue, *one.content)
        if first <= min(every) and max(every) < last:
            row = np.zeros(count, dtype=np.int64)
            row[[n - first for n in one.content]] = 2
            row[[n - first for n in one.source]] = 1
            cues.append([n - first for n in one.cue])
            roles.append(row)
    return Window(
        pieces, features, heads, np.array(layout.sentence[first:last]), tags, cues,
        np.stack(roles) if roles else np.zeros((0, count), dtype=np.int64), article.corpus,
    )  # fmt: skip
