"""New reports set beside the few they may bear on: what holds afterwards is what comparing all of them gives."""

import contextlib
import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord import corroboration, flow, review
from onrecord.corroboration.claims.background import Background
from onrecord.errors import OnRecordError
from onrecord.flow import growing
from onrecord.ledger import Ledger
from onrecord.records import CorrectionRequest, Finding, Reader
from onrecord.settings import Settings

DALM = "shells that hit the mill in Dalm on Tuesday"
FERRIES = "Ferries run again. The first of the morning left at seven with cars, goats and a piano, and came to the other side on time."
"""Nothing in it that is counted, and nobody who says anything."""
REPORTS = (
    ("harbour-1", "Harbour News", "2031-03-05", f"The health office in Dalm said that 17 people had been killed by {DALM}."),
    ("vale-1", "Vale Post", "2031-03-05", f"Seventeen people were killed by {DALM}, the health office in Dalm said."),
    ("coast-1", "Coast Herald", "2031-03-06", f"According to the health office in Dalm, 17 people were killed by {DALM}."),
    ("delta-1", "Delta Times", "2031-03-07", f"Coast Herald reported that 71 people were killed by {DALM}."),
    ("ridge-1", "Ridge Radio", "2031-03-08", f"The rescue committee counted at least 23 people killed by {DALM}."),
    ("harbour-2", "Harbour News", "2031-03-09", "The army of Kesh said 340 people have been killed in Kesh since the war began."),
    ("vale-2", "Vale Post", "2031-03-12", "The army of Kesh said 310 people have been killed in Kesh since the war began."),
    ("coast-2", "Coast Herald", "2031-03-12", FERRIES),
    ("orrin-1", "Orrin Gazette", "2031-03-13", FERRIES),
    ("ridge-2", "Ridge Radio", "2031-03-13", "The mayor of Sund said that nine people had been injured by a mine near Sund on Thursday."),
    ("vale-3", "Vale Post", "2031-03-14", "Kesh has dismissed the commander of its river brigade, the Delta Times reports."),
    ("delta-3", "Delta Times", "2031-03-14", "The commander of the Keshan river brigade has been removed, as the Vale Post has learned."),
)
RULES = "single-root-source", "contradicting-figures", "figure-copy-error", "cumulative-falls", "syndicated-copy", "circular-citing"
ORDERS = {"as published": REPORTS, "backwards": REPORTS[::-1], "mixed": (*REPORTS[1::2], *REPORTS[::2])}


def read(ledger: Ledger, folder: Path, *rows: tuple[str, str, str, str]) -> None:
    """Read reports, each from a file of its own: so a reading has one content id in every case."""
    for row in rows:
        file = folder / f"{row[0]}.jsonl"
        file.write_text(json.dumps(dict(zip(("id", "outlet", "date", "text"), row, strict=True))) + "\n", encoding="utf-8")
        list(flow.read_sources([str(file)], ledger=ledger, jsonl=True, settings=Settings(reader="rules")))


def across(ledger: Ledger) -> list[tuple[str, Finding]]:
    kept = ((one.report, one.finding) for one in ledger.view.findings() if corroboration.is_across(one.finding))
    return sorted(kept, key=lambda one: (one[1].rule, one[1].sentence))


@pytest.fixture(params=["sqlite", "postgres"])
def open_case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Opens the case of this name, which is empty at first; closed afterwards."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres")
        monkeypatch.setattr("onrecord.ledger.writer.DEFAULT_SETTINGS", f'[index]\nurl = "{url}"\n')
    opened = []

    def opener(name: str) -> Ledger:
        opened.append(Ledger.open(tmp_path / name, create=True))
        return opened[-1]

    yield opener
    for ledger in opened:
        ledger.close()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("at_once", [1, 4])
def test_one_after_another_they_show_what_all_show_together(open_case, tmp_path: Path, order: str, at_once: int) -> None:
    rows = ORDERS[order]
    whole = open_case("whole")
    read(whole, tmp_path, *rows)
    flow.corroborate(whole)
    assert {finding.rule for _, finding in across(whole)} >= set(RULES)
    ledger = open_case("grown")
    for start in range(0, len(rows), at_once):
        read(ledger, tmp_path, *rows[start : start + at_once])
        done = flow.corroborate_new(ledger)
        assert done.reports == len(rows[start : start + at_once])
    assert across(ledger) == across(whole)


