"""The reconciler's weights: logistic regressions, fitted by training/reader/reconcile.py."""

from pathlib import Path

import msgspec

from onrecord.errors import BadInput
from onrecord.reading.regression import Regression


class Reconciler(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is fitted, by which readers found a statement."""

    alone: Regression
    """The trained reader when it reads without the rules; its features are those of ``trained``."""
    trained: Regression
    rules: Regression
    both: Regression
    source_by_rules: Regression
    """Whether to take the rules' source where both readers have the statement and differ; so for cue and content."""
    cue_by_rules: Regression
    content_by_rules: Regression
    emit: float
    """From this probability on a reading is a statement; below it nothing is recorded."""
    confident: float
    """From this probability on a statement is graded by who found it (both, one); below it is for review."""

    def by_rules(self, role: str) -> Regression:
        """The regression that says whether the rules' span of a role is to be taken."""
        found: Regression = getattr(self, f"{role}_by_rules")
        return found

    def of(self, kind: str) -> Regression:
        """The regression for ``trained``, ``rules`` or ``both``."""
        found: Regression = getattr(self, kind)
        return found


def load(path: Path) -> Reconciler:
    """Read the weights.

    Raises:
        BadInput: when the file is not there or not of this form.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Reconciler)
    except (OSError, msgspec.DecodeError) as error:
        raise BadInput(f"{path}: cannot be read as a reconciler ({error})", hint="install OnRecord anew") from error
