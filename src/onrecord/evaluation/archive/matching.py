"""When something that a program noticed is a finding of the gold, rule by rule.

The gold names all the places that take part, one for each report; a program may name fewer. What holds for every rule:

* A place of a program is a place of the gold when one holds at least half of the shorter. It may be wider – a whole sentence
  for a number – but not wider than a paragraph. A whole report is a place only for rules about texts (``WHOLE``).
* Every place must belong to the finding: a statement of one of its claims, told with one of its roots or without any. One
  place elsewhere, and it is not this finding.

And for each rule, what must be named at least:

===========================  ====================================================================================
single-root-source           more than half of the reports that the gold names
contradicting-figures        one place of each of the two roots, whatever number of theirs
figure-outside-reference,    one of the figures
figures-do-not-fit-date
cumulative-falls             the lower total and one that was higher
category-drift,              one place where the count was told and one where it was told otherwise
figure-copy-error
source-lost                  the place that tells the claim as fact, and no other such place, and one that attributes it in another report
circular-citing              every report of the ring
syndicated-copy              both reports and no third
silent-edit                  a version of the page and no other page; where a place in a version is given in which the gold
                             names one too, that place
===========================  ====================================================================================
"""

from collections.abc import Callable, Iterable

from onrecord.evaluation.archive.loading import Archive, Row
from onrecord.evaluation.archive.noticed import Noticed, Place
from onrecord.evaluation.archive.spots import Spot, Spots, record_place, touches

RULES = (
    "single-root-source",
    "contradicting-figures",
    "figure-outside-reference",
    "figures-do-not-fit-date",
    "cumulative-falls",
    "category-drift",
    "figure-copy-error",
    "source-lost",
    "circular-citing",
    "syndicated-copy",
    "silent-edit",
)
"""The rules that an archive's gold is about; what else a program notices is counted and not judged."""

WHOLE = frozenset({"syndicated-copy", "silent-edit"})
"""Rules about texts, for which a whole report may be named."""

SEEN_AGAIN = frozenset(
    {
        "contradicting-figures",
        "figure-outside-reference",
        "figures-do-not-fit-date",
        "cumulative-falls",
        "category-drift",
        "figure-copy-error",
        "source-lost",
    }
)
"""Rules of which one finding of the gold can be seen from several sets of places (30 here against 41 there, 30 in a copy
against 41 there). Seeing it again from other places is neither a second hit nor false. For the others one finding is one."""

Told = list[list[Spot]]
"""For each place, the statements of the finding's claims that it touches."""


