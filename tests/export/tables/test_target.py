"""Where a file may be written, and what is left when writing it fails."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.export.tables.conftest import Desk

from onrecord import flow
from onrecord.errors import OnRecordError, WrongUse
from onrecord.export.tables import FORMATS, written_once
from onrecord.ledger import ReportNow, View


@pytest.mark.parametrize("to", FORMATS)
def test_nothing_is_ever_written_over(desk: Desk, to: str):
    target = desk.folder / f"out.{to}"
    target.write_bytes(b"mine")
    with pytest.raises(WrongUse, match="is there already, and a table is never written over"):
        desk.export(to)
    assert target.read_bytes() == b"mine"


def test_a_link_that_leads_nowhere_is_something_too(desk: Desk):
    (desk.folder / "out.csv").symlink_to(desk.folder / "elsewhere.csv")
    with pytest.raises(WrongUse, match="is there already"):
        desk.export("csv")
    assert not (desk.folder / "elsewhere.csv").exists()


@pytest.mark.parametrize("place", ["case/out.csv", "case/log/out.csv", "case/blobs/out.csv", "case/db/out.csv"])
def test_the_own_files_of_the_case_stay_its_own(desk: Desk, place: str):
    if "/" in place.removeprefix("case/"):
        with pytest.raises(WrongUse, match="lies among the files of a case"):
            desk.export("csv", out=place)
        assert not (desk.folder / place).exists()
    else:
        assert desk.export("csv", out=place).file.exists(), "beside its settings people keep what they like"


def test_a_folder_that_is_not_there_is_named(desk: Desk):
    with pytest.raises(WrongUse, match=r"there is no folder .*nowhere"):
        desk.export("csv", out="nowhere/out.csv")


def test_what_a_killed_export_left_is_taken_away(desk: Desk):
    left = desk.folder / ".out.csv.unfinished"
    left.write_text("a name")
    desk.export("csv")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["case", "out.csv"]


def test_a_report_that_is_not_there_leaves_nothing(desk: Desk):
    with pytest.raises(WrongUse, match="No record has the id nowhere"):
        desk.export("csv", "market", "nowhere")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["case"]


def test_a_disk_that_is_full_is_said_and_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OnRecordError, match=r"out\.csv could not be written: No space left on device"):
        desk.export("csv")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["case"]


def test_what_comes_to_lie_there_meanwhile_stays(tmp_path: Path):
    target = tmp_path / "out.csv"
    with pytest.raises(WrongUse, match="is there already"), written_once(target) as stream:
        stream.write(b"ours")
        target.write_bytes(b"theirs")
    assert target.read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_case_without_reports_has_nothing_to_export(tmp_path: Path):
    desk = Desk(tmp_path)
    with flow.case_of(desk.case, create=True):
        pass
    with pytest.raises(WrongUse, match="holds no report"):
        desk.export("csv")
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_nothing_goes_out_while_an_erasure_is_not_finished(desk: Desk):
    with View.open(desk.case) as view:
        view._places.erasing.write_bytes(b"{}")
        with pytest.raises(WrongUse, match="was begun and is not finished"):
            flow.export_table(view, None, desk.folder / "out.csv", to="csv")
    assert not (desk.folder / "out.csv").exists()


class Disturbed(View):
    """A view of a case in which something happens while its reports are read."""

    def reports(self, names: Sequence[str] | None = None) -> Iterator[ReportNow]:
        for number, report in enumerate(super().reports(names)):
            if number == 1:
                Desk(self.case.parent).note("Lena Orban")
            yield report


def test_a_note_that_comes_while_a_table_is_written_is_not_passed_over(desk: Desk):
    with Disturbed.open(desk.case) as view, pytest.raises(WrongUse, match=r"notes of the case .* came or went while .* was written"):
        flow.export_table(view, None, desk.folder / "out.ftm", to="ftm")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["case"]


def test_an_export_does_not_wait_for_who_writes_and_enters_nothing(desk: Desk):
    before = (desk.case / "log" / "checkpoint").read_bytes()
    with flow.case_of(desk.case):
        assert desk.export("csv").rows
    assert (desk.case / "log" / "checkpoint").read_bytes() == before
