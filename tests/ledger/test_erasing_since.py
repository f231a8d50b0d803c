"""Erasure of what came since it was asked for, and of what rests on it elsewhere; cases as earlier versions left them."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.both_verifiers import verify
from tests.ledger.test_erasing import SECRET, found_in, keep

from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger import index as indexes
from onrecord.ledger.blanking import Doomed
from onrecord.ledger.entries import KeptErasure, KeptErasureRequest, Reason
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.places import Places
from onrecord.records import CorrectionRequest, Document, Finding, Issue

TEXT = f"On day 2 the clinic said that 9 people were hurt, among them {SECRET}."
Between = Callable[[Ledger, Document], None]


def finding(sentence: str, rule: str = "figure-without-source", **detail: object) -> Finding:
    return Finding(id="x1", rule=rule, records=(), sentence=sentence, detail=detail)


@pytest.fixture
def asked(open_ledger: Callable[[], Ledger], make) -> tuple[Ledger, Document, str]:
    """A case of two reports, and the request that the second be erased."""
    ledger = open_ledger()
    keep(ledger, make, 1, "On day 1 the clinic said that 9 people were hurt.")
    document = keep(ledger, make, 2, TEXT)
    return ledger, document, ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").request


def is_same_made_again(case: Path, index) -> bool:
    """Whether an index made from the log alone is the one that the case has."""
    before = index.contents(case)
    reindex(case)
    after = index.contents(case)
    return {name: rows for name, rows in before.items() if name != "compared"} == {
        name: rows for name, rows in after.items() if name != "compared"
    }


def another_reading(ledger: Ledger, document: Document, make) -> None:
    ledger.append_reading(document, make.reading(document, version="2"))


def more_findings(ledger: Ledger, _: Document, __: object) -> None:
    ledger.append_findings(ledger.view.reading_id("report-2"), (finding(f"Nobody is named for {SECRET}."),))


def a_note(ledger: Ledger, _: Document, __: object) -> None:
    ledger.append_note({"name": SECRET}, by="Ana Reyes", report=ledger.view.reading_id("report-2"), role="victim")


def a_correction(ledger: Ledger, _: Document, __: object) -> None:
    request = CorrectionRequest(record="report-2/f1", set={"group": f"the family of {SECRET}"})
    ledger.append_correction(request, by="Ana Reyes", reason=f"{SECRET} said so")


def a_proposal_and_its_decision(ledger: Ledger, _: Document, __: object) -> None:
    proposed = ledger.append_proposal("report-2/f1", word="verified", by="Ana Reyes", reason=f"{SECRET} said so")
    ledger.append_decision(proposed.id or "", agrees=True, by="Ben Osei", reason=f"{SECRET} told me as well")


def a_copy(ledger: Ledger, document: Document, make) -> None:
    capture = make.capture(document.text.encode() + b"\n", origin=f"elsewhere/{SECRET}.txt")
    ledger.keep(capture, document.text.encode() + b"\n")
    ledger.append_document(msgspec.structs.replace(document, id="copy-2", capture=capture))


def a_copy_that_was_read_in_another_way(ledger: Ledger, document: Document, make) -> None:
    """Intake gives another text for the same bytes, and that text was found elsewhere as well."""
    other = msgspec.structs.replace(document, text=f"{document.text} More later.")
    ledger.append_reading(other, make.reading(other, version="2"))
    a_copy(ledger, other, make)


def an_issue(ledger: Ledger, document: Document, _: object) -> None:
    ledger.append_issue(Issue(code="text.control", outcome="recorded", where="x", message=f"By {SECRET}."), capture=document.capture)


EVERYTHING = [
    another_reading,
    more_findings,
    a_note,
    a_correction,
    a_proposal_and_its_decision,
    a_copy,
    a_copy_that_was_read_in_another_way,
    an_issue,
]


@pytest.mark.parametrize("between", EVERYTHING)
def test_what_came_since_goes_as_well(asked, case: Path, make, index, between):
    ledger, document, request = asked
    between(ledger, document, make)
    done = ledger.append_erasure(request, by="Ben Osei")
    assert done.since > 0
    ledger.close()
    Ledger.open(case, create=False).close()
    assert found_in(case, SECRET) == []
    with View.open(case) as view:
        assert [reading.id for reading in view.readings()] == ["report-1"]
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}
    assert is_same_made_again(case, index)


def test_a_copy_from_elsewhere_is_told(asked, case: Path, make):
    ledger, document, request = asked
    a_copy(ledger, document, make)
    done = ledger.append_erasure(request, by="Ben Osei")
    assert done.reports == ("copy-2",)


def test_nothing_more_is_said_to_go_where_nothing_came(asked):
    ledger, _, request = asked
    done = ledger.append_erasure(request, by="Ben Osei")
    assert (done.since, done.reports, done.bereft) == (0, (), ())


def test_other_reports_with_the_same_text_are_named(asked, make):
    ledger, document, _ = asked
    other = msgspec.structs.replace(document, id="report-9", date="2031-04-01", capture=None)
    ledger.append_reading(other, make.reading(other))
    assert ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").same_text == ("report-9",)
    assert ledger.ask_erasure(["report-2", "report-9"], "safety", by="Ana Reyes").same_text == ()


def test_who_asks_for_the_same_again_is_given_the_same_request(asked):
    ledger, _, request = asked
    before = len(list(ledger.view.entries()))
    assert ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").request == request
    assert ledger.ask_erasure(["report-2"], "safety", by="Ben Osei").request == request
    assert len(list(ledger.view.entries())) == before


def test_another_report_does_not_lose_its_original_without_being_told(asked, case: Path, open_ledger, make):
    ledger, document, request = asked
    keep(ledger, make, 3, "On day 3 the clinic said that 9 people were hurt.", capture=document.capture, container=TEXT.encode())
    with pytest.raises(WrongUse, match=r"other reports came to stand in an original.*: report-3"):
        ledger.append_erasure(request, by="Ben Osei")
    assert ledger.view.reading("report-2").figures
    again = ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes")
    assert again.shared == ("report-3",)
    ledger.append_erasure(again.request, by="Ben Osei")
    ledger.close()
    kept = open_ledger()
    assert kept.view.reading("report-3").figures
    with pytest.raises(WrongUse, match="report-3"):
        kept.append_erasure(request, by="Ben Osei")
    kept.close()
    assert {one.code for one in verify(case).findings} == {"record.erased", "original.erased"}


def test_a_request_of_which_nothing_is_left_is_not_open(asked, make):
    ledger, document, request = asked
    a_copy(ledger, document, make)
    again = ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes")
    ledger.append_erasure(again.request, by="Ben Osei")
    with pytest.raises(NotFound, match="No open request") as refused:
        ledger.append_erasure(request, by="Ben Osei")
    assert refused.value.hint == "`onrecord erase list` lists those that are open."


def test_a_copy_whose_original_holds_others_is_not_taken_without_being_told(asked, make):
    """The reports that lose their original were there before it was asked for; the copy in it was not."""
    ledger, document, _ = asked
    both = make.capture(b"two reports", origin="both.jsonl")
    keep(ledger, make, 3, "On day 3 the clinic said that 9 people were hurt.", capture=both, container=b"two reports")
    request = ledger.ask_erasure(["report-2"], "safety", by="Ana Reyes").request
    ledger.append_document(msgspec.structs.replace(document, id="copy-2", capture=both))
    with pytest.raises(WrongUse, match="report-3"):
        ledger.append_erasure(request, by="Ben Osei")


def test_a_hash_is_not_said_to_be_forgotten_that_other_reports_name(open_ledger, make):
    ledger = open_ledger()
    both = make.capture(b"two reports", origin="both.jsonl")
    for number in (1, 2):
        keep(ledger, make, number, f"On day {number} the clinic said that 9 people were hurt.", capture=both, container=b"two reports")
    request = ledger.ask_erasure(["report-1"], "safety", by="Ana Reyes").request
    with pytest.raises(WrongUse, match="cannot be forgotten in which reports stand that stay and name it: report-2"):
        ledger.append_erasure(request, by="Ben Osei", forget=True)


def test_an_original_without_a_report_can_be_erased(open_ledger, case: Path, make):
    ledger = open_ledger()
    picture = make.capture(f"a picture of {SECRET}".encode(), origin="picture.png")
    ledger.keep(picture, f"a picture of {SECRET}".encode())
    told = ledger.ask_erasure([picture.sha256], "safety", by="Ana Reyes")
    assert (told.records, told.originals, told.reports) == (1, 1, ())
    ledger.append_erasure(told.request, by="Ben Osei")
    ledger.close()
    open_ledger().close()
    assert found_in(case, SECRET) == []


# --- what rests on what was erased -----------------------------------------------------------------------------------


@pytest.fixture
def edited(asked) -> tuple[Ledger, str]:
    """A later version of the text, with a finding that quotes what was removed; a person dismissed it."""
    ledger, _, request = asked
    earlier = ledger.view.reading_id("report-2")
    later = ledger.view.reading_id("report-1")
    quoting = finding(f"1 sentence is gone, first “{SECRET}”.", "silent-edit", earlier=earlier, removed=[SECRET])
    ledger.append_findings(later, (quoting,))
    return ledger, request


def test_a_finding_names_every_reading_that_it_rests_on(edited):
    ledger, _ = edited
    entry = [one for one in ledger.view.entries() if one.type == "finding"][-1]
    digests = {row.id: row.digest for row in rows.records_of(ledger.connection, ("reading",))}
    assert entry.used == (digests[ledger.view.reading_id("report-1")], digests[ledger.view.reading_id("report-2")])


def test_a_reading_can_be_named_that_no_detail_names(asked):
    ledger, _, request = asked
    earlier, later = (ledger.view.reading_id(name) for name in ("report-2", "report-1"))
    ledger.append_findings(later, (finding(f"Others say {SECRET}."),), rests_on=(earlier,))
    assert ledger.append_erasure(request, by="Ben Osei").bereft == (later,)
    assert ledger.view.reading("report-1").findings == ()


def test_findings_elsewhere_that_rest_on_it_go(edited, case: Path, open_ledger, index):
    ledger, request = edited
    ledger.append_dismissal("report-1/x1", by="Ana Reyes", reason="it was announced")
    later = ledger.view.reading_id("report-1")
    assert ledger.append_erasure(request, by="Ben Osei").bereft == (later,)
    assert ledger.view.reading("report-1").findings == ()
    ledger.close()
    open_ledger().close()
    assert found_in(case, SECRET) == []
    with View.open(case) as view:
        assert (view.reading("report-1").findings, list(view.reviews())) == ((), [])
    assert is_same_made_again(case, index)


def test_findings_that_were_superseded_do_not_hold_again(open_ledger, case: Path, make, index):
    ledger = open_ledger()
    keep(ledger, make, 1, "On day 1 the clinic said that 9 people were hurt.")
    reading = ledger.view.reading_id("report-1")
    ledger.append_findings(reading, (finding(f"It names {SECRET}."),))
    kept = ledger.view.kept_findings(reading)
    assert kept is not None
    request = ledger.ask_erasure([kept.id], "safety", by="Ana Reyes").request
    ledger.append_erasure(request, by="Ben Osei")
    assert ledger.view.reading("report-1").findings == ()
    ledger.append_findings(reading, (finding("It names nobody."),))
    ledger.close()
    open_ledger().close()
    assert is_same_made_again(case, index)
    with View.open(case) as view:
        assert [one.sentence for one in view.reading("report-1").findings] == ["It names nobody."]


# --- readers beside an erasure ---------------------------------------------------------------------------------------


def test_a_reader_goes_on_beside_an_erasure(open_ledger, case: Path, make):
    ledger = open_ledger()
    for number in range(1, 80):
        keep(ledger, make, number, f"On day {number} the clinic said that 9 people were hurt.")
        ledger.append_note({"text": "x"}, by="Ana Reyes", report=ledger.view.reading_id(f"report-{number}"))
    request = ledger.ask_erasure(["report-75"], "safety", by="Ana Reyes").request
    with View.open(case) as view:
        under_way = [view.readings(), view.notes(), view.issues(), view.findings()]
        first = [next(one) for one in under_way]
        ledger.append_erasure(request, by="Ben Osei")
        left = [len(list(one)) for one in under_way]
    assert len(first) == 4
    assert left == [77, 77, 155, 77], "two issues of each report"


# --- what earlier versions left --------------------------------------------------------------------------------------


def ask_as_before(ledger: Ledger, document: Document, reason: Reason = "safety") -> str:
    """A request that lists the hashes of originals, as earlier versions wrote it."""
    listed = [row for row in rows.records_of(ledger.connection, ("capture", "document", "reading", "finding")) if _is_of(row, document)]
    assert document.capture is not None
    request = KeptErasureRequest(reason=reason, records=tuple(row.digest for row in listed), originals=(document.capture.sha256,))
    with ledger.append():
        actor = pseudonym_of(ledger.places, "Ana Reyes")
        return ledger.add("erase-ask", [indexes.new_record("erase-ask", request)], actor=actor, why=reason)


def _is_of(row: rows.Row, document: Document) -> bool:
    assert document.capture is not None
    return document.capture.sha256.encode() in row.body or document.id.encode() in row.body


def erase_as_before(ledger: Ledger, request: str) -> None:
    """An erasure of what the request lists and nothing else, as earlier versions carried it out."""
    asked = next(row for row in rows.records_of(ledger.connection, ("erase-ask",)) if row.id == request)
    listed = msgspec.json.decode(asked.body, type=KeptErasureRequest)
    numbers = rows.numbers_of(ledger.connection, listed.records)
    doomed = Doomed(request=asked.digest, records=tuple(numbers), originals=listed.originals)
    Places(ledger.places.case).erasing.write_bytes(msgspec.json.encode(doomed))
    kept = KeptErasure(request=asked.digest, reason="safety", asked_by="p-1", done_by="p-2", originals=listed.originals)
    sequence, _ = indexes.next_numbers(ledger.connection)
    with ledger.append():
        ledger.add("erase", [indexes.new_record("erase", kept)], digests=listed.records, actor="p-2", why="safety")
        ledger.connection.spoken.exec_driver_sql("PRAGMA foreign_keys = OFF")
        rows.erase_records(ledger.connection, numbers, sequence)
    ledger.publish()


@pytest.mark.sqlite  # PostgreSQL would have refused it
def test_a_case_that_was_left_with_a_reading_of_nothing_is_opened_and_can_be_mended(open_ledger, case: Path, make, index):
    ledger = open_ledger()
    keep(ledger, make, 1, "On day 1 the clinic said that 9 people were hurt.")
    document = keep(ledger, make, 2, TEXT)
    request = ask_as_before(ledger, document)
    reading = make.reading(document, version="2")
    figure = msgspec.structs.replace(reading.figures[0], group=f"the family of {SECRET}")
    ledger.append_reading(document, msgspec.structs.replace(reading, figures=(figure,)))
    a_note(ledger, document, make)
    erase_as_before(ledger, request)
    ledger.close()
    again = open_ledger()
    assert [one.id for one in again.view.readings()] == ["report-1"]
    assert list(again.view.notes())
    assert found_in(case, SECRET), "what was read meanwhile is still there"
    told = again.ask_erasure(["report-2"], "safety", by="Ana Reyes")
    again.append_erasure(told.request, by="Ben Osei", forget=True)
    again.close()
    open_ledger().close()
    assert found_in(case, SECRET) == []
    assert is_same_made_again(case, index)
    assert verify(case, with_index=True).verdict == "incomplete"


def test_a_request_of_an_earlier_version_is_carried_out_and_its_hash_forgotten(open_ledger, case: Path, make):
    ledger = open_ledger()
    keep(ledger, make, 1, "On day 1 the clinic said that 9 people were hurt.")
    document = keep(ledger, make, 2, TEXT)
    assert document.capture is not None
    ask_as_before(ledger, document, "retention")
    request = ask_as_before(ledger, document)
    ledger.append_erasure(request, by="Ben Osei", forget=True)
    ledger.close()
    open_ledger().close()
    assert found_in(case, SECRET) == found_in(case, document.capture.sha256) == []
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}


def test_a_hash_that_an_earlier_erasure_left_is_forgotten_with_it(asked, case: Path, open_ledger, make):
    ledger, document, request = asked
    assert document.capture is not None
    ledger.append_erasure(request, by="Ben Osei")
    ledger.close()
    again = open_ledger()
    assert found_in(case, document.capture.sha256)
    keep(again, make, 2, TEXT)
    told = again.ask_erasure(["report-2"], "safety", by="Ana Reyes")
    again.append_erasure(told.request, by="Ben Osei", forget=True)
    again.close()
    (said,) = open_ledger().repairs
    with_it = "and with them 1 record of earlier requests and erasures, which named the original"
    assert said == f"{told.records} records and 1 original were erased, {with_it}."
    assert found_in(case, SECRET) == found_in(case, document.capture.sha256) == []
    assert verify(case, with_index=True).verdict == "incomplete"
