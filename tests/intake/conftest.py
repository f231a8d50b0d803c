"""What the tests of this room share: opening bytes as a source, and telling documents from issues."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.intake import open_source
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits


@dataclass
class Outcome:
    """Everything that came out of one source, in order."""

    captures: list[Capture]
    everything: list[Document | Issue]

    @property
    def documents(self) -> list[Document]:
        return [one for one in self.everything if isinstance(one, Document)]

    @property
    def issues(self) -> list[Issue]:
        return [one for one in self.everything if isinstance(one, Issue)]

    @property
    def document(self) -> Document:
        (only,) = self.everything
        assert isinstance(only, Document), only
        return only

    @property
    def issue(self) -> Issue:
        (only,) = self.everything
        assert isinstance(only, Issue), only
        return only

    def codes(self) -> list[str]:
        """Codes of all issues, those on documents included."""
        remarks = [issue for document in self.documents for issue in document.issues]
        return [issue.code for issue in (*self.issues, *remarks)]


Open = Callable[..., Outcome]


def _open(source: str, *, jsonl: bool = False, limits: Limits | None = None, stdin: bytes | None = None) -> Outcome:
    outcome = Outcome([], [])
    stream = io.BytesIO(stdin) if stdin is not None else None
    for opened in open_source(source, jsonl=jsonl, limits=limits or Limits(), stdin=stream):
        if isinstance(opened, Issue):
            outcome.everything.append(opened)
        else:
            outcome.captures.append(opened.capture)
            outcome.everything.extend(opened.documents())
    return outcome


@pytest.fixture
def opened() -> Open:
    return _open


@pytest.fixture
def opened_bytes(tmp_path: Path) -> Open:
    """Write bytes to a file of a name and open it."""

    def write_and_open(name: str, data: bytes | str, **options: object) -> Outcome:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return _open(str(path), **options)  # type: ignore[arg-type]

    return write_and_open
