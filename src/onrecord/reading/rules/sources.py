"""Who speaks: the whole noun phrase that is the subject of a cue, or that stands behind it.

Base phrases are extended by what belongs to them: prepositions ("a spokesman for the army in Tamba"), appositions, ages,
initials in brackets and relative clauses between commas, participles ("a witness quoted by the channel"). Times and channels
("on Monday", "in a statement") belong to the cue and are left out. A subject that cannot be found is None, never a guess.
"""

from typing import NamedTuple

from onrecord.reading.rules.lexicon import CHANNELS, TIMES
from onrecord.reading.rules.units import NOUN, QUOTE, VERB, WORD, Item, Unit


class Source(NamedTuple):
    """A source as token ranges, with the items it takes up."""

    pieces: tuple[tuple[int, int], ...]
    first: int
    """Index of its first item."""
    last: int
    """Index past its last item."""
    kind: str
    """``noun`` · ``pronoun`` · ``relative`` · ``shared`` (the subject of an earlier verb)."""


def is_time(unit: Unit, item: Item) -> bool:
    """A noun phrase that names a time ("Monday", "last week", "5 March", "2023")."""
    if item.kind != NOUN or (item.phrase is not None and _owned(unit, item)):
        return False
    return item.lemma in TIMES or (item.tag == "CD" and item.last - item.first == 1 and len(item.lemma) == 4 and item.lemma[:2] in ("19", "20"))


def _owned(unit: Unit, item: Item) -> bool:
    """"her years", "the army's week": somebody's, so not a time of speaking."""
    return unit.page.classes[item.first] == "PRP$" or any(unit.page.classes[n] == "POS" for n in range(item.first, item.last))


def is_channel(unit: Unit, item: Item) -> bool:
    """A noun phrase that names where something was said ("a statement", "Facebook", "the interview")."""
    return item.kind == NOUN and item.lemma in CHANNELS


_NOUN_PREPOSITIONS = frozenset(
    "of for from in at with on to near against behind inside outside across within by over about between among under around along "
    "beyond throughout into since like".split()
)
_LEFT_EDGE_WORDS = frozenset({"that", "whether", "if", "while", "whereas", "but", "and", "because", "as", "when", "although", "though", "after", "before", "since", "until", "so", "or", "yet", "nor", "then", "where", "how", "why", "what"})


def closed_off(unit: Unit, quote: Item) -> bool:
    """True for a quotation with a comma or an end mark before its closing mark: what follows is not its noun."""
    return quote.last - quote.first > 2 and unit.page.tokens[quote.last - 2].text in (",", ".", "?", "!", "…", "...", "—", "–")


# ------------------------------------------------------------------ subjects, to the left of the verb


def subject_of(unit: Unit, verb: int) -> Source | None:
    """The subject that stands before a verb item, None when there is none (an infinitive, a participle, a shared subject)."""
    items = unit.items
    index = _before_adverbials(unit, verb - 1)
    if index < unit.body and index < 0:
        return None
    item = items[index]
    if item.tag == "WP" or (item.lower == "that" and item.tag in ("WDT", "IN", "DT") and index > 0 and items[index - 1].kind == NOUN and item.kind == WORD):
        return _relative(unit, index)
    trailing = index + 1
    if item.lower in (",", ")", "–", "—", "-", "--"):
        opening = _insertion_start(unit, index)
        if opening is None:
            return None
        if not _belongs_to_noun(unit, opening, index):
            trailing = opening
        elif item.lower != ")":
            trailing = index  # the closing comma is no part of it
        index = _before_adverbials(unit, opening - 1)
        if index < 0 or items[index].kind not in (NOUN, QUOTE):
            return None
        trailing = max(trailing, index + 1) if trailing > opening else index + 1
    if items[index].kind == QUOTE and (index == 0 or items[index - 1].kind not in (NOUN, WORD) or items[index - 1].lower in (",", ":", ";")):
        return None
    if items[index].kind == VERB and index < verb - 1 and index > unit.body and items[index - 1].kind == NOUN and items[index].tag in ("VBN", "VBD"):
        index -= 1  # "a document filed Thursday | says"
    if items[index].kind == WORD and items[index].tag in ("JJ", "RB") and index > unit.body and items[index - 1].kind == NOUN:
        index -= 1  # "the two involved | say", "those here | say"
    if items[index].kind not in (NOUN, QUOTE):
        return None
    first = _left_extent(unit, index)
    if first is None:
        return None
    kind = "pronoun" if first == index and items[index].tag in ("PRP", "EX") else "noun"
    return Source(((items[first].first, items[trailing - 1].last),), first, trailing, kind)


