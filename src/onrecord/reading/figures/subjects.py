"""What a verb says happened to its subject: passives, verbs like *die*, set phrases, and verbs that join a state.

English says the same in many set phrases ("lost their lives", "went missing", "were taken to hospital", "is feared
dead"); they are read here, so that what follows sees one kind of thing.
"""

from onrecord.reading.figures.harm import (
    ALIVE,
    HOMES,
    INJURY_NOUNS,
    LIVES,
    REFUGE,
    UNCONFIRMED,
    Harm,
    area_left,
    from_home,
    holding_harm,
    hurt_after,
    is_passive,
    joint_harm,
    not_said_to_happen,
    seizing_harm,
    stands_within,
    under_rubble,
    word_at,
)
from onrecord.reading.figures.holders import held_by
from onrecord.reading.figures.lexicon import harm_words
from onrecord.reading.figures.states import LINKS, NOT_TO_DEATH, state_harm
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.words import verb_lemma

_INJURY_VERBS = frozenset("suffer sustain receive have bear survive escape treat get incur nurse".split())


_HOSPITAL = frozenset("hospital hospitals clinic clinics infirmary ward wards facility facilities".split())


_TO_HOSPITAL = frozenset("take bring rush send move carry admit evacuate transport airlift fly ferry transfer treat stretcher".split())


_TRAVEL = frozenset("move leave cross pour stream head arrive go walk trek shelter camp spill".split())


_NOT_IN_BATTLE = frozenset("into from ill out back asleep under short behind on off by victim to below apart through silent".split())
"""Words after *fell* with which it does not mean a death in battle."""
_LASTING = frozenset("be become remain lie stay go turn get appear seem leave keep".split())
"""Of the verbs that join a state, those that do so in the active voice."""
_HIDDEN_SPEAKERS = frozenset("say believe think report understand allege assume estimate rumour rumor suppose".split())
_RELEASE = frozenset("free release rescue escape save evacuate return survive swap exchange pardon discharge".split())


def releases(group: VerbGroup) -> bool:
    """Whether a verb says that people came free or were brought to safety: they are not counted as held."""
    return (group.lemma in _RELEASE and not group.negated) or group.lemma == "bring"


def subject_harm(page: Page, group: VerbGroup, end: int) -> Harm | None:
    """What a verb group says happened to its subject.

    Args:
        page: the text.
        group: a verb group.
        end: end of the sentence.
    """
    if group.negated:
        return _survival_denied(page, group, end)
    if page.tokens[group.head].lower in ("missing", "unaccounted") and group.last - group.first > 1:
        return Harm("missing", group.head, group.last)
    if not_said_to_happen(page, group):
        buried = group.modal in ("may", "might", "could") and under_rubble(page, group.last - 1, end)
        return Harm("missing", group.head, group.last, unconfirmed=True) if buried else None
    found = (
        _passive(page, group, end) or _intransitive(page, group, end) or _set_phrase(page, group, end) or _joined_state(page, group, end)
    )
    if found:
        return joint_harm(page, found, end)
    return _next_coordinate(page, group, end)


def _survival_denied(page: Page, group: VerbGroup, end: int) -> Harm | None:
    words = [token.lower for token in page.tokens[group.last : min(group.last + 4, end)]]
    following = word_at(page, group.last, end)
    if is_passive(page, group) and (group.lemma in ("find", "locate", "trace") or (group.lemma == "account" and following == "for")):
        return Harm("missing", group.first, group.last, guarded=True)  # "had not been found", "have not been accounted for"
    if (
        group.lemma == "survive"
        or (group.lemma == "live" and (following == "to" or following in ("", ".", ",", ";")))
        or (group.lemma in ("make", "come", "get") and ("alive" in words or words[:1] == ["it"]))
    ):
        return Harm("killed", group.first, group.last)
    return None


