"""What stands behind a verb that attributes: a quotation, a clause, an infinitive, a thing, a person and what is said of them."""

from typing import NamedTuple

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.contents import is_clause_word
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite, is_infinitive
from onrecord.reading.rules.lexicon import ADDRESSEES, noun_cues
from onrecord.reading.rules.sources import is_time
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma


class Complement(NamedTuple):
    """What stands behind a verb: the frame it fills and where the content begins."""

    frame: str
    start: int
    cue_end: int
    """Index past the last item of the cue (particle, preposition)."""
    loose: bool = False
    """True where no clause was recognised and whatever follows was taken."""


NOTHING = Complement("", -1, -1)


def _something(unit: Unit, index: int) -> bool:
    """More than a bare phrase follows: "says | despite the truce nobody came"."""
    return len(unit.items) - index > 3


def complement_of(unit: Unit, verb: int, frames: frozenset[str]) -> Complement:
    """What the verb takes on its right; ``NOTHING`` when it takes nothing that it introduces."""
    items = unit.items
    lemma = items[verb].lemma
    index = verb + 1
    if index < len(items) and f"r:{items[index].lower}" in frames and items[index].kind == WORD:
        index, frames = index + 1, frames | {"n", "a", "g"}
    elif index < len(items) and items[index].tag == "RP":
        index += 1
    cue_end = index
    if index < len(items) and (found := _prepositional(unit, index, frames)) is not None:
        return found
    after = skip_adverbials(unit, index)
    if (found := _direct(unit, after, cue_end, frames)) is not None:
        return found
    if after >= len(items):
        return NOTHING
    item = items[after]
    if after > index and item.lower in ("of", "for", "against") and (found := _prepositional(unit, after, frames)) is not None:
        return found._replace(cue_end=cue_end)  # "spoke | on Monday | of"
    if "t" in frames and item.lower == "to" and item.kind == WORD and after + 1 < len(items) and items[after + 1].kind == QUOTE:
        return Complement("t", after, cue_end)
    if "a" in frames and item.lower == "as" and item.kind == WORD and after + 2 < len(items):
        return Complement("a", after, cue_end)
    if "a" in frames and item.lower in ("this", "that") and after + 1 < len(items) and items[after + 1].tag in ("JJ", "Q", "NN", "VBN"):
        return Complement("a", after, cue_end)  # "called this untrue"
    if _is_claim(item) and after + 1 < len(items) and f"r:{items[after + 1].lower}" in frames:
        return Complement("n", after, cue_end)  # "waved the charge away"
    if lemma == "tell" and item.lemma in ADDRESSEES and _told_between(unit, after + 1):
        return NOTHING  # "The gate, two nurses told us, was locked"
    if "put" in frames and item.lower in ("the", "its", "their") and item.kind == WORD and _at_behind(unit, after):
        return Complement("put", after, cue_end)  # "put the wounded at 30": a participle taken for a verb
    if "k" in frames:
        return Complement("n", after, cue_end) if _is_claim(item) else NOTHING
    if frames & {"d", "o", "f", "a", "put", "put:to", "f:to", "f:on", "f:of", "f:against"} and item.kind == NOUN:
        found = _with_object(unit, after, cue_end, frames)
        if found is not None:
            return found
    if "h" in frames and item.lower == "that" and item.kind == WORD and item.tag != "DT" and after + 2 < len(items):
        return Complement("c", after, cue_end)
    if "put:to" in frames and item.lower in ("that", "this") and (figure := _changed_figure(unit, after, cue_end)) is not None:
        return figure
    if is_clause_word(item) and "c" in frames and not (item.lower in ("who", "which") and after > cue_end):
        return Complement("c", after, cue_end)
    if item.kind == WORD and item.lower in ("never", "not") and (to := _infinitive_after(unit, after)) is not None:
        if "t" not in frames or (lemma == "ask" and _is_passive(items[to])):
            return NOTHING
        return Complement("t", after, cue_end)
    if item.kind == NOUN and item.lower in _REFLEXIVE:
        return NOTHING
    if item.kind == VERB and item.group is not None:
        if item.group.infinitive and "t" in frames:
            return Complement("t", after, cue_end)
        if unit.page.classes[item.first] == "VBG" and "g" in frames and not item.group.finite:
            return Complement("g", after, cue_end)
        if item.tag == "VBG" and "c" in frames and clause_at(unit, after):
            return Complement("c", after, cue_end)
        return NOTHING
    if "c" in frames and item.lower in _ROUNDING and after + 1 < len(items) and clause_at(unit, after):
        number = items[after + 1].first
        if unit.page.classes[number] == "CD":
            return Complement("c", after, cue_end)  # "said about forty were hurt"
    if (
        item.kind == NOUN
        or item.tag in ("DT", "JJ", "CD", "PRP$")
        or (item.tag == "RB" and item.lower in ("about", "at", "only", "more", "there", "not", "never", "so"))
        or (
            item.lower in ("in", "at", "after", "on", "as", "with", "for", "because", "during", "of")
            and "c" in frames
            and clause_at(unit, after)
        )
    ):
        if "c" in frames and clause_at(unit, after, strict=lemma not in SPEECH_VERBS):
            return Complement("c", after, cue_end)
        if "c" in frames and lemma in FREE_VERBS and _something(unit, after):
            return Complement("c", after, cue_end, loose=True)
        if "n" in frames and not (is_time(unit, item) and lemma not in ("welcome", "announce")):
            return Complement("n", after, cue_end)
        if "g" in frames and item.tag == "VBG":
            return Complement("g", after, cue_end)
    if "c" in frames and item.tag == "IN" and (that := _that_behind(unit, after)) is not None:
        return Complement("c", that, cue_end)
    return NOTHING


