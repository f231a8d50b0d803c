"""Parts of a figure marked behind the number: "four critically", "three girls among them", "nine commanders included"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.earlier_figures import in_sentence, nearby, whole_for
from onrecord.reading.figures.harm import word_at
from onrecord.reading.figures.lexicon import harm_words, singular
from onrecord.reading.page import Page

_DEGREES = frozenset("seriously critically badly gravely severely heavily dangerously slightly lightly moderately superficially".split())
_DEADLY = frozenset({"fatally", "mortally"})
_CONDITIONS = frozenset("critical serious grave stable".split())
_BEFORE_DEGREE = frozenset(", and – — ( ; but with".split())
_BE = frozenset("was were are is being have had been also".split())


def part_by_degree(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "15 wounded, three critically", "12 hurt, one in serious condition", "two of them fatally"."""
    if counted.head is not None or counted.quantity.kind in ("ordinal", "none", "article") or counted.part == "definite":
        return None
    first, end = page.sentence_of(counted.first)
    if word_at(page, counted.first - 1, end) not in _BEFORE_DEGREE or counted.first == first:
        return None
    degree = _degree_at(page, counted.last, end)
    hurt = [n for n in in_sentence(page, counted, drafts) if drafts[n].measure in ("injured", "casualties")]
    whole = whole_for(counted, drafts, hurt) if degree else None
    if whole is None:
        return None
    harm = drafts[whole].harm
    if degree in _DEADLY and harm.measure == "injured":
        return Draft(counted, harm._replace(measure="killed"), "part_by_degree", base=whole)
    part = _part_of(counted, drafts, whole, "part_by_degree")
    return replace(part, harm=harm._replace(measure="killed")) if degree in _DEADLY else part


def _degree_at(page: Page, at: int, end: int) -> str | None:
    """The adverb or condition that begins at a token and closes its clause."""
    word = word_at(page, at, end)
    condition = word in ("in", "with") and word_at(page, at + 1, end) in _CONDITIONS and word_at(page, at + 2, end).startswith("condition")
    care = word in ("in", "on", "with") and word_at(page, at + 1, end) in ("intensive", "life", "life-threatening")
    if word not in _DEGREES | _DEADLY and not condition and not care:
        return None
    past = at + 3 if condition or care else at + 1
    follows = page.verb_at.get(past)
    return None if past < end and follows is not None and follows.first == past and follows.finite else word


def part_by_position(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "three girls among them", "Four beekeepers were among the dead", "nine commanders included"."""
    if counted.kind == "thing" or counted.quantity.kind in ("ordinal", "none") or not drafts:
        return None
    first, end = page.sentence_of(counted.first)
    at = counted.last
    while at < end and page.tokens[at].lower in _BE:
        at += 1
    word = word_at(page, at, end)
    if counted.first >= first + 2 and page.tokens[counted.first - 1].lower == "whom" and page.tokens[counted.first - 2].lower == "of":
        pass  # "212, of whom 40 were minors"
    elif word == "included" and at == counted.last:
        if page.classes[at + 1 : at + 2] not in (("PU",), ["PU"]) and at + 1 < end:
            return None
    elif word != "among" or not _victims_named(page, at + 1, end):
        return None
    candidates = in_sentence(page, counted, drafts) or nearby(page, counted, drafts)[-3:]
    whole = whole_for(counted, drafts, [n for n in candidates if drafts[n].value > counted_size(counted)])
    return None if whole is None else _part_of(counted, drafts, whole, "part_by_position")


def counted_size(counted: Counted) -> int:
    """The stated number, whichever end is stated."""
    quantity = counted.quantity
    return quantity.minimum if quantity.minimum is not None else quantity.maximum or 0


def _victims_named(page: Page, at: int, end: int) -> bool:
    """ "among | them", "among | the dead", "among | those killed"."""
    word, following = word_at(page, at, end), word_at(page, at + 1, end)
    if word in ("them", "whom"):
        return True
    lexicon = harm_words()
    named = following in lexicon.state or following in lexicon.noun or singular(following) in lexicon.noun
    return word in ("the", "those") and named


def _part_of(counted: Counted, drafts: Sequence[Draft], whole: int, rule: str) -> Draft:
    upper = drafts[whole].subset_of
    top = whole if upper is None else upper
    return Draft(counted, drafts[whole].harm, rule, base=top, subset_of=top)


def names_a_part(page: Page, counted: Counted) -> bool:
    """ "one of them | an infant", "one of whom was | a nurse": it says who that one is."""
    at = counted.first - 1
    while at > 1 and page.tokens[at].lower in ("was", "is", "being", ","):
        at -= 1
    return at > 1 and page.tokens[at].lower in ("them", "whom", "these") and page.tokens[at - 1].lower == "of"


def marked_part(page: Page, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A figure with a measure of its own, as a part of an earlier one where the words behind it say so."""
    for rule in (part_by_degree, part_by_position):
        part = rule(page, draft.counted, drafts)
        if part is not None and part.subset_of is not None and part.measure == draft.measure:
            return replace(draft, subset_of=part.subset_of)
    return _kind_of_casualty(page, draft, drafts)


def _kind_of_casualty(page: Page, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "22 casualties, including seven killed", "3,412 casualties: 1,020 killed and 2,392 injured"."""
    if draft.measure not in ("killed", "injured"):
        return draft
    inside = in_sentence(page, draft.counted, drafts)
    whole = next((n for n in reversed(inside) if drafts[n].measure == "casualties" and drafts[n].value >= draft.value), None)
    if whole is None:
        return draft
    between = [token.lower for token in page.tokens[drafts[whole].counted.last : draft.at]]
    parted = {"including", "killing", "wounding", ":", "–", "—", "(", "whom"} & set(between) and not {";"} & set(between)
    return replace(draft, subset_of=whole) if parted else draft
