"""The reference pages say what the program has: no more, no less."""

import ast
import importlib.util
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_origin

import pytest

import onrecord
from onrecord import flow
from onrecord.records import vocabulary

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CODE = re.compile(r"[a-z]+\.[a-z][a-z-]*")
CODE_FAMILIES = {
    *("text", "file", "html", "json", "date", "series", "reading", "gzip", "decompress", "parties", "folder", "case", "url"),
    *("number", "parse", "warc", "wacz", "zip", "capture", "robots", "review"),
    *("archiver", "docx", "feed", "image", "mail", "mhtml", "news", "odt", "pdf", "xml"),
}


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """docs/generate.py, which is a script and not part of the package."""
    specification = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def sections(page: Path) -> dict[str, str]:
    """Second-level heading → the text below it."""
    parts = re.split(r"^## (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words_listed(text: str) -> list[str]:
    """The words in a section's table, else those set off by points."""
    tabled = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    return tabled or re.findall(r"`([^`]+)`", text)


def vocabularies() -> dict[str, Any]:
    """Heading → vocabulary, for every closed vocabulary of the records."""
    found = {name: value for name, value in vars(vocabulary).items() if get_origin(value) is Literal}
    return {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize(): value for name, value in found.items()}


def test_the_vocabulary_page_has_every_vocabulary() -> None:
    assert set(sections(REFERENCE / "vocabulary.md")) == set(vocabularies())


@pytest.mark.parametrize("heading", sorted(set(vocabularies()) - {"Rule"}))
def test_the_vocabulary_page_lists_its_words_in_order(heading: str) -> None:
    listed = words_listed(sections(REFERENCE / "vocabulary.md")[heading])
    assert tuple(listed) == vocabulary.members(vocabularies()[heading])


def test_the_settings_page_is_fresh(generator: ModuleType) -> None:
    assert (REFERENCE / "settings.md").read_text(encoding="utf-8") == generator.settings_page(), "run `make docs`"


def test_the_screenful_of_readme_is_fresh(generator: ModuleType) -> None:
    assert (ROOT / "README.md").read_text(encoding="utf-8") == generator.readme(), "run `make docs`"


def is_issue_code(node: ast.AST) -> bool:
    """Whether a literal is an issue code: a known family, a point, a name that is no file's."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    if text == "media.pdf-active":  # the other names of this form are of media mentions
        return True
    return bool(CODE.fullmatch(text)) and text.split(".")[0] in CODE_FAMILIES and not text.endswith((".toml", ".py", ".json", ".csv"))


def issue_codes() -> Iterator[str]:
    """Every issue code that stands in the program as a string."""
    for path in (ROOT / "src" / "onrecord").rglob("*.py"):
        yield from (ast.literal_eval(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_issue_code(node))


def test_the_issues_page_lists_every_code_in_order() -> None:
    listed = words_listed((REFERENCE / "issues.md").read_text(encoding="utf-8"))
    assert listed == sorted(set(issue_codes()))


def test_the_walk_has_the_stops_of_the_flow() -> None:
    stop = re.compile(r"^(\d)\. (.+)$", re.MULTILINE)
    rooms = re.compile(r"intake|ledger|reading|corroboration")
    page = stop.findall((ROOT / "docs" / "concepts" / "the-walk.md").read_text(encoding="utf-8"))
    code = stop.findall(flow.__doc__ or "")
    assert [number for number, _ in page] == [number for number, _ in code] == [str(number) for number in range(1, 8)]
    for (number, told), (_, written) in zip(page, code, strict=True):
        assert rooms.findall(told.lower())[:1] == rooms.findall(written.lower())[:1], f"stop {number}"


def test_the_words_page_and_the_records_use_the_same_measures() -> None:
    words = (ROOT / "docs" / "concepts" / "words.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| measure \| what was counted: (.+) \|$", words, re.MULTILINE)
    assert tuple(row.split(", ")) == vocabulary.members(vocabulary.Measure)


def test_the_python_page_names_the_whole_public_face_and_every_argument() -> None:
    page = (REFERENCE / "python.md").read_text(encoding="utf-8")
    assert all(f'"{name}"' in page for name in onrecord.__all__)
    listed = sections(REFERENCE / "python.md")
    arguments = list(inspect.signature(onrecord.read).parameters)
    assert words_listed(next(text for heading, text in listed.items() if "onrecord.read" in heading)) == arguments
    methods = [name for name, _ in inspect.getmembers(onrecord.Case, inspect.isfunction) if not name.startswith("_")]
    told = words_listed(next(text for heading, text in listed.items() if "onrecord.Case" in heading))
    assert sorted(words.partition("(")[0] for words in told) == sorted(methods)
    for words in told:
        name, _, given = words.partition("(")
        names = [part.partition("=")[0].strip() for part in given.rstrip(")").split(",") if part.strip() and part.strip() != "*"]
        assert names == list(inspect.signature(getattr(onrecord.Case, name)).parameters)[1:]


@pytest.mark.parametrize(
    ("number", "approx"),
    [
        *((number, True) for number in ("about 190", "at least 12", "more than 1,400", "up to 30", "dozens of")),
        *((number, False) for number in ("12", "a dozen", "between 20 and 30")),
    ],
)
def test_when_a_figure_is_approximate_is_as_the_page_says(number: str, approx: bool) -> None:
    page = (ROOT / "docs" / "concepts" / "figures-and-ranges.md").read_text(encoding="utf-8")
    (paragraph,) = re.findall(r"^`approx` says.*?\n\n", page, re.MULTILINE | re.DOTALL)
    assert number.removesuffix(" of") in paragraph.partition("It is false")[2 if not approx else 0]
    (figure,) = onrecord.read(f"Police said {number} people were killed in Dorvan.").figures
    assert figure.approx is approx
