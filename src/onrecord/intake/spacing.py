"""White space: collapsed and counted without cutting a text into its words, which would take many times its memory."""

WHITE_SPACE = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""Every character that ``str.split`` takes for white space."""

_SHORT = 100_000  # characters up to which the words may stand in memory side by side


def single_spaced(text: str) -> str:
    """The text with every run of white space as one space, and none at its ends."""
    if len(text) <= _SHORT:
        return " ".join(text.split())
    for character in WHITE_SPACE:
        text = text.replace(character, " ")
    while "  " in text:  # each round halves the longest run
        text = text.replace("  ", " ")
    return text.strip(" ")


def visible_characters(text: str) -> int:
    """Characters that are no white space: the unit in which conservation is counted."""
    if len(text) <= _SHORT:
        return sum(map(len, text.split()))
    if text.isascii():
        return len(text) - sum(text.count(character) for character in WHITE_SPACE[:10])
    return len(text) - sum(text.count(character) for character in WHITE_SPACE)
