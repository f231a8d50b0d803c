"""What parties are called in a list: each body once, and nothing that is no actor."""

from typing import Any

import pytest

from onrecord.corroboration.parties import parties_of
from onrecord.corroboration.party_names import listed_names
from onrecord.records import Actor


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        (("Kenyan", "Kenya"), ("Kenya",)),
        (("Velland Defence Force", "VDF"), ("Velland Defence Force",)),
        (("Torl Front", "Front", "We", "alliance", "guerrillas"), ("Torl Front",)),
        (("League fighters", "League"), ("League",)),
        (("Ana Brek", "General Brek", "Torl Front"), ("Torl Front",)),
    ],
)
def test_each_body_is_listed_once_and_nobody_else(draft: Any, names: tuple[str, ...], listed: tuple[str, ...]) -> None:
    made = draft("Brek spoke.")
    made.actors.append(Actor(name="Brek", kind="person", mentions=((0, 4),)))
    assert listed_names(names, made.reading()) == listed


def test_what_shows_an_attack_takes_no_part(draft: Any) -> None:
    from_afar = draft("Photographs of the attack were shown. Kenyan troops fired.").reading()
    assert [party.name for party in parties_of(from_afar)] == ["Kenya"]
