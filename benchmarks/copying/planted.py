"""Reports with planted copies, by a seeded generator: invented words, so that nothing in them is of any conflict.

A story is published by one outlet and copied by others within three weeks, the more the more it was copied already, so that a few are
copied by thousands and most by none. Copies are whole, cut at the end or in the middle, printed with passages of another outlet's own, or
changed by a few words; some are copies of copies, some drop the dateline, and some come into the case before the original. What is no copy
stands among them: sentences of the trade, a statement that several reports quote, footers of groups of outlets.
"""

import random
from array import array
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

SEED = 20_310_305
A_DAY = 500
"""Reports published in a day."""
WINDOW = 10 * A_DAY
"""Reports among which the next one to be copied is drawn: the last ten days."""
LIFE = 20 * A_DAY
"""Reports after which a story is copied no more."""
COPIES = 0.5
"""Share of reports that are copies."""
GREATEST = 0.1
"""Share of the copies that are of the one story of these ten days: a thousand."""
LATE = 0.1
"""Share of reports that come into the case up to five days late."""
OUTLETS, AGENCIES = 300, 12
KINDS = ("full", "cut at the end", "cut in the middle", "additions", "edits")
_SHARES = (0.35, 0.2, 0.1, 0.2, 0.15)


class Made(NamedTuple):
    """A report."""

    id: str
    text: str
    outlet: str
    published: str


class Planted(NamedTuple):
    """A report as it was made."""

    report: Made
    story: int
    """The number of the report that was first to tell it: its own where it is no copy."""
    kind: str
    """``own`` where it is no copy."""


