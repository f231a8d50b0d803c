"""Cues that are verbs: what stands behind them, before them and around them."""

from typing import NamedTuple

from onrecord.reading.rules.contents import Pieces, content_end, front_start, is_clause_word, phrase_content_end, pieces_of, same_form, skip_adverbials
from onrecord.reading.rules.lexicon import ADDRESSEES, CHANNELS, DOCUMENTS, cue_verbs
from onrecord.reading.rules.sources import Source, closed_off, is_time, source_after, subject_of
from onrecord.reading.rules.units import NOUN, QUOTE, VERB, WORD, Item, Unit
from onrecord.reading.words import noun_lemma


class Found(NamedTuple):
    """One attribution in token ranges."""

    source: Pieces
    cue: Pieces
    content: Pieces
    pattern: str
    lemma: str
    frame: str
    unit: Unit
    at: int
    """Index of the cue's item in its unit."""


class Complement(NamedTuple):
    """What stands behind a verb: the frame it fills and where the content begins."""

    frame: str
    start: int
    cue_end: int
    """Index past the last item of the cue (particle, preposition)."""


NOTHING = Complement("", -1, -1)


def _something(unit: Unit, index: int) -> bool:
    """More than a bare phrase follows: "says | despite the truce nobody came"."""
    return len(unit.items) - index > 3


def complement_of(unit: Unit, verb: int, frames: frozenset[str]) -> Complement:
    """What the verb takes on its right; ``NOTHING`` when it takes nothing that it introduces."""
    items = unit.items
    lemma = items[verb].lemma
    index = verb + 1
    if index < len(items) and items[index].tag == "RP":
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
    if frames & {"d", "o", "f", "a", "put"} and item.kind == NOUN:
        found = _with_object(unit, after, cue_end, frames)
        if found is not None:
            return found
    if is_clause_word(item) and "c" in frames and not (item.lower in ("who", "which") and after > cue_end):
        return Complement("c", after, cue_end)
    if item.kind == VERB and item.group is not None:
        if item.group.infinitive and "t" in frames:
            return Complement("t", after, cue_end)
        if item.tag == "VBG" and "g" in frames and not item.group.finite:
            return Complement("g", after, cue_end)
        if item.tag == "VBG" and "c" in frames and _clause_at(unit, after):
            return Complement("c", after, cue_end)
        return NOTHING
    if item.kind == NOUN or item.tag in ("DT", "JJ", "CD", "PRP$") or (item.tag == "RB" and item.lower in ("about", "at", "only", "more", "there", "not", "never", "so")) or (item.lower in ("in", "at", "after", "on", "as", "with", "for", "because", "during", "of") and "c" in frames and _clause_at(unit, after)):
        if "c" in frames and (_clause_at(unit, after, strict=lemma not in _CORE) or (lemma in _FREE and _something(unit, after))):
            return Complement("c", after, cue_end)
        if "n" in frames and not (is_time(unit, item) and lemma not in ("welcome", "announce")):
            return Complement("n", after, cue_end)
        if "g" in frames and item.tag == "VBG":
            return Complement("g", after, cue_end)
    return NOTHING


def _direct(unit: Unit, index: int, cue_end: int, frames: frozenset[str]) -> Complement | None:
    """A quotation or a colon behind the cue."""
    items = unit.items
    if index >= len(items):
        return None
    item = items[index]
    if item.kind == QUOTE and frames & {"q", "c", "n"}:
        return Complement("q", index, cue_end)
    if item.lower in (",", ":") and index + 1 < len(items) and items[index + 1].kind == QUOTE and "q" in frames:
        return Complement("q", index + 1, cue_end)
    if item.lower == ":" and "q" in frames and index + 1 < len(items):
        return Complement("q", index + 1, cue_end)
    return None


def _prepositional(unit: Unit, index: int, frames: frozenset[str]) -> Complement | None:
    items = unit.items
    item = items[index]
    if item.kind == WORD and f"p:{item.lower}" in frames and index + 1 < len(items):
        following = items[index + 1]
        if following.kind in (NOUN, QUOTE) or following.tag in ("VBG", "WP", "WRB", "DT", "JJ", "CD", "PRP$"):
            if item.lower == "to" and "c" in frames and _then_that(unit, index + 2):
                return None
            if is_time(unit, following):
                return None
            return Complement(f"p:{item.lower}", index + 1, index + 1)
    return None


