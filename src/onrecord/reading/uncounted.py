"""Numbers that count nobody: ages, dates, times, money, percentages, measures, durations, labels, addresses, scores, rates.

Each test looks only at the words beside the number. A number that passes all of them may still count things; what it
counts is not decided here.
"""

from onrecord.reading.number_words import SCALES, SMALL, TENS
from onrecord.reading.page import Page

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.".split()
)
_UNITS = frozenset(
    "km kilometre kilometres kilometer kilometers metre metres meter meters m cm mm mile miles feet foot ft inch inches yard yards acre acres hectare hectares "
    "kg kilo kilos kilogram kilograms kilogramme kilogrammes gram grams g ton tons tonne tonnes pound pounds lb lbs ounce ounces litre litres liter liters gallon gallons barrel barrels "
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months year years decade decades century centuries "
    "degree degrees volt volts watt watts megawatts knots mph kph km/h calibre caliber "
    "percent % pct percentage points point bps am pm a.m. p.m. a.m p.m gmt utc local o'clock hrs cubic square sq nautical "
    "dollar dollars euro euros cent cents rupee rupees shilling shillings dinar dinars riyal riyals rial rials franc francs peso pesos naira birr hryvnia hryvnias rouble roubles ruble rubles "
    "shekel shekels lira liras yen yuan taka kyat usd eur gbp".split()
)
_DURATIONS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades".split()
)
_MONEY_SIGNS = frozenset("$ € £ ¥ ₦ ₹ ₪ us$ usd eur gbp rs rs. c$ a$".split())
_LABELS = frozenset(
    "no no. nos nos. number resolution article articles section chapter page pages paragraph line clause verse brigade battalion regiment division unit post checkpoint "
    "route highway motorway road flight channel platform gate room floor level phase category type zone sector block area district ward group annex figure table version "
    "model mk mark volume issue part day round stage title building block house camp hill point height ch day week year season episode psalm update bulletin statement report".split()
)
"""Nouns that take a number after them as a name: "Resolution 2334", "camp 4", "day 12"."""
_STREETS = frozenset("street st road rd avenue ave lane boulevard blvd square drive way close court highway building".split())
_YEAR_BEFORE = frozenset(
    "in since of by until till from during after before between early late mid through to for year spring summer autumn winter fall and".split()
)
_AGE_SINGULARS = frozenset(
    "man woman boy girl child son daughter baby infant toddler mother father brother sister teenager youth grandmother grandfather widow student pupil person resident".split()
)
_RATE_UNITS = frozenset("day hour week month year minute night".split())


def is_no_count(page: Page, first: int, core: int, core_last: int, last: int, sentence: tuple[int, int], *, word_like: bool) -> bool:
    """Whether the number at ``core`` (with modifiers from ``first`` to ``last``) counts nobody.

    Args:
        page: the text.
        first: first token of the phrase with its modifier.
        core: first token of the number.
        core_last: the token after the number.
        last: the token after the phrase.
        sentence: token range of the sentence.
        word_like: the number is a vague or indefinite word, which is never a date, a label or an address.
    """
    if (
        (not word_like and _measured(page, core, last, sentence[1]))
        or _rate(page, last, sentence[1])
        or _age(page, first, core, core_last, last, sentence)
    ):
        return True
    if word_like:
        return False
    return (
        _money(page, core)
        or _date_or_time(page, core, core_last, last, sentence)
        or _label(page, core, core_last, sentence)
        or _address(page, core_last, sentence[1])
        or _fraction(page, core, last, sentence[1])
    )


def _word(page: Page, index: int, sentence: tuple[int, int]) -> str:
    return page.tokens[index].lower if sentence[0] <= index < sentence[1] else ""


def _measured(page: Page, core: int, last: int, end: int) -> bool:
    """A unit follows: "25 kilometres", "45-minute", "nine long months", "12 to 15 hours"."""
    if last >= end:
        return False
    word = page.tokens[last].lower
    following = page.tokens[last + 1].lower if last + 1 < end else ""
    if word == "per" and following == "cent":
        return True
    if word in _DURATIONS and following in ("earlier", "before", "previously") and core and page.tokens[core - 1].lower == "from":
        return False  # "58, up from 40 hours earlier": the hours are not counted by the 40
    if word in _UNITS and not (word in ("local", "point", "points", "m", "g") and page.classes[last] == "JJ"):
        return not (word == "local" and not page.tokens[core].text[0].isdigit())
    if word.startswith(("-", "–")) and len(word) > 1:
        return True
    if word in (
        "consecutive",
        "long",
        "full",
        "whole",
        "straight",
        "more",
        "further",
        "additional",
        "other",
        "or",
        "square",
        "cubic",
        "metric",
        "short",
        "million",
        "us",
        "u.s.",
    ):
        return last + 1 < end and page.tokens[last + 1].lower in _UNITS
    parts = page.tokens[last].lower.split("-")
    return len(parts) > 1 and parts[0] in _UNITS


