"""Small pieces of the sentences that findings say: dates, lists, quotations, figures with their measure."""

from collections.abc import Iterable, Sequence

from onrecord.corroboration.roles import role_of
from onrecord.records import Figure
from onrecord.records.wording import range_words

_QUOTED_LENGTH = 90
_DETERMINERS = frozenset(
    (
        "the a an its their his her our one two three four five six seven eight nine ten eleven twelve all some both each several many "
        "other another no credible"
    ).split()
)
_COMMON = frozenset(
    "local regional health displaced village senior former foreign interior people police prison border customs rescue emergency".split()
)
_OF = frozenset({"of", "for", "in", "and"})
_MARKS = frozenset('"“”„«»')
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listed(parts: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def quoted(words: str) -> str:
    """The report's own words between quotation marks, on one line and cut at a word when long."""
    line = _without_outer_marks(" ".join(words.split()))
    if len(line) > _QUOTED_LENGTH:
        line = line[:_QUOTED_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{line}”"


def _without_outer_marks(line: str) -> str:
    """The words without quotation marks that open or close nothing else inside, and without a comma left hanging at the end."""
    bare = line.rstrip(",; ")
    opens, closes = bare[:1] in _MARKS, bare[-1:] in _MARKS
    inner = bare[1 if opens else 0 : -1 if closes else None].strip()
    marks_inside = sum(mark in _MARKS for mark in inner)
    keeps_pair = marks_inside % 2 == 1 and opens != closes
    return bare if keeps_pair else inner.rstrip(",; ")


def figure_words(figure: Figure) -> str:
    """A figure as the report states it, with what it counts: "“more than 1,400” killed"."""
    return f"{quoted(figure.phrase) if figure.phrase else range_words(figure.min, figure.max, approx=figure.approx)} {figure.measure}"


def figures_words(figures: Iterable[Figure]) -> str:
    """Several figures as a list."""
    return listed([figure_words(figure) for figure in figures])


def count_words(count: int, noun: str) -> str:
    """ "one figure", "two figures", "11 figures"."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {noun}" if count == 1 else f"{number} {noun}s"


def mid_sentence(words: str) -> str:
    """A noun phrase as it stands inside a sentence: "The army" → "the army", "Two officials" → "two officials"; names keep theirs."""
    first, _, rest = words.partition(" ")
    lowered = first.lower()
    determiner = lowered in _DETERMINERS and first != "I" and (first == "A" or not first.isupper())
    plural = lowered.endswith("s") and role_of(first) is not None  # a singular without article is a name: "Ministry of …"
    describes = role_of(first) is not None and rest[:1].islower() and rest.split(maxsplit=1)[0] not in _OF  # "Hospital records"
    common = (plural or describes or lowered in _COMMON) and not first.isupper() and not rest[:1].isupper()
    return words[:1].lower() + words[1:] if determiner or common else words


def sentence_case(sentence: str) -> str:
    """The sentence with a capital at its head."""
    return sentence[:1].upper() + sentence[1:]
