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


_QUOTED_BY = re.compile(r"\b(?:quoted|cited|referred to|named|carried)\b", re.IGNORECASE)
"""Between an outlet and somebody behind it who does cite it ("Radio Lenn was quoted by the ministry as saying")."""
_Key = tuple[str, ...]
_Edges = dict[_Key, dict[_Key, str]]
"""Who cites whom, with the first statement that shows it."""

_SHARED_BY_KINDRED = 4
"""Letters at their head that two kindred words share at least (``names.kindred``)."""


def find(context: Context) -> Iterator[Finding]:
    """Notice that a voice the report relies on cites, directly or through one other, the voice that relies on it – or the report's outlet.

    Rests on: nested statements (a voice quoted as quoting another), citing words in a statement that name another voice, and the
    report's own outlet, which cites every voice it attributes. A ring is told when it rests on a statement that no ring told before
    rests on. Does not say: that the matter is untrue; only that the voices in the ring are not independent of each other. Rings that
    run through other documents cannot show here.
    Score: 0.8.
    """
    voices = {said.id: voice for said in context.statements if (voice := context.statement_voice(said)) is not None}
    keys = {identifier: voice.key for identifier, voice in voices.items()}
    names = {voice.key: voice for voice in voices.values()}
    edges: _Edges = {}
    cited = _Cited(context, keys)
    for said in context.statements:
        if said.id in keys:
            for key in cited.by(said):
                if key != keys[said.id]:
                    edges.setdefault(keys[said.id], {}).setdefault(key, said.id)
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


class _Cited:
    """Voices that the speaker of a statement is said to rely on."""

    def __init__(self, context: Context, keys: dict[str, _Key]) -> None:
        self._text = context.reading.text
        self._inner: dict[str, list[_Key]] = {}
        outlet = folded(context.reading.report.outlet or "")
        for said in context.statements:
            if said.within is not None and said.id in keys:
                outer = context.statement(said.within)
                if outer is not None and outer.within == said.id:  # each within the other: neither cites
                    continue
                if outer is None or keys[said.id] != outlet or not self._tells_itself(said, outer):
                    self._inner.setdefault(said.within, []).append(keys[said.id])
        self._begin: dict[str, list[tuple[int, _Key]]] = {}
        """Voices and the outlet in their order, by how their first word begins: the rest of them cannot stand there."""
        for number, key in enumerate(dict.fromkeys((*keys.values(), outlet))):
            if key:
                self._begin.setdefault(key[0][:_SHARED_BY_KINDRED], []).append((number, key))

    def _tells_itself(self, said: Statement, outer: Statement) -> bool:
        """Whether an outlet tells in its own report what it has from somebody, who is named behind it ("Radio Lenn reports …, according
        to the ministry"): then that one does not cite the outlet."""
        if not said.source or not said.cue or not outer.source:
            return False
        start, behind = said.source[0][0], outer.source[0][0]
        return start < said.cue[0][0] and start < behind and _QUOTED_BY.search(self._text, said.source[0][1], behind) is None

    def by(self, said: Statement) -> Iterator[_Key]:
        """Those inside the statement, then those that its citing words name."""
        yield from self._inner.get(said.id, ())
        if not said.content:
            return
        around = " ".join(self._text[start:end] for start, end in (*said.source, *said.content))
        cue = _CITES.search(around)
        if cue is None:
            return
        named = folded(around[cue.end() :])
        begins = dict.fromkeys(word[:_SHARED_BY_KINDRED] for word in named)
        for _, key in sorted(one for begin in begins for one in self._begin.get(begin, ())):
            if position_in(key, named) is not None:
                yield key


def _rings(edges: _Edges) -> Iterator[tuple[_Key, ...]]:
    """Rings of two voices, then of three, beginning with the voice that is first in order.

    A ring is given when it rests on a statement that none given before rests on, and so there are never more rings than statements:
    of voices that all cite each other there are as many as the cube of their number.
    """
    told: set[str] = set()
    for one, cited in edges.items():
        for two, link in cited.items():
            back = edges.get(two, {}).get(one)
            if back is not None and not told.issuperset((link, back)):
                told.update((link, back))
                yield one, two
    citing: dict[_Key, set[_Key]] = {}
    for one, cited in edges.items():
        for two in cited:
            citing.setdefault(two, set()).add(one)
    for one, cited in edges.items():
        for two, link in cited.items():
            if link in told or two not in edges or one not in citing:
                continue
            between = edges[two].keys() & citing[one] - {one, two}
            if between:
                three = next(key for key in edges[two] if key in between)
                told.update((link, edges[two][three], edges[three][one]))
                yield one, two, three
