"""Is one reader better than another on the same articles? The paired bootstrap.

Articles are drawn with replacement, the same ones for both readers, and each time the difference of a measure is taken: what
differs between articles weighs on both alike (Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 16;
for scores of language processing Koehn, *Statistical Significance Tests for Machine Translation Evaluation*, 2004).
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.errors import WrongUse
from onrecord.evaluation.attribution import BOOTSTRAP_SEED, HEADLINES, JACCARD, attributions, count_article, summarise
from onrecord.evaluation.labelled import Rows, check_same_reports

Counts = Mapping[str, int]
"""The additive counts of one article (``attribution.count_article``)."""


class Paired(NamedTuple):
    """How much better the first is than the second; fractions."""

    difference: float
    """Over all articles as they are."""
    low: float
    """Lower end of the 95 % interval of the difference (percentiles of the resamplings)."""
    high: float
    not_better: float
    """Share of the resamplings in which the first is not better."""


def article_counts(gold: Rows, predicted: Rows, threshold: float = JACCARD) -> tuple[Counter[str], ...]:
    """The counts of every labelled article, in the order of the labelled file; no prediction counts as an empty one.

    Raises:
        BadInput: unknown ids, another text, or spans outside the text.
    """
    check_same_reports(gold, predicted)
    return tuple(
        count_article(row["text"], attributions(row), attributions(predicted.get(identifier, {})), identifier, threshold)
        for identifier, row in gold.items()
    )


def paired_bootstrap(
    first: Sequence[Counts], second: Sequence[Counts], measure: str, *, draws: int = 2000, seed: int = BOOTSTRAP_SEED
) -> Paired:
    """Compare two readers over the same articles in the same order.

    Args:
        first: counts of each article for the reader that may be better.
        second: the same for the other.
        measure: one of ``attribution.HEADLINES``, for example ``relation_f1``.
        draws: number of resamplings.
        seed: the same seed gives the same answer.

    Raises:
        WrongUse: no articles, not as many of one as of the other, no draws, or no such measure.
    """
    if not first or len(first) != len(second):
        raise WrongUse(
            f"{len(first)} articles of one reader cannot be paired with {len(second)} of the other",
            hint="count both over the same labelled file (article_counts)",
        )
    if draws < 1:
        raise WrongUse("a bootstrap needs at least one draw")
    if measure not in HEADLINES:
        raise WrongUse(f"there is no measure {measure!r}", hint=f"measures are: {', '.join(HEADLINES)}")
    value = HEADLINES[measure]

    def difference(articles: Sequence[int]) -> float:
        return value(summarise(first[i] for i in articles)) - value(summarise(second[i] for i in articles))

    source = random.Random(seed)
    everything = range(len(first))
    drawn = sorted(difference([source.randrange(len(first)) for _ in everything]) for _ in range(draws))
    return Paired(
        difference=difference(everything),
        low=drawn[int(0.025 * draws)],
        high=drawn[min(draws - 1, int(0.975 * draws))],
        not_better=sum(gap <= 0 for gap in drawn) / draws,
    )
