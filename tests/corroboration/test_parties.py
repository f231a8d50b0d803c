"""Which voices are parties: by settings, by what the report shows, by office – and who is none."""

from typing import Any

import msgspec
import pytest

from onrecord.corroboration.parties import PartyRegister, Side, parties_of
from onrecord.corroboration.roles import role_of
from onrecord.corroboration.voices import Voices
from onrecord.records import Actor, Party

KESTRIA, LEAGUE = (
    Party(name="Kestria", aliases=("Kestrian army", "the army", "Port Varn")),
    Party(name="Highland League", aliases=("HLF", "the League")),
)


def side(draft: Any, source: str, text: str = "", *parties: Party, actor: Actor | None = None, **incident: Any) -> Side | None:
    made = draft(f"{text} {source} said nine people were killed.".strip(), published="2031-04-02")
    made.counts("nine", "killed", 9, 9, source=source)
    if actor:
        start, end = made.span(source)
        made.actors.append(
            Actor(name=actor.name, kind=actor.kind, country=actor.country, office=actor.office, party=actor.party, mentions=((start, end),))
        )
    if incident:
        made.happened("shelling", **incident)
    reading = made.reading()
    return PartyRegister(reading, parties).side_of(Voices(reading).of_figure(reading.figures[0]))


@pytest.mark.parametrize(
    "source",
    [
        "Kestria",
        "the Kestrian army",
        "the army",
        "Kestria's interior minister",
        "an Interior Ministry official of Kestria",
        "Port Varn",
        "HLF",
        "the League",
        "the League's exile office",
        "An HLF spokesman, Idar Tol",
        "commanders of the Highland League",
        "the HLF-run health ministry",
        "HLF channels",
    ],
)
def test_named_parties_and_their_bodies(draft: Any, source: str) -> None:
    found = side(draft, source, "", KESTRIA, LEAGUE)
    assert found is not None
    assert found.party in {"Kestria", "Highland League"}
    assert not found.by_office


@pytest.mark.parametrize(
    "source",
    [
        "a doctor at the army hospital",
        "Kestria's ambulance service",
        "the director of the clinic, Mara Tol",
        "medics",
        "the Red Cross",
        "the Kestrian Red Crescent",
        "village elders",
        "residents of Upper Dalm",
        "the mayor",
        "local authorities",
        "local elected officials",
        "the town council",
        "the ombudsman's office",
        "UN officials",
        "UNICEF",
        "a rights group",
        "the parish register",
        "a Kestrian analyst",
        "A French diplomat",
        "Egypt's foreign minister",
        "Egyptian army sources",
        "The Harbour Post",
        "credible sources",
        "a Kestrian newspaper",
        "Mara Tol",
        "the opposition",
        "aid workers",
        "peacekeepers",
    ],
)
def test_who_takes_no_part(draft: Any, source: str) -> None:
    assert side(draft, source, "Kestrian forces shelled Upper Dalm.", KESTRIA, LEAGUE) is None


@pytest.mark.parametrize(
    "source",
    [
        "the regional governor",
        "police",
        "two security officials",
        "the emergency service",
        "the interior minister",
        "the health ministry",
        "officials",
    ],
)
def test_a_body_known_by_its_office_alone_governs_the_land_reported_on(draft: Any, source: str) -> None:
    found = side(draft, source, "Rockets hit Upper Dalm.")
    assert found is not None
    assert found.by_office


@pytest.mark.parametrize(
    "text", ["Dravia's jets bombed Kesh.", "Rockets fired by Dravia hit Kesh.", "Fighting between Dravia and Kesh went on."]
)
def test_the_report_itself_shows_who_attacks(draft: Any, text: str) -> None:
    assert side(draft, "Dravian officials", text) is not None
    assert side(draft, "Dravia", text) is not None


def test_somebody_merely_named_takes_no_part(draft: Any) -> None:
    assert side(draft, "Egypt's foreign minister", "Egypt hosted the talks. Dravia's jets bombed Kesh.") is None
    assert side(draft, "Dravia", "Dravia hosted the talks.") is None


