"""``onrecord backup``: a copy of the case, made while it is in use."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.printed.words import few_words
from onrecord.cli.run import run_of, talk
from onrecord.errors import BrokenIntegrity
from onrecord.records.wording import counted

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def backup(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the backup goes.")]) -> None:
    """Copy the case into a folder, also while it is in use.

    The backup holds all that was acknowledged when it began: log, records, originals, keys and settings, and no index. Made again
    into the same folder, only what is new is copied, and what was erased meanwhile is erased there. It holds the private key of the
    log: keep it as safe as the case.

    Where the case lacks originals, everything else is copied, and they are named; the exit code is 3 then.

    \b
    Example:
      onrecord --case case backup /media/safe/case-backup
      onrecord verify /media/safe/case-backup
    """
    made, told = flow.back_up(run_of(context).existing_case(), folder)
    talk(f"{counted(made.size, 'entry', many='entries')} and {counted(made.originals, 'original')} are in {made.folder}")
    talk(f"{counted(made.copied, 'original')} {'was' if made.copied == 1 else 'were'} copied this time ({counted(made.bytes, 'byte')})")
    if made.blanked or made.removed:
        gone = f"{counted(made.blanked, 'record')} and {counted(made.removed, 'original')}"
        talk(f"erased in it, since the case erased them: {gone}")
    if not told:
        talk("the log of the case does not say so, since another process is writing to it")
    if made.lost:
        message = f"the case lacks {_named(made.lost)}; the backup still holds {'it' if len(made.lost) == 1 else 'them'}"
        hint = "copy from blobs in the backup to where the case keeps its originals, or read the file again, which puts it back"
        if not made.missing:
            raise BrokenIntegrity(message, hint=hint)
        talk(f"{message}; {hint}")
    if made.missing:
        raise BrokenIntegrity(
            f"the backup is incomplete: the case lacks {_named(made.missing)}",
            hint="read the file again, which puts it back, or copy it from another backup, and run the same command again; all else is in"
            " the backup, and `onrecord restore --incomplete` takes it as it is",
        )


def _named(originals: Sequence[str]) -> str:
    """How many originals, and the first few by hash."""
    said = "that its log says is kept" if len(originals) == 1 else "that its log says are kept"
    return f"{counted(len(originals), 'original')} {said}: {few_words(originals)}"
