"""The printed record: heading, the article with its marks, tables, findings, issues."""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.article import print_article
from onrecord.cli.printed.findings import print_findings
from onrecord.cli.printed.layout import print_trimmed
from onrecord.cli.printed.tables import print_figures, print_incidents, print_issues, print_media, print_statements
from onrecord.cli.printed.words import long_date, name_shown, published_words
from onrecord.cli.terminal import visible
from onrecord.records import Reading, ReportDetails
from onrecord.records.wording import counted

_LABEL = 11
"""Columns of the labels in the heading."""


def print_record(reading: Reading, console: Console, *, full_text: bool = False, reviewed: str = "") -> None:
    """Everything one report says, for people; ``reviewed``: what people did with its records, said in the heading."""
    _print_heading(reading, console, reviewed)
    print_article(reading, console, full_text=full_text)
    print_statements(reading, console)
    print_figures(reading, console)
    print_media(reading, console)
    print_incidents(reading, console)
    print_findings(reading.findings, console)
    print_issues(reading, console)
    console.print()


def _print_heading(reading: Reading, console: Console, reviewed: str) -> None:
    report = reading.report
    print_trimmed(console, Text(name_shown(report.title or "A report without a title"), style="bold"))
    console.print(Text("─" * console.width, style="dim"), no_wrap=True)
    lines = [
        ("report", reading.id),
        ("outlet", name_shown(report.outlet or "")),
        ("issuer", name_shown(report.issuer or "")),
        ("form", report.form),
        ("authors", ", ".join(map(name_shown, report.authors))),
        ("address", report.url),
    ]
    for label, value in lines:
        if value:
            _print_line(console, label, visible(value))
    _print_line(console, "published", published_words(reading))
    for (kind, day), places in _other_dates(report).items():
        _print_line(console, kind, f"{day} ({'; '.join(places)})")
    if reviewed:
        _print_line(console, "by people", f"{reviewed} (under REVIEW; below stands what the machine read)")
    console.print()


def _other_dates(report: ReportDetails) -> dict[tuple[str, str], list[str]]:
    """Kind and day of each date stated beside the day of publication, with every place where it stands, each once."""
    found: dict[tuple[str, str], list[str]] = {}
    for stated in report.dates:
        if stated.kind != "published" or stated.date[:10] != (report.published or "")[:10]:
            places = found.setdefault((stated.kind, long_date(stated.date)), [])
            if visible(stated.where) not in places:
                places.append(visible(stated.where))
    return found


def _print_line(console: Console, label: str, value: str) -> None:
    """A value beside its label; lines that follow are indented as far."""
    for number, line in enumerate(Text(value).wrap(console, console.width - _LABEL)):
        line.rstrip()
        console.print(Text((label if not number else "").ljust(_LABEL), style="dim").append_text(line), soft_wrap=True)


def print_line(reading: Reading, console: Console) -> None:
    """One report on one line: day, how much was read from it, its id in full – below, where the line has no room for it."""
    published = (reading.report.published or "")[:10] or "no date   "
    kinds = ((reading.statements, "statement"), (reading.figures, "figure"), (reading.findings, "finding"))
    counts = f"{published} {' '.join(counted(len(records), what, width=3) for records, what in kinds)}"
    name = visible(reading.id)
    room = console.width - cell_len(name)
    if len(counts) + 2 > room:
        console.print(Text(counts.rstrip()), soft_wrap=True)
        counts = " " * max(0, min(len(published), room) - 1)
        console.print(Text(f"{counts} {name}" if counts else name), soft_wrap=True)
        return
    console.print(Text(f"{counts}  {name}"), soft_wrap=True)
