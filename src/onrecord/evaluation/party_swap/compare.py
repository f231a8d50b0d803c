"""Two readings, of a text and of the text with two actors exchanged: what differs once the second is mapped back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.evaluation.party_swap.alignment import Alignment
from onrecord.evaluation.party_swap.swap import swap_text
from onrecord.records import Reading, Record

SERIES_RULES = frozenset({"figures-do-not-fit-date", "figure-outside-reference"})
"""Findings that rest on a reference series, which belongs to one group and is not swapped with it."""

_TEXT_FIELDS = frozenset(
    {"actor", "group", "place", "source", "denied_by", "phrase", "depicts", "released_by", "channel", "authenticity_by"}
    | {"title", "outlet", "issuer", "name", "office", "party"}
)
_ID_FIELDS = frozenset(
    {"denies", "counters", "within", "statement", "subset_of", "supersedes", "duplicate_of", "same_as", "figures", "records"}
)
_SPAN_FIELDS = frozenset({"source", "cue", "content", "antecedent", "span", "authenticity_span", "mentions", "published_span"})
_LEFT_OUT = frozenset({"id", "start", "end", "sentence", "detail", "latitude", "longitude", "dates", "authors", "url"})
"""Identifiers follow from the pairing, start and end from the key; sentences and coordinates follow from other fields."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that the exchange of two actors changed."""

    kind: str
    """Kind of record: ``statements``, ``figures`` …"""
    record: str
    """Id in the original reading, or in the swapped one when it is only there."""
    field: str
    """The field that differs, or ``presence``."""
    original: Any
    swapped: Any
    """As read from the swapped text, spans mapped back."""

    def __str__(self) -> str:
        return f"{self.kind} {self.record}: {self.field} is {self.original!r}, and {self.swapped!r} with the parties exchanged"


def differences(original: Reading, swapped: Reading, alignment: Alignment) -> tuple[Difference, ...]:
    """What differs between a reading and the reading of its swapped text, mapped back; empty when both are treated alike.

    Records are paired by where they stand. Findings that rest on a reference series are left out, and so is what a
    gazetteer knows of a place.
    """
    return tuple(_Comparison(original, swapped, alignment).run())


Key = tuple[Any, ...]


