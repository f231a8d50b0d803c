"""figure-outside-reference: a running total that no day of a reference series comes near."""

import math
from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.dating import FAR, interval_of
from onrecord.corroboration.phrasing import figure_words, sentence_case
from onrecord.corroboration.references import comparisons
from onrecord.records import Finding
from onrecord.records.wording import day_words

FARTHEST = math.log(3)


def find(context: Context) -> Iterator[Finding]:
    """Notice a running total far from the series at its own date, when no other day of the series explains it.

    Rests on: the figure, its date and the reference series. Where another day fits, figures-do-not-fit-date says so instead and this
    rule is silent. Does not say: that the figure is wrong – another body may count other people, places or causes.
    Score: from 0.5 at a quarter apart to 1 at three times apart.
    """
    for comparison in context.once(comparisons):
        if comparison.dating.does_not_fit:
            continue
        for figure in comparison.figures:
            alone = comparison.clock.date([figure], comparison.stated_day)
            interval = interval_of(figure)
            if alone is None or interval is None or alone.best.distance <= FAR or alone.stated.distance <= FAR:
                continue
            series = comparison.clock.series[figure.measure]
            value = alone.stated.values[figure.measure]
            side = "above" if interval.low > value else "below"
            yield Finding(
                rule="figure-outside-reference",
                records=(figure.id,),
                sentence=sentence_case(
                    f"{figure_words(figure)} is far {side} the series of {series.source} at {day_words(alone.stated.day)} ({value:,}, as "
                    f"of {day_words(alone.stated.as_of)}), and no day of the series comes nearer than {day_words(alone.best.day)} "
                    f"({alone.best.values[figure.measure]:,}). The two may count different people, or either may be wrong."
                ),
                score=round(min(1.0, 0.5 + 0.5 * (alone.stated.distance - FAR) / (FARTHEST - FAR)), 4),
                detail={
                    "with_series": series.origin,
                    "series_source": series.source,
                    "series_ids": [series.id],
                    "stated_date": alone.stated.day,
                    "series_at_stated_date": alone.stated.values,
                    "nearest_date": alone.best.day,
                    "series_at_nearest_date": alone.best.values,
                    "distance_at_stated_date": round(alone.stated.distance, 6),
                },
            )
