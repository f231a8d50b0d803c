"""What speaks for a statement, as numbers: the scores of either reader, how far they agree, and the statement's form."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.page import Page
from onrecord.reading.reconciled.pairs import Nearby, Pair, likeness, ranges_of, words_of
from onrecord.reading.trained.decode import Candidate

NAMES = {
    "trained": ("cue", "says", "who", "edge", "cue*says", "has source", "pieces", "length", "quoted", "rival"),
    "rules": ("rules", "cue here", "content here", "has source", "length", "quoted"),
    "both": (
        "cue", "says", "who", "edge", "cue*says", "has source", "pieces", "length", "quoted", "rival",
        "rules", "contents alike", "sources meet", "sources same", "cues same", "both without source",
    ),
}  # fmt: skip


def logit(p: float) -> float:
    """Log odds, held to ±6."""
    p = min(max(p, 0.0025), 0.9975)
    return math.log(p / (1 - p))


def kind_of(pair: Pair) -> str:
    """Which readers found it."""
    if pair.trained is None:
        return "rules"
    return "trained" if pair.rules is None else "both"


def by_sign(page: Page, pair: Pair) -> bool:
    """Whether the rules found it by a colon or a dash.

    Labelled news has next to no transcripts and signed quotations, so the network's doubt says nothing of them; the rules' own
    confidence is what is known.
    """
    if pair.rules is None or not pair.rules.cue:
        return False
    return not any(page.tokens[n].text[0].isalnum() for n in words_of(pair.rules.cue))


def all_features(page: Page, pairs: Sequence[Pair], candidates: Sequence[Candidate], tags: NDArray[np.float32]) -> list[list[float]]:
    """The numbers of ``NAMES`` for each pair.

    Args:
        page: the text.
        pairs: the readings.
        candidates: all that the trained reader found: one that takes the same words with more certainty speaks against.
        tags: per token the trained reader's nine tag probabilities.
    """
    nearby = Nearby([one.cue[0] for one in candidates])
    words = [words_of(one.content) for one in candidates]
    weights = [one.cue_probability * one.content_probability for one in candidates]
    found = []
    for pair in pairs:
        rival = 0.0
        if pair.trained is not None:
            mine = words_of(pair.trained.content)
            for n in nearby.around(pair.trained.cue[0]):
                if candidates[n].cue != pair.trained.cue and len(mine & words[n]) > len(mine) / 2:
                    rival = max(rival, weights[n])
        found.append(_features(page, pair, rival, tags))
    return found


def _features(page: Page, pair: Pair, rival: float, tags: NDArray[np.float32]) -> list[float]:
    if pair.trained is None:
        assert pair.rules is not None
        cue, content = sorted(words_of(pair.rules.cue)), sorted(words_of(pair.rules.content))
        return [
            logit(pair.rules.confidence),
            logit(float((tags[cue, 4] + tags[cue, 5]).max()) if cue else 0.5),
            logit(float((tags[content, 7] + tags[content, 8]).mean()) if content else 0.5),
            float(bool(pair.rules.source)),
            math.log1p(len(content)),
            _quoted(page, content),
        ]
    one = pair.trained
    content = sorted(words_of(one.content))
    found = [
        logit(one.cue_probability), logit(one.content_probability), logit(one.source_probability), logit(one.edge_probability),
        logit(one.cue_probability * one.content_probability * one.source_probability), float(bool(one.source)),
        float(min(len(one.content), 3)), math.log1p(len(content)), _quoted(page, content), rival,
    ]  # fmt: skip
    if pair.rules is not None:
        other = pair.rules
        found += [
            logit(other.confidence),
            likeness(one.content, other.content),
            float(bool(words_of(one.source) & words_of(other.source))),
            float(words_of(one.source) == words_of(other.source)),
            float(words_of((one.cue,)) == words_of(other.cue)),
            float(not one.source and not other.source),
        ]
    return found


def _away(words: frozenset[int], cue: tuple[int, int]) -> int:
    """Tokens between some words and a cue; as for a far word where there are none."""
    return min((max(cue[0] - 1 - n, n - cue[1], 0) for n in words), default=_FAR)


_FAR = 30
"""Tokens; as far as a source that is not there."""


def _quoted(page: Page, words: Sequence[int]) -> float:
    """Share of the words that stand in a quotation."""
    return sum(page.quoted[n] is not None for n in words) / len(words) if words else 0.0


DIFFERENCE = ("edge", "who", "rules", "quoted", "rules longer", "shared", "fronted", "pieces", "rules nearer")
"""What tells whose span of a role to take where both readers have the statement and differ in it."""
_QUOTATION_FIRST = ("quotation-first", "content-first", "inverted")


def difference(page: Page, pair: Pair, role: str) -> list[float]:
    """The numbers of ``DIFFERENCE`` for a pair of both readers and a role."""
    assert pair.trained is not None and pair.rules is not None
    ours, theirs = words_of(ranges_of(pair.trained, role)), words_of(ranges_of(pair.rules, role))
    return [
        logit(pair.trained.edge_probability), logit(pair.trained.source_probability), logit(pair.rules.confidence),
        _quoted(page, sorted(ours | theirs)), math.log((1 + len(theirs)) / (1 + len(ours))),
        len(ours & theirs) / max(len(ours | theirs), 1),
        float(pair.rules.pattern in _QUOTATION_FIRST), float(len(pair.rules.content) - len(pair.trained.content)),
        math.log1p(_away(ours, pair.trained.cue)) - math.log1p(_away(theirs, pair.trained.cue)),
    ]  # fmt: skip
