"""What stands before its cue, round it, or behind a speaker who follows the verb."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.complements import FREE_VERBS, Complement, clause_at
from onrecord.reading.rules.contents import content_end, front_start
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite
from onrecord.reading.rules.lexicon import ADDRESSEES, quoting_verbs
from onrecord.reading.rules.replies import is_verbless_reply
from onrecord.reading.rules.sources import Source, closed_off
from onrecord.reading.rules.units import Unit


def front_content(unit: Unit, subject: Source) -> Pieces:
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
    if not _is_said(unit, start, border):
        return ()
    return pieces_of(unit, start, border)


_SUBORDINATING = frozenset(
    {
        "when",
        "while",
        "as",
        "after",
        "before",
        "if",
        "since",
        "because",
        "although",
        "though",
        "until",
        "unless",
        "once",
        "where",
        "whenever",
        "like",
    }
)


def quotation_first(unit: Unit, subject: Source, cue: int, complement: Complement) -> Pieces:
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
        return (*front, *quoted_content(unit, complement.start, cue))
    return (*front, *content_goes_on(unit, cue))


def _main_clause(unit: Unit, first: int, last: int) -> bool:
    """A finite verb that is not in a fronted subordinate clause ("When asked about it, …")."""
    items = unit.items
    if first >= last:
        return False
    if items[first].lower in _SUBORDINATING or (items[first].kind == VERB and items[first].tag in ("VBN", "VBG")):
        comma = next((n for n in range(first, last) if items[n].lower == "," and items[n].kind == WORD), None)
        return comma is not None and _main_clause(unit, comma + 1, last)
    return any(items[n].kind == QUOTE or (is_finite(items[n])) for n in range(first, last))


_REPLYING = frozenset({"answer", "counter", "insist", "quip", "reply", "respond", "retort", "scoff", "shrug", "snap", "sneer"})


def _is_said(unit: Unit, first: int, last: int) -> bool:
    """A main clause, or a reply without a verb."""
    return _main_clause(unit, first, last) or is_verbless_reply(unit, first, last)


def _front_quote(unit: Unit, quote: int) -> Pieces:
    items = unit.items
    start = front_start(unit, quote)
    after = quote + 2 if quote + 1 < len(items) and items[quote + 1].lower == "," else quote + 1
    if quote > start and items[quote - 1].lower in ("–", "—", "--") and after < len(items) and items[after].lemma in _REPLYING:
        return pieces_of(unit, quote, quote + 1)  # "they were armed – “gossip”, sneered the guard": an answer to what stands before
    if start < quote and not all(items[n].kind == QUOTE or items[n].kind == WORD for n in range(start, quote)):
        return pieces_of(unit, start, quote + 1)
    first = quote
    while first - 1 >= start and items[first - 1].kind == QUOTE:
        first -= 1
    return pieces_of(unit, first, quote + 1)


def divided_content(unit: Unit, subject: Source, cue: int) -> Pieces:
    """``This road, he says, is closed``: a cue between subject and verb of what is said."""
    items = unit.items
    border = subject.first - 1
    after = skip_adverbials(unit, cue + 1)
    if after < len(items) and items[after].kind == NOUN and items[after].lemma in ADDRESSEES:
        after = skip_adverbials(unit, after + 1)
    if (
        border <= unit.body
        or items[border].lower not in (",", "–", "—")
        or after + 1 >= len(items)
        or items[after].lower != items[border].lower
    ):
        return ()
    start = front_start(unit, border)
    moved = items[start].kind == VERB and is_finite(items[after + 1])  # "Gone, he says, are the days"
    if (items[start].lower in _SUBORDINATING and not _sets_time(unit, start)) or (items[start].kind == VERB and not moved):
        start = border  # a fronted clause that sets the scene: only what follows is said
    if items[after + 1].kind == QUOTE and all(items[n].kind != VERB for n in range(start, border)) and _opens_with_verb(unit, after + 1):
        return (*pieces_of(unit, start, border), *pieces_of(unit, after + 1, after + 2))
    end = content_end(unit, after + 1, cue)
    if not any(is_finite(items[n]) for n in range(after + 1, end)):
        return ()
    return (*pieces_of(unit, start, border), *pieces_of(unit, after + 1, end))


def _opens_with_verb(unit: Unit, quote: int) -> bool:
    """ "its men, he said, “have never set foot there”": the quotation begins with the verb of a clause."""
    group = unit.page.verb_at.get(unit.items[quote].first + 1)
    return group is not None and group.finite and group.first == unit.items[quote].first + 1


def _sets_time(unit: Unit, index: int) -> bool:
    """ "Since March the war has", "After the raid the town was": a preposition with its noun before the subject, not a clause."""
    items = unit.items
    if items[index].lower not in ("since", "after", "before", "until", "like") or index + 2 >= len(items):
        return False
    return items[index + 1].kind == NOUN and (items[index + 2].kind == NOUN or items[index + 2].lower == ",")


def content_after_comma(unit: Unit, cue: int) -> Pieces:
    """``The mayor says, rain or shine, the school will open``."""
    items = unit.items
    if (
        items[cue].lemma not in FREE_VERBS
        or cue + 2 >= len(items)
        or items[cue + 1].lower != ","
        or (items[cue + 2].kind == VERB and items[cue + 2].tag == "VBG")
    ):
        return ()
    if not clause_at(unit, cue + 2) or items[cue + 2].lower in ("but", "and", "while"):
        return ()
    return pieces_of(unit, cue + 2, content_end(unit, cue + 2, cue))


def content_goes_on(unit: Unit, cue: int) -> Pieces:
    """What goes on behind an interrupting cue: ``…, she added, but just two came back``."""
    items = unit.items
    after = skip_adverbials(unit, cue + 1)
    if after < len(items) and items[after].kind == NOUN and items[after].lemma in ADDRESSEES:
        after = skip_adverbials(unit, after + 1)
    if after < len(items) and items[after].kind == QUOTE:
        return pieces_of(unit, after, after + 1)
    if after + 1 >= len(items) or items[after].lower not in (",", "–", "—", ":"):
        return ()
    following = items[after + 1]
    if following.kind == QUOTE:
        return pieces_of(unit, after + 1, after + 2)
    if is_finite(following):  # "What is certain, she said, is that …"
        return pieces_of(unit, after + 1, content_end(unit, after + 1, cue))
    if following.lower in ("and", "but", "or", "because", "with", "although") and any(i.kind == VERB for i in items[after + 2 :]):
        if following.lower in ("and", "but") and _another_speaks(unit, after + 2):
            return ()
        end = content_end(unit, after + 1, cue)
        return pieces_of(unit, after + 1, end)
    return ()


def _another_speaks(unit: Unit, index: int) -> bool:
    """ "…, the mayor said, but | the army said three died": a subject and a verb of saying follow at once."""
    items = unit.items
    if index + 1 >= len(items) or items[index].kind != NOUN or items[index].tag == "PRP":
        return False
    verb = next((n for n in range(index + 1, min(len(items), index + 6)) if items[n].kind == VERB), None)
    return verb is not None and is_finite(items[verb]) and items[verb].lemma in quoting_verbs()


def inverted_speaker(unit: Unit, index: int, frames: frozenset[str]) -> tuple[Source, Pieces] | None:
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
        elif _is_said(unit, front_start(unit, border), border) or (border > unit.body and _verb_behind(unit, source.last)):
            content = pieces_of(unit, front_start(unit, border), border)
        else:
            content = ()
        after = skip_adverbials(unit, source.last)
        waits = _unfinished(unit, border) and after + 1 < len(items) and items[after].lower in (",", "–", "—")
        if content and (waits or _verb_behind(unit, source.last)):  # "What was found, said the nurse, were two boots"
            content = (*content, *pieces_of(unit, after + 1, content_end(unit, after + 1, index)))
    else:
        content = ()
    after = skip_adverbials(unit, source.last)
    if after < len(items) and items[after].kind == QUOTE and content:
        content = (*content, *pieces_of(unit, after, after + 1))
    elif after + 1 < len(items) and items[after].lower in (":", ",") and items[after + 1].kind == QUOTE:
        content = (*content, *pieces_of(unit, after + 1, after + 2))
    elif not content and after + 1 < len(items) and items[after].lower == ":":
        content = pieces_of(unit, after + 1, len(items) - 1)
    if not content:
        return None
    return source, content


def _auxiliary(item: Item) -> bool:
    """A form of "be", or a lone auxiliary before its subject ("would the city fall")."""
    return item.lemma == "be" or (item.group is not None and item.tag == "MD") or item.lower in ("would", "will", "could", "can", "shall")


def _verb_behind(unit: Unit, index: int) -> bool:
    """A comma and a finite verb follow the speaker: what is said goes on with its verb."""
    items = unit.items
    after = skip_adverbials(unit, index)
    if after + 2 >= len(items) or items[after].lower not in (",", "–", "—"):
        return False
    following = items[after + 1]
    return (is_finite(following) and _auxiliary(following)) or (following.lower == "that" and items[after + 2].kind == NOUN)


def _unfinished(unit: Unit, border: int) -> bool:
    """The words before the cue end with a verb that waits for the rest: "There is, insists the navy, no proof"."""
    before = unit.items[border - 1]
    return before.kind == VERB and before.group is not None and before.last - before.first == 1 and before.lemma in ("be", "have", "do")


def rest_behind(unit: Unit, subject: Source, cue: int) -> Pieces:
    """ "What burned was, villagers say, a school": what the verb before the cue waits for."""
    items = unit.items
    after = skip_adverbials(unit, cue + 1)
    if subject.first - 1 <= unit.body or not _unfinished(unit, subject.first - 1):
        return ()
    if after + 1 >= len(items) or items[after].lower not in (",", "–", "—"):
        return ()
    return pieces_of(unit, after + 1, content_end(unit, after + 1, cue))


def quoted_content(unit: Unit, start: int, cue: int) -> Pieces:
    """A quotation behind its cue, with the clause it belongs to when it is only a part of it."""
    items = unit.items
    end = start + 1
    if end < len(items) and items[end].lower == ":":
        return pieces_of(unit, start, end)  # "rejects “that fable”: a launch had fired"
    if (end < len(items) and items[end].kind != WORD) or (
        end < len(items) and items[end].lower not in (",", ".", ";", "?", "!", "—", "–", "-", ")")
    ):
        end = content_end(unit, start, cue)
    return pieces_of(unit, start, max(end, start + 1))