def _then_that(unit: Unit, index: int) -> bool:
    """"explained to reporters that": the phrase behind "to" is an addressee."""
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
    if "f" in frames:
        return Complement("f", index, cue_end)
    if "put" in frames:
        ats = [n for n in range(index + 1, min(len(items), index + 8)) if items[n].lower == "at"]
        return Complement("put", index, cue_end) if ats else None
    if "o" in frames:
        for stop in (short, end):
            if stop < len(items) and items[stop].kind == VERB and items[stop].group is not None and items[stop].group.infinitive:  # type: ignore[union-attr]
                return Complement("o", index, cue_end)
            if stop < len(items) and is_clause_word(items[stop]) and items[stop].lower in ("whether", "if", "why", "how", "what", "not") and not unit.items[verb_before(unit, index)].lemma == "tell":
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
            if items[after].kind == NOUN and _clause_at(unit, after):
                return Complement("d", after, cue_end)
            if items[after].kind == VERB and items[after].group is not None and items[after].group.infinitive:  # type: ignore[union-attr]
                return Complement("d", after, cue_end)
    if "a" in frames:
        return _naming(unit, index, end, cue_end, frames)
    return None


def verb_before(unit: Unit, index: int) -> int:
    """Index of the last verb item before an item."""
    while index > 0 and unit.items[index].kind != VERB:
        index -= 1
    return index


def _naming(unit: Unit, index: int, end: int, cue_end: int, frames: frozenset[str]) -> Complement | None:
    items = unit.items
    for stop in (index + 1, end):
        if stop < len(items) and (items[stop].lower == "as" or items[stop].kind == QUOTE or items[stop].kind == NOUN or items[stop].tag in ("JJ", "VBN", "DT") or (items[stop].kind == VERB and items[stop].tag in ("VBN", "VBG", "VBD"))):
            return Complement("a", index, cue_end)
    reach = next((n for n in range(index, min(len(items), index + 20)) if items[n].lower == "as" or items[n].kind == QUOTE or items[n].lower in (",", ";", ".")), None)
    if reach is not None and (items[reach].lower == "as" or items[reach].kind == QUOTE):
        return Complement("a", index, cue_end)
    return None


_FREE = frozenset({"say", "tell", "argue", "insist", "think", "add", "believe", "claim", "write", "contend", "maintain"})
"""Verbs behind which whatever follows is what is said, also where no finite verb was recognised in it."""


_CORE = frozenset(
    "say tell argue insist think add believe claim write contend report announce state note stress allege warn suggest confirm admit acknowledge "
    "concede deny reply respond answer recall testify swear predict estimate reckon conclude remark comment reiterate remind assure inform promise "
    "pledge vow complain indicate fear hope doubt suspect expect worry affirm assert aver declare emphasise emphasize explain".split()
)
"""Verbs of which a clause is the usual object, so that one is also looked for behind a longer subject."""
_STRICT_REACH = 3
"""Items within which other verbs must show subject and verb of a clause."""


def _clause_at(unit: Unit, index: int, *, strict: bool = False) -> bool:
    """A subject and a finite verb begin here."""
    items = unit.items
    relative = False
    if strict:
        for n in range(index + 1, min(len(items), index + 1 + _STRICT_REACH)):
            if items[n].kind == VERB:
                return items[n].group is not None and items[n].group.finite  # type: ignore[union-attr]
            if items[n].kind == WORD and items[n].lower not in ("of", "in", "for") and items[n].tag != "RB":
                return False
        return False
    if index + 1 < len(items) and items[index + 1].kind == QUOTE:
        return True
    for n in range(index, min(len(items), index + 30)):
        item = items[n]
        if item.kind == VERB and item.group is not None and item.group.finite:
            if relative:
                relative = False
                continue
            return n > index
        if item.tag == "WP" or (item.lower in ("that", "whose", "where", "who") and n > index):
            relative = True
        elif item.lower in (";", ":", ".", "?", "!", "according") and item.kind == WORD:
            return False
    return False


