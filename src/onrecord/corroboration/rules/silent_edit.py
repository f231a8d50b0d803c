"""silent-edit: the text at an address changed and does not say so."""

import difflib
import re
from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import quoted
from onrecord.records import Finding
from onrecord.records.wording import day_words

_SENTENCE = re.compile(r"(?<=[.!?…。！？؟।])[\"'”’»)\]]*\s+|\s*\n\s*")
"""Where sentences end, near enough to set two versions of one text side by side."""

_SAID = re.compile(
    r"^\W*(?:(?:this (?:article|story|report|page|post|version)|the (?:article|story|headline)|an earlier version|a previous version)\b"
    r".{0,80}\b(?:updated|corrected|amended|changed|clarified|edited|removed|misstated|said)"
    r"|(?:correction|clarification|editor['’]s note|update|updated|amendment|erratum)\b\s*(?:,?\s*\d|[:—–-]|\(|on\b|at\b))",
    re.IGNORECASE,
)
"""How a text says that it was changed: a notice at the beginning of a sentence."""

_MARK = re.compile(r"(?<![0-9])[^\w\s%$€£-]|[^\w\s%$€£-](?![0-9])")
"""Marks between words; those within numbers stay."""

_MOST_SENTENCES = 4_000
_LISTED = 20
_LONGEST = 300
_QUOTED = 80


def find(context: Context) -> Iterator[Finding]:
    """Notice that a report says something else than what stood at its address before, without a notice that it was changed.

    Rests on: the two texts, sentence by sentence, white space and marks between words apart; a sentence that only moved is no change.
    A new sentence that announces a correction, a clarification or an update makes the edit no silent one.
    Does not say: why it was changed, or which version is right.
    Score: the share of sentences that changed, at least 0.1.
    """
    if context.earlier is None:
        return
    before, after = _sentences(context.earlier.text), _sentences(context.reading.text)
    removed, added = _difference(before, after)
    if (not removed and not added) or any(_SAID.match(sentence) for sentence in added):
        return
    captured = context.earlier.captured
    since = f"since {day_words(captured[:10])}" if captured else "since it was read before"
    yield Finding(
        rule="silent-edit",
        records=(),
        sentence=f"The text at this address changed {since} and does not say so: {_told(removed, added)}.",
        score=round(min(1.0, max(0.1, (len(removed) + len(added)) / max(1, len(before) + len(after)))), 2),
        detail={
            "earlier": context.earlier.reading,
            "earlier_captured": captured,
            "removed": [_shortened(one) for one in removed[:_LISTED]],
            "removed_sentences": len(removed),
            "added": [_shortened(one) for one in added[:_LISTED]],
            "added_sentences": len(added),
        },
    )


def _sentences(text: str) -> list[str]:
    return [" ".join(part.split()) for part in _SENTENCE.split(text) if part.strip()][:_MOST_SENTENCES]


def _difference(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Sentences that only the earlier and only the later text has, each in its order."""
    moves = difflib.SequenceMatcher(None, [_words(one) for one in before], [_words(one) for one in after], autojunk=False).get_opcodes()
    removed = [one for kind, start, end, _, _ in moves if kind in ("replace", "delete") for one in before[start:end]]
    added = [one for kind, _, _, start, end in moves if kind in ("replace", "insert") for one in after[start:end]]
    moved = {_words(one) for one in removed} & {_words(one) for one in added}
    return [one for one in removed if _words(one) not in moved], [one for one in added if _words(one) not in moved]


def _words(sentence: str) -> str:
    """A sentence without its marks: commas and quotation marks alone change nothing that was said."""
    return " ".join(_MARK.sub(" ", sentence).split())


def _told(removed: list[str], added: list[str]) -> str:
    parts = []
    if removed:
        parts.append(f"{_counted(removed)} gone, first {quoted(_shortened(removed[0], _QUOTED))}")
    if added:
        parts.append(f"{_counted(added)} new, first {quoted(_shortened(added[0], _QUOTED))}")
    return "; ".join(parts)


def _counted(sentences: list[str]) -> str:
    return "1 sentence is" if len(sentences) == 1 else f"{len(sentences)} sentences are"


def _shortened(sentence: str, longest: int = _LONGEST) -> str:
    return sentence if len(sentence) <= longest else f"{sentence[:longest].rstrip()} …"
