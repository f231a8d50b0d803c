"""What happened to those a quantity counts: the rules, in the order in which they are asked.

Each rule is a function with a name; the first that answers gives the measure. Rules that need an earlier figure
("including 22 children", "The authorities concede 11") are in ``inherited``.
"""

from collections.abc import Callable
from typing import NamedTuple

from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm, object_harm, releases, state_harm, subject_harm, word_at
from onrecord.reading.figures.lexicon import HarmWord, harm_words, person_status, singular
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.records.vocabulary import Measure


class Measured(NamedTuple):
    """A counted quantity with its measure and why."""

    counted: Counted
    harm: Harm
    rule: str


_BEFORE_OBJECT = frozenset(
    "the of another some all both about around up to as many at least least more than over nearly almost another also and a an its their his an estimated only just merely".split()
)
_MARKS = frozenset({'"', "”", "“", "’", "‘", "'", "''", "``"})
_WEAK = frozenset({"detained", "abducted", "displaced", "missing"})
_DISPLACED_AT_LEAST = 20
"""Fewer people who move, leave or cross are travellers, not displaced."""
_HARMLESS_PARTS = frozenset({"body", "remains", "corpse"})


_BESIDE_VERB = frozenset({"object_of_verb", "subject_of_verb", "listed_object", "harm_of"})
_TOLD_BY_DESCRIPTION = frozenset({"killed", "injured"})


def described_victim(page: Page, counted: Counted) -> Measured | None:
    """The measure of a victim told without a number: only of deaths and injuries, and only by the verb beside it."""
    end = page.sentence_of(counted.first)[1]
    plural = counted.quantity.kind == "plural"
    for rule in RULES:
        if rule.__name__ not in _BESIDE_VERB:
            continue
        if rule.__name__ == "subject_of_verb" and not _verb_at_once(page, counted, end, plural=plural):
            continue
        if rule.__name__ == "harm_of" and plural:
            continue
        if rule.__name__ == "listed_object" and (plural or page.tokens[counted.first - 1].text == ","):
            continue
        harm = rule(page, counted)
        if harm is not None and page.verb_at.get(harm.last - 1) is None and rule.__name__ == "subject_of_verb":
            continue  # "were among the 17 victims" is part of a count
        if harm is not None and harm.measure in _TOLD_BY_DESCRIPTION and not harm.guarded:
            return Measured(counted, harm, rule.__name__)
    return None


def _verb_at_once(page: Page, counted: Counted, end: int, *, plural: bool) -> bool:
    """The verb follows the noun; for one described person an insertion between commas may stand between."""
    verb = predicate_after(page, counted.last, end)
    if plural:  # "are killed by mines" tells what happens again and again
        return verb is not None and verb.first == counted.last and (page.classes[verb.first] in ("VBD", "VBN") or verb.last - verb.first > 2)
    return verb is not None and (verb.first == counted.last or page.tokens[counted.last].text == "," or verb.first - counted.last <= 3)


def measured(page: Page, counted: Counted) -> Measured | None:
    """The measure of one counted quantity, from its own clause; None where the clause tells of no harm to it."""
    if counted.kind == "thing" and counted.part is None:
        return None
    if counted.quantity.kind == "ordinal" and not _counting_ordinal(page, counted):
        return None
    for rule in RULES:
        harm = rule(page, counted)
        if harm is not None and _fits(page, counted, harm):
            return Measured(counted, _hearsay(page, harm), rule.__name__)
    return None


def _hearsay(page: Page, harm: Harm) -> Harm:
    """ "has reportedly driven", "were allegedly killed": not established by the words themselves."""
    words = {page.tokens[n].lower for n in range(max(0, harm.first - 1), harm.last)}
    return harm._replace(unconfirmed=True) if words & _HEARSAY else harm


_HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


