"""Statements and figures as W3C Web Annotations: what is said where, by position and by the words around it.

Offsets count code points in the text as it stands in the dossier's archive (the target's ``source``).
"""

from collections.abc import Iterator
from typing import Any

from onrecord.export.dossier.material import Material, Shown
from onrecord.records import Figure, Span, Statement, canonical

_AROUND = 32
"""Code points before and after a quotation by which it is found again where positions have moved."""

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "https://onrecord.invalid/terms#"}]


def annotations(material: Material) -> bytes:
    """One annotation page (JSON-LD, canonical JSON)."""
    items = [item for report in material.reports for item in _of_report(report)]
    page = {
        "@context": _CONTEXT,
        "id": f"urn:onrecord:{material.chain.origin.partition('/')[2]}:{material.chain.proofs.size}:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    return canonical(page)


def _of_report(report: Shown) -> Iterator[dict[str, Any]]:
    for statement in report.reading.statements:
        yield _annotation(report, statement.id, _statement_body(statement), _statement_targets(report, statement))
    for figure in report.reading.figures:
        yield _annotation(report, figure.id, _figure_body(figure), [_target(report, (figure.start, figure.end), "figure")])


def _annotation(report: Shown, local: str, body: dict[str, Any], targets: list[dict[str, Any]]) -> dict[str, Any]:
    reader = report.reading.reader
    annotation = {
        "id": f"{report.text_url}#{local}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "Dataset", **body},
        "target": targets,
    }
    if reader is not None:
        annotation["creator"] = {"type": "Software", "name": f"onrecord reader {reader.name} {reader.version}"}
    return annotation


def _statement_body(statement: Statement) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": "statement", "act": statement.act, "voice": statement.voice, "standing": statement.standing}
    said |= {"grade": statement.grade, "confidence": statement.confidence, "negated": statement.negated}
    if statement.actor is not None:
        said["actor"] = statement.actor
    for name in ("denies", "counters"):
        if others := getattr(statement, name):
            said[name] = list(others)
    return {f"onrecord:{name}": value for name, value in said.items()}


def _figure_body(figure: Figure) -> dict[str, Any]:
    named = ("measure", "min", "max", "qualifier", "group", "place", "as_of", "scope", "source", "standing", "civil_status")
    body = {f"onrecord:{name}": value for name in named if (value := getattr(figure, name)) is not None}
    return {"onrecord:kind": "figure", **body}


def _statement_targets(report: Shown, statement: Statement) -> list[dict[str, Any]]:
    parts = (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
    return [_target(report, span, role) for role, spans in parts for span in spans]


def _target(report: Shown, span: Span, role: str) -> dict[str, Any]:
    text, (start, end) = report.reading.text, span
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    selectors = [{"type": "TextPositionSelector", "start": start, "end": end}, quote]
    return {"type": "SpecificResource", "source": report.text_url, "onrecord:role": role, "selector": selectors}
