"""A suggestion is marked as one wherever it goes, and the page says what the files hold."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.corroboration.grades import Grader, SuggestedGrade, rule_set_of, shipped
from onrecord.corroboration.grades.page import section_of, vocabulary_table
from onrecord.records import decode, encode

PAGE = Path(__file__).parents[3] / "docs" / "concepts" / "grades.md"


def one_source(desk: Any) -> SuggestedGrade:
    desk.report("n1", "Nordmark Mail", "2031-02-03").counts(5, "checkpoint bus fire", "the clinic of Nym", place="Nym", day="2031-02-02")
    return desk.suggest("airwars-like")  # type: ignore[no-any-return]


def test_the_mark_cannot_be_taken_away(desk: Any) -> None:
    suggested = one_source(desk)
    with pytest.raises(ValueError, match="always marked as a suggestion"):
        msgspec.structs.replace(suggested, suggestion=False)
    kept = encode(suggested).replace(b'"suggestion":true', b'"suggestion":false')
    with pytest.raises(msgspec.ValidationError, match="always marked as a suggestion"):
        msgspec.json.decode(kept, type=SuggestedGrade)


def test_a_suggestion_is_the_same_after_json(desk: Any) -> None:
    suggested = one_source(desk)
    values = msgspec.json.decode(encode(suggested))
    assert decode(encode(suggested), SuggestedGrade) == suggested
    assert values["suggestion"] is True
    assert values["grade"] == "Weak"
    assert values["records"] == ["n1/f1"]
    assert values["met"][0] == {
        "grade": "Weak",
        "condition": "independent_roots = 1",
        "met": True,
        "sentence": "1 independent root source: the clinic of Nym; exactly 1 is asked for.",
    }


def test_a_grade_called_confirmed_is_never_ours(desk: Any) -> None:
    desk.report("v1", "Coast Daily", "2029-11-20", "Vantor").counts(
        7, "fishing boats harbour", "the harbour clinic", place="Selm", day="2029-11-18"
    ).says("its aircraft had bombed the boats by mistake", "the Vantorian army", "admits", place="Selm")
    suggested = desk.suggest("airwars-like")
    assert suggested.grade == "Confirmed"
    assert [sentence for sentence in suggested.reasons if "onfirmed" in sentence] == [
        "It would be “Confirmed” by the Airwars-like rules. This is a suggestion; an assessment is a person’s."
    ]


@pytest.mark.parametrize("name", [one.name for one in shipped()])
def test_the_page_tells_the_rule_set_as_its_file_has_it(name: str) -> None:
    (one,) = [one for one in shipped() if one.name == name]
    assert section_of(one) in PAGE.read_text(encoding="utf-8"), "write what `python -m onrecord.corroboration.grades.page` prints"


def test_the_page_lists_every_condition() -> None:
    assert PAGE.read_text(encoding="utf-8").endswith(vocabulary_table())


def test_the_rule_set_that_the_page_shows_is_one(desk: Any) -> None:
    text = PAGE.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    one_source(desk)
    beside = desk.beside()
    assert Grader(beside).suggest(beside.figure_claims[0], rule_set_of(text, "page")).grade == "Ask further"
