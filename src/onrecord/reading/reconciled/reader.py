"""Two readers, one answer: what the trained reader and the rules find, reconciled, with a grade that says whether both agree.

The two know nothing of each other: the rules are written by people and need no model, the network was trained on labelled news. Where
both find the same statement it is far more often right than where one does (docs/accuracy.md), and that is what the grade says.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.protocol import Answer, Attribution, StatementReader
from onrecord.reading.reconciled.features import all_features, by_sign, difference, kind_of
from onrecord.reading.reconciled.pairs import Nearby, Pair, Ranges, has_word, in_tokens, pair_up, place_of, ranges_of, tokens_of, words_of
from onrecord.reading.reconciled.weights import Reconciler
from onrecord.reading.trained.linking import ACTS
from onrecord.reading.trained.reader import TrainedReader, measures_of
from onrecord.records import Spans
from onrecord.records.vocabulary import Grade

SAME = 0.5
"""Two statements whose contents share more than this part of their words, with the same source, are one."""


HALF = 0.5
ROLES = ("source", "cue", "content")
_WHOLE_SENTENCE = frozenset({"as-said-front", "as-said-behind"})
"""Patterns by which all of the sentence that stands beside the words "as X has learned" is what X tells."""


class ReconciledReader:
    """Finds attributions by two independent readers."""

    name = "both"

    def __init__(self, trained: TrainedReader, rules: StatementReader, reconciler: Reconciler) -> None:
        self._trained, self._rules, self._reconciler = trained, rules, reconciler
        self.version = f"{trained.version}, {rules.name} {rules.version}"

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its cue."""
        return self.told_of(page).attributions

    def told_of(self, page: Page) -> Answer:
        """The attributions, and what the network makes of numbers."""
        seen = self._trained.read(page)  # 1 the network's candidates
        rules = [one for one in (in_tokens(page, a) for a in self._rules.attributions(page)) if one.content]  # 2 the rules' readings
        pairs = pair_up(seen.candidates, rules, seen.numbers)  # 3 which are of the same statement
        kept = self.of_pairs(page, pairs, all_features(page, pairs, seen), self._reconciler, seen.numbers)
        return Answer(kept, measures=measures_of(seen))

    @staticmethod
    def of_pairs(
        page: Page, pairs: Sequence[Pair], rows: Sequence[Sequence[float]], reconciler: Reconciler, numbers: Sequence[int]
    ) -> tuple[Attribution, ...]:
        """What is kept of some pairs with their features.

        Args:
            page: the text.
            pairs: what the readers found.
            rows: the features of each.
            reconciler: the weights.
            numbers: for each token the number of its word.
        """
        scored = [
            _chosen(page, pair, _probability(page, pair, row, reconciler), reconciler, numbers)
            for pair, row in zip(pairs, rows, strict=True)
        ]
        return _kept(page, scored, reconciler, numbers)


