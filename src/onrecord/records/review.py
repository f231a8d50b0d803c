"""What people say of what was read: corrections, assessments that they propose, decisions on these.

Each is a record of its own beside the machine's, which stays as it is and stays visible. Nothing here is ever made by a program.
"""

from typing import Any, Literal

import msgspec

from onrecord.records.base import Record
from onrecord.records.reading import Figure, Finding, Incident, MediaMention, ReportDetails, Statement

ReviewState = Literal["holds", "superseded", "set aside", "open", "agreed", "rejected"]
"""How an act of a person stands now. *Set aside*: the record that it was made on is another now, by a later reading or, for a proposal,
by a correction; a person has to look again. *Open*, *agreed*, *rejected*: what became of a proposal."""

RecordKind = Literal["report", "statement", "figure", "media_mention", "incident"]
"""What a person can correct, by the name of its field in a ``Correction``. A finding is dismissed instead."""

REPORT = "report"
"""Stands in the place of a local id for what is known about the report as a publication."""


class Correction(Record, frozen=True, kw_only=True):
    """What a person says that a record of a reading is. The machine's record, or the correction before, is superseded and kept.

    Of the six values at most one is there: the record whole, as it is now. A record that was withdrawn has none.
    """

    record: str
    """Local id of the record inside the reading (``f1``), or ``report``."""
    fields: tuple[str, ...] = ()
    """Names of the fields that the person set, sorted."""
    report: ReportDetails | None = None
    statement: Statement | None = None
    figure: Figure | None = None
    media_mention: MediaMention | None = None
    incident: Incident | None = None
    finding: Finding | None = None
    """The finding that is dismissed (``withdrawn``) or taken up again. Whole, since ids of findings are given anew at each comparison."""
    withdrawn: bool = False
    """The record is none: "not a statement at all"."""
    added: bool = False
    """The machine missed it."""


class Proposal(Record, frozen=True, kw_only=True):
    """An assessment that a person proposes; another person must agree to it."""

    record: str | None = None
    """Local id of the record that is judged; None for the report as a whole."""
    rules: str = "none"
    """Name of the set of rules that it is made by."""
    word: str
    """The judgement in one word or a few, as those rules have it: "verified"."""


class Decision(Record, frozen=True, kw_only=True):
    """What another person than the proposer says to a proposal."""

    agrees: bool


class CorrectionRequest(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person asks for: one line of a file of corrections, or one command."""

    record: str
    """``REPORT/f1``, or ``REPORT/report`` for its details; the report alone where a record is added."""
    set: dict[str, Any] = msgspec.field(default_factory=dict)
    """Field → value, as the interchange has it. Where it asks for places in the text, words that stand there once will do."""
    add: RecordKind | None = None
    """Add a record of this kind, which the machine missed."""
    withdraw: bool = False
    take_back: bool = False
    """Let it be again what the machine read."""
    reason: str | None = None
    by: str | None = None
    """Name of the person, where it is not the one who hands the file in."""
