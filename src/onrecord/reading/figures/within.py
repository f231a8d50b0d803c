"""A figure's source inside its own sentence, for figures that no statement holds.

Counts are often given without a clause that a statement reader would take for content ("xxxxxxxxx xx xxxxxx xxx xxxxx
xxx xxxx xx 1,300", "xxx xxxxxxxx'x xxxxxxxx xxxxxx 31 xxxxxx", "the ministry spoke of 200 dead"). Here the subject of
such a verb is the source.
"""

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup

_COUNTING = frozenset(
    "say put list count report record register verify confirm concede admit acknowledge speak talk boast claim announce document estimate give cite state tally number "
    "note tell raise revise lower correct reckon suggest assert insist maintain allege recall add warn declare mention log write find see accuse show".split()
)
"""Verbs whose subject gives the number that follows them."""
_NO_VOICE = frozenset(
    "attack blast explosion strike raid war fighting toll battle shelling bombing clash clashes ambush dead wounded it footage video images picture".split()
)


def source_in_sentence(page: Page, draft: Draft) -> str | None:
    """The source of a figure by the words of its sentence; None where the sentence names none."""
    first, end = page.sentence_of(draft.at)
    return _according(page, first, end) or _counting_subject(page, draft, first)


def _according(page: Page, first: int, end: int) -> str | None:
    for at in range(first, end - 2):
        if page.tokens[at].lower == "according" and page.tokens[at + 1].lower == "to":
            phrase = page.phrase_at.get(at + 2)
            return page.words(phrase.first, _with_tail(page, phrase, end)) if phrase else None
    return None


def _counting_subject(page: Page, draft: Draft, first: int) -> str | None:
    """The subject of the nearest counting verb before the figure in its clause."""
    for at in range(draft.at - 1, first - 1, -1):
        if page.tokens[at].text == ";":
            return None
        group = page.verb_at.get(at)
        if group is None or group.first != at:
            continue
        if group.lemma in _COUNTING and group.finite and not group.passive:
            subject = _subject(page, group, first)
            if subject is not None:
                return page.words(subject.first, _with_tail(page, subject, group.first))
            return None
        if group.finite and draft.at - at > 14:
            return None
    return None


def _subject(page: Page, group: VerbGroup, first: int) -> NounPhrase | None:
    at, nearest = group.first - 1, None
    while at >= first:
        phrase = page.phrase_at.get(at)
        if phrase is not None:
            before = page.tokens[phrase.first - 1].lower if phrase.first > first else ""
            nearest = phrase
            if before not in ("of", "in", "at", "for", "from", "to", "on", "with", "near", "outside"):
                break
            at = phrase.first - 2
            continue
        if page.tokens[at].text in (",", ";") or page.verb_at.get(at) is not None:
            break
        at -= 1
    if nearest is None or page.tokens[nearest.head].lower in _NO_VOICE:
        return None
    return nearest


def _with_tail(page: Page, phrase: NounPhrase, end: int) -> int:
    """Past "of the two sides", "in Tell Zara"."""
    last = phrase.last
    while (
        last + 1 < end
        and page.tokens[last].lower in ("of", "in", "at", "for", "from", "on", "close", "to")
        and (following := page.phrase_at.get(last + 1)) is not None
    ):
        last = following.last
    return last
