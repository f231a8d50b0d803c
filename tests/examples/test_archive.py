"""The example archive is consistent with itself, and where a definition can be computed from its gold, the gold is complete.

The checks themselves are ``onrecord.evaluation.archive.checks``; what is asked here besides holds for this archive alone.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation.archive import RULES, Archive, checks, load
from onrecord.evaluation.archive.altering import altered

Row = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "examples" / "archive"
ARCHIVE = load(FOLDER)
REPORTS, GOLD, CLAIMS = ARCHIVE.reports, ARCHIVE.gold, ARCHIVE.claims
BY_ID = ARCHIVE.by_id
NAMES: dict[str, list[Row]] = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))
FORMS: list[Row] = json.loads((FOLDER / "forms.json").read_text(encoding="utf-8"))
README = (FOLDER / "README.md").read_text(encoding="utf-8")
SEEDS = (1, 2, 3, 4)

FIRST, LAST = date(2022, 5, 2), date(2022, 5, 21)
ORDINARY = set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Thursdays Saturdays March April May June July August September "
    "Red Cross Colonel Major Dr Mayor Ministry Health Interior Transport Agriculture Education Defence Foreign Affairs Post Office "
    "General Staff Government No".split()
)
"""Words with a capital within a sentence that name nothing invented."""


@pytest.fixture(scope="module", params=SEEDS)
def other(request: pytest.FixtureRequest) -> Archive:
    """An altered archive."""
    return altered(ARCHIVE, request.param)


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_the_archive_is_sound(check: Callable[[Archive], Iterator[str]]) -> None:
    assert list(check(ARCHIVE)) == []


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_an_altered_archive_is_sound(check: Callable[[Archive], Iterator[str]], other: Archive) -> None:
    assert list(check(other)) == []


def test_reports_are_whole() -> None:
    assert len(REPORTS) >= 72
    assert len({row["outlet"] for row in REPORTS}) == 12
    for row in REPORTS:
        assert 50 <= len(row["text"].split()) <= 220, row["id"]
        assert FIRST <= date.fromisoformat(row["date"]) <= LAST, row["id"]
        assert row["notice"].startswith("Written for the OnRecord project as an example")
        assert not set(row["text"] + row["title"]) & set("{}<>@"), row["id"]


def test_the_page_counts_what_there_is() -> None:
    found = Counter(row["rule"] for row in GOLD["findings"])
    missed = Counter(row["rule"] for row in GOLD["near_misses"])
    table = re.findall(r"^\| `([a-z-]+)` \| (\d+) \| (\d+) \|$", README, re.MULTILINE)
    assert {rule: (int(one), int(other)) for rule, one, other in table} == {rule: (found[rule], missed[rule]) for rule in RULES}
    used = {(record["report"], record["at"]) for row in GOLD["findings"] for record in row["records"]}
    reports = BY_ID.keys() - {report for report, _ in used}
    figures = [(said["report"], said["at"]) for claim, said in ARCHIVE.statements() if claim["kind"] == "figure"]
    idle = sum(spot not in used for spot in figures)
    assert f"{len(reports)} of the {len(REPORTS)} reports and {idle} of the {len(figures)} figures take part in no finding" in README
    assert README.startswith(f"# An archive on one invented conflict\n\n{len(REPORTS)} reports by twelve outlets")
    assert f"{len(FORMS)} sentences" in README


@pytest.mark.parametrize("seed", [None, *SEEDS])
def test_the_series_has_one_gap_and_one_fall(seed: int | None) -> None:
    archive = ARCHIVE if seed is None else altered(ARCHIVE, seed)
    assert checks.days_of(archive) == [(FIRST + timedelta(day)).isoformat() for day in range(20)]
    for measure in ("killed", "injured"):
        values = list(checks.series_of(archive, measure).values())
        assert len(values) == 19
        assert sum(later < earlier for earlier, later in pairwise(values)) == 1


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


def test_a_body_that_is_described_by_its_name_is_described_by_its_other_name(other: Archive) -> None:
    texts = "\n".join(row["text"] for row in other.reports)
    described = set(re.findall(r"rescue service of the (\w+)", texts))
    assert described == {name.lower() for name in re.findall(r"(\w+) Rescue\b", texts)} != {"valley"}


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
        assert all(sentence.count(one) == form["other"].count(other) == 1 for one, other in form["places"])


def by_side(test: Callable[[Row, Row], bool]) -> Counter[str]:
    """How many events with such a claim, by the state whose army, ministry or official is the root."""
    sides = {"va": "Velmora", "vhm": "Velmora", "vo": "Velmora", "vo2": "Velmora"}
    sides |= {"ha": "Halvenia", "hhm": "Halvenia", "ho": "Halvenia", "ho2": "Halvenia"}
    found = {
        (claim["event"], sides[said["root"]])
        for claim, said in ARCHIVE.statements("attributed")
        if said["root"] in sides and test(claim, said)
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


def test_nothing_of_the_names_is_left_in_an_altered_archive(other: Archive) -> None:
    kept = json.dumps([[{**row, "url": "", "id": ""} for row in other.reports], other.gold["roots"], other.reference], ensure_ascii=False)
    words = set(re.findall(r"\w+", kept))
    assert [form for form in all_forms() if set(form.split()) <= words and form in kept] == []


def test_an_altered_archive_has_other_numbers_forms_and_order(other: Archive) -> None:
    numbers = [[said["min"] or said["max"] for _, said in archive.statements() if "min" in said] for archive in (ARCHIVE, other)]
    kept = sum(one == other for one, other in zip(*numbers, strict=True)) / len(numbers[0])
    assert kept < 0.1  # one, two, dozens, and what is rounded to hundreds
    sentences = " ".join(row["text"] for row in other.reports)
    unnamed = [form["sentence"] for form in FORMS if not re.search(r"[A-Z]\w+ .*[A-Z]|\d", form["sentence"][1:])]
    assert sum(sentence not in sentences for sentence in unnamed) >= len(unnamed) / 4
    assert [row["date"] for row in other.reports] == [row["date"] for row in REPORTS]
    assert [row["id"] for row in other.reports] != [row["id"] for row in REPORTS]


def test_a_copy_changes_as_the_report_does(other: Archive) -> None:
    for row in GOLD["copies"]:
        before, after = (checks.shared(archive.by_id[row["original"]], archive.by_id[row["copy"]]) for archive in (ARCHIVE, other))
        assert abs(before - after) < 0.15, row


def test_the_same_seed_makes_the_same_archive() -> None:
    assert altered(ARCHIVE, 7) == altered(load(FOLDER), 7) != altered(ARCHIVE, 8)
