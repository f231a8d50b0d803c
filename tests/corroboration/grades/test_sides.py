"""Who of the root sources is a party: by name or by office, the same for every name."""

import pytest

from onrecord.corroboration.claims.background import Background
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.grades import party_of
from onrecord.corroboration.grades.sides import side_of
from onrecord.corroboration.names import folded
from onrecord.corroboration.told import Speaker, Telling, Told
from onrecord.corroboration.told.speakers import speaker_of
from onrecord.corroboration.voices import Voice
from onrecord.records import Actor, Party


def voice(words: str) -> Speaker:
    return speaker_of(Voice(words=words, phrases=(words,), key=folded(words)))


def person(name: str, office: str | None) -> Speaker:
    actor = Actor(name=name, kind="person", office=office)
    return speaker_of(Voice(words=name, phrases=(name, *([office] if office else [])), key=folded(name), actor=actor))


def belongs(words: str, *parties: Party, readings: tuple[str, ...] = ("r1",)) -> str | None:
    found = party_of(voice(words), {"r1": parties}, readings=readings)
    return found.name if found else None


VELMORA, ARMY, FRONT = Party(name="Velmora"), Party(name="Lomarian army"), Party(name="Highland Front")


@pytest.mark.parametrize(
    "words",
    [
        "Velmora",
        "the Velmoran army",
        "the army of Velmora",
        "the Velmoran health ministry",
        "the foreign minister of Velmora, Ada Brunn",
        "Velmoran officials",
        "Colonel Edrin Solbay, the spokesman of the Velmoran army",
        "the Government of Velmora",
        "Velmoran police",
        "Velmoran state television",
    ],
)
def test_bodies_of_a_state_that_takes_part_are_parties(words: str) -> None:
    assert belongs(words, VELMORA) == "Velmora"
    assert belongs(words, FRONT) is None
    assert belongs(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "a hospital in Velmora",
        "the Velmoran Red Cross",
        "the mayor of Brel in Velmora",
        "residents of Velmora",
        "the UN mission in Velmora",
        "a Velmoran lawyer",
        "a Velmoran newspaper",
        "a woman from Velmora",
        "the Free Velmoran Army",
        "the army of Halvenia",
        "the health ministry",
        "the spokesman",
    ],
)
def test_others_in_the_land_of_a_party_are_none(words: str) -> None:
    assert belongs(words, VELMORA) is None


def test_the_army_that_is_a_party_brings_its_state_with_it() -> None:
    assert belongs("the Lomarian health ministry", ARMY) == "Lomarian army"


def test_an_armed_group_of_a_name_of_its_own_brings_nobody_with_it() -> None:
    assert belongs("the Highland Front", FRONT) == "Highland Front"
    assert belongs("a spokesman for the Highland Front", FRONT) == "Highland Front"
    assert belongs("the Highland regional governor", FRONT) is None


def test_an_alias_and_a_side_count() -> None:
    party = Party(name="Ninth Brigade", aliases=("Sennick",), side="Lomaria")
    assert belongs("Sennick", party) == "Ninth Brigade"
    assert belongs("the Lomarian defence ministry", party) == "Ninth Brigade"


def test_a_name_that_is_everybodys_counts_in_the_reports_that_say_so() -> None:
    party = Party(name="the army")
    assert belongs("the army", party) == "the army"
    assert belongs("the army", party, readings=("r2",)) is None
    assert belongs("the army of Kesh", party) is None


def test_the_more_fitting_party_is_found_whatever_the_order() -> None:
    for parties in ((VELMORA, Party(name="Velmoran Guard")), (Party(name="Velmoran Guard"), VELMORA)):
        assert belongs("Velmora", *parties) == "Velmora"


def test_a_seat_of_government_is_its_state_s_where_the_reports_show_it() -> None:
    ministry = voice("the health ministry in Grenholt")
    book = SourceBook(Background())
    assert party_of(ministry, {"r1": (VELMORA,)}, book) is None
    book.learn("one", [ministry, voice("the health ministry of Velmora")])
    book.learn("one", [ministry, voice("the health ministry of Velmora")])
    assert not book.same_owner(("grenholt",), ("velmora",))  # one claim is one sign, however often it is seen
    book.learn("two", [ministry, voice("the health ministry of Velmora")])
    assert book.same_owner(("grenholt",), ("velmora",))
    assert party_of(ministry, {"r1": (VELMORA,)}, book) == VELMORA


def test_a_person_is_who_another_report_says() -> None:
    described, by_name = person("Linne Ottesby", "the spokeswoman of the Velmoran army"), person("Linne Ottesby", None)
    assert (described.owner, by_name.owner) == (("velmoran",), ())
    told = Told(id="s1", start=0, end=4, words="fire", sentence=(0, 4), voice="attributed", speakers=(described,))
    book = SourceBook(Background.of([Telling(reading="r2", report="r2", statements=(told,))]))
    assert party_of(by_name, {"r1": (VELMORA,)}) is None
    assert party_of(by_name, {"r1": (VELMORA,)}, book) == VELMORA


@pytest.mark.parametrize("first", [("Velmora", "Velmoran army"), ("Velmoran army", "Velmora")])
def test_the_parties_of_one_side_go_by_one_name(first: tuple[str, str]) -> None:
    shown = {"r1": (Party(name=first[0]), FRONT), "r2": (Party(name=first[1]), Party(name="Highland Council"))}
    assert {side_of(party, shown) for party in (shown["r1"][0], shown["r2"][0])} == {first[0]}
    assert side_of(FRONT, shown) == "Highland Front"
    assert side_of(Party(name="Ninth Brigade", side="Lomaria"), shown) == "Lomaria"


def test_who_takes_no_part_by_its_office_is_none_even_by_name() -> None:
    assert belongs("the Red Cross", Party(name="Red Cross")) is None


def test_which_party_is_found_does_not_hang_on_the_order_of_the_reports() -> None:
    shown = {"r1": (VELMORA,), "r2": (Party(name="Velmoran army"),)}
    for parties in (shown, dict(reversed(shown.items()))):
        assert party_of(voice("the Velmoran health ministry"), parties) == VELMORA


def test_nobody_is_a_party_without_a_voice() -> None:
    assert party_of(None, {"r1": (VELMORA,)}) is None


@pytest.mark.parametrize("land", ["Velmora", "Halvenia"])
def test_the_director_of_a_hospital_is_no_party_whose_land_it_is_in(land: str) -> None:
    phrases = ("its director, Dr Sanne Tol", f"Sanne Tol (director, hospital in {land})", "director")
    director = speaker_of(Voice(words=phrases[0], phrases=phrases, key=folded(phrases[0]), actor=Actor(name="Sanne Tol", kind="person")))
    assert director.body == ("hospital",)
    assert party_of(director, {"r1": (Party(name=land),)}) is None


def test_a_director_whom_another_report_places_in_a_hospital_is_no_party() -> None:
    described, by_name = person("Sanne Tol", "director of the hospital in Velmora"), person("Sanne Tol", "director")
    told = Told(id="s1", start=0, end=4, words="fire", sentence=(0, 4), voice="attributed", speakers=(described,))
    book = SourceBook(Background.of([Telling(reading="r2", report="r2", statements=(told,))]))
    assert party_of(by_name, {"r1": (VELMORA,)}, book) is None
