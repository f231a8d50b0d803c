"""A server that speaks the protocol of S3 over HTTP on this machine, with a door before it that can be closed and opened again."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from secrets import token_hex
from types import TracebackType
from typing import Any, Self


class ObjectServer:
    """Buckets in the memory of a process of its own. What is stored stays while the door is closed."""

    def __init__(self) -> None:
        self._port = _free_port()
        self._door = _free_port()
        self._listening: socket.socket | None = None
        self._carried: set[socket.socket] = set()
        self.passed = 0
        """How often somebody came through the door."""
        self.close_after: int | None = None
        """Comings after which the door closes by itself."""

    @property
    def environment(self) -> dict[str, str]:
        """What tells a program where the server is, and who it is to it; a server that is gone is given up at once."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._door}",
            "AWS_ACCESS_KEY_ID": "desk",
            "AWS_SECRET_ACCESS_KEY": "open-sesame",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_MAX_ATTEMPTS": "1",
        }

    def bucket(self, *, versions: bool = False) -> str:
        """A new bucket; its name."""
        name = f"evidence-{token_hex(6)}"
        self.files.call_s3("create_bucket", Bucket=name)
        if versions:
            status = {"Status": "Enabled"}
            self.files.call_s3("put_bucket_versioning", Bucket=name, VersioningConfiguration=status)
        return name

    @property
    def files(self) -> Any:
        """What is stored, as somebody sees it who is not onrecord."""
        return importlib_s3fs()(
            key="other", secret="other", endpoint_url=f"http://127.0.0.1:{self._port}", use_listings_cache=False, skip_instance_cache=False
        )

    def versions(self, path: str) -> list[dict[str, Any]]:
        """Every version of an object that its bucket keeps, marks of deletion among them."""
        bucket, _, key = path.partition("/")
        told = self.files.call_s3("list_object_versions", Bucket=bucket, Prefix=key)
        return [*told.get("Versions", ()), *told.get("DeleteMarkers", ())]

    def open(self) -> None:
        """Let everybody in."""
        self.close_after = None
        if self._listening is None:
            self._listening = socket.create_server(("127.0.0.1", self._door), backlog=64)
            threading.Thread(target=self._receive, args=(self._listening,), daemon=True).start()

    def close(self) -> None:
        """Let nobody in, and break off whoever is in."""
        if self._listening is not None:
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            self._listening = None
        for one in tuple(self._carried):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self._port)]
        nowhere = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env={**os.environ, "PYTHONWARNINGS": "ignore"})
        while not _answers(self._port):
            assert self._process.poll() is None, "the server of objects ended"
            time.sleep(0.05)
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
        self._process.kill()
        self._process.wait()

    def _receive(self, listening: socket.socket) -> None:
        while True:
            try:
                inside, _ = listening.accept()
            except OSError:
                return
            outside = socket.create_connection(("127.0.0.1", self._port))
            for one, other in ((inside, outside), (outside, inside)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        self._carried.add(one)
        try:
            while data := one.recv(1 << 16):
                if data[:4] in (b"PUT ", b"GET ", b"HEAD", b"POST", b"DELE"):
                    self._count()
                other.sendall(data)
        except OSError:
            pass
        finally:
            for each in (one, other):
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            self._carried.discard(one)
            one.close()

    def _count(self) -> None:
        self.passed += 1
        if self.close_after is not None and self.passed > self.close_after:
            self.close()


def importlib_s3fs() -> Any:
    """The class of file systems; imported when it is needed, since not every machine has it."""
    import s3fs  # noqa: PLC0415

    return s3fs.S3FileSystem


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
