"""The measure of a counted quantity from the verb it belongs to, as its object or subject, or from a state told beside it."""

from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.earlier_figures import GIVING
from onrecord.reading.figures.harm import Harm, word_at
from onrecord.reading.figures.objects import object_harm
from onrecord.reading.figures.states import state_harm
from onrecord.reading.figures.subjects import releases, subject_harm
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

_BEFORE_OBJECT = frozenset(
    "the of another some all both about around up to as many at least least more than over nearly almost another also and a an its "
    "their his an estimated only just merely".split()
)


_MARKS = frozenset({'"', "”", "“", "’", "‘", "'", "''", "``"})


_SHARES = frozenset(
    "none some all most many several half dozens few handful third thirds quarter quarters fifth fifths cent percent % majority".split()
)
_WEAK = frozenset({"detained", "abducted", "displaced", "missing"})


def object_of_verb(page: Page, counted: Counted) -> Harm | None:
    """ "killed 70 drovers", "claimed the lives of four sappers", "killed a guard and 3 pupils"."""
    first, end = page.sentence_of(counted.quantity.core)
    at = counted.first - 1
    while (
        at >= first
        and (page.tokens[at].lower in _BEFORE_OBJECT or page.tokens[at].text in _MARKS)
        and page.verb_at.get(at) is None
        and page.tokens[at].lower != "and"
    ):
        at -= 1
    group = page.verb_at.get(at)
    if group is None and at >= first + 1 and page.tokens[at].lower in ("lives", "life", "down", "off", "away", "out", "dead"):
        group = page.verb_at.get(at - 1) or page.verb_at.get(at - 2) or page.verb_at.get(at - 3)
    if page.tokens[at].lower == "dead" and at > first and page.tokens[at - 1].lower in ("shot", "shoots", "shooting", "stabbed"):
        return Harm("killed", at - 1, at + 1)
    if group is None and at > first:
        group = _costing(page, at, first)
    if group is None or group.last > counted.first:
        return None
    return _object_of(page, counted, group, end)


def listed_object(page: Page, counted: Counted) -> Harm | None:
    """ "killed the mayor, his driver and 3 guards": the object ends a list."""
    first, end = page.sentence_of(counted.quantity.core)
    group = _verb_of_list(page, past_determiners(page, counted.first - 1, first), first) if counted.first > first else None
    if group is None or any(page.tokens[n].lower in ("lives", "life") for n in range(group.first, counted.first)):
        return None
    if page.tokens[counted.first - 1].text == "," and predicate_after(page, counted.last, end) is not None:
        return None  # ", a rights group said"
    return _object_of(page, counted, group, end)


def past_determiners(page: Page, at: int, first: int) -> int:
    """Before "his", "the other" and the like: "and | their two employees"."""
    while at > first and (page.classes[at] in ("DT", "PRP$") or page.tokens[at].lower == "other"):
        at -= 1
    return at


def _costing(page: Page, at: int, first: int) -> VerbGroup | None:
    """ "cost the league some 600 men": who pays stands between."""
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
    before = page.verb_at.get(counted.first - 1)
    told = before is not None and (before.lemma == "leave" or before.lemma in GIVING)
    if counted.quantity.kind == "article" and not told:
        return (
            _left_together(page, counted, at, end)
            if page.tokens[at].lower in ("dead", "wounded", "injured", "missing", "and", ",")
            else None
        )
    if counted.head is None and counted.part is None:
        group = page.verb_at.get(at)
        if group is not None and group.first == at and group.finite and group.last > at + 1:
            return None
    while at < end and page.tokens[at].text in ('"', "”", "“", "''", "’"):
        at += 1
    harm = (
        state_harm(page, at, end) or _past_insertion(page, at, end) or _past_place(page, at, end) or _left_together(page, counted, at, end)
    )
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
            leaves = any(
                (group := page.verb_at.get(n)) is not None and group.lemma in ("leave", "find")
                for n in range(max(0, counted.first - 12), counted.first)
            )
            return state_harm(page, past, end) if leaves else None
        if page.classes[past] not in ("DT", "CD", "NN", "NNS", "NNP", "JJ", "CC", "PRP$") and page.tokens[past].text != ",":
            return None
        past += 1
    return None


