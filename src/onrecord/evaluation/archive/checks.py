"""Whether an archive is consistent with itself, and, where a definition can be computed from its gold, complete.

What the findings mean is told in examples/archive/README.md; here it is computed from the claims, which people marked. A check gives
one sentence for each fault. An archive that a program altered must pass the same checks as the one that it was made of.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from urllib.parse import urlsplit

from onrecord.corroboration.days import days_between
from onrecord.evaluation.archive.loading import Archive, Row
from onrecord.evaluation.archive.matching import RULES

OFF = 0.25
"""From this share of a day's value on, a total is not near it."""
ROOM = 0.1
"""What "about" and "some" leave open."""
FAR = 5
"""Days from which a total of another day is misdated."""
RUN = 6
"""Words in a row that two texts share: long enough for a formula of the trade not to count."""
COPIED = 1 / 3
"""Share of the shorter text from which on it is a copy."""
VOICES = frozenset({"attributed", "plain", "doubt"})
KINDS = frozenset({"figure", "accusation", "denial", "assessment", "event"})


def faults(archive: Archive) -> list[str]:
    """One sentence for each place where the archive contradicts itself or its gold is incomplete; empty for a sound one."""
    return [fault for check in CHECKS for fault in check(archive)]


def reports(archive: Archive) -> Iterator[str]:
    """Ids are unique, days lie within the series, outlets have a reserved host each."""
    days = days_of(archive)
    if len(archive.by_id) != len(archive.reports):
        yield "two reports have one id"
    hosts = {(row["outlet"], urlsplit(row["url"]).hostname) for row in archive.reports}
    if not len(hosts) == len({name for name, _ in hosts}) == len({host for _, host in hosts}):
        yield "an outlet has two hosts, or two outlets have one"
    for row in archive.reports:
        if not days[0] <= row["date"] <= days[-1]:
            yield f"{row['id']}: {row['date']} is outside the series"
        if urlsplit(row["url"]).scheme != "https" or not (urlsplit(row["url"]).hostname or "").endswith(".example"):
            yield f"{row['id']}: {row['url']} is no reserved address"


def statements(archive: Archive) -> Iterator[str]:
    """Statements stand where the gold says, with a voice, a root where they have one, and a chain that leads to it."""
    outlets = {row["outlet"] for row in archive.reports}
    copies = {(row["copy"], row["original"]) for row in archive.gold["copies"]}
    for claim, said in archive.statements():
        where = f"{claim['id']} in {said['report']}"
        if not _stands(archive, said):
            yield f"{where}: {said['quote']!r} does not stand at {said['at']}"
        if said["voice"] not in VOICES or (said["root"] is not None and said["voice"] != "attributed"):
            yield f"{where}: voice {said['voice']!r} with root {said['root']!r}"
        if said["root"] is not None and said["root"] not in archive.roots:
            yield f"{where}: no such root {said['root']!r}"
            continue
        chain, end = said["chain"], archive.roots[said["root"]]["name"] if said["root"] else None
        if (
            chain[0] != archive.outlet(said["report"])
            or not set(chain[:-1]) <= outlets
            or not (chain[-1] == end if end else chain[-1] in outlets)
        ):
            yield f"{where}: the chain {chain} does not lead from the outlet to the root"
        if said["copy_of"] is not None and (said["report"], said["copy_of"]) not in copies:
            yield f"{where}: told as a copy of {said['copy_of']}, which it is not"


def claims(archive: Archive) -> Iterator[str]:
    """Claims count their roots; roots are used, and their forms stand in the texts."""
    days, everything = days_of(archive), "\n".join(row["text"] for row in archive.reports)
    for claim in archive.gold["claims"]:
        roots = sorted({said["root"] for said in claim["statements"] if said["root"]})
        parties = [root for root in roots if root in archive.roots and archive.roots[root]["party"]]
        if claim["kind"] not in KINDS or (claim["roots"], claim["independent"], claim["parties"]) != (roots, len(roots), parties):
            yield f"{claim['id']}: its kind or its roots are not those of its statements"
        if claim["subset_of"] is not None and claim["subset_of"] not in archive.claims:
            yield f"{claim['id']}: no such claim {claim['subset_of']!r}"
        if claim["as_of"] is not None and not days[0] <= claim["as_of"] <= days[-1]:
            yield f"{claim['id']}: {claim['as_of']} is outside the series"
    if {said["root"] for _, said in archive.statements()} - {None} != archive.roots.keys():
        yield "a root is not used"
    for root in archive.roots.values():
        yield from (f"{root['id']}: {form!r} stands in no text" for form in root["forms"] if form not in everything)


