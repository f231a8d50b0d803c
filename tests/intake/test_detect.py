"""What kind of file it is."""

import gzip

import pytest

from onrecord.intake.detect import detect


def test_plain_text_of_any_name():
    for name in ("a.txt", "a.text", "a", "a.md", "REPORT.TXT", "a.2031"):
        assert detect(name, b"The mayor said no.", jsonl=False).kind == "text"


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf  <html lang=en>",
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">',
        b"<!-- saved from url=(0014) --><HTML>",
        "<html>".encode("utf-16"),
    ],
)
def test_a_page_is_known_by_its_beginning(head: bytes):
    assert detect("a.txt", head, jsonl=False).kind == "html"


def test_a_page_is_known_by_its_name():
    assert detect("a.htm", b"no markup at all", jsonl=False).kind == "html"


def test_a_less_than_sign_does_not_make_a_page():
    assert detect("a.txt", b"<p> is a tag; 3 < 4.", jsonl=False).kind == "text"


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.JSONL", "a.jsonl.gz"])
def test_json_lines_are_known_by_name(name: str):
    assert detect(name, b'{"id": "a"}', jsonl=False).kind == "jsonl"


def test_being_told_wins_over_every_sign():
    assert detect("a.html", b"<html>", jsonl=True).kind == "jsonl"


@pytest.mark.parametrize(
    ("head", "media_type", "code"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png", "file.binary"),
        (b"\x7fELF\x02", "application/x-executable", "file.binary"),
        (b"\x00\x00\x00\x18ftypmp42", "video/mp4", "file.binary"),
        (bytes(range(256)) * 4, "application/octet-stream", "file.binary"),
        (b"<?xml version='1.0'?><kml>", "application/xml", "file.format"),
    ],
    ids=["PNG", "ELF", "MP4", "bytes of every value", "XML"],
)
def test_what_is_not_read_is_named(head: bytes, media_type: str, code: str):
    detected = detect("report", head, jsonl=False)
    assert (detected.kind, detected.media_type, detected.code) == ("unread", media_type, code)
    assert detected.name.startswith("a")


@pytest.mark.parametrize(
    ("head", "media_type", "kind"),
    [
        (b"PK\x03\x04rest", "application/zip", "zip"),
        (b"PK\x05\x06", "application/zip", "zip"),
        (gzip.compress(b"The mayor said no.", mtime=0), "application/gzip", "gzip"),
        (b"WARC/1.1\r\n", "application/warc", "warc"),
        (b"filedesc://a.arc 192.0.2.7 20310504100000 text/plain 7\n1 0 Own", "application/x-internet-archive", "arc"),
    ],
)
def test_what_holds_other_files_is_told_apart(head: bytes, media_type: str, kind: str):
    detected = detect("report", head, jsonl=False)
    assert (detected.kind, detected.media_type) == (kind, media_type)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xml", "parties.toml", "a.eml"])
def test_text_that_is_no_prose_is_not_read_as_a_report(name: str):
    assert detect(name, b"x, y", jsonl=False).code == "file.format"


def test_nothing_is_empty_whatever_it_is_called():
    for name in ("a.txt", "a.html", "a.jsonl", "a.png"):
        assert detect(name, b"", jsonl=False).kind == "empty"
