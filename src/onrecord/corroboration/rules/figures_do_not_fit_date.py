"""figures-do-not-fit-date: running totals that belong to another day of a reference series than the stated one."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.dating import FAR, Fit
from onrecord.corroboration.phrasing import count_words, figures_words, sentence_case
from onrecord.corroboration.references import Comparison, comparisons
from onrecord.records import Finding
from onrecord.records.wording import day_words

_LEAST_SCORE = 0.5


def find(context: Context) -> Iterator[Finding]:
    """Notice that totals fit another day of a series better than the day they are given for.

    Rests on: the figures, the report's date (or the figures' own as-of day) and a reference series of the same measures, group and
    place; the method is that of ``corroboration.dating``. Does not say: which of them is wrong, or that the series is right – an old
    toll quoted in a new report, a wrong date and a wrong figure look the same from here.
    Score: from 0.5, rising to 1 where the stated day is worse by a quarter of the number.
    """
    for comparison in context.once(comparisons):
        dating = comparison.dating
        if not dating.does_not_fit:
            continue
        worse = (dating.stated.distance - dating.best.distance) / dating.figures
        yield Finding(
            rule="figures-do-not-fit-date",
            records=tuple(figure.id for figure in comparison.figures),
            sentence=_sentence(comparison),
            score=round(min(1.0, _LEAST_SCORE + (1 - _LEAST_SCORE) * worse / FAR), 4),
            detail={
                "with_series": comparison.series[0].origin,
                "series_source": comparison.series[0].source,
                "series_ids": [series.id for series in comparison.series],
                "stated_date": dating.stated.day,
                "best_fit_date": dating.best.day,
                "days_apart": dating.days_apart,
                "tolerance_days": dating.tolerance_days,
                "series_at_stated_date": dating.stated.values,
                "series_at_best_fit": dating.best.values,
                "distance_at_stated_date": round(dating.stated.distance, 6),
                "distance_at_best_fit": round(dating.best.distance, 6),
                "usual_step": round(dating.usual_step, 6),
            },
        )


def _sentence(comparison: Comparison) -> str:
    dating = comparison.dating
    source = comparison.series[0].source
    day = "as-of date" if comparison.by_as_of else "date"
    head = figures_words(comparison.figures)
    if len(comparison.figures) > 1:
        head = f"{count_words(len(comparison.figures), 'figure')} ({head})"
    verb = "fits" if len(comparison.figures) == 1 else "fit"
    return sentence_case(
        f"{head} {verb} {day_words(dating.best.day)} in the series of {source} ({values_words(dating.best)}) better than the stated {day} "
        f"{day_words(dating.stated.day)} ({values_words(dating.stated)}): {count_words(dating.days_apart, 'day')} apart. The date or the "
        f"figures may be wrong, or the figures were older when the report came out."
    )


def values_words(fit: Fit) -> str:
    """The series' values on a day: "killed 1,417; injured 5,763", with their own day where it is another one."""
    values = "; ".join(f"{measure} {value:,}" for measure, value in sorted(fit.values.items(), reverse=True))
    return values if fit.as_of == fit.day else f"{values}, as of {day_words(fit.as_of)}"