_ROUNDING = frozenset({"about", "around", "between", "over", "some", "under"})


_THAT_REACH = 9


def _that_behind(unit: Unit, index: int) -> int | None:
    """ "admitted | for the first time | that": item of "that" behind how or when it was said; None where anything else stands between."""
    items = unit.items
    for n in range(index + 1, min(len(items) - 2, index + _THAT_REACH)):
        if items[n].lower == "that" and items[n].kind == WORD:
            bare = items[n - 1].last - items[n - 1].first == 1  # behind "a letter that she" a relative clause is likelier
            return n if items[n + 1].kind != VERB and (items[n].tag == "IN" or bare) else None
        if items[n].kind in (VERB, QUOTE) or items[n].lower in (",", ";", ":", "and", "or"):
            return None
    return None


def _is_claim(item: Item) -> bool:
    return item.kind == NOUN and noun_lemma(item.lemma) in noun_cues()


_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself", "yourself"})


def _infinitive_after(unit: Unit, index: int) -> int | None:
    """Item of the infinitive behind "never again", "not"."""
    items = unit.items
    while index < len(items) and items[index].kind == WORD and items[index].tag == "RB":
        index += 1
    group = items[index].group if index < len(items) else None
    return index if group is not None and group.infinitive else None


def _is_passive(item: Item) -> bool:
    return item.group is not None and item.group.passive


def _direct(unit: Unit, index: int, cue_end: int, frames: frozenset[str]) -> Complement | None:
    """A quotation or a colon behind the cue."""
    items = unit.items
    if index >= len(items):
        return None
    item = items[index]
    if item.kind == QUOTE and frames & {"q", "c", "n", "a"}:
        return Complement("q", index, cue_end)
    if item.lower in (",", ":") and index + 1 < len(items) and items[index + 1].kind == QUOTE and "q" in frames:
        return Complement("q", index + 1, cue_end)
    if item.lower == ":" and "q" in frames and index + 1 < len(items):
        return Complement("q", index + 1, cue_end)
    return None


