"""What is refused as a whole before its bytes are kept: a container that is nothing but an overrun limit."""

import msgspec

from onrecord.intake.extent import Extent
from onrecord.intake.member import Walk
from onrecord.intake.warc.frames import only_an_endless_header
from onrecord.intake.xml_check import LARGEST_XML, NOT_KEPT, check_xml
from onrecord.intake.zipped.directory import DirectoryError, read_directory
from onrecord.records import Issue


def refusal(kind: str, extent: Extent, walk: Walk) -> Issue | None:
    """Why a file is not even kept; None for nearly every one.

    A ZIP archive with too many members or a directory that contradicts itself, a web archive whose only record has an endless header,
    and a feed or news item whose XML grows without end, reaches outside of the file, or is nested without end.
    """
    if kind in ("feed", "newsml") and extent.size <= LARGEST_XML:
        checked = check_xml(extent.all(), walk.capture.origin)
        if isinstance(checked, Issue) and checked.code in NOT_KEPT:
            reason = checked.message.replace("Nothing of it was read; its bytes are kept.", "Nothing of it was read or kept.")
            return msgspec.structs.replace(checked, outcome="refused", message=reason)
    if kind == "zip":
        try:
            with extent.open() as opened:
                read_directory(opened, walk.limits)
        except DirectoryError as fault:
            return walk.issue(fault.code, walk.capture.origin, fault.message, fault.outcome) if fault.outcome == "refused" else None
    if kind == "warc":
        with extent.open() as opened:
            if message := only_an_endless_header(opened):
                return walk.issue("warc.header", f"{walk.capture.origin}, record at byte 0", message, "refused")
    return None
