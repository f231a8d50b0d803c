"""WHAT WE SAY: frozen typed records, their closed vocabularies and their one canonical form. Imports no other room."""

from onrecord.records.base import Record, Span, Spans
from onrecord.records.claims import ClaimAct, ClaimDecision, ClaimKind, ClaimRecord
from onrecord.records.codec import canonical, content_id, decode, encode
from onrecord.records.document import Capture, Document, Part, Version
from onrecord.records.reading import (
    Actor,
    Figure,
    Finding,
    Incident,
    Issue,
    MediaMention,
    Party,
    Place,
    Reader,
    Reading,
    ReportDetails,
    Responsibility,
    StatedDate,
    Statement,
    TimeExpression,
)
from onrecord.records.review import Correction, CorrectionRequest, Decision, Proposal, RecordKind, ReviewState
from onrecord.records.series import Point, ReferenceSeries

__all__ = [
    "Actor",
    "Capture",
    "ClaimAct",
    "ClaimDecision",
    "ClaimKind",
    "ClaimRecord",
    "Correction",
    "CorrectionRequest",
    "Decision",
    "Document",
    "Figure",
    "Finding",
    "Incident",
    "Issue",
    "MediaMention",
    "Part",
    "Party",
    "Place",
    "Point",
    "Proposal",
    "Reader",
    "Reading",
    "Record",
    "RecordKind",
    "ReferenceSeries",
    "ReportDetails",
    "Responsibility",
    "ReviewState",
    "Span",
    "Spans",
    "StatedDate",
    "Statement",
    "TimeExpression",
    "Version",
    "canonical",
    "content_id",
    "decode",
    "encode",
]
