"""What is looked for of a name: its words, alone and together, in the forms in which texts and addresses have them.

A note may give a name as people write names: "Berg, Anna", "Dr. Anna Berg (nurse)", "Khaled al-Masri". So titles are taken off, what
stands in brackets is a name by itself, and what a hyphen or a particle holds together is also looked for as one word ("Almasri").
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from onrecord.export.dossier.scripts import MARKS, is_mark, is_suffixing, length
from onrecord.export.dossier.spelling import SPELLED_OUT, folded

BLACK = "█"
"""Stands for each character of a name. One for one, so that offsets into the text stay what they are."""

SHORTEST_WORD = 3
"""Letters of a word of a name that is looked for alone in any case; one of two letters is where it is no common word."""
SHORTEST_INSIDE = 4
"""Letters of a word of a name that is looked for inside of other words of a mailbox."""
_SHORTEST_JOINED = 5
"""Letters of words that are also looked for with an article written apart, and of what is written as one word."""

_SIGNS = (
    "[!-$'-.:;?\\[\\]^-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b8\u00bb\u00bf\u02c2-\u02c5\u02d2-\u02df\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
    "\u2190-\u2587\u2589-\u2bff\u2e00-\u2e5d\u3001-\u3003\u3008-\u3020\u30fb\ufe10-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\U0001f000-\U0001faff]{0,2}"
)
"""What may stand between two letters of a word and not hide it; not what parts words everywhere: slashes, at signs, equals signs."""
_BETWEEN = f"(?:_|[^\\w{BLACK}])*"
_NEVER = r"(?!)"
_LETTER = r"[^\W\d_]"
_OF_WORD = f"(?:{_LETTER}|[{MARKS}])"
_OF_SEVERAL = "(?:e?s|E?S)?"
"""The ending of "the Vales", who may be one family, and of a genitive without an apostrophe."""

_COMMON = frozenset(
    "ab ad ah ai al am an as at au be by da de di do du ed eh el em en er es et eu fr go ha he hm id if il im in io is it ja je jo la le lo"
    " ma me mi mr ms my na ne no nu of oh ok on or os ou pa re sa se si so st su ta te to tu tv um un up us uz va ve vs we ya yo zu".split()
)
"""Words of two letters with which sentences of many languages begin; blacked out wherever they stand, they would tell the name."""
_TITLES = frozenset(
    "mr mrs ms miss mx dr drs prof ing sr jr phd md ii iii herr frau mme mlle señor señora senor senora sir dame lord lady"
    " sheikh shaikh shaykh imam rabbi haji hajji hajja father sister brother rev reverend bishop"
    " capt captain col colonel gen general maj major lt lieutenant sgt sergeant cpl corporal pvt private"
    " judge justice president minister mayor doctor professor nurse".split()
)
"""Words before or after a name that are none of it."""
_NOT_TOLD = 4
"""Letters of a title that nobody needs to look for."""

_ELIDED = re.compile("([^\\W\\d_]+)['’]([^\\W\\d_]+)")
_ELISIONS = frozenset("c d j l m n o s t z qu jusqu lorsqu puisqu quelqu un all dall dell nell sull bell quell quest sant".split())
"""What French, Italian and Irish write before an apostrophe and another word."""
_CONTRACTED = frozenset("ll re ve d m s t em".split())
"""What English writes behind one."""
_ABBREVIATED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")

_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|[“”„«»\"]([^“”„«»\"]*)[“”„«»\"]")
_HELD_TOGETHER = re.compile(f"{_OF_WORD}+(?:[-\u2010\u2011'’]{_OF_WORD}+)+")
_WITH_APOSTROPHES = re.compile(f"{_OF_WORD}+(?:['’]{_OF_WORD}+)+")
_PARTICLES = re.compile(r"\b(?:[a-z]{1,4}[ -])+(?=[^\W\d_])")
_ARTICLE = re.compile("(?:al|el)", re.IGNORECASE)
_ARABIC_ARTICLE = "ال"
_VIRAMA = 9
"""Combining class of the sign that a letter has no vowel."""
_WITHOUT_SPACES = re.compile(
    "[\u2e80-\u2fdf\u3005\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]{2,6}"
)
"""Names in scripts that write without spaces, or may."""
_SPACED = r"[\s\u00b7\u30fb\uff65\u2027]{0,3}"


class Sought:
    """What is looked for of some names."""

    def __init__(self, names: tuple[str, ...], passed: frozenset[str]) -> None:
        """Names, each in one line; and words, casefolded, that alone are taken for none of them."""
        self._names = names
        self._passed = passed
        self._ways = tuple(dict.fromkeys(way for name in names for way in _ways(name)))
        self._asides = tuple(aside for name in names for aside in _asides(name))

    @cached_property
    def whole_names(self) -> tuple[tuple[str, ...], ...]:
        """The words of each name, in one spelling."""
        spelled = dict.fromkeys(form for way in (*self._ways, *self._asides) for form in (way, way.translate(SPELLED_OUT)))
        whole = [_without_titles(words_of(way)) for way in spelled]
        return tuple(dict.fromkeys(whole))

    @cached_property
    def alone(self) -> tuple[str, ...]:
        """Words that are looked for alone, as they are written."""
        words: dict[str, None] = {}
        for parts in self.whole_names:
            lower = len(parts) > 1 and not any(part[0].isupper() for part in parts)
            written = (part.title() if lower and len(part) != SHORTEST_WORD else part for part in parts)
            words |= dict.fromkeys(word for word in written if len(parts) == 1 or _is_word_of_name(word))
        return tuple(word for word in words if word.casefold() not in self._passed and word.casefold() not in self._several_words_beside)

    @cached_property
    def _several_words_beside(self) -> frozenset[str]:
        """Words of what stands in brackets beside a name, where these are several: a calling, mostly."""
        beside = {word.casefold() for aside in self._asides if len(words := words_of(aside)) > 1 for word in words}
        return frozenset(beside - {word.casefold() for way in self._ways for word in words_of(way)})

    @cached_property
    def not_alone(self) -> tuple[str, ...]:
        """Words of names that are looked for only where the whole name stands: short and common ones. Not such as "von" or "bin"."""
        found = {part.casefold() for part in self.alone}
        several = (parts for name in self._names if len(parts := words_of(name)) > 1)
        words = (part for parts in several for part in parts if not part[0].islower() or all(one[0].islower() for one in parts))
        longer = (word for word in words if len(word) > 1 or unicodedata.category(word) == "Lo")  # others are initials
        told = (word for word in longer if not (len(word) <= _NOT_TOLD and word.casefold() in _TITLES))
        return tuple(dict.fromkeys(word for word in told if word.casefold() not in found))

    @cached_property
    def has_two_for_one(self) -> bool:
        """Whether one of them is spelled as if a letter with a diacritic had been spelled out."""
        return any(re.search("ae|oe|ue|aa", name, re.IGNORECASE) for name in self._names)

    @cached_property
    def _joined(self) -> tuple[str, ...]:
        """What is written as one word elsewhere: "Almasri", "Elmasri" and "AlMasri" for "al-Masri", "DelaCruz" for "de la Cruz", "Said" for
        "Sa'id"."""
        forms: dict[str, None] = {}
        for way in self._ways:
            held = [re.split("[-\u2010\u2011'’]", found.group()) for found in _HELD_TOGETHER.finditer(way)]
            held += [(found.group() + _word_at(way, found.end())).replace("-", " ").split() for found in _PARTICLES.finditer(way)]
            by_sounds = [found.group() for found in _WITH_APOSTROPHES.finditer(way)]
            forms |= dict.fromkeys(form for found in by_sounds for form in _as_one_word(re.split("['’]", folded(found).text)))
            for parts in held:
                made = (form for one in _other_articles(parts) for form in _as_one_word([folded(part).text for part in one]))
                forms |= dict.fromkeys(form for form in made if len(form) >= _SHORTEST_JOINED)
        return tuple(form for form in forms if len(form) >= SHORTEST_WORD and form.casefold() not in self._passed)

    @cached_property
    def _apart(self) -> tuple[str, ...]:
        """The other way round: "al-Masri" for "Almasri"."""
        words = [word for word in self.alone if word.isascii() and len(word) >= _SHORTEST_JOINED and _ARTICLE.match(word)]
        both = ((word[:2], word[2:].capitalize(), between) for word in words for between in "- ")
        return tuple(form for start, rest, between in both for form in (f"{start.lower()}{between}{rest}", f"{start}{between}{rest}"))

    @cached_property
    def any(self) -> re.Pattern[str]:
        """Something of a name, in lower case; where it is not, nothing is."""
        ends = (part for parts in self.whole_names if len(parts) > 1 for part in (parts[0], parts[-1]))
        spaced = (word[0] for word in self.alone if _WITHOUT_SPACES.fullmatch(word))
        others = (form for word in self.alone for form in (*_after_to(word), *_before_endings(word)))
        return one_of(word.lower() for word in (*self.alone, *self._joined, *self._apart, *ends, *spaced, *others))

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """Whole names of several words, in lower case; those of two words also turned round, where no letter touches them."""
        looked_for = (parts for parts in self.whole_names if len(parts) > 1 and not self._passed.issuperset(map(str.casefold, parts)))
        listed = {tuple(part.lower() for part in parts) for parts in looked_for}
        straight = {_BETWEEN.join(map(_loosely, parts)) for parts in listed}
        turned = {_bounded(parts[1], f"{_rest(parts[1])}{_BETWEEN}{_loosely(parts[0])}") for parts in listed if len(parts) == 2}
        return re.compile("|".join(sorted(straight | turned, key=lambda form: (-len(form), form))) or _NEVER)

    @cached_property
    def written(self) -> re.Pattern[str]:
        """Words alone, as a text has them; in scripts that know no capitals also as parts of words, since others are joined to them."""
        forms = dict.fromkeys(form for word in self.alone for form in (word, word.upper(), word.title()))
        forms |= dict.fromkeys(form for word in (*self._joined, *self._apart) for form in (word, word.upper()))
        joined = [form for form in forms if any(unicodedata.category(letter) == "Lo" for letter in form)]
        apart = one_of((form for form in forms if form not in joined), bounded=True).pattern
        anywhere = {_in_text(form) for word in joined for form in (word, *_after_to(word), *_before_endings(word))}
        anywhere |= {_SPACED.join(map(re.escape, word)) for word in joined if _WITHOUT_SPACES.fullmatch(word)}
        return re.compile("|".join([apart, *sorted(anywhere, key=lambda form: (-len(form), form))]))

    @cached_property
    def addressed(self) -> re.Pattern[str]:
        """Words alone and the usual ones made of two, in lower case, as an address has them."""
        words = {word.lower() for word in (*self.alone, *self._joined)}
        for parts in self.whole_names:
            first, last = parts[0].lower(), parts[-1].lower()
            made = (first[0] + last, last + first[0], first + last[0]) if len(parts) > 1 else ()
            words.update(word for word in made if len(word) > SHORTEST_WORD and word not in self._passed)
        return re.compile(f"(?:{one_of(words, loosely=False).pattern})(?:e?s)?")

    @cached_property
    def addressed_loosely(self) -> re.Pattern[str]:
        """Words alone, in lower case, whatever signs stand between their letters."""
        return one_of(word.lower() for word in (*self.alone, *self._joined))

    @cached_property
    def inside(self) -> re.Pattern[str]:
        """Words that are looked for inside of a mailbox's words, in lower case."""
        return one_of(word.lower() for word in (*self.alone, *self._joined) if len(word) >= SHORTEST_INSIDE)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, in one spelling."""
    return tuple(re.findall(f"[^\\W_](?:[^\\W_]|[{MARKS}])*", folded(name).text))


def one_of(words: Iterable[str], *, bounded: bool = False, loosely: bool = True) -> re.Pattern[str]:
    """One of some words, the longest first; by their first letters, so that many take hardly longer than few.

    Args:
        words: in the letters in which they are looked for.
        bounded: where no letter touches them, but for the ending of several.
        loosely: also with signs between their letters.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(_rest(word) if loosely else re.escape(word[1:]))
    if bounded:
        return re.compile("|".join(_bounded(first, f"(?:{'|'.join(rest)}){_OF_SEVERAL}") for first, rest in by_first.items()) or _NEVER)
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()) or _NEVER)


