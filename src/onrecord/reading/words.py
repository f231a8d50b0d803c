"""The word class and the dictionary form of every word, from counted tables and a trigram model.

Method: T. Brants, "TnT – a statistical part-of-speech tagger" (ANLP 2000): the most probable sequence of classes given
how often each word carries each class and how often three classes follow each other, linear interpolation of uni-, bi-
and trigrams. The tables (lexicon/*.tsv and the dictionary of records) are made by training/word_classes.py. Names are deliberately not in
them: a capitalised word inside a sentence is a name (``NNP``), whichever it is, so no party's name is read otherwise than another's.

Classes are those of the Penn Treebank, folded: CC CD DT EX IN JJ MD NN NNS NNP POS PRP PRP$ RB RP TO UH VB VBD VBG VBN
VBP VBZ WDT WP WRB, and PU for marks.
"""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from onrecord.reading.tokens import Token
from onrecord.reading.urging import mend_urging
from onrecord.reading.word_tables import Classes, Tables, tables

VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE_VERBS = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP"})

_INTERPOLATION = (0.08, 0.32, 0.60)
"""Weights of uni-, bi- and trigrams; TnT's deleted interpolation gives about these on news text."""
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion".split()
)
_PLAIN_NUMBERS = _NUMBER_WORDS - {"one", "hundred", "thousand", "million", "billion"}
"""Number words that are nothing else, however seldom the counted texts show them."""
_CONTRACTED = {
    "'s": ("POS", "VBZ"),
    "'": ("POS",),
    "n't": ("RB",),
    "'re": ("VBP",),
    "'ve": ("VBP",),
    "'ll": ("MD",),
    "'d": ("MD", "VBD"),
    "'m": ("VBP",),
}
_NAME_ARTICLES = frozenset({"de", "del", "la", "le", "van", "von", "der", "da", "dos", "el"})
_NAME_PARTICLES = _NAME_ARTICLES | frozenset({"al", "ash", "ar", "bin", "ibn", "bint", "abu", "ben", "ould", "ag"})
"""Words inside names that are written small: "al Qaeda", "bin Salman", "Ursula von der Leyen"."""
_PRONOUNS = frozenset({"we", "they", "he", "she", "you"})
"""Never names, however they are written."""
_IRREGULAR_NOUNS = {
    "children": "child",
    "people": "people",
    "men": "man",
    "women": "woman",
    "police": "police",
    "lives": "life",
    "wives": "wife",
    "feet": "foot",
}


