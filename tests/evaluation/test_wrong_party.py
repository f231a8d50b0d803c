"""A claim put into another party's mouth is counted, and counted apart where both readers agree."""

from typing import Any

import pytest

from onrecord.evaluation.reading import score

TEXT = "The Front said the mill was hit. The navy denied it."
PARTIES = [{"name": "Northern Front", "aliases": ["the Front"]}, {"name": "Orrian Navy", "aliases": ["the navy"]}]


def reading(actor: str | None, **more: Any) -> dict[str, dict[str, Any]]:
    statement = {"id": "s1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 31]], "act": "asserts", "voice": "attributed"}
    statement |= {"standing": "claimed", "form": "indirect", "actor": actor, "denies": []}
    return {"mill": {"id": "mill", "text": TEXT, "parties": PARTIES, "statements": [statement | more]}}


@pytest.mark.parametrize(
    ("labelled", "read", "wrong"),
    [
        ("Northern Front", "Orrian Navy", 1),
        ("Northern Front", "the navy", 1),
        ("Amin Dro", "Orrian Navy", 1),
        ("Northern Front", "the Front", 0),
        ("Northern Front", "Amin Dro", 0),
        ("Northern Front", None, 0),
    ],
)
def test_only_another_party_is_wrong(labelled: str, read: str | None, wrong: int) -> None:
    metrics, errors = score(reading(labelled), reading(read, grade="both"))
    share = {"share": float(wrong), "wrong": wrong, "n": 1}
    assert metrics["statements"]["wrong_party"] == {"all": share, "both": share}
    assert any(error[1] == "wrong party as source" for error in errors) == bool(wrong)


def test_of_two_who_say_the_same_it_is_the_one_with_the_source() -> None:
    def row(*told: tuple[str, str, list[list[int]], bool]) -> dict[str, dict[str, Any]]:
        made = [reading(actor, id=name, source=source, optional=may)["mill"]["statements"][0] for name, actor, source, may in told]
        return {"mill": {"id": "mill", "text": TEXT, "parties": PARTIES, "statements": made}}

    front, navy = ("s1", "Northern Front", [[0, 9]]), ("s2", "Orrian Navy", [[33, 41]])
    both = row((*front, False), (*navy, False))
    assert score(both, row((*navy, False)))[0]["statements"]["wrong_party"]["all"]["wrong"] == 0
    assert score(both, row((*navy, False), (*front, False)))[0]["statements"]["wrong_party"]["all"] == {"share": 0.0, "wrong": 0, "n": 2}
    free = row((*front, False), (*navy, True))
    assert score(free, row((*navy, False)))[0]["statements"]["wrong_party"]["all"]["wrong"] == 0


def test_the_content_decides_the_match_and_the_grade_is_told_apart() -> None:
    metrics, _ = score(reading("Northern Front"), reading("Orrian Navy", source=[[33, 41]], grade="weak"))
    assert metrics["statements"]["wrong_party"]["all"]["wrong"] == 1
    assert metrics["statements"]["wrong_party"]["both"] == {"share": None, "wrong": 0, "n": 0}
