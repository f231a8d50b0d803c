"""What people add to a case and have taken away from it: notes, requests for erasure, erasing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord import ledger as house
from onrecord import reading
from onrecord.errors import BadInput
from onrecord.export import dossier
from onrecord.flow.comparing import compare_again
from onrecord.flow.copying import note_rest
from onrecord.ledger import Ledger


def ask_erasure(ledger: Ledger, names: Sequence[str], reason: house.Reason, *, by: str) -> house.Asked:
    """Ask that reports, notes or originals be erased; what would go.

    Raises:
        NotFound: a name leads to nothing.
        BrokenIntegrity: what would go is in the index not what it is in the log.
    """
    return ledger.ask_erasure(names, reason, by=by)


def still_named(ledger: Ledger, asked: house.Asked) -> tuple[str, ...]:
    """What an erasure would leave in the case that holds a name which no note gives any more then; each in a few words without it."""
    return dossier.still_holding(dossier.ProtectedNames(asked.names), ledger.staying(asked), ledger.view, asked.going)


def erase(path: Path, request: str, *, by: str, forget: bool = False) -> tuple[str, ...]:
    """Carry out a request for erasure that another person made; what was done, one sentence each. Kept answers of the endpoint go first,
    and reports that lose findings are compared anew."""
    with Ledger.open(path, create=False) as ledger:
        texts = ledger.texts_to_erase(request, by=by, forget=forget)
        answers = reading.forget_answers(ledger.view.settings().endpoint, texts, within=path)
        done = ledger.append_erasure(request, by=by, forget=forget)
    with Ledger.open(path, create=False) as ledger:  # opening finishes what the entry announced
        told = [*ledger.repairs, *answers, *done.told()]
        note_rest(ledger)  # its index was made anew
        try:
            if done.bereft:
                compare_again(ledger)
        except BadInput as error:
            told.append(f"They could not be compared now, and are by the next `onrecord read`: {error.message}")
    return tuple(told)


def add_note(ledger: Ledger, fields: Mapping[str, str], *, by: str, report: str | None = None, role: house.Role | None = None) -> str:
    """Keep a person's note, about a report or one record in it (``report/f1``); its content id.

    Raises WrongUse where the name is to be protected, and has no letter by which it could be found.
    """
    if role != "other":
        dossier.check_name(fields.get("name", ""))
    reading, local = ledger.view.part_called(report) if report is not None else (None, None)
    return ledger.append_note(fields, by=by, report=reading, record=local, role=role)
