"""The words of harm and of people that ship as data (reading/lexicon/harm.toml, people.toml), read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from onrecord.reading.page import Page
from onrecord.reading.words import noun_lemma
from onrecord.records.vocabulary import CivilStatus, Measure, members

HeadKind = Literal["person", "thing", "other"]

_PERSON_ENDINGS = (
    "man",
    "woman",
    "men",
    "women",
    "goer",
    "keeper",
    "worker",
    "maker",
    "ist",
    "seeker",
    "bearer",
    "holder",
    "owner",
    "driver",
    "leader",
    "ee",
    "eer",
)
"""Endings of nouns that name people whatever stands before them."""
_NOT_EMPLOYED = frozenset(
    {
        "committee",
        "coffee",
        "knee",
        "tree",
        "fee",
        "degree",
        "guarantee",
        "employee",
        "list",
        "checklist",
        "mist",
        "fist",
        "waist",
        "career",
        "jeep",
    }
)
_PLURAL_ONLY = {
    "personnel": "personnel",
    "staff": "staff",
    "people": "people",
    "police": "police",
    "troops": "troop",
    "women": "woman",
    "passersby": "passerby",
    "clergy": "cleric",
    "remains": "remains",
    "mujahideen": "mujahideen",
}


_AFTER_PLURAL = frozenset({"by", "on", "in-law", "in-arms", "in-chief", "to-be", "at-arms", "general"})
"""Second halves of compounds that take their plural in the middle."""


class HarmWord(NamedTuple):
    """What a word of harm says."""

    measure: Measure
    guarded: bool
    """True when the word also means other things, so that its noun must name people."""


class HarmLexicon(NamedTuple):
    """Dictionary forms by how they are used; see lexicon/harm.toml."""

    transitive: dict[str, HarmWord]
    intransitive: dict[str, HarmWord]
    noun: dict[str, HarmWord]
    state: dict[str, HarmWord]


class PeopleLexicon(NamedTuple):
    """Singular nouns; see lexicon/people.toml."""

    status: dict[str, CivilStatus]
    things: frozenset[str]
    collectives: frozenset[str]


@cache
def harm_words() -> HarmLexicon:
    """Read lexicon/harm.toml."""
    content = tomllib.loads((files("onrecord.reading") / "lexicon" / "harm.toml").read_text("utf-8"))
    tables: dict[str, dict[str, HarmWord]] = {"transitive": {}, "intransitive": {}, "noun": {}, "state": {}}
    for measure in members(Measure):
        words = content[measure]
        for use, table in tables.items():
            for word in words[use]:
                table[word] = HarmWord(cast(Measure, measure), guarded=False)
        for word in words["guarded"]:
            tables["transitive"][word] = HarmWord(cast(Measure, measure), guarded=True)
    return HarmLexicon(**tables)


@cache
def people_words() -> PeopleLexicon:
    """Read lexicon/people.toml."""
    content = tomllib.loads((files("onrecord.reading") / "lexicon" / "people.toml").read_text("utf-8"))
    statuses: tuple[CivilStatus, ...] = ("unknown", "combatant", "civilian")
    status: dict[str, CivilStatus] = {word: value for value in statuses for word in content[value]}
    return PeopleLexicon(status, frozenset(content["things"]) - status.keys(), frozenset(content["collectives"]))


def singular(word: str) -> str:
    """Singular of a noun in lower case; words for people that have no singular come back as they are listed."""
    if word in _PLURAL_ONLY:
        return _PLURAL_ONLY[word]
    first, dash, rest = word.partition("-")
    if dash and rest in _AFTER_PLURAL and first.endswith("s"):
        return f"{first[:-1]}-{rest}"  # "passers-by", "brothers-in-law"
    if word.endswith("women") and len(word) > 5:
        return word[:-5] + "woman"
    return noun_lemma(word)


def person_status(page: Page, head: int) -> CivilStatus | None:
    """Civil status that a head noun states, None when it is not a known word for people.

    The noun before it counts too ("aid workers", "security guards").
    """
    lexicon = people_words()
    word = singular(page.tokens[head].lower.rpartition("-")[2] or page.tokens[head].lower)
    if head:
        compound = f"{page.tokens[head - 1].lower} {word}"
        if compound in lexicon.status:
            return lexicon.status[compound]
    full = singular(page.tokens[head].lower)
    return lexicon.status.get(full, lexicon.status.get(word))


def head_kind(page: Page, head: int) -> HeadKind:
    """Whether a head noun names people, things, or cannot be told from the word alone."""
    word = page.tokens[head].lower
    if person_status(page, head) is not None or word in ("others", "another", "ones"):
        return "person"
    lemma = singular(word)
    lexicon = people_words()
    if lemma in lexicon.things or lemma.rpartition("-")[2] in lexicon.things:
        return "thing"
    if len(lemma) > 4 and lemma not in _NOT_EMPLOYED and lemma.endswith(_PERSON_ENDINGS) and page.classes[head] != "NNP":
        return "person"
    if page.classes[head] == "NNP" and word.endswith(("s", "ese", "ish")) and page.tokens[head].text[0].isupper() and word not in _CALENDAR:
        return "person"
    return "other"


_CALENDAR = frozenset("sundays mondays tuesdays wednesdays thursdays fridays saturdays states nations".split())
