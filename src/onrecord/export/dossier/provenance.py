"""Who made what from what, as PROV-JSON: records and originals are entities, entries activities, programs, readers and people agents.

A record is attributed to the person whose act it is, else to the reader that read it, else to the program.

Everything is named by its place in the log, never by a hash of its content: what is withheld could be tried out by such a hash.
"""

from typing import Any

from onrecord.export.dossier.agents import names_of_log, person, program, reader
from onrecord.export.dossier.material import Material
from onrecord.ledger import Agent, ChainEntry
from onrecord.records import canonical

_Table = dict[str, dict[str, Any]]

_SHORT = {"wasGeneratedBy": "g", "used": "u", "wasAssociatedWith": "a", "wasAttributedTo": "t", "wasDerivedFrom": "d"}
"""Relations, and what the names of them begin with."""

_SOFTWARE = {"prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"}}
_PERSON = {"prov:type": {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"}}


def provenance(material: Material) -> bytes:
    """The document (PROV-JSON, W3C member submission 2013), in canonical JSON."""
    document: dict[str, _Table] = {name: {} for name in ("entity", "activity", "agent", *_SHORT)}
    for one in material.chain.entries:
        _add_entry(document, one, material)
    for item in material.items():
        name = f"log:original-{item.record.number}"
        described: dict[str, Any] = {"prov:type": "original", "onrecord:address": item.url}
        if not item.withheld:
            described |= {"onrecord:sha256": item.capture.sha256, "onrecord:bytes": item.capture.size}
        document["entity"][name] = described
        _relate(document, "wasGeneratedBy", {"prov:entity": name, "prov:activity": f"log:entry-{item.entry.sequence}"})
    for report in material.reports:
        _add_text(document, report.text_url, report.source.documents, material)
        for item in report.items:
            names = {
                "prov:generatedEntity": f"log:record-{item.document_record.number}",
                "prov:usedEntity": f"log:original-{item.record.number}",
            }
            _relate(document, "wasDerivedFrom", names)
    filled = {name: table for name, table in document.items() if table}
    prefix = {"log": names_of_log(material), "onrecord": "https://onrecord.invalid/terms#"}
    return canonical({"prefix": prefix, **filled})


def _add_entry(document: dict[str, _Table], one: ChainEntry, material: Material) -> None:
    activity = f"log:entry-{one.sequence}"
    times = {"prov:startTime": one.entry.at.wall, "prov:endTime": one.entry.at.wall}
    document["activity"][activity] = {**times, "prov:type": one.entry.type, "onrecord:clock": one.entry.at.clock}
    maker = _associate(document, activity, program(one.entry.agent), _program(one.entry.agent))
    if (name := one.entry.agent.reader) is not None:
        version = one.entry.agent.reader_version
        document["activity"][activity]["onrecord:reader"] = f"{name} {version}"
        maker = _associate(document, activity, reader(name, version), _SOFTWARE | {"onrecord:reader": f"{name} {version}"})
    if one.entry.actor is not None:
        maker = _associate(document, activity, person(one.entry.actor), _PERSON)
    for record in one.records:
        name = f"log:record-{record.number}"
        state = "erased" if record.line.erased is not None else "withheld" if material.is_out(record) else "included"
        document["entity"][name] = {"prov:type": record.type, "onrecord:state": state}
        _relate(document, "wasGeneratedBy", {"prov:entity": name, "prov:activity": activity})
        _relate(document, "wasAttributedTo", {"prov:entity": name, "prov:agent": maker})
    for digest in one.entry.used:
        if (used := material.by_digest.get(digest)) is not None:
            _relate(document, "used", {"prov:activity": activity, "prov:entity": f"log:record-{used.number}"})
            for record in one.records:
                names = {"prov:generatedEntity": f"log:record-{record.number}", "prov:usedEntity": f"log:record-{used.number}"}
                _relate(document, "wasDerivedFrom", names)


def _program(agent: Agent) -> dict[str, Any]:
    return _SOFTWARE | {"onrecord:program": f"{agent.program} {agent.version}", "onrecord:code": agent.code}


def _associate(document: dict[str, _Table], activity: str, local: str, described: dict[str, Any]) -> str:
    """An agent, who had to do with an activity; its name."""
    name = f"log:{local}"
    document["agent"][name] = described
    _relate(document, "wasAssociatedWith", {"prov:activity": activity, "prov:agent": name})
    return name


def _add_text(document: dict[str, _Table], url: str, documents: tuple[int, ...], material: Material) -> None:
    """The text in the archive, which is a working copy of what the document holds."""
    if not documents:
        return
    name = f"log:text-{url.rpartition('/')[2]}"
    recipe = "text of the document, names blacked out character by character" if material.redacted else "text of the document, unchanged"
    document["entity"][name] = {"prov:type": "working copy", "onrecord:recipe": recipe, "onrecord:address": url}
    _relate(document, "wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": f"log:record-{documents[0]}"})


def _relate(document: dict[str, _Table], relation: str, names: dict[str, Any]) -> None:
    document[relation][f"_:{_SHORT[relation]}{len(document[relation]) + 1}"] = names
