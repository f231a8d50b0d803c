"""Reports go out one after another: what was written is not held, however many follow."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from tests.export.tables.conftest import market

from onrecord.export.tables import FORMATS, Asked, Consent, Material, write, written_once
from onrecord.ledger import Protection
from onrecord.records import Reading

NOBODY = Protection((), 0, 0)
LARGE = 200_000
"""Bytes that no format may wait with, of reports that give some kilobytes each."""


def reports(number: int, seen: list[int], stream: io.BytesIO) -> Iterator[tuple[str, Material]]:
    """So many reports, each made when it is asked for; notes how much was written by then."""
    for count in range(number):
        seen.append(stream.tell())
        reading = msgspec.structs.replace(market(), id=f"market {count}")
        key = f"{count:064x}"
        yield key, Material(reading, key)


@pytest.mark.parametrize("to", [name for name, form in FORMATS.items() if not form.of_assessments])
def test_rows_are_written_while_reports_still_come(to: str):
    stream, seen = io.BytesIO(), []
    number = 6_000 if to == "parquet" else 600
    done = write(reports(number, seen, stream), to, Asked(), stream, Consent(NOBODY, may=False))
    assert done.reports == number
    total = stream.tell()
    assert seen[number // 2] > total / 5, "half-way through much is written"
    assert seen[-1] > total - LARGE or to == "parquet"


def test_memory_does_not_grow_with_the_reports(tmp_path: Path):
    def peak(number: int) -> int:
        with written_once(tmp_path / f"{number}.csv") as stream:
            tracemalloc.start()
            write(_many(number), "csv", Asked(), stream, Consent(NOBODY, may=False))
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return most

    peak(10)
    few, many = peak(100), peak(2_000)
    assert many < few + LARGE, "twenty times as many reports"


def _many(number: int) -> Iterator[tuple[str, Material]]:
    reading: Reading = market()
    for count in range(number):
        key = f"{count:064x}"
        yield key, Material(msgspec.structs.replace(reading, id=f"market {count}"), key)
