"""What people said of a report goes out with it: the acts with their proofs, the reasons only where notes do, nothing that is withheld."""

import json
from collections.abc import Callable

import pytest
from tests.export.dossier.conftest import Desk, assess, notice_and_dismiss
from tests.export.dossier.forging import entries_of, lines_of, taken_apart

from onrecord import flow, review
from onrecord.ledger import verify
from onrecord.records import CorrectionRequest, Finding

REDACTED = flow.Redaction(reason="safety", by="R. Editor")
REASON = "Her cousin told us so"


@pytest.fixture
def reviewed(desk: Desk) -> Desk:
    """A report that one person corrected, proposed to call verified and found a finding of no use; another agreed."""
    with desk.opened() as ledger:
        change = CorrectionRequest(record="wire.txt/f1", set={"group": "workers of the mill"})
        review.correct(ledger, change, by="Ana Reyes", reason=REASON)
        review.correct(ledger, CorrectionRequest(record="wire.txt/f1", set={"min": 13}), by="Ben Osei", reason=REASON)
        assess(ledger, "wire.txt/f1", reason=REASON)
        notice_and_dismiss(ledger, reason=REASON)
    return desk


def test_a_dossier_holds_all_acts_on_its_reports(reviewed: Desk, lone: Callable[..., int], silent: None):
    path = reviewed.export("wire.txt")
    members = taken_apart(path)
    types = [entry["type"] for entry in entries_of(members)]
    assert [types.count(kind) for kind in ("correct", "propose", "decide")] == [3, 1, 1]
    page = members["onrecord/report.html"].decode()
    assert "What people said of this reading" in page
    assert "workers of the mill" in page
    assert "corroborated" in page
    assert page.count("superseded</span>") == 1
    assert "Ana Reyes" not in b"".join(members.values()).decode("utf-8", "replace")
    verdict = verify(path)
    assert (verdict.verdict, verdict.findings) == ("intact", ())
    assert (lone(path), lone(reviewed.case)) == (0, 0)
    assert verify(reviewed.case, with_index=True).verdict == "intact"


def test_what_people_did_stands_beside_what_the_machine_read(desk: Desk):
    with desk.opened() as ledger:
        named = {name for one in ledger.view.reading("wire.txt").figures for name in (one.statement,)}
        read = ledger.view.reading("wire.txt").statements
        free = next(one.id for one in read if one.id not in named and not any(one.id in other.denies for other in read))
        review.correct(ledger, CorrectionRequest(record="wire.txt/f1", set={"min": 13}), by="Ana Reyes", reason=REASON)
        review.correct(ledger, CorrectionRequest(record=f"wire.txt/{free}", withdraw=True), by="Ana Reyes", reason=REASON)
        noticed = Finding(id="x1", rule="figure-without-source", records=("f2",), sentence="Nobody is named for the 31.")
        kept = Finding(id="x2", rule="figure-without-source", records=("f1",), sentence="Nobody is named for the 14.")
        ledger.append_findings(ledger.view.reading_id("wire.txt"), (noticed, kept))
        review.dismiss(ledger, "wire.txt/x1", by="Ana Reyes", reason=REASON)
    page = taken_apart(desk.export("wire.txt"))["onrecord/report.html"].decode()
    above = page.partition("What people said of this reading")[0]
    blocks = above.split('<div class="one"')
    (one,) = (block for block in blocks if 'class="who">killed' in block and "f1" in block)
    (other,) = (block for block in blocks if 'class="who">injured' in block and "f2" in block)
    assert "corrected by a person, see below</span>" in one
    assert "by a person" not in other
    (withdrawn,) = (block for block in above.split('<div class="one"') if f'id="r1-{free}"' in block.partition(">")[0])
    assert "withdrawn by a person</span>" in withdrawn
    assert [line for line in above.splitlines() if "dismissed by a person</span>" in line] == [
        line for line in above.splitlines() if "Nobody is named for the 31." in line
    ]


def test_a_dossier_of_another_report_holds_none(reviewed: Desk):
    members = taken_apart(reviewed.export("page.html"))
    assert not {entry["type"] for entry in entries_of(members)} & {"correct", "propose", "decide"}
    assert "What people said" not in members["onrecord/report.html"].decode()


def test_reasons_go_out_only_where_notes_do(reviewed: Desk, lone: Callable[..., int], silent: None):
    without = taken_apart(reviewed.export("wire.txt"))
    assert REASON not in b"".join(without.values()).decode("utf-8", "replace")
    path = reviewed.export("wire.txt", out="with.wacz", with_notes=True)
    members = taken_apart(path)
    assert members["onrecord/report.html"].decode().count(REASON) == 5
    disclosed = [line for line in map(json.loads, lines_of(members["onrecord/records.jsonl"])) if "disclosures" in line]
    assert [line["type"] for line in disclosed] == ["correct", "correct", "propose", "decide", "correct"]
    assert verify(path).verdict == "intact"
    assert lone(path) == 0


def test_what_holds_a_protected_name_is_withheld(reviewed: Desk, lone: Callable[..., int], silent: None):
    reviewed.note("witness", "page.html", name="Ilva Tarn")
    with reviewed.opened() as ledger:
        change = CorrectionRequest(record="page.html/f1", set={"source": "Ilva Tarn of the clinic"})
        review.correct(ledger, change, by="Ana Reyes", reason=REASON)
        review.correct(ledger, CorrectionRequest(record="page.html/f1", set={"min": 8}), by="Ana Reyes", reason="Ilva Tarn said so")
        review.correct(ledger, CorrectionRequest(record="page.html/f1", set={"source": "the clinic"}), by="Ana Reyes", reason=REASON)
    path = reviewed.export("page.html", redaction=REDACTED)
    members = taken_apart(path)
    assert b"Tarn" not in b"".join(members.values())
    lines = [json.loads(line) for line in lines_of(members["onrecord/records.jsonl"])]
    assert [line for line in lines if line.get("type") == "correct"] == [], "each names the one before, which is withheld"
    assert verify(path).verdict == "intact"
    assert lone(path) == 0
