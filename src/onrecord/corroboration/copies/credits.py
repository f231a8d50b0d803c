"""Credits: the bodies that a text says it, or a part of it, comes from.

Datelines, bylines, agency lines, notices of source and copyright. The same forms for every body; none is known by its name. A name is one
by its capitals, and that of a body where one of its words says so, where it is an abbreviation, or where the form of the credit holds
nothing but bodies.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from onrecord.corroboration.names import first_letters
from onrecord.records.base import Record, Span

CreditKind = Literal["dateline", "byline", "agency line", "source", "reprint", "copyright", "contribution"]

_PRINTED: frozenset[CreditKind] = frozenset({"dateline", "byline", "agency line", "source", "reprint", "copyright"})
"""Kinds that say whose report it is. Who contributed to a report helped another to write it."""


class Credit(Record, frozen=True, kw_only=True):
    """A place where a text says where it comes from."""

    kind: CreditKind
    name: str
    """The body, as written."""
    span: Span
    """Of the name, in code points."""


_UPPER = f"[{''.join(chr(code) for code in range(0x41, 0x2000) if unicodedata.category(chr(code)) == 'Lu')}]"
_WORD = rf"{_UPPER}[\w’'&-]*(?:\.[\w’'&-]+)*"
_NAME = rf"{_WORD}(?:[ ]+(?:(?:of|the|for|and|de|du|la|des|del|&)[ ]+)*{_WORD}){{0,7}}"
_DAY = r"(?:[ ]*,?[ ]*(?:\w{3,9}\.?[ ]+\d{1,2}|\d{1,2}[ ]+\w{3,9}\.?)(?:,?[ ]+\d{4})?)?"
_DASH = r"[ ]*(?:--|[-–—―:])"
_HEAD = 6
"""Lines of a text in which a body before a town is its dateline: a title, a subtitle, an introduction, a byline, a date, and that."""
_LONGEST = 120
"""Code points at the end of a line in which a credit stands that ends it."""

_DATELINE = re.compile(rf"[ \t]*(?P<place>{_UPPER}[^\n()]{{0,70}}?)[ ]*\((?P<name>{_NAME})\){_DASH}")
_SLASHED = re.compile(rf"[ \t]*(?P<place>{_UPPER}[^\n()/]{{0,70}}?)[ ]+/(?P<name>{_NAME})/{_DASH}?")
_OPENING = re.compile(rf"[ \t]*\((?P<name>{_NAME})\){_DASH}")
_BEFORE_PLACE = re.compile(rf"[ \t]*(?P<name>{_NAME}),[ ]+{_UPPER}{{2}}[^\n()]{{0,40}}?{_DAY}[ ]+(?:--|[-–—])")
_BYLINE = re.compile(r"[ \t]*(?:(?:Written|Reported|Reporting|Words|Story|Text)[ ]+)?[Bb][Yy]:?[ ]+(?P<rest>[^\n]{2,160})$")
_AGENCY_LINE = re.compile(rf"(?:^[ \t]*|[.!?”\"’][ ]+)(?:--|[-–—])[ ]*(?P<name>{_NAME})[ ]*\.?[ \t]*$", re.MULTILINE)
_BRACKETED_END = re.compile(rf"(?:^[ \t]*|[.!?”\"’][ ]+)[(\[](?P<name>{_NAME})[)\]][ \t]*$", re.MULTILINE)
_SOURCE = re.compile(rf"[ \t]*[(\[]?(?:Source|SOURCE|Via|Agency|Credit)s?:[ ]*(?P<name>{_NAME})[ ]*[)\]]?\.?[ \t]*$")
_REPRINT = re.compile(
    r"\b(?:(?:[Ff]irst|[Oo]riginally|[Pp]reviously)[ ]+(?:published|appeared|printed)[ ]+(?:by|in|on|at)"
    r"|[Rr](?:eprinted|epublished|eproduced)[ ]+(?:here[ ]+)?(?:from|by[ ]+(?:courtesy|permission)[ ]+of"
    r"|with[ ]+(?:the[ ]+)?permission[ ]+(?:of|from))"
    r"|[Cc]ourtesy[ ]+of|[Tt]his[ ]+(?:report|article|story)[ ]+(?:is|comes|was[ ]+taken)[ ]+from)"
    rf"[ ]+(?:[Tt]he[ ]+)?(?P<name>{_NAME})"
)
_WRITES = re.compile(rf"\b(?:[Tt]he[ ]+)?(?P<name>{_NAME})[ ]+(?:writes|wrote|reports|reported|has|had)(?:[ ]+[^\n.:;,“\"]{{1,40}})?:$")
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|\b[Cc]opyright)(?:[ ]*©)?[ ]*(?:\d{{4}}(?:[-–]\d{{2,4}})?)?[ ]*,?[ ]*(?:by[ ]+)?(?:[Tt]he[ ]+)?(?P<name>{_NAME})"
)
_CONTRIBUTION = re.compile(
    r"(?:\b(?:[Ww]ith|[Aa]dditional)[ ]+(?:additional[ ]+)?(?:reporting|reports|material|files?|input|contributions)"
    rf"|\b[Rr]eporting)[ ]+(?:by|from)[ ]+(?:[Tt]he[ ]+)?(?P<name>{_NAME})"
)

_BODY = frozenset(
    "news wire press agency radio tv television times post herald tribune courier gazette journal review quarterly monitor observer "
    "guardian telegraph standard chronicle mail express today media broadcasting network service services daily weekly echo dispatch "
    "bureau newswire information online international".split()
)
_OFFICES = frozenset(
    "correspondent reporter editor staff writer writers reporters correspondents chief senior special foreign political in at for from "
    "near photographer analyst".split()
)
_PLACES = frozenset(
    "strip province region district oblast governorate county state territory city town village island islands valley republic north south "
    "east west bank".split()
)
"""Last words of what stands in brackets behind a town to say where it lies."""
_SMALL = frozenset("of the for and de du la des del &".split())


def credits(text: str) -> tuple[Credit, ...]:
    """The credits of a text, in its order; of several forms that name the same body in the same place, the first."""
    found: dict[Span, Credit] = {}
    for one in sorted(_found(text), key=lambda one: one.span):
        found.setdefault(one.span, one)
    return tuple(found.values())


def credited(text: str, outlet: str | None) -> str | None:
    """The body whose report a text says that it prints: the first that a credit names and that is not the outlet itself. None where none
    is named, or where a credit names the outlet as well: it then prints its own report.

    Args:
        text: of the report.
        outlet: who published it. Where that is not known, nobody can say that it is another than the one credited.
    """
    if outlet is None:
        return None
    names = [one.name for one in credits(text) if one.kind in _PRINTED]
    return None if any(is_same_body(name, outlet) for name in names) else next(iter(names), None)


def is_credited_itself(text: str, outlet: str | None) -> bool:
    """Whether a credit of a text names its own outlet."""
    return outlet is not None and any(one.kind in _PRINTED and is_same_body(one.name, outlet) for one in credits(text))


def is_same_body(name: str, other: str) -> bool:
    """Whether two names can be of one body: the words of one are among those of the other, or one is made of the other's first letters."""
    first, second = _words(name), _words(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    if set(shorter) <= _BODY:  # "The Times" is not every other
        return first == second
    return set(shorter) <= set(longer) or (len(shorter) == 1 and len(longer) > 1 and shorter[0] == first_letters(longer))


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word not in _SMALL]


