"""Global options, help, and how every error ends."""

import importlib

import pytest
import typer

from onrecord.cli import app as application
from onrecord.cli.app import COMMANDS
from onrecord.errors import BrokenIntegrity
from onrecord.records.version import program_version


def test_the_version_is_printed(command) -> None:
    ended = command("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"onrecord {program_version()}\n", "")


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_help_lists_every_command(command, arguments) -> None:
    ended = command(*arguments)
    assert ended.code == 0
    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in ended.out
        assert " ".join(line.split()[:4]) in ended.out


@pytest.mark.parametrize(
    "words", [*((name,) for name in COMMANDS), ("reference", "add"), ("reference", "list"), ("parties", "add")], ids=" ".join
)
def test_every_command_has_help_with_an_example(command, words) -> None:
    ended = command(*words, "--help")
    assert ended.code == 0
    if words != ("reference",):  # a table of two commands, each with its own
        assert "Example:\n" in ended.out
    assert all(len(line) <= 90 for line in ended.out.splitlines())


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_table_says_what_the_command_says(name) -> None:
    """``--help`` is printed from the table, so that no command need be loaded for it."""
    module = importlib.import_module(COMMANDS[name][0])
    said = typer.main.get_command(module.app).help
    assert said is not None
    assert said.split("\n\n", maxsplit=1)[0].strip() == COMMANDS[name][1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nonsense",), "nonsense"),
        (("read",), "Missing argument"),
        (("read", "x", "--nonsense"), "--nonsense"),
        (("evaluate", "x.jsonl", "--measure", "truth"), "truth"),
        (("findings",), "there is no case here"),
        (("--case", "elsewhere", "show"), "there is no case at elsewhere"),
    ],
)
def test_wrong_use_is_an_error_and_a_hint(command, arguments, told) -> None:
    ended = command(*arguments)
    error, hint = ended.err.splitlines()
    assert ended.code == 2
    assert error.startswith("error: ")
    assert told in error
    assert hint.startswith("hint: ")
    assert ended.out == ""


def failing(error: Exception):
    def findings() -> None:
        """List what the rules noticed."""
        raise error

    broken = typer.Typer(add_completion=False)
    broken.command()(findings)
    return broken


def test_broken_integrity_stops_everything(command, monkeypatch) -> None:
    module = importlib.import_module(COMMANDS["findings"][0])
    monkeypatch.setattr(module, "app", failing(BrokenIntegrity("entry 3 does not agree with the log")))
    ended = command("findings")
    assert (ended.code, ended.err) == (3, "error: entry 3 does not agree with the log\n")


def test_a_fault_of_the_program_is_said_without_a_traceback(command, monkeypatch) -> None:
    module = importlib.import_module(COMMANDS["findings"][0])
    monkeypatch.setattr(module, "app", failing(ZeroDivisionError("division by zero")))
    ended = command("findings")
    assert ended.code == 70
    assert ended.err.startswith("error: this is a fault in onrecord (ZeroDivisionError: division by zero)\nhint: please report it")
    assert "Traceback" not in ended.err
    shown = command("--debug", "findings")
    assert shown.code == 70
    assert "Traceback" in shown.err


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (
            FileNotFoundError(2, "No such file or directory", "missing/out.jsonl"),
            2,
            "error: missing/out.jsonl: No such file or directory\n",
        ),
        (OSError(28, "No space left on device"), 74, "error: reading or writing failed: No space left on device\n"),
        (UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed"), 2, "error: a name in the command is no text in UTF-8\n"),
    ],
)
def test_what_the_system_refuses_is_no_fault_of_the_program(command, monkeypatch, error, code, told) -> None:
    module = importlib.import_module(COMMANDS["findings"][0])
    monkeypatch.setattr(module, "app", failing(error))
    ended = command("--case", "caf\udce9", "findings")
    assert ended.code == code
    assert ended.err.startswith(told)
    assert "hint: " in ended.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("read", "what was read is kept; the same command goes on where it stopped"),
        ("export", "what bears the name that was given is whole"),
        ("findings", "the same command can be given again"),
    ],
)
def test_an_interrupted_command_says_what_it_leaves(command, monkeypatch, name: str, told: str) -> None:
    module = importlib.import_module(COMMANDS[name][0])
    monkeypatch.setattr(module, "app", failing(KeyboardInterrupt()))  # type: ignore[arg-type]
    ended = command(name)
    assert ended.code == 130
    assert told in ended.err


def test_what_others_wrote_cannot_act_on_the_terminal_through_an_error(command) -> None:
    ended = command("--case", "a\x1b[2Jb", "show")
    assert "\x1b" not in ended.err
    assert "a\\x1b[2Jb" in ended.err


def test_the_program_is_a_module_too() -> None:
    assert importlib.util.find_spec("onrecord.__main__")
    assert application.COMMANDS


@pytest.mark.parametrize("group", ["key", "erase", "witness", "reference"])
def test_a_group_without_its_command_names_those_that_there_are(command, group: str) -> None:
    ended = command(group)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"error: onrecord {group} is followed by one of: ")
    assert "\\x0a" not in ended.err
