"""Who is named in a text, as what, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.actors import actor_at, find_actors, resolve
from onrecord.reading.page import Page
from onrecord.records import Actor, Party, ReportDetails


def read(text: str, *parties: Party, outlet: str | None = None) -> dict[str, Actor]:
    return {actor.name: actor for actor in find_actors(Page.of(text), ReportDetails(outlet=outlet), parties)}


def named(text: str, actor: Actor) -> list[str]:
    return [text[start:end] for start, end in actor.mentions]


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Egypt said the road was open.", "Egypt", "state", "EG"),
        ("Cairo said the road was open.", "Egypt", "state", "EG"),
        ("Three Egyptian jets hit a depot.", "Egypt", "state", "EG"),
        ("The Egyptian government spoke.", "Government of Egypt", "state body", "EG"),
        ("Egypt’s defence ministry spoke.", "Ministry of Defence of Egypt", "state body", "EG"),
        ("The Ministry of Defence of Kenya spoke.", "Ministry of Defence of Kenya", "state body", "KE"),
        ("Orria’s defence ministry spoke.", "Ministry of Defence of Orria", "state body", None),
        ("Orria’s army spoke.", "army of Orria", "armed force", None),
        ("The Aldan interior ministry spoke of 12 dead in Alda.", "Ministry of Interior of Alda", "state body", None),
        ("The Kenyan army spoke.", "Kenyan army", "armed force", "KE"),
        ("The KDF said it was ready.", "Kenya Defence Forces", "armed force", "KE"),
        ("The United Nations said so.", "United Nations", "international body", None),
        ("The WFP warned of hunger.", "World Food Programme", "international body", None),
        ("The rebel group Osk Dawn attacked the town.", "Osk Dawn", "armed group", None),
        ("The Osk Liberation Front (OLF) attacked the town.", "Osk Liberation Front", "armed group", None),
        ("Mayor Rosa Quill said so.", "Rosa Quill", "person", None),
        ("A nurse at the clinic said so.", "nurse at the clinic (unnamed)", "unnamed", None),
    ],
)
def test_one_actor(text, name, kind, country):
    found = read(text)
    assert name in found
    assert (found[name].kind, found[name].country) == (kind, country)


@pytest.mark.parametrize(
    "text",
    ["Four people died in Egypt.", "It rained in Cairo.", "They asked us to stay.", "Fighting went on near Alda.", "The bridge is closed."],
)
def test_places_and_pronouns_are_no_actors(text):
    assert read(text) == {}


def test_short_names_abbreviations_and_nouns_find_the_actor_again():
    text = "The Osk Liberation Front (OLF) attacked Alda. The OLF lost ten men. The front said it would return. The group denied looting."
    [actor] = [a for a in read(text).values() if a.kind == "armed group"]
    assert named(text, actor) == ["The Osk Liberation Front (OLF)", "The OLF", "The front", "The group"]


def test_a_person_by_last_name_office_and_apposition():
    text = "The regional governor, Ada Quill, said so. Quill left. The governor returned. “Yes,” said her brother, Tom."
    found = read(text)
    assert named(text, found["Ada Quill"]) == ["The regional governor, Ada Quill", "Quill", "The governor"]
    assert (found["Ada Quill"].office, found["Tom"].office) == ("regional governor", "brother")


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Congo denied it. Congolese troops had left.", {"CD"}),
        ("Congo's army denied it, a government spokesman in Kinshasa said.", {"CD", None}),
        ("Brazzaville denied it. Congo had no troops there. Congolese troops had left.", {"CG"}),
        ("The Republic of Congo spoke. Congolese troops had left.", {"CG"}),
        ("Kinshasa accused Brazzaville. Congo's army denied it.", {"CD", "CG"}),
        ("Dominica denied it. A Dominican minister left.", {"DM"}),
        ("A Dominican minister left.", {"DO"}),
    ],
)
def test_a_name_that_two_states_share_is_that_of_the_one_named_otherwise(text, countries):
    assert {actor.country for actor in read(text).values()} == countries
    assert not [actor for actor in read(text).values() if actor.kind in ("armed group", "organisation")]


def test_secretary_of_state_is_an_office():
    found = read("U.S. Secretary of State Ada Quill met them.")
    assert (found["Ada Quill"].office, found["Ada Quill"].country) == ("U.S. Secretary of State", "US")


def test_initials_name_the_body_they_stand_for():
    text = "The Osk Liberation Front attacked the town. An OLF spokesman denied it."
    assert "OLF" in named(text, read(text)["Osk Liberation Front"])


def test_an_officer_belongs_to_the_party_whose_unit_he_is_of():
    army = Party(name="Kestrian army", aliases=("12th Mountain Brigade", "soldiers"))
    found = read("Lt. Col. Tarik Benn of the 12th Mountain Brigade spoke. Benn said the brigade had left.", army)
    assert found["Tarik Benn"].party == "Kestrian army"
    assert set(found) == {"Tarik Benn", "Kestrian army"}


def test_who_leads_a_body_is_of_its_party():
    found = read("Bek Ullar, who leads the Osk Front, spoke. Ada Sim, who lives in Osk, spoke.", Party(name="Osk Front", aliases=()))
    assert (found["Bek Ullar"].party, found["Ada Sim"].party) == ("Osk Front", None)


def test_given_parties_win_and_their_bodies_bear_them():
    state = Party(name="Velmar", aliases=("Velmari army", "government in Ostrad", "the army"))
    group = Party(name="Highland League", aliases=("the League",))
    text = "The government in Ostrad denied it. The army left. Velmari police came. League fighters shot at them. The League said so."
    found = find_actors(Page.of(text), ReportDetails(), (state, group))
    parties = {text[s:e]: actor.party for actor in found for s, e in actor.mentions}
    assert parties["The government in Ostrad"] == parties["The army"] == parties["Velmari police"] == "Velmar"
    assert parties["League fighters"] == parties["The League"] == "Highland League"


def test_the_charge_is_not_whose_army_it_is():
    text = "The council accused the army of murder."
    assert any(named(text, actor) == ["the army"] for actor in read(text).values())


def test_the_outlet_is_an_actor():
    assert read("Alda Weekly has seen the film.", outlet="Alda Weekly")["Alda Weekly"].kind == "organisation"


@pytest.mark.parametrize(
    ("issuer", "form", "text", "kind", "country"),
    [
        ("Prime Minister's Office, Kenya", "press release", "The office put it online. Nobody spoke to the office.", "state body", "KE"),
        (
            "Ministry of Health, Cairo",
            "press release",
            "The ministry has counted 40 dead. Now the ministry asks for help.",
            "state body",
            "EG",
        ),
        (
            "Ministry of Defence of Velia",
            "press release",
            "The ministry spoke. Kenya's health ministry left. The ministry left.",
            "state body",
            None,
        ),
        ("Kenyan Navy", "press release", "The navy lost a boat. A wave hit the navy.", "armed force", "KE"),
        ("KDF", "press release", "The army lost a boat. The Kenya Defence Forces left.", "armed force", "KE"),
        ("Osk Youth League", "press release", "The league spoke. Nobody spoke to the league.", "organisation", None),
        ("Osk Liberation Front", "armed group", "The front spoke. Nobody spoke to the front.", "armed group", None),
    ],
)
def test_a_bare_noun_of_a_release_is_its_issuer(issuer, form, text, kind, country):
    whole = f"{issuer}\nPress release\n\n{text}"
    details = ReportDetails(issuer=issuer, outlet=issuer, form=form)
    found = {actor.name: actor for actor in find_actors(Page.of(whole), details, ())}
    assert (found[issuer].kind, found[issuer].country) == (kind, country)
    assert len(found[issuer].mentions) == 3
    assert not [actor for actor in found.values() if actor.name.lower() in ("office", "ministry", "army", "navy", "league", "front")]


def test_inner_mentions_lie_inside_outer_ones():
    text = "An Osk Front spokesman, Ben Orr, said so."
    party = Party(name="Osk Front")
    page = Page.of(text)
    actors = find_actors(page, ReportDetails(), (party,))
    whole, inner = (0, text.index(", said")), (3, 12)
    assert resolve(page, actors, whole).name == "Ben Orr"
    assert actor_at(actors, inner).name == "Osk Front"
    assert resolve(page, actors, whole).party == "Osk Front"


def test_a_pronoun_is_resolved_to_the_nearest_that_fits():
    text = "Ada Quill, a doctor, met the Red Cross. She left; it stayed."
    page = Page.of(text)
    actors = find_actors(page, ReportDetails(), ())
    she, it = text.index("She"), text.index("it stayed")
    assert resolve(page, actors, (she, she + 3)).name == "Ada Quill"
    assert resolve(page, actors, (it, it + 2)).name == "Red Cross"


def test_two_states_exchanged_in_the_text_are_exchanged_in_the_answer():
    text = "{0} accused {1} of shelling Alda. The {1n} army denied it. {1}’s defence ministry spoke; a {0n} official, Ben Orr, left."
    one = text.format("Kenya", "Egypt", **{"0n": "Kenyan", "1n": "Egyptian"})
    other = text.format("Egypt", "Kenya", **{"0n": "Egyptian", "1n": "Kenyan"})
    swap = {"Kenya": "Egypt", "Egypt": "Kenya", "Kenyan": "Egyptian", "Egyptian": "Kenyan", "KE": "EG", "EG": "KE"}

    def swapped(name: str | None) -> str | None:
        return None if name is None else " ".join(swap.get(word, word) for word in name.split())

    before = find_actors(Page.of(one), ReportDetails(), ())
    after = find_actors(Page.of(other), ReportDetails(), ())
    assert [(swapped(a.name), a.kind, swapped(a.country), swapped(a.office)) for a in before] == [
        (a.name, a.kind, a.country, a.office) for a in after
    ]


@given(st.text(max_size=300))
def test_any_text_is_read_and_every_mention_lies_in_it(text):
    actors = find_actors(Page.of(text), ReportDetails(), (Party(name="Orria", aliases=("the army",)),))
    for actor in actors:
        assert actor.mentions
        assert all(0 <= start < end <= len(text) for start, end in actor.mentions)


@given(
    st.lists(
        st.sampled_from(
            "The army government of Egypt Orria ’s spokesman Ada Quill , said ( RSF ) Front attacked . “ ” it 12 and in".split()
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_order_of_telling_words_is_read_twice_alike(text):
    page = Page.of(text)
    assert find_actors(page, ReportDetails(), ()) == find_actors(Page.of(text), ReportDetails(), ())


def test_an_office_is_called_after_what_its_holder_holds() -> None:
    page = Page.of("President Ada Quill's office said nine people died. President Tom Varga's office denied it.")
    names = {actor.name for actor in find_actors(page, ReportDetails(), ())}
    assert {"President's Office (Ada Quill)", "President's Office (Tom Varga)"} <= names


def test_an_article_behind_a_dash_owns_nothing() -> None:
    assert "health ministry in Velk" in read("OSTRAD, Oct 3 (Alda Wire) - The health ministry in Velk said nine people died.")


def test_a_date_in_front_is_nobody() -> None:
    names = read("Last Friday, 6 October, the health ministry in Velk had counted nine dead.")
    assert "health ministry in Velk" in names
    assert "October" not in names


def test_a_deed_is_no_part_of_a_name() -> None:
    names = read("The League is accused by the Alda government of having shelled villages.")
    assert not any("having" in name for name in names)


def test_a_place_in_the_name_of_one_body_is_not_that_body() -> None:
    names = read("The health ministry in Velk said nine died. The Harbour Board in Velk had put the number at four.")
    assert "health ministry in Velk" in names
    assert not any("of health ministry" in name for name in names)


def test_an_office_is_not_its_holder_twice() -> None:
    names = read("The office of Kenya's prime minister said nine died.")
    assert not any(name.count("prime minister") > 1 for name in names)
