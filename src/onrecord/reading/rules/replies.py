"""Replies without a verb – "A fairy tale, retorted the colonel", "Not one shell, the navy insists" – and the questions they answer."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.rules.found import Found
from onrecord.reading.rules.items import NOUN, VERB, WORD
from onrecord.reading.rules.sources import is_channel, is_time
from onrecord.reading.rules.units import Unit

_OPENING_WORDS = frozenset(
    "absolutely absurd categorically false hardly impossible invented lies never no nonsense none not nothing only quite rubbish simply "
    "sheer total totally true untrue wrong yes".split()
)
_ROUNDING = frozenset({"more", "at", "nearly", "about", "up", "over", "some", "fewer", "less", "almost", "around", "dozens", "scores"})
"""What a headline's number begins with: "At least nine dead, says army"."""
_TURNING = frozenset({"earlier", "later", "meanwhile", "however", "then", "here", "there", "now", "today", "still", "first", "second"})
_LONGEST = 9
"""Items of the longest reply without a verb; longer ones are headings and lists."""


def is_verbless_reply(unit: Unit, first: int, last: int) -> bool:
    """Whether the items from ``first`` to ``last`` (exclusive) are a reply without a finite verb, not a setting in time or place."""
    items = unit.items
    if not 0 < last - first <= _LONGEST:
        return False
    head = items[first]
    if any(i.kind == VERB and i.group is not None and i.group.finite for i in items[first:last]):
        return False
    if head.kind == WORD:
        if head.lower in _OPENING_WORDS:
            return True
        if head.lower in _ROUNDING:
            return any("CD" in unit.page.classes[item.first : item.last] for item in items[first + 1 : min(last, first + 4)])
        return head.tag in ("JJ", "UH", "CD") and head.lower not in _TURNING
    if head.kind != NOUN or head.tag == "PRP" or is_time(unit, head) or is_channel(head):
        return False
    if any(i.kind == WORD and i.lower in (",", "(", ")") for i in items[first:last]):
        return head.lower in _OPENING_WORDS
    return head.tag in ("NN", "NNS", "CD", "JJ") or head.lower in _OPENING_WORDS or head.lower in ("a", "an", "the")


_ANSWERS = frozenset({"yes", "no", "never", "perhaps", "maybe", "neither", "both"})


def join_questions(page: Page, found: Sequence[Found]) -> list[Found]:
    """Replies of one word get the question before them: ``Had the guards fired? No, said the colonel``."""
    return [_with_question(page, one) for one in found]


def _with_question(page: Page, one: Found) -> Found:
    if not one.content:
        return one
    first, last = one.content[0]
    if last - first > 2 or page.tokens[first].lower not in _ANSWERS or first == 0 or page.tokens[first - 1].text != "?":
        return one
    if page.paragraph_numbers[first - 1] != page.paragraph_numbers[first]:
        return one
    question, _ = page.sentence_of(first - 1)
    return one._replace(content=((question, last), *one.content[1:]))
