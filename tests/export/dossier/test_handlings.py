"""What was done with a report, as its page tells it: every entry about it, none about another, in the order of the log."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.export.dossier.conftest import Desk

from onrecord import flow, review
from onrecord.errors import WrongUse
from onrecord.export.dossier import Material
from onrecord.export.dossier.material import Shown
from onrecord.ledger import ChainEntry, Ledger
from onrecord.records import CorrectionRequest, Document, Issue, Reader
from onrecord.settings import Settings

NEVER = {"grounds", "parties", "reference", "begin", "key-rotate", "anchor", "witness"}


def walked(material: Material, report: Shown) -> Iterator[int]:
    """The same from one end of the chain to the other, entry by entry, without the remarks."""
    chain = material.chain
    records = {record.number: record for record in chain.records}
    documents = [records[number] for number in report.source.documents]
    ids = {record.id for record in documents}
    own = {record.digest for record in documents} | {item.record.digest for item in report.items}
    readings = (record for record in chain.records if record.type == "reading" and record.body)
    own |= {record.digest for record in readings if msgspec.json.decode(record.body)["document"] in ids}
    for one in chain.entries:
        if one.entry.type not in NEVER | {"issue"} and is_about(one, own):
            own.update(one.entry.generated)
            yield one.sequence


def is_about(one: ChainEntry, own: set[str]) -> bool:
    if one.entry.type in ("document", "capture", "reading"):
        return not own.isdisjoint(one.entry.generated)
    if one.entry.type in ("export", "erase-ask"):
        named = (msgspec.json.decode(record.body) for record in one.records if record.body)
        return any(not own.isdisjoint([*found.get("readings", ()), *found.get("records", ())]) for found in named)
    return one.entry.type == "restore" or not own.isdisjoint(one.entry.used)


def test_every_entry_about_a_report_is_told(desk: Desk):
    desk.note("witness", "wire.txt", text="Was there.")
    desk.note("other", "page.html/f1", text="Looked at.")
    desk.export("wire.txt", "page.html", out="earlier.wacz")
    with desk.opened() as ledger:
        for least in (13, 12):
            review.correct(ledger, CorrectionRequest(record="wire.txt/f1", set={"min": least}), by="Ana Reyes", reason="A slip.")
        ledger.ask_erasure(["hostile.txt"], "safety", by="Ana Reyes")
        document, reading = ledger.view.document_of(ledger.view.reading_id("page.html")), ledger.view.reading("page.html")
        later = msgspec.structs.replace(reading, reader=Reader(name="rules", version="later"))
        ledger.append_reading(document, later)
    material = material_of(desk, "wire.txt", "page.html", "hostile.txt")
    for report in material.reports:
        expected = list(walked(material, report))
        assert [one.sequence for one in report.handlings if one.entry.type != "issue"] == expected
        assert len(expected) > 3, report.reading.id


def test_a_remark_is_of_the_report_that_it_is_on(tmp_path: Path):
    lines = [{"id": f"line-{at}", "text": f"The clinic of Vale said that {at + 3} people were hurt."} for at in range(3)]
    given = tmp_path / "lines.jsonl"
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    desk = Desk(tmp_path)
    with desk.opened() as ledger:
        list(flow.read_sources([str(given)], ledger=ledger, jsonl=True, settings=Settings(reader="rules")))
        for number, document in enumerate(documents_of(ledger)):
            remark = Issue(code="text.lost", outcome="recorded", where=document.id, message=f"Remark {number}.")
            ledger.append_document(msgspec.structs.replace(document, issues=(remark,)))
        whole = Issue(code="file.binary", outcome="recorded", where="lines.jsonl", message="On all of it.")
        ledger.append_issue(whole, capture=document.capture)
    remarks = {}
    for report in material_of(desk, "line-0", "line-1", "line-2").reports:
        found = (record for one in report.handlings if one.entry.type == "issue" for record in one.records)
        remarks[report.reading.id] = [msgspec.json.decode(record.body)["issue"]["message"] for record in found]
    assert remarks == {f"line-{at}": [f"Remark {at}.", "On all of it."] for at in range(3)}


def test_a_case_without_reports_has_no_dossier(tmp_path: Path):
    desk = Desk(tmp_path)
    with pytest.raises(WrongUse, match="no report is named"):
        desk.export()


def documents_of(ledger: Ledger) -> list[Document]:
    return [document for _, document, _ in ledger.view.readings_with_documents()]


def material_of(desk: Desk, *names: str) -> Material:
    with desk.opened() as ledger:
        ledger.publish()
        return Material(ledger.view.chain(names), created="2031-03-08T12:00:00Z")
