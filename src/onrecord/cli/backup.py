"""``onrecord backup``: a copy of the case, made while it is in use."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.run import run_of, talk

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def backup(context: typer.Context, folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the backup goes.")]) -> None:
    """Copy the case into a folder, also while it is in use.

    The backup holds all that was acknowledged when it began: log, records, originals, keys and settings, and no index. Made again
    into the same folder, only what is new is copied, and what was erased meanwhile is erased there. It holds the private key of the
    log: keep it as safe as the case.

    \b
    Example:
      onrecord --case case backup /media/safe/case-backup
      onrecord verify /media/safe/case-backup
    """
    made, told = flow.back_up(run_of(context).existing_case(), folder)
    talk(f"{made.size:,} entries and {made.originals:,} originals are in {made.folder}")
    talk(f"{made.copied:,} originals were copied this time ({made.bytes:,} bytes)")
    if not told:
        talk("the log of the case does not say so, since another process is writing to it")
