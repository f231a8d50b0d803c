"""The formats by name: what each makes of a report, and what writes it."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal, Protocol

import msgspec

from onrecord.errors import WrongUse
from onrecord.export.tables.acled import AcledRow, acled_rows
from onrecord.export.tables.assessed import CONTEXT, claim_reviews, media_reviews
from onrecord.export.tables.consent import Consent
from onrecord.export.tables.delimited import DelimitedWriter
from onrecord.export.tables.follow_the_money import entities
from onrecord.export.tables.ged import GedRow, ged_rows
from onrecord.export.tables.geojson import NOTE, features
from onrecord.export.tables.hxl import HxlRow, hxl_rows
from onrecord.export.tables.json_text import LinesWriter, ListWriter
from onrecord.export.tables.material import Material
from onrecord.export.tables.rows import ROWS, Table, plain_rows
from onrecord.records import Record

VERSION = "1.0"
"""Of the columns; raised in its first part when a reader of the old ones would misread the new."""

FormatName = Literal["csv", "parquet", "geojson", "ged", "acled", "hxl", "ftm", "claimreview", "mediareview"]

_PARQUET = "onrecord.export.tables.parquet"


class Writer(Protocol):
    """Writes objects of plain JSON types one after another to a stream."""

    def write(self, item: Mapping[str, Any], /) -> None:
        """One object."""

    def close(self) -> None:
        """Write what waits; the stream stays open."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a format."""

    table: Table = "figures"
    publisher: str = ""
    """Who answers for reviews."""


@dataclass(frozen=True)
class Format:
    """One format."""

    title: str
    endings: tuple[str, ...]
    """What names of its files end in, the usual one first."""
    makes: Callable[[Material, Asked], Iterable[Record]]
    opens: Callable[[BinaryIO, Asked], Writer]
    of_tables: bool = False
    """Whether it writes any of the plain tables."""
    of_assessments: bool = False
    """Whether it writes what people agreed on, and nothing else."""


def _parquet(stream: BinaryIO, asked: Asked) -> Writer:
    try:
        module = importlib.import_module(_PARQUET)  # only who writes Parquet needs the extra, and it is slow to load
    except ModuleNotFoundError as error:
        raise WrongUse(f"Parquet needs a package that is not installed ({error.name})", hint="pip install 'onrecord[tables]'") from error
    named = {"onrecord.table": asked.table, "onrecord.version": VERSION}
    writer: Writer = module.ParquetWriter(stream, ROWS[asked.table], named)
    return writer


def _reviews(stream: BinaryIO, _: Asked) -> Writer:
    return ListWriter(stream, {"@context": CONTEXT}, "@graph")


def _collection(stream: BinaryIO, _: Asked) -> Writer:
    return ListWriter(stream, {"type": "FeatureCollection", "note": NOTE}, "features")


FORMATS: dict[FormatName, Format] = {
    "csv": Format(
        title="Delimited text (RFC 4180, UTF-8)",
        endings=(".csv",),
        makes=lambda material, asked: plain_rows(material, asked.table),
        opens=lambda stream, asked: DelimitedWriter(stream, ROWS[asked.table]),
        of_tables=True,
    ),
    "parquet": Format(
        title="Parquet",
        endings=(".parquet",),
        makes=lambda material, asked: plain_rows(material, asked.table),
        opens=_parquet,
        of_tables=True,
    ),
    "geojson": Format(
        title="GeoJSON (RFC 7946)",
        endings=(".geojson", ".json"),
        makes=lambda material, _: features(material),
        opens=_collection,
    ),
    "ged": Format(
        title="Rows with the columns of UCDP GED",
        endings=(".csv",),
        makes=lambda material, _: ged_rows(material),
        opens=lambda stream, _: DelimitedWriter(stream, GedRow),
    ),
    "acled": Format(
        title="Rows with the columns of ACLED",
        endings=(".csv",),
        makes=lambda material, _: acled_rows(material),
        opens=lambda stream, _: DelimitedWriter(stream, AcledRow),
    ),
    "hxl": Format(
        title="Delimited text with HXL tags",
        endings=(".csv",),
        makes=lambda material, _: hxl_rows(material),
        opens=lambda stream, _: DelimitedWriter(stream, HxlRow, tags=True),
    ),
    "ftm": Format(
        title="FollowTheMoney entities",
        endings=(".ftm.json", ".jsonl"),
        makes=lambda material, _: entities(material),
        opens=lambda stream, _: LinesWriter(stream),
    ),
    "claimreview": Format(
        title="ClaimReview (schema.org)",
        endings=(".jsonld", ".json"),
        makes=lambda material, asked: claim_reviews(material, asked.publisher),
        opens=_reviews,
        of_assessments=True,
    ),
    "mediareview": Format(
        title="MediaReview (schema.org)",
        endings=(".jsonld", ".json"),
        makes=lambda material, asked: media_reviews(material, asked.publisher),
        opens=_reviews,
        of_assessments=True,
    ),
}
"""Every format by the name that ``--to`` takes."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    reports: int
    rows: int
    """Rows, features, entities or reviews."""


def write(materials: Iterator[tuple[str, Material]], name: FormatName, asked: Asked, stream: BinaryIO, consent: Consent) -> Written:
    """Write a format, report by report; nothing of a report is held after it.

    Args:
        materials: the reports, each with the content id of its reading.
        name: of the format.
        asked: what is asked of it.
        stream: where it goes; stays open.
        consent: what every object passes.

    Raises:
        WrongUse: a package is missing, or names would go out and nobody said that they may.
    """
    form = FORMATS[name]
    writer = form.opens(stream, asked)
    reports = rows = 0
    try:
        for reading, material in materials:
            reports += 1
            consent.check_report(reading)
            for item in form.makes(material, asked):
                writer.write(consent.passed(msgspec.to_builtins(item)))
                rows += 1
    except BaseException:
        with suppress(Exception):  # the file goes, but a writer that stays open would write into it later
            writer.close()
        raise
    writer.close()
    return Written(reports=reports, rows=rows)
