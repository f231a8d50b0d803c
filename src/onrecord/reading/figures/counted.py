"""What a quantity counts: the noun it stands before, or none where the noun is left out.

"70 drovers" counts drovers; "dozens of people" people; "five of the injured" is a part of the injured; "over 6,000" in
"and over 6,000 wounded" has no noun of its own; "a family of six" counts its members.
"""

from typing import Literal, NamedTuple

from onrecord.reading.figures.lexicon import HeadKind, harm_words, head_kind, people_words, person_status, singular
from onrecord.reading.page import Page
from onrecord.reading.quantities import Quantity
from onrecord.reading.words import NOUNS

Part = Literal["pronoun", "definite"]

_PRONOUNS = frozenset({"them", "whom", "which", "these", "those", "us", "you"})
_PREMODIFIERS = frozenset({"JJ", "NN", "NNS", "NNP", "VBN", "VBG", "VBD", "POS", "RB", "CD"})
_NEVER_MODIFY = frozenset(
    "were was is are been being be had has have having received suffered sustained got said did do does made "
    "nursing suffering sustaining".split()
)
"""Verb forms that the tagger may take for participles, and that never stand before a noun as one."""
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december "
    "yesterday today tomorrow tonight overnight night morning afternoon evening week month year day".split()
)
_DURATIONS = frozenset("hours minutes days weeks months years hour".split())
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})


class Counted(NamedTuple):
    """A quantity with what it counts. Token indices, end exclusive."""

    quantity: Quantity
    first: int
    last: int
    """After the head noun, or after the quantity when there is none."""
    head: int | None
    kind: HeadKind | None
    """None without a head noun."""
    part: Part | None
    """How it is a part of something named: "of them", "of the dead"."""
    group: tuple[int, int] | None
    """The noun phrase without the number."""

    @property
    def exact_one(self) -> bool:
        """A single person by article or "one"."""
        return self.quantity.minimum == self.quantity.maximum == 1


def counted(page: Page, quantity: Quantity) -> Counted:
    """What one quantity counts."""
    end = page.sentence_of(quantity.core)[1]
    family = _collective(page, quantity, end)
    if family:
        return family
    at = _past_marks(page, quantity.last, end)
    if page.tokens[quantity.last - 1].lower == "of":  # "a pair of them"
        return _of(page, quantity, quantity.last, end)
    if _inserted_range(page, quantity, at, end):
        at += 1
    at = _past_correction(page, at, end)
    if at + 1 < end and page.tokens[at].lower in ("more", "others", "other") and page.tokens[at + 1].lower == "of":
        at += 1
    if at < end and page.tokens[at].lower == "of":
        return _of(page, quantity, at + 1, end)
    head = head_after(page, at, end, single=quantity.minimum == quantity.maximum == 1)
    if head is None or (quantity.kind == "article" and _of_number(page, head + 1, end)):
        return Counted(quantity, quantity.first, quantity.last, None, None, None, None)
    return Counted(quantity, quantity.first, head + 1, head, head_kind(page, head), None, (at, head + 1))


def _of_number(page: Page, at: int, end: int) -> bool:
    """ "a family | of six": the number that follows counts them."""
    if at + 1 >= end or page.tokens[at].lower != "of" or page.classes[at + 1] != "CD":
        return False
    return singular(page.tokens[at - 1].lower) in people_words().collectives


def _past_marks(page: Page, at: int, end: int) -> int:
    """Past a closing mark ("three or four" dead rebels)."""
    return (
        at + 1
        if at < end
        and page.tokens[at].text in ('"', "”", "''", "’", "“", "‘", "«")
        and at + 1 < end
        and page.classes[at + 1] in ("JJ", "NNS", "NN")
        else at
    )


def _past_correction(page: Page, at: int, end: int) -> int:
    """ "16, not 19, | people": past the number that is put right."""
    if at + 4 >= end or page.tokens[at].text != "," or page.tokens[at + 1].lower not in ("not", "rather"):
        return at
    for comma in range(at + 2, min(at + 6, end - 1)):
        if page.tokens[comma].text == "," and page.classes[comma - 1] == "CD":
            return comma + 1 if page.classes[comma + 1] in ("JJ", "NNS", "NN", "NNP") else at
    return at


