"""No spelling, name or redirect reaches a machine that is not public (CUSTODY: G14, P40). What is counted are visits, not refusals.

Tried against the same table, a plain client that follows redirects (httpx 0.28) reaches 33 of the 57 rows; the test in a namespace of
its own runs it beside ours, to show that there was something to reach.
"""

import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import missing

from onrecord.intake.web import is_address
from onrecord.records import Issue

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ROWS = [line.split("\t") for line in (HERE / "forbidden.tsv").read_text(encoding="utf-8").splitlines()]


def spelled(url: str, port: int) -> str:
    return url.replace("{port}", str(port)).replace("\\t", "\t")


@pytest.fixture
def guarded(desk, site) -> Iterator[object]:
    """A desk whose one reachable site, at 127.0.0.2, is not the machine at 127.0.0.1 and ::1 that nobody may reach."""
    port = site.port
    others = [type(site)("127.0.0.2", port), type(site)("::1", port)]
    desk.network.also_allowed = (ipaddress.ip_network("127.0.0.2/32"),)
    desk.names.known.clear()
    desk.names.add("open.example", "127.0.0.2")
    for name in ("localhost", "inside.example"):
        desk.names.add(name, "127.0.0.1")
    desk.names.add("inside6.example", "::1")
    desk.names.add("both.example", ["127.0.0.2", "127.0.0.1"])
    desk.names.add("moves.example", "127.0.0.2", "127.0.0.1")
    there, loopback6 = others
    to = {
        "/to-loopback": f"http://127.0.0.1:{port}/",
        "/to-loopback-short": f"//127.0.0.1:{port}/",
        "/to-decimal": f"http://2130706433:{port}/",
        "/to-inside": f"http://inside.example:{port}/",
        "/to-file": "file:///etc/hostname",
    }
    there.replies |= {path: f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode() for path, place in to.items()}
    for one in others:
        threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    desk.inside = (site, loopback6)
    desk.there = there
    yield desk
    for one in others:
        one.shutdown()
        one.server_close()


@pytest.mark.parametrize(("name", "url"), ROWS, ids=[name for name, _ in ROWS])
def test_a_forbidden_address_is_refused_and_nothing_is_reached(guarded, name: str, url: str):
    address = spelled(url, guarded.site.port)
    came = guarded.capture(address)
    assert came.opened is None
    assert came.issue.code == "url.forbidden"
    assert came.issue.outcome == "refused"
    assert [one.connections for one in guarded.inside] == [0, 0]
    assert guarded.there.connections <= 2, "its robots.txt, and the page that leads elsewhere"


@pytest.mark.parametrize(("name", "url"), ROWS, ids=[name for name, _ in ROWS])
def test_a_forbidden_address_is_known_as_an_address_and_not_looked_for_among_files(name: str, url: str):
    assert is_address(spelled(url, 80))


def test_the_machine_that_nobody_may_reach_counts_its_visits(guarded):
    for one, address in zip(guarded.inside, ("127.0.0.1", "::1"), strict=True):
        with socket.create_connection((address, guarded.site.port)) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert connection.recv(100)
        assert one.connections == 1


def test_a_name_is_looked_up_once_for_each_connection_which_is_made_to_the_address_that_was_checked(guarded):
    guarded.names.add("moves.example", "127.0.0.2", "127.0.0.2", "127.0.0.1")
    guarded.there.replies["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nMoved itself."
    came = guarded.capture(f"http://moves.example:{guarded.site.port}/")
    assert came.document.text == "Moved itself."
    assert guarded.names.asked == ["moves.example", "moves.example"]
    assert guarded.capture(f"http://moves.example:{guarded.site.port}/").issue.code == "url.forbidden"


def test_a_refusal_says_why_without_a_password(guarded):
    came = guarded.capture(f"http://reader:s3cret@127.0.0.1:{guarded.site.port}/page")
    assert "s3cret" not in repr(came.issue)
    assert came.issue.where == f"http://…@127.0.0.1:{guarded.site.port}/page"
    assert "name or password" in came.issue.message
    assert "stands for public addresses and for others" in guarded.capture(f"http://both.example:{guarded.site.port}/").issue.message
    assert "inside.example is at 127.0.0.1, and 127.0.0.0/8 is Loopback" in (
        guarded.capture(f"http://inside.example:{guarded.site.port}/").issue.message
    )
    assert "names port 6379, and only 80, 443" in guarded.capture("http://open.example:6379/").issue.message
    assert "leads to file:///etc/hostname" in guarded.capture(f"http://open.example:{guarded.site.port}/to-file").issue.message


@pytest.mark.parametrize("source", ["report.txt", "reports/http/page.html", "C:\\reports\\page.html", "a:b", "-", "../https.txt"])
def test_a_path_is_no_address(source: str):
    assert not is_address(source)


def test_nothing_forbidden_is_reached_in_a_network_of_its_own():
    """With the guard as it is shipped: in a network namespace this machine has public addresses too, and ports 80."""
    if not shutil.which("unshare") or not shutil.which("ip") or subprocess.run(["unshare", "-rn", "true"], check=False).returncode:
        missing("what makes a network namespace (unshare, ip, and the right to)")
    path = os.pathsep.join([str(ROOT / "src"), *sys.path])
    command = ["unshare", "-rn", sys.executable, str(HERE / "in_a_namespace.py"), str(HERE / "forbidden.tsv")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path})
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["reached"] == []
    assert {name: code for name, code in told["codes"].items() if code != "url.forbidden"} == {}
    assert len(told["plain"]) > len(ROWS) / 3, "else there was nothing to reach"


def test_an_issue_is_all_that_comes_where_asking_is_off(desk):
    came = desk.capture("/", enabled=False)
    assert isinstance(came.issue, Issue)
    assert came.issue.code == "url.off"
    assert "enabled = true" in came.issue.message
    assert desk.site.connections == 0
    assert desk.names.asked == []
