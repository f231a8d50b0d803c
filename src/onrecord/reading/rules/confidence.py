"""How sure a reading is: the share of readings by the same pattern found right on labelled news.

The numbers are counted by training/rule_confidence.py on PolNeAR's training part and kept in
``lexicon/pattern_confidence.tsv``. Patterns with a verb that above all reports speech are counted apart (`` speech``).
"""

from functools import cache
from importlib.resources import files

from onrecord.reading.rules.complements import SPEECH_VERBS
from onrecord.reading.rules.found import Found

UNMEASURED = 0.55
"""For a pattern that the labelled news did not show, and for speech told inside a quotation, which they do not annotate."""


_JUDGED = {
    "account": 0.75,
    "account-copula": 0.7,
    "account-label": 0.75,
    "answer": 0.7,
    "aside": 0.75,
    "citing": 0.7,
    "fronted-object": 0.75,
    "holding-responsible": 0.8,
    "impersonal-passive": 0.75,
    "noun-clause": 0.7,
    "noun-preposition": 0.55,
    "noun-unsourced": 0.55,
    "participle-by": 0.7,
    "passive-figure": 0.7,
    "phrasal-cue": 0.75,
    "predicate": 0.75,
    "passive-as": 0.65,
    "passive-infinitive": 0.65,
    "quoted-clause": 0.7,
    "quoted-as-saying": 0.85,
    "reportedly": 0.65,
    "responsibility": 0.8,
    "sign-off": 0.8,
    "subject-verb-figure": 0.85,
    "coordinated-verb-figure": 0.8,
    "participle-figure": 0.75,
    "quoted-figure": 0.75,
    "subject-verb-relative": 0.5,
    "tally": 0.75,
}
"""Our own judgement for patterns that campaign news hardly shows or annotates otherwise (with the subject inside the content, nouns
left out), from reading conflict reports; it replaces the counted number."""


def key_of(found: Found) -> str:
    """The row of the table that a reading belongs to."""
    return f"{found.pattern} speech" if found.lemma in SPEECH_VERBS else found.pattern


def confidence_of(found: Found) -> float:
    """Between 0 and 1, two decimals."""
    if found.unit.inside:
        return UNMEASURED
    return _JUDGED.get(found.pattern) or _table().get(key_of(found), UNMEASURED)


@cache
def _table() -> dict[str, float]:
    text = (files("onrecord.reading") / "lexicon" / "pattern_confidence.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}
