"""The trained network at run time: pieces in, scores out. One thread, so that a desk may run one process a core."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.reading.trained.linking import ACTS, KINDS, SCOPES, STATUSES, TAGS, bucket_table
from onrecord.reading.trained.pieces import PAD

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
    """Encoder, linkers and heads with their weights."""

    def __init__(self, folder: Path, shared: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3

        def session(name: str) -> onnxruntime.InferenceSession:
            return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

        self._encoder = session("encoder.onnx")
        self._linker = session("linker.onnx")
        self._figure_linker = session("figure_linker.onnx")
        self._acts = session("acts.onnx")
        self._figure_kinds = session("figure_kinds.onnx")
        self._table: NDArray[np.int8] = np.load(shared / "embeddings.npy", mmap_mode="r")
        self._scales: Floats = np.load(shared / "embedding_scales.npy")

    def words(self, windows: list[tuple[Whole, Whole, Whole]]) -> list[Words]:
        """Pieces, features and word heads of some windows → what is said of their words."""
        longest = max(len(pieces) for pieces, _, _ in windows)
        most = max(len(heads) for _, _, heads in windows)
        ids = np.full((len(windows), longest), PAD, dtype=np.int64)
        features = np.zeros((len(windows), longest, 3), dtype=np.int64)
        mask = np.zeros((len(windows), longest), dtype=np.int32)
        heads = np.zeros((len(windows), most), dtype=np.int64)
        for n, (pieces, feature, head) in enumerate(windows):
            ids[n, : len(pieces)], features[n, : len(pieces)], mask[n, : len(pieces)] = pieces, feature, 1
            heads[n, : len(head)] = head
        embedded = self._table[ids].astype(np.float32) * self._scales[ids][..., None]
        given: dict[str, Any] = {"embedded": embedded, "features": features, "mask": mask, "heads": heads}
        (out,) = self._encoder.run(None, given)
        rows = [out[n, : len(head)] for n, (_, _, head) in enumerate(windows)]
        return [Words(row[:, :TAGS], row[:, TAGS : TAGS + KINDS], row[:, TAGS + KINDS :]) for row in rows]

    def links(self, words: Words, sentence: Whole, cues: list[tuple[int, int]]) -> Floats:
        """For each cue (first and past-the-last word of the window) and word the probabilities of neither, source, content."""
        return self._links(self._linker, words, sentence, cues)

    def figure_links(self, words: Words, sentence: Whole, figures: list[tuple[int, int]]) -> Floats:
        """For each figure and word the probabilities of neither, group, place."""
        return self._links(self._figure_linker, words, sentence, figures)

    def acts(self, words: Words, spans: list[tuple[Ranges, Ranges, Ranges]]) -> Floats:
        """For each statement (cue, content, source in ranges of the window) the probabilities of the acts, then of speech."""
        has_source = np.array([[float(bool(source))] for _, _, source in spans], dtype=np.float32)
        means = [np.concatenate([_mean(words.vectors, ranges) for ranges in three]) for three in spans]
        rows = np.concatenate([np.stack(means), has_source], axis=1)
        (scores,) = self._acts.run(None, {"parts": rows})
        count = len(ACTS)
        return np.concatenate([softmax(scores[:, :count]), softmax(scores[:, count:])[:, 1:]], axis=1)

    def figure_kinds(self, words: Words, figures: list[tuple[int, int]]) -> tuple[Floats, Floats, Floats]:
        """For each figure the probabilities of scopes, of civil statuses, and of being part of another figure."""
        rows = np.stack([words.vectors[first:last].mean(axis=0) for first, last in figures])
        (scores,) = self._figure_kinds.run(None, {"figures": rows})
        first, second = len(SCOPES), len(SCOPES) + len(STATUSES)
        return softmax(scores[:, :first]), softmax(scores[:, first:second]), softmax(scores[:, second:])[:, 1]

    @staticmethod
    def _links(session: onnxruntime.InferenceSession, words: Words, sentence: Whole, anchors: list[tuple[int, int]]) -> Floats:
        at = np.array([first for first, _ in anchors])
        offset = np.arange(len(words.vectors))[None] - at[:, None]
        given: dict[str, Any] = {
            "words": words.vectors[None],
            "tags": words.tags[None],
            "cues": np.stack([words.vectors[first:last].mean(axis=0) for first, last in anchors]),
            "distance": _BUCKETS[np.clip(offset + _REACH, 0, 2 * _REACH)],
            "sentence": np.clip(sentence[None] - sentence[at][:, None], -2, 2) + 2,
        }
        (scores,) = session.run(None, given)
        return softmax(scores)


def _mean(vectors: Floats, ranges: Ranges) -> Floats:
    """Mean vector of some ranges; nothing for none."""
    rows = [vectors[first:last] for first, last in ranges]
    mean: Floats = np.concatenate(rows).mean(axis=0) if rows else np.zeros(vectors.shape[1], dtype=np.float32)
    return mean


def softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
