"""Bad input on the command line, a row each: one clear sentence, the right exit code, and never a traceback."""

import os
from pathlib import Path

import pytest

REPORT = "At least 12 people were killed in Dorvan, the governor said."
SERIES = ("--date", "day", "--measure", "killed=dead", "--group", "people", "--place", "Dorvan", "--source", "Clinic")
NO_TEXT = os.fsdecode(b"caf\xe9")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a report, a table, a pipe, a file where a case might be, and an empty folder."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "series.csv").write_text("day,dead\n2031-05-04,12\n", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--case", "", "read", "a.txt"), 2, "--case names no folder"),
        (("--case", "file", "read", "a.txt"), 2, "file is a file, where a folder is needed"),
        (("--case", "file/inner", "read", "a.txt"), 2, "file is a file, where a folder is needed"),
        (("--case", "empty", "show"), 2, "There is no case in empty"),
        (("--case", "empty", "reindex"), 2, "There is no case in empty"),
        (("--case", "empty", "note", "--by", "Ana Reyes", "--text", "x"), 2, "There is no case in empty"),
        (("--case", "c", "note", "--by", "Ana Reyes", "--text", "x"), 2, "there is no case at c"),
        (("--case", "empty", "erase", "ask", "market", "--by", "Ana Reyes", "--reason", "safety"), 2, "There is no case in empty"),
        (("--case", "c", "erase", "ask", "market", "--by", "Ana Reyes", "--reason", "safety"), 2, "there is no case at c"),
        (("--case", "empty", "erase", "act", "82f850", "--by", "Ana Reyes"), 2, "There is no case in empty"),
        (("--case", "empty", "key", "rotate"), 2, "There is no case in empty"),
        (("--case", "c", "read", ""), 1, "The name of a file or folder is empty"),
        (("--case", "c", "read", "/dev/zero"), 1, "/dev/zero: This is neither a file nor a folder"),
        (("--case", "c", "read", "pipe"), 1, "pipe: This is neither a file nor a folder"),
        (("--case", "c", "read", "n" * 300), 1, "File name too long"),
        (("--case", "c", "read", NO_TEXT), 1, "There is no such file"),
        (("--case", "c", "reference", "add", "/dev/zero", *SERIES), 2, "/dev/zero is a pipe or a device"),
        (("--case", "c", "reference", "add", "pipe", *SERIES), 2, "pipe is a pipe or a device"),
        (("--case", "c", "reference", "add", "empty", *SERIES), 2, "empty could not be read: Is a directory"),
        (("--case", "c", "reference", "add", "none.csv", *SERIES), 2, "none.csv could not be read: No such file"),
        (("--case", "c", "reference", "add", "series.csv", *SERIES[:5], " ", *SERIES[6:]), 2, "The group ' ' is no name"),
        (("--case", "c", "reference", "add", "series.csv", *SERIES[:-1], NO_TEXT), 2, "is no name"),
        (("--case", "c", "parties", "add", NO_TEXT), 2, "is no text in UTF-8"),
        (("--case", "c", "read", "--id", NO_TEXT, "a.txt"), 2, "is no text in UTF-8"),
        (("--case", "c", "parties", "add", "Vale army", "--alias", ""), 2, "an alias is empty"),
        (("--case", "c", "parties", "add", " "), 2, "the key `name` is empty"),
        (("witness", "sign", "a.txt", "--state", "empty"), 2, "`onrecord witness new --state DIR --name NAME` makes one"),
        (("witness", "new", "--state", "file", "--name", "n"), 2, "file is a file, where a folder is needed"),
        (("witness", "new", "--state", "file/inner", "--name", "n"), 2, "file is a file, where a folder is needed"),
        (("evaluate", "/dev/zero"), 2, "/dev/zero is a pipe or a device"),
        (("evaluate", "pipe"), 2, "pipe is a pipe or a device"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else None,
)
def test_a_row(command, desk: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    ended = command(*arguments)
    assert (ended.code, ended.out) == (code, "")
    assert told in ended.err
    assert "fault in onrecord" not in ended.err


@pytest.mark.parametrize("name", [NO_TEXT, "", "%", "/", "//f1", "x" * 5000])
def test_names_that_are_no_record_are_not_found(command, case: Path, name: str) -> None:
    for arguments in (("show", name), ("findings", "--report", name)):
        ended = command("--case", str(case), *arguments)
        assert ended.code == 2
        assert "No record has the id" in ended.err


def test_a_file_whose_name_is_no_text_is_read_under_a_name_that_is(command, desk: Path) -> None:
    try:
        (desk / f"{NO_TEXT}.txt").write_text(REPORT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 alone")
    ended = command("--case", NO_TEXT, "read", f"{NO_TEXT}.txt", "--json")
    assert ended.code == 0
    assert ended.objects[0]["id"] == "caf\ufffd.txt"
    assert command("--case", NO_TEXT, "reference", "add", "series.csv", *SERIES).code == 0


def test_parties_that_cannot_be_read_are_said_before_anything_is_read(command, desk: Path) -> None:
    command("--case", "c", "read", "a.txt")
    parties = desk / "c" / "parties.toml"
    parties.write_bytes(b"[[party]]\nname = 'caf\xe9'\n")
    for arguments in (("read", "a.txt"), ("parties",), ("parties", "add", "Vale army")):
        ended = command("--case", "c", *arguments)
        assert ended.code == 2
        assert "parties.toml is not UTF-8" in ended.err
    parties.unlink()
    parties.mkdir()
    for arguments in (("read", "a.txt"), ("parties", "add", "Vale army")):
        ended = command("--case", "c", *arguments)
        assert ended.code == 2
        assert "parties.toml could not be read: Is a directory" in ended.err


def test_a_party_given_twice(command, desk: Path) -> None:
    assert command("--case", "c", "parties", "add", "Vale army").code == 0
    ended = command("--case", "c", "parties", "add", "Vale army")
    assert ended.code == 2
    assert "the party 'Vale army' stands there twice" in ended.err


def test_a_folder_that_holds_its_own_case_is_read_without_it(command, desk: Path) -> None:
    (desk / "pipe").unlink()
    (desk / "series.csv").unlink()
    for _ in range(2):
        ended = command("read", ".", "--json")
        assert ended.code == 0
        assert [one["id"] for one in ended.objects] == ["a.txt", "file"]
        assert "./case: This folder is a case of OnRecord" in ended.err
    assert "all of them in the case already" in ended.err


def test_reports_that_lie_in_the_folder_of_a_case_are_read(command, desk: Path) -> None:
    command("--case", "c", "read", "empty")
    (desk / "c" / "reports").mkdir()
    (desk / "c" / "reports" / "b.txt").write_text(REPORT, encoding="utf-8")
    ended = command("--case", "c", "read", "c", "--json")
    assert ended.code == 0
    assert [one["id"] for one in ended.objects] == ["reports/b.txt"]


def test_a_folder_of_corrections_is_told_from_a_device(command, case: Path, desk: Path) -> None:
    for name, told in (("empty", "empty is a folder, where a file is needed"), ("pipe", "pipe: This is neither a file nor a folder")):
        ended = command("--case", str(case), "review", "correct", "--file", name, "--by", "Ana Reyes")
        assert (ended.code, ended.out) == (2, "")
        assert told in ended.err


def test_where_a_checkpoint_cannot_be_written_the_option_is_named(command, case: Path, desk: Path) -> None:
    ended = command("--case", str(case), "checkpoint", "--out", "empty")
    assert (ended.code, ended.out) == (2, "")
    assert "error: --out empty is a folder, where a file is needed" in ended.err
    ended = command("--case", str(case), "checkpoint", "--out", "nowhere/x")
    assert "error: --out nowhere/x cannot be written: there is no such folder" in ended.err


def test_a_witness_signs_nothing_that_it_cannot_hand_out(command, case: Path, desk: Path) -> None:
    (desk / "log.vkey").write_text(command("--case", str(case), "key", "show").out, encoding="utf-8")
    command("witness", "new", "--state", "partner", "--name", "partner.example/w1", "--log", "log.vkey")
    command("--case", str(case), "checkpoint", "request", "to")
    for out in ("empty", "nowhere/x"):
        assert command("witness", "sign", "to", "--state", "partner", "--out", out).code == 2
    assert command("witness", "sign", "to", "--state", "partner", "--out", "back").code == 0


def test_a_file_without_a_correction_is_said(command, case: Path, desk: Path) -> None:
    (desk / "none.jsonl").write_text("\n", encoding="utf-8")
    ended = command("--case", str(case), "review", "correct", "--file", "none.jsonl", "--by", "Ana Reyes")
    assert (ended.code, ended.out, ended.err) == (0, "", "none.jsonl holds no correction\n")