def is_usual(found: str) -> bool:
    """Whether the signs in a word are usual: of an abbreviation ("I.R.A"), an elision or a contraction ("J'ai", "We'll")."""
    if elided := _ELIDED.fullmatch(found):
        return elided[1].casefold() in _ELISIONS or elided[2].casefold() in _CONTRACTED
    return _ABBREVIATED.fullmatch(found) is not None


def _loosely(word: str) -> str:
    """A word as it is looked for, whatever signs stand between its letters."""
    return re.escape(word[0]) + _rest(word)


def _rest(word: str) -> str:
    """The same, without its first letter."""
    if len(word) < SHORTEST_WORD or not all(letter.isalpha() or is_mark(letter) for letter in word):
        return re.escape(word[1:])
    return "".join(_SIGNS + re.escape(letter) for letter in word[1:])


def _bounded(word: str, rest: str) -> str:
    """The first letter of a word and a pattern for what follows it, where no letter touches either. To begin with a letter is quick."""
    first = re.escape(word[0])
    return f"{first}(?<!{_LETTER}{first}){rest}(?!{_LETTER})"


def _ways(name: str) -> list[str]:
    """A name without what stands in brackets beside it; with its first name first, where a comma says that it was last."""
    plain = _ASIDE.sub(" ", name)
    plain = plain if words_of(plain) else name
    last, _, first = plain.partition(",")
    return [plain, f"{first} {last}"] if words_of(first) and words_of(last) else [plain]


