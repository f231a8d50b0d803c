"""Texts that stand in other texts word for word: copies, and what the finding of copies takes."""

from typing import Literal, NamedTuple

from onrecord.records.base import Record, Span, Spans

CopyKind = Literal["full", "cut", "additions"]
"""``full``: nothing but words here and there was changed. ``cut``: parts of the original are left out, at the end or in the middle.
``additions``: the copy has passages of its own as well, whether or not parts were left out."""


class Report(Record, frozen=True, kw_only=True):
    """A report as copies are looked for in it."""

    id: str
    """Content id of its reading, or whatever names it where there is no case."""
    text: str
    outlet: str | None = None
    page: str | None = None
    """The address, as what it names: reports with the same are versions of one page."""
    published: str | None = None
    """ISO 8601 day, or day and time."""
    read: int | None = None
    """Its place in the order of reading; None for one that is read only now."""


class SharedPassage(Record, frozen=True, kw_only=True):
    """Words that stand in both texts, in the same order, with nothing between them but marks and spaces."""

    original: Span
    """Code points in the text of the original."""
    copy: Span
    """Code points in the text of the copy."""
    words: int


class Copy(Record, frozen=True, kw_only=True):
    """A report whose text, or a third of it or more, stands in another report. An observation: which is the original follows from what
    the texts and their containers say."""

    original: str
    """``Report.id``."""
    copy: str
    kind: CopyKind
    share_of_original: float
    """Words of the original that stand in the copy: from 0 to 1."""
    share_of_copy: float
    """Words of the copy that stand in the original."""
    passages: tuple[SharedPassage, ...]
    """In the order of the copy."""
    own: Spans = ()
    """Passages that the copy adds, as code points in its text."""
    credited: str | None = None
    """The body named in the copy whose report it says it prints."""

    @property
    def share(self) -> float:
        """The larger of the two."""
        return max(self.share_of_original, self.share_of_copy)


class PassageHeld(NamedTuple):
    """Who has a passage, which is named by its fingerprint. A row of the index of a case says the same."""

    fingerprint: int
    report: str
    """``Report.id`` of the one that is the original, if any of them is."""
    read: int
    """Its ``Report.read``."""
    place: int
    """Its place among reports that share a text: the least is the original's (``corroboration.copies.place_of``)."""
    reports: int
    """How many reports have the passage, estimated from those that are counted (``FoundBy.counts_for``)."""
    last_day: int | None
    """The latest day on which one of them was published, counted from 1 January of the year 1."""


class FoundBy(Record, frozen=True, kw_only=True):
    """What a reading is found by, besides its names: what corroboration asks the index of a case for."""

    method: str
    """How this was made. Where it changes, all readings are noted anew."""
    passages: tuple[int, ...] = ()
    """The fingerprints of its text."""
    place: int = 0
    """Its place among reports that share a text."""
    counts_for: int = 1
    """How many reports this one stands for where it is counted who has a passage: most count for none, a few for several, so that a copy
    of a text changes nothing in most rows."""
    day: int | None = None
    """The day on which it was published, counted from 1 January of the year 1."""
