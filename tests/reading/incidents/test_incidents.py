"""Incidents: one for each place and event, with who is said to have done it, by whom, and who denies it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import reading
from onrecord.reading.incidents.events import find_events
from onrecord.reading.page import Page
from onrecord.reading.places import find_places
from onrecord.records import Document, Incident, Party, Reading
from onrecord.settings import Settings

PARTIES = (Party(name="Velian army", aliases=("the army",)), Party(name="Osk Front", aliases=("the Front",)))


def read(text: str, *, date: str | None = "2023-11-08") -> Reading:
    return reading.read(Document(id="x", text=text, date=date, parties=PARTIES), parties=PARTIES)


def one(text: str) -> Incident:
    [incident] = read(text).incidents
    return incident


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An air raid on a school in Umm Dahar killed two people.", "airstrike"),
        ("Two jets bombed a school at Umm Dahar.", "airstrike"),
        ("A drone hit a bus in Umm Dahar, killing two.", "drone strike"),
        ("Rockets struck a market in Umm Dahar.", "missile strike"),
        ("Two people were killed when shells hit a market in Umm Dahar.", "shelling"),
        ("Mortar fire killed two people in Umm Dahar.", "shelling"),
        ("A car bomb exploded outside a bank in Umm Dahar, killing two.", "bombing"),
        ("A bus struck a roadside bomb near Umm Dahar.", "bombing"),
        ("Two boys died near Umm Dahar when their cart set off a landmine.", "mine blast"),
        ("Gunmen opened fire on a bus near Umm Dahar, killing two.", "shooting"),
        ("Fighters ambushed a convoy near Umm Dahar.", "ground attack"),
        ("Clashes near Umm Dahar left two people dead.", "clashes"),
        ("Twelve pupils were abducted in Umm Dahar.", "abduction"),
        ("Armed men entered Umm Dahar and took away 29 people.", "abduction"),
        ("Nearly thirty farmhands were detained by a patrol in Umm Dahar.", "detention"),
        ("Fighters burned forty houses in Umm Dahar.", "arson"),
        ("Militiamen set the granaries alight in Umm Dahar.", "arson"),
        ("Gunmen drove off sixteen youths in Umm Dahar.", "abduction"),
        ("Fighters fell upon a convoy near Umm Dahar.", "ground attack"),
        ("A salvo killed two people in Umm Dahar.", "shelling"),
        ("Gunners fired on a quay at Umm Dahar.", "shelling"),
        ("Soldiers looted shops in Umm Dahar.", "looting"),
        ("A fighter jet was shot down over Umm Dahar.", "aircraft downed"),
        ("Troops engaged two columns of rebels at Umm Dahar.", "clashes"),
        ("Patrols traded fire at Umm Dahar, and two men were killed.", "clashes"),
        ("Marines seized close to two dozen fishermen in Umm Dahar.", "detention"),
        ("Gunmen seized close to two dozen fishermen in Umm Dahar.", "abduction"),
        ("Nine brothers were taken into custody in Umm Dahar.", "detention"),
        ("Survivors of the killings in Umm Dahar wept.", "ground attack"),
        ("Two jets dropped bombs beside the temple at Umm Dahar.", "airstrike"),
        ("The mayor told reporters of the burning of the market in Umm Dahar.", "arson"),
        ("Two houses and a clinic burned down in Umm Dahar on Monday.", "arson"),
        ("Fighters burned the health post in Umm Dahar.", "arson"),
        ("Eleven girls were marched out of the boarding house at Umm Dahar.", "abduction"),
        ("The garrison mortared the clinic at Umm Dahar.", "shelling"),
    ],
)
def test_type_and_place(text: str, kind: str) -> None:
    incident = one(text)
    assert (incident.type, incident.place) == (kind, "Umm Dahar")


@pytest.mark.parametrize(
    "text",
    [
        "The minister feared further attacks in Umm Dahar.",
        "The army would attack Umm Dahar, he warned.",
        "Units repelled four attacks near Umm Dahar.",
        "Doctors went on a hunger strike in Umm Dahar.",
        "The army said its guns had shot down most of the drones.",
        "The army condemned the attack.",
        "Talks in Umm Dahar went on; nobody was attacked in Umm Dahar.",
        "Gold mines near Umm Dahar were closed.",
    ],
)
def test_what_is_no_incident(text: str) -> None:
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Twelve people were killed in Umm Dahar on Monday, the mayor said.", "2023-11-06"),
        ("The mayor said 12 people had been killed in Umm Dahar.", None),
        ("Nine carters were wounded in Umm Dahar on Monday.", "2023-11-06"),
    ],
)
def test_dead_told_of_a_place_without_the_manner_are_an_incident_of_open_type(text: str, date: str | None) -> None:
    incident = one(text)
    assert (incident.type, incident.place, incident.date, incident.figures) == ("other", "Umm Dahar", date, ("f1",))


@pytest.mark.parametrize(
    "text",
    [
        "Between 1 and 25 March 64 people were killed in Umm Dahar.",
        "Since May the army has killed 64 people in Umm Dahar.",
        "The ministry said 12 people had been killed.",
        "A flood killed 12 people in Umm Dahar.",
        "The mayor denied that 12 people had been killed in Umm Dahar.",
        "The mayor fears that 12 people will be killed in Umm Dahar.",
        "Nobody was killed in Umm Dahar, and 12 people left.",
    ],
)
def test_tolls_misfortunes_and_what_did_not_happen_are_no_incident(text: str) -> None:
    assert read(text).incidents == ()


def test_who_is_said_to_have_killed_is_held_responsible_by_who_says_so() -> None:
    text = "The Osk Front killed 12 people in Umm Dahar, residents said. The Osk Front denied it."
    assert sides(text) == {"Osk Front": (("said",), 1)}


def test_the_manner_told_later_is_that_of_the_killing() -> None:
    text = (
        "Twelve people were killed in Umm Dahar on Monday, the mayor said.\n\nShells struck the market in Umm Dahar at noon, a nurse said."
    )
    incident = one(text)
    assert (incident.type, incident.date, incident.figures) == ("shelling", "2023-11-06", ("f1",))


def test_dead_of_an_event_told_before_are_that_event_s() -> None:
    text = "Shells struck the market in Umm Dahar on Monday.\n\nTwelve people were killed in Umm Dahar, the mayor said."
    assert (one(text).type, one(text).figures) == ("shelling", ("f1",))


def test_mentions_of_one_event_are_one_incident() -> None:
    text = (
        "Shells hit market in Umm Dahar\n\nOn Tuesday two people were killed as shells struck the market in Umm Dahar, a doctor said. "
        "The attack began at noon. The shelling went on for two hours.\n\nThe market in Umm Dahar had been shelled before dawn, he said."
    )
    incident = one(text)
    assert (incident.type, incident.date, incident.figures) == ("shelling", "2023-11-07", ("f1",))


def test_two_places_are_two_incidents_each_with_its_figures() -> None:
    text = "A rocket killed three people in Umm Dahar on Monday. Gunmen killed five villagers in Nir Adom on Tuesday."
    found = read(text)
    assert [(i.place, i.date, i.figures) for i in found.incidents] == [
        ("Umm Dahar", "2023-11-06", ("f1",)),
        ("Nir Adom", "2023-11-07", ("f2",)),
    ]


def sides(text: str) -> dict[str, tuple[tuple[str, ...] | None, int]]:
    found = read(text)
    cues = {s.id: " ".join(found.text[a:b] for a, b in s.cue) for s in found.statements}
    [incident] = found.incidents
    return {
        r.party: (None if r.according_to is None else tuple(cues[s] for s in r.according_to), len(r.contested_by))
        for r in incident.responsibility
    }


def test_an_accusation_is_the_accuser_s_and_its_denial_contests_it() -> None:
    text = (
        "Two people were killed when shells hit a market in Umm Dahar. A doctor blamed the Osk Front. "
        "The Osk Front denied the accusation and accused the army of shelling the market."
    )
    assert sides(text) == {"Osk Front": (("blamed",), 1), "Velian army": (("accused",), 0)}


def test_what_the_report_says_itself_is_according_to_nobody_else() -> None:
    assert sides("Two jets of the Velian army bombed a school at Umm Dahar on Monday.") == {"Velian army": (None, 0)}


def test_nobody_named_is_nobody_responsible() -> None:
    assert sides("Gunmen opened fire on a bus near Umm Dahar, killing two.") == {}


def test_an_admission() -> None:
    text = "Two people were killed when shells hit a market in Umm Dahar. The army acknowledged that it had shelled the market."
    assert sides(text) == {"Velian army": (("acknowledged",), 0)}


def test_the_day_on_which_something_is_said_is_not_its_day() -> None:
    assert one("The army said on Monday that shells had hit a market in Umm Dahar, killing two people.").date is None


def test_swapping_the_parties_swaps_them_and_nothing_else() -> None:
    text = (
        "On Tuesday two people were killed as shells struck the market in Umm Dahar. A doctor blamed the Osk Front. "
        "The Osk Front denied it and accused the Velian army of an attack on Nir Adom."
    )
    swapped = text.replace("Osk Front", "\0").replace("Velian army", "Osk Front").replace("\0", "Velian army")
    other = {"Osk Front": "Velian army", "Velian army": "Osk Front"}

    def shape(incidents: tuple[Incident, ...], names: dict[str, str]) -> list[object]:
        return [
            (i.type, i.place, i.date, i.figures, [(names[r.party], r.according_to, r.contested_by) for r in i.responsibility])
            for i in incidents
        ]

    same = {name: name for name in other}
    assert shape(read(text).incidents, other) == shape(read(swapped).incidents, same)


WORDS = (
    "the army Front shelled Umm Dahar near in rocket attack on killed two people said denied it . , bomb jets of by house burned Monday"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_order_of_words(tokens: list[str]) -> None:
    text = " ".join(tokens)
    page = Page.of(text)
    events = find_events(page, find_places(page))
    assert all(0 <= event.first < event.last <= len(page.tokens) for event in events)
    found = read(text)
    known = {s.id for s in found.statements}
    for incident in found.incidents:
        for responsibility in incident.responsibility:
            assert set(responsibility.according_to or ()) | set(responsibility.contested_by) <= known
        assert set(incident.figures) <= {f.id for f in found.figures}


def test_another_kind_of_event_with_its_own_victims_in_another_paragraph_is_another_incident() -> None:
    text = (
        "A bomb in a handcart killed nine people at the Oskel bus depot on Monday, a doctor said.\n\n"
        "Soldiers of the Velian army shot dead four women who ran, and talks due on 20 November may fail."
    )
    assert [(i.type, i.place, i.date, i.figures) for i in read(text).incidents] == [
        ("bombing", "Oskel", "2023-11-06", ("f1",)),
        ("shooting", "Oskel", "2023-11-06", ("f2",)),
    ]


def test_a_deed_with_a_doer_and_a_day_needs_neither_place_nor_victims() -> None:
    text = "RAID NEAR OSKEL DAM\n\nTroops of the Velian army engaged two columns of rebels on 4 November. Rifles were found."
    incident = one(text)
    assert (incident.type, incident.place, incident.date) == ("clashes", "OSKEL DAM", "2023-11-04")


def test_who_announces_arrests_made_them() -> None:
    assert sides("The Velian army announced the arrest of nine herders in Umm Dahar.") == {"Velian army": (("announced",), 0)}


def test_a_place_named_with_an_admission_keeps_it_from_another_event() -> None:
    text = "Twelve pupils were abducted in Umm Dahar. The Osk Front took responsibility for an attack in Nir Adom."
    assert [i.responsibility for i in read(text).incidents if i.place == "Umm Dahar"] == [()]


def test_owning_a_loss_is_not_owning_the_deed() -> None:
    text = "A drone hit a camp near Umm Dahar. The Osk Front acknowledged two fighters killed."
    assert [i.responsibility for i in read(text).incidents] == [()]


def test_a_body_speaks_of_what_the_title_tells() -> None:
    text = "After the Bitarum ambush\n\nThe Osk Front called it a lawful ambush on a lorry. Nobody else spoke of it."
    assert [(i.type, i.place) for i in read(text).incidents] == [("ground attack", "Bitarum")]


def test_hiding_arms_is_not_the_strike() -> None:
    text = "A drone hit a camp near Umm Dahar, killing two. A trader alleged that the Osk Front had hidden rockets in a barn."
    assert [i.responsibility for i in read(text).incidents] == [()]


def test_a_question_tells_no_event() -> None:
    page = Page.of("Did the Velian army burn the huts in Umm Dahar?")
    assert [event.told for event in find_events(page, find_places(page))] == [False]


def test_whose_our_is_in_a_release_that_repeats_what_others_say() -> None:
    text = (
        "COMMUNIQUÉ No. 3 OF THE OSK FRONT\n\nThe Velian army claims that our fighters fired rockets at Umm Dahar and killed nine carters. "
        "We know nothing of it."
    )
    assert [r.party for i in read(text).incidents for r in i.responsibility] == ["Osk Front"]


def test_blame_for_a_fire_goes_to_the_arson_not_to_the_abduction_told_last() -> None:
    text = (
        "Gunmen set two granaries alight in Umm Dahar, villagers said. Gunmen also drove off sixteen youths, they said. "
        "The Velian army blamed the fire on the Osk Front."
    )
    found = {i.type: [r.party for r in i.responsibility] for i in read(text).incidents}
    assert found == {"arson": ["Osk Front"], "abduction": []}


def test_taking_credit_is_claiming_the_deed() -> None:
    text = "A bomb killed three porters in Umm Dahar. The Osk Front took credit for the blast."
    found = reading.read(Document(id="x", text=text, date="2023-11-08"), settings=Settings(reader="rules"))
    assert [r.party for i in found.incidents for r in i.responsibility] == ["Osk Front"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Dovian army has denied targeting civilians. Arlen had accused it of shelling a market in Lasky.", "Dovian army"),
        ("Arlen has denied targeting civilians. The Dovian army had accused it of shelling a market in Lasky.", "Arlen"),
        ("Dovia rejected Arlen's accusation that it shelled Lasky.", "Dovia"),
        ("A nurse spoke to reporters. Arlen accused it of shelling a market in Lasky.", None),
        ("The Sanda Front met the Dovian army. Arlen had accused it of shelling a market in Lasky.", None),
    ],
)
def test_whom_an_accusation_calls_it_is_never_the_accuser(text: str, party: str | None) -> None:
    [incident] = reading.read(Document(id="x", text=text, date="2023-11-08"), settings=Settings(reader="rules")).incidents
    assert [r.party for r in incident.responsibility] == ([party] if party else [])


def parties_held(text: str) -> list[str]:
    found = reading.read(Document(id="x", text=text, date="2023-11-08"))
    return [r.party for i in found.incidents for r in i.responsibility]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Veldonian shelling of Lasky killed two civilians, the ministry said. Rain fell in Veldonia.", ["Veldonia"]),
        ("Presbyterian shelling of Lasky killed two civilians, the ministry said.", []),
        ("Veldonian forces shelled Lasky, killing two people. Veldonia denied it.", ["Veldonia"]),
        ("Lomarian drones struck Lasky, killing two people, residents said. The Lomarian army denied it.", ["Lomarian army"]),
        ("Lomarian drones struck Lasky, killing two people, residents said. Talks in Lomaria went on.", ["Lomaria"]),
        ("Velmari rockets hit Lasky, killing two, residents said. Velmar denied it.", ["Velmar"]),
        ("Civilian shelling of Lasky killed two people.", []),
        ("The Artillery shelled Lasky, killing two people.", []),
    ],
)
def test_a_side_has_one_name_and_an_attack_may_be_called_after_it(text: str, held: list[str]) -> None:
    assert parties_held(text) == held


def test_whose_shelling_it_was_is_told_by_whoever_tells_of_it() -> None:
    text = "Veldonian shelling of Lasky killed two civilians, the ministry said. Rain fell in Veldonia."
    found = reading.read(Document(id="x", text=text, date="2023-11-08"))
    [held] = found.incidents[0].responsibility
    assert held.according_to == tuple(s.id for s in found.statements)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Two of our ambulances came under fire on 6 November. One driver was killed.", "shooting", None),
        ("The town of Umm Dahar came under artillery fire on Monday, killing two.", "shelling", "Umm Dahar"),
        ("A convoy came under attack near Umm Dahar on Monday.", "ground attack", "Umm Dahar"),
    ],
)
def test_coming_under_fire(text: str, kind: str, place: str | None) -> None:
    assert (one(text).type, one(text).place) == (kind, place)


def test_a_minister_comes_under_fire_in_words() -> None:
    assert read("The minister came under fire in Umm Dahar on Monday over the budget.").incidents == ()
    assert read("The school in Umm Dahar came under fire from parents on Monday.").incidents == ()
    assert read("The team came under fire from senators on Monday in Umm Dahar.").incidents == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Monday's strike killed four people in Umm Dahar. Artillery fired the shells, residents said.", "shelling"),
        ("A strike killed four people in Umm Dahar. Two bombs fell on the market.", "airstrike"),
        ("An explosion tore through a mill in Umm Dahar, killing two. A drone had fired two missiles at it, a clerk said.", "drone strike"),
        (
            "A blast in Umm Dahar killed two people. A lorry of explosives stood there. A rocket hit the store, a guard said.",
            "bombing",
        ),
    ],
)
def test_a_plain_word_leaves_the_type_to_what_is_told_later(text: str, kind: str) -> None:
    assert one(text).type == kind


def test_an_abduction_with_victims_of_its_own_is_not_the_detention_told_before() -> None:
    text = "On Monday marines detained 16 men in Umm Dahar, a nun said. Nobody knew.\n\nGunmen abducted nine girls in Umm Dahar last year."
    assert [(i.type, i.figures) for i in read(text).incidents] == [("detention", ("f1",)), ("abduction", ("f2",))]
