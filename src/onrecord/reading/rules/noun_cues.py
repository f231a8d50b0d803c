"""Cues that are nouns: "Hamas's claim that …", "its denial of …", "the accusation by residents that …", "reports that …"."""

from onrecord.reading.rules.accounts import possessor_of
from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.contents import content_end
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite
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


_MADE = frozenset(
    "advance air attribute bring broadcast carry circulate file issue level lodge make peddle post publish put raise repeat spread "
    "voice".split()
)
"""What is done with accusations and claims: "an allegation, raised by farmers, that"."""
_COMING = frozenset({"come", "emerge", "arrive"})


def _maker(unit: Unit, index: int) -> tuple[Pieces, int] | None:
    """ ", made by a rights group in Velk, |" behind the noun: its maker and the item behind; None where nobody is named."""
    items = unit.items
    at = index + 1
    opened = at < len(items) and items[at].lower == ","
    at += opened
    while at < len(items) and items[at].tag == "RB":
        at += 1
    if at + 2 >= len(items) or items[at].kind != VERB or items[at].lemma not in _MADE or items[at].tag not in ("VBN", "VBD"):
        return None
    by = next((n for n in range(at + 1, min(len(items) - 1, at + 5)) if items[n].lower in ("by", "to")), None)
    if by is None or (items[by].lower == "to") != (items[at].lemma == "attribute"):
        return None
    stop = next((n for n in range(by + 2, len(items)) if items[n].lower in (",", "that") and items[n].kind == WORD), None)
    agent = source_after(unit, by + 1, stop) if stop is not None else None
    if agent is None or stop is None or agent.last != stop:
        return None
    after = stop + 1 if opened and items[stop].lower == "," else stop
    return (agent.pieces, after) if after < len(items) else None


def _comes_from(unit: Unit, index: int, end: int) -> Pieces:
    """Who is named by "Word … came from the harbour" or "From Velk came word …"."""
    items = unit.items
    if end + 2 < len(items) and items[end].kind == VERB and items[end].lemma in _COMING and items[end + 1].lower == "from":
        agent = source_after(unit, end + 2, len(items))
        return agent.pieces if agent is not None else ()
    if index > unit.body + 1 and items[index - 1].kind == VERB and items[index - 1].lemma in _COMING and items[unit.body].lower == "from":
        agent = source_after(unit, unit.body + 1, index - 1)
        return agent.pieces if agent is not None else ()
    return ()


_PATTERNS = {"c": "noun-clause", "t": "noun-infinitive"}


def _read(unit: Unit, index: int, item: Item, frames: frozenset[str]) -> Found | None:
    items = unit.items
    phrase = item.phrase
    if phrase is None:
        return None
    owner = possessor_of(unit, item)
    source: tuple[tuple[int, int], ...] = (owner,) if owner is not None else ()
    after = index + 1
    if after < len(items) and items[after].lower in ("by", "from") and after + 1 < len(items) and items[after + 1].kind == NOUN:
        agent = source_after(unit, after + 1, len(items))
        if agent is not None and not source:
            stop = next((n for n in range(after + 1, agent.last) if items[n].lower in ("that", "of")), agent.last)
            source = ((agent.pieces[0][0], items[stop - 1].last),)
            after = stop
    if not source and (made := _maker(unit, index)) is not None:
        source, after = made
    if after + 2 < len(items) and items[after].lower == "," and items[after + 1].lower in ("namely", "specifically"):
        after += 2
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
    if not frame:
        return None
    end = _phrase_content_end(unit, after, index, frame)
    source = source or _comes_from(unit, index, end)
    if not source and (frame != "c" or "u" not in frames):
        return None
    content = pieces_of(unit, after, end)
    first = item.first if owner is None else owner[1]
    if not content or first >= cue_last:
        return None
    if not source and unit.page.classes[first] == "DT" and unit.page.tokens[first].lower in ("no", "any"):
        return None
    return Found(
        source,
        ((max(first, phrase.head) if owner is None else first, cue_last),),
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
