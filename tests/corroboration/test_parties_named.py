"""Of the names that a report shows taking part, those that name somebody, each once."""

import pytest

from onrecord import reading
from onrecord.corroboration.parties import parties_of
from onrecord.records import Document


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Our forces did not fire, the army said. Osk rebels shelled Lasky.", {"Osk"}),
        ("Saturday's strike killed four people in Lasky. May's attack was worse.", set()),
        ("Artillery fired the shells, residents said. Mortar fire killed two people in Lasky.", set()),
        ("Lomaria said that Veldonian artillery had shelled Lasky. The Veldonian army denied it.", {"Veldonian army"}),
        ("Veldonian forces shelled Lasky. Veldonia denied it.", {"Veldonia"}),
        ("Lomarian forces shelled Lasky. Talks in Lomaria went on.", {"Lomaria"}),
        ("Kenyan forces shelled Lasky.", {"Kenya"}),
        ("Kenyan soldiers shelled Lasky.", {"Kenya"}),
        ("Lomarian soldiers shelled Lasky. Lomaria denied it.", {"Lomaria"}),
        ("Lomarian troops shelled Lasky, the mayor said. The Lomarian army denied it.", {"Lomarian army"}),
        ("Lomarian soldiers killed four people in Lasky.", {"Lomarian"}),
        ("Four Lomarian soldiers were killed by Veldonian fire. Lomaria and Veldonia traded blame.", {"Lomaria", "Veldonia"}),
        ("Twenty-four Lomarian soldiers were killed by Veldonian guns, and Lomaria mourned. Veldonia denied it.", {"Lomaria", "Veldonia"}),
        ("Dozens of Lomarian soldiers shelled Lasky. Lomaria denied it.", {"Lomaria"}),
        ("The armies of Lomaria shelled Lasky.", {"Lomaria"}),
        ("Ash Brigade soldiers shelled Lasky.", {"Ash Brigade"}),
    ],
)
def test_no_word_for_everybody_is_a_party_and_an_adjective_is_its_land(text: str, named: set[str]) -> None:
    assert {party.name for party in parties_of(reading.read(Document(id="x", text=text, date="2023-11-08")))} == named


@pytest.mark.parametrize(
    "text",
    [
        "Ferry fire killed 12 people near Lasky.",
        "Ferry attacks have killed nine people near Lasky. The ferry was old.",
        "Convoy attacks went on near Lasky. Convoy shelling killed two people.",
        "Twenty-four soldiers were killed near Lasky.",
        "Sixty rockets struck Lasky. Thirty-one drones hit the port.",
        "Market bombings have killed nine people.\n\nHospital attacks went on.",
        "Nine died in Lasky, the Ministry of Health of Norway said. Health forces were told of. Health workers attacked the plan.",
        "Ferry Attacks Kill Nine In Lasky\n\nFerry attacks killed nine people in Lasky on Monday.",
        "– Bridge attacks killed nine people. “Bridge fire killed two people,” a man said.",
    ],
)
def test_a_word_that_merely_begins_a_sentence_names_nobody(text: str) -> None:
    assert parties_of(reading.read(Document(id="x", text=text, date="2023-11-08"))) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("League fighters shelled Lasky. Talks with the League went on.", "League"),
        ("Highland League fighters shelled Lasky.", "League"),
        ("The League shelled Lasky.", "League"),
        ("Wold fighters shelled Lasky.", "Wold"),
        ("VDF rockets hit Lasky.", "VDF"),
    ],
)
def test_a_word_of_the_dictionary_is_a_name_where_the_text_writes_it_as_one(text: str, named: str) -> None:
    assert [party.name for party in parties_of(reading.read(Document(id="x", text=text, date="2023-11-08")))] == [named]
