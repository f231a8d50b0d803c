"""Whether names of people to be protected would go out, and whether somebody said that they may."""

from onrecord.errors import WrongUse
from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.originals import tells
from onrecord.export.dossier.withheld import telling, unsearched_of, with_words
from onrecord.ledger import Chain
from onrecord.records.wording import counted

_OPTION = "--names-may-go-out"
"""How a person says that they may."""


def names_going_out(names: ProtectedNames, chain: Chain, *, redacts: bool, with_notes: bool, may: bool) -> tuple[str, ...]:
    """The names that would be known from a dossier, since nothing is blacked out in it.

    Args:
        names: those to be protected, as notes of the case give them.
        chain: what would go out.
        redacts: they are blacked out; then only those of notes that were erased may go out.
        with_notes: a person says that what notes say goes out.
        may: a person says that names may go out.

    Raises:
        WrongUse: names go out, or may since notes were erased, and nobody said that they may; or none is to be blacked out.
    """
    if redacts:
        _refuse_redaction(names, chain.erased_notes, may=may)
        return ()
    shown = _shown(names, chain)
    if shown and not (with_notes or may):
        message = f"notes name {people_to_protect(len(shown))}, who may be known from these reports, and the dossier would not be redacted"
        hint = f'black the names out with --redact --by "NAME"; `onrecord notes` lists them, and {_OPTION} says that they may be known'
        raise WrongUse(message, hint=hint)
    if chain.erased_notes_on_reports and not may:
        message = f"{counted(chain.erased_notes_on_reports, 'note')} on these reports, erased since, may have named people to be protected"
        raise WrongUse(message, hint=f"note anew whom these reports name, and give --redact; where they name nobody, give {_OPTION}")
    return shown


def people_to_protect(number: int) -> str:
    """ "a person who is to be protected", "2 people who are to be protected"."""
    return f"{'a person who is' if number == 1 else f'{number:,} people who are'} to be protected"


def _refuse_redaction(names: ProtectedNames, erased_notes: int, *, may: bool) -> None:
    """Refuse a redaction that has nothing to black out, or does not know everybody any more."""
    notes = f"{counted(erased_notes, 'note')} of the case, erased since,"
    if not names:
        hint = "add notes first, or export without --redact"
        if erased_notes:
            hint = f"{notes} may have; note anew whom to protect, or export without --redact"
        raise WrongUse("no note of the case names anybody who is to be protected", hint=hint)
    if erased_notes and not may:
        message = f"{notes} may have named people to be protected, of whom only those noted anew are blacked out"
        raise WrongUse(message, hint=f"note anew whom these reports name; then, or where they name nobody else, give {_OPTION} as well")


def _shown(names: ProtectedNames, chain: Chain) -> tuple[str, ...]:
    """The names that a record or an original holds, or that a note on one of the reports gives, which may spell them otherwise.

    Originals that cannot be searched (pictures, mail, packed files) are not.
    """
    if not names:
        return ()
    records = with_words(chain)
    bodies = [record.body for record in records if names.stand_in_json(record.body)]
    unsearched = frozenset(unsearched_of(chain, records))
    originals = [chain.original(sha256) for sha256 in dict.fromkeys(telling(names, chain, records, unsearched))]
    noted = frozenset(ProtectedNames(chain.noted))

    def is_shown(name: str) -> bool:
        alone = ProtectedNames((name,))
        return any(alone.stand_in_json(body) for body in bodies) or any(tells(alone, one.read_bytes()) for one in originals if one)

    return tuple(name for name in names if name in noted or is_shown(name))
