"""Like counts that are no repetition: another source's for another place."""

from collections.abc import Sequence

from onrecord.records import Figure

_PLAIN = frozenset("the a an of in at for and 's ’s".split())


def told_apart(figures: Sequence[Figure]) -> list[str]:
    """Ids of figures linked as repetitions of another that they do not repeat: place and source differ by name.

    Args:
        figures: the figures of one text; ``duplicate_of`` names the one that seems to be told again.
    """
    by_id = {figure.id: figure for figure in figures}
    apart: list[str] = []
    for figure in figures:
        first = by_id.get(figure.duplicate_of or "")
        if first is not None and _other_count(first, figure):
            apart.append(figure.id)
    return apart


def _other_count(first: Figure, figure: Figure) -> bool:
    """Of another place and by another source: one of the two alone is how a toll is told again (a province, then its district).

    An open count and a more exact one, where only one of them is sourced, are told apart by their places alone.
    """
    if not differ(first.place, figure.place):
        return False
    like = (first.min, first.max) == (figure.min, figure.max)
    return differ(first.source, figure.source) or (not like and (first.source is None) != (figure.source is None))


def differ(one: str | None, other: str | None) -> bool:
    """Whether both are named and share no word."""
    return one is not None and other is not None and not (_words(one) & _words(other))


def _words(name: str) -> set[str]:
    return {word.strip("'’") for word in name.lower().replace("'s", " ").replace("’s", " ").split() if word not in _PLAIN}
