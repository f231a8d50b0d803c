"""Where the report itself says that a figure could not be checked."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

_ABOUT = frozenset(
    "figure figures count counts number numbers toll tolls claim claims account accounts report reports estimate estimates tally it "
    "they them this these those which that statement statements total totals death deaths casualties".split()
)
_CHECKING = ("verif", "confirm", "check", "corroborat", "establish", "substantiat", "authenticat", "tested")
_NOT = frozenset("not n't no none nobody neither nor cannot never unable impossible without unverified unconfirmed unclear".split())
_OTHER_MATTERS = frozenset(
    "footage video videos image images picture pictures clip clips photograph photographs recording audio authenticity identity who "
    "whether where when message letter".split()
)


_NONE = frozenset({"neither", "none", "no", "nothing"})
"""Words behind a verb of checking that say of what it was not done ("has verified neither", "verified none of these")."""
_MANY = frozenset(
    "neither none either both these those them they all any every figures counts numbers tolls totals tallies claims accounts reports "
    "estimates statements".split()
)
"""Words of a remark that speaks of more than one count."""
SENTENCES = 5
"""Sentences before a remark on one count that it reaches, at most."""
HEADING = 8
"""Tokens of a heading, at most."""
PARAGRAPHS = 3
"""Paragraphs of counts before a remark on all of them that it reaches, at most."""


class Doubts(NamedTuple):
    """Sentences by number: those whose figures could not be checked, and those that say so of the figure beside the words."""

    covered: frozenset[int]
    beside: frozenset[int]


def doubted_sentences(page: Page, drafts: Sequence[Draft]) -> Doubts:
    """Sentences that say their figures, or those before them, could not be checked, and those that they reach.

    A remark of its own kind ("Neither of these tolls can be checked") reaches back over the paragraph, or, where no count
    stands there before it, over the paragraphs of counts before; a clause on the figure beside it does not.
    """
    beside: set[int] = set()
    opening: dict[int, int] = {}
    for draft in drafts:
        opening.setdefault(page.sentence_numbers[draft.at], draft.at)
    counts = sorted({page.paragraph_numbers[draft.at] for draft in drafts})
    reach = [len(page.sentences)] * (len(page.sentences) + 1)
    for number in range(len(page.sentences) - 1, -1, -1):
        first, last = page.sentences[number]
        at = _remark(page, first, last)
        reach[number] = reach[number + 1]
        if at is None:
            continue
        if at - first < 12 and opening.get(number, at) >= at:
            reach[number] = min(reach[number], _reached(page, number, opening, frozenset(counts)))
        else:
            beside.add(number)
    return Doubts(frozenset(n for n in range(len(page.sentences)) if reach[n] <= n), frozenset(beside))


def _reached(page: Page, number: int, opening: dict[int, int], counts: frozenset[int]) -> int:
    """The first sentence that a remark speaks of."""
    first, last = page.sentences[number]
    words = {page.tokens[n].lower for n in range(first, last)}
    paragraph = page.paragraph_numbers[first]
    begin = page.sentence_numbers[page.paragraphs[paragraph][0]]
    many = bool(words & _MANY)
    if many and any(page.tokens[n].lower == "above" and _counts_beside(page, n, first, last) for n in range(first, last)):
        return 0
    if begin == number or (many and not any(n in opening for n in range(begin, number))):
        back = _passage(page, paragraph, counts) if many else max(0, paragraph - 1)
        begin = page.sentence_numbers[page.paragraphs[back][0]]
    return begin if many else max(begin, number - SENTENCES)


def _counts_beside(page: Page, index: int, first: int, last: int) -> bool:
    """ "the figures | above", "the | above totals": what stands above is the counts themselves."""
    near = {page.tokens[n].lower for n in (index - 1, index + 1) if first <= n < last}
    return bool(near & _ABOUT)


def _passage(page: Page, paragraph: int, counts: frozenset[int]) -> int:
    """The first of the paragraphs of counts before a remark on all of them; headings between them do not part them."""
    begin, seen = paragraph, 0
    for back in range(paragraph - 1, -1, -1):
        first, last = page.paragraphs[back]
        if back in counts:
            begin, seen = back, seen + 1
        elif last - first > HEADING or page.tokens[last - 1].text == ".":
            break
        if seen == PARAGRAPHS:
            break
    return begin


def _remark(page: Page, first: int, last: int) -> int | None:
    """First token of the words that say so, or None."""
    for at in range(first, last):
        word = page.tokens[at].lower
        if not word.startswith(_CHECKING) and word not in ("unverified", "unconfirmed"):
            continue
        before = [page.tokens[n].lower for n in range(max(first, at - 14), at + 1)]
        behind = [page.tokens[n].lower for n in range(at + 1, min(at + 6, last))]
        of_none = bool(behind) and behind[0] in _NONE and not word.startswith(("confirm", "establish"))
        if of_none and behind[1:2] == ["of"] and not set(behind[2:]) & _ABOUT:
            continue  # "checked none of the vehicles"
        if not (of_none or set(before) & _NOT) or set(before[-9:]) & _OTHER_MATTERS:
            continue
        if not set(before) & _ABOUT and (not set(behind) & (_ABOUT | {"neither", "none"}) or set(behind) & _OTHER_MATTERS):
            continue
        if not of_none and not _beyond_checking(page, at, first):
            continue
        return next((n for n in range(at, first, -1) if page.tokens[n].text in (",", ";", "(", "–", "—")), first)
    return None


def _beyond_checking(page: Page, at: int, first: int) -> bool:
    """It could not be checked ("could not be verified", "no means of checking"); that somebody declined to confirm says nothing."""
    if page.tokens[at].lower in ("unverified", "unconfirmed"):
        return True
    group = page.verb_at.get(at)
    if group is not None and (group.passive or group.modal in ("could", "can", "ca", "cannot")):
        return True
    before = {page.tokens[n].lower for n in range(max(first, at - 6), at)}
    return bool(before & {"able", "unable", "impossible", "means", "way", "possible", "independent", "cannot"})


def doubted(page: Page, draft: Draft, doubts: Doubts, last_in_sentence: bool) -> bool:
    """Whether a remark of the report covers a figure."""
    number = page.sentence_numbers[draft.at]
    return number in doubts.covered or (last_in_sentence and number in doubts.beside)
