"""``onrecord reindex``: the index of the case, made again from its log."""

import typer

from onrecord import flow
from onrecord.cli.run import run_of, talk

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def reindex(context: typer.Context) -> None:
    """Make the index of the case again from its log.

    The log is the record; the index answers questions, and can be lost without losing anything that the log has: all but
    the last seconds of a run that was killed, until the case is opened to write. Each record in the log is
    checked against its content id on the way, and log and old index are compared line by line: where they contradict each
    other, the first such line is named and the old index is left as it was. An old index that cannot be read, or in which
    alone a record was altered, is put aside.

    \b
    Example:
      onrecord --case case reindex
    """
    done = flow.make_index_again(run_of(context).existing_case())
    for sentence in done.repairs:
        talk(sentence)
    talk(f"the index was made again: {done.entries:,} entr{'y' if done.entries == 1 else 'ies'}")
