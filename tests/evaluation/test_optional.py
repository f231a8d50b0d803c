"""A statement labelled as one that a reader may find or leave costs nothing and gives nothing."""

from typing import Any

from onrecord.evaluation import attribution

TEXT = "The mayor said that nine died. Nobody, he fears, will be tried."


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(one), TEXT.index(one) + len(one)] for one in words]


NEEDED = {"id": "s1", "source": spans("The mayor"), "cue": spans("said"), "content": spans("that nine died")}
MAY = {"id": "s2", "source": spans("he"), "cue": spans("fears"), "content": spans("Nobody", "will be tried"), "optional": True}
WRONG = {"id": "s3", "source": spans("Nobody"), "cue": spans("died"), "content": spans("nine")}


def scored(*found: dict[str, Any]) -> dict[str, Any]:
    gold = {"id": "a", "text": TEXT, "statements": [NEEDED, MAY]}
    wanted, kept = attribution.required(gold, {"id": "a", "text": TEXT, "attributions": list(found)})
    return attribution.score({"a": wanted}, {"a": kept})


def test_found_or_left_it_is_the_same() -> None:
    assert scored(NEEDED) == scored(NEEDED, {**MAY, "optional": False})
    assert scored(NEEDED)["relation"]["f1"] == 1.0
    assert scored()["relation"]["gold"] == 1


def test_what_answers_nothing_still_costs() -> None:
    assert scored(NEEDED, WRONG)["relation"]["p"] == 0.5
