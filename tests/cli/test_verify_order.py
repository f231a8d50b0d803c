"""What was altered is told before what was erased, by both verifiers."""

from pathlib import Path

import pytest

from onrecord.export import verify as lone


def test_what_was_altered_is_told_first(command, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for name, toll in (("a.txt", 3), ("b.txt", 7)):
        (tmp_path / name).write_text(f"The clinic said that {toll} people were hurt.")
    case = tmp_path / "desk"

    def run(*arguments: str):
        return command("--case", str(case), *arguments)

    run("read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    (asked,) = run("erase", "ask", "a.txt", "--reason", "safety", "--by", "A. Editor").objects
    assert run("erase", "act", asked["request"], "--by", "B. Second").code == 0
    (original,) = (case / "blobs" / "sha256").glob("*/*")
    original.chmod(0o644)
    original.write_text("The clinic said that 9 people were hurt.")
    ended = run("verify")
    assert ended.code == 3
    capsys.readouterr()
    assert lone.main([str(case)]) == 3
    for told in (ended.out, capsys.readouterr().out):
        assert 0 < told.index("original.altered") < told.index("record.erased")


def test_of_many_things_that_entries_say_were_erased_a_few_are_told(command, tmp_path: Path):
    names = [f"{number}.txt" for number in range(9)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"The clinic said that {number + 10} people were hurt.")

    def run(*arguments: str):
        return command("--case", str(tmp_path / "desk"), *arguments)

    run("read", *(str(tmp_path / name) for name in names))
    (asked,) = run("erase", "ask", *names, "--reason", "safety", "--by", "A. Editor").objects
    run("erase", "act", asked["request"], "--by", "B. Second")
    ended = run("verify")
    assert [line.split("  ")[1] for line in ended.out.splitlines() if line.startswith("record.erased")] == [
        "records/000000.jsonl, line 2",
        "records/000000.jsonl, line 3",
        "records/000000.jsonl, line 4",
        "24 more; --json gives each",
    ]
    (verdict,) = run("verify", "--json").objects
    assert len(verdict["findings"]) == 27


def test_of_very_many_things_that_are_missing_fifty_are_told(command, tmp_path: Path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(53):
        (folder / f"{number}.txt").write_text(f"The clinic said that {number + 10} people were hurt.")

    def run(*arguments: str):
        return command("--case", str(tmp_path / "desk"), *arguments)

    run("read", str(folder))
    for original in (tmp_path / "desk" / "blobs" / "sha256").glob("*/*"):
        original.unlink()
    told = [line for line in run("verify").out.splitlines() if line.startswith("original.missing")]
    assert (len(told), told[-1]) == (51, "original.missing  3 more; --json gives each")


def test_of_one_gravity_is_told_first_what_was_found_first(command, tmp_path: Path):
    """Where the first byte differs is where a person begins to look (whatever its code is called)."""
    (tmp_path / "a.txt").write_text("The clinic said that 5 people were hurt.")

    def run(*arguments: str):
        return command("--case", str(tmp_path / "desk"), *arguments)

    run("read", str(tmp_path / "a.txt"))
    case = tmp_path / "desk"
    records = case / "records" / "000000.jsonl"
    records.write_bytes(records.read_bytes().replace(b"people were hurt", b"people were shot", 1))
    (original,) = (case / "blobs" / "sha256").glob("*/*")
    original.chmod(0o644)
    original.write_text("The clinic said that 9 people were hurt.")
    (verdict,) = run("verify", "--json").objects
    found = [one["code"] for one in verdict["findings"] if one["kind"] == "altered"]
    shown = run("verify").out
    assert len(set(found)) > 1
    assert found == [line.split()[0] for line in shown.splitlines() if line.split()[:1] and line.split()[0] in found]
