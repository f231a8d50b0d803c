"""The tables of a record: statements, figures, media mentions, incidents, issues."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.printed.layout import heading, plain_table, print_broken, print_trimmed
from onrecord.cli.printed.words import figure_value, long_date, shortened, shown_words
from onrecord.cli.terminal import visible
from onrecord.records import Figure, Incident, MediaMention, Reading, Statement

WORDS_SHOWN = 160
"""Characters of a content shown in a table; the text above has it in full."""
STEM = 5
"""Letters by which the words of two names are compared."""


def _row(table: Table, *cells: str) -> None:
    table.add_row(*(Text(cell) for cell in cells))


def print_statements(reading: Reading, console: Console) -> None:
    """Who says what: id, who, act, standing and the words; what is for review has a question mark. Fragments are told by number only."""
    whole = [statement for statement in reading.statements if statement.grade != "fragment"]
    fragments = len(reading.statements) - len(whole)
    if not whole and not fragments:
        return
    weak = any(statement.grade == "weak" for statement in whole)
    remarks = ("? for review" if weak else "", f"and {fragments} incomplete" if fragments else "")
    heading(console, "STATEMENTS", " · ".join(remark for remark in remarks if remark))
    table = plain_table(("id", 5), ("who", 20), ("act", 10), ("standing", 11), ("words", None))
    denied_by = _deniers(whole)
    for statement in whole:
        standing = statement.standing + (f" by {', '.join(denied_by[statement.id])}" if statement.id in denied_by else "")
        identifier = statement.id + ("?" if statement.grade == "weak" else "")
        _row(table, identifier, _speaker(reading, statement), _act(statement), standing, _content(reading, statement))
    print_trimmed(console, table)


def _deniers(statements: Sequence[Statement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for statement in statements:
        for denied in statement.denies:
            found.setdefault(denied, []).append(statement.id)
    return found


def _speaker(reading: Reading, statement: Statement) -> str:
    """The source as worded, and whom it stands for where the words alone do not say."""
    if statement.voice == "publisher":
        return "the report itself"
    worded = shown_words(reading.text, statement.source)
    actor = visible(statement.actor or "")
    if not worded:
        return actor or "not named"
    if _name_words(actor) <= _name_words(worded):
        return worded
    return f"{worded} = {actor}"


def _name_words(name: str) -> set[str]:
    """The telling words of a name, cut so that a state and its adjective are one."""
    return {word[:STEM] for word in re.findall(r"\w+", name.casefold()) if word not in ("the", "of", "s")}


def _act(statement: Statement) -> str:
    return f"{statement.act} {', '.join(statement.denies)}".strip()


def _content(reading: Reading, statement: Statement) -> str:
    """The content; a negative cue is shown with it, marked as in the text and where it stands, since what it says was *not* said."""
    if not statement.negated:
        return shortened(shown_words(reading.text, statement.content), WORDS_SHOWN)
    pieces = sorted([(span, "") for span in statement.content] + [(span, "_") for span in statement.cue])
    return shortened(" ".join(f"{mark}{shown_words(reading.text, (span,))}{mark}" for span, mark in pieces), WORDS_SHOWN)


def print_figures(reading: Reading, console: Console) -> None:
    """Numbers of people: measure, value as stated, whom and where, as of, according to whom, standing."""
    if not reading.figures:
        return
    heading(console, "FIGURES", "figures of different scope or source are never added")
    table = plain_table(
        ("id", 3), ("measure", 10), ("value", 12), ("who, where", None), ("scope", 10), ("according to", 13), ("standing", 12)
    )
    for figure in reading.figures:
        _row(
            table,
            figure.id,
            figure.measure,
            figure_value(figure),
            _whom_where(figure),
            _counted(figure),
            visible(figure.source) if figure.source else "not said",
            _figure_standing(figure),
        )
    print_trimmed(console, table)


def _whom_where(figure: Figure) -> str:
    """Who was counted, their civil status where the text states one, and where."""
    whom = visible(figure.group) if figure.group else ""
    if figure.civil_status in ("civilian", "combatant") and figure.civil_status not in whom.casefold():
        whom = f"{whom} ({figure.civil_status})".strip()
    return ", ".join(said for said in (whom, visible(figure.place or "")) if said) or "–"


def _counted(figure: Figure) -> str:
    spanned: list[str] = [figure.scope]
    if figure.since:
        spanned.append(f"since {figure.since}")
    if figure.as_of:
        spanned.append(f"as of {figure.as_of}")
    return " ".join(spanned)


def _figure_standing(figure: Figure) -> str:
    links = [
        ("part of", figure.subset_of),
        ("corrects", figure.supersedes),
        ("same as", figure.duplicate_of),
    ]
    told = [figure.standing, *(f"{word} {target}" for word, target in links if target)]
    if figure.superseded:
        told.append("corrected later")
    return "\n".join(told)


def print_media(reading: Reading, console: Console) -> None:
    """Images, videos and recordings that the report speaks of. Only words about them are printed."""
    if not reading.media_mentions:
        return
    heading(console, "MEDIA MENTIONED", "nothing is shown; authenticity as the report puts it")
    table = plain_table(("id", 3), ("kind", 6), ("mention", None), ("released by", 18), ("authenticity", 15))
    for mention in reading.media_mentions:
        _row(table, mention.id, mention.kind, _mention(reading, mention), _release(mention), _authenticity(mention))
    print_trimmed(console, table)


def _mention(reading: Reading, mention: MediaMention) -> str:
    words = shortened(shown_words(reading.text, mention.span), WORDS_SHOWN)
    notes = (["graphic"] if mention.graphic else []) + ([f"same as {mention.same_as}"] if mention.same_as else [])
    return words + (f" ({', '.join(notes)})" if notes else "")


def _release(mention: MediaMention) -> str:
    channel = f"on {visible(mention.channel)}" if mention.channel else ""
    if mention.released_by:
        released = f"{visible(mention.released_by)} {channel}".strip()
    else:
        released = f"not said; {channel}" if channel else "not said"
    shown_to = f"; shown to {', '.join(visible(viewer) for viewer in mention.shown_to)}" if mention.shown_to else ""
    return released + shown_to


def _authenticity(mention: MediaMention) -> str:
    return mention.authenticity + (f" by {visible(mention.authenticity_by)}" if mention.authenticity_by else "")


def print_incidents(reading: Reading, console: Console) -> None:
    """Moments and places of harm, and who is said to be responsible, by whom."""
    if not reading.incidents:
        return
    heading(console, "INCIDENTS", "responsibility is always according to someone")
    table = plain_table(("id", 3), ("type", 14), ("place, date", 24), ("said to be responsible", None), ("figures", 9))
    for incident in reading.incidents:
        _row(
            table,
            incident.id,
            incident.type,
            ", ".join([visible(incident.place or "place not said"), *([long_date(incident.date)] if incident.date else [])]),
            _blamed(incident) or "nobody named",
            ", ".join(incident.figures) or "–",
        )
    print_trimmed(console, table)


def _blamed(incident: Incident) -> str:
    told = []
    for blamed in incident.responsibility:
        voice = "the report" if blamed.according_to is None else ", ".join(blamed.according_to) or "–"
        contested = f"; contested by {', '.join(blamed.contested_by)}" if blamed.contested_by else ""
        told.append(f"{visible(blamed.party)} (according to {voice}{contested})")
    return "; ".join(told)


def print_issues(reading: Reading, console: Console) -> None:
    """What could not be read, where and why."""
    if not reading.issues:
        return
    heading(console, "ISSUES")
    for issue in reading.issues:
        print_broken(console, f"{visible(issue.where)}: {visible(issue.message)} [{issue.code}, {issue.outcome}]", hanging=5)
