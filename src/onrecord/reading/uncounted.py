"""Numbers that count nobody: ages, dates, times, money, percentages, measures, durations, labels, addresses, scores, rates.

Each test looks only at the words beside the number. A number that passes all of them may still count things; what it
counts is not decided here.
"""

from typing import NamedTuple

from onrecord.reading.number_words import SCALES, SMALL, TENS
from onrecord.reading.page import Page

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.".split()
)
_UNITS = frozenset(
    "km kilometre kilometres kilometer kilometers metre metres meter meters m cm mm mile miles feet foot ft inch inches yard yards "
    "acre acres hectare hectares "
    "kg kilo kilos kilogram kilograms kilogramme kilogrammes gram grams g ton tons tonne tonnes pound pounds lb lbs ounce ounces "
    "litre litres liter liters gallon gallons barrel barrels "
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months year years decade "
    "decades century centuries "
    "degree degrees volt volts watt watts megawatts knots mph kph km/h calibre caliber "
    "percent % pct percentage points point bps am pm a.m. p.m. a.m p.m gmt utc local o'clock hrs cubic square sq nautical "
    "dollar dollars euro euros cent cents rupee rupees shilling shillings dinar dinars riyal riyals rial rials franc francs peso "
    "pesos naira birr hryvnia hryvnias rouble roubles ruble rubles "
    "shekel shekels lira liras yen yuan taka kyat usd eur gbp".split()
)
_DURATIONS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades".split()
)
_MONEY_SIGNS = frozenset("$ € £ ¥ ₦ ₹ ₪ us$ usd eur gbp rs rs. c$ a$".split())
_LABELS = frozenset(
    "no no. nos nos. number resolution article articles section chapter page pages paragraph line clause verse brigade battalion "
    "regiment division unit post checkpoint "
    "route highway motorway road flight channel platform gate room floor level phase category type zone sector block area district "
    "ward group annex figure table version "
    "model mk mark volume issue part day round stage title building block house camp hill point height ch day week year season "
    "episode psalm update bulletin statement report".split()
)
"""Nouns that take a number after them as a name: "Resolution 2334", "camp 4", "day 12"."""
_STREETS = frozenset("street st road rd avenue ave lane boulevard blvd square drive way close court highway building".split())
_YEAR_BEFORE = frozenset(
    "in since of by until till from during after before between early late mid through to for year spring summer autumn winter fall "
    "and".split()
)
_AGE_SINGULARS = frozenset(
    "man woman boy girl child son daughter baby infant toddler mother father brother sister teenager youth grandmother grandfather "
    "widow student pupil person resident".split()
)
_RATE_UNITS = frozenset("day hour week month year minute night".split())


_BEFORE_UNITS = frozenset(
    "consecutive long full whole straight more further additional other or square cubic metric short million us u.s.".split()
)
_AGED = frozenset("were was are is those anyone men women children people boys girls aged youths and all everyone".split())
"""What an age limit is said of: "were under 18", "those over 60"."""
_LOOSE_LABELS = frozenset("number post figure report statement area group camp year day week house issue part".split())
"""Labels that also stand before counts, so that only a bare number is taken for their name."""
_FIGURE_WORDS = frozenset("dead wounded injured missing killed casualties displaced people".split())
_JOINTS = frozenset({"and", "to", "-", "–", "or"})
_OLDEST = 120


class NumberSpot(NamedTuple):
    """A number on a page with its sentence; token indices, ends exclusive."""

    page: Page
    first: int
    """First token of the phrase with its modifier."""
    core: int
    """First token of the number itself."""
    core_last: int
    last: int
    """The token after the phrase."""
    sentence: tuple[int, int]

    @property
    def text(self) -> str:
        """The first word of the number."""
        return self.page.tokens[self.core].text

    @property
    def before(self) -> str:
        """The word before the number."""
        return self.word(self.core - 1)

    @property
    def after(self) -> str:
        """The word after the phrase."""
        return self.word(self.last)

    @property
    def one_word(self) -> bool:
        """The number is a single token."""
        return self.core_last == self.core + 1

    def word(self, index: int) -> str:
        """A word of the sentence in lower case, empty outside it."""
        return self.page.tokens[index].lower if self.sentence[0] <= index < self.sentence[1] else ""

    def noun_follows(self, index: int) -> bool:
        """Whether a noun, perhaps with adjectives, begins at a token."""
        stop = min(self.sentence[1], index + 8)
        while index < stop and self.page.classes[index] in ("JJ", "VBN", "VBG", "CD"):
            index += 1
        return index < stop and self.page.classes[index] in ("NN", "NNS", "NNP")


