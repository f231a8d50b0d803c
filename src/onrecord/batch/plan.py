"""The plan: which shards of which sources were recorded, so that a run that is taken up again passes them over.

A shard is a thousand documents of one container, or what is left of it. Beside the index, in ``db/batch/``, a manifest has a line for each
that is durable in the log. It is no evidence, and nothing rests on it: a line counts only for the same bytes from the same place, read with
the same reader and settings, and while the log has been where it was when the line was written – so a case that was put back from a backup
forgets what it had not recorded then. Without the manifest, everything is looked at again, and nothing is read twice.
"""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from onrecord.flow.turns import Place
from onrecord.intake import Opened
from onrecord.records import content_id

DOCUMENTS = 1_000
"""Documents of a shard: some minutes of one reader, and the most that is looked at again."""


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the manifest: a container, how far it was recorded, and where the log was then."""

    container: str
    """Digest of its bytes, its place, and all that decides what is read of it."""
    origin: str
    parts: int = 0
    documents: int = 0
    whole: bool = False
    found: int = 0
    """Documents and issues in it up to there."""
    position: str


class Shards:
    """The plan of one run.

    Args:
        case: the folder of the case.
        documents: how many make a shard.
    """

    def __init__(self, case: Path, *, documents: int = DOCUMENTS) -> None:
        self.manifest = case / "db" / "batch" / "manifest.jsonl"
        self.documents = documents
        self.passed_over = 0
        """Documents and issues that an earlier run had recorded."""
        self._signed = ""
        self._was_at: Callable[[str], bool] = lambda position: False  # noqa: ARG005 – nothing is known before the run begins
        self._lines: dict[str, Shard] = {}
        self._counted = 0
        self._found: dict[str, int] = {}

    def begin(self, signed: str, was_at: Callable[[str], bool]) -> None:
        """Read the manifest, as far as it is whole."""
        self._signed, self._was_at = signed, was_at
        self._lines = {}
        try:
            lines = self.manifest.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        for line in lines:
            try:
                shard = msgspec.json.decode(line, type=Shard)
            except msgspec.DecodeError:  # the last one, of a run that was killed
                continue
            self._lines[shard.container] = shard

    def passed(self, opened: Opened) -> Place | None:
        """How far a container was recorded by an earlier run; None for all of it."""
        name = self._name(opened)
        known = self._lines.get(name)
        if known is None or not self._was_at(known.position):
            return Place()
        self._found[name] = known.found
        self.passed_over += known.found
        return None if known.whole else Place(known.parts, known.documents)

    def is_full(self) -> bool:
        """Count one more document or issue; whether that makes a shard whole."""
        self._counted += 1
        return self._counted >= self.documents

    def finished(self, opened: Opened, place: Place | None, position: str) -> None:
        """All of a container up to a place, None for all of it, is durable in the log."""
        name = self._name(opened)
        found = self._found[name] = self._found.get(name, 0) + self._counted
        self._counted = 0
        at = place or Place()
        shard = Shard(
            container=name,
            origin=opened.capture.origin,
            parts=at.parts,
            documents=at.documents,
            whole=place is None,
            found=found,
            position=position,
        )
        self._lines[name] = shard
        self.manifest.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.manifest, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            # A line that was cut off by a kill is ended first; an empty one says nothing.
            os.write(descriptor, b"\n" + msgspec.json.encode(shard) + b"\n")
        finally:
            os.close(descriptor)

    def _name(self, opened: Opened) -> str:
        capture = opened.capture
        return content_id({"bytes": capture.sha256, "origin": capture.origin, "signed": self._signed})
