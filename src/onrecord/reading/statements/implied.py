"""Denials without a word of denying, learned: "Not one of our boats left port", "called the account a story for children".

The rules (``contradictions``, ``untruth``) know some forms of them. How likely a statement is one is told by a logistic regression
over what it says and what stands before it, fitted by training/denials.py on the labelled spans of our own corpus.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.regression import Regression
from onrecord.reading.statements.clauses import Clause, main_clause
from onrecord.reading.statements.contradictions import (
    ANSWERING,
    OWN,
    is_elsewhere,
    leaves_open,
    opens_with_nothing,
    owns_up,
    said_to_be_missing,
    tells_of_another,
)
from onrecord.reading.statements.deciding import admits_fault
from onrecord.reading.statements.denials import continues_denial
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.told import CLAIM_NOUNS
from onrecord.reading.statements.untruth import belittling_only, content_words, labels_as_untrue, takes_up
from onrecord.reading.statements.weights import weights
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma

LIKELY = 0.7
"""A statement of a neutral act is taken for a denial from this probability on."""

_NEGATIVE = words("denied neither never no nobody none nor not nothing n't without")
_EARLY = 8
"""Words of a content among which a negative one is its own, and not of some clause behind."""
_SHORT = 6
_INSISTING = words("argue assure claim contend declare insist maintain protest repeat stress swear")
_CALLING = words("brand call characterise describe dismiss label laugh term")
_JUDGING = frozenset({"assesses", "interprets"})
_DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "such"})
_PERSONS = frozenset({"it", "they", "i", "he", "she"})
_REACH = 12
"""Statements before one among which an accusation is its occasion."""


class Signs(NamedTuple):
    """What is known of a statement that may be a denial, in the order of the weights."""

    opens_with_nothing: bool
    """ "Nobody …", "not one of our boats …"."""
    elsewhere: bool
    """Those spoken of were elsewhere, or at rest."""
    said_to_be_missing: bool
    label_of_untruth: bool
    answers: bool
    """By its cue."""
    likeliest: float
    """The probability of what it would most likely answer."""
    takes_up: bool
    """It takes up what was said."""
    negative_early: bool
    own_side_did_not: bool
    reports: bool
    """By its cue."""
    quoted: bool
    speaks_of_own: bool
    accused_before: bool
    short: bool
    insists_on_negative: bool
    calls: bool
    """By its cue: "called", "described"."""
    another_spoke_before: bool
    shared: bool
    """It has words or deeds in common with what it would most likely answer."""
    about_speaker: bool
    """What it would most likely answer accuses the speaker's side, or names it."""

    @property
    def concerns(self) -> bool:
        """Whether it says something of what it might deny. Bystanders deny nothing by a negative of their own."""
        own = self.shared or self.own_side_did_not or self.elsewhere or self.label_of_untruth
        return self.takes_up or (self.shared and self.said_to_be_missing) or (self.about_speaker and own)


def may_imply(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    """Whether anything in a statement could make it a denial: most say nothing of the kind, and need not be weighed."""
    if not draft.content or draft.voice != "attributed" or draft.negated or continues_denial(draft, number, drafts):
        return False
    clause = main_clause(page, draft.content)
    if tells_of_another(page, draft) or owns_up(draft, number, drafts) or (clause is not None and admits_fault(page, clause)):
        return False
    if belittling_only(page, draft) and not takes_up(page, draft):
        return False  # "called the demand absurd"
    spoken = content_words(page, draft)
    if leaves_open(spoken):
        return False
    if not _NEGATIVE.isdisjoint(spoken[:_EARLY]) or draft.cue.verb in _CALLING or labels_as_untrue(page, draft):
        return True
    short = len(spoken) < _SHORT and draft.form != "indirect"
    return draft.act not in _JUDGING and (short or draft.cue.verb in ANSWERING or is_elsewhere(spoken))


def takes_up_what_was_said(page: Page, draft: Draft) -> bool:
    """ "Called it a joke", "said those claims …", "said they did not": apart from a pronoun that only stands for who speaks."""
    phrase = next((page.phrase_at[n] for start, end in draft.content for n in range(start, end) if n in page.phrase_at), None)
    if phrase is None:
        return False
    if not phrase.pronoun:  # "this war" takes up nothing that was said
        return noun_lemma(page.tokens[phrase.head].lower) in CLAIM_NOUNS
    if page.tokens[phrase.first].lower in _DEMONSTRATIVE or draft.cue.verb in _CALLING:
        return True
    clause = main_clause(page, draft.content)
    if clause is None or clause.verb is None or not clause.negated:
        return False
    behind = [n for n in range(clause.verb.last, clause.last) if page.classes[n] != "PU"]
    return clause.verb.lemma in ("do", "have", "be") and not behind  # "they did not"


def _of_own_side(page: Page, clause: Clause | None) -> bool:
    if clause is None or clause.subject is None or not clause.negated:
        return False
    return not {page.tokens[n].lower for n in range(clause.subject.first, clause.subject_end)}.isdisjoint(OWN | _PERSONS)


def implies(signs: Signs, regression: Regression | None = None) -> bool:
    """Whether a statement of which so much is known is a denial."""
    return (regression or weights().implied).probability(signs) >= LIKELY


def signs_of(
    page: Page, draft: Draft, number: int, drafts: Sequence[Draft], likeliest: float, *, shared: bool, about_speaker: bool
) -> Signs:
    """What is known of a statement.

    Args:
        page: the text.
        draft: the statement.
        number: its place among the statements of the page.
        drafts: all of them.
        likeliest: the probability of what it would most likely answer.
        shared: whether it has words or deeds in common with that.
        about_speaker: whether that accuses the speaker's side, or names it.
    """
    clause = main_clause(page, draft.content)
    spoken = content_words(page, draft)
    before = drafts[number - 1] if number else None
    return Signs(
        opens_with_nothing=opens_with_nothing(spoken),
        elsewhere=is_elsewhere(spoken),
        said_to_be_missing=clause is not None and said_to_be_missing(page, clause) is not None,
        label_of_untruth=labels_as_untrue(page, draft),
        answers=draft.cue.verb in ANSWERING,
        likeliest=likeliest,
        takes_up=takes_up_what_was_said(page, draft),
        negative_early=not _NEGATIVE.isdisjoint(spoken[:_EARLY]),
        own_side_did_not=_of_own_side(page, clause),
        reports=draft.cue.own_act == "reports",
        quoted=draft.form != "indirect",
        speaks_of_own=not OWN.isdisjoint(spoken),
        accused_before=draft.side is not None and any(draft.side in other.accused for other in drafts[max(number - _REACH, 0) : number]),
        short=len(spoken) < _SHORT,
        insists_on_negative=clause is not None and clause.negated and draft.cue.verb in _INSISTING,
        calls=draft.cue.verb in _CALLING,
        another_spoke_before=before is not None and before.side != draft.side and before.act != "denies",
        shared=shared,
        about_speaker=about_speaker,
    )
