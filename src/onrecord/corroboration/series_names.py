"""Which spellings mean one source or one group, so that their figures stand in one line of a series.

Within a report, a source goes by the name that the reading gives its actor. Between reports, two names are one when they have the
same words in another order ("Kesh's health ministry", "the Ministry of Health, Kesh") or differ by a proper name and its adjective
("the Keshan health ministry"). A bare office ("the ministry") is never taken for one that is named in full by another report.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.corroboration.countries import countries_of
from onrecord.corroboration.groups import head
from onrecord.corroboration.names import folded, kindred, words
from onrecord.corroboration.phrasing import mid_sentence
from onrecord.corroboration.voices import Voice

_SMALL = frozenset("of the in at for and on a an".split())
_SLOT = re.compile(r"(?P<owner>[^,]+?)['’]s? (?P<owned>\S.*)|(?P<body>[^,]+?)(?:,| in| at) (?P<place>\S.*)")
"""A name and the place that it is bound to: "Kesh's ministry", "the ministry in Kesh", "Ministry of Health, Kesh"."""
_BOUND = "in"
"""Between the words of a name and those of its place in a key, where both hold proper names."""
_STEM = 4
"""Letters that a name and its adjective share at least."""
_IRREGULAR = {"children": "child", "women": "woman", "men": "man", "families": "family", "babies": "baby", "bodies": "body"}

SourceKey = tuple[str, ...]


def source_key(name: str | None) -> SourceKey:
    """Equal for spellings of one name; empty for none.

    The order of words does not count, unless the name holds two places, which could then change theirs ("the mayor of Dalm in Kesh").
    """
    if not name:
        return ()
    bare = " ".join(name.split())
    match = _SLOT.fullmatch(bare)
    if match:
        body, place = (match["owned"], match["owner"]) if match["owner"] else (match["body"], match["place"])
        if _SLOT.fullmatch(body) or _SLOT.fullmatch(place) or not _is_plain(body):
            return (*sorted(_telling(body)), _BOUND, *_telling(place))
    return tuple(sorted(_telling(bare)))


def _is_plain(body: str) -> bool:
    """Whether a body's name holds no proper name of its own: "health ministry", "Ministry of Health", but not "mayor of Dalm"."""
    capital = {word[:1].isupper() for word in words(body) if word.casefold() not in _SMALL}
    return len(capital) == 1


def _telling(name: str) -> list[str]:
    return [word for word in folded(name) if word not in _SMALL]


def proper_words(name: str) -> Iterable[str]:
    """The words of a name that begin with a capital, folded."""
    return (word.casefold() for word in words(name) if word[:1].isupper() and word.casefold() not in _SMALL)


def one_spelling(proper: Iterable[str]) -> dict[str, str]:
    """For each proper word one that it is kindred to and that stands for all like it: "keshan" → "kesh"; of two the one that has more of
    its letters, and never that of another state ("nigerian" → "nigeria", not "niger")."""
    near: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for word in sorted(set(proper), key=lambda word: (len(word), word)):
        known = near.setdefault(word[:_STEM], [])
        found[word] = next(
            (shorter for shorter in reversed(known) if kindred(shorter, word) and len(countries_of((shorter, word))) <= 1), word
        )
        if found[word] == word:
            known.append(word)
    return found


def spelled(key: SourceKey, spelling: dict[str, str]) -> SourceKey:
    """A source's key with each proper word in the spelling that stands for it."""
    told = [spelling.get(word, word) for word in key]
    return tuple(told) if _BOUND in told else tuple(sorted(told))


def telling_names(names: Sequence[str], keys: Mapping[str | None, SourceKey]) -> dict[SourceKey, str]:
    """For each key, the spelling by which the source is shown everywhere: the most frequent, of those the longest."""
    found: dict[SourceKey, str] = {}
    for name, _ in sorted(Counter(names).items(), key=lambda item: (-item[1], -len(item[0]), item[0])):
        found.setdefault(keys[name], name)
    return found


def spoken_names(voices: Iterable[Voice | None]) -> dict[tuple[str, ...], str]:
    """For the key of each voice of one report, the name it goes by: the actor's, or a wording that adds only where it belongs."""
    found: dict[tuple[str, ...], str] = {}
    for voice in voices:
        if voice is None:
            continue
        given = mid_sentence(next((phrase for phrase in voice.phrases if folded(phrase) == voice.key), voice.words))
        name = found.setdefault(voice.key, given)
        if set(source_key(name)) < set(source_key(voice.words)) and _adds_a_place(voice.words, name):
            found[voice.key] = voice.words
    return found


def _adds_a_place(worded: str, name: str) -> bool:
    match = _SLOT.fullmatch(" ".join(worded.split()))
    return match is not None and sorted(_telling(match["owned"] or match["body"])) == sorted(_telling(name))


def group_key(group: str | None) -> tuple[str, ...]:
    """Equal for the singular and the plural of one group; empty where the text names nobody in particular."""
    return tuple(_singular(word) for word in head(group))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > _STEM else word
