"""Which characters of a report carry which mark, and what stands at its edges.

Every mark survives without colour: sources <…>, cues _…_, figures […], media {…}, each closed with the id of its
record; what a statement's standing says of its content is told by a letter in the margin.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.records import Reading, Span

LEGEND = (
    "marks   <source>s1  _cue_  [figure]f1  {image, video or audio}m1",
    "margin  D denied  U not verified  O opinion, as the report presents it",
)

_SIGNS = {"source": ("<", ">"), "cue": ("_", "_"), "figure": ("[", "]"), "media": ("{", "}")}
STYLES = {"source": "bold cyan", "cue": "cyan", "figure": "bold yellow", "media": "magenta"}
"""Colours only repeat what the signs say, and none of them stands for a side or a judgement."""

MARGIN_LETTERS = {"denied": "D", "unverified": "U", "opinion": "O"}
"""Standings that are told in the margin, in order of precedence."""


@dataclass(frozen=True)
class Mark:
    """One marked span: where, what sort, and the ids of the records that share it."""

    start: int
    end: int
    kind: str
    ids: tuple[str, ...]

    @property
    def opening(self) -> str:
        """What stands before it."""
        return _SIGNS[self.kind][0]

    @property
    def closing(self) -> str:
        """What stands after it, with the ids."""
        return _SIGNS[self.kind][1] + ",".join(self.ids)


def marks_of(reading: Reading) -> list[Mark]:
    """The marks of a reading, outer before inner. Fragments and the publisher's own voice get none.

    The last piece of a source carries the statements' ids, or of a cue where nobody is named.
    """
    shared: dict[tuple[int, int, str], list[str]] = defaultdict(list)

    def add(spans: Iterable[Span], kind: str, identifier: str, *, named: bool = True) -> None:
        pieces = list(spans)
        for number, (start, end) in enumerate(pieces):
            ids = shared[start, end, kind]
            if named and number == len(pieces) - 1:
                ids.append(identifier)

    for statement in reading.statements:
        if statement.grade != "fragment" and statement.voice != "publisher":
            add(statement.source, "source", statement.id)
            add(statement.cue, "cue", statement.id, named=not statement.source)
    for figure in reading.figures:
        add(((figure.start, figure.end),), "figure", figure.id)
    for mention in reading.media_mentions:
        add(mention.span, "media", mention.id)
    marks = [Mark(start, end, kind, tuple(ids)) for (start, end, kind), ids in shared.items() if start < end]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind))


def margin_letters(reading: Reading) -> dict[int, str]:
    """For each character inside a content whose standing is told in the margin, its letter."""
    letters: dict[int, str] = {}
    for standing in reversed(MARGIN_LETTERS):  # what comes first in the table is written last and stays
        for statement in reading.statements:
            if statement.standing == standing and statement.grade != "fragment":
                letters.update((at, MARGIN_LETTERS[standing]) for start, end in statement.content for at in range(start, end))
    return letters
