"""Quotations that go on: pieces without a cue belong to the speaker of the quotation before, or of the colon before."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.rules.found import Found
from onrecord.reading.rules.items import QUOTE, WORD
from onrecord.reading.rules.units import Unit

_DIRECT = frozenset(
    {
        "quotation-first",
        "colon-before-paragraph",
        "subject-verb-quotation",
        "coordinated-verb-quotation",
        "participle-quotation",
        "content-first",
        "inverted",
        "according-to-front",
        "according-to-behind",
        "colon",
        "quoted-as-saying",
        "as-said-front",
    }
)


def join_followups(page: Page, units: Sequence[Unit], found: Sequence[Found]) -> list[Found]:
    """Add the quotations that stand alone to the attribution whose quotation they continue."""
    by_unit: dict[int, list[int]] = {}
    for number, one in enumerate(found):
        by_unit.setdefault(one.unit.first, []).append(number)
    joined = list(found)
    speaker: int | None = None
    paragraph = -1
    outer = [unit for unit in units if not unit.inside]
    for unit in outer:
        numbers = [n for n in by_unit.get(unit.first, ()) if not found[n].unit.inside]
        here = page.paragraph_numbers[unit.first]
        if numbers:
            direct = [n for n in numbers if _is_direct(found[n])]
            speaker = direct[-1] if direct else _told(found, numbers)
            if _ends_with_colon(unit):
                speaker = numbers[-1]
            paragraph = here
            continue
        if speaker is not None and _only_quotation(unit) and here - paragraph <= 1 and _goes_on(page, unit, here, paragraph):
            one = joined[speaker]
            quote = (unit.items[unit.body].first, unit.items[-1].last if unit.items[-1].kind == QUOTE else unit.items[-1].first)
            if not one.content or quote[0] >= one.content[-1][1]:
                joined[speaker] = one._replace(content=(*one.content, quote))
            paragraph = here
        elif speaker is not None and not joined[speaker].content and unit.items[unit.body].kind == QUOTE and here - paragraph <= 1:
            joined[speaker] = joined[speaker]._replace(content=((unit.items[unit.body].first, unit.items[unit.body].last),))
            speaker = None
        else:
            speaker = None
    return [one for one in joined if one.content]


def _is_direct(one: Found) -> bool:
    unit = one.unit
    if one.content and one.pattern not in _DIRECT:
        return False
    quotes = [(i.first, i.last) for i in unit.items if i.kind == QUOTE]
    if not one.content:
        return True
    last = one.content[-1]
    return any(first <= last[0] < end or first < last[1] <= end for first, end in quotes)


_TELLING = frozenset({"add", "explain", "insist", "note", "recall", "recount", "relate", "say", "tell", "testify"})


def _told(found: Sequence[Found], numbers: Sequence[int]) -> int | None:
    """The one speaker of a unit told in indirect speech, whose words may follow in quotation marks; None where several speak."""
    speakers = {found[n].source for n in numbers}
    last = found[numbers[-1]]
    plain = last.frame in ("c", "d", "front") and last.lemma in _TELLING and len(last.source) == 1
    return numbers[-1] if len(speakers) == 1 and plain else None


def _ends_with_colon(unit: Unit) -> bool:
    return unit.items[-1].lower == ":"


def _only_quotation(unit: Unit) -> bool:
    return unit.items[unit.body].kind == QUOTE and all(
        i.kind == QUOTE or (i.kind == WORD and i.tag == "PU") for i in unit.items[unit.body :]
    )


def _goes_on(page: Page, unit: Unit, here: int, before: int) -> bool:
    """In the same paragraph always; in the next one where the mark was left open, or the quotation fills the paragraph."""
    if here == before:
        return True
    quotation = page.quoted[unit.items[unit.body].first]
    if quotation is not None and quotation.continues:
        return True
    return page.paragraphs[here][0] == unit.first
