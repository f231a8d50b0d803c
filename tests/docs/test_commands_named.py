"""Commands that pages, help and messages name without running them: each is there, and has the options that are given to it."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from onrecord.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
SOURCES = sorted(path for path in (ROOT / "src" / "onrecord").rglob("*") if path.suffix in (".py", ".txt", ".html"))
BLOCK = re.compile(r"^```(?:sh|text|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(onrecord (?!key-rotate\s)[^`]+)`")


def named_in(text: str) -> Iterator[str]:
    """Commands in blocks and between backticks; long ones with their lines joined."""
    for block in BLOCK.findall(text):
        for line in re.sub(r"\\\n\s*", " ", block).splitlines():
            if match := re.search(r"(?:^|[|;] *|^\s*\$ )(?:\.venv/bin/)?(onrecord (?!read(?:s|ing)\b).*)", line.strip()):
                yield match[1]
    yield from (" ".join(one.split()) for one in INLINE.findall(BLOCK.sub("", text)))


def faults_of(command: str) -> Iterator[str]:
    """What is named and is not there."""
    try:
        words = shlex.split(re.split(r" [>|]| 2>", command)[0])[1:]
    except ValueError:
        words = command.split()[1:]
    at: Any = typer.main.get_command(app)
    waiting = False
    for word in words:
        if word.startswith("--"):
            name = word.partition("=")[0]
            found = next((one for one in at.params if name in (*one.opts, *one.secondary_opts)), None)
            if found is None and name != "--help":
                yield f"{at.name or 'onrecord'} has no option {name}"
            waiting = found is not None and not found.is_flag
        elif waiting:
            waiting = False
        elif hasattr(at, "get_command") and re.fullmatch(r"[a-z]+", word):
            below = at.get_command(None, word)
            if below is None:
                yield f"{at.name or 'onrecord'} has no command {word}"
                return
            at = below


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_on_pages_are_there(page: Path) -> None:
    assert {command: fault for command in named_in(page.read_text(encoding="utf-8")) for fault in faults_of(command)} == {}


def test_commands_in_messages_and_help_are_there() -> None:
    texts = ((path, " ".join(re.sub(r'"\s*\n\s*f?"', "", path.read_text(encoding="utf-8")).split())) for path in SOURCES)
    commands = {(path.name, command) for path, text in texts for command in INLINE.findall(text)}
    assert len(commands) > 50
    assert {command: fault for command in commands for fault in faults_of(command[1])} == {}


def test_a_wrong_command_is_found() -> None:
    assert list(faults_of("onrecord witness new DIR --nme NAME")) == ["new has no option --nme"]
    assert list(faults_of("onrecord --case c exprot --to dossier")) == ["onrecord has no command exprot"]
    assert list(faults_of('onrecord --case case review correct r/f1 --set min=3 --by "Ana Reyes"')) == []
