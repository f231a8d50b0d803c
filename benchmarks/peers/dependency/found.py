"""An attribution on the tokens of one paragraph, before it becomes offsets."""

from dataclasses import dataclass, field

from spacy.tokens import Doc

from benchmarks.peers.dependency.clauses import trimmed

Span = tuple[int, int]


@dataclass
class Found:
    """Token positions of each role."""

    source: set[int]
    cue: set[int]
    content: set[int]
    speech: bool = False
    """May take quotations that stand beside it or follow it."""
    more: list[Span] = field(default_factory=list)
    """Offsets of content in later paragraphs."""

    def hull(self) -> range:
        """From the first to the last position of source and cue."""
        positions = self.source | self.cue
        return range(min(positions), max(positions) + 1)


def offsets(doc: Doc, positions: set[int], at: int) -> list[Span]:
    """Offsets into the article of each unbroken run of positions; ``at`` is where the paragraph begins."""
    spans: list[Span] = []
    last = -2
    for i in sorted(trimmed(doc, positions)):
        token = doc[i]
        start, end = at + token.idx, at + token.idx + len(token)
        if i == last + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = i
    return spans
