"""Dates that a head gives through the name of what it heads: "Transcript of the bulletin of Friday, 3 May", "Checked on 3 May".

Method: the words right before the date. A preposition after a word for an edition, a paper or a broadcast, or after a participle of
making one public, dates the report; the same preposition after any other noun dates what the report is about.
"""

from onrecord.reading.heading.lines import HeadLine
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

_EDITIONS = frozenset(
    "edition issue bulletin broadcast transcript programme program newscast newsletter dispatch briefing communiqué communique "
    "letter statement declaration notice circular proclamation minutes update digest summary release memo memorandum despatch order".split()
)
_MADE_PUBLIC = frozenset("broadcast aired checked rated written printed sent compiled signed delivered given held made prepared".split())
_RARELY_A_LABEL = frozenset("delivered given held made sent signed".split())
"""Of these, the ones that name an event as often: they need the word for a paper or a meeting before them, or to begin the line."""
_PREPOSITIONS = frozenset({"of", "on", "for", "at", "from", "in"})
_REST = 4
"""Words that may follow the date: a time of day, a time zone, a place, whose desk it was."""


def names_edition(page: Page, line: HeadLine, expression: Expression) -> bool:
    """Whether the words before a date make it the day of the report itself.

    Args:
        page: the text.
        line: a line at its head or foot.
        expression: the date in it.
    """
    rest = [token for token in page.tokens[expression.last : line.last] if token.text[0].isalpha()]
    if len(rest) > _REST:
        return False
    words = [token.lower for token in page.tokens[line.first : expression.first]]
    while words and words[-1] in ("the", "this", ",", "day", "evening", "morning", "night", "afternoon", "date"):
        words.pop()
    if len(words) < 2 or words[-1] not in _PREPOSITIONS:
        return bool(words) and words[-1] in _MADE_PUBLIC - _RARELY_A_LABEL and len(words) == 1
    at = len(words) - 2
    if words[at] in _EDITIONS and words[-1] in ("of", "for", "from"):
        return True
    made = at if words[at] in _MADE_PUBLIC else _before_place(words)
    if made is None:
        return False
    return made == 0 or bool(_EDITIONS & set(words[:made])) or words[made] not in _RARELY_A_LABEL


def _before_place(words: list[str]) -> int | None:
    """ "Given at Osk on …": the participle with a place between it and the preposition of the date."""
    for at in range(max(0, len(words) - 6), len(words) - 3):
        if words[at] in _MADE_PUBLIC and words[at + 1] in ("at", "in", "by"):
            return at
    return None
