"""A count told again without its noun, and the count that a newer one replaces.

"The authorities concede 11", "spoke of 62", "up from 40", "revised the number to 12".
"""

from collections.abc import Sequence

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.earlier_figures import GIVING, nearby
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

_COUNT_NOUNS = frozenset("number figure count total estimate toll tally account numbers figures estimates counts tolls one it".split())


_REVISING = frozenset(
    "revise correct raise lower cut update amend adjust reduce increase downgrade upgrade change up drop trim halve double bring".split()
)


_EARLIER = frozenset("earlier previous initial first original old former previously initially originally prior preliminary".split())


_BEFORE_COUNT = frozenset('of at to as only just " “ `` was is nearer closer instead about'.split())


_REACHING = frozenset("reach stand rise climb hit pass grow jump fall".split())


_REPLACING = frozenset("revise correct lower cut update amend adjust reduce downgrade upgrade change drop trim halve".split())
"""Verbs whose new number takes the place of the old; "bring" and "raise" may add to it."""


def replaced_count(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "up from 40", "from 27 the previous evening", "xxxxxxxx xxx xxxxxxx xxxxx xx 97", "not 14 as first reported"."""
    if counted.head is not None and counted.kind != "thing":
        return None
    first, _ = page.sentence_of(counted.first)
    before = [token.lower for token in page.tokens[max(first, counted.first - 7) : counted.first]]
    if not before:
        return None
    candidates = nearby(page, counted, drafts)
    base = _same_change(page, counted, drafts, candidates)
    if base is None:
        return None
    change = before[-1] == "from" and (
        before[-2:-1] in (["up"], ["down"], [","]) or drafts[base].total or _revises(page, first, counted.first)
    )
    earlier = before[-1] in ("of", "at", "than", "with") and bool(_EARLIER & set(before)) and bool(_COUNT_NOUNS & set(before))
    corrected = (before[-1] == "not" and drafts[base].measure == "killed") or before[-2:] == ["rather", "than"]
    if not change and not earlier and not corrected:
        return None
    return Draft(counted, drafts[base].harm, "replaced_count", base=base, superseded=True)


def _same_change(page: Page, counted: Counted, drafts: Sequence[Draft], candidates: Sequence[int]) -> int | None:
    inside = [
        n for n in candidates if page.sentence_numbers[drafts[n].at] == page.sentence_numbers[counted.first] and drafts[n].subset_of is None
    ]
    if inside:
        totals = [n for n in inside if drafts[n].measure == "killed"]
        return (totals or inside)[0] if len(inside) > 1 else inside[0]
    return candidates[-1] if candidates else None


def _revises(page: Page, first: int, last: int) -> bool:
    return any(
        (group := page.verb_at.get(n)) is not None and group.lemma in _REVISING | {"rise", "climb", "grow", "fall", "jump"}
        for n in range(first, last)
    )


def count_again(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "The authorities concede 11", "revised the number to 12", "put the figure at between 40 and 60", "boasted of 87"."""
    if counted.head is not None or counted.part is not None or counted.quantity.kind == "article":
        return None
    first, end = page.sentence_of(counted.first)
    candidates = [n for n in nearby(page, counted, drafts) if drafts[n].subset_of is None]
    if not candidates or not _ends_clause(page, counted.last, end):
        return None
    at = counted.first - 1
    while at > first and page.tokens[at].lower in _BEFORE_COUNT:
        at -= 1
    if at < first:
        return None
    group = page.verb_at.get(at)
    noun = page.tokens[at].lower
    reached = (
        group is not None and group.lemma in _REACHING and _COUNT_NOUNS & {page.tokens[n].lower for n in range(max(first, at - 5), at)}
    )
    if reached or (group is not None and (group.lemma in GIVING or group.lemma in _REVISING)):
        pass
    elif noun in _COUNT_NOUNS and at < counted.first - 1:
        group = _verb_before(page, at, first)
    else:
        return None
    base = candidates[-1]
    revised = group is not None and group.lemma in _REPLACING
    return Draft(counted, drafts[base].harm, "count_again", base=base, supersedes=base if revised else None)


def _verb_before(page: Page, at: int, first: int) -> VerbGroup | None:
    for n in range(at, max(first, at - 6) - 1, -1):
        group = page.verb_at.get(n)
        if group is not None:
            return group
    return None


def _ends_clause(page: Page, at: int, end: int) -> bool:
    """Nothing that could be the counted noun follows."""
    if at >= end:
        return True
    return page.classes[at] in ("PU", "CC", "IN", "RB", "WP", "WDT", "TO", "WRB") or page.tokens[at].lower in (
        "dead",
        "more",
        "fewer",
        "overall",
        "last",
        "the",
        "so",
        "on",
        "each",
    )