# ------------------------------------------------------------------ who is the subject


def shared_source(unit: Unit, verb: int, sources: dict[int, Source]) -> Source | None:
    """The subject of an earlier verb that a verb or participle without one goes on with.

    Args:
        unit: the unit.
        verb: item of the verb that lacks a subject.
        sources: sources of the cues read so far in this unit, by item.
    """
    items = unit.items
    segment = _segment_start(unit, verb)
    cue = items[verb]
    earlier = [n for n in sorted(sources) if segment <= n < verb or segment <= sources[n].first < verb and n < verb]
    finite = cue.group is not None and cue.group.finite
    if finite:
        for n in earlier:
            if same_form(items[n], cue) and sources[n].kind != "relative":
                return sources[n]._replace(kind="shared")
    elif earlier:
        plain = [n for n in earlier if sources[n].kind != "relative"]
        if plain:
            return sources[plain[0]]._replace(kind="shared")
    for n in range(verb - 1, segment - 1, -1) if finite else range(segment, verb):
        group = items[n].group
        if items[n].kind == VERB and group is not None and group.finite and n != verb:
            found = subject_of(unit, n)
            if found is not None and found.kind != "relative":
                return found._replace(kind="shared")
    return None


def _segment_start(unit: Unit, verb: int) -> int:
    """Where the main clause that holds the verb begins: behind ";", or behind ", while" / ", but" with a subject of its own."""
    items = unit.items
    for n in range(verb - 1, unit.body, -1):
        if items[n].lower == ";" and items[n].kind == WORD:
            return n + 1
        if items[n].lower in ("while", "whereas", "but") and items[n - 1].lower == "," and n + 1 < verb and items[n + 1].kind == NOUN:
            return n + 1
    return unit.body


def find_verb_cues(unit: Unit) -> list[Found]:
    """Every attribution of a unit whose cue is an active verb."""
    items = unit.items
    table = cue_verbs()
    found: list[Found] = []
    sources: dict[int, Source] = {}
    for index, item in enumerate(items):
        if item.kind != VERB or item.group is None:
            continue
        frames = table.get(item.lemma)
        if not frames or item.group.passive:
            continue
        one = _read_cue(unit, index, frames, sources)
        if one is not None:
            found.append(one)
    return found


def _read_cue(unit: Unit, index: int, frames: frozenset[str], sources: dict[int, Source]) -> Found | None:
    items = unit.items
    item = items[index]
    group = item.group
    assert group is not None  # noqa: S101
    cue_first = item.first
    subject: Source | None = None
    pattern = "subject-verb"
    if group.infinitive:
        return None
    if not group.finite:
        if item.tag == "VBN" and index == unit.body and group.last - group.first == 1 and (inverted := _inverted(unit, index, frames)) is not None:
            sources[index] = inverted[0]
            return Found(inverted[0].pieces, ((item.first, item.last),), inverted[1], inverted[2], item.lemma, "q", unit, index)
        if item.tag == "VBN" and group.last - group.first == 1:
            subject, pattern = _misread_past(unit, index, frames), "subject-verb"
        elif item.tag == "VBG":
            subject, pattern = _participle_source(unit, index, sources)
        if subject is None:
            return None
    else:
        subject = subject_of(unit, index)
        if subject is None and _coordinated(unit, index):
            subject, pattern = shared_source(unit, index, sources), "coordinated-verb"
    if item.lemma in _SHOWING and (subject is None or not _is_document(unit, subject)):
        return None
    complement = complement_of(unit, index, frames)
    if subject is not None and group.finite and "q" in frames and (early := _quotation_first(unit, subject, index, complement)):
        sources[index] = subject
        return Found(subject.pieces, ((item.first, item.last),), early, "quotation-first", item.lemma, "q", unit, index)
    if subject is None and group.finite:
        inverted = _inverted(unit, index, frames)
        if inverted is not None:
            subject, content, pattern = inverted
            sources[index] = subject
            return Found(subject.pieces, ((item.first, item.last),), content, pattern, item.lemma, "q", unit, index)
    if subject is not None and (not complement.frame or complement.start >= len(items) - 1) and _announces(unit, index) and "q" in frames:
        sources[index] = subject
        return Found(subject.pieces, ((item.first, items[-1].last),), (), "colon-before-paragraph", item.lemma, "q", unit, index)
    if complement.frame:
        if subject is None:
            return None
        sources[index] = subject
        if complement.frame == "q":
            content = _quoted_content(unit, complement.start, index)
        else:
            end = content_end(unit, complement.start, index)
            if complement.frame not in ("c", "d"):
                end = phrase_content_end(unit, complement.start, end)
            content = pieces_of(unit, complement.start, end)
        cue = ((cue_first, items[complement.cue_end - 1].last),)
        return Found(subject.pieces, cue, content, f"{pattern}-{_NAMES.get(complement.frame[0], 'noun')}", item.lemma, complement.frame, unit, index) if content else None
    if subject is not None and frames & {"q", "c"} and pattern == "subject-verb":
        content = _front_content(unit, subject, index)
        content = (*content, *_rest(unit, index)) if content else _divided(unit, subject, index) or _after_comma(unit, subject, index)
        if content:
            sources[index] = subject
            return Found(subject.pieces, ((item.first, item.last),), content, "content-first", item.lemma, "front", unit, index)
    return None


