"""The formats that are read, one module each. A module is loaded when the first file of its format is opened.

Choosing the article of a page needs packages that take longer to load than a hundred short texts to read.
"""

import importlib
from typing import Protocol, cast

from onrecord.intake.capture import Taken
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
