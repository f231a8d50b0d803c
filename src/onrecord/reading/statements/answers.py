"""What a denial answers, learned: every statement near it, with how likely it is the one.

The rules (``denials``) know the forms in which reports tell denials; which statement is meant they often leave open. What speaks
for one is weighed by a logistic regression, fitted by training/denials.py on the labelled spans of our own corpus. No name is a
feature, so that both parties are treated alike.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.harm import PURPOSE_WORDS
from onrecord.reading.page import Page
from onrecord.reading.regression import Regression
from onrecord.reading.statements.contradictions import places_named
from onrecord.reading.statements.denials import GENERIC, POINTING, taken_up
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.events import event_classes, stems
from onrecord.reading.statements.untruth import flatly_untrue
from onrecord.reading.statements.weights import weights

BEFORE, BEHIND = 40, 11
"""Statements before and behind a denial among which the ones it answers are sought."""
FAR = 6
"""Sentences; beyond them it makes no difference how far."""
LIKELY, ALSO = 0.4, 0.5
"""The likeliest statement is linked from the first probability on, others with it from the second."""

_DENIABLE = frozenset({"accuses", "admits", "asserts", "claims", "confirms", "denies", "estimates", "reports"})
"""Acts of statements that labelled denials answer: opinions, plans and questions are answered otherwise."""
_TELLING = frozenset({"claims", "asserts", "reports", "estimates"})

FEATURES = (
    "before", "sentences apart", "in the paragraph before or behind", "tells something", "denies", "unsourced", "accuses the denier",
    "accuses another", "names the denier", "words in common", "three words in common", "deeds of other kinds",
    "nearest to a pronoun", "without a verb", "nearest accusation of the denier", "nearest to a plural",
    "in the first paragraph", "by the rules", "nearest, and accuses the denier", "by the rules, and accuses the denier",
    "by the rules, inside the denial", "the rules have another",
)  # fmt: skip
"""What is known of a denial and a statement, in the order of the weights."""

Row = list[float]


class Likely(NamedTuple):
    """How likely a denial answers the statement of a number."""

    probability: float
    number: int


class _Content(NamedTuple):
    """What a content speaks of."""

    words: frozenset[str]
    """Stems of its words; names are left out, so that no name is like another."""
    names: frozenset[str]
    """Its proper names, word by word."""
    deeds: frozenset[str]
    places: frozenset[str]
    verbless: bool
    own_part: bool
    """ "Targeting civilians", "any responsibility": who says only how many died has said nothing of it."""


class Answers:
    """The statements of one page, as answers to one another."""

    def __init__(self, page: Page, drafts: Sequence[Draft]) -> None:
        self.page, self.drafts = page, drafts
        self._contents: dict[int, _Content] = {}

    def likely(self, number: int, regression: Regression | None = None) -> list[Likely]:
        """Each statement that a draft may answer, with how likely it does if the draft is a denial.

        Args:
            number: of the draft.
            regression: what weighs; the shipped one unless another is being fitted.
        """
        regression = regression or weights().answers
        return [Likely(regression.probability(row), at) for at, row in self.rows(number)]

    def chosen(self, number: int, likely: Sequence[Likely]) -> list[Draft]:
        """The statements that a denial answers, the nearest before it first: the likeliest one, and others that are likely too.

        Where the form of a denial settles what it answers ("…, a charge the army denies", "each side denied the other's charge"),
        nothing is weighed.
        """
        draft = self.drafts[number]
        if draft.settled:
            return list(draft.denies)
        best = max(likely, key=lambda one: one.probability, default=None)
        if best is None or best.probability < LIKELY:
            return []
        others = [one for one in likely if one.probability >= ALSO or one is best]
        if len(others) > 1 and _pointed_at(self.page, draft)[0] is None:  # of two accusations the one whose words the denial takes up
            closeness = {one.number: self._closeness(number, one.number) for one in others}
            closest = max(closeness.values())
            best = max((one for one in others if closeness[one.number] == closest), key=lambda one: one.probability)
            # one that tells no deed ("blamed X") goes along
            others = [one for one in others if closeness[one.number] == closest or not self._content(one.number).words]
        first = self.drafts[best.number]
        told = [(one, self.drafts[one.number]) for one in others]
        return [other for one, other in told if one is best or self._goes_with(first, other, draft)]

    def _closeness(self, number: int, other: int) -> tuple[int, int]:
        """Proper names, then other words, that a denial has in common with what it may answer."""
        told, known = self._content(number), self._content(other)
        return len(told.names & known.names), min(len(told.words & known.words), 1)

    def _goes_with(self, first: Draft, other: Draft, draft: Draft) -> bool:
        """Whether a denial that answers one statement may answer another too: they are told by one side, or both accuse the denier.

        Where one before it fits, none behind it does; "these charges" are those of one sentence.
        """
        if first.place < draft.place < other.place:
            return False
        noun, plural = _pointed_at(self.page, draft)
        if noun is not None:
            together = self.page.sentence_numbers[first.place] == self.page.sentence_numbers[other.place]
            if not together or not (plural or flatly_untrue(self.page, draft)):
                return False
        if first.side == other.side:
            return True
        return draft.side is not None and draft.side in first.accused & other.accused

    def shared(self, one: int, other: int) -> bool:
        """Whether two statements have words other than names in common, or speak of one kind of deed."""
        told, known = self._content(one), self._content(other)
        return bool(told.words & known.words or told.deeds & known.deeds)

    def about_speaker(self, number: int, other: int) -> bool:
        """Whether a statement accuses the side that speaks in another one, or names it."""
        side, told = self.drafts[number].side, self.drafts[other]
        return side is not None and side in told.accused | told.implicated | told.named

    def rows(self, number: int) -> Iterator[tuple[int, Row]]:
        """The number of each statement that a draft may answer, with its features; the nearest before it first."""
        draft, drafts = self.drafts[number], self.drafts
        noun, plural = _pointed_at(self.page, draft)
        told = self._content(number)
        rank, accused_before = 0, False
        for at in (*range(number - 1, max(number - BEFORE, 0) - 1, -1), *range(number + 1, min(number + 1 + BEHIND, len(drafts)))):
            other = drafts[at]
            inside = bool(other.cue_tokens) and other.cue.noun and draft.holds(other.place)  # "rejected the | claim | that …"
            by_same = other.speaker is not None and other.speaker == draft.speaker
            same_side = other.side is not None and other.side == draft.side
            if not other.content or other.negated or other.act not in _DENIABLE or other.holds(draft.place):
                continue
            if not inside and (by_same or same_side or _overlap(draft, other)):
                continue  # nobody answers the own side, and no part of one telling answers another
            before = other.place < draft.place or inside
            rival = before and not inside
            rank += rival
            nearest = rival and rank == 1
            accuses = draft.side is not None and draft.side in other.accused
            first_accusation = accuses and before and not accused_before
            accused_before |= first_accusation
            known = self._content(at)
            common = len(told.words & known.words)
            by_rules = any(other is ruled for ruled in draft.denies)
            speaks_of_denier = self.about_speaker(number, at)
            elsewhere = bool(told.places) and bool(known.places) and not told.places & known.places
            apart = bool(told.deeds) and not told.deeds & known.deeds and not common  # nothing says that it is about the same
            other_deed = bool(told.deeds) and bool(known.deeds) and not told.deeds & known.deeds
            if not inside and (other_deed or (not by_rules and (told.own_part or elsewhere or apart) and not speaks_of_denier)):
                continue
            if not before and told.names and not told.names & known.names:
                continue  # what is told later, of other places
            sentences = abs(self.page.sentence_numbers[other.place] - self.page.sentence_numbers[draft.place])
            paragraphs = abs(self.page.paragraph_numbers[other.place] - self.page.paragraph_numbers[draft.place])
            yield (
                at,
                [
                    float(before),
                    min(sentences, FAR) / FAR,
                    float(paragraphs == 1),
                    float(other.act in _TELLING),
                    float(other.act == "denies"),
                    float(other.voice == "unsourced"),
                    float(accuses),
                    float(bool(other.accused) and not accuses),
                    float(draft.side is not None and draft.side in other.named),
                    min(common, 4) / 4,
                    float(common >= 3),
                    float(bool(told.deeds) and bool(known.deeds) and not told.deeds & known.deeds),
                    float(nearest and noun in POINTING),
                    float(known.verbless),
                    float(first_accusation),
                    float(nearest and plural),
                    float(self.page.paragraph_numbers[other.place] == 0),
                    float(by_rules),
                    float(nearest and accuses),
                    float(by_rules and accuses),
                    float(by_rules and inside),
                    float(bool(draft.denies) and not by_rules),
                ],
            )

    def _content(self, number: int) -> _Content:
        if number not in self._contents:
            page, draft = self.page, self.drafts[number]
            tokens = [n for first, last in draft.content for n in range(first, last)]
            self._contents[number] = _Content(
                words=stems(page, draft, names=False),
                names=frozenset(page.tokens[n].lower for n in tokens if page.classes[n] == "NNP"),
                deeds=event_classes(page, draft),
                places=frozenset(places_named(page, draft)),
                verbless=not any(n in page.verb_at for n in tokens),
                own_part=not (PURPOSE_WORDS | GENERIC).isdisjoint(page.tokens[n].lower for n in tokens),
            )
        return self._contents[number]


def _pointed_at(page: Page, draft: Draft) -> tuple[str | None, bool]:
    """The noun or pronoun by which a denial takes up what was said, and whether it is plural; "that …" before a clause is none."""
    noun, plural = taken_up(page, draft)
    if noun == "that" and any(page.verb_at[n].finite for first, last in draft.content for n in range(first, last) if n in page.verb_at):
        return None, False
    return noun, plural


def _overlap(one: Draft, other: Draft) -> bool:
    """Whether two contents share words: they are parts of one telling, and not one the answer to the other."""
    return any(first < end and start < last for first, last in one.content for start, end in other.content)
