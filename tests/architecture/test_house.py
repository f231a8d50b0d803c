"""The shape of the code: files that fit the eye, names of the field, a small public face."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
ALL_PYTHON = sorted(path for folder in ("src", "tests", "benchmarks", "docs", "training") for path in (ROOT / folder).rglob("*.py"))
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
LONGEST_FILE = 500
LONGER = {"src/onrecord/export/verify.py": 600}
"""The lone verifier is one file by its nature: it travels with every dossier and is read from top to bottom."""
MOST_PUBLIC_NAMES = 20

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "stuff"}
"""Names that say nothing about what is inside."""

SYNONYMS = {
    "utterance": "statement",
    "deaths": "killed",
    "fatalities": "killed",
    "wounded": "injured",
    "publisher_name": "outlet",
    "newspaper": "outlet",
    "alert": "finding",
    "credibility": "(nothing: parties and outlets are not scored)",
    "trustworthiness": "(nothing: parties and outlets are not scored)",
    "truth": "(nothing: a record says who said it)",
}
"""Words that the glossary (docs/concepts/words.md) has another word for, as names of classes, functions and fields."""


def names_defined(tree: ast.AST) -> Iterator[str]:
    """Classes, functions and annotated fields of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def words_of(name: str) -> set[str]:
    """The words of an identifier, and the identifier itself in lower case."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    return {*spaced.split("_"), spaced}


@pytest.mark.parametrize("path", ALL_PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_fit_the_eye(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGER.get(str(path.relative_to(ROOT)), LONGEST_FILE)


def test_no_file_is_called_by_a_name_that_says_nothing() -> None:
    named = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert named & EMPTY_NAMES == set()


@pytest.mark.parametrize("path", [path for path in MODULES if "lexicon" not in path.parts], ids=lambda path: str(path.relative_to(SOURCE)))
def test_names_are_those_of_the_glossary(path: Path) -> None:
    defined = names_defined(ast.parse(path.read_text(encoding="utf-8")))
    public = (name for name in defined if not name.startswith("_"))
    wrong = {name: SYNONYMS[word] for name in public for word in words_of(name) & SYNONYMS.keys()}
    assert wrong == {}


def test_the_public_face_is_small_and_complete() -> None:
    names = onrecord.__all__
    assert sorted(names) == list(names)
    assert len(names) <= MOST_PUBLIC_NAMES
    assert all(hasattr(onrecord, name) for name in names)
    assert set(dir(onrecord)) == set(names)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_and_what_it_offers(room: str) -> None:
    module = importlib.import_module(f"onrecord.{room}")
    assert re.match(r"[A-Z][A-Z' ]+[:(.,–—]", module.__doc__ or ""), "the docstring begins with what the room answers, in capitals"
    assert all(hasattr(module, name) for name in getattr(module, "__all__", ()))


def test_the_version_is_that_of_the_project() -> None:
    stated = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    first = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert stated
    assert first
    assert stated[1] == first[1]
