"""The trained network at run time: pieces in, scores out. One thread, so that a desk may run one process a core."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.reading.trained.linking import ACTS, KINDS, TAGS, bucket_table

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]
Ranges = tuple[tuple[int, int], ...]

_BUCKETS = bucket_table()
_REACH = len(_BUCKETS) // 2


class Words(NamedTuple):
    """What the encoder says of the words of a window, one row a word."""

    tags: Floats
    """Nine probabilities: outside, first, further word of a source, a cue, a content."""
    measures: Floats
    """Eight probabilities: no figure, or a figure of each measure."""
    vectors: Floats


class Network:
    """Encoder, linker and act head with their weights."""

    def __init__(self, folder: Path, shared: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def session(name: str) -> onnxruntime.InferenceSession:
            return onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
            )

        self._encoder = session("encoder.onnx")
        self._linker = session("linker.onnx")
        self._acts = session("acts.onnx")
        self._table: NDArray[np.int8] = np.load(shared / "embeddings.npy", mmap_mode="r")
        self._scales: Floats = np.load(shared / "embedding_scales.npy")

    def words(self, pieces: Whole, features: Whole, heads: Whole) -> Words:
        """What is said of the words of one window.

        One at a time: nothing is filled up, and what a window is read as depends on no other.

        Args:
            pieces: vocabulary entry of each piece.
            features: three numbers a piece (``layout.Layout``).
            heads: for each word its piece.
        """
        embedded = self._table[pieces].astype(np.float32) * self._scales[pieces][:, None]
        (out,) = self._encoder.run(None, {"embedded": embedded[None], "features": features[None], "heads": heads[None]})
        row = out[0]
        return Words(row[:, :TAGS], row[:, TAGS : TAGS + KINDS], row[:, TAGS + KINDS :])

    def links(self, words: Words, heads: Whole, sentence: Whole, cues: list[tuple[int, int]]) -> Floats:
        """For each cue (first and past-the-last word of the window) and word the probabilities of neither, source, content.

        Distances are counted in pieces, so that a name is as long as any other.
        """
        at = np.array([first for first, _ in cues])
        offset = heads[None] - heads[at][:, None]
        given: dict[str, Any] = {
            "words": words.vectors[None],
            "tags": words.tags[None],
            "cues": np.stack([words.vectors[first:last].mean(axis=0) for first, last in cues]),
            "distance": _BUCKETS[np.clip(offset + _REACH, 0, 2 * _REACH)],
            "sentence": np.clip(sentence[None] - sentence[at][:, None], -2, 2) + 2,
        }
        (scores,) = self._linker.run(None, given)
        return softmax(scores)

    def acts(self, words: Words, spans: list[tuple[Ranges, Ranges, Ranges]]) -> Floats:
        """For each statement (cue, content, source in ranges of the window) the probabilities of the acts, then of speech."""
        has_source = np.array([[float(bool(source))] for _, _, source in spans], dtype=np.float32)
        means = np.stack([_mean(words.vectors, ranges) for three in spans for ranges in three]).reshape(len(spans), -1)
        rows = np.concatenate([means, has_source], axis=1)
        (scores,) = self._acts.run(None, {"parts": rows})
        count = len(ACTS)
        return np.concatenate([softmax(scores[:, :count]), softmax(scores[:, count:])[:, 1:]], axis=1)


def _mean(vectors: Floats, ranges: Ranges) -> Floats:
    """Of the rows in some ranges; zeros where there are none. Added up row by row: a product of matrices would start threads that cost more
    than they bring, and round otherwise on other processors."""
    total: Floats = np.zeros(vectors.shape[1], dtype=np.float32)
    for first, last in ranges:
        total += vectors[first:last].sum(axis=0)
    return total / np.float32(max(1, sum(last - first for first, last in ranges)))


def softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
