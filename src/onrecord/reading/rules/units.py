"""Units: what the rules read at one time – a sentence in which every quotation is a single opaque thing.

Full stops inside quotation marks do not end the sentence that quotes: in ``"We fled. They fired," said the farmer`` the cue
belongs to both quoted sentences. So sentences are joined as long as a quotation is open, and a quotation stands in the unit
as one item. What is said inside a quotation is read as units of their own, marked ``inside``.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup
from onrecord.reading.quotes import Quotation
from onrecord.reading.rules.lexicon import cue_verbs, noun_cues, quoting_verbs
from onrecord.reading.words import noun_lemma, verb_lemma

NOUN, VERB, QUOTE, WORD = "noun", "verb", "quote", "word"


class Item(NamedTuple):
    """One thing in a unit; token indices, end exclusive."""

    kind: str
    """``noun`` (base noun phrase), ``verb`` (verb group), ``quote`` (quotation with its marks) or ``word`` (anything else)."""
    first: int
    last: int
    lower: str
    """Its first word in lower case."""
    tag: str
    """Word class of its head; ``Q`` for a quotation."""
    lemma: str
    """Of a verb group: dictionary form of the main verb. Of a noun phrase: its head word in lower case."""
    group: VerbGroup | None = None
    phrase: NounPhrase | None = None


def is_finite(item: Item) -> bool:
    """True for a verb group that can be the verb of a clause."""
    return item.kind == VERB and item.group is not None and item.group.finite


class Unit(NamedTuple):
    """A sentence (or several, joined by a quotation) as items."""

    page: Page
    first: int
    last: int
    items: tuple[Item, ...]
    inside: bool
    """True for what stands inside a quotation."""
    body: int
    """Index of the first item behind a dateline, a bullet, a number or a clock time."""


def read_units(page: Page) -> list[Unit]:
    """The units of a page in text order; those inside quotations follow the unit that quotes."""
    quotes = _outer_quotes(page)
    starts = [first for first, _ in quotes]
    units: list[Unit] = []
    for first, last in _joined_sentences(page, quotes):
        held = quotes[bisect_left(starts, first) : bisect_left(starts, last)]
        for items in _portions(tuple(_items(page, first, last, held))):
            units.append(Unit(page, items[0].first, items[-1].last, items, False, _body_start(page, items, items[0].first)))
        for a, b in held:
            units.extend(_inside(page, a, b))
    return units


MAX_ITEMS = 400
"""Items that are read together. Sentences are far shorter; what is longer is a list or a fault, and is read in portions."""


def _portions(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    for first in range(0, len(items), MAX_ITEMS):
        yield items[first : first + MAX_ITEMS]


def _inside(page: Page, first: int, last: int) -> Iterator[Unit]:
    """The sentences within a quotation, without its marks."""
    inner_first = first + 1
    inner_last = last - 1 if page.tokens[last - 1].text in _CLOSING else last
    index = inner_first
    while index < inner_last:
        _, sentence_last = page.sentence_of(index)
        end = min(sentence_last, inner_last)
        if end - index > 3:
            for items in _portions(tuple(_items(page, index, end, ()))):
                yield Unit(page, items[0].first, items[-1].last, items, True, 0)
        index = end


_OPENING = frozenset({'"', "“", "``", "„", "«"})
_CLOSING = frozenset({'"', "”", "’", "'", "''", "»", "＂", "›", "“", "‘"})


def _outer_quotes(page: Page) -> list[tuple[int, int]]:
    """Token ranges of the outermost quotations, marks included, in text order."""
    found: list[tuple[int, int]] = []
    for quotation in page.quotations:
        if quotation.depth:
            continue
        first, last = page.tokens_in(quotation.start, quotation.end)
        if found and first < found[-1][1]:
            continue
        found.append((first, last))
    return found


def _joined_sentences(page: Page, quotes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, joined where a quotation runs over their border, or where a quotation that ends in ? or ! meets its cue."""
    paragraphs = page.paragraph_numbers
    at, number, sentences = 0, 0, page.sentences
    while number < len(sentences):
        first, last = sentences[number]
        number += 1
        while number < len(sentences):
            while at < len(quotes) and quotes[at][1] <= last - 1:
                at += 1
            crosses = at < len(quotes) and quotes[at][0] < last < quotes[at][1]
            same = paragraphs[last - 1] == paragraphs[sentences[number][0]]
            if not same or not (crosses or _cue_follows(page, last, sentences[number])):
                break
            last = sentences[number][1]
            number += 1
        yield first, last


