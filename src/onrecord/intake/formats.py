"""The formats that are read, one module each. A module is loaded when the first file of its format is opened.

Choosing the article of a page needs packages that take longer to load than a hundred short texts to read.
"""

import importlib
from typing import Protocol, cast

from onrecord.intake.archiver_media import StatedMedia
from onrecord.intake.capture import Taken
from onrecord.intake.member import Container
from onrecord.intake.opened import Documents
from onrecord.records import Capture
from onrecord.settings import Limits

FORMATS: dict[str, tuple[str, str]] = {
    "text": ("onrecord.intake.text", "read_text"),
    "html": ("onrecord.intake.html", "read_html"),
    "jsonl": ("onrecord.intake.jsonl", "read_jsonl"),
    "feed": ("onrecord.intake.feed", "read_feed"),
    "mail": ("onrecord.intake.mail", "read_mail"),
    "mbox": ("onrecord.intake.mail", "read_mbox"),
    "mhtml": ("onrecord.intake.mhtml", "read_mhtml"),
    "pdf": ("onrecord.intake.pdf", "read_pdf"),
    "docx": ("onrecord.intake.docx", "read_docx"),
    "odt": ("onrecord.intake.odt", "read_odt"),
    "ninjs": ("onrecord.intake.ninjs", "read_ninjs"),
    "newsml": ("onrecord.intake.newsml", "read_newsml"),
    "archiver": ("onrecord.intake.archiver", "read_archiver"),
}
"""Each format, the module that reads it, and its function there, which is a ``FormatReader``."""

HARMLESS = frozenset({"text", "jsonl"})
"""Formats that are read in the main process: our own code takes a known time for each byte of them. Every other format is taken apart
in a worker, which can be ended (``intake.pool``)."""

STATING_FILES: dict[str, tuple[str, str]] = {"archiver": ("onrecord.intake.archiver", "stated_media")}
"""Formats that state hashes of the files beside them, the module that knows these, and its function there."""

ONE_REPORT = frozenset({"text", "html", "pdf", "docx", "odt"})
"""Formats of which a file holds one report at most, so that a file from which one was read need not be taken apart again."""

_BYTES_FOR_THE_SAME_AGAIN = 1024 * 1024
"""A report alone is hardly ever longer; of a mailbox or feed, so many bytes have the seconds of one document once more."""

CONTAINERS: dict[str, tuple[str, str]] = {
    "warc": ("onrecord.intake.warc.archive", "read_archive"),
    "arc": ("onrecord.intake.warc.archive", "read_archive"),
    "gzip": ("onrecord.intake.gzipped", "read_gzip"),
    "zip": ("onrecord.intake.zipped.archive", "read_zip"),
}
"""Each kind of file that holds other files, the module that goes through it, and its function there, which is a ``Container``."""


class FormatReader(Protocol):
    """Reads the documents of one container."""

    def __call__(self, taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
        """The documents in their order, and an issue for each part that cannot be read.

        Args:
            taken: the bytes.
            capture: what they are; goes into each document.
            identifier: the id of the document where the format gives none.
            limits: how much is read before something is refused.
        """
        ...


def format_reader(name: str) -> FormatReader:
    """The reader of a format of ``FORMATS``."""
    module, function = FORMATS[name]
    return cast(FormatReader, getattr(importlib.import_module(module), function))


def files_stated(name: str, taken: Taken, where: str) -> tuple[StatedMedia, ...]:
    """What a file of a format of ``STATING_FILES`` states of the files beside it; nothing where it cannot be read, as its reader says."""
    module, function = STATING_FILES[name]
    try:
        return cast(tuple[StatedMedia, ...], getattr(importlib.import_module(module), function)(taken, where))
    except Exception:
        return ()


def most_seconds(name: str, size: int, limits: Limits) -> int:
    """Seconds of computing for a whole part of ``size`` bytes, as long as each of its documents keeps to ``limits.parse_seconds``."""
    times = 1 if name in ONE_REPORT else 1 + size // _BYTES_FOR_THE_SAME_AGAIN
    return times * limits.parse_seconds


def container(name: str) -> Container:
    """What goes through a kind of container of ``CONTAINERS``."""
    module, function = CONTAINERS[name]
    return cast(Container, getattr(importlib.import_module(module), function))
