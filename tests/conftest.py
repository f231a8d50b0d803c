"""What holds for all tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No timed assertions: a slow machine is no defect. In CI the examples are the same at every run.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI")))
settings.load_profile("onrecord")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: only of an index in an SQLite file")
    config.addinivalue_line("markers", "postgres: only of an index in PostgreSQL")


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
