"""Whose dead and wounded they are where the one who lost them is the subject: "the garrison lost 12 killed"."""

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

_LOSING = frozenset({"lose", "suffer", "sustain", "mourn"})
_WITHIN = 14
"""Tokens from the verb to the figure at most: "lost nine dead and more than 20 wounded"."""
_STATES = frozenset("dead killed wounded injured missing hurt casualties and , at least more than some about over up upwards of to".split())


def loser(page: Page, draft: Draft) -> str | None:
    """The subject of "lost" before a figure without a noun of its own, without its article; None where there is none.

    Args:
        page: the text.
        draft: a figure whose phrase names nobody.
    """
    first = page.sentence_of(draft.at)[0]
    for at in range(draft.at - 1, max(first, draft.at - _WITHIN), -1):
        group = page.verb_at.get(at)
        if group is not None:
            if group.lemma not in _LOSING or group.passive or group.infinitive:
                return None
            phrase = page.phrase_at.get(group.first - 1)
            if phrase is None or phrase.pronoun or phrase.first < first:
                return None
            begin = phrase.first + (page.classes[phrase.first] in ("DT", "PRP$"))
            return page.words(begin, phrase.last) if begin < phrase.last else None
        if page.tokens[at].lower not in _STATES and page.classes[at] != "CD":
            return None
    return None
