"""Servers of our own on this machine, names that lead to them, and a network in which nothing else is reached."""

import contextlib
import ipaddress
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from onrecord.intake.opened import Opened
from onrecord.intake.web import open_address
from onrecord.intake.web_network import Network
from onrecord.records import Document, Issue
from onrecord.settings import Limits, WebCapture

TABLE = Path(__file__).parent / "forbidden.tsv"
PAGE = (
    b"<!doctype html><html lang=en><title>Mill burns</title><p>The mill in Upper Vale burned down on Monday, the fire service said.</p>"
    b"<p>Nobody was hurt, according to the mayor of Upper Vale.</p></html>"
)
Reply = bytes | Callable[[socket.socket], None]


def answer(body: bytes = PAGE, status: str = "200 OK", *headers: str, media_type: str = "text/html; charset=utf-8") -> bytes:
    """An answer as a plain server sends it."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body


def redirect(to: str, status: str = "301 Moved Permanently") -> bytes:
    return answer(b"", status, f"Location: {to}")


class Site(socketserver.ThreadingTCPServer):
    """Says what it is told to, byte for byte, and remembers what it was asked."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: str = "127.0.0.1", port: int = 0, secured: ssl.SSLContext | None = None) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, port), _Visit)
        self.port: int = self.server_address[1]
        self.secured = secured
        self.replies: dict[str, Reply | list[Reply]] = {"/robots.txt": answer(b"", "404 Not Found")}
        self.connections = 0
        self.requests: list[bytes] = []
        self.at: list[float] = []
        """When each request came, by the clock that ``ticks`` reads."""
        self.ticks: Callable[[], float] = lambda: 0.0
        self.left = threading.Event()
        self.hears_out = True
        """Whether a request is heard to its end before it is answered."""

    @property
    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode("latin-1") for request in self.requests]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that hangs up is what many of these tests are about."""


class _Visit(socketserver.BaseRequestHandler):
    server: Site

    def handle(self) -> None:
        self.server.connections += 1
        connection: socket.socket = self.request
        if self.server.secured:
            connection = self.server.secured.wrap_socket(connection, server_side=True)
        with contextlib.closing(connection):
            asked = b""
            while not (asked and (b"\r\n\r\n" in asked or not self.server.hears_out)) and (received := connection.recv(65536)):
                asked += received
            if not asked:
                return
            if not self.server.hears_out:
                connection.sendall(answer())
                return
            self.server.at.append(self.server.ticks())
            self.server.requests.append(asked)
            reply = self.server.replies.get(asked.split(b" ")[1].decode("latin-1"), answer(b"Nothing here.", "404 Not Found"))
            reply = (reply.pop(0) if len(reply) > 1 else reply[0]) if isinstance(reply, list) else reply
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(connection)


@contextlib.contextmanager
def running(site: Site) -> Iterator[Site]:
    with site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.left.set()
            site.shutdown()
            thread.join()


class Names:
    """Stands in for the look-up of names: what it is told, or what the system makes of numbers; nothing is asked of a network."""

    def __init__(self, **known: Any) -> None:
        self.known: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        for name, addresses in known.items():
            self.add(name.replace("_", "."), addresses)

    def add(self, name: str, *answers: str | list[str]) -> None:
        """The addresses of a name, one list for each time it is looked up; the last for all later times."""
        self.known[name] = [[one] if isinstance(one, str) else list(one) for one in answers]

    def __call__(self, host: str, port: int, family: int = 0, kind: int = 0, protocol: int = 0, flags: int = 0) -> list[Any]:  # noqa: PLR0917 – as the system has it
        self.asked.append(host)
        answers = self.known.get(host.rstrip(".").lower())
        if answers is None:
            return socket.getaddrinfo(host, port, family, kind, protocol, socket.AI_NUMERICHOST)
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [row for one in addresses for row in socket.getaddrinfo(one, port, family, kind, protocol, socket.AI_NUMERICHOST)]


@dataclass
class Clock:
    """Time that only passes when somebody waits."""

    now: float = 1000.0
    waits: list[float] = field(default_factory=list)

    def ticks(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def date(self) -> datetime:
        return datetime(2031, 5, 4, 8, 30, tzinfo=UTC) + timedelta(seconds=self.now - 1000)


@dataclass
class Came:
    """What came of asking for an address."""

    opened: Opened | None
    everything: list[Document | Issue]
    archive: bytes

    @property
    def issue(self) -> Issue:
        (only,) = self.everything
        assert isinstance(only, Issue), only
        return only

    @property
    def document(self) -> Document:
        (only,) = self.everything
        assert isinstance(only, Document), only
        return only


@dataclass
class Desk:
    """Somebody who asks for addresses."""

    site: Site
    names: Names
    clock: Clock
    network: Network

    def capture(self, address: str, *, jsonl: bool = False, limits: Limits | None = None, **settings: Any) -> Came:
        """Ask for an address; one that begins with ``/`` is of the site."""
        if address.startswith("/"):
            address = f"http://vale.example:{self.site.port}{address}"
        settings = {"enabled": True, "ports": (self.site.port,)} | settings
        came = Came(None, [], b"")
        opened = open_address(address, jsonl=jsonl, limits=limits or Limits(), capture=WebCapture(**settings), network=self.network)
        for one in opened:
            if isinstance(one, Issue):
                came.everything.append(one)
            else:
                came.opened = one
                came.archive = one.content if isinstance(one.content, bytes) else one.content.read_bytes()
                came.everything.extend(one.documents())
        return came


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site()) as one:
        yield one


@pytest.fixture
def desk(site: Site) -> Desk:
    """With a clock of its own: nothing waits. ``vale.example`` is the site, reached only because this network says so."""
    clock, names, numbers = Clock(), Names(vale_example="127.0.0.1"), count(1)
    site.ticks = clock.ticks
    network = Network(
        resolver=names,
        also_allowed=(ipaddress.ip_network("127.0.0.1/32"),),
        now=clock.date,
        ticks=clock.ticks,
        pause=clock.pause,
        identifier=lambda: f"<urn:uuid:00000000-0000-4000-8000-{next(numbers):012}>",
    )
    return Desk(site, names, clock, network)


@pytest.fixture
def real_time(desk: Desk) -> Desk:
    """With the clock of the machine, for what must end by itself."""
    fresh = Network()
    desk.network.ticks, desk.network.now, desk.network.pause = fresh.ticks, fresh.now, fresh.pause
    return desk


@dataclass
class Certificates:
    """An authority of our own and what it certifies."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate

    @classmethod
    def made(cls, folder: Path) -> "Certificates":
        key = ec.generate_private_key(ec.SECP256R1())
        root = _certificate("Vale Test Authority", key, key, None, days=30)
        return cls(folder, key, root)

    def trusting(self) -> ssl.SSLContext:
        """What a desk trusts that trusts this authority alone."""
        return ssl.create_default_context(cadata=self.root.public_bytes(serialization.Encoding.PEM).decode())

    def server(self, name: str, *, days: int = 30, own: bool = False) -> ssl.SSLContext:
        """What a server of a name shows; expired with fewer than no days, signed by itself with ``own``."""
        key = ec.generate_private_key(ec.SECP256R1())
        shown = _certificate(name, key, key if own else self.key, None if own else self.root, days=days)
        file = self.folder / f"{name}-{days}-{own}.pem"
        plain = serialization.NoEncryption()
        secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        file.write_bytes(shown.public_bytes(serialization.Encoding.PEM) + secret)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, issuer: x509.Certificate | None, *, days: int
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    until = datetime.now(UTC) + timedelta(days=days)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=60))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    )
    if "." in name:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return builder.sign(by, hashes.SHA256())


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates.made(tmp_path_factory.mktemp("certificates"))
