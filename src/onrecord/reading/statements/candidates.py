"""Statements that a denial may answer: those of others near it, and what belongs together among them."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.events import event_classes, stems
from onrecord.reading.wordlists import words

FACTUAL = words(
    """
    asserts reports estimates claims accuses confirms interprets assesses denies expects
    """
)
WINDOW = 60
"""Statements on either side among which a denial's object is sought; keeps long texts linear."""
NEAR_PARAGRAPHS = 4


def others_near(draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements of others near a denial, the nearest before it first, then those after it."""
    window = [*reversed(drafts[max(number - WINDOW, 0) : number]), *drafts[number + 1 : number + WINDOW]]
    return (
        [
            other
            for other in window
            if other.act in FACTUAL
            and other.content
            and not other.negated
            and not (other.side is not None and other.side == draft.side)
            and other.speaker != draft.speaker
        ]
        if draft.speaker is not None
        else [other for other in window if other.act in FACTUAL and other.content]
    )


def stands_near(page: Page, other: Draft, draft: Draft) -> bool:
    """Whether two statements are at most a few paragraphs apart."""
    return abs(page.paragraph_numbers[other.place] - page.paragraph_numbers[draft.place]) <= NEAR_PARAGRAPHS


def same_passage(page: Page, fitting: list[Draft], pool: Sequence[Draft]) -> list[Draft]:
    """The nearest accusation with those that its speaker makes in the same paragraph; one that tells no deed ("blamed X") goes along."""
    nearest = fitting[0]
    place = page.paragraph_numbers[nearest.place]
    with_bare = [*fitting, *(other for other in pool if not any(other is one for one in fitting) and not event_classes(page, other))]
    return [other for other in with_bare if other.side == nearest.side and page.paragraph_numbers[other.place] == place]


def same_event(page: Page, told: frozenset[str], classes: frozenset[str], other: Draft) -> bool:
    """Whether a statement tells a deed of the same kind, or shares two words with what is told."""
    return bool(classes & event_classes(page, other)) or len(told & stems(page, other)) >= 2
