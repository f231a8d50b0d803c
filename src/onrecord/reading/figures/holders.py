"""Whether people were arrested or abducted, where the verb does not say: by who held them."""

from onrecord.reading.figures.harm import Harm
from onrecord.reading.figures.lexicon import singular
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

_EITHER = frozenset("seize grab haul snatch".split())
"""Verbs of forces of order as much as of kidnappers."""
_FORCES = frozenset(
    "police policeman policewoman soldier troop army military navy marine gendarme gendarmerie coastguard officer authority "
    "agent constable commando serviceman ranger paratrooper patrol".split()
)
"""Words for the armed service of a state, whichever state; the others ("gunmen", "fighters") abduct."""


def held_by(page: Page, group: VerbGroup, end: int, harm: Harm) -> Harm:
    """ "marines seized 20 men" detained them; "gunmen seized 20 men" abducted them."""
    if harm.measure != "abducted" or group.lemma not in _EITHER:
        return harm
    holder = _agent(page, group, end) if group.passive else _subject(page, group)
    return harm._replace(measure="detained") if holder is not None and _of_state(page, holder) else harm


def _subject(page: Page, group: VerbGroup) -> int | None:
    at = group.first - 1
    while at > 0 and page.classes[at] in ("RB", "WP", "WDT"):
        at -= 1
    phrase = page.phrase_at.get(at)
    return phrase.head if phrase is not None else None


def _agent(page: Page, group: VerbGroup, end: int) -> int | None:
    for at in range(group.last, min(group.last + 6, end - 1)):
        if page.tokens[at].lower == "by":
            phrase = page.phrase_at.get(at + 1)
            return phrase.head if phrase is not None else None
    return None


def _of_state(page: Page, head: int) -> bool:
    word = singular(page.tokens[head].lower)
    return word in _FORCES or (word == "force" and page.tokens[head - 1].lower in ("security", "police", "special", "border"))
