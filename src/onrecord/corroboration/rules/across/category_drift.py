"""category-drift across reports: one toll of one source retold of other people or of another measure."""

from collections.abc import Iterator

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims.figures import figure_of, harm_of
from onrecord.corroboration.claims.roots import Traced
from onrecord.corroboration.groups import category_of
from onrecord.corroboration.numbers import range_of, same_number
from onrecord.corroboration.phrasing import figure_words, quoted, sentence_case
from onrecord.corroboration.rules.across.telling import From, in_order, one_for_each_report, record_of, retold_from
from onrecord.records import Figure, Finding

_FEWEST = 3
"""Ones and twos meet by chance."""
_WHOSOEVER = frozenset({"ours", "theirs", "others", "them", "us", "his", "hers"})
"""Groups that name no sort of people."""
_SCORES: dict[From, float] = {"outlet": 1.0, "source": 0.8, "nobody": 0.6}


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that a later report tells the number of an earlier one as another measure or of another sort of people.

    Rests on: two claims on one number of one matter; the later names the same root source, an outlet that told the earlier, or nobody.
    Sorts of people are civilians, combatants and any others that the words name.
    Left out: numbers under three, which meet by chance; a part of a count beside a whole one; and a report that tells both ("the nine
    missing were found dead"), since it has it from a source that says what changed.
    Does not say: which is right.
    Score: 1.0 where the later report names the outlet it has it from, 0.8 where it names the source, 0.6 where it names nobody.
    """
    for one, other in beside.claims_of_one_matter():
        first, later = in_order(one, other)
        if not _drifted(first, later) or _is_part(first) != _is_part(later):
            continue
        retold = [
            (item, score)
            for item, traced in zip(later.items, later.traced, strict=True)
            if (score := _score(beside, first, item, traced)) is not None and not _tells_both(first, item)
        ]
        if not retold:
            continue
        mine, its = one_for_each_report(first.items), one_for_each_report(item for item, _ in retold)
        yield Finding(
            rule="category-drift",
            records=tuple(record_of(item) for item in (*its, *mine)),
            sentence=sentence_case(f"the same number is told as {_told(mine[0])} and later as {_told(its[0])}."),
            score=max(score for _, score in retold),
            detail={"number": range_of(figure_of(mine[0])).point, "first": _told(mine[0]), "later": _told(its[0])},
        )


def _drifted(first: Claim, later: Claim) -> bool:
    mine, its = _telling_whom(first), _telling_whom(later)
    if range_of(mine).point < _FEWEST or not same_number(range_of(mine), range_of(its)):
        return False
    if harm_of(mine) != harm_of(its):
        return True
    if {(mine.group or "").lower(), (its.group or "").lower()} & _WHOSOEVER:
        return False
    return bool(mine.group and its.group) and category_of(mine.group) != category_of(its.group)


def _telling_whom(claim: Claim) -> Figure:
    """The first figure of a claim whose words say who was counted ("the dead numbered 28" do not), else its first."""
    figures = [figure_of(item) for item in claim.items]
    return next((figure for figure in figures if figure.group), figures[0])


def _score(beside: Beside, first: Claim, item: Item, traced: Traced) -> float | None:
    """The score of an item as a retelling of a claim; None where it is none."""
    whom = retold_from(beside, first, item, traced)
    if whom is None or (whom == "nobody" and item.told.voice != "plain"):
        return None
    return _SCORES[whom]


def _tells_both(first: Claim, item: Item) -> bool:
    """Whether the report of an item tells the first claim's measure of the number too, or its sentence says what became of it."""
    measure, mine = figure_of(first.items[0]).measure, range_of(figure_of(first.items[0]))
    if item.key in {known.key for known in first.items}:
        return True
    if measure == figure_of(item).measure:
        return False
    others = [(told, told.figure) for told in item.telling.figures if told.figure is not None and told.figure.measure == measure]
    if any(same_number(range_of(figure), mine) for _, figure in others):
        return True
    return measure in item.told.measures and not any(told.sentence == item.told.sentence for told, _ in others)


def _is_part(claim: Claim) -> bool:
    return claim.items[0].told.part


def _told(item: Item) -> str:
    figure = figure_of(item)
    return f"{figure_words(figure)} ({quoted(figure.group)})" if figure.group else figure_words(figure)