class Matcher:
    """The gold of an archive, ready to be compared with what a program noticed."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._spots = Spots(archive)
        self._rules: dict[str, Callable[[Row, Noticed], bool]] = {
            "single-root-source": self._one_claim_in_most_reports,
            "contradicting-figures": self._both_roots,
            "figure-outside-reference": self._any_figure,
            "figures-do-not-fit-date": self._any_figure,
            "cumulative-falls": self._fall,
            "category-drift": self._retelling,
            "figure-copy-error": self._retelling,
            "source-lost": self._lost,
            "circular-citing": self._ring,
            "syndicated-copy": self._copy,
            "silent-edit": self._edit,
        }

    def is_same(self, finding: Row, noticed: Noticed) -> bool:
        """Whether a noticed thing is this finding of the gold."""
        if finding["rule"] != noticed.rule or not noticed.places:
            return False
        return self._rules[noticed.rule](finding, noticed)

    def seen_from(self, noticed: Noticed) -> frozenset[tuple[str, int]]:
        """The statements of the gold that a noticed thing names; two that name the same ones are the same thing said twice."""
        spots = frozenset((spot.report, spot.start) for place in noticed.places for spot in self._spots.at(place))
        return spots or frozenset((place.report, place.start) for place in noticed.places)

    def strength(self, finding: Row, noticed: Noticed) -> float:
        """How many records of a finding are named; among several findings the one with the most is taken."""
        return float(sum(any(touches(place, *record_place(record)) for place in noticed.places) for record in finding["records"]))

    def is_near_miss(self, row: Row, noticed: Noticed) -> bool:
        """Whether a noticed thing is one that the gold warns of: all its places are the near miss's, at least two where it has two.

        A page that was changed is one place, whichever of its versions is named.
        """
        if row["rule"] != noticed.rule or not noticed.places:
            return False
        held = [self._of_near_miss(row, place) for place in noticed.places]
        reports = {record["report"] for record in row["records"]}
        least = 1 if row["rule"] == "silent-edit" else min(2, len(reports))
        return all(held) and len({place.report for place in noticed.places}) >= least

    def _of_near_miss(self, row: Row, place: Place) -> bool:
        if place.whole or row["rule"] in WHOLE:
            return place.report in {record["report"] for record in row["records"]}
        claims = {record.get("claim") for record in row["records"]}
        return any(touches(place, *record_place(record)) for record in row["records"]) or any(
            spot.claim in claims for spot in self._spots.at(place)
        )

    def _told(self, finding: Row, noticed: Noticed, *, roots: Iterable[str] | None = None) -> Told | None:
        """The finding's statements at each place; None where a place has none, or is told with another root."""
        claims = {record["claim"] for record in finding["records"]}
        wanted = None if roots is None else {None, *roots}
        told = []
        for place in noticed.places:
            spots = [s for s in self._spots.of_claim(place, claims) if wanted is None or s.root in wanted]
            if not spots:
                return None
            told.append(spots)
        return told

    def _roots_of(self, records: Iterable[Row]) -> set[str]:
        named = {record_place(record)[:2] for record in records}
        return {spot.root for spot in self._spots.all if (spot.report, spot.start) in named and spot.root is not None}

    def _one_claim_in_most_reports(self, finding: Row, noticed: Noticed) -> bool:
        told = self._told(finding, noticed)
        wanted = {record["report"] for record in finding["records"]}
        return told is not None and 2 * len(wanted & {place.report for place in noticed.places}) > len(wanted)

    def _both_roots(self, finding: Row, noticed: Noticed) -> bool:
        roots = self._roots_of(finding["records"])
        told = self._told(finding, noticed, roots=roots)
        if told is None:
            return False
        by_claim = {
            record["claim"]: self._roots_of(r for r in finding["records"] if r["claim"] == record["claim"]) for record in finding["records"]
        }
        sides = [{root for spot in spots for root in ({spot.root} if spot.root else by_claim[spot.claim])} for spots in told]
        numbers = {frozenset(spot.claim for spot in spots) for spots in told}
        return len(roots) == 2 and set().union(*sides) == roots and len(numbers) > 1

    def _any_figure(self, finding: Row, noticed: Noticed) -> bool:
        return self._told(finding, noticed) is not None

    def _fall(self, finding: Row, noticed: Noticed) -> bool:
        told = self._told(finding, noticed, roots=self._roots_of(finding["records"]))
        low = finding["records"][0]["claim"]
        return told is not None and _holds(told, {low}) and _holds(told, {r["claim"] for r in finding["records"]} - {low})

    def _retelling(self, finding: Row, noticed: Noticed) -> bool:
        told = self._told(finding, noticed)
        first, last = finding["records"][0]["claim"], finding["records"][-1]["claim"]
        return told is not None and _holds(told, {first}) and _holds(told, {last})

    def _lost(self, finding: Row, noticed: Noticed) -> bool:
        told = self._told(finding, noticed)
        if told is None:
            return False
        plain = {record["report"] for record in finding["records"]} & {
            spot.report for spots in told for spot in spots if spot.voice == "plain"
        }
        lost = {spot.report for spots in told for spot in spots if spot.voice == "plain" and not _attributed_too(spots)}
        named = {spot.report for spots in told for spot in spots if spot.voice == "attributed"}
        return len(plain) == 1 and lost == plain and bool(named - plain)

    def _ring(self, finding: Row, noticed: Noticed) -> bool:
        told = self._told(finding, noticed)
        return told is not None and {record["report"] for record in finding["records"]} <= {place.report for place in noticed.places}

    def _copy(self, finding: Row, noticed: Noticed) -> bool:
        return {record["report"] for record in finding["records"]} == {place.report for place in noticed.places}

    def _edit(self, finding: Row, noticed: Noticed) -> bool:
        page = {self._url(record["report"]) for record in finding["records"]}
        if {self._url(place.report) for place in noticed.places} != page:
            return False
        in_gold = {record["report"] for record in finding["records"]}
        exact = [place for place in noticed.places if not place.whole and place.report in in_gold]
        return not exact or any(touches(place, *record_place(record)) for place in exact for record in finding["records"])

    def _url(self, report: str) -> str | None:
        row = self._archive.by_id.get(report)
        return None if row is None else str(row["url"])


def _attributed_too(spots: list[Spot]) -> bool:
    """Whether a place that tells a claim as fact holds an attributed statement of it as well."""
    return any(spot.voice == "attributed" for spot in spots)


def _holds(told: Told, claims: set[str]) -> bool:
    return any(spot.claim in claims for spots in told for spot in spots)
