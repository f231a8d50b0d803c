"""Sources that stand behind their cue: how far a noun phrase reaches to the right."""

from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import quoting_verbs
from onrecord.reading.rules.sources import Source, is_channel, is_time
from onrecord.reading.rules.units import Unit

_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "on", "from", "near", "with", "to", "against", "inside", "by", "about", "between", "behind", "under", "among", "across"}
)


def source_after(unit: Unit, index: int, limit: int) -> Source | None:
    """The full noun phrase that begins at an item ("said | Mirela Doss, 38", "according to | the ferry's owner, Ilse").

    Args:
        unit: the unit.
        index: item at which it must begin.
        limit: item index it must not pass.
    """
    items = unit.items
    start = index
    while index < limit and items[index].kind == WORD and (items[index].tag in ("RB", "DT") or items[index].lower in ("both", "among")):
        index += 1
    if index >= limit or items[index].kind not in (NOUN, QUOTE) or (items[index].kind == QUOTE and index == start):
        return None
    if items[index].tag == "EX":  # "says there were two hundred"
        return None
    kind = "pronoun" if items[index].tag == "PRP" else "noun"
    end = _right_extent(unit, index + 1, limit)
    return Source(((items[start].first, items[end - 1].last),), start, end, kind)


def _right_extent(unit: Unit, index: int, limit: int) -> int:
    """Past the last item of a noun phrase, given the item behind its first base phrase."""
    items = unit.items
    while index < limit:
        item = items[index]
        if item.lower == "(":
            closing = next((n for n in range(index + 1, min(limit, index + 14)) if items[n].lower == ")"), None)
            if closing is None:
                return index
            index = closing + 1
        elif (
            (item.kind == WORD and item.lower in ("of", "for") and index + 1 < limit and items[index + 1].kind in (NOUN, QUOTE))
            or (
                item.kind == WORD
                and item.lower in _PLACE_PREPOSITIONS
                and index + 1 < limit
                and items[index + 1].kind == NOUN
                and not is_adverbial(unit, index + 1, item.lower)
            )
            or (
                item.lower in ("and", "or", "&")
                and index + 1 < limit
                and items[index + 1].kind == NOUN
                and not clause_begins(unit, index + 1, limit)
            )
        ):
            index += 2
        elif (item.kind == VERB and item.group is not None and not item.group.infinitive and _participle_tail(unit, index)) or (
            item.tag == "WP" and item.lower in ("who", "which", "whose", "whom")
        ):
            index = _phrase_end(unit, index + 1, limit)
        elif item.kind == NOUN and items[index - 1].kind == NOUN and item.tag in ("NNP", "CD") and not is_time(unit, item):
            index += 1
        elif item.lower == ",":
            end = _apposition_end(unit, index, limit)
            if end is None:
                return index
            index = end
        else:
            return index
    return index


def _participle_tail(unit: Unit, index: int) -> bool:
    group = unit.items[index].group
    tag = unit.items[index].tag
    return (
        group is not None
        and (
            tag in ("VBN", "VBG")
            or (tag == "VBD" and group.last - group.first == 1 and unit.items[index].lemma in ("name", "call", "quote", "base", "know"))
        )
        and not group.passive
    )


def is_adverbial(unit: Unit, index: int, preposition: str) -> bool:
    """ "on Monday", "in an interview", "at a news conference" tell when and where it was said, not who."""
    item = unit.items[index]
    if is_time(unit, item):
        return True
    return preposition in ("in", "at", "on", "to", "by", "with", "from", "about", "during") and (is_channel(item) or item.tag == "PRP")


def clause_begins(unit: Unit, index: int, limit: int) -> bool:
    """A finite verb follows the noun phrase at ``index``: it is the subject of a clause of its own."""
    items = unit.items
    index += 1
    while index < limit and (
        items[index].kind == NOUN or items[index].lower in ("of", "in", "for", "'s", "(", ")") or items[index].tag == "RB"
    ):
        index += 1
    return index < limit and (is_finite(items[index]) or (items[index].tag == "VBN" and items[index - 1].tag == "RB"))


def _phrase_end(unit: Unit, index: int, limit: int) -> int:
    """To the next comma, semicolon, quotation or full stop."""
    items = unit.items
    while index < limit and items[index].lower not in (",", ";", ":", ".", "–", "—", "?", "!") and items[index].kind != QUOTE:
        if items[index].lower in ("and", "but") and index + 1 < limit and clause_begins(unit, index + 1, limit):
            break
        index += 1
    if index < limit and items[index].kind == QUOTE and items[index - 1].lower in ("by", "as", "the", "a"):
        return index + 1
    return index


_NEVER_APPOSED = frozenset({"that", "this", "no", "none", "nothing", "there", "any", "neither", "these", "those"})
"""What goes on with what is said rather than with who says it: "There is, insists the navy, no proof"."""


def _tells_on(unit: Unit, index: int, limit: int) -> bool:
    """ "says the spokeswoman, who | adds that …": the relative clause goes on telling, and is no part of who speaks."""
    items = unit.items
    while index < limit and items[index].tag == "RB":
        index += 1
    speaks = index + 1 < limit and is_finite(items[index]) and items[index].lemma in quoting_verbs()
    return speaks and (items[index + 1].kind == QUOTE or items[index + 1].lower == "that")


def _apposition_end(unit: Unit, comma: int, limit: int) -> int | None:
    """Past an apposition, age or relative clause that begins at a comma; None when something else begins there."""
    items = unit.items
    index = comma + 1
    if index >= limit:
        return None
    item = items[index]
    if item.lower in _NEVER_APPOSED:
        return None
    if item.tag == "WP" or item.lower == "whose":
        return None if _tells_on(unit, index + 1, limit) else _phrase_end(unit, index + 1, limit)
    if item.kind != NOUN or item.tag == "PRP" or is_time(unit, item) or clause_begins(unit, index, limit):
        return None
    end = index + 1
    while end < limit:  # prepositions, further names and participles of the apposition, up to its comma
        following = items[end]
        if following.kind == NOUN and not is_time(unit, following) and following.tag != "PRP":
            end += 1
        elif (
            following.lower in ("of", "for", "in", "at", "from", "with", "on", "to", "and", "&", "against", "near", "by")
            and end + 1 < limit
            and items[end + 1].kind == NOUN
            and not is_adverbial(unit, end + 1, following.lower)
        ):
            if following.lower == "and" and clause_begins(unit, end + 1, limit):
                break
            end += 2
        elif following.tag == "WP" or (following.kind == VERB and following.tag in ("VBN", "VBG")):
            return _phrase_end(unit, end + 1, limit)
        else:
            break
    return end
