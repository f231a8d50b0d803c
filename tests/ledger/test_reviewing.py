"""What people say of what was read is kept beside it, found again after every way a case is made anew, and erased with its report."""

from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import KeptReview, Ledger, Reviewed, View, back_up, reindex, restore, verify
from onrecord.ledger.index.tables import REVIEW
from onrecord.ledger.people import people_of
from onrecord.ledger.places import Places
from onrecord.records import CorrectionRequest, Document, Finding, Reading

REASON = "heard it again from the clerk"


def correct(ledger: Ledger, record: str, *, by: str = "Ana Reyes", reason: str = REASON, **more: Any) -> Reviewed:
    return ledger.append_correction(CorrectionRequest(record=record, **more), by=by, reason=reason)


def states(ledger: Ledger | View) -> list[str]:
    view = ledger.view if isinstance(ledger, Ledger) else ledger
    return [one.state for one in view.reviews()]


@pytest.fixture
def document(ledger: Ledger, make) -> Document:
    document: Document = make.document()
    assert document.capture is not None
    ledger.keep(document.capture, document.text.encode())
    ledger.append_reading(document, make.reading(document, findings=2))
    return document


def test_an_end_set_in_a_second_correction_leaves_the_one_set_in_the_first(ledger: Ledger, document: Document) -> None:
    before = ledger.view.reading("report-1").figures[0]
    assert before.min == before.max, "one number"
    correct(ledger, "report-1/f1", set={"min": 12})
    correct(ledger, "report-1/f1", set={"max": 20})
    after = ledger.view.as_corrected("report-1").figures[0]
    assert (after.min, after.max) == (12, 20)


def read_again(ledger: Ledger, make, document: Document, **changes: Any) -> Reading:
    """As another version of the reader reads it."""
    reading: Reading = make.reading(document, version="2", findings=2)
    changed = structs.replace(reading, **changes)
    ledger.append_reading(document, changed)
    return changed


def reviewed(ledger: Ledger) -> None:
    """One of everything that a person can do."""
    correct(ledger, "report-1/f1", set={"group": "millers"})
    correct(ledger, "report-1/f1", set={"min": 2}, by="Ben Osei")
    correct(ledger, "report-1", add="figure", set={"measure": "missing", "phrase": "people"})
    ledger.append_dismissal("report-1/x1", by="Ana Reyes", reason=REASON)
    proposed = ledger.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    assert proposed.id is not None
    ledger.append_decision(proposed.id[:8], agrees=True, by="Ben Osei", reason=REASON)


def test_the_machines_reading_stays_and_the_corrected_one_can_be_asked_for(ledger: Ledger, document: Document, make):
    reviewed(ledger)
    assert ledger.view.reading("report-1") == make.reading(document, findings=2)
    corrected = ledger.view.as_corrected("report-1")
    assert [(one.id, one.measure, one.group, one.min, one.max) for one in corrected.figures] == [
        ("f1", "injured", "millers", 2, 2),
        ("fp1", "missing", None, None, None),
    ]
    assert [one.id for one in corrected.findings] == ["x2"]
    assert [one.finding.id for one in ledger.view.findings()] == ["x2"]
    assert [(one.finding.id, one.dismissed is not None) for one in ledger.view.findings(dismissed=True)] == [("x1", True), ("x2", False)]
    assert states(ledger) == ["superseded", "holds", "holds", "holds", "agreed", "holds"]
    first, second, *_ = ledger.view.reviews()
    assert second.supersedes == first.id


def test_an_index_made_again_says_the_same(ledger: Ledger, document: Document, make, case: Path, index):
    reviewed(ledger)
    read_again(ledger, make, document, report=structs.replace(make.reading(document).report, outlet="Another"))
    reviewed(ledger)
    before = list(ledger.view.reviews())
    ledger.close()
    contents = index.contents(case)
    assert len(contents[REVIEW.name]) == len(before)
    reindex(case)
    assert index.contents(case) == contents
    with View.open(case) as view:
        assert list(view.reviews()) == before
    assert verify(case, with_index=True).verdict == "intact"