def _prepositional(unit: Unit, index: int, frames: frozenset[str]) -> Complement | None:
    items = unit.items
    if items[index].tag == "RB" and index + 1 < len(items) and f"p:{items[index + 1].lower}" in frames:
        index += 1  # "speaks instead of"
    item = items[index]
    if item.kind == WORD and f"p:{item.lower}" in frames and index + 1 < len(items):
        following = items[index + 1]
        if item.lower == "about" and "c" in frames and unit.page.classes[following.first] == "CD" and clause_at(unit, index + 1):
            return None  # "said about forty were hurt"
        if (
            following.kind in (NOUN, QUOTE)
            or following.tag in ("VBG", "WP", "WRB", "DT", "JJ", "CD", "PRP$")
            or _opens_gerund(unit, following)
        ):
            if item.lower == "to" and "c" in frames and _then_that(unit, index + 2):
                return None
            if is_time(unit, following):
                return None
            return Complement(f"p:{item.lower}", index + 1, index + 1)
    return None


def _told_between(unit: Unit, mark: int) -> bool:
    """A comma or a dash behind the addressee, and no clause of the cue's own behind it."""
    items = unit.items
    if mark + 1 >= len(items) or items[mark].lower not in (",", "–", "—", "."):
        return False
    after = skip_adverbials(unit, mark + 1)
    return items[mark + 1].kind != QUOTE and (after >= len(items) or not is_clause_word(items[after]))


def _opens_gerund(unit: Unit, item: Item) -> bool:
    """ "having sunk the ferry": a participle in the perfect."""
    return item.kind == VERB and unit.page.tokens[item.first].lower in ("having", "being")


def _charged_to(unit: Unit, index: int, frames: frozenset[str]) -> bool:
    """ "attributed the attack to dissidents", "pinned the blame on the army"."""
    items = unit.items
    wanted = [frame[2:] for frame in frames if frame.startswith("f:")]
    return bool(wanted) and any(items[n].lower in wanted for n in range(index + 1, min(len(items), index + 8)))


def _then_that(unit: Unit, index: int) -> bool:
    """ "explained to reporters that": the phrase behind "to" is an addressee."""
    items = unit.items
    after = skip_adverbials(unit, index)
    return after < len(items) and (is_clause_word(items[after]) or items[after].kind == QUOTE or items[after].lower in (":", ","))


def _object_end(unit: Unit, index: int) -> int:
    """Past an addressee or object with its own prepositions and brackets."""
    found = source_after(unit, index, len(unit.items))
    if found is None:
        return index + 1
    return found.last


def _with_object(unit: Unit, index: int, cue_end: int, frames: frozenset[str]) -> Complement | None:
    """Verbs with a person or thing first: "told reporters that", "accused the army of", "urged both to", "called it a lie"."""
    items = unit.items
    end = _object_end(unit, index)
    short = index + 1
    if "f" in frames or _charged_to(unit, index, frames):
        return Complement("f", index, cue_end)
    if "put:to" in frames and (figure := _changed_figure(unit, index, cue_end)) is not None:
        return figure
    if "put" in frames:
        ats = [n for n in range(index + 1, min(len(items), index + 8)) if items[n].lower == "at"]
        return Complement("put", index, cue_end) if ats else None
    if "o" in frames:
        for stop in (short, end):
            if stop < len(items) and is_infinitive(items[stop]):
                return Complement("o", index, cue_end)
            if (
                stop < len(items)
                and is_clause_word(items[stop])
                and items[stop].lower in ("whether", "if", "why", "how", "what", "not")
                and unit.items[verb_before(unit, index)].lemma != "tell"
            ):
                return Complement("o", index, cue_end)
    if "d" in frames:
        for stop in (short, end):
            after = skip_adverbials(unit, stop)
            if after >= len(items):
                continue
            if (found := _direct(unit, after, cue_end, frames | {"q"})) is not None:
                return found
            if is_clause_word(items[after]) and items[after].lower not in ("who", "which"):
                return Complement("d", after, cue_end)
            if _clause_word_or_noun(unit, after) and clause_at(unit, after):
                return Complement("d", after, cue_end)
            if is_infinitive(items[after]):
                return Complement("d", after, cue_end)
    if "a" in frames:
        return _naming(unit, index, end, cue_end)
    return None