def _counting_ordinal(page: Page, counted: Counted) -> bool:
    """ "xxx xxxxx xxx xxxxxx xx xx xxxxxx": one person, who makes three; "a second gunman" is only one more."""
    before = page.tokens[counted.first - 1].lower if counted.first else ""
    return counted.kind == "person" and (counted.quantity.minimum or 0) >= 2 and before not in ("a", "an", "every", "each")


def _fits(page: Page, counted: Counted, harm: Harm) -> bool:
    quantity = counted.quantity
    value = quantity.minimum if quantity.minimum is not None else quantity.maximum
    if value == 0:
        return True
    if harm.measure == "displaced" and harm.guarded:
        if value is None or value < _DISPLACED_AT_LEAST:
            return False
        if counted.head is not None and person_status(page, counted.head) == "combatant":
            return False
    if not harm.guarded:
        return True
    if counted.head is None:
        return quantity.kind != "article" and harm.measure in ("detained", "injured", "displaced")
    return counted.kind == "person"


# --------------------------------------------------------------------------------------------------- the rules


def object_of_verb(page: Page, counted: Counted) -> Harm | None:
    """ "killed 118 herders", "xxxxxxx xxx xxxxx xx xxxxx xxxxxxxx", "killed a guard and 3 pupils"."""
    first, end = page.sentence_of(counted.quantity.core)
    at = counted.first - 1
    while at >= first and (page.tokens[at].lower in _BEFORE_OBJECT or page.tokens[at].text in _MARKS) and page.verb_at.get(at) is None and page.tokens[at].lower != "and":
        at -= 1
    group = page.verb_at.get(at)
    if group is None and at >= first + 1 and page.tokens[at].lower in ("lives", "life", "down", "off", "away", "out", "dead"):
        group = page.verb_at.get(at - 1) or page.verb_at.get(at - 2) or page.verb_at.get(at - 3)
    if group is None and at > first:
        group = _costing(page, at, first)
    if group is None or group.last > counted.first:
        return None
    return _object_of(page, counted, group, end)


def listed_object(page: Page, counted: Counted) -> Harm | None:
    """ "killed the mayor, his driver and 3 guards": the object ends a list."""
    first, end = page.sentence_of(counted.quantity.core)
    group = _verb_of_list(page, _past_determiners(page, counted.first - 1, first), first) if counted.first > first else None
    if group is None or any(page.tokens[n].lower in ("lives", "life") for n in range(group.first, counted.first)):
        return None
    if page.tokens[counted.first - 1].text == "," and predicate_after(page, counted.last, end) is not None:
        return None  # ", a rights group said"
    return _object_of(page, counted, group, end)


def _past_determiners(page: Page, at: int, first: int) -> int:
    """Before "his", "the other" and the like: "and | their two employees"."""
    while at > first and (page.classes[at] in ("DT", "PRP$") or page.tokens[at].lower == "other"):
        at -= 1
    return at


def _costing(page: Page, at: int, first: int) -> VerbGroup | None:
    """ "xxxx xxx xxxx xxxxxx 1,000 xxx": who pays stands between."""
    phrase = page.phrase_at.get(at)
    group = page.verb_at.get(phrase.first - 1) if phrase is not None and phrase.first > first else None
    return group if group is not None and group.lemma == "cost" else None


def _object_of(page: Page, counted: Counted, group: VerbGroup, end: int) -> Harm | None:
    phrase = page.phrase_at.get(group.head)
    if phrase is not None and phrase.first < group.first:
        return None  # "about 60 captured fighters"
    harm = object_harm(page, group, end, counted.last)
    if harm is not None and harm.measure in ("detained", "abducted") and harm.last > counted.last:
        return None
    if (
        harm is not None
        and page.tokens[counted.first - 1].lower in ("of", "by", "in", "for")
        and not any(page.tokens[n].lower in ("lives", "life") for n in range(group.first, counted.first))
    ):
        return None
    return harm


