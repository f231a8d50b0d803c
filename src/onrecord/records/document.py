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


class Part(Record, frozen=True, kw_only=True):
    """Which bytes of a capture a report was found in, where the capture is a container (a web archive, a mailbox, a feed)."""

    path: tuple[str, ...] = ()
    """Names of the members that lead to it, the outermost first; empty when it stands in the container itself."""
    offset: int | None = None
    """Where it begins in the innermost member: bytes as they are stored, compressed ones in a compressed archive."""
    length: int | None = None
    """Bytes that it takes there."""
    record: str | None = None
    """The identifier that the container gives it: WARC-Record-ID, Message-ID, the guid of a feed's item."""
    sha256: str | None = None
    """Of the report's own bytes, as they are after every transfer and content encoding was undone."""
    media_type: str | None = None
    """What the container says they are."""
    url: str | None = None
    """The address that the container says they came from."""
    captured: str | None = None
    """ISO 8601 time at which the container says they were obtained."""


class Document(Record, frozen=True, kw_only=True):
    """One report's text as intake found it in a capture. Input of a reading; holds no reading itself."""

    id: str
    """The identifier its container gives it, else one made from its origin."""
    text: str
    capture: Capture | None = None
    """None for a text handed over in memory."""
    part: Part | None = None
    """None where the capture is the report itself."""
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


class Version(Record, frozen=True, kw_only=True):
    """What stood at the address of a report at another time."""

    reading: str
    """Content id of the reading of it."""
    text: str
    captured: str | None = None
    """ISO 8601 time at which it was first seen so, as its container says."""
