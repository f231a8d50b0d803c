"""Every pattern that the reader can name stands on its page."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[3] / "docs/reference/patterns.md").read_text("utf-8")
TABLE = (files("onrecord.reading") / "lexicon" / "pattern_confidence.tsv").read_text("utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if not line.startswith("#")]


def documented() -> set[str]:
    names = re.findall(r"`([\w…-]+)`", PAGE)
    heads = {name.removesuffix("-…") for name in names if name.endswith("-…")}
    tails = {name.removeprefix("…-") for name in names if name.startswith("…-")}
    plain = [name for name in names if "…" not in name]
    # "`according-to-front`, `-behind`": a name that begins with a hyphen replaces the last part of the one before
    whole: list[str] = []
    for name in plain:
        whole.append(f"{whole[-1].rsplit('-', 1)[0]}{name}" if name.startswith("-") else name)
    return set(whole) | {f"{head}-{tail}" for head in heads for tail in tails}


@pytest.mark.parametrize("pattern", sorted({row[0].removesuffix(" speech") for row in ROWS}))
def test_the_page_names(pattern: str) -> None:
    assert pattern in documented()


def test_confidences_are_shares() -> None:
    assert ROWS
    assert all(0 < float(row[1]) < 1 for row in ROWS)