def _verb_of_list(page: Page, at: int, first: int) -> VerbGroup | None:
    """The verb whose list of objects a phrase ends: "killed the mayor, his driver and | 3 guards"."""
    if page.tokens[at].lower not in ("and", "or", ",", "plus", "with", "well"):
        return None
    steps = 0
    while at >= first and steps < 16:
        group = page.verb_at.get(at)
        if group is not None:
            return group
        if page.classes[at] not in ("DT", "NN", "NNS", "NNP", "JJ", "CD", "PRP$", "POS", "CC", "PRP") and page.tokens[at].text not in (
            ",",
            "of",
            "as",
            "well",
            "along",
            "together",
            "with",
        ):
            return None
        at -= 1
        steps += 1
    return None


def left_in_state(page: Page, counted: Counted) -> Harm | None:
    """ "left 80 soldiers dead", "14 insurgents killed", "61 injured", "eight people still missing"."""
    end = page.sentence_of(counted.quantity.core)[1]
    at = counted.last
    if at >= end:
        return None
    if counted.quantity.kind == "article":
        return _left_together(page, counted, at, end) if page.tokens[at].lower in ("dead", "wounded", "injured", "missing", "and", ",") else None
    if counted.head is None and counted.part is None:
        group = page.verb_at.get(at)
        if group is not None and group.first == at and group.finite and group.last > at + 1:
            return None
    while at < end and page.tokens[at].text in ('"', "”", "“", "''", "’"):
        at += 1
    harm = state_harm(page, at, end) or _past_place(page, at, end) or _left_together(page, counted, at, end)
    if harm is None:
        return None
    if harm.measure in _WEAK | {"injured"} and not _inside_share(page, counted, page.sentence_of(counted.quantity.core)[0]):
        verb = predicate_after(page, counted.last, end)
        later = subject_harm(page, verb, end) if verb is not None else None
        if later is not None and later.measure == "killed":
            return later
        if verb is not None and releases(verb):
            return None
    return harm


def _left_together(page: Page, counted: Counted, at: int, end: int) -> Harm | None:
    """ "left 7 inmates and a warder dead": the state stands behind the list."""
    before = page.verb_at.get(counted.first - 1)
    if (before is None or before.lemma not in ("leave", "find")) and word_at(page, counted.first - 1, end) not in ("and", ","):
        return None
    past = at
    while past < end and past < at + 12:
        if page.tokens[past].lower in ("dead", "wounded", "injured", "hurt", "missing", "homeless", "hostage", "unconscious"):
            leaves = any((group := page.verb_at.get(n)) is not None and group.lemma in ("leave", "find") for n in range(max(0, counted.first - 12), counted.first))
            return state_harm(page, past, end) if leaves else None
        if page.classes[past] not in ("DT", "CD", "NN", "NNS", "NNP", "JJ", "CC", "PRP$") and page.tokens[past].text != ",":
            return None
        past += 1
    return None


def _past_place(page: Page, at: int, end: int) -> Harm | None:
    """ "seven people in the market dead": one prepositional phrase may stand between."""
    if at >= end or page.tokens[at].lower not in ("in", "on", "from", "at", "inside", "near", "aboard", "under"):
        return None
    phrase = page.phrase_at.get(at + 1)
    if (
        phrase is None
        or phrase.last >= end
        or page.tokens[phrase.last].lower not in ("dead", "killed", "wounded", "injured", "missing", "hurt")
    ):
        return None
    return state_harm(page, phrase.last, end)


def subject_of_verb(page: Page, counted: Counted) -> Harm | None:
    """ "27 people were killed", "seven of the 120 observers are presumed dead", "140 were injured"."""
    first, end = page.sentence_of(counted.quantity.core)
    if _inside_share(page, counted, first):
        return None
    if counted.first > first and page.tokens[counted.first - 1].lower in ("by", "in", "for", "with", "against", "on", "from"):
        return None
    verb = predicate_after(page, counted.last, end)
    if verb is None or _conditional(page, counted.first, first):
        return None
    return subject_harm(page, verb, end)


