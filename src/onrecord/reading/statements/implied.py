"""Denials without a word of denying, learned: "Not one of our boats left port", "called the account a story for children".

The rules (``contradictions``, ``untruth``) know some forms of them. How likely a statement is one is told by a logistic regression
over what it says and what stands before it, fitted by training/denials.py on the labelled spans of our own corpus.
"""

from collections.abc import Sequence

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

FEATURES = (
    "opens with nobody or nothing", "elsewhere or at rest", "said to be missing", "a label of untruth", "answers", "likeliest answer",
    "takes up what was said", "negative word early", "own side did not", "reports", "quoted",
    "speaks of its own", "accused before", "short", "insists on a negative", "calls", "another side spoke just before",
    "words or deeds in common with the likeliest answer", "that accuses or names the speaker's side",
)  # fmt: skip
"""What is known of a statement, in the order of the weights."""


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
    if not _NEGATIVE.isdisjoint(spoken[:_EARLY]) or draft.cue.verb in _CALLING or labels_as_untrue(page, draft):
        return True
    short = len(spoken) < _SHORT and draft.form != "indirect"
    return draft.act not in _JUDGING and (short or draft.cue.verb in ANSWERING or is_elsewhere(spoken))


def concerns(page: Page, draft: Draft, *, shared: bool, about_speaker: bool) -> bool:
    """Whether a statement says something of what it might deny. Bystanders deny nothing by a negative of their own.

    Args:
        page: the text.
        draft: the statement.
        shared: whether it has words or deeds in common with what it would most likely answer.
        about_speaker: whether that accuses the speaker's side, or names it.
    """
    spoken = content_words(page, draft)
    if leaves_open(spoken):
        return False
    if takes_up_what_was_said(page, draft):
        return True
    clause = main_clause(page, draft.content)
    own = shared or _of_own_side(page, clause) or is_elsewhere(spoken) or labels_as_untrue(page, draft)
    missing = shared and clause is not None and said_to_be_missing(page, clause) is not None
    return missing or (about_speaker and own)


def takes_up_what_was_said(page: Page, draft: Draft) -> bool:
    """ "Called it a joke", "said those claims …", "said they did not": apart from a pronoun that only stands for who speaks."""
    if not takes_up(page, draft):
        return False
    clause = main_clause(page, draft.content)
    first = next((n for start, end in draft.content for n in range(start, end) if n in page.phrase_at), None)
    phrase = page.phrase_at[first] if first is not None else None
    if phrase is not None and not phrase.pronoun:  # "this war" takes up nothing that was said
        return noun_lemma(page.tokens[phrase.head].lower) in CLAIM_NOUNS
    if phrase is None or not phrase.pronoun or page.tokens[phrase.first].lower in _DEMONSTRATIVE or draft.cue.verb in _CALLING:
        return True
    if clause is None or clause.verb is None or not clause.negated:
        return False
    behind = [n for n in range(clause.verb.last, clause.last) if page.classes[n] != "PU"]
    return clause.verb.lemma in ("do", "have", "be") and not behind  # "they did not"


def _of_own_side(page: Page, clause: Clause | None) -> bool:
    if clause is None or clause.subject is None or not clause.negated:
        return False
    return not {page.tokens[n].lower for n in range(clause.subject.first, clause.subject_end)}.isdisjoint(OWN | _PERSONS)


def implies(row: Sequence[float], regression: Regression | None = None) -> bool:
    """Whether a statement with these features is a denial."""
    return (regression or weights().implied).probability(row) >= LIKELY


def row_of(
    page: Page, draft: Draft, number: int, drafts: Sequence[Draft], likeliest: float, *, shared: bool, about_speaker: bool
) -> list[float]:
    """The features of a statement.

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
    base = draft.cue.act.act if draft.cue.act is not None else "asserts"
    negated = clause is not None and clause.negated
    before = drafts[number - 1] if number else None
    accused = draft.side is not None and any(draft.side in other.accused for other in drafts[max(number - _REACH, 0) : number])
    return [
        float(opens_with_nothing(spoken)),
        float(is_elsewhere(spoken)),
        float(clause is not None and said_to_be_missing(page, clause) is not None),
        float(labels_as_untrue(page, draft)),
        float(draft.cue.verb in ANSWERING),
        likeliest,
        float(takes_up_what_was_said(page, draft)),
        float(not _NEGATIVE.isdisjoint(spoken[:_EARLY])),
        float(_of_own_side(page, clause)),
        float(base == "reports"),
        float(draft.form != "indirect"),
        float(not OWN.isdisjoint(spoken)),
        float(accused),
        float(len(spoken) < _SHORT),
        float(negated and draft.cue.verb in _INSISTING),
        float(draft.cue.verb in _CALLING),
        float(before is not None and before.side != draft.side and before.act != "denies"),
        float(shared),
        float(about_speaker),
    ]
