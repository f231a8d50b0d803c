"""The words by which two tellings of one matter are recognised, sentence by sentence."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.corroboration.names import CALENDAR, folded_name, is_short_name, words
from onrecord.records import Span
from onrecord.records.vocabulary import Measure

_SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟।])[\"'”’»)\]]*\s+|\s*\n\s*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*\d(?![\w])")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRE = re.compile(r"fires?", re.IGNORECASE)
_TITLE_BEFORE_NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Maj|Capt|Lt|Sgt|Gov|Sen|Rep|No)\.$")

COMMON = frozenset(
    """
    a about above after again against all also although am among an and another any are around as at away back be became because been
    before being below between both but by came can cannot come could did do does done down during each either else even ever every few
    first for from further gave get give given go goes gone had has have having he her here hers him his how however i if in into is it
    its itself just last later least less like made make many may me might more most much must my near neither never next no nor not
    nothing now of off on once one only onto or other others our out over own per put rather same said say saying says second see seen
    several shall she should since so some soon still such take taken than that the their them then there these they third this those
    though through thus till to today together told too took toward towards two under until up upon us very was way we went were what
    when where whether which while who whole whom whose why will with within without would yes yesterday yet you your day days week
    weeks month months year years night morning evening afternoon time times people person persons man men woman women according
    statement spokesman spokeswoman spokesperson official officials report reported reports reporting number numbers figure figures
    count counts counted total toll dead death deaths killed kill kills injured wounded died die
    """.split()
)
"""Words that tell nothing of which matter it is: grammar, saying, counting, and the harm itself, which every report tells of."""
_HEAD = re.compile(r"\s*(?:[A-Z][A-Z'’/-]+\b)[^—–\n]{0,80}[—–] ")
_HEAD_WITHIN = 200
_SHORT_IN_HEADLINES = 3
_STEM = 5
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ers", "ies", "ied", "ed", "er", "es", "ly", "s", "e", "y")

_MEASURE_WORDS: dict[Measure, str] = {
    "killed": r"killed|kill|kills|killing|dead|died|death|deaths|slain|bodies",
    "injured": r"injured|injuries|injury|wounded|wounds|wounding|hurt",
    "missing": r"missing|unaccounted|disappeared",
    "displaced": r"displaced|displacing|fled|homeless",
    "detained": r"detained|detainees|arrested|captured|prisoners?|captives?",
    "abducted": r"abducted|kidnapped|hostages?|taken away",
}
_MEASURES = {measure: re.compile(rf"\b(?:{said})\b", re.IGNORECASE) for measure, said in _MEASURE_WORDS.items()}


def may_be_a_name(word: str, text: str) -> bool:
    """Whether a word with a capital can name somebody: "US" can, "We" cannot, and in a headline of capitals no word of three letters can.

    Args:
        word: the word.
        text: in which it stands.
    """
    if is_short_name(word) and (not text.isupper() or len(word) <= _SHORT_IN_HEADLINES):
        return not text.isupper()
    return word.lower() not in CALENDAR and word.lower() not in COMMON


def names_in(run: str, text: str) -> tuple[tuple[str, ...], int]:
    """The last words of a run of words with capitals that can name somebody, up to a possessive ending, and where they begin in it.

    Of "On Monday South Sudan’s" these are "South", "Sudan’s"; of "Kesh’s Western Command" "Kesh’s"; fire is nobody who acts.

    Args:
        run: words with capitals (``names.NAMES``), also joined by "of".
        text: in which they stand.
    """
    spelled = run.split(" ")
    end = next((at for at, word in enumerate(spelled, 1) if _POSSESSIVE.search(word)), len(spelled))
    start = end
    while start and (spelled[start - 1] == "of" or (may_be_a_name(spelled[start - 1], text) and not _FIRE.fullmatch(spelled[start - 1]))):
        start -= 1
    start += start < end and spelled[start] == "of"
    return tuple(spelled[start:end]), sum(len(word) + 1 for word in spelled[:start])


def folded_names(spelled: Iterable[str]) -> tuple[str, ...]:
    """The folded words of a name of several, each spelled as in a text ("South", "Sudan’s")."""
    return tuple(word for name in spelled if name != "of" for word in words(folded_name(name)))


def measures_in(text: str) -> tuple[Measure, ...]:
    """The measures whose words stand in a piece of text, in one order."""
    return tuple(measure for measure, said in _MEASURES.items() if said.search(text))


def sentences_of(text: str) -> Iterator[Span]:
    """Where the sentences of a text stand, near enough to set two reports side by side."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _TITLE_BEFORE_NAME.search(text, start, match.start()):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def after_dateline(text: str, span: Span) -> Span:
    """A sentence without the town, the day and the agency at its head."""
    match = _HEAD.match(text, *span) if span[0] < _HEAD_WITHIN else None
    return (match.end(), span[1]) if match else span


def stem_of(word: str) -> str:
    """What the forms of a word share, near enough: "explosives" and "explosive", "fired" and "firing"."""
    lower = word.casefold()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= _STEM - 2:
            lower = lower[: -len(ending)]
            break
    if len(lower) > _STEM and lower[-1] == lower[-2] and lower[-1] not in "aeiouls":
        lower = lower[:-1]  # "stopp(ed)"
    return lower[: _STEM + 1]


def stems_of(text: str) -> tuple[str, ...]:
    """The telling words of a piece of text as stems, and its numbers of two digits or more, sorted, each once."""
    found = {stem for word in _WORD.findall(text) for stem in _stems_in(word)}
    found |= {f"#{number.replace(',', '')}" for number in _NUMBER.findall(text)}
    return tuple(sorted(found))


@lru_cache(maxsize=1 << 16)
def _stems_in(word: str) -> tuple[str, ...]:
    """The stems of the parts of a word that tell something."""
    parts = (part for part in _POSSESSIVE.sub("", word).split("-") if len(part) > 2)
    return tuple(stem_of(part) for part in parts if part.casefold() not in COMMON and part.casefold() not in CALENDAR)
