"""The main clause of a content: subject, verb, polarity – from base phrases and verb groups alone."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup

_LEADING = frozenset({"that", "how", "if", "whether", "why", "and", "but", "so", "because"})
_ADVERBIAL_CLASSES = frozenset({"IN", "WRB", "RB", "TO"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where"})
_NEGATIONS = frozenset({"no", "nothing", "not", "never"})
_NEGATIVE_DETERMINERS = frozenset({"no", "none", "nobody", "neither", "nothing", "nor"})


class Clause(NamedTuple):
    """The main clause of a content; token indices, end exclusive."""

    first: int
    last: int
    subject: NounPhrase | None
    subject_end: int
    """Past the last token that belongs to the subject ("fighters of the front")."""
    verb: VerbGroup | None
    negated: bool


def main_clause(page: Page, content: Sequence[tuple[int, int]]) -> Clause | None:
    """The main clause of the first piece that has one; None for an empty content."""
    if not content:
        return None
    found = None
    for number, (first, last) in enumerate(content):
        clause = _clause_in(page, first, last)
        if clause.verb is None and clause.subject is not None and number + 1 < len(content):
            clause = _around_cue(page, clause, content[number + 1]) or clause
        if clause.verb is not None and (clause.subject is not None or found is None):
            return clause
        found = found or clause
    return found


def _around_cue(page: Page, opening: Clause, piece: tuple[int, int]) -> Clause | None:
    """ "The guards, [he said], had fired": the cue stands between the subject and its verb."""
    first, last = piece
    while first < last and page.classes[first] in ("PU", "RB"):
        first += 1
    group = page.verb_at.get(first)
    bare_past = (
        group is not None and page.classes[group.head] == "VBN" and not (group.last < last and page.tokens[group.last].lower == "by")
    )
    if opening.subject is None or group is None or first >= last or group.infinitive or not (group.finite or bare_past):
        return None
    return Clause(
        opening.first, last, opening.subject, opening.last, group, _negated(page, opening.subject, opening.subject.last, group, last)
    )


def _clause_in(page: Page, first: int, last: int) -> Clause:
    start = _after_adverbial(page, _after_leading(page, first, last), last)
    subject = _subject(page, start, last)
    if subject is None:
        verb = next((page.verb_at[n] for n in range(first, last) if n in page.verb_at), None)
        return Clause(first, last, None, first, verb, verb is not None and verb.negated)
    verb = _main_verb(page, subject.last, last)
    end = verb.first if verb is not None else subject.last
    negated = _negated(page, subject, end, verb, last)
    return Clause(first, last, subject, end, verb, negated)


def _negated(page: Page, subject: NounPhrase, end: int, verb: VerbGroup | None, last: int) -> bool:
    """Whether subject, verb or what follows it at once says no."""
    negated = (verb is not None and verb.negated) or any(
        page.tokens[n].lower in _NEGATIVE_DETERMINERS for n in range(subject.first, min(end, subject.last))
    )
    if verb is not None and not negated:  # "there were no soldiers", "had nothing to do with", "we have fired nothing"
        after = [page.tokens[n].lower for n in range(verb.last, min(verb.last + 3, last))]
        light = verb.lemma in ("be", "have", "take", "play")
        negated = light and not _NEGATIONS.isdisjoint(after)
        negated = negated or (after[:1] != [] and after[0] in _NEGATIVE_DETERMINERS)
    return negated


def _after_leading(page: Page, first: int, last: int) -> int:
    """Past quotation marks and words that only open a clause."""
    while first < last and (page.classes[first] == "PU" or page.tokens[first].lower in _LEADING):
        first += 1
    return first


def _after_adverbial(page: Page, first: int, last: int) -> int:
    """Past "on Monday," or "after the raid,": an opening that ends at a comma."""
    if first >= last or page.classes[first] not in _ADVERBIAL_CLASSES or page.tokens[first].lower == "there":
        return first
    comma = next((n for n in range(first, min(first + 25, last)) if page.tokens[n].text == ","), None)
    if comma is None or comma + 1 >= last:
        return first
    return _after_leading(page, comma + 1, last)


def _subject(page: Page, first: int, last: int) -> NounPhrase | None:
    for index in range(first, last):
        phrase = page.phrase_at.get(index)
        if phrase is not None:
            if page.tokens[index].lower in _RELATIVE and page.classes[index] == "WP":
                return phrase
            return phrase if phrase.first >= first - 3 else None
        group = page.verb_at.get(index)
        if group is not None:
            return None
    return None


def _main_verb(page: Page, first: int, last: int) -> VerbGroup | None:
    """The first finite verb after the subject that no relative clause holds."""
    skipped = 0
    depth = 0
    index = first
    while index < last:
        word = page.tokens[index].lower
        if word in _RELATIVE and page.classes[index] in ("WP", "WDT", "WP$", "WRB", "IN") and index - first < 12:
            skipped += 1
        group = page.verb_at.get(index)
        if group is not None:
            agent = (
                group.last < last and page.tokens[group.last].lower == "by" and not group.passive
            )  # "shells fired by the front killed six"
            if group.finite and not group.infinitive and not agent:
                if skipped == 0:
                    return _past_behind_plural(page, group, last) or group
                skipped -= 1
            index = group.last
            continue
        if page.tokens[index].text == ";" and depth == 0:
            return None
        index += 1
    return _bare_past(page, first, last)


def _past_behind_plural(page: Page, group: VerbGroup, last: int) -> VerbGroup | None:
    """ "Orrian jets flattened": a plural noun behind a name is taken for a verb; the past form right behind it is the verb."""
    following = page.verb_at.get(group.last) if group.last < last else None
    single = group.last - group.first == 1 and page.classes[group.head] == "VBZ" and group.lemma not in ("be", "have", "get")
    if following is None or not single or following.first != group.last or page.classes[following.first] not in ("VBD", "VBN"):
        return None
    return following


def _bare_past(page: Page, first: int, last: int) -> VerbGroup | None:
    """A past form right behind the subject of a clause without another verb: "fighters fired at the patrol" is no participle."""
    group = page.verb_at.get(first)
    if group is None or group.first != first or page.classes[group.head] != "VBN" or group.last - group.first > 1:
        return None
    return None if group.last < last and page.tokens[group.last].lower == "by" else group
