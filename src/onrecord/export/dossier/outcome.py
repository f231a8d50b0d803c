"""What is asked of an export, and what came of it."""

from pathlib import Path

import msgspec

from onrecord.errors import WrongUse
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
    erased_notes: int = 0
    """Notes of the case that were erased; the names in them are not looked for."""


def nobody_to_protect(erased_notes: int) -> WrongUse:
    """That there is no name to be blacked out, and whether there may have been one."""
    hint = "add notes first, or export without --redact"
    if erased_notes:
        notes = "a note" if erased_notes == 1 else f"{erased_notes:,} notes"
        hint = f"{notes} of the case, erased since, may have; note anew whom to protect, or export without --redact"
    return WrongUse("no note of the case names anybody who is to be protected", hint=hint)