def _announces(unit: Unit, verb: int) -> bool:
    """The unit ends with a colon and no other verb: what is said stands in the next paragraph."""
    items = unit.items
    return items[-1].lower == ":" and not any(i.kind in (VERB, QUOTE) for i in items[verb + 1 :])


_SHOWING = frozenset({"show", "prove"})
"""What documents do: images are never sources, so others than documents and people who examine are left out."""
_DATA = frozenset("analysis assessment audit data document estimate evidence figure finding index inquiry investigation list log number poll record register report research result statistic study survey tally test".split())


def _is_document(unit: Unit, source: Source) -> bool:
    head = unit.items[source.first]
    lemma = unit.items[source.first].lemma
    return head.kind == NOUN and (noun_lemma(lemma) in _DATA or (unit.items[source.last - 1].kind == NOUN and noun_lemma(unit.items[source.last - 1].lemma) in _DATA))


_NAMES = {"q": "quotation", "c": "clause", "d": "clause", "t": "infinitive", "g": "gerund", "n": "noun", "o": "object-infinitive", "a": "naming", "f": "accusing", "p": "preposition"}


def _participle_source(unit: Unit, index: int, sources: dict[int, Source]) -> tuple[Source | None, str]:
    items = unit.items
    before = index - 1
    while before >= 0 and items[before].tag == "RB":
        before -= 1
    if before >= 0 and items[before].kind == NOUN and items[before].tag != "PRP":
        # "a message blaming the army", "a statement saying that"
        found = source_of_noun(unit, before)
        if found is None or not _may_carry(unit, before, found):
            return None, ""
        return found, "noun-participle"
    if before < 0 or before < unit.body:
        comma = next((n for n in range(index + 1, len(items) - 1) if items[n].lower == "," and items[n + 1].kind == NOUN), None)
        if comma is None:
            return None, ""
        return source_after(unit, comma + 1, len(items)), "fronted-participle"
    if items[before].lower in (",", "before", "after", "while", "by", "and", "–", "—", "without"):
        return shared_source(unit, index, sources), "participle"
    return None, ""


def _misread_past(unit: Unit, index: int, frames: frozenset[str]) -> Source | None:
    """A past form taken for a participle: a subject right before it, something said right behind it."""
    items = unit.items
    if index == 0 or (items[index - 1].kind != NOUN and items[index - 1].tag != "RB") or (index + 1 < len(items) and items[index + 1].lower in ("by", "as")):
        return None
    complement = complement_of(unit, index, frames)
    if complement.frame[:1] not in ("c", "q", "d", "f", "p", "o") and items[index - 1].tag != "PRP":
        return None
    return subject_of(unit, index)


