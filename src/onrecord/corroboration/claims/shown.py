"""A claim as it is shown and given out: who tells it, where each has it from, and how many independent voices that makes."""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import Any, Literal

from onrecord.corroboration.claims.beside import Beside, Claim
from onrecord.corroboration.claims.decided import DecisionState
from onrecord.corroboration.claims.figures import figure_of
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.roots import Traced
from onrecord.corroboration.told import Speaker
from onrecord.records import ClaimAct, ClaimDecision, ClaimKind, Record
from onrecord.records.vocabulary import Measure, Scope

PartyOf = Callable[[Speaker | None], str | None]


class StatementShown(Record, frozen=True, kw_only=True):
    """One statement of a claim."""

    report: str
    """Id of the report."""
    reading: str
    """Content id of its reading."""
    record: str | None
    """Local id of the figure or statement; None for a sentence that is no record."""
    start: int
    """Where it stands in the report's text, in code points; the end is exclusive."""
    end: int
    outlet: str | None
    published: str | None
    voice: Literal["attributed", "plain", "doubt"]
    set_by_person: bool = False
    """Whether a person corrected it, or added it."""
    chain: tuple[str, ...]
    """Outlets on the way to the root source, the report's own first."""
    root: str | None


class RootShown(Record, frozen=True, kw_only=True):
    """A root source of a claim."""

    name: str
    party: str | None = None
    """The party that it belongs to or speaks for, where a report or the case shows one."""
    reports: int
    """Reports that lead back to it."""
    outlets: tuple[str, ...]


class DecidedBy(Record, frozen=True, kw_only=True):
    """What a person decided."""

    id: str
    act: ClaimAct
    by: str
    """Who did; the pseudonym where the case does not know the name."""
    at: str
    """When, by the clock of the machine: ISO 8601 in UTC."""
    reason: str | None
    """In the person's words; None where it was erased."""


class ClaimShown(Record, frozen=True, kw_only=True):
    """A claim, with all that tells how many independent voices stand behind it. A suggestion by rules; people merge and split."""

    id: str
    """The same as long as its first statement is."""
    kind: ClaimKind
    words: str
    """As its first statement has it."""
    measure: Measure | None = None
    min: int | None = None
    max: int | None = None
    group: str | None = None
    place: str | None = None
    scope: Scope | None = None
    day: str | None = None
    """ISO day: of a running total the one it counted up to, else the first that a report tells it of."""
    reports: int
    outlets: tuple[str, ...]
    roots: tuple[RootShown, ...]
    independent: int
    """Root sources."""
    parties: int = 0
    """Root sources that are parties to the conflict."""
    without_source: int
    """Reports that name none."""
    statements: tuple[StatementShown, ...]
    decisions: tuple[DecidedBy, ...] = ()
    """What people decided that made it what it is: that some of it is one, or that others are not of it."""


class RecordNamed(Record, frozen=True, kw_only=True):
    """A record that a decision on claims names."""

    report: str
    """Id of the report."""
    record: str
    """Local id, as it was then."""
    words: str
    """As the report has it."""
    side: int
    """Which part it is of, from 0: of a merge the claim that it was of before; of a split 0 where it was taken out, and 1 where it was
    left."""
    claim: str | None
    """Id of the claim that it is in now; None where the report has no such record any more."""


class DecisionShown(DecidedBy, frozen=True, kw_only=True):
    """A decision on claims, and how it stands now."""

    state: DecisionState
    undoes: str | None
    """Of an undo, the id of the decision that it takes back."""
    undone: str | None
    """Id of the decision that takes it back."""
    named: tuple[RecordNamed, ...]


class MatterShown(Record, frozen=True, kw_only=True):
    """What different claims count of one event, or as running totals of one day, side by side. Never added, none preferred."""

    measure: Measure
    group: str | None
    place: str | None
    scope: Scope
    day: str | None
    """ISO day: the first that a claim has."""
    claims: tuple[ClaimShown, ...]
    """By number, the smallest first."""


