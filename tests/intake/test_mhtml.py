"""Archived pages as browsers save them."""

import quopri

from tests.intake.conftest import Open

CLAIM = "The River League said on Monday that three people had been hurt at the old mill in Upper Vale."
DENIAL = "The Army of the Vale denied that it had fired any shells at the mill – “none at all”."
PAGE = (
    '<!doctype html><html><head><meta charset="windows-1252"><title>Mill shelled</title>'
    '<meta property="article:published_time" content="2031-03-03"></head>'
    f"<body><article><p>{CLAIM}</p><p>{DENIAL}</p></article></body></html>"
)


def chrome(page: str = PAGE, more: str = "", location: str = "https://post.example/1") -> bytes:
    head = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {location}\nSubject: Mill shelled\nDate: Tue, 4 Mar 2031 09:00:00 -0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----M--b----"\n\n\n'
    )
    root = (
        "------M--b----\nContent-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\n"
        f"Content-Location: {location}\n\n"
    )
    return (head + root).encode() + quopri.encodestring(page.encode()) + f"\n{more}------M--b------\n".encode()


def test_a_page_saved_by_chrome(opened_bytes: Open):
    document = opened_bytes("page.mhtml", chrome()).document
    assert document.text == f"{CLAIM}\n\n{DENIAL}"
    assert (document.title, document.url) == ("Mill shelled", "https://post.example/1")
    assert document.issues == ()
    assert document.part is not None
    assert (document.part.url, document.part.captured) == ("https://post.example/1", "2031-03-04T09:00:00+00:00")
    assert {date.date for date in document.dates} == {"2031-03-03"}


def test_it_is_known_without_its_name(opened_bytes: Open):
    assert opened_bytes("page", chrome()).document.text == f"{CLAIM}\n\n{DENIAL}"


def test_a_page_saved_by_internet_explorer(opened_bytes: Open):
    data = (
        b'From: "Saved by Windows Internet Explorer 8"\nSubject: Mill shelled\nDate: Tue, 4 Mar 2031 09:00:00 +0100\nMIME-Version: 1.0\n'
        b'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----=_NextPart"\nX-MimeOLE: Produced By Microsoft MimeOLE\n\n'
        b"This is a multi-part message in MIME format.\n\n------=_NextPart\n"
        b'Content-Type: text/html;\n\tcharset="windows-1252"\nContent-Transfer-Encoding: quoted-printable\n'
        b"Content-Location: http://post.example/1\n\n"
    )
    data += quopri.encodestring(PAGE.encode("cp1252")) + b"\n------=_NextPart--\n"
    document = opened_bytes("page.mht", data).document
    assert document.text == f"{CLAIM}\n\n{DENIAL}"
    assert document.url == "http://post.example/1"


def test_frames_are_said(opened_bytes: Open):
    frame = "------M--b----\nContent-Type: text/html\nContent-Location: https://ads.example/\n\n<p>Buy mills.</p>\n"
    document = opened_bytes("page.mhtml", chrome(more=frame)).document
    assert document.text == f"{CLAIM}\n\n{DENIAL}"
    assert [issue.code for issue in document.issues] == ["mhtml.frames"]


def test_an_address_that_is_none_of_the_web(opened_bytes: Open):
    document = opened_bytes("page.mhtml", chrome(location="file:///home/a/page.html")).document
    assert document.url is None
    assert [issue.code for issue in document.issues] == ["url.scheme"]


def test_a_cut_page_and_an_archive_without_one(opened_bytes: Open):
    cut = opened_bytes("page.mhtml", chrome()[:-20])
    assert DENIAL in cut.document.text
    assert "mhtml.damaged" in cut.codes()
    assert opened_bytes("page.mhtml", chrome().replace(b"text/html\nContent-ID", b"text/css\nContent-ID")).codes() == ["mhtml.no-page"]