class _Comparison:
    """The pairing of two readings, and the comparison of each pair."""

    def __init__(self, original: Reading, swapped: Reading, alignment: Alignment) -> None:
        self._original, self._swapped, self._alignment = original, swapped, alignment
        countries = tuple(actor.country for actor in alignment.actors)
        self._countries = dict(zip(countries, countries[::-1], strict=True)) if all(countries) else None
        self._original_id: dict[str, str] = {}
        """Id in the original of each paired record of the swapped reading."""

    def run(self) -> Iterator[Difference]:
        """All differences, by kind of record, in the order of the text."""
        pairings = [(kind, *self._paired(kind, key)) for kind, key in _KEYS.items()]
        for kind, pairs, lonely in pairings:
            yield from lonely
            for one, other in pairs:
                yield from self._fields(kind, getattr(one, "id", ""), one, other)
        yield from self._fields("report", self._original.id, self._original.report, self._swapped.report)
        yield from self._findings()

    def _paired(self, kind: str, key: Callable[[Any], Key]) -> tuple[list[tuple[Record, Record]], list[Difference]]:
        ours: Sequence[Any] = getattr(self._original, kind)
        theirs: list[Any] = list(getattr(self._swapped, kind))
        keys = [self._mapped_key(key(record)) for record in theirs]
        pairs, lonely = [], []
        for record in ours:
            if (wanted := key(record)) in keys:
                position = keys.index(wanted)
                keys.pop(position)
                other = theirs.pop(position)
                pairs.append((record, other))
                self._original_id[getattr(other, "id", "")] = getattr(record, "id", "")
            else:
                lonely.append(Difference(kind=kind, record=_label(record), field="presence", original="there", swapped="missing"))
        lonely += [Difference(kind=kind, record=_label(record), field="presence", original="missing", swapped="there") for record in theirs]
        return pairs, lonely

    def _mapped_key(self, key: Key) -> Key:
        return tuple(self._back(part) for part in key)

    def _back(self, value: Any) -> Any:
        """Spans inside a value in offsets of the original."""
        if _is_span(value):
            return self._alignment.back(value)
        return tuple(self._back(part) for part in value) if isinstance(value, tuple) else value

    def _fields(self, kind: str, identifier: str, one: Record, other: Record) -> Iterator[Difference]:
        for field in one.__struct_fields__:
            if field in _LEFT_OUT:
                continue
            ours, theirs = getattr(one, field), getattr(other, field)
            if not self._same(field, ours, theirs):
                theirs = self._back(theirs) if field in _SPAN_FIELDS else theirs
                yield Difference(kind=kind, record=identifier or _label(one), field=field, original=ours, swapped=theirs)

    def _same(self, field: str, ours: Any, theirs: Any) -> bool:
        if ours is None or theirs is None:
            return ours is None and theirs is None
        if field == "responsibility":
            return self._same_responsibility(ours, theirs)
        if field == "country":
            return self._countries is None or self._countries.get(theirs, theirs) == ours
        if field in _SPAN_FIELDS and isinstance(theirs, tuple):
            return bool(self._back(theirs) == ours)
        if field == "shown_to":
            return len(ours) == len(theirs) and all(self._same_words(a, b) for a, b in zip(ours, theirs, strict=True))
        if field in _ID_FIELDS:
            return bool(self._mapped_ids(theirs) == ours)
        if field in _TEXT_FIELDS:
            return self._same_words(ours, theirs)
        return bool(ours == theirs)

    def _mapped_ids(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._original_id.get(part, part) for part in value)
        return self._original_id.get(value, value)

    def _same_responsibility(self, ours: Sequence[Any], theirs: Sequence[Any]) -> bool:
        if len(ours) != len(theirs):
            return False
        return all(
            self._same_words(one.party, other.party)
            and one.according_to == self._mapped_ids(other.according_to)
            and one.contested_by == self._mapped_ids(other.contested_by)
            for one, other in zip(ours, theirs, strict=True)
        )

    def _same_words(self, ours: str, theirs: str) -> bool:
        """The words exchanged back, or the words that stand in the original where these stand in the swapped text."""
        wanted = _plain(ours)
        if _plain(swap_text(theirs, *self._alignment.actors)[0]) == wanted:
            return True
        at = self._swapped.text.find(theirs)
        while at >= 0:
            start, end = self._alignment.back((at, at + len(theirs)))
            if _plain(self._original.text[start:end]) == wanted:
                return True
            at = self._swapped.text.find(theirs, at + 1)
        return False

    def _findings(self) -> Iterator[Difference]:
        ours = {_finding_key(f, f.records) for f in self._original.findings if f.rule not in SERIES_RULES}
        theirs = {_finding_key(f, self._mapped_ids(f.records)) for f in self._swapped.findings if f.rule not in SERIES_RULES}
        for key in sorted(ours ^ theirs):
            sides = ("there", "missing") if key in ours else ("missing", "there")
            yield Difference(
                kind="findings", record=f"{key[0]} on {', '.join(key[1])}", field="presence", original=sides[0], swapped=sides[1]
            )


_KEYS: dict[str, Callable[[Any], Key]] = {
    "statements": lambda s: (s.content, s.cue),
    "figures": lambda f: ((f.start, f.end), f.measure),
    "media_mentions": lambda m: (m.span,),
    "incidents": lambda i: (i.span, i.type),
    "actors": lambda a: (a.mentions[:1],),
    "places": lambda p: (p.span,),
    "times": lambda t: (t.span,),
}
"""Where a record stands: records of two readings with the same key are the same record."""


def _is_span(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, int) for part in value)


def _label(record: Any) -> str:
    where = getattr(record, "span", None) or getattr(record, "mentions", None)
    return getattr(record, "id", None) or f"{getattr(record, 'name', '')} at {where}".strip()


def _plain(text: str) -> str:
    """Words without case, punctuation and possessive endings, which a name's counterpart may take differently."""
    return " ".join(text.casefold().replace("’", "'").replace("'s", "").replace("'", "").split())


def _finding_key(finding: Any, records: Sequence[str]) -> tuple[str, tuple[str, ...], float]:
    return finding.rule, tuple(sorted(records)), finding.score
