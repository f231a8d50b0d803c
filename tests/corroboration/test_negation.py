"""A negation denies a deed only where it reaches it."""

import pytest

from onrecord.corroboration.told.negation import is_negated


@pytest.mark.parametrize(
    "text",
    [
        "no Keshan gun had fired that night",
        "its batteries had not shelled the village",
        "the army had no part in the raid on the mill",
        "none of its boats crossed the river",
        "the guns were silent all night",
        "it had never fired a rocket at a school",
        "the troops left the town without firing a shot",
        "the rockets weren’t theirs",
        "nobody shelled the market",
        "the drone came from no post of the front",
        "the patrol fired no shot",
        "the story of the poisoned well was invented",
        "no army gun was within reach of the town",
        "It did no such thing",
        "nothing of the kind happened",
        "it denied that its soldiers burned the mill",
        "there was no shelling, and the roads were open",
    ],
)
def test_the_deed_is_denied(text: str) -> None:
    assert is_negated(text)


@pytest.mark.parametrize(
    "text",
    [
        "no fewer than ten guns shelled the village",
        "no less than forty rockets hit the port",
        "the army shelled not only the mill but the school",
        "the guns fell silent at dawn after six hours of shelling",
        "the school was shelled without warning",
        "rockets hit a clinic that had no power",
        "rockets hit a clinic with no power",
        "none other than the General Staff ordered the raid",
        "the shells hit nothing but houses",
        "Not until noon did the troops leave the village that they had burned",
        "the fighters stormed the post not far from the bridge",
        "the army shelled the camp, although nobody had fired at it",
        "the commandos burned the mill because there was no guard",
        "it is not known who shelled the market",
        "the wounded were denied treatment after the shelling",
        "a drone struck the market when not a stall was open",
    ],
)
def test_the_deed_is_told(text: str) -> None:
    assert not is_negated(text)


def test_a_text_without_deeds_is_negated_by_any_word() -> None:
    assert is_negated("there was no power in the town")
    assert is_negated("not to be named because talks on prisoners were to open")  # the talks stand beside what is told
    assert not is_negated("the town had power")
