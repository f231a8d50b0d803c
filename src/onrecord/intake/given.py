"""A text with what was given beside it, as a document: one way for a line of JSON, a text in memory and a labelled row."""

from collections.abc import Sequence

from onrecord.intake.characters import check_text, clean_line, shows_nothing
from onrecord.intake.dates import read_date
from onrecord.intake.page_details import is_web_address
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue, Party
from onrecord.settings import Limits

_SHOWN = 40  # characters of a faulty value in a message


def document_of(
    identifier: str,
    text: str,
    *,
    where: str,
    limits: Limits,
    date: str | None = None,
    parties: Sequence[Party] = (),
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    capture: Capture | None = None,
) -> Document | Issue:
    """The document, with a remark for each thing given that cannot be used; an issue instead where the text is too long.

    Args:
        identifier: the report's id; what cannot be kept of it is replaced as in a text.
        text: kept as it is, but for halves of surrogate pairs.
        where: file and line, for the issues.
        limits: how long a text may be.
        date: day of publication; one that does not exist or is of no form we know is left out (``date.impossible``,
            ``date.unknown``).
        parties: said to take part.
        title, outlet, url: as given; an address that is none of the web is left out (``url.scheme``).
        capture: the bytes it stood in, where there were any.
    """
    if len(text) > limits.text_characters:
        return too_long(where, limits, f"{len(text):,} characters")
    day, date_issues = _day(date, where)
    address, address_issues = _address(url, where)
    checked = check_text(text, where)
    issues = [*date_issues, *address_issues, *checked.issues]
    if shows_nothing(text):
        issues.append(_remark("text.empty", where, "The text is empty."))
    return Document(
        id=check_text(identifier, where).text,
        text=checked.text,
        capture=capture,
        date=day,
        parties=tuple(parties),
        title=clean_line(title),
        outlet=clean_line(outlet),
        url=address,
        issues=tuple(issues),
    )


def _day(stated: str | None, where: str) -> tuple[str | None, list[Issue]]:
    """The ISO day; without one the text is still read, and the issue says why there is none."""
    if stated is None or not stated.strip():
        return None, []
    read = read_date(stated)
    if read.outcome == "read":
        return read.day, []
    if read.outcome == "impossible":
        message = f"There is no such date as {_short(stated)}; the report was read without one."
        return None, [_remark("date.impossible", where, message)]
    message = f"The date {_short(stated)} is of no form we know; write it as YYYY-MM-DD. The report was read without one."
    return None, [_remark("date.unknown", where, message)]


def _address(stated: str | None, where: str) -> tuple[str | None, list[Issue]]:
    """Only http and https, so that no view ever offers a link that runs something."""
    address = clean_line(stated)
    if address is None or is_web_address(address):
        return address, []
    message = f"The address {_short(address)} is no full http or https address; it was left out."
    return None, [_remark("url.scheme", where, message)]


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def _remark(code: str, where: str, message: str) -> Issue:
    return Issue(code=code, outcome="recorded", where=where, message=message)
