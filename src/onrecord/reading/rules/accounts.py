"""Nouns of telling with the teller before them: "in his telling", "by the clinic's count", "The navy's answer: …"."""

from onrecord.reading.rules.according import around_adverbial
from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.complements import clause_at
from onrecord.reading.rules.contents import content_end, phrase_content_end
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item
from onrecord.reading.rules.lexicon import noun_cues
from onrecord.reading.rules.sources import Source
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma

_TELLINGS = frozenset(
    "account assessment count description eye estimate estimation judgement judgment narrative opinion phrase reading reckoning "
    "recollection retelling story tally telling version view word".split()
)
"""What somebody tells or thinks, behind "in", "by" or "on" and the teller."""
_REPLIES = frozenset(
    "advice answer argument comment conclusion excuse explanation line message point position reaction rejoinder reply response retort "
    "riposte stance story theory verdict version view".split()
)
"""What somebody answers or holds, before a colon or "is that"."""


_OPENERS = ("that", "and", "but", "where", "when", "which")


def possessor_of(unit: Unit, item: Item) -> tuple[int, int] | None:
    """Token range of "Hamas's" or "its" at the head of the noun phrase."""
    page, phrase = unit.page, item.phrase
    if phrase is None:
        return None
    for token in range(phrase.head - 1, item.first - 1, -1):
        if page.classes[token] == "POS":
            return (item.first, token + 1)
        if page.classes[token] == "PRP$":
            return (token, token + 1)
    return None


def find_account_cues(unit: Unit) -> list[Found]:
    """Attributions by a noun of telling and its possessor."""
    found: list[Found] = []
    items = unit.items
    for index, item in enumerate(items):
        if item.kind != NOUN or item.phrase is None or not _may_tell(unit, index):
            continue
        noun = noun_lemma(item.lemma)
        if noun not in _TELLINGS | _REPLIES | _COUNTS and noun not in noun_cues():
            continue
        owner = possessor_of(unit, item)
        if owner is None:
            continue
        one: Found | None = None
        if noun in _TELLINGS and index > 0 and items[index - 1].lower in ("in", "by", "on", "to"):
            one = _adverbial(unit, index, owner, noun)
        if one is None and (noun in _REPLIES | _COUNTS or noun in noun_cues()):
            one = _label(unit, index, owner, noun) or _copula(unit, index, owner, noun) or _quoted(unit, index, owner, noun)
        if one is not None:
            found.append(one)
    return found


def _may_tell(unit: Unit, index: int) -> bool:
    """A preposition, a colon or a form of "be" stands beside the noun; without one it cannot be a cue here, and most nouns have none."""
    items = unit.items
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if before is not None and (before.lower in ("in", "by", "on", "to") or before.lemma in ("be", "come")):
        return True
    return after is not None and (after.lower in (":", ",") or after.lemma in ("be", "remain", "stand"))


def _made(unit: Unit, index: int, owner: tuple[int, int], *, content: Pieces, pattern: str, noun: str) -> Found | None:
    item = unit.items[index]
    if not content or owner[1] >= item.last:
        return None
    return Found((owner,), ((owner[1], item.last),), content, pattern, noun, "noun", unit, index)


def _adverbial(unit: Unit, index: int, owner: tuple[int, int], noun: str) -> Found | None:
    """ "In her telling, the guards fired first", "nine were hurt, by the clinic's count"."""
    items = unit.items
    after = index + 1
    preposition = index - 1
    closed = after >= len(items) or items[after].lower in (",", ".", ";", ":", "–", "—", ")") or items[after].kind == QUOTE
    opened = preposition <= unit.body or items[preposition - 1].lower in (",", "–", "—", "(", ";", ":", *_OPENERS)
    bare = preposition <= unit.body and items[preposition].lower in ("by", "on", "in") and after < len(items) and clause_at(unit, after)
    if not (closed or bare) or not opened:
        return None
    content, _ = around_adverbial(unit, preposition, Source((owner,), index, after, "noun"))
    return _made(unit, index, owner, content=content, pattern="account", noun=noun)


def _label(unit: Unit, index: int, owner: tuple[int, int], noun: str) -> Found | None:
    """ "The navy's answer: not one shell was fired"."""
    items = unit.items
    if index != unit.body or index + 2 >= len(items) or items[index + 1].lower != ":":
        return None
    content = pieces_of(unit, index + 2, content_end(unit, index + 2, index))
    return _made(unit, index, owner, content=content, pattern="account-label", noun=noun)


def _quoted(unit: Unit, index: int, owner: tuple[int, int], noun: str) -> Found | None:
    """ "“Lies,” was the ministry's only comment"."""
    items = unit.items
    quote = index - 2
    if quote > unit.body and items[quote].lower == ",":
        quote -= 1
    if quote < unit.body or items[quote].kind != QUOTE or items[index - 1].kind != VERB or items[index - 1].lemma not in ("be", "come"):
        return None
    return _made(unit, index, owner, content=pieces_of(unit, quote, quote + 1), pattern="account-copula", noun=noun)


_COUNTS = frozenset({"count", "estimate", "figure", "number", "reckoning", "tally", "toll", "total"})


def _figure_at(unit: Unit, index: int) -> Pieces:
    """ "The army's count is | six “raiders”", "its tally stands at | 40": the figure with what it counts."""
    items = unit.items
    if items[index].lower == "at" and index + 1 < len(items):
        index += 1
    end = phrase_content_end(unit, index, content_end(unit, index, index))
    numbered = any(unit.page.classes[n] == "CD" for n in range(items[index].first, min(items[index].last + 4, unit.last)))
    return pieces_of(unit, index, end) if numbered else ()


def _past_insertion(unit: Unit, index: int) -> int:
    """ "The army's version, issued on the 14th, | is that": past a participle between commas."""
    items = unit.items
    if index + 1 >= len(items) or items[index].lower != "," or items[index + 1].kind != VERB:
        return index
    closing = next((n for n in range(index + 2, min(len(items), index + 10)) if items[n].lower == ","), None)
    return index if closing is None else closing + 1


def _copula(unit: Unit, index: int, owner: tuple[int, int], noun: str) -> Found | None:
    """ "The navy's line remains that the boat was armed", "Her answer was: “No.”"."""
    items = unit.items
    verb = _past_insertion(unit, index + 1)
    if verb + 1 >= len(items) or items[verb].kind != VERB or items[verb].lemma not in ("be", "remain", "stand"):
        return None
    after = skip_adverbials(unit, verb + 1)
    if noun in _COUNTS and after < len(items) and (figure := _figure_at(unit, after)):
        return _made(unit, index, owner, content=figure, pattern="account-copula", noun=noun)
    if after + 1 < len(items) and items[after].lower == ":":
        after += 1
    if after >= len(items) or not ((items[after].lower == "that" and items[after].kind == WORD) or items[after].kind == QUOTE):
        return None
    if after + 1 < len(items) and items[after].kind == WORD and items[after + 1].kind == VERB:
        return None
    return _made(unit, index, owner, content=pieces_of(unit, after, content_end(unit, after, index)), pattern="account-copula", noun=noun)
