"""What the words of harm share: the measure they give, and small tests of what stands around them."""

from typing import NamedTuple

from onrecord.reading.figures.lexicon import harm_words
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.words import verb_lemma
from onrecord.records.vocabulary import Measure


class Harm(NamedTuple):
    """A measure with the words that gave it. Token indices, end exclusive."""

    measure: Measure
    first: int
    last: int
    guarded: bool = False
    """The victim's noun must name people."""
    unconfirmed: bool = False
    """The words themselves say that it is not established ("feared", "presumed")."""
    hearsay: bool = False
    """They hide who says so ("are said to have died", "reportedly"); a named source lifts it."""
    leaving: bool = False
    """They only say that a place was left, so that its noun must name those who live there."""


UNCONFIRMED = frozenset({"fear", "presume", "suspect"})


def word_at(page: Page, index: int, end: int) -> str:
    """The word at a token in lower case, empty past the end."""
    return page.tokens[index].lower if 0 <= index < end else ""


def is_passive(page: Page, group: VerbGroup) -> bool:
    """Whether a verb group is passive; a form in -ing never is."""
    return group.passive and not page.tokens[group.head].lower.endswith("ing")


def stands_within(page: Page, index: int, end: int, words: tuple[str, str]) -> bool:
    """Two words beside each other within the clause."""
    for at in range(index, min(index + 14, end - 1)):
        if page.tokens[at].lower in (";", "."):
            return False
        if (page.tokens[at].lower, page.tokens[at + 1].lower) == words:
            return True
    return False


def hurt_after(page: Page, index: int, end: int) -> bool:
    """A wound is named within a few words, with no verb between: "gunshot wounds", "critical condition"."""
    for at in range(index, min(index + 6, end)):
        word = page.tokens[at].lower
        if word in INJURY_NOUNS:
            return True
        if word == "condition" and page.tokens[at - 1].lower in ("critical", "serious", "grave", "stable", "critically"):
            return True
        if page.classes[at] in ("VBD", "VBZ", "VBP", "MD", "PU", "CD") and at > index:
            return False
    return False


def under_rubble(page: Page, index: int, end: int) -> bool:
    """Whether "under the rubble", "still be in the water" or the like begins at a token."""
    words = [token.lower for token in page.tokens[index : min(index + 5, end)]]
    still = "still" in [token.lower for token in page.tokens[max(0, index - 3) : index]]
    while words[:1] in (["be"], ["still"]):
        words.pop(0)
    if still and words[:2] == ["in", "the"] and words[2:3] in (["water"], ["river"], ["sea"], ["lake"]):
        return True
    return (
        bool(words)
        and words[0] in ("under", "beneath", "buried", "underneath", "below")
        and bool({"rubble", "debris", "ruins", "wreckage"} & set(words))
    )


def holding_harm(page: Page, index: int, end: int) -> Harm | None:
    """ "are being held": by kidnappers where the text speaks of hostages, else detained."""
    words = {token.lower for token in page.tokens[index + 1 : min(index + 4, end)]}
    if words & {"hostage", "captive"}:
        return Harm("abducted", index, index + 1)
    if word_at(page, index, end) == "taken":
        following = word_at(page, index + 1, end)
        if following == "prisoner" or (following in ("into", "in") and word_at(page, index + 2, end) in ("custody", "detention")):
            return Harm("detained", index, index + 2)
        return Harm("abducted", index, index + 1, guarded=True) if following in ("away", "hostage", "captive", "from", "by") else None
    first, last = page.sentence_of(index)
    around = {token.lower for token in page.tokens[first:last]}
    kidnapped = around & {
        "hostage",
        "hostages",
        "kidnapped",
        "kidnappers",
        "abducted",
        "abductors",
        "captors",
        "seized",
        "captive",
        "captives",
        "ransom",
    }
    return Harm("abducted" if kidnapped else "detained", index, index + 1, guarded=True)


def joint_harm(page: Page, harm: Harm, end: int) -> Harm:
    """ "killed or wounded", "killed and injured" without a number between them: not separable."""
    at = harm.last
    if word_at(page, at, end) not in ("or", "and", "and/or", "/") or harm.measure not in ("killed", "injured", "missing", "detained"):
        return harm
    words = harm_words()
    second = word_at(page, at + 1, end)
    known = words.transitive.get(verb_lemma(second) or second) or words.state.get(second)
    if known is None or known.measure == harm.measure or known.guarded or word_at(page, at + 1, end) == "":
        return harm
    if {known.measure, harm.measure} <= {"killed", "injured", "casualties", "detained"} and "killed" in (known.measure, harm.measure):
        return Harm("casualties", harm.first, at + 2, harm.guarded, harm.unconfirmed)
    return harm


def joined_before(page: Page, group: VerbGroup) -> Measure | None:
    """The measure of the verb joined before this one without an object of its own: "captured or | killed 80"."""
    at = group.first - 1
    if at < 1 or page.tokens[at].lower not in ("or", "and"):
        return None
    other = page.verb_at.get(at - 1)
    known = harm_words().transitive.get(other.lemma) if other is not None and other.last == at else None
    return known.measure if known and not known.guarded else None


INJURY_NOUNS = frozenset(
    "wound wounds injury injuries burn burns inhalation "
    "fracture fractures concussion shrapnel trauma amputations bullet bruises lacerations".split()
)


_MONTHS = frozenset("jan feb mar apr jun jul aug sept oct nov dec".split())


_BEFORE_NUMBERS = frozenset("up as about around over under between nearly almost more fewer some no upwards roughly only".split())


