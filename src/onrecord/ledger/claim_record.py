"""The record in which a decision on claims is kept."""

from onrecord.records import ClaimAct, ClaimRecord, Record


class KeptClaimDecision(Record, frozen=True, kw_only=True, rename={"committed": "_sd"}):
    """One of the records of a decision on claims: the first commits to the reason, and each of the others names one record of a report.

    So a report can be erased, and with it what the decision says of it and the reason, while it goes on to hold for the others.
    """

    act: ClaimAct
    decision: str | None = None
    """Content id of the first; None in the first."""
    named: ClaimRecord | None = None
    """What it names; None in the first."""
    undoes: str | None = None
    """In every record of an undo, content id of the first record of what it takes back."""
    committed: tuple[str, ...] = ()
