"""The tables of the index as they stand now, for both stores. ``migrations`` made them; a test holds the two together.

Statements are written once, with these tables; where the two databases differ, the difference stands in this module, in
``migrations.WORDS`` or in the class of the store.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, ForeignKey, Insert, LargeBinary, MetaData, Table, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

ASKED = {"asked": True}
"""Marks a column by which the writer asks for a row that it may not have written yet (``Connection.one``, ``about``)."""


class Name(TypeDecorator[str]):
    """A name that people gave. PostgreSQL's texts hold no NUL, so there U+0001 stands before it as an escape, and before itself."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The name as the database takes it."""
        if value is None or dialect.name != "postgresql":
            return value
        return value.replace("\x01", "\x01\x01").replace("\x00", "\x01_")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The name as it was given."""
        if value is None or dialect.name != "postgresql" or "\x01" not in value:
            return value
        return "\x01".join(part.replace("\x01_", "\x00") for part in value.split("\x01\x01"))


METADATA = MetaData()

MIGRATION = Table("migration", METADATA, Column("name", Text, primary_key=True))

ENTRY = Table(
    "entry",
    METADATA,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

RECORD = Table(
    "record",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True, info=ASKED),
    Column("type", Text, nullable=False),
    Column("sequence", BigInteger, ForeignKey("entry.sequence"), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("salt", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("disclosures", Text),
    Column("erased", BigInteger),
)

DOCUMENT = Table(
    "document",
    METADATA,
    Column("number", BigInteger, ForeignKey("record.number"), primary_key=True, autoincrement=False, info=ASKED),
    Column("identity", Text, nullable=False),
    Column("name", Name, nullable=False),
    Column("capture", Text),
    Column("article", Text, info=ASKED),
)

READING = Table(
    "reading",
    METADATA,
    Column("number", BigInteger, ForeignKey("record.number"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True, info=ASKED),
    Column("document", BigInteger, ForeignKey("document.number"), nullable=False),
    Column("identity", Text, nullable=False, info=ASKED),
    Column("name", Name, nullable=False, info=ASKED),
    Column("current", BigInteger, nullable=False),
    Column("findings", BigInteger),
)

SERIES = Table(
    "series",
    METADATA,
    Column("number", BigInteger, ForeignKey("record.number"), primary_key=True, autoincrement=False),
    Column("name", Name, nullable=False, info=ASKED),
    Column("current", BigInteger, nullable=False),
)

REVIEW = Table(
    "review",
    METADATA,
    Column("number", BigInteger, ForeignKey("record.number"), primary_key=True, autoincrement=False),
    Column("identity", Text, nullable=False),
)

CHECKPOINT = Table(
    "checkpoint",
    METADATA,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("note", LargeBinary, nullable=False),
)

COMPARED = Table("compared", METADATA, Column("digest", Text, nullable=False))

PASSAGE = Table(
    "passage",
    METADATA,
    Column("fingerprint", BigInteger, primary_key=True, autoincrement=False, info=ASKED),
    Column("reading", BigInteger, nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("reports", BigInteger, nullable=False),
    Column("last_day", BigInteger),
)
"""Who has a passage (``records.copying.PassageHeld``): one row for each, however many readings have it."""

NOTED = Table("noted", METADATA, Column("method", Text, nullable=False), Column("reading", BigInteger, nullable=False))
"""One row: up to which reading it is noted by what corroboration finds them, and by which method."""

MATTER = Table(
    "matter",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("reading", BigInteger, primary_key=True, autoincrement=False),
)
"""What readings tell of, by keys that corroboration makes: those that share one may tell of one matter."""

SET_BESIDE = Table(
    "set_beside",
    METADATA,
    Column("method", Text, nullable=False),
    Column("reading", BigInteger, nullable=False),
    Column("background", LargeBinary, nullable=False),
    Column("review", BigInteger, nullable=False),
)
"""One row: up to which reading they have keys and were set beside each other, by which method, what these tell besides claims, and up to
which act of a person they are as people corrected them."""


class Together(Insert):
    """Rows of passages, each put together with the one that is there: the reading with the least place holds it, and both are counted."""

    inherit_cache = True


class Once(Insert):
    """Rows of which those that are there already are left as they are."""

    inherit_cache = True


PASSAGE.info["added_by"] = Together(PASSAGE)
MATTER.info["added_by"] = Once(MATTER)

_TOGETHER = """ ON CONFLICT (fingerprint) DO UPDATE SET
    reading = CASE WHEN excluded.place < passage.place OR (excluded.place = passage.place AND excluded.reading < passage.reading)
        THEN excluded.reading ELSE passage.reading END,
    place = CASE WHEN excluded.place < passage.place THEN excluded.place ELSE passage.place END,
    reports = passage.reports + excluded.reports,
    last_day = CASE WHEN passage.last_day IS NULL OR excluded.last_day > passage.last_day
        THEN excluded.last_day ELSE passage.last_day END
    WHERE excluded.reports > 0 OR excluded.place < passage.place OR (excluded.place = passage.place AND excluded.reading < passage.reading)
"""

_SQLITE_ORIGINAL = """substr(body, instr(body, CAST('"sha256":"' AS BLOB)) + 10, 64)"""
_POSTGRES_ORIGINAL = """substring(body from position(CAST('"sha256":"' AS bytea) in body) + 10 for 64)"""
ORIGINAL = {"sqlite": _SQLITE_ORIGINAL, "postgresql": _POSTGRES_ORIGINAL}
"""The hash of an original in the canonical form of its capture: nothing else there can hold these quotes, which are escaped in text.
By this expression captures are indexed, so it must stand in a question as it stands in the index."""


class Original(ColumnElement[bytes]):
    """The hash of an original in the record of its capture; only in a question to RECORD alone."""

    type = LargeBinary()
    inherit_cache = True


class CaptureType(ColumnElement[str]):
    """The type of a capture, word for word: a value handed in at the time of asking would not be seen to fit the index."""

    type = Text()
    inherit_cache = True


class KeyOfName(FunctionElement[str]):
    """A name as it stands in an ordered index. PostgreSQL refuses one longer than a page there, so it has a digest; as two names may have
    the same, a question asks for the name as well."""

    type = Text()
    inherit_cache = True


@compiles(KeyOfName)
def _key_of_name(element: KeyOfName, compiler: SQLCompiler, **given: Any) -> str:
    name = compiler.process(element.clauses, **given)
    return f"md5({name})" if compiler.dialect.name == "postgresql" else name


@compiles(Together)
def _together(element: Together, compiler: SQLCompiler, **given: Any) -> str:
    insertion: str = compiler.visit_insert(element, **given)  # type: ignore[no-untyped-call]
    return insertion + _TOGETHER


@compiles(Once)
def _once(element: Once, compiler: SQLCompiler, **given: Any) -> str:
    insertion: str = compiler.visit_insert(element, **given)  # type: ignore[no-untyped-call]
    return insertion + " ON CONFLICT DO NOTHING"


@compiles(Original)
def _original(_element: Original, compiler: SQLCompiler, **_: Any) -> str:
    return ORIGINAL[compiler.dialect.name]


@compiles(CaptureType)
def _capture_type(_element: CaptureType, _compiler: SQLCompiler, **_: Any) -> str:
    return "'capture'"
