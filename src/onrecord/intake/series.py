"""A reference series out of a table: the columns a person chose, checked line by line."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from onrecord.errors import BadInput
from onrecord.intake.capture import printable, unusable
from onrecord.intake.dates import read_date
from onrecord.intake.encoding import decode
from onrecord.intake.people import MOST_PEOPLE, NUMBER_KIND, fault_of_number
from onrecord.records import Issue, Point, ReferenceSeries
from onrecord.records.vocabulary import IssueOutcome, Measure, members

FILE_BYTES = 64 * 1024 * 1024
"""Largest table that is read: a day's line of 200 bytes makes 900 years."""

TOLD_EACH = 20
"""Faults of one kind that are told line by line: each is an entry of the log, and a table with a fault on every line has one fault."""

_NOT_REPORTED = frozenset({"", "-", "–", "—", "na", "n/a", "nan", "null", "none", "missing", "."})
_UNREAD = {
    "impossible": ("date.impossible", "is not a date that exists"),
    "unknown": ("date.unknown", "is not a date of a form we know (YYYY-MM-DD)"),
}
"""Why a date gave no day: issue code and words."""
_GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f'’]\d{3})+")
_WHOLE = re.compile(r"(\d{1,15})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    day: str
    cells: Mapping[str, str]


@dataclass
class _Table:
    """A table's header and data lines, with the file for messages."""

    file: Path
    columns: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    further: dict[tuple[str, IssueOutcome], list[int]] = field(default_factory=dict)
    """Code and outcome to the lines that have it: those beyond the first few are told together."""

    def remark(self, code: str, line: int, message: str, outcome: IssueOutcome = "recorded") -> None:
        lines = self.further.setdefault((code, outcome), [])
        lines.append(line)
        if len(lines) <= TOLD_EACH:
            self.issues.append(Issue(code=code, outcome=outcome, where=f"{self.file}, line {line}", message=message))

    def told(self) -> Iterator[Issue]:
        """What was noticed; of a kind that is on many lines, the first few, and how many more there are."""
        yield from self.issues
        for (code, outcome), lines in self.further.items():
            if more := sorted(lines[TOLD_EACH:]):
                are = "1 more line has" if len(more) == 1 else f"{len(more):,} more lines have"
                message = f"{are} the same fault ({code}), from this one to line {more[-1]:,}; they are not named one by one."
                yield Issue(code=code, outcome=outcome, where=f"{self.file}, line {more[0]}", message=message)

    def refuse(self, code: str, line: int, message: str) -> None:
        """Of this line nothing is taken."""
        self.remark(code, line, message, "refused")


def read_reference(
    file: Path,
    *,
    date: str,
    measures: Mapping[str, str],
    group: str,
    place: str,
    source: str,
    lows: Mapping[str, str] | None = None,
    highs: Mapping[str, str] | None = None,
) -> tuple[tuple[ReferenceSeries, ...], tuple[Issue, ...]]:
    """Read one cumulative series for each measure from a table (CSV with any delimiter, encoding and line ends).

    Cells that were not reported are left out, not read as a value: empty cells and the usual marks ("-", "n/a" …), and
    zeroes when an earlier day has a positive value (a running total does not return to nothing) or when they stand at
    the start of the series and its first positive value is on a later day (counting had not begun). A column of zeroes
    only is kept as it is. A total that falls is kept too, since published series are corrected, and is said
    (``series.falls``). How many cells of a column were left out is said (``series.not-reported``). A line whose date or
    number cannot be read is left out and said.

    Args:
        file: the table; its first line names the columns.
        date: the column of as-of days (YYYY-MM-DD, or written out in English).
        measures: measure → column.
        group: who is counted, in the words used for comparison.
        place: where.
        source: whose account it is.
        lows: measure → column of the least number that the source takes for possible, where it gives one (UCDP's ``low``, say).
        highs: measure → column of the greatest. Bounds that do not hold the value between them are left out and said.

    Returns:
        The series in the order of ``measures``, and what was noticed.

    Raises:
        BadInput: the file cannot be read, a column is missing, a measure is unknown, or nothing usable is left.
    """
    for measure in measures:
        if measure not in members(Measure):
            raise BadInput(f"There is no measure {measure!r}.", hint=f"Measures are: {', '.join(members(Measure))}.")
    for role, words in (("group", group), ("place", place), ("source", source)):
        if not words.strip() or printable(words) != words:
            raise BadInput(f"The {role} {words!r} is no name.", hint="Say in words who is counted, where, and whose account it is.")
    if not measures:
        raise BadInput("No measure was named.", hint="Name at least one, as in --measure killed=COLUMN.")
    table = _table(file)
    bounds = [dict(given or {}) for given in (lows, highs)]
    for measure in (measure for given in bounds for measure in given if measure not in measures):
        raise BadInput(f"There are bounds for {measure!r}, which has no column.", hint=f"Name one, as in --measure {measure}=COLUMN.")
    for column in (date, *measures.values(), *(column for given in bounds for column in given.values())):
        _require(table, column)
    rows = _dated(table, date)
    series = tuple(
        ReferenceSeries(
            id=_identifier(measure, group, place, source),
            measure=cast(Measure, measure),
            group=group,
            place=place,
            source=source,
            points=_bounded(table, rows, _points(table, rows, column), [given.get(measure) for given in bounds]),
            origin=printable(str(file)),
            column=column,
        )
        for measure, column in measures.items()
    )
    return series, tuple(table.told())


def _table(file: Path) -> _Table:
    if (issue := unusable(file, str(file))) and issue.code == "file.special" and not file.is_dir():
        raise BadInput(f"{file} is a pipe or a device, no file.", hint="Copy what it gives to a file, and name that.")
    try:
        if file.stat().st_size > FILE_BYTES:
            raise BadInput(f"{file} has more than {FILE_BYTES:,} bytes.", hint="Keep only the columns of the series.")
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput(f"{file} could not be read: {reason}.", hint="Check the path and the permissions.") from error
    decoded = decode(data, str(file))
    table = _Table(file=file, columns=[], issues=list(decoded.issues))
    lines = _lines(decoded.text, table)
    number, columns = next(lines, (0, []))
    if not number:
        if table.issues:
            raise BadInput(f"{file} holds no line that can be read.", hint=_first_issue(table))
        raise BadInput(f"{file} is empty.", hint="The first line must name the columns.")
    table.columns.extend(column.strip() for column in columns)
    table.rows.extend(lines)
    return table


def _lines(text: str, table: _Table) -> Iterator[tuple[int, list[str]]]:
    """Lines that are not blank, split into cells, with their numbers; those that cannot be split are left out and said."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"The line cannot be split into cells ({error}); it was left out. Check its quotation marks."
            table.refuse("series.ragged", number, message)
            continue
        if any("\x00" in cell for cell in cells):
            table.refuse("text.control", number, "The line holds NUL characters, as no table of text does; it was left out.")
        elif any(cell.strip() for cell in cells):
            yield number, cells


def _delimiter(text: str) -> str:
    """The separator that stands most often in the first line that is not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))


