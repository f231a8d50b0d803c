"""The body whose own release a text is, where its head calls it a release: named beside the label, in the title, or at the foot."""

from collections.abc import Sequence

from onrecord.reading.heading.bylines import is_byline
from onrecord.reading.heading.labels import field_of, is_label, label_of, segments
from onrecord.reading.heading.lines import HeadLine
from onrecord.reading.heading.names import BODY_HEADS, cased, is_name
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

_KINDS_OF_BODY = frozenset(
    "organisation organization charity ngo network agency institute foundation association federation society movement group body "
    "coalition union trust committee centre center initiative alliance".split()
)
_CONTACT = frozenset({"contact", "contacts", "inquiries", "enquiries", "queries"})
_FOOT = 6
"""Paragraphs at the foot in which a contact or a signature stands."""
_TITLE_NAME = 7
"""Tokens of the longest name that opens a title."""


def released_by(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """The body behind a text whose head calls it a release; None where it names none, and for any other text."""
    labels = [line for line in lines if _is_release(page, line, written)]
    sender = _sender(page, lines)
    if sender is not None:
        return cased(sender)
    if not labels:
        return None
    found = (
        _beside(page, lines, labels[0], written) or _in_title(page, lines, written) or _described(page) or _at_foot(page, lines, written)
    )
    return cased(found) if found else None


def reported_by(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """Who publishes a numbered report or update: the name beside its label, in its own line, or behind "prepared by"."""
    sorts = {label_of(page, *part, written) for line in lines if not line.body for part in segments(page, line)}
    if "report" not in sorts:
        return None
    for line in lines:
        prepared = _prepared_by(page, line) if not line.body else None
        if prepared is not None:
            return cased(prepared)
    for line in lines:
        parts = [] if line.body else segments(page, line)
        labelled = [part for part in parts if label_of(page, *part, written) is not None]
        names = [part for part in parts if part not in labelled and is_name(page, *part) and not _dated(part, written)]
        if field_of(page, line) is not None:
            continue
        beside = labelled and len(parts) > 1 and page.tokens[parts[0][1]].text in ("|", "·", "•", ",") and names[:1] == parts[:1]
        above = next((other for other in lines if other.last == line.first), None)
        bare = bool(names) and all(part in names or _dated(part, written) for part in parts)
        below = bare and (above is None or is_label(page, above, written) or len(parts) > 1)
        if beside or (below and not labelled and len(names) == 1):
            return cased(page.words(*names[0]))
    return None


def _is_release(page: Page, line: HeadLine, written: Sequence[Expression]) -> bool:
    """Whether a line is the label of a release, or begins or ends with one ("Press release | River Aid | 4 May 2031")."""
    if line.body:
        return False
    parts = segments(page, line)
    stretches = ((line.first, line.last), *parts[:1], *parts[-1:])
    return any(label_of(page, *stretch, written) == "release" for stretch in stretches)


def _dated(part: tuple[int, int], written: Sequence[Expression]) -> bool:
    return any(part[0] <= e.first < part[1] for e in written)


def _sender(page: Page, lines: Sequence[HeadLine]) -> str | None:
    """ "From: Vale Aid" in a head set out like a letter's, with two more fields at least."""
    fields = {field: line for line in lines if (field := field_of(page, line)) is not None}
    line = fields.get("from")
    if line is None or len(fields) < 3:
        return None
    parts = segments(page, line)
    return page.words(*parts[1]) if len(parts) == 2 and is_name(page, *parts[1]) else None


def _beside(page: Page, lines: Sequence[HeadLine], label: HeadLine, written: Sequence[Expression]) -> str | None:
    """A line that is only a name, right above or below the label, over a headline of its own, or with a word for a body in it."""
    parts = [part for part in segments(page, label) if label_of(page, *part, written) is None and not _dated(part, written)]
    if parts and is_name(page, *parts[0]) and parts[0][1] - parts[0][0] > 1 and not _acts(page, *parts[0]):
        return page.words(*parts[0])
    own = [line for line in lines if not line.body and not is_label(page, line, written) and not is_byline(page, line)]
    heads = [line for line in own if not _dated((line.first, line.last), written)]
    for line in heads:
        if not (line.last == label.first or line.first == label.last):
            continue
        if is_name(page, line.first, line.last) and not _acts(page, line.first, line.last) and (len(heads) > 1 or _is_body(page, line)):
            return page.words(line.first, line.last)
        parts = segments(page, line)
        if len(parts) > 1 and all(is_name(page, *part) for part in parts) and _is_body(page, line):
            bodies = [part for part in parts if _is_body(page, HeadLine(*part, False))]
            return page.words(*bodies[-1])
    return None


def _is_body(page: Page, line: HeadLine) -> bool:
    return any(token.lower in BODY_HEADS | _KINDS_OF_BODY for token in page.tokens[line.first : line.last])


def _acts(page: Page, first: int, last: int) -> bool:
    return any(group.finite for i in range(first, last) if (group := page.verb_at.get(i)) is not None)


def _in_title(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """ "River Aid: …", "River Aid warns of …": the name that opens the headline, before a colon or the verb of the whole."""
    for line in lines:
        if line.body or is_label(page, line, written) or is_byline(page, line):
            continue
        end = line.first
        while end < min(line.last, line.first + _TITLE_NAME) and is_name(page, line.first, end + 1) | (
            page.tokens[end].lower in ("of", "the")
        ):
            if page.tokens[end].text[0].islower() and page.verb_at.get(end) is not None and page.verb_at[end].finite:
                break
            end += 1
        if end >= line.last or end == line.first:
            continue
        verb = page.verb_at.get(end)
        ends_name = page.tokens[end].text == ":" or (verb is not None and verb.finite) or page.tokens[end].lower.endswith("s")
        name = page.words(line.first, end)
        if ends_name and ((page.tokens[end].text == ":" and end - line.first > 1) or _named_again(page, name, line.last)):
            return name
        said = _says_at_end(page, line)
        if said is not None:
            return said
    return None


def _says_at_end(page: Page, line: HeadLine) -> str | None:
    """ "Hospitals out of fuel, River Aid says"."""
    parts = segments(page, line)
    if len(parts) < 2 or page.tokens[line.last - 1].lower not in ("says", "warns", "said"):
        return None
    first, last = parts[-1]
    return page.words(first, last - 1) if is_name(page, first, last - 1) else None


def _named_again(page: Page, name: str, last: int) -> bool:
    """Whether the running text names it too; a place that opens a title ("Osk burns") needs a word that tells a body."""
    behind = page.text[page.tokens[last - 1].end :]
    return " " in name and name.lower() in behind.lower()


def _described(page: Page) -> str | None:
    """ "River Aid is a humanitarian organisation that …": how a release ends on itself."""
    for first, last in reversed(page.sentences):
        near = (page.verb_at[i] for i in range(first + 1, min(last, first + 10)) if i in page.verb_at and page.tokens[i].text[0].islower())
        group = next(near, None)
        if group is None or group.lemma != "be" or not group.finite:
            continue
        behind = [token.lower for token in page.tokens[group.last : min(last, group.last + 12)]]
        if behind[:1] in (["a"], ["an"], ["the"]) and set(behind) & _KINDS_OF_BODY:
            end = next((i for i in range(first, group.first) if page.tokens[i].text in ("(", ",")), group.first)
            begin = first + (page.tokens[first].lower == "the")
            if is_name(page, begin, end) and not page.quoted[begin]:
                return page.words(begin, end)
    return None


def _at_foot(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """The name in a contact block, which may stand at the head too, or under a signature."""
    foot = [HeadLine(first, last, False) for first, last in page.paragraphs[-_FOOT:] if first >= lines[-1].last]
    places = [*(line for line in lines if not line.body), *foot]
    for number, line in enumerate(places):
        if {token.lower for token in page.tokens[line.first : line.first + 3]} & _CONTACT:
            for below in places[number : number + 2]:
                names = [part for part in segments(page, below) if is_name(page, *part) and part[1] - part[0] > 1]
                bodies = [part for part in names if not {t.lower for t in page.tokens[slice(*part)]} & _CONTACT]
                if len(bodies) > 1:
                    return page.words(*bodies[-1])
    signed = [line for line in foot if is_name(page, line.first, line.last) and not _dated((line.first, line.last), written)]
    if len(signed) >= 2 and signed[-1].last - signed[-1].first > 1:
        return page.words(signed[-1].first, signed[-1].last)
    return None


def _prepared_by(page: Page, line: HeadLine) -> str | None:
    """ "Prepared by OCHA in collaboration with …"."""
    words = [token.lower for token in page.tokens[line.first : line.last]]
    for at in range(len(words) - 2):
        if words[at] in ("prepared", "produced", "issued", "compiled") and words[at + 1] == "by":
            return _name_from(page, line.first + at + 2, line.last)
    return None


def _name_from(page: Page, first: int, last: int) -> str | None:
    begin = first + (page.tokens[first].lower == "the")
    end = begin
    while end < last and page.tokens[end].text[0].isupper():
        end += 1
    return page.words(begin, end) if end > begin else None
