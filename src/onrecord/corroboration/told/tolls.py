"""Whether a count that grows is the total of a war or a land, or the toll of one event that is still being counted."""

import re

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


def is_part(figure: Figure, text: str) -> bool:
    """Whether a figure counts some of those whom another counts, which the reading links to it or its own words say."""
    return figure.subset_of is not None or _OF_THE_HARMED.match(text, figure.end) is not None
