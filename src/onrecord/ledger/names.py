"""What a name that a person gives means: a report's id, the beginning of one, or the beginning of a content id."""

from dataclasses import dataclass
from typing import NamedTuple

from onrecord.errors import NotFound
from onrecord.ledger.rows import Rows

SHORTEST_PREFIX = 6
"""Hexadecimal digits of a content id that are taken as one; fewer are more likely a report's own id."""

_FEW = 5
"""Names listed in a hint."""

_LONGEST_PATTERN = 50_000
"""Bytes of a pattern that SQLite compares (its SQLITE_MAX_LIKE_PATTERN_LENGTH); nothing is looked for by a longer beginning."""

_SHOWN = 200
"""Characters of a name that a message repeats."""

_HEXADECIMAL = frozenset("0123456789abcdef")


_JOINED = "FROM document JOIN reading ON reading.identity = document.identity AND reading.current"
_REPORTS = f"SELECT reading.number, document.number {_JOINED}"
"""Every report with the reading that holds of it: a copy has the reading of the report whose copy it is."""


class Found(NamedTuple):
    """A report by its numbers in the index."""

    reading: int
    document: int
    """The report that was asked for, which may be a copy of the one that was read."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a case."""

    rows: Rows

    def report(self, name: str) -> Found | None:
        """The reading that holds now of the report with exactly this id; of the latest where several have it."""
        return self._found(f"{_REPORTS} WHERE document.name = ? ORDER BY document.number DESC LIMIT 1", name)

    def readings(self, name: str) -> list[str]:
        """Content ids of the readings that hold now of every report with exactly this id, the latest first."""
        query = f"SELECT reading.id, MAX(document.number) AS latest {_JOINED} WHERE document.name = ? GROUP BY 1 ORDER BY latest DESC"
        return [identifier for identifier, _ in self.rows.all(query, (name,))]

    def report_or_beginning(self, name: str) -> Found | None:
        """The same, also by the beginning of a reading's or document's content id, or by that of one report's id alone."""
        found = self.report(name)
        if found is None and len(matches := self.content_ids(name)) == 1:
            found = self._found("SELECT number, document FROM reading WHERE id = ?", matches[0])
            found = found or self._found(f"{_REPORTS} JOIN record ON record.number = document.number WHERE record.id = ?", matches[0])
        if found is None and len(reports := self._beginning_so(name)) == 1:
            found = self.report(reports[0])
        return found

    def content_ids(self, prefix: str) -> list[str]:
        """Content ids that begin so; at most a few."""
        if len(prefix) < SHORTEST_PREFIX or not _HEXADECIMAL.issuperset(prefix):
            return []
        rows = self.rows.all("SELECT id FROM record WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (prefix, prefix + "g", _FEW))
        return [identifier for (identifier,) in rows]

    def not_found(self, name: str) -> NotFound:
        """The error for a name that leads to nothing or to several things; its hint names near ones."""
        if len(matches := self.content_ids(name)) > 1:
            return NotFound(f"Several records have an id that begins with {name}.", hint=f"They are: {_listed(matches)}.")
        if len(reports := self._beginning_so(name)) > 1:
            return NotFound(f"Several reports have an id that begins with {name}.", hint=f"They are: {_listed(reports)}.")
        near = self._like(f"%{_escaped(name)}%")
        hint = f"Did you mean {_listed(near)}?" if near else "`onrecord show` without an id lists what there is."
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]} …"
        return NotFound(f"No record has the id {shown}.", hint=hint)

    def _beginning_so(self, prefix: str) -> list[str]:
        return self._like(f"{_escaped(prefix)}%") if prefix else []

    def _like(self, pattern: str) -> list[str]:
        if len(pattern) > _LONGEST_PATTERN // 4:  # a character has four bytes at most
            return []
        query = f"SELECT DISTINCT document.name {_JOINED} WHERE document.name LIKE ? ESCAPE '\\' ORDER BY 1 LIMIT ?"
        return [name for (name,) in self.rows.all(query, (pattern, _FEW + 1))]

    def _found(self, query: str, value: str) -> Found | None:
        row = self.rows.one(query, (value,))
        return Found(*row) if row else None


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_FEW]) + (" …" if len(names) > _FEW else "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
