"""The labelled reports agree with the contract, and favour neither of their parties."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Reading, decode

LABELLED = Path(__file__).parents[2] / "examples" / "synthetic" / "reports.jsonl"
LINES = LABELLED.read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
NAMES = [row["id"] for row in ROWS]
PARTIES = ("Kestria", "Lomaria")


def side_of(actor: str | None) -> str | None:
    """The one party that an actor's name points to; None for neither and for both together."""
    named = [party for party in PARTIES if actor and party[:-1] in actor]
    return named[0] if len(named) == 1 else None


@pytest.mark.parametrize("line", LINES, ids=NAMES)
def test_labels_are_records(line: str) -> None:
    reading = decode(line, Reading)
    for figure in reading.figures:
        assert reading.text[figure.start : figure.end] == figure.phrase
    spans = [span for statement in reading.statements for span in (*statement.source, *statement.cue, *statement.content)]
    spans += [span for mention in reading.media_mentions for span in mention.span]
    assert all(reading.text[start:end].strip() == reading.text[start:end] != "" for start, end in spans)


@pytest.mark.parametrize("line", LINES, ids=NAMES)
def test_labels_refer_to_labels(line: str) -> None:
    reading = decode(line, Reading)
    statements = {statement.id: statement for statement in reading.statements}
    figures = {figure.id for figure in reading.figures}
    known = {*statements, *figures, *(mention.id for mention in reading.media_mentions)}
    for statement in reading.statements:
        assert {*statement.denies, *statement.counters} <= statements.keys()
        assert all(statements[denied].standing == "denied" for denied in statement.denies)
    for figure in reading.figures:
        assert {figure.subset_of, figure.supersedes} - {None} <= figures
        assert figure.statement is None or figure.statement in statements
    assert all(set(finding.records) <= known for finding in reading.findings)


def test_both_parties_accuse_deny_concede_and_lose_people_alike() -> None:
    acts: Counter[tuple[str, str | None]] = Counter()
    lost: Counter[str | None] = Counter()
    for row in ROWS:
        acts.update((statement["act"], side_of(statement["actor"])) for statement in row["statements"])
        lost.update(side_of(figure["source"] or row["report"]["issuer"]) for figure in row["figures"] if figure["measure"] == "killed")
    kestria, lomaria = PARTIES
    for act in ("accuses", "denies", "admits", "pledges"):
        assert acts[act, kestria] == acts[act, lomaria] > 0, act
    assert lost[kestria] > 0
    assert lost[lomaria] > 0