def _conditional(page: Page, at: int, first: int) -> bool:
    """ "if the commander was killed", "whether 12 men died": asked, not said."""
    for n in range(at - 1, max(first, at - 5) - 1, -1):
        if page.tokens[n].lower in ("if", "whether", "unless"):
            return page.tokens[n - 1].lower not in ("as", "even", "not") if n > first else True
        if page.verb_at.get(n) is not None:
            return False
    return False


def _inside_share(page: Page, counted: Counted, first: int) -> bool:
    """ "seven of the | 120 observers": what follows is said of the seven."""
    at = counted.first - 1
    while at >= first and page.classes[at] in ("DT", "PRP$"):
        at -= 1
    return (
        at > first
        and page.tokens[at].lower == "of"
        and at < counted.first - 1
        and (
            page.classes[at - 1] == "CD"
            or page.tokens[at - 1].lower in ("none", "some", "all", "most", "many", "several", "half", "dozens", "few", "handful")
        )
    )


def noun_of_harm(page: Page, counted: Counted) -> Harm | None:
    """ "5,104 civilian deaths", "92 bodies", "the 17 victims", "38 dead"."""
    if counted.head is None or counted.part is not None:
        return None
    word = page.tokens[counted.head].lower
    known = harm_words().noun.get(word) or harm_words().noun.get(singular(word))
    if known is None or known.guarded:
        return _harmed_before_noun(page, counted)
    if singular(word) in ("loss", "hostage", "capture") and page.classes[counted.head] == "NN":
        return None
    if counted.quantity.kind == "article" and singular(word) not in ("body", "corpse", "death", "fatality"):
        return None  # "a new victim of the terror" counts nobody
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
        if word in lexicon.state and page.classes[at] in ("JJ", "VBN", "VBD", "NN") and word != "fatal":
            return Harm(lexicon.state[word].measure, at, at + 1)
    return None


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
    if known is None or (page.tokens[at].lower != "of" and singular(noun) != "injury"):
        return None
    if noun in _NOT_WITH_OF or (noun in ("loss", "capture") and counted.kind != "person"):
        return None
    if _only_planned(page, at - 1, first):
        return None
    return Harm(known.measure, at - 1, at)


_NOT_WITH_OF = frozenset("body wound dead killed victims wounded".split())
"""Nouns of harm whose "of" does not give the victims ("the dead of two villages")."""


def _doer_noun(noun: str) -> HarmWord | None:
    """ "the killers of the six"."""
    return HarmWord("killed", guarded=False) if singular(noun) in ("killer", "murderer", "assassin", "slayer") else None


def listed_after_harm_of(page: Page, counted: Counted) -> Harm | None:
    """ "the murder of the mayor, his wife and | two other people"."""
    first, _ = page.sentence_of(counted.quantity.core)
    at = _past_determiners(page, counted.first - 1, first)
    if at <= first or page.tokens[at].lower not in ("and", ",", "&"):
        return None
    while at > first and counted.first - at < 16:
        if page.tokens[at].lower == "of":
            noun = page.tokens[at - 1].lower
            known = harm_words().noun.get(singular(noun)) or harm_words().noun.get(noun)
            return Harm(known.measure, at - 1, at) if known and noun not in _NOT_WITH_OF and singular(noun) not in ("victim", "loss") else None
        if page.classes[at] not in ("DT", "NN", "NNS", "NNP", "JJ", "CD", "PRP$", "POS", "CC") and page.tokens[at].text != ",":
            return None
        at -= 1
    return None


def companion(page: Page, counted: Counted) -> Harm | None:
    """ "was killed near his home, along with two of his bodyguards"."""
    first, end = page.sentence_of(counted.quantity.core)
    words = tuple(token.lower for token in page.tokens[max(first, counted.first - 3) : counted.first])
    if words[-2:] not in (("along", "with"), ("together", "with")) and words != ("as", "well", "as"):
        return None
    for at in range(counted.first - 3, max(first, counted.first - 25) - 1, -1):
        group = page.verb_at.get(at)
        if group is not None and group.first == at:
            return subject_harm(page, group, end)
    return None


