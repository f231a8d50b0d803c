"""Numbers that give the value of a toll: "the death toll rose to 61", "put the dead at 30", "losses came to 210"."""

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm
from onrecord.reading.figures.lexicon import harm_words, singular
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.records.vocabulary import Measure


def stated_toll(page: Page, counted: Counted) -> Harm | None:
    """ "The death toll rose to 61", "put the dead at over 50", "the number of divers missing off the cape to 31"."""
    labelled = _labelled(page, counted)
    if labelled:
        return labelled
    from_toll = _toll_before(page, counted)
    return Harm(from_toll[0], from_toll[1], from_toll[1] + 1) if from_toll else None


_LABEL_MARKS = frozenset({":", "(", "=", "–", "—"})
_LABELS = frozenset("dead killed wounded injured missing displaced detained arrested abducted kidnapped deaths injuries casualties".split())


def _labelled(page: Page, counted: Counted) -> Harm | None:
    """ "Killed: 12. Wounded: 31.", "Dead (12), wounded (31)": a table in words."""
    at = counted.quantity.first - 2
    if at < 0 or counted.head is not None or page.tokens[at + 1].text not in _LABEL_MARKS or page.tokens[at].lower not in _LABELS:
        return None
    first, end = page.sentence_of(counted.quantity.core)
    closed = counted.last >= end or page.classes[counted.last] in ("PU", "CC")
    if not closed or (at > first and page.tokens[at - 1].text not in (",", ";", "|", ")", "-", "•") and page.tokens[at - 1].lower != "and"):
        return None
    word = page.tokens[at].lower
    known = harm_words().state.get(word) or harm_words().noun.get(singular(word))
    return Harm(known.measure, at, at + 1) if known is not None else None


_TOLL_VERBS = frozenset(
    "range vary rise climb grow increase jump swell mount reach pass exceed surpass top stand put bring take raise revise lower cut hit be "
    "number total amount double go edge soar near approach hover "
    "run come become set give place estimate remain fall drop update list report say record say include put correct total".split()
)


_TOLL_NOUNS = frozenset({"toll", "tally", "tolls", "count", "number", "total", "figure", "tallies", "numbers"})


_PLAIN_TOLLS = frozenset({"toll", "tally", "tolls", "tallies"})


_BEFORE_TOLL = frozenset(
    "range ranges ranged ranging vary varies varied "
    "to at of as from into in is was were are passed reached exceeded surpassed topped hit nears neared approached past number "
    "numbered totalled totaled : – —".split()
)
"""Words right before the value of a toll."""


def _toll_before(page: Page, counted: Counted) -> tuple[Measure, int] | None:
    """The measure of the toll that the number gives the value of, and its word."""
    if counted.part is not None or counted.quantity.kind in ("article", "none", "ordinal"):
        return None
    first, _ = page.sentence_of(counted.quantity.core)
    connector = page.tokens[counted.first - 1].lower if counted.first > first else ""
    if connector in ('"', "“", "``", "the") and counted.first - 2 >= first:
        connector = page.tokens[counted.first - 2].lower
    if connector in ("in", "into") and counted.quantity.kind != "vague":
        return None
    if connector not in _BEFORE_TOLL and not (connector == "down" or page.verb_at.get(counted.first - 1) is not None):
        return None
    behind = _toll_behind(page, counted) if connector == "to" else None
    if behind is not None:
        return behind
    if (
        connector == "as"
        and not _given_as(page, counted.first, first)
        and page.tokens[counted.first - 2].lower
        not in (
            "high",
            "low",
            "many",
            "toll",
            "dead",
            "wounded",
            "injured",
            "killed",
        )
    ):
        return None
    if _only_expected(page, counted.first, first):
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


def _given_as(page: Page, at: int, first: int) -> bool:
    """ "gives the number of injured in Orria as | 400"."""
    for n in range(at - 2, first, -1):
        if page.classes[n] == "PU":
            return False
        group = page.verb_at.get(n)
        if group is not None and group.first == n and group.lemma in ("give", "state", "list", "report", "quote"):
            return any(page.tokens[m].lower in _TOLL_NOUNS for m in range(group.last, at))
    return False


def _only_expected(page: Page, at: int, first: int) -> bool:
    """ "is likely to rise above 300", "could reach 500": not yet a count."""
    for n in range(at - 1, max(first, at - 5) - 1, -1):
        group = page.verb_at.get(n)
        if group is not None:
            before = page.tokens[group.first - 1].lower if group.first > first else ""
            return (group.infinitive and before in ("likely", "expected", "set", "feared", "bound")) or (
                group.modal is not None and not _may_have_been(page, group)
            )
    return False


def _may_have_been(page: Page, group: VerbGroup) -> bool:
    """ "may be as high as 240", "could have reached 70": an uncertain count, not a forecast."""
    perfect = any(page.tokens[n].lower == "have" for n in range(group.first, group.head))
    return group.modal in ("may", "might", "could") and (perfect or group.lemma in ("be", "number", "exceed", "stand"))


def _toll_behind(page: Page, counted: Counted) -> tuple[Measure, int] | None:
    """ "bringing to 44,805 | the number of people killed"."""
    end = page.sentence_of(counted.quantity.core)[1]
    at = counted.quantity.last
    if at >= end or page.tokens[at].lower != "the":
        return None
    for n in range(at + 1, min(at + 4, end)):
        if page.tokens[n].lower in _TOLL_NOUNS:
            return _toll_measure(page, n, min(n + 9, end))
    return None


def _toll_measure(page: Page, at: int, stop: int) -> tuple[Measure, int] | None:
    """What a toll counts: said before it ("death toll"), after it ("the number of divers missing"), or deaths."""
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
    if word in ("victim", "body", "capture", "arrest") or (at and page.tokens[at - 1].lower in ("no", "any")):
        return None
    known = harm_words().noun.get(word) or harm_words().noun.get(singular(word))
    if known is None and at and page.tokens[at - 1].lower == "those" and word in harm_words().state:
        return harm_words().state[word].measure  # "puts those unaccounted for at 12"
    if known is None:
        return None
    plural = word != singular(word) or word in ("dead", "wounded", "injured", "missing", "displaced")
    before = page.classes[at - 1] if at else ""
    those = "those" in (page.tokens[at - 1].lower, page.tokens[at - 2].lower)
    if those and word in ("missing", "dead", "detained", "displaced", "trapped", "unaccounted"):
        return known.measure
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
