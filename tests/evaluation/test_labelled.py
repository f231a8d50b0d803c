import gzip
import json
from pathlib import Path

import pytest

from onrecord.errors import BadInput
from onrecord.evaluation import labelled
from onrecord.evaluation.labelled import check_same_reports, read_labelled, read_rows

ROWS = [{"id": "a", "text": "one\u2028two"}, {"id": "b", "text": "three"}]


def test_lines_lists_objects_and_compressed_files_are_read_alike(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n\n"
    (tmp_path / "lines.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps(ROWS), encoding="utf-8")
    (tmp_path / "lines.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    found = [read_rows(tmp_path / name) for name in ("lines.jsonl", "list.json", "lines.jsonl.gz")]
    assert found[0] == found[1] == found[2]
    assert list(found[0]) == ["a", "b"]


@pytest.mark.parametrize("name", ["one.json", "lines.jsonl"])
def test_a_number_of_6000_digits_in_an_ignored_key_does_not_matter(tmp_path: Path, name: str) -> None:
    row = '{"id": "a", "text": "x", "n": ' + "9" * 6000 + "}"
    (tmp_path / name).write_text(row if name == "one.json" else row + '\n{"id": "b", "text": "y", "killed": 1400}\n', encoding="utf-8")
    rows = read_rows(tmp_path / name)
    assert rows["a"]["text"] == "x"
    assert name == "one.json" or rows["b"]["killed"] == 1400


def test_a_single_record_takes_its_name_and_its_text_from_beside_it(tmp_path: Path) -> None:
    (tmp_path / "dorvan.json").write_text('{"statements": []}', encoding="utf-8")
    (tmp_path / "report.txt").write_bytes(b"line\r\nline")
    assert read_rows(tmp_path / "dorvan.json") == {"dorvan": {"statements": [], "text": "line\r\nline"}}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"id": "a"}\n{"id": ', "line 2: not JSON"),
        (b'{"id": "a"}\n{"text": "no id"}', "record 2 has no id"),
        (b'{"id": "a"}\n{"id": "a"}', "id 'a' is there twice"),
        (b'{"id": "a"}\n[1]', "record 2 is not a JSON object"),
        (b'{"id": "\xff"}', "byte 8 is not UTF-8"),
        (b"\x1f\x8bnot really compressed", "cannot be read"),
        (gzip.compress(b"{}", mtime=0)[:10] + b"\xff" * 20, "cannot be read"),
        (b'{"id": "a"}\n' + b"[" * 200_000, "line 2: nested too deeply"),
        (b'{"id": "a"}\n{"id": ""}', "record 2 has no id"),
    ],
    ids=[
        "half a line",
        "no id",
        "the same id twice",
        "a list for an object",
        "not UTF-8",
        "not compressed",
        "compressed and damaged",
        "nested",
        "empty id",
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes(content)
    with pytest.raises(BadInput, match=told) as error:
        read_rows(tmp_path / "rows.jsonl")
    assert "rows.jsonl" in error.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such file"):
        read_rows(tmp_path / "nowhere.jsonl")


@pytest.mark.parametrize("content", ["", " \n\n", "[]"])
def test_a_labelled_file_without_a_row_measures_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "e.txt").write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=r"e\.txt holds no labelled row") as caught:
        read_labelled(tmp_path / "e.txt")
    assert caught.value.hint


def test_a_folder_and_a_damaged_file_are_said_in_one_sentence_with_a_hint(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b'{"id": "a", "text": "x"}\n', mtime=0))
    packed[-6] ^= 1  # of the checksum
    (tmp_path / "rows.jsonl.gz").write_bytes(packed)
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[:-9])
    for path, told in ((tmp_path, "is a folder"), (tmp_path / "rows.jsonl.gz", "is damaged"), (tmp_path / "cut.jsonl.gz", "is damaged")):
        with pytest.raises(BadInput, match=told) as caught:
            read_rows(path)
        assert caught.value.hint
        assert "Errno" not in caught.value.message
        assert "CRC" not in caught.value.message


def test_predictions_must_be_about_the_labelled_texts() -> None:
    gold = {"a": {"id": "a", "text": "one"}}
    with pytest.raises(BadInput, match="not in the labelled file"):
        check_same_reports(gold, {"b": {"id": "b"}})
    with pytest.raises(BadInput, match="not the text of the labelled file"):
        check_same_reports(gold, {"a": {"id": "a", "text": "two"}})
    check_same_reports(gold, {"a": {"id": "a", "text": None}})


def test_zero_is_an_id(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": 0, "text": "one"}\n{"id": 1, "text": "two"}\n', encoding="utf-8")
    assert list(read_rows(tmp_path / "rows.jsonl")) == ["0", "1"]
    (tmp_path / "one.json").write_text('{"id": 0, "text": "one"}', encoding="utf-8")
    assert list(read_rows(tmp_path / "one.json")) == ["0"]


def test_a_text_beside_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "dorvan.json").write_text("{}", encoding="utf-8")
    (tmp_path / "report.txt").write_bytes(b"caf\xe9")
    with pytest.raises(BadInput, match="byte 3 is not UTF-8"):
        read_rows(tmp_path / "dorvan.json")


def test_a_small_file_that_expands_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled, "EXPANSION_FREE", 1_000_000)
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "x"}\n' + b" " * 2_000_000))
    with pytest.raises(BadInput, match=r"rows\.jsonl\.gz expands to more than 200 times its size"):
        read_rows(tmp_path / "rows.jsonl.gz")
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "x"}\n' + b" " * 900_000))
    assert list(read_rows(tmp_path / "rows.jsonl.gz")) == ["a"]
