"""Numbers that a speaker rejects: in "We have 19 bodies here, not 23" the 23 are nobody's whom the words name.

A number that the same voice had given before is corrected, not rejected, and so is one that the words call an earlier one.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page
from onrecord.records import Figure

_EARLIER = frozenset("earlier first initially originally previously before yesterday".split())
_OPENERS = frozenset({"the", '"', "“", "``", "‘", "'"})
"""What may stand between "not" and the number."""
_ARTICLES = frozenset({"a", "an", "the"})
_REACH = 8
"""Tokens behind a number in which the words may call it an earlier one ("not 23, as we first said")."""


def rejected(page: Page, draft: Draft, source: str, figures: Sequence[Figure]) -> bool:
    """Whether a number said by a source is one that it rejects.

    Args:
        page: the text.
        draft: the number.
        source: who is told to say the words that hold it.
        figures: those read before it.
    """
    if draft.rule != "replaced_count" or not draft.superseded:
        return False
    first, end = page.sentence_of(draft.at)
    words = [token.lower for token in page.tokens[max(first, draft.at - 4) : draft.at] if token.lower not in _OPENERS]
    if words[-1:] != ["not"] and words[-2:] != ["rather", "than"]:
        return False
    if any(page.tokens[n].lower in _EARLIER for n in range(draft.counted.last, min(draft.counted.last + _REACH, end))):
        return False
    quantity = draft.counted.quantity
    return not any(
        figure.source is not None
        and _named(figure.source) == _named(source)
        and (figure.measure, figure.min, figure.max) == (draft.measure, quantity.minimum, quantity.maximum)
        for figure in figures
    )


def _named(source: str) -> tuple[str, ...]:
    return tuple(word for word in source.lower().split() if word not in _ARTICLES)


def replacing_only(figures: Sequence[Figure]) -> list[Figure]:
    """The figures; those that were to replace a number that is only rejected replace none."""
    replaced = {figure.id for figure in figures if figure.superseded}
    return [
        figure if figure.supersedes is None or figure.supersedes in replaced else replace(figure, supersedes=None) for figure in figures
    ]
