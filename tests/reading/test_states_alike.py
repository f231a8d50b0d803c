"""Party swap over the table of states: whichever two states a text names, its record is the same up to their names."""

import re

import msgspec
import pytest

from onrecord import reading
from onrecord.records import Document
from onrecord.records.states import State, states
from onrecord.settings import Settings

TEXT = (
    "The rebels said {A} shelled a market in Tora on Monday, killing 12 people.\n\n"
    "{A} said {B} shelled a school in Oskel on Tuesday. {B} denied it. {B} accused {A} of attacking Nir Adom. {A} rejected the charge.\n\n"
    "{A}'s defence ministry said the town was calm. A spokesman for {B} said two soldiers of {A} had been captured. "
    "{A} said {B}'s army had burned a village near Oskel. {B} called it a lie. {B}'s parliament said 40 people had been killed."
)
OTHER, THIRD = (next(state for state in states() if state.names[0] == name) for name in ("Chad", "Mali"))
NAMES = [pytest.param(state, name, id=name) for state in states() for name in state.names if state is not OTHER]


def record(one: State, name: str, other: State, other_name: str, reader: str = "rules") -> str:
    """What the mirrored sentences are read as, the two states called A and B and offsets left out."""
    text = TEXT.format(A=name, B=other_name)
    found = reading.read(Document(id="x", text=text, date="2023-11-08"), settings=Settings(reader=reader))
    kept = [
        [(s.act, s.voice, s.standing, s.actor, s.denies, s.counters) for s in found.statements],
        [(f.measure, f.min, f.max, f.group, f.statement, f.standing) for f in found.figures],
        [(i.type, i.place, i.date, i.responsibility, i.figures) for i in found.incidents],
        [(a.name, a.kind, a.country, a.office, a.party, len(a.mentions)) for a in found.actors],
    ]
    shown = msgspec.json.encode(kept).decode()
    for letter, state in (("A", one), ("B", other)):
        for word in sorted(state.names, key=len, reverse=True):
            shown = re.sub(rf"(?<![\w-])(?:the )?{re.escape(word)}(?![\w-])", letter, shown, flags=re.IGNORECASE)
        shown = shown.replace(f'"{state.code}"', f'"{letter}"')
    return shown


MIRRORED = record(OTHER, "Chad", THIRD, "Mali")


@pytest.mark.parametrize(("state", "name"), NAMES)
def test_a_state_is_read_as_any_other(state: State, name: str) -> None:
    assert record(state, name, OTHER, "Chad") == MIRRORED
    if " and " not in name:  # where such a name counts the dead, its first half is taken for the place
        assert record(OTHER, "Chad", state, name) == MIRRORED


@pytest.mark.parametrize("reader", ["both", "trained"])
def test_the_network_reads_every_state_of_one_word_as_any_other(reader: str) -> None:
    """A name of two words stands behind two masks, which is another text to the network; what that changes is measured, not forbidden."""
    mirrored = record(OTHER, "Chad", THIRD, "Mali", reader)
    names = [(state, name) for state in states() for name in state.names if state is not OTHER and name.isalpha()]
    assert len(names) > 150
    for state, name in names:
        assert (name, record(state, name, OTHER, "Chad", reader)) == (name, mirrored)
        assert (name, record(OTHER, "Chad", state, name, reader)) == (name, mirrored)


def test_the_mirrored_sentences_hold_both_sides_responsible() -> None:
    assert '"party":"A"' in MIRRORED
    assert '"party":"B"' in MIRRORED
    assert '"denies","attributed","claimed","Government of B",["s2"]' in MIRRORED


@pytest.mark.parametrize(("name", "adjective"), [("Scotland", "Scottish"), ("Wales", "Welsh"), ("Northern Ireland", "Northern Irish")])
def test_the_countries_of_a_state_are_named_alike(name: str, adjective: str) -> None:
    def bodies(name: str, adjective: str) -> list[tuple[str, str, str | None]]:
        text = BY_ADJECTIVE.format(adjective) + f" {name} said so."
        found = reading.read(Document(id="x", text=text, date="2023-11-08"))
        return [(actor.name.replace(adjective, "A"), actor.kind, actor.country) for actor in found.actors]

    assert bodies(name, adjective) == bodies("England", "English")


@pytest.mark.parametrize("text", ["{} troops entered Tora.", "The {} troops entered Tora.", "In May {} police entered Tora."])
@pytest.mark.parametrize("name", [name for state in states() for name in state.longer])
def test_a_longer_name_that_holds_a_state_s_is_not_the_state(text: str, name: str) -> None:
    found = reading.read(Document(id="x", text=text.format(name), date="2023-11-08"))
    assert {actor.country for actor in found.actors} <= {None}


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


@pytest.mark.parametrize(("state", "adjective"), ADJECTIVES, ids=[word for _, word in ADJECTIVES])
def test_an_attack_is_called_after_every_state_alike(state: State, adjective: str) -> None:
    found = reading.read(Document(id="x", text=f"On Monday {adjective} shelling of Lasky killed two civilians.", date="2023-11-08"))
    assert [held.party for incident in found.incidents for held in incident.responsibility] == [state.names[0]]
