"""Other names for everything invented in an archive, from its ``names.json``."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.evaluation.archive.altering.marked import Edit


class Names:
    """One set of replacements."""

    def __init__(self, names: Mapping[str, list[Mapping[str, Any]]], number: int) -> None:
        """
        Args:
            names: the content of ``names.json``: entries by kind, each with its forms and sets of replacements.
            number: which set.
        """
        self._new = {
            form: new
            for entries in names.values()
            for entry in entries
            for form, new in zip(entry["forms"], entry["replacements"][number], strict=True)
        }
        longest_first = sorted(self._new, key=lambda form: (-len(form), form))
        self._form = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def edits(self, text: str) -> Iterator[Edit]:
        """What changes in a text."""
        for match in self._form.finditer(text):
            yield Edit(match.start(), match.end(), self._new[match[0]])

    def renamed(self, text: str) -> str:
        """A text with the other names."""
        return self._form.sub(lambda match: self._new[match[0]], text)
