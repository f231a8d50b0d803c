"""``onrecord read https://…``: off until the case says otherwise; then the answer is kept and its report read."""

import http.server
import ipaddress
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import flow
from onrecord.intake import web_capture
from onrecord.intake.web_network import Network
from onrecord.ledger import View

PAGE = b"<!doctype html><title>Market</title><p>At least 12 people were killed in Dorvan, the governor said.</p>"


class Herald(http.server.ThreadingHTTPServer):
    """A site of two pages."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.paths: list[str] = []


class Visit(http.server.BaseHTTPRequestHandler):
    server: Herald

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        if self.path.startswith("/market"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def herald(monkeypatch: pytest.MonkeyPatch) -> Iterator[Herald]:
    """A site on this machine, which the network of these tests allows; it makes nobody wait."""
    allowed = (ipaddress.ip_network("127.0.0.1/32"),)
    monkeypatch.setattr(web_capture, "PUBLIC", Network(also_allowed=allowed, pause=lambda seconds: None))
    with Herald() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def allowed(herald: Herald, tmp_path: Path) -> str:
    """The site's address; the case ``c`` asks for addresses."""
    port = herald.server_address[1]
    with flow.case_of(tmp_path / "c", create=True):
        pass
    (tmp_path / "c" / "onrecord.toml").write_text(f'reader = "rules"\n[capture]\nenabled = true\nports = [{port}]\n')
    return f"http://127.0.0.1:{port}"


def test_an_address_is_captured_and_read_like_a_file(command, herald: Herald, allowed: str, tmp_path: Path) -> None:
    ended = command("--case", "c", "read", f"{allowed}/market", "--json")
    assert ended.code == 0
    (printed,) = ended.objects
    assert printed["id"] == printed["report"]["url"] == f"{allowed}/market"
    assert printed["figures"][0]["min"] == 12
    assert ended.err == ("asking for 1 address; no host is asked more than once in 5 seconds\n1 report read; kept in c/\n")
    assert all(len(line) <= 80 for line in ended.told.splitlines())
    (kept,) = (path for path in (tmp_path / "c" / "blobs").rglob("*") if path.is_file())
    assert kept.read_bytes().startswith(b"\x1f\x8b")
    assert command("--case", "c", "show", f"{allowed}/market", "--json").code == 0


def test_the_same_page_again_is_another_capture_of_the_same_report(command, herald: Herald, allowed: str, tmp_path: Path) -> None:
    first = command("--case", "c", "read", f"{allowed}/market", "--json")
    again = command("--case", "c", "read", f"{allowed}/market", "--json")
    assert again.out == first.out
    assert "which was in the case already" in again.err
    assert len([path for path in (tmp_path / "c" / "blobs").rglob("*") if path.is_file()]) == 2
    with View.open(tmp_path / "c") as view:
        assert len(list(view.readings())) == 1


def test_an_identifier_names_it(command, allowed: str) -> None:
    ended = command("--case", "c", "read", f"{allowed}/market", "--id", "market", "--json")
    assert ended.objects[0]["id"] == "market"


def test_what_is_gone_and_what_is_refused_are_named_and_the_rest_is_read(command, herald: Herald, allowed: str, tmp_path: Path) -> None:
    sources = [f"{allowed}/gone", "http://10.0.0.1/", "http://reader:s3cret@herald.example/", f"{allowed}/market"]
    ended = command("--case", "c", "read", *sources, "--form", "line")
    assert ended.code == 1
    assert f"{allowed}/gone: {allowed}/gone answered 404 (Not Found)." in ended.err
    assert "http://10.0.0.1/: It is not asked for: 10.0.0.0/8 is Private-Use (RFC1918)." in ended.err
    assert "s3cret" not in ended.told
    assert "1 report read, 3 issues" in ended.err
    assert "market" in ended.out
    assert herald.paths == ["/robots.txt", "/gone", "/market"]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "c").rglob("*") if path.is_file())
    assert b"s3cret" not in kept


def test_a_new_case_asks_for_nothing(command, herald: Herald) -> None:
    ended = command("read", f"http://127.0.0.1:{herald.server_address[1]}/market")
    assert ended.code == 1
    assert "write `enabled = true` under [capture] in its onrecord.toml" in ended.err
    assert herald.paths == []


def test_without_its_packages_one_sentence_says_what_to_install(
    command, herald: Herald, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("web_capture", "web_network"):
        monkeypatch.delitem(sys.modules, f"onrecord.intake.{module}")
    monkeypatch.setitem(sys.modules, "ssrfguard", None)
    ended = command("--case", "c", "read", f"{allowed}/market")
    assert ended.code == 1
    assert "needs the package ssrfguard, which is not installed: pip install 'onrecord[capture]'" in ended.err
    assert herald.paths == []


def test_addresses_in_lines_are_never_asked(command, herald: Herald, allowed: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(f'{{"id": "one", "text": "Nothing happened in Veth.", "url": "{allowed}/market"}}\n')
    assert command("--case", "c", "read", "--jsonl", "in.jsonl").code == 0
    assert herald.paths == []
