"""Finding the names of people who are to be protected, and blacking them out character by character.

A whole name of several words is found in any letter case, with anything but letters between its words, or nothing ("ANNA-VALE",
"annavale.txt"). A word of a name alone ("Ms Vale") is found as it is written or in capitals, where no letter touches it: a name that
is also a common word would otherwise black out half of a text, and give itself away by it. Soft hyphens and other invisible
characters inside a name hide nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote

import msgspec

BLACK = "█"
"""Stands for each character of a name. One for one, so that offsets into the text stay what they are."""

SHORTEST_WORD = 3
"""Letters of a word of a name that is looked for alone."""

_INVISIBLE = "[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]*"
_BETWEEN = r"[^\w]*_*[^\w]*"
_NEVER = r"(?!)"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"


_CLOSED = frozenset(
    "act voice standing form grade measure scope civil_status kind type authenticity rule outcome code language country sha256".split()
)
"""Fields of records that hold no words of a report."""


class ProtectedNames:
    """Names that must not go out."""

    def __init__(self, names: Iterable[str], *, passed: frozenset[str] = frozenset()) -> None:
        """Names to be looked for.

        Args:
            names: as notes give them.
            passed: words, casefolded, that alone are taken for none of them.
        """
        self._passed = passed
        cleaned = (unicodedata.normalize("NFC", " ".join(name.split())) for name in names)
        self._names = tuple(dict.fromkeys(name for name in cleaned if re.search(r"\w", name)))

    def __bool__(self) -> bool:
        return bool(self._names)

    def but_for(self, words: frozenset[str]) -> "ProtectedNames":
        """The same names, of which these words alone are none: "May" where a page of ours writes a date."""
        return ProtectedNames(self._names, passed=frozenset(word.casefold() for word in words))

    def found_in(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The names of which something stands in one of the texts."""
        listed = tuple(texts)
        return tuple(name for name in self._names if any(ProtectedNames((name,)).stand_in(text) for text in listed))

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        whole, words = [], []
        for name in self._names:
            parts = re.findall(r"\w+", name)
            if len(parts) > 1:
                whole.append(f"(?i:{_BETWEEN.join(_word(part) for part in parts)})")
            words += [part for part in parts if len(parts) == 1 or _is_word_of_name(part)]
        looked_for = [word for word in dict.fromkeys(words) if word.casefold() not in self._passed]
        alone = [_apart(form) for word in looked_for for form in _forms(word)]
        return re.compile("|".join([*sorted(whole, key=len, reverse=True), *alone]) or _NEVER)

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text, as it is or as part of an address."""
        if not self._names or not text:
            return False
        return bool(self._pattern.search(text)) or ("%" in text and bool(self._pattern.search(unquote(text))))

    def blacked_out(self, text: str) -> str:
        """The text with each of them blacked out; as long as before. An address that hides one by its escapes goes black as a whole."""
        if not self._names:
            return text
        masked = self._pattern.sub(lambda found: BLACK * len(found.group()), text)
        return BLACK * len(text) if self.stand_in(masked) else masked

    def stand_in_value(self, value: Any) -> bool:
        """Whether one stands anywhere in a JSON value, keys included."""
        if isinstance(value, str):
            return self.stand_in(value)
        if isinstance(value, dict):
            return any(self.stand_in(key) or self.stand_in_value(one) for key, one in value.items())
        return isinstance(value, list | tuple) and any(self.stand_in_value(one) for one in value)

    def stand_in_json(self, body: bytes) -> bool:
        """The same for JSON as bytes."""
        return bool(self._names) and self.stand_in_value(msgspec.json.decode(body))

    def without(self, value: Any) -> Any:
        """A value of plain JSON types with every name in it blacked out, but for the words of closed vocabularies."""
        if isinstance(value, str):
            return self.blacked_out(value)
        if isinstance(value, dict):
            return {self.blacked_out(key): one if key in _CLOSED else self.without(one) for key, one in value.items()}
        return [self.without(one) for one in value] if isinstance(value, list | tuple) else value


def _is_word_of_name(word: str) -> bool:
    """A word that begins with a capital, or is of a script that has none; not "al" or "von"."""
    return len(word) >= SHORTEST_WORD and not word[0].islower()


def _forms(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, word.upper(), word.title())))


def _apart(word: str) -> str:
    """A word where no letter touches it; anywhere in scripts that know no capitals, where words or their particles are written together."""
    if any(unicodedata.category(letter) == "Lo" for letter in word):
        return _word(word)
    return f"{_NO_LETTER_BEFORE}{_word(word)}{_NO_LETTER_AFTER}"


def _word(word: str) -> str:
    """A word with its letters composed or decomposed, and whatever cannot be seen between them."""
    return _INVISIBLE.join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    spellings = dict.fromkeys(unicodedata.normalize(form, letter) for form in ("NFC", "NFD"))
    return re.escape(letter) if len(spellings) == 1 else f"(?:{'|'.join(map(re.escape, spellings))})"
