"""What tables are made of: every report as it stands now, once, and whom the notes of the case protect."""

from pathlib import Path

import pytest
from tests.ledger.conftest import make_document, make_reading

from onrecord import flow
from onrecord.errors import NotFound
from onrecord.ledger import Ledger, View
from onrecord.ledger.people import pseudonym_of
from onrecord.records import CorrectionRequest


@pytest.fixture
def kept(case: Path, ledger: Ledger) -> Ledger:
    """Three reports."""
    for number in (1, 2, 3):
        document = make_document(number)
        ledger.append_reading(document, make_reading(document))
    return ledger


def names_of(case: Path) -> list[tuple[str, bool]]:
    """Each protected name, and whether its note is on a report."""
    with View.open(case) as view:
        return [(name, on is not None) for name, on in view.protection().names]


def test_reports_come_as_they_were_read_first_and_as_people_corrected_them(case: Path, kept: Ledger):
    name = make_document(2).id
    kept.append_correction(CorrectionRequest(record=f"{name}/report", set={"title": "Another title"}), by="Ana Reyes", reason="as printed")
    kept.close()
    with View.open(case) as view:
        found = list(view.reports())
        assert [one.reading.id for one in found] == [make_document(number).id for number in (1, 2, 3)]
        assert [one.id for one in found] == [view.reading_id(one.reading.id) for one in found]
        assert [one.reading.report.title for one in found][1] == "Another title"
        assert [one.set_by_people for one in found] == [frozenset(), frozenset({"report"}), frozenset()]
        assert [len(one.reviews) for one in found] == [0, 1, 0]
        assert [one.reading.id for one in view.reports([name, name])] == [name]
        with pytest.raises(NotFound):
            list(view.reports([name, "nowhere"]))


def test_notes_protect_all_whom_they_name_but_for_one_role(case: Path, kept: Ledger):
    reading = kept.view.reading_id(make_document(1).id)
    kept.append_note({"name": "Anna Vale", "text": "saw it"}, by="N. Noter", report=reading, role="witness")
    kept.append_note({"name": "Tove Hald"}, by="N. Noter", role="other")
    kept.append_note({"name": "Mara Lind"}, by="N. Noter")
    kept.append_note({"text": "no name"}, by="N. Noter")
    kept.close()
    assert names_of(case) == [("Anna Vale", True), ("Mara Lind", False)]
    with View.open(case) as view:
        protection = view.protection()
    assert protection.noted_on(None) == protection.noted_on({reading}) == ("Anna Vale",)
    assert protection.noted_on({"0" * 64}) == ()


def test_a_note_leads_to_the_reading_that_holds_now(case: Path, kept: Ledger):
    document = make_document(1)
    earlier = kept.view.reading_id(document.id)
    kept.append_note({"name": "Anna Vale"}, by="N. Noter", report=earlier)
    kept.append_reading(document, make_reading(document, version="2"))
    kept.close()
    with View.open(case) as view:
        now = view.reading_id(document.id)
        assert now != earlier
        assert view.protection().noted_on({now}) == ("Anna Vale",)


@pytest.mark.parametrize(("role", "gone"), [("witness", 1), (None, 1), ("other", 0)])
def test_a_note_that_was_erased_is_counted_where_it_may_have_named_somebody(case: Path, kept: Ledger, role: str | None, gone: int):
    note = kept.append_note({"name": "Anna Vale"}, by="N. Noter", role=role)
    asked = kept.ask_erasure([note], "safety", by="A. First")
    pseudonym_of(kept.places, "B. Second")
    kept.close()
    flow.erase(case, asked.request, by="B. Second")
    with View.open(case) as view:
        assert view.protection() == ((), gone, 1)


def test_a_name_that_another_note_still_gives_is_not_lost(case: Path, kept: Ledger):
    note = kept.append_note({"name": "Anna Vale"}, by="N. Noter")
    kept.append_note({"name": "Anna Vale"}, by="N. Noter", role="witness")
    asked = kept.ask_erasure([note], "safety", by="A. First")
    kept.close()
    flow.erase(case, asked.request, by="B. Second")
    with View.open(case) as view:
        assert view.protection() == ((("Anna Vale", None),), 0, 1)
