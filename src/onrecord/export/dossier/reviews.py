"""What people said of a report, for its page: every correction, proposal and decision, beside what the machine read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.export.dossier.material import Material, Shown
from onrecord.ledger import ChainRecord, KeptReading, KeptReview
from onrecord.records import Correction, Record, canonical, decode
from onrecord.records.correcting import corrected_value, finding_key, record_in


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, in words; None where there was nothing."""

    name: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class ShownReview:
    """An act of a person as it may be shown."""

    sequence: int
    """Of its entry."""
    record: str
    what: str
    changes: tuple[Change, ...]
    state: str
    actor: str
    at: str
    reason: str | None
    """None where reasons did not go out, or where it was erased."""


def reviews_of(report: Shown, material: Material) -> tuple[ShownReview, ...]:
    """Those on one report that may go out, in the order of the log."""
    reviews = {one.id: one for one in report.source.reviews}
    return tuple(
        _shown(one, reviews, material, material.by_number[record.number][0].sequence) for one, record in going_out(report, material)
    )


Standing = Literal["corrected", "withdrawn", "dismissed"]
"""What a person made of a record of the machine."""

_MARKS: dict[Standing, str] = {
    "corrected": "corrected by a person, see below",
    "withdrawn": "withdrawn by a person",
    "dismissed": "dismissed by a person",
}


def marks_of(report: Shown, material: Material) -> dict[str, str]:
    """``standings_of`` in words."""
    return {local: _MARKS[standing] for local, standing in standings_of(report, material).items()}


def standings_of(report: Shown, material: Material) -> dict[str, Standing]:
    """Local id of a record or a finding of the reading → what a person did with it, where that holds and goes out."""
    holds = [one.correction for one, _ in going_out(report, material) if one.correction is not None and one.state == "holds"]
    standings: dict[str, Standing] = {}
    for correction in holds:
        if correction.finding is None and (correction.withdrawn or correction.fields):
            standings[correction.record] = "withdrawn" if correction.withdrawn else "corrected"
    dismissed = {finding_key(one.finding) for one in holds if one.finding is not None and one.withdrawn}
    for finding in report.source.reading.findings:
        if finding.id and finding_key(finding) in dismissed:
            standings[finding.id] = "dismissed"
    return standings


def withheld_reviews(report: Shown, material: Material) -> dict[str, str]:
    """Of which records, ``report`` for the report itself, people said something that does not go out here: what is told of that. That a
    record was withdrawn is, since else it would go out as if it stood.
    """
    told: dict[str, str] = {}
    for one in report.source.reviews:
        if (record := material.by_id.get(one.id)) is not None and material.is_out(record):
            withdraws = one.state == "holds" and one.correction is not None and one.correction.withdrawn and one.correction.finding is None
            said = told.setdefault(one.record or "report", "a person said something of this")
            told[one.record or "report"] = "a person withdrew this" if withdraws else said
    return told


def going_out(report: Shown, material: Material) -> Iterator[tuple[KeptReview, ChainRecord]]:
    """What people did on a report that may go out, each with its record, in the order of the log."""
    for one in report.source.reviews:
        if (record := material.by_id.get(one.id)) is not None and not material.is_out(record):
            yield one, record


def _shown(one: KeptReview, reviews: Mapping[str, KeptReview], material: Material, sequence: int) -> ShownReview:
    about = reviews.get(one.proposed) if one.proposed else None
    record = (about.record if about else one.record) or "the report"
    what, changes = _done(one, reviews, material)
    cleaned = tuple(
        Change(change.name, *(None if words is None else material.names.blacked_out(words) for words in (change.before, change.now)))
        for change in changes
    )
    reason = one.reason if material.with_notes else None
    return ShownReview(sequence, record, material.names.blacked_out(what), cleaned, one.state, one.actor, one.at, reason)


def _done(one: KeptReview, reviews: Mapping[str, KeptReview], material: Material) -> tuple[str, tuple[Change, ...]]:
    if one.correction is not None:
        return _corrected(one.correction, _before(one, one.correction.record, reviews, material))
    if one.proposal is not None:
        rules = "" if one.proposal.rules == "none" else f", by the rules {one.proposal.rules}"
        return f"an assessment proposed: {one.proposal.word}{rules}", ()
    agrees = one.decision is not None and one.decision.agrees
    return "the proposal agreed to" if agrees else "the proposal rejected", ()


def _before(one: KeptReview, local: str, reviews: Mapping[str, KeptReview], material: Material) -> Record | None:
    """What a correction superseded: what a person said before, or the record of the reading that it was made on."""
    superseded = reviews.get(one.supersedes) if one.supersedes else None
    if superseded is not None and superseded.correction is not None:
        return corrected_value(superseded.correction)
    made_on = material.by_id.get(one.reading)
    return record_in(decode(made_on.body, KeptReading).reading, local) if made_on is not None and made_on.body else None


def _corrected(correction: Correction, before: Record | None) -> tuple[str, tuple[Change, ...]]:
    now = corrected_value(correction)
    if (finding := correction.finding) is not None:
        done = "dismissed" if correction.withdrawn else "taken up again"
        return f"finding {done}: {finding.sentence}", ()
    if now is None:
        return "withdrawn: no such record at all", ()
    if before is None or type(before) is not type(now):
        told = tuple(Change(name, None, _words(getattr(now, name))) for name in correction.fields)
        return "added" if correction.added else "put back", told
    return "corrected" if correction.fields else "put back as the machine read it", tuple(_changes(before, now))


def _changes(before: Record, now: Record) -> Iterator[Change]:
    for name in now.__struct_fields__:
        was, is_now = getattr(before, name), getattr(now, name)
        if was != is_now:
            yield Change(name.replace("_", " "), _words(was), _words(is_now))


def _words(value: Any) -> str | None:
    if value is None or value == ():
        return None
    return value if isinstance(value, str) else canonical(value).decode()
