"""Places are found by shape and context; the gazetteer only adds country and position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import reading
from onrecord.reading.page import Page
from onrecord.reading.places import find_places, place_of_event, place_of_total
from onrecord.records import Document


def names(text: str) -> list[str]:
    return [place.name for place in find_places(Page.of(text))]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells fell near Tel Varrun, in the central Osk Valley.", ["Tel Varrun", "Osk Valley"]),
        ("Two people died in Umm Dahar, North Velia, a doctor said.", ["Umm Dahar", "North Velia"]),
        ("They reached the village of Orel on foot.", ["Orel"]),
        ("Two nuns were shot on the road to Baukir.", ["Baukir"]),
        ("The raid on Wadi Sefra failed.", ["Wadi Sefra"]),
        ("They fled Koresh after the fall of Adun.", ["Koresh", "Adun"]),
        ("Gorva's hospitals are full.", ["Gorva"]),
        ("The bus left for the mountains south of Lerin.", ["Lerin"]),
        ("The army pushed into Marsu province.", ["Marsu province"]),
        ("A bomb went off on the road between Djem and Borzu.", ["Djem", "Borzu"]),
        ("Rockets hit Sarnak station.", ["Sarnak"]),
        ("DORVA/SELIM, May 4 – Two people died.", ["DORVA", "SELIM"]),
        ("A plane was shot down over Kupra.", ["Kupra"]),
        ("Residents of Al Sahm dug all night.", ["Al Sahm"]),
        ("A mine went off at the Oskel bus depot.", ["Oskel"]),
        ("Shells hit the Barna sawmill and a shed near the Tarm pumping station.", ["Barna", "Tarm"]),
        ("Nine fell on Horvin ridge.", ["Horvin"]),
        ("After the Bitarum ambush he fled.", ["Bitarum"]),
        ("They fled the valley of the Sarn.", ["Sarn"]),
        ("Nine people died on the Ruwan ferry.", ["Ruwan"]),
        ("The Ruwan ferry company paid.", []),
        ("Relatives of the Lodno massacre victims met.", ["Lodno"]),
        ("Families have left Marunda since May.", ["Marunda"]),
        ("Deaths were also reported from Litam.", ["Litam"]),
        ("RE: ACTION NEAR OSKEL DAM", ["OSKEL DAM"]),
        ("Dozens Killed in Raid Near Lerin, Officials Say", ["Lerin"]),
        ("Nine people died at Oskel General Hospital.", ["Oskel General Hospital"]),
        ("Shots were heard from Wadi Sefra.", ["Wadi Sefra"]),
        ("The mayor of Orel, Petar Varga, said that nine people died in Orel.", ["Orel", "Orel"]),
        ("Norrin has had more than eight hundred people killed since May.", ["Norrin"]),
        ("Norrin had 40 residents wounded that night.", ["Norrin"]),
        ("Belk had seen 12 people killed that night.", []),
        ("Norrin had 40 soldiers killed that night.", []),
        ("The governor of Umm Dahar, North Velia, said that nine died in Umm Dahar.", ["Umm Dahar", "North Velia", "Umm Dahar"]),
    ],
)
def test_found_by_context(text: str, places: list[str]) -> None:
    assert names(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "In Ramadan he spoke to Anna Belk, 43, who wrote it on Telegram.",
        "Fighters of the Free Selim Front shot at him in March.",
        "He said in Arabic that Colonel Varga had resigned.",
        "At the Ministry of Health nobody answered on Monday.",
        "They accused Belk of lying and met Tarun, a trader.",
        "Velmari troops burned it, in Velmari uniforms.",
        "The Vanguard attack killed four, and Vanguard boasts of it.",
        "The Velmari attack killed four at the Belk trial.",
        "The blast left Belk dead.",
        "Army Says Rebels Killed in Northern Offensive",
    ],
)
def test_persons_bodies_days_and_languages_are_none(text: str) -> None:
    assert names(text) == []


def test_a_name_found_once_is_a_place_everywhere() -> None:
    assert names("Two died in Orel. Orel has no doctor. Nobody leaves Orel.") == ["Orel", "Orel", "Orel"]


def test_a_name_found_by_its_verb_is_a_place_before_other_nouns() -> None:
    assert names("Families have left Marunda. They speak of the Marunda killings.") == ["Marunda", "Marunda"]


def test_the_gazetteer_adds_country_and_position() -> None:
    [town, state] = find_places(Page.of("Two people died in Reykjavik, a town in Iceland."))
    assert (town.country, round(town.latitude or 0), round(town.longitude or 0)) == ("IS", 64, -22)
    assert (state.country, state.latitude) == ("IS", None)


def test_an_invented_place_has_no_position() -> None:
    [place] = find_places(Page.of("Two people died in Qorvandel."))
    assert (place.country, place.latitude, place.longitude) == (None, None, None)


def event_place(text: str, word: str) -> str | None:
    page = Page.of(text)
    index = page.token_at(text.index(word))
    found = place_of_event(page, find_places(page), index, index + 1)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two people were killed in the village of Ogra in central Velia.", "Ogra"),
        ("The rocket, fired from Selim, killed two people in Nir Adom.", "Nir Adom"),
        ("Two were killed in Sidra, the minister told a press conference in Dorva.", "Sidra"),
        ("The rocket hit Barva market. Two were killed, the governor said.", "Barva"),
        ("The siege of Adun went on. Nobody in Dorva spoke of it. Two were killed.", "Adun"),
        ("Shells fell on the market in Kanu on Monday. Two were killed and taken to Jost.", "Kanu"),
        ("In Torm, 64 people were killed on Monday, the ministry said.", "Torm"),
        ("TORM, 12.05.2021 — 64 people were killed on Monday, the ministry said.", None),
        ("Two were killed.", None),
        ("Rain fell in Sidra. Two were killed at one border post.", None),
        ("Shells fell in Sidra. Two were killed at a border post.", "Sidra"),
        ("The wire learned from an official in Dorva that two were killed near Sidra.", "Sidra"),
        ("Shells fell near Sidra. There, two were killed. So it was told by the army in Dorva.", "Sidra"),
        ("In Dorva the army, as told by the army in Dorva, lost two killed near Sidra.", "Sidra"),
        ("After the Bitarum ambush\n\nTwo were killed, the army said.", "Bitarum"),
        ("DORVA, Velia (Coast News), 9 March 2024 — Two were killed, a doctor said.", None),
        ("Ref 7/22. Issued at Gorum, 14/08/2023\n\nRAID NEAR OSKEL DAM\n\nTwo were killed on Monday.", "OSKEL DAM"),
        ("A bomb went off in Sidra.\n\nIn a separate attack two were killed by a mine.", None),
        ("The shells hit Sidra. The ministry in Dorva spoke of two killed.", "Sidra"),
        ("Medics in Dorva took in two killed when a shell hit the market at Sidra.", "Sidra"),
        ("Guns fired near Sidra. The press centre in Dorva spoke of two killed.", "Sidra"),
        ("A raid near Sidra failed. The front's Reykjavik office spoke of two killed.", "Sidra"),
        ("Hospital officials in Dorva counted two killed by a bomb at Kota Sidra.", "Kota Sidra"),
        ("Missiles hit the hills above Sidra. Dorva's health directorate spoke of two killed.", "Sidra"),
        ("Reykjavik's health directorate spoke of two killed.", "Reykjavik"),
        ("Six were hurt in Sidra. Two were killed, deaths reported from Litam.", "Litam"),
        ("A bomb went off in Sidra.\n\n14.20\nTwo were killed, police say.\n\n13.10\nShells fell on Orel.", None),
    ],
)
def test_the_place_of_an_event(text: str, place: str | None) -> None:
    assert event_place(text, "killed") == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells fell on Sidra.\n\nThe war has killed 9,000 people.", None),
        ("Norland: fighting in North Velia\n\nShells fell on Sidra.\n\nThe war has killed 9,000 people.", "North Velia"),
        ("Rain fell in Sidra.\n\nSidra has been fought over for years. The war has killed 9,000 people.", "Sidra"),
        ("The war has killed 9,000 people in Orel.", "Orel"),
        ("Toll rises in North Velia\n\nThe war has killed 9,000 people.", "North Velia"),
        ("Toll rises in North Velia and South Osk\n\nThe war has killed 9,000 people.", None),
    ],
)
def test_the_place_of_a_total(text: str, place: str | None) -> None:
    page = Page.of(text)
    index = page.token_at(text.index("killed"))
    found = place_of_total(page, find_places(page), index, index + 1)
    assert (found.name if found else None) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The health ministry in Oskel said 1,417 people had been killed since May, while Orvan counted 2,300 dead. Rain fell in Orvan.",
            ["Oskel", "Orvan"],
        ),
        ("The health ministry in Oskel said 1,417 people had been killed since May, while 2,300 died in Orvan.", ["Oskel", "Orvan"]),
        ("A broadcaster said 1,417 people had been killed since May, while 2,300 died in Orvan.", [None, "Orvan"]),
        ("The defence ministry in Oskel said 1,417 enemy soldiers had been killed since May.", [None]),
    ],
)
def test_a_toll_counts_for_the_ground_of_who_counts_it(text: str, expected: list[str | None]) -> None:
    assert [figure.place for figure in reading.read(Document(id="x", text=text)).figures] == expected


def test_swapping_two_towns_swaps_their_places() -> None:
    text = "Shells from Orel hit a school in Adun, killing two. Adun answered; one man was hurt in Orel."
    swapped = text.replace("Orel", "\0").replace("Adun", "Orel").replace("\0", "Adun")
    assert [{"Orel": "Adun", "Adun": "Orel"}[name] for name in names(text)] == names(swapped)


@given(st.text(alphabet=st.sampled_from("aA .,'-\nin ofthe ÉéØ0"), max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    page = Page.of(text)
    end = 0
    for place in find_places(page):
        assert end <= place.span[0] < place.span[1] <= len(text)
        end = place.span[1]
        first, last = page.tokens_in(*place.span)
        assert place_of_event(page, (place,), first, last) in (place, None)


def test_a_number_makes_the_name_of_a_spot() -> None:
    names = [place.name for place in find_places(Page.of("They were shot near Kilometre 90, and a drone struck Hill 402."))]
    assert names == ["Kilometre 90", "Hill 402"]


@pytest.mark.parametrize("text", ["A fire swept Tarvag on 28 September.", "Rebels looted Tarvag on Friday.", "A storm devastated Tarvag."])
def test_what_is_swept_or_looted_is_a_place(text: str) -> None:
    assert len(find_places(Page.of(text))) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It found 115 Orrians in Osk and, near Ruwan, at most 25 herders.", "Ruwan"),
        ("It found 115 Orrians in a barracks at Osk and at most 25 herders in a school near Ruwan.", "Ruwan"),
        ("Shells killed 115 Orrians and at most 25 herders in Osk.", "Osk"),
    ],
)
def test_each_count_has_the_place_that_is_set_beside_it(text: str, place: str) -> None:
    page = Page.of(text)
    first, last = page.sentences[0]
    at = page.token_at(text.index("25"))
    found = place_of_event(page, find_places(page), first, last, at=at)
    assert found is not None and found.name == place
