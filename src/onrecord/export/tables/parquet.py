"""Parquet, in groups of rows, so that no more than one group is held. Needs the extra ``tables`` (pyarrow)."""

from collections.abc import Mapping
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.tables.columns import Column, Kind, columns_of
from onrecord.records import Record

GROUP = 5_000
"""Rows of a group: some megabytes of memory, and groups that readers can pass over."""

_TYPES: dict[Kind, Any] = {
    "text": pa.string(),
    "whole number": pa.int64(),
    "number": pa.float64(),
    "yes or no": pa.bool_(),
    "list of texts": pa.list_(pa.string()),
}


class ParquetWriter:
    """Writes rows in groups."""

    def __init__(self, stream: BinaryIO, row: type[Record], named: Mapping[str, str]) -> None:
        """The stream that it writes to, which stays open; the record whose fields are the columns; what the file says of itself."""
        self._schema = pa.schema([_field(column) for column in columns_of(row)], metadata=dict(named))
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[Mapping[str, Any]] = []

    def write(self, row: Mapping[str, Any]) -> None:
        """One row, by the names of its columns."""
        self._waiting.append(row)
        if len(self._waiting) >= GROUP:
            self._write_group()

    def close(self) -> None:
        """The last group and the end of the file; the stream stays open."""
        if self._waiting:
            self._write_group()
        self._writer.close()

    def _write_group(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting.clear()


def _field(column: Column) -> Any:
    return pa.field(column.name, _TYPES[column.kind], nullable=column.may_be_empty, metadata={"description": column.says})
