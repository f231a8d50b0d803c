"""The shell and Python examples of every page are run, in order, in a folder that holds the examples."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUNNABLE = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the examples and an ``onrecord`` on its path."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    program = tmp_path / "bin" / "onrecord"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from onrecord.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run_block(language: str, code: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """One block, as a person would run it from the folder of the desk."""
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80", "PYTHONWARNINGS": "error"}
    command = ["sh", "-eu", "-c", code] if language == "sh" else [sys.executable, "-c", code]
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, check=False)


def test_the_pages_are_found() -> None:
    assert {"start.md", "read-a-first-report.md", "set-up-parties.md", "python.md"} <= {page.name for page in RUNNABLE}


@pytest.mark.parametrize("page", RUNNABLE, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_of_the_page_runs(page: Path, desk: Path) -> None:
    for language, code in BLOCK.findall(page.read_text(encoding="utf-8")):
        finished = run_block(language, code, desk)
        assert finished.returncode == 0, f"{code}\n--- said\n{finished.stdout}\n{finished.stderr}"
        assert "Traceback" not in finished.stderr
    left = {path.name for path in desk.iterdir()} - {"bin", "examples"}
    assert left <= {"case", "out"}, "examples write into folders that git ignores"