def test_who_is_held_responsible_is_a_party(draft: Any) -> None:
    assert side(draft, "the Ash Brigade", "Shells fell on Kesh.", by="Ash Brigade") is not None
    assert side(draft, "Orsk", "Shells fell on Kesh.", by="Orsk") is not None


def test_authorities_of_the_place_under_attack(draft: Any) -> None:
    found = side(draft, "Kesh authorities", "Dravia launched airstrikes on Kesh.")
    assert found is not None
    assert "Kesh" in found.because


def test_who_denies_an_accusation_is_a_party(draft: Any) -> None:
    made = draft("Villagers blamed the Ash Front for the fire. The Ash Front denied it and counted two dead.", published="2031-04-02")
    accused = made.says("Villagers", "blamed", "the Ash Front for the fire", "accuses")
    made.says("The Ash Front", "denied", "it", "denies", denies=(accused,))
    counted = made.says("The Ash Front", "counted", "two dead", "reports")
    made.counts("two", "killed", 2, 2, statement=counted)
    [finding] = made.findings("only-source-is-a-party")
    assert finding.records == ("f1",)


def test_a_denial_makes_no_other_government_a_party(draft: Any) -> None:
    made = draft("Rebels said Dravia shelled Tora. Dravia denied the accusation. Norway said 12 people were killed.")
    accused = made.says("Rebels", "said", "Dravia shelled Tora", "accuses")
    made.says("Dravia", "denied", "the accusation", "denies", denies=(accused,), actor="Government of Dravia")
    counted = made.says("Norway", "said", "12 people were killed", "asserts", actor="Government of Norway")
    made.counts("12", "killed", 12, 12, statement=counted, source="Norway")
    assert made.findings("only-source-is-a-party") == []


@pytest.mark.parametrize("source", ["the breakaway authorities of the highlands", "the rebel command's officials", "the Orsk-run police"])
def test_bodies_described_as_a_side_of_the_fighting(draft: Any, source: str) -> None:
    assert side(draft, source) is not None


def test_a_third_state_that_attacks_is_a_party_like_any_other(draft: Any) -> None:
    assert side(draft, "French officials", "French jets struck a camp in Kesh.") is not None
    assert side(draft, "French officials", "Dravian jets struck a camp in Kesh.") is None


def test_another_army_is_not_the_army(draft: Any) -> None:
    assert side(draft, "the Chadian army", "", Party(name="Kestria", aliases=("the army",))) is None
    free = side(draft, "the Free Kestrian Army", "", Party(name="Kestria"))
    assert free is None or free.party != "Kestria"


def test_state_press_speaks_for_its_state_and_other_press_does_not(draft: Any) -> None:
    assert side(draft, "Kestrian state television", "", KESTRIA) is not None
    assert side(draft, "a Kestrian television channel", "", KESTRIA) is None


SPEAKER = Actor(name="Idar Tol", kind="person", party="Highland League")


def test_what_the_reader_knows_of_an_actor_counts(draft: Any) -> None:
    assert side(draft, "Idar Tol", "Highland League fighters held the bridge.", actor=SPEAKER) is not None
    assert side(draft, "Idar Tol", "", Party(name="Highland League"), actor=SPEAKER) is not None
    assert side(draft, "Idar Tol", "Villagers fled.", actor=SPEAKER) is None
    assert side(draft, "Idar Tol", "", actor=Actor(name="Idar Tol", kind="person", office="governor of Kesh")) is not None
    assert side(draft, "Idar Tol", "", actor=Actor(name="Idar Tol", kind="person", office="surgeon")) is None
    assert side(draft, "Wold", "", actor=Actor(name="Wold", kind="organisation")) is None


@pytest.mark.parametrize("source", ["Wold", "the Wold Front", "the Kenyan army", "Kenya"])
def test_who_tells_of_its_own_soldiers_takes_part(draft: Any, source: str) -> None:
    made = draft(f"{source} said nine of its soldiers were killed near Upper Dalm.")
    said = made.says(source, "said", "nine of its soldiers were killed near Upper Dalm")
    made.counts("nine", "killed", 9, 9, statement=said, source=source)
    made.actors.append(Actor(name=source, kind="organisation", mentions=(made.span(source),)))
    [finding] = made.findings("only-source-is-a-party")
    assert finding.score == 1.0


