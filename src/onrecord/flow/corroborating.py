"""Stop 7 across reports: what the reports of a case show together, appended with the report that each finding is kept with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from onrecord import corroboration
from onrecord.corroboration import ClaimShown
from onrecord.corroboration.grades import Grader, RuleSet, SuggestedGrade, party_of, read_rule_sets
from onrecord.corroboration.rules.across.contradicting_figures import between_roots
from onrecord.corroboration.told import Speaker
from onrecord.errors import BadInput, NotFound
from onrecord.flow.comparing import as_kept, grounds_of, numbered
from onrecord.flow.copying import copies_in, note_rest
from onrecord.flow.growing import Growing, note_matters
from onrecord.flow.near import telling_of
from onrecord.ledger import Ledger, NumberedReading, View
from onrecord.records import Party, Record
from onrecord.records.vocabulary import Measure
from onrecord.settings import GRADES_FOLDER


class Corroborated(Record, frozen=True, kw_only=True):
    """What comparing the reports of a case with each other came to."""

    reports: int
    """Those that were compared: all of the case, or those that were read or corrected since the last time."""
    corrected: int = 0
    """Of the latter, those that were compared before and corrected by people since."""
    findings: int
    """Findings across reports that hold now, in which these have a part."""
    changed: int
    """Reports whose findings differ from what was noticed before."""


def corroborate(ledger: Ledger, beside: corroboration.Beside | None = None) -> Corroborated:
    """Compare the reports of a case with each other.

    Nothing is read again. Findings that differ supersede the earlier ones, which stay in the log; those that nothing shows any more
    are superseded by nothing.

    Args:
        ledger: the case.
        beside: its reports as ``all_beside`` set them, where somebody has that already.
    """
    grounds = grounds_of(ledger)
    beside = beside or all_beside(ledger)
    found = corroboration.across(beside)
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
    note_matters(ledger, beside)
    ledger.commit()
    return Corroborated(reports=reports, findings=sum(map(len, found.values())), changed=len(changed))


def corroborate_new(ledger: Ledger, reached: Callable[[int, int], None] = lambda *_: None) -> Corroborated:
    """Compare the reports that were read, or corrected by people, since the reports of a case were compared last with those that they may
    share a matter with.

    What that costs depends on how many these are, not on how many the case has. Findings are superseded as ``corroborate`` does it, in so
    far as these reports have a part in them. Stopped at any point, it goes on there.

    Args:
        ledger: the case.
        reached: is told how many of these reports are done, and of how many, every now and then.
    """
    growing = Growing(ledger)
    growing.take_in(reached)
    return Corroborated(
        reports=len(growing.new) + len(growing.corrected),
        corrected=len(growing.corrected),
        findings=growing.findings,
        changed=len(growing.changed),
    )


def all_beside(ledger: Ledger) -> corroboration.Beside:
    """The same as ``set_beside``, with the copies among reports that were kept without being noted, too."""
    note_rest(ledger)
    return set_beside(ledger.view)


def set_beside(view: View) -> corroboration.Beside:
    """The reports of a case set beside each other: their claims, and where each comes from."""
    return corroboration.Beside(tellings_of(view), copies_in(view), decisions=view.claim_decisions())


def claims_of(
    view: View,
    beside: corroboration.Beside | None = None,
    *,
    measure: Measure | None = None,
    place: str | None = None,
    least: int = 2,
    graded_by: Sequence[RuleSet] = (),
) -> tuple[tuple[ClaimShown, tuple[SuggestedGrade, ...]], ...]:
    """The claims of a case, those that most reports tell first, then by day, each with the grades that rule-sets suggest.

    Args:
        view: of the case.
        beside: its reports set beside each other, where somebody has that already.
        measure: only figures of this measure.
        place: only figures of this place.
        least: only claims that so many reports tell.
        graded_by: rule-sets.
    """
    beside, parties = beside or set_beside(view), parties_in(view)
    grader = Grader(beside, parties=parties, findings=between_roots(beside)) if graded_by else None
    found = []
    for claim in (*beside.figure_claims, *beside.statement_claims):
        if len(claim.reports) >= least and measure in {None, claim.measure} and _is_of(claim.place, place):
            told = corroboration.shown(beside, claim, partial(_party, parties=parties, beside=beside))
            found.append((told, tuple(grader.suggest(claim, one) for one in graded_by) if grader else ()))
    return tuple(sorted(found, key=lambda one: (-one[0].reports, one[0].day or "", one[0].id)))


def show_claim(view: View, beside: corroboration.Beside, claim: corroboration.Claim) -> ClaimShown:
    """One claim of a case as it is shown.

    Args:
        view: of the case.
        beside: its reports set beside each other.
        claim: one of their claims.
    """
    return corroboration.shown(beside, claim, partial(_party, parties=parties_in(view), beside=beside))


def matters_of(
    view: View, beside: corroboration.Beside | None = None, *, measure: Measure | None = None, place: str | None = None
) -> tuple[corroboration.MatterShown, ...]:
    """What different claims of a case count of one event, or as running totals of one day, side by side.

    Args:
        view: of the case.
        beside: its reports set beside each other, where somebody has that already.
        measure: only figures of this measure.
        place: only figures of this place.
    """
    beside, parties = beside or set_beside(view), parties_in(view)
    matters = corroboration.matters_shown(beside, party_of=partial(_party, parties=parties, beside=beside))
    return tuple(one for one in matters if measure in {None, one.measure} and _is_of(one.place, place))


def rule_sets_of(view: View, names: Sequence[str]) -> tuple[RuleSet, ...]:
    """Rule-sets of a case by their names: those of the program, and files in its folder of grades, which nobody reads who names none.

    Raises:
        BadInput: a file is no rule-set.
        NotFound: there is none of that name; the hint lists the names there are.
    """
    if not names:
        return ()
    known = {one.name: one for one in read_rule_sets(view.case / GRADES_FOLDER)}
    missing = next((name for name in names if name not in known), None)
    if missing is not None:
        raise NotFound(f"there is no rule-set “{missing}”", hint=f"known rule-sets: {', '.join(sorted(known))}")
    return tuple(known[name] for name in names)


def fault_in_rule_sets(view: View) -> str | None:
    """What is wrong with the files in the folder of grades of a case, in one sentence; None where nothing is."""
    try:
        read_rule_sets(view.case / GRADES_FOLDER)
    except BadInput as error:
        return error.message
    return None


def parties_in(view: View) -> dict[str, tuple[Party, ...]]:
    """Content id of a reading → the parties that the case, the report's own settings and the report itself, as people corrected it, show,
    and the territories that it places under attack."""
    configured = view.grounds().parties
    return {one.id: corroboration.parties_with_territories(one.now, (*one.document.parties, *configured)) for one in _readings(view)}


def _party(speaker: Speaker | None, *, parties: Mapping[str, Sequence[Party]], beside: corroboration.Beside) -> str | None:
    party = party_of(speaker, parties, beside.book)
    return party.name if party is not None else None


def _is_of(place: str | None, asked: str | None) -> bool:
    return asked is None or (place is not None and corroboration.same_place(place, asked))


def tellings_of(view: View) -> Iterator[corroboration.Telling]:
    """What each report of a case offers for comparison, as people corrected it, in the order in which they were read."""
    return map(telling_of, _readings(view))


def _readings(view: View) -> Iterator[NumberedReading]:
    """The readings of a case that hold now, in the order in which they were made."""
    return view.readings_numbered(view.readings_after(-1))
