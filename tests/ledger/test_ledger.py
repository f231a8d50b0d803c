"""What is kept, and that keeping it again changes nothing."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import BadInput, BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.index.adding import HAS_ORIGINAL
from onrecord.ledger.index.lines import last_checkpoint
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import published
from onrecord.ledger.tlog.checkpoint import read_checkpoint
from onrecord.records import Issue, Part, Party, Point, ReferenceSeries, ReportDetails, canonical, content_id


def series(*values: int, name: str = "killed/vale") -> ReferenceSeries:
    points = tuple(Point(date=f"2031-03-{day:02}", value=value) for day, value in enumerate(values, start=1))
    fields = {"group": "people", "place": "Vale", "source": "Clinic", "origin": "s.csv", "column": "dead"}
    return ReferenceSeries(id=name, measure="killed", points=points, **fields)


def entry_types(ledger: Ledger) -> list[str]:
    """What was done in a case after it was begun."""
    first, *rest = (entry.type for entry in ledger.view.entries())
    assert first == "begin"
    return rest


def test_a_new_case_has_its_folders_settings_and_keys(ledger, case: Path):
    assert sorted(path.name for path in case.iterdir()) == ["anchors", "blobs", "db", "keys", "log", "onrecord.toml", "records"]
    assert (case / "keys" / "log.key").stat().st_mode & 0o777 == 0o600
    assert entry_types(ledger) == []
    assert ledger.repairs == ()


def test_a_case_begins_with_an_entry_that_names_its_log_and_its_key(ledger, case: Path, kept):
    [begun] = ledger.view.entries()
    [line] = kept.lines()
    record = json.loads(line)["record"]
    assert (begun.type, begun.sequence, begun.v) == ("begin", 0, 2)
    assert record == {"origin": published(Places(case)).head.origin, "vkey": (case / "keys" / "log.vkey").read_text().strip()}
    assert record["origin"].startswith("onrecord/")
    assert ledger.keys[0].verifier.encoded() == record["vkey"]


def test_no_case_is_made_unless_asked_for(case: Path):
    with pytest.raises(NoCase):
        Ledger.open(case, create=False)
    assert not case.exists()


def test_a_reading_comes_back_as_it_was(ledger, make):
    document = make.document()
    reading = make.reading(document, findings=2)
    ledger.append_reading(document, reading)
    ledger.commit()
    assert ledger.view.reading_of(document) == reading
    assert list(ledger.view.readings()) == [reading]
    assert entry_types(ledger) == ["document", "reading", "finding"]


def test_a_reading_without_findings_comes_back_too(ledger, make):
    document = make.document()
    reading = make.reading(document, findings=0, issues=(Issue(code="text.bidi", outcome="recorded", where="a", message="b"),))
    ledger.append_reading(document, reading)
    assert ledger.view.reading_of(document) == reading
    assert entry_types(ledger) == ["document", "reading"]


def test_appending_the_same_twice_records_nothing_twice(open_ledger, make):
    document = make.document(issues=(Issue(code="text.control", outcome="recorded", where="a", message="b"),))
    content = document.text.encode()
    for _ in range(2):
        with open_ledger() as ledger:
            ledger.keep(document.capture, content)
            ledger.append_reading(document, make.reading(document))
            ledger.append_issue(Issue(code="file.binary", outcome="quarantined", where="x", message="y"), capture=document.capture)
            ledger.append_references([series(1, 2)])
            assert entry_types(ledger) == ["capture", "document", "issue", "reading", "finding", "issue", "reference"]


def test_the_same_text_with_another_date_or_other_parties_is_another_report(ledger, make):
    from_outside = make.document()
    ledger.append_reading(from_outside, make.reading(from_outside))
    assert ledger.view.reading_of(make.document(date="2031-03-06")) is None
    assert ledger.view.reading_of(make.document(date=None)) is None


def test_the_same_text_under_another_id_is_the_same_report(ledger, make):
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    copy = make.document(
        id="other", capture=make.capture(b"{}", "elsewhere.jsonl"), url="https://other.example/1", part=Part(record="urn:1")
    )
    found = ledger.view.reading_of(copy)
    assert found == make.reading(document, id="other")
    ledger.append_reading(copy, found)
    assert len(list(ledger.view.readings())) == 1
    assert entry_types(ledger) == ["document", "reading", "finding", "document"]
    assert ledger.view.reading("other") == found
    assert [kept.report for kept in ledger.view.findings(report="other")] == ["other"]


def test_the_same_text_from_another_outlet_is_another_report(ledger, make):
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    for changes in ({"outlet": "Another Post"}, {"title": "Clinic"}, {"authors": ("A. Reporter",)}):
        assert ledger.view.reading_of(make.document(id="other", **changes)) is None


def test_a_copy_has_its_own_remarks_and_those_of_the_reader(ledger, make):
    first, second = (Issue(code="json.duplicate-id", outcome="recorded", where=f"line {n}", message="m") for n in (1, 2))
    readers = Issue(code="reading.not-grounded", outcome="refused", where="w", message="m")
    document = make.document(issues=(first,))
    ledger.append_reading(document, make.reading(document, issues=(first, readers)))
    assert ledger.view.reading_of(make.document(id="b", issues=(second,))).issues == (second, readers)
    assert ledger.view.reading_of(make.document(id="c")).issues == (readers,)


def test_what_intake_makes_of_the_same_bytes_later_supersedes(open_ledger, case: Path, make):
    before = make.document()
    after = make.document(title="A title that was not found before")
    with open_ledger() as ledger:
        ledger.append_reading(before, make.reading(before))
        ledger.append_reading(after, make.reading(after))  # by the same reader: another report, of the same file
        assert len(list(ledger.view.readings())) == 2
        later = make.document(title="A better title")
        ledger.append_reading(later, make.reading(later, version="2"))
        assert [one.reader.version for one in ledger.view.readings()] == ["1", "2"]
        shown = list(ledger.view.readings())
    reindex(case)
    with View.open(case) as view:
        assert list(view.readings()) == shown


def test_a_later_reader_supersedes_and_both_are_kept(ledger, make, content_ids):
    document = make.document()
    old, new = make.reading(document, version="1"), make.reading(document, version="2", findings=0)
    ledger.append_reading(document, old)
    ledger.append_reading(document, new)
    assert list(ledger.view.readings()) == [new]
    assert ledger.view.reading_of(document, reader=new.reader) == new
    assert ledger.view.reading_of(document, reader=old.reader) is None
    digests = [entry.generated[0] for entry in ledger.view.entries() if entry.type == "reading"]
    first, second = content_ids(ledger.view, digests)
    assert ledger.view.record(first) == old
    assert ledger.view.kept_reading(document).value.supersedes == first
    assert ledger.view.kept_reading(document).id == second


def test_going_back_to_an_earlier_reading_is_a_new_record(ledger, make):
    document = make.document()
    for version in ("1", "2", "1"):
        ledger.append_reading(document, make.reading(document, version=version))
    assert ledger.view.reading_of(document).reader.version == "1"
    assert [entry.type for entry in ledger.view.entries()].count("reading") == 3


def test_new_findings_on_the_same_reading_supersede_the_old_ones(ledger, make):
    document = make.document()
    for number in (1, 3, 0, 1):
        reading = make.reading(document, findings=number)
        ledger.append_reading(document, reading)
        assert ledger.view.reading_of(document) == reading
    assert entry_types(ledger) == ["document", "reading", "finding", "finding", "finding", "finding"]


def test_a_reference_series_read_again_supersedes_and_can_come_back(ledger):
    for version in (series(1, 2), series(1, 3), series(1, 2), series(1, 2)):
        ledger.append_references([version])
        assert ledger.view.references() == (version,)
    assert len(entry_types(ledger)) == 3


def test_series_stand_in_the_order_in_which_they_were_added(ledger):
    ledger.append_references([series(1, name="b"), series(1, name="a")])
    assert [one.id for one in ledger.view.references()] == ["b", "a"]


def test_entries_say_what_was_made_from_what_by_whom_and_when(ledger, make):
    document = make.document()
    reading = make.reading(document)
    ledger.keep(document.capture, document.text.encode())
    ledger.append_reading(document, reading)
    begun, captured, found, read, compared = ledger.view.entries()
    assert captured.used == ()
    assert found.used == captured.generated
    assert read.used == found.generated
    assert compared.used == read.generated
    assert [entry.sequence for entry in (begun, captured, found, read, compared)] == [0, 1, 2, 3, 4]
    assert captured.at.wall == "2031-03-05T12:00:02.000+00:00"
    assert {entry.at.run for entry in (begun, captured, found, read, compared)} == {begun.at.run}
    assert begun.at.monotonic <= captured.at.monotonic <= compared.at.monotonic
    assert (captured.agent.program, captured.agent.reader) == ("onrecord", None)
    assert (read.agent.reader, read.agent.reader_version, read.agent.settings) == ("rules", "1", content_id(reading.reader.settings))


def test_an_entry_names_a_record_by_its_salt_and_its_content(ledger, make, kept):
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    ledger.publish()
    lines = [json.loads(line) for line in kept.lines()]
    named = [digest for entry in kept.entries() for digest in json.loads(entry).get("generated", ())]
    assert named == [sha256(bytes.fromhex(line["salt"]) + canonical(line["record"])).hexdigest() for line in lines]
    assert len({line["salt"] for line in lines}) == len(lines)
    assert [line["number"] for line in lines] == list(range(len(lines)))
    assert [line["type"] for line in lines] == ["begin", "document", "reading", "finding"]


def test_the_log_holds_canonical_lines_and_entries(ledger, make, kept):
    document = make.document(id="Bericht №1", text="Über die Brücke: Die Klinik said that 12 people \x7f\t\U0001f54a were hurt.")
    ledger.append_reading(document, make.reading(document))
    ledger.publish()
    written = [*kept.entries(), *(line[:-1] for line in kept.lines())]
    assert [canonical(json.loads(line)) for line in written] == written
    assert all(len(entry) <= 65_535 for entry in kept.entries())


def test_nothing_that_was_read_can_be_guessed_from_the_log_of_two_cases_fed_the_same(make, open_ledger, case: Path, kept):
    """The records are the same, byte for byte; what the logs say of them has not a digest in common."""

    def fill(ledger: Ledger) -> tuple[list[bytes], set[str]]:
        for number in range(5):
            document = make.document(number)
            ledger.append_reading(document, make.reading(document))
        ledger.close()
        records = [canonical(json.loads(line)["record"]) for line in kept.lines()[1:]]
        return records, {digest for entry in kept.entries() for digest in json.loads(entry)["generated"]}

    records, named = fill(open_ledger())
    shutil.rmtree(case)
    assert fill(open_ledger())[0] == records
    assert not fill(open_ledger())[1] & named


def test_uncommitted_appends_are_seen_by_the_writer_and_not_by_readers(ledger, case: Path, make):
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    with View.open(case) as outside:
        assert list(outside.readings()) == []
        assert len(list(ledger.view.readings())) == 1
        ledger.commit()
        assert len(list(outside.readings())) == 1


def test_the_log_is_written_before_the_source_has_ended(ledger, make, kept, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.writer.GROUP_ENTRIES", 15)
    monkeypatch.setattr("onrecord.ledger.writer.GROUP_SECONDS", 1e9)
    monkeypatch.setattr("onrecord.ledger.writer.ENTRIES_PUBLISHED", 40)
    monkeypatch.setattr("onrecord.ledger.writer.SECONDS_PUBLISHED", 1e9)
    for number in range(29):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))
    assert kept.size == 1 + 45  # the beginning, and three groups of five appends of three entries each


def test_the_log_is_written_after_a_time_however_little_there_is(ledger, make, kept, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.writer.SECONDS_PUBLISHED", 0.0)
    ledger.append_reading(make.document(1), make.reading(make.document(1)))
    ledger.commit()
    assert kept.size == 4


def test_a_commit_is_signed_before_it_is_published(ledger, make, kept):
    """What is acknowledged bears a signature already, in the index."""
    ledger.append_reading(make.document(1), make.reading(make.document(1)))
    ledger.commit()
    size, note = last_checkpoint(ledger.connection)
    head, signed = read_checkpoint(note)
    key = ledger.keys[0].verifier
    assert (size, head.size, kept.size) == (4, 4, 1)
    assert [key.fits(signed.text, one) for one in signed.signatures] == [True]
    ledger.publish()
    assert kept.places.checkpoint.read_bytes() == note


def test_a_group_is_committed_without_asking_when_it_is_full(ledger, case: Path, make):
    for number in range(150):
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))
    with View.open(case) as outside:
        assert 100 <= len(list(outside.readings())) < 150


def test_an_append_that_fails_leaves_nothing_and_the_others_stay(ledger, make):
    good, bad = make.document(1), make.document(2)
    ledger.append_reading(good, make.reading(good))
    with pytest.raises(ValueError, match="canonical"):
        ledger.append_reading(bad, make.reading(bad, report=ReportDetails(title="half a \ud800 pair")))
    ledger.append_reading(make.document(3), make.reading(make.document(3)))
    ledger.commit()
    assert [reading.id for reading in ledger.view.readings()] == ["report-1", "report-3"]
    assert entry_types(ledger) == ["document", "reading", "finding"] * 2


def test_leaving_by_an_error_keeps_what_was_whole(open_ledger, make):
    document = make.document()
    with pytest.raises(KeyboardInterrupt), open_ledger() as ledger:
        ledger.append_reading(document, make.reading(document))
        raise KeyboardInterrupt
    assert len(list(open_ledger().view.readings())) == 1


def test_a_closed_ledger_says_so(ledger, make):
    ledger.close()
    ledger.close()
    with pytest.raises(OnRecordError, match="closed"):
        ledger.append_issue(Issue(code="a", outcome="refused", where="b", message="c"))


def test_a_second_writer_is_told_who_writes(ledger, case: Path):
    with pytest.raises(WrongUse, match=r"Another process \(number \d+\) is writing") as caught:
        Ledger.open(case, create=True)
    assert "Wait" in (caught.value.hint or "")
    ledger.close()
    Ledger.open(case, create=False).close()


def test_after_a_failure_of_the_database_nothing_more_is_written(ledger, case: Path, make, index):
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    ledger.commit()
    ledger.connection.spoken.exec_driver_sql("DROP TABLE series")
    with pytest.raises(OnRecordError):
        ledger.append_references([series(1)])
    with pytest.raises(OnRecordError):
        ledger.append_reading(make.document(2), make.reading(make.document(2)))
    ledger.close()
    connection = index.store(case).connect_writer()
    assert connection.spoken.exec_driver_sql("SELECT COUNT(*) FROM reading").scalar_one() == 1
    connection.close()


def test_originals_are_kept_by_hash_read_only(ledger, case: Path, make):
    capture = make.capture(b"The bridge is closed.")
    assert ledger.keep(capture, b"The bridge is closed.") == capture.sha256
    path = case / "blobs" / "sha256" / capture.sha256[:2] / capture.sha256
    assert path.read_bytes() == b"The bridge is closed."
    assert path.stat().st_mode & 0o777 == 0o444
    assert ledger.view.original(capture.sha256).place == str(path)
    assert list((case / "db" / "unfinished").iterdir()) == []


def test_an_original_of_two_places_is_kept_once_and_recorded_twice(ledger, make):
    for origin in ("a.txt", "b.txt", "a.txt"):
        ledger.keep(make.capture(b"x", origin), b"x")
    assert entry_types(ledger) == ["capture", "capture"]


def test_a_file_is_kept_from_its_path(ledger, case: Path, tmp_path: Path, make):
    data = bytes(range(256)) * 10_000
    (tmp_path / "big").write_bytes(data)
    capture = make.capture(data)
    ledger.keep(capture, tmp_path / "big")
    assert ledger.view.original(capture.sha256).read_bytes() == data


def test_bytes_that_no_longer_have_their_hash_are_not_kept(ledger, case: Path, tmp_path: Path, make):
    (tmp_path / "log.txt").write_bytes(b"later")
    with pytest.raises(BadInput, match="changed while it was being kept"):
        ledger.keep(make.capture(b"first"), tmp_path / "log.txt")
    with pytest.raises(BadInput, match="could not be read"):
        ledger.keep(make.capture(b"gone"), tmp_path / "gone.txt")
    assert [path for path in (case / "blobs").rglob("*") if path.is_file()] == []
    ledger.keep(make.capture(b"good"), b"good")
    assert entry_types(ledger) == ["capture"]


def test_an_original_of_the_wrong_size_stops_everything(ledger, case: Path, make):
    capture = make.capture(b"abc")
    path = case / "blobs" / "sha256" / capture.sha256[:2] / capture.sha256
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ab")
    with pytest.raises(BrokenIntegrity, match="2 bytes where 3"):
        ledger.keep(capture, b"abc")


@pytest.mark.parametrize("altered", [b"abd", b"abcd", b""])
def test_an_original_that_was_altered_is_noticed_when_its_bytes_come_again(open_ledger, case: Path, make, altered: bytes):
    capture = make.capture(b"abc")
    with open_ledger() as ledger:
        ledger.keep(capture, b"abc")
        path = Path(ledger.view.original(capture.sha256).place)
    path.chmod(0o644)
    path.write_bytes(altered)
    with pytest.raises(BrokenIntegrity, match=capture.sha256):
        open_ledger().keep(capture, b"abc")
    assert path.read_bytes() == altered


def test_a_folder_in_the_place_of_an_original_is_said(ledger, case: Path, make):
    capture = make.capture(b"abc")
    (case / "blobs" / "sha256" / capture.sha256[:2] / capture.sha256).mkdir(parents=True)
    with pytest.raises(BrokenIntegrity, match="is no file"):
        ledger.keep(capture, b"abc")


def test_an_original_that_is_gone_is_put_back_when_its_bytes_come_again(open_ledger, case: Path, make):
    capture = make.capture(b"abc")
    with open_ledger() as ledger:
        assert not ledger.lacks(capture)
        ledger.keep(capture, b"abc")
        assert not ledger.lacks(capture)
    shutil.rmtree(case / "blobs")
    with open_ledger() as ledger:
        assert ledger.lacks(capture)
        ledger.keep(capture, b"abc")
        assert not ledger.lacks(capture)
        assert ledger.view.original(capture.sha256).read_bytes() == b"abc"
        assert entry_types(ledger) == ["capture"]


def test_an_original_that_is_gone_is_missed_whatever_path_its_bytes_come_again_by(open_ledger, case: Path, make):
    elsewhere = msgspec.structs.replace(make.capture(b"abc"), origin="/srv/copies/abc.txt")
    with open_ledger() as ledger:
        ledger.keep(make.capture(b"abc"), b"abc")
        assert not ledger.lacks(elsewhere)
    shutil.rmtree(case / "blobs")
    with open_ledger() as ledger:
        assert ledger.lacks(elsewhere)
        assert not ledger.lacks(make.capture(b"abd"))
        ledger.keep(elsewhere, b"abc")
        assert not ledger.lacks(elsewhere)


def test_originals_are_found_in_an_index_made_before_it_could_be_asked_for_them(open_ledger, case: Path, make):
    with open_ledger() as ledger:
        ledger.keep(make.capture(b"abc"), b"abc")
        ledger.connection.spoken.exec_driver_sql("DROP INDEX capture_by_original")
    shutil.rmtree(case / "blobs")
    ledger = open_ledger()
    assert ledger.lacks(make.capture(b"abc"))
    spoken = ledger.connection.spoken
    asked = str(HAS_ORIGINAL.compile(spoken.engine))
    if spoken.dialect.name == "sqlite":
        plan = spoken.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (b"0" * 64,)).scalars(-1)
    else:
        spoken.exec_driver_sql("SET enable_seqscan TO off")  # few rows are quicker read than looked up
        plan = spoken.exec_driver_sql(f"EXPLAIN {asked}", {"sha256": b"0" * 64}).scalars()
    assert "capture_by_original" in "".join(plan)


def test_a_new_case_is_not_begun_before_the_lock_is_held(case: Path, monkeypatch: pytest.MonkeyPatch):
    made: list[bool] = []

    class Held:
        def __init__(self, path: Path) -> None:
            made.append((case / "onrecord.toml").exists())
            raise WrongUse("Another process")

    monkeypatch.setattr("onrecord.ledger.writer.WriterLock", Held)
    with pytest.raises(WrongUse):
        Ledger.open(case, create=True)
    assert made == [False]
    assert not (case / "onrecord.toml").exists()


def test_a_party_is_added_by_the_ledger(ledger, case: Path):
    assert ledger.add_party(Party(name="Torl militia", aliases=("the militia",))) == case / "parties.toml"
    assert [party.name for party in ledger.view.parties()] == ["Torl militia"]
    with pytest.raises(WrongUse, match="no text"):
        ledger.add_party(Party(name="half \udcff"))
    assert [party.name for party in ledger.view.parties()] == ["Torl militia"]


def test_what_was_compared_with_is_remembered(open_ledger):
    with open_ledger() as ledger:
        assert ledger.compared is None
        ledger.mark_compared("one")
        ledger.mark_compared("two")
    assert open_ledger().compared == "two"
