"""What people said of the readings that hold now, worked out from their records: which corrections hold, what became of proposals.

A correction holds for the reading that it was made on, and for a later one that has the same record. Where a later reading says
something else there, it is set aside, kept and shown: a person has to look again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import msgspec
from sqlalchemy import bindparam, select

from onrecord.ledger.entries import Entry, KeptCorrection, KeptDecision, KeptProposal, KeptReading
from onrecord.ledger.index import Connection, Row
from onrecord.ledger.index.tables import ENTRY, READING, RECORD, REVIEW
from onrecord.records import Correction, Decision, Document, Proposal, Reading, Record, ReviewState
from onrecord.records.correcting import as_corrected, faults_of, finding_key, record_in

_ACTS_OF_ANY = (
    select(REVIEW.c.number, READING.c.id, RECORD.c.id, RECORD.c.type, RECORD.c.body, RECORD.c.disclosures, ENTRY.c.body)
    .select_from(REVIEW)
    .join(RECORD, RECORD.c.number == REVIEW.c.number)
    .join(ENTRY, ENTRY.c.sequence == RECORD.c.sequence)
    .join(READING, READING.c.identity == REVIEW.c.identity)
    .where(RECORD.c.type != "claim")  # of several reports: ``DecidedClaims``
    .order_by(REVIEW.c.number)
)
_ACTS = _ACTS_OF_ANY.where(READING.c.current == 1)
_ACTS_ON = _ACTS.where(READING.c.id == bindparam("asked"))
_ACTS_UNTIL = _ACTS_OF_ANY.where(READING.c.id == bindparam("asked"), REVIEW.c.number <= bindparam("until"))
_REVIEWED = (
    select(READING.c.id)
    .join(REVIEW, (READING.c.identity == REVIEW.c.identity) & (READING.c.current == 1))
    .where(REVIEW.c.number == bindparam("asked"))
)
_BODY = select(RECORD.c.body).where(RECORD.c.id == bindparam("asked"))

_Kept = KeptCorrection | KeptProposal | KeptDecision


class KeptReview(Record, frozen=True, kw_only=True):
    """What a person did, with how it stands now. Made by the view; not kept by itself."""

    id: str
    type: str
    """``correct``, ``propose`` or ``decide``."""
    report: str
    """The report's id."""
    reading: str
    """Content id of the reading that it was made on."""
    correction: Correction | None = None
    proposal: Proposal | None = None
    decision: Decision | None = None
    proposed: str | None = None
    """Content id of the proposal, for a decision."""
    supersedes: str | None = None
    reason: str | None = None
    """In the person's words; None where it was erased."""
    actor: str
    """Who did it, by pseudonym."""
    by: str | None = None
    """The name, where the case knows it."""
    at: str
    """When, by the clock of the machine: ISO 8601 in UTC."""
    state: ReviewState

    @property
    def record(self) -> str | None:
        """Local id of the record that it is about; None for the report as a whole, and for a decision."""
        about = self.correction or self.proposal
        return about.record if about else None


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it is kept, with who did it and when."""

    id: str
    kept: _Kept
    reason: str | None
    actor: str
    at: str


class Reviews:
    """The acts of people on the reports of a case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, identifier: str, reading: Reading, *, until: int | None = None) -> tuple[KeptReview, ...]:
        """Those on one report, in the order of the log.

        Args:
            identifier: content id of the reading that holds now; with ``until`` of one that held then.
            reading: that reading, with its text and findings.
            until: the number of the last act that counts; all do by default.
        """
        given = {"asked": identifier}
        rows = self._connection.all(_ACTS_ON, given) if until is None else self._connection.all(_ACTS_UNTIL, given | {"until": until})
        acts = [self._act(row) for row in rows]
        return tuple(self._shown(identifier, reading, acts))

    def by_reading(self) -> dict[str, list[Act]]:
        """Those on all reports, by content id of the reading that holds now; to be given to ``among``."""
        found: dict[str, list[Act]] = {}
        for row in self._connection.all(_ACTS):
            found.setdefault(row[1], []).append(self._act(row))
        return found

    def among(self, acts: dict[str, list[Act]], identifier: str, reading: Reading) -> tuple[KeptReview, ...]:
        """As ``of``, from what ``by_reading`` gave."""
        return tuple(self._shown(identifier, reading, acts[identifier])) if identifier in acts else ()

    def reading_of(self, number: int) -> str:
        """Content id of the reading that holds now of the report that the act with this record number is about."""
        row = self._connection.one(_REVIEWED, {"asked": number})
        if row is None:  # an act is erased with its report
            raise self._connection.damaged("it does not say what an act of a person is about")
        identifier: str = row[0]
        return identifier

    def _shown(self, identifier: str, reading: Reading, acts: list[Act]) -> Iterator[KeptReview]:
        states = self._states(identifier, reading, acts)
        for act in acts:
            kept = act.kept
            yield KeptReview(
                id=act.id,
                type={KeptCorrection: "correct", KeptProposal: "propose", KeptDecision: "decide"}[type(kept)],
                report=reading.id,
                reading=kept.reading,
                correction=kept.correction if isinstance(kept, KeptCorrection) else None,
                proposal=kept.proposal if isinstance(kept, KeptProposal) else None,
                decision=kept.decision if isinstance(kept, KeptDecision) else None,
                proposed=kept.proposal if isinstance(kept, KeptDecision) else None,
                supersedes=None if isinstance(kept, KeptProposal) else kept.supersedes,
                reason=act.reason,
                actor=act.actor,
                at=act.at,
                state=states[act.id],
            )

    def _act(self, row: Row) -> Act:
        _, _, identifier, kind, body, disclosures, entry = row
        kept = self._connection.record(kind, body)
        if not isinstance(kept, _Kept):
            raise self._connection.damaged(f"it has a record of the type {kind} among the acts of people on reports")
        known = self._connection.kept(entry, Entry)
        return Act(identifier, kept, self._connection.disclosed(disclosures).get("reason"), known.actor or "", known.at.wall)

    def _states(self, identifier: str, reading: Reading, acts: list[Act]) -> dict[str, ReviewState]:
        states: dict[str, ReviewState] = {act.id: "superseded" for act in acts}
        latest: dict[str, Act] = {}
        for act in acts:
            if isinstance(act.kept, KeptCorrection):
                latest[record_key(act.kept.correction)] = act
            elif isinstance(act.kept, KeptDecision):
                latest[f"proposal {act.kept.proposal}"] = act
        for number, act in enumerate(acts):
            if isinstance(act.kept, KeptProposal):
                corrected_since = any(_is_of(later.kept, act.kept.proposal.record) for later in acts[number:])
                became = self._became(act, latest.get(f"proposal {act.id}"), identifier, reading)
                states[act.id] = "set aside" if corrected_since else became
        for act in latest.values():
            holds = not isinstance(act.kept, KeptCorrection) or self._fits(act.kept, identifier, reading)
            states[act.id] = "holds" if holds else "set aside"
        held = [(act.id, act.kept.correction) for act in acts if isinstance(act.kept, KeptCorrection) and states[act.id] == "holds"]
        for left_out in _not_legal(reading, held):
            states[left_out] = "set aside"
        return states

    def _became(self, proposal: Act, decided: Act | None, identifier: str, reading: Reading) -> ReviewState:
        kept = cast(KeptProposal, proposal.kept)
        if kept.reading != identifier and (local := kept.proposal.record) is not None:
            earlier = self._earlier(kept)
            if earlier is None or record_in(earlier, local) != record_in(reading, local):
                return "set aside"
        if decided is None:
            return "open"
        return "agreed" if cast(KeptDecision, decided.kept).decision.agrees else "rejected"

    def _fits(self, kept: KeptCorrection, identifier: str, reading: Reading) -> bool:
        """Whether the reading that holds now has what a correction was made of."""
        correction = kept.correction
        if correction.finding is not None:
            return finding_key(correction.finding) in {finding_key(one) for one in reading.findings}
        if kept.reading == identifier:
            return True
        earlier = self._earlier(kept)
        if earlier is None or earlier.text != reading.text:  # places that the person named would be those of other words
            return False
        if correction.added:
            return record_in(reading, correction.record) is None
        return record_in(earlier, correction.record) == record_in(reading, correction.record)

    def _earlier(self, kept: _Kept) -> Reading | None:
        """The reading that an act was made on, with its text; None where it was erased."""
        row = self._connection.one(_BODY, {"asked": kept.reading})
        found = self._connection.kept(row[0], KeptReading) if row and row[0] else None
        source = self._connection.one(_BODY, {"asked": found.document}) if found else None
        if found is None or source is None or not source[0]:
            return None
        return msgspec.structs.replace(found.reading, text=self._connection.kept(source[0], Document).text)


