"""Scores on the labelled examples that may not be undercut.

Raise them to what is reached: ``onrecord evaluate examples/synthetic/reports.jsonl --floors tests/examples/floors_both.json --pin``, and
with ``--reader rules`` those of ``floors.json``.
"""

from pathlib import Path

import pytest

from onrecord.evaluation import floors
from onrecord.evaluation.labelled import read_rows
from onrecord.evaluation.measures import measure
from onrecord.evaluation.predict import as_row, readings_of
from onrecord.settings import Settings

FOLDER = Path(__file__).parent


@pytest.mark.parametrize(("name", "reader"), [("floors.json", "rules"), ("floors_both.json", "both")])
def test_no_score_on_the_labelled_examples_is_below_its_floor(name: str, reader: str) -> None:
    known = floors.load(FOLDER / name)
    labelled = read_rows(floors.labelled_file(known, FOLDER / name))
    predicted = {reading.id: as_row(reading) for reading in readings_of(labelled, settings=Settings(reader=reader))}
    scored = measure(known.measure, labelled, predicted)
    assert list(floors.undercut(known, scored.metrics)) == []
