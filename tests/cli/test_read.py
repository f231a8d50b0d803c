"""``onrecord read``: the forms that other programs rely on, and what becomes of what cannot be read."""

import importlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import jsonschema

from onrecord import flow
from onrecord.records import Reading
from onrecord.records.schema import interchange_schema

read = importlib.import_module("onrecord.cli.read")

LINES = [
    {"id": "one", "text": "At least 12 people were killed in Dorvan, the governor said.\r\n", "date": "2031-05-04"},
    {
        "id": "two",
        "text": "“We deny it,” the army’s spokeswoman said. \ufeff\u202e",
        "parties": [{"name": "Lomarian army", "aliases": ["the army"]}],
    },
    {"id": "three", "text": "Nothing happened in Veth."},
]
JSONL = "".join(json.dumps(line) + "\n" for line in LINES)


def test_one_file_as_one_interchange_object(command, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"At least 12 people were killed in Dorvan,\r\nthe governor said.")
    ended = command("--case", "c", "read", "report.txt", "--json")
    assert ended.code == 0
    (printed,) = ended.objects
    assert printed["text"] == "At least 12 people were killed in Dorvan,\r\nthe governor said."
    assert ended.err == "1 report read; kept in c/\n"


def test_json_lines_give_one_object_a_line_in_order_with_texts_unchanged(command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(JSONL, encoding="utf-8")
    ended = command("--case", "c", "read", "--jsonl", "in.jsonl")
    assert ended.code == 0
    assert [(line["id"], line["text"]) for line in ended.objects] == [(line["id"], line["text"]) for line in LINES]


def test_every_object_keeps_to_the_published_schema(command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(JSONL, encoding="utf-8")
    validator = jsonschema.Draft202012Validator(interchange_schema())
    for printed in command("--case", "c", "read", "--jsonl", "in.jsonl").objects:
        validator.validate(printed)


def test_reading_again_prints_the_same_bytes_and_keeps_nothing_twice(command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(JSONL, encoding="utf-8")
    first = command("--case", "c", "read", "--jsonl", "in.jsonl")
    entries = sum(path.stat().st_size for path in (tmp_path / "c" / "log").rglob("*") if path.is_file())
    again = command("--case", "c", "read", "--jsonl", "in.jsonl")
    assert again.out == first.out
    assert sum(path.stat().st_size for path in (tmp_path / "c" / "log").rglob("*") if path.is_file()) == entries


def test_standard_input(command) -> None:
    ended = command("--case", "c", "read", "-", "--json", stdin=b"Twelve people were killed in Dorvan.")
    assert ended.objects[0]["text"] == "Twelve people were killed in Dorvan."
    lines = command("--case", "c", "read", "--jsonl", "-", stdin=JSONL.encode())
    assert [line["id"] for line in lines.objects] == ["one", "two", "three"]


def test_a_text_on_standard_input_can_be_named(command, tmp_path: Path) -> None:
    for name, text in (("first", b"Twelve people were killed in Dorvan."), ("second", b"Nine people were killed in Veth.")):
        assert command("--case", "c", "read", "--id", name, "-", "--json", stdin=text).objects[0]["id"] == name
    assert "Twelve" in command("--case", "c", "show", "first").out
    assert "Nine" in command("--case", "c", "show", "second").out
    assert command("--case", "c", "read", "-", "--json", stdin=b"Two were hurt.").objects[0]["id"] == "stdin"


def test_a_file_can_be_named_and_a_text_that_is_there_has_the_name_as_well(command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Twelve people were killed in Dorvan.", encoding="utf-8")
    command("--case", "c", "read", "a.txt")
    named = command("--case", "c", "read", "--id", " the  market\treport", "a.txt", "--json")
    assert named.code == 0
    assert "Twelve" in command("--case", "c", "show", "the market report").out
    assert "Twelve" in command("--case", "c", "show", "a.txt").out


def test_an_id_that_could_name_several_reports_or_none_is_refused(command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(JSONL, encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Nothing.", encoding="utf-8")
    wrong = [("a.txt", "b.txt"), (".",), ("in.jsonl",), ("--jsonl", "-")]
    for given in wrong:
        assert command("--case", "c", "read", "--id", "x", *given).code == 2
    assert "names nothing" in command("--case", "c", "read", "--id", " ", "a.txt").err
    assert not (tmp_path / "c").exists()


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(JSONL.replace(json.dumps(LINES[1]), "{broken"), encoding="utf-8")
    ended = command("--case", "c", "read", "--jsonl", "in.jsonl", "missing.jsonl")
    assert ended.code == 1
    assert [line["id"] for line in ended.objects] == ["one", "three"]
    assert "in.jsonl, line 2" in ended.err
    assert "missing.jsonl" in ended.err
    assert "2 reports read, 2 issues; kept in c/" in ended.err


def test_one_report_is_printed_whole_and_several_on_a_line_each(command, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Report {name}: the governor said that 12 people were killed in Dorvan.", encoding="utf-8")
    alone = command("--case", "c", "read", "a.txt")
    assert "12 people" in alone.out
    assert len(alone.out.splitlines()) > 5
    several = command("--case", "c", "read", "a.txt", "b.txt")
    assert [line.split()[-1] for line in several.out.splitlines()] == ["a.txt", "b.txt"]
    whole = command("--case", "c", "read", "--form", "record", "a.txt", "b.txt")
    assert whole.out.count("─" * 80) == 2
    line = command("--case", "c", "read", "--form", "line", "a.txt")
    assert line.out.count("\n") == 1


def test_the_case_is_the_nearest_one_or_made_here(command, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text("Twelve people were killed in Dorvan.", encoding="utf-8")
    assert command("read", "a.txt").err.endswith("kept in case/\n")
    assert (tmp_path / "case" / "onrecord.toml").is_file()
    inside = tmp_path / "case" / "notes"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert f"kept in {tmp_path / 'case'}/" in command("read", "../../a.txt").err


def test_settings_of_the_case_are_heeded(command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(JSONL, encoding="utf-8")
    command("--case", "c", "read", "--jsonl", "in.jsonl")
    (tmp_path / "c" / "onrecord.toml").write_text("[limits]\ntext_characters = 30\n", encoding="utf-8")
    (tmp_path / "long.txt").write_text("A text that is longer than thirty characters.", encoding="utf-8")
    ended = command("--case", "c", "read", "long.txt")
    assert ended.code == 1
    assert "text.limit" in ended.err
    (tmp_path / "c" / "onrecord.toml").write_text("nonsense = 1\n", encoding="utf-8")
    wrong = command("--case", "c", "read", "long.txt")
    assert wrong.code == 2
    assert "nonsense" in wrong.err


def test_each_object_is_printed_before_the_next_report_is_read(command, tmp_path: Path, monkeypatch) -> None:
    order: list[str] = []
    (tmp_path / "in.jsonl").touch()

    def walk(*_: object, **__: object) -> Iterator[Reading]:
        for name in "ab":
            order.append(f"read {name}")
            yield Reading(id=name, text="Nothing.")

    monkeypatch.setattr(flow, "read_sources", walk)
    monkeypatch.setattr(read, "write_json", lambda printed: order.append(f"print {printed.id}"))
    for option in ("--json", "--jsonl"):
        order.clear()
        command("--case", "c", "read", option, "in.jsonl")
        assert order == ["read a", "print a", "read b", "print b"]


def test_a_name_that_is_no_text_costs_its_neighbours_nothing(command, tmp_path: Path) -> None:
    name = os.fsdecode(b"r\xe9port.txt")
    for file in (name, "b.txt"):
        (tmp_path / file).write_text("The governor said that 12 people were killed in Dorvan.", encoding="utf-8")
    ended = command("--case", "c", "read", "--json", name, os.fsdecode(b"gone\xff.txt"), "b.txt")
    assert ended.code == 1
    assert [printed["id"] for printed in ended.objects] == ["r\ufffdport.txt", "b.txt"]
    assert "gone\ufffd.txt: There is no such file" in ended.err


def test_where_nothing_that_is_named_is_there_no_case_is_made(command, tmp_path: Path) -> None:
    ended = command("--case", "zz", "read", "nosuch.txt", "n" * 300)
    assert (ended.code, ended.out) == (1, "")
    assert "nosuch.txt: There is no such file" in ended.err
    assert "File name too long" in ended.err
    assert "no case was made" in ended.err
    assert not (tmp_path / "zz").exists()
    (tmp_path / "in.txt").write_text("Nobody was hurt.", encoding="utf-8")
    assert command("--case", "zz", "read", "nosuch.txt", "in.txt").code == 1
    assert (tmp_path / "zz" / "onrecord.toml").is_file()
    again = command("--case", "zz", "read", "nosuch.txt")
    assert "kept in zz/" in again.err


def test_issues_are_broken_for_a_terminal_and_one_line_for_a_pipe(command, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "x", "date": "the day after the fair, as its elders tell it"}\n', encoding="utf-8")
    shown = command("--case", "c", "read", "--jsonl", "in.jsonl", "missing-one-of-a-long-name-in-a-folder-of-long-names.jsonl").told
    assert all(len(line) <= 80 for line in shown.splitlines())
    monkeypatch.delenv("COLUMNS")
    piped = command("--case", "c", "read", "--jsonl", "missing-one-of-a-long-name-in-a-folder-of-long-names.jsonl").told
    assert piped.count("\n") == 2


def test_json_is_one_line_and_acts_on_no_terminal(command):
    text = "It said:\u2028“no”\u2029\x85\x9b2J\x7f\u202e."
    Path("a.jsonl").write_text(json.dumps({"id": "1", "text": text}) + "\n")
    done = command("read", "--reader", "rules", "--jsonl", "a.jsonl")
    assert len(done.out.splitlines()) == 1
    assert re.findall(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e]", done.out) == []
    assert done.objects[0]["text"] == text
