"""Entities for FollowTheMoney, the model of OpenAleph and of investigations on companies and persons: one JSON object a line.

A report is an Article; each incident is an Event, each actor that it names a Person, a PublicBody or an Organization, and each says by
``proof`` which Article it comes from. Actors of different reports are never made one: that is for people to do. An Event names nobody as
``involved``, which could not say according to whom; who is said to have caused harm stands in its summary with who says so.

What is written is held against the schema of the library followthemoney, version 4.11.2.

Written without the library, whose installation compiles ICU and takes a type checker along.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

import msgspec

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.material import Material, whole_day
from onrecord.export.tables.rows import report_columns
from onrecord.export.tables.tolls import toll_of
from onrecord.records import Actor, Incident
from onrecord.records.vocabulary import ActorKind

Schema = Literal["Article", "Event", "Person", "PublicBody", "Organization"]

SCHEMAS: dict[ActorKind, Schema] = {
    "person": "Person",
    "state": "PublicBody",
    "state body": "PublicBody",
    "armed force": "Organization",
    "armed group": "Organization",
    "international body": "Organization",
    "organisation": "Organization",
}
"""What an actor is there; unnamed ones are no entities."""

_WEB = ("http://", "https://")


class Entity(Row, frozen=True, kw_only=True):
    """One entity."""

    id: Annotated[str, says("`onrecord-`, the first 16 digits of the reading's id, and for all but the Article the record's id.")]
    schema_: Annotated[
        Schema,
        says("Article: a report. Event: an incident. Of actors Person, PublicBody (states and their bodies) or Organization."),
    ] = msgspec.field(name="schema")
    properties: Annotated[dict[str, tuple[str, ...]], says("The properties below that have a value, each a list of texts.")]


PROPERTIES: dict[Schema, dict[str, str]] = {
    "Article": {
        "title": "title of the report",
        "author": "its authors",
        "publisher": "its outlet",
        "sourceUrl": "its address",
        "publishedAt": "ISO day on which it was published",
        "fileName": "id of the report",
    },
    "Event": {
        "name": "what is said to have happened, and where",
        "date": "ISO day, as the report says",
        "location": "the place as worded",
        "country": "code of the state in which the gazetteer has a place of that name",
        "summary": "who is said to have caused it, according to whom, and who contests that",
        "description": "the passage of the report that names it; its words, not ours",
        "notes": "every figure of people killed, with who gives it",
        "recordId": "id of the incident in the report",
        "sourceUrl": "address of the report",
        "publisher": "its outlet",
        "proof": "the Article",
    },
    "Person": {
        "name": "as the report names the person",
        "position": "the office that it names",
        "country": "code of the state that the person is said to belong to",
        "proof": "the Article",
    },
    "PublicBody": {"name": "as the report names it", "country": "code of its state", "proof": "the Article"},
    "Organization": {"name": "as the report names it", "country": "code of its state", "proof": "the Article"},
}
"""The properties that are written, and what stands in them."""


def entities(material: Material) -> Iterator[Entity]:
    """The entities that one report gives, its Article first."""
    article = f"onrecord-{material.key[:16]}"
    report, details = report_columns(material), material.reading.report
    properties: dict[str, Iterable[str | None]] = {
        "title": [report["title"]],
        "author": details.authors,
        "publisher": [report["outlet"]],
        "sourceUrl": [_web(report["url"])],
        "publishedAt": [report["published"]],
        "fileName": [material.reading.id],
    }
    yield _entity(article, "Article", properties)
    for incident in material.reading.incidents:
        yield _event(material, incident, article)
    for number, actor in enumerate(material.reading.actors, start=1):
        if actor.kind in SCHEMAS and actor.name:
            yield _actor(actor, f"{article}-a{number}", article)


def _event(material: Material, incident: Incident, article: str) -> Entity:
    report, found = report_columns(material), material.place_called(incident.place)
    properties: dict[str, Iterable[str | None]] = {
        "name": [f"{incident.type}, {incident.place}" if incident.place else incident.type],
        "date": [whole_day(incident.date)],
        "location": [incident.place],
        "country": [_country(found.country if found else None)],
        "summary": material.responsibility(incident),
        "description": [material.passage(incident.span) if incident.span else None],
        "notes": toll_of(material, incident).stated,
        "recordId": [incident.id],
        "sourceUrl": [_web(report["url"])],
        "publisher": [report["outlet"]],
        "proof": [article],
    }
    return _entity(f"{article}-{incident.id}", "Event", properties)


def _actor(actor: Actor, identifier: str, article: str) -> Entity:
    schema = SCHEMAS[actor.kind]
    properties: dict[str, Iterable[str | None]] = {"name": [actor.name], "country": [_country(actor.country)], "proof": [article]}
    return _entity(identifier, schema, properties | ({"position": [actor.office]} if schema == "Person" else {}))


def _entity(identifier: str, schema: Schema, properties: dict[str, Iterable[str | None]]) -> Entity:
    kept = {name: tuple(dict.fromkeys(value for value in properties.get(name, ()) if value)) for name in PROPERTIES[schema]}
    return Entity(id=identifier, schema_=schema, properties={name: values for name, values in kept.items() if values})


def _country(code: str | None) -> str | None:
    return code.lower() if code else None


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(_WEB) else None
