"""One news item of an agency, whatever the format that carried it: what is stated becomes a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intake.alternatives import said_alone
from onrecord.intake.characters import check_text
from onrecord.intake.fragment import read_fragment
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import language_code, name_line, remark, shown, stated_dates, unread, web_address
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

_USABLE = frozenset({"usable", ""})
_BY = re.compile(r"^(?:by|von|par|por|av|di)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsItem:
    """What a news item states."""

    identifier: str | None
    version: str | None
    headline: str | None
    slug: str | None
    byline: str | None
    outlet: str | None
    language: str | None
    url: str | None
    located: str | None
    status: str | None
    """Of publication, without the name of its vocabulary: usable, withheld, canceled."""
    notes: tuple[str, ...]
    """To editors: corrections, embargoes, kills."""
    dates: Sequence[tuple[str | None, str, str]]
    """Value, kind, place."""
    bodies: Sequence[tuple[str, str]]
    """Media type and content, the fullest first."""


def document_of_item(item: NewsItem, capture: Capture, made: str, part: Part | None, limits: Limits, *, where: str) -> Document | Issue:
    """The document of a news item; an issue where it holds no text.

    Args:
        item: what it states.
        capture: the bytes it stood in.
        made: its id where it states none.
        part: which bytes of a container it was; None where it is the capture itself.
        limits: how long a text may be.
        where: file and place, for issues.
    """
    body, body_issues = _body(item, where)
    headline = name_line(item.headline)
    text = body if headline is None or _key(headline) in _key(body[: 4 * len(headline) + 200]) else f"{headline}\n\n{body}".strip()
    issues = [*_status(item, where), *body_issues]
    if not text:
        said = "".join(f" {issue.message}" for issue in issues)
        return unread("news.no-text", where, f"The news item holds no text.{said}")
    if len(text) > limits.text_characters:
        return too_long(where, limits, f"{len(text):,} characters")
    if not body:
        issues.append(remark("news.no-text", where, "The news item holds a headline and no text."))
    if located := name_line(item.located):
        issues.append(remark("news.located", where, f"The item says where it was written: {shown(located)}."))
    url, url_issues = web_address(item.url, where, "The address of the item,")
    dates, date_issues = stated_dates(item.dates, where)
    checked = check_text(text, where)
    return Document(
        id=check_text(name_line(item.identifier) or made, where).text,
        text=checked.text,
        capture=capture,
        part=part,
        title=headline or name_line(item.slug),
        outlet=name_line(item.outlet),
        url=url,
        language=language_code(item.language),
        authors=_authors(item.byline),
        dates=dates,
        issues=(*issues, *url_issues, *date_issues, *checked.issues),
    )


def _body(item: NewsItem, where: str) -> tuple[str, list[Issue]]:
    """The first body that holds text; others that hold more than it are said."""
    issues: list[Issue] = []
    text = ""
    for kind, content in item.bodies:
        fragment = read_fragment(content, where, "the item") if any(word in kind for word in ("html", "nitf", "xml")) else None
        shown_text = fragment.text if fragment else content.strip()
        if not text:
            text, issues = shown_text, list(fragment.issues) if fragment else []
        elif alone := said_alone(shown_text, text):
            message = (
                f"Another form of the item ({shown(kind)}, {visible_characters(shown_text):,} characters) says what the one that was"
                f" read does not; the first such paragraph begins {shown(alone[0])}. It was left out; compare both."
            )
            issues.append(remark("news.alternatives", where, message))
        elif visible_characters(shown_text) > 1.2 * visible_characters(text):
            message = f"Another form of the item ({shown(kind)}) holds more text than the one that was read; look at the original."
            issues.append(remark("text.lost", where, message))
    return text, issues


def _status(item: NewsItem, where: str) -> list[Issue]:
    """What the agency says of the item's standing: corrected, withheld, withdrawn."""
    said = []
    status = (item.status or "").rpartition(":")[2].strip().lower()
    if status not in _USABLE:
        said.append(f"its status is {shown(status)}")
    said += [f"a note to editors says {_note(note)}" for note in item.notes if note.strip()]
    if not said:
        return []
    version = f" (version {item.version})" if item.version and item.version not in ("1", "0") else ""
    return [remark("news.status", where, f"Of this item{version} the agency says: {'; '.join(said)}.")]


def _note(note: str) -> str:
    words = " ".join(note.split())
    return repr(words if len(words) <= 300 else f"{words[:300]}…")


def _authors(byline: str | None) -> tuple[str, ...]:
    line = name_line(byline)
    if line is None or "@" in line:
        return ()
    return (_BY.sub("", line),)


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