class TrainedAlone:
    """The network without the rules, for comparison and for texts that the rules do not know."""

    name = "trained"

    def __init__(self, trained: TrainedReader, reconciler: Reconciler) -> None:
        self._trained, self._reconciler = trained, reconciler
        self.version = trained.version

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution that the network finds, in order of its cue."""
        return self.told_of(page).attributions

    def told_of(self, page: Page) -> Answer:
        """The attributions, and what the network makes of numbers."""
        seen = self._trained.read(page)
        pairs = [Pair(one, None) for one in seen.candidates]
        rows = all_features(page, pairs, seen)
        alone = self._reconciler.alone
        scored = [
            _chosen(page, pair, alone.probability(row), self._reconciler, seen.numbers) for pair, row in zip(pairs, rows, strict=True)
        ]
        return Answer(_kept(page, scored, self._reconciler, seen.numbers), measures=measures_of(seen))


class Chosen(NamedTuple):
    """A pair with the spans that are taken, in token ranges."""

    pair: Pair
    source: Ranges
    cue: Ranges
    content: Ranges
    probability: float


def _probability(page: Page, pair: Pair, row: Sequence[float], reconciler: Reconciler) -> float:
    if pair.rules is not None and by_sign(page, pair):
        known = pair.rules.confidence
        return known if pair.trained is None else max(known, reconciler.of("both").probability(row))
    return reconciler.of(kind_of(pair)).probability(row)


def _chosen(page: Page, pair: Pair, probability: float, reconciler: Reconciler, numbers: Sequence[int]) -> Chosen:
    """Where both readers have a role and differ, the span of the one that is likelier right."""
    reading = pair.trained or pair.rules
    assert reading is not None
    own = {role: ranges_of(reading, role) for role in ROLES}
    taken = dict(own)
    if pair.trained is not None and pair.rules is not None:
        for role in ROLES:
            theirs = ranges_of(pair.rules, role)
            if role == "source" and _is_inside(page, theirs, own[role]):
                continue
            within = role == "content" and tokens_of(own[role]) < tokens_of(theirs)
            wholly = within and (
                pair.rules.pattern in _WHOLE_SENTENCE or _lacks_its_subject(page, own[role]) or len(own[role]) > len(theirs)
            )
            surely = wholly or (role == "source" and _is_inside(page, own[role], theirs))
            differ = tokens_of(own[role]) != tokens_of(theirs)
            if surely or (differ and _rules_know_better(page, pair, role, reconciler, numbers)):
                taken[role] = theirs
        tokens = [n for ranges in taken.values() for n in tokens_of(ranges)]
        if len(tokens) != len(set(tokens)):  # spans of two readers that do not go together
            taken = own
    return Chosen(pair, taken["source"], taken["cue"], taken["content"], probability)


def _lacks_its_subject(page: Page, content: Ranges) -> bool:
    """Whether a content begins with a comma and a finite verb: ", fired the rockets" of "A launcher, north of Arl, fired the rockets"."""
    first = place_of(content)
    group = page.verb_at.get(first + 1)
    return page.tokens[first].text == "," and group is not None and group.first == first + 1 and group.finite


def _rules_know_better(page: Page, pair: Pair, role: str, reconciler: Reconciler, numbers: Sequence[int]) -> bool:
    return reconciler.by_rules(role).probability(difference(page, pair, role, numbers)) > HALF


def _place(one: Chosen) -> tuple[int, int]:
    return (place_of(one.cue), place_of(one.content))


def _without_rivals(scored: Sequence[Chosen], numbers: Sequence[int]) -> list[Chosen]:
    """Of two readings with much the same content and a common source word, the likelier."""
    laid = [(words_of(one.source, numbers), words_of(one.content, numbers)) for one in scored]
    nearby = Nearby([place_of(one.cue) for one in scored])
    taken: set[int] = set()
    for n in sorted(range(len(scored)), key=lambda n: (-scored[n].probability, n)):
        source, content = laid[n]
        near = (laid[m] for m in nearby.around(place_of(scored[n].cue)) if m in taken)
        if not any(len(content & c) > SAME * len(content | c) and (source & s or not source or not s) for s, c in near):
            taken.add(n)
    return [scored[n] for n in sorted(taken)]


def _kept(page: Page, scored: Sequence[Chosen], reconciler: Reconciler, numbers: Sequence[int]) -> tuple[Attribution, ...]:
    likely = _without_rivals([one for one in scored if one.probability >= reconciler.emit], numbers)  # 4 which are likely enough
    return tuple(_attribution(page, one, reconciler.confident) for one in _one_speaker(page, likely))  # 5 graded


def _one_speaker(page: Page, kept: Sequence[Chosen]) -> list[Chosen]:
    """Where the readers name different sources, the one that the rules have from the sentence's cue before, if that is the surer.

    ``The navy accuses the front of …, while the front denies it, claiming that …``: who denies is plain, and goes on speaking.
    """
    ordered = sorted(kept, key=_place)
    for n, one in enumerate(ordered):
        trained, rules = one.pair
        if n == 0 or trained is None or rules is None or not one.source or _meet(page, trained.source, rules.source):
            continue
        before = ordered[n - 1]
        if before.probability < one.probability:
            continue
        same_sentence = page.sentence_of(place_of(before.cue)) == page.sentence_of(place_of(one.cue))
        said = tokens_of((*one.cue, *one.content))
        if same_sentence and tokens_of(before.source) & tokens_of(rules.source) and not tokens_of(before.source) & said:
            ordered[n] = one._replace(source=before.source)
    return ordered


def _attribution(page: Page, one: Chosen, confident: float) -> Attribution:
    """As the protocol has it, graded by who found it and how sure they are."""

    def spans(ranges: Ranges) -> Spans:
        return tuple(page.span(first, last) for first, last in ranges)

    source = tuple(_whole(page, kept) for ranges in one.source if (kept := _without_marks(page, ranges)) is not None)
    trained, rules = one.pair
    agreed = trained is not None and rules is not None and _meet(page, trained.source, rules.source)
    unsure = one.probability < confident or (rules is None and not has_word(page, one.cue))
    grade: Grade = "weak" if unsure else "both" if agreed else "one"
    pattern = " and ".join(name for name in ("network" if trained else "", rules.pattern if rules else "") if name)
    acts = trained.acts[: len(ACTS)] if trained is not None else ()
    return Attribution(spans(source), spans(one.cue), spans(one.content), round(one.probability, 2), pattern, grade, acts)


def _meet(page: Page, one: Ranges, other: Ranges) -> bool:
    """Whether two sources name the same speaker, or neither is there: who spoke is what the readers must agree in."""
    shared = tokens_of(one) & tokens_of(other)
    return (bool(shared) and not _is_inside(page, one, other) and not _is_inside(page, other, one)) or not (one or other)


def _is_inside(page: Page, one: Ranges, other: Ranges) -> bool:
    """Whether a source is only named in what another is described by: "the channel" in "a witness quoted by the channel".

    What stands behind a comma may be another name of the same ("Ada Quill, the mayor").
    """
    if not one or not other or not tokens_of(one) < tokens_of(other):
        return False
    opening = page.phrase_at.get(place_of(other))
    first = place_of(one)
    headless = opening is not None and opening.head not in tokens_of(one)
    return headless and first > place_of(other) and page.tokens[first - 1].text not in _MARKS


def _whole(page: Page, run: tuple[int, int]) -> tuple[int, int]:
    """A source that is only an article, with its noun phrase: nobody is called "the"."""
    first, last = run
    phrase = page.phrase_at.get(first)
    if (
        phrase is None
        or last >= phrase.last
        or any(page.classes[n] != "DT" or page.tokens[n].lower not in _ARTICLES for n in range(first, last))
    ):
        return run
    return first, phrase.last


_ARTICLES = frozenset({"the", "a", "an"})
_MARKS = frozenset({",", ";", ":", "-", "–", "—", "―", "--"})


def _without_marks(page: Page, run: tuple[int, int]) -> tuple[int, int] | None:
    """A source's words without the comma or dash behind or before them; None where nothing else stands there."""
    first, last = run
    while first < last and page.tokens[last - 1].text in _MARKS:
        last -= 1
    while first < last and page.tokens[first].text in _MARKS:
        first += 1
    return (first, last) if first < last else None
