"""What a reader is given of a labelled row."""

import pytest

from onrecord import flow
from onrecord.errors import BadInput
from onrecord.evaluation.predict import documents_of, readings_of
from onrecord.settings import Limits

TEXT = "At least 12 people were killed in Dorvan, the governor said."


def test_a_row_gives_its_id_text_date_and_parties_and_no_label() -> None:
    row = {
        "id": "a",
        "text": TEXT,
        "date": "2031-05-04",
        "parties": [{"name": "Lomarian army", "aliases": None}],
        "figures": [1],
        "title": "T",
    }
    (document,) = documents_of({"a": row})
    assert (document.id, document.text, document.date, document.title) == ("a", TEXT, "2031-05-04", None)
    assert [party.name for party in document.parties] == ["Lomarian army"]


def test_a_date_that_does_not_exist_leaves_the_row_readable() -> None:
    (reading,) = readings_of({"a": {"id": "a", "text": TEXT, "date": "2031-02-31"}})
    assert reading.report.published is None
    assert [issue.code for issue in reading.issues] == ["date.impossible"]


@pytest.mark.parametrize(
    ("row", "message"),
    [({}, "has no text"), ({"text": TEXT, "date": 20310504}, "must be a string"), ({"text": TEXT * 2}, "at most 100 characters")],
)
def test_a_row_that_cannot_be_given_is_named(row: dict[str, object], message: str) -> None:
    with pytest.raises(BadInput, match=message) as caught:
        list(documents_of({"row-7": row}, Limits(text_characters=100)))
    assert "row-7" in caught.value.message


def test_parties_that_are_none_are_not_left_out_in_silence() -> None:
    with pytest.raises(BadInput, match="row-7"):
        list(documents_of({"row-7": {"text": TEXT, "parties": ["Lomarian army"]}}))


def test_a_row_that_cannot_be_given_is_told_before_the_first_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_args: object, **_rest: object) -> None:
        raise AssertionError("a text was read")

    monkeypatch.setattr(flow, "read_document", read)
    with pytest.raises(BadInput, match="row-7"):
        next(readings_of({"a": {"text": TEXT}, "row-7": {}}))
