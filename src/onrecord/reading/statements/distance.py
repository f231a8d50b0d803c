"""Whether the report sets itself apart from what a speaker says: "without evidence", "gave no details"."""

from onrecord.reading.page import Page
from onrecord.reading.statements.draft import Draft
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import verb_lemma

_WITHOUT = phrases(
    """
    without any evidence, without citing, without details, without elaborating, without evidence, without furnishing, without
    further details, without giving, without naming, without offering, without presenting, without producing, without proof,
    without providing, without sharing, without showing, without specifying, without substantiating, without substantiation,
    without supporting
    """
)
_GIVING = words("cite furnish give have issue offer present produce provide publish release share show submit supply support")
_EVIDENCE = words("detail details documentation evidence proof substantiation")
_NONE = words("any little n't neither no not without")
_TAKING_UP = words("he it neither no she the they")
_HEAD_OF_NEXT = 16
"""Words at the head of the following sentence in which the remark must stand."""


def marks_distance(page: Page, draft: Draft) -> bool:
    """Whether the report adds that the speaker gave no evidence, in the statement's sentence or at the head of the next."""
    number = page.sentence_numbers[draft.place]
    first, last = page.sentences[number]
    own = {n for start, end in draft.content for n in range(start, end)}
    around = [
        page.tokens[n].lower for n in range(first, last) if n not in own and (page.classes[n] != "RB" or page.tokens[n].lower in _NONE)
    ]
    if has_phrase(around, _WITHOUT):
        return True
    after = draft.content[-1][1] if draft.content else last
    if _gives_nothing([page.tokens[n].lower for n in range(after, last)]):
        return True
    if number + 1 >= len(page.sentences):
        return False
    start, end = page.sentences[number + 1]
    if page.paragraph_numbers[start] != page.paragraph_numbers[first]:
        return False
    following = [page.tokens[n].lower for n in range(start, min(end, start + _HEAD_OF_NEXT))]
    return bool(following) and following[0] in _TAKING_UP and _gives_nothing(following)


def _gives_nothing(spoken: list[str]) -> bool:
    """ "but gave no evidence", "did not provide proof"."""
    said = set(spoken)
    return bool(said & _EVIDENCE) and bool(said & _NONE) and any((verb_lemma(word) or word) in _GIVING for word in spoken)
