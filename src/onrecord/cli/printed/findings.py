"""Findings as sentences, with their rule and the records they rest on."""

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.printed.layout import heading, print_trimmed
from onrecord.cli.printed.words import by_person
from onrecord.cli.terminal import broken, visible
from onrecord.records import Finding

NOT_A_VERDICT = "observations by rule, not verdicts"


def print_findings(findings: Sequence[Finding], console: Console) -> None:
    """The findings of one report under their heading; nothing when there are none."""
    if not findings:
        return
    heading(console, "FINDINGS", NOT_A_VERDICT)
    for finding in findings:
        print_finding(finding, console)


def print_finding(
    finding: Finding, console: Console, *, where: str = "", dismissed: bool = False, set_by_people: Collection[str] = ()
) -> None:
    """One finding: a head line of id, rule and records, those that people set among them, then its sentence, indented."""
    records = [f"{name}{by_person(name in set_by_people)}" for name in finding.records]
    rests_on = (f"  on {', '.join(records)}" if records else "") + ("  dismissed by a person" if dismissed else "")
    identifier = f"{where}{finding.id}".ljust(4)
    head, *rest = broken(f"{visible(identifier).ljust(4)} {finding.rule}{rests_on}", console.width, hanging=5)
    bold = len(f"{visible(identifier).ljust(4)} {finding.rule}")
    console.print(Text.assemble((head[:bold], "bold"), (head[bold:], "dim")), soft_wrap=True)
    for line in rest:
        console.print(Text(line, style="dim"), soft_wrap=True)
    print_trimmed(console, Padding(Text(visible(finding.sentence)), (0, 0, 0, 5)))
