"""The entry point: global options, the table of commands, and how every error ends."""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup

from onrecord.cli.help_text import readable
from onrecord.cli.run import PIPE_CLOSED, WIDEST, WIDTH, Exit, Run
from onrecord.cli.starting import INTERRUPTED, loading
from onrecord.cli.terminal import broken, escaped, width_of
from onrecord.errors import BrokenIntegrity, OnRecordError, WrongUse
from onrecord.records.version import program_version

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("onrecord.cli.read", "Read reports into a case and print what they say."),
    "show": ("onrecord.cli.show", "Print a record that the case keeps."),
    "findings": ("onrecord.cli.findings", "List what the rules noticed, with the records each finding rests on."),
    "review": ("onrecord.cli.review", "Correct a reading, judge a record, dismiss a finding; list what people did."),
    "series": ("onrecord.cli.series", "Set the figures of the reports beside a reference series, as a table or a chart."),
    "compare": ("onrecord.cli.compare", "Set counts of one event, or totals of one day, side by side."),
    "corroborate": ("onrecord.cli.corroborate", "Compare the reports: which claims they share, and how many sources stand behind."),
    "claim": ("onrecord.cli.claim", "Merge and split claims, with undo: rules suggest them, people decide."),
    "reference": ("onrecord.cli.reference", "Add and list reference series, which figures are compared with."),
    "parties": ("onrecord.cli.parties", "List the parties of the case and those the reports show; add one."),
    "export": ("onrecord.cli.export", "Hand reports over as a dossier, or as a table for other programs."),
    "verify": ("onrecord.cli.verify", "Check a case or a dossier from the bytes up; nothing is written."),
    "checkpoint": ("onrecord.cli.checkpoint", "Show the signed head of the log; have it countersigned or stamped."),
    "key": ("onrecord.cli.key", "Show or change the key that the log is signed with."),
    "witness": ("onrecord.cli.witness", "Countersign the logs of others, as a witness."),
    "backup": ("onrecord.cli.backup", "Copy the case into a folder, also while it is in use."),
    "restore": ("onrecord.cli.restore", "Put a backup into a new folder as a case."),
    "note": ("onrecord.cli.note", "Keep a note about a report, a record in it, or the case; print its id."),
    "notes": ("onrecord.cli.notes", "List the notes of the case, with the names, places and texts that they hold."),
    "erase": ("onrecord.cli.erase", "Ask for erasure, and carry out what another person asked for."),
    "reindex": ("onrecord.cli.reindex", "Make the index of the case again from its log."),
    "relocate": ("onrecord.cli.relocate", "Take the originals of the case to where its settings say."),
    "evaluate": ("onrecord.cli.evaluate", "Measure how well texts are read against a labelled file."),
}
"""Each command, the module it lives in, and its first line of help. A module is loaded when its command is asked for."""

REPORT_TO = "the issue tracker named in README.md"

_INTERRUPTED = {
    "read": "what was read is kept; the same command goes on where it stopped",
    "evaluate": "no reading of this run is kept; the same command begins again with the first text",
    "export": "what bears the name that was given is whole; where there is none, the same command begins again",
    "backup": "the backup that was there before or the new one is whole; the same command finishes it",
    "restore": "where no case was made, the same command begins again",
    "relocate": "the originals are whole where they were or in the new place; the same command goes on where it stopped",
    "erase": "what was begun is finished by the next command that writes; `onrecord erase list` says whether something was",
}
"""What an interrupted command leaves."""

_ClickError: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What the argument parser raises for wrong use. Found through a public class, because typer carries its own copy of click."""


class CommandTable(TyperGroup):
    """The commands of ``COMMANDS``, loaded when used, so that ``--help`` and ``--version`` answer at once."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 – the parser's protocol
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 – the parser's protocol
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        with loading():
            module = importlib.import_module(COMMANDS[cmd_name][0])
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return readable(command)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 – the parser's protocol
        """The list in ``--help``, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {program_version()}")
        raise typer.Exit


app = typer.Typer(cls=CommandTable, add_completion=False, rich_markup_mode=None, no_args_is_help=False)


@app.callback()
def options(
    ctx: typer.Context,
    case: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The case to work in. Default: the nearest folder with an onrecord.toml, else ./case."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read reports of armed conflict into an evidence ledger: who said what, according to whom, as of when.

    \b
    Example:
      onrecord --case case read reports/
      onrecord --case case findings

    Exit codes: 0 done, 1 some inputs could not be read (each is named), 2 wrong use, 3 broken integrity. `onrecord verify` has 4 and 5
    as well: `onrecord verify --help`.
    """
    del debug, show_version  # read before the parser starts, so that errors of the parser heed it; answered by its callback
    if case == "":
        raise WrongUse("--case names no folder", hint="a variable without a value may stand behind it")
    ctx.obj = Run(case=Path(case) if case is not None else None)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    _fill_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its code instead
    sys.exit(_run(given, debug="--debug" in given))


