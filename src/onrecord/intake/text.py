"""Plain text: the whole file is one report, its characters and line ends unchanged."""

from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text, shows_nothing
from onrecord.intake.encoding import decode
from onrecord.intake.opened import Documents
from onrecord.intake.stated import remark
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

_BYTES_PER_CHARACTER = 4  # at most, in every encoding we read: a file with more bytes than this per allowed character is over the limit


def read_text(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The one document of a plain text file, or the issue that keeps it from being read."""
    if taken.size > limits.text_characters * _BYTES_PER_CHARACTER + 4:
        yield too_long(capture.origin, limits, f"{taken.size:,} bytes")
        return
    decoded = decode(taken.all(), capture.origin, declared=taken.charset)
    if len(decoded.text) > limits.text_characters:
        yield too_long(capture.origin, limits, f"{len(decoded.text):,} characters")
        return
    checked = check_text(decoded.text, capture.origin, replaced_by_us=decoded.replaced)
    empty = (remark("text.empty", capture.origin, "The text shows nothing."),) if shows_nothing(decoded.text) else ()
    yield Document(id=identifier, text=checked.text, capture=capture, issues=(*decoded.issues, *checked.issues, *empty))


def too_long(where: str, limits: Limits, found: str) -> Issue:
    """The issue for a text over the limit: its bytes are kept, it is not read further."""
    message = (
        f"The text has {found}; at most {limits.text_characters:,} characters are read (limits.text_characters)."
        " Split it or raise the limit."
    )
    return Issue(code="text.limit", outcome="quarantined", where=where, message=message)
