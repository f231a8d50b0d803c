"""``make demo`` does what README promises."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def demo(case: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """examples/demo.sh with this Python's ``onrecord``, at 80 columns."""
    program = folder / "onrecord"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from onrecord.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", "NO_COLOR": "1"}
    command = ["sh", str(ROOT / "examples" / "demo.sh"), str(case)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    folder = tmp_path_factory.mktemp("demo")
    return demo(folder / "case", folder)


def test_it_ends_well_and_shows_a_record_findings_and_where_to_look_further(shown: subprocess.CompletedProcess[str]) -> None:
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "1,417" in shown.stdout
    assert "12 October 2023" in shown.stdout
    assert "docs/start.md" in shown.stdout


def test_it_fits_eighty_columns(shown: subprocess.CompletedProcess[str]) -> None:
    unbreakable = ("/case", "-release.txt", "-update.html", "-news.html", "-observatory.txt")  # long paths and names of reports
    printed = [line for line in shown.stdout.splitlines() if not any(name in line for name in unbreakable)]
    assert [line for line in printed if len(line) > 80] == []


def test_it_replaces_a_case_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    refused = demo(tmp_path / "mine", tmp_path)
    assert refused.returncode == 2
    assert "hint:" in refused.stderr
    assert (tmp_path / "mine" / "notes.txt").read_text() == "keep"
