"""Links between figures: new against total, corrections, the same toll told again."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.corrections import corrected
from onrecord.reading.figures.draft import Draft, holds, words_around
from onrecord.reading.figures.earlier_days import of_earlier_day
from onrecord.reading.figures.earlier_figures import REACH_IN_FIGURES, nearby, whole_for
from onrecord.reading.figures.lexicon import singular
from onrecord.reading.figures.parts import taken_up
from onrecord.reading.page import Page

RETOLD_WITHIN = 6
"""Sentences within which a vague toll may be told again more exactly."""
TIMES_VAGUE = 20
"""A number this many times what a vague word must mean is another toll."""
TIMES_OPEN = 2
"""An exact number up to this many times an open one ("more than 10 … 15") tells the same toll."""
_ADDING = frozenset("bringing brings brought taking takes took raising pushing pushes lifting swelling after adding".split())
"""Words by which a sentence adds new deaths to a total."""
_OPEN = frozenset("people person other others victim body individual man civilian casualty dead death fatality soul member".split())
"""Nouns so wide that they may stand for any group when a toll is told again."""


def linked(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with superseded counts, parts of totals and repetitions marked."""
    found = _mixed_victims(page, drafts)
    for number, draft in enumerate(found):
        if draft.supersedes is not None:
            found[draft.supersedes] = replace(found[draft.supersedes], superseded=True)
        elif draft.superseded and draft.base is not None:
            found[draft.base] = replace(found[draft.base], supersedes=number)
    found = corrected(page, found)
    for number in range(len(found)):
        found[number] = _among_those_counted(page, found, number)
    for number in range(len(found)):
        found[number] = _part_of_total(page, found, number)
    for number in range(len(found)):
        found[number] = _included(page, found, number)
    told: dict[tuple[str, int | None, int | None], list[int]] = {}
    for number in range(len(found)):
        quantity = found[number].counted.quantity
        same = told.setdefault((found[number].measure, quantity.minimum, quantity.maximum), [])
        found[number] = _told_again(page, found, number, same[:REACH_IN_FIGURES])
        same.append(number)
    return found


def _included(page: Page, drafts: Sequence[Draft], number: int) -> Draft:
    """ "They included 700 pupils and 735 nurses killed": parts of the figure of the same sort that was told just before."""
    draft = drafts[number]
    if draft.subset_of is not None or draft.value == 0 or not _in_included_list(page, draft):
        return draft
    candidates = [n for n in nearby(page, draft.counted, drafts[:number]) if drafts[n].measure == draft.measure]
    whole = whole_for(draft.counted, drafts, [n for n in candidates if not _in_included_list(page, drafts[n])])
    return draft if whole is None else replace(draft, subset_of=whole)


def _in_included_list(page: Page, draft: Draft) -> bool:
    """Whether "they included" opens the sentence of a figure."""
    first, _ = page.sentence_of(draft.at)
    group = page.verb_at.get(first + 1)
    return group is not None and first + 1 < draft.at and taken_up(page, group, first)


