"""Counts that answer a question: "And the wounded?" – "Forty, the matron said." """

from collections.abc import Sequence

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.earlier_figures import GIVING
from onrecord.reading.figures.harm import Harm
from onrecord.reading.figures.lexicon import harm_words, singular
from onrecord.reading.page import Page

_BACK = 2
"""Sentences between a question and its answer at most; the label of the next speaker may be one."""


def asked_count(page: Page, counted: Counted) -> Harm | None:
    """A bare number that opens its sentence, or follows the speaker's label, behind a question about those harmed."""
    if counted.head is not None or counted.part is not None or counted.quantity.kind not in ("number", "vague"):
        return None
    first, end = page.sentence_of(counted.first)
    if counted.first > first and page.tokens[counted.first - 1].text not in (":", "“", '"', "–", "—"):
        return None
    if not _answers(page, counted.last, end):
        return None
    number = page.sentence_numbers[counted.first]
    for earlier in range(number - 1, max(-1, number - 1 - _BACK), -1):
        begin, stop = page.sentences[earlier]
        if any(page.tokens[n].text == "?" for n in range(begin, stop)):
            return _asked_about(page, range(begin, stop))
    return None


def _answers(page: Page, at: int, end: int) -> bool:
    """The number stands alone, or with who gives it: "Forty.", "Forty, she said", "Forty, by the matron's list"."""
    if at >= end or page.tokens[at].text in (".", "!", ";"):
        return True
    if page.tokens[at].text != ",":
        return False
    told = any((group := page.verb_at.get(n)) is not None and group.lemma in GIVING for n in range(at + 1, min(at + 8, end)))
    return told or page.tokens[min(at + 1, end - 1)].lower in ("according", "by", "at")


def _asked_about(page: Page, question: Sequence[int]) -> Harm | None:
    lexicon = harm_words()
    for at in question:
        word = page.tokens[at].lower
        known = lexicon.state.get(word) or lexicon.noun.get(word) or lexicon.noun.get(singular(word)) or lexicon.intransitive.get(word)
        if known is not None and not known.guarded:
            return Harm(known.measure, at, at + 1)
    return None
