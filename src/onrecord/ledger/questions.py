"""What the view asks the index, written once for every store."""

from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, select

from onrecord.ledger.index import KEYS
from onrecord.ledger.index.tables import DOCUMENT, ENTRY, READING, RECORD, SERIES, KeyOfName, Name

ASKED: BindParameter[Any] = bindparam("asked")
KEPT, SOURCE, FOUND = RECORD.alias("kept"), RECORD.alias("source"), RECORD.alias("found")
HOLDS = READING.c.current == 1
AT_PLACE = and_(
    DOCUMENT.c.capture == bindparam("capture"),
    KeyOfName(DOCUMENT.c.name) == KeyOfName(bindparam("asked", type_=Name())),
    DOCUMENT.c.name == ASKED,
)
"""A document by its name and the original in which it stands: of either there may be as many as the case has documents."""
ONE_READING = (
    select(READING.c.number, READING.c.id, KEPT.c.body, SOURCE.c.body, FOUND.c.body)
    .join(KEPT, KEPT.c.number == READING.c.number)
    .join(SOURCE, SOURCE.c.number == READING.c.document)
    .outerjoin(FOUND, FOUND.c.number == READING.c.findings)
)
READINGS = ONE_READING.where(READING.c.number.in_(KEYS))
READING_CALLED = ONE_READING.where(READING.c.id == ASKED)
READING_NUMBERED = ONE_READING.where(READING.c.number == ASKED)
READING_OF = ONE_READING.where(READING.c.identity == ASKED, HOLDS)
COPY = RECORD.alias("copy")
FOUND_AT = (
    select(READING.c.number, READING.c.id, KEPT.c.body, SOURCE.c.body, FOUND.c.body, COPY.c.body, ENTRY.c.body)
    .select_from(DOCUMENT)
    .join(COPY, COPY.c.number == DOCUMENT.c.number)
    .join(ENTRY, ENTRY.c.sequence == COPY.c.sequence)
    .join(READING, (READING.c.identity == DOCUMENT.c.identity) & HOLDS)
    .join(KEPT, KEPT.c.number == READING.c.number)
    .join(SOURCE, SOURCE.c.number == READING.c.document)
    .outerjoin(FOUND, FOUND.c.number == READING.c.findings)
    .where(AT_PLACE)
    .order_by(DOCUMENT.c.number)
)
HELD_READING = select(READING.c.number).where(READING.c.id == ASKED, HOLDS)
CURRENT_AFTER = select(READING.c.number).where(READING.c.number > bindparam("after"), HOLDS).order_by(READING.c.number)
CURRENT = select(READING.c.number).where(HOLDS).order_by(READING.c.document, READING.c.number)
WITH_FINDINGS = CURRENT.where(READING.c.findings.is_not(None))

KEPT_READING = select(KEPT.c.id, KEPT.c.body).join(READING, READING.c.number == KEPT.c.number).where(READING.c.identity == ASKED, HOLDS)
EARLIER = (
    select(KEPT.c.id, KEPT.c.body)
    .join(READING, READING.c.number == KEPT.c.number)
    .join(DOCUMENT, DOCUMENT.c.number == READING.c.document)
    .where(AT_PLACE, HOLDS)
    .order_by(READING.c.number)
)
AT_ADDRESS = (
    select(DOCUMENT.c.number, DOCUMENT.c.identity, RECORD.c.body)
    .join(RECORD, RECORD.c.number == DOCUMENT.c.number)
    .where(DOCUMENT.c.article == ASKED, DOCUMENT.c.number > bindparam("after"))
    .order_by(DOCUMENT.c.number)
)
AT_MOMENT = (
    select(READING.c.id, RECORD.c.body)
    .select_from(DOCUMENT)
    .join(RECORD, RECORD.c.number == DOCUMENT.c.number)
    .join(READING, (READING.c.identity == DOCUMENT.c.identity) & HOLDS)
    .where(DOCUMENT.c.number == ASKED)
)
FINDINGS = select(FOUND.c.id, FOUND.c.body).join(READING, READING.c.findings == FOUND.c.number).where(READING.c.id == ASKED)
ALL_SERIES = select(RECORD.c.id, RECORD.c.body).join(SERIES).where(SERIES.c.current == 1).order_by(RECORD.c.number)
ONE_SERIES = select(RECORD.c.id, RECORD.c.body).join(SERIES).where(SERIES.c.name == ASKED, SERIES.c.current == 1)
LATEST = (
    select(RECORD.c.id, RECORD.c.body).where(RECORD.c.type == ASKED, RECORD.c.erased.is_(None)).order_by(RECORD.c.number.desc()).limit(1)
)
ANCHORS = (
    select(RECORD.c.number, RECORD.c.body)
    .where(RECORD.c.type.in_(("witness", "anchor")), RECORD.c.erased.is_(None))
    .order_by(RECORD.c.number)
)
ISSUE_NUMBERS = select(RECORD.c.number).where(RECORD.c.type == "issue", RECORD.c.erased.is_(None)).order_by(RECORD.c.number)
NOTE_NUMBERS = select(RECORD.c.number).where(RECORD.c.type == "note", RECORD.c.erased.is_(None)).order_by(RECORD.c.number)
_KEPT = (RECORD.c.number.in_(KEYS), RECORD.c.erased.is_(None))  # asked again with each batch: it may be erased meanwhile
NOTES = (
    select(RECORD.c.number, RECORD.c.id, RECORD.c.body, RECORD.c.disclosures, ENTRY.c.body)
    .join(ENTRY, ENTRY.c.sequence == RECORD.c.sequence)
    .where(*_KEPT)
)
RECORDS = select(RECORD.c.number, RECORD.c.body).where(*_KEPT)
RECORD_NUMBERED = select(RECORD.c.body).where(RECORD.c.number == ASKED, RECORD.c.erased.is_(None))
RECORD_CALLED = select(RECORD.c.type, RECORD.c.body).where(RECORD.c.id == ASKED)
SEQUENCES = select(ENTRY.c.sequence).where(ENTRY.c.sequence >= ASKED).order_by(ENTRY.c.sequence)
ENTRIES = select(ENTRY.c.sequence, ENTRY.c.body).where(ENTRY.c.sequence.in_(KEYS))
