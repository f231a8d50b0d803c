"""source-lost: a claim that was attributed is told in a later report's own voice."""

from collections.abc import Iterator

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.names import folded
from onrecord.corroboration.phrasing import sentence_case
from onrecord.corroboration.rules.across.telling import one_for_each_report, publisher_of, record_of
from onrecord.records import Finding

_OFFICIAL = frozenset("state government army military ministry gazette official presidency".split())
"""Words in the name of an outlet that is a body's own."""


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that a report tells as plain fact what reports before it had from a source, with no source in the sentence or beside it.

    Rests on: the statements of one claim in order of time. One finding for each report that tells it so.
    Left out: claims that were told in a report's own voice from the first, or that somebody saw or conceded by then; sentences with a
    word of doubt, and titles; and what a state's own gazette tells that a body of that state said.
    Does not say: that it is not so; only that a reader no longer learns who says it.
    Score: 1.0 where a report denies the claim, 0.8 else.
    """
    for claim in beside.claims:
        attributed = [item for item in claim.items if item.told.voice == "attributed"]
        lost = [item for item in claim.items if item.told.voice == "plain" and not (item.told.in_title or item.told.beside_source)]
        if not attributed or not lost or _first(claim).told.voice != "attributed":
            continue
        before = attributed[0]
        root = next(one.root for known, one in zip(claim.items, claim.traced, strict=True) if known is before)
        if root is None:
            continue
        known_from = beside.confirmed_from(claim)
        late = [item for item in lost if item.when > before.when and (known_from is None or item.when < known_from)]
        late = [item for item in late if not _speaks_for(beside, item.telling.outlet, claim)]
        late = [item for item in late if item.telling.reading != before.telling.reading and not _sourced_too(claim, item)]
        for item in one_for_each_report(late):
            yield Finding(
                rule="source-lost",
                records=(record_of(item), record_of(before)),
                sentence=sentence_case(
                    f"{publisher_of(before)} has {beside.words_of(claim)} from {_named_by(before, root)}; "
                    f"{publisher_of(item)} tells it in its own voice."
                ),
                score=1.0 if beside.is_denied(claim) else 0.8,
                detail={"root": root, "first": before.telling.reading, "later": item.telling.reading},
            )


def _named_by(item: Item, root: str) -> str:
    """Whom a report names for what it tells; the root source, to which that leads, where it names an outlet alone."""
    return item.told.speakers[0].words if item.told.speakers and not any(one.words == root for one in item.told.speakers) else root


def _first(claim: Claim) -> Item:
    return next((item for item in claim.items if not item.told.in_title), claim.items[0])


def _speaks_for(beside: Beside, outlet: str | None, claim: Claim) -> bool:
    """Whether an outlet is by its name the voice of the state or group whose bodies make the claim ("Kesh State Gazette")."""
    named = folded(outlet or "")
    if not _OFFICIAL & set(named):
        return False
    owners = [one.speaker.owner for one in claim.traced if one.speaker is not None]
    return any(beside.book.same_owner(named, owner) for owner in owners if owner)


def _sourced_too(claim: Claim, item: Item) -> bool:
    """Whether the same report attributes the claim elsewhere."""
    return any(other.told.voice == "attributed" and other.telling.reading == item.telling.reading for other in claim.items)
