"""The trained reader: who said what, by a small network that ships with the program."""

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.reading.page import Page
from onrecord.reading.trained.decode import Candidate, candidates, find_cues
from onrecord.reading.trained.layout import lay_out
from onrecord.reading.trained.linking import TAGS
from onrecord.reading.trained.network import Network
from onrecord.reading.trained.pieces import WordPieces
from onrecord.reading.trained.windows import cut_windows

MASK = os.environ.get("MASK") == "1"


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
        tokenizer = Tokenizer.from_file(str(shared / "vocabulary.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._pieces = WordPieces(tokenizer)

    def candidates(self, page: Page) -> list[Candidate]:
        """Every candidate on the page in token ranges, in order of its cue."""
        return self.read(page)[0]

    def read(self, page: Page) -> tuple[list[Candidate], NDArray[np.float32]]:
        """The candidates, and nine tag probabilities for every token."""
        layout = lay_out(page, self._pieces)
        windows = cut_windows([len(p) for p in layout.pieces], layout.starts)
        found: list[Candidate] = []
        tags = np.zeros((len(page.tokens), TAGS), dtype=np.float32)
        sentence = np.array(layout.sentence)
        for w in windows:
            pieces, features, heads = layout.arrays(w.first, w.last)
            words = self._network.words(pieces, features, heads)
            tags[w.own_first : w.own_last] = words.tags[w.own_first - w.first : w.own_last - w.first]
            cues = [c for c in find_cues(words.tags[:, 3:6]) if w.own_first <= c[0] + w.first < w.own_last]
            if cues:
                links = self._network.links(words, heads, sentence[w.first : w.last], [(a, b) for a, b, _ in cues])
                decoded = candidates(cues, links)
                acts = self._network.acts(words, [((c.cue,), c.content, c.source) for c in decoded])
                found.extend(_shift(one, w.first, tuple(row.tolist())) for one, row in zip(decoded, acts, strict=True))
        return sorted(found, key=lambda c: c.cue), tags


def _shift(one: Candidate, by: int, acts: tuple[float, ...]) -> Candidate:
    def moved(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((a + by, b + by) for a, b in spans)

    return one._replace(cue=(one.cue[0] + by, one.cue[1] + by), source=moved(one.source), content=moved(one.content), acts=acts)