def _passive(page: Page, group: VerbGroup, end: int) -> Harm | None:
    if not is_passive(page, group):
        return None
    to_death = group.lemma not in NOT_TO_DEATH and stands_within(page, group.last, min(group.last + 3, end), ("to", "death"))
    if to_death or (group.lemma in ("shoot", "strike", "cut") and word_at(page, group.last, end) == "dead"):
        return Harm("killed", group.first, group.last)
    if group.lemma in ALIVE and word_at(page, group.last, end) == "alive":
        return Harm("killed", group.first, group.last)
    if group.lemma in ("gun", "mow", "cut", "wipe") and word_at(page, group.last, end) in ("down", "out"):
        return Harm("killed", group.first, group.last + 1)
    held = seizing_harm(page, group, end, group.last)
    if held:
        return held_by(page, group, end, held)
    if group.lemma in ("make", "render") and word_at(page, group.last, end) == "homeless":
        return Harm("displaced", group.first, group.last + 1)
    if group.lemma == "render" and word_at(page, group.last, end) == "ineffective":
        return Harm("casualties", group.first, group.last + 1)
    if group.lemma == "put" and [word_at(page, n, end) for n in range(group.last, group.last + 3)] == ["out", "of", "action"]:
        return Harm("casualties", group.first, group.last + 3, guarded=True)
    if group.lemma in ("bring", "carry") and [word_at(page, n, end) for n in (group.last, group.last + 1)] == ["in", "dead"]:
        return Harm("killed", group.first, group.last + 2)
    if group.lemma in ("register", "list") and [word_at(page, n, end) for n in (group.last, group.last + 1)] == ["as", "displaced"]:
        return Harm("displaced", group.first, group.last + 2)
    if group.lemma == "shoot" and not _told_further(page, group.last, end):
        return Harm("casualties", group.first, group.last, guarded=True)
    if group.lemma == "hold":
        return holding_harm(page, group.last - 1, end)
    if group.lemma in _TO_HOSPITAL and _hospital_ahead(page, group.last, end):
        return Harm("injured", group.first, group.last, guarded=True)
    known = harm_words().transitive.get(group.lemma)
    if known is None or group.lemma in (
        "claim",
        "cost",
        "lose",
        "make",
        "send",
        "render",
        "recover",
        "unearth",
        "exhume",
        "bag",
        "pick",
        "push",
    ):
        return Harm("killed", group.first, group.last) if group.lemma == "lose" and word_at(page, group.last, end) != "to" else None
    if known.measure == "displaced" and known.guarded and not from_home(page, group.last, end):
        return None
    return held_by(page, group, end, Harm(known.measure, group.first, group.last, known.guarded or group.lemma in ("bury", "burn")))


def _told_further(page: Page, at: int, end: int) -> bool:
    """What became of those shot follows ("shot and killed", "shot at", "shot, stabbed and burnt")."""
    word = word_at(page, at, end)
    return word in ("and", "or", "at", "down", "but") or (word == "," and at + 1 < end and page.classes[at + 1] in ("VBN", "VBD"))


def _intransitive(page: Page, group: VerbGroup, end: int) -> Harm | None:
    if is_passive(page, group):
        return None
    known = harm_words().intransitive.get(group.lemma)
    if known and group.last < end and page.classes[group.last] == "PRP":
        return None  # "drowned them"
    if known:
        guarded = group.lemma == "flee" and not from_home(page, group.last, end)
        return Harm(known.measure, group.first, group.last, guarded)
    if (
        group.lemma == "fall"
        and page.tokens[group.head].lower in ("fell", "fallen")
        and (word_at(page, group.last, end) not in _NOT_IN_BATTLE or _on_the_field(page, group.last, end))
    ):
        return Harm("killed", group.first, group.last, guarded=True)
    return None


_FIELDS = frozenset(
    "ridge hill hills front field battlefield road slope slopes bank line side beach border island mountain pass bridge approaches heights "
    "day night spot".split()
)


