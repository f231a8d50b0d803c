"""A text whose places are followed while it is changed, so that no place has to be looked for afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Key = tuple[int, int]
"""A place as it was in the text that was given: start and end, code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the present text (``start``–``end``) and what stands for it from now on."""

    start: int
    end: int
    new: str
    places: Mapping[Key, tuple[int, int]] = field(default_factory=dict)
    """Where in ``new`` the followed places are that lie inside the stretch; not needed for those that cover it whole."""


class MarkedText:
    """A text with places in it."""

    def __init__(self, text: str, places: Iterable[Key]) -> None:
        self.text = text
        self.places: dict[Key, tuple[int, int]] = {place: place for place in places}
        """Where each place is now."""

    def edit(self, edits: Iterable[Edit]) -> None:
        """Replace stretches that do not overlap.

        Raises:
            ValueError: an edit cuts through a place and does not say where the place is in the new words.
        """
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        if any(one.end > other.start for one, other in pairwise(ordered)):
            raise ValueError("two edits overlap")
        moved = {key: self._moved(key, place, ordered) for key, place in self.places.items()}
        pieces, done = [], 0
        for edit in ordered:
            pieces += [self.text[done : edit.start], edit.new]
            done = edit.end
        self.text = "".join((*pieces, self.text[done:]))
        self.places = moved

    def _moved(self, key: Key, place: tuple[int, int], edits: Sequence[Edit]) -> tuple[int, int]:
        start, end = place
        before = after = 0
        for edit in edits:
            grown = len(edit.new) - (edit.end - edit.start)
            if key in edit.places:
                at = edit.start + before
                return at + edit.places[key][0], at + edit.places[key][1]
            if edit.end <= start:
                before += grown
                after += grown
            elif edit.start < end:
                if edit.start < start or edit.end > end:
                    raise ValueError(f"an edit of {self.text[edit.start : edit.end]!r} cuts through the place {self.text[start:end]!r}")
                after += grown
        return start + before, end + after

    def rearrange(self, pieces: Sequence[tuple[int, int]]) -> None:
        """Put pieces that make up the whole text into another order; each place lies within one piece.

        Raises:
            ValueError: the pieces are not the whole text, or a place lies in two of them.
        """
        pieces = [piece for piece in pieces if piece[0] < piece[1]]
        if not _make_up(pieces, len(self.text)):
            raise ValueError("the pieces do not make up the text")
        offsets, length = {}, 0
        for start, end in pieces:
            offsets[start, end] = length - start
            length += end - start
        for key, (start, end) in self.places.items():
            piece = next((piece for piece in pieces if piece[0] <= start and end <= piece[1]), None)
            if piece is None:
                raise ValueError(f"the place {self.text[start:end]!r} lies in two pieces")
            self.places[key] = start + offsets[piece], end + offsets[piece]
        self.text = "".join(self.text[start:end] for start, end in pieces)


def _make_up(pieces: Sequence[tuple[int, int]], length: int) -> bool:
    """Whether the pieces, in order, follow each other from beginning to end."""
    ordered = sorted(pieces)
    return [0, *(end for _, end in ordered)] == [*(start for start, _ in ordered), length]
