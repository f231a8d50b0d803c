"""What a store of the index can do: SQLite in the folder of the case, or PostgreSQL by URL. Both pass the same tests."""

from typing import Protocol, Self

from onrecord.ledger.index.connection import Connection, Dialect


class Store(Dialect, Protocol):
    """Where the index of one case is kept."""

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

    def foreign(self, connection: Connection) -> str | None:
        """What an index had that the steps of this version do not make, or otherwise, as a sentence ends; None where it is as they make it.

        A trigger would write what we did not, a view would answer what we do not ask.

        Args:
            connection: one that writes, so that all steps were run.
        """

    def fresh(self) -> Self:
        """Another store beside this one with nothing in it; what an earlier attempt left there is removed."""

    def remove(self) -> None:
        """Remove the index, where there is one."""

    def put_aside(self) -> str:
        """Keep the index under another name, never that of one put aside before; the name."""

    def forget_put_aside(self) -> None:
        """Remove every index that was put aside: what was erased since may stand in it."""

    def replace_by(self, fresh: Self) -> None:
        """Put a fresh store in the place of this one, whose index is removed; at every moment there is one or the other."""