def test_the_log_has_neither_reason_nor_name(ledger: Ledger, document: Document, case: Path):
    reviewed(ledger)
    ledger.publish()
    log = b"".join(path.read_bytes() for path in (case / "log").rglob("*") if path.is_file())
    assert b"clerk" not in log
    assert b"millers" not in log
    assert b"Reyes" not in log
    records = (case / "records" / "000000.jsonl").read_bytes()
    assert b"clerk" not in records, "a reason stands in a disclosure"
    assert b"Reyes" not in records
    kept = [entry for entry in ledger.view.entries() if entry.type in ("correct", "propose", "decide")]
    assert [entry.type for entry in kept] == ["correct"] * 4 + ["propose", "decide"]
    assert {people_of(Places(case))[entry.actor or ""] for entry in kept} == {"Ana Reyes", "Ben Osei"}
    assert all(entry.used and entry.generated for entry in kept)
    assert [one.reason for one in ledger.view.reviews()] == [REASON] * 6


def test_a_correction_goes_on_with_the_record_that_it_corrected(ledger: Ledger, document: Document, make):
    reviewed(ledger)
    again = read_again(ledger, make, document)
    assert again != make.reading(document, findings=2)
    assert states(ledger) == ["superseded", "holds", "holds", "holds", "agreed", "holds"]
    assert ledger.view.as_corrected("report-1").figures[0].group == "millers"


def test_it_is_set_aside_where_a_later_reading_says_something_else(ledger: Ledger, document: Document, make):
    reviewed(ledger)
    (figure,) = make.reading(document).figures
    other = Finding(id="x1", rule="figure-without-source", records=("f1",), sentence="Another sentence.")
    read_again(ledger, make, document, figures=(structs.replace(figure, measure="killed"),), findings=(other,))
    assert states(ledger) == ["superseded", "set aside", "holds", "set aside", "set aside", "holds"]
    assert [one.measure for one in ledger.view.as_corrected("report-1").figures] == ["killed", "missing"]
    assert [one.finding.sentence for one in ledger.view.findings()] == ["Another sentence."]
    assert correct(ledger, "report-1/f1", set={"min": 2}, by="Ben Osei").recorded, "who says the same again looked again"
    correct(ledger, "report-1/f1", set={"group": "millers"}, reason="looked again")
    assert ledger.view.as_corrected("report-1").figures[0].group == "millers"
    assert states(ledger)[:2] == ["superseded", "superseded"]


def test_what_was_said_goes_on_where_intake_gives_another_text(ledger: Ledger, document: Document, make):
    """The same bytes under the same id, of which intake makes something else now: another identity, the same report."""
    reviewed(ledger)
    later = structs.replace(document, text=f"Vale. {document.text}")
    ledger.append_reading(later, make.reading(later, version="2", findings=2))
    assert len(states(ledger)) == 6
    assert states(ledger)[1] == "set aside", "the figure stands elsewhere"
    assert states(ledger)[2] == "set aside", "and the words of the added one as well"
    assert states(ledger)[3] == "holds", "a finding that says the same stays dismissed"
    assert ledger.view.as_corrected("report-1").figures == ledger.view.reading("report-1").figures
    correct(ledger, "report-1/f1", set={"group": "millers"}, reason="in the new text as well")
    assert ledger.view.as_corrected("report-1").figures[0].group == "millers"


def test_places_that_a_person_named_are_not_those_of_another_text(ledger: Ledger, document: Document, make):
    correct(ledger, "report-1", add="statement", set={"act": "reports", "cue": "said", "content": "3 people were hurt"})
    later = structs.replace(document, text=document.text.replace("clinic", "school"))
    ledger.append_reading(later, make.reading(later, version="2"))
    assert states(ledger) == ["set aside"]
    assert ledger.view.as_corrected("report-1").statements == ()


def test_corrections_that_cannot_stand_together_any_more_are_set_aside(ledger: Ledger, document: Document, make):
    (figure,) = make.reading(document).figures
    correct(ledger, "report-1/f1", withdraw=True)
    child = structs.replace(figure, id="f2", subset_of="f1")
    read_again(ledger, make, document, figures=(figure, child))
    assert states(ledger) == ["set aside"], "another record names it now"
    assert [one.id for one in ledger.view.as_corrected("report-1").figures] == ["f1", "f2"]


def test_findings_compared_anew_are_dismissed_by_what_they_say(ledger: Ledger, document: Document, make):
    reading = ledger.view.reading_id("report-1")
    ledger.append_dismissal("report-1/x1", by="Ana Reyes", reason=REASON)
    first, second = make.reading(document, findings=2).findings
    ledger.append_findings(reading, (structs.replace(second, id="x1"), structs.replace(first, id="x2")))
    assert [one.finding.id for one in ledger.view.findings()] == ["x1"]
    ledger.append_dismissal("report-1/x2", by="Ben Osei", reason=REASON, take_back=True)
    assert len(list(ledger.view.findings())) == 2
    assert states(ledger) == ["superseded", "holds"]


