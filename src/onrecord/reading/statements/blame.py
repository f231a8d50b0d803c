"""Whom a cue blames by its construction: held responsible, attributed to, blamed on, laid at the door of."""

from itertools import pairwise

from onrecord.reading.actors import ActorIndex
from onrecord.reading.harm import HARM_NOUNS, HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.statements.clauses import Clause
from onrecord.reading.statements.doers import side_of
from onrecord.reading.statements.draft import Draft
from onrecord.reading.wordlists import words

_HOLDING = words("hold find deem consider judge declare pronounce believe think")
_RESPONSIBLE = words("accountable answerable complicit culpable guilty liable responsible")
_ASCRIBING = {
    "attribute": ("to",), "ascribe": ("to",), "trace": ("to",), "link": ("to",), "blame": ("on",), "pin": ("on",), "lay": ("on", "of"),
    "put": ("on",),
}  # fmt: skip
"""Verb → prepositions behind which the one who is blamed stands: "blamed the raid *on* X", "laid it at the door *of* X"."""
_DEEDS = HARM_NOUNS | words(
    "airstrike airstrikes attacks blast blasts blame blasts bombings deaths death drone drones killings murders raids shootings strikes"
)
_ALLEGING = words("allegation/n accusation/n charge/n complaint/n")


def holds_responsible(page: Page, draft: Draft) -> bool:
    """ "held the front answerable for the raid", "X was found guilty of it by Y": the charge stands at the content's end or in the cue."""
    if draft.cue.verb not in _HOLDING or draft.cue.negated:
        return False
    spoken = [page.tokens[n].lower for part in (draft.cue_tokens, draft.content) for first, last in part for n in range(first, last)]
    return not _RESPONSIBLE.isdisjoint(spoken) or ("to", "blame") in pairwise(spoken)


def ascribed_to(page: Page, actors: ActorIndex, draft: Draft) -> frozenset[str]:
    """ "attributed the killings to X": the side behind the preposition, when what is ascribed is a deed of harm."""
    prepositions = _ASCRIBING.get(draft.cue.verb)
    if prepositions is None or not draft.content:
        return frozenset()
    harmful = False
    for first, last in draft.content:
        for index in range(first, last):
            word = page.tokens[index].lower
            harmful = harmful or word in _DEEDS
            phrase = page.phrase_at.get(index)
            behind = phrase is not None and phrase.first == index and index > first and page.tokens[index - 1].lower in prepositions
            if phrase is None or not behind or not harmful:
                continue
            actor = actors.heading(page, page.span(phrase.first, last)) or actors.at(page.span(phrase.first, phrase.last))
            if actor is not None:
                return frozenset({side_of(actor)})
    return frozenset()


def alleges_harm(draft: Draft, clause: Clause | None) -> bool:
    """ "the allegation that prisoners had been beaten": an allegation of harm accuses, though its doer is not named."""
    return draft.cue.verb in _ALLEGING and clause is not None and clause.verb is not None and clause.verb.lemma in HARM_VERBS
