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
    ],
)
def test_no_word_for_everybody_is_a_party_and_an_adjective_is_its_land(text: str, named: set[str]) -> None:
    assert {party.name for party in parties_of(reading.read(Document(id="x", text=text, date="2023-11-08")))} == named