def test_withdrawn_taken_back_and_added_again(ledger: Ledger, document: Document):
    assert correct(ledger, "report-1/f1", withdraw=True).recorded
    assert ledger.view.as_corrected("report-1").figures == ()
    assert not correct(ledger, "report-1/f1", withdraw=True, by="Ben Osei").recorded, "it says so already"
    assert correct(ledger, "report-1/f1", take_back=True).recorded
    assert ledger.view.as_corrected("report-1") == ledger.view.reading("report-1")
    assert not correct(ledger, "report-1/f1", withdraw=True).recorded, "the same person said so before, for the same reason"
    assert correct(ledger, "report-1/f1", withdraw=True, reason="sure now").recorded
    added = correct(ledger, "report-1", add="incident", set={"type": "arson"})
    assert correct(ledger, added.record, withdraw=True).recorded
    again = correct(ledger, "report-1", add="incident", set={"type": "arson"}, reason="it was one")
    assert (added.record, again.record) == ("report-1/ip1", "report-1/ip2"), "an id is never given twice"
    assert correct(ledger, added.record, set={"place": "Vale"}).recorded, "put back, with a place"
    assert {one.id: one.place for one in ledger.view.as_corrected("report-1").incidents} == {"ip1": "Vale", "ip2": None}


def test_a_change_of_an_added_record_is_said_once(ledger: Ledger, document: Document):
    added = correct(ledger, "report-1", add="incident", set={"type": "arson"})
    assert correct(ledger, added.record, set={"place": "Vale"}).recorded
    assert correct(ledger, added.record, set={"type": "other"}).recorded
    assert not correct(ledger, added.record, set={"place": "Vale"}).recorded
    assert not correct(ledger, "report-1", add="incident", set={"type": "arson"}).recorded
    assert states(ledger) == ["superseded", "superseded", "holds"]


@pytest.mark.parametrize("fields", [{"group": "\ud800"}, {"\ud800": "x"}, {"group": 3}, {"min": 2**60}, {"phrase": ""}, {"start": -1}])
def test_what_cannot_be_kept_is_refused_and_the_case_goes_on(ledger: Ledger, document: Document, fields: dict[str, Any]):
    with pytest.raises(WrongUse):
        correct(ledger, "report-1/f1", set=fields)
    with pytest.raises(WrongUse):
        correct(ledger, "report-1/f1", set={"min": 2}, by="\ud800")
    with pytest.raises(WrongUse):
        correct(ledger, "report-1/f1", set={"min": 2}, reason="\ud800")
    assert correct(ledger, "report-1/f1", set={"min": 2}).recorded
    ledger.commit()
    assert states(ledger) == ["holds"]


def test_a_copy_has_the_corrections_of_the_text_that_it_is_a_copy_of(ledger: Ledger, document: Document, make):
    correct(ledger, "report-1/f1", set={"group": "millers"})
    ledger.append_document(structs.replace(document, id="copy", capture=make.capture(document.text.encode(), origin="copy.txt")))
    assert ledger.view.as_corrected("copy").figures[0].group == "millers"
    assert correct(ledger, "copy/f1", set={"min": 2}).record == "copy/f1"
    assert ledger.view.as_corrected("report-1").figures[0].min == 2


def test_nobody_decides_on_what_they_proposed(ledger: Ledger, document: Document):
    proposed = ledger.append_proposal("report-1", word="verified", rules="two sources", by="Ana Reyes", reason=REASON)
    assert proposed.id is not None
    with pytest.raises(WrongUse, match="who proposed an assessment cannot decide on it"):
        ledger.append_decision(proposed.id, agrees=True, by="  Ana   Reyes ", reason=REASON)
    with pytest.raises(NotFound, match="No proposal, or several"):
        ledger.append_decision("", agrees=True, by="Ben Osei", reason=REASON)
    assert states(ledger) == ["open"]
    assert not ledger.append_proposal("report-1", word="verified", rules="two sources", by="Ana Reyes", reason=REASON).recorded
    first = ledger.append_decision(proposed.id, agrees=False, by="Ben Osei", reason=REASON)
    assert not ledger.append_decision(proposed.id, agrees=False, by="Ben Osei", reason=REASON).recorded
    ledger.append_decision(proposed.id, agrees=True, by="Ben Osei", reason="saw the second source")
    assert states(ledger) == ["agreed", "superseded", "holds"]
    assert [one.supersedes for one in ledger.view.reviews()] == [None, None, first.id]


