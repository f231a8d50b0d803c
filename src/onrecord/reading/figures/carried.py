"""Voices that carry on past the words a statement holds.

"At least 12 had died, said the surgeon, and | about 30 were being treated"; "The ministry makes known: A shell hit a farm. | Three
people were killed"; "1. The army reports that … . | Twenty soldiers fell"; "It had given | 11 on Tuesday", where "it" spoke in the
sentence before.
"""

from collections.abc import Sequence

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.records import Statement

_GIVING = frozenset("give put count list report register record speak announce publish state claim".split())
_NEGATIONS = frozenset({"not", "n't", "no", "none", "never", "nobody", "nothing", "neither"})
_BODIES = frozenset({"it", "they"})
_DENIALS = frozenset("deny reject dismiss dispute ridicule refute contradict rebut".split())


def carried_on(page: Page, draft: Draft, statements: Sequence[Statement]) -> Statement | None:
    """The statement whose speaker still speaks where a figure stands that no statement holds; None where nobody does.

    Args:
        page: the text.
        draft: the figure.
        statements: the attributed statements of its paragraph, in text order.
    """
    before = [statement for statement in statements if statement.cue and page.token_at(statement.cue[0][0]) < draft.at]
    return (
        _past_its_cue(page, draft, before)
        or _under_a_colon(page, draft, before)
        or _in_an_item(page, draft, before)
        or _by_pronoun(page, draft, before)
    )


def _past_its_cue(page: Page, draft: Draft, before: Sequence[Statement]) -> Statement | None:
    """ "…, said the surgeon, Ada Lund, and | about 30 were being treated": one sentence told by one voice in the middle of it."""
    first = page.sentence_of(draft.at)[0]
    last = before[-1] if before else None
    if last is None or not last.source or not last.content or page.token_at(last.content[0][0]) < first:
        return None
    after = page.tokens_in(0, max(last.cue[-1][1], last.source[-1][1]))[1]
    if last.content[-1][1] > last.cue[0][0] or last.content[0][0] > last.cue[0][0] or after > draft.at:
        return None
    joined = next((n for n in range(after, draft.at) if page.tokens[n].lower in ("and", "but") and page.tokens[n - 1].text == ","), None)
    if joined is None or any(page.tokens[n].text == ";" for n in range(after, draft.at)):
        return None
    return None if any(n in page.verb_at for n in range(after, joined)) else last


def _under_a_colon(page: Page, draft: Draft, before: Sequence[Statement]) -> Statement | None:
    """ "The ministry makes known: A shell hit a farm. | Three people were killed": the paragraph is what the ministry makes known."""
    begin = page.paragraphs[page.paragraph_numbers[draft.at]][0]
    opening = next((statement for statement in before if statement.source and page.token_at(statement.source[0][0]) <= begin), None)
    if opening is None or page.sentence_numbers[draft.at] == page.sentence_numbers[begin]:
        return None
    colon = page.tokens_in(0, opening.cue[-1][1])[1]
    return opening if colon < len(page.tokens) and page.tokens[colon].text == ":" else None


def _in_an_item(page: Page, draft: Draft, before: Sequence[Statement]) -> Statement | None:
    """ "The Government announces: 1. The army reports that … . | Twenty soldiers fell": an item of a list is told by whom it opens with."""
    number = page.paragraph_numbers[draft.at]
    begin = page.paragraphs[number][0]
    if not _numbered(page, number) or page.sentence_numbers[draft.at] == page.sentence_numbers[begin]:
        return None
    while number and _numbered(page, number):
        number -= 1
    if page.tokens[page.paragraphs[number][1] - 1].text != ":":
        return None
    opening = (statement for statement in before if statement.source and statement.voice == "attributed")
    return next((one for one in opening if begin + 1 < page.token_at(one.source[0][0]) <= begin + _ITEM_HEAD), None)


_ITEM_HEAD = 3
"""Tokens from the number of an item to its first words: "1", ".", "The"."""


def _numbered(page: Page, paragraph: int) -> bool:
    first, last = page.paragraphs[paragraph]
    return last - first > _ITEM_HEAD and page.tokens[first].text.isdecimal() and page.tokens[first + 1].text in (".", ")")


def _by_pronoun(page: Page, draft: Draft, before: Sequence[Statement]) -> Statement | None:
    """ "The ministry put the dead at 13. It had given | 11 on Tuesday."."""
    first = page.sentence_of(draft.at)[0]
    verb: VerbGroup | None = next((page.verb_at[n] for n in range(draft.at - 1, first, -1) if n in page.verb_at), None)
    if verb is None or verb.lemma not in _GIVING or verb.first == first or page.tokens[verb.first - 1].lower not in _BODIES:
        return None
    earlier = [statement for statement in before if statement.source and statement.speech and page.token_at(statement.cue[0][0]) < first]
    return (
        earlier[-1] if earlier and page.sentence_numbers[first] - page.sentence_numbers[page.token_at(earlier[-1].cue[0][0])] == 1 else None
    )


def told_beside_denial(page: Page, draft: Draft, statement: Statement) -> bool:
    """Whether a figure is told, not denied, in a denial: "said none of its men had crossed, and that | 20 soldiers had died"."""
    cue = {page.verb_at[n].lemma for start, end in statement.cue for n in range(*page.tokens_in(start, end)) if n in page.verb_at}
    if cue & _DENIALS:
        return False
    begin = page.token_at(statement.content[0][0])
    joined = next((n for n in range(draft.at - 1, begin, -1) if page.tokens[n].lower == "that"), None)
    if joined is None or page.tokens[joined - 1].lower not in ("and", "but"):
        return False
    return not any(page.tokens[n].lower in _NEGATIONS for n in range(joined, page.token_at(statement.content[-1][1] - 1) + 1))