def test_in_groups_of_any_size_too(open_case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    for size in (1, 2, 100):
        monkeypatch.setattr(growing, "_GROUP", size)
        ledger = open_case(f"by {size}")
        read(ledger, tmp_path, *REPORTS)
        done = flow.corroborate_new(ledger)
        assert (done.reports, done.findings) == (len(REPORTS), len(across(ledger)))
        shown.append(across(ledger))
    assert shown[0] == shown[1] == shown[2] != []


def test_nothing_new_costs_nothing_and_leaves_no_entry(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate_new(ledger)
    entries = sum(1 for _ in ledger.view.entries())
    assert flow.corroborate_new(ledger) == flow.Corroborated(reports=0, findings=0, changed=0)
    assert flow.corroborate(ledger).changed == 0
    assert sum(1 for _ in ledger.view.entries()) == entries


def test_after_all_were_compared_only_later_ones_are_new(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS[:4])
    flow.corroborate(ledger)
    assert "single-root-source" in [finding.rule for _, finding in across(ledger)]
    read(ledger, tmp_path, ("sund-1", "Sund Courier", "2031-03-07", f"The fire brigade counted 17 people killed by {DALM}."))
    assert flow.corroborate_new(ledger).reports == 1
    assert "single-root-source" not in [finding.rule for _, finding in across(ledger)]  # another source stands behind it now


def test_a_report_is_set_beside_those_alone_that_it_may_share_a_matter_with(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate_new(ledger)
    read(
        ledger, tmp_path, ("sund-1", "Sund Courier", "2031-03-14", "Police in Sund said that nine people were injured by a mine near Sund.")
    )
    new = growing.Growing(ledger)
    new.take_in()
    named = {ledger.view.reading_called(one).id for one in new.looked_at}
    assert named == {"sund-1", "ridge-2"}


def test_where_it_was_stopped_it_goes_on(open_case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "_GROUP", 3)
    whole, ledger = open_case("whole"), open_case("stopped")
    for one in (whole, ledger):
        read(one, tmp_path, *REPORTS)
    flow.corroborate(whole)
    told = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        flow.corroborate_new(ledger, stop)
    assert told == [(3, len(REPORTS))]
    assert flow.corroborate_new(ledger).reports == len(REPORTS) - 3
    assert across(ledger) == across(whole)


def test_after_an_erasure_all_are_compared_anew_and_no_word_of_it_is_left(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate_new(ledger)
    assert b"Vale Post" in ledger.view.set_beside().background
    asked = flow.ask_erasure(ledger, ["vale-1", "vale-2"], "safety", by="ana")
    ledger.close()
    flow.erase(tmp_path / "case", asked.request, by="ben")
    ledger = open_case("case")
    assert b"Vale Post" not in ledger.view.set_beside().background
    assert flow.corroborate_new(ledger).reports == len(REPORTS) - 2
    assert {finding.rule for _, finding in across(ledger)}.isdisjoint({"single-root-source", "cumulative-falls"})


def test_an_index_that_was_made_again_leads_to_the_same(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate_new(ledger)
    shown = across(ledger)
    ledger.close()
    flow.make_index_again(tmp_path / "case")
    ledger = open_case("case")
    done = flow.corroborate_new(ledger)
    assert (done.reports, done.changed) == (len(REPORTS), 0)
    assert across(ledger) == shown


def test_a_report_that_is_read_anew_is_compared_anew(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS[:3])
    flow.corroborate_new(ledger)
    ((report, before),) = across(ledger)
    (document,) = (one.document for one in ledger.view.readings_numbered(ledger.view.readings_after(-1)) if one.reading.id == "coast-1")
    said = flow.read_document(document, settings=Settings(reader="rules"))
    ledger.append_reading(document, msgspec.structs.replace(said, figures=(), reader=Reader(name="rules", version="9")))
    assert flow.corroborate_new(ledger).reports == 1
    assert [(kept, finding.rule) for kept, finding in across(ledger)] != [(report, before.rule)]


def read_again(ledger: Ledger, name: str, **now: Any) -> None:
    """Keep another reading of a report, which tells something else."""
    (one,) = (one for one in ledger.view.readings_numbered(ledger.view.readings_after(-1)) if one.reading.id == name)
    said = flow.read_document(one.document, settings=Settings(reader="rules"))
    ledger.append_reading(one.document, msgspec.structs.replace(said, reader=Reader(name="rules", version="9"), **now))


@pytest.mark.parametrize("name", ["harbour-1", "coast-1", "delta-1", "ridge-1", "harbour-2", "vale-2", "vale-3", "coast-2"])
def test_nothing_is_left_of_what_a_report_told_before_it_was_read_anew(open_case, tmp_path: Path, name: str) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate_new(ledger)
    review.correct(ledger, CorrectionRequest(record="ridge-1/f1", set={"min": 17, "max": 17}), by="Ana Reyes", reason="read again")
    flow.corroborate_new(ledger)
    read_again(ledger, name, figures=(), statements=(), incidents=())
    background = Background.read(ledger.view.set_beside().background).reports
    assert flow.corroborate_new(ledger).reports == 1
    assert Background.read(ledger.view.set_beside().background).reports == background  # it counts once
    kept = {one.id for one in ledger.view.readings_numbered(ledger.view.readings_after(-1))}
    named = {
        record
        for one in ledger.view.readings_numbered(ledger.view.readings_after(-1))
        for finding in one.reading.findings
        if corroboration.is_across(finding)
        for record in corroboration.records_of(finding, one.id)
    }
    assert {record.rpartition("/")[0] for record in named} <= kept
    assert flow.corroborate(ledger).changed == 0  # all together show the same


CORRECTIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "another number": ({"record": "delta-1/f1", "set": {"min": 17, "max": 17}},),
    "a number that others give of it": ({"record": "ridge-1/f1", "set": {"min": 17, "max": 17}},),
    "another measure": ({"record": "ridge-1/f1", "set": {"measure": "injured"}},),
    "a figure that is none": ({"record": "coast-1/i1", "set": {"figures": []}}, {"record": "coast-1/f1", "withdraw": True}),
    "a figure for another": (
        {"record": "vale-1/i1", "withdraw": True},
        {"record": "vale-1/f1", "withdraw": True},
        {"record": "vale-1", "add": "figure", "set": {"phrase": "Seventeen", "min": 17, "max": 17, "measure": "missing", "place": "Dalm"}},
    ),
    "the outlet and the day": ({"record": "vale-1/report", "set": {"outlet": "Harbour News", "published": "2031-07-05"}},),
    "several reports": (
        {"record": "harbour-1/f1", "set": {"min": 71, "max": 71}},
        {"record": "coast-1/f1", "set": {"min": 71, "max": 71}},
        {"record": "vale-2/f1", "set": {"min": 340, "max": 340}},
    ),
}


@pytest.mark.parametrize("name", CORRECTIONS)
@pytest.mark.parametrize("way", ["new", "whole"])
def test_what_people_correct_is_compared_as_corrected(open_case, tmp_path: Path, name: str, way: str) -> None:
    corrected, beside = open_case("corrected"), open_case("beside")
    for ledger in (corrected, beside):
        read(ledger, tmp_path, *REPORTS)
    flow.corroborate(corrected)
    as_read = across(corrected)
    requests = [CorrectionRequest(**one) for one in CORRECTIONS[name]]
    for ledger in (corrected, beside):
        for request in requests:
            review.correct(ledger, request, by="Ana Reyes", reason="read again")
        ledger.commit()
    flow.corroborate(beside)  # which was never compared before
    done = flow.corroborate_new(corrected) if way == "new" else flow.corroborate(corrected)
    assert across(corrected) == across(beside) != as_read
    if way == "new":
        assert done.reports == done.corrected == len({request.record.partition("/")[0] for request in requests})
        assert flow.corroborate(corrected).changed == 0
    assert flow.corroborate_new(corrected) == flow.Corroborated(reports=0, findings=0, changed=0)
    for request in requests if name == "several reports" else ():
        review.correct(corrected, CorrectionRequest(record=request.record, take_back=True), by="Ana Reyes", reason="it was right")
    if name == "several reports":
        assert flow.corroborate_new(corrected).corrected == len(requests)
        assert across(corrected) == as_read


def test_a_correction_of_a_report_that_is_not_compared_yet_is_taken_with_it(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS[:3])
    flow.corroborate_new(ledger)
    read(ledger, tmp_path, REPORTS[3])
    review.correct(ledger, CorrectionRequest(record="delta-1/f1", set={"min": 17, "max": 17}), by="Ana Reyes", reason="a slip of ours")
    assert (done := flow.corroborate_new(ledger)).reports == 1 and not done.corrected
    assert "figure-copy-error" not in {finding.rule for _, finding in across(ledger)}
    (claim,) = (claim for claim, _ in flow.claims_of(ledger.view) if claim.kind == "figure")
    assert [(one.report, one.set_by_person) for one in claim.statements][-1] == ("delta-1", True)
    assert sum(one.set_by_person for one in claim.statements) == 1


def test_a_finding_that_was_dismissed_is_no_correction(open_case, tmp_path: Path) -> None:
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate(ledger)
    noticed = across(ledger)
    name, finding = next((said.id, said.findings[0].id) for said in ledger.view.readings() if said.findings)
    for take_back in (False, True, False):
        review.dismiss(ledger, f"{name}/{finding}", by="Ana Reyes", reason="known to us", take_back=take_back)
        assert flow.corroborate_new(ledger) == flow.Corroborated(reports=0, findings=0, changed=0)
    review.correct(ledger, CorrectionRequest(record="harbour-1/f1", set={"min": 71, "max": 71}), by="Ana Reyes", reason="read again")
    review.dismiss(ledger, f"{name}/{finding}", by="Ben Osei", reason="again", take_back=True)
    done = flow.corroborate_new(ledger)
    assert (done.reports, done.corrected) == (1, 1)
    assert across(ledger) != noticed


def test_corrections_are_taken_once_where_it_was_stopped(open_case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "_GROUP", 1)
    ledger = open_case("case")
    read(ledger, tmp_path, *REPORTS)
    flow.corroborate(ledger)
    for request in CORRECTIONS["several reports"]:
        review.correct(ledger, CorrectionRequest(**request), by="Ana Reyes", reason="read again")

    def stop(done: int, of: int) -> None:
        assert of == len(CORRECTIONS["several reports"])
        if done == 2:
            raise KeyboardInterrupt

    background = ledger.view.set_beside().background
    with pytest.raises(KeyboardInterrupt):
        flow.corroborate_new(ledger, stop)
    assert flow.corroborate_new(ledger).corrected == 1
    assert Background.read(ledger.view.set_beside().background).reports == Background.read(background).reports == len(REPORTS)
    assert flow.corroborate(ledger).changed == 0
    assert flow.corroborate_new(ledger).reports == 0


VALUES: dict[str, tuple[Any, ...]] = {"number": (9, 17, 23, 71, 310), "place": ("Dalm", "Sund", "Kesh"), "measure": ("killed", "injured")}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_people_do_and_in_whatever_order_new_ones_show_what_all_show(tmp_path: Path, seed: int) -> None:
    """Reports come, are corrected, read anew and compared at random; then all are compared at once."""
    dice = random.Random(seed)
    waiting, there = list(REPORTS), []
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        while waiting or dice.random() < 0.7:
            act = dice.choice(("read", "read", "correct", "correct", "take back", "anew", "compare", "compare"))
            if act == "read" and waiting:
                there.append(waiting.pop(dice.randrange(len(waiting))))
                read(ledger, tmp_path, there[-1])
            elif act in ("correct", "take back") and there:
                correct_at_random(ledger, dice, there, take_back=act == "take back")
            elif act == "anew" and there:
                read_again(ledger, dice.choice(there)[0], **dice.choice(({}, {"figures": (), "statements": (), "incidents": ()})))
            elif act == "compare":
                flow.corroborate_new(ledger)
        flow.corroborate_new(ledger)
        shown = across(ledger)
        flow.corroborate(ledger)
        assert shown == across(ledger)


def correct_at_random(ledger: Ledger, dice: random.Random, there: list[tuple[str, str, str, str]], *, take_back: bool) -> None:
    """Correct a figure of some report, or its outlet; or take such a correction back."""
    name = dice.choice(there)[0]
    said = ledger.view.reading(name)
    record = dice.choice([f"{name}/report", *(f"{name}/{figure.id}" for figure in said.figures)])
    number, place, measure = (dice.choice(VALUES[field]) for field in ("number", "place", "measure"))
    figure = dice.choice(({"min": number, "max": number}, {"place": place}, {"measure": measure}))
    given = {"outlet": dice.choice(REPORTS)[1]} if record.endswith("/report") else figure
    request = CorrectionRequest(record=record, take_back=True) if take_back else CorrectionRequest(record=record, set=given)
    with contextlib.suppress(OnRecordError):  # nothing to take back, or no other value
        review.correct(ledger, request, by="Ana Reyes", reason="read again")
    ledger.commit()
