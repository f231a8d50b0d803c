"""Which state a word belongs to: its name, its seat of government or its adjective, for every state of the table alike."""

from functools import lru_cache

from onrecord.corroboration.names import folded, kindred
from onrecord.records.states import states

_CASE_MATTERS = {"us"}  # the pronoun is not the country


def _named() -> dict[tuple[str, ...], str]:
    """Names, seats, adjectives and peoples as folded words → ISO 3166 alpha-2 code; a name wins over an adjective, that over a seat."""
    table: dict[tuple[str, ...], str] = {}
    for column in ("names", "peoples", "seats"):
        for state in states():
            for word in getattr(state, column):
                table.setdefault(folded(word), state.code)
    return table


_NAMED = _named()
_SINGLE = {name[0]: code for name, code in _NAMED.items() if len(name) == 1}
_BY_LETTER = {letter: [name for name in _SINGLE if name[0] == letter] for letter in {name[0] for name in _SINGLE}}
_LONG = {name: code for name, code in _NAMED.items() if len(name) > 1}

_LONGER = tuple(folded(name) for state in states() for name in state.longer)
"""Names that hold a state's word and are not the state ("New England")."""


@lru_cache(maxsize=8192)
def country_of_word(word: str) -> str | None:
    """The code of the state that one capitalised word names ("Egypt", "Egyptian", "Cairo"), or None."""
    lower = word.lower()
    if lower in _CASE_MATTERS and not word.isupper():
        return None
    found = _SINGLE.get(lower)
    if found or not word[:1].isupper():
        return found
    bases = [name for name in _BY_LETTER.get(lower[0], ()) if len(name) <= len(lower) and kindred(name, lower)]
    return _SINGLE[max(bases, key=lambda name: (len(name), name))] if bases else None


@lru_cache(maxsize=8192)
def countries_in(name: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Codes of the states named in a phrase, in order of their words; ``known`` are the phrase's words when already split."""
    spelled = known or tuple(name.replace("’", "'").split())
    lower = folded(name)
    codes: list[str] = []
    taken: set[str] = set()
    for longer in _LONGER:
        if any(lower[start : start + len(longer)] == longer for start in range(len(lower) - len(longer) + 1)):
            taken.update(longer)
    for long, code in _LONG.items():
        for start in range(len(lower) - len(long) + 1):
            if lower[start : start + len(long)] == long:
                codes.append(code)
                taken.update(long)
    for word in spelled:
        bare = word.strip('.,;:()"“”').removesuffix("'s").removesuffix("'").replace(".", "")
        if bare.lower() in taken:
            continue
        code_of_word = country_of_word(bare)
        if code_of_word and code_of_word not in codes:
            codes.append(code_of_word)
    return tuple(codes)


_SMALL = frozenset("of the and".split())
_WORDS_OF = sorted(((frozenset(name) - _SMALL, code) for name, code in _LONG.items()), key=lambda one: (-len(one[0]), sorted(one[0])))
_WORDS_OF_LONGER = tuple(frozenset(name) - _SMALL for name in _LONGER)


@lru_cache(maxsize=8192)
def countries_of(words: tuple[str, ...]) -> frozenset[str]:
    """Codes of the states that the proper words of a name tell, folded and in any order: "states", "united" and "us" are one state's."""
    left, codes = set(words), set[str]()
    for longer in _WORDS_OF_LONGER:
        if longer <= left:
            left -= longer
    for several, code in _WORDS_OF:
        if several <= left:
            codes.add(code)
            left -= several
    spelled = (word.upper() if word in _CASE_MATTERS else word.capitalize() for word in left)  # as a name it had a capital
    return frozenset(codes.union(found for word in spelled if (found := country_of_word(word)) is not None))
