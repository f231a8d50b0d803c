"""Claims merged and split from the command line, and taken back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.test_corroborate import REPORTS as ONE_ATTACK

from onrecord.ledger import verify

REPORTS = [
    *ONE_ATTACK[:4],
    ("far-1", "Far Press", "2031-03-06", "At least 17 people were killed in Ostrel on February 3, a teacher who lives there said."),
]
ANA = ("--by", "Ana Reyes", "--reason", "“Ostrel” is a quarter of Dalm, and the teacher speaks of the mill")
BEN = ("--by", "Ben Osei", "--reason", "two towns")


@pytest.fixture
def together(read_case: Callable[..., Path]) -> Path:
    """A case of five short reports."""
    return read_case(REPORTS)


@pytest.fixture
def claim(command, together: Path):
    """``claim("merge", …)``: how it ended."""

    def run(*arguments: str):
        return command("--case", str(together), "claim", *arguments)

    return run


def masked(printed: str) -> str:
    """Without what is another in every case: ids, of equal length, when something was done, and where that line breaks."""
    whole = re.sub(r"^  (?:by|merged|split) .*(?:\n    \S.*)*", lambda found: re.sub(r"\n +", " ", found[0]), printed, flags=re.MULTILINE)
    dated = re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d(:\d\d)? UTC", "TODAY", whole)
    return re.sub(r"\b[0-9a-f]{12}\b", "_" * 12, dated)


def test_a_claim_is_shown_with_the_names_of_its_records(claim, snapshot) -> None:
    ended = claim("show", "vale-1/f1")
    assert masked(ended.out) == snapshot
    as_json = claim("show", "vale-1/f1", "--json").objects[0]
    assert claim("show", as_json["id"][:7]).out == ended.out
    assert [one["report"] for one in as_json["statements"]] == ["harbour-1", "vale-1", "coast-1"]


def test_merged_claims_are_printed_with_who_merged_them_and_why(claim, command, together, snapshot) -> None:
    first, second = (claim("show", f"{report}/f1", "--json").objects[0]["id"] for report in ("harbour-1", "far-1"))
    ended = claim("merge", first, second[:6], *ANA)
    (done,) = ended.objects
    assert (ended.code, done["act"], done["claims"]) == (0, "merge", [first])
    assert "compared anew: findings changed on " in ended.err
    printed = command("--case", str(together), "corroborate")
    assert masked(printed.out) == snapshot
    assert done["decision"][:12] in printed.out
    assert all(len(line) <= 80 for line in printed.out.splitlines())
    assert printed.err.endswith("changed on 0 reports\n"), "the findings were compared with the decision already"
    (shown,) = command("--case", str(together), "corroborate", "--json").objects
    assert [(one["act"], one["by"], one["id"]) for one in shown["decisions"]] == [("merge", "Ana Reyes", done["decision"])]


def test_what_people_decided_is_listed_as_it_stands(claim, snapshot) -> None:
    assert claim("decisions").err == "nobody decided anything on a claim yet\n"
    merged = claim("merge", "harbour-1/f1", "far-1/f1", *ANA).objects[0]["decision"]
    claim("split", "vale-1/f1", "vale-1", *BEN)
    undone = claim("undo", merged[:9], *BEN).objects[0]
    assert undone["act"] == "undo"
    listed = claim("decisions")
    assert masked(listed.out) == snapshot
    assert all(len(line) <= 80 for line in listed.out.splitlines())
    assert [(one["act"], one["state"]) for one in claim("decisions", "--json").objects] == [
        ("merge", "undone"),
        ("split", "holds"),
        ("undo", "holds"),
    ]


def test_the_case_is_whole_after_all_of_it(claim, together) -> None:
    merged = claim("merge", "harbour-1/f1", "far-1/f1", *ANA).objects[0]["decision"]
    claim("undo", merged, *BEN)
    assert verify(together, with_index=True).verdict == "intact"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "far-1/f9"), "There is no claim far-1/f9"),
        (("merge", "far-1/f1", *ANA), "one claim alone cannot be merged"),
        (
            ("merge", "vale-1/f1", "ridge-1/f1", *ANA),
            "harbour-1/f1 and ridge-1/f1 cannot tell one claim: “17” killed and “at least 23” killed are two numbers",
        ),
        (("merge", "vale-1/f1", "coast-1/f1?", *ANA), "vale-1/f1 and coast-1/f1 are one claim already"),
        (("split", "vale-1/f1", "far-1", *ANA), "The claim vale-1/f1 has no record far-1"),
        (("split", "far-1/f1", "far-1/f1", *ANA), "has one record alone, so there is nothing to split"),
        (("split", "vale-1/f1", "vale-1", "--by", "Ana Reyes", "--reason", " "), "the reason is empty"),
        (("split", "vale-1/f1", "vale-1", "--by", " ", "--reason", "x"), "the name of the person who acts is empty"),
        (("undo", "5c1f09ab77e2", *ANA), "No decision on claims, or several, have the id 5c1f09ab77e2"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_said_in_a_sentence(claim, arguments: tuple[str, ...], told: str) -> None:
    ended = claim(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_what_was_undone_is_not_undone_again(claim) -> None:
    merged = claim("merge", "harbour-1/f1", "far-1/f1", *ANA).objects[0]["decision"]
    undone = claim("undo", merged, *BEN).objects[0]["decision"]
    assert "was undone already" in claim("undo", merged, *BEN).err
    assert "is not undone itself" in claim("undo", undone, *BEN).err
    assert claim("merge", "harbour-1/f1", "far-1/f1", *ANA).code == 0, "it may be decided anew"
