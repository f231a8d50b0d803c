"""What a name that a person gives means: a report's id, the beginning of one, or the beginning of a content id."""

from dataclasses import dataclass

from onrecord.errors import NotFound
from onrecord.ledger.rows import Rows

SHORTEST_PREFIX = 6
"""Hexadecimal digits of a content id that are taken as one; fewer are more likely a report's own id."""

_FEW = 5
"""Names listed in a hint."""

_HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a case."""

    rows: Rows

    def report(self, name: str) -> int | None:
        """The number of the reading that holds now of the report with exactly this id; the latest where several have it."""
        return self._number("SELECT number FROM reading WHERE name = ? AND current ORDER BY number DESC LIMIT 1", name)

    def report_or_beginning(self, name: str) -> int | None:
        """The same, also by the beginning of a reading's or document's content id, or by that of one report's id alone."""
        number = self.report(name)
        if number is None and len(matches := self.content_ids(name)) == 1:
            number = self._number(_BY_CONTENT_ID, matches[0], matches[0])
        if number is None and len(reports := self._beginning_so(name)) == 1:
            number = self.report(reports[0])
        return number

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
        return NotFound(f"No record has the id {name}.", hint=hint)

    def _beginning_so(self, prefix: str) -> list[str]:
        return self._like(f"{_escaped(prefix)}%") if prefix else []

    def _like(self, pattern: str) -> list[str]:
        query = "SELECT DISTINCT name FROM reading WHERE name LIKE ? ESCAPE '\\' AND current ORDER BY name LIMIT ?"
        return [name for (name,) in self.rows.all(query, (pattern, _FEW + 1))]

    def _number(self, query: str, *values: str) -> int | None:
        row = self.rows.one(query, values)
        return row[0] if row else None


_BY_CONTENT_ID = """
    SELECT reading.number FROM reading JOIN record AS source ON source.number = reading.document
    WHERE reading.id = ? OR (source.id = ? AND current) ORDER BY reading.number DESC LIMIT 1
"""


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_FEW]) + (" …" if len(names) > _FEW else "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
