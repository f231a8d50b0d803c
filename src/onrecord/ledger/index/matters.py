"""Which readings may tell of one matter, by keys that corroboration makes of them, and how far they were set beside each other."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, delete, insert, select

from onrecord.ledger.index.connection import Connection
from onrecord.ledger.index.tables import MATTER, READING, SET_BESIDE

_SHARING = (
    select(MATTER.c.reading)
    .join(READING, READING.c.number == MATTER.c.reading)
    .where(MATTER.c.key == bindparam("asked"), READING.c.current == 1)
    .order_by(MATTER.c.reading.desc())
    .limit(bindparam("most", type_=Integer()))
)
_NOW = select(SET_BESIDE)
_FORGET, _FORGET_NOW, _KEEP_NOW = delete(MATTER), delete(SET_BESIDE), insert(SET_BESIDE)


class SetBeside(NamedTuple):
    """How far the reports of a case were set beside each other."""

    method: str = ""
    """How keys and background were made."""
    reading: int = -1
    """The number of the last reading that was; -1 where none was."""
    background: bytes = b""
    """What these tell besides their claims, as whoever made it wrote it."""
    review: int = -1
    """The number of the last act of a person that was looked at: they were set beside each other as corrected until then."""


def sharing(connection: Connection, key: int, most: int) -> list[int]:
    """The numbers of the readings that hold now and have a key, the latest first, and not more than so many."""
    return [number for (number,) in connection.all(_SHARING, {"asked": key, "most": most})]


def add_keys(connection: Connection, number: int, keys: Collection[int]) -> None:
    """Have it written which keys a reading has; one that is written already stays."""
    for key in keys:
        connection.add(MATTER, {"key": key, "reading": number})


def now(connection: Connection) -> SetBeside:
    """How far they were."""
    row = connection.one(_NOW)
    return SetBeside(row[0], row[1], bytes(row[2]), row[3]) if row else SetBeside()


def keep(connection: Connection, state: SetBeside) -> None:
    """Have it written how far they are."""
    connection.change(_FORGET_NOW)
    connection.change(_KEEP_NOW, state._asdict())


def forget(connection: Connection) -> None:
    """No reading has keys any more."""
    connection.change(_FORGET)
    connection.change(_FORGET_NOW)
