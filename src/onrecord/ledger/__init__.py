"""WHAT IS KEPT: originals by hash, an append-only log of entries, and an index over it. The only room that writes.

The log is the record; the database is its index and can be rebuilt from it. ``Ledger`` writes, one process at a time;
``View`` only reads, in as many processes as wish to.
"""

from onrecord.ledger.anchoring import Anchored
from onrecord.ledger.backup import BackedUp, back_up
from onrecord.ledger.chain import Chain, ChainEntry, ChainRecord, ChainReport
from onrecord.ledger.claim_record import KeptClaimDecision
from onrecord.ledger.disclosures import disclose
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
    KeptMember,
    KeptNote,
    KeptNoteShown,
    KeptReading,
    Reason,
    Role,
    identity,
    record_line,
)
from onrecord.ledger.erasing import Asked, Erased
from onrecord.ledger.heads import LogHead, head_of_log
from onrecord.ledger.kept_original import Original
from onrecord.ledger.keys import NewKey
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.matters import NumberedReading, SetBeside
from onrecord.ledger.moving_originals import MovedOriginals, move_originals
from onrecord.ledger.outgoing import Protection, ReportNow
from onrecord.ledger.places import find_case, refuse_among_own, sync_folder
from onrecord.ledger.reindex import Reindexed, reindex
from onrecord.ledger.requests import ErasureRequest
from onrecord.ledger.restoring import restore
from onrecord.ledger.reviewing import Reviewed
from onrecord.ledger.reviews import KeptReview
from onrecord.ledger.tlog.note import VerifierKey
from onrecord.ledger.tlog.witness import Answer, Witness
from onrecord.ledger.tlog.witness_server import WitnessServer
from onrecord.ledger.verify import Checked, Policy, Verdict, Vouched, given_certificates, given_keys, policy_of, read_policy, verify
from onrecord.ledger.verify.beside import Difference, held_against_proof
from onrecord.ledger.view import View

__all__ = [
    "DIGEST",
    "LISTING",
    "Agent",
    "Anchored",
    "Answer",
    "Asked",
    "BackedUp",
    "Chain",
    "ChainEntry",
    "ChainRecord",
    "ChainReport",
    "Checked",
    "Difference",
    "DossierTooLarge",
    "DossierWriter",
    "Entry",
    "Erased",
    "ErasureRequest",
    "Grounds",
    "KeptAnchor",
    "KeptClaimDecision",
    "KeptErasure",
    "KeptExport",
    "KeptFigure",
    "KeptFinding",
    "KeptFindings",
    "KeptIssue",
    "KeptMember",
    "KeptNote",
    "KeptNoteShown",
    "KeptReading",
    "KeptReview",
    "Ledger",
    "LogHead",
    "Member",
    "MemberWriter",
    "MovedOriginals",
    "NewKey",
    "NumberedReading",
    "Original",
    "Policy",
    "Protection",
    "Reason",
    "Reindexed",
    "ReportNow",
    "Reviewed",
    "Role",
    "SetBeside",
    "Verdict",
    "VerifierKey",
    "View",
    "Vouched",
    "Witness",
    "WitnessServer",
    "back_up",
    "disclose",
    "find_case",
    "given_certificates",
    "given_keys",
    "head_of_log",
    "held_against_proof",
    "identity",
    "move_originals",
    "policy_of",
    "read_policy",
    "record_line",
    "refuse_among_own",
    "reindex",
    "restore",
    "sync_folder",
    "verify",
]