def figures(archive: Archive) -> Iterator[str]:
    """Figures hold the numbers of their phrase."""
    for claim, said in archive.statements():
        if claim["kind"] != "figure":
            continue
        stated = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", said["quote"])}
        ends = {end for end in (said["min"], said["max"]) if end is not None}
        if not ends or not stated <= ends:
            yield f"{claim['id']} in {said['report']}: {said['quote']!r} does not give {said['min']} to {said['max']}"


def parts(archive: Archive) -> Iterator[str]:
    """Parts are no more than the whole."""
    for claim, said in archive.statements():
        if claim["kind"] == "figure" and claim["subset_of"] in archive.claims:
            whole = archive.claims[claim["subset_of"]]["statements"][0]
            if (said["min"] or 0) > (whole["max"] or whole["min"]):
                yield f"{claim['id']} in {said['report']}: a part that is more than the whole"


def records(archive: Archive) -> Iterator[str]:
    """Records of findings and near misses stand where the gold says, on a statement of their claim where they have one."""
    for row in archive.gold["findings"] + archive.gold["near_misses"]:
        if row["rule"] not in RULES or not row["records"] or not (row.get("sentence") or row.get("why_not")):
            yield f"{row['rule']}: a row without a known rule, a record or a reason"
        for record in row["records"]:
            spots = (
                {(said["report"], said["at"], said["quote"]) for said in archive.claims[record["claim"]]["statements"]}
                if record.get("claim")
                else {(record["report"], record["at"], record["quote"])}
            )
            if not _stands(archive, record) or (record["report"], record["at"], record["quote"]) not in spots:
                yield f"{row['rule']}: {record['quote']!r} does not stand in {record['report']} at {record['at']}"


def _stands(archive: Archive, said: Row) -> bool:
    text = archive.by_id[said["report"]]["text"]
    return bool(said["quote"]) and text[said["at"] : said["at"] + len(said["quote"])] == said["quote"]


def single_roots(archive: Archive) -> Iterator[str]:
    """single-root-source: attributed in three outlets, with one root."""
    expected = set()
    for claim in archive.gold["claims"]:
        told = [said for said in claim["statements"] if said["voice"] == "attributed"]
        if len({archive.outlet(said["report"]) for said in told}) >= 3 and len({said["root"] for said in told}) == 1 and told[0]["root"]:
            expected.add(claim["id"])
    yield from _differ("single-root-source", expected, _named(archive, "single-root-source"))


def both_can_hold(one: Row, other: Row) -> bool:
    """Whether two figures can be true of the same people at the same time."""

    def bounds(said: Row) -> tuple[float, float]:
        room = ROOM * said["min"] if said["approx"] and said["min"] and said["max"] else 0.0
        return (said["min"] or 0) - room, (said["max"] or float("inf")) + room

    return max(bounds(one)[0], bounds(other)[0]) <= min(bounds(one)[1], bounds(other)[1])


