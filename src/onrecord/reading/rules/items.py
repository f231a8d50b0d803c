"""The items that a unit is made of: noun phrases, verb groups, quotations, words.

Where the tagger took a verb for a noun, or a phrase swallowed the next one, the item is put right here, so that the rules need not.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup
from onrecord.reading.rules.lexicon import cue_verbs, noun_cues
from onrecord.reading.words import noun_lemma, verb_lemma

NOUN, VERB, QUOTE, WORD = "noun", "verb", "quote", "word"

OPENING_MARKS = frozenset({'"', "“", "``", "„", "«"})
CLOSING_MARKS = frozenset({'"', "”", "’", "'", "''", "»", "＂", "›", "“", "‘"})


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


def is_infinitive(item: Item) -> bool:
    """True for "to" and a verb."""
    return item.group is not None and item.group.infinitive


def items_of(page: Page, first: int, last: int, quotes: Sequence[tuple[int, int]]) -> Iterator[Item]:
    """The items of a token range, given the token ranges of the quotations in it."""
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
                elif (name := _name_behind_claim(page, phrase, last) or _behind_something(page, phrase)) is not None:
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
    if after == "that" or after in OPENING_MARKS:
        return index
    if after in ("for", "on", "upon") and word in ("calls", "call") and classes[index - 1] == "PRP":
        return index
    if before in CLOSING_MARKS and after in (".", ","):
        return index
    if before == "," and after in (".", ",") and classes[index - 1] == "NNP" and word in ("reports", "claims", "notes", "states"):
        return index  # "two men drowned, the website Delta Now reports"
    if after in (".", ",") and (before == "something" or noun_lemma(before.lower()) in noun_cues()):
        return index  # "a charge | the guild disputes."
    if before.lower() in ("so", "as") and after in (".", ",", "?", "!"):
        return index  # "or so the ministry claims"
    if f"r:{after}" in cue_verbs().get(verb_lemma(word) or "", frozenset()):
        return index  # "a charge the group waves away"
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
    if phrase.last >= last or page.classes[phrase.head] != "NNP" or page.classes[phrase.last] not in ("VBD", "VBZ", "VBP", "VBN", "MD"):
        return None
    if page.tokens[phrase.first].lower not in ("a", "an", "the"):
        return None
    for index in range(phrase.first + 1, phrase.last):
        if page.classes[index] == "NNP":
            return index if noun_lemma(page.tokens[index - 1].lower) in noun_cues() else None
    return None


def _behind_something(page: Page, phrase: NounPhrase) -> int | None:
    """ "something | the elders deny": where the pronoun and the subject of its relative clause were taken for one phrase."""
    after = phrase.first + 1
    if page.tokens[phrase.first].lower != "something" or after >= phrase.last or phrase.last >= len(page.tokens):
        return None
    return after if page.classes[phrase.last] in ("VBD", "VBZ", "VBP", "MD") else None


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
