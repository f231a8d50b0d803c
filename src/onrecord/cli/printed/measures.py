"""The measures of ``onrecord evaluate`` as they are printed: in lines of the terminal's width, with what their labels mean below."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.layout import heading, print_broken
from onrecord.cli.terminal import broken

_TIE = "\u00a0"
_VALUE = re.compile(r"(?<=[a-z\d]) (?=[\d.–]+(?:,|$))")
"""Between a field and its share, which are not parted."""
_HANGING = 4
"""Columns by which a list of shares goes on."""

MEANINGS: dict[str, dict[str, str]] = {
    "reading": {
        "P, R, F1": "precision: what was read and is right; recall: what is labelled and was read; their harmonic mean. In percent",
        "labelled, predicted": "what had to be found, and what was read; what is marked optional counts in neither",
        "right among": "of the items that were found, how many have the right value of each field",
        "act, voice, standing too": "a statement counts only where these three are right as well",
        "source and standing too": "a figure counts only where these two are right as well",
        "scope3": "the three scopes told apart; under scope alone, a period counts as cumulative",
        "type and place": "an incident counts where its type and its place are the labelled ones",
        "class and place": "a type of the same class is enough: strikes and shelling; explosions; shootings, clashes and ground attacks;"
        " abductions and detentions; arson and looting",
        "in text, given": "days of publication that the text states, and those that were given with it",
    },
    "figures": {
        "P, R, F1": "precision: what was read and is right; recall: what is labelled and was read; their harmonic mean. In percent",
        "figure": "measure, least and greatest number, and place in the text are right",
        "joint": "a figure, and its source and standing as well",
        "min only": "measure, least number and place in the text",
        "value only": "least and greatest number and place in the text, whatever was counted",
        "span measure": "measure and place in the text, whatever the number",
        "span": "the place in the text alone",
        "right among": "of the figures that were found, how many have the right value of each field",
    },
    "counts": {
        "above zero": "reports whose reference is not zero",
        "within one": "the count is the reference, or one more or less",
        "relative error": "distance from the reference as a share of it",
    },
    "archive": {
        "P, R, F1": "precision: what was noticed and is labelled; recall: what is labelled and was noticed; both in one. In percent",
        "labelled, noticed": "what had to be noticed, and what was; one thing said twice counts twice",
        "again": "findings seen once more from other reports (30 here and 41 there, 30 in a copy and 41 there), which count in nothing",
        "mean of the rules": "of those that have labelled findings",
        "near misses": "things that look like a finding and are none",
        "pairwise, B cubed": "how well statements were put together: by pairs of statements, and by the group of each statement",
    },
    "attribution": {
        "P, R, F1": "precision: what was read and is right; recall: what is labelled and was read; their harmonic mean. In percent",
        "words": "each word of a source, a cue or a content by itself",
        "exact": "the whole role, with the same words",
        "relation": "statements whose contents agree enough (--jaccard) and whose sources share a word",
        "relation, exact": "source, cue and content with the same words",
    },
}
"""What stands in the lines of each measure, in words."""


def print_measures(name: str, lines: Sequence[str], console: Console) -> None:
    """The lines of a measure, none wider than the console, and what their labels mean."""
    for line in lines:
        for part in broken(_VALUE.sub(_TIE, line), console.width, hanging=_HANGING):
            console.print(Text(part.replace(_TIE, " ")), soft_wrap=True)
    heading(console, "What the labels mean")
    for label, meaning in MEANINGS[name].items():
        print_broken(console, f"{label}: {meaning}.", hanging=_HANGING)
