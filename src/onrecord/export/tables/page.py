"""The page docs/reference/tables.md, made from the records of the formats so that it cannot drift from them."""

import inspect
import sys
from collections.abc import Iterator

from onrecord.export.tables import acled, assessed, follow_the_money, ged, geojson, hxl
from onrecord.export.tables.assessed import ClaimReview, MediaReview
from onrecord.export.tables.columns import Column, columns_of
from onrecord.export.tables.follow_the_money import PROPERTIES, SCHEMAS, Entity
from onrecord.export.tables.formats import FORMATS
from onrecord.export.tables.geojson import Feature, FeatureCollection, PlacedFigure
from onrecord.export.tables.rows import ROWS
from onrecord.records import Record

_HEAD = """# Columns of tables, and what else goes out for other programs

What each format of `onrecord export --to` writes. This page is made from the program by `python -m onrecord.export.tables.page`; a test
compares them. The same records are published as a [JSON Schema](tables.schema.json). How to export, and what protects people's names:
[Export tables](../guides/export-tables.md).

A column is never left out and never moves: later versions add columns at the end. *May be empty* says that a cell may hold nothing; a list
may have no member. A column that holds *nothing* is one that others have in theirs and that is never filled here.
"""

_REVIEW_PARTS: tuple[type[Record], ...] = (
    assessed.Organization,
    assessed.Rating,
    assessed.Claim,
    assessed.NewsArticle,
    assessed.MediaReviewItem,
    assessed.ImageObject,
)


def tables_page() -> str:
    """The page: a section for each format."""
    return _HEAD + "".join(f"\n{part}" for part in _parts())


def _parts() -> Iterator[str]:
    yield f"## Formats\n\n{_formats()}"
    for table, row in ROWS.items():
        yield f"## csv, parquet: {table}\n\n{_body(row)}\n\n{_table(row)}"
    yield f"## hxl\n\n{_module(hxl)}\n\n{_table(hxl.HxlRow)}"
    yield f"## ged\n\n{_module(ged)}\n\n{_table(ged.GedRow)}"
    kinds = "\n".join(f"| {kind} | {event} | {narrower or '–'} |" for kind, (event, narrower) in acled.TYPES.items())
    types = f"| reported as | event_type | sub_event_type |\n|---|---|---|\n{kinds}\n"
    yield f"## acled\n\n{_module(acled)}\n\n{_table(acled.AcledRow)}\n{types}"
    added = [column for column in columns_of(PlacedFigure) if column.name.startswith("point_")]
    features = "\n".join([_table(FeatureCollection), _table(Feature), f"In `properties`, besides:\n\n{_listed(added)}"])
    yield f"## geojson\n\n{_module(geojson)}\n\n{features}"
    schemas = "\n".join(f"| `{schema}` | `{name}` | {said} |" for schema, held in PROPERTIES.items() for name, said in held.items())
    actors = ", ".join(f"{kind} → {schema}" for kind, schema in SCHEMAS.items())
    properties = f"| schema | property | holds |\n|---|---|---|\n{schemas}\n"
    yield f"## ftm\n\n{_module(follow_the_money)}\n\n{_table(Entity)}\n{properties}\nActors: {actors}. Unnamed ones are left out.\n"
    yield f"## claimreview\n\n{_module(assessed)}\n\n{_table(ClaimReview)}"
    parts = "\n".join(f"{part.__name__}: {_body(part)}\n\n{_table(part)}" for part in _REVIEW_PARTS)
    yield f"## mediareview\n\n{_body(MediaReview)}\n\n{_table(MediaReview)}\n## Parts of both\n\n{parts}"


def _formats() -> str:
    lines = ["| `--to` | what | usual ending |", "|---|---|---|"]
    lines += [f"| `{name}` | {form.title} | `{form.endings[0]}` |" for name, form in FORMATS.items()]
    return "\n".join(lines) + "\n"


def _table(row: type[Record]) -> str:
    return _listed(columns_of(row))


def _listed(columns: list[Column] | tuple[Column, ...]) -> str:
    tagged = any(column.hxl for column in columns)
    lines = [f"| column |{' tag |' if tagged else ''} holds | may be empty | meaning |", f"|---|{'---|' if tagged else ''}---|---|---|"]
    for column in columns:
        tag = f" `{column.hxl}` |" if tagged else ""
        lines.append(f"| `{column.name}` |{tag} {column.kind} | {'yes' if column.may_be_empty else 'no'} | {column.says} |")
    return "\n".join(lines) + "\n"


def _body(thing: object) -> str:
    return (inspect.getdoc(thing) or "").replace("``", "`")


def _module(module: object) -> str:
    """What a module's docstring says, but for how it is made."""
    told = _body(module)
    return told.partition("\n\nWritten without the library")[0]


if __name__ == "__main__":
    sys.stdout.write(tables_page())