def _before_adverbials(unit: Unit, index: int) -> int:
    """Step left over adverbs, times and "on Monday" / "in a statement" just before the verb."""
    items = unit.items
    while index >= 0:
        item = items[index]
        if item.kind == WORD and item.tag == "RB":
            index -= 1
        elif is_time(unit, item) and index > unit.body and (items[index - 1].kind in (NOUN, VERB) or items[index - 1].lower == ")"):
            index -= 1
        elif (is_time(unit, item) or is_channel(unit, item)) and index > 1 and items[index - 1].lower in ("on", "in", "at", "during", "by", "for") and _noun_end(items[index - 2]):
            index -= 2
        else:
            break
    return index


def _noun_end(item: Item) -> bool:
    return item.kind == NOUN or item.lower in (",", ")", "”", '"')


def _relative(unit: Unit, index: int) -> Source | None:
    """"which had claimed": the pronoun, with the noun phrase it stands for when that is plain."""
    items = unit.items
    pronoun = items[index]
    before = index - 1
    if before >= 0 and items[before].lower in (",", "(", "–", "—"):
        before -= 1
        if before >= 0 and items[before].lower == ")":
            before = (_insertion_start(unit, before) or 0) - 1
    if before < 0 or items[before].kind not in (NOUN, QUOTE):
        return None
    first = _left_extent(unit, before)
    if first is None:
        first = before
    return Source(((items[first].first, items[before].last), (pronoun.first, pronoun.last)), first, index + 1, "relative")


def _insertion_start(unit: Unit, closing: int) -> int | None:
    """Index of the mark that opens the insertion which ends at ``closing``; None when there is none within reach."""
    items = unit.items
    mark = items[closing].lower
    opener = {")": "("}.get(mark, mark)
    index = closing - 1
    reach = max(unit.body, closing - 40)
    while index > reach:
        item = items[index]
        if item.lower == opener and item.kind == WORD:
            if opener == "," and not _opens_insertion(unit, index, closing):
                index -= 1
                continue
            return index
        if item.lower == ";" or (item.lower == ":" and opener == ","):
            return None
        index -= 1
    return None


def _opens_insertion(unit: Unit, opening: int, closing: int) -> bool:
    """A comma opens an insertion when a noun phrase stands before it and nothing in between is a clause of its own."""
    items = unit.items
    if items[opening - 1].kind not in (NOUN, QUOTE) and items[opening - 1].lower != ")":
        return False
    following = items[opening + 1]
    if following.tag == "WP" or following.lower in ("whose", "whom", "where"):
        return True
    if following.kind == VERB:
        return following.group is not None and not following.group.finite
    if following.kind == NOUN and following.tag in ("PRP", "EX"):
        return False
    verbs = [n for n in range(opening + 1, closing) if items[n].kind == VERB and items[n].group is not None and items[n].group.finite]  # type: ignore[union-attr]
    if verbs and not any(items[n].tag == "WP" or items[n].lower in ("that", "whose", "where") for n in range(opening + 1, verbs[0])):
        return False
    if following.kind == NOUN:
        # "in Tamba, the army, …": a list or a fronted adverbial rather than an apposition when a coordinator follows
        return not is_time(unit, following) or True
    return following.lower in ("in", "on", "at", "from", "of", "with", "under", "like", "including", "during", "after", "along", "as", "also", "both", "then", "now", "(", "for", "speaking", "by", "when", "while", "too", "via", "among", "formerly", "himself", "herself") or following.tag in ("RB", "JJ", "CD", "IN")


def _belongs_to_noun(unit: Unit, opening: int, closing: int) -> bool:
    """Appositions, ages, brackets and relative clauses are part of a source; participles and adverbials are not."""
    items = unit.items
    following = items[opening + 1]
    if items[opening].lower == "(":
        return True
    if following.tag == "WP" or following.lower in ("whose", "whom"):
        return True
    return following.kind == NOUN and not is_time(unit, following) and not is_channel(unit, following)


