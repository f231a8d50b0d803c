"""Every date that a page states about itself, each with where it stood; none preferred, none dropped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import htmldate

from onrecord.intake.dates import read_date
from onrecord.intake.embedded import EmbeddedItem
from onrecord.intake.page import Page
from onrecord.records import Issue, StatedDate

_PUBLISHED = frozenset(
    "article:published_time article:published article.published og:published_time og:article:published_time datepublished date_published"
    " date datecreated date.created dc.date dc.date.issued dc.date.created dc.created dc.issued dcterms.date dcterms.created dcterms.issued"
    " dcterms.available citation_date citation_publication_date citation_online_date parsely-pub-date sailthru.date pubdate publishdate"
    " publish-date publish_date publication_date publication-date published published-date publisheddate published_time rnews:datepublished"
    " cxenseparse:recs:publishtime cxenseparse:publishtime originalpublicationdate creation_date release_date".split()
)
_MODIFIED = frozenset(
    "article:modified_time article:modified article.updated og:updated_time og:modified_time og:article:modified_time datemodified"
    " date_modified dc.date.modified dc.modified dcterms.modified last-modified lastmod lastmodified modified modified_time modifieddate"
    " modified-date updated updated_time updated-date rnews:datemodified revised revision_date".split()
)
"""Names under which pages state these dates (Open Graph, schema.org, Dublin Core, Highwire, Parse.ly, Sailthru …), in lower case."""

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Stated:
    date: str
    kind: str
    where: str


def stated_dates(
    page: Page, items: tuple[EmbeddedItem, ...], markup: str | None, origin: str
) -> tuple[tuple[StatedDate, ...], tuple[Issue, ...]]:
    """The dates of a page in order of standing, and an issue for each that cannot be one and for those that disagree.

    Args:
        page: the page.
        items: its embedded descriptions (JSON-LD).
        markup: the page's source for htmldate's opinion; None when no tree may be built of it.
        origin: the file, for issues.
    """
    dates: list[StatedDate] = []
    issues: list[Issue] = []
    for stated in dict.fromkeys((*_of_metas(page), *_of_items(items), *_of_marks(page), *_opinion(markup))):
        read = read_date(stated.date)
        if read.iso is not None:
            dates.append(StatedDate(date=read.iso, kind=stated.kind, where=stated.where))
            continue
        code, reason = (
            ("date.impossible", "is no date that exists") if read.outcome == "impossible" else ("date.unknown", "is of no form we know")
        )
        message = f"{stated.where} states the date {_short(stated.date)}, which {reason}; it was left out."
        issues.append(Issue(code=code, outcome="recorded", where=origin, message=message))
    return tuple(dates), (*dict.fromkeys(issues), *_conflicts(dates, origin))


def _of_metas(page: Page) -> Iterator[_Stated]:
    for meta in page.metas:
        value = meta.get("content", "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = meta.get(attribute, "").strip()
            kind = _kind(name)
            if value and kind:
                yield _Stated(value, kind, f"meta {attribute} {name}")


def _of_items(items: tuple[EmbeddedItem, ...]) -> Iterator[_Stated]:
    for item in items:
        for key, kind in (
            ("datePublished", "published"),
            ("dateCreated", "published"),
            ("uploadDate", "published"),
            ("dateModified", "modified"),
        ):
            for value in item.strings(key):
                yield _Stated(value, kind, f"JSON-LD {item.type} {key}")


def _of_marks(page: Page) -> Iterator[_Stated]:
    for time in page.times:
        if not time.apart:
            changed = any(word in time.hints for word in ("modif", "updat", "revis"))
            yield _Stated(time.datetime, "modified" if changed else "published", f"time element {time.hints}".strip())
    for name, value in page.item_properties:
        if kind := _kind(name):
            yield _Stated(value, kind, f"itemprop {name}")


def _kind(name: str) -> str | None:
    name = name.lower()
    return "published" if name in _PUBLISHED else "modified" if name in _MODIFIED else None


def _opinion(markup: str | None) -> Iterator[_Stated]:
    """What htmldate makes of the page: one more opinion. Bounds are fixed, so that it does not change with the day it is asked."""
    if not markup:
        return
    try:
        found = htmldate.find_date(
            markup,
            extensive_search=False,
            original_date=True,
            min_date=datetime(1900, 1, 1),  # noqa: DTZ001 – days without a zone
            max_date=datetime(2100, 1, 1),  # noqa: DTZ001
        )
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):  # its parsers' answers to broken pages
        return
    if found:
        yield _Stated(found, "published", "htmldate")


def _conflicts(dates: list[StatedDate], origin: str) -> Iterator[Issue]:
    """Days of publication that differ, and a change before publication. A day apart may be the time zone."""
    published = [(date, day) for date in dates if date.kind == "published" and (day := _ordinal(date))]
    modified = [(date, day) for date in dates if date.kind == "modified" and (day := _ordinal(date))]
    if published:
        first, last = min(published, key=lambda pair: pair[1]), max(published, key=lambda pair: pair[1])
        if last[1] - first[1] > 1:
            yield _conflict(origin, "Dates of publication differ", first[0], last[0])
        if modified and (changed := min(modified, key=lambda pair: pair[1]))[1] - first[1] < -1:
            yield _conflict(origin, "It says it was changed before it was published", changed[0], first[0])


def _conflict(origin: str, what: str, one: StatedDate, other: StatedDate) -> Issue:
    message = f"{what}: {one.date} ({one.where}) and {other.date} ({other.where}); both are kept."
    return Issue(code="date.conflict", outcome="recorded", where=origin, message=message)


def _ordinal(stated: StatedDate) -> int | None:
    day = read_date(stated.date).utc_day
    return datetime.fromisoformat(day).toordinal() if day else None


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
