"""Web archives in the format before WARC (ARC 1.0 and 2.0): one line before each record, told apart as records of a WARC are.

The line becomes the header of a WARC record, so that everything behind it is the same for both.
"""

import re

from onrecord.intake.extent import CHUNK, Bytes
from onrecord.intake.signs import ARC_LINE, LONGEST_ARC_LINE, arc_sign
from onrecord.intake.warc.frames import WARC, Form, Header, Misframed
from onrecord.intake.warc.runs import RECORD, Run

_LINE = re.compile(ARC_LINE)
_NEXT = re.compile(rb"\n" + ARC_LINE)
_FOLLOWED = re.compile(rb"[\r\n]{0,16}(?:[a-z][a-z0-9+.-]{1,20}:[^ \r\n]|\Z)")
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})")
_OF_THE_FILE = b"filedesc:"


def is_plain(archive: Bytes) -> bool:
    """Whether an archive is not compressed: it begins as a record does, or records are found near its damaged beginning."""
    head = archive.at(0, CHUNK)
    if head.startswith(RECORD) or arc_sign(head):
        return True
    return not head.startswith(b"\x1f\x8b") and any(form.following.search(head) for form in (WARC, ARC))


def form_of(run: Run) -> Form:
    """Which of the two formats a run is of, by the first record in it."""
    head = run.at(0, LONGEST_ARC_LINE)
    if head.startswith(RECORD) or arc_sign(head):
        return WARC if head.startswith(RECORD) else ARC
    head = run.at(0, CHUNK)
    places = {found.start(): form for form in (WARC, ARC) if (found := form.following.search(head))}
    return places[min(places)] if places else WARC


def _header(run: Run, position: int) -> Header | Misframed:
    """The line at a position, as the header of a WARC record."""
    found = _LINE.match(run.at(position, LONGEST_ARC_LINE))
    if found is None:
        message = "It begins with no line that states address, time, type and length."
        return Misframed(position, position, "warc.length", "quarantined", message)
    line = found.groupdict()
    block = run.at(position + found.end(), len(b"HTTP/"))
    kind, content_type = (b"response", b"application/http; msgtype=response") if block == b"HTTP/" else (b"resource", line["type"])
    if line["address"].startswith(_OF_THE_FILE):
        kind = b"warcinfo"
    fields = (
        (b"WARC-Type", kind),
        (b"WARC-Target-URI", line["address"]),
        (b"WARC-Date", _date(line["date"].decode("ascii")).encode()),
        (b"Content-Type", content_type),
        (b"Content-Length", line["length"]),
    )
    return Header(found.end(), b"WARC/1.1\r\n" + b"".join(b"%s: %s\r\n" % field for field in fields) + b"\r\n")


def _date(stated: str) -> str:
    """A time as a WARC has it; one of another length as it stands, which is no date of a WARC."""
    found = _TIME.fullmatch(stated)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else stated


ARC = Form(begins=_LINE, following=_NEXT, longest=LONGEST_ARC_LINE + 1, followed=_FOLLOWED, after=b"", header=_header)
"""Records of an ARC file."""
