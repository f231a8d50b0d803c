"""circular-citing across reports: outlets that name each other, in a ring, for one claim, and nobody outside."""

from collections.abc import Iterator

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.phrasing import listed, sentence_case
from onrecord.corroboration.rules.across.telling import one_for_each_report, record_of
from onrecord.records import Finding

_LONGEST = 5
"""Outlets in a ring."""


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that the outlets which tell a claim name each other for it, in a ring of two to five, and none of them names anybody else.

    Rests on: the outlets named beside the claim in each report. The one that told it first is named first.
    Left out: rings in which a report of the claim names a source outside, or in which somebody saw it for an outlet of the ring.
    Does not say: that the claim is untrue; only that nobody in the ring says where it is from.
    Score: 0.9.
    """
    for claim in beside.claims:
        edges, outside = _edges(beside, claim)
        for ring in _rings(edges):
            if set(ring) & outside:
                continue
            items = one_for_each_report(edges[one][two] for one, two in zip(ring, (*ring[1:], ring[0]), strict=True))
            yield Finding(
                rule="circular-citing",
                records=tuple(record_of(item) for item in items),
                sentence=sentence_case(
                    f"{listed(ring)} name each other in a ring for {beside.words_of(claim)}; none of them names a source outside the ring."
                ),
                score=0.9,
                detail={"outlets": list(ring)},
            )


def _edges(beside: Beside, claim: Claim) -> tuple[dict[str, dict[str, Item]], set[str]]:
    """Who names whom, and who has it from somebody outside."""
    edges: dict[str, dict[str, Item]] = {}
    outside: set[str] = set()
    for item in claim.items:
        outlet = item.telling.outlet
        if outlet is None:
            continue
        cites, speaker = beside.cited(item)
        if speaker is not None:
            outside.add(outlet)
        for name in cites:
            edges.setdefault(outlet, {}).setdefault(name, item)
    return edges, outside


def _rings(edges: dict[str, dict[str, Item]]) -> Iterator[tuple[str, ...]]:
    """Rings of outlets, each once, the shortest first."""
    found: set[frozenset[str]] = set()
    ways: list[tuple[str, ...]] = [(start,) for start in sorted(edges)]
    for _ in range(_LONGEST):
        longer: list[tuple[str, ...]] = []
        for way in ways:
            for following in sorted(edges.get(way[-1], {})):
                if following == way[0] and len(way) > 1 and frozenset(way) not in found:
                    found.add(frozenset(way))
                    yield _from_the_first(way, edges)
                elif following not in way and following > way[0]:
                    longer.append((*way, following))
        ways = longer


def _from_the_first(ring: tuple[str, ...], edges: dict[str, dict[str, Item]]) -> tuple[str, ...]:
    """The ring from the outlet on that told it first: the names themselves put nobody first."""
    when = [edges[one][two].when for one, two in zip(ring, (*ring[1:], ring[0]), strict=True)]
    first = when.index(min(when))
    return (*ring[first:], *ring[:first])
