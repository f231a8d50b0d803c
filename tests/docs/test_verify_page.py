"""The page about ``verify`` lists what it can say: every code with its kind, and everything that it may leave open."""

import ast
import re
from pathlib import Path

from onrecord.ledger.verify.verdict import CODES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "verify.md").read_text(encoding="utf-8")


def listed() -> dict[str, str]:
    """Code → kind, as the page has them; a row may list several codes."""
    rows = re.findall(r"^\| (`[a-z-]+\.[a-z-]+`(?:, `[a-z-]+\.[a-z-]+`)*) \| (\w+) \|", PAGE, re.MULTILINE)
    return {code: kind for codes, kind in rows for code in re.findall(r"`([^`]+)`", codes)}


def left_open() -> set[str]:
    """Every code with which something is left open, as it stands in the program."""
    found = set()
    for path in (ROOT / "src" / "onrecord" / "ledger" / "verify").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "leave_open":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_code_stands_on_the_page_with_its_kind() -> None:
    told = listed()
    assert {code: kind for code, kind in CODES.items() if told.get(code) != kind} == {}
    assert set(told) == set(CODES)


def test_what_is_left_open_stands_on_the_page() -> None:
    paragraph = PAGE.partition("**Not shown.**")[2].partition("\n## ")[0]
    assert len(left_open()) > 8
    assert left_open() <= set(re.findall(r"`([a-z-]+)`", paragraph))
