"""Whatever an address, a redirect or an answer is made of, what comes out is a record or an error with a name."""

import ipaddress
import socket
import sys
import threading
from types import ModuleType, SimpleNamespace
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.intake import formats
from onrecord.intake.web import is_address, shown
from onrecord.intake.web_exchange import Asking, Budget, exchange
from onrecord.intake.web_guard import Asked, NotCapturedError, check, check_redirect
from onrecord.intake.web_network import Network
from onrecord.settings import WebCapture

from .conftest import PAGE, Names, answer

CAPTURE = WebCapture(enabled=True)
NETWORK = Network(resolver=Names(vale_example="127.0.0.1"), also_allowed=(ipaddress.ip_network("127.0.0.1/32"),))
POLICY = Network().policy(CAPTURE)

LOOPBACK = st.integers(0, 2**24 - 1).map(lambda tail: 127 << 24 | tail)
DIGITS = str.maketrans("0123456789.", "０①2３④5６⑦8９.。"[:11])


def spellings(number: int) -> list[str]:
    """The ways in which one IPv4 address is written."""
    a, b, c, d = number.to_bytes(4, "big")
    low, last = number & 0xFFFFFF, number & 0xFFFF
    mapped = f"{number >> 16:x}:{number & 0xFFFF:x}"
    return [
        f"{a}.{b}.{c}.{d}",
        f"{a}.{b}.{c}.{d}.",
        f"{a}.{b}.{last}",
        f"{a}.{low}",
        str(number),
        hex(number),
        oct(number).replace("0o", "0"),
        f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.{b}.{c}.{d}".translate(DIGITS),
        f"{a}。{b}。{c}。{d}",
        f"[::ffff:{a}.{b}.{c}.{d}]",
        f"[::ffff:{mapped}]",
        f"[::{mapped}]",
        f"[64:ff9b::{mapped}]",
        f"[2002:{mapped}::]",
    ]


@given(LOOPBACK, st.integers(0, 15), st.sampled_from(["http", "HTTPS"]), st.sampled_from(["", "/", "/a?b#c", "?q", "#f"]))
def test_no_spelling_of_this_machine_passes(number: int, way: int, scheme: str, rest: str):
    written = spellings(number)
    try:
        asked = check(f"{scheme}://{written[way]}{rest}", POLICY)
    except NotCapturedError as refused:
        assert refused.code == "url.forbidden"
    else:  # a name, to the guard: what it stands for is looked at when it is looked up
        with pytest.raises(NotCapturedError, match="not asked for"):
            exchange(asked, asking(Network()))


def asking(network: Network, seconds: float = 30, most: int = 1_000_000) -> Asking:
    policy = network.policy(CAPTURE)
    return Asking(network=network, policy=policy, budget=Budget(seconds, network.ticks), headers=(), most=most)


@given(st.text(max_size=60))
@example("http://[")
@example("http://[::1")
@example("http://a:b/")
@example("http://\ud800/")
@example("http://xn--\u0000/")
@example("http://vale.example:99999/")
@example("http://vale.example/\ud800\udc00")
def test_any_address_is_checked_or_refused_with_a_sentence(text: str):
    for address in (text, f"http://{text}", f"https://vale.example/{text}"):
        is_address(address)
        assert "\n" not in shown(address).encode("utf-8").decode("utf-8"), "it can be kept"
        try:
            asked = check(address, POLICY)
        except NotCapturedError as refused:
            assert refused.message.endswith(".")
        else:
            assert_sendable(asked)


@given(st.text(max_size=60))
@example("//")
@example("http:///x")
@example("//[")
@example("\\\\vale.example")
def test_any_place_that_an_answer_leads_to_is_checked_or_refused(location: str):
    base = check("https://vale.example/a/b?c", POLICY)
    try:
        assert_sendable(check_redirect(location, base, POLICY))
    except NotCapturedError as refused:
        assert refused.code == "url.forbidden"


def assert_sendable(asked: Asked) -> None:
    """One line of a request, which nobody can make two of."""
    line = f"GET {asked.path} HTTP/1.1 {asked.host_field}".encode("ascii")
    assert len(line.split(b" ")) == 4
    assert not any(byte < 0x21 for byte in line.replace(b" ", b""))
    again = check(asked.url, POLICY)
    assert (again.url, again.origin, again.path) == (asked.url, asked.origin, asked.path), "asked for again, it is the same"


ANSWERS = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=200).map(lambda tail: b"HTTP/1.1 200 OK\r\n" + tail),
    st.binary(max_size=200).map(lambda tail: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + tail),
    st.tuples(st.integers(0, len(answer())), st.binary(min_size=1, max_size=3)).map(
        lambda cut: answer()[: cut[0]] + cut[1] + answer()[cut[0] :]
    ),
)


@given(ANSWERS)
@example(answer())
def test_any_answer_is_taken_or_refused_and_each_byte_of_it_counted(sent: bytes):
    here, there = socket.socketpair()

    def server() -> None:
        with there:
            there.recv(65536)
            there.sendall(sent)

    thread = threading.Thread(target=server)
    thread.start()
    asked = check("http://vale.example/", NETWORK.policy(CAPTURE))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("onrecord.intake.web_exchange._connected", lambda *given: here)
        try:
            done = exchange(asked, asking(NETWORK))
        except NotCapturedError as refused:
            assert refused.code in ("capture.protocol", "capture.limit", "capture.unreachable")
        else:
            done.answer.seek(0)
            taken = done.answer.read()
            assert sent.startswith(taken)
            assert len(taken) == done.size
            assert 200 <= done.status < 1000
            done.close()
    thread.join()


def test_a_fault_of_ours_in_reading_costs_no_other_source(desk, site, monkeypatch: pytest.MonkeyPatch):
    def failing(*given: object) -> object:
        raise RuntimeError("a fault of the program")

    monkeypatch.setitem(sys.modules, "failing_format", cast(ModuleType, SimpleNamespace(read=failing)))
    monkeypatch.setitem(formats.FORMATS, "html", ("failing_format", "read"))
    site.replies["/page"] = answer(PAGE)
    came = desk.capture("/page")
    assert (came.issue.code, came.issue.outcome) == ("file.fault", "quarantined")
    assert came.opened is not None


def test_no_space_to_take_an_answer_in_is_said(desk, site, monkeypatch: pytest.MonkeyPatch):
    class Full:
        def __init__(self, **given: object) -> None: ...
        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        def close(self) -> None: ...

    site.replies["/page"] = answer(PAGE)
    desk.capture("/page")
    monkeypatch.setattr("onrecord.intake.web_exchange.tempfile.SpooledTemporaryFile", Full)
    came = desk.capture("/page")
    assert (came.issue.code, came.issue.outcome) == ("file.unreadable", "refused")
    assert "no space left" in came.issue.message
