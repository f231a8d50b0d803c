"""Cues that hide who speaks, and passives that name the speaker with "by".

"It is feared that …", "is seen as …", "is said to …", "reportedly": the source stays empty, the subject is left outside the
content. "was accused by residents of …", "was announced by the ministry": the phrase behind "by" is the source.
"""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.contents import content_end, front_start, is_clause_word, phrase_content_end
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite, is_infinitive
from onrecord.reading.rules.lexicon import cue_verbs
from onrecord.reading.rules.sources import Source, is_channel, is_time
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma

_RAISING = frozenset(
    "accuse acknowledge allege assume believe claim confirm consider deem describe estimate expect fear find hope predict presume "
    "project regard report reckon rumour rumor say see suspect think understand view perceive interpret feel credit blame hold".split()
)
"""Verbs whose passive reports a view without its holder ("is believed to", "are feared dead")."""
_AS_VERBS = frozenset(
    "brand consider deem describe hail interpret know label perceive portray present read regard remember see take treat understand "
    "view".split()
)
_NAMING = frozenset({"brand", "call", "declare", "deem", "dub", "label", "term"})
_ASSURING = frozenset({"assure", "tell", "inform", "warn", "advise", "notify", "promise", "remind"})
_ADVERBS = frozenset("reportedly allegedly purportedly supposedly apparently".split()) - {"apparently"}


def find_unsourced_cues(unit: Unit) -> list[Found]:
    """Passives and adverbs that attribute."""
    found: list[Found] = []
    for index, item in enumerate(unit.items):
        one: Found | None = None
        if item.kind == VERB and item.group is not None:
            one = _passive(unit, index) if item.group.passive else _participle_by(unit, index) or _fronted_as(unit, index)
            one = one or _adverb_in_group(unit, index)
        elif item.lower in _ADVERBS:
            one = _adverb(unit, index)
        if one is not None:
            found.append(one)
    return found


def _passive(unit: Unit, index: int) -> Found | None:
    items = unit.items
    item = items[index]
    group = item.group
    frames = cue_verbs().get(item.lemma, frozenset())
    if group is None or (not frames and item.lemma not in _RAISING and item.lemma not in _AS_VERBS):
        return None
    if item.lemma == "show":  # who is shown something is told nothing in words
        return None
    quoted = _quoted_as(unit, index)
    if quoted is not None:
        return quoted
    if (figure := _put_at(unit, index)) is not None:
        return figure
    agent = _agent(unit, index)
    if agent is not None:
        return agent
    if (cause := _put_down_to(unit, index) or _denied(unit, index)) is not None:
        return cause
    if group.infinitive or not group.finite or (group.negated and item.lemma == "know"):
        return None
    after = index + 1
    impersonal = index > 0 and items[index - 1].lower == "it" and items[index - 1].kind == NOUN
    if impersonal and item.lemma == "take" and [i.lower for i in items[after : after + 3]] == ["for", "granted", "that"]:
        content = pieces_of(unit, after + 2, content_end(unit, after + 2, index))
        return _unsourced(unit, index, ((items[index - 1].first, items[after + 1].last),), content, "impersonal-passive")
    if impersonal or (index > 1 and items[index - 1].tag == "RB" and items[index - 2].lower == "it"):
        after = skip_adverbials(unit, after)
        if after < len(items) and (is_clause_word(items[after]) or items[after].kind == NOUN) and ("c" in frames or item.lemma in _RAISING):
            content = pieces_of(unit, after, content_end(unit, after, index))
            first = items[index - 1].first if impersonal else items[index - 2].first
            return _unsourced(unit, index, ((first, item.last),), content, "impersonal-passive")
        if after >= len(items) or items[after].lower in (".", ","):
            border = index - (1 if impersonal else 2) - 1
            if border > unit.body and items[border].lower == ",":
                content = _round_insertion(unit, border, after)
                first = items[index - 1].first if impersonal else items[index - 2].first
                return _unsourced(unit, index, ((first, item.last),), content, "impersonal-passive")
        return None
    if (
        after < len(items)
        and items[after].lower == "as"
        and items[after].kind == WORD
        and item.lemma in _AS_VERBS
        and after + 1 < len(items)
    ):
        content = pieces_of(unit, after + 1, content_end(unit, after + 1, index))
        return _unsourced(unit, index, ((item.first, items[after].last),), content, "passive-as")
    following = items[after] if after < len(items) else None
    if (
        following is not None
        and following.kind == VERB
        and following.group is not None
        and following.group.infinitive
        and item.lemma in _RAISING
    ):
        # the "to" belongs to the cue: "is understood to | want a truce"
        last = content_end(unit, after, index)
        if items[last - 1].last > following.first + 1:
            content = ((following.first + 1, items[last - 1].last),)
            return _unsourced(unit, index, ((item.first, following.first + 1),), content, "passive-infinitive")
    if item.lemma in ("fear", "believe", "presume", "think", "report") and following is not None and following.tag in ("JJ", "VBN"):
        content = pieces_of(unit, after, content_end(unit, after, index))
        return _unsourced(unit, index, ((item.first, item.last),), content, "passive-state")
    return None


