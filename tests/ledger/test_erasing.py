"""Erasure: bytes and text are found nowhere afterwards, root and proofs are what they were, and the log says who did it and why."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity, NotFound, OnRecordError, WrongUse
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.blanking import finish_erasing
from onrecord.ledger.disclosures import read_disclosures
from onrecord.ledger.names import Names
from onrecord.ledger.people import people_of
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import published
from onrecord.ledger.tlog.checkpoint import Head, Proof
from onrecord.ledger.tlog.tiles import Tiles
from onrecord.ledger.tlog.tree import inclusion_proof, root_by_inclusion
from onrecord.records import Capture, Document, Issue

SECRET = "Ilva Tarn"
"""Somebody whom a report names."""


def keep(ledger: Ledger, make, number: int, text: str, *, capture: Capture | None = None, container: bytes = b"") -> Document:
    document = make.document(number, text=text) if capture is None else make.document(number, text=text, capture=capture)
    assert document.capture is not None
    ledger.keep(document.capture, container or text.encode())
    remark = Issue(code="text.control", outcome="recorded", where=f"report-{number}", message=f"Near “{text[:40]}”.")
    ledger.append_reading(document, make.reading(document, issues=(remark,)))
    ledger.append_issue(remark, capture=document.capture)
    return document


def found_in(case: Path, words: str) -> list[str]:
    """Files of a case, of any kind, that hold some words."""
    needles = [words.encode(), words.encode("utf-16-le")]
    files = [path for path in case.rglob("*") if path.is_file() and not path.is_fifo()]
    return [str(path.relative_to(case)) for path in files if any(needle in path.read_bytes() for needle in needles)]


@pytest.fixture
def asked(open_ledger: Callable[[], Ledger], make) -> tuple[Ledger, str]:
    """A case of three reports, and the request that the second be erased."""
    ledger = open_ledger()
    for number, name in ((1, "nobody"), (2, SECRET), (3, "nobody else")):
        keep(ledger, make, number, f"On day {number} the clinic said that 9 people were hurt, among them {name}.")
    reading = ledger.view.readings_called("report-2")[0]
    ledger.append_note({"name": SECRET, "text": f"{SECRET} lives by the mill"}, by="Ana Reyes", report=reading, role="victim")
    told = ledger.ask_erasure(["report-2"], "subject-request", by="Ana Reyes")
    assert (told.reports, told.originals, told.shared) == (("report-2",), 1, ())
    return ledger, told.request


def test_nothing_of_it_is_found_and_everything_else_stays(asked, case: Path, open_ledger):
    ledger, request = asked
    before = verify(case)
    assert found_in(case, SECRET)
    ledger.append_erasure(request[:10], by="Ben Osei")
    ledger.close()
    again = open_ledger()
    assert again.repairs[0] == "6 records (1 of them a note) and 1 original were erased."
    again.close()
    assert found_in(case, SECRET) == []
    with View.open(case) as view:
        assert [reading.id for reading in view.readings()] == ["report-1", "report-3"]
        with pytest.raises(NotFound):
            view.reading("report-2")
    verdict = verify(case, with_index=True)
    assert (verdict.verdict, {finding.code for finding in verdict.findings}) == ("incomplete", {"record.erased"})
    assert before.size is not None and verdict.size is not None
    assert before.verdict == "intact"
    assert Tiles(case / "log", verdict.size).root().hex() == verdict.root
    assert Tiles(case / "log", before.size).root().hex() == before.root, "what was signed before is the beginning of what is signed now"


def test_proofs_of_erased_entries_hold_as_before(asked, case: Path, open_ledger):
    ledger, request = asked
    signed = published(Places(case))
    assert signed is not None
    size = signed.head.size
    tiles = Tiles(case / "log", size)
    proofs = [(entry, number, inclusion_proof(number, size, tiles.node)) for number, entry in tiles.entries()]
    ledger.append_erasure(request, by="Ben Osei")
    ledger.close()
    open_ledger().close()
    now = Tiles(case / "log", size)
    for entry, number, steps in proofs:
        assert inclusion_proof(number, size, now.node) == steps
        assert Proof(number, steps, b"").leads_from(entry, Head(signed.head.origin, size, signed.head.root))
    assert root_by_inclusion(b"", 0, 0, ()) is None


def test_the_same_report_can_be_read_again(asked, case: Path, open_ledger, make):
    ledger, request = asked
    ledger.append_erasure(request, by="Ben Osei")
    ledger.close()
    again = open_ledger()
    keep(again, make, 2, f"On day 2 the clinic said that 9 people were hurt, among them {SECRET}.")
    assert again.view.reading("report-2").figures
    again.close()
    assert verify(case).verdict == "incomplete"


def test_two_people_are_needed(asked):
    ledger, request = asked
    with pytest.raises(WrongUse, match="cannot carry it out"):
        ledger.append_erasure(request, by="ana  REYES")
    with pytest.raises(NotFound, match="No open request"):
        ledger.append_erasure("ffffffff", by="Dara Mull")
    with pytest.raises(WrongUse, match="empty"):
        ledger.append_erasure(request, by=" ")
    assert list(people_of(ledger.places).values()) == ["Ana Reyes"], "nobody's name is kept whose act is refused"
    assert ledger.view.reading("report-2").figures
    ledger.append_erasure(request, by="Ben Osei")
    with pytest.raises(NotFound, match="No open request"):
        ledger.append_erasure(request, by="Cleo Voss")


def test_the_log_says_who_and_why_by_pseudonym_and_code(asked, case: Path):
    ledger, request = asked
    ledger.append_erasure(request, by="Ben Osei")
    ask, *acts = [entry for entry in ledger.view.entries() if entry.type.startswith("erase")]
    assert [entry.type for entry in (ask, *acts)] == ["erase-ask", "erase", "erase"], "one for its records, one for its original"
    assert {entry.why for entry in (ask, *acts)} == {"subject-request"}
    act = acts[-1]
    people = people_of(Places(case))
    assert (people[ask.actor or ""], people[act.actor or ""]) == ("Ana Reyes", "Ben Osei")
    ledger.publish()
    assert found_in(case / "log", "Ana") == found_in(case / "log", "Osei") == []


def test_an_original_that_holds_other_reports_goes_and_they_stay(open_ledger, case: Path, make):
    ledger = open_ledger()
    texts = {number: f"On day {number} the clinic said that 9 people were hurt, {who}." for number, who in ((1, SECRET), (2, "nobody"))}
    container = "\n".join(texts.values()).encode()
    capture = make.capture(container, origin="both.jsonl")
    for number, text in texts.items():
        keep(ledger, make, number, text, capture=capture, container=container)
    told = ledger.ask_erasure(["report-1"], "safety", by="Ana Reyes")
    assert (told.reports, told.shared) == (("report-1",), ("report-2",))
    ledger.append_erasure(told.request, by="Ben Osei")
    ledger.close()
    open_ledger().close()
    assert found_in(case, SECRET) == []
    with View.open(case) as view:
        assert view.reading("report-2").text == texts[2]
    assert {finding.code for finding in verify(case).findings} == {"record.erased", "original.erased"}


def test_not_even_the_hash_stays_where_that_is_asked(asked, case: Path, open_ledger, make):
    ledger, request = asked
    document = make.document(2, text=f"On day 2 the clinic said that 9 people were hurt, among them {SECRET}.")
    assert document.capture is not None
    assert found_in(case / "records", document.capture.sha256)
    ledger.append_erasure(request, by="Ben Osei", forget=True)
    ledger.close()
    open_ledger().close()
    assert found_in(case, document.capture.sha256) == []
    assert not list(case.rglob(f"*{document.capture.sha256}*"))
    verdict = verify(case, with_index=True)
    assert (verdict.verdict, {finding.code for finding in verdict.findings}) == ("incomplete", {"record.erased"})


def test_an_index_that_was_put_aside_goes_too(asked, case: Path, open_ledger, index):
    ledger, request = asked
    ledger.close()
    aside = index.store(case).put_aside()
    reindex(case)
    assert index.store(case).put_aside() != aside, "it is there still"
    reindex(case)
    ledger = open_ledger()
    (case / "db" / "left-over.bin").write_text(f"a line of {SECRET}")
    ledger.append_erasure(request, by="Ben Osei")
    ledger.close()
    open_ledger().close()
    assert found_in(case, SECRET) == []
    assert index.store(case).put_aside() == aside, "neither is there any more"


def test_a_note_alone_can_be_erased(open_ledger, case: Path, make):
    ledger = open_ledger()
    keep(ledger, make, 1, "On day 1 the clinic said that 9 people were hurt.")
    note = ledger.append_note({"name": SECRET, "place": "by the mill"}, by="Ana Reyes")
    told = ledger.ask_erasure([note], "subject-request", by="Ana Reyes")
    assert (told.records, told.originals) == (1, 0)
    ledger.append_erasure(told.request, by="Ben Osei")
    ledger.close()
    open_ledger().close()
    assert found_in(case, SECRET) == found_in(case, "by the mill") == []
    with View.open(case) as view:
        assert [reading.id for reading in view.readings()] == ["report-1"]


def test_what_leads_to_nothing_is_said(ledger: Ledger, make):
    with pytest.raises(NotFound, match="can be erased has the id elsewhere"):
        ledger.ask_erasure(["elsewhere"], "safety", by="Ana Reyes")
    begin = next(iter(ledger.view.entries()))
    assert begin.type == "begin"
    with pytest.raises(NotFound):
        ledger.ask_erasure([begin.generated[0]], "safety", by="Ana Reyes")


@pytest.mark.parametrize("stop", ["blank", "unlink", "rebuild"])
def test_an_erasure_that_was_cut_off_is_finished_on_opening(asked, case: Path, open_ledger, stop: str, monkeypatch: pytest.MonkeyPatch):
    ledger, request = asked
    ledger.append_erasure(request, by="Ben Osei")
    ledger.close()

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        where = {"blank": "stream.Stream.blank", "unlink": "blanking.sync_folder", "rebuild": "blanking.rebuild"}[stop]
        patch.setattr(f"onrecord.ledger.{where}", fail)
        with pytest.raises(OnRecordError, match="could not be written"):
            Ledger.open(case, create=False)
    assert verify(case).verdict in {"intact", "incomplete"}
    if stop == "blank":
        reindex(case)
    else:
        open_ledger().close()
    assert found_in(case, SECRET) == []
    assert verify(case, with_index=True).verdict == "incomplete"


def test_an_erasure_that_was_never_committed_erases_nothing(asked, case: Path, open_ledger, monkeypatch: pytest.MonkeyPatch):
    ledger, request = asked

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.ledger.erasing.rows.erase_records", fail)
        with pytest.raises(OnRecordError, match="No space left"):
            ledger.append_erasure(request, by="Ben Osei")
    ledger.close()
    assert Places(case).erasing.exists()
    again = open_ledger()
    assert again.view.reading("report-2").figures
    assert not Places(case).erasing.exists()
    assert finish_erasing(Places(case)) == ()
    again.close()
    assert verify(case).verdict == "intact"


def test_a_full_disk_is_told_and_nothing_is_written_after(asked, case: Path, open_ledger, monkeypatch: pytest.MonkeyPatch):
    ledger, request = asked

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.ledger.erasing.replace_file", fail)
        with pytest.raises(OnRecordError, match="No space left") as told:
            ledger.append_erasure(request, by="Ben Osei")
    assert str(case) in str(told.value)
    with pytest.raises(OnRecordError, match="No space left"):
        ledger.publish()
    ledger.close()
    again = open_ledger()
    assert again.view.reading("report-2").figures
    again.append_erasure(request, by="Ben Osei")


def test_very_many_records_take_several_entries(open_ledger, case: Path, make):
    ledger = open_ledger()
    text = "On day 1 the clinic said that 9 people were hurt."
    document = keep(ledger, make, 1, text)
    for number in range(900):
        issue = Issue(code="text.control", outcome="recorded", where=f"place {number}", message="x")
        ledger.append_issue(issue, capture=document.capture)
    told = ledger.ask_erasure(["report-1"], "retention", by="Ana Reyes")
    assert told.records > 900
    ledger.append_erasure(told.request, by="Ben Osei")
    ledger.close()
    open_ledger().close()
    verdict = verify(case)
    assert verdict.verdict == "incomplete"
    assert sum("erased" in finding.code for finding in verdict.findings) == 101, "a hundred are listed, the rest counted"
    with View.open(case) as view:
        assert [entry.type for entry in view.entries()].count("erase") == 3


def test_a_note_is_committed_to_field_by_field(open_ledger, case: Path):
    ledger = open_ledger()
    ledger.append_note({"name": SECRET, "text": "saw it from the mill"}, by="Ana Reyes", role="witness")
    ledger.publish()
    (line,) = [line for line in (case / "records" / "000000.jsonl").read_text().splitlines() if '"type":"note"' in line]
    assert '"_sd":[' in line
    assert SECRET not in line.partition('"record"')[2]
    (shown,) = ledger.view.notes()
    assert (shown.fields, shown.role, shown.by) == ({"name": SECRET, "text": "saw it from the mill"}, "witness", "Ana Reyes")
    with pytest.raises(WrongUse, match="says nothing"):
        ledger.append_note({"name": ""}, by="Ana Reyes")
    with pytest.raises(WrongUse, match="no field 'age'"):
        ledger.append_note({"age": "9"}, by="Ana Reyes")
    with pytest.raises(WrongUse, match="empty"):
        ledger.append_note({"text": "x"}, by="  ")
    assert read_disclosures(()) == {}


def test_the_table_of_people_is_for_the_owner_alone(ledger: Ledger, case: Path):
    ledger.append_note({"text": "x"}, by="Ana Reyes")
    ledger.append_note({"text": "y"}, by="Ana Reyes")
    assert list(people_of(Places(case)).values()) == ["Ana Reyes"]
    assert Places(case).people.stat().st_mode & 0o077 == 0


def test_who_asked_cannot_carry_it_out_however_the_name_is_written(open_ledger, make):
    ledger = open_ledger()
    document = make.document(1)
    ledger.append_reading(document, make.reading(document))
    request = ledger.ask_erasure(["report-1"], "safety", by="Jos\u00e9 Roth").request
    for name in ("Jose\u0301 Roth", "jos\u00e9 roth", " JOS\u00c9  ROTH"):
        with pytest.raises(WrongUse, match="cannot carry it out"):
            ledger.append_erasure(request, by=name)
    ledger.append_erasure(request, by="Ben Osei")


def test_an_original_that_no_record_names_is_told_as_one_and_taken_in_by_the_next_read(asked, make, case: Path):
    """It lies there since a read was stopped before its entry, or since somebody put it there."""
    ledger, _ = asked
    text = f"On day 4 the clinic said that 9 people were hurt, among them {SECRET}."
    unnamed = Places(case).blob(make.capture(text.encode()).sha256)
    unnamed.parent.mkdir(exist_ok=True)
    unnamed.write_text(text)
    for name in (unnamed.name, str(unnamed), f"sha256/{unnamed.name[:2]}/{unnamed.name}"):
        with pytest.raises(NotFound, match=f"^No record of the case names the original {unnamed}: a read was stopped") as caught:
            ledger.ask_erasure([name], "safety", by="Ana Reyes")
        assert "Read its file again" in (caught.value.hint or "")
    keep(ledger, make, 4, text)
    assert ledger.ask_erasure([unnamed.name], "safety", by="Ana Reyes").reports == ("report-4",)


def test_a_report_that_is_erased_while_it_is_looked_for_is_told_as_one(asked, case: Path, monkeypatch: pytest.MonkeyPatch):
    ledger, request = asked
    real = Names.report_or_beginning

    def meanwhile(names: Names, name: str, **how: bool) -> object:
        found = real(names, name, **how)
        ledger.append_erasure(request, by="Ben Osei")
        return found

    with View.open(case) as view, monkeypatch.context() as patch:
        patch.setattr(Names, "report_or_beginning", meanwhile)
        with pytest.raises(NotFound, match=r"^The report was erased while it was looked for\.$"):
            view.reading("report-2")


def test_a_report_that_an_index_leads_to_and_says_was_erased_is_told_as_damage(asked, case: Path, index):
    ledger, _ = asked
    ledger.close()
    number = next(row[0] for row in index.contents(case)["record"] if row[2] == "document")
    index.run(case, f"UPDATE record SET erased = 3 WHERE number = {number}")
    with View.open(case) as view, pytest.raises(BrokenIntegrity, match="is damaged: it leads to a report and says that this was erased"):
        view.record("report-1")
