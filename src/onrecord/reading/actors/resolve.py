"""Which actor a stretch of text speaks of."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.reading.page import Page
from onrecord.records import Actor, Span


class ActorIndex:
    """The mentions of all actors in text order, for many questions about one report."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = tuple(actors)
        self._mentions = sorted(
            ((span, number) for number, actor in enumerate(self.actors) for span in actor.mentions), key=lambda pair: (pair[0], pair[1])
        )
        self._starts = [span[0] for span, _ in self._mentions]
        self._longest = max((end - start for (start, end), _ in self._mentions), default=0)

    def over(self, span: Span) -> Iterator[tuple[Span, Actor]]:
        """Mentions that share characters with a span, in text order."""
        at = bisect_left(self._starts, span[0] - self._longest)
        while at < len(self._mentions) and self._starts[at] < span[1]:
            mention, number = self._mentions[at]
            if mention[1] > span[0]:
                yield mention, self.actors[number]
            at += 1

    def before(self, offset: int, limit: int) -> Iterator[tuple[Span, Actor]]:
        """Mentions that begin between ``limit`` and ``offset``, the last one first."""
        at = bisect_left(self._starts, offset) - 1
        while at >= 0 and self._starts[at] >= limit:
            mention, number = self._mentions[at]
            yield mention, self.actors[number]
            at -= 1

    def at(self, span: Span) -> Actor | None:
        """The actor whose mention covers most of a span and little else; of equals the longest, then the first."""
        best: tuple[float, int] | None = None
        found: Actor | None = None
        for mention, actor in self.over(span):
            overlap = min(mention[1], span[1]) - max(mention[0], span[0])
            score = (overlap / (max(mention[1], span[1]) - min(mention[0], span[0])), mention[1] - mention[0])
            if best is None or score > best:
                best, found = score, actor
        return found

    def heading(self, page: Page, span: Span) -> Actor | None:
        """The actor that a phrase is about: the longest mention that begins with it (articles aside), else one that covers its head.

        "A nurse at the clinic" is the nurse, "Ada Quill, who follows armed groups" is Ada Quill, "Ada Quill's brother" is not.
        """
        first, last = page.tokens_in(*span)
        if first >= last:
            return None
        inside = [(m, a) for m, a in self.over(span) if m[1] <= span[1] + 1]
        starts = {
            page.tokens[n].start for n in range(first, min(first + 2, last)) if n == first or page.classes[n - 1] in ("DT", "PU", "CD")
        }
        possessors = {page.tokens[n].start for n in range(first, last) if page.classes[n] == "POS"}
        opening = [(m, a) for m, a in inside if m[0] in starts and m[1] not in possessors]
        if opening:
            return max(opening, key=lambda pair: (pair[0][1], -pair[0][0]))[1]
        phrase = page.phrase_at.get(first)
        head = page.tokens[phrase.head if phrase is not None and phrase.head < last else last - 1]
        covering = [(m, a) for m, a in inside if m[0] <= head.start and head.end <= m[1]]
        return max(covering, key=lambda pair: pair[0][1] - pair[0][0])[1] if covering else None


def resolve(page: Page, actors: Sequence[Actor] | ActorIndex, span: Span) -> Actor | None:
    """The actor that a phrase is about, else the one that it mentions; None when nobody is named.

    Args:
        page: the text.
        actors: its actors, or their index when many spans are asked for.
        span: code-point offsets of a source, a group or a subject. A pronoun stands for the actor named last before it in
            its sentence or the two before; of a statement's source, ``Statement.actor`` tells more.
    """
    index = actors if isinstance(actors, ActorIndex) else ActorIndex(actors)
    first, last = page.tokens_in(*span)
    if last - first == 1 and page.classes[first] in ("PRP", "PRP$"):
        sentence = page.sentence_numbers[first]
        limit = page.tokens[page.sentences[max(sentence - 2, 0)][0]].start
        wanted = _PRONOUNS.get(page.tokens[first].lower)
        return next((actor for _, actor in index.before(span[0], limit) if wanted is not None and _fits(actor, wanted)), None)
    return index.heading(page, span) or index.at(span)


_PRONOUNS = {
    "he": "person",
    "him": "person",
    "his": "person",
    "she": "person",
    "her": "person",
    "it": "body",
    "its": "body",
    "they": "any",
    "them": "any",
    "their": "any",
}


def _fits(actor: Actor, wanted: str) -> bool:
    person = actor.kind in ("person", "unnamed")
    return wanted == "any" or person == (wanted == "person")


def actor_at(actors: Sequence[Actor] | ActorIndex, span: Span) -> Actor | None:
    """The actor whose mention covers most of a span and little else; make an ``ActorIndex`` first when many spans are asked for."""
    return (actors if isinstance(actors, ActorIndex) else ActorIndex(actors)).at(span)
