"""A negation denies a deed only where it reaches it."""

import pytest

from onrecord.corroboration.told.negation import is_left_open, is_negated, is_set_aside, is_what_it_is_called, is_withheld


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
        "reports that its guns had shelled the market were false",
        "its jets had not, at any time, bombed the camp",
        "the army never, on either day, crossed the river",
        "the front was in no way involved in the raid",
        "its soldiers had been wrongly accused of burning the mill",
        "the army is falsely blamed for the shelling of the market",
        "its soldiers were in their barracks, and none of them fired",
        "the claim that its soldiers burned the mill is baseless",
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
        "the army did not deny shelling the market",
        "it cannot be denied that the army shelled the market",
        "the army has not stopped shelling the city",
        "the army did not rule out that its guns fired on the market",
        "its guns shelled the market for no reason",
        "its guns shelled the market and never stopped",
        "it is not false that its guns shelled the market",
        "its guns shelled the market, and none of the shells hit a military target",
        "rockets struck the school and no warning had been given",
        "there were no soldiers in the market when guns shelled it",
        "there was nobody at the post when the drone struck",
        "its guns had shelled the camp and it could not excuse it",
        "nothing can justify that its jets bombed the school",
        "its guns shelled the market but no one was killed",
        "no doubt the army shelled the town",
        "the army made no secret of shelling the town",
        "it was not the first time that the army bombed the camp",
        "the army is not the only one that shelled the town",
        "not all shells hit the target",
        "its guns shelled the market in no way by mistake",
        "the shelling of the market was in no way justified",
        "the army executed a man wrongly accused of theft",
        "soldiers wrongly accused a farmer and shot him",
        "the army shot a man who had been wrongly accused of theft",
    ],
)
def test_the_deed_is_told(text: str) -> None:
    assert not is_negated(text)


def test_a_text_without_deeds_is_negated_by_any_word() -> None:
    assert is_negated("there was no power in the town")
    assert is_negated("not to be named because talks on prisoners were to open")  # the talks stand beside what is told
    assert not is_negated("the town had power")


@pytest.mark.parametrize(
    ("source", "cue"),
    [
        ("The army", "could not confirm"),
        ("The ministry", "refused to say"),
        ("The army", "did not deny"),
        ("The front", "has yet to comment on"),
        ("Neither the army nor the Red Cross", "has confirmed"),
    ],
)
def test_what_is_left_open_is_told_by_nobody(source: str, cue: str) -> None:
    assert is_left_open(source, cue)


@pytest.mark.parametrize(
    ("source", "cue"),
    [("The army", "confirmed"), ("An official not known to the paper", "said"), ("The front", "denied"), ("It", "refused")],
)
def test_what_is_said_is_not_left_open(source: str, cue: str) -> None:
    assert not is_left_open(source, cue)


def test_a_number_that_another_is_set_against() -> None:
    text = "3 people, not 30, were killed"
    assert is_set_aside(text, text.index("30")) and not is_set_aside(text, 0)


def test_what_somebody_did_not_get_is_no_deed() -> None:
    assert is_withheld("journalists access to the site of the attack in Eddin")
    assert is_withheld("survivors of the attack permission to leave")
    assert not is_withheld("that its guns had shelled the convoy with food")
    assert not is_withheld("shelling the convoy with food")
    assert not is_withheld("responsibility for the attack")


def test_what_a_deed_is_called_is_not_the_deed() -> None:
    assert is_what_it_is_called("that the bombing of the camp was a war crime")
    assert is_what_it_is_called("the shelling amounted to collective punishment")
    assert is_what_it_is_called("that the strike had been deliberate")
    assert not is_what_it_is_called("that the bombing was carried out by its jets")
    assert not is_what_it_is_called("that its jets bombed the camp, which was a war crime")
    assert not is_what_it_is_called("the strike")
    assert not is_what_it_is_called("that its soldiers were committing war crimes in Dalm")
    assert not is_what_it_is_called("that it bombed the school and killed 20 people in what was a war crime")
    assert not is_what_it_is_called("that it fired on people whose protest was illegal")
    assert not is_what_it_is_called("that the strike took place or was deliberate")
