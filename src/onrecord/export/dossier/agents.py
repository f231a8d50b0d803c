"""Whoever made something, under the same names in the annotations and in the provenance: people by pseudonym, programs and readers."""

from hashlib import sha256

from onrecord.export.dossier.material import Material
from onrecord.ledger import Agent
from onrecord.records import canonical


def names_of_log(material: Material) -> str:
    """What all names of this log begin with, an IRI."""
    return f"urn:onrecord:{material.chain.origin.partition('/')[2]}:"


def person(actor: str) -> str:
    """A person, as the log names them; who that is it does not know."""
    return f"person-{actor}"


def program(agent: Agent) -> str:
    """The program of an entry, by its code."""
    return f"program-{agent.code[:16]}"


def reader(name: str, version: str | None) -> str:
    """A reader, of whose name and version no letter needs to be legal in an IRI."""
    return f"reader-{sha256(canonical([name, version])).hexdigest()[:16]}"