def _inserted_range(page: Page, quantity: Quantity, at: int, end: int) -> bool:
    """ "Five, perhaps six, | children": the mark that closes the insertion."""
    marks = {page.tokens[n].text for n in range(quantity.core, quantity.last)} & {",", "–", "—", "-"}
    return bool(marks) and at + 1 < end and page.tokens[at].text in marks and page.classes[at + 1] in ("JJ", "NNS", "NN", "NNP")


def _collective(page: Page, quantity: Quantity, end: int) -> Counted | None:
    """ "a family of six": the number stands after the noun."""
    of, noun = quantity.first - 1, quantity.first - 2
    if noun < 0 or page.tokens[of].lower != "of" or singular(page.tokens[noun].lower) not in people_words().collectives:
        return None
    if head_after(page, quantity.last, end, single=False) is not None:
        return None
    phrase = page.phrase_at.get(noun)
    first = phrase.first if phrase else noun
    kind: HeadKind = "person" if singular(page.tokens[noun].lower) in ("family", "household", "crew", "patrol") else "other"
    return Counted(quantity, first, quantity.last, noun, kind, None, (noun, noun + 1))


def _of(page: Page, quantity: Quantity, at: int, end: int) -> Counted:
    bare = Counted(quantity, quantity.first, quantity.last, None, None, None, None)
    if at >= end:
        return bare
    word = page.tokens[at].lower
    if word in _PRONOUNS and not (word in ("those", "these") and head_after(page, at + 1, end, single=False) is not None):
        return Counted(quantity, quantity.first, at + 1, None, None, "pronoun", None)
    part: Part | None = None
    first = at
    while at < end and (page.classes[at] in _DETERMINERS or page.tokens[at].lower in ("all", "the")):
        part, at = "definite", at + 1
    while at < end and page.classes[at] == "CD":  # "eleven of the 18 wounded", "38 of 52 drones"
        at += 1
    head = head_after(page, at, end, single=False)
    if head is None and part and at < end and page.tokens[at].lower in harm_words().noun.keys() | harm_words().state.keys():
        head = at
    if head is None:
        return bare
    return Counted(quantity, quantity.first, head + 1, head, head_kind(page, head), part, (first, head + 1))


def head_after(page: Page, at: int, end: int, *, single: bool) -> int | None:
    """The head of the noun phrase whose modifiers begin at a token; None where no noun follows.

    Args:
        page: the text.
        at: first token after the number.
        end: end of the sentence.
        single: the count is one, so a singular noun is the head too.
    """
    head: int | None = None
    begin = at
    while at < end:
        token, tag = page.tokens[at], page.classes[at]
        if (
            token.text == "("
            and at + 3 < end
            and page.tokens[at + 2].text == ")"
            and page.classes[at + 3] in ("NNS", "NN")
            and head is not None
        ):
            at += 3  # "three Federal Constabulary (FC) personnel"
            continue
        if tag not in _PREMODIFIERS or (token.lower in _CALENDAR and head is not None):
            break
        if token.lower in ("others", "more") and head is None:
            following = head_after(page, at + 1, end, single=single)
            return at if token.lower == "others" else following
        if tag in NOUNS:
            if head is not None and tag == "NNP" and page.classes[head] in ("NNS", "NN") and page.tokens[at].text[0].isupper():
                break  # "killed 12 people Friday", "the driver Ali"
            head = at
            if tag == "NNS" and not (at + 1 < end and page.classes[at + 1] in ("NN", "NNS") and page.tokens[at + 1].lower not in _CALENDAR):
                break
        elif tag == "POS":
            if head is None:
                break
        elif tag in ("VBN", "VBD", "VBG"):
            if head is not None or token.lower in _NEVER_MODIFY or not _noun_ahead(page, at + 1, end):
                break
        elif (
            (tag == "RB" and (head is not None or not _noun_ahead(page, at + 1, end)))
            or (tag == "JJ" and head is not None and not _noun_ahead(page, at + 1, end))
            or tag == "CD"
        ):
            break
        at += 1
    if head is None and begin < end and page.classes[begin] == "JJ" and person_status(page, begin) is not None:
        return begin  # "one private", "a civilian": the tagger took the noun for an adjective
    if head is not None and (page.tokens[head].lower in _CALENDAR or page.tokens[head].lower in _DURATIONS):
        return None
    return head


def _noun_ahead(page: Page, at: int, end: int) -> bool:
    while at < end and page.classes[at] in ("JJ", "VBN", "VBG"):
        at += 1
    return at < end and page.classes[at] in NOUNS and page.tokens[at].lower not in _CALENDAR
