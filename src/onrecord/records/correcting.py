"""A reading as people corrected it, and whether a corrected record is a legal one. Pure; the reading that is given stays as it is."""

import datetime
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from onrecord.records.base import Record, Span
from onrecord.records.codec import canonical, content_id
from onrecord.records.reading import Figure, Finding, Incident, MediaMention, Reading, ReportDetails, Statement
from onrecord.records.review import REPORT, Correction, RecordKind

KINDS: dict[RecordKind, type[Record]] = {
    "report": ReportDetails,
    "statement": Statement,
    "figure": Figure,
    "media_mention": MediaMention,
    "incident": Incident,
}
_LISTS = {"statement": "statements", "figure": "figures", "media_mention": "media_mentions", "incident": "incidents"}
"""Where the records of a kind stand in a reading."""

ADDED_IDS = {"statement": "sp", "figure": "fp", "media_mention": "mp", "incident": "ip"}
"""How the ids of records begin that people added; no reader gives such ones, so a later reading cannot take them."""

_PLACES = {
    Statement: ("source", "cue", "content", "antecedent"),
    MediaMention: ("span", "authenticity_span"),
    Incident: ("span",),
    ReportDetails: ("published_span",),
    Figure: (),
}
"""Fields that say where in the text something stands."""
_SINGLE = frozenset({(Statement, "antecedent"), (MediaMention, "authenticity_span"), (Incident, "span"), (ReportDetails, "published_span")})
_NAMES = {
    Statement: ("denies", "counters", "within"),
    Figure: ("statement", "subset_of", "supersedes", "duplicate_of"),
    MediaMention: ("same_as",),
    Incident: ("figures",),
    ReportDetails: (),
}
"""Fields that name other records of the reading."""
_DAYS = {Figure: ("as_of", "since"), Incident: ("date",), ReportDetails: ("published",)}

_UNSTATED: dict[str, dict[str, Any]] = {
    "statement": {"voice": "attributed", "standing": "claimed", "form": "indirect", "speech": True, "grade": "one", "confidence": 1.0},
}
"""What an added record is where the person does not say."""

_ID = re.compile(r"[a-z]{1,2}[0-9]+")
"""An id of a record."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Fewer than ``visible.is_unsafe``: marks of direction stand in names that are copied from an Arabic or Hebrew text."""
_LARGEST = 2**53
_SHOWN = 60


def record_in(reading: Reading, local: str) -> Record | None:
    """The record of a reading with this local id: a statement, figure, media mention, incident, finding, or ``report``."""
    if local == REPORT:
        return reading.report
    return next((one for one in (*_records(reading), *reading.findings) if id_of(one) == local), None)


def kind_of(record: Record) -> RecordKind | None:
    """The kind of a record that can be corrected; None of any other."""
    return next((kind for kind, known in KINDS.items() if isinstance(record, known)), None)


