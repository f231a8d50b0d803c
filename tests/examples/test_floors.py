"""Scores on the labelled examples that may not be undercut.

Raise them to what is reached: ``onrecord evaluate examples/synthetic/reports.jsonl --floors tests/examples/floors.json --pin``.
"""

from pathlib import Path

from onrecord.evaluation import floors
from onrecord.evaluation.labelled import read_rows
from onrecord.evaluation.measures import measure
from onrecord.evaluation.predict import as_row, readings_of

PINNED = Path(__file__).parent / "floors.json"


def test_no_score_on_the_labelled_examples_is_below_its_floor() -> None:
    known = floors.load(PINNED)
    labelled = read_rows(floors.labelled_file(known, PINNED))
    predicted = {reading.id: as_row(reading) for reading in readings_of(labelled, parties=(), references=())}
    scored = measure(known.measure, labelled, predicted)
    assert list(floors.undercut(known, scored.metrics)) == []
