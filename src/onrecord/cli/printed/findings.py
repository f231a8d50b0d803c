"""Findings as sentences, with their rule and the records they rest on."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.printed.layout import heading, print_trimmed
from onrecord.cli.terminal import visible
from onrecord.records import Finding

NOT_A_VERDICT = "observations by rule, not verdicts"


def print_findings(findings: Sequence[Finding], console: Console) -> None:
    """The findings of one report under their heading; nothing when there are none."""
    if not findings:
        return
    heading(console, "FINDINGS", NOT_A_VERDICT)
    for finding in findings:
        print_finding(finding, console)


def print_finding(finding: Finding, console: Console, *, where: str = "") -> None:
    """One finding: a head line of id, rule and records, then its sentence, indented."""
    rests_on = f"  on {', '.join(finding.records)}" if finding.records else ""
    identifier = f"{where}{finding.id}".ljust(4)
    console.print(Text.assemble((visible(identifier).ljust(4), "bold"), " ", (finding.rule, "bold"), (rests_on, "dim")))
    print_trimmed(console, Padding(Text(visible(finding.sentence)), (0, 0, 0, 5)))
