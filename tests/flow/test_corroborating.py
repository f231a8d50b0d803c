"""What the reports of a case show together: kept, superseded, taken away by erasing, dismissed by people."""

import json
from pathlib import Path

import pytest

from onrecord import flow, review
from onrecord.ledger import Ledger
from onrecord.records import Finding
from onrecord.settings import Settings

REPORTS = [
    (
        "harbour-1",
        "Harbour News",
        "2031-03-04",
        "DALM, March 4 (Harbour News) - Shells hit the mill in Dalm on Tuesday and 17 people were killed, the health office in Dalm said.",
    ),
    (
        "vale-1",
        "Vale Post",
        "2031-03-05",
        "Seventeen people were killed when shells hit the mill in Dalm on Tuesday, the health office in Dalm said.",
    ),
    (
        "coast-1",
        "Coast Herald",
        "2031-03-05",
        "The health office in Dalm said that 17 people had been killed on Tuesday by shells that hit the mill in Dalm.",
    ),
]
ANOTHER = (
    "ridge-1",
    "Ridge Radio",
    "2031-03-06",
    "The rescue committee counted 17 people killed by the shells that hit the mill in Dalm on Tuesday.",
)


def read(ledger: Ledger, folder: Path, *rows: tuple[str, str, str, str]) -> None:
    file = folder / f"{rows[0][0]}.jsonl"
    names = ("id", "outlet", "date", "text")
    file.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows), encoding="utf-8")
    list(flow.read_sources([str(file)], ledger=ledger, jsonl=True, settings=Settings(reader="rules")))


def across(ledger: Ledger, rule: str = "single-root-source") -> list[tuple[str, Finding]]:
    return [(kept.report, kept.finding) for kept in ledger.view.findings() if kept.finding.rule == rule]


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger.open(tmp_path / "case", create=True) as opened:
        read(opened, tmp_path, *REPORTS)
        yield opened


def test_three_papers_with_one_ministry_are_one_source(ledger: Ledger):
    done = flow.corroborate(ledger)
    ((report, finding),) = across(ledger)
    assert (done.reports, done.findings, done.changed, report) == (3, 1, 1, "harbour-1")
    assert finding.detail["reports"] == 3
    assert finding.records == ("f1",)
    assert len(finding.detail["others"]) == 2
    assert "health office in Dalm" in finding.sentence


def test_comparing_again_changes_nothing(ledger: Ledger):
    flow.corroborate(ledger)
    entries = sum(1 for _ in ledger.view.entries())
    assert flow.corroborate(ledger).changed == 0
    assert flow.compare_again(ledger) == 0
    assert sum(1 for _ in ledger.view.entries()) == entries


def test_another_source_supersedes_what_was_noticed(ledger: Ledger, tmp_path: Path):
    flow.corroborate(ledger)
    kept = [entry.type for entry in ledger.view.entries()].count("finding")
    read(ledger, tmp_path, ANOTHER)
    done = flow.corroborate(ledger)
    assert (done.findings, across(ledger)) == (0, [])
    assert [entry.type for entry in ledger.view.entries()].count("finding") > kept  # the earlier one stays in the log


def test_a_report_that_is_read_anew_keeps_what_it_shows_by_itself(ledger: Ledger):
    alone = [kept.finding.rule for kept in ledger.view.findings()]
    flow.corroborate(ledger)
    assert sorted([*alone, "single-root-source"]) == sorted(kept.finding.rule for kept in ledger.view.findings())


def test_what_rests_on_a_report_that_is_erased_goes_with_it(ledger: Ledger, tmp_path: Path):
    flow.corroborate(ledger)
    asked = flow.ask_erasure(ledger, ["coast-1"], "safety", by="ana")
    ledger.close()
    flow.erase(tmp_path / "case", asked.request, by="ben")
    with Ledger.open(tmp_path / "case", create=False) as opened:
        assert across(opened) == []
        assert flow.corroborate(opened).findings == 0  # two reports are too few


def test_a_finding_stays_dismissed_until_what_it_rests_on_changes(ledger: Ledger, tmp_path: Path):
    flow.corroborate(ledger)
    ((_, finding),) = across(ledger)
    review.dismiss(ledger, f"harbour-1/{finding.id}", reason="known", by="ana")
    assert across(ledger) == []
    flow.corroborate(ledger)
    assert across(ledger) == []
    more = ("delta-1", "Delta Times", "2031-03-06", REPORTS[1][3].replace("Seventeen", "Some 17").replace("Some 17", "17"))
    read(ledger, tmp_path, more)
    flow.corroborate(ledger)
    ((_, changed),) = across(ledger)
    assert changed.detail["reports"] == 4


def test_claims_tell_reports_outlets_and_root_sources(ledger: Ledger, tmp_path: Path):
    read(ledger, tmp_path, ANOTHER)
    ((claim, grades),) = flow.claims_of(ledger.view, measure="killed", place="Dalm")
    assert grades == ()
    assert (claim.reports, claim.independent, claim.without_source) == (4, 2, 0)
    assert [root.reports for root in claim.roots] == [3, 1]
    assert {one.record for one in claim.statements} == {"f1"}
    assert flow.claims_of(ledger.view, measure="killed", place="Ostrel") == ()


BOTH_UNDER_ATTACK = (
    "The Vellian army shelled Orrin on Tuesday, and rockets of the Ridge Front hit Vellia. The health ministry in Orrin said that 340 "
    "people had been killed in Orrin since the war began. Vellian authorities said that 120 people had been killed in Vellia since then."
)


def test_bodies_of_either_side_are_shown_as_parties_each_of_its_own(tmp_path: Path):
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        outlets = ("Harbour News", "Vale Post", "Coast Herald")
        read(ledger, tmp_path, *[(f"r{n}", outlet, f"2031-03-{n + 4:02}", BOTH_UNDER_ATTACK) for n, outlet in enumerate(outlets)])
        claims = flow.claims_of(ledger.view, least=3)
    assert {claim.place: [(root.name, root.party) for root in claim.roots] for claim, _ in claims if claim.measure} == {
        "Orrin": [("the health ministry in Orrin", "Orrin")],
        "Vellia": [("Vellian authorities", "Vellia")],
    }
