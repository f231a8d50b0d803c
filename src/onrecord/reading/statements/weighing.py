"""The act as cue and content tell it, weighed with what a trained reader makes of the whole sentence."""

import math
from collections.abc import Sequence
from typing import get_args

from onrecord.records.vocabulary import Act

KNOWN_CUE = 4.0
"""Log odds in favour of the act that the rules give, where the cue stands in the table of acts."""
UNKNOWN_CUE = 0.5
"""The same where it does not, and the rules only have the content to go by."""

_ACTS: tuple[Act, ...] = get_args(Act)


def weighed_act(ruled: Act, probabilities: Sequence[float], *, known: bool) -> Act:
    """The likeliest act: that of the rules unless the trained reader is surer of another.

    Args:
        ruled: what cue and content tell.
        probabilities: of each act, in the order of the vocabulary; empty when no trained reader judged.
        known: whether the cue stands in the table of acts.
    """
    if not probabilities:
        return ruled
    bonus = KNOWN_CUE if known else UNKNOWN_CUE
    return max(_ACTS, key=lambda act: math.log(probabilities[_ACTS.index(act)] + 1e-6) + (bonus if act == ruled else 0.0))
