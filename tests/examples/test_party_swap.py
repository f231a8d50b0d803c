"""Two actors of the same kind change places in the examples, and nothing in the record changes but them."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord import flow
from onrecord.evaluation.party_swap import SwapActor, differences, swap_text
from onrecord.records import Document, Issue, Party, Reading

EXAMPLES = Path(__file__).parents[2] / "examples"

KESTRIA = SwapActor(
    names=("Kestria", "Eddin", "ALDMOOR", "the river Tann"),
    demonyms=("Kestrian", "Kestrians"),
)
LOMARIA = SwapActor(
    names=("Lomaria", "Hovra", "SENNICK", "the river Ardle"),
    demonyms=("Lomarian", "Lomarians"),
)
ISRAEL = SwapActor(names=("Israel",), demonyms=("Israeli", "Israelis"), offices=("Benjamin Netanyahu",), country="IL")
JORDAN = SwapActor(names=("Jordan",), demonyms=("Jordanian", "Jordanians"), offices=("Bisher Khasawneh",), country="JO")
HAMAS = SwapActor(names=("Hamas",))
HEZBOLLAH = SwapActor(names=("Hezbollah",))
PAIRS = {"synthetic": [(KESTRIA, LOMARIA)], "reports": [(ISRAEL, JORDAN), (HAMAS, HEZBOLLAH)]}


def as_documents(folder: str) -> Iterator[Document]:
    """Every example of a folder, as it is before it is read: text, date and parties."""
    for outcome in flow.read_sources([str(EXAMPLES / folder)]):
        assert not isinstance(outcome, Issue)
        published = None if outcome.report.published_span else outcome.report.published
        yield Document(id=outcome.id, text=outcome.text, date=published, parties=parties_of(outcome))


def parties_of(reading: Reading) -> tuple[Party, ...]:
    """The parties that a labelled example brings along."""
    rows = map(json.loads, (EXAMPLES / "synthetic" / "reports.jsonl").read_text(encoding="utf-8").splitlines())
    given = next((row["parties"] for row in rows if row["id"] == reading.id), [])
    return msgspec.convert(given, tuple[Party, ...])


CASES = [(document, first, second) for folder, pairs in PAIRS.items() for document in as_documents(folder) for first, second in pairs]


@pytest.mark.parametrize(
    ("document", "first", "second"), CASES, ids=[f"{document.id}-{first.names[0]}-{second.names[0]}" for document, first, second in CASES]
)
def test_exchanging_two_actors_changes_nothing_else(document: Document, first: SwapActor, second: SwapActor) -> None:
    text, alignment = swap_text(document.text, first, second)
    original = flow.read_document(document)
    swapped = flow.read_document(msgspec.structs.replace(document, text=text))
    assert [str(difference) for difference in differences(original, swapped, alignment)] == []


def test_the_exchange_changes_most_texts() -> None:
    changed = [document.id for document, first, second in CASES if swap_text(document.text, first, second)[0] != document.text]
    assert len(changed) > len(CASES) * 0.9
