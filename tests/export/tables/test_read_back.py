"""Every format, read back by a library that is not ours, and held against its published schema."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet
import pytest
from jsonschema import Draft202012Validator
from tests.export.tables.conftest import Desk, market

from onrecord.export.tables import FORMATS, ROWS, Asked, Material, material_of, read_rows
from onrecord.export.tables.acled import AcledRow, acled_rows
from onrecord.export.tables.columns import columns_of
from onrecord.export.tables.follow_the_money import entities
from onrecord.export.tables.ged import GedRow, ged_rows
from onrecord.export.tables.hxl import HxlRow
from onrecord.export.tables.rows import plain_rows
from onrecord.export.tables.schema import WHOLE, tables_schema
from onrecord.ledger import View

SCHEMA = tables_schema()
DELIMITED = {"ged": GedRow, "acled": AcledRow, "hxl": HxlRow}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$schema": SCHEMA["$schema"], "$defs": SCHEMA["$defs"], **SCHEMA["properties"][name]})


def faults(name: str, value: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(value)]


def expected(desk: Desk, to: str, table: str = "figures") -> list[dict[str, Any]]:
    """What the format makes of the case, as plain JSON types."""
    with View.open(desk.case) as view:
        made = (
            item for one in view.reports() for item in FORMATS[to].makes(material_of(one), Asked(table=table, publisher="Ostvale Desk"))
        )
        return [json.loads(msgspec.json.encode(item)) for item in made]


@pytest.mark.parametrize("table", ROWS)
def test_plain_tables_are_read_back_from_csv_and_parquet(desk: Desk, table: str):
    with View.open(desk.case) as view:
        rows = [row for one in view.reports() for row in plain_rows(material_of(one), table)]
    assert rows
    assert list(read_rows(desk.export("csv", table=table).file, ROWS[table])) == rows
    held = pyarrow.parquet.read_table(desk.export("parquet", table=table).file)
    assert [msgspec.convert(row, ROWS[table]) for row in held.to_pylist()] == rows
    assert held.schema.metadata == {b"onrecord.table": table.encode(), b"onrecord.version": b"1.0"}
    assert {field.name: field.nullable for field in held.schema} == {one.name: one.may_be_empty for one in columns_of(ROWS[table])}
    assert [found for row in rows for found in faults(f"row of {table}", json.loads(msgspec.json.encode(row)))] == []


@pytest.mark.parametrize("to", DELIMITED)
def test_rows_for_other_data_sets_are_read_back(desk: Desk, to: str):
    done = desk.export(to)
    rows = list(read_rows(done.file, DELIMITED[to], tags=to == "hxl"))
    plain = [json.loads(msgspec.json.encode(row)) for row in rows]
    assert plain == expected(desk, to)
    assert plain
    assert [found for row in plain for found in faults(f"row of {to}", row)] == []
    head, *lines = csv.reader(io.StringIO(done.file.read_text("utf-8"), newline=""), strict=True)
    assert head == [column.name for column in columns_of(DELIMITED[to])]
    assert {len(line) for line in lines} == {len(head)}


def test_the_line_of_tags_is_one_that_tools_for_hxl_take(desk: Desk):
    with desk.export("hxl").file.open(encoding="utf-8", newline="") as opened:
        head, tags, first, *_ = csv.reader(opened)
    assert all(re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", tag) for tag in tags)
    assert len(set(tags)) == len(tags) == len(head)
    row = dict(zip(tags, first, strict=True))
    assert (row["#affected+killed+min"], row["#affected+injured+min"], row["#loc+name"], row["#geo+lat"]) == ("31", "", "Ostrel", "-3.25")


def test_a_map_is_read_back(desk: Desk):
    collection = json.loads(desk.export("geojson").file.read_bytes())
    assert faults("geojson", collection) == []
    assert collection["features"] == expected(desk, "geojson")
    assert "never of homes" in collection["note"]
    points = {feature["id"].partition(":")[2]: feature for feature in collection["features"] if feature["properties"]["report"] == "market"}
    assert points["i1"]["geometry"] == {"type": "Point", "coordinates": [60.5, -3.25]}, "longitude first (RFC 7946, section 3.1.1)"
    assert points["i1"]["properties"]["point_is"] == "named place"
    assert points["f1"]["properties"]["point_from"] == "GeoNames"


def test_where_no_point_is_known_or_two_are_a_feature_has_none(desk: Desk):
    features = json.loads(desk.export("geojson", "quay.txt").file.read_bytes())["features"]
    assert len(features) == 4
    assert [feature["geometry"] for feature in features] == [None] * 4
    properties = [feature["properties"] for feature in features]
    assert {name: {one[name] for one in properties} for name in ("latitude", "point_is", "point_from", "point_step")} == {
        "latitude": {None},
        "point_is": {None},
        "point_from": {None},
        "point_step": {None},
    }
    assert {one["country"] for one in properties} == {None}, "of two places of that name neither is chosen"


@pytest.mark.parametrize(("to", "kind"), [("claimreview", "ClaimReview"), ("mediareview", "MediaReview")])
def test_reviews_are_read_back(desk: Desk, to: str, kind: str):
    found = json.loads(desk.export(to).file.read_bytes())
    assert found["@context"] == "https://schema.org"
    assert found["@graph"] == expected(desk, to)
    assert {one["@type"] for one in found["@graph"]} == {kind}
    assert [fault for one in found["@graph"] for fault in faults(f"member of {to}", one)] == []


@pytest.mark.parametrize("name", WHOLE)
def test_the_schema_takes_nothing_that_is_not_documented(name: str, desk: Desk):
    to = name.rpartition(" ")[2]
    table = to if to in ROWS else "figures"
    value = expected(desk, "csv" if to in ROWS else to, table)[0]
    if to == "geojson":
        value = {"type": "FeatureCollection", "note": "points", "features": [value]}
    assert faults(name, value) == []
    assert faults(name, value | {"verdict": "so"}), "a field that no record has"
    kept = next(field for field in value if not field.startswith(("@type", "type")))
    assert faults(name, {field: one for field, one in value.items() if field != kept}), f"without {kept}"


def test_what_people_set_goes_out_and_what_they_dismissed_does_not(desk: Desk):
    figures = {f"{row.report}/{row.figure}": row for row in read_rows(desk.export("csv").file, ROWS["figures"])}
    assert (figures["quay.txt/f2"].group, figures["quay.txt/f2"].set_by_person) == ("fishermen", True)
    assert (figures["quay.txt/fp1"].group, figures["quay.txt/fp1"].set_by_person) == ("dockers", True)
    assert (figures["market/f1"].set_by_person, figures["market/f3"].assessments) == (False, ())
    (judged,) = figures["market/f1"].assessments
    assert re.fullmatch(r"best estimate \(by the rules: two lists\), agreed on \d{4}-\d\d-\d\d", judged)
    findings = [row.finding for row in read_rows(desk.export("csv", table="findings", out="findings.csv").file, ROWS["findings"])]
    assert findings == ["x1"]


def test_the_same_case_gives_the_same_file_byte_for_byte(desk: Desk):
    for to in FORMATS:
        assert desk.export(to, out=f"a.{to}").sha256 == desk.export(to, out=f"b.{to}").sha256


def test_only_the_reports_that_are_named_go_out_and_each_once(desk: Desk):
    done = desk.export("csv", "quay", "quay.txt")
    assert done.reports == 1
    assert {row.report for row in read_rows(done.file, ROWS["figures"])} == {"quay.txt"}


def test_responsibility_never_goes_out_without_who_says_so(desk: Desk):
    told = "Ninth Brigade – according to rescue committee; contested by The Ninth Brigade"
    (market, *_) = read_rows(desk.export("csv", table="incidents").file, ROWS["incidents"])
    (ged,) = read_rows(desk.export("ged").file, GedRow)
    (acled, *_) = read_rows(desk.export("acled").file, AcledRow)
    assert market.responsibility == ged.onrecord_responsibility == acled.onrecord_responsibility == (told,)
    assert (ged.side_a, ged.side_b, acled.actor1, acled.actor2, acled.civilian_targeting) == (None,) * 5
    entities = [json.loads(line) for line in desk.export("ftm").file.read_text("utf-8").splitlines()]
    event = next(one for one in entities if one["schema"] == "Event")
    assert event["properties"]["summary"] == [told]
    assert "involved" not in event["properties"]


@pytest.mark.parametrize("said", ["2031", "next week", "2031-02-30"])
def test_what_is_no_day_fills_no_column_of_days(desk: Desk, said: str):
    """A reader that somebody brings may say so; programs for these formats take nothing but days."""
    reading = market()
    vague = msgspec.structs.replace(reading, id="vague", incidents=(msgspec.structs.replace(reading.incidents[0], date=said),))
    (ged,), (acled,) = ged_rows(Material(vague, "0" * 64)), acled_rows(Material(vague, "0" * 64))
    assert (ged.year, ged.date_prec, ged.date_start, ged.date_end) == (None,) * 4
    assert (acled.year, acled.time_precision, acled.event_date) == (None,) * 3
    (event,) = (one for one in entities(Material(vague, "0" * 64)) if one.schema_ == "Event")
    assert "date" not in event.properties


def test_parquet_without_its_package_says_what_to_install(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    monkeypatch.delitem(__import__("sys").modules, "onrecord.export.tables.parquet", raising=False)
    with pytest.raises(Exception, match="Parquet needs a package that is not installed") as refused:
        desk.export("parquet")
    assert refused.value.hint == "pip install 'onrecord[tables]'"
    assert not list(Path(desk.folder).glob("*out*"))