def _run(given: list[str], *, debug: bool) -> int:
    command: str | None = None
    try:
        program = typer.main.get_command(app)
        with program.make_context("onrecord", list(given) or ["--help"]) as context:  # its own `main` ends processes as it likes
            try:
                outcome = program.invoke(context)
            finally:
                command = context.invoked_subcommand
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        outcome = INTERRUPTED
    except typer.Exit as leaving:
        outcome = leaving.exit_code
    except (OnRecordError, _ClickError, Exception) as error:  # the last stop: nothing ends in a traceback
        return _explain(error, given, debug=debug)
    if outcome == INTERRUPTED:
        _complain("interrupted", _INTERRUPTED.get(command or "", "the same command can be given again"))
    return int(outcome) if isinstance(outcome, int) else Exit.DONE


def _explain(error: Exception, given: Sequence[str], *, debug: bool) -> int:
    """Say what went wrong and what to do next; the exit code."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, OnRecordError):
        _complain(error.message, error.hint)
        return Exit.BROKEN_INTEGRITY if isinstance(error, BrokenIntegrity) else Exit.WRONG_USE
    if isinstance(error, _ClickError):
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "onrecord"
        said = getattr(error, "format_message", error.__str__)().replace(": Value error, ", ": ")  # a word of the library's for itself
        if type(error).__name__ == "NoArgsIsHelpError" and context:  # its message is the whole help
            said = f"{path} is followed by one of: {', '.join(context.command.list_commands(context))}"
        _complain(said, f"`{path} --help` shows how it is used, with an example")
        return Exit.WRONG_USE
    if isinstance(error, OSError):
        return _system_refused(error)
    if isinstance(error, UnicodeError) and any("\ud800" <= letter <= "\udfff" for word in given for letter in word):
        _complain("a name in the command is no text in UTF-8", "rename the file, or spell the word in UTF-8")
        return Exit.WRONG_USE
    where = "" if debug else "; run it again with --debug before the command and add what it shows"
    _complain(f"this is a fault in onrecord ({type(error).__name__}: {error})", f"please report it to {REPORT_TO}{where}")
    return Exit.FAULT


def _system_refused(error: OSError) -> int:
    """What the system would not do is no fault of ours: a folder that is missing, a disk that is full, an output that cannot be written."""
    reason = error.strerror or str(error)
    if error.filename is not None:
        _complain(f"{os.fsdecode(error.filename)}: {reason}", "check the path, the permissions and the space on the disk")
        return Exit.WRONG_USE
    _complain(f"reading or writing failed: {reason}", "check where the output goes, and the space on the disk; what was read is kept")
    try:
        sys.stdout.flush()
    except OSError:
        _discard(sys.stdout)
    return Exit.IO_FAILED


def _complain(message: str, hint: str | None) -> None:
    width = min(width_of(sys.stderr) or WIDTH, WIDEST)  # only people read these, so they are broken in a pipe as well
    told = [("error: ", message)] + ([("hint: ", hint)] if hint else [])
    lines = [line for label, words in told for line in broken(escaped(label + words), width, hanging=len(label))]
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:  # nobody can be told; the exit code still says it
        _discard(sys.stderr)


def _fill_missing_streams() -> None:
    """Stand in for standard streams that were closed before we began, or files of the case would be opened in their place.

    Nothing comes from a closed input, and what would be said to closed standard error is dropped; records that would be lost in a
    closed standard output are not: writing them fails, and ends like a full disk.
    """
    for number, name, flags, mode in ((0, "stdin", os.O_RDONLY, "r"), (1, "stdout", os.O_RDONLY, "w"), (2, "stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, flags)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def _discard(stream: TextIO) -> None:
    """Nobody reads this output, or it cannot be written; the interpreter's own flush at the end must not fail again."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):  # a stream that is no file has no such flush
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), number)
