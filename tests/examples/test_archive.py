"""The example archive is consistent with itself, and where a definition can be computed from its gold, the gold is complete."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

Row = dict[str, Any]

ARCHIVE = Path(__file__).parents[2] / "examples" / "archive"
REPORTS: list[Row] = [json.loads(line) for line in (ARCHIVE / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
BY_ID: dict[str, Row] = {row["id"]: row for row in REPORTS}
GOLD: Row = json.loads((ARCHIVE / "gold.json").read_text(encoding="utf-8"))
CLAIMS: dict[str, Row] = {claim["id"]: claim for claim in GOLD["claims"]}
ROOTS: dict[str, Row] = {root["id"]: root for root in GOLD["roots"]}
NAMES: dict[str, list[Row]] = json.loads((ARCHIVE / "names.json").read_text(encoding="utf-8"))
FORMS: list[Row] = json.loads((ARCHIVE / "forms.json").read_text(encoding="utf-8"))
README = (ARCHIVE / "README.md").read_text(encoding="utf-8")

FIRST, LAST = date(2022, 5, 2), date(2022, 5, 21)
RULES = (
    "single-root-source contradicting-figures figure-outside-reference figures-do-not-fit-date cumulative-falls category-drift "
    "figure-copy-error source-lost circular-citing syndicated-copy silent-edit"
).split()
OFF = 0.25
"""From this share of a day's value on, a total is not near it."""
ROOM = 0.1
"""What "about" and "some" leave open."""
RUN = 6
"""Words in a row that two texts share: long enough for a formula of the trade not to count."""
COPIED = 1 / 3
ORDINARY = set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Thursdays Saturdays March April May June July August September "
    "Red Cross Colonel Major Dr Mayor Ministry Health Interior Transport Agriculture Education Defence Foreign Affairs Post Office "
    "General Staff Government No".split()
)
"""Words with a capital within a sentence that name nothing invented."""


def statements(voice: str | None = None) -> Iterator[tuple[Row, Row]]:
    """Each statement with its claim; of one voice where one is named."""
    for claim in CLAIMS.values():
        yield from ((claim, said) for said in claim["statements"] if voice in {None, said["voice"]})


def findings(rule: str) -> list[Row]:
    return [finding for finding in GOLD["findings"] if finding["rule"] == rule]


def places(rows: list[Row]) -> list[set[tuple[str, str | None]]]:
    """For each finding, its records as report and claim."""
    return [{(record["report"], record.get("claim")) for record in row["records"]} for row in rows]


def claims_of(rows: list[Row]) -> list[set[str]]:
    return [{record["claim"] for record in row["records"]} for row in rows]


def outlet(report: str) -> str:
    return str(BY_ID[report]["outlet"])


def test_reports_are_whole() -> None:
    assert len(BY_ID) == len(REPORTS) >= 72
    assert len({row["outlet"] for row in REPORTS}) == 12
    for row in REPORTS:
        assert 50 <= len(row["text"].split()) <= 220, row["id"]
        assert FIRST <= date.fromisoformat(row["date"]) <= LAST, row["id"]
        assert row["notice"].startswith("Written for the OnRecord project as an example")
        assert not set(row["text"] + row["title"]) & set("{}<>@"), row["id"]


def test_each_outlet_has_a_reserved_host_of_its_own() -> None:
    hosts = {(row["outlet"], urlsplit(row["url"]).hostname) for row in REPORTS}
    assert len(hosts) == len({name for name, _ in hosts}) == len({host for _, host in hosts})
    assert all(host is not None and host.endswith(".example") for _, host in hosts)
    assert all(urlsplit(row["url"]).scheme == "https" for row in REPORTS)


def test_statements_stand_where_the_gold_says() -> None:
    for claim, said in statements():
        text = BY_ID[said["report"]]["text"]
        assert text[said["at"] : said["at"] + len(said["quote"])] == said["quote"] != "", claim["id"]
        assert said["voice"] in {"attributed", "plain", "doubt"}
        assert said["root"] is None or said["root"] in ROOTS
        assert said["voice"] == "attributed" or said["root"] is None


def test_chains_lead_from_the_outlet_to_the_root() -> None:
    outlets = {row["outlet"] for row in REPORTS}
    for claim, said in statements():
        chain = said["chain"]
        end = ROOTS[said["root"]]["name"] if said["root"] else None
        assert chain[0] == outlet(said["report"]), claim["id"]
        assert set(chain[:-1]) <= outlets
        assert chain[-1] == end if end else chain[-1] in outlets
        assert said["copy_of"] is None or {"original": said["copy_of"], "copy": said["report"]}.items() <= copy_row(said["report"]).items()


