"""The measure of a counted quantity from a noun of harm: its own ("92 bodies"), or one it hangs on ("the deaths of 12")."""

from onrecord.reading.figures.by_verb import past_determiners
from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm
from onrecord.reading.figures.lexicon import HarmWord, harm_words, singular
from onrecord.reading.figures.states import UNHARMED
from onrecord.reading.figures.subjects import releases
from onrecord.reading.page import Page


def noun_of_harm(page: Page, counted: Counted) -> Harm | None:
    """ "5,104 civilian deaths", "92 bodies", "the 17 victims", "38 dead"."""
    if counted.head is None or counted.part is not None:
        return None
    word = page.tokens[counted.head].lower
    known = harm_words().noun.get(word) or harm_words().noun.get(singular(word))
    if known is None or known.guarded:
        return _harmed_before_noun(page, counted)
    if singular(word) in ("loss", "hostage", "capture", "flight", "exodus") and page.classes[counted.head] == "NN":
        return None
    if counted.quantity.kind == "article" and singular(word) not in ("body", "corpse", "death", "fatality"):
        return None  # "a fresh victim of this hatred" counts nobody
    end = page.sentence_of(counted.quantity.core)[1]
    if known.measure in ("abducted", "detained"):
        verb = predicate_after(page, counted.last, end)
        if verb is not None and releases(verb):
            return None
    return Harm(known.measure, counted.head, counted.head + 1)


def _harmed_before_noun(page: Page, counted: Counted) -> Harm | None:
    """ "two wounded soldiers", "three dead rebels", "500 displaced families"."""
    lexicon = harm_words()
    if counted.head is None or counted.kind == "thing" or counted.group is None:
        return None
    for at in range(counted.group[0], counted.head):
        word = page.tokens[at].lower
        if word in _HOLDING and _set_free(page, counted):
            return None
        if word in lexicon.state and page.classes[at] in ("JJ", "VBN", "VBD", "NN") and word != "fatal":
            return Harm(lexicon.state[word].measure, at, at + 1)
        if word == "fallen" and counted.kind == "person":
            return Harm("killed", at, at + 1)
    return None


_HOLDING = frozenset("kidnapped abducted detained captured imprisoned jailed arrested seized interned".split())


def _set_free(page: Page, counted: Counted) -> bool:
    """ "Two of the seven kidnapped nuns have been freed"."""
    verb = predicate_after(page, counted.last, page.sentence_of(counted.quantity.core)[1])
    return verb is not None and releases(verb)


def harm_of(page: Page, counted: Counted) -> Harm | None:
    """ "the death of 12", "the killing of 64 civilians", "bodies of nine men", "the arrest of five"."""
    first, _ = page.sentence_of(counted.quantity.core)
    at = counted.first - 1
    while at >= first and page.tokens[at].lower in ("the", "another", "a", "only", "just"):
        at -= 1
    if at <= first or page.tokens[at].lower not in ("of", "to", "among"):
        return None
    noun = page.tokens[at - 1].lower
    known = harm_words().noun.get(noun) or harm_words().noun.get(singular(noun)) or _doer_noun(noun)
    if noun in ("cost", "price") and counted.kind == "person" and page.tokens[at].lower == "of":
        return Harm("killed", at - 1, at)  # "at a cost of two soldiers"
    if known is None or (page.tokens[at].lower != "of" and singular(noun) != "injury"):
        return None
    if noun in _NOT_WITH_OF or (noun in ("loss", "capture", "flight", "exodus") and counted.kind != "person"):
        return None
    if _only_planned(page, at - 1, first):
        return None
    return Harm(known.measure, at - 1, at)


_NOT_WITH_OF = frozenset("body wound dead killed victims wounded".split())
"""Nouns of harm whose "of" does not give the victims ("the dead of two villages")."""


def _doer_noun(noun: str) -> HarmWord | None:
    """ "the killers of the six", "the kidnappers of 14 rig workers"."""
    if singular(noun) in ("kidnapper", "abductor", "captor", "hostage-taker"):
        return HarmWord("abducted", guarded=True)
    return HarmWord("killed", guarded=False) if singular(noun) in ("killer", "murderer", "assassin", "slayer") else None


def share_of_harmed(page: Page, counted: Counted) -> Harm | None:
    """ "Of those killed, | 135 were civilians", "of the wounded, | three were children"."""
    first, _ = page.sentence_of(counted.quantity.core)
    if counted.first <= first or page.tokens[counted.first - 1].text != ",":
        return None
    for at in range(counted.first - 2, max(first, counted.first - 12) - 1, -1):
        if page.tokens[at].text in (",", ";", ":"):
            return None
        if page.tokens[at].lower == "of" and (at == first or page.tokens[at - 1].text in (";", ":", "–", "—")):
            return _harm_of_share(page, at + 1, counted.first - 1)
    return None


def _harm_of_share(page: Page, at: int, stop: int) -> Harm | None:
    """The word of harm in "those killed in the raid", "the 40 wounded"."""
    if page.tokens[at].lower not in ("the", "those", "these", "all"):
        return None
    for n in range(at + 1, min(at + 5, stop)):
        word = page.tokens[n].lower
        known = harm_words().state.get(word) or harm_words().noun.get(word) or harm_words().noun.get(singular(word))
        if known is not None:
            return Harm(known.measure, n, n + 1)
    return None


