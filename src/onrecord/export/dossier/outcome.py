"""What is asked of an export, and what came of it."""

from pathlib import Path

import msgspec

from onrecord.ledger import Reason


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """That names are to be blacked out in an export."""

    reason: Reason
    by: str
    """Who decides it, by name; the log has a pseudonym."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier that went out."""

    dossier: Path
    proof: Path
    sha256: str
    size: int
    """Bytes."""
    entries: int
    reports: int
    named: tuple[str, ...]
    """The ids of these."""
    withheld: int
    """Records that it leaves out for the sake of a name, or since they name originals of other reports."""
    protected: int
    """Names that notes give of people who are to be protected: of all but those with the role ``other``."""
    not_found: tuple[str, ...]
    """Those of them that stand in no text of it: they may be misspelt."""
    not_alone: tuple[str, ...] = ()
    """Words of them that were looked for only where the whole name stands."""
    among_parties: tuple[str, ...] = ()
    """Those that stand in a list of parties that its reports were read with; its hash goes out, and a name can be tried out by it."""
    originals_gone: int = 0
    """Originals of these reports that the case has no more: erased, or lost."""
    shown: int = 0
    """Names to be protected that are known from it, since it is not redacted."""
    erased_notes: int = 0
    """Notes of the case that were erased; the names in them are not looked for."""