def mark_before_closing(page: Page, last: int) -> str:
    """The mark before the closing quotation marks that end at token ``last``; empty when no closing mark stands there."""
    index = last - 1
    while index > 0 and page.tokens[index].text in _CLOSING:
        index -= 1
    return page.tokens[index].text if index < last - 1 else ""


def _cue_follows(page: Page, last: int, following: tuple[int, int]) -> bool:
    """``"Who fired?" Petk asked.`` – the sentence after a closed quotation only says who spoke."""
    first, end = following
    mark = mark_before_closing(page, last)
    if mark not in ("?", "!", "…", "...", "—", "–", ",", "."):
        return False
    index = first
    phrase = page.phrase_at.get(index)
    group = page.verb_at.get(index)
    if group is None and phrase is not None:
        group = page.verb_at.get(phrase.last)
    if group is None or group.lemma not in quoting_verbs() or group.last >= end:
        return False
    if mark == ".":  # a full stop where a comma is meant: only when nothing else can follow
        return page.tokens[group.last].text == "."
    return page.tokens[group.last].text in (".", ",") or page.classes[group.last] in ("IN", "RB", "TO")


def _items(page: Page, first: int, last: int, quotes: Sequence[tuple[int, int]]) -> Iterator[Item]:
    starts = dict(quotes)
    classes, tokens = page.classes, page.tokens
    phrase_at, verb_at = page.phrase_at, page.verb_at
    index = first
    while index < last:
        token = tokens[index]
        if index in starts:
            end = min(starts[index], last)
            yield Item(QUOTE, index, end, token.lower, "Q", "")
            index = end
            continue
        phrase = phrase_at.get(index)
        group = verb_at.get(index)
        if phrase is not None and phrase.first == index and phrase.last <= last and not _is_verbal(page, phrase, first):
            if classes[index] in ("WP", "WDT"):
                yield Item(WORD, index, index + 1, token.lower, "WP", token.lower)
            else:
                split = _hidden_verb(page, phrase, last)
                if _plural_verb(page, phrase, last):
                    yield Item(VERB, index, index + 1, token.lower, "VBP", token.lower, _present(token.lower, index))
                elif (name := _name_behind_claim(page, phrase, last)) is not None:
                    yield Item(
                        NOUN,
                        index,
                        name,
                        token.lower,
                        classes[name - 1],
                        tokens[name - 1].lower,
                        None,
                        phrase._replace(last=name, head=name - 1),
                    )
                    yield _noun(page, phrase, name)
                elif split is not None:
                    yield Item(
                        NOUN,
                        index,
                        split,
                        token.lower,
                        classes[split - 1],
                        tokens[split - 1].lower,
                        None,
                        phrase._replace(last=split, head=split - 1),
                    )
                    yield Item(
                        VERB,
                        split,
                        split + 1,
                        tokens[split].lower,
                        "VBZ",
                        verb_lemma(tokens[split].lower) or "",
                        _present(tokens[split].lower, split),
                    )
                    if split + 1 < phrase.last:
                        yield _noun(page, phrase, split + 1)
                else:
                    yield _noun(page, phrase, index)
            index = phrase.last
            continue
        if group is not None and index < group.last:
            end = min(group.last, last)
            yield Item(VERB, index, end, token.lower, classes[group.head], group.lemma, group)
            index = end
            # "saying rebels": the participle was cut off a phrase, the rest of which is a phrase of its own
            if phrase is not None and index < phrase.last <= last:
                yield _noun(page, phrase, index)
                index = phrase.last
            continue
        if phrase is not None and phrase.first < index < phrase.last <= last and phrase.head >= index:
            # its first word was taken by a verb group: "is accusing | Obama"
            yield _noun(page, phrase, index)
            index = phrase.last
            continue
        yield Item(WORD, index, index + 1, token.lower, "WP" if classes[index] == "WDT" else classes[index], token.lower)
        index += 1


def _noun(page: Page, phrase: NounPhrase, first: int) -> Item:
    head = page.tokens[phrase.head].lower
    return Item(NOUN, first, phrase.last, page.tokens[first].lower, page.classes[phrase.head], head, None, phrase._replace(first=first))


