"""Title, outlet, authors, language and address of a page, as the page states them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.intake.characters import clean_line
from onrecord.intake.embedded import EmbeddedItem
from onrecord.intake.page import Page
from onrecord.records import Issue

_LONGEST = 1_000  # characters of a title or name; what is longer is no such thing
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "citation_journal_title", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class PageDetails:
    """What the page says of itself; None or empty where it says nothing."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    language: str | None
    url: str | None
    issues: tuple[Issue, ...]


def page_details(page: Page, items: tuple[EmbeddedItem, ...], origin: str) -> PageDetails:
    """Read the details; of several statements the one made for machines comes first, since it is the most exact."""
    reports = tuple(item for item in items if item.is_report)
    url, issues = _address(page, reports, origin)
    titles = (*_metas(page, _TITLES), *(value for item in reports for value in item.strings("headline")), page.title)
    outlets = (*_metas(page, _OUTLETS[:1]), *(name for item in reports for name in item.names("publisher")), *_metas(page, _OUTLETS[1:]))
    return PageDetails(
        title=next(_clean(titles), None),
        outlet=next(_clean(outlets), None),
        authors=_authors(page, reports),
        language=_language(page, reports),
        url=url,
        issues=issues,
    )


def _authors(page: Page, reports: tuple[EmbeddedItem, ...]) -> tuple[str, ...]:
    """Every name once; an address instead of a name is left out."""
    stated = (*(name for item in reports for name in item.names("author")), *_metas(page, _AUTHORS))
    names = (_BY.sub("", name) for name in _clean(stated) if "://" not in name)
    return tuple(dict.fromkeys(name for name in names if name))


def _language(page: Page, reports: tuple[EmbeddedItem, ...]) -> str | None:
    stated = (
        page.language,
        *_metas(page, ("content-language", "dc.language", "og:locale")),
        *(v for i in reports for v in i.strings("inLanguage")),
    )
    return next((match.group(1).lower() for value in stated if value and (match := _LANGUAGE.fullmatch(value.strip()))), None)


def _address(page: Page, reports: tuple[EmbeddedItem, ...], origin: str) -> tuple[str | None, tuple[Issue, ...]]:
    """The page's own address: only http and https, so that no view ever offers a link that runs something."""
    canonical = (link.get("href", "") for link in page.links if "canonical" in link.get("rel", "").lower().split())
    issues: list[Issue] = []
    for stated in (*canonical, *_metas(page, ("og:url",)), *(value for item in reports for value in item.strings("url"))):
        address = clean_line(stated)
        if address is None:
            continue
        if is_web_address(address):
            return address, tuple(issues)
        message = f"The page gives {address[:60]!r} as its address, which is no full http or https address; it was left out."
        issues.append(Issue(code="url.scheme", outcome="recorded", where=origin, message=message))
    return None, tuple(dict.fromkeys(issues))


def is_web_address(address: str) -> bool:
    """Whether this is a full address of the web: http or https, with a host, of a length that browsers take."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc) and len(address) <= 2 * _LONGEST


def _metas(page: Page, names: tuple[str, ...]) -> Iterator[str]:
    """Contents of the meta elements with these names, in the order of the names."""
    for name in names:
        for meta in page.metas:
            if name in (meta.get(attribute, "").strip().lower() for attribute in ("property", "name", "itemprop", "http-equiv")):
                yield meta.get("content", "")


def _clean(values: tuple[str | None, ...]) -> Iterator[str]:
    for value in values:
        line = clean_line(value)
        if line is not None and len(line) <= _LONGEST:
            yield line
