"""The words of the pages for people: what entries did, and foreign text made harmless and visible."""

import re
import unicodedata

from markupsafe import Markup, escape

from onrecord.export.dossier.material import Material
from onrecord.ledger import ChainEntry

DONE = {
    "begin": "the log was begun",
    "capture": "original kept",
    "import": "taken over from elsewhere",
    "document": "report found in the original and recorded",
    "reading": "read",
    "finding": "compared; what was noticed recorded",
    "issue": "a remark or something unreadable recorded",
    "reference": "a reference series added",
    "parties": "the parties recorded",
    "grounds": "what it was compared with recorded",
    "note": "a person's note added",
    "correct": "corrected by a person, or a finding dismissed; what was there before stays",
    "propose": "an assessment proposed by a person",
    "decide": "an assessment decided by a person",
    "claim": "a person said which records tell one claim, and which do not",
    "view-restricted": "restricted matter looked at",
    "redact": "parts withheld for an export",
    "erase-ask": "erasure asked for",
    "erase": "parts erased",
    "export": "went out in a dossier",
    "anchor": "a time stamp of the log obtained",
    "witness": "the log countersigned by a witness",
    "key-rotate": "the key of the log changed",
    "role": "a role given or taken",
    "backup": "a backup made",
    "restore": "the case put back from a backup",
    "verify": "the case verified",
}
"""What an entry of each type says was done."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\U000e0000-\U000e007f]"
)
"""Characters that cannot be seen, or that turn the direction of what follows (UAX 9). Joiners are left: some scripts need them."""


def foreign(text: object) -> Markup:
    """Words that are not ours: escaped, apart from the direction of what stands around them, and with nothing hidden in them."""
    return Markup("<bdi>{}</bdi>").format(seen(text))


def seen(text: object) -> Markup:
    """Escaped text with what cannot be seen written out, as ``U+202E``."""
    plain, parts, at = str(text), [], 0
    for found in _UNSEEN.finditer(plain):
        parts.append(escape(plain[at : found.start()]))
        code = f"U+{ord(found.group()):04X}"
        name = unicodedata.name(found.group(), "control character").lower()
        parts.append(Markup('<span class="unseen" title="{}">{}</span>').format(name, code))
        at = found.end()
    parts.append(escape(plain[at:]))
    return Markup("").join(parts)


def moment(wall: str) -> str:
    """A moment of the log as people read it: ``2031-03-05 12:00:07 UTC``."""
    day, _, clock = wall.partition("T")
    zone = " UTC" if clock.endswith(("+00:00", "Z")) else ""
    return f"{day} {clock[:8]}{zone}" if clock else wall


def done(one: ChainEntry, material: Material) -> str:
    """What an entry did, in words."""
    words = DONE.get(one.entry.type, one.entry.type)
    if one.entry.agent.reader is not None and one.entry.type == "reading":
        words += f" by the reader {one.entry.agent.reader} {one.entry.agent.reader_version}"
    if one.entry.why is not None:
        words += f" (reason: {one.entry.why})"
    states = [("erased since", sum(record.line.erased is not None for record in one.records))]
    states.append(("withheld here", sum(material.is_out(record) for record in one.records)))
    told = [word for word, count in states if count]
    return f"{words} [{'; '.join(told)}]" if told else words


def amount(size: int) -> str:
    """A number of bytes."""
    return f"{size:,} byte{'' if size == 1 else 's'}"
