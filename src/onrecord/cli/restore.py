"""``onrecord restore``: a case from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.run import talk

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder that `onrecord backup` was given.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, which becomes the case.")],
) -> None:
    """Put a backup into a new folder as a case.

    The backup is verified first, and what was copied again; only then does the folder become a case, its index is made from the
    log, and the log says that it was restored. A backup that is not intact leaves no case.

    \b
    Example:
      onrecord restore /media/safe/case-backup case
    """
    verdict = flow.restore(backup, folder)
    talk(f"the case {folder} was put back with {verdict.size or 0:,} entries, verified; its log says so")
