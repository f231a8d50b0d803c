"""OnRecord: who said what, according to whom, as of when – read from reports of armed conflict.

    reading = onrecord.read("The ministry said 12 people were killed in Dorvan.", date="2024-05-01")
    case = onrecord.Case.open("case")

These names are the whole public face; everything else may change. They are looked up when first used (PEP 562), so that the
command line answers ``--help`` without loading what reading needs.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.case import Case, read
    from onrecord.errors import OnRecordError
    from onrecord.records import (
        Figure,
        Finding,
        Incident,
        Issue,
        MediaMention,
        Party,
        Reading,
        ReferenceSeries,
        Statement,
    )
    from onrecord.settings import Settings

__all__ = [
    "Case",
    "Figure",
    "Finding",
    "Incident",
    "Issue",
    "MediaMention",
    "OnRecordError",
    "Party",
    "Reading",
    "ReferenceSeries",
    "Settings",
    "Statement",
    "read",
]

_HOMES = {"Case": "onrecord.case", "read": "onrecord.case", "OnRecordError": "onrecord.errors", "Settings": "onrecord.settings"}
"""Where a public name lives, when not in the records."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES.get(name, "onrecord.records")), name)


def __dir__() -> list[str]:
    return __all__