def _may_carry(unit: Unit, index: int, source: Source) -> bool:
    """"a letter warning that", "posts claiming that", "with the governor saying": not every noun speaks by a participle."""
    items = unit.items
    if source.first > 0 and items[source.first - 1].lower == "with":
        return True
    return items[index].lemma in CHANNELS or items[index].lemma.rstrip("s") in CHANNELS or items[index].lemma in DOCUMENTS


def source_of_noun(unit: Unit, index: int) -> Source | None:
    """The noun phrase that ends at an item, as a source."""
    from_left = subject_of(unit, index + 1)
    return from_left


def _coordinated(unit: Unit, index: int) -> bool:
    items = unit.items
    before = index - 1
    while before >= 0 and items[before].tag == "RB":
        before -= 1
    return before >= unit.body and items[before].lower in ("and", "but", "or", "then", "nor", ",", "yet")


def _quoted_content(unit: Unit, start: int, cue: int) -> Pieces:
    """A quotation behind its cue, with the clause it belongs to when it is only a part of it."""
    items = unit.items
    end = start + 1
    if end < len(items) and items[end].kind != WORD:
        end = content_end(unit, start, cue)
    elif end < len(items) and items[end].lower not in (",", ".", ";", "?", "!", "—", "–", "-", ")"):
        end = content_end(unit, start, cue)
    return pieces_of(unit, start, max(end, start + 1))


def _front_content(unit: Unit, subject: Source, cue: int) -> Pieces:
    """What stands before "…, the governor said": a quotation, or the clause up to the comma."""
    items = unit.items
    border = subject.first - 1
    if border < unit.body:
        return ()
    if items[border].kind == QUOTE:
        return _front_quote(unit, border)
    if items[border].lower not in (",", "–", "—", "-", "?", "!"):
        return ()
    if border - 1 >= unit.body and items[border - 1].kind == QUOTE:
        return _front_quote(unit, border - 1)
    start = front_start(unit, border)
    if not _main_clause(unit, start, border):
        return ()
    return pieces_of(unit, start, border)


_SUBORDINATING = frozenset({"when", "while", "as", "after", "before", "if", "since", "because", "although", "though", "until", "unless", "once", "where", "whenever", "like"})


def _quotation_first(unit: Unit, subject: Source, cue: int, complement: Complement) -> Pieces:
    """``"We stay," the mayor told a crowd in Tamba``: a finished quotation right before the subject is what was said."""
    items = unit.items
    border = subject.first - 1
    if border >= unit.body and items[border].lower == "," and items[border].kind == WORD:
        border -= 1
    if border < unit.body or items[border].kind != QUOTE or not (closed_off(unit, items[border]) or border < subject.first - 1):
        return ()
    if complement.frame == "c" and items[complement.start].lower in ("that", "whether"):
        return ()
    front = _front_quote(unit, border)
    if complement.frame == "q" and items[complement.start].kind == QUOTE and items[complement.start - 1].lower in (",", ":", "–", "—"):
        return (*front, *_quoted_content(unit, complement.start, cue))
    return (*front, *_rest(unit, cue))


def _main_clause(unit: Unit, first: int, last: int) -> bool:
    """A finite verb that is not in a fronted subordinate clause ("When asked about it, …")."""
    items = unit.items
    if first >= last:
        return False
    if items[first].lower in _SUBORDINATING or (items[first].kind == VERB and items[first].tag in ("VBN", "VBG")):
        comma = next((n for n in range(first, last) if items[n].lower == "," and items[n].kind == WORD), None)
        return comma is not None and _main_clause(unit, comma + 1, last)
    return any(items[n].kind == QUOTE or (items[n].kind == VERB and items[n].group is not None and items[n].group.finite) for n in range(first, last))  # type: ignore[union-attr]


def _front_quote(unit: Unit, quote: int) -> Pieces:
    items = unit.items
    start = front_start(unit, quote)
    if start < quote and not all(items[n].kind == QUOTE or items[n].kind == WORD for n in range(start, quote)):
        return pieces_of(unit, start, quote + 1)
    first = quote
    while first - 1 >= start and items[first - 1].kind == QUOTE:
        first -= 1
    return pieces_of(unit, first, quote + 1)