def copy_row(report: str) -> Row:
    (row,) = [row for row in GOLD["copies"] if row["copy"] == report]
    return dict(row)


def test_claims_count_their_roots() -> None:
    for claim in CLAIMS.values():
        assert claim["kind"] in {"figure", "accusation", "denial", "assessment", "event"}
        assert claim["roots"] == sorted({said["root"] for said in claim["statements"] if said["root"]})
        assert claim["independent"] == len(claim["roots"])
        assert claim["parties"] == [root for root in claim["roots"] if ROOTS[root]["party"]]
        assert claim["subset_of"] is None or claim["subset_of"] in CLAIMS
        assert claim["as_of"] is None or FIRST <= date.fromisoformat(claim["as_of"]) <= LAST


def test_every_root_is_used_and_its_forms_occur() -> None:
    assert {said["root"] for _, said in statements()} - {None} == ROOTS.keys()
    everything = "\n".join(row["text"] for row in REPORTS)
    assert [form for root in ROOTS.values() for form in root["forms"] if form not in everything] == []


def test_figures_hold_their_numbers() -> None:
    for claim, said in statements():
        if claim["kind"] == "figure":
            stated = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", said["quote"])]
            ends = [end for end in (said["min"], said["max"]) if end is not None]
            assert ends and set(stated) <= set(ends), said["quote"]


def test_records_stand_where_the_gold_says() -> None:
    for row in GOLD["findings"] + GOLD["near_misses"]:
        assert row["rule"] in RULES
        assert row["records"] and (row.get("sentence") or row.get("why_not")), row
        for record in row["records"]:
            text = BY_ID[record["report"]]["text"]
            assert text[record["at"] : record["at"] + len(record["quote"])] == record["quote"] != ""
            if claim := record.get("claim"):
                spots = {(said["report"], said["at"], said["quote"]) for said in CLAIMS[claim]["statements"]}
                assert (record["report"], record["at"], record["quote"]) in spots


def test_the_page_counts_what_there_is() -> None:
    found = Counter(row["rule"] for row in GOLD["findings"])
    missed = Counter(row["rule"] for row in GOLD["near_misses"])
    table = re.findall(r"^\| `([a-z-]+)` \| (\d+) \| (\d+) \|$", README, re.MULTILINE)
    assert {rule: (int(one), int(other)) for rule, one, other in table} == {rule: (found[rule], missed[rule]) for rule in RULES}
    used = {(record["report"], record["at"]) for row in GOLD["findings"] for record in row["records"]}
    reports = BY_ID.keys() - {report for report, _ in used}
    figures = [(said["report"], said["at"]) for claim, said in statements() if claim["kind"] == "figure"]
    idle = sum(spot not in used for spot in figures)
    assert f"{len(reports)} of the {len(REPORTS)} reports and {idle} of the {len(figures)} figures take part in no finding" in README
    assert README.startswith(f"# An archive on one invented conflict\n\n{len(REPORTS)} reports by twelve outlets")
    assert f"{len(FORMS)} sentences" in README


def test_single_roots_are_all_there() -> None:
    expected = set()
    for claim in CLAIMS.values():
        told = [said for said in claim["statements"] if said["voice"] == "attributed"]
        if len({outlet(said["report"]) for said in told}) >= 3 and len({said["root"] for said in told}) == 1 and told[0]["root"]:
            expected.add(claim["id"])
    assert set().union(*claims_of(findings("single-root-source"))) == expected


def both_can_hold(one: Row, other: Row) -> bool:
    def bounds(said: Row) -> tuple[float, float]:
        room = ROOM * said["min"] if said["approx"] and said["min"] and said["max"] else 0.0
        return (said["min"] or 0) - room, (said["max"] or float("inf")) + room

    return max(bounds(one)[0], bounds(other)[0]) <= min(bounds(one)[1], bounds(other)[1])


