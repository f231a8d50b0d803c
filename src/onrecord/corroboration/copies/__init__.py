"""Copies: reports whose text stands in other reports word for word. A copy adds an outlet, never a source.

Candidates come by fingerprints, which two texts share wherever they share twelve words in a row; then the texts themselves are compared.
Pure: plain values in and out. What was measured, and why it is done so: docs/concepts/copies.md.
"""

from onrecord.corroboration.copies.credits import Credit, credited, credits
from onrecord.corroboration.copies.fingerprints import CERTAIN, fingerprints
from onrecord.corroboration.copies.looking import CANDIDATES, Known, Listed, Sharing, among, is_common, original_of, sharing
from onrecord.corroboration.copies.order import Place, place_of
from onrecord.corroboration.copies.sharing import Shared, shared

__all__ = [
    "CANDIDATES",
    "CERTAIN",
    "Credit",
    "Known",
    "Listed",
    "Place",
    "Shared",
    "Sharing",
    "among",
    "credited",
    "credits",
    "fingerprints",
    "is_common",
    "original_of",
    "place_of",
    "shared",
    "sharing",
]