def told_in_relative(page: Page, counted: Counted) -> Harm | None:
    """ "five others who were wounded", "the six priests that were murdered"."""
    end = page.sentence_of(counted.quantity.core)[1]
    at = counted.last + (word_at(page, counted.last, end) == ",")
    if word_at(page, at, end) not in ("who", "that", "which") or page.classes[at] not in ("WP", "WDT", "IN"):
        return None
    for n in range(at + 1, min(at + 4, end)):
        group = page.verb_at.get(n)
        if group is not None:
            return subject_harm(page, group, end) if group.first == n else None
    return None


_PLANS = frozenset("attempted planned planning plotting plot intended attempt attempting threatened possible potential alleged".split())


def _only_planned(page: Page, noun: int, first: int) -> bool:
    """ "planning the assassination of", "an attempted murder of": it is not said to have happened."""
    return any(page.tokens[n].lower in _PLANS for n in range(max(first, noun - 4), noun))


def member_of_harmed(page: Page, counted: Counted) -> Harm | None:
    """ "xxxx xx xxx xxxx xxxx xxxxxxxx", "two of the wounded"."""
    if counted.part != "definite" or counted.head is None:
        return None
    word = page.tokens[counted.head].lower
    if any(token.lower == "alive" for token in page.tokens[counted.last : counted.last + 3]):
        return None  # "xxxxxx xxx xx xxx xxxxxxx xxxxx xxxx xxx xxxxxx"
    known = harm_words().noun.get(word) or harm_words().noun.get(singular(word)) or harm_words().state.get(word)
    if known is None and counted.group is not None:
        return _harmed_before_noun(page, counted)
    return Harm(known.measure, counted.head, counted.head + 1) if known and singular(word) not in ("hostage",) else None


def among_victims(page: Page, counted: Counted) -> Harm | None:
    """ "The dead included nine fighters", "among the wounded were two nurses", "The victims: six men"."""
    first, _ = page.sentence_of(counted.quantity.core)
    lexicon = harm_words()
    at = counted.first - 1
    steps = 0
    while at >= first and steps < 24:
        group = page.verb_at.get(at)
        word = page.tokens[at].lower
        if group is not None and group.lemma not in ("include", "be", "number", "comprise", "count", "name", "identify"):
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
            if before in ("the", "of", "those", "all", "its", "their") and (listed or page.tokens[at + 1].text == ":"):
                known = lexicon.noun.get(word) or lexicon.noun.get(singular(word)) or lexicon.state[word]
                return Harm(known.measure, at, at + 1)
        at -= 1
        steps += 1
    return None


def stated_toll(page: Page, counted: Counted) -> Harm | None:
    """ "The death toll rose to 61", "xxx xxx xxxx xx xxxx xxxx 30", "xxx xxxxxx xx xxxxxx xxxxxxx xx xxx xxxxx xx 143"."""
    from_toll = _toll_before(page, counted)
    return Harm(from_toll[0], from_toll[1], from_toll[1] + 1) if from_toll else None


_TOLL_VERBS = frozenset(
    "rise climb grow increase jump swell mount reach pass exceed surpass top stand put bring take raise revise lower cut hit be number total amount double go edge soar near approach hover "
    "run come become set give place estimate remain fall drop update list report say record say include put correct total".split()
)
_TOLL_NOUNS = frozenset({"toll", "tally", "tolls", "count", "number", "total", "figure", "tallies", "numbers"})
_PLAIN_TOLLS = frozenset({"toll", "tally", "tolls", "tallies"})
_BEFORE_TOLL = frozenset(("to", "at", "of", "as", "from", "is", "was", "were", "are", ":", "passed", "reached", "exceeded", "surpassed", "topped", "hit", "nears", "neared", "approached", "past", "number", "–", "—", "numbered", "totalled", "totaled", "by"))  # fmt: skip


