"""``onrecord export`` for other programs: what is written, what is said, what is refused."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command

from onrecord import flow, review
from onrecord.export.tables import FORMATS
from onrecord.records import Reading


def told(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("to", [name for name, form in FORMATS.items() if not form.of_assessments])
def test_a_file_is_written_and_named(command: Command, case: Path, tmp_path: Path, to: str):
    out = tmp_path / f"out{FORMATS[to].endings[0]}"
    ended = command("--case", str(case), "export", "--to", to, "--all", "--out", str(out))
    assert ended.code == 0
    assert f"SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}" in told(ended.out)
    assert "of 1 report" in told(ended.out)
    assert ended.told == ""


@pytest.mark.parametrize(("table", "rows"), [("figures", 2), ("statements", 4), ("findings", 2), ("incidents", 1)])
def test_tables_are_chosen(command: Command, case: Path, tmp_path: Path, table: str, rows: int):
    out = tmp_path / "out.csv"
    ended = command("--case", str(case), "export", "--to", "csv", "--table", table, "market", "--out", str(out), "--json")
    done = json.loads(ended.out)
    assert (done["table"], done["rows"], done["reports"], done["file"]) == (table, rows, 1, str(out))
    with out.open(encoding="utf-8", newline="") as opened:
        assert len(list(csv.reader(opened))) == rows + 1


def test_reviews_need_two_people(command: Command, case: Path, tmp_path: Path, reading: Reading):
    out = tmp_path / "reviews.jsonld"
    export = ("--case", str(case), "export", "--to", "claimreview", "--all", "--out", str(out), "--publisher", "Coast Desk")
    refused = command(*export)
    assert refused.code == 2
    assert "no two people agreed on an assessment in these reports" in told(refused.told)
    assert not out.exists()
    with flow.case_of(case) as ledger:
        proposed = review.propose(ledger, f"{reading.id}/f1", word="corroborated", by="Ana Reyes", reason="two lists")
        review.decide(ledger, proposed.id or "", agrees=True, by="Ben Osei", reason="saw them")
    ended = command(*export)
    assert ended.code == 0
    assert "1 review of 1 report" in told(ended.out)
    assert json.loads(out.read_bytes())["@graph"][0]["reviewRating"]["alternateName"] == "corroborated"


def test_names_to_be_protected(command: Command, case: Path, tmp_path: Path):
    run = ("--case", str(case))
    command(*run, "note", "--by", "R. Editor", "--role", "witness", "--name", "Tam Orel")
    export = (*run, "export", "--to", "csv", "--table", "statements", "--all", "--out")
    refused = command(*export, str(tmp_path / "a.csv"))
    assert refused.code == 2
    assert "may be known from this table" in told(refused.told)
    assert "--redact" in refused.told
    assert "--names-may-go-out" in refused.told
    assert "Orel" not in refused.told
    assert not list(tmp_path.glob("*a.csv*"))
    allowed = command(*export, str(tmp_path / "a.csv"), "--names-may-go-out")
    assert "notes name a person who is to be protected, who may be known from this file" in told(allowed.told)
    redacted = command(*export, str(tmp_path / "b.csv"), "--redact")
    assert "blacked out; read it before you hand it over" in told(redacted.out)
    assert "Orel" not in (tmp_path / "b.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "csv"], "name the reports to export, or give --all"),
        (["--to", "csv", "market", "--all"], "name the reports to export, or give --all"),
        (["--to", "geojson", "--all", "--table", "figures"], "--table cannot go together with --to geojson"),
        (["--to", "csv", "--all", "--by", "R. Editor"], "--by cannot go together with --to csv"),
        (["--to", "csv", "--all", "--redact", "--reason", "safety"], "--reason cannot go together with --to csv"),
        (["--to", "csv", "--all", "--with-notes"], "--with-notes cannot go together with --to csv"),
        (["--to", "csv", "--all", "--publisher", "Desk"], "--publisher cannot go together with --to csv"),
        (["--to", "dossier", "--all", "--table", "figures"], "--table cannot go together with --to dossier"),
        (["--to", "dossier", "--all", "--publisher", "Desk"], "--publisher cannot go together with --to dossier"),
        (["--to", "claimreview", "--all"], "who publishes the reviews must be named for claimreview"),
        (["--to", "csv", "--all", "--redact"], "no note of the case names anybody who is to be protected"),
        (["--to", "csv", "nowhere"], "No record has the id nowhere"),
        (["--to", "xlsx", "--all"], "xlsx"),
        (["--to", "csv", "--all", "--table", "people"], "people"),
    ],
)
def test_wrong_use(command: Command, case: Path, tmp_path: Path, arguments: list[str], said: str):
    ended = command("--case", str(case), "export", *arguments, "--out", "a.out")
    assert ended.code == 2
    assert said in told(ended.told)
    assert not list(tmp_path.glob("*a.out*"))


def test_no_place_in_the_case_is_taken(command: Command, case: Path):
    ended = command("--case", str(case), "export", "--to", "csv", "--all", "--out", str(case / "log" / "a.csv"))
    assert ended.code == 2
    assert "lies among the files of a case" in told(ended.told)