def _goes_on(item: Item) -> bool:
    """A finite verb, or a past form taken for a participle."""
    return is_finite(item) or (item.kind == VERB and item.tag == "VBN")


def _round_insertion(unit: Unit, border: int, after: int) -> Pieces:
    """ "The mayor, it is assumed, fled": the clause before, with its verb behind the insertion where that stands there."""
    items = unit.items
    content = pieces_of(unit, front_start(unit, border), border)
    if after + 1 < len(items) and items[after].lower == "," and _goes_on(items[after + 1]):
        return (*content, *pieces_of(unit, after + 1, content_end(unit, after + 1, after)))
    return content


def _fronted_as(unit: Unit, index: int) -> Found | None:
    """ "Seen as a warning to the company, the raid has …": a participle that opens the sentence."""
    items = unit.items
    if index != unit.body or items[index].tag not in ("VBN", "VBD") or items[index].lemma not in _AS_VERBS or index + 2 >= len(items):
        return None
    at = index + 1 + (items[index + 1].tag == "RB")
    comma = next((n for n in range(at + 1, min(len(items), at + 16)) if items[n].lower == ","), None)
    if items[at].lower != "as" or comma is None:
        return None
    return _unsourced(unit, index, ((items[index].first, items[at].last),), pieces_of(unit, at + 1, comma), "passive-as")


def _put_at(unit: Unit, index: int) -> Found | None:
    """ "The dead were put at 60 by the clinic", "losses are put at 60"."""
    items = unit.items
    item = items[index]
    at = next((n for n in range(index + 1, min(len(items) - 1, index + 3)) if items[n].lower == "at"), None)
    subject = subject_of(unit, index)
    if item.lemma not in ("put", "estimate", "reckon") or at is None or subject is None or subject.kind == "relative":
        return None
    end = phrase_content_end(unit, at, content_end(unit, at, index))
    by = next((n for n in range(at + 1, end) if items[n].lower == "by"), None)
    agent = source_after(unit, by + 1, len(items)) if by is not None and by + 1 < len(items) else None
    if by is None or agent is None or is_time(unit, items[by + 1]):
        return _unsourced(unit, index, ((item.first, items[at].last),), pieces_of(unit, at + 1, end), "passive-figure")
    content = (*subject.pieces[:1], *pieces_of(unit, at, by))
    return Found(agent.pieces, ((item.first, item.last),), content, "passive-by", item.lemma, "by", unit, index)


_CAUSING = {"put": ("down", "to"), "attribute": ("to",), "ascribe": ("to",), "chalk": ("up", "to"), "blame": ("on",), "pin": ("on",)}


def _put_down_to(unit: Unit, index: int) -> Found | None:
    """ "The delay is widely put down to bad roads", "is generally blamed on"."""
    items, item = unit.items, unit.items[index]
    words = _CAUSING.get(item.lemma)
    if words is None or item.group is None or not item.group.finite:
        return None
    after = index + 1 + len(words)
    if after >= len(items) or tuple(i.lower for i in items[index + 1 : after]) != words:
        return None
    content = pieces_of(unit, after, phrase_content_end(unit, after, content_end(unit, after, index)))
    return _unsourced(unit, index, ((item.first, items[after - 1].last),), content, "passive-as")


