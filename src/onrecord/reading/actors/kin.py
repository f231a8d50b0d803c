"""Whether two words are one name in two forms: "Velmar" and "Velmari", "Osk" and "Osks", for every name alike."""

_ENDINGS = ("i", "is", "n", "ns", "an", "ans", "ian", "ians", "ese", "lese", "ish", "s", "er", "ers", "ite", "ites", "ni", "ic", "en")
_AFTER_LOST_VOWEL = ("ian", "ians", "an", "ans", "ese", "ish", "i", "is", "en", "ic")
_SHORTEST_STEM = 4


def kindred(left: str, right: str) -> bool:
    """Whether two lower-case words are equal or one is the adjective, people or plural of the other."""
    if left == right:
        return True
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < _SHORTEST_STEM:
        return False
    if long.startswith(short):
        return long[len(short) :] in _ENDINGS
    stem = short[:-1]
    return short[-1] in "aeoy" and len(stem) >= _SHORTEST_STEM and long.startswith(stem) and long[len(stem) :] in _AFTER_LOST_VOWEL


def made_from(adjective: str, name: str) -> bool:
    """Whether a word is a name with an ending, which may take the place of its last vowel: "Aldan" from "Alda"."""
    longer = len(name) < len(adjective) or (len(name) == len(adjective) and name[-1] in "aeoy" and adjective[-1] not in "aeoy")
    return longer and not name.lower().endswith("s") and kindred(name.lower(), adjective.lower())


def opening(name: str) -> str:
    """The letters that every adjective shares with the name it is made from, for looking names up by them."""
    return name[: _SHORTEST_STEM - 1].lower()
