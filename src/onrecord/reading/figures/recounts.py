"""A count told again without its noun, and the count that a newer one replaces.

"The authorities concede 11", "spoke of 62", "up from 40", "revised the number to 12".
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.earlier_figures import GIVING, nearby
from onrecord.reading.figures.within import source_in_sentence, subject_in
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup

_COUNT_NOUNS = frozenset("number figure count total estimate toll tally account numbers figures estimates counts tolls one it".split())


_REVISING = frozenset(
    "revise correct raise lower cut update amend adjust reduce increase downgrade upgrade change up drop trim halve double bring".split()
)


_EARLIER = frozenset("earlier previous initial first original old former previously initially originally prior preliminary".split())


_BEFORE_COUNT = frozenset('of at to as only just " “ `` was is nearer closer instead about'.split())


_REACHING = frozenset("reach stand rise climb hit pass grow jump fall".split())


_REPLACING = frozenset("revise correct lower cut update amend adjust reduce downgrade upgrade change drop trim halve".split())
"""Verbs whose new number takes the place of the old; "bring" and "raise" may add to it."""


_SETTLING = frozenset("stop settle stick stay".split())
"""Verbs that give a count with "at", "on", "to" or "with": "the mayor stops at 40", "sticks to 12"."""


def replaced_count(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "up from 40", "from 27 the previous evening", "revising an earlier tally of 64", "not 14 as first reported"."""
    if counted.head is not None and counted.kind != "thing":
        return None
    first, _ = page.sentence_of(counted.first)
    before = [token.lower for token in page.tokens[max(first, counted.first - 7) : counted.first]]
    if before[-1:] == ["the"]:
        before.pop()  # "not the 40 first given"
    if not before:
        return None
    candidates = nearby(page, counted, drafts)
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
    candidates = [n for n in nearby(page, counted, drafts) if drafts[n].subset_of is None]
    if not candidates or not _ends_clause(page, counted.last, end):
        return None
    if counted.last < end and page.tokens[counted.last].lower == "of":
        return None  # "making it one of the bloodiest days"
    at = counted.first - 1
    while at > first and page.tokens[at].lower in _BEFORE_COUNT:
        at -= 1
    if at > first and page.tokens[at].lower in ("on", "with") and (verb := page.verb_at.get(at - 1)) and verb.lemma in _SETTLING:
        at -= 1
    if at < first:
        return None
    group = page.verb_at.get(at)
    noun = page.tokens[at].lower
    reached = (
        group is not None and group.lemma in _REACHING and _COUNT_NOUNS & {page.tokens[n].lower for n in range(max(first, at - 5), at)}
    )
    settled = group is not None and group.lemma in _SETTLING and page.tokens[counted.first - 1].lower in ("at", "on", "to", "with")
    if reached or settled or (group is not None and (group.lemma in GIVING or group.lemma in _REVISING)):
        pass
    elif (noun in _COUNT_NOUNS or noun in ("that", "this")) and at < counted.first - 1:
        group = _verb_before(page, at, first)
    elif noun == "it" and (made := page.verb_at.get(at - 1)) is not None and made.lemma in ("make", "put", "call"):
        group = made  # "the ministry made it 61"
    elif noun == "up" and (owned := page.verb_at.get(at - 1)) is not None and owned.lemma in ("own", "fess", "face"):
        group = owned
    else:
        return None
    revised = group is not None and group.lemma in _REPLACING and not _undone(page, group)
    replaced = _of_teller(page, group, first, drafts, candidates) if group is not None and revised else None
    base = (
        replaced
        if replaced is not None
        else _told_before(page, group, counted.quantity.minimum or counted.quantity.maximum or 0, drafts, candidates)
    )
    return Draft(counted, drafts[base].harm, "count_again", base=base, supersedes=replaced)