def test_contradictions_are_all_there() -> None:
    counts: defaultdict[tuple[str, ...], list[tuple[str, Row]]] = defaultdict(list)
    for claim, said in statements("attributed"):
        if claim["kind"] == "figure" and not claim["subset_of"] and (claim["event"] or claim["as_of"]):
            what = ("measure", "group", "place", "scope", "event", "as_of")
            counts[tuple(str(claim[field]) for field in what)].append((claim["id"], said))
    expected: set[frozenset[str]] = set()
    for told in counts.values():
        for (one, a), (other, b) in combinations(told, 2):
            if a["root"] != b["root"] and a["report"] != b["report"] and not both_can_hold(a, b):
                expected.add(frozenset((one, other)))
    named = claims_of(findings("contradicting-figures"))
    assert [pair for pair in expected if not any(pair <= claims for claims in named)] == []
    assert [claims for claims in named if claims != set().union(*(pair for pair in expected if pair <= claims))] == []


def totals(*, reference: bool) -> Iterator[tuple[Row, Row]]:
    """The running totals with a day; for the reference only those of its place, group and measures."""
    for claim, said in statements("attributed"):
        if claim["kind"] == "figure" and claim["scope"] == "cumulative" and claim["as_of"]:
            comparable = (claim["place"], claim["group"]) == ("Velmora", "people") and claim["measure"] in {"killed", "injured"}
            if comparable or not reference:
                yield claim, said


def test_falls_are_all_there() -> None:
    by_root: defaultdict[tuple[str, ...], list[tuple[Row, Row]]] = defaultdict(list)
    for claim, said in totals(reference=False):
        by_root[said["root"], claim["measure"], str(claim["group"]), str(claim["place"])].append((claim, said))
    expected = {
        (later["id"], earlier["id"])
        for told in by_root.values()
        for earlier, a in told
        for later, b in told
        if earlier["as_of"] < later["as_of"] and a["report"] != b["report"] and b["max"] is not None and b["max"] < (a["min"] or 0)
    }
    named = set()
    for row in findings("cumulative-falls"):
        low = row["records"][0]["claim"]
        named |= {(low, record["claim"]) for record in row["records"] if record["claim"] != low}
    assert named == expected


def series(measure: str) -> dict[str, int]:
    with (ARCHIVE / "series.csv").open(encoding="utf-8", newline="") as table:
        return {row["date"]: int(row[measure]) for row in csv.DictReader(table) if row[measure]}


def test_the_series_has_one_gap_and_one_fall() -> None:
    with (ARCHIVE / "series.csv").open(encoding="utf-8", newline="") as table:
        days = [row["date"] for row in csv.DictReader(table)]
    assert days == [(FIRST + timedelta(day)).isoformat() for day in range(20)]
    for measure in ("killed", "injured"):
        values = list(series(measure).values())
        assert len(values) == 19
        assert sum(later < earlier for earlier, later in pairwise(values)) == 1


def test_totals_are_set_against_the_series() -> None:
    outside, misdated = set(), set()
    for claim, said in totals(reference=True):
        number, days = said["min"] or said["max"], series(claim["measure"])
        off = {day: abs(number - value) / value for day, value in days.items()}
        if min(off.values()) >= OFF:
            outside.add(claim["id"])
        elif off.get(claim["as_of"], 0) >= OFF:
            assert any(value == number and abs(distance(day, claim["as_of"])) >= 5 for day, value in days.items())
            misdated.add(claim["id"])
    assert set().union(*claims_of(findings("figure-outside-reference"))) == outside
    assert set().union(*claims_of(findings("figures-do-not-fit-date"))) == misdated


def distance(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def test_claims_told_without_a_source_are_findings_or_near_misses() -> None:
    lost = places(findings("source-lost"))
    kept = places([row for row in GOLD["near_misses"] if row["rule"] == "source-lost"])
    plain = {(said["report"], claim["id"]) for claim, said in statements("plain")}
    for spot in plain:
        told = [said for said in CLAIMS[spot[1]]["statements"] if said["voice"] == "attributed"]
        assert min(BY_ID[said["report"]]["date"] for said in told) <= BY_ID[spot[0]]["date"]
        assert sum(spot in records for records in lost + kept) == 1, spot
    assert all(records & plain for records in lost)


def test_rings_are_all_there() -> None:
    rings = set()
    for claim in CLAIMS.values():
        cites = {said["chain"][0]: said["chain"][1] for said in claim["statements"] if not said["root"] and len(said["chain"]) > 1}
        if cites and set(cites) == set(cites.values()) and not claim["roots"]:
            rings.add(claim["id"])
    assert set().union(*claims_of(findings("circular-citing"))) == rings


def shared(one: Row, other: Row) -> float:
    runs = [{tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)} for words in (one["text"].split(), other["text"].split())]
    return len(runs[0] & runs[1]) / min(len(runs[0]), len(runs[1]))


