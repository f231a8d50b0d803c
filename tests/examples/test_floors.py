"""Scores on the labelled examples that may not be undercut.

Raise them to what is reached: ``onrecord evaluate examples/synthetic/reports.jsonl --floors tests/examples/floors_both.json --pin``, and
with ``--reader rules`` those of ``floors.json``. Those of the archive: ``onrecord evaluate examples/archive --floors
tests/examples/floors_archive.json --pin``, and with ``--altered 1`` those of ``floors_altered.json``.
"""

from pathlib import Path

import pytest

from onrecord.evaluation import floors
from onrecord.evaluation.archive import load, score
from onrecord.evaluation.archive.altering import altered
from onrecord.evaluation.archive.reading import noticed_in_reports
from onrecord.evaluation.labelled import read_rows
from onrecord.evaluation.measures import measure
from onrecord.evaluation.predict import as_row, readings_of
from onrecord.settings import Settings

FOLDER = Path(__file__).parent
ARCHIVE = FOLDER.parents[1] / "examples" / "archive"


@pytest.mark.parametrize(("name", "reader"), [("floors.json", "rules"), ("floors_both.json", "both")])
def test_no_score_on_the_labelled_examples_is_below_its_floor(name: str, reader: str) -> None:
    known = floors.load(FOLDER / name)
    labelled = read_rows(floors.labelled_file(known, FOLDER / name))
    predicted = {reading.id: as_row(reading) for reading in readings_of(labelled, settings=Settings(reader=reader))}
    scored = measure(known.measure, labelled, predicted)
    assert list(floors.undercut(known, scored.metrics)) == []


@pytest.mark.parametrize(("name", "seed"), [("floors_archive.json", None), ("floors_altered.json", 1)])
def test_no_score_on_what_is_noticed_across_the_reports_of_the_archive_is_below_its_floor(name: str, seed: int | None) -> None:
    archive = load(ARCHIVE) if seed is None else altered(load(ARCHIVE), seed)
    scored = score(archive, noticed_in_reports(archive, settings=Settings()))
    assert list(floors.undercut(floors.load(FOLDER / name), scored.metrics)) == []