def _toll_before(page: Page, counted: Counted) -> tuple[Measure, int] | None:
    """The measure of the toll that the number gives the value of, and its word."""
    if counted.part is not None:
        return None
    first, _ = page.sentence_of(counted.quantity.core)
    connector = page.tokens[counted.first - 1].lower if counted.first > first else ""
    if connector in ('"', "“", "``") and counted.first - 2 >= first:
        connector = page.tokens[counted.first - 2].lower
    if connector not in _BEFORE_TOLL and not (connector == "down" or page.verb_at.get(counted.first - 1) is not None):
        return None
    at = counted.first - 1
    while at >= first and counted.first - at < 30:
        word = page.tokens[at].lower
        if word == ";" or page.classes[at] in ("WP", "WDT"):
            return None
        if word in _TOLL_NOUNS:
            found = _toll_measure(page, at, counted.first)
            if found:
                return found
        known = _plain_harm_noun(page, at)
        if known and _valued(page, at, counted.first):
            return known, at
        at -= 1
    return None


def _toll_measure(page: Page, at: int, stop: int) -> tuple[Measure, int] | None:
    """What a toll counts: said before it ("death toll"), after it ("the number of pupils missing"), or deaths."""
    lexicon = harm_words()
    word = page.tokens[at].lower
    before = page.tokens[at - 1].lower if at else ""
    known = lexicon.noun.get(before) or lexicon.noun.get(singular(before))
    if known:
        return known.measure, at - 1
    for n in range(at + 1, stop):
        inner = page.tokens[n].lower
        group = page.verb_at.get(n)
        if group is not None and group.finite and group.lemma in _TOLL_VERBS:
            break
        known = lexicon.state.get(inner) or lexicon.noun.get(inner) or lexicon.noun.get(singular(inner))
        if known and not known.guarded:
            return known.measure, n
        if inner in ("to", "at", ","):
            break
    return ("killed", at) if word in _PLAIN_TOLLS else None


def _plain_harm_noun(page: Page, at: int) -> Measure | None:
    """ "the dead", "their own dead", "rebel losses", "civilian deaths" before "at", "to", "reached" …"""
    word = page.tokens[at].lower
    if word in ("victim", "body", "capture", "arrest") or page.tokens[at - 1].lower in ("no", "any") or at == 0:
        return None
    known = harm_words().noun.get(word) or harm_words().noun.get(singular(word))
    if known is None:
        return None
    plural = word != singular(word) or word in ("dead", "wounded", "injured", "missing", "displaced")
    before = page.classes[at - 1]
    if word in ("dead", "wounded", "injured", "missing", "displaced") and not (
        before in ("DT", "PRP$", "POS", "JJ") and page.tokens[at - 1].lower not in ("a", "an", "no")
    ):
        return None
    return known.measure if plural else None


def _valued(page: Page, at: int, stop: int) -> bool:
    """The way from a harm noun to its value: "the dead at 30", "losses amounted to 210", "Deaths now number 300"."""
    if stop - at > 10:
        return False
    between = range(at + 1, stop)
    for n in between:
        word, group = page.tokens[n].lower, page.verb_at.get(n)
        if (
            group is not None
            and group.first == n
            and group.lemma not in _TOLL_VERBS - {"say", "report", "list", "give", "include", "record"}
        ):
            return False
        if word in (",", ";", "and", "but", "while", "when", "after", "including"):
            return False
    words = [page.tokens[n].lower for n in between]
    verbal = any(page.verb_at.get(n) is not None for n in between)
    if page.tokens[stop].lower in _BEFORE_TOLL or (words and words[-1] in ("at", "to", ":", '"', "“", "–", "number")):
        return True
    return verbal


RULES: tuple[Callable[[Page, Counted], Harm | None], ...] = (
    object_of_verb,
    left_in_state,
    subject_of_verb,
    listed_object,
    companion,
    noun_of_harm,
    harm_of,
    listed_after_harm_of,
    told_in_relative,
    member_of_harmed,
    among_victims,
    stated_toll,
)
"""In the order in which they are asked."""
