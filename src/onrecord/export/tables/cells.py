"""A value as a cell of a delimited text, and a cell as the value that it was.

Programs for spreadsheets take a cell that begins with one of a few characters for a formula, and a formula in a report's text could send
what stands beside it to anybody (OWASP, "CSV Injection"). Such a cell gets an apostrophe before it; so does one that would be taken for
one that got it. So nothing that was written is lost, and reading back takes off what was put there.

Control characters other than tab and line ends, and those that turn the order of what is seen, would act on whoever prints the file; no
cell holds them (RFC 4180 has text alone), and the replacement character stands in their place.
"""

import re

from onrecord.export.tables.columns import Kind

FORMULA = "=+-@\t\r\n＝＋－＠"
"""What a formula may begin with, the full-width signs of East Asian keyboards among them."""
MARK = "'"
BETWEEN = "|"
"""Between the texts of a list; one that stands in a text is written ``\\|``, and a backslash ``\\\\``."""

_TAKEN = re.compile(f"{MARK}*[{re.escape(FORMULA)}]")
_MARKED = re.compile(f"{MARK}+[{re.escape(FORMULA)}]")
_PART = re.compile(r"(?:[^\\|]|\\.)*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE = re.compile(r"([\\|])")

REPLACEMENT = "\ufffd"
_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_SHOWN = 40

Value = str | int | float | bool | tuple[str, ...] | list[str] | None


def as_text(words: str) -> str:
    """Words with U+FFFD for each character that acts where it is printed, and for halves of characters, which no file can hold."""
    return _ACTING.sub(REPLACEMENT, words)


def neutralised(text: str) -> str:
    """A text as no program takes it for a formula."""
    return MARK + text if _TAKEN.match(text) else text


def restored(cell: str) -> str:
    """The text that ``neutralised`` was given."""
    return cell[len(MARK) :] if _MARKED.match(cell) else cell


def joined(texts: tuple[str, ...] | list[str]) -> str:
    """A list as one text; an empty one is empty."""
    return BETWEEN.join(_TO_ESCAPE.sub(r"\\\1", text) for text in texts)


def parted(text: str) -> tuple[str, ...]:
    """The list that ``joined`` was given, which has no list of one empty text."""
    if not text:
        return ()
    parts, at = [], 0
    while True:
        found = _PART.match(text, at)
        assert found, "the pattern fits anything"
        parts.append(_ESCAPED.sub(r"\1", found.group()))
        at = found.end() + 1
        if at > len(text):
            return tuple(parts)


def cell_of(value: Value) -> str:
    """A value as a cell; nothing is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)  # numbers hold nothing that anybody wrote, and "-3.5" must stay one
    return neutralised(as_text(value if isinstance(value, str) else joined(value)))


def value_of(cell: str, kind: Kind) -> Value:
    """The value that was written into a cell of a column of this kind; an empty cell is nothing, or an empty list.

    Raises:
        ValueError: it is none of that kind.
    """
    if kind == "list of texts":
        return parted(restored(cell))
    if not cell:
        return None
    if kind == "whole number":
        return int(cell)
    if kind == "number":
        return float(cell)
    if kind == "text":
        return restored(cell)
    if kind != "yes or no" or cell not in ("true", "false"):
        raise ValueError(f"{cell[:_SHOWN]!r} where there is {kind}")
    return cell == "true"
