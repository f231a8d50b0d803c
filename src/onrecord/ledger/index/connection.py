"""A connection to the index, whichever database keeps it: questions, rows that are written in groups, appends that are whole or not there.

Questions are answered whole or in small batches, so that no query stays open between two rows: an open query holds a lock, and
with a rollback journal a commit waits for it. A reader whose output waits for a person who turns pages must not keep the writer
waiting.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TypeVar

import msgspec
from sqlalchemy import BindParameter, Delete, Insert, Select, Table, Update, bindparam
from sqlalchemy import Connection as Spoken
from sqlalchemy.exc import SQLAlchemyError

from onrecord.errors import OnRecordError
from onrecord.ledger.disclosures import read_disclosures
from onrecord.ledger.entries import KIND
from onrecord.ledger.index.faults import MAKE_AGAIN, IndexDamaged, IndexUnavailable
from onrecord.ledger.index.pending import Key, Mark, Pending, Values
from onrecord.records import Record, decode

__all__ = ["KEYS", "Connection", "Dialect", "Key", "Row", "Values"]

Row = tuple[Any, ...]
T = TypeVar("T")

_BATCH = 32
"""Rows held at a time: texts of two million characters are allowed, so not many."""

KEYS: BindParameter[int] = bindparam("keys", expanding=True)
"""Stands in a question for the keys of a batch: ``column.in_(KEYS)``."""

_NOTHING: Mapping[str, Any] = {}


class Dialect(Protocol):
    """What a connection must know of its store."""

    @property
    def place(self) -> str:
        """Where the index is, for messages; never with a password."""

    @property
    def put_elsewhere(self) -> str:
        """What a person does to have the index out of the way and keep it, to go into the middle of a sentence."""

    @property
    def begin(self) -> str:
        """The statement that begins a transaction that will write."""

    @property
    def look(self) -> str:
        """The statement that begins a transaction whose questions all see one moment."""

    @property
    def words(self) -> Mapping[str, str]:
        """What a definition of a table has in this database's own words (``migrations``)."""

    def told(self, error: Exception) -> OnRecordError:
        """``IndexDamaged`` or ``IndexUnavailable`` for whatever the database raised."""

    def is_idle(self, spoken: Spoken) -> bool:
        """Whether no transaction is open: whatever was begun was committed or undone."""

    def gave_up(self, spoken: Spoken) -> bool:
        """Whether the database will undo the transaction whatever it is told."""


