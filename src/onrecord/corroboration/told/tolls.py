"""Whether a count that grows is the total of a war or a land, or the toll of one event that is still being counted; and whether a count is
a part of such a toll: some of the harmed, those who came on top of others, those of a night."""

import re
from collections.abc import Iterable
from itertools import pairwise

from onrecord.records import Figure

_HARM = r"(?:killed|dead|died|dying|deaths?|toll|victims|casualties|injured|wounded|hurt|missing|lives)"
_SITES = (
    r"clinic|hospital|school|market|church|mosque|temple|bridge|ferry|boat|bus|train|station|factory|works|mill|depot|prison|hotel|camp"
    r"|square|building|block|house|farm|wedding|funeral"
)
_BLOWS = (
    r"attacks?|strikes?|air ?strikes?|raid|shelling|shells?|rockets?|missiles?|bombs?|bombing|blast|explosion|ambush|massacre"
    r"|mines?|drones?|crash|shooting|collapse"
)
_OF_ONE_EVENT = re.compile(
    rf"\b{_HARM}\b[^.;]{{0,40}}?\b(?:in|at|by|from|on|of|aboard)\s+(?:the|a|an|this|that|[A-Z][\w’'-]+)\s+(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?:{_SITES}|{_BLOWS})\b"
)

_OF_THE_HARMED = re.compile(
    r"\s+of\s+(?:whom|them|those|the\s+(?:\w+\s+)?(?:dead|killed|victims|casualties|wounded|injured|missing|detained|prisoners|displaced))\b"
)

_OF_A_FAMILY = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:of|from)\s+(?:his|her|their|one|(?:the|a)(?:\s+(?:same|single))?)\s+(?:[a-z]+\s+)?"
    r"(?:family|families|household|relatives|children|colleagues|staff|crew)\b"
)
"""Behind a number of those who belonged together ("six of his family"), beside whom others may have been harmed."""
_RECEIVED = re.compile(
    r"\b(?:hospitals?|clinics?|morgues?|mortuar(?:y|ies)|infirmary|wards?|medics|doctors|surgeons|medical (?:centre|center|point)s?)\b"
    r"[^.;]{0,60}\b(?:received|took in|taken in|admitted|treated|buried)\s"
    r"(?:the\s)?(?:(?:bodies|remains)\sof\s)?(?:(?:at least|about|around|some|nearly|almost|over|more than)\s)?$",
    re.IGNORECASE,
)
"""Before a number of those whom one hospital or morgue has seen."""
_SEEN_BY_MEDICS = frozenset({"killed", "injured"})
_ONE_BLOW = rf"{_BLOWS}|one|wave|round|salvo|volley"
_ONE_OF_SEVERAL = re.compile(
    rf"\b(?:first|second|third|fourth|fifth)\s+(?:{_ONE_BLOW})\b(?!\s+(?:in|since|this|of|within)\b)",
    re.IGNORECASE,
)
"""Of several blows the one of which a number is ("the first strike killed 12")."""
_A_LATER_ONE = re.compile(rf"\b(?:second|third|fourth|fifth|other|later)\s+(?:{_ONE_BLOW})\b", re.IGNORECASE)
_A_FIRST_ONE = re.compile(rf"\b(?:first|earlier|other)\s+(?:{_ONE_BLOW}|had|was)\b", re.IGNORECASE)
"""The others of them, without which a report tells of one ("the first attack in a month")."""
_ADDED_BEFORE = re.compile(r"\b(?:another|further|additional)\s+$", re.IGNORECASE)
_ADDED_BEHIND = re.compile(r"\s+(?:more|further|additional|new)\b(?!\s+than\b)", re.IGNORECASE)
"""Words beside a number of people who came on top of others ("another five", "five more")."""
_ON_TOP = 200
"""Characters before such a number in which a number of other harm is that on top of which it came: of its own harm it is all."""
_NEAR = 20
"""Characters before a number in which such a word may stand."""
_DIED_LATER = re.compile(
    r"(?:(?!\b(?:killed|dead|deaths?|and|where|when)\b)[^.,;]){0,60}?\b(?:(?:wounded|injured|hurt)\b(?:(?!\band\b)[^.,;]){0,80}?\b(?:died|succumbed)"
    r"|succumbed|died\b[^.,;]{0,40}?\bof\s+(?:their\s+)?(?:wounds|injuries))\b",
    re.IGNORECASE,
)
"""Behind a number of people who were harmed and died of it afterwards, whom the toll of the event counts as well."""
_A_STRETCH = re.compile(
    r"\b(?:overnight|last night|(?:during|in|through) the night|since (?:dawn|midnight|yesterday|last night|(?:this|the|yesterday) morning)"
    r"|(?:in|over|during|within) the (?:past|last|previous) (?:[\w-]+ )?(?:hours?|day|night)|(?:today|yesterday|[a-z]+day) alone)\b",
    re.IGNORECASE,
)
"""Hours within a toll that is told of longer."""
_UP_TO_AN_HOUR = re.compile(
    r"[^.;]{0,40}\bby\s(?:noon|midday|midnight|dawn|dusk|sunset|nightfall|mid-?(?:morning|afternoon)|evening"
    r"|the (?:morning|afternoon|evening)"
    r"|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|o['’]clock))(?=\W*$|[,.;:)]|\.?\s(?:on|and|but|while|when|as|local|the)\b)",
    re.IGNORECASE,
)
"""Behind a number that was counted on a day which went on ("12 had been killed by noon")."""
_A_BLOW = re.compile(rf"\b(?:{_BLOWS}|clash(?:es)?|fighting|gunfire|shots?|fire)\b", re.IGNORECASE)
_OPENING, _BEHIND_OPENING = 30, 2
"""Characters of words at the head of a sentence that tell when, and clauses behind them of which they do ("Overnight, the mayor said, five
died, which makes 43")."""
_CLAUSE_EDGE = re.compile(r"[,;:–—]\s")
_EDGE = re.compile(rf"[.!?\n]\s|{_CLAUSE_EDGE.pattern}")


