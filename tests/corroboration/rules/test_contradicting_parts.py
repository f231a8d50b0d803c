"""In one report, a part and its whole contradict nobody. All conflicts are invented."""

from typing import Any

import pytest

RULE = "contradicting-figures"


def noticed(draft: Any, text: str, *counted: tuple[str, int, str]) -> int:
    """How many findings a text has: each number with its source, all deaths in Dalm."""
    made = draft(text)
    for phrase, number, source in counted:
        made.counts(phrase, low=number, high=number, place="Dalm", source=source)
    return len(made.findings(RULE))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Five people died overnight in Dalm, the hospital said. In all, 43 people have died, the mayor said.",
            (("Five", 5, "the hospital"), ("43", 43, "the mayor")),
        ),
        (
            "The mayor counted 43 dead. Overnight, the hospital said, five people died.",
            (("43", 43, "The mayor"), ("five", 5, "the hospital")),
        ),
        (
            "The mayor counted 43 dead. The hospital said another five people were killed.",
            (("43", 43, "The mayor"), ("five", 5, "The hospital")),
        ),
        (
            "The mayor counted 43 dead. Five of the wounded have died, the hospital said.",
            (("43", 43, "The mayor"), ("Five", 5, "the hospital")),
        ),
        (
            "The mayor counted 40 dead: 25 on the quay, 15 at the pump. The hospital counted 25.",
            (("40", 40, "The mayor"), ("25 on", 25, "The mayor"), ("15", 15, "The mayor"), ("25.", 25, "The hospital")),
        ),
        (
            "The mayor counted 14 dead on the quay and 22 at the pump. The hospital counted 36.",
            (("14", 14, "The mayor"), ("22", 22, "The mayor"), ("36", 36, "The hospital")),
        ),
    ],
)
def test_a_part_beside_its_whole(draft: Any, text: str, counted: Any) -> None:
    assert noticed(draft, text, *counted) == 0


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Five people died overnight in a raid, the hospital said. 43 people died in the raid, the mayor said.",
            (("Five", 5, "the hospital"), ("43", 43, "the mayor")),
        ),
        (
            "Fifty people died overnight, the hospital said. 43 people have died, the mayor said.",
            (("Fifty", 50, "the hospital"), ("43", 43, "the mayor")),
        ),
        (
            "The mayor counted 40 dead: 25 on the quay, 15 at the pump. The hospital counted 31.",
            (("40", 40, "The mayor"), ("25 on", 25, "The mayor"), ("15", 15, "The mayor"), ("31", 31, "The hospital")),
        ),
    ],
)
def test_what_is_no_part_of_it(draft: Any, text: str, counted: Any) -> None:
    assert noticed(draft, text, *counted) == 1
