"""One shape for labelled and predicted readings, whatever their data leaves out or words otherwise.

Labelled data may omit what follows from the rest (an actor's name given as ``source_name``, a denial told in
``disputes``); here it is filled in, on a copy, so that one code path scores all.
"""

import copy
import re
from collections.abc import Iterable
from typing import Any

from onrecord.errors import BadInput
from onrecord.evaluation.labelled import Row
from onrecord.evaluation.tokens import LaidStatement, TokenGrid
from onrecord.evaluation.wording import listed

LAID = "_laid"
"""Key under which a statement keeps its tokens."""
FINE_SCOPE = "_scope3"
"""Key under which a figure keeps its scope before ``period`` is counted as ``cumulative``."""

_AUTHENTICITY: dict[str | None, str] = {
    "unverified": "not verified",
    "not_verified": "not verified",
    "could not be verified": "not verified",
    None: "not stated",
    "": "not stated",
    "unknown": "not stated",
    "not_stated": "not stated",
    "false": "refuted",
    "fake": "refuted",
}


def adapt(row: Row, text: str) -> Row:
    """A copy of a reading in the one shape; every list is there, every item has an id.

    Raises:
        BadInput: when a span does not lie inside the text.
    """
    reading = copy.deepcopy(row)
    for name in ("statements", "figures", "media_mentions", "incidents", "findings"):
        reading[name] = reading.get(name) or []
    _adapt_statements(reading, text)
    _adapt_figures(reading, text)
    _adapt_media(reading, text)
    _adapt_incidents(reading)
    _adapt_findings(reading)
    return reading


def first_span(value: Any) -> list[int] | None:
    """The span of ``[s, e]`` or the first of ``[[s, e], …]``; None when there is none."""
    if not value:
        return None
    return list(value[0]) if isinstance(value[0], list | tuple) else list(value)


def _name_items(items: Iterable[Row], letter: str) -> None:
    for number, item in enumerate(items):
        if item.get("id") is None:
            item["id"] = f"_{letter}{number}"


def _adapt_statements(reading: Row, text: str) -> None:
    grid = TokenGrid(text)
    disputes = {d["denial"]: d.get("accusation") for d in reading.get("disputes") or [] if d.get("denial")}
    statements = reading["statements"]
    statements += [
        {"id": f"opinion{number}", "content": [first_span(span)], "voice": "publisher", "standing": "opinion", "optional": True}
        for number, span in enumerate(reading.get("opinion") or [])
    ]
    _name_items(statements, "s")
    for statement in statements:
        if statement.get("actor") is None:
            statement["actor"] = statement.get("source_name")
        noted = re.findall(r"\bdenies (s\d+)", statement.get("note") or "")
        statement["denies"] = listed(statement.get("denies")) or listed(disputes.get(statement["id"])) or noted
        statement[LAID] = LaidStatement(grid, statement, f"{reading.get('id')} {statement['id']}")
        statement.setdefault("voice", "attributed" if statement.get("source") else None)
        if statement.get("form") is None:
            statement["form"] = statement[LAID].form


def _adapt_figures(reading: Row, text: str) -> None:
    figures = reading["figures"]
    _name_items(figures, "f")
    by_id = {statement["id"]: statement for statement in reading["statements"]}
    denial_of: dict[str, Row] = {}
    for statement in reading["statements"]:
        for denied in statement["denies"]:
            denial_of.setdefault(denied, statement)
    earlier = {figure.get("supersedes") for figure in figures}
    for figure in figures:
        start, end = figure.get("start"), figure.get("end")
        if start is not None and (end is None or not 0 <= start <= end <= len(text)):
            raise BadInput(f"{reading.get('id')}: figure {figure['id']} lies outside the text")
        _fill_attribution(figure, by_id.get(figure.get("statement")), denial_of, text)
        figure["superseded"] = bool(figure.get("superseded")) or figure["id"] in earlier
        figure[FINE_SCOPE] = figure.get("scope")
        if figure.get("scope") == "period":
            figure["scope"] = "cumulative"


def _fill_attribution(figure: Row, statement: Row | None, denial_of: dict[str, Row], text: str) -> None:
    """Source from the statement that holds the figure; standing in the words of the labelled passages."""
    if statement is not None and "source" not in figure:
        figure["source"] = _source_words(statement, text) or statement.get("actor")
    sourced, standing = bool(figure.get("source")), figure.get("standing")
    if standing in (None, "confirmed", "asserted", "opinion") or (standing == "claimed" and not sourced):
        figure["standing"] = "claimed" if sourced else "asserted"
    if figure.get("denied_by") is None and figure["standing"] == "denied" and figure.get("statement") in denial_of:
        figure["denied_by"] = _source_words(denial_of[figure["statement"]], text)


def _source_words(statement: Row, text: str) -> str | None:
    return " ".join(text[start:end] for start, end in statement.get("source") or []) or None


def _adapt_media(reading: Row, text: str) -> None:
    mentions = reading["media_mentions"]
    by_id = {mention["id"]: mention for mention in mentions if mention.get("id") is not None}
    _name_items(mentions, "m")
    for mention in mentions:
        span = mention["span"] = first_span(mention.get("span") or mention.get("mention"))
        if span and not 0 <= span[0] <= span[1] <= len(text):
            raise BadInput(f"{reading.get('id')}: media mention {mention['id']} lies outside the text")
        for name in ("released_by", "channel"):
            if name not in mention and mention.get("same_as") in by_id:
                mention[name] = by_id[mention["same_as"]].get(name)
        stated = mention.get("authenticity")
        mention["authenticity"] = _AUTHENTICITY.get(stated.lower().strip() if isinstance(stated, str) else stated, stated)


def _adapt_incidents(reading: Row) -> None:
    _name_items(reading["incidents"], "i")
    for incident in reading["incidents"]:
        incident["responsibility"] = [
            {"party": blamed.get("party"), "according_to": statement}
            for blamed in incident.get("responsibility") or []
            for statement in (listed(blamed.get("according_to")) or [None])
        ]


def _adapt_findings(reading: Row) -> None:
    for finding in reading["findings"]:
        records = finding.get("records")
        if records is None:
            records = [x for name in ("statements", "figures", "media", "incidents") for x in finding.get(name) or []]
        finding["records"] = list(records)
