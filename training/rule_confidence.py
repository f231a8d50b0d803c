"""Measure how often each pattern of the rule reader is right: the numbers in src/onrecord/reading/lexicon/pattern_confidence.tsv.

    python training/rule_confidence.py --labelled FILE.jsonl.gz

The file holds JSON Lines with ``id``, ``text`` and ``attributions`` (the shipped numbers: PolNeAR 1.0, training part, 840 articles).
A reading is right when it agrees with an annotated attribution: Jaccard of the contents' words at least 0.5, sources sharing a word
or both empty (``onrecord.evaluation.attribution``). Only counts leave this script. Annotators left out many attitudes and noun cues,
so a reading whose cue nobody marked counts as half a mistake: confidence = right / (right + wrong at a marked cue + half the rest).
A rare pattern is drawn towards its kind with and without speech verbs together (by ten readings), and that towards 0.6 (by three).
"""

import argparse
import collections
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluation.tokens import LaidStatement, TokenGrid, content_similarity, sources_agree
from onrecord.reading.page import Page
from onrecord.reading.rules import find_all
from onrecord.reading.rules.confidence import key_of

TARGET = Path(__file__).parents[1] / "src/onrecord/reading/lexicon/pattern_confidence.tsv"
PRIOR, PRIOR_WEIGHT = 0.6, 3
KIND_WEIGHT = 10
AGREEMENT = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, required=True)
    arguments = parser.parse_args()
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    with gzip.open(arguments.labelled, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            count_article(row, counts)
    with TARGET.open("w", encoding="utf-8") as out:
        out.write("# pattern\tconfidence\tright\twrong at a marked cue\tcue not marked   (made by training/rule_confidence.py)\n")
        kinds: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
        for pattern, row in counts.items():
            kind = kinds[pattern.removesuffix(" speech")]
            kind[:] = [a + b for a, b in zip(kind, row, strict=True)]
        for pattern, (right, wrong, unmarked) in sorted(counts.items()):
            prior = share_of(kinds[pattern.removesuffix(" speech")], PRIOR, PRIOR_WEIGHT)
            share = share_of((right, wrong, unmarked), prior, KIND_WEIGHT)
            out.write(f"{pattern}\t{share:.2f}\t{right}\t{wrong}\t{unmarked}\n")


def share_of(row: Sequence[int], prior: float, weight: float) -> float:
    right, wrong, unmarked = row
    return (right + prior * weight) / (right + wrong + unmarked / 2 + weight)


def count_article(row: dict, counts: dict[str, list[int]]) -> None:
    page = Page.of(row["text"])
    grid = TokenGrid(row["text"])
    gold = [LaidStatement(grid, one, row["id"]) for one in row["attributions"]]
    for one in find_all(page):
        spans = {role: [page.span(a, b) for a, b in getattr(one, role)] for role in ("source", "cue", "content")}
        laid = LaidStatement(grid, spans, row["id"])
        if any(content_similarity(g, laid) >= AGREEMENT and sources_agree(g, laid) for g in gold):
            counts[key_of(one)][0] += 1
        elif any(g.tokens["cue"] & laid.tokens["cue"] for g in gold):
            counts[key_of(one)][1] += 1
        else:
            counts[key_of(one)][2] += 1


if __name__ == "__main__":
    main()
