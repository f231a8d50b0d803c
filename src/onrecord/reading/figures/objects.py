"""Verbs of harm in the active voice, whose object is the victim: "killed 12", "took five nurses hostage"."""

from onrecord.reading.figures.harm import (
    ALIVE,
    LIVES,
    Harm,
    from_home,
    holding_harm,
    hurt_after,
    is_passive,
    joined_before,
    joint_harm,
    not_said_to_happen,
    object_follows,
    seizing_harm,
    stands_within,
    word_at,
)
from onrecord.reading.figures.holders import held_by, holds_people
from onrecord.reading.figures.lexicon import HarmWord, harm_words
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

_TO_DEATH = frozenset(
    "burn hack stab beat crush trample bludgeon club stone starve choke freeze bleed shoot blow shell bomb gun mow cut batter torture "
    "squeeze whip drive".split()
)


def object_harm(page: Page, group: VerbGroup, end: int, after: int) -> Harm | None:
    """What a verb group in the active voice says happened to its object.

    Args:
        page: the text.
        group: a verb group.
        end: end of the sentence.
        after: the token after the object, where "prisoner" or "hostage" may stand.
    """
    if is_passive(page, group) or group.negated or not_said_to_happen(page, group):
        return None
    lexicon = harm_words()
    known = lexicon.transitive.get("wound" if page.tokens[group.head].lower == "wound" else group.lemma)
    first, last = group.first, group.last
    joined = joined_before(page, group)
    if joined and known and joined != known.measure and "killed" in (joined, known.measure):
        return Harm("casualties", first, last)
    if (
        last - first == 1
        and page.classes[first] in ("VBN", "VBD")
        and not object_follows(page, last, end)
        and group.lemma not in _TO_DEATH | {"take", "carry", "lead", "march", "drag", "haul"}
    ):
        return None
    if group.lemma in ("claim", "cost", "take"):
        lives = next((n for n in range(last, min(last + 4, end)) if page.tokens[n].lower in LIVES), None)
        if lives is not None:
            return Harm("killed", first, lives + 1)
        if group.lemma == "claim":
            return None
    if group.lemma in _TO_DEATH and stands_within(page, last, end, ("to", "death")):
        return Harm("killed", first, last)
    if group.lemma in ALIVE and word_at(page, after, end) == "alive":
        return Harm("killed", first, last)
    if group.lemma == "shoot" and word_at(page, last, end) == "dead":
        return Harm("killed", first, last)
    if group.lemma in ("gun", "mow", "cut", "wipe", "shoot", "strike") and word_at(page, last, end) in ("down", "out"):
        return Harm("killed", first, last + 1, guarded=group.lemma in ("shoot", "strike", "wipe"))
    if group.lemma in ("send", "take", "put", "rush", "carry", "bring", "land") and word_at(page, after, end) in ("to", "in"):
        ward = {word_at(page, after + 1, end), word_at(page, after + 2, end)} & {"hospital", "hospitals", "clinic"}
        if ward:
            return Harm("injured", first, last, guarded=True)
    if group.lemma == "shoot":
        dead = word_at(page, after, end) == "dead"
        return Harm("killed" if dead else "casualties", first, last, guarded=not dead)
    if group.lemma in ("treat", "admit", "receive") and hurt_after(page, after + 1, end) and word_at(page, after, end) in ("for", "with"):
        return Harm("injured", first, last, guarded=True)
    held = seizing_harm(page, group, end, after - 1)
    if held:
        return held_by(page, group, end, held)
    if group.lemma == "hold" and holds_people(page, group):
        return holding_harm(page, group.head, end)
    if known is None or (group.lemma == "hold" and group.finite):
        return None
    if known.measure == "displaced" and known.guarded and not from_home(page, last, end):
        return None
    if group.lemma in ("burn", "bury", "harm", "poison", "blind", "recover", "unearth", "exhume", "bag"):
        known = HarmWord(known.measure, guarded=True)
    return joint_harm(page, held_by(page, group, end, Harm(known.measure, first, last, known.guarded)), end)
