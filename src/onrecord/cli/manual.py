"""docs/reference/cli.md, made from the commands themselves: ``python -m onrecord.cli.manual > docs/reference/cli.md``."""

import sys
from typing import Any

import typer

from onrecord.cli.app import COMMANDS, app

WIDTH = 80
_HEAD = """# The command line

Made from the commands by `python -m onrecord.cli.manual`; a test compares. Data goes to standard output, everything else to
standard error. Where a command prints for people, `--json` prints the same for programs: one JSON object a line, shares as
fractions.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | some inputs could not be read, each named on standard error; a floor was undercut; a witness or an authority did not answer |
| 2 | wrong use |
| 3 | broken integrity: something kept does not agree with its hash or with the log, or is missing |
| 4, 5 | of `verify` alone: incomplete, or erased by an entry; nothing could be checked |
| 70 | a fault in the program |
| 74 | the output could not be written: a full disk, a closed standard output |
| 130, 141 | interrupted; the reader of the output went away |
"""


def manual() -> str:
    """The page: the help of the program and of every command, as it is printed at 80 columns."""
    program = typer.main.get_command(app)
    root = _context(program, "onrecord", None)
    sections = [_HEAD, _section("onrecord", program.get_help(root))]
    for name in COMMANDS:
        command = program.get_command(root, name)  # type: ignore[attr-defined]  # the program is a group
        sections += _sections(command, _context(command, name, root))
    return "\n".join(sections)


def _context(command: Any, name: str, parent: Any) -> Any:
    return command.context_class(command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH)


def _sections(command: Any, context: Any) -> list[str]:
    """The command's own section, then those of the commands below it."""
    sections = [_section(context.command_path, command.get_help(context))]
    for name, below in getattr(command, "commands", {}).items():
        sections += _sections(below, _context(below, name, context))
    return sections


def _section(path: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {path}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(manual())