def _found(text: str) -> Iterator[Credit]:
    start, number = 0, 0
    for line in text.split("\n"):
        end = start + len(line.rstrip())
        if line and not line.isspace():
            number += 1
            yield from _of_line(text, start, end, is_head=number <= _HEAD)
        start += len(line) + 1
    if "ublished" in text or "ppeared" in text or "printed" in text or "roduced" in text or "ourtesy" in text or "his " in text:
        yield from (_credit("reprint", match) for match in _REPRINT.finditer(text) if _is_body(match["name"]))
    if "©" in text or "opyright" in text or "(c)" in text or "(C)" in text:
        yield from (_credit("copyright", match) for match in _COPYRIGHT.finditer(text))
    if " by " in text or " from " in text:
        yield from (_credit("contribution", match) for match in _CONTRIBUTION.finditer(text) if _is_body(match["name"]))


def _of_line(text: str, start: int, end: int, *, is_head: bool) -> Iterator[Credit]:
    """The credits that have a line, its beginning or its end to themselves."""
    for pattern in (_DATELINE, _SLASHED, _OPENING):
        if (match := pattern.match(text, start, end)) and not _is_place(match["name"]):
            yield _credit("dateline", match)
    if is_head and (match := _BEFORE_PLACE.match(text, start, end)) and _is_body(match["name"]):
        yield _credit("dateline", match)
    if match := _BYLINE.match(text, start, end):
        yield from _of_byline(text, match)
    if match := _SOURCE.match(text, start, end):
        yield _credit("source", match)
    for pattern in (_AGENCY_LINE, _BRACKETED_END):
        if (match := pattern.search(text, max(start, end - _LONGEST), end)) and _is_body(match["name"]):
            yield _credit("agency line", match)
    if text.endswith(":", start, end) and (match := _WRITES.search(text, max(start, end - _LONGEST), end)) and _is_body(match["name"]):
        yield _credit("reprint", match)


def _of_byline(text: str, match: re.Match[str]) -> Iterator[Credit]:
    """ "By Ana Brek, Larkmoor News Agency", "By Ana Brek (Larkmoor)", "By Ana Brek for the Harbour Gazette"."""
    start, end = match.span("rest")
    for name in re.finditer(rf"(?:,[ ]+(?:of[ ]+)?|[ ]+(?:of|for)[ ]+|\()(?:[Tt]he[ ]+)?(?P<name>{_NAME})", text[start:end]):
        is_bracketed = name.group().startswith("(")
        if is_bracketed or _is_body(name["name"]):
            yield Credit(kind="byline", name=name["name"], span=(start + name.start("name"), start + name.end("name")))
    whole = re.match(rf"(?:[Tt]he[ ]+)?(?P<name>{_NAME})", text[start:end])
    if whole and _is_body(whole["name"]) and len(whole["name"].split()) > 1:
        yield Credit(kind="byline", name=whole["name"], span=(start + whole.start("name"), start + whole.end("name")))


def _credit(kind: CreditKind, match: re.Match[str]) -> Credit:
    return Credit(kind=kind, name=match["name"], span=match.span("name"))


def _is_body(name: str) -> bool:
    words = re.findall(r"\w+", name)
    if {word.lower() for word in words} & _OFFICES:
        return False
    is_short = len(words) == 1 and name.isupper() and 2 <= len(name) <= 8
    return is_short or bool({words[0].lower(), words[-1].lower()} & _BODY)


def _is_place(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].lower() in _PLACES
