"""Word documents (DOCX, ECMA-376): what a reader of the document sees, in its order.

The tree is walked here, because what a report says can stand in any of its corners. On one document with nineteen kinds of text
(links, tracked insertions, content controls, fields, nested tables, text boxes, notes, formulas …) python-docx 1.2 lost 12 of 17 that
are to be read, mammoth 1.13 lost 3, docx2txt 0.9 lost 2 and docx2python 3.7 none; the last two read text boxes twice. The characters
of ``w:t`` are counted without the tree, and the text is held against that count.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from onrecord.intake.as_shown import raised
from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.conservation import shortfall
from onrecord.intake.flowing import Flowing, add_paragraph, add_table
from onrecord.intake.office import read_office, tree_of
from onrecord.intake.opened import Documents
from onrecord.intake.package import Package, UnpackError
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import language_code, name_line, remark, stated_dates, unread
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue, StatedDate
from onrecord.settings import Limits

_MAIN = "word/document.xml"
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr"})
_BREAKS = frozenset({"br", "cr"})
_TEXT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?t(?:\s[^<>]*)?>([^<]*)<")
_FIRST_WORDS = 12


@dataclass
class _Reading(Flowing):
    deleted: int = 0
    inserted: int = 0
    hidden: list[str] = field(default_factory=list)
    skipped: int = 0
    """Visible characters in ``w:t`` that were left out and are said to be: hidden, moved away, or told twice."""
    chunks: int = 0
    """Files put into the document as a whole."""


def read_docx(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The text of a Word document, or the issue that keeps it from being read."""
    yield from read_office(taken, capture, identifier, limits, reader=_document)


def _document(package: Package, capture: Capture, identifier: str, limits: Limits) -> Document | Issue:
    where = capture.origin
    data = package.read(_MAIN)
    if data is None:
        return unread("docx.damaged", where, f"The document has no {_MAIN}; it is no Word document, or damaged. Its bytes are kept.")
    main = tree_of(data, where)
    if isinstance(main, Issue):
        return main
    found = _Reading()
    _blocks(main, found)
    counted = _counted(data)
    issues: list[Issue] = []
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = package.read(name)
        if notes is None:
            continue
        tree = tree_of(notes, f"{where}, {name}")
        if isinstance(tree, Issue):
            issues.append(remark("text.lost", where, f"The notes of the document could not be read: {tree.message}"))
            continue
        for note in tree:
            _blocks(note, found)
        counted += _counted(notes)
    text = "\n\n".join(found.paragraphs)
    if len(text) > limits.text_characters:
        return too_long(where, limits, f"{len(text):,} characters")
    if not text.strip():
        return unread("docx.no-text", where, "The document holds no text; its bytes are kept.")
    if lost := shortfall(counted, visible_characters(text) - text.count(" | ") + found.skipped, where, "the document"):
        issues.append(lost)
    title, authors, language, dates, date_issues = _properties(package, where)
    checked = check_text(text, where)
    return Document(
        id=identifier,
        text=checked.text,
        capture=capture,
        title=title,
        language=language,
        authors=authors,
        dates=dates,
        issues=(*_about(found, package, where), *issues, *date_issues, *checked.issues),
    )


def _about(found: _Reading, package: Package, where: str) -> list[Issue]:
    """What stands in the document and not in the text."""
    issues = []
    if found.deleted or found.inserted:
        changes = f"{found.deleted} tracked deletions, left out, and {found.inserted} tracked insertions, read"
        issues.append(remark("docx.tracked", where, f"The document holds {changes}; it was not yet decided on them."))
    if found.hidden:
        words = " ".join(found.hidden[0].split()[:_FIRST_WORDS])
        message = f"{len(found.hidden)} runs of text that are formatted as hidden were left out; the first begins “{words}”."
        issues.append(remark("docx.hidden-text", where, message))
    if found.chunks:
        number = "1 file was" if found.chunks == 1 else f"{found.chunks} files were"
        message = f"{number} put into the document as a whole (altChunk) and not read; open it, save it anew, and read that."
        issues.append(remark("text.lost", where, message))
    for kind, code, what in (
        ("word/comments", "docx.comments", "Comments"),
        ("word/header", "docx.headers", "Heads of pages"),
        ("word/footer", "docx.headers", "Feet of pages"),
    ):
        said = [text for name in sorted(package.names) if re.fullmatch(rf"{kind}\d*\.xml", name) and (text := _plain(package, name))]
        if said:
            words = " ".join(said[0].split()[:_FIRST_WORDS])
            issues.append(remark(code, where, f"{what} of the document were left out; the first begins “{words}”."))
    return issues


def _plain(package: Package, name: str) -> str:
    """The words of a member that is only spoken of; nothing where it cannot be read."""
    try:
        data = package.read(name) or b""
        tree = tree_of(data, name)
    except (UnpackError, ParseError):
        return ""
    if isinstance(tree, Issue):
        return ""
    return "".join((one.text or "") if _name(one) == "t" else " " for one in tree.iter() if _name(one) in ("t", "p")).strip()


