"""Denials and what they answer: by rules first, then by weighing what is known of a denial and of the statements around it."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.regression import Regression
from onrecord.reading.statements.answers import Answers, Likely
from onrecord.reading.statements.contradictions import leaves_open
from onrecord.reading.statements.denials import continue_denials, link_by_rules, settle_admissions
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.implied import Signs, implies, may_imply, signs_of, takes_up_what_was_said
from onrecord.reading.statements.untruth import content_words
from onrecord.records.vocabulary import Act

IMPLYING: frozenset[Act] = frozenset({"asserts", "reports", "claims", "assesses", "interprets", "estimates"})
"""Acts of which a statement may turn out to be a denial."""


def link_denials(page: Page, drafts: Sequence[Draft]) -> None:
    """Link every denial to what it answers, and give the act to words that deny by what they say.

    Both regressions look at what the rules left; no decision of theirs is seen by another one, so that the order of the statements makes
    no difference. What only goes on from a denial, or joins it, follows when all are decided.
    """
    open_to_weighing(page, drafts)
    answers = Answers(page, drafts)
    decided: list[tuple[Draft, list[Draft]]] = []
    for number, draft in enumerate(drafts):
        if draft.voice == "unsourced" or not draft.content or draft.joins is not None:
            continue
        if draft.act == "denies":
            decided.append((draft, answers.chosen(number, answerable(page, draft, number, answers))))
        elif may_be_weighed(page, draft, number, drafts):
            likely = answers.likely(number)
            signs = implied_signs(page, drafts, number, answers, likely)
            if signs is not None and implies(signs):
                decided.append((draft, answers.chosen(number, likely)))
    for draft, answered in decided:
        kept = draft.stated if not answered else None  # a denial only by what it seemed to answer, and it answers nothing
        draft.act, draft.denies = kept or "denies", answered
    continue_denials(page, drafts)
    settle_admissions(page, drafts)


def answerable(page: Page, draft: Draft, number: int, answers: Answers, regression: Regression | None = None) -> list[Likely]:
    """What a denial may answer. One that only calls something untrue ("called the log a forgery") answers what speaks of that thing.

    Args:
        page: the text.
        draft: the denial.
        number: its place among the statements.
        answers: the statements as answers to one another.
        regression: what weighs; the shipped one unless another is being fitted.
    """
    likely = answers.likely(number, regression)
    if draft.cue.own_act == "denies" or draft.denies or draft.settled or not draft.content or takes_up_what_was_said(page, draft):
        return likely
    return [one for one in likely if answers.shared(number, one.number) or answers.about_speaker(number, one.number)]


def open_to_weighing(page: Page, drafts: Sequence[Draft]) -> None:
    """What the rules make of the drafts; a statement that leaves things open is no denial, whatever it seemed to answer."""
    link_by_rules(page, drafts)
    for draft in drafts:
        if draft.act == "denies" and draft.cue.own_act != "denies" and leaves_open(content_words(page, draft)):
            draft.act, draft.denies = "asserts", []


def may_be_weighed(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    """Whether a statement that the rules take for no denial may be one."""
    return draft.act in IMPLYING and may_imply(page, draft, number, drafts)


def implied_signs(page: Page, drafts: Sequence[Draft], number: int, answers: Answers, likely: Sequence[Likely]) -> Signs | None:
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
    best = max(likely, key=lambda one: one.probability)
    shared, about_speaker = answers.shared(number, best.number), answers.about_speaker(number, best.number)
    signs = signs_of(page, drafts[number], number, drafts, best.probability, shared=shared, about_speaker=about_speaker)
    return signs if signs.concerns else None
