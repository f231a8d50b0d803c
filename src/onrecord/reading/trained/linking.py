"""What the linker's network and its run-time twin must agree on."""

import numpy as np
from numpy.typing import NDArray

from onrecord.records.vocabulary import Act, CivilStatus, Measure, Scope, members

ACTS, MEASURES, SCOPES, STATUSES = members(Act), members(Measure), members(Scope), members(CivilStatus)
"""The classes of the heads, in the order of the vocabularies; a new word there needs a new model."""
KINDS = 1 + len(MEASURES)
"""No figure, or one of a measure."""
HIDDEN = 384
ACT_WIDTH = 96

TAGS = 9
"""Outside, first, further word, for each of source, cue and content."""
WIDTH = 160
DISTANCES = 48
_EXACT = 12
_REACH = 512


def bucket_table() -> NDArray[np.int64]:
    """For each distance in pieces from -512 to 512 its bucket: exact to 12, then logarithmic, before and after apart."""
    distance = np.arange(-_REACH, _REACH + 1)
    far = np.abs(distance)
    steps = DISTANCES // 2 - _EXACT - 1
    logarithmic = _EXACT + (np.log(np.maximum(far, 1) / _EXACT) / np.log(_REACH / _EXACT) * steps).astype(np.int64)
    size = np.where(far < _EXACT, far, np.minimum(logarithmic, DISTANCES // 2 - 1))
    return np.where(distance < 0, size + DISTANCES // 2, size)
