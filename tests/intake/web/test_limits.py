"""However an answer goes on, asking ends: by time, by size, by the length of its headers (CUSTODY: P40)."""

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterable

import pytest

from onrecord.intake.web_exchange import MOST_HEADER_BYTES

from .conftest import PAGE, answer

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def sending(*pieces: bytes, without_end: bytes = b"", pause: float = 0.0, left: threading.Event | None = None) -> Callable[..., None]:
    """A server that sends some pieces, then one again and again until its visitor has gone."""

    def send(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
            while without_end and not (left and left.is_set()):
                connection.sendall(without_end)
                time.sleep(pause)

    return send


def silent(site) -> Callable[..., None]:
    return lambda connection: site.left.wait(30) and None


def test_a_body_without_end_is_cut_off_at_the_limit(desk, site):
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    sent = []

    def pour(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            while len(sent) < 10_000:
                connection.sendall(chunk)
                sent.append(len(chunk))

    site.replies["/flood"] = pour
    came = desk.capture("/flood", response_bytes=1_000_000)
    assert (came.issue.code, came.issue.outcome) == ("capture.limit", "refused")
    assert "1,000,000 bytes" in came.issue.message
    assert came.opened is None
    assert sum(sent) < 50_000_000


def test_a_length_over_the_limit_is_believed_before_the_body_is_taken(desk, site):
    site.replies["/large"] = HEAD + b"Content-Length: 10000000000\r\n\r\n" + PAGE
    assert desk.capture("/large").issue.code == "capture.limit"


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Header: " + b"x" * 65536 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 65536),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </style>\r\n\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["many headers", "one header", "hints", "continue"],
)
def test_headers_without_end_are_cut_off(desk, site, pieces: Iterable[bytes]):
    first, again = pieces
    site.replies["/headers"] = sending(first, without_end=again, left=site.left)
    came = desk.capture("/headers")
    assert came.issue.code == "capture.limit"
    assert f"{MOST_HEADER_BYTES:,} bytes or no end" in came.issue.message


@pytest.mark.parametrize("stage", ["nothing", "headers", "body", "chunks"])
def test_an_answer_that_drips_ends_with_the_time_for_the_whole(real_time, site, stage: str):
    starts = {
        "nothing": b"",
        "headers": b"HTTP/1.1 200 OK\r\nX-Slow: ",
        "body": HEAD + b"Content-Length: 1000000\r\n\r\n",
        "chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
    }
    drop = b"1\r\nx\r\n" if stage == "chunks" else b"x"
    reply = sending(starts[stage], without_end=drop, pause=0.02, left=site.left) if starts[stage] else silent(site)
    site.replies["/slow"] = reply
    came = real_time.capture("/slow", timeout=0.4, interval=0)
    assert (came.issue.code, came.issue.outcome) == ("capture.limit", "refused")
    assert "within 0.4 seconds" in came.issue.message
    assert came.opened is None


def test_a_look_up_that_does_not_end_is_left(real_time, site):
    released = threading.Event()
    known = real_time.network.resolver

    def look_up(*given: object) -> object:
        released.wait(30)
        return known(*given)

    real_time.network.resolver = look_up
    came = real_time.capture("/", timeout=0.2)
    released.set()
    assert came.issue.code == "capture.limit"
    assert site.connections == 0


def test_waiting_between_requests_is_not_counted(desk, site):
    site.replies["/page"] = answer()
    assert desk.capture("/page", timeout=1, interval=30).document.title == "Mill burns"


@pytest.mark.parametrize(
    "reply",
    [
        HEAD + b"Content-Length: 5000\r\n\r\n" + PAGE,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\n" + PAGE[:64] + b"\r\n40\r\n" + PAGE[64:90],
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nnothing of the kind\r\n" + PAGE,
    ],
    ids=["length", "chunks", "no chunk"],
)
def test_an_answer_that_breaks_off_is_kept_and_not_read(desk, site, reply: bytes):
    site.replies["/cut"] = reply
    came = desk.capture("/cut")
    assert (came.issue.code, came.issue.outcome) == ("capture.truncated", "quarantined")
    assert came.opened is not None


@pytest.mark.parametrize(
    "reply", [b"", b"SSH-2.0-OpenSSH_9.9\r\n", b"HTTP/1.1 200 OK\r\nContent-", b"\x00\x01\x02" * 50, b"HTTP/1.1 two hundred\r\n\r\n"]
)
def test_what_is_no_answer_is_said_to_be_none(desk, site, reply: bytes):
    site.replies["/other"] = reply
    came = desk.capture("/other")
    assert (came.issue.code, came.issue.outcome) == ("capture.protocol", "refused")


def test_what_is_sent_behind_the_end_is_no_part_of_the_answer(desk, site):
    site.replies["/more"] = answer() + b"HTTP/1.1 200 OK\r\n\r\nsomething else"
    came = desk.capture("/more")
    assert came.document.title == "Mill burns"
    assert b"something else" not in gzip.decompress(came.archive)
