"""The way from a noun phrase to its verb: past prepositional phrases, relative clauses, insertions and joined subjects."""

from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

REACH = 45
"""Tokens between a subject and its verb at most; longer ways are wrong more often than right."""
_MARKS = frozenset({'"', "”", "“", "’", "‘", "'", ")", "''", "``"})
INSERTION = 18
"""Tokens in an insertion between commas at most."""


def predicate_after(page: Page, index: int, end: int) -> VerbGroup | None:
    """The finite verb whose subject ends before a token, or None.

    Args:
        page: the text.
        index: the token after the noun phrase.
        end: end of the sentence.
    """
    at, stop = index, min(end, index + REACH)
    after_verb = False
    while at < stop:
        token, tag = page.tokens[at], page.classes[at]
        group = page.verb_at.get(at)
        if group is not None:
            if group.first != at:
                at += 1
                continue
            if (group.finite or page.classes[group.first] == "VBN") and not _reduced(page, group, end):
                return group
            at, after_verb = group.last, True
        elif token.lower == "as" and at + 1 < stop and page.tokens[at + 1].lower in ("saying", "telling", "reporting"):
            return None  # "quoted an officer as saying that 52 people were killed"
        elif tag in ("IN", "TO"):
            at = _past_phrase(page, at + 1, stop)
            after_verb = True
        elif tag in ("WP", "WDT", "WRB"):
            past = _past_relative(page, at, stop)
            if past is None:
                return None
            at = past
        elif token.text == "," and at == index and _apposed(page, at, stop):
            at += 1
        elif token.text in (",", "(", "[", "–", "—", "--", "-"):
            past = _past_insertion(page, at, stop)
            if past is None:
                return None
            at = past
        elif token.lower in ("and", "or", "&") or (token.lower == "as" and at + 1 < stop and page.tokens[at + 1].lower == "well"):
            past = _past_phrase(page, at + 1, stop)
            if past == at + 1:
                return None
            at = past
        elif tag in ("RB", "DT", "POS", "RP", "JJ") or token.text in _MARKS:
            phrase = page.phrase_at.get(at)
            if phrase is not None and after_verb and tag != "RB":
                at = phrase.last
            else:
                at += 1
        elif after_verb and (phrase := page.phrase_at.get(at)) is not None:
            at = phrase.last
        else:
            return None
    return None


def _apposed(page: Page, comma: int, stop: int) -> bool:
    """The comma behind an apposition, with the verb of both right after it: "Sangari, an elder, was killed"."""
    group = page.verb_at.get(comma + 1) if comma + 1 < stop else None
    if group is None or not group.finite or group.first != comma + 1:
        return False
    return any(page.tokens[n].text == "," for n in range(max(0, comma - 9), comma))


def _reduced(page: Page, group: VerbGroup, end: int) -> bool:
    """A past form without auxiliary that another finite verb follows in the clause is a participle: "men arrested on Monday were freed"."""
    if group.last - group.first != 1 or page.classes[group.first] not in ("VBD", "VBN") or group.lemma in ("be", "have", "do"):
        return False
    at = group.last
    while at < end and at < group.last + 12:
        if (
            page.tokens[at].text in (",", ";")
            or page.classes[at] in ("CC", "WP", "WDT", "WRB")
            or page.tokens[at].lower in ("that", "when", "as", "after", "while", "because", "before", "but")
        ):
            return False
        following = page.verb_at.get(at)
        if following is not None and following.first == at and following.finite:
            return page.classes[group.last] in ("IN", "RB", "TO") or page.tokens[group.last].lower == "by"
        at += 1
    return False


def _past_phrase(page: Page, at: int, stop: int) -> int:
    """Past one noun phrase (with its determiners and numbers), or where we are if none begins here."""
    while at < stop and (
        page.tokens[at].lower in ("at", "least", "more", "than", "up", "about", "some", "over", "both") or page.classes[at] in ("RB", "PDT")
    ):
        at += 1
    phrase = page.phrase_at.get(at)
    if phrase is not None:
        return phrase.last
    while at < stop and page.classes[at] in ("DT", "JJ", "CD", "NN", "NNS", "NNP", "PRP$", "POS"):
        at += 1
    return at


def _past_relative(page: Page, at: int, stop: int) -> int | None:
    """Past "who …" up to the comma that ends it or the next finite verb."""
    seen = False
    while at < stop:
        group = page.verb_at.get(at)
        if group is not None and group.first == at and group.finite:
            if seen:
                return at
            seen, at = True, group.last
            continue
        if page.tokens[at].text in (",", ")") and seen:
            return at + 1
        if page.tokens[at].text in (";", ":"):
            return None
        at += 1
    return None


def _past_insertion(page: Page, at: int, stop: int) -> int | None:
    """Past what stands between two commas, dashes or brackets, when a verb, preposition or conjunction goes on behind it."""
    closers = {"(": ")", "[": "]"}.get(page.tokens[at].text, ",–—---")
    for past in range(at + 1, min(at + INSERTION, stop)):
        if page.tokens[past].text in closers and page.tokens[past].text:
            following = past + 1
            while following < stop and page.classes[following] == "RB":
                following += 1
            if following < stop and (page.verb_at.get(following) is not None or page.classes[following] in ("IN", "WP", "WDT", "CC")):
                return past + 1
            if following < stop and page.classes[following] == "PU":
                continue
        if page.tokens[past].text in (";", "."):
            return None
    return None
