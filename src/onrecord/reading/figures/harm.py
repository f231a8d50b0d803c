"""Where a text says that people are harmed: verbs with their victims before or after them, and words for a state.

A verb of harm has its victims as its object ("killed 12"), as the subject of its passive ("12 were killed") or, for
verbs like *die*, as its subject. English says the same in set phrases ("lost their lives", "went missing", "were taken
to hospital", "is feared dead"); those are read here too, so that what follows sees one kind of thing.
"""

from typing import NamedTuple

from onrecord.reading.figures.lexicon import HarmWord, harm_words
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


UNCONFIRMED = frozenset({"fear", "presume", "suspect"})
LINKS = frozenset(
    "be become remain lie stay leave go turn fear presume believe report confirm find declare pronounce list say know think assume consider count register "
    "record keep suspect estimate understand get appear seem include".split()
)
"""Verbs that join a subject to its state ("are feared dead", "remain missing", "lay wounded")."""
_FILLERS = frozenset(
    'as " “ `` to be been have has had being still also now already reportedly later both all among the either shot found burned burnt badly seriously slightly lightly severely critically'.split()
)
_INJURY_NOUNS = frozenset(
    "wound wounds injury injuries burn burns fracture fractures concussion shrapnel trauma amputations bullet bruises lacerations".split()
)
_INJURY_VERBS = frozenset("suffer sustain receive have bear survive escape treat get incur nurse".split())
_HOSPITAL = frozenset("hospital hospitals clinic clinics infirmary ward wards facility facilities".split())
_TO_HOSPITAL = frozenset("take bring rush send move carry admit evacuate transport airlift fly ferry transfer treat stretcher".split())
_HOMES = frozenset("home homes house houses village villages land lands town towns".split())
_REFUGE = frozenset("refuge shelter sanctuary safety asylum".split())
_TRAVEL = frozenset("move leave cross pour stream head arrive go walk trek shelter camp spill".split())
_TO_DEATH = frozenset(
    "burn hack stab beat crush trample bludgeon club stone starve choke freeze bleed shoot blow shell bomb gun mow cut batter torture squeeze whip drive".split()
)
_CUSTODY = frozenset("custody detention arrest bars jail prison".split())
_NOT_TO_DEATH = frozenset("sentence condemn scare bore frighten fight drink tickle work love".split())
_LIVES = frozenset({"life", "lives"})
_PERSONAL_VICTIM = frozenset("fall".split())
_RELEASE = frozenset("free release rescue escape save evacuate return survive swap exchange pardon discharge".split())


def word_at(page: Page, index: int, end: int) -> str:
    """The word at a token in lower case, empty past the end."""
    return page.tokens[index].lower if 0 <= index < end else ""


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
    if _irrealis(page, group):
        buried = group.modal in ("may", "might", "could") and _rubble(page, group.last - 1, end)
        return Harm("missing", group.head, group.last, unconfirmed=True) if buried else None
    found = (
        _passive(page, group, end) or _intransitive(page, group, end) or _set_phrase(page, group, end) or _joined_state(page, group, end)
    )
    if found:
        return _combined(page, found, end)
    return _next_coordinate(page, group, end)


def object_harm(page: Page, group: VerbGroup, end: int, after: int) -> Harm | None:
    """What a verb group in the active voice says happened to its object.

    Args:
        page: the text.
        group: a verb group.
        end: end of the sentence.
        after: the token after the object, where "prisoner" or "hostage" may stand.
    """
    if _is_passive(page, group) or group.negated or _irrealis(page, group):
        return None
    lexicon = harm_words()
    known = lexicon.transitive.get("wound" if page.tokens[group.head].lower == "wound" else group.lemma)
    first, last = group.first, group.last
    joined = _joined_before(page, group)
    if joined and known and joined != known.measure and "killed" in (joined, known.measure):
        return Harm("casualties", first, last)
    if (
        last - first == 1
        and page.classes[first] in ("VBN", "VBD")
        and not object_follows(page, last, end)
        and group.lemma not in _TO_DEATH | {"take", "carry", "lead"}
    ):
        return None
    if group.lemma in ("claim", "cost", "take"):
        lives = next((n for n in range(last, min(last + 4, end)) if page.tokens[n].lower in _LIVES), None)
        if lives is not None:
            return Harm("killed", first, lives + 1)
        if group.lemma == "claim":
            return None
    if group.lemma in _TO_DEATH and _within(page, last, end, ("to", "death")):
        return Harm("killed", first, last)
    if group.lemma == "shoot" and word_at(page, last, end) == "dead":
        return Harm("killed", first, last)
    if group.lemma in ("gun", "mow", "cut", "wipe", "shoot", "strike") and word_at(page, last, end) in ("down", "out"):
        return Harm("killed", first, last + 1, guarded=group.lemma in ("shoot", "strike", "wipe"))
    if group.lemma in ("treat", "admit", "receive") and _hurt_after(page, after + 1, end) and word_at(page, after, end) in ("for", "with"):
        return Harm("injured", first, last, guarded=True)
    held = _taken(page, group, end, after - 1)
    if held:
        return held
    if known is None or (group.lemma in ("hold",) and group.finite):
        return None
    if known.measure == "displaced" and known.guarded and not _from_home(page, last, end):
        return None
    if group.lemma in ("burn", "bury", "harm", "poison", "blind", "recover", "unearth", "exhume", "bag"):
        known = HarmWord(known.measure, guarded=True)
    return _combined(page, Harm(known.measure, first, last, known.guarded), end)