def _rate(page: Page, last: int, end: int) -> bool:
    """ "2,500 a day", "40 people per hour": a rate without a count is no figure."""
    at = last
    while at < end and at < last + 3 and page.classes[at] in ("NNS", "JJ", "NN") and page.tokens[at].lower not in ("per", "a", "an"):
        at += 1
    if at >= end:
        return False
    word = page.tokens[at].lower
    if word in ("daily", "hourly"):
        return at > last or page.classes[at] == "RB"
    return word in ("a", "an", "per", "each", "every") and at + 1 < end and page.tokens[at + 1].lower in _RATE_UNITS


def _age(page: Page, first: int, core: int, core_last: int, last: int, sentence: tuple[int, int]) -> bool:
    before, after = _word(page, first - 1, sentence), _word(page, last, sentence)
    number = page.tokens[core].lower
    if "year-old" in number or "month-old" in number or before in ("aged", "age", "ages"):
        return True
    if before == "of" and _word(page, first - 2, sentence) in ("age", "ages"):
        return True
    if after in ("and", "or") and before == "of" and _word(page, first - 2, sentence) in _AGE_SINGULARS | {"age"}:
        return True
    if before == "of" and _word(page, first - 2, sentence) in _AGE_SINGULARS and not _noun_follows(page, last, sentence[1]):
        return True
    # "Mirela Doss, 38, said" and "Mirela Doss (38)"
    if first == core and core_last == last == core + 1 and before in (",", "(") and after in (",", ")", ".", ";", "and", "", "”", '"'):
        named = first - 2 >= sentence[0] and (
            page.classes[first - 2] == "NNP" or (page.classes[first - 2] == "NN" and _word(page, first - 2, sentence) in _AGE_SINGULARS)
        )
        if named and page.tokens[core].text.isdigit() and len(page.tokens[core].text) <= 3 and int(page.tokens[core].text) < 120:
            return True
    # "were under 18", "younger than 12", "those over 60"
    qualifier = " ".join(token.lower for token in page.tokens[first:core])
    if qualifier in ("under", "over", "above", "below") and not _noun_follows(page, last, sentence[1]):
        digits = page.tokens[core].text
        return (
            digits.isdigit()
            and int(digits) <= 80
            and before
            in (
                "were",
                "was",
                "are",
                "is",
                "those",
                "anyone",
                "men",
                "women",
                "children",
                "people",
                "boys",
                "girls",
                "aged",
                "youths",
                "and",
                "all",
                "everyone",
            )
        )
    return before in ("than",) and _word(page, first - 2, sentence) in ("younger", "older")


def _noun_follows(page: Page, index: int, end: int) -> bool:
    while index < end and page.classes[index] in ("JJ", "VBN", "VBG", "CD"):
        index += 1
    return index < end and page.classes[index] in ("NN", "NNS", "NNP")


def _money(page: Page, core: int) -> bool:
    return core > 0 and (page.tokens[core - 1].lower in _MONEY_SIGNS or page.tokens[core - 1].text[-1] in "$€£¥₦₹₪")


def _date_or_time(page: Page, core: int, core_last: int, last: int, sentence: tuple[int, int]) -> bool:
    text = page.tokens[core].text
    before, after = _word(page, core - 1, sentence), _word(page, last, sentence)
    if ":" in text or "/" in text:
        return True
    if before == "at" and len(text) == 4 and text.isdigit() and after in ("(", "gmt", "local", "hours", "on", "today", "yesterday", ",", "."):
        return True
    if after in _MONTHS and page.tokens[last].text[0].isupper() and core_last == core + 1 and not _may_verb(page, last, sentence[1]):
        return True
    if before in _MONTHS and page.tokens[core - 1].text[0].isupper() and text.isdigit() and core_last == core + 1:
        return not _noun_follows(page, last, sentence[1]) or len(text) == 4
    if before in ("the", "of") and after == "of" and _word(page, last + 1, sentence) in _MONTHS:
        return True
    if before in ("and", "to", "-", "–", "or") and text.isdigit() and len(text) <= 2 and after in _MONTHS:
        return True
    if (
        after in ("and", "to", "-", "–", "or")
        and text.isdigit()
        and len(text) <= 2
        and _word(page, last + 2, sentence) in _MONTHS
        and _word(page, last + 1, sentence).isdigit()
    ):
        return True
    if "." in text and text.replace(".", "").isdigit() and len(text) <= 5 and after in ("a.m.", "p.m.", "am", "pm", "a.m", "p.m"):
        return True
    return _is_year(page, core, core_last, last, sentence)


