"""``onrecord read``: reports go into a case, their records come out."""

import errno
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from onrecord import batch, flow
from onrecord.cli.issues import issue_sentence
from onrecord.cli.opening import open_to_write
from onrecord.cli.printed import print_line, print_record
from onrecord.cli.progress import Progress
from onrecord.cli.reader import ReaderName, check_name, read_with
from onrecord.cli.run import Exit, output, run_of, talk, write_json
from onrecord.errors import WrongUse
from onrecord.intake import is_address, open_source
from onrecord.records import Issue, Reading
from onrecord.settings import SETTINGS_FILE, Limits

app = typer.Typer(add_completion=False, rich_markup_mode=None)


JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""Endings of files whose lines name their reports."""

PrintedForm = Literal["auto", "record", "line", "none"]
"""How readings are printed for people."""

EngineName = Literal["local", "ray"]
"""Where the processes are that read."""


@app.command()
def read(
    context: typer.Context,
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH|URL", help="Files, folders, addresses of the web, or - for standard input.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one interchange object a report instead.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="The input is JSON Lines; print one interchange object a line, in the same order.")
    ] = False,
    identifier: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The report's id, for one file or standard input. Default: its name; stdin.")
    ] = None,
    form: Annotated[
        PrintedForm,
        typer.Option(
            help="Print each report's whole record, one line or nothing; auto: the record when there is one report. With none, what an "
            "earlier run recorded is passed over."
        ),
    ] = "auto",
    full_text: Annotated[bool, typer.Option("--full-text", help="Do not fold long texts.")] = False,
    reader: ReaderName = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Read texts in N processes. Default: 1, this one; with ray, one a processor of the cluster."),
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="Where these processes are: on this machine, or in a Ray cluster.")] = "local",
    take_erased: Annotated[bool, typer.Option("--take-erased", help="Take in again what was erased from the case (with --by).")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who asks for that; the log has a pseudonym.")] = None,
) -> int:
    """Read reports into a case and print what they say.

    Plain text, web pages, feeds, mail, PDF, office texts, agencies' items, JSON Lines, what the Auto Archiver leaves and web
    archives (WARC, ARC, WACZ) are read, packed or not (gzip, ZIP); folders are read whole; an address is asked for where the case
    allows it ([capture] in onrecord.toml), and kept as it came. A report that the case has already is not read again: a run
    that was ended, however that was, is taken up by the same command. What cannot be read is named and kept as an issue, and
    the rest goes on. The records are the same with any number of workers. The case is made when it is not there, and
    something to be read is. A text on standard input has no name of
    its own; give it one with --id, or every one of them is called stdin.

    \b
    Example:
      onrecord --case case read report.txt
      onrecord --case case read report.html --json
      onrecord --case case read --jsonl reports.jsonl > records.jsonl
      onrecord --case case read archive/ --workers 8 --form none
      onrecord --case case read https://herald.example/market
      curl -s ADDRESS | onrecord read --id market-report -
    """
    if identifier is not None:
        identifier = _usable(identifier, sources, jsonl=jsonl)
    if take_erased != (by is not None):
        raise WrongUse("--take-erased and --by go together: two people agreed on the erasure, and the log says who undoes it")
    if form == "none" and as_json:
        raise WrongUse("--json prints every report, and --form none prints nothing", hint="leave one of them out")
    check_name(reader)
    if not (run_of(context).case_to_write() / SETTINGS_FILE).exists() and all(map(_is_missing, sources)):
        return _without_case(sources)
    unread, stdin = 0, sys.stdin.buffer
    with (
        open_to_write(run_of(context)) as ledger,
        read_with(ledger.view.settings(), reader) as settings,
        batch.readers_for(settings, workers=workers, engine=engine) as readers,
        Progress(flow.size_of(sources)) as progress,
    ):
        if settings.capture.enabled and (named := sum(map(is_address, sources))):
            addresses = "1 address" if named == 1 else f"{named:,} addresses"
            interval = f"{settings.capture.interval:g} second{'' if settings.capture.interval == 1 else 's'}"
            progress.say(f"asking for {addresses}; no host is asked more than once in {interval}")
        plan = batch.Shards(ledger.view.case, passing=form == "none")
        outcomes = flow.read_sources(
            sources,
            ledger=ledger,
            jsonl=jsonl,
            settings=settings,
            stdin=stdin,
            identifier=identifier,
            erased_taken_by=by if take_erased else None,
            reached=progress.reached,
            readers=readers,
            plan=plan,
        )
        counted = progress.count(ledger.when_durable(outcomes))
        looking_ahead = form == "auto" and not (as_json or jsonl)  # else every record goes out as soon as it is read
        for outcome, alone in _with_company(counted) if looking_ahead else ((one, False) for one in counted):
            unread += _is_unread(outcome)
            if isinstance(outcome, Issue):
                progress.say(issue_sentence(outcome))
            elif form == "none":
                continue
            elif as_json or jsonl:
                write_json(outcome)
            elif form == "record" or alone:
                print_record(outcome, output(), full_text=full_text)
            else:
                print_line(outcome, output())
    talk(f"{progress.summary(added=ledger.readings_added, passed_over=plan.passed_over)}; kept in {ledger.view.case}/")
    return Exit.SOME_UNREAD if unread else Exit.DONE


def _is_missing(source: str) -> bool:
    """Whether a source is the path of something that is not there, or a name that no file can have."""
    if not source or source == "-" or is_address(source):
        return False
    try:
        return not Path(source).exists()
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    except ValueError:
        return True


def _without_case(sources: Sequence[str]) -> int:
    """Say of each source that it is not there. A wrong path makes no case, in which the next command would go on."""
    for source in sources:
        for outcome in open_source(source, jsonl=False, limits=Limits(), stdin=None):
            if isinstance(outcome, Issue):
                talk(issue_sentence(outcome))
    talk("nothing that was named is there; nothing was read, and no case was made")
    return Exit.SOME_UNREAD


def _usable(identifier: str, sources: Sequence[str], *, jsonl: bool) -> str:
    """The id as it is kept; white space in it is single blanks.

    Raises:
        WrongUse: when it is empty or no text, or when there is not exactly one report that it could name.
    """
    name = " ".join(identifier.split())
    if not name:
        raise WrongUse("--id names nothing", hint="a variable without a value may stand behind it")
    if any("\ud800" <= letter <= "\udfff" for letter in name):  # bytes of the command that are no UTF-8
        raise WrongUse(f"--id {name!r} is no text in UTF-8", hint="check the encoding of the terminal or the script")
    if len(sources) != 1 or Path(sources[0]).is_dir():
        raise WrongUse("--id names one report, and several may be given", hint="read one file, or - for standard input, at a time")
    if jsonl or sources[0].lower().endswith(JSON_LINES):
        raise WrongUse("JSON Lines give each report an id of its own", hint='leave --id out, and write "id" in the lines')
    return name


def _is_unread(outcome: Reading | Issue) -> bool:
    """Whether something was not read: an issue with another outcome than a remark."""
    issues = (outcome,) if isinstance(outcome, Issue) else outcome.issues
    return any(issue.outcome != "recorded" for issue in issues)


def _with_company(outcomes: Iterator[Reading | Issue]) -> Iterator[tuple[Reading | Issue, bool]]:
    """Each outcome, and whether it is the only reading there is; looks one reading ahead at the first one."""
    held: Reading | None = None
    several = False
    for outcome in outcomes:
        if isinstance(outcome, Issue) or several:
            yield outcome, False
        elif held is None:
            held = outcome
        else:
            several = True
            yield held, False
            yield outcome, False
    if held is not None and not several:
        yield held, True
