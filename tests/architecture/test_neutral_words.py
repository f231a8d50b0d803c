"""No word of ours judges or takes sides.

The sentences that findings and the command line print name what was noticed, never who is right. And what reads a text knows no
party by its name: states and their forces stand in tables of data, armed groups nowhere.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.reading.actors.names import force_names, state_names
from onrecord.reading.word_tables import tables

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


READING = sorted((SOURCE / "reading").rglob("*.py"))
LEXICONS = [SOURCE / "reading" / "lexicon" / name for name in ("people.toml", "harm.toml", "acts.tsv", "cue_verbs.tsv", "cue_nouns.tsv")]
"""What is known of words; the tables of states, forces, international bodies and towns are names by their nature."""
ARMED_GROUPS = frozenset(
    "houthi houthis ansarullah hamas hezbollah hizballah fatah qassam taliban taleban talib isis isil daesh qaeda qaida jnim aqim shabaab "
    "boko haram iswap rsf janjaweed m23 adf fdlr codeco fano tplf ola farc eln pkk ypg sdf hts wagner azov ltte naxalite naxalites "
    "maoist maoists mnlf milf npa karen arakan polisario kla uck ira eta unita renamo lra kony seleka anti-balaka".split()
)
"""Names of armed groups of many lands, to be found in no list of ours; the list is only here, where nothing is read with it."""


def proper_names() -> frozenset[str]:
    """Single words that name a state, its seat or its force and are no word of the dictionary besides, in lower case.

    Abbreviations with full stops are left out: they are told apart from the end of a sentence by their spelling.
    """
    known = (*(name for name in state_names() if name.use != "people"), *force_names())
    single = {known.words[0].lower() for known in known if len(known.words) == 1}
    return frozenset(word for word in single if word not in tables().classes and "." not in word and len(word) > 2)


def listed_words(path: Path) -> set[str]:
    """Every word in the strings of a module that are not documentation, or in a lexicon, in lower case."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return set(_words("\n".join(line for line in text.splitlines() if not line.startswith("#"))))
    tree = ast.parse(text)
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes)
    return {word for string in strings for word in _words(str(string.value))}


def _words(text: str) -> list[str]:
    return [part for word in re.findall(r"[^\W_][\w'’.-]*", text.lower()) for part in (word, *word.split("-"))]


@pytest.mark.parametrize("path", [*READING, *LEXICONS], ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_list_of_ours_names_a_party(path: Path) -> None:
    assert sorted(listed_words(path) & (ARMED_GROUPS | proper_names())) == []


def test_a_party_s_name_in_a_list_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""Egypt in a note."""\nWORDS = frozenset("army hamas-run kenya".split())\n', encoding="utf-8")
    assert listed_words(module) & (ARMED_GROUPS | proper_names()) == {"hamas", "kenya"}
