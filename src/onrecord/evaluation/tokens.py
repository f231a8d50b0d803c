"""The token grid of a text, and attributed statements laid on it.

Tokens are runs of letters and digits (with ``.`` and ``,`` between digits) and single other signs. A token
belongs to a span that covers at least half of its characters, so that offsets may differ by a sign.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.errors import BadInput
from onrecord.evaluation.speech_verbs import SPEECH_FORMS

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"[^\W_]+(?:(?<=\d)[.,](?=\d)[^\W_]+)*|\S")
_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"＂'

TokenSet = frozenset[int]
"""Positions in the token grid."""


class TokenGrid:
    """The tokens of one text: their spans, which of them are words, which stand inside quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in _TOKEN.finditer(text)]
        self.is_word = [any(character.isalnum() for character in text[start:end]) for start, end in self.spans]
        self._token_at = [-1] * (len(text) + 1)
        for position, (start, end) in enumerate(self.spans):
            self._token_at[start:end] = [position] * (end - start)
        self.quoted = self._inside_quotation_marks()

    def _inside_quotation_marks(self) -> TokenSet:
        """Tokens inside double quotation marks, paragraph by paragraph; an unclosed mark runs to the paragraph's end."""
        straight_open, mark, inside, last = False, "", set(), 0
        for position, (start, end) in enumerate(self.spans):
            if "\n" in self.text[last:start]:
                straight_open, mark = False, ""
            last = end
            sign = self.text[start:end]
            if sign in _OPENING and not (sign == "“" and mark == "„"):
                mark = sign
            elif sign in _CLOSING or sign == "“":  # „German style“ closes with the English opening sign
                mark = ""
            elif sign in _STRAIGHT:
                straight_open = not straight_open
            elif straight_open or mark:
                inside.add(position)
        return frozenset(inside)

    def tokens(self, spans: Iterable[Sequence[int]], where: str) -> TokenSet:
        """Tokens that the spans cover at least by half.

        Raises:
            BadInput: when a span is not two offsets inside the text.
        """
        covered: set[int] = set()
        for span in spans:
            if len(span) != 2 or not all(isinstance(offset, int) for offset in span) or not 0 <= span[0] <= span[1] <= len(self.text):
                raise BadInput(f"{where}: bad span {list(span)!r} in a text of {len(self.text)} characters")
            covered |= self._covered(span[0], span[1])
        return frozenset(covered)

    def _covered(self, start: int, end: int) -> set[int]:
        covered, at = set(), start
        while at < end:
            position = self._token_at[at]
            if position < 0:
                at += 1
                continue
            token_start, token_end = self.spans[position]
            if 2 * (min(end, token_end) - max(start, token_start)) >= token_end - token_start:
                covered.add(position)
            at = token_end
        return covered


class LaidStatement:
    """One attributed statement on the grid: the tokens and the words of each role, its form, whether it is speech."""

    def __init__(self, grid: TokenGrid, row: Mapping[str, Any], where: str) -> None:
        self.tokens = {role: grid.tokens(row.get(role) or [], where) for role in ROLES}
        self.words = {role: _words(grid, tokens) for role, tokens in self.tokens.items()}
        cue = [grid.text[slice(*grid.spans[position])].lower() for position in sorted(self.tokens["cue"])]
        self.speech = _is_speech(cue)
        self.form = _form(grid, self.words["content"])


def _words(grid: TokenGrid, tokens: TokenSet) -> TokenSet:
    """The tokens that hold a letter or digit; all of them when none does (a dash as a cue)."""
    return frozenset(position for position in tokens if grid.is_word[position]) or tokens


def _is_speech(cue: Sequence[str]) -> bool:
    """A form of a speech verb, "according to", or signs only (":", "–")."""
    says = any(word in SPEECH_FORMS for word in cue)
    return says or list(cue[:2]) == ["according", "to"] or not any(word[0].isalnum() for word in cue)


def _form(grid: TokenGrid, content: TokenSet) -> str:
    quoted = sum(position in grid.quoted for position in content)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(content) else "mixed"


def jaccard(first: TokenSet, second: TokenSet) -> float:
    """Shared part of two sets; 0 when both are empty."""
    return len(first & second) / len(first | second) if first or second else 0.0


def content_similarity(labelled: LaidStatement, predicted: LaidStatement) -> float:
    """Jaccard index of the contents' words; of the cues' where neither has a content."""
    role = "content" if labelled.words["content"] or predicted.words["content"] else "cue"
    return jaccard(labelled.words[role], predicted.words[role])


def sources_agree(labelled: LaidStatement, predicted: LaidStatement) -> bool:
    """The sources share a word, or neither statement has one."""
    first, second = labelled.words["source"], predicted.words["source"]
    return bool(first & second) or (not first and not second)


def identical(labelled: LaidStatement, predicted: LaidStatement) -> bool:
    """The words of all three roles are the same."""
    return all(labelled.words[role] == predicted.words[role] for role in ROLES)
