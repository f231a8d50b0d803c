"""What goes out of a case is what its log says, whatever somebody wrote into the index."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, bindparam, delete, insert, select, update
from tests.both_verifiers import verify

from onrecord import flow
from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.index import Connection
from onrecord.ledger.index.tables import DOCUMENT, ENTRY, READING, RECORD, REVIEW
from onrecord.records import CorrectionRequest, canonical

Write = Callable[[Callable[[Connection], None]], None]


@pytest.fixture
def full(open_ledger: Callable[[], Ledger], case: Path, make) -> Path:
    """A closed case with two reports, each with a finding, an act of a person and an issue, and a note."""
    with open_ledger() as ledger:
        for number in (1, 2):
            document = make.document(number)
            ledger.keep(document.capture, document.text.encode())
            ledger.append_reading(document, make.reading(document))
            request = CorrectionRequest(record=f"report-{number}/f1", set={"group": f"people of {number}"})
            ledger.append_correction(request, by="Ana Reyes", reason="seen")
        ledger.append_note({"name": "Olga Moss"}, by="Ana Reyes", role="witness")
    return case


@pytest.fixture
def write(full: Path, index) -> Write:
    """Write into the index, past the program."""
    return partial(index.write, full)


def number_of(connection: Connection, kind: str, which: int = 0) -> int:
    number: int = connection.all(select(RECORD.c.number).where(RECORD.c.type == kind).order_by(RECORD.c.number))[which][0]
    return number


def of(kind: str, which: int = 0, **values: Any) -> Callable[[Connection], None]:
    """Other values in a row of a record."""

    def step(connection: Connection) -> None:
        connection.change(update(RECORD).where(RECORD.c.number == number_of(connection, kind, which)).values(**values))

    return step


def put(table: Table, **values: Any) -> Callable[[Connection], None]:
    """Other values in the first row of a table."""

    def step(connection: Connection) -> None:
        key = next(iter(table.columns))
        first = connection.all(select(key).order_by(key))[0][0]
        connection.change(update(table).where(key == first).values(**values))

    return step


def forge(connection: Connection) -> None:
    """Another text under the first report: that of the second one's document, which is forged."""
    number = number_of(connection, "document", 1)
    body = json.loads(connection.all(select(RECORD.c.body).where(RECORD.c.number == number))[0][0])
    body["text"] = body["text"].replace("4 people", "9 gunmen")
    assert "gunmen" in body["text"]
    connection.change(update(RECORD).where(RECORD.c.number == number).values(body=canonical(body)))
    connection.change(update(READING).where(READING.c.name == "report-1").values(document=number))


def exchange_findings(connection: Connection) -> None:
    other = connection.all(select(READING.c.findings).where(READING.c.name == "report-2"))[0][0]
    connection.change(update(READING).where(READING.c.name == "report-1").values(findings=other))


def move_act(connection: Connection) -> None:
    other = connection.all(select(DOCUMENT.c.identity).where(DOCUMENT.c.name == "report-2"))[0][0]
    connection.change(update(REVIEW).where(REVIEW.c.number == number_of(connection, "correct")).values(identity=other))


def leave_out_act(connection: Connection) -> None:
    connection.change(delete(REVIEW).where(REVIEW.c.number == number_of(connection, "correct")))


def add_row(connection: Connection) -> None:
    row = dict(zip(REVIEW.columns.keys(), connection.all(select(REVIEW))[0], strict=True))
    connection.change(insert(REVIEW), row | {"number": number_of(connection, "note")})


ALTERED: dict[str, Callable[[Connection], None]] = {
    "another text": forge,
    "no findings": put(READING, findings=None),
    "the findings of another report": exchange_findings,
    "an act left out": leave_out_act,
    "an act moved to another report": move_act,
    "one more act": add_row,
    "an act with another entry": of("correct", sequence=1),
    "a capture under another id": of("capture", id="a" * 64),
    "a document under another id": of("document", id="a" * 64),
    "a capture of another type": of("capture", type="note"),
    "a reading of another type": of("reading", type="readings"),
    "an entry of another type": put(ENTRY, type="note"),
    "something about another report": of("document", 1, id="b" * 64),
}


