"""What came in: the bytes as they were obtained, and the report text found in them."""

from onrecord.records.base import Record
from onrecord.records.reading import Issue, Party, StatedDate


class Capture(Record, frozen=True, kw_only=True):
    """Bytes as they came, with where, when and how. Kept by hash."""

    sha256: str
    size: int
    """Bytes."""
    origin: str
    """The path, address or ``-`` it was read from."""
    media_type: str
    captured: str | None = None
    """ISO 8601 time at which we obtained it; set by the flow, not by readers."""


class Document(Record, frozen=True, kw_only=True):
    """One report's text as intake found it in a capture. Input of a reading; holds no reading itself."""

    id: str
    """The identifier its container gives it, else one made from its origin."""
    text: str
    capture: Capture | None = None
    """None for a text handed over in memory."""
    date: str | None = None
    """ISO day given with the text from outside it (a JSONL ``date``), else None."""
    parties: tuple[Party, ...] = ()
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    issues: tuple[Issue, ...] = ()
