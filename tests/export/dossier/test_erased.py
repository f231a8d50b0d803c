"""A dossier of a case from which something was erased: no hash of an original of which it does not speak, and none that is withheld."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import WIRE, Desk
from tests.export.dossier.forging import lines_of, taken_apart

from onrecord import flow
from onrecord.ledger import Ledger
from onrecord.ledger import index as indexes
from onrecord.ledger.entries import KeptErasure, KeptErasureRequest
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.stream import Stream
from onrecord.records import Capture, Document, Finding, Reading

WIRE_HASH = hashlib.sha256(WIRE.encode()).hexdigest().encode()
REDACTED = flow.Redaction(reason="safety", by="R. Editor")


def whole(path: Path) -> bytes:
    return b"".join(taken_apart(path).values()) + Path(f"{path}.tlog-proof").read_bytes()


def erasures(path: Path) -> list[bytes]:
    return [line for line in lines_of(taken_apart(path)["onrecord/records.jsonl"]) if b'"type":"erase' in line]


def test_an_erasure_of_several_tells_none_of_the_original_of_another(desk: Desk, lone: Callable[..., int], silent: None):
    desk.note("other", "page.html", text="by the mill")
    with desk.opened() as ledger:
        (note,) = ledger.view.notes()
        request = ledger.ask_erasure(["wire.txt", note.id], "safety", by="A. First").request
    flow.erase(desk.case, request, by="B. Second")
    path = desk.export("page.html")
    assert len(erasures(path)) == 2, "what was asked for, and what was carried out"
    assert WIRE_HASH not in whole(path)
    assert verify(path).verdict == "incomplete"
    assert lone(path) == 4


def erase_as_before(ledger: Ledger, originals: tuple[str, ...], *records: rows.Row) -> None:
    """A request and an erasure that list the hashes of all originals, as earlier versions wrote them."""
    digests = tuple(row.digest for row in records)
    request = indexes.new_record("erase-ask", KeptErasureRequest(reason="safety", records=digests, originals=originals))
    done = KeptErasure(request=request.digest, reason="safety", asked_by="p-1", done_by="p-2", originals=originals)
    with ledger.append():
        ledger.add("erase-ask", [request], actor="p-1", why="safety")
        sequence, _ = indexes.next_numbers(ledger.connection)
        ledger.add("erase", [indexes.new_record("erase", done)], digests=digests, actor="p-2", why="safety")
        rows.erase_records(ledger.connection, [row.number for row in records], sequence)
    ledger.publish()
    blanked = (next(indexes.record_lines(ledger.connection, row.number)) for row in records)
    stream = Stream(ledger.places.records, left_over=ledger.places.left_over)
    stream.blank({number: line for number, line, _ in blanked}, ledger.places.unfinished)


@pytest.mark.parametrize("options", [{}, {"redaction": REDACTED}])
def test_what_earlier_versions_wrote_of_it_is_withheld(desk: Desk, lone: Callable[..., int], silent: None, options: dict[str, object]):
    for _ in range(2):
        desk.note("witness", "page.html", name="Anna Berg-Holt", text="by the mill")
    with desk.opened() as ledger:
        note = next(rows.records_of(ledger.connection, ("note",)))
        erase_as_before(ledger, (WIRE_HASH.decode(),), note)
    path = desk.export("page.html", names_may_go_out=True, **options)
    assert erasures(path) == []
    assert WIRE_HASH not in whole(path)
    verdict = verify(path)
    assert {one.code for one in verdict.findings} == {"record.erased"}
    assert lone(path) == 4
    assert "withheld" in {one.code for one in verdict.not_shown}


def test_a_redacted_dossier_does_not_tell_the_hash_of_a_withheld_original(desk: Desk, lone: Callable[..., int], silent: None):
    both = b"two reports"
    capture = Capture(sha256=hashlib.sha256(both).hexdigest(), size=len(both), origin="both.jsonl", media_type="application/jsonl")
    with desk.opened() as ledger:
        ledger.keep(capture, both)
        for name, text in (
            ("first", "The clinic said that 6 people were hurt."),
            ("second", "Anna Berg-Holt said that 7 people were hurt."),
        ):
            ledger.append_reading(Document(id=name, text=text, capture=capture), Reading(id=name, text=text))
    desk.note("witness", "second", name="Anna Berg-Holt")
    with desk.opened() as ledger:
        request = ledger.ask_erasure(["first"], "safety", by="A. First").request
    flow.erase(desk.case, request, by="B. Second")
    plain, redacted = desk.export("second", names_may_go_out=True), desk.export("second", out="redacted.wacz", redaction=REDACTED)
    assert capture.sha256.encode() in b"".join(erasures(plain)), "there its own original is named anyway"
    assert capture.sha256.encode() not in whole(redacted)
    for path in (plain, redacted):
        assert verify(path).verdict in {"intact", "incomplete"}
        assert lone(path) in {0, 4}


def test_findings_on_another_report_do_not_go_out_with_what_they_rest_on(desk: Desk):
    with desk.opened() as ledger:
        wire, page = (ledger.view.reading_id(name) for name in ("wire.txt", "page.html"))
        found = Finding(id="x1", rule="silent-edit", records=(), sentence="It says something else than the wire.", detail={"earlier": wire})
        ledger.append_findings(page, (found,))
    assert b"something else than the wire" not in whole(desk.export("wire.txt"))
    both = desk.export("page.html", "wire.txt", out="both.wacz")
    assert b"something else than the wire" in whole(both)
