"""Quantities that take their measure from a figure before them.

A part ("including 22 children", "four of them seriously"), the next of a list ("two women and five children"), a count
told again without its noun ("The authorities concede 11", "spoke of 62"), and the count that a newer one replaces
("up from 40", "revised the number to 12").
"""

from collections.abc import Callable, Sequence

from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.subjects import releases
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

REACH_IN_SENTENCES = 3
"""How far back a count without a noun may take its measure from."""

_INCLUDING = frozenset(
    {"including", "among", "counting", "comprising", "included", "include", "includes", "namely", "notably", "incl.", "of"}
)
_PART_VERBS = frozenset("be have appear seem belong come remain".split())
_GIVING = frozenset(
    "concede admit acknowledge confirm report list count give put speak boast claim suggest cite record register verify estimate say "
    "note tally talk tell offer own mention document find know see return".split()
)
_COUNT_NOUNS = frozenset("number figure count total estimate toll tally account numbers figures estimates counts tolls one it".split())
_REVISING = frozenset(
    "revise correct raise lower cut update amend adjust reduce increase downgrade upgrade change up drop trim halve double bring".split()
)
_EARLIER = frozenset("earlier previous initial first original old former previously initially originally prior preliminary".split())
_LIST_MARKS = frozenset(
    {
        "and",
        "or",
        "plus",
        ",",
        "as",
        "well",
        "with",
        "along",
        "together",
        "of",
        "another",
        "at",
        "least",
        "also",
        "a",
        "the",
        "then",
        "including",
    }
)


_BEFORE_COUNT = frozenset('of at to as only just " “ `` was is nearer closer instead about'.split())
_REACHING = frozenset("reach stand rise climb hit pass grow jump fall".split())
_REPLACING = frozenset("revise correct lower cut update amend adjust reduce downgrade upgrade change drop trim halve".split())
"""Verbs whose new number takes the place of the old; "bring" and "raise" may add to it."""