def listed_before_state(page: Page, counted: Counted) -> Harm | None:
    """ "nine soldiers and four villagers killed", "168 servicemen and 14 officers wounded": the state stands behind the last of a list."""
    end = page.sentence_of(counted.quantity.core)[1]
    at = counted.last
    if counted.head is None or counted.kind == "thing" or counted.quantity.kind == "article" or word_at(page, at, end) not in ("and", ","):
        return None
    numbers = 0
    for past in range(at + 1, min(at + 12, end)):
        word = page.tokens[past].lower
        if page.classes[past] == "CD":
            numbers += 1
        if numbers and word in _LIST_STATES and page.classes[past - 1] in ("NN", "NNS"):
            closed = past + 1 >= end or page.classes[past + 1] in ("PU", "CC", "IN")
            return state_harm(page, past, end) if closed else None
        if page.verb_at.get(past) is not None and word not in _LIST_STATES:
            return None
        if page.classes[past] not in ("DT", "CD", "NN", "NNS", "NNP", "JJ", "CC", "VBN", "VBD") and page.tokens[past].text != ",":
            return None
    return None


_LIST_STATES = frozenset({"dead", "killed", "wounded", "injured", "missing"})


def taken_captive(page: Page, counted: Counted) -> Harm | None:
    """ "1,200 people were killed and 251 taken hostage": the auxiliary is told once."""
    end = page.sentence_of(counted.quantity.core)[1]
    if word_at(page, counted.last, end) != "taken":
        return None
    following = word_at(page, counted.last + 1, end)
    if following in ("hostage", "captive"):
        return Harm("abducted", counted.last, counted.last + 2)
    return Harm("detained", counted.last, counted.last + 2) if following == "prisoner" else None


def _past_insertion(page: Page, at: int, end: int) -> Harm | None:
    """ "at least 1,420 people, 1,265 of them civilians, killed in August"."""
    if at >= end or page.tokens[at].text != ",":
        return None
    for past in range(at + 2, min(at + 10, end - 1)):
        if page.tokens[past].text == ",":
            return state_harm(page, past + 1, end) if page.classes[past + 1] in ("VBN", "VBD", "JJ") else None
        if page.verb_at.get(past) is not None and page.tokens[past].lower != "including":
            return None
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
    if _inside_share(page, counted, first) or (counted.first > first and page.tokens[counted.first - 1].lower in ("including", "counting")):
        return None
    if counted.first > first and page.tokens[counted.first - 1].lower in ("by", "in", "for", "with", "against", "on", "from"):
        return None
    verb = predicate_after(page, counted.last, end)
    if verb is None or _conditional(page, counted.first, first):
        return None
    return subject_harm(page, verb, end) or _harm_before_that(page, verb.last, end)


def _harm_before_that(page: Page, at: int, end: int) -> Harm | None:
    """ "spent the night in the open after being driven out": what had happened to the same subject."""
    for n in range(at, min(at + 12, end - 1)):
        if page.tokens[n].text in (";", ","):
            return None
        if page.tokens[n].lower == "after" and page.tokens[n + 1].lower in ("being", "having"):
            group = page.verb_at.get(n + 1)
            return subject_harm(page, group, end) if group is not None else None
    return None


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
    phrase = page.phrase_at.get(counted.first)
    if phrase is not None and first <= phrase.first <= at and "POS" in page.classes[phrase.first : counted.first]:
        at = phrase.first - 1  # "70 per cent of | the town's 45,000 people"
    while at >= first and page.classes[at] in ("DT", "PRP$"):
        at -= 1
    if at == first and page.tokens[at].lower == "of":
        return True  # "Of the 130 men, 34 …": what follows is said of the 34
    if at <= first or page.tokens[at].lower != "of" or at == counted.first - 1:
        return False
    share = page.tokens[at - 1].lower
    return page.classes[at - 1] == "CD" or share in _SHARES or share.endswith(("-thirds", "-quarters", "-fifths", "-third"))


def companion(page: Page, counted: Counted) -> Harm | None:
    """ "was killed near his home, along with four of his clerks"."""
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
