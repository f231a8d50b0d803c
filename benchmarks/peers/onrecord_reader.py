"""OnRecord itself: everything that one text says, by the reader of a name."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from onrecord import reading
from onrecord.evaluation.attribution import attributions
from onrecord.records import Document, Statement, encode
from onrecord.settings import Settings


def load(variant: str) -> Callable[[str], Sequence[Statement]]:
    """The whole reading of a text to records, without intake, ledger and findings."""
    settings = Settings(reader=variant)
    reading.reader_of(settings)  # loads it, or says that it cannot be loaded
    return lambda text: reading.read(Document(id="text", text=text), settings=settings).statements


def rows(found: Sequence[Statement]) -> list[dict[str, Any]]:
    """What ``onrecord evaluate --measure attribution`` would score."""
    return attributions({"statements": [json.loads(encode(statement)) for statement in found]})
