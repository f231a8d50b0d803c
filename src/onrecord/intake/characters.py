"""Characters that a reader would not see or that cannot be kept as they are: found, counted, said.

The text itself is left unchanged, with one exception: half of a surrogate pair has no UTF-8 form, so it is
replaced by U+FFFD, one character for one, and every offset still fits.
"""

import re
from dataclasses import dataclass

from onrecord.intake.spacing import single_spaced
from onrecord.records import Issue

_CONTROLS = r"\x00-\x08\x0b\x0e-\x1f\x7f-\x9f"  # all C0 and C1 but tab, line feed, form feed, carriage return
_DIRECTIONS = r"\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates; plain marks belong to right-to-left prose
_TAGS = r"\U000E0001-\U000E007F"
_MARKS = r"\u2061-\u2064\ufff9-\ufffb\U000E0100-\U000E01EF"
_SELECTORS = r"\ufe00-\ufe0f\u180b-\u180d\u180f"  # of another form of the letter or emoji before; one, seldom two
_ZERO_WIDTH = r"\u200b-\u200d\u2060\ufeff"  # part of many scripts, one at a time
_SURROGATES = r"\ud800-\udfff"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_CONTROL = re.compile(f"[{_CONTROLS}]")
_BIDI = re.compile(f"[{_DIRECTIONS}]")
_UNSEEN = re.compile(
    rf"(?<![\U0001F3F4\U000E0020-\U000E007E])[{_TAGS}]+|[{_MARKS}{_SELECTORS}]{{3,}}|[{_ZERO_WIDTH}]{{8,}}"
    r"|[\ufe00-\ufe0d](?<=[A-Za-z\u00c0-\u024f\u0370-\u06ff][\ufe00-\ufe0d])"
)
"""Tags that belong to no flag, runs of marks that change nothing, and selectors of a form that letters of the alphabets do not have: words
can be hidden in them from people and not from programs."""
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_ANY = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_TAGS}{_MARKS}{_SELECTORS}{_SURROGATES}{_REPLACEMENT}]")
_LONG = re.compile(f"[{_ZERO_WIDTH}][{_ZERO_WIDTH}]{{7}}")
"""Any of these; most texts have none, which two looks show."""
_NOTHING = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    r"\U000e0000-\U000e0fff]*"
)

SHOWN = 5
"""How many places an issue names before it only counts."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that can be kept, with what was noticed in it."""

    text: str
    issues: tuple[Issue, ...]


def check_text(text: str, where: str, *, replaced_by_us: bool = False) -> Checked:
    """Look through a report's text.

    Args:
        text: the decoded text.
        where: file and line for the issues.
        replaced_by_us: decoding already reported the replacement characters, so they are not reported again.
    """
    if _ANY.search(text) is None and (text.isascii() or _LONG.search(text) is None):
        return Checked(text, ())
    issues = []
    text, surrogates = _without_surrogates(text)
    if surrogates:
        message = (
            f"{_count(len(surrogates), 'half of a surrogate pair', 'halves of surrogate pairs')} at character"
            f" {places(surrogates, len(surrogates))}; each was replaced by U+FFFD, so offsets are unchanged."
        )
        issues.append(_remark("text.surrogate", where, message))
    if not replaced_by_us and (lost := _positions_of(_REPLACEMENT, text, ignoring=surrogates)):
        count = _count(len(lost), "replacement character", "replacement characters")
        message = (
            f"{count} (U+FFFD) at character {places(lost, len(lost))}: the text lost something before it came to us;"
            " look at an earlier copy."
        )
        issues.append(_remark("text.encoding", where, message))
    if controls := [match.start() for match in _CONTROL.finditer(text)]:
        first = f"U+{ord(text[controls[0]]):04X}"
        count = _count(len(controls), "control character", "control characters")
        message = f"{count}, the first {first}, at character {places(controls, len(controls))}; kept."
        issues.append(_remark("text.control", where, message))
    if unseen := [match.start() for match in _UNSEEN.finditer(text)]:
        count = _count(len(unseen), "run of characters that show nothing", "runs of characters that show nothing")
        message = f"{count} and can hold hidden words, at character {places(unseen, len(unseen))}; kept."
        issues.append(_remark("text.invisible", where, message))
    if bidi := [match.start() for match in _BIDI.finditer(text)]:
        message = (
            f"{_count(len(bidi), 'control', 'controls')} of writing direction at character {places(bidi, len(bidi))}: shown text can differ"
            " from what is stored; kept."
        )
        issues.append(_remark("text.bidi", where, message))
    return Checked(text, tuple(issues))


def shows_nothing(text: str) -> bool:
    """Whether a text is made of spaces and of characters that show nothing alone."""
    return _NOTHING.fullmatch(text) is not None


def clean_line(text: str | None) -> str | None:
    """A title, name or address fit to be kept: surrogate halves replaced, outer space removed; None when nothing is left."""
    if text is None:
        return None
    return single_spaced(_without_surrogates(text)[0]) or None


def places(first: list[int], number: int) -> str:
    """The first few of a number of positions for a message, and how many more there are."""
    shown = ", ".join(str(position) for position in first[:SHOWN])
    rest = number - min(SHOWN, len(first))
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def _without_surrogates(text: str) -> tuple[str, list[int]]:
    found = [match.start() for match in _SURROGATE.finditer(text)]
    return (_SURROGATE.sub(_REPLACEMENT, text), found) if found else (text, found)


def _positions_of(character: str, text: str, *, ignoring: list[int]) -> list[int]:
    ours = set(ignoring)
    found = []
    at = text.find(character)
    while at >= 0:
        if at not in ours:
            found.append(at)
        at = text.find(character, at + 1)
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _remark(code: str, where: str, message: str) -> Issue:
    return Issue(code=code, outcome="recorded", where=where, message=message)
