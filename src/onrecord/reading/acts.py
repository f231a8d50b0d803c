"""What a speaker does by a cue: the table of acts (lexicon/acts.tsv), asked by words in dictionary form."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple, get_args

from onrecord.records.vocabulary import Act


class CueAct(NamedTuple):
    """What a cue does by itself."""

    act: Act
    speech: bool
    """True when the cue is one of saying, writing, publishing, recording a number, denying, accusing, pledging, asking, ordering."""


LONGEST_CUE = 4
"""Words in the longest entry that is looked up."""


@cache
def acts() -> dict[tuple[str, ...], CueAct]:
    """The table: words of the cue → act. Nouns carry "/n" on their last word."""
    known = set(get_args(Act))
    table: dict[tuple[str, ...], CueAct] = {}
    for line in (files("onrecord.reading") / "lexicon" / "acts.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        cue, act, speech = line.split("\t")
        if act not in known:
            raise ValueError(f"lexicon/acts.tsv names an act that does not exist: {act}")
        table[tuple(cue.split())] = CueAct(act, speech == "yes")  # type: ignore[arg-type]
    return table


@cache
def speaking_verbs() -> frozenset[str]:
    """Verbs that, with a subject, make that subject a voice."""
    return frozenset(words[0] for words in acts() if len(words) == 1 and words[0].isalpha()) | {
        "call",
        "point",
        "insist",
        "appeal",
        "want",
        "hope",
        "let",
        "wave",
        "brush",
        "shrug",
        "pour",
    }