def matters_shown(beside: Beside, *, least: int = 1, party_of: PartyOf = lambda _: None) -> tuple[MatterShown, ...]:
    """The matters of some reports, those with most claims first, then by day.

    Args:
        beside: the reports.
        least: only claims that so many reports tell.
        party_of: the name of the party that a voice belongs to.
    """
    found = []
    for claims in beside.matters:
        told = [shown(beside, claim, party_of) for claim in claims if len(claim.reports) >= least]
        told.sort(key=lambda one: (one.min if one.min is not None else one.max or 0, one.max or 0, one.id))
        if len(told) > 1 and told[0].measure is not None and told[0].scope is not None:
            found.append(
                MatterShown(
                    measure=told[0].measure,
                    group=next((one.group for one in told if one.group), None),
                    place=next((one.place for one in told if one.place), None),
                    scope=told[0].scope,
                    day=min((one.day for one in told if one.day), default=None),
                    claims=tuple(told),
                )
            )
    return tuple(sorted(found, key=lambda one: (-len(one.claims), one.day or "", one.claims[0].id)))


def shown(beside: Beside, claim: Claim, party_of: PartyOf = lambda _: None) -> ClaimShown:
    """A claim of some reports as it is shown.

    Args:
        beside: the reports.
        claim: one of their claims.
        party_of: the name of the party that a voice belongs to.
    """
    first = claim.items[0]
    figure = first.told.figure
    told = [_statement(item, one) for item, one in zip(claim.items, claim.traced, strict=True)]
    speakers = {one.root: one.speaker for one in claim.traced if one.root is not None}
    roots = tuple(_root(name, told, party_of(speakers[name])) for name in claim.roots)
    sourced = {one.reading for one in told if one.root is not None}
    return ClaimShown(
        id=id_of(claim),
        kind="figure" if claim.is_figure else "statement",
        words=beside.words_of(claim),
        measure=claim.measure,
        min=figure.min if figure else None,
        max=figure.max if figure else None,
        group=next((figure_of(item).group for item in claim.items if claim.is_figure and figure_of(item).group), None),
        place=claim.place,
        scope=figure.scope if figure else None,
        day=min((item.told.day for item in claim.items if item.told.day), default=None),
        reports=len(claim.reports),
        outlets=tuple(dict.fromkeys(one.outlet for one in told if one.outlet)),
        roots=roots,
        independent=len(roots),
        parties=sum(root.party is not None for root in roots),
        without_source=len({one.reading for one in told} - sourced),
        statements=tuple(told),
        decisions=tuple(DecidedBy(**_decided_by(one)) for one in beside.decided.on(claim.items)),
    )


def decisions_shown(beside: Beside) -> tuple[DecisionShown, ...]:
    """What people decided on the claims of some reports, in the order in which they did."""
    decided = beside.decided
    claim_of = {item.key: claim for claim in (*beside.figure_claims, *beside.statement_claims) for item in claim.items}

    def named_in(decision: ClaimDecision) -> Iterator[RecordNamed]:
        for one in decision.named:
            claim = claim_of.get(decided.key_of(decision, one) or ("", ""))
            yield RecordNamed(report=one.report, record=one.record, words=one.words, side=one.side, claim=id_of(claim) if claim else None)

    return tuple(
        DecisionShown(**_decided_by(one), state=decided.state(one), undoes=one.undoes, undone=one.undone, named=tuple(named_in(one)))
        for one in decided.decisions
    )


def id_of(claim: Claim) -> str:
    """What a claim is called: twelve hexadecimal digits made of what its first statement is called."""
    return blake2b("/".join(claim.items[0].key).encode(), digest_size=6).hexdigest()


def _decided_by(decision: ClaimDecision) -> dict[str, Any]:
    return {"id": decision.id, "act": decision.act, "by": decision.by or decision.actor, "at": decision.at, "reason": decision.reason}


def _statement(item: Item, one: Traced) -> StatementShown:
    name = item.told.id.partition("#")[0]
    return StatementShown(
        report=item.telling.report,
        reading=item.telling.reading,
        record=None if "-" in name else name,
        start=item.told.start,
        end=item.told.end,
        outlet=item.telling.outlet,
        published=item.telling.published,
        voice=item.told.voice,
        set_by_person=name in item.telling.set_by_people,
        chain=one.chain,
        root=one.root,
    )


def _root(name: str, told: list[StatementShown], party: str | None) -> RootShown:
    its = [one for one in told if one.root == name]
    outlets = tuple(dict.fromkeys(one.outlet for one in its if one.outlet))
    return RootShown(name=name, party=party, reports=len({one.reading for one in its}), outlets=outlets)
