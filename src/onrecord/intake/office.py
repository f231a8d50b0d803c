"""What all office documents are read with: their package opened, their XML checked, their faults said."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError

from onrecord.intake.archiver_media import with_issues
from onrecord.intake.capture import Taken
from onrecord.intake.opened import Documents
from onrecord.intake.package import Package, UnpackError, open_package
from onrecord.intake.picture import of_bytes, too_large
from onrecord.intake.stated import remark, shown, unread
from onrecord.intake.xml_check import check_xml
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

LARGEST_DOCUMENT = 128 * 1024 * 1024
"""Bytes of a document that is opened, its pictures included."""

_PICTURES = ("word/media/", "Pictures/")
"""Where Word and OpenDocument texts keep their pictures."""

PackageReader = Callable[[Package, Capture, str, Limits], Document | Issue]
"""Reads the document in an opened package, or gives the issue that keeps it from being read."""


def read_office(taken: Taken, capture: Capture, identifier: str, limits: Limits, *, reader: PackageReader) -> Documents:
    """The text of an office document, or the issue that keeps it from being read."""
    where = capture.origin
    if taken.size > LARGEST_DOCUMENT:
        yield unread("text.limit", where, f"The document has {taken.size:,} bytes; at most {LARGEST_DOCUMENT:,} are read.")
        return
    package = open_package(taken.all(), where, limits)
    if isinstance(package, Issue):
        yield package
        return
    try:
        document = reader(package, capture, identifier, limits)
        large = tuple(_large_pictures(package, where, limits))
        yield from (document, *large) if isinstance(document, Issue) else (with_issues(document, large),)
    except UnpackError as error:
        yield unread(error.code, where, f"{error} Nothing of it was read; its bytes are kept.")
    except ParseError as error:
        yield unread("xml.syntax", where, f"The document is damaged ({error}); fetch it again. Its bytes are kept.")


def _large_pictures(package: Package, where: str, limits: Limits) -> Iterator[Issue]:
    """The pictures in a document that are too large ever to be decoded."""
    for folder in _PICTURES:
        for name, head in package.pictures(folder):
            if large := too_large(of_bytes(head), limits):
                yield remark("image.pixels", f"{where}, {shown(name)}", f"{large} It is kept with the document, nothing of it was decoded.")


def tree_of(data: bytes, where: str) -> Element | Issue:
    """The tree of a member, or the issue that keeps it from being read."""
    checked = check_xml(data, where)
    if isinstance(checked, Issue):
        return checked
    if checked.fault:
        return unread("xml.syntax", where, f"The document is damaged ({checked.fault}); fetch it again. Its bytes are kept.")
    return checked.tree()
