"""What readings are found by: noted as they are appended, put together, gone with what is gone, made again from the texts."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.index.tables import NOTED, PASSAGE
from onrecord.records.copying import FoundBy, PassageHeld

METHOD = "test"


def found_by(*passages: int, place: int = 100, day: int | None = 7, method: str = METHOD) -> FoundBy:
    return FoundBy(method=method, passages=passages, place=place, day=day)


def append(ledger: Ledger, make, number: int, *passages: int, place: int = 100, day: int | None = 7, **changes) -> str:
    document = make.document(number, **changes)
    ledger.append_reading(document, make.reading(document), found_by=found_by(*passages, place=place, day=day))
    kept = ledger.view.kept_reading(document)
    assert kept is not None
    return kept.id


def held(view: View, *passages: int) -> list[tuple[int, str, int, int | None]]:
    found = sorted(view.printed.holding(passages))
    return [(one.fingerprint, one.report, one.reports, one.last_day) for one in found]


def rows(ledger: Ledger) -> list[tuple[int, ...]]:
    return sorted(ledger.connection.all(select(PASSAGE)))


def test_a_passage_leads_to_the_reading_that_was_first_in_place(ledger: Ledger, make):
    first = append(ledger, make, 1, 11, 12, place=50)
    second = append(ledger, make, 2, 12, 13, place=60, day=9)
    assert held(ledger.view, 11, 12, 13, 14) == [(11, first, 1, 7), (12, first, 2, 9), (13, second, 1, 9)]


def test_one_that_comes_later_and_stands_before_takes_over(ledger: Ledger, make):
    late = append(ledger, make, 1, 11, 12, place=60)
    ledger.commit()
    original = append(ledger, make, 2, 12, 13, place=50, day=3)
    assert held(ledger.view, 11, 12, 13) == [(11, late, 1, 7), (12, original, 2, 7), (13, original, 1, 3)]
    ledger.commit()
    assert held(ledger.view, 11, 12, 13) == [(11, late, 1, 7), (12, original, 2, 7), (13, original, 1, 3)]


def test_of_two_in_one_place_the_one_read_first_holds_it(ledger: Ledger, make):
    first = append(ledger, make, 1, 11)
    append(ledger, make, 2, 11)
    assert held(ledger.view, 11) == [(11, first, 2, 7)]


def test_the_order_in_which_they_come_changes_nothing_but_that(tmp_path: Path, begin, make):
    told = []
    for name, order in (("a", (1, 2, 3, 4)), ("b", (4, 2, 3, 1))):
        begin(tmp_path / name)
        with Ledger.open(tmp_path / name, create=True) as ledger:
            for number in order:
                append(ledger, make, number, 10, 10 + number % 2, 20 + number, place=40 + number, day=None if number == 2 else number)
            told.append(held(ledger.view, *range(10, 30)))
    assert told[0] == told[1]


def test_days_that_are_not_known_change_no_day(ledger: Ledger, make):
    name = append(ledger, make, 1, 11, day=None)
    assert held(ledger.view, 11) == [(11, name, 1, None)]
    append(ledger, make, 2, 11, day=5)
    append(ledger, make, 3, 11, day=None)
    assert held(ledger.view, 11) == [(11, name, 3, 5)]


def test_the_largest_fingerprint_and_many_at_once(ledger: Ledger, make):
    many = [(1 << 61) - 2 - number for number in range(50)]
    name = append(ledger, make, 1, *many)
    assert [row[:2] for row in held(ledger.view, *many)] == [(one, name) for one in sorted(many)]
    assert held(ledger.view) == []


def test_a_reading_that_is_superseded_leads_to_the_one_that_holds(ledger: Ledger, make):
    document = make.document(1)
    ledger.append_reading(document, make.reading(document), found_by=found_by(11))
    before = rows(ledger)
    ledger.append_reading(document, make.reading(document, version="2"), found_by=found_by(11))
    kept = ledger.view.kept_reading(document)
    assert held(ledger.view, 11) == [(11, kept.id, 1, 7)]
    ledger.commit()
    assert held(ledger.view, 11) == [(11, kept.id, 1, 7)]
    assert rows(ledger) == before


def test_what_intake_makes_of_the_same_bytes_later_takes_the_place_of_the_earlier(ledger: Ledger, make):
    document = make.document(1)
    ledger.append_reading(document, make.reading(document), found_by=found_by(11, 12))
    for between in (lambda: None, ledger.commit):
        between()
        changed = make.document(1, text=document.text + " Nobody else was.", capture=document.capture)
        ledger.append_reading(changed, make.reading(changed, version="2"), found_by=found_by(12, 13))
        kept = ledger.view.kept_reading(changed)
        assert held(ledger.view, 11, 12, 13) == [(12, kept.id, 1, 7), (13, kept.id, 1, 7)]


def test_an_append_that_is_undone_notes_nothing(ledger: Ledger, make):
    append(ledger, make, 1, 11)
    document = make.document(2)
    said = make.reading(document)
    broken = msgspec.structs.replace(said, findings=(msgspec.structs.replace(said.findings[0], sentence="\ud800"),))
    with pytest.raises(ValueError, match="no canonical"):
        ledger.append_reading(document, broken, found_by=found_by(11, 12))
    assert [row[0] for row in rows(ledger)] == [11]
    assert ledger.connection.all(select(NOTED))[0][0] == METHOD
    append(ledger, make, 3, 12)
    assert [row[0] for row in rows(ledger)] == [11, 12]


def test_readings_without_are_noted_afterwards_and_what_came_behind_them_too(ledger: Ledger, make, open_ledger, case: Path):
    first = append(ledger, make, 1, 11)
    document = make.document(2)
    ledger.append_reading(document, make.reading(document))
    third = append(ledger, make, 3, 13)
    assert [row[0] for row in rows(ledger)] == [11]
    asked = []

    def given(document, reading):
        asked.append((document.id, reading.text == document.text))
        return found_by({"report-2": 12, "report-3": 13}[document.id])

    assert ledger.note_rest(METHOD, given) == 2
    assert asked == [("report-2", True), ("report-3", True)]
    assert [row[:2] for row in held(ledger.view, 11, 12, 13)] == [(11, first), (12, ledger.view.kept_reading(document).id), (13, third)]
    assert ledger.note_rest(METHOD, given) == 0
    append(ledger, make, 4, 14)
    assert [row[0] for row in rows(ledger)] == [11, 12, 13, 14]
    ledger.close()
    again = open_ledger()
    assert again.note_rest(METHOD, given) == 0
    append(again, make, 5, 15)
    assert [row[0] for row in rows(again)] == [11, 12, 13, 14, 15]


def test_another_method_notes_all_anew(ledger: Ledger, make):
    append(ledger, make, 1, 11)
    append(ledger, make, 2, 12)
    assert ledger.note_rest("other", lambda document, reading: found_by(21, method="other")) == 2
    assert [row[0] for row in rows(ledger)] == [21]
    document = make.document(3)
    ledger.append_reading(document, make.reading(document), found_by=found_by(13))  # by the earlier method: not to be mixed with the others
    assert [row[0] for row in rows(ledger)] == [21]


def test_an_index_made_again_has_none_and_gets_the_same(ledger: Ledger, make, case: Path, open_ledger):
    append(ledger, make, 1, 11, 12, place=60)
    append(ledger, make, 2, 12, 13, place=50)
    document = make.document(1)
    ledger.append_reading(document, make.reading(document, version="2"), found_by=found_by(11, 12, place=60))
    before = rows(ledger)
    ledger.close()
    reindex(case)
    again = open_ledger()
    assert rows(again) == []
    given = {"report-1": found_by(11, 12, place=60), "report-2": found_by(12, 13, place=50)}
    assert again.note_rest(METHOD, lambda document, reading: given[document.id]) == 2
    assert rows(again) == before


def test_where_nobody_knows_what_was_noted_all_is_noted_anew(ledger: Ledger, make, case: Path, open_ledger, index):
    append(ledger, make, 1, 11, 12)
    append(ledger, make, 2, 12, 13)
    before = rows(ledger)
    ledger.close()
    index.run(case, "DELETE FROM noted")
    again = open_ledger()
    given = {"report-1": found_by(11, 12), "report-2": found_by(12, 13)}
    assert again.note_rest(METHOD, lambda document, reading: given[document.id]) == 2
    assert rows(again) == before
    assert again.note_rest(METHOD, lambda document, reading: given[document.id]) == 0


def test_noting_that_was_stopped_goes_on_where_it_was(ledger: Ledger, make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.noting._COMMITTED", 2)
    for number in range(1, 6):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))
    asked = []

    def given(document, reading):
        asked.append(document.id)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return found_by(int(document.id[-1]))

    with pytest.raises(KeyboardInterrupt):
        ledger.note_rest(METHOD, given)
    assert ledger.note_rest(METHOD, given) == 2
    assert asked == ["report-1", "report-2", "report-3", "report-4", "report-4", "report-5"]
    assert [(row[0], row[3]) for row in rows(ledger)] == [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]


def test_what_is_erased_leads_nowhere_and_its_passages_go_to_those_that_have_them(ledger: Ledger, make, open_ledger):
    first = make.document(1)
    ledger.keep(first.capture, first.text.encode())
    append(ledger, make, 1, 11, 12, place=50)
    second = append(ledger, make, 2, 12, place=60)
    asked = ledger.ask_erasure(["report-1"], "safety", by="Ines")
    ledger.append_erasure(asked.request, by="Tomas")
    assert held(ledger.view, 11, 12) == []
    assert rows(ledger) == []
    ledger.close()
    again = open_ledger()
    assert rows(again) == []
    assert again.note_rest(METHOD, lambda document, reading: found_by(12, place=60)) == 1
    assert held(again.view, 11, 12) == [(12, second, 1, 7)]


def test_a_reader_beside_the_writer_finds_what_was_committed(ledger: Ledger, make, case: Path):
    name = append(ledger, make, 1, 11)
    ledger.commit()
    append(ledger, make, 2, 12)
    with View.open(case) as view:
        (found,) = view.printed.holding([11, 12])
        assert found == PassageHeld(11, name, found.read, 100, 1, 7)


def test_a_kept_report_is_given_as_copies_are_looked_for_in_it(ledger: Ledger, make):
    name = append(ledger, make, 1, 11, url="https://www.vale.example/news/1?utm_source=x")
    report = ledger.view.printed.report(name)
    assert (report.id, report.outlet, report.page, report.published) == (name, "The Vale Post", "vale.example/news/1", "2031-03-05")
    assert report.text == make.document(1).text
    with pytest.raises(KeyError):
        ledger.view.printed.report("0" * 64)
