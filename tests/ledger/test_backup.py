"""Backups made while a case is in use hold all that was acknowledged, and count only after verification."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.errors import BadInput, BrokenIntegrity, NoCase, WrongUse
from onrecord.ledger import Ledger, View, back_up, reindex, restore
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.places import SETTINGS, Places

BACKUPS = 5

WRITER = """
import os
import sys
import time
from hashlib import sha256
from pathlib import Path
from onrecord.ledger import Ledger
from onrecord.records import Capture, Document, Reading

with Ledger.open(Path(sys.argv[1]), create=True) as ledger:
    for number in range(100_000):
        text = f"Report {number}: the mill stood still."
        data = text.encode()
        capture = Capture(sha256=sha256(data).hexdigest(), size=len(data), origin=f"{number}.txt", media_type="text/plain")
        document = Document(id=str(number), text=text, capture=capture)
        ledger.keep(capture, data)
        ledger.append_reading(document, Reading(id=str(number), text=text))
        if number % 7 == 6:
            ledger.commit()
            os.write(1, b"%d\\n" % number)
            time.sleep(0.05)
"""


def keep(ledger: Ledger, make, number: int) -> None:
    document = make.document(number)
    assert document.capture is not None
    ledger.keep(document.capture, document.text.encode())
    ledger.append_reading(document, make.reading(document))


def restored(folder: Path, path: Path) -> list[str]:
    """Ids of the reports of a case that was put back from a backup."""
    restore(folder, path)
    reindex(path)
    with View.open(path) as view:
        return [reading.id for reading in view.readings()]


@pytest.fixture
def kept(open_ledger: Callable[[], Ledger], make) -> Ledger:
    ledger = open_ledger()
    for number in (1, 2, 3):
        keep(ledger, make, number)
    ledger.commit()
    return ledger


def test_a_backup_is_verified_and_put_back(kept: Ledger, case: Path, tmp_path: Path):
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.copied) == (3, 3)
    verdict = verify(tmp_path / "backup")
    assert (verdict.verdict, verdict.size, verdict.root) == ("intact", made.size, made.root)
    assert restored(tmp_path / "backup", tmp_path / "again") == ["report-1", "report-2", "report-3"]
    assert verify(tmp_path / "again", with_index=True).verdict == "intact"
    with Ledger.open(tmp_path / "again", create=False) as ledger:
        assert ledger.view.reading("report-2").figures
    assert (tmp_path / "again" / "keys" / "log.key").stat().st_mode & 0o077 == 0


def test_what_is_acknowledged_and_not_published_yet_is_in_it(kept: Ledger, case: Path, tmp_path: Path):
    published = verify(case).size
    made = back_up(case, tmp_path / "backup")
    assert published is not None
    assert made.size > published
    assert restored(tmp_path / "backup", tmp_path / "again") == ["report-1", "report-2", "report-3"]


def test_made_again_it_copies_only_what_is_new(kept: Ledger, case: Path, make, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    keep(kept, make, 4)
    kept.commit()
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.copied) == (4, 1)
    assert back_up(case, tmp_path / "backup").copied == 0
    assert verify(tmp_path / "backup").verdict == "intact"
    assert restored(tmp_path / "backup", tmp_path / "again")[-1] == "report-4"


def test_what_was_erased_meanwhile_is_erased_in_it(kept: Ledger, case: Path, open_ledger, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    told = kept.ask_erasure(["report-2"], "subject-request", by="Ana Reyes")
    kept.append_erasure(told.request, by="Ben Osei")
    kept.close()
    open_ledger()
    assert "On day 2" in (tmp_path / "backup" / "records" / "000000.jsonl").read_text()
    made = back_up(case, tmp_path / "backup")
    assert (made.originals, made.blanked, made.removed) == (2, told.records, 1)
    again = back_up(case, tmp_path / "backup")
    assert (again.blanked, again.removed) == (0, 0), "only what this run erased is told"
    assert "On day 2" not in (tmp_path / "backup" / "records" / "000000.jsonl").read_text()
    assert {finding.code for finding in verify(tmp_path / "backup").findings} == {"record.erased"}
    assert restored(tmp_path / "backup", tmp_path / "again") == ["report-1", "report-3"]


def test_backups_during_ingest_hold_every_acknowledged_report(tmp_path: Path, case: Path, begin):
    begin(case)
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(case)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = []
    try:
        for number in range(BACKUPS):
            acknowledged.append(int(process.stdout.readline()))
            back_up(case, tmp_path / f"backup-{number % 2}")
            again = tmp_path / f"again-{number}"
            there = restored(tmp_path / f"backup-{number % 2}", again)
            assert there[: acknowledged[-1] + 1] == [str(one) for one in range(acknowledged[-1] + 1)]
            assert there == [str(one) for one in range(len(there))]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert sorted(acknowledged) == acknowledged


def test_a_backup_that_is_not_intact_makes_no_case(kept: Ledger, case: Path, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    (original,) = list((tmp_path / "backup" / "blobs" / "sha256").glob("*/*"))[:1]
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"!")
    with pytest.raises(BrokenIntegrity, match=r"no case was made of it: original\.altered"):
        restore(tmp_path / "backup", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_an_original_that_was_altered_stops_the_backup_and_is_named(kept: Ledger, case: Path, tmp_path: Path):
    (original,) = list((case / "blobs" / "sha256").glob("*/*"))[:1]
    original.chmod(0o644)
    original.write_bytes(b"other")
    with pytest.raises(BrokenIntegrity, match=original.name):
        back_up(case, tmp_path / "backup")
    assert not (tmp_path / "backup" / SETTINGS).exists()


def test_a_backup_that_was_cut_off_is_finished_by_the_next(kept: Ledger, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("onrecord.ledger.backup._copy_original", _interrupted)
        back_up(case, tmp_path / "backup")
    with pytest.raises(BadInput, match="no backup"):
        restore(tmp_path / "backup", tmp_path / "again")
    back_up(case, tmp_path / "backup")
    assert verify(tmp_path / "backup").verdict == "intact"


def _interrupted(*_: object) -> int:
    raise KeyboardInterrupt


def test_other_folders_are_left_alone(kept: Ledger, case: Path, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "holiday.txt").write_text("x")
    with pytest.raises(WrongUse, match="holds no backup of this case"):
        back_up(case, tmp_path / "full")
    with Ledger.open(tmp_path / "other", create=True):
        pass
    with pytest.raises(WrongUse, match="is a case"):
        back_up(case, tmp_path / "other")
    back_up(tmp_path / "other", tmp_path / "backup-of-other")
    with pytest.raises(WrongUse, match="holds no backup of this case"):
        back_up(case, tmp_path / "backup-of-other")
    with pytest.raises(WrongUse, match="not empty"):
        restore(tmp_path / "backup-of-other", tmp_path / "full")
    with pytest.raises(BadInput, match="no backup"):
        restore(tmp_path / "full", tmp_path / "new")
    with pytest.raises(NoCase):
        back_up(tmp_path / "nowhere", tmp_path / "backup")


def test_a_backup_of_a_later_state_is_not_overwritten_by_an_earlier_one(kept: Ledger, case: Path, make, tmp_path: Path):
    back_up(case, tmp_path / "early")
    keep(kept, make, 4)
    kept.commit()
    back_up(case, tmp_path / "late")
    restored(tmp_path / "early", tmp_path / "old")
    with pytest.raises(BrokenIntegrity, match="or of another history"):
        back_up(tmp_path / "old", tmp_path / "late")
    with Ledger.open(tmp_path / "old", create=False) as ledger:
        for number in range(5, 9):
            keep(ledger, make, number)
    with pytest.raises(BrokenIntegrity):
        back_up(tmp_path / "old", tmp_path / "late")
    assert verify(tmp_path / "late").verdict == "intact"


def test_two_backups_into_one_folder_wait_for_each_other(kept: Ledger, case: Path, tmp_path: Path):
    back_up(case, tmp_path / "backup")
    lock = WriterLock(Places(tmp_path / "backup").lock)
    with pytest.raises(WrongUse, match="Another process"):
        back_up(case, tmp_path / "backup")
    lock.release()


@pytest.mark.parametrize("inside", ["backup/again", "backup/blobs", "case/backup", "case/log/backup"])
def test_a_backup_lies_inside_no_other_and_in_no_case(kept: Ledger, case: Path, tmp_path: Path, inside: str):
    back_up(case, tmp_path / "backup")
    folder = case / inside.removeprefix("case/") if inside.startswith("case/") else tmp_path / inside
    there = sorted(folder.parent.rglob("*"))
    with pytest.raises(WrongUse, match=r"lies in a (case|backup) \("):
        back_up(case, folder)
    with pytest.raises(WrongUse, match=r"lies in a (case|backup) \("):
        restore(tmp_path / "backup", folder / "restored")
    assert sorted(folder.parent.rglob("*")) == there


def test_a_backup_is_made_again_from_within_its_folder(kept: Ledger, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    back_up(case, tmp_path / "backup")
    monkeypatch.chdir(tmp_path / "backup")
    assert back_up(case, Path()).copied == 0


def test_a_link_leads_no_backup_into_a_case(kept: Ledger, case: Path, tmp_path: Path):
    (case / "inner").mkdir()
    (tmp_path / "link").symlink_to(case / "inner")
    with pytest.raises(WrongUse, match=r"lies in a case \("):
        back_up(case, tmp_path / "link")
    assert not list((case / "inner").iterdir())
