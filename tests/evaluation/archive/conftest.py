"""A small archive in our own words: two islands that do not exist, and a shell on a quay."""

from typing import Any

import pytest

from onrecord.evaluation.archive import Archive, Noticed, Place

Row = dict[str, Any]

TEXTS = {
    "wire-1": (
        "Harbour Wire",
        "2031-03-02",
        "The coastguard said 12 people were killed when a shell hit the quay of Sellin.\n\nThe Caluni navy fired it, said the coastguard. "
        "The shell fell at noon, when the boats were in and the fish was being weighed on the quay.",
    ),
    "post-1": (
        "Sellin Post",
        "2031-03-02",
        "The coastguard said 12 people were killed when a shell hit the quay of Sellin.\n\nThe Caluni navy fired it, said the coastguard.",
    ),
    "radio-1": ("Island Radio", "2031-03-03", "Harbour Wire, citing the coastguard, has 12 killed on the quay."),
    "gazette-1": ("Moreth Gazette", "2031-03-03", "The hospital of Sellin said at least 15 people had been killed on the quay."),
    "post-2": ("Sellin Post", "2031-03-04", "Twelve people were killed on the quay, and the market is open again."),
    "radio-2": ("Island Radio", "2031-03-04", "Harbour Wire, citing the coastguard, has 21 killed on the quay."),
    "gazette-2": ("Moreth Gazette", "2031-03-04", "Up to 3 March, 40 people had been killed in Moreth, the interior ministry said."),
    "wire-2": ("Harbour Wire", "2031-03-05", "Up to 4 March, 35 people had been killed in Moreth, the interior ministry said."),
    "radio-3": ("Island Radio", "2031-03-05", "The admiral has fled, writes the Moreth Gazette."),
    "gazette-3": ("Moreth Gazette", "2031-03-05", "The admiral has fled, Island Radio says."),
    "wire-3a": ("Harbour Wire", "2031-03-06", "Ferries run at ten.\n\nThe navy denies that it fired."),
    "wire-3b": ("Harbour Wire", "2031-03-06", "Ferries run at ten."),
    "wire-4a": ("Harbour Wire", "2031-03-06", "Ferries run at noon,\n\nas always."),
    "wire-4b": ("Harbour Wire", "2031-03-06", "Ferries run at noon\n\nas always."),
}
PAGES = {"wire-3b": "wire-3a", "wire-4b": "wire-4a"}


def spot(report: str, quote: str) -> Row:
    """A place as the gold writes it."""
    return {"report": report, "quote": quote, "at": TEXTS[report][2].index(quote)}


def said(report: str, quote: str, root: str | None, *chain: str, low: int | None = None, high: int | None = None, **more: Any) -> Row:
    """A statement of the gold; without a root it is the report's own voice."""
    voice = "attributed" if root or chain else "plain"
    row = {**spot(report, quote), "voice": voice, "root": root, "chain": [TEXTS[report][0], *chain], "copy_of": None, **more}
    return row if low is None and high is None else {**row, "min": low, "max": high, "approx": high is None}


def claim(identifier: str, kind: str, *statements: Row, **more: Any) -> Row:
    """A claim of the gold."""
    row = {"id": identifier, "kind": kind, "measure": None, "group": None, "place": "Sellin", "scope": "incident", "event": "quay"}
    row |= {"as_of": None, "about": "", "subset_of": None, "statements": list(statements)}
    roots = sorted({one["root"] for one in statements if one["root"]})
    parties = [root for root in roots if root == "interior"]
    return row | {"roots": roots, "independent": len(roots), "parties": parties} | more


COAST, WARD, INTERIOR = "coastguard", "hospital of Sellin", "interior ministry of Moreth"
KILLED = {"measure": "killed", "group": "people"}
TOTAL = KILLED | {"place": "Moreth", "scope": "cumulative", "event": None}
CLAIMS = [
    claim(
        "k12",
        "figure",
        said("wire-1", "12", "coast", COAST, low=12, high=12),
        said("post-1", "12", "coast", "Harbour Wire", COAST, low=12, high=12, copy_of="wire-1"),
        said("radio-1", "12", "coast", "Harbour Wire", COAST, low=12, high=12),
        said("post-2", "Twelve", None, low=12, high=12),
        **KILLED,
    ),
    claim("k15", "figure", said("gazette-1", "at least 15", "ward", WARD, low=15), **KILLED),
    claim("k21", "figure", said("radio-2", "21", "coast", "Harbour Wire", COAST, low=21, high=21), **KILLED),
    claim(
        "navy",
        "accusation",
        said("wire-1", "The Caluni navy fired it", "coast", COAST),
        said("post-1", "The Caluni navy fired it", "coast", "Harbour Wire", COAST, copy_of="wire-1"),
    ),
    claim("t40", "figure", said("gazette-2", "40", "interior", INTERIOR, low=40, high=40), as_of="2031-03-03", **TOTAL),
    claim("t35", "figure", said("wire-2", "35", "interior", INTERIOR, low=35, high=35), as_of="2031-03-04", **TOTAL),
    claim(
        "fled",
        "event",
        said("radio-3", "The admiral has fled", None, "Moreth Gazette"),
        said("gazette-3", "The admiral has fled", None, "Island Radio"),
        event="flight",
    ),
    claim("denied", "denial", said("wire-3a", "The navy denies that it fired", "navy", "navy of Calune")),
]


