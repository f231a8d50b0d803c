"""A source is opened: file, folder, standard input."""

import hashlib
import os
from pathlib import Path

import pytest

from onrecord.intake import open_source
from onrecord.records import Issue
from onrecord.settings import Limits

REPORT = "The mill in Upper Vale burned down on Monday, the fire service said.\r\nNobody was hurt.\r\n"


def test_a_text_file_is_one_document_with_its_text_unchanged(opened_bytes):
    outcome = opened_bytes("mill.txt", REPORT)
    assert outcome.document.text == REPORT
    assert outcome.document.id == "mill.txt"
    assert outcome.document.issues == ()


def test_the_capture_names_hash_size_origin_and_type(opened_bytes):
    outcome = opened_bytes("mill.txt", REPORT)
    (capture,) = outcome.captures
    assert capture.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()
    assert capture.size == len(REPORT.encode())
    assert capture.origin.endswith("/mill.txt")
    assert capture.media_type == "text/plain"
    assert capture.captured is None
    assert outcome.document.capture == capture


def test_standard_input_is_plain_text_unless_told_otherwise(opened):
    assert opened("-", stdin=REPORT.encode()).document.text == REPORT
    line = b'{"id": "a", "text": "One."}\n'
    assert opened("-", stdin=line, jsonl=True).document.id == "a"


def test_standard_input_that_is_a_page_is_read_as_one(opened):
    page = "<!doctype html><title>Mill</title><p>The mill in Upper Vale burned down on Monday, the fire service said.</p>"
    outcome = opened("-", stdin=page.encode())
    assert outcome.captures[0].media_type == "text/html"
    assert "<p>" not in outcome.document.text


def test_no_standard_input_is_an_issue(opened):
    assert opened("-").issue.code == "file.missing"


def test_a_large_stream_is_spooled_and_read_to_its_end(opened):
    line = b'{"id": "%06d", "text": "' + b"x" * 1000 + b'"}\n'
    data = b"".join(line % number for number in range(20_000))  # more than is held in memory
    outcome = opened("-", stdin=data, jsonl=True)
    assert [document.id for document in outcome.documents] == [f"{number:06}" for number in range(20_000)]
    assert outcome.captures[0].sha256 == hashlib.sha256(data).hexdigest()


def test_a_folder_is_read_recursively_in_order_of_name(tmp_path: Path, opened):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "Z.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}.")
    outcome = opened(str(tmp_path))
    assert [document.id for document in outcome.documents] == ["Z.txt", "b.txt", "a/z.txt", "a/b/c.txt"]
    assert [capture.origin for capture in outcome.captures] == [f"{tmp_path}/{document.id}" for document in outcome.documents]


def test_a_file_of_another_kind_in_a_folder_is_said_once_and_the_rest_goes_on(tmp_path: Path, opened):
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "b.csv").write_text("day,killed\n2031-01-01,3\n")
    (tmp_path / "c.txt").write_text("Last.")
    outcome = opened(str(tmp_path))
    assert [document.text for document in outcome.documents] == ["First.", "Last."]
    (issue,) = outcome.issues
    assert (issue.code, issue.outcome, issue.where) == ("file.format", "quarantined", f"{tmp_path}/b.csv")


def test_nothing_is_read_before_its_turn(tmp_path: Path):
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "b.txt").write_text("Second.")
    sources = open_source(str(tmp_path), jsonl=False, limits=Limits(), stdin=None)
    next(sources)
    (tmp_path / "b.txt").unlink()
    later = next(sources)
    assert isinstance(later, Issue)
    assert later.code == "file.missing"


def test_a_file_over_the_limit_is_refused_with_the_limit_named(opened_bytes):
    outcome = opened_bytes("mill.txt", "x" * 101, limits=Limits(file_bytes=100))
    assert (outcome.issue.code, outcome.issue.outcome) == ("file.limit", "refused")
    assert "100 bytes" in outcome.issue.message
    assert outcome.captures == []


def test_a_stream_over_the_limit_is_refused(opened):
    assert opened("-", stdin=b"x" * 101, limits=Limits(file_bytes=100)).issue.code == "file.limit"


def test_a_text_over_the_limit_is_kept_but_not_read(opened_bytes):
    outcome = opened_bytes("mill.txt", "x" * 11, limits=Limits(text_characters=10))
    assert (outcome.issue.code, outcome.issue.outcome) == ("text.limit", "quarantined")
    assert "limits.text_characters" in outcome.issue.message
    assert len(outcome.captures) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_opened_since_that_could_wait_for_ever(tmp_path: Path, opened):
    os.mkfifo(tmp_path / "pipe")
    assert opened(str(tmp_path)).issue.code == "file.special"


def test_a_name_that_no_system_accepts_is_an_issue(opened):
    assert opened("a\0b").issue.code == "file.unreadable"
    assert opened("x" * 5000).issue.code == "file.unreadable"


def test_a_file_name_that_is_no_text_does_not_break_the_record(tmp_path: Path, opened):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Text.")
    assert opened(str(tmp_path)).document.id == "caf\N{REPLACEMENT CHARACTER}.txt"


def test_reading_the_same_source_twice_gives_the_same(tmp_path: Path, opened):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Report {number} \x07.")
    assert opened(str(tmp_path)).everything == opened(str(tmp_path)).everything
