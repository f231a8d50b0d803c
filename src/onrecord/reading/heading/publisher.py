"""Who publishes: the outlet, by dateline, date line, copyright line or self-reference, and the issuer of a body's own release."""

from collections import Counter
from collections.abc import Sequence

from onrecord.reading.heading.bylines import is_byline, read_byline
from onrecord.reading.heading.issuers import released_by, reported_by
from onrecord.reading.heading.labels import is_label, label_of, segments
from onrecord.reading.heading.lines import DATE_LABELS, RELEASE_WORDS, STATEMENTS, HeadLine, is_date_line, letterhead
from onrecord.reading.heading.names import BODY_HEADS, MEDIA_HEADS, cased, is_name, is_outlet_name
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

_DASHES = frozenset({"-", "–", "—", "--"})
_CHECKING_VERBS = frozenset({"confirm", "verify", "establish", "reach", "check", "choose", "authenticate", "locate"})
_SPEAKING_OFFICES = frozenset(
    {"spokesperson", "spokesman", "spokeswoman", "unit", "media", "press", "office", "spokesperson's", "spokesperson’s"}
)
_OURSELVES = frozenset({"we", "our", "us", "ours"})
_OURS = frozenset(
    "forces troops units fighters comrades soldiers intelligence army navy air side positions heroes martyrs "
    "servicemen men mujahideen brigades people commanders defenders".split()
)


