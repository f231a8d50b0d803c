"""The rows of the plain tables – figures, statements, findings, incidents – as people corrected them; none is joined with another's."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.material import Material
from onrecord.records import canonical
from onrecord.records.vocabulary import Act, CivilStatus, Form, Grade, IncidentType, Measure, Rule, Scope, Standing, Voice

Table = Literal["figures", "statements", "findings", "incidents"]
"""The plain tables."""

Columns = dict[str, Any]
"""Values by the names of columns; what each is, its record says."""


class OfReport(Row, frozen=True, kw_only=True):
    """The columns with which every row begins."""

    report: Annotated[str, says("Id of the report; several reports may have the same.")]
    reading: Annotated[
        str, says("Content id of the reading that holds, by which a report is known; a random one where names are blacked out.")
    ]
    title: Annotated[str | None, says("Title of the report.")]
    outlet: Annotated[str | None, says("Who published it.")]
    url: Annotated[str | None, says("Its address.")]
    language: Annotated[str | None, says("ISO 639-1 code.")]
    published: Annotated[str | None, says("ISO day on which it was published, as the report or who handed it in says.")]


class FigureRow(OfReport, frozen=True, kw_only=True):
    """One figure: a number of people, in one report, according to somebody."""

    figure: Annotated[str, says("Id of the figure in its report.")]
    measure: Annotated[Measure, says("What was counted.")]
    word: Annotated[str | None, says("The word that gave the measure, as stated.")]
    phrase: Annotated[str, says("The number as stated, with its modifier.")]
    min: Annotated[int | None, says("Least number of people that it states; empty for an open end.")]
    max: Annotated[int | None, says("Greatest number of people that it states; empty for an open end.")]
    qualifier: Annotated[str | None, says("The modifier: more than, about.")]
    approximate: Annotated[bool, says("Whether the text does not give the number outright.")]
    group: Annotated[str | None, says("Who was counted, as worded.")]
    civil_status: Annotated[CivilStatus, says("Civil status as the text states it, never inferred.")]
    place: Annotated[str | None, says("Where, as worded.")]
    country: Annotated[str | None, says("ISO 3166 alpha-2 code of the state in which the gazetteer has a place of that name.")]
    latitude: Annotated[float | None, says("Degrees north of the middle of the largest town of that name; may be another town's.")]
    longitude: Annotated[float | None, says("Degrees east of it.")]
    as_of: Annotated[str | None, says("ISO day up to which the text says that it counted.")]
    since: Annotated[str | None, says("ISO day from which on it counted.")]
    scope: Annotated[Scope, says("One event, a period, or a running total. Figures of different scopes must not be added.")]
    source: Annotated[str | None, says("The nearest voice that gives it, as worded; empty for the report's own.")]
    source_actor: Annotated[str | None, says("The person or body behind that voice, where the report names it more fully.")]
    standing: Annotated[Standing, says("How the report presents it; never a judgement of anybody else.")]
    denied_by: Annotated[str | None, says("The statement that denies it.")]
    statement: Annotated[str | None, says("The statement in which it stands.")]
    incidents: Annotated[tuple[str, ...], says("The incidents whose harm it counts.")]
    subset_of: Annotated[str | None, says("The figure of which it is a part; must not be added to it.")]
    supersedes: Annotated[str | None, says("The earlier figure that it corrects.")]
    superseded: Annotated[bool, says("Whether the text itself corrects it.")]
    duplicate_of: Annotated[str | None, says("The figure that gives the same toll; this one is told again and must not be counted.")]
    start: Annotated[int, says("Where the phrase begins in the text, in code points.")]
    end: Annotated[int, says("Where it ends, exclusive.")]
    confidence: Annotated[float, says("Of the reading, between 0 and 1; not of what it says.")]
    set_by_person: Annotated[bool, says("Whether a person corrected or added it.")]
    assessments: Annotated[tuple[str, ...], says("What a person judged of it and another agreed to: word, rules, day.")]


class StatementRow(OfReport, frozen=True, kw_only=True):
    """One statement: who said what by which words."""

    statement: Annotated[str, says("Id of the statement in its report.")]
    source: Annotated[str | None, says("The voice as worded; empty where none is named.")]
    actor: Annotated[str | None, says("The person or body behind it, where the report names one.")]
    cue: Annotated[str | None, says("The words that attribute.")]
    content: Annotated[str | None, says("The words that were said; pieces joined by a blank.")]
    act: Annotated[Act, says("What the speaker does with them.")]
    voice: Annotated[Voice, says("Whose voice: a named one, the report's own, or hidden.")]
    standing: Annotated[Standing, says("How the report presents it.")]
    form: Annotated[Form, says("How much of it stands in quotation marks.")]
    speech: Annotated[bool, says("Whether it was made in words.")]
    negated: Annotated[bool, says("Whether the cue is a negative: the content is what was not said or confirmed.")]
    denies: Annotated[tuple[str, ...], says("The statements that it denies.")]
    counters: Annotated[tuple[str, ...], says("The statements that it contradicts without denying them.")]
    within: Annotated[str | None, says("The statement in which it is nested.")]
    grade: Annotated[Grade, says("How well the reading is supported; weak ones and fragments are for review.")]
    confidence: Annotated[float, says("Of the reading, between 0 and 1; not of what it says.")]
    set_by_person: Annotated[bool, says("Whether a person corrected or added it.")]
    assessments: Annotated[tuple[str, ...], says("What a person judged of it and another agreed to: word, rules, day.")]


class FindingRow(OfReport, frozen=True, kw_only=True):
    """One finding: what a rule noticed. An observation, never a verdict. Findings that a person dismissed are left out."""

    finding: Annotated[str, says("Id of the finding in its report.")]
    rule: Annotated[Rule, says("The rule.")]
    records: Annotated[tuple[str, ...], says("The records that it rests on.")]
    sentence: Annotated[str, says("What was noticed, in one sentence.")]
    score: Annotated[float, says("How strongly the rule's own condition is met, between 0 and 1.")]
    detail: Annotated[str, says("The rule's own numbers, as canonical JSON.")]


class IncidentRow(OfReport, frozen=True, kw_only=True):
    """One incident: a moment and place where one report says that harm happened."""

    incident: Annotated[str, says("Id of the incident in its report.")]
    type: Annotated[IncidentType, says("What is said to have happened.")]
    words: Annotated[str | None, says("The words that name it.")]
    place: Annotated[str | None, says("Where, as worded.")]
    country: Annotated[str | None, says("ISO 3166 alpha-2 code of the state in which the gazetteer has a place of that name.")]
    latitude: Annotated[float | None, says("Degrees north of the middle of the largest town of that name; may be another town's.")]
    longitude: Annotated[float | None, says("Degrees east of it.")]
    date: Annotated[str | None, says("ISO day on which it is said to have happened.")]
    responsibility: Annotated[tuple[str, ...], says("Who is said to have caused it, always according to whom, and who contests that.")]
    figures: Annotated[tuple[str, ...], says("The figures of its harm.")]
    set_by_person: Annotated[bool, says("Whether a person corrected or added it.")]
    assessments: Annotated[tuple[str, ...], says("What a person judged of it and another agreed to: word, rules, day.")]


ROWS: dict[Table, type[OfReport]] = {
    "figures": FigureRow,
    "statements": StatementRow,
    "findings": FindingRow,
    "incidents": IncidentRow,
}
"""The record of each plain table."""


def report_columns(material: Material) -> Columns:
    """The values of ``OfReport``."""
    reading, details = material.reading, material.reading.report
    day = details.published[:10] if details.published else None
    return {"report": reading.id, "reading": material.key, "published": day, "language": details.language or None} | {
        name: getattr(details, name) or None for name in ("title", "outlet", "url")
    }


def point_columns(material: Material, name: str | None) -> Columns:
    """The place, and where the gazetteer puts a place of that name."""
    found = material.place_called(name)
    return {
        "place": name or None,
        "country": found.country if found else None,
        "latitude": found.latitude if found else None,
        "longitude": found.longitude if found else None,
    }


def figure_columns(material: Material) -> Iterator[Columns]:
    """The values of a ``FigureRow`` for each figure of a report."""
    for figure in material.reading.figures:
        stated = material.statement(figure.statement)
        columns = report_columns(material) | point_columns(material, figure.place)
        yield columns | {
            "figure": figure.id,
            "measure": figure.measure,
            "word": figure.word or None,
            "phrase": figure.phrase,
            "min": figure.min,
            "max": figure.max,
            "qualifier": figure.qualifier or None,
            "approximate": figure.approx,
            "group": figure.group or None,
            "civil_status": figure.civil_status,
            "as_of": figure.as_of or None,
            "since": figure.since or None,
            "scope": figure.scope,
            "source": figure.source or None,
            "source_actor": stated.actor or None if stated and figure.source else None,
            "standing": figure.standing,
            "denied_by": figure.denied_by or None,
            "statement": figure.statement or None,
            "incidents": material.incidents_of(figure),
            "subset_of": figure.subset_of or None,
            "supersedes": figure.supersedes or None,
            "superseded": figure.superseded,
            "duplicate_of": figure.duplicate_of or None,
            "start": figure.start,
            "end": figure.end,
            "confidence": float(figure.confidence),
            "set_by_person": figure.id in material.set_by_people,
            "assessments": tuple(one.told for one in material.assessed(figure.id)),
        }


def incident_columns(material: Material) -> Iterator[Columns]:
    """The values of an ``IncidentRow`` for each incident of a report."""
    for incident in material.reading.incidents:
        columns = report_columns(material) | point_columns(material, incident.place)
        yield columns | {
            "incident": incident.id,
            "type": incident.type,
            "words": material.words((incident.span,)) if incident.span else None,
            "date": incident.date or None,
            "responsibility": material.responsibility(incident),
            "figures": incident.figures,
            "set_by_person": incident.id in material.set_by_people,
            "assessments": tuple(one.told for one in material.assessed(incident.id)),
        }


def statement_columns(material: Material) -> Iterator[Columns]:
    """The values of a ``StatementRow`` for each statement of a report."""
    for statement in material.reading.statements:
        yield report_columns(material) | {
            "statement": statement.id,
            "source": material.words(statement.source),
            "actor": statement.actor or None,
            "cue": material.words(statement.cue),
            "content": material.words(statement.content),
            "act": statement.act,
            "voice": statement.voice,
            "standing": statement.standing,
            "form": statement.form,
            "speech": statement.speech,
            "negated": statement.negated,
            "denies": statement.denies,
            "counters": statement.counters,
            "within": statement.within or None,
            "grade": statement.grade,
            "confidence": float(statement.confidence),
            "set_by_person": statement.id in material.set_by_people,
            "assessments": tuple(one.told for one in material.assessed(statement.id)),
        }


def finding_columns(material: Material) -> Iterator[Columns]:
    """The values of a ``FindingRow`` for each finding on a report."""
    for finding in material.reading.findings:
        yield report_columns(material) | {
            "finding": finding.id,
            "rule": finding.rule,
            "records": finding.records,
            "sentence": finding.sentence,
            "score": float(finding.score),
            "detail": canonical(finding.detail).decode(),
        }


_COLUMNS = {"figures": figure_columns, "statements": statement_columns, "findings": finding_columns, "incidents": incident_columns}


def plain_rows(material: Material, table: Table) -> Iterator[OfReport]:
    """The rows of a plain table that one report gives."""
    row = ROWS[table]
    for columns in _COLUMNS[table](material):
        yield row(**columns)
