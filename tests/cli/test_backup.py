"""Backups and restorations from the command line: what is said, and how they end where something is missing."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify as verify_by_both

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import Ledger, restore, verify
from onrecord.ledger.places import Places

TEXTS = {"quay.txt": "The harbour office said that 3 people were hurt.", "mill.txt": "The harbour office said that 5 people were hurt."}


@pytest.fixture
def desk(command, tmp_path: Path) -> Callable[..., object]:
    """``desk("backup", …)`` on a case into which two files were read."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)

    def run(*arguments: str):
        return command("--case", str(tmp_path / "desk"), *arguments)

    run("read", *(str(tmp_path / name) for name in TEXTS))
    return run


@pytest.fixture
def originals(desk, tmp_path: Path) -> list[Path]:
    """Where the originals lie, in the order in which they were captured."""
    with Ledger.open(tmp_path / "desk", create=False) as ledger:
        found = [ledger.view.document_of(ledger.view.reading_id(name)).capture.sha256 for name in TEXTS]
    return [Places(tmp_path / "desk").blob(digest) for digest in found]


def test_what_is_in_a_backup_is_counted_in_words(desk, tmp_path: Path):
    ended = desk("backup", "out")
    size = verify(tmp_path / "out").size
    assert ended.code == 0
    told = ended.err.splitlines()
    assert told[0] == f"{size} entries and 2 originals are in out"
    assert told[1] == f"2 originals were copied this time ({sum(map(len, TEXTS.values()))} bytes)"
    (tmp_path / "third.txt").write_text("The port said that 7 people were hurt.")
    desk("read", str(tmp_path / "third.txt"))
    assert desk("backup", "out").err.splitlines()[1] == "1 original was copied this time (38 bytes)"


def test_a_case_that_lacks_an_original_is_backed_up_but_for_it_and_says_so(desk, originals, command, tmp_path: Path):
    originals[0].unlink()
    ended = desk("backup", "out")
    assert ended.code == 3
    assert "and 1 original are in out" in ended.err
    told = " ".join(ended.err.split())
    assert f"the backup is incomplete: the case lacks 1 original that its log says is kept: {originals[0].name}" in told
    assert "--incomplete" in told
    assert command("verify", "out").code == 4
    refused = command("restore", "out", "again")
    assert refused.code == 3
    assert "With --incomplete it is put back without what is missing" in " ".join(refused.err.split())
    assert not (tmp_path / "again").exists()
    restored = command("restore", "out", "again", "--incomplete")
    assert restored.code == 0
    assert "1 original is missing in it" in restored.err
    assert command("--case", "again", "show", "mill.txt").code == command("--case", "again", "show", "quay.txt").code == 0
    again = command("--case", "again", "read", "quay.txt")
    assert "it was put back from the file" in again.err
    assert command("--case", "again", "verify").code == 0


def test_the_log_says_how_many_originals_a_backup_lacks(desk, originals, tmp_path: Path):
    desk("backup", "out")
    originals[0].unlink()
    for folder in ("out", "another"):
        desk("backup", folder)
    lines = [json.loads(line) for line in (tmp_path / "desk" / "records" / "000000.jsonl").read_text().splitlines()]
    said = [(line["record"]["originals"], line["record"]["missing"]) for line in lines if line["type"] == "backup"]
    assert said == [(2, 0), (2, 0), (1, 1)], "an earlier backup in the same folder still has what the case lost"
    assert {one.code for one in verify_by_both(tmp_path / "desk").findings} == {"original.missing"}


def test_many_originals_that_are_lacking_are_counted_and_the_first_are_named(desk, command, tmp_path: Path):
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"The port said that {number + 10} people were hurt.")
    desk("read", *(str(tmp_path / f"{number}.txt") for number in range(7)))
    for path in (tmp_path / "desk" / "blobs" / "sha256").glob("*/*"):
        path.unlink()
    told = " ".join(desk("backup", "out").err.split())
    assert "0 originals are in out" in told
    assert "the case lacks 9 originals that its log says are kept:" in told
    assert "and 4 more" in told


def test_what_only_the_backup_has_is_named_and_the_backup_is_whole(desk, originals, command):
    desk("backup", "out")
    originals[1].unlink()
    ended = desk("backup", "out")
    assert ended.code == 3
    told = " ".join(ended.err.split())
    assert f"the case lacks 1 original that its log says is kept: {originals[1].name}; the backup still holds it" in told
    assert command("verify", "out").code == 0
    (kept,) = Path("out").rglob(originals[1].name)
    shutil.copy2(kept, originals[1])
    assert desk("backup", "out").code == 0


def test_an_altered_backup_is_not_put_back_as_an_incomplete_one(desk, originals, tmp_path: Path):
    desk("backup", "out")
    (kept,) = (tmp_path / "out").rglob(originals[1].name)
    kept.chmod(0o644)
    kept.write_text("other")
    with pytest.raises(BrokenIntegrity, match=r"original\.altered") as caught:
        restore(tmp_path / "out", tmp_path / "again", incomplete=True)
    assert "--incomplete" not in (caught.value.hint or "")


def test_a_case_and_its_restored_copy_are_two_histories(desk, command, tmp_path: Path):
    """What the guide says of using both."""
    desk("backup", "out")
    (tmp_path / "bridge.txt").write_text("The port said that 7 people were hurt.")
    desk("read", "bridge.txt")
    desk("checkpoint", "--out", "kept")
    command("restore", "out", "again")
    behind = command("--case", "again", "verify", "--checkpoint", "kept")
    assert (behind.code, "history.rollback" in behind.out) == (3, True)
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"The port said that {number + 10} people were hurt.")
    command("--case", "again", "read", *(f"{number}.txt" for number in range(9)))
    forked = command("--case", "again", "verify", "--checkpoint", "kept")
    assert (forked.code, "history.fork" in forked.out) == (3, True)
    assert command("--case", "again", "backup", "out").code == 0
    refused = desk("backup", "out")
    assert (refused.code, "or of another history" in " ".join(refused.err.split())) == (3, True)


def test_a_backup_goes_into_a_folder_not_onto_a_file(desk, tmp_path: Path):
    (tmp_path / "out").write_text("kept")
    ended = desk("backup", str(tmp_path / "out"))
    assert ended.code == 2
    assert f"{tmp_path / 'out'} is a file, where a folder is needed." in " ".join(ended.err.split())
    assert (tmp_path / "out").read_text() == "kept"


def test_a_folder_that_cannot_be_looked_at_is_told_as_one(desk):
    ended = desk("backup", "o" * 300)
    assert ended.code == 2
    assert f"The backup {'o' * 300} could not be read: File name too long" in " ".join(ended.err.split())


def test_what_was_erased_in_an_earlier_backup_is_told(desk):
    assert "erased in it" not in desk("backup", "out").err
    (asked,) = desk("erase", "ask", "quay.txt", "--reason", "safety", "--by", "Ana Reyes").objects
    desk("erase", "act", asked["request"], "--by", "Ben Osei")
    told = " ".join(desk("backup", "out").err.split())
    assert "erased in it, since the case erased them: 3 records and 1 original" in told
    assert "erased in it" not in desk("backup", "out").err
