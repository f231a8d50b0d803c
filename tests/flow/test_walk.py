"""The walk of one report through the house: what is kept, what is not done twice, what goes on."""

import json
from pathlib import Path

import msgspec
import pytest

from onrecord import reading
from onrecord.errors import WrongUse
from onrecord.flow import read_document, read_sources
from onrecord.ledger import Ledger, View
from onrecord.records import Document, Issue, Reading
from onrecord.settings import Settings

TEXT = """Shells hit a mill in Orvane

ORVANE, March 3, 2021 (Tannic Wire) - At least four workers were killed when shells hit a mill in Orvane, the mayor said.

The mayor accused the Kestrian army of the shelling. The army denied the accusation.
"""


def kinds(case: Path) -> list[str]:
    return [entry.type for entry in View.open(case).entries()]


def test_a_report_goes_in_and_its_record_comes_out(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        [said] = read_sources([str(tmp_path / "mill.txt")], ledger=ledger)
    assert isinstance(said, Reading)
    assert said.report.published == "2021-03-03"
    assert [(f.measure, f.min, f.max, said.text[f.start : f.end]) for f in said.figures] == [("killed", 4, None, "At least four")]
    assert {"accuses", "denies"} <= {s.act for s in said.statements}
    assert "accusation-denied" in {f.rule for f in said.findings}
    view = View.open(tmp_path / "case")
    assert list(view.readings()) == [said]
    assert view.reading(said.id) == said


def test_every_span_points_at_the_text(tmp_path: Path) -> None:
    said = read_document(Document(id="mill", text=TEXT))
    spans = [span for s in said.statements for role in (s.source, s.cue, s.content) for span in role]
    spans += [span for m in said.media_mentions for span in m.span] + [place.span for place in said.places]
    assert spans
    assert all(0 <= start < end <= len(TEXT) for start, end in spans)
    assert all(TEXT[f.start : f.end] == f.phrase for f in said.figures)


def test_the_same_bytes_twice_record_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        first = list(read_sources([str(tmp_path / "mill.txt")], ledger=ledger))
    before = kinds(tmp_path / "case")
    with Ledger.open(tmp_path / "case", create=False) as ledger:
        second = list(read_sources([str(tmp_path / "mill.txt")], ledger=ledger))
    assert second == first
    assert kinds(tmp_path / "case") == before


def test_a_copy_elsewhere_is_kept_as_a_document_and_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("mill.txt", "copy.txt"):
        (tmp_path / name).write_text(TEXT)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        list(read_sources([str(tmp_path / "mill.txt")], ledger=ledger))
        monkeypatch.setattr(reading, "read", lambda *_, **__: pytest.fail("the text was read again"))
        [copy] = read_sources([str(tmp_path / "copy.txt")], ledger=ledger)
    assert isinstance(copy, Reading)
    assert copy.id == "copy.txt"
    assert kinds(tmp_path / "case").count("reading") == 1
    assert kinds(tmp_path / "case").count("document") == 2


def test_another_version_of_the_reader_reads_again_and_the_earlier_reading_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        list(read_sources([str(tmp_path / "mill.txt")], ledger=ledger))

        class Later:
            name = "rules"
            version = "a later one"
            attributions = reading.READERS["rules"].attributions

        monkeypatch.setitem(reading.READERS, "rules", Later())
        [again] = read_sources([str(tmp_path / "mill.txt")], ledger=ledger)
    assert isinstance(again, Reading)
    assert again.reader is not None
    assert again.reader.version == "a later one"
    assert kinds(tmp_path / "case").count("reading") == 2
    assert list(View.open(tmp_path / "case").readings()) == [again]


def test_other_parties_or_another_date_make_another_reading(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": TEXT},
        {"id": "b", "text": TEXT, "date": "2021-03-04"},
        {"id": "c", "text": TEXT, "parties": [{"name": "Kestria", "aliases": ["the army"]}]},
        {"id": "d", "text": TEXT},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        said = list(read_sources([str(tmp_path / "in.jsonl")], ledger=ledger, jsonl=True))
    assert [one.id for one in said if isinstance(one, Reading)] == ["a", "b", "c", "d"]
    assert kinds(tmp_path / "case").count("reading") == 3


def test_what_cannot_be_read_is_an_issue_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        json.dumps({"id": "a", "text": TEXT}) + "\n{not json\n" + json.dumps({"id": "b", "text": TEXT + "."}) + "\n"
    )
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        out = list(read_sources([str(tmp_path / "missing.txt"), str(tmp_path / "in.jsonl")], ledger=ledger, jsonl=False))
    assert [type(one) for one in out] == [Issue, Reading, Issue, Reading]
    assert isinstance(out[2], Issue)
    assert "2" in out[2].where
    assert len(list(View.open(tmp_path / "case").issues())) == 2


def test_a_fault_of_the_reader_costs_one_report_and_not_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = reading.read

    def faulty(document: Document, **rest: object) -> Reading:
        if document.id == "b":
            raise IndexError("tuple index out of range")
        return good(document, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read", faulty)
    lines = [json.dumps({"id": name, "text": f"{TEXT} {name}."}) for name in "abc"]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        out = list(read_sources([str(tmp_path / "in.jsonl")], ledger=ledger))
    assert [one.id if isinstance(one, Reading) else one.code for one in out] == ["a", "reading.fault", "c"]
    assert [kept.issue.code for kept in View.open(tmp_path / "case").issues()] == ["reading.fault"]


def test_reading_is_the_same_byte_for_byte() -> None:
    document = Document(id="mill", text=TEXT, date="2021-03-04")
    assert msgspec.json.encode(read_document(document)) == msgspec.json.encode(read_document(document))


def test_an_unknown_reader_is_answered_with_the_known_ones() -> None:
    with pytest.raises(WrongUse) as raised:
        read_document(Document(id="mill", text=TEXT), settings=Settings(reader="crystal ball"))
    assert "rules" in (raised.value.hint or "")
