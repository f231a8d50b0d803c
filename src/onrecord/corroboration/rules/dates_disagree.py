"""dates-disagree: dates of the report that cannot all be right."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.days import days_between
from onrecord.corroboration.phrasing import quoted, sentence_case
from onrecord.corroboration.stated_days import StatedDay, says_what_has_happened, stated_days
from onrecord.records import Finding
from onrecord.records.wording import day_words

_AHEAD_WITHOUT_YEAR_DAYS = 31
"""A past day without a year that seems to lie further ahead than this is last year's."""
_CLOCK_DIFFERENCE_DAYS = 1
"""A page and its text may name neighbouring days: time zones, and papers dated for the morning after."""


def find(context: Context) -> Iterator[Finding]:
    """Notice that something told as past is dated after the report, that a weekday does not belong to its date, or that a page dates
    itself in two ways.

    Rests on: explicit dates in the text, incident and as-of dates, the report's published date and those of its container. Dates of
    what is planned or expected are left out. Does not say: which of two dates is wrong.
    Score: 1.0 for an event after publication, 0.8 for a weekday, 0.7 for the container's dates.
    """
    yield from _told_before_it_happened(context)
    yield from _weekdays(context)
    yield from _container(context)


def _told_before_it_happened(context: Context) -> Iterator[Finding]:
    published = context.published
    if not published:
        return
    told: set[str] = set()
    for stated in stated_days(context.reading.text, published):
        own = context.reading.report.published_span
        if stated.day <= published or (own and own[0] < stated.end and stated.start < own[1]):
            continue
        if not stated.year_stated and days_between(published, stated.day) > _AHEAD_WITHOUT_YEAR_DAYS:
            continue
        if not says_what_has_happened(context.reading.text, stated):
            continue
        told.add(stated.day)
        yield _after_publication(context, stated.day, stated.words, _holding(context, stated))
    for incident in context.reading.incidents:
        if incident.date and incident.date[:10] > published and incident.date[:10] not in told:
            told.add(incident.date[:10])
            yield _after_publication(context, incident.date[:10], incident.place or incident.type, (incident.id,))
    for figure in context.reading.figures:
        if figure.as_of and figure.as_of[:10] > published and figure.as_of[:10] not in told:
            told.add(figure.as_of[:10])
            yield _after_publication(context, figure.as_of[:10], figure.phrase, (figure.id,))


def _after_publication(context: Context, day: str, words: str, records: tuple[str, ...]) -> Finding:
    published = context.published or day
    days = days_between(published, day)
    return Finding(
        rule="dates-disagree",
        records=records,
        sentence=f"The report is dated {day_words(published)}, but tells as past what it dates {day_words(day)} ({quoted(words)}), "
        f"{days} {'day' if days == 1 else 'days'} later; either date may be wrong.",
        score=1.0,
        detail={"published": published, "stated": day},
    )


def _weekdays(context: Context) -> Iterator[Finding]:
    for stated in stated_days(context.reading.text, context.published):
        if stated.weekday is None or not stated.year_stated or stated.weekday == stated.falls_on:
            continue
        yield Finding(
            rule="dates-disagree",
            records=_holding(context, stated),
            sentence=sentence_case(
                f"{quoted(stated.words)} names a {stated.weekday}, but {day_words(stated.day)} was a {stated.falls_on}; the weekday or the "
                "date may be wrong."
            ),
            score=0.8,
            detail={"stated": stated.day, "stated_weekday": stated.weekday, "weekday_of_date": stated.falls_on},
        )


def _container(context: Context) -> Iterator[Finding]:
    stated = [(date.date[:10], date.where) for date in context.reading.report.dates if date.kind == "published"]
    if context.published:
        stated.append((context.published, "the report's date"))
    modified = [(date.date[:10], date.where) for date in context.reading.report.dates if date.kind == "modified"]
    if len(stated) > 1:
        first, last = min(stated), max(stated)
        if days_between(first[0], last[0]) > _CLOCK_DIFFERENCE_DAYS:
            yield _two_dates(first, last, "as published on")
    if stated and modified and days_between(min(modified)[0], min(stated)[0]) > _CLOCK_DIFFERENCE_DAYS:
        yield _two_dates(min(modified), min(stated), "as modified before it was published:")


def _two_dates(first: tuple[str, str], last: tuple[str, str], how: str) -> Finding:
    return Finding(
        rule="dates-disagree",
        records=(),
        sentence=f"The report is given {how} {day_words(first[0])} ({first[1]}) and {day_words(last[0])} ({last[1]}); either may be "
        "wrong, or one may be the date of a later edition.",
        score=0.7,
        detail={"first": first[0], "first_where": first[1], "last": last[0], "last_where": last[1]},
    )


def _holding(context: Context, stated: StatedDay) -> tuple[str, ...]:
    """The innermost statements whose words hold a date, else the incident so dated."""
    holding = [said.id for said in context.statements if any(start <= stated.start and stated.end <= end for start, end in said.content)]
    incidents = [incident.id for incident in context.reading.incidents if incident.date and incident.date[:10] == stated.day]
    return (*holding, *incidents)
