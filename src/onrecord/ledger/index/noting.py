"""What readings are found by besides their names: made by corroboration, noted beside each reading, and made again from the texts.

A passage is named by its fingerprint. A row says which reading has it first, not which have it: so a passage that stands in a hundred
thousand reports takes as much room, and costs as much, as one that stands in two.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import BigInteger, bindparam, delete, func, insert, select, update

from onrecord.ledger.index.connection import Connection
from onrecord.ledger.index.tables import NOTED, PASSAGE, READING
from onrecord.records.copying import FoundBy, PassageHeld

_AT_ONCE = 16
"""Fingerprints in one question: a text of some sixty words has twelve. A fixed number has one form of words."""

_HELD = select(PASSAGE).where(PASSAGE.c.fingerprint.in_([bindparam(f"key_{number}", type_=BigInteger()) for number in range(_AT_ONCE)]))
_FIRST, _NOW = READING.alias("first"), READING.alias("now")
_HOLDER = (
    select(_NOW.c.id, _FIRST.c.identity)
    .select_from(_FIRST)
    .outerjoin(_NOW, (_NOW.c.identity == _FIRST.c.identity) & (_NOW.c.current == 1))
    .where(_FIRST.c.number == bindparam("number"))
)
"""A reading that was superseded by another of the same report leads to that; one that is gone leads nowhere."""

_FIRST_OF_REPORT = select(func.min(READING.c.number)).where(READING.c.identity == bindparam("same"))
_IDENTITY = select(READING.c.identity).where(READING.c.id == bindparam("id"))
_HAND_OVER = (
    update(PASSAGE)
    .where(PASSAGE.c.fingerprint == bindparam("key"), PASSAGE.c.reading == bindparam("before"))
    .values(reading=bindparam("after"), place=bindparam("new_place"), reports=PASSAGE.c.reports - bindparam("counted"))
)
_LAST = select(func.coalesce(func.max(READING.c.number), -1))
_NOTED = select(NOTED.c.method, NOTED.c.reading)
_NOW_NOTED = update(NOTED).values(method=bindparam("by"), reading=bindparam("number"))
_FORGET, _FORGET_NOTED, _NOTHING_NOTED = delete(PASSAGE), delete(NOTED), insert(NOTED)


class Noted(NamedTuple):
    """Up to which reading, by the number of its record, it is noted by what readings are found, and by which method."""

    method: str
    reading: int


def held(connection: Connection, fingerprints: Collection[int]) -> Iterator[PassageHeld]:
    """Who has some passages, as of now; nothing for those that no reading has which holds now."""
    listed, readings = list(fingerprints), dict[int, str | None]()
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        values = {f"key_{number}": some[min(number, len(some) - 1)] for number in range(_AT_ONCE)}
        for key, number, place, reports, day in connection.all(_HELD, values, about=[(PASSAGE.c.fingerprint, key) for key in some]):
            if number not in readings:
                readings[number] = _holder(connection, number)
            if (name := readings[number]) is not None:
                yield PassageHeld(key, name, number, place, reports, day)


def _holder(connection: Connection, number: int) -> str | None:
    """Content id of the reading that holds now of the report of which a reading, by number, was the first."""
    row = connection.one(_HOLDER, {"number": number}, about=())
    if row is not None and (about := (READING.c.identity, row[1])) and connection.concerns(about):  # it is superseded just now
        row = connection.one(_HOLDER, {"number": number}, about=[about])
    return row[0] if row else None


def note(connection: Connection, number: int, found_by: FoundBy) -> None:
    """Have it written by what a reading is found; its number is that of the first reading of the same report (``first_reading``)."""
    row = {"reading": number, "place": found_by.place, "reports": found_by.counts_for, "last_day": found_by.day}
    for key in found_by.passages:
        connection.add(PASSAGE, {"fingerprint": key} | row)


def hand_over(connection: Connection, before: int, number: int, found_by: FoundBy) -> None:
    """Have a reading take over what an earlier one was the first to have, which holds no more; before it is noted itself."""
    about = [(PASSAGE.c.fingerprint, key) for key in found_by.passages]
    connection.settle_about(*about)
    for key in found_by.passages:
        values = {"key": key, "before": before, "after": number, "new_place": found_by.place, "counted": found_by.counts_for}
        connection.later(_HAND_OVER, values, about=about)


def first_reading(connection: Connection, same: str) -> int | None:
    """The number of the first reading of a report, by its identity; None where there is none."""
    row = connection.one(_FIRST_OF_REPORT, {"same": same}, about=[(READING.c.identity, same)])
    return row[0] if row else None


def identity_of(connection: Connection, reading: str) -> str:
    """The identity of the report that a reading is of, by its content id."""
    row = connection.one(_IDENTITY, {"id": reading}, about=[(READING.c.id, reading)])
    assert row is not None, "it is kept"
    identity: str = row[0]
    return identity


def noted(connection: Connection) -> Noted:
    """Up to which reading it is noted."""
    row = connection.one(_NOTED)
    return Noted(*row) if row else Noted("", -1)


def last_reading(connection: Connection) -> int:
    """The number of the last reading; -1 where there is none."""
    row = connection.one(_LAST)
    return row[0] if row else -1


def mark_noted(connection: Connection, method: str, number: int) -> None:
    """Have it written that all readings up to a number are noted."""
    connection.later(_NOW_NOTED, {"by": method, "number": number}, about=())


def forget(connection: Connection) -> None:
    """Nothing is noted any more."""
    for statement in (_FORGET, _FORGET_NOTED):
        connection.change(statement)
    connection.change(_NOTHING_NOTED, {"method": "", "reading": -1})
