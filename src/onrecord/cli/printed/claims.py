"""Claims as they are printed: what is told, and under it each root source with the outlets that lead back to it."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.grades import print_grade
from onrecord.cli.printed.layout import plain_table, print_broken, print_trimmed
from onrecord.cli.printed.reviews import SHOWN_OF_ID
from onrecord.cli.printed.words import SET_BY_PERSON, by_person, long_date, name_shown, shortened, value_range
from onrecord.cli.terminal import visible
from onrecord.corroboration.claims.shown import ClaimShown, DecidedBy, DecisionShown, MatterShown, RecordNamed, StatementShown
from onrecord.corroboration.grades import SuggestedGrade
from onrecord.corroboration.groups import is_anybody
from onrecord.records.wording import counted

_NUMBER = 14
SUGGESTED = "Claims are suggested by rules; how many tell something says nothing about whether it is so."


def print_claims(claims: Sequence[tuple[ClaimShown, Sequence[SuggestedGrade]]], console: Console) -> None:
    """One paragraph a claim with its suggested grades, in the order given."""
    for claim, grades in claims:
        _print_claim(claim, console)
        for one in grades:
            print_grade(one, console)
        console.print()
    if claims:
        print_broken(console, SUGGESTED, style="dim")


def print_claim(claim: ClaimShown, console: Console) -> None:
    """A claim with every record that tells it, by the names under which it is split."""
    _print_claim(claim, console)
    console.print()
    for one in claim.statements:
        where = ", ".join(([name_shown(one.outlet)] if one.outlet else []) + ([long_date(one.published)] if one.published else []))
        print_broken(console, f"  {visible(_named(one))}{f'  {where}' if where else ''}{by_person(one.set_by_person)}", hanging=4)
        print_broken(console, f"    {' → '.join(map(name_shown, (*one.chain, *([one.root] if one.root else []))))}", hanging=6, style="dim")
    console.print()
    print_broken(console, SUGGESTED, style="dim")


def print_decisions(decisions: Sequence[DecisionShown], console: Console) -> None:
    """What people decided, one paragraph a decision, with the records that it names."""
    for one in decisions:
        state = "" if one.state == "holds" else f" [{one.state}]"
        what = f"undo of {one.undoes[:SHOWN_OF_ID]}" if one.undoes else one.act
        print_broken(console, f"{what}{state} {one.id[:SHOWN_OF_ID]}", hanging=2, style="bold" if one.state == "holds" else "dim")
        for side in sorted({named.side for named in one.named}) if one.act != "undo" else ():
            print_broken(console, f"  {_SIDES[one.act, min(side, 1)]}", hanging=4)
            for named in one.named:
                if named.side == side:
                    print_broken(console, f"    {_record_line(named)}", hanging=6)
        _print_by("", one, console)
        console.print()


_SIDES = {
    ("merge", 0): "this is one claim",
    ("merge", 1): "with this",
    ("split", 0): "this is a claim of its own",
    ("split", 1): "apart from this",
}
_WORDS = 60
"""Characters of what a record says that are printed of it."""


def _record_line(named: RecordNamed) -> str:
    words = shortened(" ".join(visible(named.words).split()), _WORDS)
    now = f"claim {named.claim}" if named.claim else "not read there any more"
    return f"{visible(named.report)}/{visible(named.record)} “{words}” ({now})"


def _named(one: StatementShown) -> str:
    return f"{one.report}/{one.record or f'{one.start}-{one.end}'}"


def _print_claim(claim: ClaimShown, console: Console) -> None:
    where = [name_shown(one) for one in (None if is_anybody(claim.group) else claim.group, claim.place) if one]
    where += [long_date(claim.day)] if claim.day and claim.kind == "figure" else []
    print_broken(console, f"{' · '.join([visible(claim.words), *where])} {claim.id}", hanging=2, style="bold")
    carried = f"{counted(claim.reports, 'report')} of {counted(len(claim.outlets), 'outlet')}"
    print_broken(console, f"  {carried}; {_sources(claim)}", hanging=4)
    for root in claim.roots:
        party = " (a party)" if root.party else ""
        print_broken(console, f"  {name_shown(root.name)}{party}: {_carriers(claim, root.name)}", hanging=4)
    if claim.without_source:
        print_broken(console, f"  without a source: {_carriers(claim, None)}", hanging=4, style="dim")
    for one in claim.decisions:
        _print_by(f"{_DONE[one.act]} ({one.id[:SHOWN_OF_ID]}) ", one, console)


def _carriers(claim: ClaimShown, root: str | None) -> str:
    """The outlets that lead back to a root source, or to none; those marked whose figure or statement a person set."""
    corrected: dict[str, bool] = {}
    for one in claim.statements:
        if one.root == root:
            name = one.outlet or ("" if root is not None else one.report)
            corrected[name] = corrected.get(name, False) or one.set_by_person
    named = [name for name in corrected if name or corrected[name]] or list(corrected)  # what a person set is shown, whoever printed it
    return ", ".join(f"{name_shown(name) or 'no outlet stated'}{by_person(corrected[name])}" for name in named)


_DONE = {"merge": "merged", "split": "split", "undo": "undone"}


def _print_by(done: str, one: DecidedBy, console: Console) -> None:
    said = f"“{visible(one.reason)}”" if one.reason is not None else "the reason was erased"
    print_broken(console, f"  {done}by {visible(one.by)}, {long_date(one.at)}: {said}", hanging=4, style="dim")


def print_matters(matters: Sequence[MatterShown], console: Console) -> None:
    """One table an event or day: each number, who gives it, and how many carry it."""
    for matter in matters:
        where = [name_shown(one) for one in (matter.group, matter.place) if one]
        when = [f"{'up to' if matter.scope != 'incident' else 'from'} {long_date(matter.day)}"] if matter.day else []
        print_broken(console, " · ".join([matter.measure, *where, matter.scope, *when]), hanging=2, style="bold")
        carried = max(len("carried by"), *(len(_carried(claim)) for claim in matter.claims))
        table = plain_table(("number", _NUMBER), ("root sources", console.width - _NUMBER - carried - 3), ("carried by", carried))
        for claim in matter.claims:
            roots = "; ".join(name_shown(root.name) for root in claim.roots) or "no source named"
            table.add_row(Text(f"{value_range(claim.min, claim.max)}{_by_people(claim)}"), Text(roots), Text(_carried(claim)))
        print_trimmed(console, table)
        console.print()
    if matters:
        print_broken(console, "Numbers of different sources are never added, and none is preferred.", style="dim")


def _by_people(claim: ClaimShown) -> str:
    """How many of those that tell a claim were set by people."""
    many = sum(one.set_by_person for one in claim.statements)
    if not many or many == len(claim.statements):
        return by_person(bool(many))
    return f" ({many} of {len(claim.statements)} {SET_BY_PERSON})"


def _carried(claim: ClaimShown) -> str:
    return f"{counted(claim.reports, 'report')}, {counted(len(claim.outlets), 'outlet')}"


def _sources(claim: ClaimShown) -> str:
    if not claim.roots:
        return "no source named"
    among = f", {claim.parties} of them {'a party' if claim.parties == 1 else 'parties'}" if claim.parties and claim.independent > 1 else ""
    return counted(claim.independent, "root source") + among
