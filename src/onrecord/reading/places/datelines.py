"""Datelines and date lines: places that only tell where a report was written."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.times.words import MONTHS
from onrecord.reading.tokens import Token
from onrecord.records import Place

_HEAD = 6
"""Paragraphs in which a dateline or date line may stand."""
_ISSUED = frozenset({"issued", "dated", "given", "done", "released", "published", "signed", "posted", "filed"})


def issued_from(page: Page, place: Place) -> bool:
    """Whether a place only tells where a report was written: in a dateline, or beside the date in a line of the head."""
    first, last = page.tokens_in(*place.span)
    if credits_writers(page, first):
        return True
    number = page.paragraph_numbers[first]
    if number >= _HEAD:
        return False
    begin, end = page.paragraphs[number]
    verbs = {page.tokens[page.verb_at[i].head].lower for i in range(max(begin, first - 12), first) if i in page.verb_at}
    if verbs - _ISSUED:
        return False
    ahead = page.tokens[last : min(end, last + 3)]
    if (
        (verbs or first - page.sentence_of(first)[0] < 6)
        and len(ahead) > 1
        and ahead[0].text == ","
        and (_dates(ahead) or ahead[1].lower.rstrip(".") in MONTHS)
    ):
        return True
    if not page.tokens[begin].text[0].isupper() or last - begin > 12:
        return False
    if first == begin and place.name.isupper() and len(place.name) > 3 and end - begin > 12:
        return True
    if first == begin and place.name.isupper() and len(place.name) > 3 and last < end and page.tokens[last].text == ".":
        return True  # "VELM. The number of dead …"
    dash = next((i for i in range(last, min(end - 1, begin + 24)) if _dash(page, i)), None)
    return dash is not None and not any(i in page.verb_at for i in range(begin, dash))


def credits_writers(page: Page, index: int) -> bool:
    """ "With reporting by Ada Lund in Velm", "From Ada Lund in Velm": where those sat who wrote it."""
    first, end = page.paragraphs[page.paragraph_numbers[index]]
    words = [token.lower for token in page.tokens[first : first + 4]]
    if end - first > _CREDIT or any(page.verb_at[n].finite for n in range(first, end) if n in page.verb_at):
        return False
    return words[0] in ("from", "by") or (words[0] in ("with", "additional", "reporting", "editing", "writing") and "by" in words)


_CREDIT = 24
"""Tokens that a line with the names of those who wrote may have."""


def _dates(ahead: Sequence[Token]) -> bool:
    """ ", 12 May", ", 12.05.2021", ", 2021": a day or a year, not a count ("In Torm, 64 people …")."""
    number = ahead[1].text
    if not number[0].isdecimal():
        return False
    following = ahead[2].lower.rstrip(".") if len(ahead) > 2 else ""
    return following in MONTHS or not number.isdecimal() or (len(number) == 4 and number[:2] in ("19", "20"))


def _dash(page: Page, index: int) -> bool:
    """A dash between words, not one inside a range or a compound."""
    return page.tokens[index].text in ("–", "—", "-", "--") and page.tokens[index].start > page.tokens[index - 1].end
