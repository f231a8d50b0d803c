"""A dossier tells that people decided on claims of its reports, and nothing of other reports that such a decision names."""

import json
from collections.abc import Callable

import pytest
from tests.export.dossier.conftest import Desk
from tests.export.dossier.forging import entries_of, lines_of, taken_apart

from onrecord import flow
from onrecord.ledger import verify
from onrecord.records import ClaimRecord

REASON = "Her cousin told us so"


@pytest.fixture
def decided(desk: Desk) -> Desk:
    """Two reports of which a person said that they tell one claim, and took it back."""
    with desk.opened() as ledger:
        named = []
        for side, report in enumerate(("wire.txt", "page.html")):
            figure = ledger.view.reading(report).figures[0]
            place = {"record": figure.id, "start": figure.start, "end": figure.end, "words": figure.phrase}
            named.append(ClaimRecord(reading=ledger.view.reading_id(report), report=report, kind="figure", side=side, **place))
        merged = ledger.append_claim_decision("merge", named, by="Ana Reyes", reason=REASON)
        ledger.append_claim_undo(merged, by="Ben Osei", reason=REASON)
    return desk


def claims_in(members: dict[str, bytes]) -> list[dict[str, object]]:
    """The lines of the records of decisions on claims, in the order of the log; withheld ones have no type."""
    count = {entry["sequence"]: len(entry["generated"]) for entry in entries_of(members) if entry["type"] == "claim"}
    assert list(count.values()) == [3, 3]
    lines = [json.loads(line) for line in lines_of(members["onrecord/records.jsonl"])]
    first = next(at for at, line in enumerate(lines) if line.get("type") == "claim")
    return lines[first : first + 6]


def test_the_entries_go_out_and_of_their_records_those_of_its_reports(decided: Desk, lone: Callable[..., int], silent: None):
    path = decided.export("wire.txt")
    members = taken_apart(path)
    lines = claims_in(members)
    assert [line.get("withheld", False) for line in lines] == [False, False, True, False, False, True]
    assert b"page.html" not in members["onrecord/records.jsonl"]
    assert "a person said which records tell one claim, and which do not" in members["onrecord/report.html"].decode()
    whole = b"".join(members.values()).decode("utf-8", "replace")
    assert REASON not in whole
    assert "Ana Reyes" not in whole
    assert (verify(path).verdict, lone(path), lone(decided.case)) == ("intact", 0, 0)


def test_where_both_reports_go_out_nothing_is_withheld(decided: Desk, lone: Callable[..., int], silent: None):
    path = decided.export("wire.txt", "page.html", with_notes=True)
    lines = claims_in(taken_apart(path))
    assert not any("withheld" in line for line in lines)
    assert [bool(line.get("disclosures")) for line in lines] == [True, False, False, True, False, False]
    assert (verify(path).verdict, lone(path)) == ("intact", 0)


def test_a_dossier_of_another_report_tells_nothing_of_it(decided: Desk):
    members = taken_apart(decided.export("hostile.txt"))
    assert "claim" not in {entry["type"] for entry in entries_of(members)}


def test_a_redacted_dossier_withholds_what_names_a_record_that_it_withholds(decided: Desk, lone: Callable[..., int], silent: None):
    decided.note("witness", "wire.txt", name="Anna Berg-Holt")
    path = decided.export("wire.txt", redaction=flow.Redaction(reason="safety", by="R. Editor"))
    assert [line.get("withheld", False) for line in claims_in(taken_apart(path))] == [False, True, True, False, True, True]
    assert (verify(path).verdict, lone(path)) == ("intact", 0)
