"""What is said to have been done, however it is worded."""

import pytest

from onrecord.corroboration.told.deeds import doers_of, sorts_of


@pytest.mark.parametrize(
    ("one", "other", "sort"),
    [
        ("about 60 houses in the upper town have burned down", "Fire has destroyed some sixty houses in the upper town", "fire"),
        ("the two delegations had already met in a lodge", "the envoys of both states sat together in a hunting lodge", "talks"),
        ("a secret meeting of the envoys", "negotiators conferred until dawn", "talks"),
    ],
)
def test_two_wordings_are_of_one_sort(one: str, other: str, sort: str) -> None:
    assert sorts_of(one) == sorts_of(other) == (sort,)


def test_a_fire_is_nobody_who_acts() -> None:
    assert doers_of("Fire has destroyed some sixty houses", (), speaks_for_own=False) == ()
    assert doers_of("Kesh has destroyed some sixty houses", (), speaks_for_own=False) == ("kesh",)


def test_arms_that_are_carried_do_nothing() -> None:
    assert doers_of("the barge had been carrying Keshan rockets under a load of coal", (), speaks_for_own=False) == ()
    assert doers_of("Keshan rockets hit the barge with its load of coal", (), speaks_for_own=False) == ("keshan",)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("US aircraft struck the depot", ("us",)),
        ("U.S. forces struck the depot", ("us",)),
        ("the UK’s drones had circled over the port", ("uk",)),
        ("M23 fighters stormed the village", ("m23",)),
        ("fighters of the M23 stormed the village", ("m23",)),
        ("The US had shelled the island", ("us",)),
        ("rockets fired by the UN", ("un",)),
        ("launchers of the RSF", ("rsf",)),
        ("He had shelled the island", ()),
        ("TEN SOLDIERS WERE KILLED", ()),
        ("IT HAD SHELLED THE ISLAND", ()),
        ("We fired guns at the island", ()),
        ("On the island guns were heard", ()),
    ],
)
def test_a_short_name_acts_as_a_long_one_does(text: str, doers: tuple[str, ...]) -> None:
    assert doers_of(text, (), speaks_for_own=False) == doers


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("a meeting was held in the harbour hall", ("talks",)),
        ("the two sides held secret talks", ("talks",)),
        ("forty men were held in the harbour hall", ("holding",)),
        ("the column met resistance at the bridge", ()),
        ("the column met with heavy fire", ()),
        ("the envoys met at the bridge", ("talks",)),
    ],
)
def test_what_is_held_and_met(text: str, sorts: tuple[str, ...]) -> None:
    assert sorts_of(text) == sorts
