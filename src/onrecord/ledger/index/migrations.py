"""The steps that made the tables of the index, in order. A step once published is never changed: an index may have run it long ago.

A step defines in words that each database has its own of (``WORDS``), and may ask and write by the connection it is given.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import insert, select

from onrecord.errors import WrongUse
from onrecord.ledger.index.connection import Connection
from onrecord.ledger.index.tables import MIGRATION, ORIGINAL

WORDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "integer": "INTEGER",
        "text": "TEXT",
        "bytes": "BLOB",
        "strict": " STRICT",
        "strict_without_rowid": " STRICT, WITHOUT ROWID",
        "by_name": "(name)",
        "by_name_and_current": "(name, current)",
        "by_article": "(article)",
        "by_place": "(capture, name)",
        "original": ORIGINAL["sqlite"],
    },
    "postgresql": {
        "integer": "BIGINT",
        "text": 'TEXT COLLATE "C"',  # compared byte by byte, whatever language the server was set up in
        "bytes": "BYTEA",
        "strict": "",
        "strict_without_rowid": "",
        "by_name": "USING hash (name)",  # a name may be longer than a page, which an ordered index would refuse
        "by_name_and_current": "USING hash (name)",
        "by_article": "USING hash (article)",
        "by_place": "(capture, md5(name))",  # see by_name
        "original": f"({ORIGINAL['postgresql']})",
    },
}
"""What each database calls it."""


def migrate(connection: Connection) -> None:
    """Bring the tables up to date, each step in a transaction of its own.

    Raises:
        WrongUse: a newer version made them.
    """
    connection.define("CREATE TABLE IF NOT EXISTS migration (name {text} PRIMARY KEY){strict_without_rowid}")
    connection.commit()
    ran = steps_run(connection)
    check_known(ran, connection.store.place)
    for step in MIGRATIONS:
        if step.__name__ in ran:
            continue
        try:
            step(connection)
            connection.change(insert(MIGRATION), {"name": step.__name__})
            connection.commit()
        except BaseException:
            connection.rollback()
            raise


def steps_run(connection: Connection) -> set[str]:
    """Names of the steps that an index has run."""
    return {name for (name,) in connection.all(select(MIGRATION.c.name))}


def check_known(ran: set[str], place: str) -> None:
    """Refuse an index that ran steps which this version does not know.

    Raises:
        WrongUse: it did.
    """
    if newer := ran - {step.__name__ for step in MIGRATIONS}:
        message = f"The index {place} was made by a newer version of onrecord (it knows {', '.join(sorted(newer))})."
        raise WrongUse(message, hint="Use that version, or a later one.")


def check_current(connection: Connection) -> None:
    """Refuse to read an index that has not run the steps of this version, which only a writer may run.

    Raises:
        WrongUse: it was made by an older version, or a newer one.
    """
    ran = steps_run(connection)
    check_known(ran, connection.store.place)
    if ran != {step.__name__ for step in MIGRATIONS}:
        message = f"The index {connection.store.place} was made by an older version."
        raise WrongUse(message, hint="`onrecord reindex` brings it up to date.")


def m001_log_and_projections(connection: Connection) -> None:
    """Entries and records as they stand in the log, and what the view asks for by other keys than content id."""
    for definition in (
        "CREATE TABLE entry (sequence {integer} PRIMARY KEY, type {text} NOT NULL, body {bytes} NOT NULL){strict}",
        """CREATE TABLE record (
            number {integer} PRIMARY KEY,
            id {text} NOT NULL UNIQUE,
            type {text} NOT NULL,
            sequence {integer} NOT NULL REFERENCES entry,
            body {bytes} NOT NULL
        ){strict}""",
        "CREATE INDEX record_by_type ON record (type, number)",
        """CREATE TABLE document (
            number {integer} PRIMARY KEY REFERENCES record,
            identity {text} NOT NULL,
            name {text} NOT NULL,
            capture {text}
        ){strict}""",
        "CREATE INDEX document_by_identity ON document (identity)",
        "CREATE INDEX document_by_name ON document {by_name}",
        """CREATE TABLE reading (
            number {integer} PRIMARY KEY REFERENCES record,
            id {text} NOT NULL UNIQUE,
            document {integer} NOT NULL REFERENCES document,
            identity {text} NOT NULL,
            name {text} NOT NULL,
            current {integer} NOT NULL,
            findings {integer}
        ){strict}""",
        "CREATE INDEX reading_by_identity ON reading (identity, current)",
        "CREATE INDEX reading_by_name ON reading {by_name_and_current}",
        "CREATE TABLE series (number {integer} PRIMARY KEY REFERENCES record, name {text} NOT NULL, current {integer} NOT NULL){strict}",
        "CREATE INDEX series_by_name ON series {by_name_and_current}",
    ):
        connection.define(definition)


def m002_compared(connection: Connection) -> None:
    """What the findings that hold now were made with, as a digest. Not in the log: when it is lost, everything is compared again."""
    connection.define("CREATE TABLE compared (digest {text} NOT NULL){strict}")


def m003_salts_and_checkpoint(connection: Connection) -> None:
    """Records with their salts and the digests that entries name them by, and the checkpoint over all entries.

    Earlier records had no salt: what an entry named them by is the hash of their canonical form, which is their id.
    """
    for definition in (
        "ALTER TABLE record ADD COLUMN salt {text} NOT NULL DEFAULT ''",
        "ALTER TABLE record ADD COLUMN digest {text} NOT NULL DEFAULT ''",
        "ALTER TABLE record ADD COLUMN disclosures {text}",
        "ALTER TABLE record ADD COLUMN erased {integer}",
        "UPDATE record SET digest = id",
        "ALTER TABLE document ADD COLUMN article {text}",
        "CREATE INDEX document_by_article ON document {by_article}",
        "CREATE TABLE checkpoint (size {integer} PRIMARY KEY, note {bytes} NOT NULL){strict}",
    ):
        connection.define(definition)


def m004_reviews(connection: Connection) -> None:
    """What people corrected, proposed and decided, by the identity of the report whose reading holds now."""
    for definition in (
        "CREATE TABLE review (number {integer} PRIMARY KEY REFERENCES record, identity {text} NOT NULL){strict}",
        "CREATE INDEX review_by_identity ON review (identity)",
    ):
        connection.define(definition)


def m005_passages(connection: Connection) -> None:
    """Which reading has a passage first, by the passage's fingerprint; and up to which reading that is noted: of none yet.

    Not in the log: it is made of the texts, which are. When it is lost, all readings are noted again.
    """
    for definition in (
        """CREATE TABLE passage (
            fingerprint {integer} PRIMARY KEY,
            reading {integer} NOT NULL,
            place {integer} NOT NULL,
            reports {integer} NOT NULL,
            last_day {integer}
        ){strict}""",
        "CREATE TABLE noted (method {text} NOT NULL, reading {integer} NOT NULL){strict}",
        "INSERT INTO noted (method, reading) VALUES ('', -1)",
    ):
        connection.define(definition)


def m006_matters(connection: Connection) -> None:
    """What readings tell of, by keys; and up to which they were set beside each other: none yet. Made of texts, as passages are."""
    for definition in (
        """CREATE TABLE matter (
            key {integer} NOT NULL,
            reading {integer} NOT NULL,
            PRIMARY KEY (key, reading)
        ){strict}""",
        "CREATE TABLE set_beside (method {text} NOT NULL, reading {integer} NOT NULL, background {bytes} NOT NULL){strict}",
    ):
        connection.define(definition)


def m007_set_beside_as_corrected(connection: Connection) -> None:
    """Up to which act of a person readings were set beside each other as corrected: of none yet."""
    connection.define("ALTER TABLE set_beside ADD COLUMN review {integer} NOT NULL DEFAULT -1")


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    m001_log_and_projections,
    m002_compared,
    m003_salts_and_checkpoint,
    m004_reviews,
    m005_passages,
    m006_matters,
    m007_set_beside_as_corrected,
)
"""In order; a step once published is never changed."""


def speed_up(connection: Connection) -> None:
    """What makes a writer's questions quick. No migration: readers need none of it, so they read a case as an earlier version left it."""
    for definition in (
        "CREATE INDEX IF NOT EXISTS capture_by_original ON record ({original}) WHERE type = 'capture'",
        "CREATE INDEX IF NOT EXISTS document_by_place ON document {by_place}",
        "CREATE INDEX IF NOT EXISTS reading_by_document ON reading (document)",
        "CREATE INDEX IF NOT EXISTS record_by_digest ON record (digest)",
        "CREATE INDEX IF NOT EXISTS record_erased ON record (erased) WHERE erased IS NOT NULL",
    ):
        connection.define(definition)
    connection.commit()
