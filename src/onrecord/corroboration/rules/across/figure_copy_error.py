"""figure-copy-error across reports: a retelling of another report's count with a slip of a digit."""

from collections.abc import Iterator

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims.figures import figure_of, published_near, same_people
from onrecord.corroboration.claims.roots import Traced
from onrecord.corroboration.numbers import can_both_hold, range_of
from onrecord.corroboration.phrasing import figure_words, sentence_case
from onrecord.corroboration.rules.across.telling import in_order, one_for_each_report, publisher_of, record_of, retold_from
from onrecord.records import Finding

_SLIPS = {
    "power": "one has more zeros",
    "exchanged": "two digits are exchanged",
    "lost": "a digit is missing",
    "mistyped": "one digit differs",
}


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that a later report tells another report's count with a digit more, less, exchanged or mistyped.

    Rests on: two claims on one matter and measure whose numbers differ by one slip; the later report names the earlier's outlet, or,
    for a slip other than a mistyped digit, the same root source or nobody.
    Left out: numbers that can both hold, a mistyped digit that comes days later, numbers with one telling digit that differ by zeros
    (40 and 400), and a report that gives both numbers, which tells an update.
    Does not say: which of the two is the slip.
    Score: 1.0 where the outlet is named, else 0.7.
    """
    for one, other in beside.claims_of_one_matter():
        first, later = in_order(one, other)
        slip, retold = _retold(beside, first, later)
        if slip is None or not retold:
            continue
        mine, its = one_for_each_report(first.items), one_for_each_report(item for item, _ in retold)
        yield Finding(
            rule="figure-copy-error",
            records=tuple(record_of(item) for item in (*its, *mine)),
            sentence=sentence_case(
                f"{figure_words(figure_of(mine[0]))} in {publisher_of(mine[0])} is {figure_words(figure_of(its[0]))} in "
                f"{publisher_of(its[0])}: {_SLIPS[slip]}. Either may be the slip."
            ),
            score=max(score for _, score in retold),
            detail={"first": range_of(figure_of(mine[0])).point, "later": range_of(figure_of(its[0])).point, "slip": slip},
        )


def retold_with_a_slip(beside: Beside, first: Claim, later: Claim) -> tuple[Item, ...]:
    """The items of a claim whose outlets a later one names for its number, where every report of that has it from them with a slip."""
    if len(_retold(beside, first, later)[1]) < len(later.items):
        return ()
    named = {outlet for traced in later.traced for outlet in traced.chain[1:]}
    return tuple(item for item in first.items if item.telling.outlet in named)


def _retold(beside: Beside, first: Claim, later: Claim) -> tuple[str | None, list[tuple[Item, float]]]:
    """By which slip a later claim's number comes of an earlier's, and the items that retell it so, each with its score."""
    slip = slip_between(range_of(figure_of(first.items[0])).point, range_of(figure_of(later.items[0])).point)
    if slip is None or first.harm != later.harm:
        return None, []
    if not same_people(beside.book, first.items[0], later.items[0]) or _can_hold(first, later):
        return None, []
    return slip, [
        (item, score)
        for item, traced in zip(later.items, later.traced, strict=True)
        if (score := _score(beside, first, item, traced, slip)) is not None and not _tells_both(first, item)
    ]


def slip_between(one: int, other: int) -> str | None:
    """What sort of slip leads from one number to another: power, exchanged, lost, mistyped; None where none does."""
    small, large = sorted((str(one), str(other)), key=lambda digits: (len(digits), digits))
    if one <= 0 or other <= 0 or one == other:
        return None
    if large.rstrip("0") == small.rstrip("0"):
        return "power" if len(small.rstrip("0")) > 1 else None  # 40 and 400 share one telling digit, which any two counts may
    if len(small) + 1 == len(large) and len(small) > 1 and any(large[:at] + large[at + 1 :] == small for at in range(len(large))):
        return "lost"
    if len(small) != len(large) or len(small) < 2:
        return None
    differing = [at for at, (mine, its) in enumerate(zip(small, large, strict=True)) if mine != its]
    if len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(small) == sorted(large):
        return "exchanged"
    return "mistyped" if len(differing) == 1 else None


def _score(beside: Beside, first: Claim, item: Item, traced: Traced, slip: str) -> float | None:
    """The score of an item as a retelling with a slip; None where it is none."""
    whom = retold_from(beside, first, item, traced)
    if whom is None:
        return None
    if whom == "outlet":
        return 1.0 if slip != "mistyped" or any(published_near(known, item) for known in first.items) else None
    if slip == "mistyped" or (slip == "lost" and len(str(range_of(figure_of(item)).point)) < 2):
        return None
    return None if whom == "nobody" and item.told.voice == "attributed" else 0.7


def _tells_both(first: Claim, item: Item) -> bool:
    """Whether the report of an item gives the first number too."""
    return item.telling.reading in first.reports


def _can_hold(first: Claim, later: Claim) -> bool:
    return can_both_hold(range_of(figure_of(first.items[0])), range_of(figure_of(later.items[0])))
