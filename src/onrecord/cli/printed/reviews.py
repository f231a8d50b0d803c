"""What people said, beside what the machine read: both are shown, and neither in the place of the other."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console

from onrecord.cli.printed.fields import value_words
from onrecord.cli.printed.layout import heading, print_broken
from onrecord.cli.printed.words import long_date
from onrecord.cli.terminal import visible
from onrecord.ledger import KeptReview
from onrecord.records import Correction, Reading, Record
from onrecord.records.correcting import corrected_value, finding_key, record_in

SHOWN_OF_ID = 12
"""Digits of a content id that are printed; enough to tell a million records apart, and to name one by."""

_REMARK = "by people; the machine's record stays as it is"


def print_reviews(reviews: Sequence[KeptReview], reading_of: Callable[[str], Reading], console: Console) -> None:
    """The acts of people on several reports, each under its name.

    Args:
        reviews: the acts, those on one report one after another.
        reading_of: a reading of the machine, by its content id.
        console: where it is printed.
    """
    for report, group in groupby(reviews, key=lambda one: one.report):
        print_broken(console, visible(report), style="bold")
        _print(list(group), reading_of, console)
        console.print()


def print_reviews_of(reviews: Sequence[KeptReview], reading_of: Callable[[str], Reading], console: Console, *, apart: bool = True) -> None:
    """The acts of people on one report, or on one of its records, under their heading; nothing where there are none.

    Args:
        reviews: the acts.
        reading_of: a reading of the machine, by its content id.
        console: where it is printed.
        apart: an empty line stands before.
    """
    if reviews:
        heading(console, "REVIEW", _REMARK, apart=apart)
        _print(reviews, reading_of, console)


def reviewed_words(reading: Reading, reviews: Sequence[KeptReview]) -> str:
    """Which records of a report people set, added, withdrew or dismissed, for its heading; empty where they did not.

    Args:
        reading: the report as the machine read it; ids of findings are those that it has now.
        reviews: the acts on it.
    """
    holding = [one.correction for one in reviews if one.correction is not None and one.state == "holds"]
    dismissed = {finding_key(one.finding) for one in holding if one.finding is not None and one.withdrawn}
    said = [(one.record, _deed(one)) for one in holding if one.finding is None]
    said += [(one.id, "dismissed") for one in reading.findings if finding_key(one) in dismissed]
    return ", ".join(f"{visible(name)} {deed}" for name, deed in said if deed)


def _deed(correction: Correction) -> str:
    """What a person did with a record; empty where it is again what the machine read."""
    if corrected_value(correction) is None:
        return "withdrawn"
    return "added" if correction.added else "corrected" if correction.fields else ""


def _print(reviews: Sequence[KeptReview], reading_of: Callable[[str], Reading], console: Console) -> None:
    for number, one in enumerate(reviews):
        about = next((other for other in reviews if other.id == one.proposed), None)
        what, *details = _lines(one, about, _before(reviews[:number], one, reading_of), reading_of(one.reading).text)
        state = "" if one.state in ("holds", "open") and one.proposal is None else f" [{one.state}]"
        print_broken(console, f"{what}{state} {one.id[:SHOWN_OF_ID]}", hanging=5, style="" if one.state != "superseded" else "dim")
        for line in details:
            print_broken(console, f"     {line}", hanging=7)
        print_broken(console, f"     by {visible(one.by or one.actor)}, {long_date(one.at)}", hanging=7, style="dim")
        said = f"“{visible(one.reason)}”" if one.reason is not None else "the reason was erased"
        print_broken(console, f"     {said}", hanging=7, style="dim")


def _before(earlier: Sequence[KeptReview], one: KeptReview, reading_of: Callable[[str], Reading]) -> Record | None:
    """What a correction superseded: the machine's record, or what a person had said of it."""
    if one.correction is None:
        return None
    for other in reversed(earlier):
        if other.id == one.supersedes and other.correction is not None:
            return corrected_value(other.correction)
    return record_in(reading_of(one.reading), one.correction.record)


def _lines(one: KeptReview, about: KeptReview | None, before: Record | None, text: str) -> Iterator[str]:
    """What was done, and the fields that it changed."""
    if one.correction is not None:
        yield from _correction_lines(one.correction, before, text)
    elif one.proposal is not None:
        rules = "" if one.proposal.rules == "none" else f", by the rules {visible(one.proposal.rules)}"
        yield f"{(one.record or 'all').ljust(4)} proposed: {visible(one.proposal.word)}{rules}"
    elif one.decision is not None:
        verb = "agreed to" if one.decision.agrees else "rejected"
        if about is None or about.proposal is None:
            yield f"—    {verb} an assessment that was erased"
        else:
            yield f"{(about.record or 'all').ljust(4)} {verb} “{visible(about.proposal.word)}”"


def _correction_lines(correction: Correction, before: Record | None, text: str) -> Iterator[str]:
    local = correction.record.ljust(4)
    now = corrected_value(correction)
    if (finding := correction.finding) is not None:
        yield f"{local} finding {'dismissed' if correction.withdrawn else 'taken up again'}: {finding.rule}"
        yield visible(finding.sentence)
    elif now is None:
        yield f"{local} withdrawn"
    elif before is None or type(before) is not type(now):
        yield f"{local} {'added' if correction.added else 'put back'}"
        yield from (f"{name.replace('_', ' ')}: {_words(getattr(now, name), text)}" for name in correction.fields)
    else:
        changed = [name for name in now.__struct_fields__ if getattr(now, name) != getattr(before, name)]
        yield f"{local} corrected" if correction.fields else f"{local} as the machine read it"
        yield from (
            f"{name.replace('_', ' ')}: {_words(getattr(before, name), text)} → {_words(getattr(now, name), text)}" for name in changed
        )


def _words(value: Any, text: str) -> str:
    words = ", ".join(value_words(value, text))
    return words or "nothing"
