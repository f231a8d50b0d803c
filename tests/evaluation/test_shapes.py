"""A row whose values are of the wrong kind is refused with its place; what says nothing or is not known is let through."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.errors import BadInput, WrongUse
from onrecord.evaluation.labelled import read_rows
from onrecord.evaluation.measures import measure, measure_names
from onrecord.evaluation.shapes import faults

PAIRS = "must be a list of [start, end] pairs"
OBJECTS = "must be a list of JSON objects"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        *(
            (name, value, f"{name} {OBJECTS}")
            for name in ("attributions", "statements", "figures", "parties")
            for value in ("x", 5, {"a": 1})
        ),
        *((name, 5, f"{name} {OBJECTS}") for name in ("media_mentions", "incidents", "findings", "disputes")),
        *((name, [None], f"{name}[0] must be a JSON object") for name in ("attributions", "figures", "media_mentions", "findings")),
        ("attributions", [{}, {"source": 5}], f"attributions[1].source {PAIRS}"),
        ("attributions", [{"source": [0, 8]}], f"attributions[0].source {PAIRS}"),
        ("attributions", [{"cue": [None]}], f"attributions[0].cue {PAIRS}"),
        ("attributions", [{"content": [[0, True]]}], f"attributions[0].content {PAIRS}"),
        ("statements", [{"id": ["s1"]}], "statements[0].id must be a string or a number"),
        ("statements", [{"denies": [["s1"]]}], "statements[0].denies must be an id or a list of ids"),
        ("figures", [{"min": "ten"}], "figures[0].min must be a number"),
        ("figures", [{"max": float("nan")}], "figures[0].max must be a number"),
        ("figures", [{"best": 10**400}], "figures[0].best must be a number"),
        ("figures", [{"measure": ["killed"]}], "figures[0].measure must be a string"),
        ("figures", [{"start": 3}], "figures[0].end is missing"),
        ("figures", [{"start": 3.5, "end": 4}], "figures[0].start must be an offset"),
        ("media_mentions", [{"span": [3]}], "media_mentions[0].span must be a [start, end] pair"),
        ("media_mentions", [{"mention": "a video"}], "media_mentions[0].mention must be a [start, end] pair"),
        ("incidents", [{"responsibility": ["army"]}], "incidents[0].responsibility[0] must be a JSON object"),
        ("findings", [{"records": []}], "findings[0].rule is missing"),
        ("opinion", [[]], "opinion[0] must be a [start, end] pair"),
        ("report", "x", "report must be a JSON object"),
        ("date", 20310504, "date must be a string"),
        ("parties", [{"name": "\ud800"}], "parties[0].name must be a string without halves"),
        ("counts", 5, "counts must be a JSON object"),
        ("counts", {"killed": "x"}, "counts.killed must be a number"),
        ("counts", {"killed": float("inf")}, "counts.killed must be a number"),
        ("traps", "date", "traps must be a list of strings"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_file_line_and_place(tmp_path: Path, name: str, value: object, told: str) -> None:
    rows = [{"id": "a", "text": "x"}, {"id": "b", name: value}]
    (tmp_path / "rows.jsonl").write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_rows(tmp_path / "rows.jsonl")
    assert caught.value.message.startswith(f"{tmp_path / 'rows.jsonl'}, line 3 (id 'b'): {told}")
    assert caught.value.hint


@pytest.mark.parametrize("identifier", [["a"], {"a": 1}, True, float("nan")])
def test_an_id_is_a_string_or_a_number(tmp_path: Path, identifier: object) -> None:
    (tmp_path / "rows.json").write_text(json.dumps([{"id": identifier, "text": "x"}]), encoding="utf-8")
    with pytest.raises(BadInput, match=r"rows\.json, record 1: id must be a string or a number"):
        read_rows(tmp_path / "rows.json")


@pytest.mark.parametrize("name", measure_names())
def test_what_is_null_or_not_known_is_let_through_and_measured(name: str) -> None:
    known = ("date", "parties", "report", "attributions", "statements", "opinion", "disputes", "figures", "media_mentions", "incidents")
    null = {"id": "a", "text": "x", **dict.fromkeys((*known, "findings", "counts", "traps")), "mine": [1, {"a": None}]}
    item: dict[str, Any] = {"id": None, "source": None, "start": None, "min": None, "span": None, "figures": None, "mine": {}}
    sparse = {"id": "b", "text": "y", **{key: [item] for key in ("statements", "figures", "media_mentions", "incidents")}}
    rows = {"a": null, "b": sparse}
    assert [list(faults(row)) for row in rows.values()] == [[], []]
    measure(name, rows, rows)


def test_spans_may_be_written_as_one_or_as_several() -> None:
    assert not list(
        faults({"media_mentions": [{"span": [1, 2]}, {"span": [[1, 2]]}, {"mention": [1, 2]}, {"span": [1, 2], "mention": "it"}]})
    )
    assert not list(faults({"statements": [{"denies": "s1"}, {"denies": ["s1", "s2"]}]}))


@pytest.mark.parametrize("name", ["reading", "attribution"])
def test_a_labelled_row_without_a_text_is_told(name: str) -> None:
    with pytest.raises(BadInput, match="report 'a' of the labelled file has no text"):
        measure(name, {"a": {"id": "a"}}, {"a": {"id": "a"}})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 40) | st.floats() | st.sampled_from(["", "a", "s1", "killed"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "a"]), inner, max_size=2),
    max_leaves=4,
)
SPANS = st.lists(st.tuples(st.integers(0, 5), st.integers(5, 10)).map(list), max_size=2)
ITEM = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("source", "cue", "content", "span", "mention", "authenticity_span"), SPANS | JSON)
    | dict.fromkeys(("id", "denies", "note", "voice", "act", "actor", "statement", "subset_of", "supersedes", "same_as"), JSON)
    | dict.fromkeys(("authenticity", "shown_to", "type", "place", "responsibility", "figures", "records", "rule", "optional"), JSON)
    | {name: st.just("killed") | JSON for name in ("measure", "standing", "scope", "group")}
    | {name: st.integers(0, 9) | JSON for name in ("min", "max", "best", "start", "end")},
)
LISTS = ("attributions", "statements", "figures", "media_mentions", "incidents", "findings", "parties", "disputes", "opinion", "traps")
ROW = st.fixed_dictionaries(
    {"id": st.just("a"), "text": st.just("He said yes.")},
    optional={name: st.lists(ITEM, max_size=2) | JSON for name in LISTS} | dict.fromkeys(("report", "date", "counts"), JSON),
)


@example(gold={"id": "a", "text": "Yes."}, predicted={"id": "a", "text": "Yes.", "media_mentions": [{}]}, name="reading")
@given(gold=ROW, predicted=ROW, name=st.sampled_from(measure_names()))
def test_a_row_without_a_fault_is_measured_or_refused_in_words(gold: dict[str, Any], predicted: dict[str, Any], name: str) -> None:
    if any(faults(gold)) or any(faults(predicted)):
        return
    try:
        measure(name, {"a": gold}, {"a": predicted})
    except WrongUse as refused:
        assert refused.message
