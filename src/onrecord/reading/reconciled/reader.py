"""Two readers, one answer: what the trained reader and the rules find, reconciled, with a grade that says whether both agree.

The two know nothing of each other: the rules are written by people and need no model, the network was trained on labelled news. Where
both find the same statement it is far more often right than where one does (docs/accuracy.md), and that is what the grade says.
"""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution, StatementReader
from onrecord.reading.reconciled.features import all_features, kind_of
from onrecord.reading.reconciled.pairs import Nearby, Pair, Ranges, in_tokens, pair_up, place_of, words_of
from onrecord.reading.reconciled.weights import Reconciler
from onrecord.reading.trained.reader import TrainedReader
from onrecord.records import Spans
from onrecord.records.vocabulary import Grade

SAME = 0.5
"""Two statements whose contents share more than this part of their words, with the same source, are one."""


class ReconciledReader:
    """Finds attributions by two independent readers."""

    name = "both"

    def __init__(self, trained: TrainedReader, rules: StatementReader, reconciler: Reconciler) -> None:
        self._trained, self._rules, self._reconciler = trained, rules, reconciler
        self.version = f"{trained.version}, {rules.name} {rules.version}"

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its cue."""
        found, tags = self._trained.read(page)  # 1 the network's candidates
        found = [one for one in found if one.content]
        rules = [one for one in (in_tokens(page, a) for a in self._rules.attributions(page)) if one.content]  # 2 the rules' readings
        pairs = pair_up(found, rules)  # 3 which are of the same statement
        return self.of_pairs(page, pairs, all_features(page, pairs, found, tags), self._reconciler)

    @staticmethod
    def of_pairs(page: Page, pairs: Sequence[Pair], rows: Sequence[Sequence[float]], reconciler: Reconciler) -> tuple[Attribution, ...]:
        """What is kept of some pairs with their features."""
        scored = [(reconciler.of(kind_of(p)).probability(row), n, p) for n, (p, row) in enumerate(zip(pairs, rows, strict=True))]  # 4
        kept = _without_rivals([one for one in scored if one[0] >= reconciler.emit])  # 5
        return tuple(attribution_of(page, pair, probability, reconciler) for probability, _, pair in sorted(kept, key=_place))


class TrainedAlone:
    """The network without the rules, for comparison and for texts that the rules do not know."""

    name = "trained"

    def __init__(self, trained: TrainedReader, reconciler: Reconciler) -> None:
        self._trained, self._reconciler = trained, reconciler
        self.version = trained.version

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution that the network finds, in order of its cue."""
        found, tags = self._trained.read(page)
        found = [one for one in found if one.content]
        pairs = [Pair(one, None) for one in found]
        rows = all_features(page, pairs, found, tags)
        scored = [(self._reconciler.alone.probability(row), n, p) for n, (p, row) in enumerate(zip(pairs, rows, strict=True))]
        kept = _without_rivals([one for one in scored if one[0] >= self._reconciler.emit])
        return tuple(attribution_of(page, pair, probability, self._reconciler) for probability, _, pair in sorted(kept, key=_place))


def _place(one: tuple[float, int, Pair]) -> tuple[int, int]:
    cue = _chosen(one[2])[1]
    return (cue[0][0] if cue else 0, one[1])


def _without_rivals(scored: list[tuple[float, int, Pair]]) -> list[tuple[float, int, Pair]]:
    """Of two readings with much the same content and a common source word, the likelier."""
    kept: list[tuple[float, int, Pair]] = []
    laid = [tuple(words_of(ranges) for ranges in _chosen(pair)) for _, _, pair in scored]
    nearby = Nearby([place_of(_chosen(pair)[1]) for _, _, pair in scored])
    taken: set[int] = set()
    for n in sorted(range(len(scored)), key=lambda n: (-scored[n][0], scored[n][1])):
        source, cue, content = laid[n]
        near = (laid[m] for m in nearby.around(min(cue, default=-1)) if m in taken)
        if not any(len(content & c) > SAME * len(content | c) and (source & s or not source or not s) for s, _, c in near):
            kept.append(scored[n])
            taken.add(n)
    return kept


def _chosen(pair: Pair) -> tuple[Ranges, Ranges, Ranges]:
    """Whose spans are taken."""
    if pair.trained is not None:
        return pair.trained.source, (pair.trained.cue,), pair.trained.content
    assert pair.rules is not None
    return pair.rules.source, pair.rules.cue, pair.rules.content


def attribution_of(page: Page, pair: Pair, probability: float, reconciler: Reconciler | None) -> Attribution:
    """A pair as the protocol has it, graded by who found it and how sure they are."""

    def spans(ranges: Ranges) -> Spans:
        return tuple(page.span(first, last) for first, last in ranges)

    source, cue, content = _chosen(pair)
    agreed = pair.trained is not None and pair.rules is not None
    pattern = " ".join(name for name, one in (("network", pair.trained), (pair.rules.pattern if pair.rules else "", pair.rules)) if one)
    confidence = round(probability, 2)
    confident = reconciler.confident if reconciler is not None else 0.5
    grade: Grade = "both" if agreed else "one" if probability >= confident else "weak"
    return Attribution(spans(source), spans(cue), spans(content), confidence, pattern, grade)
