"""Where addresses stand in a text: of pages, files and mailboxes. In these, letter case says nothing."""

import re
from collections.abc import Iterator

from onrecord.export.dossier.scripts import is_mark

_ENDS = re.compile(r"[\s\"'<>()\[\]{}|,;“”„«»]")
_END = frozenset("\"'<>()[]{}|,;“”„«»")
_LONGEST = 2000
"""Characters of an address that are looked at on each side of a name."""
_ADDRESS = re.compile(r"[@_\\]|://|^www\.|^[~./]*/|/[^/]*/|\w\.[A-Za-z][A-Za-z0-9]")
_LONGEST_MAILBOX = 100
_MAILBOX = frozenset(".+-_'%=~&!#")
_QUOTED = re.compile(r"(?<!\w)['\"“„«‘](.*)['\"”“»’](?!\w)", re.DOTALL)
_PATH = re.compile(r"(?<!\S)[^\s,;]*[/\\][^,;:]*")


def token_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The run of characters around a place in which an address could stand."""
    first = start
    while first > max(0, start - _LONGEST) and not _is_end(text[first - 1]):
        first -= 1
    found = _ENDS.search(text, end, min(len(text), end + _LONGEST))
    return first, found.start() if found else min(len(text), end + _LONGEST)


def _is_end(letter: str) -> bool:
    return letter in _END or letter.isspace()


def is_address(token: str) -> bool:
    """Whether a run of characters has the form of one."""
    return _ADDRESS.search(token.rstrip(".:!?…")) is not None


def is_apart(text: str, start: int, end: int) -> bool:
    """Whether no letter touches a word, or where one does a capital shows that another word begins: ``ToldByVale.txt``."""
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = not before.isalpha() or (before.islower() and text[start].isupper())
    return begins and (not after.isalpha() or (after.isupper() and text[end - 1].islower()))


def mailboxes(text: str) -> Iterator[tuple[int, int]]:
    """What stands before an at sign."""
    at = text.find("@")
    while at >= 0:
        first = at
        while first > max(0, at - _LONGEST_MAILBOX) and _is_of_mailbox(text[first - 1]):
            first -= 1
        if first < at:
            yield first, at
        at = text.find("@", at + 1)


def _is_of_mailbox(letter: str) -> bool:
    return letter.isalnum() or letter in _MAILBOX or is_mark(letter)


def named_in_sentence(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence of ours names a file or a part of one: from its first quotation mark to its last, and from a path on."""
    found = [found.span(1) for found in _QUOTED.finditer(sentence)]
    return [span for span in (*found, *(path.span() for path in _PATH.finditer(sentence))) if span[0] < span[1]]
