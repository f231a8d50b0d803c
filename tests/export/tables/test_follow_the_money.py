"""Entities, held against the schema of the library followthemoney: a copy of what it says of these, and the library where it is."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.export.tables.conftest import Desk

from onrecord.export.tables.follow_the_money import PROPERTIES
from onrecord.records.states import states

SCHEMA = json.loads(Path(__file__).with_name("follow_the_money_schema.json").read_text("utf-8"))
"""Schemata, types of properties and codes of countries, as the library has them; it takes a compiler to install, so it is not asked for."""
SCHEMATA: dict[str, Any] = SCHEMA["schemata"]
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def entities(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.export("ftm").file.read_text("utf-8").splitlines()]


def is_valid(kind: str, value: str, known: dict[str, str]) -> bool:
    """Whether a value is one of its type."""
    kind, _, wanted = kind.partition(" ")
    if kind == "entity":
        return value in known and wanted in SCHEMATA[known[value]]["is_a"]
    if kind == "country":
        return value in SCHEMA["countries"]
    if kind == "date":
        return bool(DAY.fullmatch(value))
    if kind == "url":
        return urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc)
    return kind in ("name", "text", "string", "address") and bool(value.strip())


def test_entities_are_those_of_the_librarys_schema(desk: Desk):
    found = entities(desk)
    known = {one["id"]: one["schema"] for one in found}
    assert len(known) == len(found) == 8
    for one in found:
        schema = SCHEMATA[one["schema"]]
        assert set(schema["required"]) <= set(one["properties"])
        for name, values in one["properties"].items():
            assert values
            assert all(is_valid(schema["properties"][name], value, known) for value in values), f"{one['schema']}.{name}: {values}"


def test_every_property_that_is_documented_is_one_of_its_schema():
    documented = {(schema, name) for schema, held in PROPERTIES.items() for name in held}
    assert len(documented) > 20
    assert {(schema, name) for schema, name in documented if name not in SCHEMATA[schema]["properties"]} == set()


def test_every_country_that_may_be_written_is_known_there():
    assert {state.code.lower() for state in states()} - set(SCHEMA["countries"]) == set()


def test_everything_says_which_report_it_comes_from(desk: Desk):
    found = entities(desk)
    articles = {one["id"] for one in found if one["schema"] == "Article"}
    others = [one for one in found if one["schema"] != "Article"]
    assert len(articles) == 2
    assert all(set(one["properties"]["proof"]) <= articles and one["id"].startswith(one["properties"]["proof"][0]) for one in others)


def test_actors_are_what_the_report_says_and_unnamed_ones_are_left_out(desk: Desk):
    named = {
        (one["schema"], *one["properties"]["name"]): one["properties"]
        for one in entities(desk)
        if one["schema"] not in ("Article", "Event")
    }
    assert set(named) == {
        ("Person", "Lena Orban"),
        ("Organization", "Ninth Brigade"),
        ("Organization", "rescue committee"),
        ("PublicBody", "Ministry of Ports"),
    }
    assert named["Person", "Lena Orban"]["position"] == ["Dr"]
    assert named["Organization", "Ninth Brigade"]["country"] == ["no"]


def test_an_address_that_is_none_of_the_web_is_left_out(desk: Desk):
    desk.correct("market/report", set={"url": "file:///home/desk/market.html"})
    assert not any("sourceUrl" in one["properties"] for one in entities(desk))


def test_the_library_itself_takes_every_entity_as_it_is(desk: Desk):
    library = pytest.importorskip(
        "followthemoney", reason="THE LIBRARY FOLLOWTHEMONEY IS NOT INSTALLED: its schema is held against a copy alone"
    )
    found = entities(desk)
    known = {one["id"]: library.model.get(one["schema"]) for one in found}
    for one in found:
        schema, proxy = known[one["id"]], library.model.get_proxy(one, cleaned=False)
        for name, values in one["properties"].items():
            prop = schema.get(name)
            of_entities = prop.type is library.types.registry.entity
            assert all(known[value].is_a(prop.range) if of_entities else prop.type.validate(value) for value in values)
        kept = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items()} == {
            name: sorted(values) for name, values in one["properties"].items()
        }
