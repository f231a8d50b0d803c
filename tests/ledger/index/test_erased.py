"""Records that were erased are found without going through all records, in SQLite, where a test can ask how."""

from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index import erasing as rows


class Undone(Exception):
    """Ends an append that is not to be made."""


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("question", "index"),
    [
        ("SELECT number FROM record WHERE erased >= 1", "record_erased"),
        ("SELECT number FROM record WHERE erased IS NULL AND digest IN ('a', 'b') ORDER BY number", "record_by_digest"),
    ],
)
def test_the_database_has_an_index_for_what_an_erasure_asks(ledger: Ledger, case: Path, question: str, index: str):
    ledger.commit()
    connection = SQLITE.connect(str(case / "db" / "index.sqlite"))
    try:
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {question}"))
    finally:
        connection.close()
    assert index in plan


def test_erased_records_are_given_in_their_order(ledger: Ledger, make):
    for number in (1, 2, 3):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))
    with pytest.raises(Undone), ledger.append():  # no entry names these erasures, so they must not stay
        for entry, number in ((30, 2), (20, 5), (10, 3)):
            rows.erase_records(ledger.connection, [number], entry)
        found = rows.erased_records(ledger.connection, 15), rows.erased_records(ledger.connection)
        raise Undone
    assert found == ([2, 5], [2, 3, 5])
