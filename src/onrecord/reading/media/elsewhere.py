"""Whether media are said to come from another time or place than the one that they are shown for."""

from collections.abc import Sequence

from onrecord.reading.media.clauses import SHOWING, SPREADING, TAKING
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup

_EARLIER = frozenset({"earlier", "older", "previous", "different", "another", "unrelated", "years", "archive", "game", "2010s"})
_NEAR = 14
"""Words behind a verb that still tell when and where."""
_OF_THE_ITEM = TAKING | SHOWING | SPREADING | {"be", "date", "post", "publish", "upload", "make", "have"}
"""Verbs whose time is that of the item, also in a relative clause: "a clip that was filmed in 2012"."""
_RELATIVES = frozenset({"who", "whom", "whose", "which", "where", "when", "that"})
_ASIDES = (("in", "fact"), ("in", "reality"), ("in", "truth"), ("of", "course"), ("at", "least"))
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_WITHIN_DATES = _MONTHS | frozenset("early late mid spring summer autumn fall winter the a an about around year".split())
_TIMES = frozenset({"in", "on", "during", "from", "since", "at", "to", "before", "until", "between"})
_GOVERNING = frozenset({"in", "during", "from", "near", "outside", "beside", "behind", "by", "at", "under", "above"})


def with_auxiliary(page: Page, group: VerbGroup) -> VerbGroup:
    """A participle with the "was" that "in fact" parts from it, or as it stands."""
    if group.finite or group.last - group.first > 1 or page.classes[group.head] != "VBN":
        return group
    words = [token.lower for token in page.tokens[max(0, group.first - 4) : group.first]]
    end = len(words) - (words[-1:] == [","])
    if tuple(words[end - 2 : end]) not in _ASIDES:
        return group
    at = group.first - (len(words) - end) - 3
    auxiliary = page.verb_at.get(at - (at >= 0 and page.tokens[at].text == ","))
    if auxiliary is None or auxiliary.lemma != "be" or not auxiliary.finite:
        return group
    return group._replace(first=auxiliary.first, finite=True, passive=True, negated=auxiliary.negated, modal=auxiliary.modal)


def told_of_item(page: Page, first: int, last: int) -> list[str]:
    """The words of a stretch, in small letters, without what tells of something else that it names.

    "A school | that opened in 1998", "a memorial | put up in 2012": the year is not the item's.
    """
    words: list[str] = []
    at = first
    while at < last:
        if _tells_of_other(page, at, first, last):
            at = next((i for i in range(at, last) if page.tokens[i].text in (",", ";", "–", "—")), last)
            continue
        words.append(page.tokens[at].lower)
        at += 1
    return words


def _tells_of_other(page: Page, index: int, first: int, last: int) -> bool:
    """Whether a relative clause or a participle of a noun begins at a token, with a verb that is nothing done with media."""
    if index == first:
        return False
    behind_noun = page.phrase_at.get(index - 1) is not None or page.tokens[index - 1].text == ","
    if page.tokens[index].lower in _RELATIVES and behind_noun:
        verb = next((page.verb_at[i] for i in range(index + 1, last) if i in page.verb_at), None)
        return verb is not None and verb.lemma not in _OF_THE_ITEM
    group = page.verb_at.get(index)
    if group is None or group.first != index or group.lemma in _OF_THE_ITEM:
        return False
    before = page.phrase_at.get(index - 1)
    if before is None or before.first < first:
        return False
    return not group.finite or (page.classes[before.first - 1] == "IN" and page.tokens[before.first - 1].lower != "that")


def elsewhere(rest: Sequence[str], *, bare: bool = False, now: int | None = None) -> bool:
    """Words of another time or place behind the verb: an earlier year, "an unrelated event", "a video game".

    With ``bare`` a year counts without "in" before it ("traced it to a 2012 parade"); the year of publication ``now`` is not earlier.
    """
    near = rest[:_NEAR]
    if set(near) & _EARLIER:
        return True
    if "away" in near and {"km", "kilometres", "kilometers", "miles", "hundreds"} & set(near):
        return True  # "… to a village 11 km away"
    years = [i for i, word in enumerate(near) if word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20")]
    return any((now is None or int(near[i]) < now) and (bare or _is_time(near, i)) for i in years)


def _is_time(words: Sequence[str], index: int) -> bool:
    """Whether a year stands in a phrase of time: "in 2012", "on 4 May 2012", "at a 2012 parade", "in the flood of 2012"."""
    at = index - 1
    while at >= 0 and (words[at] in _WITHIN_DATES or words[at].isdecimal() or words[at] == ","):
        at -= 1
    if at >= 0 and words[at] == "of":
        return next((word for word in reversed(words[:at]) if word in _GOVERNING), "") in ("in", "during", "from")
    return at < 0 or words[at] in _TIMES
