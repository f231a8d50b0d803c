"""Who speaks: the whole noun phrase that is the subject of a cue.

Base phrases are extended by what belongs to them: prepositions ("a spokesman for the army in Tamba"), appositions, ages,
initials in brackets and relative clauses between commas, participles ("a witness quoted by the channel"). Times and channels
("on Monday", "in a statement") belong to the cue and are left out. A subject that cannot be found is None, never a guess.
"""

from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite
from onrecord.reading.rules.sources import Source, closed_off, is_channel, is_time
from onrecord.reading.rules.units import Unit

_NOUN_PREPOSITIONS = frozenset(
    "of for from in at with on to near against behind inside outside across within by over about between among under around along "
    "beyond throughout into since like".split()
)


_LEFT_EDGE_WORDS = frozenset(
    {
        "that",
        "whether",
        "if",
        "while",
        "whereas",
        "but",
        "and",
        "because",
        "as",
        "when",
        "although",
        "though",
        "after",
        "before",
        "since",
        "until",
        "so",
        "or",
        "yet",
        "nor",
        "then",
        "where",
        "how",
        "why",
        "what",
    }
)


def subject_of(unit: Unit, verb: int) -> Source | None:
    """The subject that stands before a verb item, None when there is none (an infinitive, a participle, a shared subject)."""
    items = unit.items
    index = _before_adverbials(unit, verb - 1)
    if index < unit.body and index < 0:
        return None
    item = items[index]
    if item.tag == "WP" or (
        item.lower == "that" and item.tag in ("WDT", "IN", "DT") and index > 0 and items[index - 1].kind == NOUN and item.kind == WORD
    ):
        return _relative(unit, index)
    trailing = index + 1
    if item.lower in (",", ")", "–", "—", "-", "--"):
        opening = insertion_start(unit, index)
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
    if items[index].kind == QUOTE and (
        index == 0 or items[index - 1].kind not in (NOUN, WORD) or items[index - 1].lower in (",", ":", ";")
    ):
        return None
    if (
        items[index].kind == VERB
        and index < verb - 1
        and index > unit.body
        and items[index - 1].kind == NOUN
        and items[index].tag in ("VBN", "VBD")
    ):
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
        if (item.kind == WORD and item.tag == "RB") or (
            is_time(unit, item) and index > unit.body and (items[index - 1].kind in (NOUN, VERB) or items[index - 1].lower == ")")
        ):
            index -= 1
        elif (
            (is_time(unit, item) or is_channel(item))
            and index > 1
            and items[index - 1].lower in ("on", "in", "at", "during", "by", "for")
            and _noun_end(items[index - 2])
        ):
            index -= 2
        else:
            break
    return index


def _noun_end(item: Item) -> bool:
    return item.kind == NOUN or item.lower in (",", ")", "”", '"')


def _relative(unit: Unit, index: int) -> Source | None:
    """ "which had claimed": the pronoun, with the noun phrase it stands for when that is plain."""
    items = unit.items
    pronoun = items[index]
    before = index - 1
    if before >= 0 and items[before].lower in (",", "(", "–", "—"):
        before -= 1
        if before >= 0 and items[before].lower == ")":
            before = (insertion_start(unit, before) or 0) - 1
    if before < 0 or items[before].kind not in (NOUN, QUOTE):
        return None
    first = _left_extent(unit, before)
    if first is None:
        first = before
    return Source(((items[first].first, items[before].last), (pronoun.first, pronoun.last)), first, index + 1, "relative")