def state_harm(page: Page, index: int, end: int) -> Harm | None:
    """The state told by the words that begin at a token, right after a noun or a number ("dead", "still missing", "shot dead")."""
    lexicon = harm_words()
    at, unconfirmed = index, False
    while at < end and (page.tokens[at].lower in _FILLERS or page.classes[at] == "RB" or _is_link(page, at)) and at < index + 6:
        if page.tokens[at].lower in ("the", "among", "included") or (
            page.tokens[at].lower in ("have", "had", "has") and page.classes[at] != "VB"
        ):
            return None
        unconfirmed |= (verb_lemma(page.tokens[at].lower) or "") in UNCONFIRMED
        if page.tokens[at].lower in lexicon.state and page.tokens[at].lower not in _FILLERS:
            break
        at += 1
    word = word_at(page, at, end)
    if not word:
        return None
    if _rubble(page, at, end):
        return Harm("missing", index, at + 1, unconfirmed=unconfirmed)
    if word == "in" and ("hands" in (word_at(page, at + 1, end), word_at(page, at + 2, end)) or word_at(page, at + 1, end) == "captivity"):
        return Harm("abducted", index, at + 2)
    if word in ("in", "under", "behind") and word_at(page, at + 1, end) in _CUSTODY:
        return Harm("detained", index, at + 2)
    if word in ("in", "with") and _hurt_after(page, at + 1, end):
        return Harm("injured", index, at + 1)
    if word in ("held", "taken") and at < end:
        return _held(page, at, end)
    verb = verb_lemma(word) if page.classes[at] in ("VBN", "VBD", "VBG", "VB") else None
    if verb and verb not in _NOT_TO_DEATH and _within(page, at + 1, min(at + 3, end), ("to", "death")):
        return Harm("killed", index, at + 1, unconfirmed=unconfirmed)
    known = lexicon.state.get(word) or (lexicon.transitive.get(verb or "") if page.classes[at] in ("VBN", "VBD") else None)
    if known is None or (known.guarded and word not in lexicon.state) or _has_object(page, at, end):
        return None
    if (
        word in ("dead", "missing", "wounded", "injured")
        and page.classes[at] in ("NN", "NNS")
        and at == index
        and word_at(page, at + 1, end) == "of"
    ):
        return None
    return _combined(page, Harm(known.measure, index, at + 1, unconfirmed=unconfirmed), end)


def _is_link(page: Page, index: int) -> bool:
    return page.classes[index] in ("VBN", "VBD") and (verb_lemma(page.tokens[index].lower) or "") in LINKS - {
        "be",
        "leave",
        "include",
        "count",
        "go",
        "turn",
        "find",
    } | {"find"}


def _has_object(page: Page, index: int, end: int) -> bool:
    """A participle or past form with an object after it is active: "gunmen killed two soldiers"."""
    if page.classes[index] not in ("VBD", "VBN", "VBG") or page.tokens[index].lower in ("dead", "missing"):
        return False
    return object_follows(page, index + 1, end)


_MONTHS = frozenset("jan feb mar apr jun jul aug sept oct nov dec".split())
_BEFORE_NUMBERS = frozenset("up as about around over under between nearly almost more fewer some no upwards roughly only".split())
_NUMBER_NOUNS = frozenset("dozens scores hundreds thousands several many".split())
_NOMINAL = frozenset({"DT", "CD", "NN", "NNS", "NNP", "PRP", "PRP$", "PDT", "JJ", "VBN"})
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today overnight tonight last this earlier late early next that there here since so".split()
)


