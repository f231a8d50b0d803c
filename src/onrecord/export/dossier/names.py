"""Finding the names of people who are to be protected, and blacking them out character by character.

A whole name of several words is found in any letter case, with anything but letters between its words, or nothing ("ANNA-VALE",
"annavale.txt"). A word of a name alone ("Ms Vale", "the Vales") is found as it is written or in capitals, where no letter touches it: a
name that is also a common word would otherwise black out half of a text, and give itself away by it. In what names a file, a record, a
page or a mailbox, letter case says nothing, and a word alone is found in any ("vale-told-us.txt", "avale@…"). Diacritics, full-width
letters and invisible characters hide nothing (``spelling``).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import unquote

import msgspec

from onrecord.export.dossier.spelling import Folded, folded, unhyphenated

BLACK = "█"
"""Stands for each character of a name. One for one, so that offsets into the text stay what they are."""

SHORTEST_WORD = 3
"""Letters of a word of a name that is looked for alone in any case; one of two letters is where it is no common word."""
SHORTEST_INSIDE = 4
"""Letters of a word of a name that is looked for inside of other words of a mailbox."""

_BETWEEN = f"(?:_|[^\\w{BLACK}])*"
_NEVER = r"(?!)"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_OF_SEVERAL = "(?:e?s|E?S)?"
"""The ending of "the Vales", who may be one family, and of a genitive without an apostrophe."""

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa"})

_ENDS = re.compile(r"[\s\"'<>()\[\]{}|,;“”„«»]")
_LONGEST = 2000
"""Characters of an address that are looked at on each side of a name."""
_ADDRESS = re.compile(r"[@_\\]|://|^www\.|^[~./]*/|/[^/]*/|\w\.[A-Za-z][A-Za-z0-9]")
_LONGEST_MAILBOX = 100
_MAILBOX = frozenset(".+-_'%=~&!#")
_ESCAPED = re.compile(r"[%=]([0-9A-Fa-f]{2})")
"""A byte as addresses have it, or as mail does that was taken for its text."""

_CLOSED = frozenset(
    "act voice standing form grade measure scope civil_status kind type authenticity rule outcome code language country sha256".split()
)
"""Fields of records that hold no words of a report."""
_NAMING = frozenset("id url uri href origin path file filename report reports record records reading readings locator".split())
"""Fields that name a record, a file or a page; whatever stands in them is taken for an address."""


class ProtectedNames:
    """Names that must not go out."""

    def __init__(self, names: Iterable[str], *, passed: frozenset[str] = frozenset()) -> None:
        """Names to be looked for.

        Args:
            names: as notes give them.
            passed: words, casefolded, that alone are taken for none of them; nor is a name that consists of them alone.
        """
        self._passed = passed
        cleaned = (unicodedata.normalize("NFC", " ".join(name.split())) for name in names)
        self._names = tuple(dict.fromkeys(name for name in cleaned if _words(name)))

    def __bool__(self) -> bool:
        return bool(self._names)

    @property
    def not_alone(self) -> tuple[str, ...]:
        """Words of names that are looked for only where the whole name stands: short and common ones. Not such as "von" or "bin"."""
        found = {part.casefold() for part in self._alone}
        several = (parts for parts in self._parts if len(parts) > 1)
        words = (part for parts in several for part in parts if not part[0].islower() or all(one[0].islower() for one in parts))
        return tuple(dict.fromkeys(word for word in words if len(word) > 1 and word.casefold() not in found))

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

    # --- what is looked for --------------------------------------------------------------------------------------------

    @cached_property
    def _parts(self) -> tuple[tuple[str, ...], ...]:
        """The words of each name, in one spelling; of "Müller" as of "Mueller"."""
        spellings = dict.fromkeys(spelled for name in self._names for spelled in (name, name.translate(_SPELLED_OUT)))
        return tuple(tuple(_words(name)) for name in spellings)

    @cached_property
    def _alone(self) -> tuple[str, ...]:
        """Words that are looked for alone, as they are written."""
        words: dict[str, None] = {}
        for parts in self._parts:
            lower = len(parts) > 1 and not any(part[0].isupper() for part in parts)
            written = (part.title() if lower and len(part) != SHORTEST_WORD else part for part in parts)
            words |= dict.fromkeys(word for word in written if len(parts) == 1 or _is_word_of_name(word))
        return tuple(word for word in words if word.casefold() not in self._passed)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Something of a name, in lower case; where it is not, nothing is."""
        return _one_of(word.lower() for word in (*self._alone, *(parts[0] for parts in self._parts if len(parts) > 1)))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        looked_for = (parts for parts in self._parts if len(parts) > 1 and not self._passed.issuperset(part.casefold() for part in parts))
        several = {_BETWEEN.join(re.escape(part.lower()) for part in parts) for parts in looked_for}
        listed = sorted(several, key=len, reverse=True)
        return re.compile(f"(?=({'|'.join(listed)}))" if listed else _NEVER)

    @cached_property
    def _written(self) -> re.Pattern[str]:
        """Words alone, as a text has them; anywhere in scripts that know no capitals, where words are written together."""
        forms = dict.fromkeys(form for word in self._alone for form in (word, word.upper(), word.title()))
        joined = [form for form in forms if any(unicodedata.category(letter) == "Lo" for letter in form)]
        apart = _one_of(form for form in forms if form not in joined).pattern
        bounded = f"{_NO_LETTER_BEFORE}(?:{apart}){_OF_SEVERAL}{_NO_LETTER_AFTER}"
        return re.compile("|".join([bounded, *sorted(map(re.escape, joined), key=len, reverse=True)]))

    @cached_property
    def _addressed(self) -> re.Pattern[str]:
        """Words alone and the usual ones made of two, in lower case, as an address has them."""
        words = {word.lower() for word in self._alone}
        for parts in self._parts:
            first, last = parts[0].lower(), parts[-1].lower()
            made = (first[0] + last, last + first[0], first + last[0]) if len(parts) > 1 else ()
            words.update(word for word in made if len(word) > SHORTEST_WORD and word not in self._passed)
        return re.compile(f"(?:{_one_of(words).pattern})(?:e?s)?")

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        return _one_of(word.lower() for word in self._alone if len(word) >= SHORTEST_INSIDE)

    # --- where it stands -----------------------------------------------------------------------------------------------

    def _spans(self, text: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        """Where names stand; spans may overlap. In time proportional to the length of the text."""
        if "%" in text or "=" in text:
            yield from self._escaped(text)
        yield from self._plain_spans(text, is_address=is_address)
        if (joined := unhyphenated(text)) is not None:
            for span in self._plain_spans(joined.text, is_address=is_address):
                yield joined.span(*span)

    def _plain_spans(self, text: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        one = folded(text)
        lower = _lower(one.text)
        if not self._any.search(lower):
            return
        for found in self._whole.finditer(lower):
            yield one.span(*found.span(1))
        for found in self._written.finditer(one.text):
            yield one.span(*found.span())
        for start, end in self._in_addresses(one, lower, is_address=is_address):
            yield one.span(start, end)

    def _in_addresses(self, one: Folded, lower: str, *, is_address: bool) -> Iterator[tuple[int, int]]:
        text = one.text
        known = (0, 0, False)
        for found in self._addressed.finditer(lower):
            start, end = found.span()
            if not _is_apart(text, start, end):
                continue
            if not is_address and not known[0] <= start < known[1]:
                token = _token(text, start, end)
                known = (*token, _ADDRESS.search(text[token[0] : token[1]].rstrip(".:!?…")) is not None)
            if is_address or known[2]:
                yield start, end
        at = text.find("@")
        while at >= 0:
            first = at
            while first > max(0, at - _LONGEST_MAILBOX) and (text[first - 1].isalnum() or text[first - 1] in _MAILBOX):
                first -= 1
            if first < at and self._inside.search(lower, first, at):
                yield first, at
            at = text.find("@", at + 1)

    def _escaped(self, text: str) -> Iterator[tuple[int, int]]:
        """Addresses and words that hide a name by percent or equals signs, each as a whole."""
        last = 0
        for found in _ESCAPED.finditer(text):
            if found.start() >= last:
                start, last = _token(text, *found.span())
                plain = {text[start:last]}
                for _ in range(_LAYERS):
                    escaped = {_ESCAPED.sub(r"%\1", one) for one in plain}
                    plain = {unquote(one, encoding) for one in escaped for encoding in ("utf-8", "cp1252")}
                    if any(next(self._plain_spans(one, is_address=True), None) for one in plain):
                        yield start, last
                        break

    def stand_in(self, text: str, *, is_address: bool = False) -> bool:
        """Whether one of them stands in a text, as it is or as part of an address.

        Args:
            text: what is looked through.
            is_address: it names a file, a record, a page or a mailbox.
        """
        return bool(self._names and text) and next(self._spans(text, is_address=is_address), None) is not None

    def blacked_out(self, text: str, *, is_address: bool = False) -> str:
        """The text with each of them blacked out; as long as before. An address that hides one by its escapes goes black as a whole."""
        for _ in range(_ROUNDS if self._names and text else 0):
            spans = sorted(self._spans(text, is_address=is_address))
            if not spans:
                return text
            parts, at = [], 0
            for start, end in spans:
                if end > at:
                    parts += [text[at : max(start, at)], BLACK * (end - max(start, at))]
                    at = end
            text = "".join([*parts, text[at:]])
        return BLACK * len(text) if self.stand_in(text, is_address=is_address) else text

    def stand_in_value(self, value: Any, field: str = "") -> bool:
        """Whether one stands anywhere in a JSON value, keys included."""
        if isinstance(value, str):
            return self.stand_in(value, is_address=field in _NAMING)
        if isinstance(value, dict):
            return any(self.stand_in(key) or self.stand_in_value(one, key) for key, one in value.items())
        return isinstance(value, list | tuple) and any(self.stand_in_value(one, field) for one in value)

    def stand_in_json(self, body: bytes) -> bool:
        """The same for JSON as bytes."""
        return bool(self._names) and self.stand_in_value(msgspec.json.decode(body))

    def without(self, value: Any, field: str = "") -> Any:
        """A value of plain JSON types with every name in it blacked out, but for the words of closed vocabularies."""
        if isinstance(value, str):
            return self.blacked_out(value, is_address=field in _NAMING)
        if isinstance(value, dict):
            return {self.blacked_out(key): one if key in _CLOSED else self.without(one, key) for key, one in value.items()}
        return [self.without(one, field) for one in value] if isinstance(value, list | tuple) else value


_COMMON = frozenset(
    "ab ad ah ai al am an as at au be by da de di do du ed eh el em en er es et eu fr go ha he hm id if il im in io is it ja je jo la le lo"
    " ma me mi mr ms my na ne no nu of oh ok on or os ou pa re sa se si so st su ta te to tu tv um un up us uz va ve vs we ya yo zu".split()
)
"""Words of two letters with which sentences of many languages begin; blacked out wherever they stand, they would tell the name."""
_LAYERS = 2
"""How often one escape may lie in another."""
_ROUNDS = 4
"""What is blacked out may lay bare another name beside it."""


def _words(name: str) -> list[str]:
    """The words of a name, in one spelling."""
    return re.findall(r"[^\W_]+", folded(name).text)


def _is_word_of_name(word: str) -> bool:
    """A word that begins with a capital, or is of a script that has none; not "al" or "von"."""
    if len(word) == SHORTEST_WORD - 1:  # of a script without capitals, such a piece stands inside of too many words
        return word[0].isupper() and word.casefold() not in _COMMON
    return len(word) >= SHORTEST_WORD and not word[0].islower()


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    """One of some words, the longest first; by their first letters, so that many take hardly longer than few."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()) or _NEVER)


def _lower(text: str) -> str:
    """In lower case, letter for letter."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether no letter touches a word, or where one does a capital shows that another word begins: ``ToldByVale.txt``."""
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = not before.isalpha() or (before.islower() and text[start].isupper())
    return begins and (not after.isalpha() or (after.isupper() and text[end - 1].islower()))


def _token(text: str, start: int, end: int) -> tuple[int, int]:
    """The run of characters around a place in which an address could stand."""
    first = start
    while first > max(0, start - _LONGEST) and not _ENDS.match(text[first - 1]):
        first -= 1
    found = _ENDS.search(text, end, min(len(text), end + _LONGEST))
    return first, found.start() if found else min(len(text), end + _LONGEST)
