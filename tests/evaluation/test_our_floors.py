"""The shipped reader does not fall below its floors on our own labelled examples.

After an improvement: ``onrecord evaluate examples/synthetic/reports.jsonl --floors tests/evaluation/floors.json --pin``
"""

from pathlib import Path

from onrecord.evaluation import floors
from onrecord.evaluation.labelled import read_rows
from onrecord.evaluation.measures import measure
from onrecord.evaluation.predict import as_row, readings_of

PINNED = Path(__file__).parent / "floors.json"


def test_no_floor_is_undercut() -> None:
    known = floors.load(PINNED)
    gold = read_rows(floors.labelled_file(known, PINNED))
    predicted = {reading.id: as_row(reading) for reading in readings_of(gold)}
    assert list(floors.undercut(known, measure(known.measure, gold, predicted).metrics)) == []