def runs_on(figure: Figure, text: str, sentence: tuple[int, int]) -> bool:
    """Whether a figure is a total over time, of which only that of one day is one claim.

    "The number of those killed in the clinic has risen to 19" is a running toll, and of one event: whatever day it is counted on, what
    it counts happened at once.

    Args:
        figure: what is counted.
        text: the report's.
        sentence: where the figure's sentence stands.
    """
    if figure.scope == "incident":
        return False
    return figure.since is not None or figure.scope == "period" or not _OF_ONE_EVENT.search(text, *sentence)


def is_part(figure: Figure, text: str, figures: Iterable[Figure]) -> bool:
    """Whether a figure counts some of those whom another counts, which the reading links to it or its own words say: "six of the injured",
    "another five were killed", "five of the wounded have died", "six of his family", "the hospital received 12 bodies", "the first strike
    killed 12".

    "Four died, and nine more were hurt" has all who were hurt.

    Args:
        figure: what is counted.
        text: the report's.
        figures: all of the report.
    """
    if figure.subset_of is not None or _OF_THE_HARMED.match(text, figure.end) or _OF_A_FAMILY.match(text, figure.end):
        return True
    if figure.measure == "killed" and _DIED_LATER.match(text, figure.end):
        return True
    reach = max(0, figure.start - _ON_TOP)
    near = max((edge.end() for edge in _EDGE.finditer(text, reach, figure.start)), default=reach)
    if figure.measure in _SEEN_BY_MEDICS and _RECEIVED.search(text, near, figure.start):
        return True
    if _is_of_one_of_several(text, near, figure.start):
        return True
    before = _ADDED_BEFORE.search(text, max(0, figure.start - _NEAR), figure.start)
    if not before and not _ADDED_BEHIND.match(text, figure.end):
        return False
    return not any(one.measure != figure.measure and 0 < figure.start - one.start <= _ON_TOP for one in figures)


def _is_of_one_of_several(text: str, near: int, start: int) -> bool:
    """Whether the clause before a number tells of one of several blows of which the report tells."""
    blow = _ONE_OF_SEVERAL.search(text, near, start)
    if blow is None:
        return False
    other = _A_LATER_ONE if blow.group().lower().startswith("first") else _A_FIRST_ONE
    return any(match.start() != blow.start() for match in other.finditer(text))


def is_of_a_stretch(figure: Figure, text: str, sentence: tuple[int, int]) -> bool:
    """Whether a figure counts those of some hours and of no event ("five died overnight"), or up to an hour ("12 had died by noon"): it may
    be a part of what is counted of longer.

    Those of an event that was in these hours are all that it has ("five died in a raid overnight").

    Args:
        figure: what is counted.
        text: the report's.
        sentence: where the figure's sentence stands.
    """
    if figure.scope != "incident":
        return False
    if _UP_TO_AN_HOUR.match(text, figure.end, sentence[1]):
        return True
    if _A_BLOW.search(text, *sentence):
        return False
    edges = [sentence[0], *(edge.end() for edge in _CLAUSE_EDGE.finditer(text, *sentence)), sentence[1]]
    clauses = list(pairwise(edges))
    at = next((at for at, (start, end) in enumerate(clauses) if start <= figure.start < end), 0)
    told_first = 0 < at <= _BEHIND_OPENING and clauses[0][1] - clauses[0][0] <= _OPENING
    return any(_A_STRETCH.search(text, *clauses[number]) for number in ({0, at} if told_first else {at}))