def _require(table: _Table, column: str) -> None:
    found = table.columns.count(column)
    if found == 0:
        there = ", ".join(name or "(no name)" for name in table.columns)
        raise BadInput(f"{table.file} has no column {column!r}.", hint=f"Its columns are: {there}.")
    if found > 1:
        raise BadInput(f"{table.file} has {found} columns {column!r}.", hint="Give each column a name of its own.")


def _dated(table: _Table, column: str) -> list[_Row]:
    """Lines with a day of their own, in order of day."""
    rows: dict[str, _Row] = {}
    for line, cells in table.rows:
        if len(cells) > len(table.columns):
            table.refuse("series.ragged", line, f"The line has {len(cells)} cells for {len(table.columns)} columns and was left out.")
            continue
        named = dict(zip(table.columns, [*cells, *[""] * (len(table.columns) - len(cells))], strict=True))
        stated = named[column].strip()
        read = read_date(stated)
        day = read.day
        if day is None:
            code, reason = _UNREAD[read.outcome]
            table.refuse(code, line, f"{stated[:40]!r} in column {column!r} {reason}; the line was left out.")
        elif day in rows:
            message = f"{day} stood on line {rows[day].line} already; the first is kept, this line was left out."
            table.refuse("series.repeated-date", line, message)
        else:
            rows[day] = _Row(line, day, named)
    return [rows[day] for day in sorted(rows)]


