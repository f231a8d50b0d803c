"""Denials and what they answer: by rules first, then by weighing what is known of a denial and of the statements around it."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.statements.answers import Answers
from onrecord.reading.statements.contradictions import leaves_open
from onrecord.reading.statements.denials import link_by_rules, settle_admissions
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.implied import concerns, implies, may_imply, row_of
from onrecord.reading.statements.untruth import content_words
from onrecord.records.vocabulary import Act

IMPLYING: frozenset[Act] = frozenset({"asserts", "reports", "claims", "assesses", "interprets", "estimates"})
"""Acts of which a statement may turn out to be a denial."""


def link_denials(page: Page, drafts: Sequence[Draft]) -> None:
    """Link every denial to what it answers, and give the act to words that deny by what they say.

    Both regressions look at what the rules left, and nothing that they decide is seen by another decision, so that the order of
    the statements makes no difference.
    """
    link_by_rules(page, drafts)
    for draft in drafts:
        said = draft.cue.act is not None and draft.cue.act.act == "denies"
        if draft.act == "denies" and not said and leaves_open(content_words(page, draft)):
            draft.act, draft.denies = "asserts", []
    answers = Answers(page, drafts)
    denials: list[tuple[Draft, list[Draft]]] = []
    for number, draft in enumerate(drafts):
        if draft.voice == "unsourced" or not draft.content:
            continue
        if draft.act == "denies":
            denials.append((draft, answers.chosen(number, answers.likely(number))))
        elif draft.act in IMPLYING and may_imply(page, draft, number, drafts):
            likely = answers.likely(number)
            row = implied_row(page, drafts, number, answers, likely)
            if row is not None and implies(row):
                denials.append((draft, answers.chosen(number, likely)))
    for draft, answered in denials:
        draft.act, draft.denies = "denies", answered
    settle_admissions(page, drafts)


def implied_row(
    page: Page, drafts: Sequence[Draft], number: int, answers: Answers, likely: Sequence[tuple[float, Draft]]
) -> list[float] | None:
    """What is known of a statement that may be a denial; None where it has nothing to do with what it might deny.

    Args:
        page: the text.
        drafts: the statements of the page.
        number: which of them.
        answers: the statements as answers to one another.
        likely: what it may answer, with how likely it does.
    """
    if not likely:
        return None
    best, first = max(likely, key=lambda one: one[0])
    shared = answers.shared(number, next(n for n, other in enumerate(drafts) if other is first))
    draft = drafts[number]
    return row_of(page, draft, number, drafts, best, shared=shared) if concerns(page, draft, shared=shared) else None
