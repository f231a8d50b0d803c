"""A person may break off at any moment of an append: the case is whole all the same, and goes on."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from onrecord import flow
from onrecord.ledger import Ledger
from onrecord.records import Issue

WATCHED = ("/ledger/writer.py", "/ledger/index/connection.py")


class Interrupter:
    """Raises ``KeyboardInterrupt`` once, at the line of the watched files that comes at a certain place in the order of running."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.raised = False

    def __call__(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.endswith(WATCHED):
            return None
        if event == "line" and not self.raised:
            self.left -= 1
            if self.left < 0:
                self.raised = True
                raise KeyboardInterrupt
        return self


def issue(number: int) -> Issue:
    return Issue(code="file.empty", outcome="recorded", where=f"{number}.txt", message="There is nothing in it.")


def interrupted(path: Path, at: int) -> bool:
    """Append with an interrupt at that line; whether there is such a line."""
    interrupter = Interrupter(at)
    try:
        with Ledger.open(path, create=True) as ledger:
            ledger.append_issue(issue(1))
            sys.settrace(interrupter)
            try:
                ledger.append_issue(issue(2))
            finally:
                sys.settrace(None)
            ledger.append_issue(issue(3))
    except KeyboardInterrupt:
        pass
    return interrupter.raised


@pytest.mark.parametrize("part", range(4))
def test_the_case_is_whole_wherever_an_append_was_broken_off(tmp_path: Path, part: int) -> None:
    at = part
    while interrupted(path := tmp_path / str(at), at):
        verdict = flow.verify(path, with_index=True)
        assert not verdict.findings, f"line {at}"
        with Ledger.open(path, create=False) as ledger:
            ledger.append_issue(issue(4))
            kept = [one.issue.where for one in ledger.view.issues()]
        assert kept in (["4.txt"], ["1.txt", "4.txt"], ["1.txt", "2.txt", "4.txt"]), f"line {at}"
        assert not flow.verify(path, with_index=True).findings
        at += 4
    assert at > 40
