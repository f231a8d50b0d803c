"""The names of bodies hold words that were said: no land called by its adjective, no body inside of a body."""

from onrecord import reading
from onrecord.records import Document, Reading


def read(text: str) -> Reading:
    return reading.read(Document(id="x", text=text, date="2031-05-05"))


def names(text: str) -> set[str]:
    found = read(text)
    return {actor.name for actor in found.actors} | {said.actor for said in found.statements if said.actor}


def test_a_ministry_told_by_an_adjective_alone_goes_by_its_own_words() -> None:
    found = names("Nine people were killed, the Sorvian health ministry said. The Sorvian guns fell silent.")
    assert "Sorvian health ministry" in found
    assert not any(name.endswith("of Sorvian") for name in found)


def test_it_goes_by_the_land_that_the_report_names() -> None:
    assert "Ministry of Health of Sorvia" in names("Nine people were killed in Sorvia, the Sorvian health ministry said.")
    assert "Ministry of Health of Kesh" in names("Nine people were killed, the Kesh health ministry said. Talks in Kesh went on.")


def test_a_land_is_not_the_ministry_named_by_its_adjective_before() -> None:
    found = names("Nine people were killed, the Sorvian health ministry said. Sorvia's army said that a gun had failed.")
    assert "army of Sorvia" in found
    assert not any("of Ministry" in name for name in found)


def test_a_land_run_by_somebody_is_not_called_after_who_runs_it() -> None:
    found = names("The Osk-run health ministry said that nine people were killed.")
    assert "Osk-run health ministry" in found


def test_a_body_of_an_adjective_speaks_as_itself() -> None:
    found = names("Sorvian soldiers were killed when Keldish guns shelled Ondal, the Sorvian army said.")
    assert not any(name == "Government of Sorvian" for name in found)
