"""Every format stands in every container: read as it is by itself, and its place told down to the part of the part."""

import gzip
import json
from collections.abc import Iterable

import pytest
from tests.conftest import Pack
from tests.intake.conftest import Open
from tests.intake.office_files import column, docx, odt, paragraph, pdf

from onrecord.records import Document

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill."

FEED = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Vale Post</title>'
    f"<item><guid>one</guid><description>{CLAIM}</description></item>"
    f"<item><guid>two</guid><description>{DENIAL}</description></item></channel></rss>"
).encode()
MESSAGE = (
    "From: Vale Post <post@vale.example>\nSubject: Mill\nMessage-ID: <{number}@vale.example>\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n\n{text}\n"
)
MAILBOX = "\n".join(
    f"From post@vale.example Mon Mar  3 10:00:00 2031\n{MESSAGE.format(number=number, text=text)}"
    for number, text in enumerate((CLAIM, DENIAL), start=1)
).encode()
ARCHIVED = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://vale.example/mill\nSubject: Mill\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
    f"Content-Location: https://vale.example/mill\n\n<article><p>{CLAIM}</p><p>{DENIAL}</p></article>\n--b--\n"
).encode()
ITEM = json.dumps({"uri": "urn:1", "headline": "Mill", "versioncreated": "2031-03-03T10:00:00Z", "body_text": CLAIM}).encode()

FORMATS: dict[str, tuple[str, bytes, list[str]]] = {
    "pdf": ("application/pdf", pdf([column(CLAIM)]), [CLAIM]),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx(paragraph(CLAIM)), [CLAIM]),
    "odt": ("application/vnd.oasis.opendocument.text", odt(f"<text:p>{CLAIM}</text:p>"), [CLAIM]),
    "rss": ("application/rss+xml", FEED, [CLAIM, DENIAL]),
    "eml": ("message/rfc822", MESSAGE.format(number=1, text=CLAIM).encode(), [CLAIM]),
    "mbox": ("application/mbox", MAILBOX, [CLAIM, DENIAL]),
    "mhtml": ("multipart/related", ARCHIVED, [f"{CLAIM}\n\n{DENIAL}"]),
    "txt": ("text/plain", CLAIM.encode(), [CLAIM]),
}
"""Ending → media type, bytes, texts."""


def texts(documents: Iterable[Document]) -> list[str]:
    return [document.text.strip() for document in documents]


@pytest.mark.parametrize("ending", FORMATS)
def test_in_a_web_archive(opened_bytes: Open, pack: type[Pack], ending: str):
    media_type, data, words = FORMATS[ending]
    record = pack.record("response", pack.http(data, Content_Type=media_type), WARC_Target_URI="https://vale.example/release")
    first = pack.response("A page that stands before it, said the mayor.", "https://vale.example/first")
    outcome = opened_bytes("a.warc", first + record)
    assert texts(outcome.documents)[1:] == words
    for document in outcome.documents[1:]:
        assert document.part is not None
        assert document.capture == outcome.captures[0]
        by_itself = document.part.path == ()
        assert (document.part.offset == len(first)) if by_itself else document.part.path[0] == f"byte {len(first)}"
        assert all(issue.where.startswith(document.capture.origin) for issue in document.issues)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("inside", ["zip", "zip in zip", "gzip", "gzip in zip"])
def test_in_archives(opened_bytes: Open, pack: type[Pack], ending: str, inside: str):
    _, data, words = FORMATS[ending]
    name = f"release.{ending}"
    made = {
        "zip": lambda: ("a.zip", pack.zip({name: data})),
        "zip in zip": lambda: ("a.zip", pack.zip({"inner.zip": pack.zip({name: data})})),
        "gzip": lambda: (f"{name}.gz", gzip.compress(data, mtime=0)),
        "gzip in zip": lambda: ("a.zip", pack.zip({f"{name}.gz": gzip.compress(data, mtime=0)})),
    }
    outcome = opened_bytes(*made[inside]())
    assert texts(outcome.documents) == words
    assert not [issue for issue in outcome.issues if issue.outcome != "recorded"]
    assert all(name in (document.part.path if document.part else ()) for document in outcome.documents)


def test_a_feed_in_a_web_archive_says_which_item_and_gives_none_its_own_address(opened_bytes: Open, pack: type[Pack]):
    record = pack.record("response", pack.http(FEED, Content_Type="application/rss+xml"), WARC_Target_URI="https://vale.example/feed")
    one, two = opened_bytes("a.warc", record).documents
    assert (one.id, two.id, one.url, two.url) == ("one", "two", None, None), "two items are not two versions of one address"
    for document, guid in ((one, b"one"), (two, b"two")):
        part = document.part
        assert part is not None
        assert (part.path, part.url, part.captured) == (("byte 0",), "https://vale.example/feed", pack.DATE)
        assert part.offset is not None
        assert part.length is not None
        assert b"<guid>%s</guid>" % guid in FEED[part.offset : part.offset + part.length]


def test_an_attachment_in_a_mailbox_in_an_archive(opened_bytes: Open, pack: type[Pack]):
    message = (
        b"From post@vale.example Mon Mar  3 10:00:00 2031\nSubject: Mill\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nSee the release.\n--b\nContent-Type: application/rss+xml; name=mill.rss\n"
        b"Content-Disposition: attachment\n\n" + FEED + b"\n--b--\n"
    )
    outcome = opened_bytes("a.zip", pack.zip({"box.mbox": message}))
    body, *items = outcome.documents
    assert body.part is not None
    assert (body.part.path, body.part.offset) == (("box.mbox",), 0)
    assert texts(items) == [CLAIM, DENIAL]
    assert {item.part.path for item in items if item.part} == {("box.mbox", "message 1", "mill.rss")}


def test_what_the_server_says_of_the_encoding_goes_before_what_a_feed_declares(opened_bytes: Open, pack: type[Pack]):
    words = "Der Bürgermeister von Orvåne sagte, drei Menschen seien verletzt."
    feed = f'<?xml version="1.0" encoding="windows-1252"?><rss><channel><item><description>{words}</description></item></channel></rss>'
    block = pack.http(feed.encode("mac-roman"), Content_Type="application/rss+xml; charset=macintosh")
    assert texts(opened_bytes("a.warc", pack.record("response", block)).documents) == [words]
    plain = pack.http(words.encode("mac-roman"), Content_Type="text/plain; charset=macintosh")
    assert texts(opened_bytes("b.warc", pack.record("response", plain)).documents) == [words]


def test_an_item_of_an_agency_in_an_archive(opened_bytes: Open, pack: type[Pack]):
    (document,) = opened_bytes("a.zip", pack.zip({"item.json": ITEM})).documents
    assert CLAIM in document.text
    assert document.part is not None
    assert document.part.path == ("item.json",)
