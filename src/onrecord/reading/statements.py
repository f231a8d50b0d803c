"""From attributions to statements: act, voice, standing, speech, actor, denials."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.records import Actor, ReportDetails, Statement


def make_statements(page: Page, attributions: Sequence[Attribution], actors: Sequence[Actor], report: ReportDetails) -> tuple[Statement, ...]:
    """Statements in text order, with ids s1, s2, …"""
    return tuple(
        Statement(
            id=f"s{n}", source=a.source, cue=a.cue, content=a.content, act="asserts", voice="attributed" if a.source else "unsourced",
            standing="claimed", form="indirect", speech=True, grade="one", confidence=a.confidence,
        )
        for n, a in enumerate(attributions, 1)
    )  # fmt: skip
