"""What a fresh clone is set up with: locked, hashed, naming no index; and what the wheel carries."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, set[str]]:
    """Package → versions (more than one where they depend on the Python)."""
    found: dict[str, set[str]] = {}
    for name, version in PINNED.findall(lock.read_text(encoding="utf-8")):
        found.setdefault(name, set()).add(version)
    return found


def requirement_names(lines: list[str]) -> set[str]:
    """The names in requirement lines, without versions, comments and options."""
    stripped = (line.split("#")[0].strip() for line in lines)
    matched = (re.match(r"[A-Za-z0-9._-]+", line) for line in stripped if line and not line.startswith("-"))
    return {match[0].lower() for match in matched if match}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_and_hashes_everything_and_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^--?(i|f|index|extra|find|trusted)", text, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert all(re.match(PINNED, entry) and "--hash=sha256:" in entry for entry in entries)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(name for extra in ("llm", "plots") for name in project["project"]["optional-dependencies"][extra]),
        *project["build-system"]["requires"],
    ]
    assert requirement_names(wanted) <= pins(ROOT / "requirements" / "run.txt").keys()


@pytest.mark.parametrize("name", ["run", "dev", "bench", "training"])
def test_a_lock_holds_what_its_list_asks_for(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    assert requirement_names(lines) <= pins(ROOT / "requirements" / f"{name}.txt").keys()


def test_run_and_dev_agree_on_versions() -> None:
    run, dev = (pins(ROOT / "requirements" / f"{name}.txt") for name in ("run", "dev"))
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}


def test_the_wheel_carries_every_file_of_the_package_and_the_licence(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("onrecord-*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    needed = {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    needed = {name for name in needed if ".egg-info" not in name}
    assert any(name.startswith("onrecord/reading/lexicon/") for name in needed)
    assert needed <= carried
    assert any(name.endswith("licenses/LICENSE") for name in carried)
    assert any(name.endswith("licenses/NOTICE") for name in carried)


def test_the_check_before_a_change_is_taken_in_tries_the_same_examples_each_time() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^export CI=\S", script.split("make test")[0], re.MULTILINE)
