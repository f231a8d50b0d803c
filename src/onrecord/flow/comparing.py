"""Stop 7 of the walk: what a report shows beside others, the parties and the reference series of its case; appended as it is read."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord import corroboration, intake
from onrecord.ledger import Grounds, Ledger, View
from onrecord.records import Document, Finding, Issue, Party, Reading, ReferenceSeries, Version, canonical, content_id, decode
from onrecord.records.version import program_version


def as_kept(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Details as they come back from the ledger's canonical form (0.0 is 0 there), so that a record prints the same always."""
    return tuple(msgspec.structs.replace(one, detail=decode(canonical(one.detail), dict[str, Any])) for one in findings)


def numbered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with the ids that they have in their report."""
    return tuple(msgspec.structs.replace(finding, id=f"x{number}") for number, finding in enumerate(findings, 1))


def with_across(own: Sequence[Finding], kept: Iterable[Finding]) -> tuple[Finding, ...]:
    """What a report shows by itself, with what it was found to show together with others, which comparing it alone does not tell."""
    return numbered((*own, *(one for one in kept if corroboration.is_across(one))))


def compared(said: Reading, source: Document, view: View, grounds: Grounds) -> tuple[Finding, ...]:
    """Stop 7 for a report of a case."""
    parties = (*source.parties, *grounds.parties)
    earlier, _ = view.versions_around(source)
    return as_kept(corroboration.findings(said, parties=parties, references=grounds.references, earlier=earlier))


def compare_after(after: Version, ledger: Ledger, grounds: Grounds) -> None:
    """Compare again what stood at the same address after a report, where that was read before it."""
    source, said = ledger.view.document_of(after.reading), ledger.view.reading_called(after.reading)
    findings = with_across(compared(said, source, ledger.view, grounds), said.findings)
    ledger.append_findings(after.reading, findings, grounds=grounds)


def compare_again(ledger: Ledger) -> int:
    """Stop 7 once more for every report of the case, after its parties or reference series changed.

    Nothing is read again. Findings that differ supersede the earlier ones; how many reports have such.
    """
    grounds = grounds_of(ledger)
    changed = []
    for identifier, source, said in ledger.view.readings_with_documents():
        findings = with_across(compared(said, source, ledger.view, grounds), said.findings)
        if findings != said.findings:
            changed.append((identifier, findings))
    for identifier, findings in changed:
        ledger.append_findings(identifier, findings, grounds=grounds)
    ledger.mark_compared(compared_with(grounds))
    ledger.commit()
    return len(changed)


def grounds_of(ledger: Ledger) -> Grounds:
    """What the case is read and compared with from here on; what its file of parties says now is kept first."""
    ledger.append_parties(ledger.view.parties())
    return ledger.view.grounds()


def compared_with(grounds: Grounds) -> str:
    """A digest of all that findings rest on besides the reading: rules (by the program's version), parties, reference series."""
    return content_id({"program": program_version(), "grounds": (*grounds.party_ids, *grounds.reference_ids)})


def add_party(ledger: Ledger, party: Party) -> tuple[Path, int]:
    """Add a party to the case and compare its reports anew: the file of parties, and how many have other findings now.

    What the reports say is read with the new party when they are read the next time.
    """
    return ledger.add_party(party), compare_again(ledger)


def add_reference(ledger: Ledger, series: Sequence[ReferenceSeries]) -> None:
    """Keep reference series in the case."""
    ledger.append_references(series)


def add_reference_file(
    ledger: Ledger,
    file: Path,
    *,
    date: str,
    measures: Mapping[str, str],
    group: str,
    place: str,
    source: str,
    lows: Mapping[str, str] | None = None,
    highs: Mapping[str, str] | None = None,
) -> tuple[tuple[ReferenceSeries, ...], tuple[Issue, ...]]:
    """Take a table in and keep its series; the series, and what was noticed on the way."""
    series, issues = intake.read_reference(
        file, date=date, measures=measures, group=group, place=place, source=source, lows=lows, highs=highs
    )
    add_reference(ledger, series)
    for issue in issues:
        ledger.append_issue(issue)
    return series, issues
