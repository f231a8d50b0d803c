"""What people decided on claims, as the view gives it: put together from its records, each of which names one record of a report."""

from dataclasses import dataclass, field

import msgspec
from sqlalchemy import select

from onrecord.ledger.claim_record import KeptClaimDecision
from onrecord.ledger.entries import Entry
from onrecord.ledger.index import KEYS, Connection
from onrecord.ledger.index.tables import ENTRY, READING, RECORD, REVIEW
from onrecord.ledger.people import people_of
from onrecord.ledger.places import Places
from onrecord.records import ClaimAct, ClaimDecision, ClaimRecord

_NUMBERS = select(RECORD.c.number).where(RECORD.c.type == "claim", RECORD.c.erased.is_(None)).order_by(RECORD.c.number)
_RECORDS = (
    select(RECORD.c.number, RECORD.c.id, RECORD.c.body, RECORD.c.disclosures, ENTRY.c.body, READING.c.id)
    .select_from(RECORD)
    .join(ENTRY, ENTRY.c.sequence == RECORD.c.sequence)
    .outerjoin(REVIEW, REVIEW.c.number == RECORD.c.number)
    .outerjoin(READING, (READING.c.identity == REVIEW.c.identity) & (READING.c.current == 1))
    .where(RECORD.c.number.in_(KEYS), RECORD.c.erased.is_(None))
)


@dataclass(slots=True)
class _Told:
    """A decision, as far as its records were gone through."""

    act: ClaimAct
    actor: str
    at: str
    reason: str | None = None
    undoes: str | None = None
    numbers: list[int] = field(default_factory=list)
    named: list[ClaimRecord] = field(default_factory=list)


class DecidedClaims:
    """Of the view, what people decided on claims."""

    _connection: Connection
    _places: Places

    def claim_decisions(self) -> tuple[ClaimDecision, ...]:
        """The decisions on claims in the order in which they were made, those that were undone included."""
        told = self._decisions()
        people = people_of(self._places)
        undone = {one.undoes: name for name, one in told.items() if one.undoes is not None}
        return tuple(
            ClaimDecision(
                id=name,
                act=one.act,
                named=tuple(one.named),
                undoes=one.undoes,
                undone=undone.get(name),
                reason=one.reason,
                actor=one.actor,
                by=people.get(one.actor),
                at=one.at,
            )
            for name, one in told.items()
        )

    def records_of_decision(self, identifier: str) -> list[int]:
        """The numbers of the records of a decision on claims that are left, by its id."""
        return self._decisions()[identifier].numbers

    def _decisions(self) -> dict[str, _Told]:
        told: dict[str, _Told] = {}
        for number, identifier, body, disclosures, entry, reading in self._connection.in_turn(_NUMBERS, _RECORDS):
            kept = self._connection.kept(body, KeptClaimDecision)
            name = kept.decision or identifier
            if name not in told:
                made = self._connection.kept(entry, Entry)
                told[name] = _Told(kept.act, made.actor or "", made.at.wall)
            one = told[name]
            one.numbers.append(number)
            one.undoes = one.undoes or kept.undoes
            if kept.named is not None:
                one.named.append(msgspec.structs.replace(kept.named, reading=reading or kept.named.reading))
            else:
                one.reason = self._connection.disclosed(disclosures).get("reason")
        return told