_ROLES = frozenset("complicity hand involvement knowledge link part presence responsibility role tie wrongdoing".split())


def _denied(unit: Unit, index: int) -> Found | None:
    """ "Any part in the raid is flatly denied": a denial that says nobody's name."""
    items, item = unit.items, unit.items[index]
    after = index + 1
    if item.lemma not in ("deny", "reject", "disclaim") or (after < len(items) and items[after].lower not in (".", ",", ";", "and")):
        return None
    subject = subject_of(unit, index)
    if subject is None or subject.kind != "noun" or noun_lemma(items[subject.first].lemma) not in _ROLES:
        return None
    return _unsourced(unit, index, ((item.first, item.last),), subject.pieces, "passive-state")


def _unsourced(unit: Unit, index: int, cue: Pieces, content: Pieces, pattern: str) -> Found | None:
    return Found((), cue, content, pattern, unit.items[index].lemma, "unsourced", unit, index) if content else None


def _quoted_as(unit: Unit, index: int) -> Found | None:
    """ "was quoted as saying that …" – the subject speaks."""
    items = unit.items
    if items[index].lemma not in ("quote", "cite", "report", "record", "hear"):
        return None
    after = index + 1
    agent = None
    if after + 1 < len(items) and items[after].lower == "by":
        agent = source_after(unit, after + 1, len(items))
        after = agent.last if agent is not None else after
    if after + 1 < len(items) and items[after].lower == "as":
        after += 1
    if after >= len(items) or items[after].kind != VERB or items[after].tag != "VBG":
        return None
    subject = subject_of(unit, index)
    if subject is None:
        return None
    start = skip_adverbials(unit, after + 1)
    if start < len(items) and items[start].lower in (",", ":"):
        start += 1
    content = pieces_of(unit, start, content_end(unit, start, index))
    if not content:
        border = subject.first - 1
        if border >= unit.body and items[border].lower == ",":
            border -= 1
        if border < unit.body:
            return None
        content = pieces_of(unit, border if items[border].kind == QUOTE else front_start(unit, border + 1), border + 1)
    cue = ((items[index].first, items[after].last),)
    return Found(subject.pieces, cue, content, "quoted-as-saying", items[index].lemma, "quoted", unit, index)


def _agent(unit: Unit, index: int) -> Found | None:
    """ "was announced by the ministry": the agent speaks, about the subject or what follows."""
    items = unit.items
    item = items[index]
    by = next((n for n in range(index + 1, min(len(items), index + 10)) if items[n].lower == "by" and items[n].kind == WORD), None)
    if by is None or any(items[n].kind == VERB or items[n].lower in (",", ";", "that", "and", "but") for n in range(index + 1, by)):
        return None
    if by + 1 >= len(items) or is_time(unit, items[by + 1]) or is_channel(items[by + 1]) or items[by + 1].kind != NOUN:
        return None
    agent = source_after(unit, by + 1, len(items))
    if agent is None:
        return None
    frames = cue_verbs().get(item.lemma, frozenset())
    after = skip_adverbials(unit, agent.last)
    if item.lemma in _ASSURING and after + 1 < len(items) and items[after].lower == "that" and items[after].kind == WORD:
        stop = next((n for n in range(by + 2, agent.last) if items[n].lower == "that"), agent.last)
        source = ((items[by + 1].first, items[stop - 1].last),)  # "have been assured by the battalion that they may return"
        content = pieces_of(unit, after, content_end(unit, after, index))
        return Found(source, ((item.first, items[by].last),), content, "passive-by", item.lemma, "by", unit, index)
    if not frames & {"n", "f", "a", "c", "o"}:
        return None
    subject = subject_of(unit, index)
    rest: Pieces = ()
    if (after < len(items) and items[after].kind == WORD and items[after].lower in ("of", "for", "as", "over")) or (
        after < len(items) and is_infinitive(items[after])
    ):
        relative = subject is not None and subject.kind == "relative"
        rest = pieces_of(unit, after, content_end(unit, after, index, inside_relative=relative))
    elif by > index + 2 and items[index + 1].lower == "to" and "CD" in unit.page.classes[items[index + 2].first : items[index + 2].last]:
        rest = pieces_of(unit, index + 1, by)  # "was revised | to 36 | by the ministry"
    elif by > index + 1 and (items[index + 1].lower in ("as", "of", "for") or ("a" in frames and item.lemma in _NAMING)):
        rest = pieces_of(unit, index + 1, by)  # "has been called | a montage | by the generals"
    front: Pieces = (
        subject.pieces[:1] if subject is not None and subject.kind != "relative" else subject.pieces[:1] if subject is not None else ()
    )
    if not front and not rest:
        return None
    told = _told_before(unit, subject) if item.lemma in _ASSURING and not rest and subject is not None else ()
    content = told or (*front, *rest)
    cue = ((item.first, item.last),) if by > index + 1 else ((item.first, items[by].last),)
    if content[-1][0] < content[0][0]:
        return None
    return Found(agent.pieces, cue, content, "passive-by", item.lemma, "by", unit, index)


