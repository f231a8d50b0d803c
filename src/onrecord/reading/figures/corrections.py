"""Counts that the text itself replaces: "earlier put at 19", "initially said 12 … later rose to 20", "An earlier count gave 53"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

NEAREST = 12
"""Figures to either side among which the newer count is looked for."""
WITHIN = 2
"""Sentences between a count and the one that replaces it, at most."""
LOOK_BACK = 16
"""Tokens between the words that call a count an earlier one and the count, at most."""
_EARLIER_ADVERBS = frozenset("earlier initially previously originally first".split())
_EARLIER_ADJECTIVES = frozenset("early earlier initial previous original preliminary first prior provisional".split())
_COUNTS = frozenset(
    "count counts toll tolls tally figure figures number numbers estimate estimates report reports statement account total".split()
)
_PRINTED = frozenset("edition editions version versions story article dispatch issue bulletin post page update entry".split())
"""What an outlet put out before ("An earlier edition gave 13,000")."""
_RIGHT = frozenset("had correct right actual actually true fact instead".split())
"""Words by which the report sets a count right."""
_WIDE = frozenset("people person number dead post page it they he she who".split())
TELLERS_WITHIN = 60
"""Tokens of a sentence in which those who give its counts are looked for."""
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
            and other.value != draft.value
        )

    if _of_earlier_print(page, draft):
        right = _right_count(page, drafts, number)
        if right is not None:
            return right

    after = [n for n in range(number + 1, min(len(drafts), number + NEAREST)) if may_replace(drafts[n]) and _is_newer(page, drafts[n])]
    before = [n for n in range(max(0, number - NEAREST), number) if may_replace(drafts[n])]
    return after[0] if after else before[-1] if before else None


def _of_earlier_print(page: Page, draft: Draft) -> bool:
    """ "An earlier version of this post said 32": what the outlet had printed wrong."""
    first, _ = page.sentence_of(draft.at)
    return any(
        page.tokens[at].lower in _EARLIER_ADJECTIVES and page.tokens[at + 1].lower in _PRINTED
        for at in range(max(first, draft.at - LOOK_BACK), draft.at - 1)
    )


def _right_count(page: Page, drafts: Sequence[Draft], number: int) -> int | None:
    """The count that should have been printed: the one told right behind ("The governor had said 23"), else that voice's last before.

    Where no voice is shared, the only number of that measure in the report before the note: the note is about this report.
    """
    draft = drafts[number]
    sentence = page.sentence_numbers[draft.at]

    def may_stand(other: Draft) -> bool:
        free = other.measure == draft.measure and other.subset_of is None and not other.superseded
        return free and other.value != draft.value and not _told_as_earlier(page, other)

    for other in range(number + 1, min(len(drafts), number + NEAREST)):
        behind = drafts[other]
        if page.sentence_numbers[behind.at] - sentence > 1 or page.paragraph_numbers[behind.at] != page.paragraph_numbers[draft.at]:
            break
        if may_stand(behind) and (behind.rule == "count_again" or _set_right(page, behind)):
            return other
    tellers = _tellers(page, sentence, draft)
    before = [n for n in range(max(0, number - NEAREST), number) if may_stand(drafts[n])]
    named = [n for n in before if tellers & _tellers(page, page.sentence_numbers[drafts[n].at])]
    if named:
        return named[-1]
    of_all = [n for n in range(number) if may_stand(drafts[n])]
    return of_all[-1] if len({drafts[n].value for n in of_all}) == 1 else None


def _set_right(page: Page, draft: Draft) -> bool:
    """ "The governor had said that 23 died", "The correct number is 23"."""
    first, _ = page.sentence_of(draft.at)
    words = {page.tokens[n].lower for n in range(max(first, draft.at - LOOK_BACK), draft.at)}
    return bool(words & _RIGHT)


def _tellers(page: Page, sentence: int, draft: Draft | None = None) -> set[str]:
    """Heads of the phrases right before or behind verbs that give a count, in the first tokens of a sentence; what was printed aside."""
    first, last = page.sentences[sentence]
    heads: set[str] = set()
    for at in range(first, min(last, first + TELLERS_WITHIN)):
        group = page.verb_at.get(at)
        if group is None or group.first != at or group.lemma not in _GIVING:
            continue
        for beside in (at - 1, group.last, group.last + 1):
            phrase = page.phrase_at.get(beside) if first <= beside < last else None
            if phrase is not None and (draft is None or not phrase.first <= draft.at < phrase.last):
                heads.add(page.tokens[phrase.head].lower)
    return heads - _PRINTED - _COUNTS - _WIDE


def _is_newer(page: Page, draft: Draft) -> bool:
    """The clause says that it is the newer count ("later rose to 20", "has been revised down to 16")."""
    first, _ = page.sentence_of(draft.at)
    words = {page.tokens[n].lower for n in range(max(first, draft.at - 12), draft.at)}
    return bool(words & _NEWER)
