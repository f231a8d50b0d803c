"""The lexicon of cues: which lemmas attribute, by the frame that the parse hangs on them."""

from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("cues.tsv")


@cache
def lemmas(frame: str) -> frozenset[str]:
    """The lemmas of a frame; none for a frame that the file does not have."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition("\t")
        if name == frame:
            return frozenset(words.split())
    return frozenset()