def test_a_judgement_is_not_of_what_the_record_was_corrected_to(ledger: Ledger, document: Document):
    proposed = ledger.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    whole = ledger.append_proposal("report-1", word="read twice", by="Ana Reyes", reason=REASON)
    assert proposed.id is not None
    ledger.append_decision(proposed.id, agrees=True, by="Ben Osei", reason=REASON)
    correct(ledger, "report-1/f1", set={"min": 1})
    assert {one.id: one.state for one in ledger.view.reviews() if one.proposal} == {proposed.id: "set aside", whole.id: "open"}
    again = ledger.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason="of the corrected number")
    assert {one.id: one.state for one in ledger.view.reviews()}[again.id or ""] == "open"
    with pytest.raises(WrongUse, match="reads otherwise now than when that assessment was proposed"):
        ledger.append_decision(proposed.id, agrees=False, by="Cem Aydin", reason=REASON)


@pytest.mark.parametrize(("word", "reason"), [("", REASON), ("v" * 101, REASON), ("veri\nfied", REASON), ("v", " "), ("v", "\ud800")])
def test_a_proposal_that_says_nothing_is_refused_and_leaves_nothing(ledger: Ledger, document: Document, word: str, reason: str):
    before = list(ledger.view.entries())
    with pytest.raises(WrongUse):
        ledger.append_proposal("report-1/f1", word=word, by="Ana Reyes", reason=reason)
    with pytest.raises(WrongUse, match="which a rule made"):
        ledger.append_proposal("report-1/x1", word="verified", by="Ana Reyes", reason=REASON)
    assert list(ledger.view.entries()) == before
    assert people_of(ledger.places) == {}


def test_a_reading_that_was_superseded_is_not_corrected(ledger: Ledger, document: Document, make):
    earlier = ledger.view.reading_id("report-1")
    read_again(ledger, make, document)
    with pytest.raises(WrongUse, match="was superseded by a later one"):
        correct(ledger, f"{earlier}/f1", set={"group": "millers"})
    now = ledger.view.reading_id("report-1")
    assert correct(ledger, f"{now[:12]}/f1", set={"group": "millers"}).record == "report-1/f1"


def test_an_erased_report_takes_with_it_what_was_said_of_it(ledger: Ledger, document: Document, make, index, open_ledger):
    case = ledger.places.case
    reviewed(ledger)
    read_again(ledger, make, document)
    reviewed(ledger)
    other = make.document(2)
    ledger.append_reading(other, make.reading(other))
    correct(ledger, "report-2/f1", set={"group": "carters"})
    asked = ledger.ask_erasure(["report-1"], "safety", by="Ana Reyes")
    ledger.append_erasure(asked.request, by="Ben Osei")
    assert [one.report for one in ledger.view.reviews()] == ["report-2"]
    ledger.close()
    again = open_ledger()
    assert [one.report for one in again.view.reviews()] == ["report-2"]
    again.close()
    assert not [
        path for path in case.rglob("*") if path.is_file() and (b"millers" in path.read_bytes() or b"verified" in path.read_bytes())
    ]
    verdict = verify(case, with_index=True)
    assert (verdict.verdict, {found.code for found in verdict.findings}) == ("incomplete", {"record.erased"})
    contents = index.contents(case)
    reindex(case)
    assert index.contents(case) == contents


def test_one_correction_can_be_erased_alone(ledger: Ledger, document: Document, case: Path, open_ledger):
    correct(ledger, "report-1/f1", set={"min": 2})
    named = correct(ledger, "report-1/f1", set={"group": "the children of Ilva Tarn"})
    assert named.id is not None
    asked = ledger.ask_erasure([named.id[:12]], "subject-request", by="Ana Reyes")
    assert (asked.reports, asked.records) == ((), 1)
    ledger.append_erasure(asked.request, by="Ben Osei")
    ledger.close()
    again = open_ledger()
    assert states(again) == ["holds"], "what it superseded holds again"
    assert [one.group for one in again.view.as_corrected("report-1").figures] == [None]
    again.close()
    assert not [path for path in case.rglob("*") if path.is_file() and b"Tarn" in path.read_bytes()]


def test_a_backup_holds_them(ledger: Ledger, document: Document, case: Path, tmp_path: Path):
    reviewed(ledger)
    ledger.commit()
    back_up(case, tmp_path / "copy")
    said = [structs.replace(one, by=None) for one in ledger.view.reviews()]
    restore(tmp_path / "copy", tmp_path / "again")
    reindex(tmp_path / "again")
    with View.open(tmp_path / "again") as view:
        assert [structs.replace(one, by=None) for one in view.reviews()] == said
        assert {one.by for one in view.reviews()} == {"Ana Reyes", "Ben Osei"}


