"""When, where and to whom something was said: passed over between the cue and what is said."""

from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.sources import is_channel, is_time
from onrecord.reading.rules.units import Unit


def skip_adverbials(unit: Unit, index: int) -> int:
    """Past times, channels and adverbs behind a cue: "said | on Monday in a statement to the agency | that"."""
    items = unit.items
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if (
            item.kind == WORD
            and item.tag in ("RB", "RP")
            and item.lower not in ("not", "n't", "there", "so", "never", "about", "at", "only", "more")
            and not (following is not None and following.lower == "of")  # "says most of the dead are"
        ):
            index += 1
        elif is_time(unit, item) and not _subject_next(unit, index):
            index += 1
            while (
                index + 1 < len(items) and items[index].lower == "," and items[index + 1].tag == "CD" and len(items[index + 1].lemma) == 4
            ):
                index += 2
        elif (
            item.kind == WORD
            and item.lower in ("on", "in", "at", "during", "after", "by", "via", "through", "over", "from", "before", "following", "upon")
            and following is not None
            and following.kind == NOUN
            and (is_time(unit, following) or is_channel(following))
        ):
            index = phrase_tail(unit, index + 2)
        elif item.lower in ("late", "early") and following is not None and (following.lower in ("on", "in") or is_time(unit, following)):
            index += 1
        elif item.lower in _FIXED_OPENERS and (end := _fixed_phrase(unit, index)) is not None:
            index = end
        elif item.lower == "," and (closing := _insertion_end(unit, index)) is not None:
            index = closing + 1
        elif (
            item.kind == WORD
            and item.lower in ("in", "at", "on", "during", "from", "outside", "before", "near", "through", "via", "under")
            and following is not None
            and following.kind == NOUN
            and (end := _place_then_clause(unit, index)) is not None
        ):
            index = end
        elif (
            item.kind == WORD
            and item.lower in ("to", "with")
            and following is not None
            and following.kind == NOUN
            and following.tag != "VB"
        ):
            index = phrase_tail(unit, index + 2)
        else:
            break
    return index


_FIXED = (
    ("out", "of", "hand"),
    ("in", "no", "uncertain", "terms"),
    ("in", "the", "strongest", "terms"),
    ("in", "strong", "terms"),
    ("under", "oath"),
    ("on", "condition", "of", "anonymity"),
    ("on", "oath"),
    ("off", "the", "record"),
    ("at", "length"),
    ("in", "public"),
    ("once", "again"),
    ("once", "more"),
    ("yet", "again"),
    ("in", "writing"),
    ("in", "private"),
)
"""How something was said."""
_FIXED_OPENERS = frozenset(words[0] for words in _FIXED) | {"without"}
_WITHOUT_REACH = 7


def _fixed_phrase(unit: Unit, index: int) -> int | None:
    """Item behind "out of hand", "under oath", or behind "without offering evidence" where "that" or a quotation follows."""
    items, tokens = unit.items, unit.page.tokens
    first = items[index].first
    for words in _FIXED:
        last = first + len(words)
        if last < unit.last and all(tokens[first + n].lower == word for n, word in enumerate(words)):
            after = next((n for n in range(index, len(items)) if items[n].first >= last), len(items))
            return after if after < len(items) and items[after].first == last else None
    if items[index].lower != "without":
        return None
    for n in range(index + 1, min(len(items), index + _WITHOUT_REACH)):
        if items[n].kind == QUOTE or (items[n].lower == "that" and items[n].kind == WORD):
            return n
        if is_finite(items[n]) or items[n].lower in (",", ";"):
            return None
    return None


def _place_then_clause(unit: Unit, index: int) -> int | None:
    """ "said in Tamba that", "asked at the rally, “…”": item behind the place when what is said begins there, else None."""
    items = unit.items
    end = phrase_tail(unit, index + 2)
    if end >= len(items):
        return None
    if items[end].lower in (",", ":") and end + 1 < len(items) and items[end + 1].kind == QUOTE:
        return end
    return end if items[end].kind == QUOTE or (items[end].lower == "that" and items[end].kind == WORD) else None


_INSERTED = frozenset({"in", "on", "at", "before", "during", "after", "with", "through", "under", "via", "for", "without"})


def _insertion_end(unit: Unit, comma: int) -> int | None:
    """Index of the comma that closes ", in a statement to the agency," before what is said."""
    items = unit.items
    if comma + 2 >= len(items):
        return None
    opening = items[comma + 1]
    participle = opening.kind == VERB and opening.tag in ("VBG", "VBN") and not is_finite(opening)
    if not participle and (opening.kind != WORD or opening.lower not in _INSERTED):
        return None
    for index in range(comma + 2, min(len(items) - 1, comma + 16)):
        item = items[index]
        if item.lower == ",":
            following = items[index + 1]
            return index if following.kind == QUOTE or following.lower == "that" else None
        if item.kind == QUOTE or (is_finite(item)):
            return None
    return None


def _subject_next(unit: Unit, index: int) -> bool:
    items = unit.items
    return index + 1 < len(items) and is_finite(items[index + 1])


def phrase_tail(unit: Unit, index: int) -> int:
    """Past "of the ministry", "with reporters", "in Tamba" behind a channel."""
    items = unit.items
    while (
        index + 1 < len(items)
        and items[index].kind == WORD
        and items[index].lower in ("of", "with", "to", "in", "on", "at", "for", "from", "by")
        and items[index + 1].kind == NOUN
    ):
        index += 2
    return index