def named_dead(page: Page, counted: Counted) -> Harm | None:
    """ "30 more names of | fallen servicemen", "twelve names of its dead": so many people are named."""
    if counted.head is None or page.tokens[counted.head].lower != "names":
        return None
    end = page.sentence_of(counted.quantity.core)[1]
    if counted.last >= end or page.tokens[counted.last].lower != "of":
        return None
    for at in range(counted.last + 1, min(counted.last + 5, end)):
        word = page.tokens[at].lower
        if word == "fallen":
            return Harm("killed", at, at + 1)
        known = harm_words().state.get(word) or harm_words().noun.get(word) or harm_words().noun.get(singular(word))
        if known is not None:
            return Harm(known.measure, at, at + 1)
    return None


def listed_after_harm_of(page: Page, counted: Counted) -> Harm | None:
    """ "the murder of the judge, his brother and | two more men"."""
    first, _ = page.sentence_of(counted.quantity.core)
    at = past_determiners(page, counted.first - 1, first)
    if at <= first or page.tokens[at].lower not in ("and", ",", "&"):
        return None
    while at > first and counted.first - at < 16:
        if page.tokens[at].lower == "of":
            noun = page.tokens[at - 1].lower
            known = harm_words().noun.get(singular(noun)) or harm_words().noun.get(noun)
            return (
                Harm(known.measure, at - 1, at) if known and noun not in _NOT_WITH_OF and singular(noun) not in ("victim", "loss") else None
            )
        if page.classes[at] not in ("DT", "NN", "NNS", "NNP", "JJ", "CD", "PRP$", "POS", "CC") and page.tokens[at].text != ",":
            return None
        at -= 1
    return None


_PLANS = frozenset("attempted planned planning plotting plot intended attempt attempting threatened possible potential alleged".split())


def _only_planned(page: Page, noun: int, first: int) -> bool:
    """ "planning the assassination of", "an attempted murder of": it is not said to have happened."""
    return any(page.tokens[n].lower in _PLANS for n in range(max(first, noun - 4), noun))


def member_of_harmed(page: Page, counted: Counted) -> Harm | None:
    """ "Six of the dead were bakers", "two of the wounded"."""
    if counted.part != "definite" or counted.head is None:
        return None
    word = page.tokens[counted.head].lower
    end = page.sentence_of(counted.quantity.core)[1]
    verb = predicate_after(page, counted.last, end)
    freed = verb is not None and releases(verb) and verb.lemma != "bring"
    found = verb is not None and page.tokens[min(verb.last, end - 1)].lower in UNHARMED
    if freed or found or any(token.lower == "alive" for token in page.tokens[counted.last : counted.last + 3]):
        return None  # "dug three of the missing out alive", "31 of the 45 missing fishermen had been found alive"
    known = harm_words().noun.get(word) or harm_words().noun.get(singular(word)) or harm_words().state.get(word)
    if known is None and counted.group is not None:
        return _harmed_before_noun(page, counted)
    return Harm(known.measure, counted.head, counted.head + 1) if known and singular(word) != "hostage" else None


def among_victims(page: Page, counted: Counted) -> Harm | None:
    """ "The dead included nine fighters", "among the wounded were two nurses", "The victims: six men"."""
    first, _ = page.sentence_of(counted.quantity.core)
    lexicon = harm_words()
    counted_end = page.sentence_of(counted.quantity.core)[1]
    at = counted.first - 1
    steps = 0
    while at >= first and steps < 24:
        group = page.verb_at.get(at)
        word = page.tokens[at].lower
        passed = ("include", "be", "number", "comprise", "count", "name", "identify")
        if group is not None and group.lemma not in passed and page.tokens[at - 1].lower != "the":
            return None
        if page.tokens[at].text in (";", ".") or page.classes[at] in ("WP", "WDT"):
            return None
        if word in (
            "dead",
            "killed",
            "wounded",
            "injured",
            "missing",
            "victims",
            "fatalities",
            "casualties",
            "detainees",
            "arrested",
            "displaced",
            "detained",
            "abducted",
            "deceased",
            "fallen",
        ):
            before = page.tokens[at - 1].lower if at > first else ""
            follows = page.verb_at.get(at + 1)
            listed = follows is not None and follows.lemma in ("include", "be", "number", "comprise") and not follows.passive
            if (
                page.classes[max(first, at - 3)] == "CD"
                and page.tokens[at - 2].lower == "of"
                and predicate_after(page, counted.last, counted_end)
            ):
                return None  # "40 of the dead were men and | 12 were women"
            if before in ("the", "of", "those", "all", "its", "their") and (listed or page.tokens[at + 1].text == ":"):
                known = lexicon.noun.get(word) or lexicon.noun.get(singular(word)) or lexicon.state[word]
                return Harm(known.measure, at, at + 1)
        at -= 1
        steps += 1
    return None
