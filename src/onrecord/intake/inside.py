"""A report found inside another format – a page in an archive, an attachment of a message – read by the reader of its own format."""

import hashlib

import msgspec

from onrecord.intake.capture import Taken, printable
from onrecord.intake.formats import format_reader
from onrecord.intake.opened import Documents
from onrecord.intake.place import inner_place
from onrecord.records import Capture, Document, Part
from onrecord.settings import Limits


def documents_inside(data: bytes, kind: str, *, part: Part, place: str, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The documents of these bytes, each with the part of the capture in which it stood.

    Args:
        data: the bytes, every transfer and content encoding undone.
        kind: their format, one of ``FORMATS``.
        part: which bytes of the capture they are.
        place: the same in words, for issues.
        capture: the container as it was captured.
        identifier: the id of the document where the format gives none.
        limits: how much is read before something is refused.
    """
    inner = msgspec.structs.replace(capture, origin=f"{capture.origin}, {printable(place)}")
    digest = hashlib.sha256(data).hexdigest()
    part = msgspec.structs.replace(part, sha256=digest)
    for one in format_reader(kind)(Taken(sha256=digest, size=len(data), content=data), inner, identifier, limits):
        if isinstance(one, Document):
            yield msgspec.structs.replace(one, capture=capture, part=inner_place(part, one.part))
        else:
            yield one
