"""Delimited text, read back by ours and by two readers that are not ours."""

import csv
import io
from pathlib import Path

import msgspec
import pyarrow.csv
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.export.tables.conftest import Desk
from tests.export.tables.test_cells import TEXTS

from onrecord.errors import BadInput
from onrecord.export.tables import ROWS, FigureRow, read_rows
from onrecord.export.tables.cells import FORMULA, restored, value_of
from onrecord.export.tables.columns import columns_of
from onrecord.export.tables.delimited import DelimitedWriter

WORDS = TEXTS.filter(bool)
MAYBE = some.none() | WORDS
ROW = some.builds(
    FigureRow,
    **{
        column.name: {
            "text": MAYBE if column.may_be_empty else WORDS,
            "whole number": (some.none() if column.may_be_empty else some.nothing()) | some.integers(0, 2**53),
            "number": (some.none() if column.may_be_empty else some.nothing()) | some.floats(-180, 180),
            "yes or no": some.booleans(),
            "list of texts": some.lists(WORDS, max_size=3).map(tuple),
        }[column.kind]
        for column in columns_of(FigureRow)
    }
    | {"measure": some.just("killed"), "civil_status": some.just("mixed"), "scope": some.just("period"), "standing": some.just("claimed")},
)


def written(rows: list[FigureRow]) -> bytes:
    stream = io.BytesIO()
    writer = DelimitedWriter(stream, FigureRow)
    for row in rows:
        writer.write(msgspec.to_builtins(row))
    writer.close()
    return stream.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(rows=some.lists(ROW, max_size=4))
def test_any_rows_are_read_back(tmp_path: Path, rows: list[FigureRow]):
    file = tmp_path / "rows.csv"
    file.write_bytes(written(rows))
    assert list(read_rows(file, FigureRow)) == rows


def test_reading_back_leaves_the_longest_cell_of_other_tables_as_it_was(tmp_path: Path):
    before, file = csv.field_size_limit(), tmp_path / "rows.csv"
    file.write_bytes(written([]))
    assert list(read_rows(file, FigureRow)) == []
    assert csv.field_size_limit() == before


@settings(max_examples=60, deadline=None)
@given(rows=some.lists(ROW, min_size=1, max_size=3))
def test_the_standard_library_finds_the_same_cells_and_no_formula(rows: list[FigureRow]):
    names = [column.name for column in columns_of(FigureRow)]
    kinds = {column.name: column.kind for column in columns_of(FigureRow)}
    head, *lines = csv.reader(io.StringIO(written(rows).decode("utf-8"), newline=""), strict=True)
    assert head == names
    for line, row in zip(lines, rows, strict=True):
        for name, cell in zip(names, line, strict=True):
            assert kinds[name] in ("number", "whole number") or not cell.startswith(tuple(FORMULA))
            assert value_of(cell, kinds[name]) == getattr(row, name)


def test_arrow_reads_the_file_of_a_case(desk: Desk):
    done = desk.export("csv")
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    every_text = pyarrow.csv.ConvertOptions(
        column_types={column.name: "string" for column in columns_of(FigureRow)}, strings_can_be_null=False
    )
    table = pyarrow.csv.read_csv(done.file, parse_options=options, convert_options=every_text)
    assert table.column_names == [column.name for column in columns_of(FigureRow)]
    assert table.num_rows == done.rows
    for found, row in zip(table.to_pylist(), read_rows(done.file, FigureRow), strict=True):
        assert restored(found["title"]) == row.title
        assert restored(found["group"]) == (row.group or "")
        assert restored(found["phrase"]) == row.phrase


def test_lines_end_as_the_standard_says_and_the_text_is_utf_8(desk: Desk):
    data = desk.export("csv", table="statements").file.read_bytes()
    assert data.endswith(b"\r\n")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8").partition("\r\n")[0].split(",") == [column.name for column in columns_of(ROWS["statements"])]


def test_a_table_of_other_columns_is_refused_by_name(desk: Desk):
    file = desk.export("csv", table="findings").file
    with pytest.raises(BadInput, match=r"out\.csv does not begin with the columns of this table"):
        list(read_rows(file, FigureRow))


def test_a_line_that_is_no_row_is_named(desk: Desk):
    file = desk.export("csv").file
    file.write_bytes(file.read_bytes().replace(b",31,31,", b",31,many,"))
    with pytest.raises(BadInput, match=r"out\.csv, line 2: this is no row of the table"):
        list(read_rows(file, FigureRow))
