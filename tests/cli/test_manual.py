"""The reference pages are what the program says today."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from onrecord.cli.app import COMMANDS, app
from onrecord.cli.manual import manual
from onrecord.records.schema import interchange_schema_text, review_schema_text

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_of_the_command_line_is_fresh() -> None:
    page = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    assert page == manual(), "write it anew: python -m onrecord.cli.manual > docs/reference/cli.md"


def test_every_command_has_its_section() -> None:
    page = manual()
    assert all(f"## onrecord {name}\n" in page for name in COMMANDS)
    assert "## onrecord reference add\n" in page
    assert "## onrecord parties add\n" in page


def test_no_line_of_help_is_wider_than_a_terminal() -> None:
    assert [line for line in manual().partition("## onrecord\n")[2].splitlines() if len(line) > 80] == []


def test_the_schema_is_fresh() -> None:
    schema = (REFERENCE / "interchange.schema.json").read_text(encoding="utf-8")
    assert schema == interchange_schema_text(), "write it anew: make schema"
    reviews = (REFERENCE / "review.schema.json").read_text(encoding="utf-8")
    assert reviews == review_schema_text(), "write it anew: make schema"


def commands(command: Any, path: str = "onrecord") -> Iterator[tuple[str, Any]]:
    """Every command with the words that it is called by."""
    yield path, command
    names = command.list_commands(None) if hasattr(command, "list_commands") else ()
    for name in names:
        yield from commands(command.get_command(None, name), f"{path} {name}")


def test_no_description_of_a_command_is_cut(command: Callable[..., Any]) -> None:
    for path, one in commands(typer.main.get_command(app)):
        if not hasattr(one, "commands"):
            continue
        listed = " ".join(command(*path.split()[1:], "--help").out.partition("Commands:")[2].split())
        for name in one.list_commands(None):
            below = one.get_command(None, name)
            told = COMMANDS[name][1] if path == "onrecord" else " ".join(below.help.partition("\n\n")[0].split())
            assert f"{name} {told}" in listed, f"{path} {name}"


def test_arguments_are_shown_without_words_of_a_programming_language() -> None:
    page = manual()
    assert [
        line for line in page.splitlines() if re.search(r"<(str|path|list|int|float)|\[\[|\{[A-Z]|[A-Z]\.\.\.\.\.\.|…\]\.\.\.", line)
    ] == []
    assert "Usage: onrecord read [OPTIONS] PATH|URL...\n" in page
    assert "Usage: onrecord note [OPTIONS] [REPORT]\n" in page
    assert "Usage: onrecord review [OPTIONS] [COMMAND] [ARGS]...\n" in page
    assert "Usage: onrecord erase [OPTIONS] COMMAND [ARGS]...\n" in page
