"""What our program notices in an archive today, as places in its reports."""

from dataclasses import replace

import pytest

from onrecord.errors import BadInput
from onrecord.evaluation.archive import Archive, Place
from onrecord.evaluation.archive.reading import noticed_in_reports, noticed_thing, place_of
from onrecord.records import Figure, Finding, Incident, MediaMention, Reading, Statement
from onrecord.settings import Settings

SAID = Statement(
    id="s1", source=((0, 3),), cue=((4, 8),), content=((9, 20), (30, 40)), act="asserts", voice="attributed", standing="claimed",
    form="indirect", speech=True, grade="both", confidence=1.0,
)  # fmt: skip
READING = Reading(
    id="a",
    text="x" * 60,
    statements=(SAID,),
    figures=(Figure(id="f1", measure="killed", min=1, max=1, start=12, end=14, phrase="xx"),),
    media_mentions=(MediaMention(id="m1", kind="video", span=((41, 45),)),),
    incidents=(Incident(id="i1", type="shelling", span=None), Incident(id="i2", type="shelling", span=(50, 55))),
)


def test_records_stand_where_the_reading_says() -> None:
    places = {name: place_of(READING, name) for name in ("s1", "f1", "m1", "i1", "i2", "f9")}
    assert places == {
        "s1": Place("a", 9, 40),
        "f1": Place("a", 12, 14),
        "m1": Place("a", 41, 45),
        "i1": None,
        "i2": Place("a", 50, 55),
        "f9": None,
    }


def test_a_statement_over_several_paragraphs_stands_where_most_of_it_is() -> None:
    apart = Reading(id="a", text=f"{'x' * 25}\n\n{'x' * 33}", statements=(SAID,))
    assert place_of(apart, "s1") == Place("a", 9, 20)


def test_records_of_other_reports_are_named_with_their_report() -> None:
    other = Reading(id="b/2", text="y" * 9, figures=(Figure(id="f1", measure="killed", min=2, max=2, start=0, end=2, phrase="yy"),))
    others = [{"reading": "of-b", "record": "f1"}, {"reading": "of-b", "record": "gone"}]
    finding = Finding(rule="contradicting-figures", records=("f1", "f1"), sentence="S.", detail={"others": others})
    found = noticed_thing(finding, "a", {"a": READING, "of-b": other})
    assert found.places == (Place("a", 12, 14), Place("b/2", 0, 2))
    assert found.sentence == "S."


def test_a_finding_without_records_is_about_its_report() -> None:
    assert noticed_thing(Finding(rule="silent-edit", sentence="S."), "a", {"a": READING}).places == (Place("a"),)


def test_the_reports_are_read_and_their_places_are_in_them(small: Archive) -> None:
    found = noticed_in_reports(small, Settings(reader="rules")).noticed
    assert any(one.rule == "silent-edit" and one.places == (Place("wire-3b"),) for one in found)
    for one in found:
        assert all(place.whole or 0 <= place.start < place.end <= len(small.by_id[place.report]["text"]) for place in one.places)


def test_a_report_that_cannot_be_read_is_told(small: Archive) -> None:
    first, *rest = small.reports
    broken = replace(small, reports=({**first, "text": None}, *rest))
    with pytest.raises(BadInput, match="text"):
        noticed_in_reports(broken, Settings(reader="rules"))