_NUMBER_NOUNS = frozenset("dozens scores hundreds thousands several many".split())


_NOMINAL = frozenset({"DT", "CD", "NN", "NNS", "NNP", "PRP", "PRP$", "PDT", "JJ", "VBN"})


_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today overnight tonight last this earlier late early next "
    "that there here since so".split()
)


def object_follows(page: Page, index: int, end: int) -> bool:
    """Whether a noun phrase that is not a time begins at a token."""
    while index < end and page.tokens[index].text in ('"', "”", "“", "’", "‘", "''"):
        index += 1
    if index >= end:
        return False
    word, tag = page.tokens[index].lower, page.classes[index]
    if word in _TIMES or (tag == "NNP" and word in _MONTHS):
        return False
    if word == "at" and word_at(page, index + 1, end) in ("least", "most"):
        return True
    if word in _BEFORE_NUMBERS:
        ahead = range(index + 1, min(index + 4, end))
        return any(page.classes[n] == "CD" or page.tokens[n].lower in _NUMBER_NOUNS for n in ahead)
    if word in _NUMBER_NOUNS:
        return True
    if tag == "RB":
        return object_follows(page, index + 1, end)
    return tag in _NOMINAL and word not in ("each", "both", "all")


HOMES = frozenset("home homes house houses village villages land lands town towns".split())


_AREAS = frozenset(
    "area areas district districts city quarter quarters neighbourhood neighbourhoods neighborhood neighborhoods region province island "
    "valley settlement settlements hamlet hamlets suburb suburbs enclave strip county parish peninsula delta hills plain country "
    "coast".split()
)


def area_left(page: Page, index: int, end: int) -> bool:
    """Whether the object of a verb of leaving is a place where people live: "the valley", "three villages", a name."""
    while index < end and page.classes[index] in ("DT", "PRP$", "CD", "JJ"):
        index += 1
    phrase = page.phrase_at.get(index)
    if phrase is None:
        return False
    return page.tokens[phrase.head].lower in _AREAS | HOMES or (page.classes[phrase.head] == "NNP" and phrase.head < index + 3)


REFUGE = frozenset("refuge shelter sanctuary safety asylum".split())


_WILDS = frozenset(
    "homeless exile flee leave camps hills mountains bush forest forests hiding swamps desert woods hinterland countryside".split()
)
"""Where people go who have no home left."""


def from_home(page: Page, index: int, end: int) -> bool:
    """Whether the words behind a verb speak of homes left or refuge sought."""
    words = [token.lower for token in page.tokens[index : min(index + 12, end)]]
    return any(word in HOMES or word in REFUGE or word in _WILDS for word in words) or words[:1] in (
        ["from"],
        ["out"],
        ["into"],
    )


def not_said_to_happen(page: Page, group: VerbGroup) -> bool:
    """What might, would or is meant to happen is no figure; what "may have" happened is."""
    if group.modal and group.modal not in ("'d", "may", "might", "could"):
        return not any(page.tokens[n].lower == "have" for n in range(group.first, group.head))
    if group.modal in ("may", "might", "could"):
        return not any(page.tokens[n].lower == "have" for n in range(group.first, group.head))
    if not group.infinitive or group.passive:
        return False
    if any(page.tokens[n].lower == "have" for n in range(group.first, group.head)):
        return False
    before = page.tokens[group.first - 1].lower if group.first else ""
    return (verb_lemma(before) or before) not in ("go", "on", "manage", "continue", "start", "begin")


_CARE = frozenset("hospital hospitals ambulance ambulances clinic clinics infirmary morgue mortuary doctors treatment".split())
_TOWARDS = frozenset({"to", "in", "into", "by", "for", "aboard"})


def brought_to_care(page: Page, first: int, end: int) -> bool:
    """Whether "to the district hospital", "away in ambulances" follows: people who were taken there were cared for, not led away."""
    for at in range(first, min(end, first + 14)):
        if page.tokens[at].lower in _CARE:
            near = {page.tokens[n].lower for n in range(max(first, at - 4), at)}
            return bool(near & _TOWARDS) and "from" not in near
    return False


_LEADING_AWAY = frozenset("take carry lead drag march haul drive herd spirit".split())


def seizing_harm(page: Page, group: VerbGroup, end: int, after: int) -> Harm | None:
    """ "taken prisoner", "held hostage", "took 12 into custody", "carried off", "took away"; looked for from ``after`` on."""
    if group.lemma not in ("take", "hold", "lead", "carry", "bundle", "drag", "haul", "place", "march", "drive", "herd", "spirit"):
        return None
    words = [token.lower for token in page.tokens[after : min(after + 7, end)]]
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in (".", ";"):
            break
        if word in ("hostage", "captive", "hostages", "captives"):
            return Harm("abducted", group.first, group.last, guarded=False)
        if word in ("prisoner", "prisoners"):
            return Harm("detained", group.first, group.last)
        if word in ("into", "in", "under") and following in ("custody", "detention", "arrest"):
            return Harm("detained", group.first, group.last)
    words = [token.lower for token in page.tokens[group.last : min(group.last + 2, end)]]
    if group.lemma in _LEADING_AWAY and words[:1] and words[0] in ("away", "off"):
        return Harm("abducted", group.first, group.last + 1, guarded=True)
    if group.lemma == "take" and group.passive and words[:1] and words[0] in ("from", "by"):
        return Harm("abducted", group.first, group.last, guarded=True)
    return None


LIVES = frozenset({"life", "lives"})


ALIVE = frozenset("burn roast bury skin flay boil entomb".split())
"""Verbs that with "alive" tell of a death."""
