"""Every way in which asking fails: one sentence, told apart, nothing kept, and asked again only where that may help."""

import socket
import threading
import time
from typing import Any

import pytest

from onrecord.errors import NotRead, WrongUse
from onrecord.reading.endpoint import EndpointReader
from onrecord.reading.endpoint.exchange import LONGEST_BODY
from onrecord.reading.page import Page

PAGE = Page.of("The mayor of Orvane said that shells hit the mill. The army denied the claim.")


def said(reader: EndpointReader, page: Page = PAGE) -> list[str]:
    return [page.text[slice(*attribution.content[0])] for attribution in reader.attributions(page)]


FOUND = ["that shells hit the mill", "the claim"]


def fails(reader: EndpointReader) -> NotRead:
    with pytest.raises(NotRead) as caught:
        reader.attributions(PAGE)
    return caught.value


def test_an_endpoint_that_is_not_there(asked, waits: list[float]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reader = EndpointReader(asked(url=f"http://127.0.0.1:{port}/v1"))
    failure = fails(reader)
    assert failure.message == "The endpoint could not be reached: connection refused."
    assert failure.code == "reading.endpoint"
    assert waits == [1, 2, 4]
    fails(reader)
    assert waits == [1, 2, 4], "the next text does not wait as long again"
    assert "5 requests" in (reader.told() or "")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ({"status": 400}, "refused the request (400); its model or its server may not know JSON-schema output"),
        ({"status": 401}, "refused the request (401); check the key"),
        ({"status": 404}, "refused the request (404); check url and model"),
        ({"status": 418}, "refused the request (418)."),
        ({"status": 302, "headers": {"Location": "https://elsewhere.example/"}}, "sends elsewhere (302), and redirects are not followed"),
        ({"status": 429, "headers": {"Retry-After": "3600"}}, "asked too often (429). It asks to wait 3,600 seconds"),
        ({"status": 204, "body": b""}, "refused the request (204)"),
        ({"body": b"<html>busy</html>"}, "no chat completion"),
        ({"body": b"[" * 100_000}, "no chat completion"),
        ({"body": b'{"choices": []}'}, "without a choice"),
        ({"body": b"\xff"}, "no chat completion"),
        ({"body": b" " * (LONGEST_BODY + 1)}, "longer than 8,388,608 bytes"),
        ({"content": None}, "without words"),
        ({"content": "I marked it:"}, "something else than the JSON"),
        ({"content": '{"statements": [{"source": "The mayor"}]}'}, "something else than the JSON"),
        ({"content": '{"statements": [', "finish": "length"}, "cut off at its longest length; raise answer_tokens"),
        ({"content": "{}", "headers": {"Content-Encoding": "gzip"}}, "compressed form"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_failure_that_asking_again_would_not_mend(reader, server, waits, reply: dict[str, Any], message: str) -> None:
    server.plan = [server.reply(**reply)]
    failure = fails(reader)
    assert message in failure.message
    assert failure.message.startswith("The ")
    assert failure.message.endswith(".")
    assert failure.code == "reading.endpoint"
    assert len(server.seen) == 1
    assert waits == []
    assert said(reader) == FOUND, "the text is read when it is given again, and nothing of the failure was kept"


@pytest.mark.parametrize(
    "reply", [{"content": None, "message": {"refusal": "I cannot help with that."}}, {"content": "", "finish": "content_filter"}]
)
def test_a_refusal_of_the_model_is_counted_and_not_kept(reader, server, tmp_path, reply: dict[str, Any]) -> None:
    server.plan = [server.reply(**reply)]
    failure = fails(reader)
    assert (failure.code, failure.message) == ("reading.refused", "The model behind the endpoint refused to read this text.")
    assert not list(tmp_path.rglob("*.json"))
    told = reader.told() or ""
    assert "1 refusal," in told
    assert "1 text not read" in told


@pytest.mark.parametrize(
    ("reply", "waited"),
    [
        ({"status": 429}, 1),
        ({"status": 429, "headers": {"Retry-After": "7"}}, 7),
        ({"status": 503, "headers": {"Retry-After": "0"}}, 0),
        ({"status": 429, "headers": {"Retry-After": "Mon, 01 Jan 2001 00:00:00 GMT"}}, 0),
        ({"status": 429, "headers": {"Retry-After": "soon"}}, 1),
        ({"status": 500}, 1),
        ({"status": 408}, 1),
        ({"body": b"{}", "headers": {"Content-Length": "100"}}, 1),
    ],
    ids=["too often", "with a wait", "without one", "until a day long gone", "unreadable", "failed", "timed out there", "broke off"],
)
def test_a_failure_that_passes(asked, server, waits: list[float], reply: dict[str, Any], waited: float) -> None:
    server.plan = [server.reply(**reply)]
    reader = EndpointReader(asked(timeout=2))
    assert said(reader) == FOUND
    assert waits == [waited]
    assert "2 requests" in (reader.told() or "")


def test_a_failure_that_does_not_pass_is_given_up(asked, server, waits: list[float]) -> None:
    server.plan = [server.reply(status=500)] * 20
    failure = fails(EndpointReader(asked(retries=2)))
    assert failure.message == "The endpoint failed (500)."
    assert len(server.seen) == 3
    assert waits == [1, 2]


def test_a_server_that_refuses_one_text_is_there_for_the_next(asked, server, waits: list[float]) -> None:
    server.plan = [server.reply(status=400), server.reply(status=503)]
    reader = EndpointReader(asked())
    fails(reader)
    assert said(reader) == FOUND
    assert waits == [1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("HTTPS_PROXY", "ftp://127.0.0.1:1"), ("ALL_PROXY", "socks5://127.0.0.1:1"), ("SSL_CERT_FILE", "/nowhere/at/all.pem")],
)
def test_a_proxy_or_certificate_of_the_environment_that_cannot_be_used(
    asked, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongUse, match="the proxy or certificate settings of the environment cannot be used"):
        EndpointReader(asked(url="https://127.0.0.1:9/v1")).attributions(PAGE)


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("value", ["http://a..b:80", "a..b", "http://127.0.0.1:99999", "http://:80", "http://xn--/"])
def test_a_proxy_whose_name_no_machine_can_have_is_wrong_use(asked, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongUse, match=f"the environment variable {name} names no proxy that can be used"):
        EndpointReader(asked(url="https://127.0.0.1:9/v1", retries=0)).attributions(PAGE)


def test_an_answer_that_does_not_come_in_time(asked, server, waits: list[float]) -> None:
    server.plan = [server.reply(content="{}", delay=0.6)]
    assert fails(EndpointReader(asked(timeout=0.2, retries=0))).message == "The endpoint did not answer within 0.2 seconds."


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (HEAD + b"Content-Length: 1000000\r\n\r\n", b" "),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50),
        (HEAD, b"X-More: 1\r\n"),
        (HEAD + b"X-Long: ", b"a"),
        (CHUNKED + b"1;", b"a"),
        (CHUNKED + b"1\r\n{\r\n0\r\n", b"X-More: 1\r\n"),
    ],
    ids=["body", "continue", "hints", "header lines", "header bytes", "chunk extension", "trailer"],
)
def test_an_answer_that_never_ends(asked, waits: list[float], first: bytes, then: bytes) -> None:
    """Each piece comes in time, and the whole does not. A server that keeps it so is left, and asked anew on another connection."""
    ended = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        reader = EndpointReader(asked(url=f"http://127.0.0.1:{listening.getsockname()[1]}/v1", timeout=0.3, retries=1))

        def drip() -> None:
            for _ in range(2):
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65536)
                    try:
                        connection.sendall(first)
                        for _ in range(400):
                            connection.sendall(then)
                            time.sleep(0.01)
                    except OSError:
                        ended.append(True)

        thread = threading.Thread(target=drip)
        thread.start()
        before = time.monotonic()
        assert fails(reader).message == "The endpoint did not answer within 0.3 seconds."
        assert time.monotonic() - before < 3
        thread.join()
    assert ended == [True, True], "the connections are closed"
    assert waits == [1]


def test_parts_that_were_answered_are_kept_when_a_later_one_fails(reader, server, waits) -> None:
    page = Page.of("\n\n".join(f"The mayor of town {n} said that {'nothing ' * 300}was left." for n in range(6)))
    server.plan = [server.reply(content='{"statements": []}'), server.reply(status=400)]
    with pytest.raises(NotRead):
        reader.attributions(page)
    assert len(said(reader, page)) == 4
    assert len(server.seen) == 4
