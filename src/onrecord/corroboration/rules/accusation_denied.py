"""accusation-denied: somebody is accused, and the report gives a denial."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import quoted
from onrecord.records import Finding, Statement
from onrecord.records.wording import spans_words


def find(context: Context) -> Iterator[Finding]:
    """Notice each accusation that another statement of the report denies; one finding for each pair.

    Rests on: the accusing statement and the denying one, as linked by the reading. Statements that contradict the accusation without
    denying it are counted in the detail. Does not say: who is right, or how the report weighs the two.
    Score: 1.0; 0.5 when the reader is unsure of one of the two.
    """
    accusations = {said.id: said for said in context.statements if said.act == "accuses"}
    for denial in context.statements:
        for denied in denial.denies:
            accusation = accusations.get(denied)
            if accusation is None:
                continue
            counters = [said.id for said in context.statements if accusation.id in said.counters]
            yield Finding(
                rule="accusation-denied",
                records=(accusation.id, denial.id),
                sentence=f"An accusation by {_who(context, accusation)} ({_told(context, accusation)}) is denied by "
                f"{_who(context, denial)} ({_told(context, denial)}).",
                score=0.5 if "weak" in {accusation.grade, denial.grade} else 1.0,
                detail={"countered_by": counters},
            )


def _who(context: Context, said: Statement) -> str:
    voice = context.statement_voice(said)
    if voice is not None:
        return voice.words
    return "the report" if said.voice == "publisher" else "an unnamed voice"


def _told(context: Context, said: Statement) -> str:
    """The cue and the content, as the report words them: "“denied”: “that …”"."""
    cue = spans_words(context.reading.text, said.cue)
    content = quoted(spans_words(context.reading.text, said.content))
    return f"{quoted(cue)}: {content}" if cue else content
