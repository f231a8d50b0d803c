"""Statements and figures as W3C Web Annotations: what is said where, by position and by the words around it, and who or what says so.

What the machine read has a program as its ``creator``, what a person said of it that person, by pseudonym; both stand there, and neither
is written over. Offsets count code points in the text as it stands in the dossier's archive (the target's ``source``).
Names and rules: https://www.w3.org/TR/annotation-model/.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.export.dossier.agents import names_of_log, person, program, reader
from onrecord.export.dossier.material import Material, Shown
from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.reviews import going_out, standings_of, withheld_reviews
from onrecord.export.dossier.scripts import is_inside_word
from onrecord.ledger import Agent, Entry, KeptReview
from onrecord.records import Correction, Decision, Figure, Proposal, Span, Statement, canonical
from onrecord.records.correcting import corrected_value

_AROUND = 32
"""Most code points before and after a quotation by which it is found again where positions have moved."""

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "https://onrecord.invalid/terms#"}]

_Object = dict[str, Any]
_Told = tuple[str, _Object, list[Any]]
"""Motivation, body, targets."""


def annotations(material: Material) -> bytes:
    """One annotation page (JSON-LD, canonical JSON)."""
    items = [item for report in material.reports for item in (*_read(report, material), *_said(report, material))]
    named = f"{names_of_log(material)}{material.chain.proofs.size}:annotations"
    page = {
        "@context": _CONTEXT,
        "id": named,
        "type": "AnnotationPage",
        "partOf": {"id": f"{named}:all", "type": "AnnotationCollection", "label": "Annotations of a dossier", "total": len(items)},
        "startIndex": 0,
        "items": items,
    }
    return canonical(page)


def _read(report: Shown, material: Material) -> Iterator[_Object]:
    """What the machine read, with what people made of it."""
    entry, _ = material.by_number[report.source.record]
    standings, withheld = standings_of(report, material), withheld_reviews(report, material)
    for record in _annotated(report):
        made = _annotation(material, f"{report.text_url}#{record.id}", entry.entry, "classifying")
        made |= {"creator": _reader(report, entry.entry, material), "onrecord:made_by": "machine"}
        if standing := standings.get(record.id):
            made["onrecord:state"] = f"{standing} by a person"
        if record.id in withheld:
            made["onrecord:withheld"] = withheld[record.id]
        yield made | {"body": _dataset(made, _body(record)), "target": _places(report, record, material.names)}


def _said(report: Shown, material: Material) -> Iterator[_Object]:
    """What people said of that, or added to it, as far as it may go out; not what they said of other records of the report."""
    read = {one.id: f"{report.text_url}#{one.id}" for one in _annotated(report)}
    standing, named = dict(read), dict[str, str]()
    for act, record in going_out(report, material):
        entry, _ = material.by_number[record.number]
        told = _of_act(report, act, standing, named, material)
        if told is None:
            continue
        motivation, body, target = told
        made = _annotation(material, f"{report.text_url}#entry-{entry.sequence}", entry.entry, motivation)
        named[act.id] = made["id"]
        if act.correction is not None and act.correction.record not in read:
            standing[act.correction.record] = made["id"]
        who = {"id": f"{names_of_log(material)}{person(act.actor)}", "type": "Person", "name": act.actor}
        made |= {"creator": who, "onrecord:made_by": "person", "onrecord:state": act.state, "target": target}
        yield made | {"body": _with_reason(_dataset(made, body), act, material)}


def _of_act(report: Shown, act: KeptReview, standing: dict[str, str], named: dict[str, str], material: Material) -> _Told | None:
    """What is to be told of what a person did; None where it is about none of these records.

    Args:
        report: on which it was done.
        act: what was done.
        standing: of each record its annotation: the machine's, or the last of those on a record that a person added.
        named: of each act before its annotation.
        material: of the dossier.
    """
    match act.correction or act.proposal or act.decision:
        case Correction(record=local, finding=None) as correction:
            value = corrected_value(correction)
            before = [standing[local]] if local in standing else []
            if value is None:
                return ("editing", {"onrecord:kind": "withdrawal"}, [*before]) if before else None
            if not isinstance(value, Statement | Figure):
                return None
            shown = material.clean(value, type(value))
            return "editing" if before else "classifying", _body(shown), [*before, *_places(report, shown, material.names)]
        case Proposal(record=local, rules=rules, word=word) if local is None or local in standing:
            body = {"onrecord:kind": "assessment", "onrecord:word": word, "onrecord:rules": rules}
            return "assessing", material.names.without(body), [standing[local] if local else report.text_url]
        case Decision(agrees=agrees) if act.proposed in named:
            return "assessing", {"onrecord:kind": "decision", "onrecord:agrees": agrees}, [named[act.proposed]]
    return None


def _annotated(report: Shown) -> tuple[Statement | Figure, ...]:
    return (*report.reading.statements, *report.reading.figures)


def _annotation(material: Material, identifier: str, entry: Entry, motivation: str) -> _Object:
    name, _, version = material.software.partition(" ")
    return {
        "id": identifier,
        "type": "Annotation",
        "motivation": motivation,
        "created": f"{entry.at.wall[:23]}Z",  # the model has no other form of UTC
        "generator": {"type": "Software", "name": name, "schema:softwareVersion": version},
        "generated": material.created,
    }


def _reader(report: Shown, entry: Entry, material: Material) -> _Object:
    """What read it: the reader, or where it does not name itself, the program."""
    made: Agent = entry.agent
    used = report.reading.reader
    name, version = (made.program, made.version) if used is None else (used.name, used.version)
    local = program(made) if used is None else reader(name, version)
    return {"id": f"{names_of_log(material)}{local}", "type": "Software", "name": name, "schema:softwareVersion": version}


def _dataset(annotation: _Object, body: _Object) -> _Object:
    return {"id": f"{annotation['id']}-body", "type": "Dataset", **body}


def _with_reason(body: _Object, act: KeptReview, material: Material) -> _Object | list[_Object]:
    """With the person's reason beside it, where reasons go out."""
    if act.reason is None or not material.with_notes:
        return body
    words = material.names.blacked_out(act.reason)
    return [body, {"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "commenting"}]


def _body(record: Statement | Figure) -> _Object:
    return _statement_body(record) if isinstance(record, Statement) else _figure_body(record)


def _places(report: Shown, record: Statement | Figure, names: ProtectedNames) -> list[Any]:
    if isinstance(record, Statement):
        parts = (("source", record.source), ("cue", record.cue), ("content", record.content))
        return [_target(report, span, role, names) for role, spans in parts for span in spans]
    return [_target(report, (record.start, record.end), "figure", names)]


def _statement_body(statement: Statement) -> _Object:
    said: _Object = {"kind": "statement", "act": statement.act, "voice": statement.voice, "standing": statement.standing}
    said |= {"grade": statement.grade, "confidence": statement.confidence, "negated": statement.negated}
    if statement.actor is not None:
        said["actor"] = statement.actor
    for name in ("denies", "counters"):
        if others := getattr(statement, name):
            said[name] = list(others)
    return {f"onrecord:{name}": value for name, value in said.items()}


def _figure_body(figure: Figure) -> _Object:
    named = ("measure", "min", "max", "qualifier", "group", "place", "as_of", "scope", "source", "standing", "civil_status")
    body = {f"onrecord:{name}": value for name in named if (value := getattr(figure, name)) is not None}
    return {"onrecord:kind": "figure", **body}


def _target(report: Shown, span: Span, role: str, names: ProtectedNames) -> _Object:
    text, (start, end) = report.reading.text, span
    before, after = around(text, start, end)
    quote = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": before, "suffix": after}
    selectors: list[_Object] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if not any(names.stand_in(words) for words in (text[start:end], before, after)):  # a person may have cut a word such that it is a name
        selectors.append(quote)
    return {"type": "SpecificResource", "source": report.text_url, "onrecord:role": role, "selector": selectors}


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a part of a text, up to the end of a word: half of one might be another, or a name."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    while first < start and is_inside_word(text, first):
        first += 1
    while last > end and is_inside_word(text, last):
        last -= 1
    return text[first:start], text[end:last]
