"""``report.html``: the record for a person – no script, nothing from elsewhere, readable on paper."""

import base64
import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined

from onrecord.export.dossier.material import Item, Material, Shown
from onrecord.export.dossier.reviews import marks_of, reviews_of, withheld_reviews
from onrecord.export.dossier.words import DONE, amount, done, foreign, moment, seen
from onrecord.ledger import ChainEntry, KeptAnchor
from onrecord.records import Figure, Party, ReferenceSeries, Span, Statement, decode
from onrecord.records.wording import day_words, range_words, spans_words

_AROUND = 90
"""Characters of context before and after a quotation."""

_LONGEST_TEXT = 200_000
"""Characters of a report's text that the page shows; the whole stands in the archive."""

_MEDIA = re.compile(rb"<(img|video|audio|source|iframe|embed)\b[^>]{0,2000}?\bsrc\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
_OTHER_WORDS = (
    "Annotation AnnotationCollection AnnotationPage Annotations Content Dataset Date Document Figure Finding OnRecord Original Person",
    "Name Qualified Report Software SoftwareAgent SpecificResource Statement Text TextPositionSelector TextQuoteSelector TextualBody Type",
    "anchors anno annotations archive blobs cdx checkpoint clock code consistency cosignature data entries entry http https indexes",
    "invalid json jsonl jsonld key log ns original onrecord org pages person program proofs prov py record records report role salt terms",
    "text timestamp tlog txt urn verify vkey wacz warc www",
)
"""What lists and addresses of ours hold besides."""

_MEDIA_BYTES = 4 * 1024 * 1024
_MEDIA_LISTED = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation in one role; ``None`` for the context around it."""

    role: str | None
    words: str


def report_page(material: Material) -> str:
    """The page; the same material gives the same bytes."""
    style = template("report.css")
    return (
        _environment()
        .get_template("report.html")
        .render(
            material=material,
            chain=material.chain,
            head=material.chain.proofs.signed.head,
            style=style,
            style_hash=base64.b64encode(sha256(style.encode()).digest()).decode("ascii"),
            key=material.chain.keys.decode("ascii", "replace").splitlines()[0],
            series=tuple(_series(material)),
            parties=tuple(_parties(material)),
            anchors=tuple(_anchors(material)),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(template), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    environment.filters.update(foreign=foreign, seen=seen, moment=moment, amount=amount, day=_day)
    environment.globals.update(
        done=done,
        figure_range=_figure_range,
        figure_pieces=_figure_pieces,
        statement_pieces=_statement_pieces,
        statements_in=_statements_in,
        denial_pairs=_denial_pairs,
        words_of=_words_of,
        media_of=_media_of,
        metadata_of=_metadata_of,
        text_of=_text_of,
        reviews_of=reviews_of,
        marks_of=marks_of,
        withheld_reviews=withheld_reviews,
    )
    return environment


def template(name: str) -> str:
    """A template of this package, by its name."""
    return (files("onrecord.export.dossier") / "templates" / name).read_text(encoding="utf-8")


@cache
def own_words() -> frozenset[str]:
    """The words that stand on a page or in a list of ours whatever the reports say."""
    ours = (template("report.html"), template("report.css"), *DONE.values(), *month_name, *_OTHER_WORDS)
    return frozenset(word for text in ours for word in re.findall(r"\w+", text))


def _day(value: str | None) -> str:
    if value is None:
        return "not stated"
    try:
        return day_words(value)
    except ValueError:
        return value


def _words_of(report: Shown, spans: tuple[Span, ...]) -> str:
    return spans_words(report.reading.text, spans)


def _statements_in(report: Shown) -> tuple[Statement, ...]:
    """In the order of the text; fragments are none to count."""
    whole = [one for one in report.reading.statements if one.grade != "fragment"]
    return tuple(sorted(whole, key=lambda one: min((span[0] for span in (*one.source, *one.cue, *one.content)), default=0)))


def _statement_pieces(report: Shown, statement: Statement) -> tuple[Piece, ...]:
    marked = [(span, role) for role in ("source", "cue", "content") for span in getattr(statement, role)]
    return tuple(_pieces(report.reading.text, marked))


def _figure_pieces(report: Shown, figure: Figure) -> tuple[Piece, ...]:
    return tuple(_pieces(report.reading.text, [((figure.start, figure.end), "figure")]))


def _pieces(text: str, marked: list[tuple[Span, str]]) -> Iterator[Piece]:
    """The words around and between the spans, and the spans themselves, so that a quotation is never out of its context."""
    marked = sorted((span, role) for span, role in marked if span[0] < span[1])
    if not marked:
        return
    at = _outwards(text, max(0, marked[0][0][0] - _AROUND), marked[0][0][0])
    if at:
        yield Piece(None, "… ")
    for (start, end), role in marked:
        if start > at:
            yield Piece(None, text[at:start])
        if end > max(at, start):
            yield Piece(role, text[max(at, start) : end])
        at = max(at, end)
    end = min(len(text), at + _AROUND)
    while end > at and end < len(text) and not text[end].isspace():
        end -= 1
    yield Piece(None, text[at:end] + (" …" if end < len(text) else ""))


def _outwards(text: str, start: int, end: int) -> int:
    """The beginning of the first whole word in a context."""
    while 0 < start < end and not text[start - 1].isspace():
        start += 1
    return start


def _denial_pairs(report: Shown) -> tuple[tuple[Statement, Statement], ...]:
    by_id = {one.id: one for one in report.reading.statements}
    return tuple((one, by_id[denied]) for one in report.reading.statements for denied in one.denies if denied in by_id)


def _figure_range(figure: Figure) -> str:
    return range_words(figure.min, figure.max, approx=figure.approx)


def _media_of(item: Item, material: Material) -> tuple[str, ...]:
    """What a page says is embedded in it, from its source; nothing of it is fetched or shown."""
    original = material.chain.original(item.capture.sha256) if item.there else None
    if original is None or "html" not in item.capture.media_type:
        return ()
    with original.open() as file:
        data = file.read(_MEDIA_BYTES)
    found = dict.fromkeys((kind.decode().lower(), source.decode("utf-8", "replace")) for kind, source in _MEDIA.findall(data))
    listed = list(found)[:_MEDIA_LISTED]
    return tuple(f"{kind}: {material.names.blacked_out(source, is_address=True)}" for kind, source in listed)


def _metadata_of(item: Item) -> tuple[tuple[str, str], ...]:
    document = item.document
    told = [("media type", item.capture.media_type), ("title", document.title), ("outlet", document.outlet)]
    told += [("authors", ", ".join(document.authors)), ("language", document.language), ("address that the page gives", document.url)]
    told += [(f"{date.kind}, as stated in {date.where}", date.date) for date in document.dates]
    if (part := document.part) is not None:
        told += [("part of the container", " › ".join(part.path)), ("record there", part.record), ("its address there", part.url)]
        told += [("obtained, says the container", part.captured), ("begins at byte", None if part.offset is None else f"{part.offset:,}")]
    return tuple((name, value) for name, value in told if value)


def _text_of(report: Shown) -> str:
    return report.reading.text[:_LONGEST_TEXT]


def _series(material: Material) -> Iterator[tuple[int, ReferenceSeries]]:
    for _, record in material.by_number.values():
        if record.type == "reference" and record.body and not material.is_out(record):
            yield record.number, decode(_inner(record.body, "series"), ReferenceSeries)


def _parties(material: Material) -> Iterator[Party]:
    latest: bytes | None = None
    for _, record in material.by_number.values():
        if record.type == "parties" and record.body and not material.is_out(record):
            latest = record.body
    if latest is not None:
        yield from decode(_inner(latest, "parties"), tuple[Party, ...])


def _inner(body: bytes, name: str) -> bytes:
    return msgspec.json.encode(msgspec.json.decode(body)[name])


def _anchors(material: Material) -> Iterator[tuple[ChainEntry, KeptAnchor]]:
    for one in material.chain.entries:
        for record in one.records:
            if one.entry.type in ("anchor", "witness") and record.body:
                yield one, decode(record.body, KeptAnchor)