def _told_before(page: Page, group: VerbGroup | None, value: int, drafts: Sequence[Draft], candidates: Sequence[int]) -> int:
    """The count that one told again is of: the last; of "had spoken of 17" the last total, which has risen since.

    Without a total it is the one nearest in size: of "24 killed. Two died in hospital. It had spoken of 22" not the two.
    """
    if group is None or page.tokens[group.first].lower != "had":
        return candidates[-1]
    totals = [n for n in candidates if drafts[n].total]
    return totals[-1] if totals else min(reversed(candidates), key=lambda n: _times(drafts[n].value, value))


def _times(one: int, other: int) -> float:
    """How many times as large the larger of two numbers is."""
    return max(one, other) / max(1, min(one, other))


def _undone(page: Page, group: VerbGroup) -> bool:
    """ "Did not correct its toll to 16", "refused to correct it"."""
    before = page.verb_at.get(group.first - 1)
    return group.negated or (before is not None and before.lemma in ("decline", "fail", "refuse"))


def _of_teller(page: Page, group: VerbGroup, first: int, drafts: Sequence[Draft], candidates: Sequence[int]) -> int | None:
    """The last count of whoever revises one: "The ministry later corrected its toll to 16", with a hospital's count in between.

    A count that nobody is named for is anybody's; one of somebody else stays, and so do those of two who are called alike.
    """
    teller = subject_in(page, group, first)
    if teller is None or teller.pronoun:
        return candidates[-1]
    name = _name_words(page.words(teller.first, teller.last))
    sources = {n: source_in_sentence(page, drafts[n]) for n in candidates}
    own = [n for n in candidates if (source := sources[n]) is not None and name <= _name_words(source)]
    if len({_name_words(sources[n] or "") for n in own}) > 1:
        return None
    nobodys = [n for n in candidates if sources[n] is None]
    return max(own or nobodys, default=None)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(name.lower().split()) - {"the", "a", "an", "its", "their"}


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


