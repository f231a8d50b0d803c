"""Counts that the text itself replaces: "earlier put at 19", "initially said 12 … later rose to 20", "An earlier count gave 53"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

NEAREST = 12
"""Figures to either side among which the newer count is looked for."""
WITHIN = 2
"""Sentences between a count and the one that replaces it, at most."""
LOOK_BACK = 12
"""Tokens between the words that call a count an earlier one and the count, at most."""
_EARLIER_ADVERBS = frozenset("earlier initially previously originally first".split())
_EARLIER_ADJECTIVES = frozenset("early earlier initial previous original preliminary first prior provisional".split())
_COUNTS = frozenset(
    "count counts toll tolls tally figure figures number numbers estimate estimates report reports statement account total".split()
)
_PRINTED = frozenset("edition editions version versions story article dispatch issue bulletin".split())
"""What an outlet put out before ("An earlier edition gave 13,000")."""
_GIVING = frozenset("put say report list count estimate give announce state speak tell claim record confirm cite place reckon".split())
_NEWER = frozenset("later since now subsequently rose risen climbed revised corrected updated final lowered raised".split())


def corrected(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with earlier counts marked as superseded by the newer count of the same thing."""
    found = list(drafts)
    for number, draft in enumerate(found):
        if draft.superseded or draft.subset_of is not None or not _told_as_earlier(page, draft):
            continue
        newer = _newer(page, found, number)
        if newer is not None:
            found[number] = replace(draft, superseded=True)
            found[newer] = replace(found[newer], supersedes=number)
    return found


def _told_as_earlier(page: Page, draft: Draft) -> bool:
    """ "earlier put at 19", "An earlier count gave 53", "had first reported 14"."""
    first, _ = page.sentence_of(draft.at)
    if draft.rule == "stated_toll" and page.tokens[draft.at - 1].lower == "from":
        return True  # "revised the toll from 33 to 29"
    for at in range(draft.at - 1, max(first, draft.at - LOOK_BACK) - 1, -1):
        word = page.tokens[at].lower
        if page.tokens[at].text == ";" or page.classes[at] == "CD":
            return False
        following = page.tokens[at + 1].lower
        if word in _EARLIER_ADJECTIVES and following in _PRINTED | _COUNTS:
            return True
        if word in _EARLIER_ADVERBS and any(
            (group := page.verb_at.get(n)) is not None and group.lemma in _GIVING for n in (at - 1, at + 1) if n >= first
        ):
            return True
    return False


def _newer(page: Page, drafts: Sequence[Draft], number: int) -> int | None:
    """The count of the same measure that is told as the later one: the next after it, else the last before it."""
    draft = drafts[number]
    sentence = page.sentence_numbers[draft.at]

    def may_replace(other: Draft) -> bool:
        near = abs(page.sentence_numbers[other.at] - sentence) <= WITHIN
        return (
            near
            and other.measure == draft.measure
            and other.subset_of is None
            and not other.superseded
            and not _told_as_earlier(page, other)
        )

    after = [n for n in range(number + 1, min(len(drafts), number + NEAREST)) if may_replace(drafts[n]) and _is_newer(page, drafts[n])]
    before = [n for n in range(max(0, number - NEAREST), number) if may_replace(drafts[n])]
    return after[0] if after else before[-1] if before else None


def _is_newer(page: Page, draft: Draft) -> bool:
    """The clause says that it is the newer count ("later rose to 20", "has been revised down to 16")."""
    first, _ = page.sentence_of(draft.at)
    words = {page.tokens[n].lower for n in range(max(first, draft.at - 12), draft.at)}
    return bool(words & _NEWER)
