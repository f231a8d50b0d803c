"""WHAT COMES IN: files, folders, addresses and standard input opened into documents. Knows neither reading nor ledger.

A network is asked for the addresses alone that a person names, where the settings allow it (``web``). Nothing is dropped in silence:
what cannot be read comes out as an ``Issue`` that names file, place and reason, and the rest goes on.
"""

from onrecord.intake.corrections import read_corrections
from onrecord.intake.given import document_of
from onrecord.intake.opened import Opened, OpenedPart
from onrecord.intake.order import Outcome, outcomes
from onrecord.intake.pool import shared_workers
from onrecord.intake.series import read_reference
from onrecord.intake.source import open_source, size_of
from onrecord.intake.web import is_address

__all__ = [
    "Opened",
    "OpenedPart",
    "Outcome",
    "document_of",
    "is_address",
    "open_source",
    "outcomes",
    "read_corrections",
    "read_reference",
    "shared_workers",
    "size_of",
]