def contradictions(archive: Archive) -> Iterator[str]:
    """contradicting-figures: one measure, group, place and event or day, two roots, two reports, ranges that cannot both hold."""
    counts: defaultdict[tuple[str, ...], list[tuple[str, Row]]] = defaultdict(list)
    for claim, said in archive.statements("attributed"):
        if claim["kind"] == "figure" and not claim["subset_of"] and (claim["event"] or claim["as_of"]):
            what = ("measure", "group", "place", "scope", "event", "as_of")
            counts[tuple(str(claim[field]) for field in what)].append((claim["id"], said))
    expected: set[frozenset[str]] = set()
    for told in counts.values():
        for (one, a), (other, b) in combinations(told, 2):
            if a["root"] != b["root"] and a["report"] != b["report"] and not both_can_hold(a, b):
                expected.add(frozenset((one, other)))
    named = [{record["claim"] for record in row["records"]} for row in archive.findings("contradicting-figures")]
    for pair in expected:
        if not any(pair <= together for together in named):
            yield f"contradicting-figures: {sorted(pair)} is not in the gold"
    for together in named:
        if together != set().union(*(pair for pair in expected if pair <= together)):
            yield f"contradicting-figures: {sorted(together)} do not contradict each other"


def totals(archive: Archive, *, comparable: bool) -> Iterator[tuple[Row, Row]]:
    """The running totals with a day; or only those that the series can be set beside."""
    reference = archive.reference
    for claim, said in archive.statements("attributed"):
        if claim["kind"] == "figure" and claim["scope"] == "cumulative" and claim["as_of"]:
            same = (claim["place"], claim["group"]) == (reference["place"], reference["group"]) and claim["measure"] in reference[
                "measures"
            ]
            if same or not comparable:
                yield claim, said


def falls(archive: Archive) -> Iterator[str]:
    """cumulative-falls: a root's running total that is lower as of a later day, in another report."""
    by_root: defaultdict[tuple[str, ...], list[tuple[Row, Row]]] = defaultdict(list)
    for claim, said in totals(archive, comparable=False):
        by_root[said["root"], claim["measure"], str(claim["group"]), str(claim["place"])].append((claim, said))
    expected = {
        (later["id"], earlier["id"])
        for told in by_root.values()
        for earlier, a in told
        for later, b in told
        if earlier["as_of"] < later["as_of"] and a["report"] != b["report"] and b["max"] is not None and b["max"] < (a["min"] or 0)
    }
    named = set()
    for row in archive.findings("cumulative-falls"):
        low = row["records"][0]["claim"]
        named |= {(low, record["claim"]) for record in row["records"] if record["claim"] != low}
    yield from _differ("cumulative-falls", expected, named)


def series_of(archive: Archive, measure: str) -> dict[str, int]:
    """The reference series of a measure by day."""
    column = archive.reference["measures"][measure]
    return {row["date"]: int(row[column]) for row in csv.DictReader(archive.series.splitlines()) if row[column]}


def days_of(archive: Archive) -> list[str]:
    """The days of the reference series, in its order."""
    return [row["date"] for row in csv.DictReader(archive.series.splitlines())]


def against_series(archive: Archive) -> Iterator[str]:
    """figure-outside-reference: off by a quarter on every day; figures-do-not-fit-date: on its day, and equal to a day far from it."""
    outside, misdated = set(), set()
    for claim, said in totals(archive, comparable=True):
        number, days = said["min"] or said["max"], series_of(archive, claim["measure"])
        off = {day: abs(number - value) / value for day, value in days.items()}
        if min(off.values()) >= OFF:
            outside.add(claim["id"])
        elif off.get(claim["as_of"], 0) >= OFF:
            misdated.add(claim["id"])
            if not any(value == number and abs(days_between(day, claim["as_of"])) >= FAR for day, value in days.items()):
                yield f"figures-do-not-fit-date: {claim['id']} equals no day far from its own"
    yield from _differ("figure-outside-reference", outside, _named(archive, "figure-outside-reference"))
    yield from _differ("figures-do-not-fit-date", misdated, _named(archive, "figures-do-not-fit-date"))


def sources_lost(archive: Archive) -> Iterator[str]:
    """source-lost: every claim told in a report's own voice was attributed by then, and is a finding or a near miss."""
    lost = [_places(row) for row in archive.findings("source-lost")]
    kept = [_places(row) for row in archive.near_misses("source-lost")]
    plain = {(said["report"], claim["id"]) for claim, said in archive.statements("plain")}
    for report, claim in plain:
        told = [said for said in archive.claims[claim]["statements"] if said["voice"] == "attributed"]
        if min(archive.by_id[said["report"]]["date"] for said in told) > archive.by_id[report]["date"]:
            yield f"source-lost: {claim} in {report} is told before anybody attributed it"
        if sum((report, claim) in places for places in lost + kept) != 1:
            yield f"source-lost: {claim} in {report} is neither finding nor near miss"
    yield from (f"source-lost: nothing is told as fact in {sorted(map(str, places))}" for places in lost if not places & plain)


