"""From annotation sheets to interchange rows: find the spans, check the guidelines, show what was understood.

    python -m training.corpus.sheets TEXTS SHEETS [--out ROWS.jsonl] [--show]

TEXTS holds ``ID.txt`` and ``meta.jsonl`` (id, outlet, conflict, form, date, parties), SHEETS one ``ID.json`` a report (SHEETS.md).
Everything wrong is named with report, record and what to do; exit status 1 when anything is wrong.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.records import vocabulary

Row = dict[str, Any]
NOTICE = "Invented for this corpus; not a report of fact."
_STANDING = {"confirms": "confirmed", "admits": "confirmed"} | dict.fromkeys(
    ("assesses", "interprets", "calls for", "expects", "asks"), "opinion"
)
_CLOSED = {
    "act": vocabulary.Act, "voice": vocabulary.Voice, "standing": vocabulary.Standing, "measure": vocabulary.Measure,
    "civil_status": vocabulary.CivilStatus, "scope": vocabulary.Scope, "kind": vocabulary.MediaKind,
    "authenticity": vocabulary.Authenticity, "type": vocabulary.IncidentType, "rule": vocabulary.Rule,
}  # fmt: skip
_ROLES = ("source", "cue", "content")


class SheetError(Exception):
    """What is wrong with a sheet, in one sentence."""


def _pattern(words: str) -> str:
    def plain(part: str) -> str:
        escaped = r"\s+".join(re.escape(word) for word in part.split())
        before = r"(?<!\w)" if part.strip()[:1].isalnum() else ""
        after = r"(?!\w)" if part.strip()[-1:].isalnum() else ""
        return before + escaped + after

    return r"(?:(?!\n\s*\n\s*\n).)*?".join(plain(part) for part in words.split("~~"))


def places(text: str, snippet: str) -> list[tuple[int, int]]:
    """Every place of a snippet; of a bracketed one, the places of what the brackets hold."""
    if not snippet.strip():
        raise SheetError("an empty snippet")
    if snippet.count("[[") != snippet.count("]]") or snippet.count("[[") > 1:
        raise SheetError(f"one pair of [[ ]] at most in {snippet!r}")
    if "[[" not in snippet:
        return [match.span() for match in re.finditer(_pattern(snippet), text, re.DOTALL)]
    before, rest = snippet.split("[[")
    inner, after = rest.split("]]")
    gap = r"\s*"
    parts = [_pattern(before) + gap if before.strip() else "", f"({_pattern(inner)})", gap + _pattern(after) if after.strip() else ""]
    return [match.span(1) for match in re.finditer("".join(parts), text, re.DOTALL)]


def find(text: str, snippet: str, near: int | None) -> list[int]:
    """The one place of a snippet, or the nearest to ``near``.

    Raises:
        SheetError: when it stands nowhere, or in several places with nothing to choose by.
    """
    found = places(text, snippet)
    if not found:
        raise SheetError(f"{snippet!r} is not in the text")
    if len(found) > 1 and near is None:
        raise SheetError(f"{snippet!r} stands {len(found)} times in the text: mark one with [[ ]] in a longer context")
    return list(min(found, key=lambda span: min(abs(span[0] - (near or 0)), abs(span[1] - (near or 0)))))


def _pieces(text: str, snippets: Iterable[str], near: int | None) -> list[list[int]]:
    given = [snippets] if isinstance(snippets, str) else snippets or ()
    return sorted(find(text, snippet, near) for snippet in given)


def _form(text: str, content: list[list[int]]) -> str:
    """Whether the content stands in quotation marks, by marks before it in its paragraph."""
    inside = outside = 0
    for start, end in content:
        begin = text.rfind("\n\n", 0, start) + 1
        opened = False
        for position in range(begin, end):
            character = text[position]
            if character in "“«„":
                opened = True
            elif character in "”»":
                opened = False
            elif character == '"':
                opened = not opened
            elif position >= start and character.isalnum():
                inside, outside = inside + opened, outside + (not opened)
    return "indirect" if not inside else "mixed" if outside else "direct"


def _closed(record: Row, name: str) -> None:
    for field, allowed in _CLOSED.items():
        if field in record and record[field] not in vocabulary.members(allowed):
            raise SheetError(f"{name}: {field} {record[field]!r} is none of {', '.join(vocabulary.members(allowed))}")


def _statement(text: str, given: Row) -> Row:
    unknown = set(given) - {"id", *_ROLES, "act", "voice", "standing", "speech", "actor", "denies", "counters", "optional"}
    if unknown:
        raise SheetError(f"unknown fields {sorted(unknown)}")
    cue_first = given.get("content") and all(len(places(text, s)) != 1 for s in given["content"]) and given.get("cue")
    anchor = find(text, given["cue"][0], None)[0] if cue_first else None
    content = _pieces(text, given.get("content") or (), anchor)
    near = content[0][0] if content else None
    cue: list[list[int]] = []
    for snippet in given.get("cue") or ():
        found = places(text, snippet)
        if not found:
            raise SheetError(f"cue {snippet!r} is not in the text")
        free = [f for f in found if not any(f[0] < end and start < f[1] for start, end in content)]
        if len(found) > 1 and not free:
            raise SheetError(f"cue {snippet!r} stands only inside the content")
        edges = [edge for span in content for edge in span] or ([near] if near is not None else [0])
        cue.append(list(min(free or found, key=lambda f: min(min(abs(f[0] - e), abs(f[1] - e)) for e in edges))))
    cue.sort()
    source = _pieces(text, given.get("source") or (), cue[0][0] if cue else near)
    taken: set[int] = set()
    for name, spans in (("source", source), ("cue", cue), ("content", content)):
        for start, end in spans:
            if taken & set(range(start, end)):
                raise SheetError(f"{name} {text[start:end]!r} overlaps another role of the same statement")
            taken |= set(range(start, end))
    voice, act = given.get("voice", "attributed"), given["act"]
    if voice == "attributed" and not (source and cue):
        raise SheetError("an attributed statement needs a source and a cue")
    if voice == "unsourced" and (source or not cue):
        raise SheetError("an unsourced statement has a cue and no source")
    if not content:
        raise SheetError("no content")
    row = {
        "id": given["id"], "source": source, "cue": cue, "content": [_trim(text, span) for span in content], "act": act, "voice": voice,
        "standing": given.get("standing") or _STANDING.get(act, "claimed"), "form": _form(text, content),
        "speech": bool(given.get("speech", voice == "attributed")), "actor": given.get("actor"), "denies": list(given.get("denies") or ()),
        "counters": list(given.get("counters") or ()), "within": None, "optional": bool(given.get("optional")),
    }  # fmt: skip
    if row["denies"] and act != "denies":
        raise SheetError(f"it denies {row['denies']} but its act is {act}")
    return row


def _trim(text: str, span: list[int]) -> list[int]:
    start, end = span
    while end > start and ((text[end - 1] in ".;:" and text[end - 2 : end - 1] != ".") or text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    return [start, end]


_FIGURE = dict.fromkeys(("qualifier", "group", "place", "as_of", "since", "statement", "source", "denied_by", "subset_of", "duplicate_of"))


def _figure(text: str, given: Row) -> Row:
    start, end = find(text, given["phrase"], None)
    row = {
        "id": given["id"], "measure": given["measure"], "min": given.get("min"), "max": given.get("max"),
        "approx": bool(given.get("approx")), "start": start, "end": end, "phrase": text[start:end],
        **{k: given.get(k) for k in _FIGURE}, "civil_status": given.get("civil_status", "unknown"),
        "scope": given.get("scope", "incident"), "standing": given.get("standing") or ("claimed" if given.get("source") else "asserted"),
        "superseded": bool(given.get("superseded")), "optional": bool(given.get("optional")),
    }  # fmt: skip
    if row["min"] is None and row["max"] is None:
        raise SheetError("min and max are both open")
    for field in ("group", "place", "source", "denied_by"):
        value = row[field]
        if value is not None and not places(text, value):
            raise SheetError(f"{field} {value!r} is not in the text")
    return row


def _media(text: str, given: Row) -> Row:
    by = given.get("authenticity_span")
    return {
        "id": given["id"], "kind": given["kind"], "span": [find(text, given["span"], None)], "depicts": given.get("depicts"),
        "graphic": bool(given.get("graphic")), "released_by": given.get("released_by"), "channel": given.get("channel"),
        "shown_to": list(given.get("shown_to") or ()), "authenticity": given.get("authenticity", "not stated"),
        "authenticity_by": given.get("authenticity_by"),
        "authenticity_span": find(text, by, None) if by else None, "same_as": given.get("same_as"), "optional": bool(given.get("optional")),
    }  # fmt: skip


def _incident(_: str, given: Row) -> Row:
    responsible = [
        {"party": one["party"], "according_to": one.get("according_to"), "contested_by": list(one.get("contested_by") or ())}
        for one in given.get("responsibility") or ()
    ]
    return {
        "id": given["id"], "type": given["type"], "place": given.get("place"), "date": given.get("date"), "responsibility": responsible,
        "figures": list(given.get("figures") or ()), "optional": bool(given.get("optional")),
    }  # fmt: skip


def compile_sheet(text: str, meta: Row, sheet: Row) -> tuple[Row, list[str]]:
    """One interchange row and everything that is wrong with the sheet."""
    wrong: list[str] = []
    made: dict[str, list[Row]] = {"statements": [], "figures": [], "media_mentions": [], "incidents": []}
    makers = {"statements": _statement, "figures": _figure, "media_mentions": _media, "incidents": _incident}
    for kind, maker in makers.items():
        for given in sheet.get(kind) or ():
            name = str(given.get("id"))
            try:
                row = maker(text, given)
                _closed(row, name)
                made[kind].append(row)
            except SheetError as error:
                wrong.append(f"{name}: {error}")
            except (KeyError, TypeError, IndexError) as error:
                wrong.append(f"{name}: missing or malformed: {error!r}")
    findings = []
    for given in sheet.get("findings") or ():
        row = {
            "rule": given.get("rule"),
            "records": list(given.get("records") or ()),
            "sentence": "",
            "detail": {},
            "optional": bool(given.get("optional")),
        }
        try:
            _closed(row, "finding")
            findings.append(row)
        except SheetError as error:
            wrong.append(str(error))
    report = sheet.get("report") or {}
    span = None
    try:
        span = find(text, report["published_span"], None) if report.get("published_span") else None
        if report.get("title") and not places(text, report["title"]):
            wrong.append("report: the title is not in the text")
    except SheetError as error:
        wrong.append(f"report: {error}")
    if not report.get("published") and not meta.get("date"):
        wrong.append("report: no date of publication, neither in the text nor told")
    made["statements"].sort(key=lambda s: min(p for r in _ROLES for piece in s[r] for p in piece[:1]))
    wrong.extend(_cross_check(made, findings))
    _nest(made["statements"])
    row = {
        "id": meta["id"], "notice": NOTICE, "text": text, "date": meta.get("date"), "form": meta["form"], "conflict": meta["conflict"],
        "parties": meta["parties"],
        "report": {
            "title": report.get("title"), "outlet": report.get("outlet") or meta.get("outlet"), "issuer": report.get("issuer"), "url": None,
            "language": "en", "published": report.get("published") or meta.get("date"), "published_span": span,
        },
        **made, "findings": findings,
    }  # fmt: skip
    return row, wrong


def _cross_check(made: dict[str, list[Row]], findings: list[Row]) -> list[str]:
    wrong = []
    ids = [row["id"] for rows in made.values() for row in rows]
    wrong.extend(f"{i}: the id is used twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    known = set(ids)
    statements = {s["id"]: s for s in made["statements"]}
    references = [(s["id"], other) for s in made["statements"] for other in (*s["denies"], *s["counters"])]
    references += [(f["id"], f[k]) for f in made["figures"] for k in ("statement", "subset_of", "duplicate_of") if f[k]]
    references += [(m["id"], m["same_as"]) for m in made["media_mentions"] if m["same_as"]]
    for incident in made["incidents"]:
        references += [(incident["id"], f) for f in incident["figures"]]
        references += [
            (incident["id"], s) for one in incident["responsibility"] for s in (*(one["according_to"] or ()), *one["contested_by"])
        ]
    references += [(finding["rule"], record) for finding in findings for record in finding["records"]]
    wrong.extend(f"{name}: there is no record {other!r}" for name, other in references if other not in known)
    denied = {other for s in made["statements"] for other in s["denies"]}
    amiss = [name for name in sorted(denied & set(statements)) if statements[name]["standing"] != "denied"]
    wrong.extend(f"{name}: a statement denies it, so its standing must be denied" for name in amiss)
    for figure in made["figures"]:
        holder = statements.get(figure["statement"] or "")
        at = (figure["start"], figure["end"])
        if holder and not any(a <= at[0] and at[1] <= b for a, b in holder["content"]):
            wrong.append(f"{figure['id']}: its phrase does not stand in the content of {holder['id']}")
        if not figure["statement"]:
            holders = [s["id"] for s in made["statements"] if any(a <= at[0] and at[1] <= b for a, b in s["content"])]
            if holders:
                wrong.append(f"{figure['id']}: it stands in the content of {holders[-1]}, so statement cannot be null")
        if figure["statement"] and not figure["source"] and holder and holder["voice"] == "attributed":
            wrong.append(f"{figure['id']}: it stands in a statement but has no source")
    return wrong


def _nest(statements: list[Row]) -> None:
    for inner in statements:
        best: tuple[int, str] | None = None
        for outer in statements:
            if outer is inner or not inner["cue"]:
                continue
            at = inner["cue"][0][0]
            if any(a <= at < b for a, b in outer["content"]):
                size = sum(b - a for a, b in outer["content"])
                if best is None or size < best[0]:
                    best = (size, outer["id"])
        inner["within"] = best[1] if best else None


def shown(row: Row) -> str:
    """What was understood, for the annotator's eye."""
    text, lines = row["text"], [f"== {row['id']}"]
    for s in row["statements"]:
        words = [" … ".join(" ".join(text[a:b].split()) for a, b in s[role]) or "–" for role in _ROLES]
        content = words[2] if len(words[2]) < 160 else f"{words[2][:75]} ~~ {words[2][-75:]}"
        links = "".join(f" {k} {','.join(s[k])}" for k in ("denies", "counters") if s[k]) + (
            f" within {s['within']}" if s["within"] else ""
        )
        kind = f"{s['act']}/{s['standing']}/{s['form']}{'' if s['speech'] else '/no speech'}"
        lines.append(f"{s['id']} [{words[0]}] <{words[1]}> {{{content}}} {kind}{links}")
    return "\n".join(lines)


def main() -> int:
    """Compile every sheet of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("sheets", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", help="one report id")
    options = parser.parse_args()
    metas = [json.loads(line) for line in (options.texts / "meta.jsonl").read_text("utf-8").splitlines() if line.strip()]
    rows, faults = [], 0
    for meta in metas:
        path = options.sheets / f"{meta['id']}.json"
        if (options.only and meta["id"] != options.only) or not path.exists():
            continue
        text = (options.texts / f"{meta['id']}.txt").read_text("utf-8").rstrip("\n")
        try:
            row, wrong = compile_sheet(text, meta, json.loads(path.read_text("utf-8")))
        except ValueError as error:
            wrong, row = [f"not JSON: {error}"], None
        for fault in wrong:
            print(f"{meta['id']}: {fault}")
        faults += len(wrong)
        if row is not None:
            rows.append(row)
            if options.show:
                print(shown(row))
    if options.out:
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{len(rows)} of {len(metas)} reports, {sum(len(r['statements']) for r in rows)} statements, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
