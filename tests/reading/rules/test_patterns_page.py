"""Every pattern that the reader can name stands on its page."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[3] / "docs/reference/patterns.md").read_text("utf-8")
TABLE = (files("onrecord.reading") / "lexicon" / "pattern_confidence.tsv").read_text("utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")]


def named_in_code() -> set[str]:
    """Names written out where an attribution is made: the fourth argument of ``Found``."""
    made = (
        node.args[3]
        for path in (Path(__file__).parents[3] / "src/onrecord/reading/rules").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Found" and len(node.args) > 3
    )
    return {str(name.value) for name in made if isinstance(name, ast.Constant)}


def documented() -> set[str]:
    names = re.findall(r"`([\w…-]+)`", PAGE)
    heads = {name.removesuffix("-…") for name in names if name.endswith("-…")}
    tails = {name.removeprefix("…-") for name in names if name.startswith("…-")}
    plain = [name for name in names if "…" not in name]
    # "`according-to-front`, `-behind`": a name that begins with a hyphen replaces the last part of the one before
    whole: list[str] = []
    for name in plain:
        whole.append(f"{whole[-1].rsplit('-', 1)[0]}{name}" if name.startswith("-") else name)
    return set(whole) | {f"{head}-{tail}" for head in heads for tail in tails}


@pytest.mark.parametrize("pattern", sorted({row[0].removesuffix(" speech") for row in ROWS} | named_in_code()))
def test_the_page_names(pattern: str) -> None:
    assert pattern in documented()


def test_names_are_found_in_the_code() -> None:
    assert {"phrasal-cue", "tally"} <= named_in_code()


def test_confidences_are_shares() -> None:
    assert ROWS
    assert all(0 < float(row[1]) < 1 for row in ROWS)