def _on_the_field(page: Page, index: int, end: int) -> bool:
    """ "fell | on Hollin ridge", "fell | on Monday": where or when they died; not "fell on hard times"."""
    if word_at(page, index, end) != "on" or index + 1 >= end:
        return False
    phrase = page.phrase_at.get(index + 1)
    return phrase is not None and (page.classes[phrase.head] == "NNP" or page.tokens[phrase.head].lower in _FIELDS)


def _set_phrase(page: Page, group: VerbGroup, end: int) -> Harm | None:
    at = group.last
    words = tuple(token.lower for token in page.tokens[at : min(at + 6, end)])
    if group.lemma not in NOT_TO_DEATH and words[:2] == ("to", "death"):
        return Harm("killed", group.first, at + 2)
    if (
        group.lemma in ("lose", "give", "sacrifice", "lay")
        and any(w in LIVES for w in words[:4])
        and any(page.classes[n] == "PRP$" for n in range(at, min(at + 3, end)))
    ):
        return Harm("killed", group.first, at + 2)
    if group.lemma == "register" and words[:2] == ("as", "displaced"):
        return Harm("displaced", group.first, at + 2)
    if group.lemma in ("meet", "find") and "death" in words[:3] and any(page.classes[n] == "PRP$" for n in range(at, min(at + 2, end))):
        return Harm("killed", group.first, at + 2)
    if group.lemma in _INJURY_VERBS and hurt_after(page, at, end):
        return Harm("injured", group.first, at + 1)
    if group.lemma in ("need", "require", "receive", "seek", "await", "undergo") and {
        "treatment",
        "surgery",
        "care",
        "hospitalisation",
    } & set(words[:4]):
        return Harm("injured", group.first, at + 1, guarded=True)
    if (
        group.lemma in ("leave", "abandon", "quit", "vacate", "lose")
        and any(w in HOMES for w in words[:4])
        and any(page.classes[n] in ("PRP$", "DT") for n in range(at, min(at + 3, end)))
    ):
        return Harm("displaced", group.first, at + 2, guarded=True)
    if group.lemma == "leave" and _since_done(page, group, end) and (at >= end or page.tokens[at].text in (",", ";", "–", "—")):
        return Harm("displaced", group.first, group.last, guarded=True, leaving=True)  # "some 900 people have left"
    if group.lemma in ("leave", "quit", "abandon", "vacate", "desert") and _since_done(page, group, end) and area_left(page, at, end):
        return Harm("displaced", group.first, at + 1, guarded=True, leaving=True)
    if _gave_life(group.lemma, words):
        return Harm("killed", group.first, at + 2)
    if group.lemma == "lose" and any(word in _LIMBS for word in words[:3]):
        return Harm("injured", group.first, at + 1)
    if group.lemma in ("take", "seek", "find") and any(w in REFUGE for w in words[:3]):
        return Harm("displaced", group.first, at + 2, guarded=True)
    if group.lemma in _TRAVEL and group.finite and not is_passive(page, group) and _destination(words) and not _purpose(page, at):
        return Harm("displaced", group.first, at + 1, guarded=True)
    return None


def _since_done(page: Page, group: VerbGroup, end: int) -> bool:
    """ "have left", "left … since": told as what came of the fighting, not as a journey."""
    if any(page.tokens[n].lower in ("has", "have", "had") for n in range(group.first, group.head)):
        return True
    return any(page.tokens[n].lower == "since" for n in range(group.last, min(group.last + 10, end)))


_LIMBS = frozenset("limb limbs leg legs arm arms hand hands foot feet eye eyes sight eyesight finger fingers hearing".split())


def _gave_life(lemma: str, words: tuple[str, ...]) -> bool:
    """ "paid the supreme price", "made the ultimate sacrifice"."""
    noun = {"pay": "price", "make": "sacrifice"}.get(lemma)
    return noun in words[:4] and bool({"ultimate", "supreme", "highest", "final"} & set(words[:3]))


