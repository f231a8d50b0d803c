"""Fit the reconciler: how likely each reading is right, given what both readers say.

Seven logistic regressions, L2-regularised, by Newton's method – no library is needed at run time, the weights are a page of JSON. Four
say how likely a reading is right: the trained reader's alone; beside the rules, what it only, the rules only, or both found. Three say
whose source, cue and content to take where both have the statement. They are fitted on texts that the network was not trained on; the
thresholds are chosen there too.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from training.reader.parts import Parts
from training.regression import fitted

from onrecord.evaluation import attribution
from onrecord.evaluation.tokens import LaidStatement, TokenGrid, content_similarity, sources_agree
from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.reconciled.features import NAMES, all_features, by_sign, difference, kind_of
from onrecord.reading.reconciled.pairs import Pair, RuleReading, in_tokens, pair_up, ranges_of
from onrecord.reading.reconciled.reader import ROLES, ReconciledReader, TrainedAlone
from onrecord.reading.reconciled.weights import Reconciler
from onrecord.reading.reconciled.weights import load as load_reconciler
from onrecord.reading.regression import Regression
from onrecord.reading.rules import RuleReader
from onrecord.reading.trained.decode import Candidate
from onrecord.reading.trained.reader import TrainedReader

RIDGE = 1.0
OWN_WEIGHT = 3.0
"""Each reading of our own corpus counts so often: it is the kind of text that the product reads, and there is less of it."""
PUBLISHED = 0.88
"""Precision that the published grades (both, one) are to have on the fitting texts."""
Row = dict[str, Any]


class Read:
    """One labelled row with what both readers find, and whether each reading is right."""

    def __init__(self, row: Row, trained: TrainedReader, rules: RuleReader, weight: float) -> None:
        self.row, self.weight = row, weight
        self.page = Page.of(row["text"])
        seen = trained.read(self.page)
        read = [one for one in (in_tokens(self.page, a) for a in rules.attributions(self.page)) if one.content]
        self.numbers = seen.numbers
        self.pairs = pair_up(seen.candidates, read, self.numbers)
        self.features = all_features(self.page, self.pairs, seen)
        self.grid = TokenGrid(row["text"])
        labelled = [(LaidStatement(self.grid, one, "labelled"), one.get("optional")) for one in attribution.attributions(row)]
        self.gold = [laid for laid, optional in labelled if not optional]
        self.optional = [laid for laid, optional in labelled if optional]
        self.right = [self._is_right(pair.trained or pair.rules) for pair in self.pairs]
        """None for what answers only a statement that a reader may find or leave."""

    def laid(self, reading: Candidate | RuleReading) -> LaidStatement:
        """A reading as the measures take it."""
        spans = {role: [list(self.page.span(a, b)) for a, b in ranges_of(reading, role)] for role in ROLES}
        return LaidStatement(self.grid, spans, "found")

    def _is_right(self, reading: Candidate | RuleReading | None) -> bool | None:
        """Whether it answers a labelled statement: contents alike, sources agree."""
        assert reading is not None
        laid = self.laid(reading)
        if any(content_similarity(g, laid) >= attribution.JACCARD and sources_agree(g, laid) for g in self.gold):
            return True
        return None if any(content_similarity(g, laid) >= attribution.JACCARD for g in self.optional) else False

    def differences(self, role: str) -> Iterator[tuple[list[float], bool]]:
        """Where both readers have a statement and exactly one has the role to the word: what tells, and whether it is the rules."""
        for pair in self.pairs:
            if pair.trained is None or pair.rules is None:
                continue
            ours, theirs = self.laid(pair.trained), self.laid(pair.rules)
            best = max(self.gold, key=lambda g: content_similarity(g, ours) + content_similarity(g, theirs), default=None)
            if best is None or max(content_similarity(best, ours), content_similarity(best, theirs)) < attribution.JACCARD:
                continue
            right = [one.words[role] == best.words[role] for one in (ours, theirs)]
            if right[0] != right[1]:
                yield difference(self.page, pair, role, self.numbers), right[1]


def as_row(one: Attribution) -> Row:
    """Spans as the measures take them."""
    return {role: [list(span) for span in getattr(one, role)] for role in ROLES}


def regression(rows: Sequence[Sequence[float]], right: Sequence[bool], weights: Sequence[float]) -> Regression:
    """One of the reconciler's regressions."""
    return fitted(rows, right, ridge=RIDGE, digits=6, weights=weights)