@pytest.mark.parametrize(
    "deed",
    [
        "it had killed nine rebels",
        "it had struck a camp and nine died",
        "we lost nine men",
        "it had pursued the gang and killed nine",
        "his men had buried nine",
        "its own dead numbered nine",
    ],
)
def test_who_tells_of_its_own_deeds_or_losses_takes_part(draft: Any, deed: str) -> None:
    made = draft(f"Wold said {deed}.")
    said = made.says("Wold", "said", deed)
    made.counts("nine", "killed", 9, 9, statement=said, source="Wold")
    assert len(made.findings("only-source-is-a-party")) == 1


@pytest.mark.parametrize("deed", ["it had counted nine dead", "they killed nine people", "it had lost contact with nine dead"])
def test_who_tells_of_others_deeds_takes_no_part(draft: Any, deed: str) -> None:
    source = "Residents" if deed.startswith("they") else "Wold"
    made = draft(f"{source} said {deed}.")
    said = made.says(source, "said", deed)
    made.counts("nine", "killed", 9, 9, statement=said, source=source)
    assert made.findings("only-source-is-a-party") == []


@pytest.mark.parametrize("source", ["Wold", "the Wold Front", "the Kenyan army", "Kenya"])
def test_to_accuse_shows_no_part_in_the_fighting(draft: Any, source: str) -> None:
    made = draft(f"{source} accused Dravia of arson. {source} counted nine dead.")
    made.says(source, "accused", "Dravia of arson", act="accuses")
    counted = made.says(source, "counted", "nine dead")
    made.counts("nine", "killed", 9, 9, statement=counted, source=source)
    if "army" in source or "Front" in source:
        kind, country = ("armed force", "KE") if "army" in source else ("armed group", None)
        made.actors.append(Actor(name=source, kind=kind, country=country, mentions=(made.span(source),)))
    assert made.findings("only-source-is-a-party") == []


def test_a_release_that_speaks_of_its_own_forces(draft: Any) -> None:
    made = draft("Our units captured the camp. Forty enemy soldiers were killed.", issuer="Ash Brigade", form="armed group")
    made.counts("Forty", "killed", 40, 40)
    [finding] = made.findings("only-source-is-a-party")
    assert "Ash Brigade" in finding.sentence


def test_the_units_of_those_who_help_are_no_forces(draft: Any) -> None:
    made = draft("Our units brought flour to the camp. Forty people were killed.", issuer="Ash Valley Kitchens", form="press release")
    made.counts("Forty", "killed", 40, 40)
    assert made.findings("only-source-is-a-party") == []


def test_an_aid_body_s_own_figures_are_its_own(draft: Any) -> None:
    made = draft("Our team counted. Forty people were killed.", issuer="Shelter and Care", form="ngo")
    made.counts("Forty", "killed", 40, 40)
    assert made.findings("only-source-is-a-party") == []
    assert len(made.findings("figure-without-source")) == 1


def test_configured_parties_come_first_and_shown_ones_are_added(draft: Any) -> None:
    made = draft("Kestrian forces shelled Kesh. The Ash Brigade's rockets hit Port Varn.")
    names = [party.name for party in parties_of(made.reading(), [KESTRIA])]
    assert names[0] == "Kestria"
    assert "Ash Brigade" in names
    assert not any(name.startswith("Kestrian") for name in names)


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("officials at the hospital", "civic"),
        ("army radio", "media"),
        ("a military analyst", "civic"),
        ("NATO Secretary General Ove Lind", "official"),
        ("the Deputy Defence Minister", "state"),
        ("local police", "state"),
        ("the UN office", "international"),
        ("who", None),
        ("Oleh Tarn", None),
    ],
)
def test_roles(phrase: str, role: str | None) -> None:
    assert role_of(phrase) == role


SWAP = {"Kestria": "Dravia", "Kestrian": "Dravian", "Kesh": "Dalm"}


@pytest.mark.parametrize(
    "source", ["Kestria", "Kestrian officials", "Kesh authorities", "the Kestrian army", "a Kestrian doctor", "Kesh residents"]
)
def test_exchanging_names_changes_nothing(draft: Any, source: str) -> None:
    text = "Kestrian jets struck Dalm, and Dravian rockets fell on Kesh."
    swapped_text, swapped_source = (_swapped(words) for words in (text, source))
    one, other = side(draft, source, text), side(draft, swapped_source, swapped_text)
    assert (one is None) == (other is None)
    assert one is None or other is None or one.by_office == other.by_office