def insertion_start(unit: Unit, closing: int) -> int | None:
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
    verbs = [n for n in range(opening + 1, closing) if is_finite(items[n])]
    if verbs and not any(items[n].tag == "WP" or items[n].lower in ("that", "whose", "where") for n in range(opening + 1, verbs[0])):
        return False
    if following.kind == NOUN:
        # "in Tamba, the army, …": a list or a fronted adverbial rather than an apposition when a coordinator follows
        return not is_time(unit, following) or True
    return following.lower in (
        "in",
        "on",
        "at",
        "from",
        "of",
        "with",
        "under",
        "like",
        "including",
        "during",
        "after",
        "along",
        "as",
        "also",
        "both",
        "then",
        "now",
        "(",
        "for",
        "speaking",
        "by",
        "when",
        "while",
        "too",
        "via",
        "among",
        "formerly",
        "himself",
        "herself",
    ) or following.tag in ("RB", "JJ", "CD", "IN")


def _belongs_to_noun(unit: Unit, opening: int, closing: int) -> bool:
    """Appositions, ages, brackets and relative clauses are part of a source; participles and adverbials are not."""
    items = unit.items
    following = items[opening + 1]
    if items[opening].lower == "(":
        return True
    if following.tag == "WP" or following.lower in ("whose", "whom"):
        return True
    return following.kind == NOUN and not is_time(unit, following) and not is_channel(following)


def _left_extent(unit: Unit, index: int) -> int | None:
    """First item of the noun phrase whose last base phrase is ``index``; None when it is the object of something else."""
    items = unit.items
    steps = 0
    while index > unit.body and steps < 30:
        steps += 1
        before = items[index - 1]
        if before.lower in _NOUN_PREPOSITIONS and before.kind == WORD and before.tag in ("IN", "TO"):
            governor = index - 2
            while (
                governor >= unit.body
                and items[governor].kind == WORD
                and items[governor].tag in ("RB", "IN")
                and items[governor].lower != "that"
            ):
                governor -= 1
            if governor < unit.body:
                return None
            holder = items[governor]
            if holder.tag == "JJ" and holder.kind == WORD and governor - 1 >= unit.body and items[governor - 1].kind == NOUN:
                index = governor - 1  # "a person familiar with the talks"
                continue
            if holder.lower == ")":
                opening = insertion_start(unit, governor)
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
            if holder.kind == VERB and is_reduced_relative(unit, governor):
                index = governor - 1
                continue
            relative = _relative_clause_start(unit, governor) if holder.kind == VERB else None
            if relative is not None:
                index = relative
                continue
            return None
        if before.kind == VERB:
            if is_reduced_relative(unit, index - 1):
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
        if before.kind == NOUN and _one_name(unit, index - 1, index):
            index -= 1
            continue
        if before.lower == ")" and items[index].kind == NOUN:
            return index
        if (
            before.kind == QUOTE
            and items[index].kind == NOUN
            and not closed_off(unit, before)
            and index - 2 >= unit.body
            and items[index - 2].kind in (NOUN, WORD)
            and items[index - 2].tag in ("DT", "PRP$", "NN", "NNP", "JJ", "POS")
        ):
            index -= 1
            continue
        if (
            before.kind == WORD
            and before.tag in ("DT", "JJ", "CD", "PRP$", "RB")
            and before.lower not in ("not", "n't", "also", "later")
            and before.tag != "RB"
        ):
            index -= 1
            continue
        return index
    return index


def _one_name(unit: Unit, first: int, second: int) -> bool:
    """ "Save the Children": a name with an article inside, where nothing before could take the first half as its object."""
    one, other = unit.items[first], unit.items[second]
    return (
        one.tag == "NNP"
        and other.lower == "the"
        and unit.page.classes[other.first + 1] == "NNP"
        and not is_time(unit, one)
        and _at_left_edge(unit, first)
    )


def _at_left_edge(unit: Unit, index: int) -> bool:
    """Nothing stands before the item that could govern it: a clause begins here."""
    if index <= unit.body:
        return True
    before = unit.items[index - 1]
    return before.lower in _LEFT_EDGE_WORDS or before.lower in (",", ";", ":", "–", "—", "(") or before.kind == QUOTE


def is_reduced_relative(unit: Unit, verb: int) -> bool:
    """ "residents interviewed by", "a message bearing": a participle right behind its noun."""
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
