"""People merge and split the claims of a case and take it back: claims and findings follow, with an index in a file and in PostgreSQL."""

from pathlib import Path

import pytest
from tests.flow.test_corroborating import ANOTHER, REPORTS, across, read

from onrecord import flow
from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import Ledger, reindex, verify
from onrecord.records import CorrectionRequest
from onrecord.settings import Settings

OTHER = (
    "far-1",
    "Far Press",
    "2031-03-06",
    "The mayor of Ostrel accused the Ninth Brigade of burning a school. "
    "At least 17 people were killed in Ostrel on February 3, a teacher who lives there said.",
)
ANA = {"by": "Ana Reyes", "reason": "the same mill"}
BEN = {"by": "Ben Osei", "reason": "another town"}


@pytest.fixture(params=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An open case of four reports, three of which tell one claim by one source."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres")
        monkeypatch.setattr("onrecord.ledger.writer.DEFAULT_SETTINGS", f'[index]\nurl = "{url}"\n')
    with Ledger.open(tmp_path / "case", create=True) as opened:
        read(opened, tmp_path, *REPORTS, OTHER)
        flow.corroborate(opened)
        yield opened


def tell(ledger: Ledger, record: str) -> list[str]:
    """The reports that tell the claim of a record."""
    return [one.report for one in flow.claim_called(ledger.view, record).statements]


THREE = ["harbour-1", "vale-1", "coast-1"]


def test_a_claim_is_merged_and_findings_follow_until_that_is_taken_back(ledger: Ledger):
    assert [finding.detail["reports"] for _, finding in across(ledger)] == [3]
    done = flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], **ANA)
    assert done.changed == 1
    (claim,) = {flow.claim_called(ledger.view, one).id for one in done.claims}
    assert tell(ledger, "far-1/f1") == [*THREE, "far-1"]
    assert across(ledger) == [], "two sources stand behind it now"
    shown = flow.claim_called(ledger.view, claim)
    assert shown.independent == 2
    assert [(one.act, one.by, one.reason, one.id) for one in shown.decisions] == [("merge", "Ana Reyes", "the same mill", done.decision)]
    undone = flow.undo_claim_decision(ledger, done.decision[:10], **BEN)
    assert len(undone.claims) == 2
    assert tell(ledger, "far-1/f1") == ["far-1"]
    assert len(across(ledger)) == 1
    assert flow.claim_called(ledger.view, "vale-1/f1").decisions == ()


def test_a_claim_is_split_and_a_finding_on_it_goes(ledger: Ledger):
    done = flow.split_claim(ledger, flow.claim_called(ledger.view, "vale-1/f1").id, ["coast-1/f1"], **BEN)
    assert (len(done.claims), done.changed) == (2, 1)
    assert tell(ledger, "coast-1/f1") == ["coast-1"]
    assert tell(ledger, "harbour-1/f1") == ["harbour-1", "vale-1"]
    assert across(ledger) == []


def test_decisions_hold_for_reports_that_come_later(ledger: Ledger, tmp_path: Path):
    flow.split_claim(ledger, "harbour-1/f1", ["harbour-1"], **BEN)
    read(ledger, tmp_path, ANOTHER)
    flow.corroborate(ledger)
    apart = [tell(ledger, "harbour-1/f1"), tell(ledger, "vale-1/f1")]
    assert sorted(apart[0] + apart[1]) == sorted([*THREE, "ridge-1"]), "the later report joined one of the two, and not both"
    assert "vale-1" not in apart[0]


def test_what_is_listed_tells_how_each_decision_stands(ledger: Ledger):
    assert flow.claim_decisions_of(ledger.view) == ()
    merged = flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], **ANA)
    flow.split_claim(ledger, "far-1/f1", ["far-1/f1"], **BEN)
    first, second = flow.claim_decisions_of(ledger.view)
    assert (first.id, first.state, second.state) == (merged.decision, "superseded", "holds")
    assert [one.report for one in second.named if one.side == 0] == ["far-1"]
    assert {one.claim for one in second.named if one.side == 0} == {flow.claim_called(ledger.view, "far-1/f1").id}
    assert {one.claim for one in second.named if one.side == 1} == {flow.claim_called(ledger.view, "vale-1/f1").id}


def test_a_decision_goes_on_with_a_later_reading_of_its_report(ledger: Ledger, tmp_path: Path):
    flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], **ANA)
    before = ledger.view.reading_id("far-1")
    list(flow.read_sources([str(tmp_path / "harbour-1.jsonl")], ledger=ledger, jsonl=True, settings=Settings(reader="both")))
    assert ledger.view.reading_id("far-1") != before
    assert tell(ledger, "far-1/f1") == [*THREE, "far-1"]
    assert [one.state for one in flow.claim_decisions_of(ledger.view)] == ["holds"]


def test_an_index_made_again_and_a_verification_know_the_decisions(ledger: Ledger, tmp_path: Path):
    flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], **ANA)
    before = flow.claim_decisions_of(ledger.view)
    ledger.close()
    reindex(tmp_path / "case")
    with Ledger.open(tmp_path / "case", create=False) as opened:
        assert flow.claim_decisions_of(opened.view) == before
        assert flow.corroborate(opened).changed == 0
    assert verify(tmp_path / "case", with_index=True).verdict == "intact"