def named(report: str, claim_: str) -> Row:
    """The record of a claim in a report."""
    (statement,) = [s for c in CLAIMS if c["id"] == claim_ for s in c["statements"] if s["report"] == report]
    return {name: statement[name] for name in ("report", "quote", "at")} | {"claim": claim_}


def finding(rule: str, *records: Row) -> Row:
    """A finding of the gold."""
    return {"rule": rule, "records": list(records), "sentence": f"{rule} on {records[0]['report']}.", "note": None}


FINDINGS = [
    finding("single-root-source", named("wire-1", "k12"), named("post-1", "k12"), named("radio-1", "k12")),
    finding("contradicting-figures", *(named(r, "k12") for r in ("wire-1", "post-1", "radio-1")), named("gazette-1", "k15")),
    finding("figure-outside-reference", named("gazette-2", "t40")),
    finding("figures-do-not-fit-date", named("wire-2", "t35")),
    finding("cumulative-falls", named("wire-2", "t35"), named("gazette-2", "t40")),
    finding("category-drift", named("wire-1", "k12"), named("radio-2", "k21")),
    finding("figure-copy-error", named("wire-1", "k12"), named("radio-2", "k21")),
    finding("source-lost", named("wire-1", "k12"), named("post-2", "k12")),
    finding("circular-citing", named("radio-3", "fled"), named("gazette-3", "fled")),
    finding("syndicated-copy", spot("wire-1", "when a shell hit the quay"), spot("post-1", "when a shell hit the quay")),
    finding("silent-edit", named("wire-3a", "denied")),
]
NEAR_MISSES = [
    {"rule": "single-root-source", "records": [named("wire-1", "navy"), named("post-1", "navy")], "why_not": "Only two outlets carry it."},
    {"rule": "silent-edit", "records": [spot("wire-4a", "noon"), spot("wire-4b", "noon")], "why_not": "Only a comma differs."},
    {"rule": "figure-outside-reference", "records": [named("wire-2", "t35")], "why_not": "Near the day before."},
]
ROOTS = [
    {"id": "coast", "name": COAST, "forms": ["The coastguard", "the coastguard"], "party": False},
    {"id": "ward", "name": WARD, "forms": ["The hospital of Sellin"], "party": False},
    {"id": "interior", "name": INTERIOR, "forms": ["the interior ministry"], "party": True},
    {"id": "navy", "name": "navy of Calune", "forms": ["The navy"], "party": False},
]
SERIES = "date,killed\n2031-03-02,12\n2031-03-03,27\n2031-03-04,\n2031-03-05,35\n2031-03-06,36\n"
REFERENCE = {"group": "people", "place": "Moreth", "source": "interior ministry", "measures": {"killed": "killed"}}


def report(identifier: str) -> Row:
    """A report as it stands in the file."""
    outlet, day, text = TEXTS[identifier]
    host = outlet.lower().replace(" ", "-")
    url = f"https://{host}.example/{PAGES.get(identifier, identifier)}"
    return {"id": identifier, "title": text[:20], "outlet": outlet, "url": url, "date": day, "notice": "", "text": text}


def small_archive() -> Archive:
    """The archive; what its findings say is for the matching, and some of it is not true of it."""
    gold = {
        "claims": CLAIMS,
        "roots": ROOTS,
        "copies": [{"kind": "cut", "original": "wire-1", "copy": "post-1"}],
        "findings": FINDINGS,
        "near_misses": NEAR_MISSES,
    }
    return Archive(tuple(report(identifier) for identifier in TEXTS), gold, SERIES, REFERENCE)


@pytest.fixture
def small() -> Archive:
    """The archive anew for each test."""
    return small_archive()


def place(report_: str, quote: str) -> Place:
    """A place of a program."""
    start = TEXTS[report_][2].index(quote)
    return Place(report_, start, start + len(quote))


def noticed(rule: str, *places: Place) -> Noticed:
    """Something that a program noticed."""
    return Noticed(rule, places, f"{rule}.")
