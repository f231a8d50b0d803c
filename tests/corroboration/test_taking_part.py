"""Whose words and deeds show it taking part: forces of its own, people it holds, plain harm; and whose do not."""

from typing import Any

import pytest

from onrecord.corroboration.parties import PartyRegister, Side
from onrecord.corroboration.voices import Voices


def side(draft: Any, source: str, text: str) -> Side | None:
    """The side of a voice that counts nine dead behind a text."""
    made = draft(f"{text} {source} said nine people were killed.", published="2031-04-02")
    made.counts("nine", "killed", 9, 9, source=source)
    reading = made.reading()
    return PartyRegister(reading, ()).side_of(Voices(reading).of_figure(reading.figures[0]))


def told_by(draft: Any, voice: str, content: str, act: str = "asserts", cue: str = "said") -> bool:
    """Whether what a voice says beside its count of nine dead makes it a party."""
    made = draft(f"{voice} {cue} {content}. {voice} counted nine dead.")
    made.says(voice, cue, content, act=act)
    made.counts("nine", "killed", 9, 9, source=voice)
    return bool(made.findings("only-source-is-a-party"))


@pytest.mark.parametrize(
    ("voice", "content"),
    [
        ("Norway", "both sides must pull back their forces"),
        ("Norway", "Veland had moved its forces to the border"),
        ("Norway", "that Veland and its forces had left"),
        ("Norway", "the two sides had hardened their positions"),
        ("Norway", "the rebels had withdrawn their fighters"),
        ("Norway", "it had asked Veland to withdraw its troops"),
        ("Norway", "it hoped that the armies would bury their own dead"),
        ("Dalm Watch", "the rebels and the army must move their forces"),
    ],
)
def test_who_speaks_of_the_forces_of_others_takes_no_part(draft: Any, voice: str, content: str) -> None:
    assert not told_by(draft, voice, content)


def test_who_asks_others_to_withdraw_theirs_takes_no_part(draft: Any) -> None:
    assert not told_by(draft, "Norway", "to withdraw its forces", act="calls for", cue="urged Veland")
    assert told_by(draft, "Norway", "to withdraw its forces", act="pledges", cue="promised")


@pytest.mark.parametrize("voice", ["Norway", "Wold Front", "Dalm Council"])
@pytest.mark.parametrize(
    "content",
    [
        "its forces had withdrawn",
        "that its fighters had left the town",
        "three of its soldiers were killed",
        "it had withdrawn its troops",
        "a drone had struck its positions",
        "an attack on its positions went on",
        "“Our fighters have left",
    ],
)
def test_who_speaks_of_its_own_forces_takes_part(draft: Any, voice: str, content: str) -> None:
    assert told_by(draft, voice, content)


@pytest.mark.parametrize("name", ["Norway", "The Wold Front", "The Norwegian army", "The Rapid Wold Forces", "The Wold rebels"])
@pytest.mark.parametrize(
    "deed",
    [
        "massacred villagers",
        "executed two captives",
        "burned a village",
        "looted a clinic",
        "killed the mayor",
        "murdered a teacher",
        "had kidnapped six nurses",
        "bombed a village",
    ],
)
def test_plain_armed_harm_is_part_of_the_fighting_whoever_does_it(draft: Any, name: str, deed: str) -> None:
    found = side(draft, name, f"{name} {deed} in March.")
    assert found is not None
    assert found.because in {"shown by the report as taking part", "described as a side's own body"}


@pytest.mark.parametrize(
    "told",
    [
        "Norway executed the plan.",
        "Norway killed the bill.",
        "Norway killed off the old idea.",
        "Norway burned its bridges.",
        "Three Norwegians killed in May were mourned.",
        "Peace talks were being held by Norway.",
        "People came to talks held by Norway.",
        "Positions on fishing long held by others changed.",
    ],
)
def test_words_of_harm_that_harm_nobody_show_no_part(draft: Any, told: str) -> None:
    assert side(draft, "Norway", told) is None


@pytest.mark.parametrize("told", ["Two men were being held by Norway.", "A pilot who was held by Norway spoke."])
def test_who_holds_people_takes_part(draft: Any, told: str) -> None:
    assert side(draft, "Norway", told) is not None


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("Orlin", "The shelling of Orlin killed five people."),
        ("Kestria", "A flood in Kestria killed five people."),
        ("Port Orlin", "The strike on the Port Orlin market killed five people. The raid on Port Orlin killed two."),
    ],
)
def test_what_was_hit_takes_no_part_for_it(draft: Any, voice: str, text: str) -> None:
    found = side(draft, voice, text)
    assert found is None or found.because != "shown by the report as taking part"


def test_a_storm_takes_no_part(draft: Any) -> None:
    assert side(draft, "Cyclone Rana", "Cyclone Rana killed five people in Orlin.") is None
