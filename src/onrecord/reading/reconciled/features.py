"""What speaks for a statement, as numbers: the scores of either reader, how far they agree, and the statement's form."""

import math
from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.reconciled.pairs import Nearby, Pair, Ranges, has_word, likeness, ranges_of, tokens_of, words_of
from onrecord.reading.trained.reader import Seen

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
    return pair.rules is not None and bool(pair.rules.cue) and not has_word(page, pair.rules.cue)


def all_features(page: Page, pairs: Sequence[Pair], seen: Seen) -> list[list[float]]:
    """The numbers of ``NAMES`` for each pair.

    Args:
        page: the text.
        pairs: the readings.
        seen: all that the trained reader found: a candidate that takes the same words with more certainty speaks against.
    """
    candidates = seen.candidates
    nearby = Nearby([one.cue[0] for one in candidates])
    words = [words_of(one.content, seen.numbers) for one in candidates]
    weights = [one.cue_probability * one.content_probability for one in candidates]
    found = []
    for pair in pairs:
        rival = 0.0
        if pair.trained is not None:
            mine = words_of(pair.trained.content, seen.numbers)
            for n in nearby.around(pair.trained.cue[0]):
                if candidates[n].cue != pair.trained.cue and len(mine & words[n]) > len(mine) / 2:
                    rival = max(rival, weights[n])
        found.append(_features(page, pair, rival, seen))
    return found


def _features(page: Page, pair: Pair, rival: float, seen: Seen) -> list[float]:
    numbers, tags = seen.numbers, seen.tags
    if pair.trained is None:
        assert pair.rules is not None
        cue, content = sorted(words_of(pair.rules.cue, numbers)), sorted(words_of(pair.rules.content, numbers))
        return [
            logit(pair.rules.confidence),
            logit(float((tags[cue, 4] + tags[cue, 5]).max()) if cue else 0.5),
            logit(float((tags[content, 7] + tags[content, 8]).mean()) if content else 0.5),
            float(bool(pair.rules.source)),
            math.log1p(len(content)),
            _quoted(page, pair.rules.content, numbers),
        ]
    one = pair.trained
    found = [
        logit(one.cue_probability), logit(one.content_probability), logit(one.source_probability), logit(one.edge_probability),
        logit(one.cue_probability * one.content_probability * one.source_probability), float(bool(one.source)),
        float(min(len(one.content), 3)), math.log1p(len(words_of(one.content, numbers))), _quoted(page, one.content, numbers), rival,
    ]  # fmt: skip
    if pair.rules is not None:
        other = pair.rules
        found += [
            logit(other.confidence),
            likeness(one.content, other.content, numbers),
            float(bool(tokens_of(one.source) & tokens_of(other.source))),
            float(tokens_of(one.source) == tokens_of(other.source)),
            float(tokens_of((one.cue,)) == tokens_of(other.cue)),
            float(not one.source and not other.source),
        ]
    return found


def _away(words: frozenset[int], cue: frozenset[int]) -> int:
    """Words between some words and a cue; as for a far word where there are none."""
    return min((max(min(cue) - 1 - n, n - 1 - max(cue), 0) for n in words), default=_FAR)


_FAR = 30
"""Words; as far as a source that is not there."""


def _quoted(page: Page, ranges: Ranges, numbers: Sequence[int]) -> float:
    """Share of the words that stand in a quotation."""
    inside = {numbers[n]: page.quoted[n] is not None for n in sorted(tokens_of(ranges), reverse=True)}  # a name by its first token
    return sum(inside.values()) / len(inside) if inside else 0.0


DIFFERENCE = ("edge", "who", "rules", "quoted", "rules longer", "shared", "fronted", "pieces", "rules nearer")
"""What tells whose span of a role to take where both readers have the statement and differ in it."""
_QUOTATION_FIRST = ("quotation-first", "content-first", "inverted")


def difference(page: Page, pair: Pair, role: str, numbers: Sequence[int]) -> list[float]:
    """The numbers of ``DIFFERENCE`` for a pair of both readers and a role."""
    assert pair.trained is not None and pair.rules is not None
    own, other = ranges_of(pair.trained, role), ranges_of(pair.rules, role)
    ours, theirs, cue = words_of(own, numbers), words_of(other, numbers), words_of((pair.trained.cue,), numbers)
    return [
        logit(pair.trained.edge_probability), logit(pair.trained.source_probability), logit(pair.rules.confidence),
        _quoted(page, (*own, *other), numbers), math.log((1 + len(theirs)) / (1 + len(ours))),
        len(ours & theirs) / max(len(ours | theirs), 1),
        float(pair.rules.pattern in _QUOTATION_FIRST), float(len(pair.rules.content) - len(pair.trained.content)),
        math.log1p(_away(ours, cue)) - math.log1p(_away(theirs, cue)),
    ]  # fmt: skip
