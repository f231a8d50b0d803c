"""The layers below the findings, as diagnosis: which statements make one claim, where they go back to, what is a copy of what."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from typing import Any

from onrecord.evaluation.archive.loading import Archive
from onrecord.evaluation.archive.noticed import Account, Place
from onrecord.evaluation.archive.spots import Spot, Spots
from onrecord.evaluation.rates import Hits, harmonic_mean, share

Groups = Mapping[Spot, Hashable]
"""The group of each statement."""


def score(archive: Archive, account: Account) -> dict[str, Any]:
    """The measures of the layers that an account tells.

    Returns:
        ``claims``: of the statements of figure claims, how many were found at all, and how they were put together: pairwise (two
        statements of one claim) and B³ (Bagga and Baldwin 1998: for each statement the share of its group that is right, averaged).
        A statement that was not found is alone; a place that is no statement of the gold counts as a wrong member of every pair
        that it makes. ``roots``: the same for the attributed statements that were found, put together by root, and the share
        of statements without a source that were told so. ``copies``: pairs of reports.
    """
    spots = Spots(archive)
    told: dict[str, Any] = {}
    if account.claims is not None:
        told["claims"] = _claims(archive, spots, account.claims)
    if account.roots is not None:
        told["roots"] = _roots(spots, {one.place: one.root for one in account.roots})
    if account.copies is not None:
        told["copies"] = _copies(archive, account.copies)
    return told


def _claims(archive: Archive, spots: Spots, clusters: Sequence[Sequence[Place]]) -> dict[str, Any]:
    figures = {claim["id"] for claim in archive.gold["claims"] if claim["kind"] == "figure"}
    gold: dict[Spot, Hashable] = {spot: spot.claim for spot in spots.all if spot.claim in figures}
    found: dict[Spot, Hashable] = {}
    strangers: Counter[Hashable] = Counter()
    for number, cluster in enumerate(clusters):
        for place in cluster:
            spot = _nearest(place, [one for one in spots.at(place) if one in gold and one not in found])
            if spot is None:
                strangers[number] += 1
            else:
                found[spot] = number
    told = {spot: found.get(spot, ("alone", index)) for index, spot in enumerate(gold)}
    wrong = sum(size * (size - 1) // 2 + size * list(found.values()).count(number) for number, size in strangers.items())
    return {"found": share(len(found), len(gold)), "n": len(gold), **_together(gold, told, wrong)}


def _roots(spots: Spots, named: Mapping[Place, str | None]) -> dict[str, Any]:
    gold: dict[Spot, Hashable] = {}
    told: dict[Spot, Hashable] = {}
    without, right = 0, 0
    for place, root in named.items():
        spot = _nearest(place, [one for one in spots.at(place) if one not in gold])
        if spot is None:
            continue
        if spot.root is None:
            without += 1
            right += root is None
        else:
            gold[spot] = spot.root
            told[spot] = root if root is not None else ("none", spot)
    return {"n": len(gold), **_together(gold, told, 0), "without_source": {"accuracy": share(right, without), "n": without}}


def _copies(archive: Archive, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    gold = {frozenset((row["original"], row["copy"])) for row in archive.gold["copies"]}
    told = {frozenset(pair) for pair in pairs}
    return Hits(right=len(gold & told), spurious=len(told - gold), missed=len(gold - told)).row()


def _nearest(place: Place, candidates: Sequence[Spot]) -> Spot | None:
    """The statement of which a place holds the most; the first of several."""
    return max(candidates, key=lambda spot: (min(place.end, spot.end) - max(place.start, spot.start), -spot.start), default=None)


def _together(gold: Groups, told: Groups, wrong_pairs: int) -> dict[str, Any]:
    """Pairwise and B³ rates of one grouping against another of the same statements."""
    labelled, predicted = _pairs(gold), _pairs(told)
    both = labelled & predicted
    pairwise = Hits(right=len(both), spurious=len(predicted) - len(both) + wrong_pairs, missed=len(labelled) - len(both)).row()
    groups, clusters = _members(gold), _members(told)
    shared = {spot: len(groups[gold[spot]] & clusters[told[spot]]) for spot in gold}
    precision = sum(n / len(clusters[told[spot]]) for spot, n in shared.items()) / len(gold) if gold else 0.0
    recall = sum(n / len(groups[gold[spot]]) for spot, n in shared.items()) / len(gold) if gold else 0.0
    cubed = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(harmonic_mean(precision, recall), 4)}
    return {"pairwise": pairwise, "b_cubed": cubed}


def _members(groups: Groups) -> dict[Hashable, set[Spot]]:
    members: defaultdict[Hashable, set[Spot]] = defaultdict(set)
    for spot, group in groups.items():
        members[group].add(spot)
    return members


def _pairs(groups: Groups) -> set[frozenset[Spot]]:
    return {frozenset(pair) for members in _members(groups).values() for pair in combinations(members, 2)}