def _swapped(words: str) -> str:
    table = SWAP | {other: one for one, other in SWAP.items()}
    return " ".join(table.get(word.rstrip(".,"), word.rstrip(".,")) + word[len(word.rstrip(".,")) :] for word in words.split())


def bare_body(draft: Any, first: str, bare: str, **report: Any) -> list[str]:
    """The parties of a count by a bare body, after a named one has spoken, while Dravia's jets bomb Kesh."""
    made = draft(f"Dravia's jets bombed Kesh. {first} said schools were shut. Nine died, {bare} added.", **report)
    made.says(first, "said", "schools were shut")
    added = made.says(bare, "added", "Nine died")
    made.counts("Nine", "killed", 9, 9, statement=added, source=bare)
    return [finding.sentence for finding in made.findings("only-source-is-a-party")]


@pytest.mark.parametrize("bare", ["the ministry", "the health ministry", "the Ministry of Health"])
def test_a_bare_ministry_is_the_one_named_before_it(draft: Any, bare: str) -> None:
    [sentence] = bare_body(draft, "The health ministry of Dravia", bare)
    assert "a party to the conflict" in sentence
    assert bare_body(draft, "The health ministry of Norway", bare) == []
    [sentence] = bare_body(draft, "A nurse", bare, issuer="Ministry of Health of Dravia")
    assert "a party to the conflict" in sentence


def test_a_bare_ministry_of_other_matters_or_an_army_is_not(draft: Any) -> None:
    [sentence] = bare_body(draft, "The health ministry of Norway", "the interior ministry")
    assert "an authority" in sentence
    [sentence] = bare_body(draft, "The army of Norway", "the army")
    assert "an armed body" in sentence


def test_an_article_at_the_head_of_a_sentence_is_no_name(draft: Any) -> None:
    assert side(draft, "The army") is not None
    assert side(draft, "The Wold Front") is None


@pytest.mark.parametrize(
    "told",
    [
        "The League said its raid was aimed only at the Kenyan army.",
        "Nobody claimed the attack on villages in Kenya.",
    ],
)
def test_a_state_that_is_struck_takes_part_wherever_the_report_says_so(draft: Any, told: str) -> None:
    found = side(draft, "Kenya", told)
    assert found is not None


@pytest.mark.parametrize(
    ("denied", "expected"),
    [
        ("carrying out the strike", True),
        ("shelling the town", True),
        ("any involvement", True),
        ("that its jets had struck the town", True),
        ("funding the paper", False),
        ("that it had sent an envoy", False),
    ],
)
def test_who_denies_a_deed_answers_for_it(draft: Any, denied: str, expected: bool) -> None:
    made = draft(f"Norway denied {denied}. Norway counted nine dead.")
    made.says("Norway", "denied", denied, act="denies")
    made.counts("nine", "killed", 9, 9, source="Norway")
    assert bool(made.findings("only-source-is-a-party")) is expected


@pytest.mark.parametrize(("elsewhere", "expected"), [("Shells fell on Kesh. ", False), ("", True), ("Rockets hit Norway. ", True)])
def test_the_state_that_speaks_is_not_the_place_struck_when_another_is(draft: Any, elsewhere: str, expected: bool) -> None:
    made = draft(f"{elsewhere}Norway said nine people died.")
    start = made.text.index("Norway said")
    said = made.says("Norway", "said", "nine people died")
    made.statements[0] = msgspec.structs.replace(made.statements[0], source=((start, start + 6),))
    made.counts("nine", "killed", 9, 9, source="Norway", statement=said, place="Norway")
    if elsewhere.startswith("Shells"):
        made.happened("shelling", "Kesh")
    assert bool(made.findings("only-source-is-a-party")) is expected