def _at_behind(unit: Unit, index: int) -> bool:
    """A figure behind "at" follows within the phrase."""
    return any(item.lower == "at" for item in unit.items[index + 1 : index + 4])


def _changed_figure(unit: Unit, index: int, cue_end: int) -> Complement | None:
    """ "raised the toll to 40", "amended that to 13 dead"."""
    items, classes = unit.items, unit.page.classes
    for n in range(index + 1, min(len(items) - 1, index + 8)):
        if items[n].kind == VERB or items[n].lower in (",", ";"):
            return None
        number = items[n + 1]
        if items[n].lower == "to" and "CD" in classes[number.first : number.last]:
            return Complement("put", index, cue_end)
    return None


def _clause_word_or_noun(unit: Unit, index: int) -> bool:
    item = unit.items[index]
    return (
        item.kind == NOUN
        or item.tag in ("DT", "JJ", "CD", "PRP$", "EX")
        or item.lower in ("at", "about", "more", "only", "nearly", "almost", "some", "as")
    )


def verb_before(unit: Unit, index: int) -> int:
    """Index of the last verb item before an item."""
    while index > 0 and unit.items[index].kind != VERB:
        index -= 1
    return index


def _naming(unit: Unit, index: int, end: int, cue_end: int) -> Complement | None:
    items = unit.items
    for stop in (index + 1, end):
        if stop < len(items) and (
            items[stop].lower == "as"
            or items[stop].kind == QUOTE
            or items[stop].kind == NOUN
            or items[stop].tag in ("JJ", "VBN", "DT")
            or (items[stop].kind == VERB and items[stop].tag in ("VBN", "VBG", "VBD"))
        ):
            return Complement("a", index, cue_end)
    reach = next(
        (
            n
            for n in range(index, min(len(items), index + 20))
            if items[n].lower == "as" or items[n].kind == QUOTE or items[n].lower in (",", ";", ".")
        ),
        None,
    )
    if reach is not None and (items[reach].lower == "as" or items[reach].kind == QUOTE):
        return Complement("a", index, cue_end)
    return None


FREE_VERBS = frozenset({"say", "tell", "argue", "insist", "think", "add", "believe", "claim", "write", "contend", "maintain"})
"""Verbs behind which whatever follows is what is said, also where no finite verb was recognised in it."""


SPEECH_VERBS = frozenset(
    "say tell argue insist think add believe claim write contend report "
    "announce state note stress allege warn suggest confirm admit acknowledge "
    "concede deny reply respond answer recall testify swear predict estimate "
    "reckon conclude remark comment reiterate remind assure inform promise "
    "pledge vow complain indicate fear hope doubt suspect expect worry affirm assert aver declare emphasise emphasize explain".split()
)
"""Verbs of which a clause is the usual object, so that one is also looked for behind a longer subject."""


_STRICT_REACH = 3
"""Items within which other verbs must show subject and verb of a clause."""


def clause_at(unit: Unit, index: int, *, strict: bool = False) -> bool:
    """A subject and a finite verb begin here."""
    items = unit.items
    relative = False
    if strict:
        for n in range(index + 1, min(len(items), index + 1 + _STRICT_REACH)):
            if items[n].kind == VERB:
                return is_finite(items[n])
            if items[n].kind == WORD and items[n].lower not in ("of", "in", "for") and items[n].tag != "RB":
                return False
        return False
    if index + 1 < len(items) and items[index + 1].kind == QUOTE:
        return True
    for n in range(index, min(len(items), index + 30)):
        item = items[n]
        if is_finite(item):
            if relative:
                relative = False
                continue
            return n > index
        if item.tag == "WP" or (item.lower in ("that", "whose", "where", "who") and n > index):
            relative = True
        elif item.lower in (";", ":", ".", "?", "!", "according") and item.kind == WORD:
            return False
    return False
