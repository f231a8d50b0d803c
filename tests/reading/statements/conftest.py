"""Sentences with their attributions marked, so that these tests need no reader of attributions."""

import re
from collections.abc import Callable, Sequence

import pytest

from onrecord.reading.actors import find_actors
from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.statements import make_statements
from onrecord.records import Party, ReportDetails, Span, Statement

_OPEN = re.compile(r"([\[{<])([a-z]+)\|")
_ROLES = {"[": "source", "{": "cue", "<": "content"}
_CLOSERS = {"[": "]", "{": "}", "<": ">"}


def unmark(marked: str) -> tuple[str, dict[str, Attribution]]:
    """``[a|The army] {a|denied} <a|the charge>`` to plain text and its attributions by letter.

    Letters join the parts of one attribution; a mark may stand inside another, and may belong to several (``[ab|The army]``).
    """
    text, at = "", 0
    still_open: list[tuple[str, str, int]] = []
    pieces: dict[str, dict[str, list[Span]]] = {}
    while at < len(marked):
        if opening := _OPEN.match(marked, at):
            still_open.append((opening[1], opening[2], len(text)))
            at = opening.end()
        elif still_open and marked[at] == _CLOSERS[still_open[-1][0]]:
            mark, letters, start = still_open.pop()
            for letter in letters:
                pieces.setdefault(letter, {"source": [], "cue": [], "content": []})[_ROLES[mark]].append((start, len(text)))
            at += 1
        else:
            text += marked[at]
            at += 1
    return text, {
        name: Attribution(tuple(p["source"]), tuple(p["cue"]), tuple(p["content"]), 0.9, "test") for name, p in sorted(pieces.items())
    }


def make(marked: str, *parties: Party, outlet: str | None = None, issuer: str | None = None) -> dict[str, Statement]:
    """The statements of a marked text by their letters; publisher statements by their ids."""
    text, attributions = unmark(marked)
    page = Page.of(text)
    report = ReportDetails(outlet=outlet, issuer=issuer)
    statements = make_statements(page, tuple(attributions.values()), find_actors(page, report, parties), report)
    letters = {(a.cue, a.content): name for name, a in attributions.items()}
    return {letters.get((statement.cue, statement.content), statement.id): statement for statement in statements}


@pytest.fixture
def statements() -> Callable[..., dict[str, Statement]]:
    """``make``: marked text → its statements by letter."""
    return make


@pytest.fixture
def links() -> Callable[[dict[str, Statement]], dict[str, Sequence[str]]]:
    """Which statement denies which, by letter."""

    def of(found: dict[str, Statement]) -> dict[str, Sequence[str]]:
        letter = {statement.id: name for name, statement in found.items()}
        return {name: [letter[other] for other in statement.denies] for name, statement in found.items() if statement.denies}

    return of
