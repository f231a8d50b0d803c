"""circular-citing: voices of one report that cite each other in a ring."""

import re
from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.names import folded, position_in
from onrecord.corroboration.phrasing import listed
from onrecord.records import Finding, Statement

_CITES = re.compile(
    r"\b(?:citing|quoting|quoted|referring to|as reported by|according to|attributed (?:it|this|the \w+) to|based on)\b", re.IGNORECASE
)


def find(context: Context) -> Iterator[Finding]:
    """Notice that a voice the report relies on cites, directly or through others, the voice that relies on it – or the report's outlet.

    Rests on: nested statements (a voice quoted as quoting another), citing words in a statement that name another voice, and the
    report's own outlet, which cites every voice it attributes. Does not say: that the matter is untrue; only that the voices in the
    ring are not independent of each other. Rings that run through other documents cannot show here.
    Score: 0.8.
    """
    keys = {said.id: voice.key for said in context.statements if (voice := context.statement_voice(said)) is not None}
    names = {key: context.statement_voice(said) for said in context.statements if (key := keys.get(said.id)) is not None}
    edges: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for said in context.statements:
        for cited in _cited(context, said, keys):
            if said.id in keys and cited != keys[said.id]:
                edges.setdefault(keys[said.id], {}).setdefault(cited, said.id)
    outlet = folded(context.reading.report.outlet or "")
    if outlet:
        for said in context.statements:
            if said.id in keys and said.within is None and keys[said.id] != outlet:
                edges.setdefault(outlet, {}).setdefault(keys[said.id], said.id)
    for ring in _rings(edges):
        links = [edges[one][two] for one, two in zip(ring, (*ring[1:], ring[0]), strict=True)]
        spelled = [voice.words if (voice := names.get(key)) else context.reading.report.outlet or " ".join(key) for key in ring]
        yield Finding(
            rule="circular-citing",
            records=tuple(dict.fromkeys(links)),
            sentence=f"{listed(spelled)} cite each other in a ring; they are not independent sources for what they tell.",
            score=0.8,
            detail={"voices": spelled},
        )


def _cited(context: Context, said: Statement, keys: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Voices that a statement's speaker is said to rely on."""
    for inner in context.statements:
        if inner.within == said.id and said.within != inner.id and inner.id in keys:  # each within the other: neither cites
            yield keys[inner.id]
    if not said.content:
        return
    around = " ".join(context.reading.text[start:end] for start, end in (*said.source, *said.content))
    cue = _CITES.search(around)
    if cue is None:
        return
    named = folded(around[cue.end() :])
    outlet = folded(context.reading.report.outlet or "")
    for key in (*dict.fromkeys(keys.values()), outlet):
        if key and position_in(key, named) is not None:
            yield key


def _rings(edges: dict[tuple[str, ...], dict[tuple[str, ...], str]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Rings of two or three voices, each told once, beginning with the voice that is first in order."""
    told: set[frozenset[tuple[str, ...]]] = set()
    for one, cited in edges.items():
        for two in cited:
            for ring in ((one, two), *((one, two, three) for three in edges.get(two, {}) if three not in {one, two})):
                if one in edges.get(ring[-1], {}) and frozenset(ring) not in told:
                    told.add(frozenset(ring))
                    yield ring