def object_follows(page: Page, index: int, end: int) -> bool:
    """Whether a noun phrase that is not a time begins at a token."""
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


def _irrealis(page: Page, group: VerbGroup) -> bool:
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


def _survival_denied(page: Page, group: VerbGroup, end: int) -> Harm | None:
    words = [token.lower for token in page.tokens[group.last : min(group.last + 4, end)]]
    if group.lemma == "survive" or (group.lemma in ("make", "come", "get") and ("alive" in words or words[:1] == ["it"])):
        return Harm("killed", group.first, group.last)
    return None


def _is_passive(page: Page, group: VerbGroup) -> bool:
    return group.passive and not page.tokens[group.head].lower.endswith("ing")


def _passive(page: Page, group: VerbGroup, end: int) -> Harm | None:
    if not _is_passive(page, group):
        return None
    if group.lemma not in _NOT_TO_DEATH and (
        _within(page, group.last, min(group.last + 3, end), ("to", "death")) or word_at(page, group.last, end) == "dead"
    ):
        return Harm("killed", group.first, group.last)
    if group.lemma in ("gun", "mow", "cut", "wipe") and word_at(page, group.last, end) in ("down", "out"):
        return Harm("killed", group.first, group.last + 1)
    held = _taken(page, group, end, group.last)
    if held:
        return held
    if group.lemma == "hold":
        return _held(page, group.last - 1, end)
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
    if known.measure == "displaced" and known.guarded and not _from_home(page, group.last, end):
        return None
    return Harm(known.measure, group.first, group.last, known.guarded or group.lemma in ("bury", "burn"))


def _intransitive(page: Page, group: VerbGroup, end: int) -> Harm | None:
    if _is_passive(page, group):
        return None
    known = harm_words().intransitive.get(group.lemma)
    if known:
        guarded = group.lemma == "flee" and not _from_home(page, group.last, end)
        return Harm(known.measure, group.first, group.last, guarded)
    if group.lemma == "fall" and page.tokens[group.head].lower in ("fell", "fallen") and word_at(page, group.last, end) not in (
        "into", "from", "ill", "out", "back", "asleep", "under", "short", "behind", "on", "off", "by", "victim", "to", "below", "apart", "through", "silent"
    ):  # fmt: skip
        return Harm("killed", group.first, group.last, guarded=True)
    return None


def _set_phrase(page: Page, group: VerbGroup, end: int) -> Harm | None:
    at = group.last
    words = tuple(token.lower for token in page.tokens[at : min(at + 6, end)])
    if group.lemma not in _NOT_TO_DEATH and words[:2] == ("to", "death"):
        return Harm("killed", group.first, at + 2)
    if (
        group.lemma in ("lose", "give", "sacrifice", "lay")
        and any(w in _LIVES for w in words[:4])
        and any(page.classes[n] == "PRP$" for n in range(at, min(at + 3, end)))
    ):
        return Harm("killed", group.first, at + 2)
    if group.lemma in ("meet", "find") and "death" in words[:3] and any(page.classes[n] == "PRP$" for n in range(at, min(at + 2, end))):
        return Harm("killed", group.first, at + 2)
    if group.lemma in _INJURY_VERBS and _hurt_after(page, at, end):
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
        and any(w in _HOMES for w in words[:4])
        and any(page.classes[n] in ("PRP$", "DT") for n in range(at, min(at + 3, end)))
    ):
        return Harm("displaced", group.first, at + 2, guarded=True)
    if group.lemma in ("take", "seek", "find") and any(w in _REFUGE for w in words[:3]):
        return Harm("displaced", group.first, at + 2, guarded=True)
    if group.lemma in _TRAVEL and group.finite and not _is_passive(page, group) and _destination(words):
        return Harm("displaced", group.first, at + 1, guarded=True)
    return None


def _destination(words: tuple[str, ...]) -> bool:
    return bool(words) and words[0] in ("to", "into", "for", "across", "in", "towards", "toward", "over")


