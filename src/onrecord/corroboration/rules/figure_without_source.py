"""figure-without-source: a number of people told without saying who counted."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import count_words, figures_words
from onrecord.records import Figure, Finding


def find(context: Context) -> Iterator[Finding]:
    """Notice figures that the report tells in its own voice or under a cue that hides who speaks, with no source given for them.

    Rests on: the figures. Left out: a figure whose number the report sources elsewhere (a headline above a sourced sentence), and the
    plain sentences of a party's own release, for which only-source-is-a-party says what there is to say.
    Does not say: that nobody counted, or that the number is wrong.
    Score: 1.0 for totals; 0.6 when every figure is a part of one.
    """
    bare = [figure for figure in context.reading.figures if _unsourced(context, figure) and not _sourced_elsewhere(context, figure)]
    if not bare:
        return
    which = figures_words(bare) if len(bare) == 1 else f"{count_words(len(bare), 'figure')}: {figures_words(bare)}"
    yield Finding(
        rule="figure-without-source",
        records=tuple(figure.id for figure in bare),
        sentence=f"No source is given for {which}.",
        score=1.0 if any(figure.subset_of is None for figure in bare) else 0.6,
        detail={"figures": len(bare)},
    )


def _unsourced(context: Context, figure: Figure) -> bool:
    if figure.source:
        return False
    return context.figure_voice(figure) is None or (figure.statement is None and context.figure_side(figure) is None)


def _sourced_elsewhere(context: Context, figure: Figure) -> bool:
    return any(other.source for other in context.given_elsewhere(figure))