def _left_extent(unit: Unit, index: int) -> int | None:
    """First item of the noun phrase whose last base phrase is ``index``; None when it is the object of something else."""
    items = unit.items
    steps = 0
    while index > unit.body and steps < 30:
        steps += 1
        before = items[index - 1]
        if before.lower in _NOUN_PREPOSITIONS and before.kind == WORD and before.tag in ("IN", "TO"):
            governor = index - 2
            while governor >= unit.body and items[governor].kind == WORD and items[governor].tag in ("RB", "IN") and items[governor].lower != "that":
                governor -= 1
            if governor < unit.body:
                return None
            holder = items[governor]
            if holder.tag == "JJ" and holder.kind == WORD and governor - 1 >= unit.body and items[governor - 1].kind == NOUN:
                index = governor - 1  # "a person familiar with the talks"
                continue
            if holder.lower == ")":
                opening = _insertion_start(unit, governor)
                if opening is None or opening <= unit.body:
                    return None
                governor = opening - 1
                holder = items[governor]
            if holder.kind in (NOUN, QUOTE):
                if is_time(unit, holder) and governor > 0 and items[governor - 1].lower in ("on", "in"):
                    governor -= 2
                    if governor < unit.body or items[governor].kind != NOUN:
                        return None
                index = governor
                continue
            if holder.kind == VERB and _reduced_relative(unit, governor):
                index = governor - 1
                continue
            relative = _relative_clause_start(unit, governor) if holder.kind == VERB else None
            if relative is not None:
                index = relative
                continue
            return None
        if before.kind == VERB:
            if _reduced_relative(unit, index - 1):
                index -= 2
                continue
            relative = _relative_clause_start(unit, index - 1)
            if relative is not None:
                index = relative
                continue
            return index
        if before.lower in ("and", "or", "&") and index - 2 >= unit.body and items[index - 2].kind == NOUN:
            left = _left_extent(unit, index - 2)
            if left is not None and _at_left_edge(unit, left) and not any(items[n].kind == VERB for n in range(left, index)):
                return left
            return index
        if before.lower == ")" and items[index].kind == NOUN:
            return index
        if before.kind == QUOTE and items[index].kind == NOUN and not closed_off(unit, before) and index - 2 >= unit.body and items[index - 2].kind in (NOUN, WORD) and items[index - 2].tag in ("DT", "PRP$", "NN", "NNP", "JJ", "POS"):
            index -= 1
            continue
        if before.kind == WORD and before.tag in ("DT", "JJ", "CD", "PRP$", "RB") and before.lower not in ("not", "n't", "also", "later") and before.tag != "RB":
            index -= 1
            continue
        return index
    return index


def _at_left_edge(unit: Unit, index: int) -> bool:
    """Nothing stands before the item that could govern it: a clause begins here."""
    if index <= unit.body:
        return True
    before = unit.items[index - 1]
    return before.lower in _LEFT_EDGE_WORDS or before.lower in (",", ";", ":", "–", "—", "(") or before.kind == QUOTE


def _reduced_relative(unit: Unit, verb: int) -> bool:
    """"residents interviewed by", "a message bearing": a participle right behind its noun."""
    items = unit.items
    group = items[verb].group
    if group is None or verb - 1 < unit.body or items[verb - 1].kind != NOUN or items[verb - 1].tag == "PRP":
        return False
    if group.last - group.first > 1 and group.finite:
        return False
    if not group.finite:
        return not group.infinitive
    # a past form that is also a participle, with "by" behind it: "a video shared by"
    return verb + 1 < len(items) and items[verb + 1].lower in ("by", "as") and unit.page.classes[group.head] == "VBD"


def _relative_clause_start(unit: Unit, verb: int) -> int | None:
    """The noun before "who goes by …" or "we interviewed", when the verb belongs to a relative clause without commas."""
    items = unit.items
    index = verb - 1
    while index > unit.body and verb - index < 8:
        item = items[index]
        if item.lower in (",", ";", ":") or item.kind == VERB:
            return None
        if item.tag == "WP" or item.lower in ("that", "where"):
            return index - 1 if items[index - 1].kind in (NOUN, QUOTE) else None
        index -= 1
    if verb - 2 >= unit.body and items[verb - 1].tag == "PRP" and items[verb - 2].kind == NOUN and items[verb - 2].tag != "PRP":
        return verb - 2
    return None


