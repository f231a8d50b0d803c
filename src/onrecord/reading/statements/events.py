"""What a content speaks of: kinds of deed, and the words that two tellings of one event share."""

from onrecord.reading.page import Page
from onrecord.reading.statements.draft import Draft
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma, verb_lemma

_CLASSES = {
    "attack": words(
        """
        aim airstrike ambush assault attack barrage bomb bombard bombing destroy drop execute fire flatten hit injure kill
        killing launch lay massacre mine murder pound raid shell shelling shoot shot slaughter storm strafe strike target
        wound
        """
    ),
    "seize": words(
        "abduct abduction arrest capture carry detain detention hold hostage imprison jail kidnap kidnapping lead seize snatch take"
    ),
    "burn": words("arson burn fire incinerate raze torch"),
    "loot": words("divert loot looting pillage plunder ransack rob steal theft"),
    "enter": words("advance arrive be come cross deploy enter incursion invade operate presence present station withdraw"),
    "abuse": words("abuse assault beat harass humiliate mistreat molest rape torment torture"),
    "shield": words("conceal embed hide shelter shield use"),
    "block": words("bar besiege block blockade cut deny obstruct prevent starve"),
    "arm": words("arm finance fund recruit ship smuggle sponsor supply train"),
    "break": words("breach break renege violate"),
}
"""Kinds of deed and the verbs and nouns that name them; two contents of one kind may speak of the same event."""
_CLASSES_OF: dict[str, frozenset[str]] = {}
for _name, _verbs in _CLASSES.items():
    for _verb in _verbs:
        _CLASSES_OF[_verb] = _CLASSES_OF.get(_verb, frozenset()) | {_name}
_EMPTY = words(
    """
    the a an of to in on at and or that it its their his her be have do not no any by for with from as was were is are been
    had has this these those claim charge allegation accusation report say said tell it they he she we i you who which more
    than over about after before during against into out up
    """
)
STEM = 5
"""Letters of a word that are compared."""
_BURNING = frozenset({"ablaze", "afire", "alight"})


def event_classes(page: Page, draft: Draft) -> frozenset[str]:
    """Kinds of deed that a content speaks of."""
    found: set[str] = set()
    for first, last in draft.content:
        for index in range(first, last):
            word = page.tokens[index].lower
            lemma = verb_lemma(word) if index in page.verb_at else noun_lemma(word)
            if word in _BURNING:
                found.add("burn")
            elif index in page.verb_at or page.classes[index] in ("NN", "NNS"):
                found |= _CLASSES_OF.get(lemma or word, frozenset()) - ({"enter"} if lemma == "be" else set())
    return frozenset(found)


def stems(page: Page, draft: Draft, *, names: bool = True) -> frozenset[str]:
    """Content words cut to five letters, so that "shelled" meets "shelling"; with proper names or without."""
    left_out = ("PU",) if names else ("PU", "NNP")
    words = {page.tokens[n].lower for first, last in draft.content for n in range(first, last) if page.classes[n] not in left_out}
    return frozenset(word[:STEM] for word in words if word not in _EMPTY and len(word) > 2)
