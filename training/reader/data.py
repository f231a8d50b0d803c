"""Labelled articles as the reader sees them: words, pieces, features, and attributions as sets of word indices.

Two forms of labelled rows are read: PolNeAR's (``attributions``) and our interchange (``statements``).
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.page import Page
from onrecord.reading.trained.layout import Layout, lay_out
from onrecord.reading.trained.linking import ACTS, MEASURES, SCOPES, STATUSES
from onrecord.reading.trained.names import Names, names_of
from onrecord.reading.trained.pieces import WordPieces


class Labelled(NamedTuple):
    """One attribution in word indices, each in text order."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    act: str | None
    """As labelled; None in a corpus that has no acts."""
    speech: bool | None


class LabelledFigure(NamedTuple):
    """One casualty figure in word indices."""

    phrase: tuple[int, ...]
    group: tuple[int, ...]
    place: tuple[int, ...]
    measure: str
    scope: str
    civil_status: str
    subset: bool


class Article(NamedTuple):
    """One labelled text, cut up."""

    identifier: str
    text: str
    layout: Layout
    attributions: tuple[Labelled, ...]
    corpus: str
    names: Names
    figures: tuple[LabelledFigure, ...] | None = None
    """None in a corpus that has no figures."""


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file, plain or gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
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
    names = names_of(page)
    layout = lay_out(page, pieces, names)
    labelled = []
    for one in row["attributions"] if "attributions" in row else row["statements"]:
        if one.get("voice") == "publisher":
            continue
        source, cue, content = (_words(page, layout, one.get(role) or ()) for role in ("source", "cue", "content"))
        if cue:
            labelled.append(Labelled(source, cue, content, one.get("act"), one.get("speech")))
    return Article(row["id"], row["text"], layout, tuple(labelled), corpus, names, _figures(page, layout, row))


def _figures(page: Page, layout: Layout, row: dict[str, Any]) -> tuple[LabelledFigure, ...] | None:
    if "figures" not in row:
        return None
    return tuple(
        LabelledFigure(
            _words(page, layout, [(f["start"], f["end"])]),
            _nearest(page, layout, f.get("group"), f["start"]),
            _nearest(page, layout, f.get("place"), f["start"]),
            f["measure"],
            f["scope"],
            f["civil_status"],
            bool(f.get("subset_of")),
        )
        for f in row["figures"]
    )


def _nearest(page: Page, layout: Layout, words: str | None, start: int) -> tuple[int, ...]:
    """The words of a label that is given as text, where they stand nearest to the figure."""
    if not words:
        return ()
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?!\w)"
    places = [match.span() for match in re.finditer(pattern, page.text)]
    return _words(page, layout, [min(places, key=lambda at: abs(at[0] - start))]) if places else ()


def _words(page: Page, layout: Layout, spans: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """Words of which a token lies in a span by at least half."""
    found: set[int] = set()
    for start, end in spans:
        first, last = page.token_at(start), page.token_at(max(start, end - 1)) + 1
        for n in range(first, min(last, len(page.tokens))):
            token = page.tokens[n]
            if 2 * (min(end, token.end) - max(start, token.start)) >= token.end - token.start:
                found.add(layout.numbers[n])
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
    acts: list[tuple[int, int]]
    """Per such cue the number of its act and whether it is speech; -100 where not labelled."""
    measures: NDArray[np.int64]
    """Per word: 0, or 1 + the number of the measure of the figure it belongs to; -100 where figures are not labelled."""
    figures: list[list[int]]
    """Words of each figure's phrase."""
    figure_roles: NDArray[np.int64]
    """Per figure and word: 0 neither, 1 group, 2 place."""
    figure_kinds: list[tuple[int, int, int]]
    """Per figure the numbers of scope and civil status, and whether it is part of another."""
    corpus: str


def training_window(article: Article, first: int, last: int) -> Window:
    """The words ``first`` to ``last`` (exclusive) with their labels."""
    layout = article.layout
    pieces, features, heads = layout.arrays(first, last)
    count = last - first
    tags = np.zeros((count, 3), dtype=np.int64)
    cues: list[list[int]] = []
    roles: list[NDArray[np.int64]] = []
    acts: list[tuple[int, int]] = []
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
            acts.append((ACTS.index(one.act) if one.act else -100, int(one.speech) if one.speech is not None else -100))
            roles.append(row)
    measures = np.full(count, -100 if article.figures is None else 0, dtype=np.int64)
    figures, figure_roles, kinds = [], [], []
    for figure in article.figures or ():
        if figure.phrase and first <= figure.phrase[0] and figure.phrase[-1] < last:
            measures[[n - first for n in figure.phrase]] = 1 + MEASURES.index(figure.measure)
            row = np.zeros(count, dtype=np.int64)
            for number, words in ((2, figure.place), (1, figure.group)):
                row[[n - first for n in words if first <= n < last]] = number
            figures.append([n - first for n in figure.phrase])
            figure_roles.append(row)
            kinds.append((SCOPES.index(figure.scope), STATUSES.index(figure.civil_status), int(figure.subset)))

    def stacked(rows: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        return np.stack(rows) if rows else np.zeros((0, count), dtype=np.int64)

    return Window(
        pieces, features, heads, np.array(layout.sentence[first:last]), tags, cues, stacked(roles), acts,
        measures, figures, stacked(figure_roles), kinds, article.corpus,
    )  # fmt: skip
