"""Quantities: numbers in a text that may count something, with the range they state.

The bound that is written is kept ("more than 1,400" is 1,400 or more); vague words get the smallest number that they
can honestly mean ("several" three, "dozens" two dozen). What is never a count – ages, dates, times, money, percentages,
measures, durations, ordinals in names, addresses, scores, labels, rates – is left out here (reading.uncounted), so that
no reader has to think of it again. What a quantity counts is decided elsewhere.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from onrecord.reading.broken_numbers import BrokenNumber, broken_numbers
from onrecord.reading.number_words import LONGEST, ORDINALS, PLURAL_SCALES, SCALES, Number, begins_number, read_number
from onrecord.reading.page import Page
from onrecord.reading.uncounted import NumberSpot, is_no_count

Kind = Literal["number", "vague", "article", "ordinal", "none", "description", "plural"]
"""What sort of words give the number; *description* and *plural* are victims told without one (figures.unnumbered)."""


def _phrases(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split()) for words in listed.split(", "))


LOWER_BOUND = _phrases(
    "at least, more than, many more than, far more than, well more than, much more than, over, well over, far over, just "
    "over, slightly over, slightly more than, a little over, upwards of, upward of, no fewer than, not fewer than, no less "
    "than, not less than, in excess of, above, north of, exceeding, exceed, exceeds, exceeded, passed, passes, pass, "
    "surpass, surpassed, surpasses, "
    "topped, tops, a minimum of, minimum of, as few as, beyond, greater than, higher than, climbed past, risen past, rose "
    "past, soared past, jumped past, gone past, climb past, rise past"
)
UPPER_BOUND = _phrases(
    "up to, as many as, as much as, as high as, at most, at the most, fewer than, less than, lower than, under, below, no more than, not "
    "more than, no greater than, a maximum of, maximum of, at maximum"
)
APPROXIMATE = _phrases(
    "about, around, some, roughly, approximately, approx, approx., an estimated, estimated, nearly, almost, close to, nigh "
    "on, circa, ca, ca., c., in the region of, in the order of, something like, something over, somewhere around, just under, "
    "a little under, slightly under, just short of, perhaps, maybe, virtually, towards, toward, ~, ≈, or so, an approximate, "
    "upwards to, getting on for"
)
_UP_TO_IS_THEIRS = frozenset("own owns owned owning fess fesses fessed face faces faced facing add adds added adding live lived".split())
"""Verbs that take "up to" themselves ("owned up to three deaths"); it bounds nothing there."""
_VERBAL = frozenset("passed passes pass surpass exceed surpassed surpasses topped tops exceeds exceeded exceeding past".split())
"""Verbs that bound a number as its object ("the toll passed 500"); they are no part of the number phrase."""
LONGEST_QUALIFIER = 4
_OPEN_SUFFIX = _phrases("or more, or above, and more, and above, and counting, upwards, plus, - plus, +")
_CLOSED_SUFFIX = _phrases("or fewer, or less, or under, at most, at the most")
_LOOSE_SUFFIX = _phrases("or so, odd, - odd, or thereabouts")
_VAGUE: dict[tuple[str, ...], int] = {
    ("several",): 3,
    ("a", "few"): 3,
    ("a", "handful"): 3,
    ("multiple",): 3,
    ("a", "number", "of"): 3,
    ("a", "small", "number", "of"): 3,
    ("quite", "a", "few"): 3,
}
"""Vague words and the smallest number they mean; those of ``figures/README``: several, a few and a handful are three or more."""
_FEW_OF = _phrases("several, a few, a couple, a couple of, many, multiple")
"""Before a scale word ("several thousand") these mean at least two of it."""
_EXACT: dict[tuple[str, ...], int] = {
    ("a", "couple", "of"): 2,
    ("a", "couple"): 2,
    ("a", "pair", "of"): 2,
    ("both",): 2,
    ("a", "trio", "of"): 3,
    ("another",): 1,
    ("a", "single"): 1,
    ("a", "lone"): 1,
}
_NONE = _phrases("no, nobody, none, no-one, no one, not a single, zero, not one")


class Quantity(NamedTuple):
    """A number phrase. Token indices, end exclusive; ``minimum`` or ``maximum`` None is an open end."""

    first: int
    """With its modifier ("more than 1,400")."""
    last: int
    core: int
    """First token of the number itself."""
    minimum: int | None
    maximum: int | None
    qualifier: str | None
    """The modifier as written, in lower case ("more than"); also "between", "to", "or" for ranges."""
    approximate: bool
    """True when the text does not give the value as exact and closed."""
    kind: Kind


class _Core(NamedTuple):
    last: int
    minimum: int | None
    maximum: int | None
    qualifier: str | None
    approximate: bool
    kind: Kind


def find_quantities(page: Page) -> tuple[Quantity, ...]:
    """Every quantity of a page in text order; they do not overlap.

    Args:
        page: the text.
    """
    found: list[Quantity] = []
    broken = {at for one in broken_numbers(page) for at in range(one.first, one.last)}
    for first, last in page.sentences:
        index = first
        while index < last:
            core = _core_at(page, index, last) if index not in broken else None
            if core is None or (broken and not broken.isdisjoint(range(index, core.last))):
                index += 1
                continue
            quantity = _with_modifiers(page, index, core, first if not found else max(first, found[-1].last), last)
            spot = NumberSpot(page, quantity.first, index, core.last, quantity.last, (first, last))
            if not is_no_count(spot, word_like=core.kind in ("vague", "none", "article")):
                found.append(quantity)
                index = quantity.last
            else:
                index = core.last
    return tuple(found)


def broken_quantities(page: Page) -> tuple[tuple[Quantity, BrokenNumber], ...]:
    """The numerals that are no whole number of people and stand where a count could, each as if it counted several."""
    found = []
    for one in broken_numbers(page):
        sentence = page.sentence_of(one.first)
        core = next((at for at in range(one.first, one.last) if page.tokens[at].text[0].isnumeric()), one.first)
        if one.last <= sentence[1] and not is_no_count(NumberSpot(page, one.first, core, one.last, one.last, sentence), word_like=False):
            found.append((Quantity(one.first, one.last, core, 2, 2, None, False, "number"), one))
    return tuple(found)


def _core_at(page: Page, index: int, end: int) -> _Core | None:
    if not _may_begin(page.tokens[index].lower):
        return None
    return _range_at(page, index, end) or _vague_at(page, index, end) or _number_at(page, index, end) or _article_at(page, index, end)


@lru_cache(maxsize=1 << 16)
def _may_begin(word: str) -> bool:
    """Whether any quantity begins with a word: most words are passed over by this alone."""
    return word[0].isdecimal() or word in _FIRST_WORDS or begins_number(word) or _suffixed(word)[0] is not None


def _number_at(page: Page, index: int, end: int) -> _Core | None:
    tokens = page.tokens
    word = tokens[index].lower
    if word in ORDINALS or _digit_ordinal(word):
        value = ORDINALS.get(word) or int("".join(c for c in word if c.isdecimal()))
        return _Core(index + 1, value, value, None, False, "ordinal")
    stem, loose = _suffixed(word)
    if stem is not None:
        number = read_number(page.text, [tokens[index]._replace(lower=stem, text=stem)], 0, 1)
        if number is None:
            return None
        return _Core(index + 1, number.value, number.value if loose else None, word[len(stem) :].lstrip("-"), True, "number")
    number = read_number(page.text, tokens, index, end)
    if number is None and word == "dozen" and index and tokens[index - 1].lower in _FULL:
        return _Core(index + 1, 12, 12, None, False, "number")  # "a further dozen"
    if number is None:
        return None
    if word == "one" and number.last == index + 1 and (page.classes[index] == "PRP" or _stands_for_noun(page, index, end)):
        return None
    return _Core(number.last, number.value, number.value, None, False, "none" if number.value == 0 else "number")


def _stands_for_noun(page: Page, index: int, end: int) -> bool:
    """ "the figure is the | one known today", "the toll is the | one in the north", "every | one of them": a pronoun."""
    if index and page.tokens[index - 1].lower in ("every", "each", "any"):
        return True
    if not index or page.tokens[index - 1].lower not in ("the", "this", "that"):
        return False
    after = page.tokens[index + 1].lower if index + 1 < end else ""
    return index + 1 == end or (page.classes[index + 1] not in ("JJ", "NN", "NNS", "NNP", "CD", "RB") and after not in _HARMED)


_HARMED = frozenset("dead killed wounded injured missing detained arrested abducted".split())
_FULL = frozenset("further another good full other extra additional whole second entire".split())


def _digit_ordinal(word: str) -> bool:
    return word[0].isdecimal() and word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdecimal() and len(word) < 7


def _suffixed(word: str) -> tuple[str | None, bool]:
    """ "1,400-plus" → ("1,400", False); "fifty-odd" → ("fifty", True)."""
    for suffix, loose in (("-plus", False), ("-odd", True)):
        if word.endswith(suffix) and len(word) > len(suffix):
            return word[: -len(suffix)], loose
    return None, False


def _range_at(page: Page, index: int, end: int) -> _Core | None:
    """ "between a and b", "anywhere from a to b", "a to b", "a-b", "a or b"."""
    tokens = page.tokens
    word = tokens[index].lower
    at = index
    joint: tuple[str, ...] = ("to", "-", "–", "—", "or")
    if word == "between":
        at, joint = index + 1, ("and", "to", "-", "–")
    elif word == "from" and index and tokens[index - 1].lower in _RANGING:
        at, joint = index + 1, ("to", "-", "–")
    elif "-" in word and word[0].isdecimal():
        return _hyphenated_range(page, index)
    if at >= end:
        return None
    low = read_number(page.text, tokens, at, end)
    if low is None or low.last >= end:
        return None
    second = low.last + 1
    hedged = tokens[low.last].text in _PAUSES and second + 1 < end and tokens[second].lower in _HEDGES
    if tokens[low.last].lower not in joint and not hedged:
        return None  # "five, perhaps six" is a range too
    while second < end and tokens[second].lower in _BEFORE_SECOND:
        second += 1
    high = read_number(page.text, tokens, second, end) if second < end else None
    if high is None:
        return None
    minimum = _shared_scale(low, high)
    if hedged and minimum > high.value:
        return None
    if not 0 < minimum < high.value or (word not in ("between", "from") and not _plausible(page, index, minimum, high.value)):
        return None
    joined = tokens[second - 1].lower if hedged else tokens[low.last].lower
    return _Core(high.last, minimum, high.value, word if word == "between" else joined, False, "number")


_RANGING = frozenset("anywhere anything somewhere ranging ranged range ranges vary varies varied varying estimates between".split())
"""Words before "from a to b" that make it a range, not a change."""
_PAUSES = frozenset({",", "–", "—", "(", "-"})
_HEDGES = frozenset("perhaps possibly maybe probably conceivably if".split())
"""Words behind a pause that open the second end of a range ("five, perhaps six")."""
_BEFORE_SECOND = frozenset("some about around perhaps even possibly maybe probably conceivably as many or if not to".split())


def _shared_scale(low: Number, high: Number) -> int:
    """ "two to three hundred" is 200 to 300: the scale of the second number covers a small first one."""
    if high.scale and not low.scale and low.value < high.value // high.scale:
        return low.value * high.scale
    return low.value


def _plausible(page: Page, index: int, low: int, high: int) -> bool:
    """A change ("from 14 to 12", "rose 20 to 60") or a pair of labels is no range."""
    before = page.tokens[index - 1].lower if index else ""
    return before not in ("from", "by", "rose", "fell", "grew", "climbed", "jumped", "verses", "pages", "articles") and high <= 20 * low


def _hyphenated_range(page: Page, index: int) -> _Core | None:
    low, _, high = page.tokens[index].lower.partition("-")
    if len(low) > LONGEST or len(high) > LONGEST:
        return None
    if not (low.replace(",", "").isdecimal() and high.replace(",", "").isdecimal()):
        return None
    minimum, maximum = int(low.replace(",", "")), int(high.replace(",", ""))
    if not 0 < minimum < maximum or maximum > 20 * minimum or low.startswith("0") or (1900 <= minimum < 2100 and "," not in low):
        return None
    return _Core(index + 1, minimum, maximum, "-", False, "number")


_OPENING = frozenset(words[0] for table in (_NONE, _FEW_OF, _VAGUE, _EXACT) for words in table)
"""The words that a phrase of the tables above begins with."""
_FIRST_WORDS = _OPENING | ORDINALS.keys() | PLURAL_SCALES.keys() | {"between", "from", "many", "a", "an", "half", "three-quarters", "dozen"}


def _vague_at(page: Page, index: int, end: int) -> _Core | None:
    tokens = page.tokens
    plural = _plural_scales(page, index, end)
    if plural:
        return plural
    if tokens[index].lower not in _OPENING:
        return None
    for size in range(4, 0, -1):
        words = tuple(token.lower for token in tokens[index : min(index + size, end)])
        if len(words) != size:
            continue
        if words in _NONE and not (
            words == ("no",) and index + 1 < end and tokens[index + 1].lower in ("more", "fewer", "less", "longer", "greater")
        ):
            return _Core(index + size, 0, 0, None, False, "none")
        if words in _FEW_OF and index + size < end and tokens[index + size].lower in (*SCALES, "dozen", "score"):
            after = tokens[index + size].lower
            return _Core(index + size + 1, 2 * ({**SCALES, "dozen": 12, "score": 20}[after]), None, " ".join(words), True, "vague")
        if words in _VAGUE:
            return _Core(index + size, _VAGUE[words], None, None, True, "vague")
        if words == ("both",) and index + 1 < end and page.classes[index + 1] not in ("NNS", "VBD", "VBP", "VBN", "IN", "DT", "CD", "JJ"):
            return None  # "both Ali and Omar" names them
        if words in _EXACT and not (words == ("another",) and index + 1 < end and read_number(page.text, tokens, index + 1, end)):
            return _Core(
                index + size,
                _EXACT[words],
                _EXACT[words],
                None,
                "couple" in words,
                "article" if words[0] == "a" and _EXACT[words] == 1 else "number",
            )
    return None


def _plural_scales(page: Page, index: int, end: int) -> _Core | None:
    """ "dozens", "hundreds", "tens of thousands", "many thousands", "scores, if not hundreds"."""
    tokens, at = page.tokens, index
    if tokens[at].lower == "many" and at + 1 < end and tokens[at + 1].lower in PLURAL_SCALES:
        at += 1
    value = PLURAL_SCALES.get(tokens[at].lower)
    if value is None:
        return None
    last = at + 1
    if last + 1 < end and tokens[last].lower == "of" and tokens[last + 1].lower in PLURAL_SCALES:
        scale = PLURAL_SCALES[tokens[last + 1].lower] // 2
        if scale > value // 2:
            value, last = (value if tokens[at].lower != "tens" else 20) * scale, last + 2
            if tokens[at].lower in ("hundreds", "thousands"):
                value = PLURAL_SCALES[tokens[at].lower] * scale
    if (
        tokens[last - 1].lower == "scores"
        and last < end
        and tokens[last].lower in ("on", "in")
        and index
        and page.classes[index - 1] in ("DT", "PRP$")
    ):
        return None
    skip = last + (1 if last < end and tokens[last].text == "," else 0)
    if skip + 2 < end and tokens[skip].lower in ("if", "perhaps", "or", "maybe", "possibly"):
        after = skip + 1 + (tokens[skip + 1].lower in ("not", "even", "perhaps"))
        if after < end and tokens[after].lower in PLURAL_SCALES:
            last = after + 1
    return _Core(last, value, None, None, True, "vague")


def _article_at(page: Page, index: int, end: int) -> _Core | None:
    if page.tokens[index].lower not in ("a", "an") or page.classes[index] != "DT" or index + 1 >= end:
        return None
    following = index + 1
    while following < min(end, index + 4):
        if page.classes[following] == "CD" and read_number(page.text, page.tokens, following, end):
            return None  # "an estimated 700", "a further 12"
        if page.classes[following] not in ("JJ", "VBN", "VBD", "RB", "NN"):
            break
        following += 1
    return _Core(index + 1, 1, 1, None, False, "article")


def _with_modifiers(page: Page, index: int, core: _Core, floor: int, end: int) -> Quantity:
    """The number with the modifiers before and after it; the outermost bound decides."""
    minimum, maximum, approximate, kind = core.minimum, core.maximum, core.approximate, core.kind
    words: list[str] = [core.qualifier] if core.qualifier else []
    first, last = index, core.last
    while kind in ("number", "vague") and (size := _qualifier_before(page, first, floor)):
        said = tuple(token.lower for token in page.tokens[first - size : first])
        first -= size
        words.insert(0, " ".join(said))
        approximate = True
        if said in LOWER_BOUND:
            minimum, maximum = (minimum if minimum is not None else maximum), None
        elif said in UPPER_BOUND:
            minimum, maximum = None, (maximum if maximum is not None else minimum)
        if said[-1] in _VERBAL:
            first += len(said)
            break
    if kind == "number":
        suffix, said_after = _suffix_after(page, last, end)
        if suffix:
            approximate = True
            words.append(" ".join(token.lower for token in page.tokens[last : last + suffix]))
            last += suffix
            if said_after == "open":
                maximum = None
            elif said_after == "closed":
                minimum = None
    return Quantity(first, last, index, minimum, maximum, " ".join(words) or None, approximate, kind)


def _qualifier_before(page: Page, index: int, floor: int) -> int:
    for size in range(min(LONGEST_QUALIFIER, index - floor), 0, -1):
        words = tuple(token.lower for token in page.tokens[index - size : index])
        if words == ("up", "to") and index - size > floor and page.tokens[index - size - 1].lower in _UP_TO_IS_THEIRS:
            return 0
        if words in LOWER_BOUND or words in UPPER_BOUND or words in APPROXIMATE:
            return size
    return 0


def _suffix_after(page: Page, index: int, end: int) -> tuple[int, str]:
    for size in range(3, 0, -1):
        words = tuple(token.lower for token in page.tokens[index : min(index + size, end)])
        if len(words) < size:
            continue
        if words in _OPEN_SUFFIX and not (words == ("plus",) and index + 1 < end and page.classes[index + 1] in ("CD", "DT", "JJ")):
            return size, "open"
        if words in _CLOSED_SUFFIX:
            return size, "closed"
        if words in _LOOSE_SUFFIX:
            return size, "loose"
    return 0, ""
