"""How far a noun phrase reaches to the left of its last base phrase, and what stands inserted behind it."""

from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite, is_infinitive
from onrecord.reading.rules.sources import closed_off, is_channel, is_time
from onrecord.reading.rules.units import Unit

_NOUN_PREPOSITIONS = frozenset(
    "of for from in at with on to near against behind inside outside across within by over about between among under around along "
    "beyond throughout through into since like".split()
)

_LEFT_EDGE_WORDS = frozenset(
    "that whether if while whereas but and because as when although though "
    "after before since until so or yet nor then where how why what".split()
)

_LONGEST = 30
"""Steps after which a noun phrase is given up; none in a newspaper is so long."""


def left_extent(unit: Unit, index: int) -> int | None:
    """First item of the noun phrase whose last base phrase is ``index``; None when it is the object of something else."""
    for _ in range(_LONGEST):
        if index <= unit.body:
            return index
        step = _step_left(unit, index)
        if step is None or step == index:
            return step
        index = step
    return index


def _step_left(unit: Unit, index: int) -> int | None:
    """The item one step further left in the same noun phrase; the same item when it begins there; None when something governs it."""
    items = unit.items
    before = items[index - 1]
    if before.lower == "to" and before.kind == WORD and _handed_on(unit, index - 1):
        return index
    if before.lower in _NOUN_PREPOSITIONS and before.kind == WORD and before.tag in ("IN", "TO"):
        return _holder_of_preposition(unit, index - 1)
    if before.kind == VERB:
        if is_reduced_relative(unit, index - 1):
            return index - 2
        relative = relative_clause_start(unit, index - 1)
        return index if relative is None else relative
    if before.lower == "," and (joined := _separate_conjunct(unit, index - 1)) is not None:
        return joined
    if before.lower in ("and", "or", "nor", "&") and index - 2 >= unit.body and items[index - 2].kind == NOUN:
        return _first_conjunct(unit, index)
    if before.kind == NOUN and _one_name(unit, index - 1, index):
        return index - 1
    if before.kind == QUOTE:
        return index - 1 if _quoted_attribute(unit, index) else index
    if before.kind == WORD and (before.tag in ("DT", "JJ", "CD", "PRP$") or before.lower in ("neither", "either", "both")):
        return index - 1
    return index


_HANDING_ON = frozenset("refer send direct hand submit forward transfer point address".split())
_HANDED_WITHIN = 6
"""Items from such a verb to its "to", at most."""


def _handed_on(unit: Unit, preposition: int) -> bool:
    """ "He referred members of parliament to | the General Staff, which has stated …": to whom, not whose members."""
    for at in range(preposition - 1, max(unit.body, preposition - _HANDED_WITHIN) - 1, -1):
        if unit.items[at].kind == VERB:
            return unit.items[at].lemma in _HANDING_ON
    return False


_SEPARATELY = frozenset({"separately", "independently", "later", "subsequently", "today", "then", "also", "significantly", "unusually"})


def _separate_conjunct(unit: Unit, comma: int) -> int | None:
    """ "the army and, separately, | the police": item of the first conjunct; None when the comma closes something else."""
    items = unit.items
    if comma - 4 < unit.body or items[comma - 1].lower not in _SEPARATELY or items[comma - 2].lower != ",":
        return None
    return comma - 4 if items[comma - 3].lower in ("and", "or") and items[comma - 4].kind == NOUN else None


def _holder_of_preposition(unit: Unit, preposition: int) -> int | None:
    """What a prepositional phrase belongs to, if that is a noun phrase ("a spokesman | for the army")."""
    items = unit.items
    holder = preposition - 1
    while holder >= unit.body and items[holder].kind == WORD and items[holder].tag in ("RB", "IN") and items[holder].lower != "that":
        holder -= 1
    if holder >= unit.body and items[holder].kind == WORD and items[holder].tag == "JJ" and holder - 1 >= unit.body:
        holder -= 1 if items[holder - 1].kind == NOUN else 0  # "a person familiar with the talks"
    if holder >= unit.body and items[holder].lower == ")":
        opening = insertion_start(unit, holder)
        holder = opening - 1 if opening is not None else -1
    if holder < unit.body:
        return None
    if items[holder].kind == VERB:
        return holder - 1 if is_reduced_relative(unit, holder) else relative_clause_start(unit, holder)
    if items[holder].kind not in (NOUN, QUOTE):
        return None
    if is_time(unit, items[holder]) and holder > 0 and items[holder - 1].lower in ("on", "in"):
        holder -= 2  # "the raid on Monday in Tamba"
        return holder if holder >= unit.body and items[holder].kind == NOUN else None
    return holder


def _first_conjunct(unit: Unit, index: int) -> int:
    """The beginning of "the mayor and two aides", when nothing before could govern the first of them; else the item itself."""
    left = left_extent(unit, index - 2)
    if left is None or not _at_left_edge(unit, left) or any(unit.items[n].kind == VERB for n in range(left, index)):
        return index
    return left


def _quoted_attribute(unit: Unit, index: int) -> bool:
    """ "the “people’s” army": a quotation inside a noun phrase."""
    items = unit.items
    if items[index].kind != NOUN or closed_off(unit, items[index - 1]) or index - 2 < unit.body:
        return False
    return items[index - 2].kind in (NOUN, WORD) and items[index - 2].tag in ("DT", "PRP$", "NN", "NNP", "JJ", "POS")


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


def relative_clause_start(unit: Unit, verb: int) -> int | None:
    """The noun before "who goes by …" or "we interviewed", when the verb belongs to a relative clause without commas."""
    items = unit.items
    index = verb - 1
    governed = is_infinitive(items[verb])  # "a nurse who begged not to be filmed": the verb that governs it stands between
    while index > unit.body and verb - index < 8:
        item = items[index]
        if item.lower in (",", ";", ":") or (item.kind == VERB and not governed):
            return None
        if item.kind == VERB:
            governed = False
        if item.tag == "WP" or item.lower in ("that", "where"):
            return index - 1 if items[index - 1].kind in (NOUN, QUOTE) else None
        index -= 1
    if verb - 2 >= unit.body and items[verb - 1].tag == "PRP" and items[verb - 2].kind == NOUN and items[verb - 2].tag != "PRP":
        return verb - 2
    return None


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
    where = items[opening - 1].lower in ("here", "there") and opening > 1 and items[opening - 2].kind == NOUN  # "a doctor there, who"
    if items[opening - 1].kind not in (NOUN, QUOTE) and items[opening - 1].lower != ")" and not where:
        return False
    following = items[opening + 1]
    if following.tag == "WP" or following.lower in ("whose", "whom", "where", "which"):
        return True
    if following.kind == VERB:
        group = following.group
        after = items[opening + 2]
        if group is not None and group.finite and following.tag == "VBD" and group.last - group.first == 1:
            # "survivors, questioned separately, say": a participle that looks like a past form has no object
            return (
                after.kind == WORD
                and after.lower not in ("that", "and", "but")
                and not any(is_finite(i) for i in items[opening + 2 : closing])
            )
        return group is not None and not group.finite
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


def belongs_to_noun(unit: Unit, opening: int) -> bool:
    """Appositions, ages, brackets and relative clauses are part of a source; participles and adverbials are not."""
    items = unit.items
    following = items[opening + 1]
    if items[opening].lower == "(":
        return True
    if following.tag == "WP" or following.lower in ("whose", "whom", "which"):
        return True
    return following.kind == NOUN and not is_time(unit, following) and not is_channel(following)
