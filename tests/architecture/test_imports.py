"""Imports point down, siblings do not know each other, and what is imported is declared."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from onrecord.ledger import Ledger

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def rooms() -> set[str]:
    """The first-level packages and modules, without the leaves that any room may use."""
    found = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()} | {path.stem for path in SOURCE.glob("*.py")}
    return found - {"__init__", "__main__", "errors", "settings"}


def imported(tree: ast.AST) -> Iterator[str]:
    """Top-level names of everything that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split(".")[0]


def test_the_rules_of_the_house_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_room_has_its_layer() -> None:
    (layers,) = [contract for contract in CONFIGURATION["tool"]["importlinter"]["contracts"] if contract["type"] == "layers"]
    placed = {name.strip("() ") for line in layers["layers"] for name in line.split("|")}
    assert rooms() - placed == set()


def declared() -> set[str]:
    """Distributions that the project asks for, extras included."""
    project = CONFIGURATION["project"]
    asked = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    return {re.split(r"[<>=;!~ \[]", requirement)[0].lower() for requirement in asked}


def test_everything_imported_is_declared() -> None:
    distributions = packages_distributions()
    foreign = {name for path in MODULES for name in imported(ast.parse(path.read_text(encoding="utf-8")))}
    foreign -= set(sys.stdlib_module_names) | {"onrecord"}
    undeclared = {name for name in foreign if not {found.lower() for found in distributions.get(name, [name])} & declared()}
    assert undeclared == set()


def test_everything_declared_is_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    used = [name for name in packages_distributions() if re.search(rf"(import |from |\"){name}\b", source)]
    modules = {found.lower() for name in used for found in packages_distributions()[name]}
    assert declared() - modules - {"pysqlite3"} == set()  # pysqlite3 is not there on every platform


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_import_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [node.lineno for function in functions for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert inside == []


LOOKING = {"View", "Entry", "Agent", "KeptFigure", "KeptFinding", "KeptIssue", "find_case"}
LOOKING |= {"Anchored", "BackedUp", "Checked", "LogHead", "NewKey", "Reason", "Role", "Verdict", "Vouched", "VerifierKey"}
LOOKING |= {"Asked", "ErasureRequest", "KeptNoteShown", "KeptReview", "Reviewed"}
LOOKING |= {"given_certificates", "given_keys", "read_policy", "refuse_among_own"}
"""What rooms other than ``flow`` may know of the ledger: how to look at it, its values, and how those that people give are read."""
LOOKING |= {
    "Chain",
    "ChainEntry",
    "ChainRecord",
    "ChainReport",
    "KeptAnchor",
    "KeptClaimDecision",
    "KeptExport",
    "KeptReading",
    "Original",
    "record_line",
}
LOOKING |= {"Protection", "ReportNow"}
LOOKING |= {"DIGEST", "LISTING", "DossierTooLarge", "DossierWriter", "Member", "MemberWriter", "sync_folder"}
WITNESS = {"Answer", "Witness", "WitnessServer"}
"""A witness keeps no case; its command runs it."""
OPENED_BY = SOURCE / "cli" / "opening.py"
"""Hands the ledger that ``flow`` opened to the commands; names it as a type."""
WRITES = {"keep", "commit", "add_party", "mark_compared", "countersign", "stamp", "submission", "query", "add_anchor", "rotate_key"}
WRITES |= {"note_rest", "note_keys", "forget_keys", "mark_set_beside"}
WRITES |= {*(name for name in dir(Ledger) if name.startswith("append_"))}


FLOW = {*(SOURCE / "flow").glob("*.py"), SOURCE / "review.py"}
"""The modules that append: what is read, and what people say of it."""


@pytest.mark.parametrize("path", [path for path in MODULES if path not in FLOW and "ledger" not in path.parts], ids=str)
def test_only_flow_writes_into_the_ledger(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "onrecord.ledger"
        for alias in node.names
    }
    more = {"Ledger"} if path == OPENED_BY else WITNESS if path == SOURCE / "cli" / "witness.py" else set()
    assert known - LOOKING - more == set()
    owners = ("ledger", "case")
    called = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in owners
    }
    assert called & WRITES == set()


def test_every_part_of_the_ledger_is_behind_its_door() -> None:
    (closed,) = [one for one in CONFIGURATION["tool"]["importlinter"]["contracts"] if one["name"].startswith("Only flow writes")]
    found = (path for path in (SOURCE / "ledger").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())
    parts = {f"onrecord.ledger.{path.stem}" for path in found if path.stem != "__init__"}
    assert set(closed["forbidden_modules"]) == parts
