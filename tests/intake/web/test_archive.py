"""The archive holds every byte of the answers, and two other programs read and check it."""

import gzip
import io
import re

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from onrecord.intake.web_network import Network

from .conftest import PAGE, Clock, answer, redirect

CHUNKED = (
    b"HTTP/1.1 200 OK\r\ncontent-TYPE:  text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"%x;name=value\r\n%s\r\n0\r\nTrailer: 1\r\n\r\n"
    % (
        len(PAGE),
        PAGE,
    )
)


def records(archive: bytes, **options: object) -> list[object]:
    return [(one.rec_type, one.rec_headers, one.raw_stream.read()) for one in ArchiveIterator(io.BytesIO(archive), **options)]


@pytest.fixture
def two_answers(desk, site) -> bytes:
    site.replies |= {"/old": redirect("/new"), "/new": CHUNKED}
    came = desk.capture("/old", contact="https://desk.example/about")
    assert came.document.title == "Mill burns"
    return came.archive


def test_its_records_are_what_was_asked_and_answered(two_answers: bytes, site):
    found = records(two_answers, no_record_parse=True)
    assert [kind for kind, _, _ in found] == ["warcinfo", *["response", "request", "metadata"] * 2]
    responses = [block for kind, _, block in found if kind == "response"]
    assert responses == [site.replies["/old"], CHUNKED], "each byte as it was sent"
    assert [block for kind, _, block in found if kind == "request"] == site.requests[1:]
    heads = [head for _, head, _ in found]
    assert all(head.protocol == "WARC/1.1" for head in heads)
    assert [head.get_header("WARC-IP-Address") for head in heads if head.get_header("WARC-Type") == "response"] == ["127.0.0.1"] * 2
    about = found[0][2].decode()
    assert "software: OnRecord/" in about
    assert "operator: https://desk.example/about" in about
    noted = found[-1][2].decode()
    assert f"via: http://vale.example:{site.port}/old\r\n" in noted
    assert re.search(r"^robots: .*/robots\.txt answered 404, which allows everything\r$", noted, re.MULTILINE)


def test_each_record_is_compressed_by_itself_and_stands_where_the_report_says(two_answers: bytes, desk, site):
    came = desk.capture("/new")
    part = came.document.part
    alone = gzip.decompress(came.archive[part.offset : part.offset + part.length])
    assert alone.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
    assert part.record.encode() in alone
    assert alone.endswith(CHUNKED + b"\r\n\r\n")


def test_two_other_programs_find_its_digests_right(two_answers: bytes):
    checked = []
    for record in ArchiveIterator(io.BytesIO(two_answers), check_digests=True):
        record.content_stream().read()
        checked.append(record.digest_checker.passed)
    assert checked == [True] * 7
    assert all(record.verify_block_digest() for record in FastIterator(io.BytesIO(two_answers), parse_http=False))
    responses = (one for one in FastIterator(io.BytesIO(two_answers)) if one.headers["WARC-Type"] == "response")
    payloads = [one.verify_payload_digest() if "WARC-Payload-Digest" in one.headers else None for one in responses]
    assert payloads == [True, None], "of the second, whose body has a transfer coding, none is given"


def test_a_changed_byte_is_found(two_answers: bytes):
    start = gzip.decompress(two_answers).index(b"Upper Vale")
    altered = bytearray(gzip.decompress(two_answers))
    altered[start] ^= 1
    verdicts = [record.verify_block_digest() for record in FastIterator(io.BytesIO(bytes(altered)), parse_http=False)]
    assert verdicts.count(False) == 1


def test_the_same_answers_make_the_same_bytes(desk, site):
    site.replies["/page"] = CHUNKED
    archives = []
    for _ in range(2):
        clock = Clock()
        network = Network(
            resolver=desk.names,
            also_allowed=desk.network.also_allowed,
            now=clock.date,
            ticks=clock.ticks,
            pause=clock.pause,
            identifier=lambda: "<urn:uuid:0>",
        )
        desk.network = network
        archives.append(desk.capture("/page").archive)
    assert archives[0] == archives[1]


def test_each_record_has_an_identifier_of_its_own_unless_a_test_says_otherwise():
    assert len({Network().identifier() for _ in range(100)}) == 100
    assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", Network().identifier())


def test_an_answer_that_broke_off_says_so(desk, site):
    site.replies["/cut"] = answer()[:-20]
    (head,) = [head for kind, head, _ in records(desk.capture("/cut").archive) if kind == "response"]
    assert head.get_header("WARC-Truncated") == "disconnect"


def test_an_answer_larger_than_memory_holds_is_kept_whole(desk, site):
    body = b"<!doctype html><p>" + b"The mill burned. " * 1_200_000
    site.replies["/large"] = answer(body)
    came = desk.capture("/large")
    ((_, _, block),) = [one for one in records(came.archive, no_record_parse=True) if one[0] == "response"]
    assert block == site.replies["/large"]
