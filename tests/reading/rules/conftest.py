"""How the tests of the rule reader write what it reads."""

from collections.abc import Callable

import pytest

from onrecord.reading.page import Page
from onrecord.reading.rules import RuleReader


@pytest.fixture
def read() -> Callable[[str], list[str]]:
    """The attributions of a text as "[source] {cue} <content>", pieces joined by " // "."""

    def attributions(text: str) -> list[str]:
        def shown(pieces: tuple[tuple[int, int], ...]) -> str:
            return " // ".join(text[start:end] for start, end in pieces)

        found = RuleReader().attributions(Page.of(text))
        return [f"[{shown(a.source)}] {{{shown(a.cue)}}} <{shown(a.content)}>" for a in found]

    return attributions
