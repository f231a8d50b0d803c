"""The shipped reader and rules on every example: exchanging two actors of one kind changes nothing but the actors."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord import flow
from onrecord.evaluation.labelled import read_rows
from onrecord.evaluation.party_swap import SwapActor, differences, swap_text
from onrecord.evaluation.predict import documents_of
from onrecord.records import Document

EXAMPLES = Path(__file__).parents[3] / "examples"

KESTRIA = SwapActor(names=("Kestria", "Aldmoor"), demonyms=("Kestrian", "Kestrians"))
LOMARIA = SwapActor(names=("Lomaria", "Sennick"), demonyms=("Lomarian", "Lomarians"))
STATES = (
    SwapActor(names=("Israel",), demonyms=("Israeli", "Israelis"), country="IL"),
    SwapActor(names=("Armenia",), demonyms=("Armenian", "Armenians"), country="AM"),
)
GROUPS = (SwapActor(names=("Hamas",)), SwapActor(names=("Hezbollah",)))
"""States for states and groups for groups: a state and a group are rightly read otherwise (one has ministries, one has not)."""


def synthetic() -> list[Document]:
    return list(documents_of(read_rows(EXAMPLES / "synthetic" / "reports.jsonl")))


def reports() -> Iterator[Document]:
    for path in sorted((EXAMPLES / "reports").iterdir()):
        if path.suffix == ".txt":
            yield Document(id=path.name, text=path.read_text(encoding="utf-8"))
        elif path.suffix == ".jsonl":
            yield from documents_of(read_rows(path))


def changed(document: Document, first: SwapActor, second: SwapActor) -> list[str]:
    text, alignment = swap_text(document.text, first, second)
    original, swapped = flow.read_document(document), flow.read_document(msgspec.structs.replace(document, text=text))
    return [str(difference) for difference in differences(original, swapped, alignment)]


@pytest.mark.parametrize("document", synthetic(), ids=lambda document: document.id)
def test_two_sides_of_one_conflict(document: Document) -> None:
    assert swap_text(document.text, KESTRIA, LOMARIA)[0] != document.text
    assert changed(document, KESTRIA, LOMARIA) == []


@pytest.mark.parametrize("actors", [STATES, GROUPS], ids=["states", "groups"])
@pytest.mark.parametrize("document", list(reports()), ids=lambda document: document.id)
def test_actors_that_a_reader_may_know_are_read_like_any_other(document: Document, actors: tuple[SwapActor, SwapActor]) -> None:
    assert changed(document, *actors) == []
