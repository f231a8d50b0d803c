"""Reports that are called like the beginning of a content id: neither is taken for the other, and whoever asks is told of both."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import NotFound
from onrecord.ledger import Ledger, View
from onrecord.records import CorrectionRequest

DIGITS = 8


@pytest.fixture
def ids(open_ledger: Callable[[], Ledger], make) -> dict[str, str]:
    """A closed case with a report, a note on it, and reports whose ids are the first digits of the reading's and the note's content
    ids: those, by what they are."""
    with open_ledger() as ledger:
        document = make.document(1)
        ledger.append_reading(document, make.reading(document))
        reading = ledger.view.reading_id("report-1")
        ids = {"reading": reading, "note": ledger.append_note({"text": "by the quay"}, by="Ana Reyes", report=reading)}
        for number, identifier in enumerate(ids.values(), start=2):
            other = make.document(number, id=identifier[:DIGITS])
            ledger.append_reading(other, make.reading(other))
        return ids


ASKED: dict[str, Callable[[View, str], object]] = {
    "show": lambda view, name: view.record(name),
    "show a part": lambda view, name: view.record(f"{name}/f1"),
    "notes": lambda view, name: view.reading(name),
    "a note on it": lambda view, name: view.reading_id(name),
    "findings": lambda view, name: list(view.findings(report=name)),
    "review": lambda view, name: list(view.reviews(report=name)),
    "as corrected": lambda view, name: view.as_corrected(name),
    "export": lambda view, name: view.chain([name]),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("digits", [DIGITS, DIGITS - 2], ids=["the id", "its beginning"])
def test_what_may_be_a_report_or_the_reading_of_another_is_refused_with_both(ids, case: Path, asked: str, digits: int):
    name = ids["reading"][:digits]
    is_called = "is the id of a report" if digits == DIGITS else "is the beginning of a report's id"
    with View.open(case) as view, pytest.raises(NotFound, match=f"^{name} {is_called} and the beginning of the content id") as caught:
        ASKED[asked](view, name)
    assert f"the reading {ids['reading']}" in (caught.value.hint or "")
    assert f"the report {ids['reading'][:DIGITS] if digits < DIGITS else ''}" in (caught.value.hint or "")


def test_both_can_be_named_by_their_content_ids(ids, case: Path):
    with View.open(case) as view:
        assert view.reading(ids["reading"]).id == "report-1"
        (other,) = view.readings_called(ids["reading"][:DIGITS])
        assert view.reading(other).id == ids["reading"][:DIGITS]
        assert view.reading_called(other).id == ids["reading"][:DIGITS]


def test_where_all_reports_are_exported_nothing_is_guessed_by_their_names(ids, case: Path):
    with View.open(case) as view:
        assert [one.reading.id for one in view.chain(None).reports] == [reading.id for reading in view.readings()]


def test_a_note_is_not_taken_for_a_report_where_a_report_is_asked_for(ids, case: Path):
    name = ids["note"][:DIGITS]
    with View.open(case) as view:
        assert view.reading(name).id == name
        with pytest.raises(NotFound, match=f"^{name} is the id of a report and the beginning of the content id") as caught:
            view.record(name)
        assert f"the note {ids['note']}" in (caught.value.hint or "")


def test_a_report_that_is_called_like_a_whole_content_id_does_not_take_its_place(ids, open_ledger, make):
    with open_ledger() as ledger:
        impostor = make.document(7, id=ids["reading"])
        ledger.append_reading(impostor, make.reading(impostor))
        assert ledger.view.reading_called(ids["reading"]).id == "report-1"
        with pytest.raises(NotFound, match="is the id of a report and the beginning"):
            ledger.append_correction(
                CorrectionRequest(record=f"{ids['reading']}/f1", set={"group": "people"}), by="Ana Reyes", reason="seen"
            )


@pytest.mark.parametrize("kind", ["reading", "note"])
def test_an_erasure_takes_neither_for_the_other(ids, open_ledger, kind: str):
    name = ids[kind][:DIGITS]
    with open_ledger() as ledger:
        with pytest.raises(NotFound, match=f"^{name} may mean the {kind} {ids[kind]} or the report {name}, and nothing was asked for"):
            ledger.ask_erasure([name], "safety", by="Ana Reyes")
        (other,) = ledger.view.readings_called(name)
        assert ledger.ask_erasure([other], "safety", by="Ana Reyes").reports == (name,)
        assert ledger.ask_erasure([ids[kind]], "safety", by="Ana Reyes").reports == (("report-1",) if kind == "reading" else ())


def test_the_beginning_of_several_content_ids_names_none_of_them_to_be_erased(open_ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.gathering._SHORTEST", 1)
    with open_ledger() as ledger:
        notes = [ledger.append_note({"text": f"note {number}"}, by="Ana Reyes") for number in range(17)]
        (shared, *_) = [one[0] for one in notes if sum(other[0] == one[0] for other in notes) > 1]
        with pytest.raises(NotFound, match=f"^{shared} may mean the note {re.escape(shared)}.* or the note {re.escape(shared)}"):
            ledger.ask_erasure([shared], "safety", by="Ana Reyes")
