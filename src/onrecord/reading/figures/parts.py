"""Parts of a figure and members of its list: "including 22 children", "four of them seriously", "two women and five children"."""

from collections.abc import Sequence

from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted, head_after
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.earlier_figures import GIVING, in_sentence, nearby, whole_for
from onrecord.reading.figures.lexicon import head_kind
from onrecord.reading.figures.subjects import releases
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.words import noun_lemma

_PART_VERBS = frozenset("be have appear seem belong come remain".split())


def part_by_including(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "70 drovers, including some 20 boys", "Among them were nine women"."""
    if counted.kind not in ("person", None) and not (counted.kind == "other" and counted.quantity.kind != "article"):
        return None
    if page.classes[counted.first - 1] == "IN" and page.tokens[counted.first - 1].lower not in ("including", "among", "of", "counting"):
        return None
    first, _ = page.sentence_of(counted.first)
    at = counted.first - 1
    steps = 0
    while at >= first and steps < 12:
        word, group = page.tokens[at].lower, page.verb_at.get(at)
        if word in ("including", "counting", "comprising", "incl."):
            return _part(page, counted, drafts, in_sentence(page, counted, drafts))
        if word == "among":
            following = page.tokens[at + 1].lower
            near = in_sentence(page, counted, drafts) or nearby(page, counted, drafts)[-3:]
            return _part(page, counted, drafts, near) if following in ("them", "whom", "those", "these") else None
        if group is not None and taken_up(page, group, first):
            return _part(page, counted, drafts, nearby(page, counted, drafts)[-3:])
        if group is not None and group.lemma not in ("be", "include", "believe", "say", "think"):
            return None
        if (
            page.tokens[at].text in (";", ":")
            or (page.tokens[at].text == "," and not _inserted(page, at))
            or word in ("who", "which", "that", "when", "while")
        ):
            return None
        at -= 1
        steps += 1
    return None


def taken_up(page: Page, group: VerbGroup, first: int) -> bool:
    """ "They included 700 children": the subject is a pronoun for those counted before."""
    return (
        group.lemma in ("include", "comprise")
        and group.first - 1 >= first
        and page.tokens[group.first - 1].lower in ("they", "these", "those")
        and not group.negated
    )


def _inserted(page: Page, comma: int) -> bool:
    """A comma of "including, officials believe, one" or of a list of parts."""
    near = {token.lower for token in page.tokens[max(0, comma - 5) : comma]}
    return bool(near & {"including", "counting", "among", "them", "whom", "believe", "think", "said", "say"}) or any(
        page.classes[n] == "CD" for n in range(max(0, comma - 4), comma)
    )


def _part(page: Page, counted: Counted, drafts: Sequence[Draft], candidates: Sequence[int]) -> Draft | None:
    whole = whole_for(counted, drafts, candidates)
    return _from(page, counted, drafts, whole, "part_by_including", part=True) if whole is not None else None


def part_by_pronoun(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "29 of them students", "three of whom had not woken up", "18,300 of them"."""
    first, end = page.sentence_of(counted.first)
    if counted.part == "definite" and counted.head is None:
        return None
    if counted.part != "pronoun":
        return None
    verb = predicate_after(page, counted.last, end)
    if verb is not None and (releases(verb) or not _describes(page, verb, counted)):
        return None
    before = page.verb_at.get(counted.first - 1) if counted.first > first else None
    if before is not None and before.lemma not in GIVING:
        return None
    if before is not None and before.lemma in _EXAMINED and _events_counted_before(page, first):
        return None
    candidates = in_sentence(page, counted, drafts) or nearby(page, counted, drafts)[-3:]
    if not candidates:
        return None
    nearest = candidates[-1]
    described = drafts[nearest].rule == "part_by_predicate" and drafts[nearest].value >= (counted.quantity.minimum or 0)
    if described:
        pass  # "38 were civilians, a dozen of them pupils"
    elif page.tokens[counted.last - 1].lower != "whom" or drafts[nearest].value < (counted.quantity.minimum or 0):
        whole = whole_for(counted, drafts, candidates)
        nearest = nearest if whole is None else whole
    return _from(page, counted, drafts, nearest, "part_by_pronoun", part=True)


_EXAMINED = frozenset({"acknowledge", "admit", "claim", "confirm", "document", "investigate", "record", "verify"})
_EVENTS = frozenset("attack strike raid incident airstrike shelling violation explosion case".split())


def _events_counted_before(page: Page, first: int) -> bool:
    """ "documented 41 attacks, in which 96 people died. The government has acknowledged three of them": of the attacks."""
    if not first:
        return False
    begin, end = page.sentence_of(first - 1)
    return any(page.classes[n] == "CD" and noun_lemma(page.tokens[n + 1].lower) in _EVENTS for n in range(begin, end - 1))


def _describes(page: Page, verb: VerbGroup, counted: Counted) -> bool:
    """Whether the verb says what they were, not what they did: "were children", "are in intensive care", "were not expected to live"."""
    if page.tokens[counted.last - 1].lower == "whom":
        return True
    return verb.lemma in _PART_VERBS or verb.passive or verb.first > counted.last + 6


def next_of_list(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "two women and five children", "50 lodgers, according to a matron, and of one warder"."""
    if counted.kind != "person" and not (counted.kind == "other" and counted.quantity.kind != "article"):
        return None
    candidates = in_sentence(page, counted, drafts)
    if not candidates:
        return None
    last = drafts[candidates[-1]]
    start = last.counted.last
    of_harmed = last.rule == "share_of_harmed"  # its whole is found later, with that of its siblings
    if (of_harmed or last.subset_of is not None) and counted.kind == "person" and _shared_copula(page, last.counted, counted):
        return Draft(counted, last.harm, last.rule if of_harmed else "next_of_list", base=last.subset_of, subset_of=last.subset_of)
    if of_harmed and last.counted.head is not None and counted.kind == "person" and _listed(page, start, counted.first):
        return Draft(counted, last.harm, last.rule)
    if counted.first - start > 14 or not _listed(page, start, counted.first):
        return None
    _, end = page.sentence_of(counted.first)
    if counted.last < end and page.tokens[counted.last].lower in ("having", "being"):
        return None  # "13 dead, one porter having been found alive"
    verb = predicate_after(page, counted.last, end)
    if verb is not None and last.rule != "harm_of" and verb.first - counted.last < 4 and not last.harm.first > counted.first:
        return None  # it has a verb of its own: another clause
    if last.subset_of is not None:
        if last.rule == "part_by_pronoun":
            return Draft(counted, last.harm, "next_of_list", base=None)
        return Draft(counted, last.harm, "next_of_list", base=last.subset_of, subset_of=last.subset_of)
    return Draft(counted, last.harm, "next_of_list", base=None)


def _shared_copula(page: Page, one: Counted, other: Counted) -> bool:
    """ "9 were men, | 4 women": the verb that says what the first were is that of the second as well."""
    words = [token.lower for token in page.tokens[one.last : other.first]]
    return one.head is None and 2 < len(words) <= 6 and words[0] in ("were", "are") and words[-1] in (",", "and") and "," not in words[:-1]


def _listed(page: Page, first: int, last: int) -> bool:
    """Only a list can stand between two figures: no verb, and a mark or "and" right before the second."""
    words = [token.lower for token in page.tokens[first:last]]
    while words and words[-1] in (
        "of",
        "another",
        "the",
        "a",
        "at",
        "least",
        "some",
        "about",
        "also",
        "those",
        "their",
        "his",
        "her",
        "its",
        "other",
    ):
        words.pop()
    if not words or words[-1] not in ("and", "or", ",", "plus", "with", "as", "&"):
        return False
    if words[-1] == "as" and words[-3:] != ["as", "well", "as"]:
        return False
    for n in range(first, last):
        if page.tokens[n].text in (";", ":", "(") or page.classes[n] in ("WP", "WDT", "WRB", "MD"):
            return False
        group = page.verb_at.get(n)
        if group is not None and page.tokens[n].lower not in ("according", "dead", "killed", "wounded", "injured", "missing"):
            return False
        if page.classes[n] == "IN" and n == first and page.tokens[n].lower not in ("of", "in", "from", "at", "near", "according", "on"):
            return False
    return True


def part_by_breakdown(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "13 bodies were found: eight guards, four soldiers and a cook"."""
    if counted.kind != "person":
        return None
    candidates = in_sentence(page, counted, drafts)
    if not candidates:
        return None
    last = drafts[candidates[-1]]
    between = page.tokens[last.counted.last : counted.first]
    _, end = page.sentence_of(counted.first)
    if not between or predicate_after(page, counted.last, end) is not None:
        return None
    if last.rule == "part_by_breakdown":
        listed = all(token.lower in (",", "and", ";", "&") for token in between)
        return _from(page, counted, drafts, candidates[-1], "part_by_breakdown", part=True) if listed else None
    whole = whole_for(counted, drafts, candidates)
    if whole is None or drafts[whole].value <= (counted.quantity.minimum or 0) or between[-1].text not in _BREAKDOWN_MARKS:
        return None
    return _from(page, counted, drafts, whole, "part_by_breakdown", part=True)


def part_by_predicate(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "70 people died; | 31 were children", "Twelve were nurses": who a part of those just counted were."""
    if counted.head is not None or counted.part is not None or counted.quantity.kind not in ("number", "vague"):
        return None
    first, end = page.sentence_of(counted.first)
    opener = page.tokens[counted.quantity.first - 1].lower if counted.quantity.first > first else ";"
    group = page.verb_at.get(counted.last) if counted.last < end else None
    if opener not in _OPENS_CLAUSE or group is None or group.first != counted.last or group.lemma != "be" or group.last - group.first > 1:
        return None
    head = head_after(page, group.last, end, single=False)
    if head is None or head_kind(page, head) != "person":
        return None
    beside = in_sentence(page, counted, drafts)[-1:]
    if beside and _open_share(drafts[beside[0]]):
        return Draft(counted, drafts[beside[0]].harm, "share_of_harmed")  # "Of the dead, 50 were girls and | 20 were boys"
    sentence = page.sentence_numbers[counted.first]
    near = [n for n in nearby(page, counted, drafts) if sentence - page.sentence_numbers[drafts[n].at] <= 1]
    whole = whole_for(counted, drafts, [n for n in near if drafts[n].value > (counted.quantity.minimum or 0)])
    return None if whole is None else _from(page, counted, drafts, whole, "part_by_predicate", part=True)


def _open_share(draft: Draft) -> bool:
    """A part whose whole is looked for later (figures.links)."""
    return draft.subset_of is None and (draft.rule == "share_of_harmed" or draft.counted.part is not None)


_OPENS_CLAUSE = frozenset({";", ",", "and", "–", "—", ":", "while", "but"})


_BREAKDOWN_MARKS = frozenset({":", "–", "—", "--", "("})


def _from(page: Page, counted: Counted, drafts: Sequence[Draft], base: int, rule: str, *, part: bool = False) -> Draft:
    del page
    found = drafts[base]
    top = base if found.subset_of is None or rule == "part_by_pronoun" else found.subset_of
    return Draft(counted, found.harm, rule, base=top if part else base, subset_of=top if part else None)
