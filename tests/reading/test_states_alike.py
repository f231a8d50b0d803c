"""Party swap over the table of states: whichever two states a text names, its record is the same up to their names."""

import pytest

from onrecord import reading
from onrecord.records import Document
from onrecord.records.states import State, states

BY_ADJECTIVE = "{0} soldiers entered Tora. {0} police said two people died. The {0} parliament condemned it. The {0} government denied it."
ADJECTIVES = [(state, word) for state in states() for word in state.peoples[:1] if word != "Congolese" or state.code == "CD"]
"""The adjective of every state; the one that two states share is read as the first one's."""


@pytest.mark.parametrize(("state", "adjective"), ADJECTIVES, ids=[word for _, word in ADJECTIVES])
def test_the_bodies_of_a_state_have_one_shape_of_name(state: State, adjective: str) -> None:
    found = reading.read(Document(id="x", text=BY_ADJECTIVE.format(adjective), date="2023-11-08"))
    bodies = [(actor.name, actor.kind) for actor in found.actors if actor.country == state.code]
    assert bodies == [
        (f"{adjective} soldiers", "armed force"),
        (state.names[0], "state"),
        (f"{adjective} police", "state body"),
        (f"{adjective} parliament", "state body"),
        (f"Government of {state.names[0]}", "state body"),
    ]
