"""What people decide on claims: that several are one, that one is two, that a decision is taken back. What the reports show together is
compared anew at once, so that findings follow."""

from collections.abc import Sequence
from itertools import combinations, product

from onrecord import corroboration
from onrecord.corroboration import Beside, Claim, ClaimShown, DecisionShown
from onrecord.errors import NotFound, WrongUse
from onrecord.flow.corroborating import all_beside, corroborate, set_beside, show_claim
from onrecord.ledger import Ledger, View
from onrecord.records import ClaimAct, Record

_FEW = 5
_SHORTEST = 6
"""Digits of a claim's id that are taken as one; fewer may be a record's own id, as f1."""


class ClaimsDecided(Record, frozen=True, kw_only=True):
    """What became of a decision on claims."""

    decision: str
    """Its id, by which it is undone."""
    act: ClaimAct
    claims: tuple[str, ...]
    """Ids of the claims that the records that it names are in now."""
    changed: int
    """Reports whose findings differ by it."""


def merge_claims(ledger: Ledger, names: Sequence[str], *, by: str, reason: str) -> ClaimsDecided:
    """Keep that a person says of several claims that they are one, and compare the reports anew.

    Args:
        ledger: the case.
        names: of the claims, as ``claim_called`` has them; at least two.
        by: name of the person.
        reason: in words.

    Raises:
        NotFound: there is no such claim.
        WrongUse: they are one already, or cannot be one: a figure and a statement, two measures, two numbers, a claim and its denial.
    """
    if len(names) < 2:
        raise WrongUse("one claim alone cannot be merged", hint="name two or more: `onrecord corroborate --least 1` lists them")
    beside = all_beside(ledger)
    claims: list[Claim] = []
    for name in names:
        claim = _called(beside, name)
        if claim in claims:
            raise WrongUse(f"{names[claims.index(claim)]} and {name} are one claim already: {_told(beside, claim)}")
        claims.append(claim)
    for one, other in combinations(claims, 2):
        for mine, its in product(one.items, other.items):
            if (why := corroboration.hindrance(mine, its)) is not None:
                hint = _HINT if one.is_figure and other.is_figure else None
                raise WrongUse(f"{_names(mine)[0]} and {_names(its)[0]} cannot tell one claim: {why}", hint=hint)
    named = [corroboration.record_named(item, side) for side, claim in enumerate(claims) for item in claim.items]
    return _compared(ledger, beside, ledger.append_claim_decision("merge", named, by=by, reason=reason))


def split_claim(ledger: Ledger, name: str, records: Sequence[str], *, by: str, reason: str) -> ClaimsDecided:
    """Keep that a person says of some records of a claim that they tell another one, and compare the reports anew.

    Args:
        ledger: the case.
        name: of the claim, as ``claim_called`` has it.
        records: as ``REPORT/f1``, or a report, for all that it tells of the claim.
        by: name of the person.
        reason: in words.

    Raises:
        NotFound: there is no such claim, or it has no such record.
        WrongUse: no record of it would be left.
    """
    beside = all_beside(ledger)
    claim = _called(beside, name)
    taken: set[tuple[str, str]] = set()
    for record in records:
        found = {item.key for item in claim.items if record in _names(item)}
        if not found:
            listed = ", ".join(_names(item)[0] for item in claim.items[:_FEW]) + (", …" if len(claim.items) > _FEW else "")
            raise NotFound(f"The claim {name} has no record {record}.", hint=f"It has {listed}: `onrecord claim show {name}` lists them.")
        taken |= found
    if not taken:
        raise WrongUse("no record is named that is to be taken out of the claim", hint="name it as REPORT/f1")
    if len(taken) == len(claim.items):
        all_of_it = f"{name} has one record alone" if len(taken) == 1 else f"these are all records of {name}"
        raise WrongUse(f"{all_of_it}, so there is nothing to split", hint="name some of them, and the others stay in the claim")
    named = [corroboration.record_named(item, 0 if item.key in taken else 1) for item in claim.items]
    return _compared(ledger, beside, ledger.append_claim_decision("split", named, by=by, reason=reason))


def undo_claim_decision(ledger: Ledger, name: str, *, by: str, reason: str) -> ClaimsDecided:
    """Keep that a person takes back what was decided on claims, and compare the reports anew.

    Args:
        ledger: the case.
        name: the id of the decision, or its beginning.
        by: name of the person.
        reason: in words.

    Raises:
        NotFound: there is no such decision.
        WrongUse: it was undone already, or is an undo itself.
    """
    decision = ledger.append_claim_undo(name, by=by, reason=reason)
    return _compared(ledger, all_beside(ledger), decision)


def claim_called(view: View, name: str) -> ClaimShown:
    """A claim of a case.

    Args:
        view: of the case.
        name: the id of the claim or its beginning (six digits), or any record of it as ``REPORT/f1``.

    Raises:
        NotFound: there is none, or there are several.
    """
    beside = set_beside(view)
    return show_claim(view, beside, _called(beside, name))


def claim_decisions_of(view: View) -> tuple[DecisionShown, ...]:
    """What people decided on the claims of a case, in the order in which they did, each with how it stands now."""
    return corroboration.decisions_shown(set_beside(view)) if view.claim_decisions() else ()


_HINT = "`onrecord compare` sets different numbers of one matter side by side; each stays a claim of its own"


def _called(beside: Beside, name: str) -> Claim:
    claims = (*beside.figure_claims, *beside.statement_claims)
    found = [claim for claim in claims if len(name) >= _SHORTEST and corroboration.id_of(claim).startswith(name)]
    found = found or [claim for claim in claims if any(name in _names(item)[:-1] for item in claim.items)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(corroboration.id_of(claim) for claim in found[:_FEW])
        raise NotFound(f"{len(found)} claims are called {name}.", hint=f"Name one by its id: {listed}.")
    hint = "`onrecord corroborate --least 1` lists them with their ids; REPORT/f1 names the claim that this record tells."
    raise NotFound(f"There is no claim {name}.", hint=hint)


def _names(item: corroboration.Item) -> tuple[str, ...]:
    """What people may call a record that tells a claim: by its id in the report, by that of the statement that it is a part of, and by the
    report, last."""
    report, record = item.telling.report, item.told.id
    return tuple(dict.fromkeys((f"{report}/{record}", f"{report}/{record.partition('#')[0]}", report)))


def _told(beside: Beside, claim: Claim) -> str:
    return f"{corroboration.id_of(claim)}, {beside.words_of(claim)}"


def _compared(ledger: Ledger, before: Beside, decision: str) -> ClaimsDecided:
    """What became of a decision that was appended just now."""
    beside = Beside(before.tellings, before.copied, before.background, decisions=ledger.view.claim_decisions())
    done = corroborate(ledger, beside)
    shown = next(one for one in corroboration.decisions_shown(beside) if one.id == decision)
    claims = tuple(dict.fromkeys(one.claim for one in shown.named if one.claim is not None))
    return ClaimsDecided(decision=decision, act=shown.act, claims=claims, changed=done.changed)