def _mixed_victims(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """ "eleven mine victims, four of them fatal": victims of whom only some died are killed and injured together."""
    found = list(drafts)
    for number in range(1, len(found)):
        part, whole = found[number], found[number - 1]
        word = page.tokens[whole.harm.first].lower
        if part.counted.part == "pronoun" and part.rule != "part_by_pronoun" and part.measure == "killed" and singular(word) == "victim":
            found[number - 1] = replace(whole, harm=whole.harm._replace(measure="casualties"))
    return found


def _whole_before(page: Page, drafts: Sequence[Draft], number: int) -> int | None:
    """The figure that "of them" means: the one before, when it counts the same or killed and injured together."""
    draft, whole = drafts[number], drafts[number - 1] if number else None
    if whole is None or whole.measure not in (draft.measure, "casualties") or whole.value < draft.value or whole.subset_of is not None:
        return None
    return number - 1 if page.sentence_numbers[draft.at] - page.sentence_numbers[whole.at] <= 1 else None


def _part_of_total(page: Page, drafts: Sequence[Draft], number: int) -> Draft:
    """ "16 more had died, taking the toll to 542": the new deaths are in the total."""
    draft = drafts[number]
    if draft.subset_of is not None or draft.total or draft.superseded or draft.value == 0:
        return draft
    sentence = page.sentence_numbers[draft.at]
    adding = bool(words_around(page, draft.at) & _ADDING)
    if draft.counted.part == "pronoun":
        whole = _whole_before(page, drafts, number)
        if whole is not None:
            return replace(draft, subset_of=whole)
    of_those = draft.counted.part == "pronoun" and page.tokens[draft.counted.last - 1].lower == "those"  # "1,000 of those | killed"
    if of_those or draft.counted.part == "definite" or draft.rule in ("share_of_harmed", "among_victims"):
        whole = _whole_of_part(page, drafts, number)
        if whole is not None:
            beside = page.sentence_numbers[drafts[whole].at] == sentence
            return replace(draft, subset_of=whole, newly=adding and beside and drafts[whole].total)
    if not adding:
        return draft
    for other in range(max(0, number - REACH_IN_FIGURES), min(len(drafts), number + REACH_IN_FIGURES)):
        total = drafts[other]
        if other == number or not total.total or total.measure != draft.measure or total.superseded:
            continue
        if page.sentence_numbers[total.at] == sentence and total.value > draft.value:
            return replace(draft, subset_of=other, newly=True)
    return draft


def _among_those_counted(page: Page, drafts: Sequence[Draft], number: int) -> Draft:
    """ "30 of the | 45 killed", "A priest and two boys were among | nine people shot dead": the whole stands behind its parts."""
    draft = drafts[number]
    if holds(draft, following := drafts[min(number + 1, len(drafts) - 1)]) and following.value > draft.value and draft.subset_of is None:
        return replace(draft, subset_of=number + 1) if following.measure == draft.measure else draft
    end = page.sentence_of(draft.at)[1]
    for other in range(number + 1, min(len(drafts), number + 4)):
        whole = drafts[other]
        if whole.at >= end or draft.subset_of is not None:
            return draft
        if whole.measure != draft.measure or whole.value <= draft.value:
            continue
        at = whole.at - 1 - (page.tokens[whole.at - 1].lower == "the")
        joined = page.verb_at.get(at - 1)
        if page.tokens[at].lower == "among" and joined is not None and joined.lemma == "be":
            return replace(draft, subset_of=other)
    return draft


def _whole_of_part(page: Page, drafts: Sequence[Draft], number: int) -> int | None:
    """ "five of the dead", "one of the insurgents killed": the figure before that counts the whole."""
    draft = drafts[number]
    if draft.measure == "killed" and any(token.lower in _HURT for token in page.tokens[draft.counted.first : draft.counted.last + 1]):
        return None  # "two of the wounded died": they come to the dead
    for other in range(number - 1, max(-1, number - REACH_IN_FIGURES), -1):
        whole = drafts[other]
        if whole.measure == draft.measure and whole.subset_of is None and not whole.superseded and whole.value >= draft.value:
            if whole.rule in ("share_of_harmed", "among_victims") or whole.counted.part is not None:
                continue  # a sibling
            if page.sentence_numbers[draft.at] - page.sentence_numbers[whole.at] > RETOLD_WITHIN:
                return None
            if of_earlier_day(page, whole) and not of_earlier_day(page, draft):
                continue
            if _same_people(draft, whole) or draft.rule in ("member_of_harmed", "share_of_harmed", "among_victims"):
                return whole.duplicate_of if whole.duplicate_of is not None and whole.duplicate_of < other else other
    return None


_HURT = frozenset({"hurt", "injured", "wounded"})


def _told_again(page: Page, drafts: Sequence[Draft], number: int, same: Sequence[int]) -> Draft:
    """The same toll elsewhere in the report: told before with the same value, or told more exactly later.

    Args:
        page: the text.
        drafts: all figures.
        number: the position of this one.
        same: positions of earlier figures with the same measure and value.
    """
    draft = drafts[number]
    if draft.subset_of is not None or draft.superseded or draft.value == 0:
        return draft
    for other in same:
        if _tells_before(page, drafts[other], draft, other) and (_same_people(draft, drafts[other]) or _definite(page, draft)):
            return replace(draft, duplicate_of=other)
        if _headlined(drafts, other, number):
            return replace(draft, duplicate_of=other)
    if draft.counted.exact_one and _definite(page, draft):
        for other in range(max(0, number - REACH_IN_FIGURES), number):
            if _tells_before(page, drafts[other], draft, other) and _head(draft) == _head(drafts[other]):
                return replace(draft, subset_of=other)
    if draft.counted.quantity.kind in ("vague", "plural") or draft.counted.quantity.maximum is None:
        for other in range(number + 1, min(len(drafts), number + REACH_IN_FIGURES)):
            if _more_exact(page, draft, drafts[other]):
                return replace(draft, duplicate_of=other)
    return draft


def _headlined(drafts: Sequence[Draft], other: int, number: int) -> bool:
    """ "Farmer killed in Osk" over "Adan Velo, 40, was shot dead": the headline's one person is the first that the body tells of."""
    headline = drafts[other].counted
    if headline.first != 0 or headline.quantity.kind != "description" or not drafts[number].counted.exact_one:
        return False
    return all(draft.duplicate_of != other for draft in drafts[other + 1 : number])


def _tells_before(page: Page, earlier: Draft, draft: Draft, number: int) -> bool:
    """An earlier figure of the same measure in another sentence that stands for itself."""
    if earlier.superseded or earlier.measure != draft.measure:
        return False
    repeats = earlier.duplicate_of is not None and earlier.duplicate_of < number
    return not repeats and page.sentence_numbers[earlier.at] != page.sentence_numbers[draft.at]


def _more_exact(page: Page, vague: Draft, later: Draft) -> bool:
    """ "Dozens of villagers were killed. … At least 31 villagers died": one toll, given more exactly."""
    if later.rule in ("count_again", "gapped_count"):
        return False  # another voice's count
    if later.measure != vague.measure or later.subset_of is not None or later.superseded or later.counted.quantity.kind != "number":
        return False
    if vague.counted.quantity.kind == "number" and (later.counted.quantity.maximum is None or later.value > TIMES_OPEN * vague.value):
        return False
    distance = page.sentence_numbers[later.at] - page.sentence_numbers[vague.at]
    return (
        0 < distance <= RETOLD_WITHIN
        and later.value >= vague.value
        and later.value <= TIMES_VAGUE * vague.value
        and _same_people(vague, later)
    )


def _definite(page: Page, draft: Draft) -> bool:
    """ "the two attackers": those spoken of before."""
    words = [page.tokens[n].lower for n in (draft.counted.first - 1, draft.counted.first) if n >= 0]
    return "the" in words or "both" in words


def _same_people(one: Draft, other: Draft) -> bool:
    heads = {_head(one), _head(other)}
    return len(heads) == 1 or bool(heads & _OPEN) or "" in heads


def _head(draft: Draft) -> str:
    return singular(draft.group.split()[-1].lower()) if draft.group else ""
