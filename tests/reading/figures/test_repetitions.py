"""Equal counts of two sources for two places are no repetition. All events are invented."""

import msgspec

import onrecord
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


def test_an_open_count_of_one_land_is_not_the_exact_count_of_another() -> None:
    text = "Over 1,300 people were killed in Orria in an attack last week. In Tessia, the clinic reported 1,417 people killed."
    assert [figure.duplicate_of for figure in onrecord.read(text, date="2031-11-09").figures] == [None, None]


def test_a_count_beside_what_a_deed_is_taken_to_mean_is_the_reports_own() -> None:
    text = "The broadcast is seen as an effort to win support after an attack in which over 300 people were killed."
    [figure] = onrecord.read(text, date="2031-11-09").figures
    assert figure.standing == "asserted"


def test_a_corrected_toll_takes_the_place_of_its_own_teller_and_of_nobody_elses() -> None:
    text = "The ministry said 14 people were killed. A hospital director put the number at 11. The ministry later corrected its toll to 16."
    first, other, corrected = onrecord.read(text).figures
    assert (first.superseded, other.superseded, corrected.supersedes) == (True, False, first.id)


def test_the_wounded_who_died_are_no_part_of_those_killed_before() -> None:
    text = (
        "Nine people were killed and 20 wounded in the blast, the clinic said. Two of the wounded died later. Two of the dead were nurses."
    )
    assert [(figure.min, figure.subset_of) for figure in onrecord.read(text).figures] == [(9, None), (20, None), (2, None), (2, "f1")]


def test_a_correction_keeps_to_its_teller_whatever_it_is_called() -> None:
    for one, other in (("Tessian army", "Orrian army"), ("health ministry", "defence ministry"), ("Volta Front", "Orrian army")):
        text = f"The {one} said 14 people were killed. The {other} put the number at 11. The {one} later corrected its toll to 16."
        assert [figure.superseded for figure in onrecord.read(text).figures] == [True, False, False], one


def test_a_toll_that_was_not_corrected_stands() -> None:
    for undone in ("did not correct", "refused to correct"):
        text = f"The ministry said 19 people were killed. The ministry {undone} its toll to 16."
        assert not any(figure.superseded for figure in onrecord.read(text).figures), undone
