"""Cases of findings across reports: short reports of invented outlets, written down as they are read.

A text of several reports gives each under a line of its own, ``Outlet, 2031-03-04`` or ``Outlet, 2031-03-04: Title``, with an
empty line between them; the lines of a report are joined by blanks, ``|`` begins a paragraph, and ``@page`` after the outlet names
the address where the report stands. Readings are called r1, r2 … in the order of the text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import pytest

from onrecord import flow
from onrecord.corroboration import Beside, Telling, telling_of
from onrecord.corroboration.rules.across import RULES_ACROSS
from onrecord.records import Document, Finding, Reading
from onrecord.settings import Settings

_HEAD = re.compile(r"(?P<outlet>.+?)(?: @(?P<page>\S+))?, (?P<date>\d{4}-\d\d-\d\d)(?:: (?P<title>.+))?")
_RULES_READER = Settings(reader="rules")


@dataclass(frozen=True, kw_only=True)
class Case:
    """Some reports, and what a rule must notice in them."""

    name: str
    reports: str
    finds: tuple[str, ...] = ()
    """For each finding the records that take part, in their order: ``Outlet: words · Outlet: words``."""
    sentence: str | None = None
    """The whole sentence of the first finding."""
    exchanged: str = ""
    """Names of the two sides, ``Kesh/Voria Keshan/Vorian``: with either in the other's place the same is noticed, mirrored."""

    def mirrored(self, words: str) -> str:
        """Words of the case with the names of the two sides exchanged."""
        other: dict[str, str] = {}
        for pair in self.exchanged.split():
            one, two = (name.replace("_", " ") for name in pair.split("/"))
            other |= {one: two, two: one}
        if not other:
            return words
        names = "|".join(re.escape(name) for name in sorted(other, key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{names})(?!\w)", lambda match: other[match.group()], words)


@lru_cache(maxsize=4096)
def _read(name: str, outlet: str, date: str, title: str | None, text: str) -> Reading:
    return flow.read_document(Document(id=name, text=text, date=date, outlet=outlet, title=title), settings=_RULES_READER)


def readings(reports: str) -> tuple[Reading, ...]:
    """The reports of a text, read."""
    found = []
    for number, block in enumerate(re.split(r"\n\s*\n", reports.strip()), 1):
        head, *lines = (line.strip() for line in block.strip().splitlines())
        match = _HEAD.fullmatch(head)
        assert match, f"not the head of a report: {head}"
        title = match["title"]
        text = re.sub(r"\s*\|\s*", "\n\n", " ".join(lines))
        found.append(_read(f"r{number}", match["outlet"], match["date"], title, f"{title}\n\n{text}" if title else text))
    return tuple(found)


def tellings(reports: str) -> tuple[Telling, ...]:
    """What the reports of a text offer for comparison, in the order of the text."""
    pages = [re.search(r" @(\S+),", block.strip().splitlines()[0]) for block in re.split(r"\n\s*\n", reports.strip())]
    return tuple(
        telling_of(said, page=page.group(1) if page else None, order=order)
        for order, (said, page) in enumerate(zip(readings(reports), pages, strict=True))
    )


def beside(reports: str) -> Beside:
    """The reports of a text set beside each other."""
    return Beside(tellings(reports))


def found_in(rule: str, reports: str) -> list[Finding]:
    """What a rule notices in the reports of a text."""
    return list(RULES_ACROSS[rule](beside(reports)))


def taking_part(finding: Finding, told: tuple[Telling, ...]) -> str:
    """The records of a finding as a case names them."""
    known = {telling.reading: telling for telling in told}
    parts = []
    for record in finding.records:
        reading, _, local = record.rpartition("/")
        telling = known[reading]
        words = next(one.words for one in (*telling.figures, *telling.statements) if one.id == local)
        parts.append(f"{telling.outlet}: {words}")
    return " · ".join(parts)


def holds(rule: str, case: Case) -> None:
    """Assert that a rule notices in a case what it must, and nothing else."""
    found = found_in(rule, case.reports)
    assert {finding.rule for finding in found} <= {rule}
    told = tellings(case.reports)
    assert [taking_part(finding, told) for finding in found] == list(case.finds)
    if case.sentence is not None:
        assert found[0].sentence == case.sentence
    assert all(0 < finding.score <= 1 for finding in found)


def holds_mirrored(rule: str, case: Case) -> None:
    """Assert that a rule notices the same, mirrored, where the two sides of a case stand in each other's place."""
    other = case.mirrored(case.reports)
    assert other != case.reports
    given = found_in(rule, case.reports)
    found = found_in(rule, other)
    told, its = tellings(case.reports), tellings(other)
    assert sorted(taking_part(one, its) for one in found) == sorted(case.mirrored(taking_part(one, told)) for one in given)
    assert sorted(one.sentence for one in found) == sorted(case.mirrored(one.sentence) for one in given)
    assert sorted(one.score for one in found) == sorted(one.score for one in given)


def named(cases: tuple[Case, ...]) -> list[object]:
    """Cases as parameters of a test, by their names."""
    return [pytest.param(case, id=case.name) for case in cases]
