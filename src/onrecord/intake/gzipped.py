"""Compressed files (gzip, RFC 1952): a web archive whose records are compressed, or one file in another."""

from pathlib import PurePosixPath

from onrecord.intake.expand import DamagedError, ExpandsTooFarError, expand_gzip, expands_too_far
from onrecord.intake.extent import Extent
from onrecord.intake.member import Member, Members, Walk
from onrecord.intake.warc.archive import read_archive
from onrecord.intake.warc.runs import begins_with_record
from onrecord.records import Part


def read_gzip(member: Member, walk: Walk) -> Members:
    """The one file that a compressed file holds, or the members of a compressed web archive."""
    with member.extent.open() as opened:
        archive = begins_with_record(opened, 0)
    if archive:
        yield from read_archive(member, walk)
        return
    limits = walk.limits
    if member.extent.size > limits.record_bytes:
        size = member.extent.size
        message = f"It has {size:,} compressed bytes, more than are expanded (limits.record_bytes); expand it yourself and read that."
        yield walk.issue("decompress.limit", member.where, message)
        return
    try:
        data = expand_gzip(member.extent.all(), limits)
    except ExpandsTooFarError:
        message = f"{expands_too_far(limits)}; expand it yourself and read that."
        yield walk.issue("decompress.limit", member.where, message)
        return
    except DamagedError as damage:
        message = f"The compressed file is damaged or cut off ({damage}) after {len(damage.found):,} expanded bytes; it was not read."
        yield walk.issue("gzip.damaged", member.where, message)
        return
    name = PurePosixPath(member.name).name
    inner = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    part = member.part or Part()
    yield Member(
        extent=Extent.whole(data, len(data)),
        name=inner,
        where=f"{member.where}, expanded",
        identifier=member.identifier,
        depth=member.depth + 1,
        part=Part(path=(*member.path, inner or "expanded"), url=part.url, captured=part.captured, media_type=part.media_type),
        reached=member.reached,
        remarks=member.remarks,
    )