class Connection:
    """A connection to the index.

    Every method raises ``IndexDamaged`` when what the database keeps is damaged and ``IndexUnavailable`` when it cannot be used
    now, and nothing else of the database's own.

    A writer's rows wait in memory (``add``, ``later``) and are written together: at ``commit``, before a ``change``, and before a
    question that they may bear upon. The transaction begins with the first of them that is written.
    """

    def __init__(self, spoken: Spoken, store: Dialect) -> None:
        self.spoken = spoken
        """SQLAlchemy's connection, in the database's own autocommit: transactions begin and end where we say so, and nowhere else."""
        self.store = store
        self.numbers: tuple[int, int] | None = None
        """The next sequence and record number where this writer knows them; see ``next_numbers``."""
        self._pending = Pending()
        self._begun = False
        self._committing = False
        self.appends = 0  # how many were kept
        self._broken_off = False
        self._whole = True  # whether all that was to be written in this transaction was
        self._mark: Mark | None = None
        self._saved: bool | None = None  # in an append that wrote already: whether all before it was whole

    # --- questions ------------------------------------------------------------------------------------------------

    def all(self, question: Select[Any], values: Mapping[str, Any] = _NOTHING, *, about: Collection[Key] | None = None) -> list[Row]:
        """Every row at once, for answers known to be small.

        Args:
            question: what is asked.
            values: of its parameters.
            about: what of the rows that may wait could change the answer; rows that share none of these values go on waiting. With
                none given, everything that waits is written first.
        """
        if self._pending and (about is None or self._pending.concerns(about)):
            self.settle()
        try:
            return self._rows(question, values)
        except UnicodeEncodeError:  # bytes that are no text, given as a name: nothing can be called so
            return []

    def one(self, question: Select[Any], values: Mapping[str, Any] = _NOTHING, *, about: Collection[Key] | None = None) -> Row | None:
        """The first row, or None; as ``all``."""
        if self._pending and (about is None or self._pending.concerns(about)):
            self.settle()
        try:
            return self._row(question, values)
        except UnicodeEncodeError:
            return None

    def in_turn(self, keys: Select[Any], question: Select[Any], values: Mapping[str, Any] = _NOTHING) -> Iterator[Row]:
        """Any number of rows, one after another. One that another process erased since the keys were asked for is left out.

        Args:
            keys: asks for the integer keys, in the order of the answer.
            question: asks for the rows with the keys ``KEYS``; its first column is the key.
            values: of the parameters of ``keys``.
        """
        wanted = [key for (key,) in self.all(keys, values)]
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            found = {row[0]: row for row in self.all(question, {"keys": batch})}
            yield from (found[key] for key in batch if key in found)

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Everything that is asked within is as it was at one moment, whoever else writes. Nothing is to be written within, and nothing may
        wait to be committed."""
        assert not self.in_transaction, "what waits would be seen by nobody else"
        self._say(self.store.look)
        try:
            yield
        finally:
            with suppress(SQLAlchemyError):  # nothing was written that could be lost
                self.spoken.exec_driver_sql("ROLLBACK")

    def kept(self, body: bytes | str | None, kind: type[T]) -> T:
        """What a column of the index says, which is a record of ours or a list in JSON.

        Raises:
            IndexDamaged: it is none. The log is the record, and has what stood there.
        """
        try:
            return decode(body or b"", kind)
        except (msgspec.DecodeError, ValueError) as error:
            raise self.damaged(f"it has a row that cannot be what was written there ({error})") from error

    def record(self, kind: str, body: bytes) -> Record:
        """What a row says that is said to be a record of a type.

        Raises:
            IndexDamaged: it is none.
        """
        if kind not in KIND:
            raise self.damaged(f"it has a record of a type that there is none of ({kind})")
        return self.kept(body, KIND[kind])

    def disclosed(self, disclosures: str | None) -> dict[str, str]:
        """The fields that a row of a person's record discloses.

        Raises:
            IndexDamaged: they are none.
        """
        given = self.kept(disclosures or "[]", tuple[str, ...])
        try:
            return msgspec.convert(read_disclosures(given), dict[str, str])
        except (msgspec.ValidationError, ValueError, TypeError) as error:
            raise self.damaged(f"it has a row that discloses what nobody wrote ({error})") from error

    def damaged(self, why: str) -> IndexDamaged:
        """The error for an index that says what we never wrote."""
        return IndexDamaged(f"The index {self.store.place} is damaged: {why}.", hint=MAKE_AGAIN)

    def waiting(self, key: Key) -> Values | None:
        """The row with this value in a column marked ``ASKED``, where it waits to be written; the last of several."""
        return self._pending.known.get(key)

    def concerns(self, key: Key) -> bool:
        """Whether a row waits to be written, or a change of one, that has this value."""
        return self._pending.concerns([key])

    # --- writing --------------------------------------------------------------------------------------------------

    @property
    def in_transaction(self) -> bool:
        """Whether something is not committed yet."""
        return self._begun or bool(self._pending)

    def add(self, table: Table, values: Values) -> None:
        """Have a row written with the next ones. Every row of a table names the same columns; those not named are null."""
        self._pending.add(table, values)

    def later(self, statement: Update, values: Values, *, about: Collection[Key]) -> None:
        """Have rows changed with the next ones that are written, before those.

        They must be in the database (``settle_about`` sees to it), and questions about them must name one of the keys ``about``.
        Where either cannot be said, ``change`` does it at once.
        """
        self._pending.change(statement, values, about)

    def amend(self, key: Key, values: Values) -> bool:
        """Change the row with this value in a column marked ``ASKED`` while it waits; whether it did. Not the marked columns."""
        row = self.waiting(key)
        if row is None:
            return False
        if self._mark is not None and not self._pending.came_after(self._mark, key[0].table, row):
            self.settle()  # a change of it must be undone with this append, and the row itself not
            return False
        row.update(values)
        return True

    def settle_about(self, *keys: Key) -> None:
        """Write what waits if a row among it has one of these values."""
        if self._pending.concerns(keys):
            self.settle()

    def settle(self) -> None:
        """Write what waits; it is not committed by that."""
        if not self._pending:
            return
        if self._mark is not None:
            self._save()
        self._write(self._pending.take())

    def change(self, statement: Insert | Update | Delete, values: Mapping[str, Any] | list[Values] = _NOTHING) -> int:
        """Write what waits, then this, at once; the number of rows that it found or made."""
        self.settle()
        if self._mark is not None:
            self._save()
        return self._execute(statement, values)

    def define(self, definition: str) -> None:
        """Run a definition of a table, written once for both databases (``migrations.WORDS``)."""
        self.run(definition.format_map(self.store.words))

    def run(self, statement: str) -> None:
        """Run a statement in the database's own words within the transaction."""
        self._begin()
        with self._writing():
            self.spoken.exec_driver_sql(statement)

    @contextmanager
    def append(self) -> Iterator[None]:
        """One append: what is added and changed within is kept whole, or forgotten when an exception leaves. Not one in another."""
        numbers, releasing = self.numbers, False
        self._mark, self._saved = self._pending.mark(), None
        try:
            yield
            releasing = self._saved is not None
            if releasing:
                self._say("RELEASE SAVEPOINT append")
            self.appends += 1
        except BaseException:
            self.numbers = numbers
            if releasing:
                self.break_off()
            else:
                self._undo(self._mark)
            raise
        finally:
            self._mark, self._saved = None, None

    def break_off(self) -> None:
        """Have the transaction refused: it is not known whether its last append was carried out, or it was and is not to be."""
        self._broken_off = True

    def refuse_broken_off(self) -> None:
        """Undo what was not committed yet where it is not known to be whole.

        Raises:
            IndexUnavailable: it was.
        """
        if self._broken_off or (self._begun and (not self._whole or self.store.gave_up(self.spoken))):
            self.rollback()
            message = f"Writing to the index {self.store.place} was broken off, and what was not committed yet was undone."
            raise IndexUnavailable(message, hint="Nothing acknowledged is lost. Run the same command again.")

    def commit(self) -> None:
        """Make everything so far durable."""
        self._settle_commit()
        if self._broken_off:
            self.refuse_broken_off()
        self.settle()
        self.numbers = None
        self.refuse_broken_off()
        if not self._begun:
            return
        self._committing = True
        self._say("COMMIT")
        self._begun = self._committing = False

    def _settle_commit(self) -> None:
        """Find out how a commit ended that a person broke off: it may have been carried out all the same."""
        if self._committing:
            self._committing = False
            self._begun = not self.store.is_idle(self.spoken)

    def rollback(self) -> None:
        """Undo everything since the last commit."""
        self._pending = Pending()
        self.numbers = None
        self._broken_off = False
        if self._begun:
            self._begun, self._whole = False, True
            with suppress(SQLAlchemyError):  # undone already: SQLite does that after some faults, and a lost connection has none to undo
                self.spoken.exec_driver_sql("ROLLBACK")

    def close(self) -> None:
        """Give the connection back; what is not committed is undone."""
        try:
            self.spoken.close()
        except SQLAlchemyError:  # it is gone already
            self.spoken.invalidate()

    # --- speaking -------------------------------------------------------------------------------------------------

    def _rows(self, question: Select[Any], values: Mapping[str, Any]) -> list[Row]:
        try:
            return [tuple(row) for row in self.spoken.execute(question, values).fetchall()]
        except SQLAlchemyError as error:
            raise self.store.told(error) from error

    def _row(self, question: Select[Any], values: Mapping[str, Any]) -> Row | None:
        try:
            row = self.spoken.execute(question, values).first()
        except SQLAlchemyError as error:
            raise self.store.told(error) from error
        return None if row is None else tuple(row)

    def _begin(self) -> None:
        self._settle_commit()
        if not self._begun:
            if self.store.is_idle(self.spoken):  # else a person broke off between the statement and what is noted of it
                self._say(self.store.begin)
            self._begun, self._whole = True, True

    def _save(self) -> None:
        """Write what waited before this append, so that what comes after can be undone by itself."""
        if self._saved is not None:
            return
        self._write(self._pending.take(self._mark))
        self._begin()
        self._say("SAVEPOINT append")
        self._saved = self._whole

    def _undo(self, mark: Mark) -> None:
        if self._saved is None:
            self._pending.cut(mark)
            return
        self._pending = Pending()  # all of it came after the savepoint
        try:
            self.spoken.exec_driver_sql("ROLLBACK TO SAVEPOINT append")
            self.spoken.exec_driver_sql("RELEASE SAVEPOINT append")
            self._whole = self._saved
        except SQLAlchemyError:  # the reason is under way already; commit will refuse
            self._whole = False

    def _write(self, statements: list[tuple[Insert | Update, list[Values]]]) -> None:
        for statement, values in statements:
            self._execute(statement, values)

    def _execute(self, statement: Insert | Update | Delete, values: Mapping[str, Any] | list[Values]) -> int:
        """Carry a statement out, once for each of a list of values; how many rows it found or made."""
        self._begin()
        with self._writing():
            return self.spoken.execute(statement, values).rowcount

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A statement that is broken off, by a fault or by a person, may be carried out in part."""
        whole, self._whole = self._whole, False
        try:
            yield
        except SQLAlchemyError as error:
            raise self.store.told(error) from error
        self._whole = whole

    def _say(self, statement: str) -> None:
        try:
            self.spoken.exec_driver_sql(statement)
        except SQLAlchemyError as error:
            raise self.store.told(error) from error