def _hidden_verb(page: Page, phrase: NounPhrase, last: int) -> int | None:
    """Index of a present-tense verb that was taken for a plural: "Dembo notes.", "the army claims that"."""
    tokens, classes = page.tokens, page.classes
    index = phrase.last - 1
    if index <= phrase.first or classes[index] != "NNS" or index + 1 > last:
        return None
    word = tokens[index].lower
    if not cue_verbs().get(verb_lemma(word) or "") or not word.endswith("s") or classes[index - 1] not in ("NNP", "NN", "NNS", "PRP"):
        return None
    after = tokens[index + 1].lower if index + 1 < last else "."
    if classes[index - 1] == "POS" or (index - 1 > phrase.first and classes[index - 2] == "POS"):
        return None
    before = tokens[phrase.first - 1].text if phrase.first else ""
    if after == "that" or after in _OPENING:
        return index
    if after in ("for", "on", "upon") and word in ("calls", "call") and classes[index - 1] == "PRP":
        return index
    if before in _CLOSING and after in (".", ","):
        return index
    # the only verb that a sentence can have: "Shelter and Law calls for", "a log seen by the paper records three lorries"
    first, end = page.sentence_of(index)
    if (
        classes[index - 1] in ("NNP", "NN")
        and index + 1 < end
        and classes[index + 1] in ("IN", "CD", "DT", "PRP$", "PRP", "NNP", "JJ", "NNS")
        and tokens[index + 1].lower not in ("of", "in")
    ):
        finite = any(group.finite for group in _groups_in(page, first, end))
        return None if finite else index
    return None


def _groups_in(page: Page, first: int, last: int) -> Iterator[VerbGroup]:
    at = page.verb_at
    for token in range(first, last):
        group = at.get(token)
        if group is not None and group.first == token:
            yield group


def _name_behind_claim(page: Page, phrase: NounPhrase, last: int) -> int | None:
    """ "a charge | UNRWA denies": where a name behind a noun of claiming begins the next phrase; None when it is one phrase."""
    if phrase.last >= last or page.classes[phrase.head] != "NNP" or phrase.last not in page.verb_at:
        return None
    if page.tokens[phrase.first].lower not in ("a", "an", "the") or not page.verb_at[phrase.last].finite:
        return None
    for index in range(phrase.first + 1, phrase.last):
        if page.classes[index] == "NNP":
            return index if noun_lemma(page.tokens[index - 1].lower) in noun_cues() else None
    return None


def _plural_verb(page: Page, phrase: NounPhrase, last: int) -> bool:
    """ "Many here fear that", "Residents doubt it": a bare noun form behind a plural subject that must be a verb."""
    index = phrase.first
    if phrase.last - index != 1 or page.classes[index] != "NN" or index == 0 or index + 1 >= last:
        return False
    lemma = verb_lemma(page.tokens[index].lower)
    if lemma != page.tokens[index].lower or "c" not in cue_verbs().get(lemma, frozenset()):
        return False
    before = page.classes[index - 1]
    return page.tokens[index + 1].lower == "that" and before in ("RB", "NNS", "PRP", "NNP")


def _present(word: str, index: int) -> VerbGroup:
    return VerbGroup(index, index + 1, index, verb_lemma(word) or word, True, False, False, None, False)


def _is_verbal(page: Page, phrase: NounPhrase, start: int) -> bool:
    """A phrase that really begins with a participle of its clause (", saying rebels …"), not with an attribute ("fleeing civilians")."""
    if page.classes[phrase.first] != "VBG" or phrase.first == start:
        return False
    before = page.tokens[phrase.first - 1]
    return before.text in (",", "–", "—", "-") or page.classes[phrase.first - 1] in (
        "IN",
        "VBD",
        "VBZ",
        "VBP",
        "VB",
        "VBN",
        "CC",
        "RB",
        "MD",
        "WRB",
    )


_DATELINE_DASHES = frozenset({"-", "–", "—", "--", "―"})
_DATELINE_REACH = 22
"""Words within which the dash of a dateline ("PORT CITY, June 12, 2024 (Agency) –") is looked for."""


def _body_start(page: Page, items: Sequence[Item], first: int) -> int:
    """Where the sentence proper begins."""
    start = 0
    if items and items[0].lower in ("-", "•", "*", "–", "—", "·", "▪", "‣", "◦", "●"):
        start = 1
    elif len(items) > 2 and page.tokens[items[0].first].text[0].isdigit() and items[1].lower in (".", ")", ":"):
        start = 2
    if first < len(page.tokens) and page.tokens[first].text.isupper() and len(page.tokens[first].text) > 1:
        for index, item in enumerate(items[:_DATELINE_REACH]):
            if item.kind == VERB and item.group is not None and item.group.finite:
                break
            if (
                item.lower in _DATELINE_DASHES
                and index > 0
                and page.text[page.tokens[item.first].end : page.tokens[item.first].end + 1].isspace()
            ):
                return index + 1
    return start


def quotation_of(page: Page, item: Item) -> Quotation | None:
    """The quotation that a quote item stands for."""
    return page.quoted[item.first]
