"""Paragraphs and sentences as token ranges.

A line break starts a new paragraph, unless the text is hard-wrapped (lines of like length broken in the middle of
sentences), in which case only an empty line does. A sentence ends at . ! ? … and the closing marks behind them, at a
paragraph's end, and nowhere inside an abbreviation.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.tokens import Token

_TERMINATORS = frozenset({".", "!", "?", "…", "...", "。", "؟", "।", "！", "？"})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»", "＂", "›"})
_OPENERS = frozenset({'"', "“", "‘", "'", "``", "(", "[", "«", "„", "＂", "-", "–", "—", "•", "*"})
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and or if when while after before however meanwhile "
    "his her its their our there here no not one two some many most all both each as for from with by to of".split()
)
HARD_WRAP_COLUMNS = 140
"""A text whose longest line is shorter than this, and most of whose inner line breaks fall inside a sentence, is hard-wrapped."""


def find_paragraphs(text: str, tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Paragraphs as (first, past-the-last) token indices; together they cover all tokens."""
    breaks = re.compile(r"\n[ \t\r\f\v]*\n|\u2029|\r[ \t]*\r(?!\n)" if _hard_wrapped(text) else r"[\n\u2028\u2029]|\r(?!\n)")
    paragraphs: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(tokens)):
        gap_start, gap_end = tokens[index - 1].end, tokens[index].start
        if gap_end > gap_start + 0 and breaks.search(text, gap_start, gap_end):
            paragraphs.append((first, index))
            first = index
    if tokens:
        paragraphs.append((first, len(tokens)))
    return tuple(paragraphs)


def _hard_wrapped(text: str) -> bool:
    lines = text.replace("\r\n", "\n").split("\n")
    if max((len(line) for line in lines), default=0) >= HARD_WRAP_COLUMNS:
        return False
    inside = ends = 0
    for line, following in pairwise(lines):
        stripped, after = line.rstrip(), following.lstrip()
        if len(stripped) < 45 or not after:
            continue
        if after[0].islower() or stripped[-1] not in ".!?:\"”'’)…":
            inside += 1
        else:
            ends += 1
    return inside >= 2 and inside > ends


_STAMP = re.compile(
    r"""\s*(?:(?:[Dd]ated?|[Pp]ublished|[Uu]pdated|[Pp]osted|[Pp]ublication\s+date)\s*:?\s+)?
        (?:\d{4}-\d{2}-\d{2}(?:[T\s]\d{2}:\d{2}(?::\d{2})?Z?)?
          |\d{1,2}[./]\d{1,2}[./]\d{4}
          |\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}
          |[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+\d{4})
        [\s:|,–—-]*(?=["“‘'«]?[A-Z\u00c0-\u00de])""",
    re.VERBOSE,
)
"""A date that stands before the first words of a paragraph, with or without a label; it is no part of the sentence."""


_CLOCK = re.compile(
    r"""(?:[01]?\d|2[0-3])[:.h][0-5]\d
        (?:\s*(?:GMT|UTC|[A-Z]{1,3}T|[Ll]ocal(?:\s+time)?|hrs|[AaPp]\.?[Mm]\.?)\b\.?)?
        [\s:|,–—-]*(?=["“‘'«]?[A-Z\u00c0-\u00de])""",
    re.VERBOSE,
)
"""The time that heads an entry of a running report ("14:30 Police say …", "9.05pm – Shells …")."""


def _clock_end(text: str, tokens: Sequence[Token], first: int, last: int) -> int:
    """Index of the first token after the time that heads an entry; ``first`` when there is none."""
    if not tokens[first].text[0].isdecimal() or last - first < 4:
        return first
    match = _CLOCK.match(text, tokens[first].start)
    if match is None:
        return first
    end = first
    while end < last and tokens[end].start < match.end():
        end += 1
    return end if end < last else first


def _stamp_end(text: str, tokens: Sequence[Token], first: int, last: int) -> int:
    """Index of the first token after a date stamp at the head of a paragraph; ``first`` when there is none."""
    match = _STAMP.match(text, tokens[first].start)
    if match is None:
        return first
    end = first
    while end < last and tokens[end].start < match.end():
        end += 1
    # "12 October 2023 Gaza" needs a capital behind it, and more than a name to be a sentence
    return end if (last - end >= 4 and tokens[end].text[0].isupper()) or (end < last and tokens[end].text[0] in _OPENERS) else first


def find_sentences(text: str, tokens: Sequence[Token], paragraphs: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sentences as (first, past-the-last) token indices; together they cover all tokens and never cross a paragraph."""
    sentences: list[tuple[int, int]] = []
    for first, last in paragraphs:
        start = index = first
        stamped = _stamp_end(text, tokens, first, last) if first == 0 else first
        if stamped == first:
            stamped = _clock_end(text, tokens, first, last)
        if stamped > first:
            sentences.append((first, stamped))
            start = index = stamped
        while index < last:
            if _ends(text, tokens, index, first, last):
                index += 1
                while index < last and tokens[index].text in _TERMINATORS:
                    index += 1
                while index < last and _closes(text, tokens, index):
                    index += 1
                sentences.append((start, index))
                start = index
            else:
                index += 1
                if index - start > LONGEST_SENTENCE:
                    cut = _cut(tokens, start, index)
                    sentences.append((start, cut))
                    start = cut
        if start < last:
            sentences.append((start, last))
    return tuple(sentences)


LONGEST_SENTENCE = 250
"""Tokens of the longest sentence; what is longer is a table or a list without stops, and is read in pieces, so that the time that
reading takes grows with the text and not with its square."""


def _cut(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where an endless sentence is cut: behind its last mark in the second half, else at its end."""
    return next((n + 1 for n in range(end - 1, (start + end) // 2, -1) if tokens[n].text in _PAUSES), end)


_PAUSES = frozenset({",", ";", ":", ")", "–", "—", "|", "•"})


def _closes(text: str, tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.text not in _CLOSERS:
        return False
    touching = token.start == tokens[index - 1].end
    followed = token.end < len(text) and not text[token.end].isspace() and text[token.end] not in "\"”’')]»,;:—–-"
    return touching and not followed


def _ends(text: str, tokens: Sequence[Token], index: int, first: int, last: int) -> bool:
    token = tokens[index]
    if token.text not in _TERMINATORS and not token.text.endswith("."):
        return False
    following = index + 1
    while following < last and _closes(text, tokens, following):
        following += 1
    if following >= last:
        return token.text in _TERMINATORS
    after = tokens[following]
    if token.text in _TERMINATORS:
        if index == first and token.text != "...":
            return False
        if after.start == token.end and after.text not in _TERMINATORS and after.text not in _OPENERS:
            return False  # "3.5", "example.org"
        if token.text in ("…", "...") and after.text[0].islower():
            return False
        # "1." at the head of a paragraph numbers it
        if index == first + 1 and tokens[first].text.isdigit():
            return False
        # `"Go!" he shouted`: a small letter after a closing mark goes on
        return not (after.text[0].islower() and (following > index + 1 or token.text == "."))
    # an abbreviation at the end of a sentence: "… the U.S. The army …"
    if token.text.endswith(".") and len(token.text) > 2 and token.text.count(".") > 1:
        return after.text[0].isupper() and after.lower in _STARTERS and following == index + 1
    return False
