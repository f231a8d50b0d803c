"""What was learned of denials: two regressions, fitted by training/denials.py and kept in lexicon/denials.json."""

from functools import cache
from importlib.resources import files

import msgspec

from onrecord.reading.regression import Regression


class DenialWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Both regressions; their features are listed beside the code that makes them."""

    answers: Regression
    """How likely a denial answers a statement (``answers.FEATURES``)."""
    implied: Regression
    """How likely a statement denies without a word of denying (``implied.Signs``)."""


@cache
def weights() -> DenialWeights:
    """The weights that ship."""
    return msgspec.json.decode((files("onrecord.reading.lexicon") / "denials.json").read_bytes(), type=DenialWeights)
