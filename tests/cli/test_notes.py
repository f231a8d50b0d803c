"""What people noted can be read again by the desk, and by nobody who only looks at a report."""

import re
from pathlib import Path

import pytest

NOTE = ("--by", "Ana Reyes", "--role", "witness", "--name", "Mira Voss", "--place", "Lower Mills", "--text", "Saw it from her window.")


def test_notes_are_listed_with_what_they_protect(command, case) -> None:
    one = command("--case", str(case), "note", "market/f1", *NOTE).objects[0]["note"]
    command("--case", str(case), "note", "--by", "Ben Osei", "--text", "Ask the river authority.")
    ended = command("--case", str(case), "notes")
    assert ended.code == 0
    assert f"note {one[:12]} on market/f1, role: witness" in ended.out
    for line in ("  name: Mira Voss", "  place: Lower Mills", "  text: Saw it from her window."):
        assert line in ended.out.splitlines()
    dated = [line for line in ended.out.splitlines() if line.startswith("  by ")]
    assert [re.sub(r"\d+ [A-Z]\w+ \d{4}, \d\d:\d\d(:\d\d)? UTC", "DAY", line) for line in dated] == [
        "  by Ana Reyes, DAY",
        "  by Ben Osei, DAY",
    ]
    assert "on the case" in ended.out
    assert "protected" in ended.err
    assert all(len(line) <= 80 for line in ended.out.splitlines())
    (of_report,) = command("--case", str(case), "notes", "market", "--json").objects
    assert (of_report["report"], of_report["fields"]["name"], of_report["id"]) == ("market", "Mira Voss", one)


def test_a_report_that_is_shown_tells_of_its_notes_and_not_what_they_say(command, case) -> None:
    assert "kept on it" not in command("--case", str(case), "show", "market").err
    command("--case", str(case), "note", "market", *NOTE)
    shown = command("--case", str(case), "show", "market")
    assert re.search("a note is kept on it; see `onrecord\\s+notes market`", shown.err)
    assert "Mira" not in shown.out + shown.err


def test_what_has_no_notes_is_said(command, case) -> None:
    assert command("--case", str(case), "notes").err == "nobody noted anything yet\n"
    assert command("--case", str(case), "notes", "market").err == "nobody noted anything on it yet\n"
    assert command("--case", str(case), "notes", "nowhere").code == 2


def test_what_a_note_held_and_was_erased_is_said(command, case) -> None:
    note = command("--case", str(case), "note", "market/f1", *NOTE).objects[0]["note"]
    asked = command("--case", str(case), "erase", "ask", note, "--reason", "safety", "--by", "Ana Reyes")
    (request,) = re.findall(r"erase act ([0-9a-f]+)", asked.out + asked.err)
    assert command("--case", str(case), "erase", "act", request, "--by", "Ben Osei").code == 0
    assert "Mira" not in command("--case", str(case), "notes").out


def test_a_note_is_on_what_was_named_also_where_ids_hold_slashes(command, case: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "reports" / name).write_text(f"The governor said that 12 people were killed in Dorvan ({name}).", encoding="utf-8")
    (tmp_path / "all").mkdir()
    (tmp_path / "reports").rename(tmp_path / "all" / "reports")
    assert command("--case", str(case), "read", "all").code == 0
    for about in ("reports/b.txt", "reports/b.txt/f1", "reports/b", "reports/b/f1", "market/f1"):
        assert command("--case", str(case), "note", about, "--by", "Ana Reyes", "--text", about).code == 0
    kept = {one["fields"]["text"]: (one["report"], one["record"]) for one in command("--case", str(case), "notes", "--json").objects}
    assert kept == {
        "reports/b.txt": ("reports/b.txt", None),
        "reports/b.txt/f1": ("reports/b.txt", "f1"),
        "reports/b": ("reports/b.txt", None),
        "reports/b/f1": ("reports/b.txt", "f1"),
        "market/f1": ("market", "f1"),
    }


def test_a_note_may_be_on_a_record_that_a_person_added(command, case: Path) -> None:
    adding = ("--add", "media-mention", "--set", "kind=image", "--set", "span=fish market of Ostrel")
    (added,) = command("--case", str(case), "review", "correct", "market", *adding, "--by", "Ana Reyes", "--reason", "missed").objects
    assert command("--case", str(case), "note", added["record"], "--by", "Ben Osei", "--text", "Seen.").code == 0
    (note,) = command("--case", str(case), "notes", "--json").objects
    assert f"{note['report']}/{note['record']}" == added["record"]
    assert f"`onrecord show {added['record']} --as-corrected` prints it" in " ".join(
        command("--case", str(case), "show", added["record"]).err.split()
    )


@pytest.mark.parametrize("about", ["", "/f1", "/dev/null", "market/f99", "market/f1/f2", "none", "none/f1"])
def test_a_note_on_what_is_not_there_is_kept_nowhere(command, case: Path, about: str) -> None:
    ended = command("--case", str(case), "note", about, "--by", "Ana Reyes", "--text", "seen")
    assert (ended.code, ended.out) == (2, "")
    assert f"No record has the id {about}" in ended.err
    assert command("--case", str(case), "notes", "--json").objects == []
    assert command("--case", str(case), "notes", about).code == 2


@pytest.mark.parametrize("name", ["...", "?", "12", "\u200b\u0301", "…"])
def test_a_name_by_which_nobody_can_be_found_is_refused(command, case, name: str) -> None:
    ended = command("--case", str(case), "note", "market", "--by", "Ana Reyes", "--role", "witness", "--name", name, "--text", "Saw it.")
    assert ended.code == 2
    assert "no letter" in ended.err
    assert "blacked out of every dossier" not in ended.err
    assert command("--case", str(case), "notes").err == "nobody noted anything yet\n"
    assert command("--case", str(case), "note", "market", "--by", "Ana Reyes", "--role", "other", "--name", name).code == 0


@pytest.mark.parametrize("name", ["Wu", "किशोर", "李", "Berg 12"])
def test_other_names_are_not(command, case, name: str) -> None:
    ended = command("--case", str(case), "note", "market", "--by", "Ana Reyes", "--role", "witness", "--name", name)
    assert ended.code == 0
    assert "blacked out of every dossier" in " ".join(ended.err.split())
