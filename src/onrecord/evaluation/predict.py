"""The shipped reader on the texts of a labelled file, with nothing but what a labelled row gives a reader."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord import flow, intake
from onrecord.errors import BadInput, NotRead
from onrecord.evaluation.labelled import Row, Rows
from onrecord.evaluation.wording import listed
from onrecord.records import Document, Issue, Party, Reading, ReferenceSeries, encode
from onrecord.settings import Limits, Settings

_DEFAULT = Limits()


def documents_of(gold: Rows, limits: Limits = _DEFAULT) -> Iterator[Document]:
    """What a reader is given of each labelled row: id, text, date and parties – never a label.

    Raises:
        BadInput: when a row has no text or one that is too long, a date that is no string, or parties that are no list of
            names and aliases.
    """
    for identifier, row in gold.items():
        if not isinstance(row.get("text"), str):
            raise BadInput(f"report {identifier!r} of the labelled file has no text")
        if not isinstance(row.get("date"), str | None):
            raise BadInput(f'report {identifier!r} of the labelled file: the date must be a string, as "2031-05-04"')
        where, parties = f"report {identifier!r} of the labelled file", _parties(identifier, row.get("parties"))
        document = intake.document_of(identifier, row["text"], where=where, limits=limits, date=row.get("date"), parties=parties)
        if isinstance(document, Issue):
            raise BadInput(f"{document.where}: {document.message}")
        yield document


def _parties(identifier: str, given: Any) -> tuple[Party, ...]:
    try:
        rows = [{**party, "aliases": listed(party.get("aliases"))} for party in msgspec.convert(given or [], list[dict[str, Any]])]
        return msgspec.convert(rows, tuple[Party, ...])
    except msgspec.ValidationError as error:
        raise BadInput(f"report {identifier!r} of the labelled file: parties {error}") from error


def readings_of(
    gold: Rows, *, parties: Sequence[Party] = (), references: Sequence[ReferenceSeries] = (), settings: Settings | None = None
) -> Iterator[Reading]:
    """A reading of each labelled text, in order; no case and no ledger.

    A text that the reader could not read has a reading of nothing but the issue that says so: a reader that gives up on the hard
    texts must not be measured on the others alone.
    """
    for document in tuple(documents_of(gold, (settings or Settings()).limits)):  # all, so that a bad row is told before the first is read
        try:
            yield flow.read_document(document, parties=parties, references=references, settings=settings)
        except NotRead as failure:
            yield Reading(id=document.id, text=document.text, issues=(*document.issues, flow.not_read(document, failure)))


def as_row(reading: Reading) -> Row:
    """A reading as the measures take it: plain JSON values in the interchange form."""
    row: Row = json.loads(encode(reading))
    return row