def test_without_the_table_of_people_the_pseudonym_is_left(ledger: Ledger, document: Document, case: Path):
    correct(ledger, "report-1/f1", set={"group": "millers"})
    Places(case).people.unlink()
    (one,) = ledger.view.reviews()
    assert isinstance(one, KeptReview)
    assert (one.by, one.actor.startswith("p-")) == (None, True)


def test_an_act_that_is_undone_leaves_nothing(ledger: Ledger, document: Document, monkeypatch: pytest.MonkeyPatch):
    correct(ledger, "report-1/f1", set={"group": "millers"})

    def breaks(*_: Any, **__: Any) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "add", breaks)
        with pytest.raises(KeyboardInterrupt):
            correct(ledger, "report-1/f1", set={"min": 2})
    assert states(ledger) == ["holds"]
    ledger.commit()
    assert states(ledger) == ["holds"]


def test_who_proposed_cannot_decide_however_the_name_is_written(ledger: Ledger, document: Document):
    proposed = ledger.append_proposal("report-1/f1", word="verified", by="Jos\u00e9 Roth", reason=REASON)
    assert proposed.id is not None
    for name in ("Jose\u0301 Roth", "jos\u00e9 roth", "JOS\u00c9  ROTH"):
        with pytest.raises(WrongUse, match="who proposed an assessment cannot decide on it"):
            ledger.append_decision(proposed.id, agrees=True, by=name, reason=REASON)
    assert list(people_of(Places(ledger.places.case)).values()) == ["Jos\u00e9 Roth"]


def test_nobodys_name_is_kept_whose_act_is_refused(ledger: Ledger, document: Document):
    proposed = ledger.append_proposal("report-1/f1", word="verified", by="Ana Reyes", reason=REASON)
    assert proposed.id is not None
    refused = (
        lambda: correct(ledger, "report-1/f1", set={"min": 9, "max": 1}, by="Never Acted"),
        lambda: correct(ledger, "report-1/f9", set={"min": 9}, by="Never Acted"),
        lambda: correct(ledger, "report-1/f1", set={"min": 2}, by="Never Acted", reason=""),
        lambda: ledger.append_dismissal("report-1/f1", by="Never Acted", reason=REASON),
        lambda: ledger.append_proposal("report-1/x1", word="verified", by="Never Acted", reason=REASON),
        lambda: ledger.append_decision(proposed.id or "", agrees=True, by="Never Acted", reason=" "),
        lambda: ledger.append_note({"colour": "x"}, by="Never Acted"),
    )
    for act in refused:
        with pytest.raises((WrongUse, NotFound)):
            act()
    assert list(people_of(ledger.places).values()) == ["Ana Reyes"]
    assert ledger.append_dismissal("report-1/x1", by="Never Acted", reason=REASON, take_back=True).recorded is False
    assert list(people_of(ledger.places).values()) == ["Ana Reyes"], "what said nothing new was no act"
    assert ledger.append_dismissal("report-1/x1", by="Acted Now", reason=REASON).recorded
    assert list(people_of(ledger.places).values()).count("Acted Now") == 1


def test_what_is_asked_of_one_report_looks_at_no_act_on_another(ledger: Ledger, document: Document, make, monkeypatch: pytest.MonkeyPatch):
    reviewed(ledger)
    ledger.append_reading(other := make.document(2), make.reading(other))
    asked = [list(ledger.view.findings(report="report-1")), list(ledger.view.reviews(report="report-1"))]
    assert list(ledger.view.findings(report="report-2")) == [one for one in ledger.view.findings() if one.report == "report-2"]
    assert list(ledger.view.reviews(report="report-2")) == []
    monkeypatch.setattr("onrecord.ledger.reviews.Reviews.by_reading", None)
    assert [list(ledger.view.findings(report="report-1")), list(ledger.view.reviews(report="report-1"))] == asked


def test_the_author_of_a_note_is_found_without_the_other_entries(ledger: Ledger, document: Document, monkeypatch: pytest.MonkeyPatch):
    reviewed(ledger)
    for name in ("Ana Reyes", "Ibe Torl"):
        ledger.append_note({"text": f"by {name}"}, by=name)
    monkeypatch.setattr("onrecord.ledger.view.View.entries", None)
    assert [(note.by, note.fields["text"]) for note in ledger.view.notes()] == [("Ana Reyes", "by Ana Reyes"), ("Ibe Torl", "by Ibe Torl")]
