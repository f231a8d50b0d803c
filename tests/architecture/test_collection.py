"""Every run finds the same tests: workers that find different ones run none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_names_of_the_tests_do_not_depend_on_the_moment_or_the_order_of_sets(request: pytest.FixtureRequest) -> None:
    """Collected again, later and with another seed for hashes, the tests of this run have the same names."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "no:syrupy", "tests"]
    again = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert again.returncode == 0, again.stdout[-2000:]
    assert {item.nodeid for item in request.session.items} - set(again.stdout.splitlines()) == set()
