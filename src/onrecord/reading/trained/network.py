"""The trained network at run time: pieces in, scores out. One thread, so that a desk may run one process a core."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.reading.trained.linking import TAGS, WIDTH, bucket_table
from onrecord.reading.trained.pieces import PAD

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

_BUCKETS = bucket_table()
_REACH = len(_BUCKETS) // 2


class Network:
    """Encoder and linker with their weights."""

    def __init__(self, folder: Path, shared: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder = onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
        self._linker = onnxruntime.InferenceSession(str(folder / "linker.onnx"), options, providers=["CPUExecutionProvider"])
        self._table: NDArray[np.int8] = np.load(shared / "embeddings.npy", mmap_mode="r")
        self._scales: Floats = np.load(shared / "embedding_scales.npy")

    def words(self, windows: list[tuple[Whole, Whole, Whole]]) -> list[Floats]:
        """Pieces, features and word heads of some windows → per window one row a word: nine tag probabilities, then projections."""
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
        return [out[n, : len(head)] for n, (_, _, head) in enumerate(windows)]

    def links(self, words: Floats, sentence: Whole, cues: list[tuple[int, int]]) -> Floats:
        """For each cue (first and past-the-last word of the window) and word the probabilities of neither, source, content."""
        added = np.ascontiguousarray(words[:, TAGS : TAGS + 2 * WIDTH])
        rows = np.stack([words[first:last, TAGS + 2 * WIDTH :].mean(axis=0) for first, last in cues])
        at = np.array([first for first, _ in cues])
        offset = np.arange(len(words))[None] - at[:, None]
        given: dict[str, Any] = {
            "of_word": added[None],
            "of_cue": rows,
            "distance": _BUCKETS[np.clip(offset + _REACH, 0, 2 * _REACH)],
            "sentence": np.clip(sentence[None] - sentence[at][:, None], -2, 2) + 2,
        }
        (scores,) = self._linker.run(None, given)
        return softmax(scores)


def softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
