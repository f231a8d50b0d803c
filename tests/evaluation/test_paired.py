from collections import Counter

import pytest

from onrecord.errors import BadInput, WrongUse
from onrecord.evaluation.attribution import score
from onrecord.evaluation.labelled import Row
from onrecord.evaluation.paired import article_counts, paired_bootstrap

TEXT = "The mayor said that the bridge was open. The guard denied that the gate was shut."
FIRST = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 39]]}
SECOND = {"source": [[41, 50]], "cue": [[51, 57]], "content": [[58, 80]]}


def rows(found: list[list[Row]]) -> dict[str, Row]:
    return {f"a{i}": {"id": f"a{i}", "text": TEXT, "attributions": one} for i, one in enumerate(found)}


GOLD = rows([[FIRST, SECOND]] * 6)
ALL = article_counts(GOLD, GOLD)
HALF = article_counts(GOLD, rows([[FIRST]] * 6))
MIXED = article_counts(GOLD, rows([[FIRST], [FIRST, SECOND], [], [SECOND], [FIRST, SECOND], []]))


def test_a_reader_against_itself_is_never_better() -> None:
    assert paired_bootstrap(MIXED, MIXED, "relation_f1", draws=50) == (0.0, 0.0, 0.0, 1.0)


def test_one_that_is_better_on_every_article_is_better_in_every_resampling() -> None:
    paired = paired_bootstrap(ALL, HALF, "relation_f1", draws=50)
    assert paired.difference == pytest.approx(1 / 3)
    assert paired.low == paired.high == pytest.approx(paired.difference)
    assert paired.not_better == 0.0


def test_the_difference_is_that_of_the_scores_and_lies_in_its_interval() -> None:
    paired = paired_bootstrap(MIXED, HALF, "speech_f1", draws=200)
    predicted = rows([[FIRST], [FIRST, SECOND], [], [SECOND], [FIRST, SECOND], []])
    mixed, half = (score(GOLD, found)["headline"]["speech_f1"] for found in (predicted, rows([[FIRST]] * 6)))
    assert paired.difference == pytest.approx(mixed - half)
    assert paired.low < paired.difference < paired.high
    assert 0 < paired.not_better < 1


def test_turning_the_two_round_turns_the_answer_round() -> None:
    there, back = paired_bootstrap(MIXED, HALF, "relation_f1", draws=201), paired_bootstrap(HALF, MIXED, "relation_f1", draws=201)
    assert back.difference == pytest.approx(-there.difference)
    assert back.not_better >= 1 - there.not_better


def test_the_same_seed_gives_the_same_answer() -> None:
    assert paired_bootstrap(MIXED, HALF, "relation_f1", draws=99) == paired_bootstrap(MIXED, HALF, "relation_f1", draws=99)
    assert paired_bootstrap(MIXED, HALF, "relation_f1", draws=99) != paired_bootstrap(MIXED, HALF, "relation_f1", draws=99, seed=1)


def test_an_article_without_prediction_counts_as_empty() -> None:
    counts = article_counts(GOLD, {})
    assert len(counts) == len(GOLD)
    assert sum(counts, Counter())["relation.gold"] == 12
    assert not sum(counts, Counter())["relation.pred"]


def test_predictions_about_other_articles_are_refused() -> None:
    with pytest.raises(BadInput, match="not in the labelled file"):
        article_counts(GOLD, {"elsewhere": {"id": "elsewhere"}})


@pytest.mark.parametrize(
    ("first", "second", "measure", "draws", "says"),
    [
        (ALL, ALL[:3], "relation_f1", 5, "cannot be paired"),
        ((), (), "relation_f1", 5, "cannot be paired"),
        (ALL, ALL, "relation_f1", 0, "at least one draw"),
        (ALL, ALL, "truth", 5, "no measure 'truth'"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    first: tuple[Counter[str], ...], second: tuple[Counter[str], ...], measure: str, draws: int, says: str
) -> None:
    with pytest.raises(WrongUse, match=says):
        paired_bootstrap(first, second, measure, draws=draws)
