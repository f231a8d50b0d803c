"""What holds for all tests."""

import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, settings
from tests.containers import Pack
from tests.object_server import ObjectServer

from onrecord.ledger import View
from onrecord.ledger.index.erasing import numbers_of, records_numbered
from onrecord.ledger.keys import signing_keys
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Publisher, Signed, published
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import Note
from onrecord.ledger.tlog.tiles import Edge, Tiles

# No timed assertions: a slow machine is no defect. In CI the examples are the same at every run.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI")))
settings.load_profile("onrecord")


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a script; programs that tests interrupt inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    config.addinivalue_line("markers", "sqlite: only of an index in an SQLite file")
    config.addinivalue_line("markers", "postgres: only of an index in PostgreSQL")


class Kept:
    """What a closed case keeps, as it lies in its files: what a person with a hex editor, and one with the key, could do to it."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.places = Places(case)

    @property
    def size(self) -> int:
        """Entries that the checkpoint speaks of."""
        signed = published(self.places)
        return signed.head.size if signed else 0

    def entries(self) -> list[bytes]:
        """The entries, as the log has them."""
        return [entry for _, entry in Tiles(self.places.log, self.size).entries()]

    def lines(self) -> list[bytes]:
        """The lines of the records, with their line feeds."""
        return [line for path in sorted(self.places.records.glob("*.jsonl")) for line in path.read_bytes().splitlines(keepends=True)]

    def write_lines(self, lines: Sequence[bytes]) -> None:
        """Put other lines in the place of the records."""
        (self.places.records / "000000.jsonl").write_bytes(b"".join(lines))

    def files(self) -> dict[str, bytes]:
        """The bytes of the log and of the records, by path."""
        folders = (self.places.log, self.places.records)
        found = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(self.case).as_posix(): path.read_bytes() for path in found}

    def put_back(self, files: Mapping[str, bytes]) -> None:
        """Make the log and the records what ``files`` gave."""
        for folder in (self.places.log, self.places.records):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for name, data in files.items():
            (self.case / name).parent.mkdir(parents=True, exist_ok=True)
            (self.case / name).write_bytes(data)

    def drop_index(self) -> None:
        """Lose the index, whichever database keeps it."""
        for path in (self.case / "db").glob("index*"):
            path.unlink()

    def sign(self, entries: Sequence[bytes]) -> None:
        """Write the log anew with these entries, signed with its own key: so it was when it had only them, or so its owner made it."""
        shutil.rmtree(self.places.log)
        self.places.log.mkdir()
        if not entries:
            return
        edge = Edge()
        for entry in entries:
            edge.append(entry)
        key = signing_keys(self.places)[0]
        head = Head(key.name, edge.size, edge.root())
        signed = Signed(head, Note(head.text(), (key.sign(head.text()),)))
        Publisher(self.places).publish(0, (), entries, signed)

    def cut(self, size: int) -> None:
        """Bring log and records back to where they were with so many entries."""
        entries = self.entries()[:size]
        self.sign(entries)
        self.write_lines(self.lines()[: _generated(entries)])


def _generated(entries: Sequence[bytes]) -> int:
    return sum(len(json.loads(entry).get("generated", ())) for entry in entries)


@pytest.fixture
def content_ids() -> Callable[[View, Sequence[str]], list[str]]:
    """The content ids of the records that entries call by their salted digests, in the same order."""

    def resolved(view: View, digests: Sequence[str]) -> list[str]:
        rows = records_numbered(view._connection, numbers_of(view._connection, list(digests)))
        found = {row.digest: row.id for row in rows}
        return [found[digest] for digest in digests]

    return resolved


@pytest.fixture
def kept_in_files() -> Callable[[Path], Kept]:
    """What a case keeps in its files."""
    return Kept


def missing(service: str) -> None:
    """Say that tests are left out for want of a service; where all are to be there, fail."""
    if os.environ.get("ONRECORD_REQUIRE_SERVICES") == "1":
        pytest.fail(f"{service} is not installed, and ONRECORD_REQUIRE_SERVICES=1 asks for it")
    pytest.skip(f"{service} IS NOT INSTALLED: its tests are left out")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own for as long as the tests run; the URL of a database in it.

    It listens on a socket in its folder and nowhere else. Each worker of a divided run has its own.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    program = found[-1] if found else shutil.which("initdb")
    if program is None:
        missing("PostgreSQL")
    programs = Path(program or "").parent
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))  # pytest's own folders are closed to the server's user
    user = "postgres" if os.getuid() == 0 else None  # the server refuses to run as root
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data = folder / "data"
    make = [programs / "initdb", "-D", data, "-U", "onrecord", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync"]
    subprocess.run(make, user=user, check=True, capture_output=True, cwd=folder)
    # Nothing here outlives the machine, so what a commit costs is left out; tests of durability have their own place.
    serve = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(serve, user=user, stdout=log, stderr=log, cwd=folder)
    try:
        while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode != 0:
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        yield f"postgresql://onrecord@/postgres?host={folder}"
    finally:
        server.terminate()  # waits for sessions to end
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.send_signal(3)  # immediately
            server.wait()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def object_server() -> Iterator[ObjectServer]:
    """A server of our own that speaks the protocol of S3, for as long as the tests run. Each worker of a divided run has its own."""
    for module in ("moto", "flask", "s3fs"):
        if importlib.util.find_spec(module) is None:
            missing(module)
    with ObjectServer() as server:
        yield server


@pytest.fixture
def objects(object_server: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectServer]:
    """The same, reached by this process and those that it starts; closed doors are opened again afterwards."""
    for name, value in object_server.environment.items():
        monkeypatch.setenv(name, value)
    yield object_server
    object_server.open()


class TimeAuthority:
    """A real time-stamping authority: ``openssl ts`` with a root and a certificate of its own, behind HTTP where that is wanted."""

    def __init__(self, folder: Path, name: str, *, begins: datetime, with_root: bool) -> None:
        folder.mkdir(parents=True)
        self.name = f"CN={name}"
        self.root = folder / "root.pem"
        self._folder = folder
        self._made = 0
        root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        root = _certificate(f"{name} Root", root_key, None, begins)
        self._write("root.pem", root.public_bytes(serialization.Encoding.PEM))
        self._write("own.pem", _certificate(name, key, (root, root_key), begins).public_bytes(serialization.Encoding.PEM))
        plain = serialization.NoEncryption()
        self._write("own.key", key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
        self._write("serial", b"01\n")
        chain = f"certs = {self.root}\n" if with_root else ""
        settings = (
            f"[tsa]\ndefault_tsa = t\n[t]\nserial = {folder}/serial\nsigner_cert = {folder}/own.pem\n{chain}signer_key = {folder}/own.key\n"
            "signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256, sha512\ness_cert_id_alg = sha256\n"
        )
        self._write("ts.cnf", settings.encode())

    def reply(self, query: bytes) -> bytes:
        """A response, made by OpenSSL."""
        self._made += 1
        asked, answered = self._folder / f"{self._made}.tsq", self._folder / f"{self._made}.tsr"
        asked.write_bytes(query)
        made = ["openssl", "ts", "-reply", "-config", self._folder / "ts.cnf", "-queryfile", asked, "-out", answered]
        subprocess.run(made, check=True, capture_output=True)
        return answered.read_bytes()

    def verifies(self, response: Path, data: Path) -> bool:
        """Whether plain OpenSSL accepts a response for a file."""
        asked = ["openssl", "ts", "-verify", "-in", response, "-data", data, "-CAfile", self.root]
        return subprocess.run(asked, check=False, capture_output=True).returncode == 0

    def _write(self, name: str, data: bytes) -> None:
        (self._folder / name).write_bytes(data)


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, above: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None, begins: datetime
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    stamping = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above[0].subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=above is None, path_length=None), critical=True)
    )
    return (builder.add_extension(stamping, critical=True) if above else builder).sign(above[1] if above else key, hashes.SHA256())


@pytest.fixture
def time_authority(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., TimeAuthority]:
    """``time_authority("Vale Time")`` makes one; ``begins`` says from when its certificate holds."""
    if shutil.which("openssl") is None:
        missing("openssl")

    def make(name: str = "Vale Time Authority", *, begins: datetime | None = None, with_root: bool = False) -> TimeAuthority:
        begins = begins or datetime.now(UTC) - timedelta(days=1)
        return TimeAuthority(tmp_path_factory.mktemp("authority") / "own", name, begins=begins, with_root=with_root)

    return make


@pytest.fixture
def served() -> Iterator[Callable[[Callable[[bytes], bytes], str], str]]:
    """``served(answer, kind)`` answers every POST on this machine; the address."""
    servers: list[ThreadingHTTPServer] = []

    def serve(answer: Callable[[bytes], bytes], kind: str = "application/timestamp-reply") -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def pack() -> type[Pack]:
    """Makers of containers."""
    return Pack