class Generator:
    """Makes reports in the order of publication; each can be made again by its number while the numbers before it are known."""

    def __init__(self, seed: int = SEED) -> None:
        self._seed = seed
        chance = random.Random(seed)
        syllables = [first + second for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "er", "il", "os", "um")]
        self.words = sorted({"".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3)))) for _ in range(9_000)})
        chance.shuffle(self.words)
        self._weights = list(_summed(1 / (rank + 8) for rank in range(len(self.words))))
        self.outlets = [self._name(chance, "News" if number < AGENCIES else "Courier") for number in range(OUTLETS)]
        self.formulas = [self._sentence(chance, chance.randint(9, 16)) for _ in range(60)]
        self.footers = [self._sentence(chance, chance.randint(14, 18)) for _ in range(12)]
        self.stories = array("l")
        """The story of each report so far."""
        self._copied = array("l")
        """The report that each was copied from; itself where it is no copy."""

    def planted(self, count: int) -> Iterator[Planted]:
        """So many reports in the order of publication."""
        for number in range(count):
            yield self._next(number)

    def _next(self, number: int) -> Planted:
        chance = random.Random(self._seed * 7_919 + number)
        source = number
        if number > 100 and chance.random() < COPIES:
            drawn = (number - 1) // WINDOW * WINDOW if chance.random() < GREATEST else chance.randrange(max(0, number - WINDOW), number)
            if number - self.stories[drawn] < LIFE:
                source = drawn if chance.random() < 0.3 else self.stories[drawn]
        self.stories.append(self.stories[source] if source != number else number)
        self._copied.append(source)
        text, outlet, kind = self._made(number)
        published = (date(2031, 1, 1) + timedelta(days=number // A_DAY)).isoformat()
        return Planted(Made(id=f"report-{number}", text=text, outlet=outlet, published=published), self.stories[number], kind)

    def _made(self, number: int) -> tuple[str, str, str]:
        """Text, outlet and kind."""
        head, sentences, kind = self._parts(number)
        outlet = self.outlet_of(number)
        own = random.Random(self._seed * 104_729 + number)
        text = f"{head} {' '.join(sentences)}".strip()
        if kind == "additions":
            before, behind = own.choice(((1, 0), (0, 1), (1, 1), (0, 2)))
            parts = [self._paragraph(own, before), text, self._paragraph(own, behind)]
            text = "\n\n".join(part for part in parts if part)
        footer = self.outlets.index(outlet)
        if footer % 3 == 0:
            text += f"\n\n{self.footers[footer % len(self.footers)]}"
        return text, outlet, kind

    def outlet_of(self, number: int) -> str:
        """The outlet of a report; never that of the story which it copies."""
        chance = random.Random(self._seed * 15_485_863 + number)
        story = self.stories[number]
        if story == number:
            return self.outlets[chance.randrange(AGENCIES) if chance.random() < 0.5 else chance.randrange(OUTLETS)]
        other = self.outlets.index(self.outlet_of(story))
        return self.outlets[(other + chance.randrange(1, OUTLETS)) % OUTLETS]

    @lru_cache(maxsize=1 << 15)  # stories that are copied often are asked for often  # noqa: B019
    def _parts(self, number: int) -> tuple[str, tuple[str, ...], str]:
        """Head, sentences and kind of a report, without what it adds."""
        source = self._copied[number]
        chance = random.Random(self._seed * 32_452_843 + number)
        if source == number:
            return self._own(number, chance)
        head, sentences, _ = self._parts(source)
        kind = chance.choices(KINDS, _SHARES)[0]
        kept = list(sentences)
        if kind == "cut at the end" and len(kept) > 2:
            kept = kept[: chance.randint(max(2, len(kept) // 2), len(kept) - 1)]
        elif kind == "cut in the middle" and len(kept) > 3:
            del kept[chance.randint(1, len(kept) - 2)]
        elif kind == "edits":
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(kept))
                words = kept[at].split(" ")
                words[chance.randrange(1, len(words))] = self._word(chance)
                kept[at] = " ".join(words)
        return (head if chance.random() < 0.7 else ""), tuple(kept), kind

    def _own(self, number: int, chance: random.Random) -> tuple[str, tuple[str, ...], str]:
        town = self._word(chance).upper()
        outlet = self.outlet_of(number)
        head = f"{town}, {chance.choice(('March', 'April'))} {chance.randint(1, 28)} ({outlet}) –"
        sentences = [self._sentence(chance, chance.randint(9, 15)) for _ in range(chance.randint(4, 6))]
        if chance.random() < 0.3:
            sentences[chance.randrange(1, len(sentences))] = chance.choice(self.formulas)
        if chance.random() < 0.1:
            sentences.append(self._quotation(number // A_DAY, chance))
        return (head if outlet in self.outlets[:AGENCIES] else ""), tuple(sentences), "own"

    def _quotation(self, day: int, chance: random.Random) -> str:
        """One of five statements of the day, which several reports quote."""
        statement = random.Random(self._seed * 49_979_687 + day * 5 + chance.randrange(5))
        said = " ".join(self._word(statement) for _ in range(statement.randint(14, 24)))
        return f"“{said[0].upper()}{said[1:]},” {self._word(chance)} said."

    def _paragraph(self, chance: random.Random, sentences: int) -> str:
        return " ".join(self._sentence(chance, chance.randint(8, 16)) for _ in range(sentences))

    def _sentence(self, chance: random.Random, length: int) -> str:
        words = [self._word(chance) for _ in range(length)]
        words[chance.randrange(length)] = str(chance.randint(2, 90))
        return f"{' '.join(words).capitalize()}."

    def _word(self, chance: random.Random) -> str:
        return chance.choices(self.words, cum_weights=self._weights)[0]

    def _name(self, chance: random.Random, last: str) -> str:
        return f"{self._word(chance).capitalize()} {chance.choice(self.words).capitalize()} {last}"


def in_order_of_arrival(reports: Iterator[Planted]) -> Iterator[Planted]:
    """The same reports as they come into a case: some of them late, so that copies are there before their originals."""
    chance = random.Random(SEED)
    waiting: dict[int, list[Planted]] = {}
    number = 0
    for number, one in enumerate(reports):
        delay = chance.randrange(1, 5 * A_DAY) if chance.random() < LATE else 0
        waiting.setdefault(number + delay, []).append(one)
        yield from waiting.pop(number, [])
    for late in sorted(waiting):
        yield from waiting[late]


def _summed(weights: Iterator[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total
