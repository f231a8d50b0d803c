"""Which capitals of a text are those of names, and which merely begin a sentence or stand in a headline."""

import re
from itertools import pairwise

from onrecord.corroboration.countries import countries_in
from onrecord.corroboration.names import is_short_name, words
from onrecord.records.dictionary import is_word

_RUN = re.compile(r"(?<![\w’'-])[A-Z][\w’'.-]*(?:\s(?:of\s(?:the\s)?|for\s|and\s)?[A-Z][\w’'-]*)*")
"""Words with a capital one after another, with the small ones that join them into a name."""
_BEGINS = re.compile(r"(?:^|[.!?:;…–—|]|\s-)[\s\"“”„«»‘’'()\[\]*•#>-]*$")
"""What stands before a word that begins a sentence."""
_BEFORE = 12
"""Characters before a word among which a sentence ends where the word begins one."""
_HEADLINE = 0.7
"""Share of words with a capital from which a line's capitals say nothing about names."""


class WrittenNames:
    """The names that a text writes as names: with a capital where no sentence begins."""

    def __init__(self, text: str) -> None:
        self._alone: set[str] = set()
        """Words in lower case that stand alone with a capital inside a sentence."""
        self._joined: set[tuple[str, str]] = set()
        """Words in lower case that follow each other in one name."""
        for line in text.splitlines():
            if not _is_headline(line):
                self._note(line)

    def _note(self, line: str) -> None:
        for match in _RUN.finditer(line):
            run = [word.lower() for word in words(match.group()) if word[:1].isupper()]
            self._joined.update(pairwise(run))
            if _BEGINS.search(line[max(0, match.start() - _BEFORE) : match.start()]):
                run = run[1:]
            if len(run) == 1:
                self._alone.add(run[0])

    def has(self, name: str) -> bool:
        """Whether a name is one: it holds a word that is none of the dictionary's, or the text writes it as a name inside a sentence.

        "Ferry fire killed two" names nobody, though a ferry called so is told of in the same report.
        """
        spelled = [word for word in words(name) if word[:1].isupper()]
        if not spelled or any(is_short_name(word) or not is_word(word) for word in spelled) or countries_in(name):
            return True
        lower = [word.lower() for word in spelled]
        return lower[0] in self._alone if len(lower) == 1 else self._joined.issuperset(pairwise(lower))


def _is_headline(line: str) -> bool:
    found = re.findall(r"[^\W\d_]+", line)
    return line.rstrip()[-1:] not in {".", "!", "?", "”", '"'} and sum(word[0].isupper() for word in found) >= _HEADLINE * len(found)
