"""subset-exceeds-total: a part that is larger than its whole."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.numbers import loosened, range_of
from onrecord.corroboration.phrasing import figure_words, sentence_case
from onrecord.records import Finding


def find(context: Context) -> Iterator[Finding]:
    """Notice a figure said to be a part of another that is certainly larger than it.

    Rests on: the two figures and the reading's "part of" link. A total with an open upper end ("at least 14") holds any part.
    Does not say: which of the two numbers is wrong, or whether the words "among them" were meant otherwise.
    Score: 1.0 for exact numbers, 0.8 when one is approximate or open.
    """
    by_id = {figure.id: figure for figure in context.reading.figures}
    for part in context.reading.figures:
        whole = by_id.get(part.subset_of or "")
        if whole is None or whole.measure not in {part.measure, "casualties"}:
            continue
        least, most = loosened(part).low, loosened(whole).high
        if least is None or most is None or least <= most:
            continue
        excess = least - most
        yield Finding(
            rule="subset-exceeds-total",
            records=(whole.id, part.id),
            sentence=sentence_case(
                f"{figure_words(part)} is told as a part of {figure_words(whole)}, but is larger by {excess:,}; either number may be "
                f"wrong, or the one is not a part of the other."
            ),
            score=1.0 if range_of(part).exact and range_of(whole).exact else 0.8,
            detail={"part_at_least": least, "total_at_most": most},
        )
