"""interpretation-without-source: a motive, meaning or expectation that nobody is named for."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import listed, quoted
from onrecord.records import Finding
from onrecord.records.wording import spans_words

_READINGS = frozenset({"interprets", "expects", "assesses"})


def find(context: Context) -> Iterator[Finding]:
    """Notice interpretations, expectations and judgements whose cue hides who holds them ("is seen as", "it is feared").

    Rests on: the statements. Left out: opinion that the report gives as its own, and unsourced reports of events ("reportedly").
    Does not say: that the reading is mistaken, or that nobody holds it.
    Score: 1.0; 0.5 when the reader is unsure of all of them.
    """
    hidden = [said for said in context.statements if said.voice == "unsourced" and said.act in _READINGS]
    if not hidden:
        return
    told = []
    for said in hidden:
        cue = f" ({quoted(spans_words(context.reading.text, said.cue))})" if said.cue else ""
        told.append(quoted(spans_words(context.reading.text, said.content)) + cue)
    yield Finding(
        rule="interpretation-without-source",
        records=tuple(said.id for said in hidden),
        sentence=f"Nobody is named for {'this reading' if len(hidden) == 1 else 'these readings'}: {listed(told)}.",
        score=1.0 if any(said.grade != "weak" for said in hidden) else 0.5,
        detail={"acts": [said.act for said in hidden]},
    )
