"""A corrected record is a legal one or none, whatever is asked for."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Correction, Figure, Incident, Reading, Statement, canonical, decode, encode
from onrecord.records.correcting import KINDS, added, as_corrected, changed, corrected_value, faults_of, id_of, kind_of, record_in

TEXT = "Vale, 5 March 2031. The clinic said that 14 people were killed, 3 of them children. The mill burned; the mill is gone."


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


READING = Reading(
    id="vale",
    text=TEXT,
    statements=(
        Statement(
            id="s1",
            source=(at("The clinic"),),
            cue=(at("said"),),
            content=(at("14 people were killed, 3 of them children"),),
            act="reports",
            voice="attributed",
            standing="claimed",
            form="indirect",
            speech=True,
            grade="both",
            confidence=0.9,
        ),
    ),
    figures=(
        Figure(id="f1", measure="killed", min=14, max=14, start=at("14")[0], end=at("14")[1], phrase="14", statement="s1"),
        Figure(id="f2", measure="killed", min=3, max=3, start=at("3 of")[0], end=at("3 of")[0] + 1, phrase="3", subset_of="f1"),
    ),
    incidents=(Incident(id="i1", type="arson", figures=("f1",), span=at("burned")),),
)

values = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=12)
plain = st.recursive(
    values | st.sampled_from(["14", "s1", "f2", "the mill"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=6,
)
FIELDS = sorted({name for kind in KINDS.values() for name in kind.__struct_fields__})


def correction_of(record: Any) -> Correction:
    return Correction(record=id_of(record), **{kind_of(record) or "": record})


@pytest.mark.parametrize("value", ["2031-W10-3", "2031-03-05T10:00", "20310305", "2031-3-5", "2031-02-30", "spring"])
def test_a_day_is_written_as_one(value: str) -> None:
    (figure, _) = READING.figures
    wrong = msgspec.structs.replace(READING, figures=(msgspec.structs.replace(figure, as_of=value),))
    assert any("YYYY-MM-DD" in fault for fault in faults_of(wrong, "f1"))


def test_the_machines_own_records_are_legal() -> None:
    assert [faults_of(READING, local) for local in ("s1", "f1", "f2", "i1", "report")] == [[]] * 5


@given(st.sampled_from(["s1", "f1", "f2", "i1", "report"]), st.dictionaries(st.sampled_from(FIELDS), plain, min_size=1, max_size=3))
def test_whatever_is_set_gives_a_record_that_can_be_kept_or_one_sentence(local: str, fields: dict[str, Any]) -> None:
    record = record_in(READING, local)
    assert record is not None
    try:
        after = changed(record, fields, TEXT)
    except ValueError as refused:
        assert str(refused)
        assert "\n" not in str(refused)
        return
    assert type(after) is type(record)
    assert id_of(after) == local
    now = as_corrected(READING, [correction_of(after)])
    if not faults_of(now, local):
        assert decode(canonical(correction_of(after)), Correction) == correction_of(after)
        assert decode(encode(now), Reading) == now
        if isinstance(after, Figure):
            assert TEXT[after.start : after.end] == after.phrase


@given(st.sampled_from(sorted(KINDS)), st.dictionaries(st.sampled_from(FIELDS), plain, max_size=4))
def test_whatever_is_added_gives_a_record_of_its_own_id_or_one_sentence(kind: Any, fields: dict[str, Any]) -> None:
    try:
        record = added(kind, fields, READING)
    except ValueError as refused:
        assert str(refused)
        return
    assert record_in(READING, id_of(record)) is None
    now = as_corrected(READING, [msgspec.structs.replace(correction_of(record), added=True)])
    assert record_in(now, id_of(record)) == record
    assert id_of(added(kind, fields, now)) != id_of(record)


def test_words_that_stand_once_are_places() -> None:
    statement = changed(READING.statements[0], {"content": "14 people were killed", "antecedent": "Vale"}, TEXT)
    assert isinstance(statement, Statement)
    assert (statement.content, statement.antecedent) == ((at("14 people were killed"),), at("Vale"))
    two = changed(READING.statements[0], {"source": ["The clinic", [0, 4]]}, TEXT)
    assert faults_of(as_corrected(READING, [correction_of(two)]), "s1") == [
        "the pieces of the field source overlap, or are not in the order of the text"
    ]
    with pytest.raises(ValueError, match="“the mill”, given as cue, stand in the text more than once"):
        changed(READING.statements[0], {"cue": "the mill "[:-1]}, TEXT.replace("The mill", "the mill"))
    moved = changed(READING.figures[0], {"start": 0, "end": 4}, TEXT)
    assert isinstance(moved, Figure)
    assert moved.phrase == "Vale"


def test_a_record_that_others_name_cannot_go() -> None:
    without = [Correction(record=local, withdrawn=True) for local in ("f2", "i1", "f1")]
    assert faults_of(as_corrected(READING, without[2:]), "f1") == ["f2 (subset_of) and i1 (figures) name it; correct f2 and i1 first"]
    assert faults_of(as_corrected(READING, without), "f1") == []
    assert as_corrected(READING, without).figures == ()
    assert corrected_value(without[0]) is None


@pytest.mark.parametrize(
    ("local", "name", "given", "told"),
    [
        ("i1", "figures", "f2", 'the field figures cannot be “f2”: it is a list, as in figures=["f2"]'),
        ("i1", "figures", "f1, f2", 'the field figures cannot be “f1, f2”: it is a list, as in figures=["f1", "f2"]'),
        ("i1", "figures", "[f2]", 'the field figures cannot be “[f2]”: it is a list, as in figures=["f2"]'),
        ("i1", "figures", 2, 'the field figures cannot be “2”: it is a list, as in figures=["…"]'),
        ("i1", "span", "[1]", "the field span cannot be “[1]”: it is a place in the text, as in span=[0, 12], or null for nothing"),
        ("i1", "responsibility", "the army", 'cannot be “the army”: it is a list, as in responsibility=[{"party": "…"}]'),
        ("report", "authors", "Ana Reyes", 'the field authors cannot be “Ana Reyes”: it is a list, as in authors=["Ana Reyes"]'),
        ("s1", "denies", "s2 s3", 'the field denies cannot be “s2 s3”: it is a list, as in denies=["s2", "s3"]'),
        ("s1", "speech", "yes", "the field speech cannot be “yes”: it is true or false"),
        ("f1", "min", "a dozen", "the field min cannot be “a dozen”: it is a whole number, as in min=12, or null for nothing"),
        ("f1", "confidence", "high", "the field confidence cannot be “high”: it is a number, as in confidence=0.9"),
        ("f1", "group", 3, "the field group cannot be “3”: it is text, or null for nothing"),
    ],
)
def test_what_a_field_takes_is_told_in_its_own_form(local: str, name: str, given: Any, told: str) -> None:
    record = record_in(READING, local)
    assert record is not None
    with pytest.raises(ValueError, match=re.escape(told)) as refused:
        changed(record, {name: given}, TEXT)
    assert "Expected" not in str(refused.value)


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        ((14, 14), {"min": "12"}, (12, 12)),
        ((14, 14), {"min": 16}, (16, 16)),
        ((14, 14), {"max": 16}, (16, 16)),
        ((14, 14), {"min": 12, "max": 16}, (12, 16)),
        ((14, 14), {"max": None}, (14, None)),
        ((14, 14), {"min": None}, (None, 14)),
        ((14, 14), {"group": "people"}, (14, 14)),
        ((10, 14), {"min": 12}, (12, 14)),
        ((10, 14), {"min": 14}, (14, 14)),
        ((14, None), {"min": 12}, (12, None)),
        ((None, 14), {"max": 12}, (None, 12)),
        ((None, None), {"min": 12}, (12, None)),
    ],
)
def test_one_number_stays_one_unless_both_ends_are_given(before: Any, fields: dict[str, Any], after: Any) -> None:
    figure = msgspec.structs.replace(READING.figures[0], min=before[0], max=before[1])
    now = changed(figure, fields, TEXT)
    assert isinstance(now, Figure)
    assert (now.min, now.max) == after
    assert faults_of(as_corrected(READING, [correction_of(now)]), "f1") == []


def test_an_end_that_a_person_set_before_stays_where_the_other_is_set() -> None:
    figure = msgspec.structs.replace(READING.figures[0], min=12, max=12)
    now = changed(figure, {"max": 20}, TEXT, by_people={"min"})
    assert isinstance(now, Figure)
    assert (now.min, now.max) == (12, 20)


@pytest.mark.parametrize("group", ["mill\ners", "mill\tners", "mill\x1b[2Jners", "mill\u2028ners"])
def test_a_name_is_one_line_of_words(group: str) -> None:
    with pytest.raises(ValueError, match="the field group has a line break, a tab or another control character; write it in one line"):
        changed(READING.figures[0], {"group": group}, TEXT)


@pytest.mark.parametrize("fields", [{"min": 17}, {"max": 8}, {"min": 20, "max": 5}])
def test_ends_that_contradict_each_other_are_refused_with_what_to_give(fields: dict[str, Any]) -> None:
    figure = msgspec.structs.replace(READING.figures[0], min=10, max=14)
    now = changed(figure, fields, TEXT)
    (told,) = faults_of(as_corrected(READING, [correction_of(now)]), "f1")
    assert re.fullmatch(r"min \d+ is more than max \d+; set both, or one of them to null where that end is open", told)


def test_the_order_of_the_records_stays() -> None:
    second = changed(READING.figures[0], {"group": "people"}, TEXT)
    assert [one.id for one in as_corrected(READING, [correction_of(second)]).figures] == ["f1", "f2"]