def same_finding(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same; their ids do not matter."""
    return finding_key(one) == finding_key(other)


def finding_key(finding: Finding) -> str:
    """A name for what a finding says, whatever its id."""
    return content_id(msgspec.structs.replace(finding, id=""))


def corrected_value(correction: Correction) -> Record | None:
    """The record as it is now; None where it was withdrawn."""
    values = (getattr(correction, kind) for kind in (*KINDS, "finding"))
    return None if correction.withdrawn else next((value for value in values if value is not None), None)


def changed(record: Record, fields: Mapping[str, Any], text: str, *, by_people: Collection[str] = ()) -> Record:
    """A record with some fields set.

    A figure that is one number stays one: where only its ``min`` or only its ``max`` is set to a number, the other end goes with it. Both
    given, or one of them as nothing, make a range; so does an end beside the other one that a person set before.

    Args:
        record: a record of a kind that can be corrected.
        fields: field → value in plain types. For a place in the text, words that stand there once will do; a figure is found by its
            ``phrase``. A value in words ("13", "true") is read where a field takes no words.
        text: the report's text.
        by_people: fields that people set before.

    Raises:
        ValueError: there is no such field, or it cannot have that value; one sentence.
    """
    known = {name: getattr(record, name) for name in record.__struct_fields__}
    after = _filled(type(record), known, fields, text)
    if isinstance(record, Figure) and isinstance(after, Figure) and record.min is not None and record.min == record.max:
        ends = {"min", "max"} & fields.keys()
        if len(ends) == 1 and ({"min", "max"} - ends).isdisjoint(by_people) and (value := getattr(after, next(iter(ends)))) is not None:
            return msgspec.structs.replace(after, min=value, max=value)
    return after


def added(kind: RecordKind, fields: Mapping[str, Any], reading: Reading) -> Record:
    """A record that the machine missed, under an id that no other has.

    Raises:
        ValueError: a field is missing, unknown or has a value that it cannot have; one sentence.
    """
    if kind == "report":
        raise ValueError("what is known about the report is there already and cannot be added; set its fields")
    prefix = ADDED_IDS[kind]
    numbers = [int(local[len(prefix) :]) for one in _records(reading) if (local := id_of(one)).startswith(prefix) and local[2:].isdecimal()]
    known = {**_UNSTATED.get(kind, {}), "id": f"{prefix}{max(numbers, default=0) + 1}"}
    return _filled(KINDS[kind], known, fields, reading.text)


def as_corrected(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """The reading with corrections applied, in this order; whether they are legal is not asked."""
    for correction in corrections:
        reading = _applied(reading, correction)
    return reading


def set_by_people(corrections: Iterable[Correction]) -> frozenset[str]:
    """Local ids of the records that people set or added, of corrections that hold."""
    return frozenset(one.record for one in corrections if corrected_value(one) is not None and (one.fields or one.added))


def faults_of(reading: Reading, local: str) -> list[str]:
    """Why a record cannot stand as it does in a reading, or why it cannot be missing there; nothing where all is well.

    Args:
        reading: the reading as corrected.
        local: id of the record; where the reading has none, it was withdrawn.
    """
    record = record_in(reading, local)
    if record is None:
        naming = {id_of(one): " and ".join(fields) for one in _records(reading) if (fields := _fields_naming(one, local))}
        told = _listed([f"{one} ({fields})" for one, fields in naming.items()])
        return [f"{told} {'name' if len(naming) > 1 else 'names'} it; correct {_listed(list(naming))} first"] if naming else []
    return [] if isinstance(record, Finding) else list(_faults(reading, record))


def _faults(reading: Reading, record: Record) -> Iterator[str]:
    kind = type(record)
    for name in _PLACES[kind]:
        yield from _faults_of_spans(name, _spans(kind, name, getattr(record, name)), len(reading.text))
    known = {id_of(one) for one in _records(reading)} - {id_of(record)}
    for name in sorted(_named_by(record) - known):
        yield f"it names {name}, which is no other record of this report"
    for name in _DAYS.get(kind, ()):
        value = getattr(record, name)
        if value is not None and not _is_day(value):
            yield f"the field {name} cannot be {_short(value)}: write the day as YYYY-MM-DD"
    if isinstance(record, Figure):
        yield from _faults_of_figure(record, reading.text)
    if isinstance(record, Statement):
        if not 0 <= record.confidence <= 1:
            yield "the field confidence lies between 0 and 1"
        if not (record.source or record.cue or record.content):
            yield "a statement needs words of the text: a source, a cue or a content"
    if isinstance(record, MediaMention) and not record.span:
        yield "a media mention needs its span: the words of the text that speak of it"
    try:
        canonical(record)
    except ValueError as error:
        yield f"it cannot be kept ({error})"


def _has_control(value: object) -> bool:
    """Whether the words of a field, or one of several, have a control character."""
    listed = value if isinstance(value, tuple) else (value,)
    return any(isinstance(one, str) and _CONTROL.search(one) for one in listed)


def _faults_of_spans(name: str, spans: tuple[Span, ...], length: int) -> Iterator[str]:
    for start, end in spans:
        if not 0 <= start < end <= length:
            yield f"the field {name} says {start} to {end}, and the text has the characters 0 to {length:,}"
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        yield f"the pieces of the field {name} overlap, or are not in the order of the text"


def _faults_of_figure(figure: Figure, text: str) -> Iterator[str]:
    if not 0 <= figure.start < figure.end <= len(text):
        yield f"the figure stands at {figure.start} to {figure.end}, and the text has the characters 0 to {len(text):,}"
    elif text[figure.start : figure.end] != figure.phrase:
        yield f"the text says {_short(text[figure.start : figure.end])} there, not {_short(figure.phrase)}"
    for name in ("min", "max"):
        if (value := getattr(figure, name)) is not None and not 0 <= value <= _LARGEST:
            yield f"the field {name} cannot be {value}: it is a number of people"
    if figure.min is not None and figure.max is not None and figure.min > figure.max:
        yield f"min {figure.min:,} is more than max {figure.max:,}; set both, or one of them to null where that end is open"
    if not 0 <= figure.confidence <= 1:
        yield "the field confidence lies between 0 and 1"


def _named_by(record: Record) -> set[str]:
    """Ids of other records of the reading that a record names."""
    return {local for _, local in _naming(record)}


def _fields_naming(record: Record, local: str) -> list[str]:
    """The fields of a record in which it names another one."""
    return list(dict.fromkeys(name for name, named in _naming(record) if named == local))


def _naming(record: Record) -> Iterator[tuple[str, str]]:
    """Fields of a record that name other records of the reading, each with the id that stands there."""
    for name in _NAMES.get(type(record), ()):
        value = getattr(record, name)
        yield from ((name, local) for local in (value if isinstance(value, tuple) else () if value is None else (value,)))
    if isinstance(record, Incident):
        for blamed in record.responsibility:
            yield from (("responsibility", local) for local in (*(blamed.according_to or ()), *blamed.contested_by))


def _applied(reading: Reading, correction: Correction) -> Reading:
    if correction.report is not None:
        return msgspec.structs.replace(reading, report=correction.report)
    if (finding := correction.finding) is not None:
        left = tuple(one for one in reading.findings if not (correction.withdrawn and same_finding(one, finding)))
        return msgspec.structs.replace(reading, findings=left)
    now = corrected_value(correction)
    kind = kind_of(now) if now is not None else None
    changes = {}
    for one, name in _LISTS.items():
        records = getattr(reading, name)
        if any(record.id == correction.record for record in records):
            changes[name] = tuple(now if record.id == correction.record else record for record in records)
            changes[name] = tuple(record for record in changes[name] if record is not None)
        elif one == kind:
            changes[name] = (*records, now)
    return msgspec.structs.replace(reading, **changes)


def _filled(kind: type[Record], known: Mapping[str, Any], fields: Mapping[str, Any], text: str) -> Record:
    word = next(name for name, one in KINDS.items() if one is kind).replace("_", " ")
    word = f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
    types = {one.name: one.type for one in msgspec.structs.fields(kind)}
    settable = [name for name in types if name != "id"]
    values = dict(known)
    for name, value in fields.items():
        if name not in settable:
            raise ValueError(f"{word} has no field {_short(name)} that could be set; its fields are: {', '.join(settable)}")
        wanted = _placed(kind, name, value, text) if name in _PLACES[kind] else value
        values[name] = _typed(name, wanted, types[name])
        if name != "phrase" and _has_control(values[name]):  # a phrase has what the text has
            raise ValueError(f"the field {name} has a line break, a tab or another control character; write it in one line")
    if kind is Figure:
        _place_figure(values, fields, text)
    missing = [one.name for one in msgspec.structs.fields(kind) if one.required and one.name not in values]
    if missing:
        raise ValueError(f"{word} needs the field {missing[0]} as well")
    return kind(**values)


def _typed(name: str, value: Any, kind: Any) -> Any:
    """A value as its field has it."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        if isinstance(value, str):
            try:
                return msgspec.convert(json.loads(value), kind)
            except (ValueError, RecursionError, msgspec.ValidationError):
                pass
        words = _words_of(kind)
        expected = f"one of: {', '.join(words)}" if words else _form_of(name, value, kind)
        raise ValueError(f"the field {name} cannot be {_short(value)}: {expected}") from error


_FORMS: dict[type, str] = {int: "a whole number, as in {name}=12", float: "a number, as in {name}=0.9", bool: "true or false", str: "text"}


def _form_of(name: str, value: Any, kind: Any) -> str:
    """What a field takes, with an example of it; of a list of words or ids, what was given, in the right form."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    is_open = type(None) in parts
    if get_origin(one := next(part for part in parts if part is not type(None))) is Annotated:
        one = get_args(one)[0]
    if get_origin(one) is tuple:
        if get_args(one) == get_args(Span):
            return f"it is a place in the text, as in {name}=[0, 12]{', or null for nothing' if is_open else ''}"
        return f"it is a list, as in {name}={_list_like(value, get_args(one)[0])}"
    form = _FORMS.get(one, "another form; docs/reference/interchange.schema.json has it").format(name=name)
    return f"it is {form}{', or null for nothing' if is_open else ''}"


def _list_like(value: Any, kind: Any) -> str:
    """A list of what is wanted, out of what was given where that can be."""
    if kind is str:
        words = " ".join(value.split()) if isinstance(value, str) else ""
        pieces = [piece.strip("\"'") for piece in re.split(r"[\s,;]+", words.strip("[]() ")) if piece]
        given = pieces if all(map(_ID.fullmatch, pieces)) else [words[:_SHOWN]]
        return json.dumps(given or ["…"], ensure_ascii=False)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        needed = [field.name for field in msgspec.structs.fields(kind) if field.required]
        return json.dumps([dict.fromkeys(needed, "…")], ensure_ascii=False)
    return "[[0, 12]], the places of its pieces in the text"


def _words_of(kind: Any) -> tuple[str, ...]:
    """The words of a closed vocabulary, also of one that may be left out."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return next((words for part in get_args(kind) if (words := _words_of(part))), ()) if get_origin(kind) is not tuple else ()


def _placed(kind: type[Record], name: str, value: Any, text: str) -> Any:
    """Places in the text, those given in words found there."""
    single = (kind, name) in _SINGLE
    if isinstance(value, str):
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            parsed = value
        value = parsed if isinstance(parsed, list) else value
    if value is None:
        return None if single else ()
    if isinstance(value, str):
        return _found(name, value, text) if single else (_found(name, value, text),)
    if isinstance(value, list) and not single:
        return [_found(name, one, text) if isinstance(one, str) else one for one in value]
    return value


def _place_figure(values: dict[str, Any], fields: Mapping[str, Any], text: str) -> None:
    """Offsets from the words of a figure, or its words from the offsets."""
    given = {"start", "end"} & fields.keys()
    if "phrase" in fields and not given:
        if values.get("phrase") != text[values.get("start", 0) : values.get("end", 0)] or "start" not in values:
            values["start"], values["end"] = _found("phrase", values["phrase"], text)
    elif given and "phrase" not in fields and {"start", "end"} <= values.keys():
        values["phrase"] = text[max(values["start"], 0) : max(values["end"], 0)]


def _found(name: str, words: str, text: str) -> Span:
    start = text.find(words) if words else -1
    if start < 0:
        raise ValueError(f"the words {_short(words)}, given as {name}, do not stand in the text")
    if text.find(words, start + 1) >= 0:
        raise ValueError(f"the words {_short(words)}, given as {name}, stand in the text more than once; give the place as [start, end]")
    return start, start + len(words)


def _spans(kind: type[Record], name: str, value: Any) -> tuple[Span, ...]:
    return () if value is None else (value,) if (kind, name) in _SINGLE else value


def _is_day(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value  # not a week, nor a moment
    except ValueError:
        return False


def _records(reading: Reading) -> Iterator[Record]:
    for name in _LISTS.values():
        yield from getattr(reading, name)


def id_of(record: Record) -> str:
    """The local id of a record of a reading."""
    identifier: str = getattr(record, "id", REPORT)
    return identifier


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _short(value: Any) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=True, default=str)
    words = " ".join(words.split())
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
