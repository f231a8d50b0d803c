"""No word of ours judges: the sentences that findings and the command line print name what was noticed, never who is right."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "onrecord"
SPEAKING = sorted(path for room in ("corroboration", "cli") for path in (SOURCE / room).rglob("*.py"))
JUDGING = re.compile(
    r"\b(lie[sd]?|lying|liar|fake[sd]?|false(ly)?|untrue|truth(ful)?|mislead\w*|propagand\w*|manipulat\w*|fabricat\w*|hoax|"
    r"dishonest\w*|credib\w*|trustworth\w*|suspicious\w*|terroris\w*|regime|admits? guilt|proves?|proven|debunk\w*|obvious\w*|clearly)\b",
    re.IGNORECASE,
)


def sentences(path: Path) -> Iterator[str]:
    """The strings of a module that hold several words, apart from its docstrings and from lists of words to be found in texts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = [node.body[0] for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and node.body]
    notes = {id(node.value) for node in [*documented, *ast.walk(tree)] if isinstance(node, ast.Expr)}
    notes |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "split"}
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    notes |= {id(given) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_vocabulary" for given in call.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes and " " in node.value.strip():
            yield node.value


def test_the_modules_that_speak_are_found() -> None:
    assert {path.parent.name for path in SPEAKING} >= {"rules", "corroboration", "cli", "printed"}
    assert len(SPEAKING) > 40


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: str(path.relative_to(SOURCE)))
def test_the_sentences_of_a_module_do_not_judge(path: Path) -> None:
    assert [sentence for sentence in sentences(path) if JUDGING.search(sentence)] == []


@pytest.mark.parametrize("sentence", ["The ministry lied.", "This is clearly false.", "an attempt to mislead"])
def test_a_judging_word_is_noticed(sentence: str) -> None:
    assert JUDGING.search(sentence)
