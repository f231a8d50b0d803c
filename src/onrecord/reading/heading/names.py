"""Which words at the head of a report make a name of an outlet or of a body."""

from onrecord.reading.page import Page

MEDIA_HEADS = frozenset(
    "news wire press agency radio tv television times post herald tribune courier gazette journal review quarterly "
    "monitor observer guardian telegraph standard chronicle mail express today checks media broadcasting network "
    "service daily weekly echo dispatch correo diario".split()
)
BODY_HEADS = frozenset(
    "ministry army forces force front command spokesperson spokesman spokeswoman brigade brigades division movement "
    "office government council staff guard navy police union party league coalition alliance authority militia "
    "resistance command directorate mission embassy department administration corps service secretariat presidency "
    "bureau".split()
)
_SMALL = frozenset({"of", "the", "for", "and", "'s", "’s", "in", "without", "against", "on", "de", "du", "la", "des", "&"})
LONGEST = 9
"""Tokens of the longest name."""


def is_name(page: Page, first: int, last: int) -> bool:
    """Whether tokens are a name and nothing else: capitals and the small words that stand inside names, no number, no verb form."""
    named = page.tokens[first:last]
    if not 1 <= len(named) <= LONGEST or not named[0].text[0].isupper() or not named[-1].text[0].isupper():
        return False
    return all(token.text[0].isupper() or token.lower in _SMALL for token in named)


def is_outlet_name(page: Page, first: int, last: int) -> bool:
    """A name of two words or more whose first or last word is one that media are called by."""
    return last - first >= 2 and is_name(page, first, last) and bool({page.tokens[first].lower, page.tokens[last - 1].lower} & MEDIA_HEADS)


def cased(name: str) -> str:
    """A name set in capitals in usual spelling; abbreviations keep theirs."""
    if not name.isupper() or " " not in name:
        return name
    small = {"of", "the", "and", "for", "in"}
    words = [word.lower() if word.lower() in small else word.capitalize() for word in name.split()]
    return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])
