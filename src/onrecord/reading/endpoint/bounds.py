"""Where words may be cut out of a page: never inside a word, a number, or what is seen as one sign.

A piece of a token says something else than the token ("400 people" of 1,400, "combatants" of non-combatants), so a piece begins and ends
where tokens do. Some of what people take for one word or number is several tokens; those bounds are looked at here.
"""

import unicodedata
from collections.abc import Callable

from onrecord.reading.page import Page

_JOINER = "\u200d"
_NO_BREAK_SPACES = "\u00a0\u202f\u2009"
"""Spaces that part the thousands of a number; two numbers may stand beside one, too, and then three digits do not follow."""
_SIGNS = "-−+±.,"


def begins_whole(page: Page, start: int) -> bool:
    """Whether a piece that begins at an offset, where no white space stands, begins with a whole word, number or mark."""
    if page.tokens[page.token_at(start)].start != start:
        return False
    return not (_is_inside_a_sign(page.text, start) or _is_inside_a_number(page.text, start) or _has_its_sign_before(page.text, start))


def ends_whole(page: Page, end: int) -> bool:
    """Whether a piece that ends before an offset, and not with white space, ends with a whole word, number or mark."""
    last = page.tokens[page.token_at(end - 1)]
    if last.end != end and not (last.end == end + 1 and last.text.endswith(".") and len(last.text) > 1):  # "in the U.S" ends a sentence
        return False
    return not (_is_inside_a_sign(page.text, end) or _is_inside_a_number(page.text, end) or _is_before_not(page, end))


def _is_inside_a_sign(text: str, at: int) -> bool:
    """Whether an accent, a hidden character within a word, or half of an emoji or flag would be left behind."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True  # marks, colours of skin, tags of a flag
    if _is_half_flag(before) and _is_half_flag(after):
        return (at - len(_without(text[max(at - 64, 0) : at], _is_half_flag)) - max(at - 64, 0)) % 2 == 1
    if not (_is_hidden(before) or _is_hidden(after)):
        return False
    left, right = _without(text[max(at - 64, 0) : at], _is_hidden), _without(text[at : at + 64][::-1], _is_hidden)
    if not left or not right or left[-1].isspace() or right[-1].isspace():
        return False
    return _JOINER in (before, after) or (_is_of_a_word(left[-1]) and _is_of_a_word(right[-1]))


def _is_inside_a_number(text: str, at: int) -> bool:
    """Whether digits stand on both sides with at most one mark between, as in 1'400, 10–15 and 1 400 with a narrow space."""
    for between in (at - 1, at):
        if not 0 < between < len(text) - 1 or not (text[between - 1].isdigit() and text[between + 1].isdigit()):
            continue
        mark = text[between]
        if mark in _NO_BREAK_SPACES:
            following = text[between + 1 : between + 5]
            if following[:3].isdigit() and len(following) >= 3 and not following[3:].isalnum():
                return True
        elif not mark.isspace() and not mark.isalnum():
            return True
    return False


def _has_its_sign_before(text: str, start: int) -> bool:
    """Whether a number begins here and its sign or its point (−5, .5) stands before it."""
    if not (start and text[start].isdigit() and text[start - 1] in _SIGNS):
        return False
    return start == 1 or text[start - 2].isspace() or text[start - 2] in "([$€£"


def _is_before_not(page: Page, end: int) -> bool:
    """Whether the "n't" of the same word comes next: without it, the word says the contrary."""
    index = page.token_at(end)
    return index < len(page.tokens) and page.tokens[index].start == end and page.tokens[index].lower == "n't"


def _without(characters: str, left_out: Callable[[str], bool]) -> str:
    """Characters without those at the end of which something is true."""
    while characters and left_out(characters[-1]):
        characters = characters[:-1]
    return characters


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _is_half_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_of_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
