"""The verdict of a verification as a page for people."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.checkpoint import shown_key
from onrecord.cli.printed.layout import heading, print_broken
from onrecord.cli.terminal import visible
from onrecord.ledger import Checked, Verdict, Vouched
from onrecord.records.wording import counted

_SAID = {
    "intact": "INTACT: every byte that is covered is as it was signed.",
    "altered": "ALTERED: something is not as it was signed.",
    "incomplete": "INCOMPLETE: nothing was altered; something is missing or was erased.",
    "unreadable": "UNREADABLE: nothing could be checked.",
}
_STYLE = {"intact": "bold green", "altered": "bold red", "incomplete": "bold yellow", "unreadable": "bold red"}

_GRAVEST = ("altered", "unreadable", "incomplete")
"""The order in which findings are told: what was erased by entries must not hide what was altered."""

_FEW = 50
"""Findings with one code that are told one by one: more than a person goes through on a screen."""
_ERASED = frozenset({"original.erased", "record.erased"})
"""Codes of what entries of the log say themselves was erased."""
_FEW_ERASED = 3
"""Findings of these codes that are told one by one: nobody has to do anything about them."""

_KINDS = (
    ("entries", "entry", "entries"),
    ("records", "record", "records"),
    ("originals", "original", "originals"),
    ("tiles", "tile", "tiles"),
    ("proofs", "proof", "proofs"),
    ("anchors", "anchor", "anchors"),
    ("index_rows", "row of the index", "rows of the index"),
)


def print_verdict(verdict: Verdict, console: Console) -> None:
    """The verdict, what was checked, the findings, and what is not shown."""
    console.print(Text(_SAID[verdict.verdict], style=_STYLE[verdict.verdict]))
    if verdict.kind == "nothing":
        print_broken(console, f"  {visible(verdict.path)}", hanging=2)
    else:
        heading(console, "CHECKED", f"{verdict.kind} {visible(verdict.path)}")
        _print_checked(verdict, console)
    if verdict.findings:
        heading(console, "FINDINGS", counted(len(verdict.findings), "finding"))
        codes = list(dict.fromkeys(one.code for one in verdict.findings))  # of one kind that code first which is found first
        gravest_first = sorted(verdict.findings, key=lambda one: (_GRAVEST.index(one.kind), codes.index(one.code)))
        for code, those in groupby(gravest_first, key=lambda one: one.code):
            found = list(those)
            few = _FEW_ERASED if code in _ERASED else _FEW
            told = found if len(found) <= few + 1 else found[:few]  # one more takes no more room than to say that there is one
            for one in told:
                print_broken(console, f"{code}  {visible(one.place)}", hanging=5, style="bold")
                print_broken(console, f"     {visible(one.message)}", hanging=5)
            if len(told) < len(found):
                print_broken(console, f"{code}  {len(found) - len(told):,} more; --json gives each", hanging=5, style="bold")
    if verdict.not_shown:
        heading(console, "NOT SHOWN", "what this evidence leaves open")
        for left in verdict.not_shown:
            print_broken(console, f"- {visible(left.message)}", hanging=2)


def _print_checked(verdict: Verdict, console: Console) -> None:
    print_broken(console, f"  {_amounts(verdict.checked)}", hanging=2)
    if verdict.origin is not None:
        print_broken(console, f"  log   {visible(verdict.origin)}, {counted(verdict.size or 0, 'entry', many='entries')}", hanging=8)
        print_broken(console, f"  root  {verdict.root}", hanging=8)
    for key in verdict.keys:
        print_broken(console, f"  key   {shown_key(key)}", hanging=8)
    for one, more in _latest(verdict.outside):
        print_broken(console, f"  also  {_vouched(one, more)}", hanging=8)


def _latest(outside: Sequence[Vouched]) -> list[tuple[Vouched, int]]:
    """Of each witness and authority what speaks of most entries, and how many more there are; each checkpoint that was given."""
    found: dict[tuple[str, str], list[Vouched]] = {}
    for one in outside:
        found.setdefault((one.kind, one.place if one.kind == "checkpoint" else one.name), []).append(one)
    return [(each[-1], len(each) - 1) for each in found.values()]


def _vouched(one: Vouched, more: int) -> str:
    """Who vouches for what, and by what that was checked."""
    amount = f"{one.size:,} {'entry' if one.size == 1 else 'entries'}"
    if one.kind == "checkpoint":
        return f"{visible(one.place)}, which you gave: the log leads up to its {amount}"
    act, given = {"cosignature": ("cosigned", "key"), "timestamp": ("stamped", "certificate")}[one.kind]
    at = f" at {one.time.replace('T', ' ').removesuffix('Z')} UTC" if one.time else ""
    before = f"; {more:,} more by it fit as well" if more else ""
    return f"{visible(one.name) or 'an authority that gives no name'} {act} {amount}{at}, checked with the {given} that you gave{before}"


def _amounts(checked: Checked) -> str:
    amounts = [(getattr(checked, field), one, several) for field, one, several in _KINDS]
    told = [f"{number:,} {one if number == 1 else several}" for number, one, several in amounts if number]
    return ", ".join([*told, f"{checked.bytes:,} bytes"])