def _purpose(page: Page, at: int) -> bool:
    """ "left | to look for work", "none left | to take": what they went to do, not where."""
    group = page.verb_at.get(at) or page.verb_at.get(at + 1)
    return page.tokens[at].lower == "to" and group is not None and group.infinitive and group.first in (at, at + 1)


def _destination(words: tuple[str, ...]) -> bool:
    return bool(words) and words[0] in ("to", "into", "for", "across", "in", "towards", "toward", "over")


def _joined_state(page: Page, group: VerbGroup, end: int) -> Harm | None:
    """ "are feared dead", "remain missing", "were found shot dead", "are believed to have drowned", "are still unaccounted for"."""
    if group.lemma not in LINKS or (group.lemma not in _LASTING and not is_passive(page, group)):
        return None
    verbs = [verb_lemma(page.tokens[n].lower) or "" for n in range(group.first, group.last)]
    unconfirmed = any(verb in UNCONFIRMED for verb in verbs)
    hearsay = group.passive and group.lemma in _HIDDEN_SPEAKERS
    at = group.last
    infinitive = page.verb_at.get(at)
    if infinitive is not None and infinitive.infinitive and infinitive.first == at:
        inner = (
            _passive(page, infinitive, end)
            or _intransitive(page, infinitive, end)
            or _set_phrase(page, infinitive, end)
            or _joined_state(page, infinitive, end)
        )
        return inner._replace(unconfirmed=inner.unconfirmed or unconfirmed, hearsay=hearsay) if inner else None
    if group.lemma == "include" or (group.lemma in ("leave", "count") and not group.passive):
        return None
    found = state_harm(page, at, end) or _among(page, at, end)
    return found._replace(first=group.first, unconfirmed=found.unconfirmed or unconfirmed, hearsay=hearsay) if found else None


def _among(page: Page, index: int, end: int) -> Harm | None:
    """ "were among the dead", "was among those killed"."""
    if word_at(page, index, end) != "among":
        return None
    for at in range(index + 1, min(index + 5, end)):
        word = page.tokens[at].lower
        known = harm_words().state.get(word) or harm_words().noun.get(word) or harm_words().noun.get(word.removesuffix("s"))
        if known and not known.guarded:
            return Harm(known.measure, at, at + 1)
    return None


def _next_coordinate(page: Page, group: VerbGroup, end: int) -> Harm | None:
    """ "was hit and killed": the harm stands in the second of two joined verbs."""
    at = group.last
    if group.passive and at + 1 < end and page.classes[at] == "IN" and (place := page.phrase_at.get(at + 1)) is not None:
        at = place.last  # "were herded into a church and burned to death"
    if word_at(page, at, end) == ",":
        at += 1
    if word_at(page, at, end) not in ("and", "or", "then") or at + 1 >= end:
        return None
    at += 1
    while at < end and page.classes[at] == "RB":
        at += 1
    following = page.verb_at.get(at)
    if following is None or following.first != at:
        return state_harm(page, at, end) if group.passive else None
    if group.passive and not following.passive and page.classes[at] in ("VBN", "VBD"):
        to_death = following.lemma not in NOT_TO_DEATH and stands_within(
            page, following.last, min(following.last + 3, end), ("to", "death")
        )
        return Harm("killed", at, at + 1) if to_death else state_harm(page, at, end)
    return _passive(page, following, end) or _intransitive(page, following, end) or _joined_state(page, following, end)


def _hospital_ahead(page: Page, index: int, end: int) -> bool:
    words = [token.lower for token in page.tokens[index : min(index + 9, end)]]
    if any(word in _HOSPITAL for word in words) and words[:1] and words[0] in ("to", "in", "at", "with", "into"):
        return True
    return words[:1] == ["for"] and any(word in INJURY_NOUNS for word in words)
