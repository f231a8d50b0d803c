"""Who speaks: the whole noun phrase that is the subject of a cue.

Base phrases are extended by what belongs to them: prepositions ("a spokesman for the army in Tamba"), appositions, ages,
initials in brackets and relative clauses between commas, participles ("a witness quoted by the channel"). Times and channels
("on Monday", "in a statement") belong to the cue and are left out. A subject that cannot be found is None, never a guess.
"""

from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item
from onrecord.reading.rules.leftward import belongs_to_noun, insertion_start, left_extent, relative_clause_start
from onrecord.reading.rules.sources import Source, is_channel, is_time
from onrecord.reading.rules.units import Unit


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
        if opening + 2 < index and items[opening + 1].tag in ("WP", "WDT") and items[opening + 2].lower == ",":
            return _relative(unit, opening + 1)  # "the league, which, it alleges, | wants the pumps"
        if not belongs_to_noun(unit, opening):
            trailing = opening
        elif item.lower != ")":
            trailing = index  # the closing comma is no part of it
        index = _before_adverbials(unit, opening - 1)
        if index > unit.body and items[index].lower in _WHERE and items[index - 1].kind == NOUN:
            index -= 1  # "a doctor there, who would not be named, said"
        if index >= 0 and items[index].lower == ")" and (bracket := insertion_start(unit, index)) is not None:
            index = bracket - 1  # "the army (TA), which …, has said"
        if index < 0 or items[index].kind not in (NOUN, QUOTE):
            return None
        if items[index].tag == "CD" and index - 2 >= unit.body and items[index - 1].lower == "," and items[index - 2].tag == "NNP":
            index -= 2  # "Renn, 71, the guild's elder, told us"
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
        trailing = min(index + 2, verb)  # "a document filed Thursday | says"
        index -= 1
    if items[index].kind == VERB and index == verb - 1 and (held := relative_clause_start(unit, index)) is not None:
        trailing, index = index + 1, held  # "those who fled | say", "the men we met | named"
    if (
        items[index].lower in ("each", "both", "all")
        and index - 1 > unit.body
        and items[index - 1].kind == VERB
        and items[index - 2].kind == NOUN
    ):
        index = trailing = index - 2  # "the two armies have each assured"
        trailing += 1
    if items[index].lower in ("each", "both", "all") and index > unit.body and items[index - 1].kind == NOUN:
        trailing = index  # "the army and the front each | said"
        index -= 1
    if items[index].lower in _REFLEXIVES | _WHERE and index > unit.body and items[index - 1].kind == NOUN:
        index -= 1  # "the traders themselves", "facilities there"
    if items[index].kind == WORD and items[index].tag in ("JJ", "RB") and index > unit.body and items[index - 1].kind == NOUN:
        index -= 1  # "the two involved | say", "those here | say"
    if items[index].kind not in (NOUN, QUOTE):
        return None
    first = left_extent(unit, index)
    if first is None:
        return None
    kind = "pronoun" if first == index and items[index].tag in ("PRP", "EX") else "noun"
    return Source(((items[first].first, items[trailing - 1].last),), first, trailing, kind)


_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_WHERE = frozenset({"here", "there", "abroad", "elsewhere", "nearby", "alike"})
"""Adverbs that belong to the people before them ("many here")."""


def _before_adverbials(unit: Unit, index: int) -> int:
    """Step left over adverbs, times and "on Monday" / "in a statement" just before the verb."""
    items = unit.items
    while index >= 0:
        item = items[index]
        if (item.kind == WORD and item.tag == "RB" and item.lower not in _WHERE) or (
            is_time(unit, item) and index > unit.body and (items[index - 1].kind in (NOUN, VERB) or items[index - 1].lower == ")")
        ):
            index -= 1
        elif (
            index > 1
            and (is_time(unit, item) or (is_channel(item) and items[index - 1].lower != "for"))  # "A lawyer for X's bulletin"
            and items[index - 1].lower in ("on", "in", "at", "during", "by", "for")
            and _noun_end(items[index - 2])
        ):
            index -= 2
        elif item.lower in ("turn", "return") and index > 1 and items[index - 1].lower == "in" and _noun_end(items[index - 2]):
            index -= 2  # "They in turn | allege"
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
    first = left_extent(unit, before)
    if first is None or items[before - 1].lower in ("from", "by"):
        first = before  # "a rebuke from Riyadh, which called …"
    return Source(((items[first].first, items[before].last), (pronoun.first, pronoun.last)), first, index + 1, "relative")
