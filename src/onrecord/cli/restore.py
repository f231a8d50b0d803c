"""``onrecord restore``: a case from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.run import talk
from onrecord.records.wording import counted

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder that `onrecord backup` was given.")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, which becomes the case.")],
    *,
    incomplete: Annotated[bool, typer.Option("--incomplete", help="Also where originals are missing in the backup.")] = False,
) -> None:
    """Put a backup into a new folder as a case.

    The backup is verified first, and what was copied again; only then does the folder become a case, its index is made from the
    log, and the log says that it was restored. A backup that is not intact leaves no case. With --incomplete originals may be
    missing in it; `onrecord verify` tells which (--json: each), and reading their files again puts them back.

    Originals are put into the folder, also where the settings keep them elsewhere; `onrecord relocate` takes them there.

    The case that the backup was made of must not be used again after this: two cases with one key make two histories, and whoever
    knows one of them refuses the other.

    \b
    Example:
      onrecord restore /media/safe/case-backup case
    """
    verdict = flow.restore(backup, folder, incomplete=incomplete)
    entries = counted(verdict.size or 0, "entry", many="entries")
    talk(f"the case {folder} was put back with {entries}, verified; its log says so")
    talk("the case that the backup was made of must not be used any more: two cases with one key make two histories")
    missing = sum(one.code == "original.missing" for one in verdict.findings)
    if missing:
        talk(
            f"{counted(missing, 'original')} {'is' if missing == 1 else 'are'} missing in it; `onrecord --case {folder} verify --json` "
            "names each"
        )
