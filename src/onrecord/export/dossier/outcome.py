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
        hint = f"{_notes(erased_notes)} of the case, erased since, may have; note anew whom to protect, or export without --redact"
    return WrongUse("no note of the case names anybody who is to be protected", hint=hint)


def names_would_go_out(names: int) -> WrongUse:
    """That a dossier which is not redacted names people who are to be protected, and nobody said that it may."""
    people = "a person who is" if names == 1 else f"{names:,} people who are"
    message = f"notes name {people} to be protected, who may be known from these reports, and the dossier would not be redacted"
    return WrongUse(message, hint=f'black the names out with --redact --by "NAME", or give {OPTION} where they may be known')


def names_cannot_be_blacked_out(erased_notes: int) -> WrongUse:
    """That names may stand in a redacted dossier which nobody knows any more, and nobody said that they may."""
    message = f"{_notes(erased_notes)} of the case, erased since, may have named people to be protected, who are not blacked out any more"
    return WrongUse(message, hint=f"note anew whom these reports name; then, or where they name nobody else, give {OPTION} as well")


def _notes(number: int) -> str:
    return "a note" if number == 1 else f"{number:,} notes"


OPTION = "--names-may-go-out"
"""How a person says that they may."""
