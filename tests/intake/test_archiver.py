"""What the Auto Archiver leaves: its text and dates, and the hashes of the files beside it."""

import hashlib
import json
from pathlib import Path

import pytest
from tests.intake.conftest import Open

from onrecord.intake import Opened, open_source, outcomes
from onrecord.intake.pool import Workers
from onrecord.records import Document
from onrecord.settings import Limits

POST = "The River League said that three people had been hurt at the mill."
PICTURE = b"\x89PNG\r\n\x1a\n picture"
SHA = hashlib.sha256(PICTURE).hexdigest()


def metadata(digest: str = SHA, name: str = "out/item/abc.png") -> str:
    media = [
        {"filename": "/tmp/x/abc.png", "_key": name, "urls": [name], "properties": {"hash": f"SHA-256:{digest}"}, "_mimetype": "image/png"},
        {"filename": "/tmp/x/t.png", "_key": "t.png", "urls": [], "properties": {"timestamp": 1}},
    ]
    stated = {
        "_processed_at": "2031-03-04 09:00:00.123456+00:00",
        "url": "https://posts.example/1",
        "title": "A post",
        "content": POST,
        "timestamp": "2031-03-03 10:00:00+00:00",
    }
    return json.dumps({"status": "generic_extractor: success", "metadata": stated, "media": media}, indent=4)


def test_metadata_with_its_media(opened_bytes: Open, tmp_path: Path):
    (tmp_path / "abc.png").write_bytes(PICTURE)
    document = opened_bytes("metadata.json", metadata()).document
    assert document.text == f"A post\n\n{POST}"
    assert (document.title, document.url, document.issues) == ("A post", "https://posts.example/1", ())
    assert [(date.date, date.kind, date.where) for date in document.dates] == [
        ("2031-03-03T10:00:00+00:00", "published", "Auto Archiver timestamp")
    ]
    assert document.part is not None
    assert (document.part.url, document.part.captured) == ("https://posts.example/1", "2031-03-04T09:00:00+00:00")


@pytest.mark.parametrize("place", ["abc.png", "item/abc.png"])
def test_a_file_with_other_bytes_than_stated(opened_bytes: Open, tmp_path: Path, place: str):
    (tmp_path / "item").mkdir()
    (tmp_path / place).write_bytes(PICTURE + b"x")
    document = opened_bytes("metadata.json", metadata()).document
    assert [issue.code for issue in document.issues] == ["archiver.hash"]
    assert "abc.png" in document.issues[0].message


def test_a_file_that_is_not_there_and_one_outside_the_folder(opened_bytes: Open, tmp_path: Path):
    assert [one.code for one in opened_bytes("metadata.json", metadata()).document.issues] == ["archiver.media-missing"]
    (tmp_path / "outside.png").write_bytes(PICTURE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "abc.png").symlink_to(tmp_path / "outside.png")
    for name in ("../outside.png", "abc.png"):
        outcome = opened_bytes("in/metadata.json", metadata(name=name))
        assert outcome.codes() == ["archiver.media-missing"]


def test_the_page_of_an_item(opened_bytes: Open, tmp_path: Path):
    (tmp_path / "abc.png").write_bytes(PICTURE + b"changed")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>https://posts.example/1</title><style>h2 {{ color: red }}</style></head><body>
    <h2>Archived media for <span class="copy">https://posts.example/1</span> - <a href="https://posts.example/1">open</a></h2>
    <p><b>title:</b> '<span class="copy">A post</span>'</p><h2 class="center">content 1 item(s)</h2>
    <table class="content"><tr><th>about</th><th>files and preview</th></tr><tbody><tr><td><ul><li><b>hash:</b>
    <span class="copy">SHA-256:{SHA}</span></li></ul></td><td><a href="./abc.png"><img src="./abc.png"></a></td></tr></tbody></table>
    <h2 class="center">metadata</h2><table class="metadata"><tr><th>key</th><th>value</th></tr>
    <tr><td>url</td><td><span class="copy">https://posts.example/1</span></td></tr>
    <tr><td>title</td><td><span class="copy">A post</span></td></tr>
    <tr><td>content</td><td><span class="copy">{POST} &amp; no more</span></td></tr>
    <tr><td>timestamp</td><td><span class="copy">2031-03-03 10:00:00+00:00</span></td></tr></table>
    <p class="center">Made with <a href="https://github.com/bellingcat/auto-archiver">bellingcat/auto-archiver</a> v1</p></body></html>"""
    document = opened_bytes("item.html", page).document
    assert document.text == f"A post\n\n{POST} & no more"
    assert (document.url, document.dates[0].date) == ("https://posts.example/1", "2031-03-03T10:00:00+00:00")
    assert [issue.code for issue in document.issues] == ["archiver.hash"]


def test_the_table_of_items(opened_bytes: Open):
    first = (
        "{'_processed_at': datetime.datetime(2031, 3, 4, 9, 0, 0, 5, tzinfo=datetime.timezone.utc), 'url': 'https://posts.example/1',"
        f" 'title': 'A post', 'content': \"{POST}\"}}"
    ).replace('"', '""')
    text = f'status,metadata,media\r\nsuccess,"{first}",[]\r\nno archiver,"__import__(\'os\')",[]\r\nnothing archived,"{{}}",[]\r\n'
    outcome = opened_bytes("items.csv", text)
    assert outcome.documents[0].text == f"A post\n\n{POST}"
    assert outcome.documents[0].part is not None
    assert outcome.documents[0].part.captured == "2031-03-04T09:00:00+00:00"
    assert [issue.code for issue in outcome.issues] == ["archiver.damaged", "archiver.no-text"]


def test_a_table_without_a_line_is_said(opened_bytes: Open):
    assert opened_bytes("items.csv", "status,metadata,media\r\n").issue.code == "archiver.no-text"


def test_a_table_of_another_kind_is_none_of_these(opened_bytes: Open):
    assert opened_bytes("items.csv", "status,value\n1,2\n").issue.code == "file.format"


@pytest.mark.parametrize("value", [None, 3, [], {}, "x", [3], [[{}]]])
@pytest.mark.parametrize("key", ["status", "metadata", "media"])
def test_any_value_under_any_key(opened_bytes: Open, key: str, value: object):
    given = {**json.loads(metadata()), key: value}
    assert "file.fault" not in opened_bytes("metadata.json", json.dumps(given)).codes()


def test_with_workers_the_files_are_looked_at_all_the_same(tmp_path: Path):
    (tmp_path / "abc.png").write_bytes(PICTURE + b"x")
    (tmp_path / "metadata.json").write_text(metadata())
    (tmp_path / "nothing.json").write_text(metadata().replace(POST, "").replace("A post", ""))
    workers = Workers(1)
    try:
        for name, documents in (("metadata.json", 1), ("nothing.json", 0)):
            (opened,) = open_source(str(tmp_path / name), jsonl=False, limits=Limits(), stdin=None)
            assert isinstance(opened, Opened)
            found = [one.found for one in outcomes(opened.parts(), workers, lambda _: None)]
            assert sum(isinstance(one, Document) for one in found) == documents
            said = [issue for one in found if one is not None for issue in (one.issues if isinstance(one, Document) else (one,))]
            assert "archiver.hash" in [issue.code for issue in said]
            assert found == list(opened.documents())
    finally:
        workers.close()