def test_an_erasure_takes_a_report_out_of_a_decision(ledger: Ledger, tmp_path: Path):
    flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], **ANA)
    asked = flow.ask_erasure(ledger, ["coast-1"], "safety", by="ana")
    ledger.close()
    flow.erase(tmp_path / "case", asked.request, by="ben")
    with Ledger.open(tmp_path / "case", create=False) as opened:
        assert tell(opened, "far-1/f1") == ["harbour-1", "vale-1", "far-1"]
        (decision,) = flow.claim_decisions_of(opened.view)
        assert (decision.state, decision.reason) == ("holds", None)
        asked = flow.ask_erasure(opened, ["far-1"], "safety", by="ana")
    flow.erase(tmp_path / "case", asked.request, by="ben")
    with Ledger.open(tmp_path / "case", create=False) as opened:
        (decision,) = flow.claim_decisions_of(opened.view)
        assert decision.state == "set aside", "one of the claims is told by nobody any more"
        assert tell(opened, "vale-1/f1") == ["harbour-1", "vale-1"]


def test_names_to_be_protected_are_looked_for_in_reasons(ledger: Ledger):
    flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], by="Ana Reyes", reason="Ilva Tarn told both")
    note = flow.add_note(ledger, {"name": "Ilva Tarn"}, by="Ana Reyes", report="coast-1", role="witness")
    asked = flow.ask_erasure(ledger, [note], "safety", by="ana")
    (told,) = flow.still_named(ledger, asked)
    assert told.startswith("the reason of a decision on claims (")


def refused(ledger: Ledger, what: str) -> None:
    match what:
        case "one claim":
            flow.merge_claims(ledger, ["vale-1/f1"], **ANA)
        case "no claim":
            flow.merge_claims(ledger, ["vale-1/f1", "ffffffffffff"], **ANA)
        case "no record":
            flow.merge_claims(ledger, ["vale-1/f1", "far-1/f9"], **ANA)
        case "one already":
            flow.merge_claims(ledger, ["vale-1/f1", "coast-1/f1"], **ANA)
        case "two kinds":
            flow.merge_claims(ledger, ["far-1/f1", _sentence(ledger)], **ANA)
        case "not of it":
            flow.split_claim(ledger, "vale-1/f1", ["far-1/f1"], **ANA)
        case "all of it":
            flow.split_claim(ledger, "vale-1/f1", THREE, **ANA)
        case "all there is":
            flow.split_claim(ledger, "far-1/f1", ["far-1/f1"], **ANA)
        case "none of it":
            flow.split_claim(ledger, "vale-1/f1", [], **ANA)
        case "no reason":
            flow.split_claim(ledger, "vale-1/f1", ["coast-1"], by="Ana Reyes", reason="")
        case "several claims":
            flow.claim_called(ledger.view, "")


def _sentence(ledger: Ledger) -> str:
    """A claim that is no figure."""
    claims = flow.claims_of(ledger.view, least=1)
    return next(claim.id for claim, _ in claims if claim.kind == "statement")


REFUSED = {
    "one claim": (WrongUse, "one claim alone cannot be merged"),
    "no claim": (NotFound, "There is no claim ffffffffffff"),
    "no record": (NotFound, "There is no claim far-1/f9"),
    "one already": (WrongUse, "vale-1/f1 and coast-1/f1 are one claim already"),
    "two kinds": (WrongUse, "cannot tell one claim: one is a figure and the other a statement"),
    "not of it": (NotFound, "The claim vale-1/f1 has no record far-1/f1"),
    "all of it": (WrongUse, "these are all records of vale-1/f1, so there is nothing to split"),
    "all there is": (WrongUse, "far-1/f1 has one record alone, so there is nothing to split"),
    "none of it": (WrongUse, "no record is named"),
    "no reason": (WrongUse, "the reason is empty"),
    "several claims": (NotFound, "There is no claim"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_decided_is_said_in_a_sentence_and_leaves_nothing(ledger: Ledger, what: str):
    kind, message = REFUSED[what]
    entries = sum(1 for _ in ledger.view.entries())
    with pytest.raises(kind, match=message):
        refused(ledger, what)
    assert sum(1 for _ in ledger.view.entries()) == entries


def test_corrections_of_a_record_do_not_disturb_a_decision_on_its_claim(ledger: Ledger):
    flow.merge_claims(ledger, ["vale-1/f1", "far-1/f1"], **ANA)
    ledger.append_correction(CorrectionRequest(record="far-1/f1", set={"group": "passengers"}), by="Ana Reyes", reason="in the title")
    assert [one.type for one in ledger.view.reviews()] == ["correct"]
    assert [one.type for one in ledger.view.reviews(report="far-1")] == ["correct"]
    assert tell(ledger, "far-1/f1") == [*THREE, "far-1"]


def test_new_reports_are_set_beside_what_people_decided(ledger: Ledger, tmp_path: Path):
    """Nothing but a decision leads from a report on the mill to one that gives another number of another town."""
    told = "More than a dozen people were killed in Ostrel on February 3, a teacher who lives there said."
    read(ledger, tmp_path, ("dozen-1", "Dozen Daily", "2031-03-06", told))
    flow.merge_claims(ledger, ["vale-1/f1", "dozen-1/f1"], **ANA)
    flow.split_claim(ledger, "vale-1/f1", ["coast-1"], **BEN)
    assert across(ledger) == []
    for number, outlet in enumerate(("Delta Times", "Sund Courier", "Orrin Gazette")):
        read(ledger, tmp_path, (f"new-{number}", outlet, f"2031-03-0{7 + number}", REPORTS[1][3]))
        assert flow.corroborate_new(ledger).reports == 1
        assert flow.corroborate(ledger).changed == 0, "as comparing all of them has it"
    assert across(ledger) == [], "two sources stand behind the claim"
    assert "dozen-1" in tell(ledger, "new-2/f1")
