"""How the help of a command is shown: whole descriptions, and arguments without the words of a programming language."""

from functools import partial
from typing import Any


def readable(command: Any) -> Any:
    """The command, and all below it, with help for people.

    What the library of the command line would do: cut the descriptions of commands where a line ends, and write an argument as
    ``{FILE}... <list[Path]>``.
    """
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            parameter.get_usage_pieces = partial(_usage, parameter)
            parameter.get_help_record = partial(_line, parameter)
    if getattr(command, "invoke_without_command", False):
        command.subcommand_metavar = "[COMMAND] [ARGS]..."
    for below in getattr(command, "commands", {}).values():
        below.short_help = " ".join((below.help or "").partition("\n\n")[0].split())
        readable(below)
    return command


def _name(argument: Any) -> str:
    return f"{argument.metavar or argument.name.upper()}{'...' if argument.nargs != 1 else ''}"


def _usage(argument: Any, _: Any) -> list[str]:
    """As manual pages have it: brackets around what may be left out."""
    return [_name(argument) if argument.required else f"[{_name(argument)}]"]


def _line(argument: Any, _: Any) -> tuple[str, str]:
    return _name(argument), f"{argument.help or ''}{'  [required]' if argument.required else ''}"
