"""Run inside ``unshare -rn``: every forbidden address against servers that would count a visit, and how many a plain client reaches.

There, this machine has the private and public addresses of the table itself, so nothing has to be allowed that is not: the guard is the
one that is shipped, and only the look-up of names is ours. Prints one object: what was reached, what the plain client reached.
"""

import http.server
import json
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import httpx

from onrecord.intake.web import open_address
from onrecord.intake.web_network import Network
from onrecord.records import Issue
from onrecord.settings import Limits, WebCapture

PUBLIC, OTHER = "93.184.215.14", "93.184.215.15"
HELD = ("10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", PUBLIC, OTHER)
NAMES = {
    "open.example": [PUBLIC],
    "inside.example": ["127.0.0.1"],
    "inside6.example": ["::1"],
    "both.example": [PUBLIC, "127.0.0.1"],
    "localhost": ["127.0.0.1"],
}
LOOKED_UP = socket.getaddrinfo
visits: list[str] = []
times = {"moves.example": 0}


class Visit(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        here = self.connection.getsockname()[0].removeprefix("::ffff:")
        to = {
            "/to-loopback": "http://127.0.0.1/",
            "/to-loopback-short": "//127.0.0.1/",
            "/to-decimal": "http://2130706433/",
            "/to-inside": "http://inside.example/",
            "/to-file": "file:///etc/hostname",
        }
        if here not in (PUBLIC, OTHER):
            visits.append(f"{here} {self.path}")
        if here == PUBLIC and self.path in to:
            self.send_response(302)
            self.send_header("Location", to[self.path])
        else:
            self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Server(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6


def look_up(host: Any, port: Any, *options: Any, **more: Any) -> Any:
    name = (host.decode() if isinstance(host, bytes) else host or "").rstrip(".").lower()
    if name == "moves.example":
        times[name] += 1
        return LOOKED_UP(OTHER if times[name] == 1 else "127.0.0.1", port, *options, **more)
    return [row for one in NAMES.get(name, [host]) for row in LOOKED_UP(one, port, *options, **more)]


def ours(address: str) -> str:
    network = Network(resolver=look_up, pause=lambda seconds: None)
    outcomes = list(open_address(address, jsonl=False, limits=Limits(), capture=WebCapture(enabled=True), network=network))
    return ", ".join(one.code if isinstance(one, Issue) else "captured" for one in outcomes)


def plain(address: str) -> None:
    try:
        with httpx.Client(follow_redirects=True, timeout=5, trust_env=False) as client:
            for _ in range(2 if "moves" in address else 1):
                client.get(address)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError):
        pass


def main(table: Path) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in HELD:
        subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)
    subprocess.run(["ip", "address", "add", "fd00:ec2::254/128", "dev", "lo", "nodad"], check=True)
    server = Server(("::", 80), Visit)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    addresses = {name: url.replace(":{port}", "").replace("\\t", "\t") for name, url in rows}
    codes = {name: ours(address) for name, address in addresses.items()}
    reached = list(visits)
    socket.getaddrinfo = look_up  # the plain client looks names up where everybody does
    by_plain = []
    for name, address in addresses.items():
        visits.clear()
        times["moves.example"] = 0
        plain(address)
        if visits:
            by_plain.append(name)
    sys.stdout.write(json.dumps({"codes": codes, "reached": reached, "plain": by_plain}) + "\n")


main(Path(sys.argv[1]))
