"""What a name that a person gives means: a report's id, the beginning of one, or the beginning of a content id."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select

from onrecord.errors import NotFound
from onrecord.ledger.index import KEYS, Connection
from onrecord.ledger.index.tables import DOCUMENT, READING, RECORD

SHORTEST_PREFIX = 6
"""Hexadecimal digits of a content id that are taken as one; fewer are more likely a report's own id."""

_FEW = 5
"""Names listed in a hint."""

_LONGEST_PATTERN = 50_000
"""Bytes of a pattern that SQLite compares (its SQLITE_MAX_LIKE_PATTERN_LENGTH); nothing is looked for by a longer beginning."""

_SHOWN = 200
"""Characters of a name that a message repeats."""

_HEXADECIMAL = frozenset("0123456789abcdef")


_JOINED = DOCUMENT.join(READING, (READING.c.identity == DOCUMENT.c.identity) & (READING.c.current == 1))
"""Every report with the reading that holds of it: a copy has the reading of the report whose copy it is."""
_CALLED = DOCUMENT.c.name == bindparam("asked")
_REPORTS = select(READING.c.number, DOCUMENT.c.number).select_from(_JOINED)
_REPORT = _REPORTS.where(_CALLED).order_by(DOCUMENT.c.number.desc()).limit(1)
_REPORT_OF_DOCUMENT = _REPORTS.join(RECORD, RECORD.c.number == DOCUMENT.c.number).where(RECORD.c.id == bindparam("asked"))
_REPORT_OF_READING = select(READING.c.number, READING.c.document).where(READING.c.id == bindparam("asked"))
_STILL = _REPORTS.where(READING.c.number == bindparam("reading"), DOCUMENT.c.number == bindparam("document"))
_LATEST = func.max(DOCUMENT.c.number)
_READINGS = select(READING.c.id, _LATEST).select_from(_JOINED).where(_CALLED).group_by(READING.c.id).order_by(_LATEST.desc())
_KINDS = select(RECORD.c.id, RECORD.c.type).where(RECORD.c.id.in_(KEYS)).order_by(RECORD.c.number)
_IDS = select(RECORD.c.id).where(RECORD.c.id >= bindparam("first"), RECORD.c.id < bindparam("end")).order_by(RECORD.c.id).limit(_FEW)
_LIKE = (
    select(DOCUMENT.c.name)
    .distinct()
    .select_from(_JOINED)
    .where(DOCUMENT.c.name.ilike(bindparam("pattern"), escape="\\"))  # letters of ASCII alike, great or small
    .order_by(DOCUMENT.c.name)
    .limit(_FEW + 1)
)


class Ambiguous(NotFound):
    """A name may mean a report, and something else."""


class Found(NamedTuple):
    """A report by its numbers in the index."""

    reading: int
    document: int
    """The report that was asked for, which may be a copy of the one that was read."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a case."""

    index: Connection

    def report(self, name: str) -> Found | None:
        """The reading that holds now of the report with exactly this id; of the latest where several have it."""
        return self._found(_REPORT, name)

    def readings(self, name: str) -> list[str]:
        """Content ids of the readings that hold now of every report with exactly this id, the latest first."""
        return [identifier for identifier, _ in self.index.all(_READINGS, {"asked": name})]

    def report_or_beginning(self, name: str, *, or_record: bool = False) -> Found | None:
        """The same, also by the beginning of a reading's or document's content id, or by that of one report's id alone.

        Args:
            name: what a person gave.
            or_record: whether a record of any other kind might be meant as well.

        Raises:
            Ambiguous: it is both what a report is called and the beginning of a content id, of something else.
        """
        found, matches = self.report(name), self.content_ids(name)
        reports = [name] if found else self._beginning_so(name)
        by_id = {match: self._report_with(match) for match in matches}
        others = [match for match, other in by_id.items() if (other is not None or or_record) and not _is_same(other, found)]
        if reports and others:
            raise self._ambiguous(name, reports, others)
        if found is not None:
            return found
        if len(matches) == 1:
            return by_id[matches[0]]
        return self.report(reports[0]) if len(reports) == 1 else None

    def known(self, name: str) -> Found:
        """The same of a report or reading that must be there.

        Raises:
            NotFound: it is not; the hint names near ones, or those that a name may mean.
        """
        if (found := self.report_or_beginning(name)) is None:
            raise self.not_found(name)
        return found

    def known_reading(self, identifier: str) -> Found:
        """The report that a reading was made of, by the reading's whole content id: no report's id is taken for it.

        Raises:
            NotFound: there is none.
        """
        if (found := self._found(_REPORT_OF_READING, identifier)) is None:
            raise self.not_found(identifier)
        return found

    def is_there(self, found: Found) -> bool:
        """Whether the index leads to a report that was found, still."""
        return self.index.one(_STILL, found._asdict()) is not None

    def content_ids(self, prefix: str) -> list[str]:
        """Content ids that begin so; at most a few."""
        if len(prefix) < SHORTEST_PREFIX or not _HEXADECIMAL.issuperset(prefix):
            return []
        return [identifier for (identifier,) in self.index.all(_IDS, {"first": prefix, "end": prefix + "g"})]

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

    def _ambiguous(self, name: str, reports: list[str], others: list[str]) -> Ambiguous:
        """The error for what may be a report's id, or its beginning, and the beginning of a content id of something else."""
        listed = ", ".join(f"the {kind} {identifier}" for identifier, kind in self.index.all(_KINDS, {"keys": others}))
        if reports == [name]:
            is_report = "is the id of a report"
            called = ", ".join(f"the report {one}" for one in self.readings(name)[:_FEW])
        else:
            is_report, called = "is the beginning of a report's id", f"the report {_listed(reports)}"
        message = f"{name} {is_report} and the beginning of the content id of something else."
        return Ambiguous(message, hint=f"Name the one that is meant in full: {called}; {listed}.")

    def _report_with(self, identifier: str) -> Found | None:
        """The report whose reading or document has a content id."""
        return self._found(_REPORT_OF_READING, identifier) or self._found(_REPORT_OF_DOCUMENT, identifier)

    def _beginning_so(self, prefix: str) -> list[str]:
        return self._like(f"{_escaped(prefix)}%") if prefix else []

    def _like(self, pattern: str) -> list[str]:
        if len(pattern) > _LONGEST_PATTERN // 4:  # a character has four bytes at most
            return []
        return [name for (name,) in self.index.all(_LIKE, {"pattern": pattern})]

    def _found(self, question: Select[Any], asked: str) -> Found | None:
        row = self.index.one(question, {"asked": asked})
        return Found(*row) if row else None


def _is_same(other: Found | None, found: Found | None) -> bool:
    return other is not None and found is not None and other.reading == found.reading


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_FEW]) + (" …" if len(names) > _FEW else "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