def _asides(name: str) -> list[str]:
    """What stands in brackets or quotation marks beside a name, where it may be one: a nickname."""
    beside = ["".join(one) for one in _ASIDE.findall(name)] if words_of(_ASIDE.sub(" ", name)) else []
    return [one for one in beside if any(_is_word_of_name(word) and word.casefold() not in _TITLES for word in words_of(one))]


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in _TITLES:
        words = words[:-1]
    return words


def _is_word_of_name(word: str) -> bool:
    """A word that begins with a capital, or is of a script that has none; not "al" or "von"."""
    if length(word) == SHORTEST_WORD - 1:  # of a script without capitals, such a piece stands inside of too many words
        return word[0].isupper() and word.casefold() not in _COMMON
    return length(word) >= SHORTEST_WORD and not word[0].islower()


def _word_at(name: str, place: int) -> str:
    found = re.compile(f"{_OF_WORD}+").match(name, place)
    return found.group() if found else ""


def _other_articles(parts: list[str]) -> list[list[str]]:
    """With both ways in which the Arabic article is written in Latin letters."""
    return [[article, *parts[1:]] for article in ("al", "el")] if _ARTICLE.fullmatch(parts[0]) else [parts]


def _as_one_word(parts: list[str]) -> tuple[str, ...]:
    whole = "".join(parts)
    capitals = "".join(part[:1].upper() + part[1:] for part in parts)
    return whole.capitalize(), whole[:1].upper() + whole[1:], capitals


def _after_to(word: str) -> tuple[str, ...]:
    """An Arabic word with its article, after the preposition that swallows a letter of it."""
    if not word.startswith(_ARABIC_ARTICLE) or len(word) < _SHORTEST_JOINED:
        return ()
    rest = word[len(_ARABIC_ARTICLE) :]
    return ("لل" + rest, "ل" + rest) if rest.startswith("ل") else ("لل" + rest,)


def _before_endings(word: str) -> tuple[str, ...]:
    """A word without the sign that it ends in no vowel, in whose place a vowel stands before an ending: "குமாரை" for "குமார்"."""
    return (word[:-1],) if is_suffixing(word[-1]) and unicodedata.combining(word[-1]) == _VIRAMA and length(word) >= SHORTEST_WORD else ()


def _in_text(form: str) -> str:
    """A word of a script that knows no capitals, as part of others: at their beginning where endings are added, else up to a letter."""
    first = re.escape(form[0])
    if is_suffixing(form[0]):
        return f"{first}(?<!{_LETTER}{first})(?<![{MARKS}]{first}){_rest(form)}"
    return f"{_loosely(form)}(?![{MARKS}])"
