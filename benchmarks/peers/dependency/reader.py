"""A whole article: paragraph by paragraph, cues, then the quotations that stand beside them or follow them."""

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.peers.dependency.clauses import is_verb
from benchmarks.peers.dependency.found import Found, Span, offsets
from benchmarks.peers.dependency.frames import by_according, by_adjective, by_noun, by_verb
from benchmarks.peers.dependency.quotations import Quotation, quotations

PARAGRAPH = re.compile(r"[^\n\r]+")
FARTHEST = 8
"""Words between a cue and the quotation that it opens ("said in a statement on Sunday:")."""
LONGEST_NAME = 6
"""Words before a colon that may be a speaker's name."""

Attribution = dict[str, Any]


def attributions(pipeline: Language, text: str) -> list[Attribution]:
    """The attributions of an article, with code-point offsets."""
    found: list[tuple[Found, Doc, int]] = []
    places = [(m.start(), m[0].replace("\xa0", " ")) for m in PARAGRAPH.finditer(text) if m[0].strip()]
    before: Found | None = None
    for (start, _), doc in zip(places, pipeline.pipe(paragraph for _, paragraph in places), strict=True):
        mine, before = paragraph(doc, start, before)
        found += [(one, doc, start) for one in mine]
    rows = []
    for one, doc, start in found:
        content = offsets(doc, one.content, start) + one.more
        if content:
            rows.append({"source": offsets(doc, one.source, start), "cue": offsets(doc, one.cue, start), "content": content})
    return rows


def paragraph(doc: Doc, start: int, before: Found | None) -> tuple[list[Found], Found | None]:
    """The attributions of a paragraph, and the one that a quotation in the next paragraph would go on."""
    quoted = quotations(doc)
    inside = {i for q in quoted for i in range(q.start, q.end)}
    found = cues(doc, inside)
    for one in found:
        if one.speech:
            take_beside(one, quoted, doc)
    taken = {q for q in quoted for one in found if one.content & set(range(q.start, q.end))}
    if quoted and quoted[0].start == 0 and quoted[0] not in taken and before is not None:
        before.more.append(piece(doc, quoted[0], start))
        taken.add(quoted[0])
    follow(doc, found, quoted, taken)
    found = without_empty(found, doc)
    return found, goes_on(doc, found, quoted, before if quoted and quoted[0].start == 0 and not found else None)


def cues(doc: Doc, inside: set[int]) -> list[Found]:
    """Every cue outside quotation marks."""
    found = []
    for token in doc:
        if token.i in inside:
            continue
        one = None
        if token.lower_ == "according":
            one = by_according(token)
        elif is_verb(token):
            one = by_verb(token)
        elif token.pos_ == "NOUN":
            one = by_noun(token)
        elif token.pos_ == "ADJ":
            one = by_adjective(token)
        if one is not None:
            found.append(one)
    return found


def take_beside(one: Found, quoted: list[Quotation], doc: Doc) -> None:
    """Quotations that touch the reporting clause, and the whole of those of which its content is a part."""
    hull = one.hull()
    for q in quoted:
        tokens = set(range(q.start, q.end))
        apart = q.end <= hull.start or q.start >= hull.stop
        if apart and one.content & tokens:
            one.content |= tokens
        elif q.end <= hull.start and only_signs(doc, q.end, hull.start) and (not one.content or min(one.content) > q.start):
            if not one.content or q.end < hull.start or doc[q.end - 2].text in {",", "?", "!"}:
                one.content |= tokens
        elif q.start >= hull.stop and (not one.content or max(one.content) <= hull.start) and opens(doc, hull.stop, q.start):
            one.content |= tokens


def opens(doc: Doc, start: int, end: int) -> bool:
    """Whether what stands between a cue and a quotation leads to it."""
    between = doc[start:end]
    if only_signs(doc, start, end):
        return not any(token.text in {".", "?", "!"} for token in between)
    near = len(between) <= FARTHEST and doc[end - 1].text in {",", ":"}
    return near and not any(is_verb(token) or token.text in {".", "?", "!", ";"} for token in between)


def only_signs(doc: Doc, start: int, end: int) -> bool:
    return all(token.is_punct or token.is_space for token in doc[start:end])


def follow(doc: Doc, found: list[Found], quoted: list[Quotation], taken: set[Quotation]) -> None:
    """A quotation that begins a sentence goes on with the statement of the sentence before."""
    for q in quoted:
        if q in taken or q.start == 0:
            continue
        earlier = [one for one in found if one.speech and one.content and max(one.hull()) < q.start]
        if not earlier:
            continue
        last = max(earlier, key=lambda one: max(one.hull()))
        end = max(last.hull().stop, *(i + 1 for i in last.content if i < q.start), 0)
        between = doc[end : q.start]
        if len(between) <= FARTHEST and not any(is_verb(token) for token in between) and begins_sentence(doc, q.start):
            last.content |= set(range(q.start, q.end))
            taken.add(q)


def begins_sentence(doc: Doc, at: int) -> bool:
    return at > 0 and doc[at - 1].text in {".", "?", "!", "”", '"', "''", ":"}


def without_empty(found: list[Found], doc: Doc) -> list[Found]:
    """Those with a content, and one that a colon at the paragraph's end leaves open."""
    open_end = doc[-1].text == ":"
    return [one for one in found if one.content or (open_end and one.speech)]


def goes_on(doc: Doc, found: list[Found], quoted: list[Quotation], before: Found | None) -> Found | None:
    """What a quotation at the head of the next paragraph belongs to."""
    speech = [one for one in found if one.speech]
    if not found:
        return before
    if not speech:
        return None
    last = max(speech, key=lambda one: max(one.hull() if not one.content else one.content))
    if doc[-1].text == ":" or (quoted and quoted[-1].end >= len(doc) - 1 and last.content & set(range(quoted[-1].start, quoted[-1].end))):
        return last
    return None


def piece(doc: Doc, q: Quotation, start: int) -> Span:
    return start + doc[q.start].idx, start + doc[q.end - 1].idx + len(doc[q.end - 1])