def find_outlet(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """Who published the report, where the text says so; None otherwise."""
    return (
        _by_dateline(page, lines)
        or _letterhead(page, lines, written)
        or read_byline(page, lines, written).outlet
        or reported_by(page, lines, written)
        or _by_date_line(page, lines, written)
        or _by_masthead(page, lines, written)
        or _by_title_end(page, lines)
        or _by_programme(page, lines)
        or _by_copyright(page)
        or _by_self_reference(page)
    )


def _by_dateline(page: Page, lines: Sequence[HeadLine]) -> str | None:
    """ "(Coast Wire) -" at the head of the first paragraph."""
    for line in lines[-2:]:
        first, last = segments(page, line)[0] if segments(page, line) else (line.first, line.first)
        dash = any(page.tokens[i].text in _DASHES for i in range(last, min(line.last, last + 12)))
        if (
            line.body
            and dash
            and is_outlet_name(page, first, last)
            and page.tokens[last].text == ","
            and page.tokens[last + 1].text.isupper()
        ):
            return page.words(first, last)  # "Coast Wire, OLD HARBOUR, 3 May -"
        opening = None
        for index in range(line.first, min(line.last, line.first + 22)):
            mark = page.tokens[index].text
            if mark == "(" or (mark == "/" and opening is None and page.tokens[index - 1].end < page.tokens[index].start):
                opening = index
            elif mark in (")", "/") and opening is not None:
                behind = page.tokens[index + 1].text if index + 1 < line.last else ""
                dated = any(token.text[0].isdigit() for token in page.tokens[opening + 1 : index])
                if behind in _DASHES | {":"} and not dated and index > opening + 1 and page.tokens[opening + 1].text[0].isupper():
                    return page.words(opening + 1, index)
                opening = None
    return None


def _by_date_line(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """ "Harbour News, published 3 May 2021": the name before the date in a line below the title."""
    for expression in written:
        if not lines or expression.first >= lines[-1].last:
            break
        line = next((line for line in lines[1:] if line.first <= expression.first < line.last and not line.body), None)
        if line is None:
            continue
        if not is_date_line(page, line, expression.first, expression.last):
            continue
        if is_byline(page, line):
            continue
        for first, last in segments(page, line):
            if last <= expression.first and is_outlet_name(page, first, last):
                return page.words(first, last)
        end = line.first
        while (
            end < expression.first
            and page.tokens[end].text not in (",", "|", "·", "•", "–", "—", "-")
            and page.tokens[end].lower not in DATE_LABELS
        ):
            end += 1
        names = page.tokens[line.first : end]
        shaped = len(names) >= 2 and not names[0].text.isupper() and is_name(page, line.first, end)
        if shaped and label_of(page, line.first, end) is None and names[0].lower not in ("by", "no", "no."):
            return page.words(line.first, end)
    return None


def _by_masthead(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """ "RADIO OSK – EVENING EDITION", "Iskar Courier": the name that stands first, by its first or last word a medium's."""
    top = next((line for line in lines if not is_label(page, line, written)), None)
    if len(lines) < 2 or top is None or top.body:
        return None
    first, last = top.first, top.last
    end = next((i for i in range(first, last) if page.tokens[i].text in (",", "|", "·", "•", *_DASHES)), last)
    names = page.tokens[first:end]
    if label_of(page, first, end, written) is not None:
        return None
    if not 2 <= len(names) <= 6 or not all(token.text.isupper() for token in names):
        alone = end == last and len(names) <= 5 and len([line for line in lines if not line.body]) > 1
        return page.words(first, end) if alone and is_outlet_name(page, first, end) else None
    return cased(page.words(first, end)) if {names[0].lower, names[-1].lower} & MEDIA_HEADS else None


def _by_title_end(page: Page, lines: Sequence[HeadLine]) -> str | None:
    """ "Shells hit market - Iskar Courier": a medium's name behind the last dash or bar of a headline."""
    for line in lines:
        parts = [] if line.body else segments(page, line)
        if len(parts) > 1 and page.tokens[parts[-1][0] - 1].text in _DASHES | {"|"} and is_outlet_name(page, *parts[-1]):
            return page.words(*parts[-1])
    return None


def _by_programme(page: Page, lines: Sequence[HeadLine]) -> str | None:
    """ "Transcript: morning bulletin on Radio Osk": the station behind the name of what was broadcast."""
    for line in lines:
        words = {token.lower for token in page.tokens[line.first : line.last]}
        if line.body or not words & {"transcript", "bulletin", "programme", "program", "edition", "broadcast", "newscast"}:
            continue
        for index in range(line.first, line.last - 1):
            end = index + 1
            while end < line.last and page.tokens[end].text[0].isupper():
                end += 1
            if page.tokens[index].lower in ("on", "of", "from", "by") and is_outlet_name(page, index + 1, end):
                return page.words(index + 1, end)
    return None


def _by_copyright(page: Page) -> str | None:
    for index, token in enumerate(page.tokens):
        if token.text not in ("©", "Copyright"):
            continue
        at, end = index + 1, page.sentence_of(index)[1]
        while at < end and (page.tokens[at].text.isdecimal() or page.tokens[at].text in ("©", "by", ",")):
            at += 1
        last = at
        while last < end and (page.tokens[last].text[0].isupper() or page.tokens[last].lower in ("of", "and", "the", "for")):
            last += 1
        if last > at:
            return page.words(at, last)
    return None


def _by_self_reference(page: Page) -> str | None:
    """ "… told Coast Wire", "Harbour News could not confirm": the media name that people speak to and that checks; the commonest wins."""
    found: Counter[str] = Counter()
    for phrase in page.noun_phrases:
        named = page.tokens[phrase.first : phrase.last]
        words = [token.lower for token in named]
        if len(words) < 2 or not {words[-1], words[0]} & MEDIA_HEADS or not all(t.text[0].isupper() for t in named if t.lower != "the"):
            continue
        weight = _self_reference(page, phrase.first, phrase.last)
        if weight:
            found[page.words(phrase.first, phrase.last)] += weight
    return min(found, key=lambda name: (-found[name], page.text.index(name))) if found else None


def _self_reference(page: Page, first: int, last: int) -> int:
    """How plainly a media name is the report's own: 2 for somebody it was told by or who could not check, 1 for what it saw."""
    before = page.tokens[first - 1].lower if first else ""
    if before in ("told", "tells"):
        return 2
    group = page.verb_at.get(last)
    if (
        group is not None
        and group.lemma in _CHECKING_VERBS
        and (group.negated or group.modal == "could" or group.lemma in ("verify", "choose"))
    ):
        return 2
    seen = page.tokens[first - 2].lower if first > 1 else ""
    return (
        1
        if before in ("by", "to", "with") and seen in ("seen", "interviewed", "reached", "obtained", "given", "sent", "shown", "reviewed")
        else 0
    )


def find_issuer(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """The body whose own release this is, as its head names it; None for anybody else's report.

    A release names its body in the title and speaks as "we" and "our forces" outside quotations, or says "the ministry states"
    under a title that begins with that body.
    """
    titles = [line for line in lines if not line.body and not is_label(page, line, written)][:3]
    if own := _letterhead(page, lines, written):
        return own
    if own := _over_reference(page, titles):
        return own
    for line in titles:
        name = _statement_of(page, line) or _before_colon(page, line)
        if name and (_speaks_as_we(page) or _official(name)):
            return name
    return released_by(page, lines, written)


def _letterhead(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """The letterhead, unless the first line is a label."""
    own = None if lines and is_label(page, lines[0], written) else letterhead(page, lines)
    return cased(own) if own else None


def _over_reference(page: Page, titles: Sequence[HeadLine]) -> str | None:
    """A first line that is only a body's name, over lines with a file number, a subject or a release note ("Ref 7/22", "RE: …")."""
    if len(titles) < 2:
        return None
    first, last = titles[0].first, titles[0].last
    end = next((i for i in range(first, last) if page.tokens[i].text in ("–", "—", "-", "|", "/")), last)
    names = page.tokens[first:end]
    named = 2 <= len(names) <= 9 and all(t.text[0].isupper() or t.lower in ("of", "the", "for", "and", "'s") for t in names)
    if not named or not {token.lower for token in names} & BODY_HEADS:
        return None
    below = {page.tokens[i].lower.rstrip(".") for line in titles[1:] for i in range(line.first, min(line.last, line.first + 4))}
    return cased(page.words(first, end)) if below & {"ref", "reference", "re", "subject", "immediate", "file"} else None


def _official(name: str) -> bool:
    return any(word.lower() in BODY_HEADS for word in name.split())


def _statement_of(page: Page, line: HeadLine) -> str | None:
    """ "STATEMENT OF THE …", "Communiqué by the … Command"."""
    tokens = page.tokens
    for index in range(line.first, min(line.last - 1, line.first + 6)):
        if tokens[index].lower not in STATEMENTS:
            continue
        at = _past_number(page, index + 1, line.last)
        if at >= line.last or tokens[at].lower not in ("of", "by", "from", "issued"):
            continue
        at += 1
        while at < line.last and tokens[at].lower in ("the", "by"):
            at += 1
        end = at
        while end < line.last and (tokens[end].text[0].isupper() or tokens[end].lower in ("of", "the", "for", "and", "'s")):
            end += 1
        while end > at and not tokens[end - 1].text[0].isupper():
            end -= 1
        return cased(page.words(at, end)) if end > at else None
    return None


def _past_number(page: Page, at: int, last: int) -> int:
    """Past "No. 7", "#7", "no 7/2021": the number of a communiqué."""
    start = at
    while at < last and page.tokens[at].lower.rstrip(".") in ("no", "nr", "number", "#", "№", ""):
        at += 1
    while at < last and at < start + 4 and (page.tokens[at].text[0].isdigit() or page.tokens[at].text in ("/", "#")):
        at += 1
    return at


def _before_colon(page: Page, line: HeadLine) -> str | None:
    """ "VDF Spokesperson: update on …", "Ministry of Defence of …: briefing"."""
    tokens = page.tokens
    colon = next((i for i in range(line.first, line.last) if tokens[i].text in (":", "–", "—", "|")), None)
    if colon is None or colon == line.first or colon - line.first > 12 or not tokens[line.first].text[0].isupper():
        return None
    rest = {token.lower for token in tokens[colon + 1 : line.last]}
    names = [token for token in tokens[line.first : colon] if token.text[0].isalpha()]
    if not names or not {token.lower for token in names} & BODY_HEADS or not rest & RELEASE_WORDS:
        return None
    small = [token for token in names if not token.text[0].isupper() and token.lower not in ("of", "the", "for", "and", "'s")]
    return None if small else _without_office(cased(page.words(line.first, colon)))


def _without_office(name: str) -> str:
    """The body itself: its spokesperson's office issues in its name."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _SPEAKING_OFFICES:
        if words[-1].lower() in ("office", "unit") and words[-2].lower() not in _SPEAKING_OFFICES:
            break  # "Prime Minister's Office" speaks for itself
        words.pop()
    return " ".join(words).removesuffix("'s").removesuffix("’s")


def _speaks_as_we(page: Page) -> bool:
    """First person plural in the report's own voice: "our units", "we reject"."""
    for index, token in enumerate(page.tokens):
        if token.lower not in _OURSELVES or page.quoted[index] is not None:
            continue
        if token.lower == "our" and index + 1 < len(page.tokens) and page.tokens[index + 1].lower in _OURS:
            return True
        if token.lower == "we":
            return True
    return False