# ------------------------------------------------------------------ sources behind the cue

_PLACE_PREPOSITIONS = frozenset({"in", "at", "on", "from", "near", "with", "to", "against", "inside", "by", "about", "between", "behind", "under", "among", "across"})


def source_after(unit: Unit, index: int, limit: int) -> Source | None:
    """The full noun phrase that begins at an item ("said | Mirela Doss, 38", "xxxxxxxxx xx | xxx xxxxxx'x xxxxxxxx, xxxxx").

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
        elif item.kind == WORD and item.lower in ("of", "for") and index + 1 < limit and items[index + 1].kind in (NOUN, QUOTE):
            index += 2
        elif item.kind == WORD and item.lower in _PLACE_PREPOSITIONS and index + 1 < limit and items[index + 1].kind == NOUN and not _adverbial(unit, index + 1, item.lower):
            index += 2
        elif item.lower in ("and", "or", "&") and index + 1 < limit and items[index + 1].kind == NOUN and not _clause_begins(unit, index + 1, limit):
            index += 2
        elif item.kind == VERB and item.group is not None and not item.group.infinitive and _participle_tail(unit, index):
            index = _phrase_end(unit, index + 1, limit)
        elif item.tag == "WP" and item.lower in ("who", "which", "whose", "whom"):
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
    return group is not None and (tag in ("VBN", "VBG") or (tag == "VBD" and group.last - group.first == 1 and unit.items[index].lemma in ("name", "call", "quote", "base", "know"))) and not group.passive


def _adverbial(unit: Unit, index: int, preposition: str) -> bool:
    """"on Monday", "in an interview", "at a news conference" tell when and where it was said, not who."""
    item = unit.items[index]
    if is_time(unit, item):
        return True
    return preposition in ("in", "at", "on", "to", "by", "with", "from", "about", "during") and (is_channel(unit, item) or item.tag == "PRP")


def _clause_begins(unit: Unit, index: int, limit: int) -> bool:
    """A finite verb follows the noun phrase at ``index``: it is the subject of a clause of its own."""
    items = unit.items
    index += 1
    while index < limit and (items[index].kind == NOUN or items[index].lower in ("of", "in", "for", "'s", "(", ")") or items[index].tag == "RB"):
        index += 1
    return index < limit and items[index].kind == VERB and items[index].group is not None and items[index].group.finite  # type: ignore[union-attr]


def _phrase_end(unit: Unit, index: int, limit: int) -> int:
    """To the next comma, semicolon, quotation or full stop."""
    items = unit.items
    while index < limit and items[index].lower not in (",", ";", ":", ".", "–", "—", "?", "!") and items[index].kind != QUOTE:
        if items[index].lower in ("and", "but") and index + 1 < limit and _clause_begins(unit, index + 1, limit):
            break
        index += 1
    if index < limit and items[index].kind == QUOTE and items[index - 1].lower in ("by", "as", "the", "a"):
        return index + 1
    return index


def _apposition_end(unit: Unit, comma: int, limit: int) -> int | None:
    """Past an apposition, age or relative clause that begins at a comma; None when something else begins there."""
    items = unit.items
    index = comma + 1
    if index >= limit:
        return None
    item = items[index]
    if item.tag == "WP" or item.lower == "whose":
        return _phrase_end(unit, index + 1, limit)
    if item.kind != NOUN or item.tag == "PRP" or is_time(unit, item) or _clause_begins(unit, index, limit):
        return None
    end = index + 1
    while end < limit:  # prepositions, further names and participles of the apposition, up to its comma
        following = items[end]
        if following.kind == NOUN and not is_time(unit, following) and following.tag != "PRP":
            end += 1
        elif following.lower in ("of", "for", "in", "at", "from", "with", "on", "to", "and", "&", "against", "near", "by") and end + 1 < limit and items[end + 1].kind == NOUN and not _adverbial(unit, end + 1, following.lower):
            if following.lower == "and" and _clause_begins(unit, end + 1, limit):
                break
            end += 2
        elif following.tag == "WP" or (following.kind == VERB and following.tag in ("VBN", "VBG")):
            return _phrase_end(unit, end + 1, limit)
        else:
            break
    return end
