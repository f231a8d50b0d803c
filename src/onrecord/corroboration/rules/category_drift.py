"""category-drift: one count retold of other people or of another measure ("killed" retold as "civilians killed")."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.groups import category_of, is_anybody
from onrecord.corroboration.numbers import range_of, same_number
from onrecord.corroboration.pairs import pairs
from onrecord.corroboration.phrasing import figure_words, quoted, sentence_case
from onrecord.records import Figure, Finding

_FEWEST = 3
"""Ones and twos meet by chance."""


def find(context: Context) -> Iterator[Finding]:
    """Notice one number told of people in general and again of civilians or combatants, or as killed and again as killed and injured.

    Rests on: two figures of the same number and place, one of which retells the other (a headline and its text, the report's voice and
    a source, or two voices that class the same dead as civilians and as combatants). Does not say: which class is right.
    Score: 1.0 for a headline, 0.8 within the text, 0.6 between two sources.
    """
    figures = [figure for figure in context.reading.figures if not figure.subset_of and not figure.superseded]
    for one, other in pairs(figures, lambda figure: (range_of(figure).point,)):
        if range_of(one).point < _FEWEST or not same_number(range_of(one), range_of(other)) or not _one_place(context, one, other):
            continue
        drift = _drift(context, one, other)
        if drift is None:
            continue
        yield Finding(
            rule="category-drift",
            records=(one.id, other.id),
            sentence=sentence_case(
                f"the same number is told as {_told(one)} and as {_told(other)}; the report does not say that the two mean the same."
            ),
            score=drift,
            detail={"number": range_of(one).point, "categories": [category_of(one.group), category_of(other.group)]},
        )


def _drift(context: Context, one: Figure, other: Figure) -> float | None:
    """The score of the drift, or None when there is none."""
    classes = {category_of(one.group), category_of(other.group)}
    headline = context.in_title(one) != context.in_title(other)
    retold = headline or not one.source or not other.source or context.same_voice(one, other)
    if one.measure != other.measure:
        return 0.8 if retold and {one.measure, other.measure} in ({"casualties", "killed"}, {"casualties", "injured"}) else None
    if classes == {"civilians", "combatants"}:
        return 1.0 if headline else 0.8 if retold else 0.6
    if None not in classes or len(classes) == 1 or not retold:
        return None
    unspecific = one if category_of(one.group) is None else other
    return (1.0 if headline else 0.8) if is_anybody(unspecific.group) and unspecific.group else None


def _one_place(context: Context, one: Figure, other: Figure) -> bool:
    return context.same_event(one, other) or (one.scope == other.scope and (one.place is None or other.place is None))


def _told(figure: Figure) -> str:
    return f"{figure_words(figure)} ({quoted(figure.group)})" if figure.group else figure_words(figure)
