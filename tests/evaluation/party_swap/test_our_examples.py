"""The shipped reader and rules on every example: exchanging two actors of one kind changes nothing but the actors.

States for states and groups for groups: a state and a group are rightly read otherwise (one has ministries, one has not). What the
findings make of a state in a group's place is asked by ``tests/corroboration/test_mirrored_sides.py``.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord import flow
from onrecord.evaluation.party_swap import SwapActor, differences, swap_text
from onrecord.records import Document, Issue, Party
from onrecord.records.states import states
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parents[3] / "examples"
LABELLED = EXAMPLES / "synthetic" / "reports.jsonl"

KESTRIA = SwapActor(names=("Kestria", "Eddin", "ALDMOOR", "the river Tann"), demonyms=("Kestrian", "Kestrians"))
LOMARIA = SwapActor(names=("Lomaria", "Hovra", "SENNICK", "the river Ardle"), demonyms=("Lomarian", "Lomarians"))
ISRAEL = SwapActor(names=("Israel",), demonyms=("Israeli", "Israelis"), offices=("Benjamin Netanyahu",), country="IL")
JORDAN = SwapActor(names=("Jordan",), demonyms=("Jordanian", "Jordanians"), offices=("Bisher Khasawneh",), country="JO")
HAMAS = SwapActor(names=("Hamas",))

STATES = [
    ("RU", "UA"),
    ("TD", "NE"),
    ("AM", "AZ"),
    ("IN", "PK"),
    ("ET", "ER"),
    ("IR", "IL"),
    ("RS", "HR"),
    ("KE", "UG"),
    ("EC", "CO"),
    ("ML", "NE"),
    ("KP", "KR"),
    ("GE", "RU"),
    ("PL", "DE"),
    ("VE", "CO"),
    ("JO", "IL"),
    ("NO", "FI"),
]
"""Codes of ``records/states.tsv``, neighbours and others."""
GROUPS = [
    ("Hamas", "Hezbollah"),
    ("the Volta Front", "the Ash Front"),
    ("Wold Movement", "Tarn Movement"),
    ("the RSF", "the HLF"),
    ("Ansar Dine", "Boko Haram"),
    ("Red Lantern", "Black Harbour"),
    ("Al-Shabaab", "Al-Mourabitoun"),
    ("the Taliban", "the Houthis"),
    ("the M23", "the RSF"),
]
"""Names of one and two words. A word that says what a body is ("Front") stands in both or in neither."""
IN_PLACE_OF_HAMAS = ["Hezbollah", "Fatah", "Wold"]
SHORT = (
    "{one} said {other} shelled the town of Veth on Monday, killing 12 people. {other} denied the accusation and said {one} had killed "
    "nine of its fighters.",
    "Fighting between {one} and {other} killed at least 40 people near Veth, doctors said. {one} put the toll at 25 and accused {other} of "
    "burning two villages.",
    "A video released by {one} shows smoke over a camp held by {other}. The Harbour Post could not verify it. {other} called it a fake.",
    "{other} said its forces had struck a depot of {one} in Veth. {one} said 16 civilians were killed and that {other} had hit a clinic.",
)
"""Two sides of one event, each in the other's words."""


