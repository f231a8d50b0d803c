"""The trained reader: who said what, by a small network that ships with the program."""

from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.page import Page
from onrecord.reading.trained.decode import Candidate, candidates, decode_roles, find_cues
from onrecord.reading.trained.layout import Layout, lay_out
from onrecord.reading.trained.linking import KINDS, MEASURES, TAGS
from onrecord.reading.trained.network import Floats, Network, Words
from onrecord.reading.trained.pieces import WordPieces
from onrecord.reading.trained.windows import Window, cut_windows
from onrecord.records.vocabulary import Measure

HALF = 0.5
"""A word with less than this probability of being no figure is part of one."""


class Seen(NamedTuple):
    """What the network sees on a page."""

    candidates: list[Candidate]
    """Possible statements in token ranges, each with a content, in order of their cues."""
    numbers: tuple[int, ...]
    """For each token the number of the word that it is of: a name is one word, however many tokens it has."""
    tags: Floats
    """Nine probabilities a word: outside, first, further word of a source, a cue, a content."""
    measures: Floats
    """Eight probabilities a word: no figure, or part of a figure of each measure."""


class TrainedReader:
    """Finds candidate statements with a network."""

    def __init__(self, folder: Path, shared: Path, version: str) -> None:
        """Load.

        Args:
            folder: encoder.onnx and linker.onnx of one version.
            shared: what all versions share: the vocabulary and the frozen word embeddings.
            version: what readings are signed with.
        """
        self.version = version
        self._network = Network(folder, shared)
        self._pieces = WordPieces(Tokenizer.from_file(str(shared / "vocabulary.json")))

    def read(self, page: Page) -> Seen:
        """One look at a page."""
        layout = lay_out(page, self._pieces)
        windows = cut_windows([len(p) for p in layout.pieces], layout.starts)
        found: list[Candidate] = []
        tags = np.zeros((len(layout.words), TAGS), dtype=np.float32)
        measures = np.zeros((len(layout.words), KINDS), dtype=np.float32)
        for window in windows:
            seen = self._see(layout, window)  # 1 words and cues, links from each cue
            own = slice(window.own_first - window.first, window.own_last - window.first)
            tags[window.own_first : window.own_last], measures[window.own_first : window.own_last] = (
                seen.words.tags[own],
                seen.words.measures[own],
            )
            if seen.cues:
                found.extend(self._candidates(layout, seen))
        return Seen(sorted((one for one in found if one.content), key=lambda c: c.cue), layout.numbers, tags, measures)

    def _see(self, layout: Layout, w: Window) -> "_Look":
        pieces, features, heads = layout.arrays(w.first, w.last)
        words = self._network.words(pieces, features, heads)
        cues = [c for c in find_cues(words.tags[:, 3:6]) if w.own_first <= c[0] + w.first < w.own_last]
        sentence = np.array(layout.sentence[w.first : w.last])
        links = self._network.links(words, heads, sentence, [(a, b) for a, b, _ in cues]) if cues else _NONE
        return _Look(w, words, cues, links)

    def _candidates(self, layout: Layout, seen: "_Look") -> list[Candidate]:
        decoded = candidates(seen.cues, seen.links, decode_roles(seen.links))  # 2 which words are whose source and content
        acts = self._network.acts(seen.words, [((c.cue,), c.content, c.source) for c in decoded])  # 3 what is done by saying it
        return [_in_tokens(layout, one, seen.window.first, tuple(row.tolist())) for one, row in zip(decoded, acts, strict=True)]


class _Look(NamedTuple):
    """What the network makes of one window."""

    window: Window
    words: Words
    cues: list[tuple[int, int, float]]
    links: Floats


_NONE: Floats = np.zeros((0, 0, 3), dtype=np.float32)


def _in_tokens(layout: Layout, one: Candidate, first_word: int, acts: tuple[float, ...]) -> Candidate:
    """A candidate in words of a window as one in tokens of the page."""

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return layout.words[span[0] + first_word][0], layout.words[span[1] + first_word - 1][1]

    return one._replace(cue=moved(one.cue), source=tuple(map(moved, one.source)), content=tuple(map(moved, one.content)), acts=acts)


def measures_of(seen: Seen) -> dict[int, tuple[Measure, float]]:
    """The tokens that are rather part of a figure than not, each with the likeliest measure and how likely it is."""
    harmed = seen.measures[:, 1:]
    names = cast("tuple[Measure, ...]", MEASURES)
    found = {n: (names[int(harmed[n].argmax())], float(harmed[n].max())) for n in np.flatnonzero(seen.measures[:, 0] < HALF).tolist()}
    return {token: found[n] for token, n in enumerate(seen.numbers) if n in found}