def inherited(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """The figure that a quantity without a harm of its own makes with those before it, or None."""
    if counted.quantity.kind in ("ordinal", "none") or not drafts:
        return None
    for rule in RULES:
        draft = rule(page, counted, drafts)
        if draft is not None:
            return draft
    return None


def _from(page: Page, counted: Counted, drafts: Sequence[Draft], base: int, rule: str, *, part: bool = False) -> Draft:
    del page
    found = drafts[base]
    top = base if found.subset_of is None or rule == "part_by_pronoun" else found.subset_of
    return Draft(counted, found.harm, rule, base=top if part else base, subset_of=top if part else None)


def _in_sentence(page: Page, counted: Counted, drafts: Sequence[Draft]) -> list[int]:
    first, _ = page.sentence_of(counted.first)
    return [n for n, draft in enumerate(drafts) if draft.at >= first and draft.value > 0]


def _near(page: Page, counted: Counted, drafts: Sequence[Draft]) -> list[int]:
    """Figures of this sentence and the few before it, in text order."""
    number = page.sentence_numbers[counted.first]
    return [n for n, draft in enumerate(drafts) if number - page.sentence_numbers[draft.at] <= REACH_IN_SENTENCES and draft.value > 0]


# --------------------------------------------------------------------------------------------------- the rules


def part_by_including(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "118 xxxxxxx, xxxxxxxxx xx xxxxx 31 xxxxxxxx", "Among them were nine women"."""
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
            return _part(page, counted, drafts, _in_sentence(page, counted, drafts))
        if word == "among":
            following = page.tokens[at + 1].lower
            near = _in_sentence(page, counted, drafts) or _near(page, counted, drafts)[-3:]
            return _part(page, counted, drafts, near) if following in ("them", "whom", "those", "these") else None
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


def _inserted(page: Page, comma: int) -> bool:
    """A comma of "including, officials believe, one" or of a list of parts."""
    near = {token.lower for token in page.tokens[max(0, comma - 5) : comma]}
    return bool(near & {"including", "counting", "among", "them", "whom", "believe", "think", "said", "say"}) or any(
        page.classes[n] == "CD" for n in range(max(0, comma - 4), comma)
    )


def _part(page: Page, counted: Counted, drafts: Sequence[Draft], candidates: Sequence[int]) -> Draft | None:
    whole = _whole_for(counted, drafts, candidates)
    return _from(page, counted, drafts, whole, "part_by_including", part=True) if whole is not None else None


def _whole_for(counted: Counted, drafts: Sequence[Draft], candidates: Sequence[int]) -> int | None:
    """The nearest figure before that is no part itself and not smaller than this one."""
    quantity = counted.quantity
    size = quantity.minimum or quantity.maximum or 0
    tops = [n for n in candidates if drafts[n].subset_of is None]
    fitting = [n for n in tops if drafts[n].value >= size or drafts[n].counted.quantity.maximum is None]
    chosen = fitting or tops
    return chosen[-1] if chosen else None


def part_by_pronoun(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "29 of them students", "xxxx xx xxxx xxxx xxx xxxxxxxx xx xxxx", "18,300 of them"."""
    first, end = page.sentence_of(counted.first)
    if counted.part == "definite" and counted.head is None:
        return None
    if counted.part != "pronoun":
        return None
    verb = predicate_after(page, counted.last, end)
    if verb is not None and (releases(verb) or not _describes(page, verb, counted)):
        return None
    before = page.verb_at.get(counted.first - 1) if counted.first > first else None
    if before is not None and before.lemma not in _GIVING:
        return None
    candidates = _in_sentence(page, counted, drafts) or _near(page, counted, drafts)[-3:]
    if not candidates:
        return None
    nearest = candidates[-1]
    if page.tokens[counted.last - 1].lower != "whom" or drafts[nearest].value < (counted.quantity.minimum or 0):
        whole = _whole_for(counted, drafts, candidates)
        nearest = nearest if whole is None else whole
    return _from(page, counted, drafts, nearest, "part_by_pronoun", part=True)


def _describes(page: Page, verb: VerbGroup, counted: Counted) -> bool:
    """Whether the verb says what they were, not what they did: "were children", "are in intensive care", "were not expected to live"."""
    if page.tokens[counted.last - 1].lower == "whom":
        return True
    return verb.lemma in _PART_VERBS or verb.passive or verb.first > counted.last + 6


def next_of_list(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "two women and five children", "60 xxxxxxxxx, xxxxxxxxx xx xxxxxxxx xxxxx, xxx xx xxx xxxxxxx"."""
    if counted.kind != "person" and not (counted.kind == "other" and counted.quantity.kind != "article"):
        return None
    candidates = _in_sentence(page, counted, drafts)
    if not candidates:
        return None
    last = drafts[candidates[-1]]
    start = last.counted.last
    if counted.first - start > 14 or not _listed(page, start, counted.first):
        return None
    _, end = page.sentence_of(counted.first)
    verb = predicate_after(page, counted.last, end)
    if verb is not None and last.rule != "harm_of" and verb.first - counted.last < 4 and not last.harm.first > counted.first:
        return None  # it has a verb of its own: another clause
    if last.subset_of is not None:
        if last.rule == "part_by_pronoun":
            return Draft(counted, last.harm, "next_of_list", base=None)
        return Draft(counted, last.harm, "next_of_list", base=last.subset_of, subset_of=last.subset_of)
    return Draft(counted, last.harm, "next_of_list", base=None)


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


def replaced_count(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "up from 40", "from 27 the previous evening", "xxxxxxxx xxx xxxxxxx xxxxx xx 97", "not 14 as first reported"."""
    if counted.head is not None and counted.kind != "thing":
        return None
    first, _ = page.sentence_of(counted.first)
    before = [token.lower for token in page.tokens[max(first, counted.first - 7) : counted.first]]
    if not before:
        return None
    candidates = _near(page, counted, drafts)
    base = _same_change(page, counted, drafts, candidates)
    if base is None:
        return None
    change = before[-1] == "from" and (
        before[-2:-1] in (["up"], ["down"], [","]) or drafts[base].total or _revises(page, first, counted.first)
    )
    earlier = before[-1] in ("of", "at", "than", "with") and bool(_EARLIER & set(before)) and bool(_COUNT_NOUNS & set(before))
    corrected = (before[-1] == "not" and drafts[base].measure == "killed") or before[-2:] == ["rather", "than"]
    if not change and not earlier and not corrected:
        return None
    return Draft(counted, drafts[base].harm, "replaced_count", base=base, superseded=True)


def _same_change(page: Page, counted: Counted, drafts: Sequence[Draft], candidates: Sequence[int]) -> int | None:
    inside = [
        n for n in candidates if page.sentence_numbers[drafts[n].at] == page.sentence_numbers[counted.first] and drafts[n].subset_of is None
    ]
    if inside:
        totals = [n for n in inside if drafts[n].measure == "killed"]
        return (totals or inside)[0] if len(inside) > 1 else inside[0]
    return candidates[-1] if candidates else None


def _revises(page: Page, first: int, last: int) -> bool:
    return any(
        (group := page.verb_at.get(n)) is not None and group.lemma in _REVISING | {"rise", "climb", "grow", "fall", "jump"}
        for n in range(first, last)
    )


def count_again(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "The authorities concede 11", "revised the number to 12", "put the figure at between 40 and 60", "boasted of 87"."""
    if counted.head is not None or counted.part is not None or counted.quantity.kind == "article":
        return None
    first, end = page.sentence_of(counted.first)
    candidates = [n for n in _near(page, counted, drafts) if drafts[n].subset_of is None]
    if not candidates or not _ends_clause(page, counted.last, end):
        return None
    at = counted.first - 1
    while at > first and page.tokens[at].lower in _BEFORE_COUNT:
        at -= 1
    if at < first:
        return None
    group = page.verb_at.get(at)
    noun = page.tokens[at].lower
    reached = (
        group is not None and group.lemma in _REACHING and _COUNT_NOUNS & {page.tokens[n].lower for n in range(max(first, at - 5), at)}
    )
    if reached or (group is not None and (group.lemma in _GIVING or group.lemma in _REVISING)):
        pass
    elif noun in _COUNT_NOUNS and at < counted.first - 1:
        group = _verb_before(page, at, first)
    else:
        return None
    base = candidates[-1]
    revised = group is not None and group.lemma in _REPLACING
    return Draft(counted, drafts[base].harm, "count_again", base=base, supersedes=base if revised else None)


def _verb_before(page: Page, at: int, first: int) -> VerbGroup | None:
    for n in range(at, max(first, at - 6) - 1, -1):
        group = page.verb_at.get(n)
        if group is not None:
            return group
    return None


def _ends_clause(page: Page, at: int, end: int) -> bool:
    """Nothing that could be the counted noun follows."""
    if at >= end:
        return True
    return page.classes[at] in ("PU", "CC", "IN", "RB", "WP", "WDT", "TO", "WRB") or page.tokens[at].lower in (
        "dead",
        "more",
        "fewer",
        "overall",
        "last",
        "the",
        "so",
        "on",
        "each",
    )


def part_by_breakdown(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "13 bodies were found: eight guards, four soldiers and a cook"."""
    if counted.kind != "person":
        return None
    candidates = _in_sentence(page, counted, drafts)
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
    whole = _whole_for(counted, drafts, candidates)
    if whole is None or drafts[whole].value <= (counted.quantity.minimum or 0) or between[-1].text not in _BREAKDOWN_MARKS:
        return None
    return _from(page, counted, drafts, whole, "part_by_breakdown", part=True)


_BREAKDOWN_MARKS = frozenset({":", "–", "—", "--", "("})


RULES: tuple[Callable[[Page, Counted, Sequence[Draft]], Draft | None], ...] = (
    part_by_including,
    part_by_pronoun,
    replaced_count,
    count_again,
    part_by_breakdown,
    next_of_list,
)
"""In the order in which they are asked."""
