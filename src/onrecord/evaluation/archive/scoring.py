"""How much of an archive's gold a program noticed, and what it noticed besides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.archive import layers
from onrecord.evaluation.archive.loading import Archive, Row
from onrecord.evaluation.archive.matching import RULES, SEEN_AGAIN, Matcher
from onrecord.evaluation.archive.noticed import Account, Noticed
from onrecord.evaluation.pairing import most_pairs
from onrecord.evaluation.rates import Hits

Listed = tuple[str, str, str, str]
"""``missed``, ``false`` or ``near miss raised``; the rule; the sentence; for a near miss why it is none, else the places."""


@dataclass(frozen=True)
class Compared:
    """What became of each finding and of each noticed thing of one rule."""

    rule: str
    found: tuple[tuple[Row, Noticed], ...]
    """Findings of the gold with the noticed thing that was taken for each."""
    missed: tuple[Row, ...]
    again: tuple[Noticed, ...]
    """Findings that were found already, seen from other places: neither right nor false."""
    false: tuple[Noticed, ...]
    raised: tuple[tuple[Row, Noticed], ...]
    """Those of the false ones that the gold warns of, with the near miss."""

    def hits(self) -> Hits:
        """Counts for the rates."""
        return Hits(right=len(self.found), spurious=len(self.false), missed=len(self.missed))


@dataclass(frozen=True)
class Score:
    """What a program found in an archive."""

    compared: tuple[Compared, ...]
    metrics: dict[str, Any]
    """As JSON; shares are fractions."""

    def listed(self) -> Iterator[Listed]:
        """What was missed and what was raised without being there, rule by rule."""
        for one in self.compared:
            yield from (("missed", one.rule, row["sentence"], _records(row)) for row in one.missed)
            near = {id(noticed): row for row, noticed in one.raised}
            for noticed in one.false:
                row = near.get(id(noticed))
                if row is None:
                    yield "false", one.rule, noticed.sentence, _places(noticed)
                else:
                    yield "near miss raised", one.rule, noticed.sentence, f"{row['why_not']} {_places(noticed)}"


def score(archive: Archive, account: Account) -> Score:
    """Compare what a program says of an archive with the gold.

    One noticed thing is taken for one finding, as many as can be; what is left over of those that match is either the same
    finding seen from other places (``SEEN_AGAIN``), which counts for nothing, or false.

    Returns:
        For each rule, over all (micro) and as the mean of the rules that have findings (macro): precision, recall and F1.
        Near misses: how many of how many were raised. Of rules that the gold is not about: how many things were noticed.
        ``layers`` where the account tells them (``layers.score``).
    """
    matcher = Matcher(archive)
    by_rule: defaultdict[str, list[Noticed]] = defaultdict(list)
    for noticed in account.noticed:
        by_rule[noticed.rule].append(noticed)
    compared = tuple(_compare(archive, matcher, rule, by_rule.get(rule, [])) for rule in RULES)
    rows = {one.rule: {**one.hits().row(), "again": len(one.again)} for one in compared}
    counted = [row for one, row in zip(compared, rows.values(), strict=True) if one.found or one.missed]
    total = Hits(*(sum(getattr(one.hits(), part) for one in compared) for part in ("right", "spurious", "missed")))
    macro = {name: round(sum(row[name] for row in counted) / len(counted), 4) if counted else 0.0 for name in ("precision", "recall", "f1")}
    warned = archive.gold["near_misses"]
    raised = {id(row) for one in compared for row, _ in one.raised}
    metrics: dict[str, Any] = {
        "reports": len(archive.reports),
        "findings": {
            "micro": {**total.row(), "again": sum(len(one.again) for one in compared)},
            "macro": macro,
            "by_rule": rows,
        },
        "near_misses": {"raised": len(raised), "n": len(warned)},
        "other_rules": {rule: len(by_rule[rule]) for rule in sorted(by_rule) if rule not in RULES},
    }
    if told := layers.score(archive, account):
        metrics["layers"] = told
    return Score(compared, metrics)


def _compare(archive: Archive, matcher: Matcher, rule: str, noticed: Sequence[Noticed]) -> Compared:
    gold = archive.findings(rule)
    edges = {
        number: [(matcher.strength(finding, one), index) for index, finding in enumerate(gold) if matcher.is_same(finding, one)]
        for number, one in enumerate(noticed)
    }
    paired = most_pairs(edges)
    said = {labelled: {matcher.seen_from(noticed[number])} for number, labelled in paired.items()}
    again, false = [], []
    for number, one in enumerate(noticed):
        if number in paired:
            continue
        seen = matcher.seen_from(one)
        known = [said[index] for _, index in edges[number]]
        if rule in SEEN_AGAIN and known and all(seen not in earlier for earlier in known):
            again.append(one)
            for earlier in known:
                earlier.add(seen)
        else:
            false.append(one)
    warned = archive.near_misses(rule)
    raised = [(row, one) for one in false for row in warned if matcher.is_near_miss(row, one)]
    return Compared(
        rule=rule,
        found=tuple((gold[labelled], noticed[number]) for number, labelled in sorted(paired.items())),
        missed=tuple(finding for index, finding in enumerate(gold) if index not in paired.values()),
        again=tuple(again),
        false=tuple(false),
        raised=tuple(raised),
    )


def _records(row: Row) -> str:
    return "; ".join(f"{record['report']} {record['quote']!r}" for record in row["records"])


def _places(noticed: Noticed) -> str:
    return "; ".join(place.report if place.whole else f"{place.report} {place.start}–{place.end}" for place in noticed.places)
