"""Finding the names of people who are to be protected, and blacking them out character by character.

A whole name of several words is found in any letter case, with anything but letters between its words, or nothing ("ANNA-VALE",
"annavale.txt"). A word of a name alone ("Ms Vale", "the Vales") is found as it is written or in capitals, where no letter touches it: a
name that is also a common word would otherwise black out half of a text, and give itself away by it. In what names a file, a record, a
page or a mailbox, letter case says nothing, and a word alone is found in any ("vale-told-us.txt", "avale@…").

What is looked for of a name: ``sought``. Spellings that look alike: ``spelling``. What hides a word: ``escapes``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any

import msgspec

from onrecord.errors import WrongUse
from onrecord.export.dossier.addresses import is_address as has_form_of_address
from onrecord.export.dossier.addresses import is_apart, mailboxes, named_in_sentence, token_around
from onrecord.export.dossier.escapes import encodings_of, hosts, unescaped, unpacked
from onrecord.export.dossier.scripts import is_mark
from onrecord.export.dossier.sought import BLACK, Sought, is_usual, words_of
from onrecord.export.dossier.spelling import folded, spellings, unhyphenated

_CLOSED = frozenset(
    "act voice standing form grade measure scope civil_status kind type authenticity rule outcome code language country sha256".split()
)
"""Fields of records that hold no words of a report."""
_NAMING = frozenset("id url uri href origin path file filename report reports record records reading readings locator where".split())
"""Fields that name a record, a file or a page; whatever stands in them is taken for an address."""
_MESSAGE = "message"
"""The field of an issue whose sentence is ours, and names files and parts of them."""
_DIGEST = re.compile("[0-9a-f]{64}")
"""By what records name each other; three of its letters may happen to be a name."""

_SHORTEST_PACKED = 4
"""Bytes of a word that is looked for in what was unpacked: shorter ones stand in anything by chance."""
_ROUNDS = 4
"""What is blacked out may lay bare another name beside it."""


class ProtectedNames:
    """Names that must not go out."""

    def __init__(self, names: Iterable[str], *, passed: frozenset[str] = frozenset()) -> None:
        """Names to be looked for.

        Args:
            names: as notes give them.
            passed: words, casefolded, that alone are taken for none of them; nor is a name that consists of them alone.
        """
        cleaned = (unicodedata.normalize("NFC", " ".join(name.split())) for name in names)
        self._names = tuple(dict.fromkeys(name for name in cleaned if words_of(name)))
        self._sought = Sought(self._names, passed)

    def __bool__(self) -> bool:
        return bool(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    @property
    def not_alone(self) -> tuple[str, ...]:
        """Words of names that are looked for only where the whole name stands: short and common ones, and titles."""
        return self._sought.not_alone

    def but_for(self, words: frozenset[str]) -> "ProtectedNames":
        """The same names, of which these words alone are none: "May" where a page of ours writes a date."""
        return ProtectedNames(self._names, passed=frozenset(word.casefold() for word in words))

    def found_in(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The names of which something stands in one of the texts."""
        listed, found = tuple(texts), []
        for name in self._names:
            alone = ProtectedNames((name,))
            if any(alone.stand_in(text) for text in listed):
                found.append(name)
        return tuple(found)

    # --- texts ---------------------------------------------------------------------------------------------------------

    def stand_in(self, text: str, *, is_address: bool = False) -> bool:
        """Whether one of them stands in a text, as it is or as part of an address.

        Args:
            text: what is looked through.
            is_address: it names a file, a record, a page or a mailbox.
        """
        return bool(self._names and text) and next(self._spans(text, is_address=is_address), None) is not None

    def stand_plainly_in(self, text: str) -> bool:
        """The same, but for what is escaped or packed."""
        return bool(self._names and text) and next(self._plain_spans(text, is_address=False), None) is not None

    def might_stand_at(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a word of one of them stands in any letter case, also inside of another word."""
        for one in spellings(text, as_two=self._sought.has_two_for_one):
            yield from (one.span(*span) for span in _overlapping(self._sought.any, _lower(one.text)))

    def blacked_out(self, text: str, *, is_address: bool = False) -> str:
        """The text with each of them blacked out; as long as before. What hides one by escapes or packed goes black as a whole."""
        for _ in range(_ROUNDS if self._names and text else 0):
            spans = sorted(self._spans(text, is_address=is_address))
            if not spans:
                return text
            text = _with_black(text, spans)
        return BLACK * len(text) if self.stand_in(text, is_address=is_address) else text

    # --- records -------------------------------------------------------------------------------------------------------

    def stand_in_value(self, value: Any, field: str = "") -> bool:
        """Whether one stands anywhere in a JSON value, keys included."""
        if isinstance(value, str):
            return value != self._without(value, field)
        if isinstance(value, dict):
            return any(self.stand_in(key) or self.stand_in_value(one, key) for key, one in value.items())
        return isinstance(value, list | tuple) and any(self.stand_in_value(one, field) for one in value)

    def stand_in_json(self, body: bytes) -> bool:
        """The same for JSON as bytes."""
        return bool(self._names) and self.stand_in_value(msgspec.json.decode(body))

    def without(self, value: Any, field: str = "") -> Any:
        """A value of plain JSON types with every name in it blacked out, but for the words of closed vocabularies."""
        if isinstance(value, str):
            return self._without(value, field)
        if isinstance(value, dict):
            return {self.blacked_out(key): one if key in _CLOSED else self.without(one, key) for key, one in value.items()}
        return [self.without(one, field) for one in value] if isinstance(value, list | tuple) else value

    def names_of_files_in(self, value: Any, field: str = "") -> Iterator[str]:
        """Whatever names a file, a page or a part of one in a JSON value, and tells one of the names."""
        if isinstance(value, dict):
            for key, one in value.items():
                yield from self.names_of_files_in(one, key)
        elif isinstance(value, list | tuple):
            for one in value:
                yield from self.names_of_files_in(one, field)
        elif isinstance(value, str) and not _DIGEST.fullmatch(value):
            named = [value] if field in _NAMING else [value[start:end] for start, end in _named(value, field)]
            yield from (one for one in named if self.stand_in(one, is_address=True))

    def _without(self, text: str, field: str) -> str:
        if _DIGEST.fullmatch(text):
            return text
        text = self.blacked_out(text, is_address=field in _NAMING)
        for start, end in _named(text, field):
            text = text[:start] + self.blacked_out(text[start:end], is_address=True) + text[end:]
        return text

    # --- where it stands -----------------------------------------------------------------------------------------------

    def _spans(self, text: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        """Where names stand; spans may overlap. In time proportional to the length of the text."""
        yield from self._plain_spans(text, is_address=is_address)
        yield from self._packed_spans(text)
        for hidden in (unescaped(text, self._encodings), hosts(text)):
            if hidden is not None:
                for start, _ in chain(self._plain_spans(hidden.text, is_address=True), self._packed_spans(hidden.text)):
                    yield hidden.run_at(start)

    def _packed_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Runs of letters and digits in which a name is packed, each as a whole."""
        if (hidden := unpacked(text)) is not None:
            for start, end in self._spans_as_written(hidden.text, is_address=True):
                if len(folded(hidden.text[start:end]).text.encode()) >= _SHORTEST_PACKED:
                    yield hidden.run_at(start)

    def _plain_spans(self, text: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        yield from self._spans_as_written(text, is_address=is_address)
        if (joined := unhyphenated(text)) is not None:
            for span in self._spans_as_written(joined.text, is_address=is_address):
                yield joined.span(*span)

    def _spans_as_written(self, text: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        for one in spellings(text, as_two=self._sought.has_two_for_one):
            lower = _lower(one.text)
            if self._sought.any.search(lower):
                for span in self._spans_in_spelling(one.text, lower, is_address=is_address):
                    yield one.span(*span)

    def _spans_in_spelling(self, text: str, lower: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        yield from _overlapping(self._sought.whole, lower)
        yield from _unusual(self._sought.written, text)
        known = (0, 0, False)
        for found in chain(self._sought.addressed.finditer(lower), self._sought.addressed_loosely.finditer(lower)):
            start, end = found.span()
            if not is_apart(text, start, end) or is_usual(text[start:end]):
                continue
            if not is_address and not known[0] <= start < known[1]:
                token = token_around(text, start, end)
                known = (*token, has_form_of_address(text[token[0] : token[1]]))
            if is_address or known[2]:
                yield start, end
        yield from (span for span in mailboxes(text) if self._sought.inside.search(lower, *span))

    @cached_property
    def _encodings(self) -> tuple[str, ...]:
        return encodings_of(self._names)


def check_name(name: str) -> None:
    """Hold a name that is to be protected to what can be looked for; an empty one is none.

    Raises:
        WrongUse: it has no letter.
    """
    if name.strip() and not any(letter.isalpha() for word in words_of(name) for letter in word):
        message = "the name has no letter, so that no dossier could be searched for it"
        raise WrongUse(message, hint="give the name as reports write it; what else is known of a person goes into --text")


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Everything found, also where it begins inside of what was found before."""
    found = pattern.search(text)
    while found:
        yield found.span()
        found = pattern.search(text, found.start() + 1)


def _unusual(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Everything found but what happens to look so in other words; inside of that, it is looked for as well."""
    found = pattern.search(text)
    while found:
        start, end = found.span()
        usual = is_usual(found.group())
        if not usual:
            yield start, end
        found = pattern.search(text, start + 1 if usual else max(end, start + 1))


def _named(text: str, field: str) -> list[tuple[int, int]]:
    return named_in_sentence(text) if field == _MESSAGE else []


def _with_black(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with everything in the spans black, which are in order, and the marks of their last letters."""
    parts, at = [], 0
    for start, last in spans:
        if last > at:
            end = last
            while end < len(text) and is_mark(text[end]):
                end += 1
            parts += [text[at : max(start, at)], BLACK * (end - max(start, at))]
            at = end
    return "".join([*parts, text[at:]])


def _lower(text: str) -> str:
    """In lower case, letter for letter."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
