"""The rule reader: who said what, from cue words and the shape of the sentence. Explainable, and needs no model."""

from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution


class RuleReader:
    """Finds attributions by rules; see docs/concepts/statements-and-standing."""

    name = "rules"
    version = "1"

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its first character."""
        return ()
