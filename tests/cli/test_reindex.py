"""``onrecord reindex``: the index can be lost, the log cannot be altered."""

from pathlib import Path


def index_files(case: Path) -> list[Path]:
    return sorted((case / "db").glob("index.sqlite*"))


def told(command, case: Path) -> list[str]:
    """Everything that the commands which only look say about a case."""
    looks = (
        ("show", "--json"),
        ("show", "market", "--json"),
        ("findings", "--json"),
        ("series", "--json"),
        ("reference", "list", "--json"),
    )
    return [command("--case", str(case), *look).out for look in looks]


def test_a_lost_index_comes_back_with_the_same_content(command, case: Path) -> None:
    before = told(command, case)
    for path in index_files(case):
        path.unlink()
    lost = command("--case", str(case), "findings")
    assert lost.code == 2
    assert "`onrecord reindex` makes it again" in lost.err
    ended = command("--case", str(case), "reindex")
    assert (ended.code, ended.out, ended.err) == (0, "", "the index was made again: 5 entries\n")
    assert told(command, case) == before


def test_a_damaged_index_is_put_aside_and_made_again(command, case: Path) -> None:
    before = told(command, case)
    (case / "db" / "index.sqlite").write_bytes(b"rubbish" * 1000)
    assert command("--case", str(case), "findings").code == 3
    ended = command("--case", str(case), "reindex")
    assert ended.code == 0
    assert "could not be read and was put aside as" in ended.err
    assert (case / "db" / "index.damaged").read_bytes() == b"rubbish" * 1000
    assert told(command, case) == before


def test_an_index_damaged_inside_is_broken_integrity_and_no_fault_of_the_program(command, case: Path) -> None:
    path = case / "db" / "index.sqlite"
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    ended = command("--case", str(case), "show", "market")
    assert ended.code == 3
    assert "is damaged" in ended.err
    assert "onrecord reindex" in ended.err
    assert command("--case", str(case), "reindex").code == 0
    assert command("--case", str(case), "show", "market").code == 0


def test_an_altered_record_is_named_and_the_old_index_left(command, case: Path, kept_in_files) -> None:
    kept = kept_in_files(case)
    kept.write_lines([line.replace(b"fish", b"meat") for line in kept.lines()])
    before = (case / "db" / "index.sqlite").read_bytes()
    ended = command("--case", str(case), "reindex")
    assert ended.code == 3
    assert "records/000000.jsonl, line " in ended.err
    assert "was altered" in ended.err
    assert (case / "db" / "index.sqlite").read_bytes() == before


def test_no_case(command) -> None:
    assert command("reindex").code == 2


def test_what_opening_had_to_finish_is_said(command, case: Path, tmp_path: Path, kept_in_files) -> None:
    kept_in_files(case).cut(4)
    (case / "db" / "unfinished" / "original-1").write_bytes(b"half")
    (tmp_path / "a.txt").write_text("At least 12 people were killed in Dorvan, the governor said.", encoding="utf-8")
    ended = command("--case", str(case), "read", "--json", "a.txt")
    assert ended.code == 0
    assert "An original had been cut off in copying" in ended.err
    assert f"An entry was missing from the log {case / 'log'}, as after a run that was stopped" in " ".join(ended.err.split())
    assert len(ended.objects) == 1


def test_a_record_removed_from_the_log_stops_every_writer(command, case: Path, tmp_path: Path, kept_in_files) -> None:
    kept = kept_in_files(case)
    lines = kept.lines()
    kept.write_lines(lines[:1] + lines[2:])
    before = kept.files()
    (tmp_path / "a.txt").write_text("At least 12 people were killed in Dorvan, the governor said.", encoding="utf-8")
    ended = command("--case", str(case), "read", "a.txt")
    assert (ended.code, ended.out) == (3, "")
    assert "records/000000.jsonl, line 2 holds record 2 where record 1 belongs" in ended.err
    assert "hint: Nothing was written." in ended.err
    assert kept.files() == before


def test_an_altered_entry_is_named_and_nothing_is_replaced(command, case: Path, kept_in_files) -> None:
    kept = kept_in_files(case)
    whole = kept.files()
    [bundle] = (case / "log" / "tile" / "entries").rglob("*.p/*")
    for number, entry in enumerate(kept.entries()):
        bundle.write_bytes(bundle.read_bytes().replace(entry, entry.replace(b'"wall":"20', b'"wall":"19')))
        before = sorted(path.name for path in (case / "db").iterdir())
        ended = command("--case", str(case), "reindex")
        assert ended.code == 3
        assert f"{bundle} was altered: entry {number} in it does not have the hash" in ended.err
        assert "could not be read" not in ended.err
        assert sorted(path.name for path in (case / "db").iterdir()) == before
        kept.put_back(whole)