def fit_reconciler(folder: Path, parts: Parts) -> None:
    """Write reconciler.json beside the network of ``folder``."""
    trained, rules = TrainedReader(folder, folder, "fitting"), RuleReader()
    reads = [Read(row, trained, rules, OWN_WEIGHT if corpus == "own" else 1.0) for corpus, rows in parts.fit.items() for row in rows]
    fitted = {}
    for kind in ("alone", "trained", "rules", "both"):
        chosen = [
            (f[: len_alone(f, pair)] if kind == "alone" else f, right, read.weight)
            for read in reads
            for pair, f, right in zip(read.pairs, read.features, read.right, strict=True)
            if (kind_of(pair) == kind if kind != "alone" else pair.trained is not None)
            and right is not None
            and not (pair.trained is None and by_sign(read.page, pair))
        ]
        fitted[kind] = regression(*zip(*chosen, strict=True))
    for role in ROLES:
        told = [(f, by_rules, read.weight) for read in reads for f, by_rules in read.differences(role)]
        fitted[f"{role}_by_rules"] = regression(*zip(*told, strict=True))
    draft = Reconciler(**fitted, emit=0.0, confident=0.5)
    emit = max((round(0.2 + n / 50, 2) for n in range(21)), key=lambda t: relation(reads, draft, t))
    (folder / "reconciler.json").write_bytes(
        msgspec.json.format(msgspec.json.encode(Reconciler(**fitted, emit=emit, confident=confident(reads, draft, emit))), indent=1)
    )


def len_alone(row: Sequence[float], pair: Pair) -> int:
    """The features of the trained reader come first in those of both."""
    return len(row) if pair.rules is None else len(NAMES["trained"])


def relation(reads: Sequence[Read], reconciler: Reconciler, emit: float) -> float:
    """Relation F1 over the fitting texts at a threshold."""
    told = msgspec.structs.replace(reconciler, emit=emit)
    gold, found = {}, {}
    for read in reads:
        reader = ReconciledReader.of_pairs(read.page, read.pairs, read.features, told, read.numbers)
        identifier = read.row["id"]
        made = {"id": identifier, "text": read.row["text"], "attributions": [as_row(one) for one in reader]}
        gold[identifier], found[identifier] = attribution.required(read.row, made)
    return float(attribution.score(gold, found)["relation"]["f1"])


def confident(reads: Sequence[Read], reconciler: Reconciler, emit: float) -> float:
    """Least probability from which statements are published, so that they are right often enough."""
    scored = [
        (reconciler.of(kind_of(pair)).probability(f), right)
        for read in reads
        for pair, f, right in zip(read.pairs, read.features, read.right, strict=True)
        if right is not None
    ]
    for threshold in (round(emit + n / 100, 2) for n in range(int(100 * (1 - emit)))):
        published = [right for p, right in scored if p >= threshold]
        if published and sum(published) / len(published) >= PUBLISHED:
            return threshold
    return 0.99


def measure(folder: Path, parts: Parts) -> Row:
    """What the reader scores on the development parts, alone and beside the rules; fractions."""
    trained, rules, reconciler = TrainedReader(folder, folder, "measured"), RuleReader(), load_reconciler(folder / "reconciler.json")
    scores: Row = {}
    for corpus, rows in parts.dev.items():
        for reader in (ReconciledReader(trained, rules, reconciler), TrainedAlone(trained, reconciler), rules):
            wanted, found = {}, {}
            for row in rows:
                made = {
                    "id": row["id"],
                    "text": row["text"],
                    "attributions": [as_row(a) for a in reader.attributions(Page.of(row["text"]))],
                }
                wanted[row["id"]], found[row["id"]] = attribution.required(row, made)
            metrics = attribution.score(wanted, found, bootstrap=1000)
            scores[f"{corpus}, {reader.name}"] = {
                "relation": metrics["relation"], "speech": metrics["speech"], "exact": metrics["relation_exact"]["f1"],
                "direct recall": metrics["by_type"]["direct"]["recall"], "indirect recall": metrics["by_type"]["indirect"]["recall"],
                "source given content": metrics["source_given_content"]["accuracy"], "ci95": metrics["ci95"],
            }  # fmt: skip
    return scores
