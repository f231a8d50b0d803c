"""Credit lines: "Photo: Coast Tribune", "(Photograph by Ana Belk)" name who took a picture of the page; the report speaks of none."""

from onrecord.reading.page import Page

_BESIDE = frozenset({"file", "handout", "archive", "stock", "library", "main", "lead", "cover", "top"})
_GIVING = frozenset({":", "/", "©", "|", "by", "courtesy", "via", "credit", "credits"})
_SMALL = frozenset("of the for and by courtesy via from handout screenshot file archive de la le el al du von van".split())
_OPENING = frozenset({"(", "[", "|"})
_CLOSING = frozenset({")", "]", "|"})
_LONGEST = 16
"""Tokens of the longest credit; what is longer is a caption."""


def is_credit(page: Page, first: int, head: int) -> bool:
    """Whether a media noun opens a credit: alone before a colon, a stroke or "by", and names but no verb to the end of its unit.

    Args:
        page: the text.
        first: first token of the noun's phrase.
        head: the noun.
    """
    start, end = page.sentence_of(head)
    if first > start and page.tokens[first - 1].text not in _OPENING:
        return False
    giving = page.tokens[head + 1].lower if head + 1 < end else ""
    if giving not in _GIVING or not _bare(page, first, head, giving):
        return False
    stop = next((i for i in range(head + 1, end) if page.tokens[i].text in _CLOSING and i > head + 1), end)
    named = [token.text for token in page.tokens[head + 1 : stop] if token.text[0].isalpha() and token.lower not in _GIVING]
    if not named or stop - head > _LONGEST or any(page.verb_at[i].finite for i in range(head + 1, stop) if i in page.verb_at):
        return False
    return all(word[0].isupper() or word.lower() in _SMALL or "/" in word for word in _without_owned(named, page, head, stop))


def _bare(page: Page, first: int, head: int, giving: str) -> bool:
    """No article or adjective before the noun; an agency's name only before a stroke ("OSK PHOTO / Ana Belk")."""
    before = page.tokens[first:head]
    return all(token.lower in _BESIDE or (giving in ("/", "©", ":") and token.text[0].isupper()) for token in before)


def _without_owned(named: list[str], page: Page, head: int, stop: int) -> list[str]:
    """Names without the common nouns that a courtesy is owed to ("courtesy of the mayor's office")."""
    owed = page.tokens[head + 1].lower == "courtesy" and stop > head + 2
    return [word for word in named if word[0].isupper()] if owed else named
