"""What came of an export of tables."""

from pathlib import Path

import msgspec

from onrecord.export.tables.formats import FormatName
from onrecord.export.tables.rows import Table


class Tabled(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was written."""

    file: Path
    to: FormatName
    table: Table | None
    """None for a format that has no choice of tables."""
    reports: int
    rows: int
    """Rows, features, entities or reviews."""
    size: int
    """Bytes."""
    sha256: str
    redacted: bool
    shown: int = 0
    """Names to be protected that may be known from it, since it is not redacted."""
    not_alone: tuple[str, ...] = ()
    """Words of names that were looked for only where the whole name stands."""
    erased_notes: int = 0
    """Notes of the case that were erased; the names in them are not looked for."""