def _told_before(unit: Unit, subject: Source) -> Pieces:
    """ "Four guards were hurt, | the paper was told by police": the clause before the one who was told; nothing where there is none."""
    comma = subject.first - 1
    if comma <= unit.body or unit.items[comma].lower != ",":
        return ()
    start = front_start(unit, comma)
    return pieces_of(unit, start, comma) if any(is_finite(item) for item in unit.items[start:comma]) else ()


def _participle_by(unit: Unit, index: int) -> Found | None:
    """ "a second video, said by the channel to show the launch", "described by witnesses as": a participle with its speaker."""
    items = unit.items
    item = items[index]
    if item.tag not in ("VBN", "VBD") or index == unit.body or index + 2 >= len(items) or items[index + 1].lower != "by":
        return None
    if item.lemma not in _RAISING and item.lemma not in _AS_VERBS:
        return None
    agent = source_after(unit, index + 2, len(items))
    if agent is None:
        return None
    after = agent.last
    for n in range(index + 2, agent.last):  # the agent must not swallow what follows "to" or "as"
        if items[n].kind == VERB or items[n].lower == "as":
            after = n
            break
    if after >= len(items) or not (items[after].lower == "as" or is_infinitive(items[after])):
        return None
    start = after + 1 if items[after].lower == "as" else after
    content = pieces_of(unit, start, phrase_content_end(unit, start, content_end(unit, start, index, inside_relative=True)))
    source = ((items[index + 2].first, items[after - 1].last),)
    return Found(source, ((item.first, item.last),), content, "participle-by", item.lemma, "by", unit, index) if content else None


def _adverb_in_group(unit: Unit, index: int) -> Found | None:
    """ "has reportedly driven": the clause round the adverb is what is said."""
    item = unit.items[index]
    group = item.group
    if group is None:
        return None
    for token in range(group.first, group.last):
        if unit.page.tokens[token].lower in _ADVERBS:
            return _clause_around(unit, index, (token, token + 1), token)
    return None


def _adverb(unit: Unit, index: int) -> Found | None:
    item = unit.items[index]
    near = next((n for n in range(index, min(len(unit.items), index + 4)) if unit.items[n].kind == VERB), None)
    if near is None:
        near = next((n for n in range(index, max(unit.body, index - 3), -1) if unit.items[n].kind == VERB), None)
    if near is None:
        return None
    return _clause_around(unit, near, (item.first, item.last), item.first)


def _clause_around(unit: Unit, verb: int, cue: tuple[int, int], token: int) -> Found | None:
    """The clause of a verb without the adverb that stands in it; without its auxiliaries when the adverb divides them."""
    items = unit.items
    subject = subject_of(unit, verb)
    start = subject.pieces[0][0] if subject is not None and subject.kind != "relative" else min(items[verb].first, token)
    last = content_end(unit, verb, verb)
    end = items[last - 1].last if last > verb else items[verb].last
    pieces = tuple(piece for piece in ((start, token), (token + 1, end)) if piece[0] < piece[1])
    return Found((), (cue,), pieces, "reportedly", unit.page.tokens[token].lower, "unsourced", unit, verb) if pieces else None
