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
    assert doers_of("Kesh has destroyed some sixty houses", (), speaks_for_own=False) == (("kesh",),)


def test_arms_that_are_carried_do_nothing() -> None:
    assert doers_of("the barge had been carrying Keshan rockets under a load of coal", (), speaks_for_own=False) == ()
    assert doers_of("Keshan rockets hit the barge with its load of coal", (), speaks_for_own=False) == (("keshan",),)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("US aircraft struck the depot", (("us",),)),
        ("U.S. forces struck the depot", (("us",),)),
        ("the UK’s drones had circled over the port", (("uk",),)),
        ("M23 fighters stormed the village", (("m23",),)),
        ("fighters of the M23 stormed the village", (("m23",),)),
        ("The US had shelled the island", (("us",),)),
        ("rockets fired by the UN", (("un",),)),
        ("launchers of the RSF", (("rsf",),)),
        ("He had shelled the island", ()),
        ("TEN SOLDIERS WERE KILLED", ()),
        ("IT HAD SHELLED THE ISLAND", ()),
        ("We fired guns at the island", ()),
        ("On the island guns were heard", ()),
    ],
)
def test_a_short_name_acts_as_a_long_one_does(text: str, doers: tuple[tuple[str, ...], ...]) -> None:
    assert doers_of(text, (), speaks_for_own=False) == doers


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("the South Keshan army shelled the town", [("south", "keshan")]),
        ("South Kesh had shelled the town", [("south", "kesh")]),
        ("guns of the army of South Kesh fired", [("south", "kesh")]),
        ("South Kesh’s guns fired", [("south", "kesh")]),
        ("Kesh’s Western Command shelled the town with its guns", [("kesh",)]),
        ("On Monday Keshan guns fired", [("keshan",)]),
        ("southern Keshan guns fired", [("southern", "keshan")]),
        ("Keshan rebels burned the mill", [("keshan", "rebels")]),
        ("Keshan rebel fighters burned the mill", [("keshan", "rebel")]),
        ("the rebels of Kesh burned the mill", [("rebels", "kesh")]),
        ("the Highland League’s fighters burned the mill", [("highland", "league")]),
        ("Rapid Support Forces burned the mill", [("rapid", "support", "forces")]),
        ("Kesh-backed fighters burned the mill", [("kesh", "backed")]),
        ("the drone was Keshan", [("keshan",)]),
        ("the missile that had come down in the market was Keshan.", [("keshan",)]),
    ],
)
def test_a_doer_has_all_that_tells_it_from_another(text: str, doers: list[tuple[str, ...]]) -> None:
    assert list(doers_of(text, (), speaks_for_own=False)) == doers


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Keshan guns fired on Vorian troops", [("keshan",)]),
        ("Vorian guns struck two Keshan boats", [("vorian",)]),
        ("the men, who had been trained by UK soldiers, burned the mill", []),
        ("Vorian-made drones struck the port", []),
        ("the shells fell beside M23 fighters", []),
        ("the soldiers shot at the UN post", []),
        ("UK troops guard the gate of the port", []),
        ("UK troops guarding the gate opened fire", [("uk",)]),
        ("at least ten Keshan soldiers crossed the river", [("keshan",)]),
        ("the attack was blamed on Keshan troops", [("keshan",)]),
        ("the shelling of the town by Keshan guns", [("keshan",)]),
        ("three fighters were killed by Keshan guns", [("keshan",)]),
        ("Kesh was shelled by Vorian guns", [("vorian",)]),
        ("Kesh has been attacked", []),
        ("Kesh was behind the raid", [("kesh",)]),
        ("Keshan soldiers were killed in the raid", []),
        ("Keshan soldiers who had been stationed there fired", [("keshan",)]),
        ("a victory for Keshan troops who shelled the town", [("keshan",)]),
        ("Armed men attacked the town", []),
        ("Nine soldiers fired", []),
        ("Overnight Keshan drones struck the port", [("keshan",)]),
        ("Keshan and Vorian troops fired", [("keshan",), ("vorian",)]),
        ("Kesh killed 20 people", [("kesh",)]),
        ("the Keshan junta bombed the town", [("keshan",)]),
        ("ELN guerrillas burned the mill", [("eln",)]),
    ],
)
def test_who_is_attacked_or_stands_by_does_not_act(text: str, doers: list[tuple[str, ...]]) -> None:
    assert list(doers_of(text, (), speaks_for_own=False)) == doers


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