def _divided(unit: Unit, subject: Source, cue: int) -> Pieces:
    """``This road, he says, is closed``: a cue between subject and verb of what is said."""
    items = unit.items
    border = subject.first - 1
    after = skip_adverbials(unit, cue + 1)
    if border <= unit.body or items[border].lower not in (",", "–", "—") or after + 1 >= len(items) or items[after].lower != items[border].lower:
        return ()
    start = front_start(unit, border)
    if items[start].lower in _SUBORDINATING or items[start].kind == VERB:
        start = border  # a fronted clause that sets the scene: only what follows is said
    end = content_end(unit, after + 1, cue)
    if not any(items[n].kind == VERB and items[n].group is not None and items[n].group.finite for n in range(after + 1, end)):  # type: ignore[union-attr]
        return ()
    return (*pieces_of(unit, start, border), *pieces_of(unit, after + 1, end))


def _after_comma(unit: Unit, subject: Source, cue: int) -> Pieces:
    """``The mayor says, rain or shine, the school will open``."""
    items = unit.items
    if items[cue].lemma not in _FREE or cue + 2 >= len(items) or items[cue + 1].lower != "," or (items[cue + 2].kind == VERB and items[cue + 2].tag == "VBG"):
        return ()
    if not _clause_at(unit, cue + 2) or items[cue + 2].lower in ("but", "and", "while"):
        return ()
    return pieces_of(unit, cue + 2, content_end(unit, cue + 2, cue))


def _rest(unit: Unit, cue: int) -> Pieces:
    """What goes on behind an interrupting cue: ``… , xxxx xxxx, xxx xxxx xxxx xxxx xxxxxxxx``."""
    items = unit.items
    after = skip_adverbials(unit, cue + 1)
    if after < len(items) and items[after].kind == NOUN and items[after].lemma in ADDRESSEES:
        after = skip_adverbials(unit, after + 1)
    if after + 1 >= len(items) or items[after].lower not in (",", "–", "—", ":"):
        return ()
    following = items[after + 1]
    if following.kind == QUOTE:
        return pieces_of(unit, after + 1, after + 2)
    if following.lower in ("and", "but", "or", "because", "with", "although") and any(i.kind == VERB for i in items[after + 2 :]):
        end = content_end(unit, after + 1, cue)
        return pieces_of(unit, after + 1, end)
    return ()


def _inverted(unit: Unit, index: int, frames: frozenset[str]) -> tuple[Source, Pieces, str] | None:
    """``"…," said Mirela Doss`` and ``Said Mirela Doss: "…"``."""
    items = unit.items
    if not frames & {"q"} or index + 1 >= len(items) or items[index].group is None or items[index].last - items[index].first > 2:
        return None
    start = index + 1
    while start < len(items) and items[start].tag == "RB":
        start += 1
    if start >= len(items) or items[start].kind not in (NOUN, WORD):
        return None
    source = source_after(unit, start, len(items))
    if source is None or (source.kind == "pronoun" and items[start].lower not in ("he", "she", "they", "we", "i")):
        return None
    border = index - 1
    while border >= unit.body and items[border].tag == "RB":
        border -= 1
    if border >= unit.body and items[border].kind == QUOTE:
        content = _front_quote(unit, border)
    elif border >= unit.body and items[border].lower in (",", "–", "—", "?", "!"):
        if border - 1 >= unit.body and items[border - 1].kind == QUOTE:
            content = _front_quote(unit, border - 1)
        elif _main_clause(unit, front_start(unit, border), border):
            content = pieces_of(unit, front_start(unit, border), border)
        else:
            content = ()
    else:
        content = ()
    after = skip_adverbials(unit, source.last)
    if after + 1 < len(items) and items[after].lower in (":", ",") and items[after + 1].kind == QUOTE:
        content = (*content, *pieces_of(unit, after + 1, after + 2))
    elif not content and after + 1 < len(items) and items[after].lower == ":":
        content = pieces_of(unit, after + 1, len(items) - 1)
    if not content:
        return None
    return source, content, "inverted"


def plain_item(item: Item) -> bool:
    """True for a word item."""
    return item.kind == WORD