def _joined_state(page: Page, group: VerbGroup, end: int) -> Harm | None:
    """ "are feared dead", "remain missing", "were found shot dead", "are believed to have drowned", "are still unaccounted for"."""
    if group.lemma not in LINKS:
        return None
    verbs = [verb_lemma(page.tokens[n].lower) or "" for n in range(group.first, group.last)]
    unconfirmed = any(verb in UNCONFIRMED for verb in verbs)
    at = group.last
    infinitive = page.verb_at.get(at)
    if infinitive is not None and infinitive.infinitive and infinitive.first == at:
        inner = (
            _passive(page, infinitive, end)
            or _intransitive(page, infinitive, end)
            or _set_phrase(page, infinitive, end)
            or _joined_state(page, infinitive, end)
        )
        return inner._replace(unconfirmed=inner.unconfirmed or unconfirmed) if inner else None
    if group.lemma == "include" or (group.lemma in ("leave", "count") and not group.passive):
        return None
    found = state_harm(page, at, end) or _among(page, at, end)
    return found._replace(first=group.first, unconfirmed=found.unconfirmed or unconfirmed) if found else None


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
        return state_harm(page, at, end)
    return _passive(page, following, end) or _intransitive(page, following, end) or _joined_state(page, following, end)


def _combined(page: Page, harm: Harm, end: int) -> Harm:
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


def _joined_before(page: Page, group: VerbGroup) -> Measure | None:
    """The measure of the verb joined before this one without an object of its own: "captured or | killed 80"."""
    at = group.first - 1
    if at < 1 or page.tokens[at].lower not in ("or", "and"):
        return None
    other = page.verb_at.get(at - 1)
    known = harm_words().transitive.get(other.lemma) if other is not None and other.last == at else None
    return known.measure if known and not known.guarded else None


def _taken(page: Page, group: VerbGroup, end: int, after: int) -> Harm | None:
    """ "taken prisoner", "held hostage", "took 12 into custody", "carried off", "took away"; looked for from ``after`` on."""
    if group.lemma not in ("take", "hold", "lead", "carry", "bundle", "drag", "haul", "place", "march"):
        return None
    words = [token.lower for token in page.tokens[after : min(after + 7, end)]]
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word in (".", ";"):
            break
        if word in ("hostage", "captive", "hostages", "captives"):
            return Harm("abducted", group.first, group.last, guarded=False)
        if word == "prisoner":
            return Harm("detained", group.first, group.last)
        if word in ("into", "in", "under") and following in ("custody", "detention", "arrest"):
            return Harm("detained", group.first, group.last)
    words = [token.lower for token in page.tokens[group.last : min(group.last + 2, end)]]
    if group.lemma in ("take", "carry", "lead", "drag", "march", "haul") and words[:1] and words[0] in ("away", "off"):
        return Harm("abducted", group.first, group.last + 1, guarded=True)
    if group.lemma == "take" and group.passive and words[:1] and words[0] in ("from", "by"):
        return Harm("abducted", group.first, group.last, guarded=True)
    return None


def _held(page: Page, index: int, end: int) -> Harm | None:
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


def _within(page: Page, index: int, end: int, words: tuple[str, str]) -> bool:
    """Two words beside each other within the clause."""
    for at in range(index, min(index + 14, end - 1)):
        if page.tokens[at].lower in (";", "."):
            return False
        if (page.tokens[at].lower, page.tokens[at + 1].lower) == words:
            return True
    return False


def _from_home(page: Page, index: int, end: int) -> bool:
    words = [token.lower for token in page.tokens[index : min(index + 12, end)]]
    return any(word in _HOMES or word in _REFUGE or word in ("homeless", "exile", "flee", "leave", "camps") for word in words) or words[:1] in (
        ["from"],
        ["out"],
        ["into"],
    )


def _hospital_ahead(page: Page, index: int, end: int) -> bool:
    words = [token.lower for token in page.tokens[index : min(index + 9, end)]]
    if any(word in _HOSPITAL for word in words) and words[:1] and words[0] in ("to", "in", "at", "with", "into"):
        return True
    return words[:1] == ["for"] and any(word in _INJURY_NOUNS for word in words)


def _hurt_after(page: Page, index: int, end: int) -> bool:
    """A wound is named within a few words, with no verb between: "gunshot wounds", "critical condition"."""
    for at in range(index, min(index + 6, end)):
        word = page.tokens[at].lower
        if word in _INJURY_NOUNS:
            return True
        if word == "condition" and page.tokens[at - 1].lower in ("critical", "serious", "grave", "stable", "critically"):
            return True
        if page.classes[at] in ("VBD", "VBZ", "VBP", "MD", "PU", "CD") and at > index:
            return False
    return False


def _rubble(page: Page, index: int, end: int) -> bool:
    words = [token.lower for token in page.tokens[index : min(index + 5, end)]]
    return (
        bool(words)
        and words[0] in ("under", "beneath", "buried", "underneath", "below")
        and bool({"rubble", "debris", "ruins", "wreckage"} & set(words))
    )
