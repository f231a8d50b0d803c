"""One canonical form, one content id."""

import json

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Figure, Finding, Reading, Statement, canonical, content_id, decode, encode

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SAFE_INTEGERS = st.integers(min_value=0, max_value=2**53 - 1)

figures = st.builds(
    Figure,
    id=st.just("f1"),
    measure=st.sampled_from(["killed", "injured", "missing"]),
    min=st.none() | SAFE_INTEGERS,
    max=st.none() | SAFE_INTEGERS,
    start=SAFE_INTEGERS,
    end=SAFE_INTEGERS,
    phrase=TEXT,
    group=st.none() | TEXT,
)
readings = st.builds(Reading, id=TEXT, text=TEXT, figures=st.lists(figures, max_size=3).map(tuple))


def statement(**changes: object) -> Statement:
    fields = {"id": "s1", "act": "denies", "voice": "attributed", "standing": "claimed", "form": "indirect", "speech": True}
    return Statement(**{**fields, "grade": "one", "confidence": 0.75, **changes})


@given(readings)
def test_what_is_written_reads_back_the_same(reading: Reading) -> None:
    assert decode(encode(reading), Reading) == reading


@given(readings)
def test_canonical_bytes_do_not_depend_on_how_the_value_was_written(reading: Reading) -> None:
    shuffled = json.loads(json.dumps(msgspec.to_builtins(reading), sort_keys=True))
    assert canonical(reading) == canonical(shuffled)
    assert content_id(reading) == content_id(shuffled)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": 2}, b'{"a":2,"b":1}'),
        ({"\u20ac": 1, "\r": 2, "1": 3, "\ufb33": 4, "\U0001f600": 5}, '{"\\r":2,"1":3,"\u20ac":1,"\U0001f600":5,"\ufb33":4}'.encode()),
        ([1e21, 4.50, 2e-3, 1e-27], b"[1e+21,4.5,0.002,1e-27]"),
    ],
    ids=["keys sorted", "keys in order of UTF-16 units", "numbers as in ECMAScript"],
)
def test_canonical_form_is_that_of_rfc_8785(value: object, expected: bytes) -> None:
    """The second and third rows restate the examples of RFC 8785, sections 3.2.2 and 3.2.3."""
    assert canonical(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        2**60,
        "\ud800",
        {"text": "\ud800"},
        {"\udfff": 1},
        [{"a": float("nan")}],
        {"a": None, "b": [float("-inf")]},
    ],
    ids=ascii,
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no canonical JSON form"):
        canonical(value)


def test_a_record_cannot_be_altered() -> None:
    with pytest.raises(AttributeError):
        statement().act = "claims"  # type: ignore[misc]


def test_a_word_outside_the_vocabulary_is_refused_with_its_path() -> None:
    wrong = encode(Reading(id="r", text="", statements=(statement(),))).replace(b'"denies",', b'"debunks",', 1)
    with pytest.raises(msgspec.ValidationError, match=r"\$\.statements\[0\]\.act|\$\.statements\[\.\.\.\]\.act"):
        decode(wrong, Reading)


def test_every_change_changes_the_content_id() -> None:
    one = Finding(rule="accusation-denied", records=("s1", "s2"), sentence="a", detail={"days": 1})
    names = {content_id(one)} | {
        content_id(msgspec.structs.replace(one, **change)) for change in ({"sentence": "b"}, {"records": ("s1",)}, {"detail": {"days": 2}})
    }
    assert len(names) == 4


def test_a_field_of_a_later_version_is_passed_over_when_read() -> None:
    later = json.loads(encode(Finding(rule="contradicting-figures", records=("f1",), sentence="One.")))
    assert decode(json.dumps(later | {"added_later": [1]}), Finding) == decode(json.dumps(later), Finding)


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(1e-7, 1e-3)
    | st.sampled_from([1.0, 0.0, 5e-05])
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


_NEAR_NUMBERS = st.text(st.sampled_from('":,[]{}-1e.0\\a'), max_size=8)


@given(
    st.dictionaries(_NEAR_NUMBERS, st.lists(_NEAR_NUMBERS | st.sampled_from([1.0, -0.0, -3.0, 2.5, 7, None]), max_size=3) | st.just(4.0))
)
def test_texts_that_look_like_numbers_stay_texts(value: object):
    assert canonical(value) == rfc8785.dumps(value)


@given(_JSON)
def test_the_quick_way_gives_what_the_standard_asks_for(value: object):
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        *(1.0, -0.0, 1e16, 1e21, 1e-7, 1e-6, 123456789012345.67, 0.1),
        *({"\U0001f600": 1, "\ufb33": 2}, "1.0,", [1.5, 2.0], ":1.0,", {":1.0,": ":-2.0}"}, ['a":1.0,', 2.0], {"a": '":1.0,', "b": 1.0}),
        *({'a"': 1.0, "a\\": -0.0, "é": 3.0}, {"a": -7.0, "b": [0.0, None], "c": 10.0}, {"": 1.0}),
        *([None, 1.0], {"a": None, "b": (1, 2.0)}, ["null", None, 0.5]),
        *({"values": [1.0, 0.00005]}, [None, "\xcb\x7f\xf0", 0.00001], {"a": None, "b": "Ë\x7fð", "c": [3e-5]}, {"a": 2.0, "b": 9e-5}),
    ],
)
def test_numbers_and_keys_that_are_written_otherwise_elsewhere(value: object):
    assert canonical(value) == rfc8785.dumps(value)
