"""What our program notices in an archive today: the archive read into a case that is thrown away, and its findings as places."""

import contextlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from onrecord import flow
from onrecord.errors import BadInput
from onrecord.evaluation.archive.loading import REPORTS, SERIES, Archive
from onrecord.evaluation.archive.noticed import Account, Noticed, Place, RootNamed
from onrecord.ledger import View
from onrecord.records import Figure, Finding, Incident, Issue, MediaMention, Reading, Statement
from onrecord.settings import Settings

Placed = Figure | Statement | MediaMention | Incident
"""Records that stand somewhere in a text."""

GIVEN = ("id", "title", "outlet", "url", "date", "text")
"""What a reader is given of a report; the notice is not part of it."""


@contextlib.contextmanager
def case_with(archive: Archive, settings: Settings) -> Iterator[Path]:
    """A case that holds the archive's reports and its reference series, in a folder that is gone afterwards.

    Raises:
        BadInput: a report could not be read, or the series could not be used.
    """
    told = {name: archive.reference[name] for name in ("measures", "group", "place", "source")}
    with tempfile.TemporaryDirectory(prefix="onrecord-archive-") as folder:
        lines = (json.dumps({name: row.get(name) for name in GIVEN}, ensure_ascii=False) for row in archive.reports)
        (Path(folder) / REPORTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        (Path(folder) / SERIES).write_text(archive.series, encoding="utf-8")
        case = Path(folder) / "case"
        with flow.case_of(case, create=True) as ledger:
            flow.add_reference_file(ledger, Path(folder) / SERIES, date="date", **told)
            for outcome in flow.read_sources([str(Path(folder) / REPORTS)], ledger=ledger, jsonl=True, settings=settings):
                if isinstance(outcome, Issue):
                    raise BadInput(f"{outcome.where}: {outcome.message}", hint="an archive is measured only when all its reports are read")
            flow.compare_again(ledger)
            flow.corroborate(ledger)
        yield case


def noticed_in_reports(archive: Archive, settings: Settings) -> Account:
    """What the reports of an archive show, each by itself and beside the reference series, and all of them together."""
    with case_with(archive, settings) as case, View.open(case) as view:
        readings = {name: reading for name, _, reading in view.readings_with_documents()}
        found = [noticed_thing(kept.finding, kept.reading, readings) for kept in view.findings()]
        beside = flow.set_beside(view)
    claims = [
        [
            (Place(item.telling.report, item.told.start, item.told.end), one.root)
            for item, one in zip(claim.items, claim.traced, strict=True)
        ]
        for claim in beside.figure_claims
    ]
    return Account(
        noticed=tuple(found),
        claims=tuple(tuple(place for place, _ in claim) for claim in claims),
        roots=tuple(RootNamed(place, root) for claim in claims for place, root in claim),
    )


def noticed_thing(finding: Finding, name: str, readings: dict[str, Reading]) -> Noticed:
    """A finding with its records as places, the report as a whole where it has none.

    Args:
        finding: a finding, kept with one report; records in others stand in its detail.
        name: content id of the reading that it is kept with.
        readings: by content id.
    """
    spans = [f"{start}-{end}" for start, end in finding.detail.get("spans", ())]
    others = [(one["reading"], one["record"]) for one in finding.detail.get("others", ())]
    places = []
    for other, local in (*((name, local) for local in (*finding.records, *spans)), *others):
        if (place := place_of(readings[other], local)) is not None:
            places.append(place)
    return Noticed(finding.rule, tuple(dict.fromkeys(places)) or (Place(readings[name].id),), finding.sentence)


def place_of(reading: Reading, local: str) -> Place | None:
    """Where a record of a reading, or a sentence (``start-end``), stands; None where it stands nowhere.

    Of a statement it is what was said, from its first word to its last; where that goes over several paragraphs, the longest part.
    """
    start, dash, end = local.partition("-")
    if dash:
        return Place(reading.id, int(start), int(end))
    records: tuple[Placed, ...] = (*reading.figures, *reading.statements, *reading.media_mentions, *reading.incidents)
    for record in records:
        if record.id == local and (span := _span(record, reading.text)) is not None:
            return Place(reading.id, *span)
    return None


def _span(record: Placed, text: str) -> tuple[int, int] | None:
    if isinstance(record, Figure):
        return record.start, record.end
    if isinstance(record, Incident):
        return record.span
    spans = record.span if isinstance(record, MediaMention) else record.content or record.cue
    if not spans:
        return None
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    return max(spans, key=lambda span: span[1] - span[0]) if "\n\n" in text[start:end] else (start, end)
