"""WHAT COMES IN: files, folders and standard input opened into documents. Knows neither reading nor ledger.

Nothing is fetched from a network here, and nothing is dropped in silence: what cannot be read comes out as an
``Issue`` that names file, place and reason, and the rest goes on.
"""

from onrecord.intake.given import document_of
from onrecord.intake.opened import Opened, OpenedPart
from onrecord.intake.order import outcomes
from onrecord.intake.pool import shared_workers
from onrecord.intake.series import read_reference
from onrecord.intake.source import open_source, size_of

__all__ = ["Opened", "OpenedPart", "document_of", "open_source", "outcomes", "read_reference", "shared_workers", "size_of"]
