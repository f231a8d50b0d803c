"""Words that tell the state of people right after their noun or number: "dead", "still missing", "believed to have drowned"."""

from onrecord.reading.figures.harm import (
    UNCONFIRMED,
    Harm,
    holding_harm,
    hurt_after,
    joint_harm,
    object_follows,
    stands_within,
    under_rubble,
    word_at,
)
from onrecord.reading.figures.holders import in_hands_of
from onrecord.reading.figures.lexicon import harm_words
from onrecord.reading.page import Page
from onrecord.reading.words import verb_lemma

LINKS = frozenset(
    "be become remain lie stay leave go turn fear presume believe report confirm find declare pronounce list say know think assume "
    "consider count register "
    "record keep suspect estimate understand get appear seem include".split()
)
"""Verbs that join a subject to its state ("are feared dead", "remain missing", "lay wounded")."""


_FILLERS = frozenset(
    'as " “ `` to be been have has had being still also now already reportedly later both all among the either shot found burned burnt '
    "badly seriously slightly lightly severely critically".split()
)


_CUSTODY = frozenset("custody detention arrest bars jail prison".split())


UNHARMED = frozenset({"alive", "safe", "well", "unharmed", "unhurt"})
"""States of people to whom nothing happened."""


NOT_TO_DEATH = frozenset("sentence condemn scare bore frighten fight drink tickle work love".split())


def state_harm(page: Page, index: int, end: int) -> Harm | None:
    """The state told by the words that begin at a token, right after a noun or a number ("dead", "still missing", "shot dead")."""
    lexicon = harm_words()
    at, unconfirmed = index, False
    while at < end and (page.tokens[at].lower in _FILLERS or page.classes[at] == "RB" or _is_link(page, at)) and at < index + 6:
        if page.tokens[at].lower in ("the", "among", "included") or (
            page.tokens[at].lower in ("have", "had", "has") and page.classes[at] != "VB"
        ):
            return None
        unconfirmed |= (verb_lemma(page.tokens[at].lower) or "") in UNCONFIRMED
        if page.tokens[at].lower in lexicon.state and page.tokens[at].lower not in _FILLERS:
            break
        at += 1
    word = word_at(page, at, end)
    if not word:
        return None
    if under_rubble(page, at, end):
        return Harm("missing", index, at + 1, unconfirmed=unconfirmed)
    if word == "in" and ("hands" in (word_at(page, at + 1, end), word_at(page, at + 2, end)) or word_at(page, at + 1, end) == "captivity"):
        return Harm("detained" if in_hands_of(page, at + 1) else "abducted", index, at + 2)
    if word in ("in", "under", "behind") and (word_at(page, at + 1, end) in _CUSTODY or _owned_custody(page, at + 1, end)):
        return Harm("detained", index, at + 2)
    if word == "in" and word_at(page, at + 1, end) == "hospital" and page.classes[index - 1] != "PU":
        return Harm("injured", index, at + 2, guarded=True)
    if word in ("in", "into") and {"coma", "intensive"} & {word_at(page, at + 1, end), word_at(page, at + 2, end)}:
        return Harm("injured", index, at + 1)
    if word in ("in", "with") and hurt_after(page, at + 1, end):
        return Harm("injured", index, at + 1)
    if word in _SUFFERING and hurt_after(page, at + 1, end):
        return Harm("injured", index, at + 1)
    if word == "without" and {word_at(page, at + 1, end), word_at(page, at + 2, end)} & _ROOFS:
        return Harm("displaced", index, at + 2)
    if word in ("held", "taken") and at < end:
        return holding_harm(page, at, end)
    verb = verb_lemma(word) if page.classes[at] in ("VBN", "VBD", "VBG", "VB") else None
    if verb and verb not in NOT_TO_DEATH and stands_within(page, at + 1, min(at + 3, end), ("to", "death")):
        return Harm("killed", index, at + 1, unconfirmed=unconfirmed)
    known = lexicon.state.get(word) or (lexicon.transitive.get(verb or "") if page.classes[at] in ("VBN", "VBD") else None)
    if known is None or (known.guarded and word not in lexicon.state) or _has_object(page, at, end):
        return None
    if (
        word in ("dead", "missing", "wounded", "injured")
        and page.classes[at] in ("NN", "NNS")
        and at == index
        and word_at(page, at + 1, end) == "of"
    ):
        return None
    return joint_harm(page, Harm(known.measure, index, at + 1, unconfirmed=unconfirmed), end)


_SUFFERING = frozenset({"nursing", "suffering", "sustaining"})
_ROOFS = frozenset("shelter home homes roof roofs housing".split())


def _owned_custody(page: Page, at: int, end: int) -> bool:
    """ "in | our custody", "in | police detention"."""
    phrase = page.phrase_at.get(at)
    if phrase is None or phrase.last > end or page.tokens[phrase.head].lower not in _CUSTODY - {"bars", "jail", "prison"}:
        return False
    return page.classes[phrase.first] in ("PRP$", "NN", "NNP", "NNS", "JJ", "DT")


def _is_link(page: Page, index: int) -> bool:
    return page.classes[index] in ("VBN", "VBD") and (verb_lemma(page.tokens[index].lower) or "") in LINKS - {
        "be",
        "leave",
        "include",
        "count",
        "go",
        "turn",
        "find",
    } | {"find"}


def _has_object(page: Page, index: int, end: int) -> bool:
    """A participle or past form with an object after it is active: "gunmen killed two soldiers"."""
    if page.classes[index] not in ("VBD", "VBN", "VBG") or page.tokens[index].lower in ("dead", "missing"):
        return False
    return object_follows(page, index + 1, end)