def rings(archive: Archive) -> Iterator[str]:
    """circular-citing: outlets that name each other for one claim, and nobody outside."""
    expected = set()
    for claim in archive.gold["claims"]:
        cites = {said["chain"][0]: said["chain"][1] for said in claim["statements"] if not said["root"] and len(said["chain"]) > 1}
        if cites and set(cites) == set(cites.values()) and not claim["roots"]:
            expected.add(claim["id"])
    yield from _differ("circular-citing", expected, _named(archive, "circular-citing"))


def shared(one: Row, other: Row) -> float:
    """Share of the shorter text's runs of words that stand in the other."""
    runs = [{tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)} for words in (one["text"].split(), other["text"].split())]
    return len(runs[0] & runs[1]) / max(min(len(runs[0]), len(runs[1])), 1)


def copies(archive: Archive) -> Iterator[str]:
    """syndicated-copy: a third or more of either text stands in the other word for word, between outlets."""
    copied = {
        frozenset((one["id"], other["id"]))
        for one, other in combinations(archive.reports, 2)
        if one["outlet"] != other["outlet"] and shared(one, other) >= COPIED
    }
    yield from _differ("copies", copied, {frozenset((row["original"], row["copy"])) for row in archive.gold["copies"]})
    named = {frozenset(report for report, _ in _places(row)) for row in archive.findings("syndicated-copy")}
    yield from _differ("syndicated-copy", copied, named)
    for row in archive.gold["copies"]:
        if archive.by_id[row["original"]]["date"] > archive.by_id[row["copy"]]["date"]:
            yield f"copies: {row['copy']} is older than {row['original']}"


def pages(archive: Archive) -> Iterator[str]:
    """silent-edit: every page with two versions is a finding or a near miss, once."""
    by_url: defaultdict[str, set[str]] = defaultdict(set)
    for row in archive.reports:
        by_url[row["url"]].add(row["id"])
    twice = [ids for ids in by_url.values() if len(ids) > 1]
    rows = archive.findings("silent-edit") + archive.near_misses("silent-edit")
    named = [{report for report, _ in _places(row)} for row in rows]
    if len(named) != len(twice):
        yield "silent-edit: not every page with two versions is told once"
    for ids in twice:
        if sum(bool(ids & reports) for reports in named) != 1:
            yield f"silent-edit: {sorted(ids)} is not told once"
        if not len({archive.by_id[report]["text"] for report in ids}) == len(ids) == 2:
            yield f"silent-edit: {sorted(ids)} are not two versions"


def _places(row: Row) -> set[tuple[str, str | None]]:
    return {(record["report"], record.get("claim")) for record in row["records"]}


def _named(archive: Archive, rule: str) -> set[str]:
    return {record["claim"] for row in archive.findings(rule) for record in row["records"]}


def _differ(rule: str, expected: Iterable[object], named: Iterable[object]) -> Iterator[str]:
    wanted, told = set(expected), set(named)
    yield from (f"{rule}: {_told(one)} is not in the gold" for one in sorted(wanted - told, key=_told))
    yield from (f"{rule}: {_told(one)} is in the gold and does not hold" for one in sorted(told - wanted, key=_told))


def _told(one: object) -> str:
    return one if isinstance(one, str) else ", ".join(sorted(map(str, one)) if isinstance(one, frozenset) else map(str, one))  # type: ignore[call-overload]


OF_NUMBERS: tuple[Callable[[Archive], Iterator[str]], ...] = (parts, contradictions, falls, against_series)
"""The checks that other numbers can break."""
CHECKS = (reports, statements, claims, figures, records, single_roots, sources_lost, rings, copies, pages, *OF_NUMBERS)
"""All checks, in the order of the page that defines them."""
