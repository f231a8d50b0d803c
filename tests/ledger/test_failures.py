"""Disks that are full, folders that cannot be written: one clear sentence, and the next run goes on."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BrokenIntegrity, OnRecordError
from onrecord.ledger import Ledger, View, reindex

WRITER = """
import sys
from hashlib import sha256
from pathlib import Path
from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.records import Capture, Document, Reading

try:
    with Ledger.open(Path(sys.argv[1]), create=True) as ledger:
        for number in range(60):
            text = f"Report {number}: " + "the mill stood still. " * 40
            data = text.encode()
            capture = Capture(sha256=sha256(data).hexdigest(), size=len(data), origin=f"{number}.txt", media_type="text/plain")
            ledger.keep(capture, data)
            document = Document(id=str(number), text=text, capture=capture)
            if ledger.view.reading_of(document) is None:
                ledger.append_reading(document, Reading(id=str(number), text=text))
            ledger.commit()
            print(number, flush=True)
except OnRecordError as error:
    print(error.message, "|", error.hint)
    sys.exit(9)
"""


@pytest.mark.parametrize("limit", [700, 4_000, 20_000, 60_000, 100_000, pytest.param(150_000, marks=pytest.mark.sqlite)])
def test_a_file_that_may_not_grow_stops_the_run_with_one_sentence_and_loses_nothing(
    tmp_path: Path, limit: int, begin: Callable[[Path], None]
):
    case = tmp_path / "case"
    begin(case)

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-c", WRITER, str(case)]
    stopped = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=confine)
    assert stopped.returncode == 9, stopped.stderr
    *acknowledged, sentence = stopped.stdout.splitlines()
    assert "could not be written" in sentence or "cannot be used now" in sentence
    assert str(case) in sentence
    with Ledger.open(case, create=True) as ledger:
        there = [int(reading.id) for reading in ledger.view.readings()]
    assert there == list(range(len(there)))
    assert [int(number) for number in acknowledged] == there[: len(acknowledged)]
    assert verify(case).exit == 0
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    assert finished.stdout.splitlines() == [str(number) for number in range(60)]
    with View.open(case) as view:
        assert [int(reading.id) for reading in view.readings()] == list(range(60))
        assert len(list(view.entries())) == 181  # the beginning, and three for each
    for path in (case / "db").glob("index*"):
        path.unlink()
    assert reindex(case).entries == 181


def test_an_error_while_publishing_stops_the_writer_until_the_case_is_opened_again(
    open_ledger, make, kept, monkeypatch: pytest.MonkeyPatch
):
    ledger = open_ledger()
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.ledger.stream.os.fsync", _failing)
        with pytest.raises(OnRecordError, match="could not be written"):
            ledger.publish()
    with pytest.raises(OnRecordError, match="could not be written"):
        ledger.append_reading(make.document(2), make.reading(make.document(2)))
    ledger.close()
    again = open_ledger()
    assert [reading.id for reading in again.view.readings()] == ["report-1"]
    assert kept.size == 4


def _failing(_: int) -> None:
    raise OSError(5, "Input/output error")


def test_a_file_where_the_case_should_be(tmp_path: Path):
    (tmp_path / "case").write_text("not a folder")
    with pytest.raises(OnRecordError, match="could not be written"):
        Ledger.open(tmp_path / "case", create=True)


@pytest.mark.sqlite
def test_a_case_on_a_medium_that_cannot_be_written_can_be_read(ledger, case: Path, make, monkeypatch: pytest.MonkeyPatch):
    document = make.document()
    ledger.append_reading(document, make.reading(document))
    ledger.close()
    monkeypatch.setattr("onrecord.ledger.index.sqlite.os.access", lambda path, mode: mode != os.W_OK)
    with View.open(case) as view:
        assert len(list(view.readings())) == 1
    assert sorted(path.name for path in (case / "db").iterdir()) == ["index.sqlite", "unfinished", "writer.lock"]


@pytest.mark.parametrize("place", [pytest.param("db/index.sqlite", marks=pytest.mark.sqlite), "db/writer.lock", "db/unfinished/half"])
def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path, place: str):
    case = tmp_path / "case"
    with Ledger.open(case, create=True):
        pass
    (case / place).unlink(missing_ok=True)
    (case / place).mkdir()
    with pytest.raises(OnRecordError) as caught:
        Ledger.open(case, create=False)
    assert f"{case / place} is a folder, where a file is needed" in caught.value.message
    assert "Move the folder" in (caught.value.hint or "")
    if place != "db/unfinished/half":
        with pytest.raises(OnRecordError) as again:
            reindex(case)
        assert f"{case / place} is a folder" in again.value.message
    if place == "db/index.sqlite":
        with pytest.raises(OnRecordError, match="is a folder"):
            View.open(case)
    (case / place).rmdir()
    reindex(case)
    with Ledger.open(case, create=False):
        pass


@pytest.mark.sqlite
def test_an_index_without_a_byte_is_made_again_when_that_is_asked(tmp_path: Path):
    with Ledger.open(tmp_path, create=True):
        pass
    for path in (tmp_path / "db").glob("index*"):
        path.unlink()
    (tmp_path / "db" / "index.sqlite").touch()
    with pytest.raises(BrokenIntegrity) as caught:
        View.open(tmp_path)
    assert "reindex" in (caught.value.hint or "")
    reindex(tmp_path)
    View.open(tmp_path).close()
