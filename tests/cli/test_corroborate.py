"""What the reports of a case say together, as it is printed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord import flow
from onrecord.corroboration.schema import claims_schema, claims_schema_text

MILL = "the mill in Dalm on Tuesday"
REPORTS = [
    ("harbour-1", "Harbour News", "2031-03-04", f"Shells hit {MILL} and 17 people were killed, the health office in Dalm said."),
    ("vale-1", "Vale Post", "2031-03-05", f"Seventeen people were killed by shells at {MILL}, the health office in Dalm said."),
    ("coast-1", "Coast Herald", "2031-03-05", f"The health office in Dalm said that 17 people had been killed by shells at {MILL}."),
    ("ridge-1", "Ridge Radio", "2031-03-06", f"The rescue committee counted at least 23 people killed by the shells that hit {MILL}."),
    ("delta-1", "Delta Times", "2031-03-08", "The 17 people killed by shells at the mill in Dalm were buried on Saturday."),
]


@pytest.fixture
def together(read_case: Callable[..., Path]) -> Path:
    """A case of five short reports of one attack."""
    return read_case(REPORTS)


def test_claims_with_their_root_sources(command, together, snapshot) -> None:
    ended = command("--case", str(together), "corroborate")
    assert ended.code == 0
    assert re.sub(r"\b[0-9a-f]{12}$", "CLAIM", ended.out, flags=re.MULTILINE) == snapshot  # the id tells which version read it
    assert "5 reports compared" in ended.err


def test_claims_as_json(command, together) -> None:
    claims = command("--case", str(together), "corroborate", "--json", "--measure", "killed", "--least", "3").objects
    (claim,) = claims
    assert (claim["reports"], claim["independent"], claim["without_source"]) == (4, 1, 1)
    assert {one["report"] for one in claim["statements"]} == {"harbour-1", "vale-1", "coast-1", "delta-1"}


@pytest.mark.parametrize("what", [("--least", "3"), ("--measure", "killed"), ("--place", "Dalm"), ("--json",)])
def test_new_reports_are_compared_and_no_claims_listed(command, together, what: tuple[str, ...]) -> None:
    ended = command("--case", str(together), "corroborate", "--new", *what)
    assert (ended.code, ended.out) == (2, "")
    assert "--new lists no claims" in ended.err


@pytest.mark.parametrize("as_json", [True, False])
def test_a_broken_rule_set_stops_only_what_asks_for_grades(command, together, as_json: bool) -> None:
    whole = command("--case", str(together), "corroborate", *(["--json"] if as_json else []))
    (together / "grades").mkdir()
    (together / "grades" / "ours.toml").write_text('name = "ours"\ntitel = "a slip of the pen"\n')
    ended = command("--case", str(together), "corroborate", *(["--json"] if as_json else []))
    assert (ended.code, ended.out) == (0, whole.out)
    (told,) = [line for line in ended.err.splitlines() if "ours.toml" in line]
    assert told.startswith("no grade was asked for; with --grade this would be refused: ")
    assert "there is no key 'titel'" in told
    for grade in ("independent-roots", "ours"):
        refused = command("--case", str(together), "corroborate", "--grade", grade)
        assert (refused.code, refused.out) == (2, "")
        assert "ours.toml" in refused.err
    assert command("--case", str(together), "corroborate", "--new").code == 0


def test_what_was_noticed_is_kept_as_findings(command, together, snapshot) -> None:
    command("--case", str(together), "corroborate")
    rules = "single-root-source", "contradicting-figures", "source-lost"
    ended = command("--case", str(together), "findings", *(word for rule in rules for word in ("--rule", rule)))
    assert ended.out == snapshot


def test_counts_of_one_event_side_by_side(command, together, snapshot) -> None:
    ended = command("--case", str(together), "compare")
    assert ended.out == snapshot
    (matter,) = command("--case", str(together), "compare", "--json", "--place", "Dalm").objects
    assert [claim["min"] for claim in matter["claims"]] == [17, 23]
    assert command("--case", str(together), "compare", "--measure", "injured").err.startswith("no two reports")


def test_counts_of_one_event_are_drawn(command, together, tmp_path: Path) -> None:
    ended = command("--case", str(together), "compare", "--plot", "counts.svg")
    assert (ended.code, ended.err) == (0, "chart written to counts.svg\n")
    drawing = (tmp_path / "counts.svg").read_text(encoding="utf-8")
    assert all(f">{name}<" in drawing for name in ("Harbour News", "17", "at least 23"))
    nothing = command("--case", str(together), "compare", "--measure", "injured", "--plot", "none.svg")
    assert (nothing.code, "there is nothing to draw" in nothing.err) == (2, True)
    assert command("--case", str(together), "compare", "--plot", "counts.pdf").code == 2


def test_a_case_without_reports_has_no_claims(command, tmp_path: Path) -> None:
    flow.case_of(tmp_path / "empty", create=True).close()
    ended = command("--case", str(tmp_path / "empty"), "corroborate")
    assert (ended.code, ended.out) == (0, "")


@pytest.mark.parametrize("words", [("corroborate", "--least", "1", "--grade", "airwars-like"), ("compare",), ("claim", "decisions")])
def test_every_line_of_json_is_as_the_schema_says(command, together, words: tuple[str, ...]) -> None:
    schema = claims_schema()
    command("--case", str(together), "claim", "split", "vale-1/f1", "delta-1", "--by", "Ana Reyes", "--reason", "another Tuesday")
    name = " ".join(word for word in words[:2] if not word.startswith("-"))
    line: dict[str, Any] = {**schema["properties"][f"line of {name}"], "$defs": schema["$defs"], "$schema": schema["$schema"]}
    validator = jsonschema.Draft202012Validator(line)
    lines = command("--case", str(together), *words, "--json").objects
    assert lines
    for one in lines:
        validator.validate(one)
        assert not validator.is_valid({**one, "claims": 3, "reports": "four", "named": 3})
        kind = {"corroborate": "ClaimGraded", "compare": "MatterShown", "claim": "DecisionShown"}[words[0]]
        assert set(one) <= set(schema["$defs"][kind]["properties"])


def test_the_schema_of_claims_is_fresh() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "claims.schema.json"
    assert page.read_text(encoding="utf-8") == claims_schema_text(), "write it anew: make schema"


@pytest.mark.parametrize("name", ["", "no-such-rules"])
def test_a_rule_set_that_there_is_not_is_refused(command, together, name: str) -> None:
    ended = command("--case", str(together), "corroborate", "--grade", name)
    assert (ended.code, ended.out) == (2, "")
    assert f"there is no rule-set “{name}”" in ended.err


def test_print_outs_mark_what_people_set(command, together) -> None:
    corrected = ("--set", "civil_status=civilian", "--by", "Ana Reyes", "--reason", "so the list says")
    assert command("--case", str(together), "review", "correct", "vale-1/f1", *corrected).code == 0
    claims = " ".join(command("--case", str(together), "corroborate").out.split())
    assert "Vale Post (set by a person)" in claims
    assert "Harbour News (set by a person)" not in claims
    matters = " ".join(command("--case", str(together), "compare").out.split())
    assert "17 (1 of 4 set" in matters
    drawing = together.parent / "figures.svg"
    assert command("--case", str(together), "series", "--plot", str(drawing)).code == 0
    drawn = drawing.read_text(encoding="utf-8")
    assert "1 figure was set by a person." in drawn
    assert "†" in drawn


def test_a_name_of_a_hundred_thousand_letters_is_cut(command, read_case) -> None:
    name = "Vale " + "a" * 100_000
    case = read_case([("v", name, "2031-03-05", f"Seventeen people were killed by shells at {MILL}, the health office in Dalm said.")])
    for asked in (("corroborate", "--least", "1"), ("series",), ("findings",)):
        printed = command("--case", str(case), *asked).out
        assert len(printed) < 5_000
    assert "aaa…" in command("--case", str(case), "corroborate", "--least", "1").out
