"""Stop 7 across reports: what the reports of a case show together, appended with the report that each finding is kept with."""

from collections.abc import Iterator

from onrecord import corroboration
from onrecord.flow.comparing import as_kept, grounds_of, numbered
from onrecord.flow.copying import copies_in, note_rest
from onrecord.ledger import Ledger, View
from onrecord.ledger.versions import article_of
from onrecord.records import Finding, Record
from onrecord.records.vocabulary import Measure


class Corroborated(Record, frozen=True, kw_only=True):
    """What comparing the reports of a case with each other came to."""

    reports: int
    findings: int
    """Findings across reports that hold now."""
    changed: int
    """Reports whose findings differ from what was noticed before."""


def corroborate(ledger: Ledger) -> Corroborated:
    """Compare the reports of a case with each other.

    Nothing is read again. Findings that differ supersede the earlier ones, which stay in the log; those that nothing shows any more
    are superseded by nothing.
    """
    note_rest(ledger)
    grounds = grounds_of(ledger)
    found = noticed_across(ledger.view)
    changed = []
    reports = 0
    for identifier, _, said in ledger.view.readings_with_documents():
        reports += 1
        own = tuple(one for one in said.findings if not corroboration.is_across(one))
        findings = numbered((*own, *as_kept(found.get(identifier, ()))))
        if findings != said.findings:
            changed.append((identifier, findings))
    for identifier, findings in changed:
        ledger.append_findings(identifier, findings, grounds=grounds)
    ledger.commit()
    return Corroborated(reports=reports, findings=sum(map(len, found.values())), changed=len(changed))


def noticed_across(view: View) -> dict[str, tuple[Finding, ...]]:
    """What the reports of a case show together: content id of a reading → the findings that are kept with it."""
    return corroboration.across(tellings_of(view), copies_in(view))


def set_beside(view: View) -> corroboration.Beside:
    """The reports of a case set beside each other: their claims, and where each comes from."""
    return corroboration.Beside(tellings_of(view), copies_in(view))


def claims_of(
    view: View, *, measure: Measure | None = None, place: str | None = None, least: int = 2
) -> tuple[corroboration.ClaimShown, ...]:
    """The claims of a case, those that most reports tell first, then by day.

    Args:
        view: of the case.
        measure: only figures of this measure.
        place: only figures of this place.
        least: only claims that so many reports tell.
    """
    beside = set_beside(view)
    told = (
        corroboration.shown(beside, claim) for claim in (*beside.figure_claims, *beside.statement_claims) if len(claim.reports) >= least
    )
    asked = (claim for claim in told if measure in {None, claim.measure} and (place is None or _is_of(claim, place)))
    return tuple(sorted(asked, key=lambda claim: (-claim.reports, claim.day or "", claim.id)))


def matters_of(view: View, *, measure: Measure | None = None, place: str | None = None) -> tuple[corroboration.MatterShown, ...]:
    """What different claims of a case count of one event, or as running totals of one day, side by side.

    Args:
        view: of the case.
        measure: only figures of this measure.
        place: only figures of this place.
    """
    matters = corroboration.matters_shown(set_beside(view))
    return tuple(one for one in matters if measure in {None, one.measure} and (place is None or _is_of(one, place)))


def _is_of(claim: corroboration.ClaimShown | corroboration.MatterShown, place: str) -> bool:
    return claim.place is not None and corroboration.same_place(claim.place, place)


def tellings_of(view: View) -> Iterator[corroboration.Telling]:
    """What each report of a case offers for comparison, in the order in which they were read."""
    for order, (identifier, source, said) in enumerate(view.readings_with_documents()):
        yield corroboration.telling_of(said, name=identifier, page=article_of(source.url), order=order)
