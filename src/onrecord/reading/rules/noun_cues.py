"""Cues that are nouns: "Hamas's claim that …", "its denial of …", "the accusation by residents that …", "reports that …"."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.contents import content_end
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, Item, is_finite
from onrecord.reading.rules.lexicon import cue_verbs, noun_cues
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma


def find_noun_cues(unit: Unit) -> list[Found]:
    """Attributions whose cue is a noun with a clause, an infinitive or a preposition behind it."""
    found: list[Found] = []
    for index, item in enumerate(unit.items):
        if item.kind == NOUN and item.phrase is not None and item.tag in ("NN", "NNS"):
            frames = noun_cues().get(noun_lemma(item.lemma))
            if frames:
                one = _read(unit, index, item, frames)
                if one is not None:
                    found.append(one)
    return found


_PATTERNS = {"c": "noun-clause", "t": "noun-infinitive"}


def _possessor(unit: Unit, item: Item) -> tuple[int, int] | None:
    """Token range of "Hamas's" or "its" at the head of the phrase."""
    page = unit.page
    phrase = item.phrase
    if phrase is None:
        return None
    for token in range(phrase.head - 1, item.first - 1, -1):
        if page.classes[token] == "POS":
            return (item.first, token + 1)
        if page.classes[token] == "PRP$":
            return (token, token + 1)
    return None


def _read(unit: Unit, index: int, item: Item, frames: frozenset[str]) -> Found | None:
    items = unit.items
    phrase = item.phrase
    if phrase is None:
        return None
    owner = _possessor(unit, item)
    source: tuple[tuple[int, int], ...] = (owner,) if owner is not None else ()
    after = index + 1
    if after < len(items) and items[after].lower in ("by", "from") and after + 1 < len(items) and items[after + 1].kind == NOUN:
        agent = source_after(unit, after + 1, len(items))
        if agent is not None and not source:
            stop = next((n for n in range(after + 1, agent.last) if items[n].lower in ("that", "of")), agent.last)
            source = ((agent.pieces[0][0], items[stop - 1].last),)
            after = stop
    after = skip_adverbials(unit, after) if after < len(items) and items[after].lower not in ("to", "of", "for", "on", "with") else after
    if after >= len(items):
        return None
    following = items[after]
    frame = ""
    cue_last = item.last
    if following.lower == "that" and "c" in frames and following.tag != "WDT" and _clause(unit, after):
        frame = "c"
    elif following.kind == VERB and following.group is not None and following.group.infinitive and "t" in frames:
        frame = "t"
    elif (
        f"p:{following.lower}" in frames
        and after + 1 < len(items)
        and (items[after + 1].kind in (NOUN, QUOTE) or items[after + 1].tag in ("VBG", "WRB", "WP"))
    ):
        frame = f"p:{following.lower}"
        after += 1
    if not frame or (not source and (frame != "c" or "u" not in frames)):
        return None
    content = pieces_of(unit, after, _phrase_content_end(unit, after, index, frame))
    first = item.first if owner is None else owner[1]
    if not content or first >= cue_last:
        return None
    if not source and unit.page.classes[first] == "DT" and unit.page.tokens[first].lower in ("no", "any"):
        return None
    return Found(
        source,
        ((max(first, phrase.head) if not source else first, cue_last),),
        content,
        _PATTERNS.get(frame, "noun-preposition") if source else "noun-unsourced",
        noun_lemma(item.lemma),
        frame,
        unit,
        index,
    )


def _clause(unit: Unit, index: int) -> bool:
    """A that-clause with a subject of its own, not a relative clause ("the claim that surprised them")."""
    items = unit.items
    if index + 1 >= len(items) or items[index + 1].kind == VERB:
        return False
    verb = next((n for n in range(index + 1, min(len(items), index + 12)) if is_finite(items[n])), None)
    if verb is None:
        return False
    # "a theory that the office called “absurd”", "the claim that he made": what the verb lacks is the noun before "that"
    lacking = verb + 1 >= len(items) or items[verb + 1].kind == QUOTE or items[verb + 1].lower in (",", ".", ";")
    return not (lacking and cue_verbs().get(items[verb].lemma, frozenset()) & {"a", "n"})


def _phrase_content_end(unit: Unit, start: int, cue: int, frame: str) -> int:
    """A clause runs on as other contents do; a noun phrase ends where the verb of the sentence begins."""
    items = unit.items
    end = content_end(unit, start, cue)
    if frame == "c":
        return _before_second_verb(unit, start, end)
    for index in range(start + 1, end):
        item = items[index]
        if is_finite(item):
            return index
        if item.lower in (",", "–", "—"):
            return index
    return end


_LINKS = frozenset(
    "that which who whom whose and but or because when if as "
    "while where although though after before since until unless how why what so".split()
)


def _before_second_verb(unit: Unit, start: int, end: int) -> int:
    """ "The claim that 400 died | was disputed": a second finite verb without a link is the verb of the sentence."""
    items = unit.items
    seen = False
    for index in range(start + 1, end):
        item = items[index]
        if item.lower in _LINKS or item.tag == "WP" or item.lower == ",":
            seen = False
        elif is_finite(item):
            if seen:
                return index
            seen = True
    return end
