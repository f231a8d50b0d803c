"""The walk of one report through the house: what is kept, what is not done twice, what goes on."""

import json
from pathlib import Path

import msgspec
import pytest

from onrecord import corroboration, reading
from onrecord.errors import WrongUse
from onrecord.flow import read_document, read_sources
from onrecord.ledger import Ledger, View
from onrecord.reading.rules import RuleReader
from onrecord.records import Capture, Document, Finding, Issue, Reading, encode
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

        class Later(RuleReader):
            version = "a later one"

        monkeypatch.setitem(reading.READERS, Settings().reader, lambda _: Later())
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


def test_the_same_text_from_two_outlets_is_two_reports_each_with_its_own_remarks(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": TEXT, "outlet": "First Wire", "url": "https://a.example/1"},
        {"id": "b", "text": TEXT, "outlet": "Second Daily", "url": "https://b.example/1", "date": "2023-02-31"},
        {"id": "a", "text": TEXT, "outlet": "First Wire", "url": "https://a.example/1"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    alone = list(read_sources([str(tmp_path / "in.jsonl")]))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        said = list(read_sources([str(tmp_path / "in.jsonl")], ledger=ledger))
    assert said == alone
    assert [one.report.outlet for one in said if isinstance(one, Reading)] == ["First Wire", "Second Daily", "First Wire"]
    assert [[issue.code for issue in one.issues] for one in said if isinstance(one, Reading)] == [
        [],
        ["date.impossible"],
        ["json.duplicate-id"],
    ]
    with View.open(tmp_path / "case") as view:
        assert view.reading("b") == said[1]
        assert {kept.report for kept in view.findings(report="b")} == {"b"}


def test_a_copy_can_be_asked_for_by_its_own_name(tmp_path: Path) -> None:
    for name in ("mill.txt", "copy.txt"):
        (tmp_path / name).write_text(TEXT)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        _, copy = read_sources([str(tmp_path / "mill.txt"), str(tmp_path / "copy.txt")], ledger=ledger)
    assert isinstance(copy, Reading)
    with View.open(tmp_path / "case") as view:
        assert view.reading("copy.txt") == view.record("copy") == copy
        assert view.record("copy.txt/f1") == copy.figures[0]
        assert [kept.finding for kept in view.findings(report="copy.txt")] == list(copy.findings)
        assert [one.id for one in view.readings()] == ["mill.txt"]


def test_parties_changed_by_hand_are_heeded_the_next_time(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    case = tmp_path / "case"
    with Ledger.open(case, create=True) as ledger:
        [first] = read_sources([str(tmp_path / "mill.txt")], ledger=ledger)
    (case / "parties.toml").write_text('[[party]]\nname = "Kestria"\naliases = ["the army", "Kestrian army"]\n')
    with Ledger.open(case, create=False) as ledger:
        [second] = read_sources([str(tmp_path / "mill.txt")], ledger=ledger)
        assert second == read_document(Document(id="mill.txt", text=TEXT), parties=ledger.view.parties())
        assert list(ledger.view.readings()) == [second]
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.reader != second.reader
    assert first.actors != second.actors


def test_another_version_of_the_program_reads_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        list(read_sources([str(tmp_path / "mill.txt")], ledger=ledger))
        monkeypatch.setattr(reading, "program_version", lambda: "later")
        [again] = read_sources([str(tmp_path / "mill.txt")], ledger=ledger)
    assert isinstance(again, Reading)
    assert again.reader is not None
    assert again.reader.settings["program"] == "later"
    assert kinds(tmp_path / "case").count("reading") == 2


def test_reports_are_compared_again_when_what_they_are_compared_with_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    honest = corroboration.findings

    def listening(said: Reading, **rest: object) -> object:
        compared.append(said.id)
        return honest(said, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(corroboration, "findings", listening)
    for name in ("mill", "other"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT}{name}")
    case = tmp_path / "case"

    def read(name: str) -> list[str]:
        compared.clear()
        with Ledger.open(case, create=True) as ledger:
            list(read_sources([str(tmp_path / f"{name}.txt")], ledger=ledger))
        return list(compared)

    assert read("mill") == ["mill.txt"]
    assert read("mill") == []
    assert read("other") == ["other.txt"]
    (case / "parties.toml").write_text('[[party]]\nname = "Kestria"\n')
    assert read("other") == ["mill.txt", "other.txt", "other.txt"]
    assert read("other") == []


def test_a_finding_prints_the_same_when_it_is_new_and_when_it_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    detail = {"share": 0.0, "pair": (1, 2.0), "high": 1e21, "nested": {"z": 3.0, "a": None}}
    finding = Finding(id="x1", rule="dates-disagree", sentence="S.", detail=detail)
    monkeypatch.setattr(corroboration, "findings", lambda *_, **__: (finding,))
    (tmp_path / "mill.txt").write_text(TEXT)
    printed = []
    for _ in range(2):
        with Ledger.open(tmp_path / "case", create=True) as ledger:
            printed += [encode(said) for said in read_sources([str(tmp_path / "mill.txt")], ledger=ledger)]
    assert printed[0] == printed[1] == encode(read_document(Document(id="mill.txt", text=TEXT)))
    assert kinds(tmp_path / "case").count("finding") == 1


def test_a_file_that_changes_while_it_is_kept_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{TEXT}{name}")
    keep = Ledger.keep

    def changing(ledger: Ledger, capture: Capture, content: Path | bytes, *, by: str | None = None) -> str:
        if capture.origin.endswith("a.txt"):
            content = b"something else"
        if capture.origin.endswith("b.txt"):
            content = tmp_path / "gone"
        return keep(ledger, capture, content, by=by)

    monkeypatch.setattr(Ledger, "keep", changing)
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        changed, gone, read = read_sources([str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")], ledger=ledger)
        assert isinstance(changed, Issue)
        assert isinstance(gone, Issue)
        assert (changed.code, changed.outcome, changed.where) == ("file.changed", "refused", str(tmp_path / "a.txt"))
        assert (gone.code, gone.outcome, gone.where) == ("file.unreadable", "refused", str(tmp_path / "b.txt"))
        assert isinstance(read, Reading)
        assert [kept.issue for kept in ledger.view.issues()] == [changed, gone]


def test_a_reading_that_cannot_be_kept_is_a_fault_of_one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = reading.read

    def faulty(document: Document, **rest: object) -> Reading:
        said = good(document, **rest)  # type: ignore[arg-type]
        return (
            said
            if document.id == "b"
            else msgspec.structs.replace(said, issues=(Issue(code="x", outcome="recorded", where="\ud800", message="m"),))
        )

    monkeypatch.setattr(reading, "read", faulty)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": name, "text": f"{TEXT} {name}."}) + "\n" for name in "ab"))
    with Ledger.open(tmp_path / "case", create=True) as ledger:
        fault, said = read_sources([str(tmp_path / "in.jsonl")], ledger=ledger)
    assert isinstance(fault, Issue)
    assert (fault.code, fault.where) == ("reading.fault", "a")
    assert isinstance(said, Reading)


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