@pytest.mark.parametrize(
    "told",
    [
        "Norway condemned the strikes on Upper Dalm.",
        "Norway said airstrikes went on.",
        "Norway urged troops to leave Upper Dalm.",
        "Norway launched an appeal for the wounded.",
        "Norway struck a deal with its neighbours.",
        "Norway seized on the report.",
        "Norway fired its envoy.",
        "Talks held by Norway ended.",
        "Fire broke out, said a survey carried out by Norway.",
        "The paper accused Norway of using old figures.",
    ],
)
def test_words_about_strikes_are_no_strikes(draft: Any, told: str) -> None:
    assert side(draft, "Norway", told) is None


@pytest.mark.parametrize(
    "told",
    [
        "Norway launched a new offensive.",
        "Norway struck the town.",
        "Norway fired at the town.",
        "Norway fired two rockets.",
        "Prisoners held by Norway were freed.",
        "An overnight raid carried out by Norway went on.",
        "Norway's overnight strikes went on.",
        "Two herders died in a clash with Norway.",
        "Norwegian heavy artillery was heard.",
        "The paper accused Norway of using phosphorus shells.",
        "Norwegian fire killed two herders.",
        "Two herders were killed by Norwegian fire.",
        "Norway, which the army has fought for years, spoke again.",
        "The army has been fighting Norway for years.",
    ],
)
def test_strikes_in_many_words_are_strikes(draft: Any, told: str) -> None:
    assert side(draft, "Norway", told) is not None


@pytest.mark.parametrize("told", ["Heavy shelling went on.", "Overnight strikes went on.", "New attacks went on."])
def test_the_sort_of_an_attack_is_no_attacker(draft: Any, told: str) -> None:
    assert parties_of(draft(told).reading()) == ()


@pytest.mark.parametrize(("forces", "expected"), [(True, True), (False, False)])
def test_an_accusing_government_takes_part_when_its_forces_are_told_of(draft: Any, forces: bool, expected: bool) -> None:
    made = draft("Kenya's government accused the League of arson; the Kenyan military was told to wait. Kenya counted nine dead.")
    made.says("Kenya's government", "accused", "the League of arson", act="accuses")
    made.counts("nine", "killed", 9, 9, source="Kenya")
    if forces:
        made.actors.append(
            Actor(name="the Kenyan military", kind="armed force", country="KE", mentions=(made.span("the Kenyan military"),))
        )
    reading = made.reading()
    found = PartyRegister(reading, ()).side_of(Voices(reading).of_figure(reading.figures[0]))
    assert (found is not None) is expected


@pytest.mark.parametrize(
    ("source", "what"),
    [("the regional health directorate", "an authority"), ("the governor", "an authority"), ("the army", "an armed body")],
)
def test_an_office_that_nothing_shows_taking_part_is_called_no_party(draft: Any, source: str, what: str) -> None:
    made = draft(f"Nine died, {source} said.")
    made.counts("Nine", "killed", 9, 9, source=source)
    [finding] = made.findings("only-source-is-a-party")
    assert f"is {what}: {source} (named by its office alone" in finding.sentence
    assert "party" not in finding.sentence


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("Police broke up a protest.", "an authority"),
        ("A fire broke out in a prison.", "an authority"),
        ("An explosion shook a depot.", "a party to the conflict"),
        ("The fighting went on.", "a party to the conflict"),
    ],
)
@pytest.mark.parametrize("source", ["police in Velland", "Velland's health ministry", "Kenya's police"])
def test_a_place_whose_dead_are_counted_is_under_attack_where_an_attack_is_told(draft: Any, told: str, what: str, source: str) -> None:
    made = draft(f"{told} Nine died in {'Kenya' if 'Kenya' in source else 'Velland'}, {source} said.")
    made.counts("Nine", "killed", 9, 9, source=source, place="Kenya" if "Kenya" in source else "Velland")
    [finding] = made.findings("only-source-is-a-party")
    assert f"is {what}: {source}" in finding.sentence


def test_a_health_body_of_a_territory_under_attack_is_called_a_party(draft: Any) -> None:
    made = draft("Nine died, the health directorate in Velland said after shelling in Velland.")
    made.counts("Nine", "killed", 9, 9, source="the health directorate in Velland")
    assert "is a party to the conflict: the health directorate in Velland" in made.findings("only-source-is-a-party")[0].sentence