def _blocks(container: Element, found: _Reading) -> None:
    """The paragraphs and tables inside an element, in their order."""
    for child in container:
        match _name(child):
            case "p":
                add_paragraph(child, found, _inline, _blocks)
            case "tbl":
                add_table(found, ([_cell(cell, found) for cell in _inside(row, "tc")] for row in _inside(child, "tr")))
            case "altChunk":
                found.chunks += 1
            case name if name not in _SKIPPED:
                _blocks(child, found)
            case "del" | "moveFrom":
                _passed_over(child, found)


def _cell(element: Element, found: _Reading) -> _Reading:
    inner = _Reading()
    _blocks(element, inner)
    found.deleted += inner.deleted
    found.inserted += inner.inserted
    found.skipped += inner.skipped
    found.hidden += inner.hidden
    return inner


def _inside(element: Element, name: str) -> list[Element]:
    """The rows of a table or the cells of a row, also those in content controls and tracked changes."""
    direct: list[Element] = []
    for child in element:
        if _name(child) == name:
            direct.append(child)
        elif _name(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            direct += _inside(child, name)
    return direct


def _inline(element: Element, found: _Reading) -> str:
    """The characters of a paragraph or of a part of one."""
    pieces: list[str] = []
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append(_raised(child.text or "", element))
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name in _BREAKS:
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "sym":
            pieces.append(_symbol(child))
        elif name == "txbxContent":
            found.apart.append(child)
        elif name in ("del", "moveFrom"):
            _passed_over(child, found)
        elif name == "r" and _is_hidden(child):
            words = "".join(one.text or "" for one in child.iter() if _name(one) == "t")
            if words.strip():
                found.hidden.append(words)
            found.skipped += visible_characters(words)
        elif name == "AlternateContent":
            pieces.append(_alternative(child, found))
        elif name not in _SKIPPED:
            found.inserted += name in ("ins", "moveTo")
            pieces.append(_inline(child, found))
    return "".join(pieces)


def _raised(text: str, run: Element) -> str:
    """The words of a run; digits that are raised or lowered as such, or a note's number would become the end of the number before it."""
    shape = next((one for one in run.iterfind("./*/*") if _name(one) == "vertAlign"), None) if text.isdecimal() else None
    values = () if shape is None else shape.attrib.values()
    if not {"superscript", "subscript"} & set(values):
        return text
    return raised(text, lowered="subscript" in values)


def _alternative(element: Element, found: _Reading) -> str:
    """One of several forms of the same content: the first that holds text."""
    forms = [child for child in element if _name(child) in ("Choice", "Fallback")]
    sizes = [visible_characters("".join(one.text or "" for one in form.iter() if _name(one) == "t")) for form in forms]
    chosen = next((index for index, size in enumerate(sizes) if size), 0)
    found.skipped += sum(size for index, size in enumerate(sizes) if index != chosen)
    return _inline(forms[chosen], found) if forms else ""


def _passed_over(element: Element, found: _Reading) -> None:
    found.deleted += 1
    found.skipped += visible_characters("".join(one.text or "" for one in element.iter() if _name(one) == "t"))


def _is_hidden(run: Element) -> bool:
    properties = next((child for child in run if _name(child) == "rPr"), None)
    vanish = None if properties is None else next((child for child in properties if _name(child) in ("vanish", "specVanish")), None)
    return vanish is not None and not any(_local(key) == "val" and value in ("0", "false", "off") for key, value in vanish.items())


def _symbol(element: Element) -> str:
    """A character of a symbol font; those of the private area say nothing without their font."""
    code = next((value for key, value in element.items() if _local(key) == "char"), "")
    try:
        return chr(int(code, 16) & 0xFFFF)
    except ValueError:
        return ""


def _properties(package: Package, where: str) -> tuple[str | None, tuple[str, ...], str | None, tuple[StatedDate, ...], tuple[Issue, ...]]:
    """Title, authors, language and dates as the document states them."""
    data = package.read("docProps/core.xml")
    tree = tree_of(data, where) if data else None
    if tree is None or isinstance(tree, Issue):
        return None, (), None, (), ()
    values = {_name(child): (child.text or "").strip() for child in tree}
    dates, issues = stated_dates(
        ((values.get(key), kind, f"DOCX core {key}") for key, kind in (("created", "created"), ("modified", "modified"))), where
    )
    authors = (name_line(name) for name in re.split(r"[;\n]", values.get("creator", "")))
    named = tuple(dict.fromkeys(name for name in authors if name and "@" not in name))
    return name_line(values.get("title")), named, language_code(values.get("language")), dates, issues


def _counted(data: bytes) -> int:
    """Visible characters of every ``w:t``, without a tree."""
    texts = (match.group(1) for match in _TEXT.finditer(data))
    return sum(visible_characters(_resolved(text.decode("utf-8", "replace"))) for text in texts)


def _resolved(text: str) -> str:
    return re.sub(r"&(?:#\d+|#x[0-9A-Fa-f]+|\w+);", "x", text)


def _name(element: Element) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""


def _local(name: str) -> str:
    return name.rpartition("}")[2]