def classify(tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The class of every token, sentence by sentence."""
    found: list[str] = []
    names = _names_on_page(tokens, sentences)
    for first, last in sentences:
        classes = _sentence_classes(tokens[first:last], names)
        _mend_plurals(tokens[first:last], classes)
        _mend_conjunctions(tokens[first:last], classes)
        _mend_possessives(tokens[first:last], classes)
        _mend_past_only(tokens[first:last], classes)
        _mend_past_forms(tokens[first:last], classes)
        mend_urging(tokens[first:last], classes)
        _mend_present_forms(tokens[first:last], classes)
        _mend_coordinated_forms(tokens[first:last], classes)
        _mend_holding_forms(tokens[first:last], classes)
        _mend_telling_forms(tokens[first:last], classes)
        found.extend(classes)
    return tuple(found)


_AUXILIARY_FORMS = frozenset("be am is are was were been being 's 're 'm have has had having 've 'd get gets got getting".split())
_CLAUSE_HEADS = frozenset({"that", "he", "she", "they", "it", "we"})


_AFTER_CONJUNCTION = frozenset({"NNS", "NNP", "PRP", "PRP$", "DT", "CD", "EX"})


def _mend_conjunctions(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "that" before a plural, a name, a pronoun or an article opens a clause: "said that rebels", never "that rebels" as a phrase."""
    for index in range(1, len(tokens) - 1):
        if classes[index] == "DT" and tokens[index].lower == "that" and classes[index - 1] in VERBS | NOUNS:
            following = tokens[index + 1].lower
            if classes[index + 1] in _AFTER_CONJUNCTION or following in ("nobody", "everyone", "someone", "anyone", "none", "nothing"):
                classes[index] = "IN"


def _mend_plurals(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "the ashes", "our masts": right behind "the" or a possessive an unknown word in -s is a plural, never a verb."""
    for index in range(1, len(tokens)):
        if classes[index] != "VBZ" or tokens[index].text[0] in "'’" or not tokens[index].lower.endswith("s"):
            continue
        if tokens[index - 1].lower == "the" or classes[index - 1] == "PRP$":
            classes[index] = "NNS"


_POSSESSIVE_REACH = 6


def _mend_possessives(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "the army's two spokesmen left": an 's with a noun phrase and the verb of the clause behind it is no "is"."""
    for index in range(1, len(tokens) - 2):
        if classes[index] != "VBZ" or tokens[index].lower != "'s" or classes[index - 1] not in NOUNS:
            continue
        if classes[index + 1] not in ("CD", "JJ", "NN", "NNS", "NNP"):
            continue
        for after in range(index + 2, min(len(tokens), index + _POSSESSIVE_REACH)):
            noun_before = classes[after - 1] in NOUNS or (after == index + 2 and tokens[after].lower in ("said", "told", "says"))
            if classes[after] in FINITE_VERBS and noun_before:
                classes[index] = "POS"
                break
            if tokens[after].lower == "," and after + 1 < len(tokens) and classes[after + 1] in FINITE_VERBS:
                classes[index] = "POS"  # "Renn, the guild's elder, told us"
                break
            if classes[after] in ("PU", "IN", "CC", "TO", "WDT", "WP", "PRP", "RB"):
                break


_PAST_ONLY = frozenset(
    "arose ate awoke bore began blew broke chose did drank drew drove fell flew forbade forgave froze gave grew knew mistook overtook rang "
    "rode rose sang sank saw shook spoke sprang stole swore swam threw took tore undertook went withdrew woke wore wrote".split()
)
"""Past forms that differ from the participle."""
_NEVER_NOUNS = frozenset("accuse acknowledge admit allege assert believe condemn deny insist reject".split())


def _mend_past_only(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "A bomb tore through the market": such a form is never a participle, nor is what is denied a verb ("dismissed as gossip claims")."""
    for index, token in enumerate(tokens):
        if classes[index] == "VBN" and token.lower in _PAST_ONLY:
            classes[index] = "VBD"
        elif classes[index] == "NN" and token.lower in _NEVER_NOUNS:
            classes[index] = "VBP"
        elif token.lower == "most" and classes[index] == "RB" and index + 1 < len(tokens) and tokens[index + 1].lower == "of":
            classes[index] = "NN"
        elif classes[index] == "VBZ" and index > 2 and tokens[index - 2].lower == "as" and token.lower in ("claims", "reports", "charges"):
            classes[index] = "NNS" if classes[index - 3] in ("VBD", "VBN", "VBZ", "VBP") else "VBZ"


def _mend_past_forms(tokens: Sequence[Token], classes: list[str]) -> None:
    """A participle without auxiliary and with a clause behind it is a past form: "the officer, who fled, insisted that …"."""
    for index in range(1, len(tokens) - 1):
        if classes[index] != "VBN":
            continue
        if tokens[index + 1].lower not in _CLAUSE_HEADS and not _behind_insertion(tokens, classes, index):
            continue
        before = index - 1
        while before >= 0 and classes[before] == "RB":
            before -= 1
        if (
            before >= 0
            and tokens[before].lower not in _AUXILIARY_FORMS
            and any(tag == "VBD" for tag, _ in tables().classes.get(tokens[index].lower, ()))
        ):
            classes[index] = "VBD"


def _behind_insertion(tokens: Sequence[Token], classes: list[str], index: int) -> bool:
    """ "The rebels, known here as the Hawks, | published pictures": behind a participle between commas, with an object."""
    if tokens[index - 1].text != "," or classes[index + 1] not in ("DT", "NN", "NNS", "CD", "PRP$"):
        return False
    opening = next((n for n in range(index - 2, 0, -1) if tokens[n].text == ","), None)
    return (
        opening is not None
        and classes[opening + 1] == "VBN"
        and classes[opening - 1] in NOUNS
        and not FINITE_VERBS & set(classes[:opening])
        and not FINITE_VERBS & set(classes[index + 1 : index + 4])
    )


def _names_on_page(tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Words that the page writes with a capital inside sentences and never small: names, also where they open a sentence."""
    small = {token.text for token in tokens if token.text[0].islower()}
    names: set[str] = set()
    for first, last in sentences:
        if last - first < 5 or _is_heading(tokens[first:last]):
            continue
        for index in range(first + 2, last):
            token = tokens[index]
            if token.text[0].isupper() and token.lower not in small and tokens[index - 1].text[0].isalpha():
                names.add(token.lower)
    return frozenset(names)


_Path = tuple[str, Any] | None
"""The classes chosen so far as a chain from the last word to the first, so that paths share what they have in common."""


_OBJECT_HEADS = frozenset("that the a an they he she it we no their his its at over more about nearly".split())


def _mend_present_forms(tokens: Sequence[Token], classes: list[str]) -> None:
    """A bare verb form between a plural and a clause or an object is a present: "the authorities report that …"."""
    for index in range(1, len(tokens) - 1):
        word = tokens[index].lower
        if classes[index] != "NN" or classes[index - 1] != "NNS" or tokens[index + 1].lower not in _OBJECT_HEADS:
            continue
        if verb_lemma(word) == word and not any(tag in FINITE_VERBS for tag in classes[:index]):
            classes[index] = "VBP"


def _mend_coordinated_forms(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "The group denies it, and claims that …": behind ", and", before a clause, a form in -s goes on with the verb before.

    So does a bare form behind "we" or "they": "we expect our stocks to run out and appeal to both".
    """
    for index in range(3, len(tokens) - 2):
        if tokens[index - 1].lower not in ("and", "but"):
            continue
        following, before = tokens[index + 1].lower, classes[max(0, index - _VERB_REACH) : index]
        if classes[index] == "NNS" and following in ("that", "to", "at"):
            goes_on = (tokens[index - 2].text == "," and (following == "that" or "VBZ" in classes[:index])) or (
                following == "that" and "VBZ" in before
            )
            if goes_on and _may_be(tokens[index], "VBZ"):
                classes[index] = "VBZ"
        elif classes[index] == "NN" and following in ("to", "for", "on", "that"):
            speakers = {token.lower for token in tokens[:index]} & {"we", "they", "i"}
            if speakers and "VBP" in classes[:index] and _may_be(tokens[index], "VBP"):
                classes[index] = "VBP"


_VERB_REACH = 10
"""Words back to the verb in the present that a coordinated form goes on with."""


def _may_be(token: Token, tag: str) -> bool:
    """Whether the dictionary knows a word in a class."""
    return any(known == tag for known, _ in tables().classes.get(token.lower, ()))


_TELLING_FORMS = frozenset(
    "alleges announces argues brands charges cites claims contests counters demands disputes doubts estimates fears hopes lists "
    "names notes orders puts questions quotes recalls records reports says states warns".split()
)


def _mend_holding_forms(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "Officers, whose men patrol the road, regard such raids as …": behind a relative clause a bare form before a phrase is the verb."""
    for index in range(3, len(tokens) - 1):
        if classes[index] != "NN" or tokens[index - 1].text != "," or classes[index + 1] not in ("DT", "JJ", "PRP", "PRP$"):
            continue
        opening = {token.lower for token in tokens[:index]} & {"who", "whose", "which"}
        if (
            opening
            and _may_be(tokens[index], "VBP")
            and tokens[index].lower in ("regard", "fear", "demand", "doubt", "blame", "claim", "report")
        ):
            classes[index] = "VBP"


def _mend_telling_forms(tokens: Sequence[Token], classes: list[str]) -> None:
    """ "…, the provincial governor reports.", "The opposition charges ministers with …": where no other verb is, the form in -s is it."""
    begin = 0
    for index, token in enumerate(tokens):
        if token.text in (";", ":"):
            begin = index + 1
        if classes[index] != "NNS" or token.lower not in _TELLING_FORMS or index <= begin or not _may_be(token, "VBZ"):
            continue
        following = tokens[index + 1].text if index + 1 < len(tokens) else "."
        commas = [n for n in range(begin, index) if tokens[n].text == ","]
        closes = following in (".", ",") and commas and classes[index - 1] in NOUNS
        plain = closes and set(classes[commas[-1] + 1 : index]) <= _PLAIN_PHRASE
        behind = plain and bool(FINITE_VERBS & set(classes[begin : commas[-1]]))
        named = classes[index - 1] in NOUNS or tokens[index - 1].text == ","
        opens = index + 1 < len(tokens) and (classes[index + 1] in _AFTER_TELLING or tokens[index + 1].lower == "that")
        opens = (
            opens
            or following == "as"
            or (following == "," and index + 2 < len(tokens) and tokens[index + 2].lower in ("quoting", "citing"))
        )
        ended = any(t.text in (".", ";") for t in tokens[index:])  # a heading has no full stop
        clause = next((n for n in range(index + 1, len(tokens)) if tokens[n].text == ";"), len(tokens))
        told = (index + 1 < len(tokens) and tokens[index + 1].lower == "that") or _as_saying(tokens, index)
        verbless = not FINITE_VERBS & set(classes[begin:index]) and (told or not FINITE_VERBS & set(classes[index + 1 : clause]))
        if behind or (named and opens and ended and verbless and tokens[index - 1].lower not in ("the", "of")):
            classes[index] = "VBZ"


def _as_saying(tokens: Sequence[Token], index: int) -> bool:
    """ "The Herald quotes a nurse | as saying that …"."""
    ahead = [token.lower for token in tokens[index + 1 : index + _AS_SAYING_REACH]]
    return any(pair[0] == "as" and pair[1] in ("saying", "telling", "reporting", "putting") for pair in pairwise(ahead))


_AS_SAYING_REACH = 14
_PLAIN_PHRASE = frozenset({"CD", "DT", "JJ", "NN", "NNS", "NNP", "POS", "PRP$"})
_AFTER_TELLING = frozenset({"DT", "PRP", "PRP$", "CD", "NNP", "NNS"})


def _sentence_classes(tokens: Sequence[Token], names: frozenset[str]) -> list[str]:
    table = tables()
    heading = _is_heading(tokens)
    start = next((n for n, token in enumerate(tokens) if token.text[0].isalnum()), 0)
    body = behind_dateline(tokens)
    best: dict[tuple[str, str], tuple[float, _Path]] = {("<s>", "<s>"): (0.0, None)}
    for index, token in enumerate(tokens):
        opens = index in (start, body) or heading or (index > 0 and tokens[index - 1].text in ('"', "“", "``", ":"))
        options = _options(table, token, opens and (heading or token.lower not in names))
        if token.text == "US" and not heading:
            options = (("NNP", 0.0),)
        if token.lower in _NAME_PARTICLES and index + 1 < len(tokens) and tokens[index + 1].text[0].isupper():
            options = (("NNP", 0.0), *options[:1]) if token.lower in _NAME_ARTICLES else (("NNP", 0.0),)
        following: dict[tuple[str, str], tuple[float, _Path]] = {}
        for (a, b), (score, path) in best.items():
            for tag, weight in options:
                value = score + weight + _transition_of(a, b, tag)
                kept = following.get((b, tag))
                if kept is None or value > kept[0]:
                    following[b, tag] = (value, (tag, path))
        if len(following) > 12:  # a beam: the right path is never this far down
            following = dict(sorted(following.items(), key=lambda item: -item[1][0])[:12])
        best = following
    classes: list[str] = []
    path = max(best.values(), key=lambda item: item[0])[1]
    while path is not None:
        tag, path = path
        classes.append(tag)
    classes.reverse()
    return classes


def _is_heading(tokens: Sequence[Token]) -> bool:
    """Most words capitalised: capitals say nothing about names there."""
    words = [token for token in tokens if token.text[0].isalpha()]
    capitals = sum(token.text[0].isupper() for token in words)
    return len(words) >= 4 and capitals >= 0.7 * len(words)


_DASHES = frozenset({"-", "–", "—", "--", "―"})
_DATELINE_REACH = 22
_DATELINE_LINKS = frozenset({"and", "of", "near", "in", "on", "the"})


def behind_dateline(tokens: Sequence[Token]) -> int | None:
    """Index of the first word behind a dateline ("PORT CITY, June 12 (Agency) – Shells …"), which opens the sentence; None without one.

    A dateline begins with a town in capitals and holds names, dates and marks up to a dash that stands free.
    """
    if len(tokens) < _DATELINE_REACH // 4 or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return None
    for index, token in enumerate(tokens[:_DATELINE_REACH]):
        if token.text in _DASHES and index and tokens[index - 1].end < token.start and index + 1 < len(tokens):
            return index + 1
        if token.text[0].islower() and token.lower not in _DATELINE_LINKS:
            return None
    return None


@cache
def _transition_of(a: str, b: str, c: str) -> float:
    table = tables()
    one, two, three = _INTERPOLATION
    p = one * table.unigrams.get(c, 0.0) + two * table.bigrams.get((b, c), 0.0) + three * table.trigrams.get((a, b, c), 0.0)
    return math.log(p) if p > 0 else -20.0


def _options(table: Tables, token: Token, opens: bool) -> Classes:
    word, text = token.lower, token.text
    if word in _CONTRACTED and text[0] in "'’n":
        return tuple((tag, 0.0) for tag in _CONTRACTED[word])
    if not any(character.isalnum() for character in text):
        return (("PU", 0.0),)
    if text[0].isdecimal():
        return (("JJ", 0.0),) if "-" in text and text[-1].isalpha() else (("CD", 0.0),)
    if word in _PLAIN_NUMBERS and (opens or not text[0].isupper()):
        return (("CD", 0.0),)
    if text[0].isupper() and text != "I":
        if not opens:
            if word in _PRONOUNS:
                return table.classes.get(word, (("PRP", 0.0),))
            return (("NNP", 0.0),) if text != "A" else (("DT", 0.0), ("NNP", -4.0))
        known = table.classes.get(word)
        if known is None:
            name = word.partition("-")[0] in _NAME_PARTICLES and text.partition("-")[2][:1].isupper()  # "Al-Hadi"
            return (None if name else _hyphenated(table, word)) or (("NNP", 0.0),)
        # a name may be spelt like a word ("Turkey said"): it is allowed, at a price
        return (*known, ("NNP", -2.0))
    if word in table.classes:
        return table.classes[word]
    first, dash, second = text.partition("-")
    if dash and second[:1].isupper() and first in _NAME_PARTICLES:  # "al-Hadi"
        return (("NNP", 0.0),)
    return _hyphenated(table, word) or _by_ending(table, word)


def _hyphenated(table: Tables, word: str) -> Classes | None:
    head, dash, tail = word.rpartition("-")
    if not dash or not tail:
        return None
    if all(part in _NUMBER_WORDS for part in word.split("-")):
        return (("CD", 0.0),)
    last = table.classes.get(tail, ())
    if any(tag in ("NN", "NNS") for tag, _ in last):
        plural = "NNS" if all(tag != "NN" for tag, _ in last) else "NN"
        return (("JJ", 0.0), (plural, -0.7))
    return (("JJ", 0.0), ("RB", -3.0)) if head else None


def _by_ending(table: Tables, word: str) -> Classes:
    for size in range(min(4, len(word) - 1), 0, -1):
        if word[-size:] in table.endings:
            return table.endings[word[-size:]]
    return (("NN", 0.0), ("NNP", -1.0))


def verb_lemma(word: str) -> str | None:
    """Dictionary form of a verb form in lower case, None when the dictionary has no such verb."""
    return _VERB_FORMS.get(word) or tables().lemmas.get(word) or _regular_verb(word)


@cache
def _regular_verb(word: str) -> str | None:
    """The dictionary form of a regular form by rule ("torched" → "torch"), when the dictionary knows that word in any class."""
    known = tables().classes
    for ending in ("ed", "ing", "es", "s"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls" else stem
        for form in (doubled, stem, stem + "e", stem[:-1] + "y" if stem.endswith("i") else stem):
            if form in known:
                return form
    return None


_VERB_FORMS = {
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "'m": "be", "'re": "be",
    "has": "have", "had": "have", "having": "have", "'ve": "have", "does": "do", "did": "do", "done": "do", "left": "leave",
    "found": "find", "saw": "see", "fell": "fall", "felt": "feel", "lay": "lie", "lying": "lie", "ca": "can", "wo": "will",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def noun_lemma(word: str) -> str:
    """Singular of a noun in lower case, by rule; words that do not look plural come back unchanged."""
    if word in _IRREGULAR_NOUNS:
        return _IRREGULAR_NOUNS[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
