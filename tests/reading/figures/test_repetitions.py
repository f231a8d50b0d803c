"""Equal counts of two sources for two places are no repetition. All events are invented."""

import msgspec

from onrecord.reading.figures.repetitions import told_apart
from onrecord.records import Figure

FIRST = Figure(id="f1", measure="killed", min=40, max=40, source="the rebels", place="Norvale", start=0, end=2, phrase="40")


def second(source: str | None, place: str | None) -> Figure:
    return msgspec.structs.replace(FIRST, id="f2", start=50, end=52, source=source, place=place, duplicate_of="f1")


def test_another_source_for_another_place_is_told_apart() -> None:
    assert told_apart([FIRST, second("the army", "Eastmere")]) == ["f2"]


def test_the_same_toll_told_again_stays_a_repetition() -> None:
    for source, place in (
        ("Rebels", "Norvale"),
        ("the army", "Norvale"),
        (None, "northern Norvale"),
        ("the rebels' press office", None),
        ("the rebels", "Eastmere"),
        ("the army", None),
    ):
        assert told_apart([FIRST, second(source, place)]) == []
