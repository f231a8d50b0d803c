"""Looking at a case: every record under every name it has."""

from pathlib import Path

import pytest

from onrecord.errors import BrokenIntegrity, NoCase, NotFound, OnRecordError
from onrecord.ledger import View, find_case
from onrecord.records import Capture, Document, Figure, Finding, Issue, Point, Reading, ReferenceSeries

SERIES = ReferenceSeries(
    id="killed/vale",
    measure="killed",
    group="g",
    place="p",
    source="s",
    points=(Point(date="2031-03-01", value=1),),
    origin="o",
    column="c",
)


@pytest.fixture
def filled(ledger, make):
    for number in (1, 2):
        document = make.document(number, id=f"folder/report-{number}.txt")
        ledger.keep(document.capture, document.text.encode())
        ledger.append_reading(document, make.reading(document, findings=number))
    ledger.append_issue(Issue(code="file.binary", outcome="quarantined", where="x.png", message="y"), capture=make.capture(b"png"))
    ledger.append_references([SERIES])
    ledger.commit()
    return ledger


def test_figures_findings_and_issues_say_where_they_stand(filled, make):
    view = filled.view
    assert [(kept.report, kept.figure.id, kept.outlet, kept.published) for kept in view.figures()] == [
        ("folder/report-1.txt", "f1", "The Vale Post", "2031-03-05"),
        ("folder/report-2.txt", "f1", "The Vale Post", "2031-03-05"),
    ]
    assert [(kept.report, kept.finding.id) for kept in view.findings()] == [
        ("folder/report-1.txt", "x1"),
        ("folder/report-2.txt", "x1"),
        ("folder/report-2.txt", "x2"),
    ]
    (issue,) = view.issues()
    assert (issue.issue.code, issue.capture, issue.report) == ("file.binary", make.capture(b"png").sha256, None)
    assert all(view.record(kept.reading) == view.reading(kept.report) for kept in view.figures())


def test_remarks_on_a_report_are_listed_once(ledger, make):
    ours = Issue(code="text.bidi", outcome="recorded", where="a", message="intake's")
    theirs = Issue(code="number.range", outcome="recorded", where="a", message="the reader's")
    document = make.document(issues=(ours,))
    ledger.append_reading(document, make.reading(document, issues=(ours, theirs)))
    assert [(kept.issue, kept.report) for kept in ledger.view.issues()] == [(ours, "report-1"), (theirs, "report-1")]


def test_a_record_is_found_by_every_name(filled, content_ids):
    view = filled.view
    reading = view.reading("folder/report-1.txt")
    assert isinstance(reading, Reading)
    assert view.record("folder/report-1.txt") == reading
    assert view.record("folder/report-1.txt/f1") == reading.figures[0]
    assert view.record("folder/report-2.txt/x2") == view.reading("folder/report-2.txt").findings[1]
    assert view.record("killed/vale") == SERIES
    kinds = {"capture": Capture, "document": Reading, "reading": Reading, "reference": object}
    for entry in view.entries():
        if entry.type in kinds:
            found = view.record(content_ids(view, entry.generated)[0][:10])
            assert isinstance(found, kinds[entry.type])


def test_types_of_parts(filled):
    assert isinstance(filled.view.record("folder/report-1.txt/f1"), Figure)
    assert isinstance(filled.view.record("folder/report-1.txt/x1"), Finding)


@pytest.mark.parametrize("name", ["nothing", "folder/report-1.txt/f9", "folder/nothing/f1", "0123456789", "", "abcdef", "%", "'; --"])
def test_an_unknown_name_is_answered(filled, name: str):
    with pytest.raises(NotFound) as caught:
        filled.view.record(name)
    assert caught.value.hint


def test_near_names_are_offered(filled):
    with pytest.raises(NotFound) as caught:
        filled.view.reading("report-1")
    assert caught.value.hint == "Did you mean folder/report-1.txt?"


def test_a_prefix_that_several_ids_share_is_answered_with_them(filled, content_ids, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.names.SHORTEST_PREFIX", 0)
    ids = sorted(content_ids(filled.view, [digest for entry in filled.view.entries() for digest in entry.generated]))
    with pytest.raises(NotFound, match="Several records") as caught:
        filled.view.record("")
    assert caught.value.hint == f"They are: {', '.join(ids[:5])}."


def test_of_reports_with_the_same_id_the_latest_is_shown(ledger, make):
    for text in ("Three people.", "Four people."):
        document = make.document(id="a.txt", text=text)
        ledger.append_reading(document, make.reading(document))
    assert ledger.view.reading("a.txt").text == "Four people."
    assert len(list(ledger.view.readings())) == 2


def test_several_views_read_beside_a_writer(filled, case: Path, make):
    with View.open(case) as one, View.open(case) as other:
        assert list(one.readings()) == list(other.readings()) == list(filled.view.readings())
        document = make.document(9)
        filled.append_reading(document, make.reading(document))
        filled.commit()
        assert len(list(one.readings())) == len(list(other.readings())) == 3


def test_a_view_cannot_write(filled, case: Path, index):
    connection = index.store(case).connect_reader()
    with pytest.raises(Exception, match=r"read-?only"):
        connection.spoken.exec_driver_sql("DELETE FROM entry")
    connection.close()


def test_a_view_changes_no_byte_of_the_case(filled, case: Path):
    filled.close()

    def state() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in case.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal"))}

    before = state()
    with View.open(case) as view:
        list(view.readings())
    assert state() == before


def test_no_case_and_no_index_are_said(tmp_path: Path, filled, case: Path, index):
    with pytest.raises(NoCase, match="no case"):
        View.open(tmp_path / "elsewhere")
    filled.close()
    index.drop(case)
    with pytest.raises(NoCase, match="no index") as caught:
        View.open(case)
    assert "reindex" in (caught.value.hint or "")


def test_a_damaged_index_is_said(filled, case: Path, index):
    filled.close()
    index.spoil(case)
    with pytest.raises(BrokenIntegrity, match="damaged") as caught, View.open(case) as view:
        list(view.entries())
    assert "reindex" in (caught.value.hint or "")


def test_an_index_of_a_later_version_is_refused(filled, case: Path):
    filled.connection.spoken.exec_driver_sql("INSERT INTO migration VALUES ('m999_later')")
    with pytest.raises(OnRecordError, match="newer version"):
        View.open(case)


@pytest.mark.parametrize("letter", ["x", "_", "ж", "0"])
def test_a_name_longer_than_any_pattern_is_not_found(filled, letter: str):
    for length in (12_000, 100_000):
        with pytest.raises(NotFound, match="No record has the id") as caught:
            filled.view.record(letter * length)
        assert len(caught.value.message) < 300


def test_a_missing_original_is_said(filled):
    with pytest.raises(NotFound):
        filled.view.original("0" * 64)


def test_the_nearest_case_upwards_is_found(filled, case: Path, tmp_path: Path):
    inside = case / "blobs" / "sha256"
    assert find_case(inside) == case
    assert find_case(case) == case
    assert find_case(tmp_path) == case  # ./case
    assert find_case(tmp_path / "elsewhere") is None


def test_documents_are_records_too(filled, make, content_ids):
    document = make.document(1, id="folder/report-1.txt")
    kept = [entry for entry in filled.view.entries() if entry.type == "document"]
    reading = filled.view.record(content_ids(filled.view, kept[0].generated)[0])
    assert isinstance(reading, Reading)
    assert reading.text == document.text
    assert not isinstance(reading, Document)