def test_copies_are_all_there() -> None:
    copied = {
        frozenset((one["id"], other["id"]))
        for one, other in combinations(REPORTS, 2)
        if one["outlet"] != other["outlet"] and shared(one, other) >= COPIED
    }
    assert {frozenset((row["original"], row["copy"])) for row in GOLD["copies"]} == copied
    assert {frozenset(report for report, _ in records) for records in places(findings("syndicated-copy"))} == copied
    assert all(BY_ID[row["original"]]["date"] <= BY_ID[row["copy"]]["date"] for row in GOLD["copies"])


def test_pages_with_two_versions_are_edits_or_near_misses() -> None:
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for row in REPORTS:
        pages[row["url"]].add(row["id"])
    twice = [ids for ids in pages.values() if len(ids) > 1]
    rows = findings("silent-edit") + [row for row in GOLD["near_misses"] if row["rule"] == "silent-edit"]
    named = [{report for report, _ in records} for records in places(rows)]
    assert len(named) == len(twice)
    assert all(sum(ids & reports != set() for reports in named) == 1 for ids in twice)
    assert all(len({BY_ID[report]["text"] for report in ids}) == len(ids) == 2 for ids in twice)


def all_forms() -> list[str]:
    return [form for entries in NAMES.values() for entry in entries for form in entry["forms"]]


def test_every_name_occurs_and_can_be_replaced() -> None:
    everything = "\n".join(f"{row['title']}\n{row['outlet']}\n{row['text']}" for row in REPORTS)
    entries = [entry for kind in NAMES.values() for entry in kind]
    new = [form for entry in entries for names in entry["replacements"] for form in names]
    assert [form for form in all_forms() if form not in everything] == []
    assert [form for form in new if form.lower() in everything.lower()] == []
    assert len({*all_forms(), *new}) == len(all_forms()) + len(new)
    assert all(len(entry["replacements"]) == 2 for entry in entries)
    assert all(len(names) == len(entry["forms"]) for entry in entries for names in entry["replacements"])


def test_no_name_is_part_of_another_word() -> None:
    longer = "|".join(re.escape(form) for form in sorted(all_forms(), key=len, reverse=True))
    for row in REPORTS:
        rest = re.sub(rf"\b(?:{longer})\b", " ", row["text"])
        assert [form for form in all_forms() if form in rest] == [], row["id"]


@pytest.mark.parametrize("field", ["text", "title"])
def test_every_invented_name_is_listed(field: str) -> None:
    longer = "|".join(re.escape(form) for form in sorted(all_forms(), key=len, reverse=True))
    within = re.compile(r"(?<=[a-z0-9,;)’'] )(?:[A-Z][\w’]+)")
    unknown = {word for row in REPORTS for word in within.findall(re.sub(rf"\b(?:{longer})\b", "#", row[field]))}
    assert unknown - ORDINARY == set()


def test_other_forms_stand_for_sentences_with_a_record() -> None:
    records: defaultdict[str, set[int]] = defaultdict(set)
    for row in GOLD["findings"] + GOLD["near_misses"]:
        for record in row["records"]:
            records[record["report"]].add(record["at"])
    assert len(FORMS) >= 60
    for form in FORMS:
        text, sentence = BY_ID[form["report"]]["text"], form["sentence"]
        assert text.count(sentence) == 1 and form["other"] != sentence
        start = text.index(sentence)
        assert any(start <= at < start + len(sentence) for at in records[form["report"]]), sentence


def by_side(test: Callable[[Row, Row], bool]) -> Counter[str]:
    """How many events with such a claim, by the state whose army, ministry or official is the root."""
    sides = {"va": "Velmora", "vhm": "Velmora", "vo": "Velmora", "vo2": "Velmora"}
    sides |= {"ha": "Halvenia", "hhm": "Halvenia", "ho": "Halvenia", "ho2": "Halvenia"}
    found = {
        (claim["event"], sides[said["root"]]) for claim, said in statements("attributed") if said["root"] in sides and test(claim, said)
    }
    return Counter(side for _, side in found)


def test_both_states_accuse_deny_and_lose_people_alike() -> None:
    told: list[Callable[[Row, Row], bool]] = [
        lambda claim, _: claim["kind"] == "accusation",
        lambda claim, _: claim["kind"] == "denial",
        lambda claim, _: claim["measure"] == "killed" and claim["scope"] == "incident",
    ]
    for test in told:
        sides = by_side(test)
        assert abs(sides["Velmora"] - sides["Halvenia"]) <= 3 <= min(sides.values()), sides
