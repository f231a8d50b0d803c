"""The formats that are read, one module each. A module is loaded when the first file of its format is opened.

Choosing the article of a page needs packages that take longer to load than a hundred short texts to read.
"""

import importlib
from typing import Protocol, cast

from onrecord.intake.capture import Taken
from onrecord.intake.member import Container
from onrecord.intake.opened import Documents
from onrecord.records import Capture
from onrecord.settings import Limits

FORMATS: dict[str, tuple[str, str]] = {
    "text": ("onrecord.intake.text", "read_text"),
    "html": ("onrecord.intake.html", "read_html"),
    "jsonl": ("onrecord.intake.jsonl", "read_jsonl"),
}
"""Each format, the module that reads it, and its function there, which is a ``FormatReader``."""

HARMLESS = frozenset({"text", "jsonl"})
"""Formats that are read in the main process: our own code takes a known time for each byte of them. Every other format is taken apart
in a worker, which can be ended (``intake.pool``)."""

ONE_REPORT = frozenset({"text", "html", "pdf", "docx", "odt"})
"""Formats of which a file holds one report at most, so that a file from which one was read need not be taken apart again."""

CONTAINERS: dict[str, tuple[str, str]] = {
    "warc": ("onrecord.intake.warc.archive", "read_archive"),
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


def container(name: str) -> Container:
    """What goes through a kind of container of ``CONTAINERS``."""
    module, function = CONTAINERS[name]
    return cast(Container, getattr(importlib.import_module(module), function))