def is_no_count(spot: NumberSpot, *, word_like: bool) -> bool:
    """Whether a number counts nobody.

    Args:
        spot: the number where it stands.
        word_like: the number is a vague or indefinite word, which is never a date, a label or an address.
    """
    if spot.word(spot.first - 1) == "but" and spot.word(spot.first - 2) == "all":
        return True  # "all but four of them": those who are left out
    if (not word_like and _measured(spot)) or _rate(spot) or _age(spot):
        return True
    return not word_like and (_money(spot) or _date_or_time(spot) or _label(spot) or _address(spot) or _fraction(spot))


def _measured(spot: NumberSpot) -> bool:
    """A unit follows: "25 kilometres", "45-minute", "nine long months", "12 to 15 hours", "40 per cent"."""
    word, following = spot.after, spot.word(spot.last + 1)
    if not word:
        return False
    if word == "per" and following == "cent":
        return True
    if word in _DURATIONS and following in ("earlier", "before", "previously") and spot.before == "from":
        return False  # "58, up from 40 hours earlier": the hours are not counted by the 40
    if word in _UNITS and not (word in ("local", "point", "points", "m", "g") and spot.page.classes[spot.last] == "JJ"):
        return not (word == "local" and not spot.text[0].isdecimal())
    if word.startswith(("-", "–")) and len(word) > 1:
        return True
    if word in _BEFORE_UNITS:
        return following in _UNITS
    first, dash, _ = word.partition("-")
    return bool(dash) and first in _UNITS


def _rate(spot: NumberSpot) -> bool:
    """ "2,500 a day", "40 people per hour": a rate without a count is no figure."""
    page, at, end = spot.page, spot.last, spot.sentence[1]
    while at < end and at < spot.last + 3 and page.classes[at] in ("NNS", "JJ", "NN") and page.tokens[at].lower not in ("per", "a", "an"):
        at += 1
    word = spot.word(at)
    if word in ("daily", "hourly"):
        return at > spot.last or page.classes[at] == "RB"
    return word in ("a", "an", "per", "each", "every") and spot.word(at + 1) in _RATE_UNITS


def _age(spot: NumberSpot) -> bool:
    """ "aged 12", "a woman of 71", "Mirela Doss, 38, said", "were under 18"."""
    before, owner = spot.word(spot.first - 1), spot.word(spot.first - 2)
    if "year-old" in spot.text.lower() or "month-old" in spot.text.lower() or before in ("aged", "age", "ages"):
        return True
    if before == "of" and owner in ("age", "ages"):
        return True
    if before == "of" and owner in _AGE_SINGULARS and (spot.after in ("and", "or") or not spot.noun_follows(spot.last)):
        return True
    return _apposed_age(spot) or _age_limit(spot) or (before == "than" and owner in ("younger", "older"))


def _apposed_age(spot: NumberSpot) -> bool:
    """A bare number between marks behind a name or a person: "Mirela Doss, 38," or "the boy (9)"."""
    if not (spot.first == spot.core and spot.last == spot.core_last and spot.one_word and spot.text.isdecimal()):
        return False
    if spot.before not in (",", "(") or spot.after not in (",", ")", ".", ";", "and", "", "”", '"'):
        return False
    owner = spot.core - 2
    named = owner >= spot.sentence[0] and (spot.page.classes[owner] == "NNP" or spot.word(owner) in _AGE_SINGULARS)
    return named and len(spot.text) <= 3 and int(spot.text) < _OLDEST


def _age_limit(spot: NumberSpot) -> bool:
    qualifier = " ".join(token.lower for token in spot.page.tokens[spot.first : spot.core])
    if qualifier not in ("under", "over", "above", "below") or spot.noun_follows(spot.last):
        return False
    return spot.text.isdecimal() and int(spot.text) <= 80 and spot.word(spot.first - 1) in _AGED


def _money(spot: NumberSpot) -> bool:
    return spot.before != "" and (spot.before in _MONEY_SIGNS or spot.before[-1] in "$€£¥₦₹₪")


