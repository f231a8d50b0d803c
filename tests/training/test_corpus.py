"""The corpus holds what its README promises: spans in the text, links that exist, parts that share no conflict and no newsroom."""

import json
from pathlib import Path

import pytest

from onrecord.records import vocabulary
from onrecord.records.states import states

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
PARTS = {
    name: [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()] for name in ("train", "dev", "second")
}
ROWS = [pytest.param(row, id=f"{part}-{row['id']}") for part, rows in PARTS.items() for row in rows]
UNITED_NATIONS = {"OCHA", "UNHCR", "OHCHR"}


@pytest.mark.parametrize("row", ROWS)
def test_every_span_is_words_of_the_text(row):
    spans = [span for s in row["statements"] for role in ("source", "cue", "content") for span in s[role]]
    spans += [[f["start"], f["end"]] for f in row["figures"]] + [span for m in row["media_mentions"] for span in m["span"]]
    for start, end in spans:
        words = row["text"][start:end]
        assert 0 <= start < end <= len(row["text"])
        assert words == words.strip()


@pytest.mark.parametrize("row", ROWS)
def test_links_lead_to_records_and_words_are_of_the_vocabularies(row):
    statements = {s["id"]: s for s in row["statements"]}
    figures = {f["id"] for f in row["figures"]}
    for s in statements.values():
        assert s["act"] in vocabulary.members(vocabulary.Act)
        assert all(statements[other]["standing"] == "denied" for other in s["denies"])
        assert not s["denies"] or s["act"] == "denies"
    for f in row["figures"]:
        assert f["measure"] in vocabulary.members(vocabulary.Measure)
        assert f["phrase"] == row["text"][f["start"] : f["end"]]
        assert f["subset_of"] is None or f["subset_of"] in figures
        assert f["statement"] is None or f["statement"] in statements
    for incident in row["incidents"]:
        assert set(incident["figures"]) <= figures


def test_the_parts_share_no_conflict_and_no_newsroom():
    train, dev = ({row["conflict"] for row in PARTS[part]} for part in ("train", "dev"))
    assert not train & dev
    train, dev = ({row["report"]["outlet"] for row in PARTS[part]} for part in ("train", "dev"))
    assert train & dev <= UNITED_NATIONS


def test_no_report_stands_twice_and_the_second_annotation_is_of_the_same_texts():
    first = {row["id"]: row["text"] for part in ("train", "dev") for row in PARTS[part]}
    assert len(set(first.values())) == len(PARTS["train"]) + len(PARTS["dev"])
    assert all(first[row["id"]] == row["text"] for row in PARTS["second"])


def test_no_party_is_a_real_state():
    real = {name.lower() for state in states() for name in (*state.names, *state.peoples)}
    parties = {
        name.lower() for row in PARTS["train"] + PARTS["dev"] for party in row["parties"] for name in (party["name"], *party["aliases"])
    }
    assert not real & parties


def test_every_report_says_that_it_is_invented():
    assert all(row["notice"] == "Invented for this corpus; not a report of fact." for rows in PARTS.values() for row in rows)