def short(told: str, one: str, other: str) -> Document:
    """A short report with two actors in it; sentences begin with a capital."""
    sentences = told.format(one=one, other=other).split(". ")
    return Document(id="short", text=". ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences), date="2031-04-02")


def labelled() -> Iterator[tuple[Document, tuple[Party, ...]]]:
    """The examples of two invented states, with the parties that each brings along."""
    parties = {row["id"]: row["parties"] for row in map(json.loads, LABELLED.read_text(encoding="utf-8").splitlines())}
    for document in opened("synthetic"):
        yield document, msgspec.convert(parties[document.id], tuple[Party, ...])


def opened(folder: str) -> Iterator[Document]:
    """Every example of a folder, as it is before it is read: text and date."""
    for outcome in flow.read_sources([str(EXAMPLES / folder)]):
        assert not isinstance(outcome, Issue)
        yield Document(id=outcome.id, text=outcome.text, date=None if outcome.report.published_span else outcome.report.published)


def state(code: str) -> SwapActor:
    """A state by the table: its usual name and seat, its adjective, and the word for its people where that is another."""
    row = next(row for row in states() if row.code == code)
    plural = next((word for word in reversed(row.peoples) if word.endswith("s") and word != row.peoples[0]), row.peoples[0])
    return SwapActor(names=(row.names[0], row.seats[0]), demonyms=(row.peoples[0], plural), country=code)


def told_of(document: Document, one: SwapActor, other: SwapActor) -> Document:
    """An example of the two invented states, told of two others."""
    text = document.text
    for invented, told in ((KESTRIA, one), (LOMARIA, other)):
        for word, instead in (*zip(reversed(invented.demonyms), reversed(told.demonyms), strict=True), (invented.names[0], told.names[0])):
            text = text.replace(word, instead)
    return msgspec.structs.replace(document, text=text)


def changed(document: Document, first: SwapActor, second: SwapActor) -> list[str]:
    """What else the exchange of two actors changes in the record of a document, read by the rules and by both readers."""
    text, alignment = swap_text(document.text, first, second)
    found = []
    for settings in (Settings(reader="rules"), Settings(reader="both")):
        one, other = (flow.read_document(given, settings=settings) for given in (document, msgspec.structs.replace(document, text=text)))
        found += [str(d) for d in differences(one, other, alignment)]
    return found


REPORTS = list(opened("reports"))
SYNTHETIC = list(labelled())


@pytest.mark.parametrize(("document", "parties"), SYNTHETIC, ids=[document.id for document, _ in SYNTHETIC])
def test_two_sides_of_one_conflict(document: Document, parties: tuple[Party, ...]) -> None:
    assert swap_text(document.text, KESTRIA, LOMARIA)[0] != document.text
    assert changed(document, KESTRIA, LOMARIA) == []
    assert changed(msgspec.structs.replace(document, parties=parties), KESTRIA, LOMARIA) == []


@pytest.mark.parametrize(("one", "other"), STATES, ids=["-".join(pair) for pair in STATES])
def test_two_states_in_the_place_of_the_invented_ones(one: str, other: str) -> None:
    for document, _ in SYNTHETIC:
        assert (document.id, changed(told_of(document, state(one), state(other)), state(one), state(other))) == (document.id, [])


@pytest.mark.parametrize(("one", "other"), STATES, ids=["-".join(pair) for pair in STATES])
def test_two_states_in_short_reports(one: str, other: str) -> None:
    for told in SHORT:
        document = short(told, state(one).names[0], state(other).names[0])
        assert (told, changed(document, state(one), state(other))) == (told, [])


@pytest.mark.parametrize(("one", "other"), GROUPS, ids=["-".join(pair) for pair in GROUPS])
def test_two_groups_in_short_reports(one: str, other: str) -> None:
    for told in SHORT:
        document = short(told, one, other)
        assert (told, changed(document, SwapActor(names=(one,)), SwapActor(names=(other,)))) == (told, [])


@pytest.mark.parametrize("document", REPORTS, ids=lambda document: document.id)
def test_another_state_or_group_in_the_example_reports(document: Document) -> None:
    assert changed(document, ISRAEL, JORDAN) == []
    for name in IN_PLACE_OF_HAMAS:
        assert (name, changed(document, HAMAS, SwapActor(names=(name,)))) == (name, [])


def test_the_exchange_changes_most_texts() -> None:
    texts = [document.text for document in REPORTS]
    assert sum(swap_text(text, ISRAEL, JORDAN)[0] != text for text in texts) > 0.9 * len(texts)
    assert sum(swap_text(text, HAMAS, SwapActor(names=("Hezbollah",)))[0] != text for text in texts) > 0.9 * len(texts)
