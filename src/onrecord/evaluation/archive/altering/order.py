"""Another order: of the reports of one day, and of paragraphs that can change places without harm."""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from onrecord.evaluation.archive.loading import Archive, Row

_LEANING = frozenset(
    """
    he she it they we i him her them his hers its their theirs this that these those such same other others another one ones both
    neither either each there here then however also too still again now instead therefore afterwards earlier later former latter next
    more less fewer further
    """.split()
)
"""Words by which a sentence may lean on what stands before it."""
_OPENING = frozenset("and but or nor yet so since before after".split())
"""Words that lean on it where they open the sentence."""
_COMMON = 4
"""Letters from which on a word that two paragraphs share may be the one's way of speaking of the other."""
_PARAGRAPH = "\n\n"
_NUMBERED = re.compile(r"\d+\. ")
_LABEL = re.compile(r"(?P<number>\d+\. )|(?P<label>[A-Z][^.:?!\n]{2,50}[.:] )(?=[A-Z])")
"""A paragraph's own label: its number, a heading ("Needs. …") or who speaks in it ("The General Staff makes known: …")."""
_TIME = re.compile(r"day\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d")
_DEFINITE = re.compile(r"(?:The|Its|His|Her|Their) [a-z]")


def in_other_order(archive: Archive, random_: random.Random) -> tuple[Row, ...]:
    """The reports with those of each day shuffled; an original stays before its copy, a version before the later one, and a
    report before one of the day that cites its outlet for the same claim."""
    before = _before(archive)
    days: defaultdict[str, list[Row]] = defaultdict(list)
    for row in archive.reports:
        days[row["date"]].append(row)
    ordered: list[Row] = []
    for day in sorted(days):
        waiting = days[day][:]
        random_.shuffle(waiting)
        placed: set[str] = {row["id"] for row in ordered}
        today = {row["id"] for row in waiting}
        while waiting:
            ready = (row for row in waiting if not (before[row["id"]] & today) - placed)
            row = next(ready, waiting[0])  # a ring of outlets that cite each other has no first
            waiting.remove(row)
            placed.add(row["id"])
            ordered.append(row)
    return tuple(ordered)


def _before(archive: Archive) -> Mapping[str, set[str]]:
    """For each report, those that must stand before it."""
    before: defaultdict[str, set[str]] = defaultdict(set)
    for row in archive.gold["copies"]:
        before[row["copy"]].add(row["original"])
    for one, other in pairwise(sorted(archive.reports, key=lambda row: (row["url"], row["id"]))):
        if one["url"] == other["url"]:
            before[other["id"]].add(one["id"])
    for claim in archive.gold["claims"]:
        for said in claim["statements"]:
            cited = set(said["chain"][1:])
            earlier = {one["report"] for one in claim["statements"] if archive.outlet(one["report"]) in cited}
            before[said["report"]] |= earlier - {said["report"]}
    return before


def exchangeable(text: str) -> list[int]:
    """Which blocks of a text can change places with the next, by number; the first never does.

    Both have a label of their own that is no time, and a first sentence that leans on nothing: it does not begin with "the" and a word
    that is no name, and has no pronoun and no word such as "there", "same" or "also". They have no word in common but short ones, so that
    "the ministry" never comes before the ministry's name.
    """
    given = [text[start:end] for start, end in blocks(text)]
    labelled = [_label(text, start) for start, _ in blocks(text)]
    return [
        number
        for number in range(1, len(given) - 1)
        if all(labelled[at] is not None and _stands_alone(given[at], labelled[at]) for at in (number, number + 1))
        and bool(_NUMBERED.match(labelled[number] or "")) == bool(_NUMBERED.match(labelled[number + 1] or ""))
        and not _share_words(*(given[at].removeprefix(labelled[at] or "") for at in (number, number + 1)))
    ]


def blocks(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, without the empty lines between them and without their numbers."""
    found, start = [], 0
    while start < len(text):
        end = text.find(_PARAGRAPH, start)
        end = len(text) if end < 0 else end
        number = _NUMBERED.match(text, start)
        found.append((number.end() if number else start, end))
        start = end + len(_PARAGRAPH)
    return found


def _label(text: str, start: int) -> str | None:
    """The label of a block: the number before it, or the words that open it."""
    line = text.rfind("\n", 0, start) + 1
    match = _LABEL.match(text, line)
    if match is None or (match["label"] and _TIME.search(match["label"])):
        return None
    return match[0]


def _stands_alone(block: str, label: str | None) -> bool:
    first = re.split(r"(?<=[.!?])\s", block.removeprefix(label or ""), maxsplit=1)[0]
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", first)]
    return not _DEFINITE.match(first) and not _LEANING & set(words) and not _OPENING & set(words[:1])


def _share_words(one: str, other: str) -> bool:
    words = [{word.lower().rstrip("s") for word in re.findall(r"\w+", part) if len(word) >= _COMMON} for part in (one, other)]
    return bool(words[0] & words[1])


Swap = tuple[str, str]
"""Two blocks that change places, the earlier one first."""


def swaps(texts: Sequence[str], random_: random.Random) -> list[Swap]:
    """Half of the pairs of neighbouring blocks that can change places, and stand beside each other wherever one of them stands."""
    given = [[text[start:end] for start, end in blocks(text)] for text in texts]
    possible: dict[Swap, None] = {}
    for text, own in zip(texts, given, strict=True):
        possible.update(dict.fromkeys((own[number], own[number + 1]) for number in exchangeable(text)))
    taken: set[str] = set()
    chosen = []
    for one, other in possible:
        together = all((one, other) in list(pairwise(own)) for own in given if one in own or other in own)
        if together and not taken & {one, other} and random_.random() < 0.5:
            chosen.append((one, other))
            taken |= {one, other}
    return chosen


def rearranged(text: str, chosen: Sequence[Swap]) -> list[tuple[int, int]]:
    """The pieces of a text in their new order: blocks, and what stands between them, which stays where it is."""
    given = blocks(text)
    order = list(given)
    for number, (one, other) in enumerate(pairwise(given)):
        if (text[slice(*one)], text[slice(*other)]) in chosen:
            order[number], order[number + 1] = other, one
    ends = [0, *(end for _, end in given)]
    starts = [*(start for start, _ in given), len(text)]
    between = list(zip(ends, starts, strict=True))
    return [piece for pair in zip(between, [*order, (len(text), len(text))], strict=True) for piece in pair]
