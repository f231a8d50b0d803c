"""Where a text mentions a person or body, what the wording says about it, and how far the mention reaches."""

from collections.abc import Sequence

from onrecord.reading.actors.arms import named_groups
from onrecord.reading.actors.bases import BaseReader
from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.names import NameHit
from onrecord.reading.actors.tails import TailReader
from onrecord.reading.page import Page


def find_mentions(page: Page, hits: Sequence[NameHit]) -> tuple[Mention, ...]:
    """All mentions in order of their first token; inner ones come after the one that holds them."""
    found = _mentions(page, hits)
    groups = named_groups(page, found)
    return _mentions(page, hits, groups) if groups else found


def _mentions(page: Page, hits: Sequence[NameHit], groups: frozenset[tuple[str, ...]] = frozenset()) -> tuple[Mention, ...]:
    bases = BaseReader(page, hits, groups)
    tails = TailReader(bases)
    phrases = page.noun_phrases
    number = 0
    while number < len(phrases):
        phrase = bases.phrase_at(phrases[number].first) or phrases[number]
        number += 1
        if phrase.pronoun:
            continue
        mention = bases.of_phrase(phrase.first, phrase.last)
        if mention is None:
            continue
        mention = tails.with_tail(mention)
        bases.keep(mention)
        while number < len(phrases) and phrases[number].first < mention.last:
            number += 1
    return tuple(sorted(bases.found, key=lambda m: (m.first, -m.last)))
