"""Which actor a stretch of text speaks of."""

from collections.abc import Sequence
from functools import lru_cache

from onrecord.reading.page import Page
from onrecord.records import Actor, Span


def actor_at(actors: Sequence[Actor], span: Span) -> Actor | None:
    """The actor whose mention covers most of a span; of equals the one whose mention is longest, then the first."""
    best: tuple[float, int] | None = None
    found: Actor | None = None
    for mention, actor in _mentions(tuple(actors)):
        if mention[0] >= span[1]:
            break
        overlap = min(mention[1], span[1]) - max(mention[0], span[0])
        if overlap <= 0:
            continue
        union = max(mention[1], span[1]) - min(mention[0], span[0])
        score = (overlap / union, mention[1] - mention[0])
        if best is None or score > best:
            best, found = score, actor
    return found


def head_actor(page: Page, actors: Sequence[Actor], span: Span) -> Actor | None:
    """The actor that a phrase is about: the longest mention that begins with it (articles aside), else one that covers its head.

    "A nurse at the clinic" is the nurse, "Ada Quill, who follows armed groups" is Ada Quill.
    """
    first, last = page.tokens_in(*span)
    starts = {page.tokens[n].start for n in range(first, min(first + 2, last)) if n == first or page.classes[n - 1] in ("DT", "PU", "CD")}
    possessors = {page.tokens[n].start for n in range(first, last) if page.classes[n] == "POS"}
    opening = [(m, a) for m, a in _mentions(tuple(actors)) if m[0] in starts and m[1] <= span[1] + 1 and m[1] not in possessors]
    if opening:
        return max(opening, key=lambda pair: (pair[0][1], -pair[0][0]))[1]
    phrase = page.phrase_at.get(first)
    head = page.tokens[phrase.head if phrase is not None and phrase.head < last else last - 1]
    covering = [(m, a) for m, a in _mentions(tuple(actors)) if m[0] <= head.start and head.end <= m[1] and m[1] <= span[1] + 1]
    return max(covering, key=lambda pair: pair[0][1] - pair[0][0])[1] if covering else None


@lru_cache(maxsize=4)
def _mentions(actors: tuple[Actor, ...]) -> tuple[tuple[Span, Actor], ...]:
    return tuple(sorted(((span, actor) for actor in actors for span in actor.mentions), key=lambda pair: (pair[0], pair[1].name)))


def resolve(page: Page, actors: Sequence[Actor], span: Span) -> Actor | None:
    """The actor that a source, a group or a subject speaks of, pronouns and "the ministry" included; None when nobody is named.

    Args:
        page: the text.
        actors: its actors.
        span: code-point offsets of the phrase.
    """
    first, last = page.tokens_in(*span)
    if first < last and last - first == 1 and page.classes[first] in ("PRP", "PRP$"):
        return _antecedent(page, actors, first)
    return actor_at(actors, span)


def _antecedent(page: Page, actors: Sequence[Actor], index: int) -> Actor | None:
    """The nearest actor before a pronoun that it can stand for."""
    del page
    del index
    del actors
    return None