def _points(table: _Table, rows: list[_Row], column: str) -> tuple[Point, ...]:
    values = [(row, value) for row in rows if (value := _value(table, row, column)) is not None]
    blank = [row.line for row in rows if _is_blank(row.cells[column])]
    any_positive = any(value > 0 for _, value in values)
    zeroes = [row.line for row, value in values if value == 0 and any_positive]
    _say_left_out(table, column, blank, zeroes)
    points: list[Point] = []
    highest = 0
    fallen = False
    for row, value in values:
        if value == 0 and any_positive:
            continue  # before the first positive value: not yet reported; after it: not reported that day
        if value < highest and not fallen:
            message = (
                f"The total in column {column!r} falls from {highest:,} to {value:,} on {row.day}: a correction by its source, or an"
                " error in the table. The values are kept as they are; later falls are not named."
            )
            table.remark("series.falls", row.line, message)
            fallen = True
        highest = max(highest, value)
        points.append(Point(date=row.day, value=value))
    if not points:
        raise BadInput(f"{table.file}: column {column!r} holds no number of people on any day that can be read.", hint=_first_issue(table))
    return tuple(points)


def _bounded(table: _Table, rows: list[_Row], points: tuple[Point, ...], columns: list[str | None]) -> tuple[Point, ...]:
    """The points with the bounds that stand in two columns, of which either may be missing."""
    if columns == [None, None]:
        return points
    by_day = {row.day: row for row in rows}
    found = []
    for point in points:
        row = by_day[point.date]
        low, high = (_value(table, row, column, lost="this bound was left out") if column else None for column in columns)
        if (low is not None and low > point.value) or (high is not None and high < point.value):
            stated = f"from {'nothing said' if low is None else f'{low:,}'} to {'nothing said' if high is None else f'{high:,}'}"
            message = f"The bounds {stated} do not hold the value {point.value:,} of {point.date} between them; they were left out."
            table.remark("series.bounds", row.line, message)
            low = high = None
        found.append(Point(date=point.date, value=point.value, low=low, high=high))
    return tuple(found)


def _value(table: _Table, row: _Row, column: str, *, lost: str = "this day was left out") -> int | None:
    """The number of people in a cell; None where none was reported or none can be read (said)."""
    cell = row.cells[column].strip()
    if _is_blank(cell):
        return None
    plain = re.sub(r"\D", "", cell) if _GROUPED.fullmatch(cell) else cell
    if (match := _WHOLE.fullmatch(plain)) and int(match.group(1)) <= MOST_PEOPLE:
        return int(match.group(1))
    code, reason = fault_of_number(plain) or (NUMBER_KIND, "is no whole number of people")
    table.refuse(code, row.line, f"{cell[:40]!r} in column {column!r} {reason}; {lost}.")
    return None


def _is_blank(cell: str) -> bool:
    """Whether a cell says by itself that nothing was reported."""
    return cell.strip().casefold() in _NOT_REPORTED


def _say_left_out(table: _Table, column: str, blank: list[int], zeroes: list[int]) -> None:
    """One remark a column, at the first line of which no value was taken."""
    said = []
    if blank:
        said.append(f"{_cells(blank)} (empty, or a mark for none)")
    if zeroes:
        said.append(f"{_cells(zeroes)} (0, where the total stands above it on another day)")
    if said:
        message = f"Column {column!r} reports nothing in {' and in '.join(said)}; these days were left out, not read as a value."
        table.remark("series.not-reported", min(blank + zeroes), message)


def _cells(lines: list[int]) -> str:
    return f"1 cell, on line {lines[0]}" if len(lines) == 1 else f"{len(lines):,} cells, the first on line {min(lines)}"


def _first_issue(table: _Table) -> str | None:
    if not table.issues:
        return None
    first = table.issues[0]
    return f"First fault: {first.where}: {first.message}"


def _identifier(measure: str, group: str, place: str, source: str) -> str:
    """The name under which a later version of the same series supersedes this one.

    Names that differ in more than capitals and spaces have different ones: what the readable form cannot hold ("S-1" beside
    "S 1", marks, signs) goes into a short hash behind it.
    """
    parts = [" ".join(part.casefold().split()) for part in (measure, group, place, source)]
    readable = [re.sub(r"[^\w]+", "-", part).strip("-") or "-" for part in parts]
    name = "/".join(readable)
    if [part.replace(" ", "-") for part in parts] == readable and not any("-" in part for part in parts):
        return name
    return f"{name}~{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:8]}"
