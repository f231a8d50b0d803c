"""Delimited text: RFC 4180, UTF-8, one line of column names, no cell that a program takes for a formula (``cells``)."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from onrecord.errors import BadInput
from onrecord.export.tables.cells import cell_of, value_of
from onrecord.export.tables.columns import Column, columns_of
from onrecord.records import Record

T = TypeVar("T", bound=Record)

_LONGEST_CELL = 2**31 - 1
"""Characters: a statement may be as long as its report."""


class DelimitedWriter:
    """Writes rows one after another; nothing of a row is held after it."""

    def __init__(self, stream: BinaryIO, row: type[Record], *, tags: bool = False) -> None:
        """The stream that it writes to, which stays open, and the record whose fields are the columns.

        ``tags``: a second line has the HXL tag of each column.
        """
        self._text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
        self._columns = columns_of(row)
        self._writer = csv.writer(self._text)
        self._writer.writerow([column.name for column in self._columns])
        if tags:
            self._writer.writerow([column.hxl for column in self._columns])

    def write(self, row: Mapping[str, Any]) -> None:
        """One row, by the names of its columns."""
        self._writer.writerow([cell_of(row[column.name]) for column in self._columns])

    def close(self) -> None:
        """Write out what waits; the stream stays open."""
        self._text.flush()
        self._text.detach()


def read_rows(file: Path, row: type[T], *, tags: bool = False) -> Iterator[T]:
    """The rows of a file that ``DelimitedWriter`` wrote, as the records that they were, but for characters that no cell holds.

    Args:
        file: its path.
        row: the record whose fields are the columns.
        tags: a second line has HXL tags.

    Raises:
        BadInput: it has other columns, or a line that cannot be such a record.
    """
    columns = columns_of(row)
    limit = csv.field_size_limit(_LONGEST_CELL)  # which holds for the whole process
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            lines = csv.reader(opened, strict=True)
            heads = [[column.name for column in columns], *([[column.hxl for column in columns]] if tags else [])]
            for head in heads:
                if next(lines, None) != head:
                    raise BadInput(
                        f"{file} does not begin with the columns of this table", hint="the columns are listed in docs/reference/tables"
                    )
            for cells in lines:
                yield _row(cells, columns, row, f"{file}, line {lines.line_num}")
    finally:
        csv.field_size_limit(limit)


def _row(cells: list[str], columns: tuple[Column, ...], row: type[T], where: str) -> T:
    try:
        named = {column.name: value_of(cell, column.kind) for column, cell in zip(columns, cells, strict=True)}
        return msgspec.convert(named, row)
    except (ValueError, KeyError) as error:
        raise BadInput(f"{where}: this is no row of the table ({error})", hint="export the table again") from error