def _may_verb(page: Page, index: int, end: int) -> bool:
    """The modal "may" at the head of nothing: "12 May die" does not occur with a capital inside a sentence."""
    return page.tokens[index].lower == "may" and index + 1 < end and page.classes[index + 1] == "VB"


def _is_year(page: Page, core: int, core_last: int, last: int, sentence: tuple[int, int]) -> bool:
    text = page.tokens[core].text
    if not (core_last == core + 1 and len(text) == 4 and text.isdigit() and 1800 <= int(text) < 2100):
        return False
    before = _word(page, core - 1, sentence)
    if before in _YEAR_BEFORE or before in _MONTHS or before in (",", "(", "-", "–", "/"):
        return not (before == "of" and _noun_follows(page, last, sentence[1]))
    if last < sentence[1] and page.classes[last] == "NN" and page.classes[min(last + 1, sentence[1] - 1)] not in ("NNS", "NN"):
        return True  # "the 1984 killing"
    return not _noun_follows(page, last, sentence[1])


def _label(page: Page, core: int, core_last: int, sentence: tuple[int, int]) -> bool:
    if core == sentence[0]:
        after = _word(page, core_last, sentence)
        return after in (")",) or (after == "." and core_last + 1 < sentence[1] and core_last == core + 1)
    before = page.tokens[core - 1]
    if core_last < sentence[1] and page.tokens[core_last].text == ")" and before.text == "(" and core - 1 == sentence[0]:
        return True
    if before.text in ("#", "№"):
        return True
    if (
        before.text in ("-", "–", "/")
        and before.start > page.tokens[core - 2].end - 1
        and before.end == page.tokens[core].start
        and before.start == page.tokens[core - 2].end
    ):
        return True
    if before.lower == "number" and _word(page, core - 2, sentence) in ("dead", "wounded", "injured", "missing", "killed", "casualties", "displaced"):
        return False
    if before.lower in _LABELS and not _noun_follows(page, core_last, sentence[1]):
        return before.lower not in (
            "number",
            "post",
            "figure",
            "report",
            "statement",
            "area",
            "group",
            "camp",
            "year",
            "day",
            "week",
            "house",
            "issue",
            "part",
        ) or _bare(page, core)
    # a name that ends in a number: "Boeing 737", "Checkpoint 300"
    if page.classes[core - 1] == "NNP" and page.tokens[core].text[0].isdigit() and not _noun_follows(page, core_last, sentence[1]):
        return (
            page.tokens[core].text.isdigit()
            and before.lower not in _MONTHS
            and core - 1 > sentence[0]
            and _word(page, core_last, sentence) not in ("dead", "killed", "wounded", "injured", "missing", "people")
        )
    return False


def _bare(page: Page, core: int) -> bool:
    text = page.tokens[core].text
    return text.isdigit() or text.lower() in SMALL or text.lower() in TENS


def _address(page: Page, last: int, end: int) -> bool:
    at = last
    while at < end and at < last + 3 and page.classes[at] == "NNP":
        if at > last and page.tokens[at].lower.rstrip(".") in _STREETS:
            return True
        at += 1
    return False


def _fraction(page: Page, core: int, last: int, end: int) -> bool:
    """ "one in five", "two out of three", "two thirds of", "one fifth": shares without a count."""
    if last + 1 >= end:
        return False
    word, after = page.tokens[last].lower, page.tokens[last + 1]
    if word == "in" and (after.lower in SMALL or after.lower in TENS or after.lower in SCALES or after.text.isdigit()):
        return not _noun_follows(page, last + 2, end) or page.tokens[core].lower == "one"
    return page.tokens[last].lower in (
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fifth",
        "fifths",
        "half",
        "halves",
        "tenth",
        "tenths",
        "quarter-million",
    ) or (page.tokens[last].lower.startswith("-"))
