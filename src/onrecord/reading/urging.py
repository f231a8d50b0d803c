"""Word classes of verbs that urge or pledge where the words around them hide it."""

from collections.abc import Sequence

from onrecord.reading.tokens import Token


def mend_urging(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "condemns the raid and calls for an inquiry", "vowed on Facebook not to leave": verbs that the words around them hide."""
    for index in range(1, len(tokens) - 1):
        word = tokens[index].lower
        if classes[index] == "NNS" and tokens[index - 1].lower == "and" and tokens[index + 1].lower in _URGING.get(word, ()):
            if "VBZ" in classes[max(index - _URGED_WITHIN, 0) : index - 1]:
                classes[index] = "VBZ"
        elif classes[index] == "VBN" and word in _PLEDGED and classes[index - 1] in ("NN", "NNS", "NNP") and classes[index + 1] == "IN":
            ahead = range(index + 2, min(index + _PLEDGED_WITHIN, len(tokens) - 1))
            if tokens[index + 1].lower != "by" and any(classes[n] == "TO" and classes[n + 1] == "VB" for n in ahead):
                classes[index] = "VBD"


_URGING = {"calls": ("for", "on", "upon"), "appeals": ("to", "for"), "points": ("at", "to")}
"""Forms that are also plural nouns, with the prepositions that show a verb."""
_URGED_WITHIN = 14
"""Tokens back to the verb that the same subject governs."""
_PLEDGED = frozenset("agreed declined offered pledged promised refused threatened vowed".split())
_PLEDGED_WITHIN = 8
"""Tokens within which the infinitive must begin."""
