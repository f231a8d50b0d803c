"""What people decide on claims is kept record by record, found again after every way a case is made anew, and erased report by report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs
from tests.both_verifiers import verify
from tests.ledger.test_acts_rest_on_the_log import ALTERED, last, other_content
from tests.ledger.test_erasing import SECRET, found_in, keep

from onrecord.errors import BrokenIntegrity, NotFound, WrongUse
from onrecord.ledger import Ledger, View, back_up, reindex, restore
from onrecord.ledger.people import people_of
from onrecord.records import ClaimDecision, ClaimRecord

REASON = f"{SECRET} told both"
TEXT = "On day {} the clinic said that 9 people were hurt, among them {}."


def record(ledger: Ledger, report: str, side: int, *, local: str = "f1") -> ClaimRecord:
    name = ledger.view.reading_id(report)
    return ClaimRecord(reading=name, report=report, kind="figure", record=local, start=30, end=31, words="9", side=side)


def merge(ledger: Ledger, *reports: str, reason: str = REASON) -> str:
    named = [record(ledger, report, side) for side, report in enumerate(reports)]
    return ledger.append_claim_decision("merge", named, by="Ana Reyes", reason=reason)


def told(view: View) -> list[tuple[str, list[str], str | None]]:
    return [(one.act, [named.report for named in one.named], one.reason) for one in view.claim_decisions()]


@pytest.fixture
def three(ledger: Ledger, make) -> Ledger:
    """An open case of three reports, the second of which names somebody."""
    for number, name in ((1, "nobody"), (2, SECRET), (3, "nobody else")):
        keep(ledger, make, number, TEXT.format(number, name))
    return ledger


def erase(ledger: Ledger, case: Path, report: str) -> None:
    request = ledger.ask_erasure([report], "safety", by="Ana Reyes").request
    ledger.append_erasure(request, by="Ben Osei")
    ledger.close()
    Ledger.open(case, create=False).close()


def test_a_decision_says_who_decided_what_and_why(three: Ledger):
    merged = merge(three, "report-1", "report-2")
    undone = three.append_claim_undo(merged[:8], by="Ben Osei", reason="two clinics")
    first, second = three.view.claim_decisions()
    assert (first.id, first.act, first.by, first.reason, first.undone) == (merged, "merge", "Ana Reyes", REASON, undone)
    assert [(one.report, one.record, one.side) for one in first.named] == [("report-1", "f1", 0), ("report-2", "f1", 1)]
    assert (second.id, second.act, second.by, second.reason, second.undoes) == (undone, "undo", "Ben Osei", "two clinics", merged)
    assert second.named == first.named
    assert first.at < second.at


def test_an_index_made_again_says_the_same(three: Ledger, case: Path, index, make):
    three.append_claim_undo(merge(three, "report-1", "report-2"), by="Ben Osei", reason="two clinics")
    merge(three, "report-3", "report-2")
    document = three.view.document_of(three.view.reading_id("report-2"))
    three.append_reading(document, make.reading(document, version="2"))
    before = three.view.claim_decisions()
    three.close()
    contents = index.contents(case)
    reindex(case)
    assert index.contents(case) == contents
    with View.open(case) as view:
        assert view.claim_decisions() == before
    assert verify(case, with_index=True).verdict == "intact"


def test_the_log_has_neither_reason_nor_name_nor_words(three: Ledger, case: Path):
    merge(three, "report-1", "report-3")
    three.publish()
    log = b"".join(path.read_bytes() for path in (case / "log").rglob("*") if path.is_file())
    assert b"told both" not in log
    assert b"Reyes" not in log
    (entry,) = (one for one in three.view.entries() if one.type == "claim")
    assert people_of(three.places)[entry.actor or ""] == "Ana Reyes"
    assert (len(entry.used), len(entry.generated)) == (2, 3)


def test_a_decision_follows_its_report_into_a_later_reading(three: Ledger, make):
    merge(three, "report-1", "report-2")
    document = three.view.document_of(three.view.reading_id("report-2"))
    three.append_reading(document, make.reading(document, version="2"))
    after = three.view.reading_id("report-2")
    (decision,) = three.view.claim_decisions()
    assert [one.reading for one in decision.named] == [three.view.reading_id("report-1"), after]


def test_it_follows_where_intake_gives_another_text(three: Ledger, make):
    """The same bytes under the same id, of which intake makes something else now: another identity, the same report."""
    merge(three, "report-1", "report-2")
    document = three.view.document_of(three.view.reading_id("report-2"))
    later = structs.replace(document, text=f"{document.text} More later.")
    three.append_reading(later, make.reading(later, version="2"))
    (decision,) = three.view.claim_decisions()
    assert decision.named[1].reading == three.view.reading_id("report-2")
    assert three.view.reading("report-2").text.endswith("More later.")


def test_a_report_that_is_erased_is_not_named_any_more_and_the_rest_of_the_decision_stays(three: Ledger, case: Path, index):
    merge(three, "report-1", "report-2", "report-3")
    merge(three, "report-1", "report-3", reason="the same clinic")
    erase(three, case, "report-2")
    assert found_in(case, SECRET) == []
    with View.open(case) as view:
        assert told(view) == [("merge", ["report-1", "report-3"], None), ("merge", ["report-1", "report-3"], "the same clinic")]
        before = view.claim_decisions()
    assert {one.code for one in verify(case, with_index=True).findings} == {"record.erased"}
    reindex(case)
    with View.open(case) as view:
        assert view.claim_decisions() == before


def test_what_was_undone_stays_undone_when_a_report_is_erased(three: Ledger, case: Path):
    three.append_claim_undo(merge(three, "report-1", "report-2", "report-3"), by="Ben Osei", reason=f"{SECRET} said so")
    erase(three, case, "report-2")
    assert found_in(case, SECRET) == []
    with Ledger.open(case, create=False) as ledger:
        first, second = ledger.view.claim_decisions()
        assert (first.undone, second.undoes) == (second.id, first.id)
        with pytest.raises(WrongUse, match="was undone already"):
            ledger.append_claim_undo(first.id, by="Ana Reyes", reason=REASON)


def test_a_decision_whose_reason_was_erased_can_be_undone(three: Ledger, case: Path):
    merged = merge(three, "report-1", "report-2", "report-3")
    erase(three, case, "report-2")
    with Ledger.open(case, create=False) as ledger:
        ledger.append_claim_undo(merged, by="Ben Osei", reason="two clinics")
        assert [one.undone is not None for one in ledger.view.claim_decisions()] == [True, False]
    assert verify(case, with_index=True).verdict != "altered"


def test_nothing_is_left_of_a_decision_on_reports_that_are_all_erased(three: Ledger, case: Path):
    merge(three, "report-1", "report-2")
    request = three.ask_erasure(["report-1", "report-2"], "safety", by="Ana Reyes").request
    three.append_erasure(request, by="Ben Osei")
    three.close()
    with Ledger.open(case, create=False) as ledger:
        assert ledger.view.claim_decisions() == ()


def test_a_reason_can_be_erased_alone(three: Ledger, case: Path):
    merged = merge(three, "report-1", "report-3")
    erase(three, case, merged)
    with View.open(case) as view:
        assert told(view) == [("merge", ["report-1", "report-3"], None)]


def test_a_decision_that_came_since_erasure_was_asked_for_goes_as_well(three: Ledger, case: Path):
    request = three.ask_erasure(["report-2"], "safety", by="Ana Reyes").request
    merge(three, "report-1", "report-2")
    assert three.append_erasure(request, by="Ben Osei").since > 0
    three.close()
    Ledger.open(case, create=False).close()
    assert found_in(case, SECRET) == []


def test_decisions_come_back_with_a_backup(three: Ledger, case: Path, tmp_path: Path):
    merge(three, "report-1", "report-2")
    before = [structs.replace(one, by=None) for one in three.view.claim_decisions()]
    three.close()
    back_up(case, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again")
    reindex(tmp_path / "again")
    with View.open(tmp_path / "again") as view:
        assert [structs.replace(one, by=None) for one in view.claim_decisions()] == before
    assert verify(tmp_path / "again", with_index=True).verdict == "intact"


def test_a_decision_on_very_many_records_takes_several_entries(three: Ledger, case: Path, index):
    named = [record(three, "report-1", number % 2, local=f"f{number}") for number in range(901)]
    three.append_claim_decision("split", named, by="Ana Reyes", reason=REASON)
    (decision,) = three.view.claim_decisions()
    assert list(decision.named) == named
    assert [len(one.generated) for one in three.view.entries() if one.type == "claim"] == [401, 400, 101]
    three.close()
    assert verify(case, with_index=True).verdict == "intact"


def test_the_same_said_again_is_another_decision(three: Ledger):
    merge(three, "report-1", "report-2")
    merge(three, "report-1", "report-2")
    first, second = three.view.claim_decisions()
    assert first.id != second.id
    assert first.named == second.named


REFUSED: dict[str, tuple[Callable[[Ledger, ClaimDecision], object], type[Exception], str]] = {
    "an undo of an undo": (
        lambda ledger, one: ledger.append_claim_undo(str(one.undone), by="Never Acted", reason=REASON),
        WrongUse,
        "is not undone itself",
    ),
    "what was undone": (lambda ledger, one: ledger.append_claim_undo(one.id, by="Never Acted", reason=REASON), WrongUse, "undone already"),
    "nothing": (lambda ledger, _: ledger.append_claim_undo("", by="Never Acted", reason=REASON), NotFound, "No decision on claims"),
    "an unknown one": (
        lambda ledger, _: ledger.append_claim_undo("zz", by="Never Acted", reason=REASON),
        NotFound,
        "No decision on claims",
    ),
    "no reason": (lambda ledger, _: merge(ledger, "report-1", "report-3", reason=" "), WrongUse, "the reason is empty"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_said_and_leaves_nothing(three: Ledger, what: str):
    merged = merge(three, "report-1", "report-2")
    three.append_claim_undo(merged, by="Ben Osei", reason="two clinics")
    entries = len(list(three.view.entries()))
    act, kind, message = REFUSED[what]
    with pytest.raises(kind, match=message):
        act(three, three.view.claim_decisions()[0])
    assert len(list(three.view.entries())) == entries
    assert "Never Acted" not in people_of(three.places).values()


def test_a_decision_that_was_altered_in_the_index_is_not_undone(three: Ledger, kept):
    merged = merge(three, "report-1", "report-2")
    three.publish()
    files = kept.files()
    other_content(three, "claim", '"side":1', '"side":0', named=False)
    assert last(three, "claim")[2].count(b'"side":0') == 1
    with pytest.raises(BrokenIntegrity, match=ALTERED):
        three.append_claim_undo(merged, by="Ben Osei", reason=REASON)
    assert kept.files() == files