def export(case: Path, target: Path) -> None:
    with Ledger.open(case, create=False) as ledger:
        flow.export_dossier(ledger, ["report-1"], target)


@pytest.mark.parametrize("what", ALTERED)
def test_nothing_goes_out_where_the_index_is_not_what_the_log_gives(  # noqa: PLR0917
    full: Path, write: Write, kept, index, tmp_path: Path, what: str
):
    files = kept.files()
    write(ALTERED[what])
    with pytest.raises(BrokenIntegrity, match=r"The index .* has (another|a) row .* log .*nothing is exported") as caught:
        export(full, tmp_path / "a.wacz")
    assert "`onrecord reindex`" in (caught.value.hint or "")
    assert kept.files() == files  # no entry says that anything went out
    assert not list(tmp_path.glob("*.wacz*"))
    index.drop(full)
    reindex(full)
    export(full, tmp_path / "a.wacz")
    assert verify(tmp_path / "a.wacz").verdict == "intact"


def test_a_case_whose_index_is_as_it_was_left_goes_out_and_tells_how_far_it_is(full: Path, tmp_path: Path):
    told: list[tuple[int, int]] = []
    with Ledger.open(full, create=False) as ledger:
        size = ledger.log.size
        ledger.reached = lambda number, entries: told.append((number, entries))
        flow.export_dossier(ledger, ["report-1"], tmp_path / "a.wacz")
    assert told == [(size, size)]
    assert verify(tmp_path / "a.wacz").verdict == "intact"


def test_what_is_not_committed_yet_goes_out_as_well(full: Path, tmp_path: Path):
    with Ledger.open(full, create=False) as ledger:
        request = CorrectionRequest(record="report-1/f1", set={"group": "people of Vale"})
        ledger.append_correction(request, by="Ana Reyes", reason="seen again")
        chain = ledger.chain(["report-1"])
    assert b"people of Vale" in b"".join(record.body for record in chain.records if record.type == "correct")
    assert len(chain.reports[0].reviews) == 2


@pytest.mark.parametrize("kind", ["document", "reading", "finding", "correct"])
def test_a_chain_holds_the_type_of_a_record_against_its_entry(full: Path, write: Write, kind: str):
    write(of(kind, type="note"))
    with View.open(full) as view, pytest.raises(BrokenIntegrity, match=r"altered in the index|is damaged"):
        view.chain(["report-1"])


Ask = Callable[[View], object]

READINGS: Ask = lambda view: list(view.readings())  # noqa: E731
REVIEWS: Ask = lambda view: list(view.reviews())  # noqa: E731

NOT_OURS: dict[str, tuple[Callable[[Connection], None], Ask]] = {
    "a reading": (of("reading", body=b"{}"), READINGS),
    "a reading that is no JSON": (of("reading", body=b"\xff\x00"), READINGS),
    "a text": (of("document", body=b"[]"), lambda view: view.reading("report-1")),
    "findings that are none": (put(READING, findings=0), lambda view: list(view.findings())),
    "a note": (of("note", body=b"{"), lambda view: list(view.notes())),
    "what a note discloses": (of("note", disclosures='["x"]'), lambda view: list(view.notes())),
    "disclosures that are no list": (of("note", disclosures="3"), lambda view: list(view.notes())),
    "a disclosure of three numbers": (of("note", disclosures='["WzEsMiwzXQ"]'), lambda view: list(view.notes())),
    "an act": (of("correct", body=b"{}"), REVIEWS),
    "the reason of an act": (of("correct", disclosures="["), REVIEWS),
    "an act of another type": (of("correct", type="note", body=b'{"_sd":[]}'), REVIEWS),
    "an act of a type that there is none of": (of("correct", type="corrects"), REVIEWS),
    "the entry of an act": (lambda connection: connection.change(update(ENTRY).values(body=b"{}")) and None, REVIEWS),
    "what an act is about": (leave_out_act, lambda view: view.reading_reviewed(number_of(view._connection, "correct"))),
    "a request for erasure": (of("note", type="erase-ask", body=b"[1]"), lambda view: list(view.erasure_requests())),
}


