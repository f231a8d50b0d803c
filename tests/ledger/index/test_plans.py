"""How both databases answer each question of the ledger: none reads a whole table, but for what wants everything.

A database chooses another way where tables are small. So SQLite is asked without statistics, and PostgreSQL with all switched off but
keys and indexes: what it reads whole then has no index that could serve.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, Delete, Insert, Integer, LargeBinary, Select, Update, delete, event
from sqlalchemy.sql.compiler import SQLCompiler

import onrecord.ledger
from onrecord.ledger.index import KEYS, Connection
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import DOCUMENT, READING, REVIEW

Statement = Select[Any] | Insert | Update | Delete

_PART = "the beginning of other questions, and none by itself"
_ONE_ROW = "a table of one row"

WHOLE = {
    "index.adding._COMPARED": _ONE_ROW,
    "index.adding._NOT_COMPARED": _ONE_ROW,
    "index.noting._NOTED": _ONE_ROW,
    "index.noting._NOW_NOTED": _ONE_ROW,
    "index.noting._FORGET": "all that is noted is forgotten",
    "index.noting._FORGET_NOTED": _ONE_ROW,
    "index.matters._NOW": _ONE_ROW,
    "index.matters._FORGET": "all keys are forgotten",
    "index.matters._FORGET_NOW": _ONE_ROW,
    "index.erasing._NOT_HELD": "an erasure makes the index anew anyway; by reading, the largest table would take as much room again",
    "index.lines._CHECKPOINT": _ONE_ROW,
    "index.lines._NO_CHECKPOINT": _ONE_ROW,
    "index.lines._LAST_BEFORE": "from the end, up to the first that fits: asked for the end of the log",
    "index.erasing._ROW": _PART,
    "index.erasing._STANDING": _PART,
    "index.erasing._PLACES": _PART,
    "index.erasing._WITHOUT_DOCUMENT": "every reading may be one whose document is gone",
    "names._REPORTS": _PART,
    "names._LIKE": "part of a name that no report has whole: all names may have it",
    "questions.ONE_READING": _PART,
    "questions.CURRENT": "all readings are asked for",
    "questions.WITH_FINDINGS": "most readings have findings",
    "questions.ALL_SERIES": "all series are asked for, which are few",
    "reviews._ACTS": "all acts of people are asked for",
    "reviews._ACTS_OF_ANY": _PART,
}
"""What reads a table whole, and why it may."""


def statements() -> Iterator[tuple[str, Statement]]:
    """Every question and every statement that stands in a module of the ledger, where it stands first."""
    seen = set()
    for module in sorted(one.name for one in pkgutil.walk_packages(onrecord.ledger.__path__, "onrecord.ledger.")):
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Statement) and id(value) not in seen:
                seen.add(id(value))
                yield f"{module.removeprefix('onrecord.ledger.')}.{name}", value


ALL = dict(statements()) | {
    f"erasing a {table.name}": delete(table).where(table.c.number.in_(KEYS)) for table in (REVIEW, READING, DOCUMENT)
}


class Explained(Exception):
    """The plan, in the place of an answer."""


def test_nothing_but_what_wants_everything_reads_a_table_whole(connection: Connection):
    read = {name: whole(connection, statement) for name, statement in ALL.items()}
    assert {name: tables for name, tables in read.items() if tables and name not in WHOLE} == {}


def test_every_exception_is_of_a_question_that_there_is():
    assert set(WHOLE) <= set(ALL)


def test_without_an_index_it_would_be_noticed(connection: Connection):
    connection.spoken.exec_driver_sql("DROP INDEX reading_by_document")
    assert whole(connection, ALL["index.erasing._READINGS_OF"])
    connection.spoken.exec_driver_sql("DROP INDEX document_by_place")
    assert whole(connection, ALL["index.erasing._IN_ORIGINALS"])


def whole(connection: Connection, statement: Statement) -> set[str]:
    """The tables that are read whole for an answer."""
    return whole_in_sqlite(connection, statement) if isinstance(connection.store, SqliteStore) else whole_in_postgres(connection, statement)


def whole_in_sqlite(connection: Connection, statement: Statement) -> set[str]:
    plan = _explained(connection, statement, "EXPLAIN QUERY PLAN")
    return {row[3] for row in plan if row[3].startswith("SCAN")}


def whole_in_postgres(connection: Connection, statement: Statement) -> set[str]:
    for way in ("seqscan", "hashjoin", "mergejoin"):
        connection.spoken.exec_driver_sql(f"SET enable_{way} = off")
    return set(_read_whole(_explained(connection, statement, "EXPLAIN (FORMAT JSON)")[0][0][0]["Plan"]))


def _explained(connection: Connection, statement: Statement, asked: str) -> list[Any]:
    """What a database says of how it would carry out a statement."""
    worded = statement.compile(connection.spoken)
    assert isinstance(worded, SQLCompiler)
    values = {name: [_some(one)] if one.expanding else _some(one) for name, one in worded.binds.items()}

    def instead(_spoken: Any, cursor: Any, told: str, given: Any, _context: Any, _many: bool) -> None:
        cursor.execute(f"{asked} {told}", given)
        raise Explained(cursor.fetchall())

    event.listen(connection.spoken, "before_cursor_execute", instead)
    try:
        connection.spoken.execute(statement, values)
    except Explained as explained:
        return list(explained.args[0])
    finally:
        event.remove(connection.spoken, "before_cursor_execute", instead)
    raise AssertionError("it was carried out")


def _some(parameter: BindParameter[Any]) -> Any:
    """A value of its type."""
    if isinstance(parameter.type, Integer):
        return 1
    return b"a" if isinstance(parameter.type, LargeBinary) or parameter.key == "sha256" else "a"


def _read_whole(node: dict[str, Any]) -> Iterator[str]:
    """Tables that are read from one end to the other, by a key's order or not."""
    reads = node["Node Type"] in ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Index Scan")
    if reads and "Index Cond" not in node:
        yield node.get("Relation Name") or node["Index Name"]
    for below in node.get("Plans", ()):
        yield from _read_whole(below)
