"""Whether people were arrested or abducted, where the verb does not say: by who held them."""

from onrecord.reading.actors.vocabulary import kind_of_head
from onrecord.reading.figures.harm import Harm
from onrecord.reading.figures.lexicon import singular
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.places.gazetteer import is_people, is_wide
from onrecord.reading.places.lands import is_land, lands_of

_EITHER = frozenset("seize grab haul snatch".split())
"""Verbs of forces of order as much as of kidnappers."""
_LED = frozenset("take lead carry march drag haul drive herd".split())
"""Verbs with "away" or "off" of which the same holds."""
_LOCKED = frozenset("barracks prison prisons jail jails camp camps cell cells custody detention captivity prisoner prisoners".split())
_FORCES = frozenset(
    "police policeman policewoman soldier troop army military navy marine gendarme gendarmerie coastguard officer authority "
    "agent constable commando serviceman ranger paratrooper patrol".split()
)
"""Words for the armed service of a state, whichever state; the others ("gunmen", "fighters") abduct."""


def held_by(page: Page, group: VerbGroup, end: int, harm: Harm) -> Harm:
    """ "marines seized 20 men" detained them; "gunmen seized 20 men" abducted them."""
    led = group.lemma in _LED and any(page.tokens[n].lower in ("away", "off") for n in range(group.last, min(harm.last + 1, end)))
    if harm.measure != "abducted" or not (group.lemma in _EITHER or led):
        return harm
    holder = _agent(page, group, end) if group.passive else _subject(page, group)
    return harm._replace(measure="detained") if holder is not None and _of_state(page, holder) else harm


def holds_people(page: Page, group: VerbGroup) -> bool:
    """Whether who holds people is one who can hold them captive: a land, a service of a state, an armed group; no room and no town."""
    at = _subject(page, group)
    if at is None:
        return False
    word = page.tokens[at].text
    locked = {page.tokens[n].lower for n in range(group.last, page.sentence_of(at)[1])} & _LOCKED
    if locked and page.classes[at] == "NNP":
        return True  # "Orria is holding 115 citizens in a barracks"
    return is_wide(word) or is_land(page.text, word) or _of_state(page, at) or kind_of_head(word.lower()) in ("armed force", "armed group")


def _subject(page: Page, group: VerbGroup) -> int | None:
    at = group.first - 1
    while at > 0 and page.classes[at] in ("RB", "WP", "WDT"):
        at -= 1
    phrase = page.phrase_at.get(at)
    return phrase.head if phrase is not None else None


def in_hands_of(page: Page, at: int) -> bool:
    """Whether a token names a land by its adjective, or a service of a state: "in | Velian | hands", "in | army | hands"."""
    word = page.tokens[at].text
    return is_people(word) or (word in lands_of(page.text) and not is_land(page.text, word)) or _of_state(page, at)


def _agent(page: Page, group: VerbGroup, end: int) -> int | None:
    for at in range(group.last, min(group.last + 10, end - 1)):
        if page.tokens[at].lower == "by":
            phrase = page.phrase_at.get(at + 1)
            return phrase.head if phrase is not None else None
    return None


def _of_state(page: Page, head: int) -> bool:
    word = singular(page.tokens[head].lower)
    return word in _FORCES or (word == "force" and page.tokens[head - 1].lower in ("security", "police", "special", "border"))
