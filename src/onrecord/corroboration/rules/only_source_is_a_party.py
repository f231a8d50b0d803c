"""only-source-is-a-party: a number that only a party to the conflict gives."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.phrasing import figures_words
from onrecord.records import Figure, Finding


def find(context: Context) -> Iterator[Finding]:
    """Notice figures whose only source in the report is a party to the conflict; one finding a voice.

    Rests on: the figures, the voices that give them, and who is a party by ``corroboration.parties`` (state bodies of a belligerent
    are, hospitals, medics, the Red Cross and village elders are not). Left out: figures that somebody else in the report gives too.
    In a party's own release its plain figures count as its own: that of its issuer, or of the body that heads it.
    Does not say: that the party is wrong; a party is often the first to know.
    Score: 1.0 for a configured or named party, 0.8 for a body known by its office alone.
    """
    by_voice: dict[tuple[str, ...], list[Figure]] = {}
    for figure in context.reading.figures:
        voice = context.figure_voice(figure)
        if voice and context.figure_side(figure) and not _given_by_another(context, figure):
            by_voice.setdefault(voice.key, []).append(figure)
    for figures in by_voice.values():
        voice, side = context.figure_voice(figures[0]), context.figure_side(figures[0])
        if voice is None or side is None:
            continue
        yield Finding(
            rule="only-source-is-a-party",
            records=tuple(figure.id for figure in figures),
            sentence=f"The only source for {figures_words(figures)} is {side.what}: {voice.words} ({side.because}).",
            score=0.8 if side.by_office else 1.0,
            detail={"source": voice.words, "party": side.party, "because": side.because},
        )


def _given_by_another(context: Context, figure: Figure) -> bool:
    """Whether a named voice that is no party gives the same number."""
    return any(other.source and context.figure_side(other) is None for other in context.given_elsewhere(figure))
