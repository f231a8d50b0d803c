"""WHAT IS KEPT: originals by hash, an append-only log of entries, and an index over it. The only room that writes.

The log is the record; the database is its index and can be rebuilt from it. ``Ledger`` writes, one process at a time;
``View`` only reads, in as many processes as wish to.
"""

from onrecord.ledger.backup import BackedUp, back_up, restore
from onrecord.ledger.chain import Chain, ChainEntry, ChainRecord, ChainReport
from onrecord.ledger.dossier_file import DIGEST, LISTING, DossierTooLarge, DossierWriter, Member, MemberWriter
from onrecord.ledger.entries import (
    Agent,
    Entry,
    Grounds,
    KeptAnchor,
    KeptErasure,
    KeptExport,
    KeptFigure,
    KeptFinding,
    KeptFindings,
    KeptIssue,
    KeptNote,
    KeptReading,
    Reason,
    Role,
    record_line,
)
from onrecord.ledger.erasing import Asked
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.places import find_case
from onrecord.ledger.reindex import Reindexed, reindex
from onrecord.ledger.verify import Checked, Policy, Verdict, policy_of, verify
from onrecord.ledger.view import View

__all__ = [
    "DIGEST",
    "LISTING",
    "Agent",
    "Asked",
    "BackedUp",
    "Chain",
    "ChainEntry",
    "ChainRecord",
    "ChainReport",
    "Checked",
    "DossierTooLarge",
    "DossierWriter",
    "Entry",
    "Grounds",
    "KeptAnchor",
    "KeptErasure",
    "KeptExport",
    "KeptFigure",
    "KeptFinding",
    "KeptFindings",
    "KeptIssue",
    "KeptNote",
    "KeptReading",
    "Ledger",
    "Member",
    "MemberWriter",
    "Policy",
    "Reason",
    "Reindexed",
    "Role",
    "Verdict",
    "View",
    "back_up",
    "find_case",
    "policy_of",
    "record_line",
    "reindex",
    "restore",
    "verify",
]
