"""``onrecord relocate``: the originals of the case, taken to where its settings say."""

from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.run import run_of, talk
from onrecord.records.wording import counted

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def relocate(
    context: typer.Context,
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Remove them from where they were, once all are in the new place.")] = False,
) -> None:
    """Take the originals of the case to where its settings say.

    Their place is the url of [originals] in onrecord.toml: a folder of a bucket in an object store, or of another disk; without one, the
    folder of the case. Each original is copied and hashed again in the new place, and only when all are there is that place used.
    Stopped before, the same command goes on, and they stay where they were.

    What lies in the old place stays there, unless --remove is given; stopped while it removes them, the same command goes on. Where that
    was the folder of the case, an erasure takes it away from there as well; from another place it does not.

    \b
    Example:
      onrecord --case case relocate
    """
    moved = flow.move_originals(run_of(context).existing_case(), remove=remove)
    for sentence in moved.told:
        talk(sentence)
    if moved.before == moved.place:
        talk(f"the originals are in {moved.place}, where the settings say")
    else:
        talk(f"the originals are in {moved.place} now: {moved.originals:,}, each hashed there, {moved.copied:,} of them copied this time")
    for place, number in moved.removed_from:
        talk(f"removed from {place}: {counted(number, 'original')}")
    if moved.originals and not remove:
        talk(f"those in {moved.before} are used no more; with --remove they would have been removed")