def held(reviews: tuple[KeptReview, ...]) -> list[Correction]:
    """The corrections that hold, in the order in which they were made."""
    return [one.correction for one in reviews if one.correction is not None and one.state == "holds"]


def dismissals(reviews: tuple[KeptReview, ...]) -> dict[str, str]:
    """What a finding says → content id of the dismissal that holds."""
    found = {}
    for one in reviews:
        if one.correction is not None and one.correction.finding is not None and one.correction.withdrawn and one.state == "holds":
            found[finding_key(one.correction.finding)] = one.id
    return found


def record_key(correction: Correction) -> str:
    """What a correction is about: a record by its id, a finding by what it says."""
    return f"finding {finding_key(correction.finding)}" if correction.finding is not None else f"record {correction.record}"


def _is_of(kept: _Kept, local: str | None) -> bool:
    """Whether an act corrects the record with this local id."""
    return isinstance(kept, KeptCorrection) and kept.correction.finding is None and kept.correction.record == local


def _not_legal(reading: Reading, held: list[tuple[str, Correction]]) -> Iterator[str]:
    """Ids of corrections that hold each by itself and cannot stand together in this reading, as its text or its other records are now."""
    left = list(held)
    while True:
        now = as_corrected(reading, [correction for _, correction in left])
        wrong = next((one for one in left if one[1].finding is None and _new_fault(now, reading, one[1].record)), None)
        if wrong is None:
            return
        left.remove(wrong)
        yield wrong[0]


def _new_fault(now: Reading, read: Reading, local: str) -> bool:
    return not set(faults_of(now, local)) <= set(faults_of(read, local))
