"""What the short forms share: each runs in a process of its own without threads, since it forks, and says what it measured in JSON."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CANNOT = 77

PROGRAM = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from benchmarks.custody import backups, faults, kills, power, troubles
from benchmarks.custody.processes import CannotTrace
scratch = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
try:
    result = {expression}
except (CannotTrace, troubles.CannotTry) as reason:
    print(reason, file=sys.stderr)
    sys.exit({cannot})
print(json.dumps(asdict(result)))
"""

Measured = Callable[[str], dict[str, Any]]


def without(what: str) -> None:
    """Skip with one line, or fail where nothing may be skipped."""
    if os.environ.get("ONRECORD_REQUIRE_SERVICES"):
        pytest.fail(f"{what}, and ONRECORD_REQUIRE_SERVICES is set")
    pytest.skip(what)


@pytest.fixture
def measured() -> Measured:
    """The value of an expression over the forms, as a mapping."""

    def measure(expression: str) -> dict[str, Any]:
        for tool in ("strace", "unshare"):
            if shutil.which(tool) is None:
                without(f"{tool} is not installed (apt-get install strace util-linux)")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        program = PROGRAM.format(expression=expression, cannot=CANNOT)
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == CANNOT:
            without(f"this machine does not allow it: {done.stderr.strip()}")
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return told

    return measure