def _date_or_time(spot: NumberSpot) -> bool:
    text, before, after = spot.text, spot.before, spot.after
    if ":" in text or "/" in text:
        return True
    if (
        before == "at"
        and len(text) == 4
        and text.isdecimal()
        and after in ("(", "gmt", "local", "hours", "on", "today", "yesterday", ",", ".")
    ):
        return True
    day = len(spot.page.tokens[spot.core_last - 1].text) <= 2
    if after in _MONTHS and day and spot.page.tokens[spot.last].text[0].isupper() and not _modal_may(spot):
        return True
    if before in _MONTHS and spot.one_word and text.isdecimal() and spot.page.tokens[spot.core - 1].text[0].isupper():
        return not spot.noun_follows(spot.last) or len(text) == 4
    if before in ("the", "of") and after == "of" and spot.word(spot.last + 1) in _MONTHS:
        return True
    if (
        text.isdecimal()
        and len(text) <= 2
        and after in _JOINTS
        and spot.word(spot.last + 1).isdecimal()
        and spot.word(spot.last + 2) in _MONTHS
    ):
        return True
    if "." in text and text.replace(".", "").isdecimal() and len(text) <= 5 and after in ("a.m.", "p.m.", "am", "pm", "a.m", "p.m"):
        return True
    return _is_year(spot)


def _modal_may(spot: NumberSpot) -> bool:
    """ "12 may die": the modal, not the month."""
    return spot.after == "may" and spot.last + 1 < spot.sentence[1] and spot.page.classes[spot.last + 1] == "VB"


def _is_year(spot: NumberSpot) -> bool:
    if not (spot.one_word and len(spot.text) == 4 and spot.text.isdecimal() and 1800 <= int(spot.text) < 2100):
        return False
    if spot.before in _YEAR_BEFORE or spot.before in _MONTHS or spot.before in (",", "(", "-", "–", "/"):
        return not (spot.before == "of" and spot.noun_follows(spot.last))
    classes, last, end = spot.page.classes, spot.last, spot.sentence[1]
    if last < end and classes[last] == "NN" and not (last + 1 < end and classes[last + 1] in ("NN", "NNS")):
        return True  # "the 1984 killing": a singular noun is not counted by thousands
    return not spot.noun_follows(last)


def _label(spot: NumberSpot) -> bool:
    """The number is a name: "Resolution 2334", "No. 31", "(2)", "1.", "Boeing 737"."""
    page, core = spot.page, spot.core
    after = spot.word(spot.core_last)
    if core == spot.sentence[0]:
        return after == ")" or (after == "." and spot.core_last + 1 < spot.sentence[1] and spot.one_word)
    if after == ")" and spot.before == "(" and core - 1 == spot.sentence[0]:
        return True
    if spot.before in ("#", "№") or _glued(spot):
        return True
    if spot.before == "number" and spot.word(core - 2) in _FIGURE_WORDS:
        return False  # "the dead number 74"
    if spot.noun_follows(spot.core_last):
        return False
    if spot.before in _LABELS:
        return spot.before not in _LOOSE_LABELS or spot.text.isdecimal() or spot.text.lower() in SMALL or spot.text.lower() in TENS
    if page.classes[core - 1] == "NNP" and spot.text.isdecimal() and core - 1 > spot.sentence[0]:
        return spot.before not in _MONTHS and after not in _FIGURE_WORDS
    return False


def _glued(spot: NumberSpot) -> bool:
    """Part of a code: "2011-08-S-045"."""
    if spot.before not in ("-", "–", "/") or spot.core < 2:
        return False
    outer, mark, number = spot.page.tokens[spot.core - 2 : spot.core + 1]
    return outer.end == mark.start and mark.end == number.start


def _address(spot: NumberSpot) -> bool:
    at = spot.core_last
    while at < spot.sentence[1] and at < spot.core_last + 3 and spot.page.classes[at] == "NNP":
        if at > spot.core_last and spot.word(at).rstrip(".") in _STREETS:
            return True
        at += 1
    return False


def _fraction(spot: NumberSpot) -> bool:
    """ "one in five", "two thirds of", "one fifth": shares without a count."""
    word, after = spot.after, spot.word(spot.last + 1)
    if word == "in" and (after in SMALL or after in TENS or after in SCALES or after.isdecimal()):
        return not spot.noun_follows(spot.last + 2) or spot.text.lower() == "one"
    if spot.before == "in" and not spot.noun_follows(spot.last):
        share = spot.word(spot.core - 2)
        return share in SMALL or share.isdecimal()
    return word in _SHARES


_SHARES = frozenset("third thirds quarter quarters fifth fifths half halves tenth tenths sixth sixths eighth eighths".split())
