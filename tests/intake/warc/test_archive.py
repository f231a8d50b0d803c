"""Web archives as they come: what is read of each record, under which name, and what is said of it."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from onrecord.records import Document, Issue
from onrecord.settings import Limits

WORDS = "The clinic in Upper Vale said that three people had been hurt on Monday."
OTHER = "The mayor of Orvane denied that anybody had been hurt."

Opened = Callable[..., object]


def chunked(data: bytes, size: int = 7) -> bytes:
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    return b"".join(b"%X;note=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nTrailer: x\r\n\r\n"


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODINGS = {
    "gzip": ("Content-Encoding", gzip.compress),
    "x-gzip": ("Content-Encoding", gzip.compress),
    "br": ("Content-Encoding", brotli.compress),
    "deflate": ("Content-Encoding", zlib.compress),
    "Deflate": ("Content-Encoding", bare_deflate),
    "identity": ("Content-Encoding", bytes),
    "gzip, br": ("Content-Encoding", lambda data: brotli.compress(gzip.compress(data, mtime=0))),
    "chunked": ("Transfer-Encoding", chunked),
}


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("status", ["HTTP/1.0 200 OK", "HTTP/1.1 200 OK", "HTTP/2 200", "HTTP/1.1 203 Non-Authoritative"])
def test_every_encoding_is_undone(opened_bytes, pack, name: str, status: str) -> None:
    header, encode = ENCODINGS[name]
    page = pack.page(WORDS)
    block = pack.http(encode(page), status=status, **{header.replace("-", "_"): name})
    found = opened_bytes("a.warc", pack.record("response", block, WARC_Payload_Digest=pack.digest(encode(page))))
    assert found.document.text == WORDS
    assert found.codes() == []


def test_chunks_around_a_compressed_body(opened_bytes, pack) -> None:
    page = pack.page(WORDS)
    block = pack.http(chunked(gzip.compress(page, mtime=0), 50), Transfer_Encoding="chunked", Content_Encoding="gzip")
    for stated in (chunked(gzip.compress(page, mtime=0), 50), gzip.compress(page, mtime=0), page):
        found = opened_bytes("a.warc", pack.record("response", block, WARC_Payload_Digest=pack.digest(stated)))
        assert found.document.text == WORDS
        assert found.codes() == []


@pytest.mark.parametrize(
    "headers", [{"Content_Encoding": "gzip"}, {"Content_Encoding": "br"}, {"Content_Encoding": "deflate"}, {"Transfer_Encoding": "chunked"}]
)
def test_a_header_of_an_encoding_that_was_undone_already(opened_bytes, pack, headers: dict[str, str]) -> None:
    assert opened_bytes("a.warc", pack.record("response", pack.http(pack.page(WORDS), **headers))).document.text == WORDS


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(b"x" * 5000, mtime=0)[:-9], {"Content_Encoding": "gzip"}),
        (brotli.compress(bytes(range(256)) * 90)[:-9], {"Content_Encoding": "br"}),
        (chunked(b"x" * 500)[:90], {"Transfer_Encoding": "chunked"}),
        (b"5\r\nabcdefgh", {"Transfer_Encoding": "chunked"}),
        (b"(\xb5/\xfd", {"Content_Encoding": "zstd"}),
    ],
)
def test_a_damaged_encoding_is_no_report(opened_bytes, pack, body: bytes, headers: dict[str, str]) -> None:
    found = opened_bytes("a.warc", pack.record("response", pack.http(body, **headers)) + pack.response(WORDS))
    assert [document.text for document in found.documents] == [WORDS]
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("warc.encoding", "quarantined")]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("kind", ["resource", "conversion"])
def test_resources_and_conversions(opened_bytes, pack, kind: str, version: str) -> None:
    data = pack.record(kind, pack.page(WORDS), version=version) + pack.record(
        kind, OTHER.encode(), version=version, Content_Type="text/plain; charset=utf-8", WARC_Target_URI="https://vale.example/b"
    )
    assert [document.text for document in opened_bytes("a.warc", data).documents] == [WORDS, OTHER]


def test_what_is_no_report_is_passed_over_and_counted_once(opened_bytes, pack) -> None:
    kinds = {
        "image/jpeg": b"\xff\xd8\xff", "text/css": b"p{}", "application/javascript": b"x", "application/json": b"{}", "font/woff2": b"x",
        "video/mp4": b"x", "application/octet-stream": bytes(range(256)), "text/html": b"",
    }  # fmt: skip
    records = [pack.record("response", pack.http(body, Content_Type=kind)) for kind, body in kinds.items()]
    records += [
        pack.record("response", pack.http(pack.page(WORDS), status=f"HTTP/1.1 {status}"), WARC_Record_ID=f"<urn:{status}>")
        for status in ("301 Moved", "304 Not Modified", "403 No", "404 Not Found", "500 Error", "204 No Content")
    ]
    records += [pack.record("response", b"answer", Content_Type="text/dns", WARC_Target_URI="dns:vale.example")]
    records += [pack.record(kind, b"x: y\r\n", Content_Type="application/warc-fields") for kind in ("warcinfo", "metadata")]
    records += [pack.record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request")]
    found = opened_bytes("a.warc", b"".join([*records, pack.response(WORDS)]))
    assert [document.text for document in found.documents] == [WORDS]
    (issue,) = found.issues
    assert (issue.code, issue.outcome) == ("warc.not-reports", "recorded")
    assert issue.message.startswith("15 records are no reports and were passed over: ")
    for group in ("2 redirects", "3 errors of the server", "1 pictures", "1 empty", "1 binary files"):
        assert group in issue.message


def test_the_address_names_a_report_and_the_date_where_it_comes_again(opened_bytes, pack) -> None:
    dates = ("2031-05-04T10:00:00Z", "2031-05-05T10:00:00Z", "2031-05-05T10:00:00Z")
    records = [pack.response(f"{WORDS} {number}", WARC_Date=date) for number, date in enumerate(dates)]
    found = opened_bytes("a.warc", b"".join(records))
    address = "https://vale.example/a"
    last = f"{address} at {dates[2]}, byte {len(records[0] + records[1])}"
    assert [document.id for document in found.documents] == [address, f"{address} at {dates[1]}", last]
    assert [document.part.captured for document in found.documents] == list(dates)
    assert {document.url for document in found.documents} == {address}


def test_a_page_that_states_its_address_keeps_it_and_the_archive_has_its_own(opened_bytes, pack) -> None:
    page = pack.page(WORDS).replace(b"<title>", b"<link rel=canonical href=https://vale.example/story><title>")
    document = opened_bytes("a.warc", pack.record("response", pack.http(page), WARC_Target_URI="https://vale.example/a?from=feed")).document
    assert (document.url, document.part.url) == ("https://vale.example/story", "https://vale.example/a?from=feed")


def test_the_encoding_that_the_server_states_goes_before_that_of_the_page(opened_bytes, pack) -> None:
    page = pack.page("Людей не было, said the clinic in Upper Vale on Monday.").decode().encode("cp1251")
    block = pack.http(page, Content_Type="text/html; charset=windows-1251")
    found = opened_bytes("a.warc", pack.record("response", block))
    assert found.document.text.startswith("Людей не было")


def test_old_archives_with_brackets_around_the_address(opened_bytes, pack) -> None:
    found = opened_bytes("a.warc", pack.response(WORDS, "<https://vale.example/a>", version="1.0"))
    assert (found.document.id, found.document.url) == ("https://vale.example/a", "https://vale.example/a")


@pytest.mark.parametrize("uri", ["javascript:alert(1)", "urn:x:1", "ftp://vale.example/a", "not an address"])
def test_an_address_that_is_none_of_the_web_is_no_link(opened_bytes, pack, uri: str) -> None:
    document = opened_bytes("a.warc", pack.response(WORDS, uri)).document
    assert document.url is None
    assert document.part.url == uri


def test_digests_are_checked_where_they_are_stated(opened_bytes, pack) -> None:
    block = pack.http(pack.page(WORDS))
    right = {
        "WARC_Block_Digest": pack.digest(block),
        "WARC_Payload_Digest": "sha256:" + __import__("hashlib").sha256(pack.page(WORDS)).hexdigest(),
    }
    assert opened_bytes("a.warc", pack.record("response", block, **right)).codes() == []
    for header in right:
        for value in (pack.digest(b"another"), "sha1:short", "crc99:abc"):
            found = opened_bytes("a.warc", pack.record("response", block, **{**right, header: value}))
            assert found.document.text == WORDS
            assert found.codes() == ["warc.digest"]
            assert header.replace("_", "-") in found.document.issues[0].message


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("by", ["id", "address", "digest"])
def test_a_revisit_is_read_as_what_it_points_to(opened, pack, tmp_path: Path, by: str, compressed: bool) -> None:
    page = pack.page(WORDS)
    digest = pack.digest(page)
    original = pack.response(WORDS, WARC_Record_ID="<urn:uuid:1>", WARC_Payload_Digest=digest)
    points: dict[str, dict[str, str]] = {
        "id": {"WARC_Refers_To": "<urn:uuid:1>"},
        "address": {"WARC_Refers_To_Target_URI": "https://vale.example/a", "WARC_Refers_To_Date": pack.DATE},
        "digest": {"WARC_Payload_Digest": digest},
    }
    revisit = pack.record(
        "revisit", pack.http(b"", status="HTTP/1.1 304 Not Modified"), WARC_Target_URI="https://vale.example/b",
        WARC_Date="2031-06-01T00:00:00Z", **points[by],
    )  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    if compressed:
        (folder / "a.warc.gz").write_bytes(pack.gz([pack.response(OTHER, "https://vale.example/c"), original, revisit]))
    else:
        (folder / "a.warc").write_bytes(pack.response(OTHER, "https://vale.example/c") + original)
        (folder / "b.warc").write_bytes(revisit)
    found = opened(str(folder))
    assert found.codes() == []
    last = found.documents[-1]
    assert (last.text, last.id, last.part.captured) == (WORDS, "https://vale.example/b", "2031-06-01T00:00:00Z")
    assert last.part.sha256 == found.documents[-2].part.sha256


def test_a_revisit_whose_digest_is_not_that_of_what_it_points_to_is_not_resolved(opened_bytes, pack) -> None:
    revisit = pack.record("revisit", b"", Content_Type=None, WARC_Refers_To="<urn:uuid:1>", WARC_Payload_Digest=pack.digest(b"another"))
    found = opened_bytes("a.warc", pack.response(WORDS, WARC_Record_ID="<urn:uuid:1>") + revisit)
    assert len(found.documents) == 1
    assert found.codes() == ["warc.revisit-unresolved"]


def test_divided_records_and_unknown_types_are_named(opened_bytes, pack) -> None:
    records = [
        pack.response(WORDS, WARC_Segment_Number="1"),
        pack.record("continuation", b"rest", WARC_Segment_Number="2", Content_Type=None),
        pack.record("screenshot", b"x"),
        pack.record("metadata", pack.http(pack.page(WORDS))),
    ]
    found = opened_bytes("a.warc", b"".join(records))
    assert [issue.code for issue in found.issues] == ["warc.segments", "warc.segments", "warc.type", "warc.type"]


def test_a_part_of_a_page_is_read_and_said_to_be_one(opened_bytes, pack) -> None:
    found = opened_bytes("a.warc", pack.response(WORDS, WARC_Truncated="length"))
    assert found.document.text == WORDS
    assert found.codes() == ["warc.incomplete"]


@pytest.mark.parametrize("compressed", [False, True])
def test_a_record_over_the_limit_is_named_and_the_next_one_read(opened_bytes, pack, compressed: bool) -> None:
    large = pack.response("x" * 3_000_000, "https://vale.example/l")
    video = pack.record("response", pack.http(bytes(3_000_000), Content_Type="video/mp4"))
    records = [large, video, pack.response(WORDS)]
    data = pack.gz(records) if compressed else b"".join(records)
    found = opened_bytes("a.warc", data, limits=Limits(record_bytes=1_000_000))
    assert [document.text for document in found.documents] == [WORDS]
    assert [issue.code for issue in found.issues] == ["warc.limit", "warc.not-reports"]
    assert found.issues[0].where.endswith("record at byte 0")


def test_an_archive_compressed_as_a_whole(opened_bytes, pack) -> None:
    records = [pack.response(f"{WORDS} {number}", f"https://vale.example/{number}") for number in range(3)]
    found = opened_bytes("c.warc.gz", gzip.compress(b"".join(records)))
    assert [document.part.path for document in found.documents] == [(), ("c.warc",), ("c.warc",)]
    assert [document.part.offset for document in found.documents] == [0, len(records[0]), len(records[0] + records[1])]


def test_members_that_divide_records_and_padding_behind_them(opened_bytes, pack) -> None:
    data = b"".join(pack.response(f"{WORDS} {number}", f"https://vale.example/{number}") for number in range(5))
    blocks = b"".join(gzip.compress(data[start : start + 100], mtime=0) for start in range(0, len(data), 100))
    found = opened_bytes("a.warc.gz", blocks + bytes(5000))
    assert [document.text for document in found.documents] == [f"{WORDS} {number}" for number in range(5)]
    assert found.codes() == []


def test_a_damaged_member_costs_itself_alone(opened_bytes, pack) -> None:
    members = [gzip.compress(pack.response(f"{WORDS} {number}", f"https://vale.example/{number}")) for number in range(4)]
    damaged = bytearray(members[1])
    damaged[30:60] = bytes(30)
    checksum = bytearray(members[2])
    checksum[-6] ^= 1
    found = opened_bytes("a.warc.gz", members[0] + bytes(damaged) + bytes(checksum) + members[3])
    assert [document.text for document in found.documents] == [f"{WORDS} {number}" for number in (0, 2, 3)]
    assert sorted(set(found.codes())) == ["gzip.checksum", "gzip.damaged"]


def test_a_feed_or_a_document_in_an_archive_is_not_passed_over_in_silence(opened_bytes, pack) -> None:
    found = opened_bytes("a.warc", pack.record("response", pack.http(b"{\\rtf1 Nobody was hurt.}", Content_Type="application/rtf")))
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("file.format", "quarantined")]


@pytest.mark.parametrize("compressed", [False, True])
def test_an_archive_that_holds_nothing_but_words_about_itself_says_so(opened_bytes, pack, compressed: bool) -> None:
    records = [
        pack.record("warcinfo", b"software: of our own\r\n", Content_Type="application/warc-fields"),
        pack.record("request", b"GET / HTTP/1.1\r\n\r\n", Content_Type="application/http; msgtype=request"),
    ]
    issue = opened_bytes("a.warc", pack.gz(records) if compressed else b"".join(records)).issue
    assert (issue.code, issue.outcome) == ("warc.empty", "recorded")


@pytest.mark.parametrize("interim", ["HTTP/1.1 100 Continue", "HTTP/1.1 103 Early Hints", "HTTP/1.1 102 Processing"])
@pytest.mark.parametrize("times", [1, 3])
def test_interim_answers_are_passed_over_and_the_final_one_is_read(opened_bytes, pack, interim: str, times: int) -> None:
    first = pack.http(b"", status=interim, Content_Type=None, Link="</a.css>; rel=preload")
    final = pack.http(gzip.compress(pack.page(WORDS)), Content_Encoding="gzip")
    whole = first * times + final
    for digest in (pack.digest(whole[len(first) :]), pack.digest(gzip.compress(pack.page(WORDS))), pack.digest(pack.page(WORDS))):
        found = opened_bytes("a.warc", pack.record("response", whole, WARC_Payload_Digest=digest))
        assert found.document.text == WORDS
        assert found.codes() == []


def test_interim_answers_before_an_error_or_nothing_are_counted(opened_bytes, pack) -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\n"
    records = [
        pack.record("response", interim + pack.http(pack.page(WORDS), status="HTTP/1.1 404 Not Found"), WARC_Record_ID="<urn:1>"),
        pack.record("response", interim, WARC_Record_ID="<urn:2>"),
        pack.record("response", b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + pack.http(pack.page(WORDS)), WARC_Record_ID="<urn:3>"),
    ]
    issue = opened_bytes("a.warc", b"".join(records)).issue
    assert issue.code == "warc.not-reports"
    assert "2 answers without content" in issue.message
    assert "1 errors of the server" in issue.message


def test_interim_answers_without_end_or_before_something_else_are_named(opened_bytes, pack) -> None:
    interim = b"HTTP/1.1 100 Continue\r\n\r\n"
    for block in (interim * 50 + pack.http(pack.page(WORDS)), interim + b"HTTP/1.1\r\n\r\n"):
        found = opened_bytes("a.warc", pack.record("response", block) + pack.response(OTHER))
        assert [document.text for document in found.documents] == [OTHER]
        assert [(issue.code, issue.outcome) for issue in found.issues] == [("warc.http", "quarantined")]


def test_a_body_shorter_than_the_server_announced_is_read_and_said_to_be(opened_bytes, pack) -> None:
    block = pack.http(pack.page(WORDS), Content_Length="50000")
    found = opened_bytes("a.warc", pack.record("response", block))
    assert found.document.text == WORDS
    assert found.codes() == ["warc.incomplete"]
    message = found.document.issues[0].message
    assert "50,000 bytes" in message
    assert f"{len(pack.page(WORDS)):,} came" in message
    assert opened_bytes("b.warc", pack.record("response", block, WARC_Truncated="length")).codes() == ["warc.incomplete"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Length": "exact"},
        {"Content_Length": "90"},  # of a compressed body that was expanded
        {"Content_Length": "50000", "Content_Encoding": "gzip"},
        {"Content_Length": "50000", "Transfer_Encoding": "chunked"},
        {"Content_Length": "50000", "X_Archive_Orig_Content_Encoding": "gzip"},
        {"Content_Length": "50000", "X_Crawler_Transfer_Encoding": "chunked"},
        {"Content_Length": "many"},
        {"Content_Length": "-5"},
    ],
)
def test_a_length_that_fits_or_that_an_undone_encoding_explains_is_no_news(opened_bytes, pack, headers: dict[str, str]) -> None:
    page = pack.page(WORDS)
    headers = {**headers, "Content_Length": headers["Content_Length"].replace("exact", str(len(page)))}
    found = opened_bytes("a.warc", pack.record("response", pack.http(page, **headers)))
    assert (found.document.text, found.codes()) == (WORDS, [])


def test_a_few_bytes_that_took_more_when_they_were_compressed_are_whole(opened_bytes, pack) -> None:
    body = b"Nobody was hurt."
    announced = str(len(gzip.compress(body)))
    block = pack.http(body, Content_Type="text/plain", Content_Length=announced)
    assert opened_bytes("a.warc", pack.record("response", block)).codes() == []


@pytest.mark.parametrize(("date", "code"), [
    ("0000-00-00T00:00:00Z", "date.impossible"),
    ("2031-02-30T10:00:00Z", "date.impossible"),
    ("2031-05-04T25:00:00Z", "date.impossible"),
    ("99999-05-04T10:00:00Z", "date.unknown"),
    ("2031-05-04T10:00:00.123456789Z", None),
    ("2031-05-04T10:00Z", None),
    ("2031-05-04", None),
])  # fmt: skip
def test_a_date_that_no_calendar_has_is_left_out_and_named(opened_bytes, pack, date: str, code: str | None) -> None:
    found = opened_bytes("a.warc", pack.response(WORDS, WARC_Date=date))
    assert found.document.text == WORDS
    assert found.codes() == ([code] if code else [])
    assert found.document.part.captured == (None if code else date)


def test_headers_of_http_that_are_none(opened_bytes, pack) -> None:
    for block in (b"HTTP/1.1\r\n\r\n", b"\x00\x01\x02", b""):
        found = opened_bytes(
            "a.warc", pack.record("response", block, Content_Type="application/http; msgtype=response") + pack.response(WORDS)
        )
        assert [document.text for document in found.documents] == [WORDS]
        assert [issue.code for issue in found.issues] == ["warc.http"]


def test_issues_of_a_page_say_where_it_stands(opened_bytes, pack, tmp_path: Path) -> None:
    first = pack.response(WORDS)
    found = opened_bytes(
        "a.warc", first + pack.record("response", pack.http(b"<!doctype html><p></p>"), WARC_Target_URI="https://v.example/e")
    )
    (one, other) = found.everything
    assert isinstance(one, Document)
    assert isinstance(other, Issue)
    assert other.code == "html.no-text"
    assert other.where == f"{tmp_path / 'a.warc'}, record at byte {len(first)}"
    assert one.capture == found.captures[0]
    assert one.capture.media_type == "application/warc"
