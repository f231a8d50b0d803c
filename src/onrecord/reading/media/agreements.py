"""Items that are said to agree with what is known: "the pictures that the institute examined are consistent with …"."""

from collections.abc import Iterable, Sequence

from onrecord.reading.media.checkers import Context, named
from onrecord.reading.media.checks import Check
from onrecord.reading.media.clauses import subject_of
from onrecord.reading.media.nouns import KINDS, MediaNoun
from onrecord.reading.page import Page
from onrecord.reading.words import noun_lemma

_EXAMINED = ("analys", "analyz", "review", "examin", "expert")
_AGREEING = ("consistent with", "matches", "matched", "corroborates", "corroborated")
MAPS = frozenset("map maps satellite imagery aerial streetview plans".split())
"""What a place in an item is compared with."""


def agreements(context: Context, number: int, here: Sequence[MediaNoun]) -> Iterable[Check]:
    """ "Aerial pictures that the institute examined are consistent with …"."""
    page, sentence = context.page, context.page.sentences[number]
    for noun in here:
        start, end = page.tokens[noun.last - 1].end, page.tokens[sentence[1] - 1].end
        rest = page.text[start:end].lower()
        place = next((rest.find(words) for words in _AGREEING if words in rest), -1)
        if (
            place < 0
            or "not " in rest[max(0, place - 12) : place]
            or not any(word in page.text[page.tokens[sentence[0]].start : end].lower() for word in _EXAMINED)
        ):
            continue
        index = page.token_at(start + place)
        if not _of_the_item(page, index, sentence[1]):
            continue
        by = next((i for i in range(noun.last, index) if page.tokens[i].lower == "by"), None)
        phrase = page.phrase_at.get(by + 1) if by is not None else None
        who, party = named(context, phrase.first, phrase.last) if phrase else (None, False)
        if not party:
            yield Check("verified", who, page.span(index - 1, sentence[1]), number, index, noun)


def _of_the_item(page: Page, index: int, last: int) -> bool:
    """Whether what agrees is the item or a trace in it; that "the buildings are consistent with a mill" may refute what was said."""
    group = next((page.verb_at[i] for i in (index, index - 1, index - 2) if i in page.verb_at), None)
    subject = subject_of(page, group) if group is not None else None
    if subject is None or subject.pronoun or page.classes[subject.head] in ("NNP", "WDT"):
        return True
    nouns = {noun_lemma(page.tokens[i].lower) for i in range(subject.first, subject.last)}
    return bool(nouns & (set(KINDS) | _TRACES)) or bool(MAPS & {page.tokens[i].lower for i in range(index, last)})


_TRACES = frozenset("damage destruction mark scar pattern burn shadow landmark metadata detail feature crater".split())
