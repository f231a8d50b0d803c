"""Claims as they are printed: what is told, and under it each root source with the outlets that lead back to it."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.grades import print_grade
from onrecord.cli.printed.layout import plain_table, print_broken, print_trimmed
from onrecord.cli.printed.words import long_date, value_range
from onrecord.cli.terminal import visible
from onrecord.corroboration.claims.shown import ClaimShown, MatterShown
from onrecord.corroboration.grades import SuggestedGrade
from onrecord.records.wording import counted

_NUMBER = 14
SUGGESTED = "Claims are suggested by rules; how many tell something says nothing about whether it is so."


def print_claims(claims: Sequence[tuple[ClaimShown, Sequence[SuggestedGrade]]], console: Console) -> None:
    """One paragraph a claim with its suggested grades, in the order given."""
    for claim, grades in claims:
        where = [visible(claim.place)] if claim.place else []
        where += [long_date(claim.day)] if claim.day and claim.kind == "figure" else []
        print_broken(console, " · ".join([visible(claim.words), *where]), hanging=2, style="bold")
        carried = f"{counted(claim.reports, 'report')} of {counted(len(claim.outlets), 'outlet')}"
        print_broken(console, f"  {carried}; {_sources(claim)}", hanging=4)
        for root in claim.roots:
            party = " (a party)" if root.party else ""
            print_broken(
                console, f"  {visible(root.name)}{party}: {', '.join(map(visible, root.outlets)) or 'no outlet stated'}", hanging=4
            )
        if claim.without_source:
            told = [one.outlet or one.report for one in claim.statements if one.root is None]
            print_broken(console, f"  without a source: {', '.join(map(visible, dict.fromkeys(told)))}", hanging=4, style="dim")
        for one in grades:
            print_grade(one, console)
        console.print()
    if claims:
        print_broken(console, SUGGESTED, style="dim")


def print_matters(matters: Sequence[MatterShown], console: Console) -> None:
    """One table an event or day: each number, who gives it, and how many carry it."""
    for matter in matters:
        where = [visible(one) for one in (matter.group, matter.place) if one]
        when = [f"{'up to' if matter.scope != 'incident' else 'from'} {long_date(matter.day)}"] if matter.day else []
        print_broken(console, " · ".join([matter.measure, *where, matter.scope, *when]), hanging=2, style="bold")
        carried = max(len("carried by"), *(len(_carried(claim)) for claim in matter.claims))
        table = plain_table(("number", _NUMBER), ("root sources", console.width - _NUMBER - carried - 3), ("carried by", carried))
        for claim in matter.claims:
            roots = "; ".join(visible(root.name) for root in claim.roots) or "no source named"
            table.add_row(Text(value_range(claim.min, claim.max)), Text(roots), Text(_carried(claim)))
        print_trimmed(console, table)
        console.print()
    if matters:
        print_broken(console, "Numbers of different sources are never added, and none is preferred.", style="dim")


def _carried(claim: ClaimShown) -> str:
    return f"{counted(claim.reports, 'report')}, {counted(len(claim.outlets), 'outlet')}"


def _sources(claim: ClaimShown) -> str:
    if not claim.roots:
        return "no source named"
    among = f", {claim.parties} of them {'a party' if claim.parties == 1 else 'parties'}" if claim.parties and claim.independent > 1 else ""
    return counted(claim.independent, "root source") + among
