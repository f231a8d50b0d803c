"""The plan: which shards of which sources were recorded, so that a run that is taken up again can pass them over.

A shard is a thousand documents of one container, or what is left of it. Beside the index, in ``db/batch/``, a manifest has a line for each
that is durable in the log. It is no evidence, and nothing rests on it: a line counts only for the same bytes from the same place, read
with the reader and settings that they were read with last, and while the log has been where it was when the line was written – so a case
that was put back from a backup forgets what it had not recorded then. Without it everything is looked at again, and nothing read twice.
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

SMALL = 100
"""A container that holds fewer is not worth a line: asking the case for what it holds takes no longer."""


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the manifest: a container, how far it was recorded, and where the log was then."""

    container: str
    """Digest of its bytes and where they came from; neither stands here by itself, since it may be erased."""
    signed: str
    """What it was read with, as one digest."""
    parts: int = 0
    documents: int = 0
    whole: bool = False
    found: int = 0
    """Documents and issues in it up to there."""
    position: str = ""


class Shards:
    """The plan of one run.

    Args:
        case: the folder of the case.
        passing: whether what was recorded before is passed over; where every report is printed, it is not.
        documents: how many make a shard.
        small: containers with fewer get no line.
    """

    def __init__(self, case: Path, *, passing: bool = True, documents: int = DOCUMENTS, small: int = SMALL) -> None:
        self.manifest = case / "db" / "batch" / "manifest.jsonl"
        self.passed_over = 0
        """Documents and issues that an earlier run had recorded."""
        self._passing = passing
        self._documents, self._small = documents, small
        self._signed = ""
        self._holds: Callable[[Opened, str], bool] | None = None
        self._lines: dict[str, Shard] = {}
        self._reached: dict[str, Shard] = {}
        """What was appended and is not known to be durable yet."""
        self._count = 0

    def begin(self, signed: str, holds: Callable[[Opened, str], bool]) -> None:
        """Read the manifest, as far as it is whole."""
        self._signed, self._holds = signed, holds
        self._lines, self._reached, self._count = {}, {}, 0
        try:
            lines = self.manifest.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        for line in lines:
            try:
                shard = msgspec.json.decode(line, type=Shard)
            except (msgspec.DecodeError, UnicodeDecodeError):  # a line that a kill cut off; the next run looks again
                continue
            self._lines[shard.container] = shard

    def passed(self, opened: Opened) -> Place | None:
        """How far a container was recorded by an earlier run, and is to be passed over; None for all of it."""
        name = _name(opened)
        known = self._lines.get(name)
        if not (self._passing and known and known.signed == self._signed and self._holds and self._holds(opened, known.position)):
            self._lines.pop(name, None)
            return Place()
        self.passed_over += known.found
        return None if known.whole else Place(known.parts, known.documents)

    def reached(self, opened: Opened, place: Place | None) -> bool:
        """All of a container up to a place, None for all of it, was appended; whether that makes a shard whole."""
        name = _name(opened)
        before = self._reached.get(name) or self._lines.get(name)
        found = (before.found if before else 0) + (place is not None)
        at = place or Place()
        self._reached[name] = Shard(
            container=name,
            signed=self._signed,
            parts=at.parts,
            documents=at.documents,
            whole=place is None,
            found=found,
        )
        self._count += place is not None
        return self._count >= self._documents

    def finished(self, position: str) -> None:
        """All that was reached is durable in the log, which is at a position."""
        shards = [msgspec.structs.replace(one, position=position) for one in self._reached.values()]
        kept = [one for one in shards if one.found >= self._small]
        self._lines.update((one.container, one) for one in shards)
        self._reached, self._count = {}, 0
        if not kept:
            return
        self.manifest.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.manifest, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            # A line that a kill cut off is ended first; an empty one says nothing.
            os.write(descriptor, b"\n" + b"".join(msgspec.json.encode(one) + b"\n" for one in kept))
        finally:
            os.close(descriptor)


def _name(opened: Opened) -> str:
    return content_id({"bytes": opened.capture.sha256, "origin": opened.capture.origin})
