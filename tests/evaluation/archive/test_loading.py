"""Archives from their folder, and noticed things from a file."""

import json
from pathlib import Path

import pytest

from onrecord.errors import BadInput
from onrecord.evaluation.archive import Archive, Place, is_archive, load, save
from onrecord.evaluation.archive.given import read_noticed


def test_what_is_saved_is_loaded_again(small: Archive, tmp_path: Path) -> None:
    save(small, tmp_path)
    assert is_archive(tmp_path)
    assert load(tmp_path) == small


@pytest.mark.parametrize("name", ["reports.jsonl", "gold.json", "series.csv", "reference.json"])
def test_a_folder_without_one_of_the_files_is_no_archive(small: Archive, tmp_path: Path, name: str) -> None:
    save(small, tmp_path)
    (tmp_path / name).unlink()
    assert not is_archive(tmp_path)
    with pytest.raises(BadInput, match=f"{name} cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("reports.jsonl", '{"id": "x"\n', "reports.jsonl, line 1: not JSON"),
        ("reports.jsonl", '{"id": "x", "text": "y"}\n', "line 1: a report needs id, text, date, outlet and url"),
        ("gold.json", "[]", "there is no list of claims"),
        ("gold.json", "{", "gold.json: not JSON"),
    ],
)
def test_a_broken_file_is_named_with_its_line(small: Archive, tmp_path: Path, name: str, content: str, said: str) -> None:
    save(small, tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        load(tmp_path)


def test_bytes_that_are_no_text_are_named(small: Archive, tmp_path: Path) -> None:
    save(small, tmp_path)
    (tmp_path / "gold.json").write_bytes(b'{"\xff"}')
    with pytest.raises(BadInput, match=r"gold\.json: byte 2 is not UTF-8"):
        load(tmp_path)


def test_gold_on_a_report_that_is_not_there_is_refused(small: Archive, tmp_path: Path) -> None:
    save(small, tmp_path)
    lines = (tmp_path / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "reports.jsonl").write_text("\n".join(lines[1:]), encoding="utf-8")
    with pytest.raises(BadInput, match=r"names the report 'wire-1', which reports\.jsonl does not hold"):
        load(tmp_path)


def test_noticed_things_are_read_a_line_each(small: Archive, tmp_path: Path) -> None:
    row = {"rule": "source-lost", "places": [{"report": "wire-1", "start": 20, "end": 22}, {"report": "post-2"}], "sentence": "Lost."}
    file = tmp_path / "noticed.jsonl"
    file.write_text(f"{json.dumps(row)}\n\n", encoding="utf-8")
    (one,) = read_noticed(file, small).noticed
    assert (one.rule, one.places, one.sentence) == ("source-lost", (Place("wire-1", 20, 22), Place("post-2")), "Lost.")
    assert one.places[1].whole


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"rule": "source-lost"}', "line 2: Object missing required field `places`"),
        ("{", "line 2: Input data was truncated"),
        ('{"rule": "r", "places": [{"report": "nobody"}]}', "line 2: the archive has no report 'nobody'"),
        ('{"rule": "r", "places": [{"report": "post-2", "start": 3, "end": 3}]}', "3 to 3 is no part of the text of 'post-2'"),
        ('{"rule": "r", "places": [{"report": "post-2", "start": 0, "end": 900}]}', "0 to 900 is no part"),
        ('{"rule": "r", "places": [{"report": "post-2", "start": -2, "end": 9}]}', "-2 to 9 is no part"),
    ],
)
def test_a_line_that_is_none_is_named(small: Archive, tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "noticed.jsonl"
    file.write_text(f'{{"rule": "r", "places": []}}\n{line}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_noticed(file, small)


def test_a_missing_file_is_named(small: Archive, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.jsonl cannot be read"):
        read_noticed(tmp_path / "none.jsonl", small)
