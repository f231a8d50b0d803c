"""Who made what from what, as PROV-JSON: records and originals are entities, entries activities, programs and people agents.

Everything is named by its place in the log, never by a hash of its content: what is withheld could be tried out by such a hash.
"""

from typing import Any

from onrecord.export.dossier.material import Material
from onrecord.ledger import ChainEntry
from onrecord.records import canonical

_Table = dict[str, dict[str, Any]]


def provenance(material: Material) -> bytes:
    """The document (PROV-JSON, W3C member submission 2013), in canonical JSON."""
    document: dict[str, _Table] = {
        name: {} for name in ("entity", "activity", "agent", "wasGeneratedBy", "used", "wasAssociatedWith", "wasDerivedFrom")
    }
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
    prefix = {"log": f"urn:onrecord:{material.chain.origin.partition('/')[2]}:", "onrecord": "https://onrecord.invalid/terms#"}
    return canonical({"prefix": prefix, **filled})


def _add_entry(document: dict[str, _Table], one: ChainEntry, material: Material) -> None:
    activity = f"log:entry-{one.sequence}"
    times = {"prov:startTime": one.entry.at.wall, "prov:endTime": one.entry.at.wall}
    document["activity"][activity] = {**times, "prov:type": one.entry.type, "onrecord:clock": one.entry.at.clock}
    program = f"log:program-{one.entry.agent.code[:16]}"
    document["agent"][program] = {
        "prov:type": {"$": "prov:SoftwareAgent", "type": "prov:QUALIFIED_NAME"},
        "onrecord:program": f"{one.entry.agent.program} {one.entry.agent.version}",
        "onrecord:code": one.entry.agent.code,
    }
    _relate(document, "wasAssociatedWith", {"prov:activity": activity, "prov:agent": program})
    if one.entry.agent.reader is not None:
        document["activity"][activity]["onrecord:reader"] = f"{one.entry.agent.reader} {one.entry.agent.reader_version}"
    if one.entry.actor is not None:
        person = f"log:person-{one.entry.actor}"
        document["agent"][person] = {"prov:type": {"$": "prov:Person", "type": "prov:QUALIFIED_NAME"}}
        _relate(document, "wasAssociatedWith", {"prov:activity": activity, "prov:agent": person})
    for record in one.records:
        name = f"log:record-{record.number}"
        state = "erased" if record.line.erased is not None else "withheld" if material.is_out(record) else "included"
        document["entity"][name] = {"prov:type": record.type, "onrecord:state": state}
        _relate(document, "wasGeneratedBy", {"prov:entity": name, "prov:activity": activity})
    for digest in one.entry.used:
        if (used := material.by_digest.get(digest)) is not None:
            _relate(document, "used", {"prov:activity": activity, "prov:entity": f"log:record-{used.number}"})
            for record in one.records:
                names = {"prov:generatedEntity": f"log:record-{record.number}", "prov:usedEntity": f"log:record-{used.number}"}
                _relate(document, "wasDerivedFrom", names)


def _add_text(document: dict[str, _Table], url: str, documents: tuple[int, ...], material: Material) -> None:
    """The text in the archive, which is a working copy of what the document holds."""
    if not documents:
        return
    name = f"log:text-{url.rpartition('/')[2]}"
    recipe = "text of the document, names blacked out character by character" if material.redacted else "text of the document, unchanged"
    document["entity"][name] = {"prov:type": "working copy", "onrecord:recipe": recipe, "onrecord:address": url}
    _relate(document, "wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": f"log:record-{documents[0]}"})


def _relate(document: dict[str, _Table], relation: str, names: dict[str, Any]) -> None:
    short = {"wasGeneratedBy": "g", "used": "u", "wasAssociatedWith": "a", "wasDerivedFrom": "d"}[relation]
    document[relation][f"_:{short}{len(document[relation]) + 1}"] = names