def fronted_count(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "Thirty-one, the imam insisted", "; fourteen, said the surgeon": the number opens the clause, its teller follows."""
    first, end = page.sentence_of(counted.first)
    before = page.tokens[counted.first - 1].text if counted.first > first else ";"
    if counted.head is not None or counted.part is not None or counted.quantity.kind != "number" or before not in (";", ":", "“", '"'):
        return None
    if counted.last + 1 >= end or page.tokens[counted.last].text != ",":
        return None
    told = any(
        (group := page.verb_at.get(n)) is not None and group.lemma in GIVING for n in range(counted.last + 1, min(counted.last + 8, end))
    )
    candidates = [n for n in nearby(page, counted, drafts) if drafts[n].subset_of is None]
    if not told or not candidates:
        return None
    return Draft(counted, drafts[candidates[-1]].harm, "count_again", base=candidates[-1])


def gapped_count(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "The army spoke of nine dead, the rebels of | twenty", "police counted 12 dead, the hospital 14": the verb is left out."""
    first, end = page.sentence_of(counted.first)
    inside = [n for n in nearby(page, counted, drafts) if drafts[n].at >= first and drafts[n].subset_of is None]
    if counted.head is not None or counted.part is not None or counted.quantity.kind == "article" or not inside:
        return None
    base = drafts[inside[-1]]
    if not _ends_clause(page, counted.last, end) or counted.first - base.counted.last > GAP:
        return None
    link = page.tokens[counted.first - 1].lower
    if link in ("of", "at") and page.tokens[base.at - 1].lower != link:
        return None
    phrase = gapped_teller(page, counted)
    if phrase is None:
        return None
    opener = page.tokens[phrase.first - 1].lower
    giving = any((group := page.verb_at.get(n)) is not None and group.lemma in GIVING for n in range(first, base.at))
    if opener not in (",", "and", ";", "while", "but") or not giving:
        return None
    if any(page.verb_at.get(n) is not None for n in range(phrase.first, counted.first)):
        return None
    return Draft(counted, base.harm, "gapped_count", base=inside[-1])


def gapped_teller(page: Page, counted: Counted) -> NounPhrase | None:
    """Whose count it is in "…, | the rebels | of twenty", "…; | the opposition |, 130"."""
    link = page.tokens[counted.first - 1].lower
    at = counted.first - 1 - (link in ("of", "at", "only", "just", ","))
    phrase = page.phrase_at.get(at)
    if phrase is None or page.classes[phrase.first] not in ("DT", "PRP$", "NNP") or page.tokens[phrase.first].lower in ("a", "an"):
        return None
    return phrase._replace(last=phrase.last - 1) if page.tokens[phrase.last - 1].lower in ("theirs", "its", "his", "hers") else phrase


def count_elsewhere(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "27 killed in Ganze, | nine in Port Lomo", "12 dead on Friday and | four on Sunday": the state is told once."""
    first, end = page.sentence_of(counted.first)
    inside = [n for n in nearby(page, counted, drafts) if drafts[n].at >= first and drafts[n].subset_of is None]
    if counted.head is not None or counted.part is not None or counted.quantity.kind != "number" or not inside or counted.last + 1 >= end:
        return None
    base = drafts[inside[-1]]
    between = range(base.counted.last, counted.first)
    joint = page.tokens[counted.first - 1].lower
    if joint not in (",", "and") or len(between) > GAP or page.tokens[counted.last].lower not in _PLACING:
        return None
    parallel = any(page.tokens[n].lower in _PLACING and n >= base.counted.last for n in between)
    phrase = page.phrase_at.get(counted.last + 1)
    if not parallel or phrase is None or page.classes[phrase.head] != "NNP":
        return None
    closed = phrase.last >= end or page.classes[phrase.last] in ("PU", "CC") or page.tokens[phrase.last].lower in _UNTIL
    return Draft(counted, base.harm, "count_elsewhere", base=inside[-1]) if closed else None


def count_by_then(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "By nightfall eight bodies had come in; by dawn, | fifteen": a running count."""
    first, end = page.sentence_of(counted.first)
    inside = [n for n in nearby(page, counted, drafts) if drafts[n].at >= first and drafts[n].subset_of is None]
    if counted.head is not None or counted.part is not None or counted.quantity.kind != "number" or not inside:
        return None
    at = counted.first - 1 - (page.tokens[counted.first - 1].text == ",")
    phrase = page.phrase_at.get(at)
    if phrase is None or page.tokens[phrase.first - 1].lower != "by" or page.tokens[phrase.first - 2].text not in (";", ",", "–", "—"):
        return None
    closed = counted.last >= end or page.tokens[counted.last].text in (".", ";", ",")
    return Draft(counted, drafts[inside[-1]].harm, "count_by_then", base=inside[-1]) if closed else None


_PLACING = frozenset({"in", "at", "near", "outside", "on"})
_UNTIL = frozenset("up by until till through since as".split())
"""Words that open the time over which both counts were taken ("and 143 in Orria | up to Thursday")."""

GAP = 12
"""Tokens between a count and the one that shares its verb, at most."""


def amended(page: Page, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "He later amended that to 13 dead", "has since cut the figure to nine dead": it takes the place of the count before."""
    first, _ = page.sentence_of(draft.at)
    if draft.at <= first or page.tokens[draft.at - 1].lower != "to" or draft.supersedes is not None:
        return draft
    group = _verb_before(page, draft.at - 2, first)
    if group is None or group.lemma not in _REPLACING or _undone(page, group):
        return draft
    objects = {page.tokens[n].lower for n in range(group.last, draft.at - 1)}
    if not objects & (_COUNT_NOUNS | {"that", "this", "them", "those"}):
        return draft
    earlier = [n for n in nearby(page, draft.counted, drafts) if drafts[n].subset_of is None and drafts[n].measure == draft.measure]
    if not earlier:
        return draft
    replaced = _of_teller(page, group, first, drafts, earlier)
    return draft if replaced is None else replace(draft, base=replaced, supersedes=replaced)
