"""What a store of the index can do: SQLite in the folder of the case, or PostgreSQL by URL. Both pass the same tests."""

from collections.abc import Mapping
from typing import Protocol, Self

from sqlalchemy import Connection as Spoken

from onrecord.errors import OnRecordError
from onrecord.ledger.index.connection import Connection


class Store(Protocol):
    """Where the index of one case is kept."""

    @property
    def place(self) -> str:
        """Where that is, for messages; never with a password."""

    @property
    def put_elsewhere(self) -> str:
        """What a person does to have the index out of the way and keep it, to go into the middle of a sentence."""

    @property
    def begin(self) -> str:
        """The statement that begins a transaction that will write."""

    @property
    def words(self) -> Mapping[str, str]:
        """What a definition of a table has in this database's own words."""

    def exists(self) -> bool:
        """Whether there is an index, sound or not.

        Raises:
            IndexUnavailable: the database cannot be asked.
        """

    def connect_writer(self) -> Connection:
        """The one connection that writes: every commit durable, tables brought up to date; what is not there is made.

        Raises:
            IndexDamaged: what is kept is no index of ours or is damaged.
            IndexUnavailable: it cannot be used now, or another process holds it.
            WrongUse: another process writes to it, or a newer version made it.
            OnRecordError: the database is too old, or its driver is not installed.
        """

    def connect_reader(self) -> Connection:
        """A connection that cannot write.

        Raises:
            NoCase: there is no index.
            WrongUse: an older or a newer version made it.
            IndexDamaged: what is kept is no index of ours or is damaged.
            IndexUnavailable: it cannot be used now.
            OnRecordError: the database is too old, or its driver is not installed.
        """

    def fresh(self) -> Self:
        """Another store beside this one with nothing in it; what an earlier attempt left there is removed."""

    def remove(self) -> None:
        """Remove the index, where there is one."""

    def put_aside(self) -> str:
        """Keep the index under another name, never that of one put aside before; the name."""

    def replace_by(self, fresh: Self) -> None:
        """Put a fresh store in the place of this one, whose index is removed; at every moment there is one or the other."""

    def told(self, error: Exception) -> OnRecordError:
        """``IndexDamaged`` or ``IndexUnavailable`` for whatever the database raised."""

    def gave_up(self, spoken: Spoken) -> bool:
        """Whether the database will undo the transaction whatever it is told."""
