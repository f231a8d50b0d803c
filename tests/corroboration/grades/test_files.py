"""Rule-set files: those that ship, those of a case, and the one sentence that a bad one is refused with."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corroboration.grades import read_rule_sets, rule_set_of, shipped, with_parameters
from onrecord.errors import BadInput, WrongUse

GOOD = """\
name = "small"
title = "Small"
about = "For a test."
differs = []

[[parameter]]
name = "many"
value = 3
least = 1
meaning = "How many."

[[grade]]
name = "{many} tell it"
meaning = "It is told."
when = ["reports >= many"]

[[grade]]
name = "Other"
meaning = "Anything else."
"""


def test_three_rule_sets_ship() -> None:
    assert [one.name for one in shipped()] == ["airwars-like", "every-casualty-like-minimum", "independent-roots"]


@pytest.mark.parametrize("name", ["airwars-like", "every-casualty-like-minimum"])
def test_a_rule_set_that_follows_others_says_whom_and_what_was_checked(name: str) -> None:
    (one,) = [one for one in shipped() if one.name == name]
    assert "-like" in one.title
    assert one.differs
    for followed in one.publication:
        assert followed.author
        assert followed.where
        assert followed.checked
        assert followed.not_checked


def test_a_case_without_rule_sets_has_those_that_ship(tmp_path: Path) -> None:
    assert read_rule_sets(tmp_path / "grades") == shipped()


def test_the_rule_sets_of_a_case_stand_behind_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(GOOD)
    (tmp_path / "a.toml").write_text(GOOD.replace('"small"', '"other"'))
    (tmp_path / "notes.txt").write_text("no rule-set")
    assert [one.name for one in read_rule_sets(tmp_path)[len(shipped()) :]] == ["other", "small"]


@pytest.mark.parametrize(("name", "owner"), [("airwars-like", "the program"), ("small", "a.toml")])
def test_two_rule_sets_of_one_name_are_refused(tmp_path: Path, name: str, owner: str) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    (tmp_path / "b.toml").write_text(GOOD.replace('"small"', f'"{name}"'))
    with pytest.raises(BadInput) as caught:
        read_rule_sets(tmp_path)
    assert caught.value.message.startswith(f"{tmp_path / 'b.toml'}, name: ")
    assert f"{owner} has a rule-set '{name}' already." in caught.value.message


CHANGES = [
    ('title = "Small"', "title = Small", "small.toml is not TOML", "quotation marks"),
    ('title = "Small"', 'title = "Small"\ncolour = "red"', "small.toml, the top: there is no key 'colour'.", "Keys here are: name, title"),
    (
        'meaning = "It is told."',
        'meening = "It is told."',
        "small.toml, grade 1: there is no key 'meening'.",
        "Keys here are: name, meaning",
    ),
    ('meaning = "How many."', 'note = "-"', "small.toml, parameter 1: there is no key 'note'.", "Keys here are: name, value"),
    ('meaning = "It is told."\n', "", "small.toml, grade 1: Object missing required field `meaning`.", "docs/concepts/grades"),
    ('title = "Small"', "title = 3", "small.toml, title: Expected `str`, got `int`.", "docs/concepts/grades"),
    ('title = "Small"', 'title = " "', "small.toml, title: there is nothing in it.", "docs/concepts/grades"),
    ("value = 3", 'value = "3"', "small.toml, parameter 1, value: Expected `int`, got `str`.", "docs/concepts/grades"),
    ("value = 3", "value = 0", "small.toml, parameter 1, value: 0 is less than 1.", "larger"),
    ('"small"', '"Small rules"', "small.toml, name: 'Small rules' is no name of a rule-set.", "Small letters"),
    ("differs = []", "differs = []\nclaims = []", "small.toml, claims: it grades no claim.", "figures, statements"),
    (
        "differs = []",
        'differs = []\nclaims = ["figures", "rumours"]',
        "small.toml, claims 2: Invalid enum value 'rumours'.",
        "docs/concepts",
    ),
    ("differs = []", 'differs = []\nmeasures = ["wounded"]', "small.toml, measures 1: Invalid enum value 'wounded'.", "docs/concepts"),
    (
        "differs = []",
        'differs = []\nclaims = ["statements"]\nmeasures = ["killed"]',
        "small.toml, claims: measures and scopes are of figures",
        "Add figures",
    ),
    (
        '"many"\nvalue',
        '"reports"\nvalue',
        "small.toml, parameter 1, name: 'reports' cannot name a parameter.",
        "names of conditions are taken",
    ),
    ('"many"\nvalue', '"or"\nvalue', "small.toml, parameter 1, name: 'or' cannot name a parameter.", "Small letters"),
    (
        "{many} tell",
        "{few} tell",
        "small.toml: '{few} tell it' names 'few' in braces, and there is no such parameter.",
        "Parameters are: many.",
    ),
    ("reports >= many", "reports >= few", "small.toml, grade 1, condition 1: 'reports >= few' names 'few'", "[[parameter]]"),
    (
        "reports >= many",
        "witnesses >= 2",
        "small.toml, grade 1, condition 1: 'witnesses >= 2' names 'witnesses', and there is no such",
        "Conditions are: reports",
    ),
    ('when = ["reports >= many"]', "", "small.toml, grade 1, when: it asks for nothing", "put it last"),
    ('name = "Other"', 'name = "{many} tell it"', "small.toml, grade 2, name: '{many} tell it' stands there twice.", "name of its own"),
    ('name = "Other"', 'name = ""', "small.toml, grade 2, name: there is nothing in it.", "Give the grade a name"),
]


@pytest.mark.parametrize(("before", "after", "message", "hint"), CHANGES)
def test_a_bad_file_is_refused_with_its_place_and_what_to_do(before: str, after: str, message: str, hint: str) -> None:
    assert GOOD.count(before) >= 1
    with pytest.raises(BadInput) as caught:
        rule_set_of(GOOD.replace(before, after, 1), "small.toml")
    assert caught.value.message.startswith(message)
    assert caught.value.message.endswith(".")
    assert hint in (caught.value.hint or "")


def test_a_parameter_that_nothing_uses_is_refused() -> None:
    unused = GOOD.replace("{many} tell it", "Told").replace("reports >= many", "reports >= 3")
    with pytest.raises(BadInput, match="parameter: nothing uses 'many'"):
        rule_set_of(unused, "small.toml")


def test_two_parameters_of_one_name_are_refused() -> None:
    block = GOOD[GOOD.index("[[parameter]]") : GOOD.index("[[grade]]")]
    with pytest.raises(BadInput, match="parameter 2, name: 'many' stands there twice"):
        rule_set_of(GOOD.replace(block, block * 2), "small.toml")


def test_a_rule_set_without_grades_is_refused() -> None:
    with pytest.raises(BadInput, match="Object missing required field `grade`"):
        rule_set_of(GOOD[: GOOD.index("[[parameter]]")], "small.toml")
    with pytest.raises(BadInput, match="grade: there is none"):
        rule_set_of(GOOD[: GOOD.index("[[parameter]]")] + "grade = []\n", "small.toml")


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 10_000, "\0", "[[grade]]\n[grade]"])
def test_what_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is not TOML"):
        rule_set_of(text, "small.toml")


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(BadInput, match=r"a\.toml could not be read: Is a directory"):
        read_rule_sets(tmp_path)
    (tmp_path / "a.toml").rmdir()
    os.mkfifo(tmp_path / "a.toml")
    with pytest.raises(BadInput, match="is a pipe or a device"):
        read_rule_sets(tmp_path)
    (tmp_path / "a.toml").unlink()
    (tmp_path / "a.toml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="could not be read: No such file"):
        read_rule_sets(tmp_path)


@pytest.mark.parametrize(
    ("data", "why"), [(b"name = '\xff'", "is not UTF-8 at byte 8"), (b"#" * 1_000_001, "has more than 1,000,000 bytes")]
)
def test_bytes_that_are_no_rule_set_are_refused(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.toml").write_bytes(data)
    with pytest.raises(BadInput, match=why):
        read_rule_sets(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "grades").write_text("")
    with pytest.raises(BadInput, match="could not be read: Not a directory"):
        read_rule_sets(tmp_path / "grades")


def test_parameters_can_be_set_otherwise() -> None:
    one = with_parameters(rule_set_of(GOOD, "small.toml"), {"many": 7})
    assert one.parameter[0].value == 7


@pytest.mark.parametrize(("values", "why"), [({"few": 2}, "has no parameter 'few'"), ({"many": 0}, "it must be 1 or more")])
def test_parameters_that_are_none_are_refused(values: dict[str, int], why: str) -> None:
    with pytest.raises(WrongUse, match=why):
        with_parameters(rule_set_of(GOOD, "small.toml"), values)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.text('"[]={}\n #abcé9', max_size=4), st.integers(0, 6)), max_size=3))
def test_a_file_is_a_rule_set_or_refused_with_a_sentence(changes: list[tuple[int, str, int]]) -> None:
    text = GOOD
    for at, put, taken in changes:
        text = text[:at] + put + text[at + taken :]
    try:
        one = rule_set_of(text, "small.toml")
    except BadInput as error:
        assert error.message.startswith("small.toml")
        assert error.hint
    else:
        assert one.grade
