"""Which originals a log says are kept: those that a record of where they were obtained names, and that no entry erased since.

Backups and restorations ask the same question, so it is answered here for both (docs/reference/custody-format).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.ledger.entries import Entry, EntryType, KeptErasure, read_record_line
from onrecord.ledger.publisher import Publisher
from onrecord.records import Capture, decode

SPEAKING: frozenset[EntryType] = frozenset({"capture", "erase"})
"""Types of the entries whose records name originals."""


@dataclass
class Originals:
    """What the records of a log say of its originals; they are handed in in the order of their entries, those without that were erased."""

    _captured: dict[str, int] = field(default_factory=dict)
    """SHA-256 of originals, each with the last entry that captured it."""
    _erased: dict[str, int] = field(default_factory=dict)
    """The same with the last entry that says that its bytes were erased."""
    _forgotten: bool = False
    """Whether others were erased of which not even the hash may stay."""

    def take(self, kind: str, sequence: int, body: bytes) -> None:
        """Take in the record of an entry; one of another type says nothing.

        Raises:
            msgspec.DecodeError: it is no record of its type.
        """
        if kind == "capture":
            self._captured[decode(body, Capture).sha256] = sequence
        elif kind == "erase":
            kept = decode(body, KeptErasure)
            self._erased |= dict.fromkeys(kept.originals, sequence)
            self._forgotten = self._forgotten or bool(kept.forgotten)

    def expected(self) -> Iterator[str]:
        """SHA-256 of the originals that must be there, in the order in which they were first captured."""
        return filter(self.is_kept, self._captured)

    def is_kept(self, digest: str) -> bool:
        """Whether an original with this hash must be there. What lies in a case without, belongs to nothing the log speaks of."""
        return self._captured.get(digest, -1) > self._erased.get(digest, -1)

    def is_gone(self, digest: str) -> bool:
        """Whether the bytes with this hash may stay nowhere: they were erased and not captured since, or no record names them any more
        and some were erased of which not even the hash is known."""
        captured = self._captured.get(digest, -1)
        return captured < self._erased.get(digest, -1) or (self._forgotten and captured < 0)


def said_by(publisher: Publisher) -> Originals:
    """What a log says of originals, whose lines are the records that its entries name, in their order."""
    found, lines = Originals(), publisher.records.lines()
    for _, body in publisher.entries():
        entry = decode(body, Entry)
        for _, (_, line) in zip(entry.generated, lines, strict=False):
            if entry.type in SPEAKING and (logged := read_record_line(line)).erased is None:
                found.take(entry.type, entry.sequence, bytes(logged.record))
    return found
