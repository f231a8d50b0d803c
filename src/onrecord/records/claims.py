"""What people say of claims: that several are one, that one is two, and that what they said no longer holds.

A claim is no record: it is worked out anew whenever reports are compared. So people do not speak of claims, but of the records of reports
that tell them, which stay what they are.
"""

from typing import Literal

from onrecord.records.base import Record

ClaimKind = Literal["figure", "statement"]

ClaimAct = Literal["merge", "split", "undo"]
"""*merge*: records of several claims tell one. *split*: some records of a claim tell another than the rest of it. *undo*: what was decided
before is taken back."""


class ClaimRecord(Record, frozen=True, kw_only=True):
    """A record of a report that a decision on claims names."""

    reading: str
    """Content id of the reading."""
    report: str
    """Id of the report."""
    kind: ClaimKind
    record: str
    """Local id of the figure or statement; of a sentence that is no record ``start-end``, of a further proposition of a statement
    ``s1#2``."""
    start: int
    """Where it stands in the report's text, in code points; the end is exclusive."""
    end: int
    words: str
    """What stands there."""
    side: int
    """Which part it is of, from 0: of a merge the claim that it was of before, of a split 0 where it was taken out, and 1 where it was
    left."""


class ClaimDecision(Record, frozen=True, kw_only=True):
    """What a person decided on claims. Made by the view; not kept by itself."""

    id: str
    """Content id of the record that commits to the reason."""
    act: ClaimAct
    named: tuple[ClaimRecord, ...]
    """The records that it is about, each with the reading of its report that holds now. Those of reports that were erased are gone."""
    undoes: str | None = None
    """Of an undo, the id of the decision that it takes back."""
    undone: str | None = None
    """Id of the decision that takes it back."""
    reason: str | None = None
    """In the person's words; None where it was erased."""
    actor: str
    """Who decided it, by pseudonym."""
    by: str | None = None
    """The name, where the case knows it."""
    at: str
    """When, by the clock of the machine: ISO 8601 in UTC."""