@pytest.mark.parametrize("what", NOT_OURS)
def test_a_row_that_cannot_be_what_was_written_there_is_told_in_one_sentence(full: Path, write: Write, what: str):
    step, ask = NOT_OURS[what]
    write(step)
    with View.open(full) as view, pytest.raises(BrokenIntegrity, match=r"^The index .* is damaged: it .*\.$") as caught:
        ask(view)
    assert "`onrecord reindex`" in (caught.value.hint or "")


SQLITE = {
    "a trigger": ["CREATE TRIGGER more AFTER INSERT ON record BEGIN UPDATE record SET body = x'7b7d' WHERE number = new.number; END"],
    "a trigger that refuses": ["CREATE TRIGGER more BEFORE INSERT ON entry BEGIN SELECT raise(ABORT, 'no'); END"],
    "a view": ["CREATE VIEW more AS SELECT * FROM record"],
    "a view for a table": ["DROP TABLE review", "CREATE VIEW review AS SELECT number, id AS identity FROM record WHERE type = 'review'"],
    "a column": ["ALTER TABLE record ADD COLUMN more TEXT"],
    "an index": ["CREATE INDEX more ON record (body)"],
    "an index for another": ["DROP INDEX record_by_type", "CREATE INDEX record_by_type ON record (number, type)"],
    "an index less": ["DROP INDEX record_by_type"],
}
POSTGRES = {
    "a trigger": [
        "CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.body := ''x''; RETURN NEW; END'",
        "CREATE TRIGGER more BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION more()",
    ],
    "a rule": ["CREATE RULE more AS ON INSERT TO entry DO INSTEAD NOTHING"],
    "a view": ["CREATE VIEW more AS SELECT * FROM record"],
    "a table below": ["CREATE TABLE more () INHERITS (review)"],
    "a policy": ["ALTER TABLE record ENABLE ROW LEVEL SECURITY"],
    "a generated column": ["ALTER TABLE record ADD COLUMN more BIGINT GENERATED ALWAYS AS (number + 1) STORED"],
}


FOREIGN = [
    *(pytest.param(made, marks=pytest.mark.sqlite, id=what) for what, made in SQLITE.items()),
    *(pytest.param(made, marks=pytest.mark.postgres, id=what) for what, made in POSTGRES.items()),
]


@pytest.fixture(params=FOREIGN)
def foreign(request: pytest.FixtureRequest, full: Path, index) -> None:
    """Something in the index that is none of ours."""
    for statement in request.param:
        index.run(full, statement)


TOLD = re.compile(r"The index .* had .*(record|more|review).*\. It was put aside as .*; another was made from the log alone\.")


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("cut", [0, 3])
def test_an_index_in_which_somebody_made_something_is_put_aside_with_the_next_opening(full: Path, open_ledger, kept, cut: int):
    """Nothing acknowledged goes with it: entries that were not published yet are, first."""
    files = kept.files()
    kept.cut(cut)
    with open_ledger() as ledger:
        assert len([told for told in ledger.repairs if TOLD.match(told)]) == 1
        assert kept.files() == files
        ledger.append_note({"text": "seen"}, by="Ana Reyes")
    assert verify(full, with_index=True).exit == 0
    with open_ledger() as ledger:
        assert ledger.repairs == ()
        assert len(list(ledger.view.notes())) == 2


@pytest.mark.usefixtures("foreign")
def test_reindex_puts_such_an_index_aside_and_says_so(full: Path, kept):
    files = kept.files()
    assert len([told for told in reindex(full).repairs if TOLD.match(told)]) == 1
    assert kept.files() == files
    assert verify(full, with_index=True).exit == 0
    assert reindex(full).repairs == ()


def test_questions_at_one_moment_do_not_see_what_others_write(full: Path, write: Write, index, kept_in: str):
    if kept_in == "sqlite-rollback":
        pytest.skip("there a writer waits for whoever reads")
    question = select(READING.c.findings).where(READING.c.name == bindparam("name"))
    connection = index.store(full).connect_reader()
    try:
        with connection.at_one_moment():
            before = connection.all(question, {"name": "report-1"})
            write(exchange_findings)
            assert connection.all(question, {"name": "report-1"}) == before
        assert connection.all(question, {"name": "report-1"}) != before
    finally:
        connection.close()
