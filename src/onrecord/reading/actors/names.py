"""The names a text can be searched for: states and their words, international bodies, the parties given with the report."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from onrecord.reading.actors.kin import kindred
from onrecord.reading.actors.vocabulary import PEOPLE_SINGULAR
from onrecord.reading.page import Page
from onrecord.reading.tokens import tokenize
from onrecord.records import Party, ReportDetails
from onrecord.records.states import states
from onrecord.records.vocabulary import ActorKind

NameUse = Literal["state", "seat", "people", "international", "force", "publisher", "party"]


KIND_OF_USE: dict[NameUse, ActorKind] = {
    "state": "state",
    "seat": "state",
    "people": "state",
    "international": "international body",
    "force": "armed force",
    "publisher": "organisation",
}
"""Sort of actor that a known name names; a party's is told by its own name and aliases."""


class KnownName(NamedTuple):
    """One way of naming somebody, as words, and whom it names."""

    words: tuple[str, ...]
    """Spelling as in the table; a word with a capital must stand with a capital in the text."""
    use: NameUse
    canonical: str
    """Usual name of the state, body or party."""
    country: str | None


class NameHit(NamedTuple):
    """A known name in the text; token indices, end exclusive."""

    first: int
    last: int
    name: KnownName


@cache
def state_names() -> tuple[KnownName, ...]:
    """Every name, seat and adjective of the table of states."""
    found: list[KnownName] = []
    for state in states():
        columns: tuple[tuple[NameUse, tuple[str, ...]], ...] = (("state", state.names), ("seat", state.seats), ("people", state.peoples))
        found += [KnownName(_spelled(word), use, state.names[0], state.code) for use, spellings in columns for word in spellings]
    return tuple(found)


@cache
def _shared_names() -> dict[tuple[str, ...], tuple[KnownName, ...]]:
    """Words of one state that are another's too → the others, with the use that the first one's row gives the word."""
    uses = {known.words: known.use for known in state_names()}
    found: dict[tuple[str, ...], tuple[KnownName, ...]] = {}
    for state in states():
        for words in map(_spelled, state.shared):
            found[words] = (*found.get(words, ()), KnownName(words, uses[words], state.names[0], state.code))
    return found


@cache
def state_words() -> frozenset[str]:
    """Names and adjectives of states that are one word; where such a word is no hit it is part of a longer name."""
    return frozenset(known.words[0] for known in state_names() if len(known.words) == 1 and known.use != "seat")


@cache
def _longer_names() -> dict[str, tuple[KnownName, ...]]:
    """Longer names that hold a state's words and are not the state, by their first word."""
    return _index(KnownName(_spelled(word), "state", state.names[0], None) for state in states() for word in state.longer)


@cache
def international_names() -> tuple[KnownName, ...]:
    """Every name of lexicon/international_bodies.tsv."""
    found: list[KnownName] = []
    for line in _lines("international_bodies.tsv"):
        canonical, _, others = line.partition("\t")
        found += [KnownName(_spelled(word), "international", canonical, None) for word in (canonical, *others.split("|")) if word]
    return tuple(found)


@cache
def force_names() -> tuple[KnownName, ...]:
    """Every name of lexicon/state_forces.tsv."""
    found: list[KnownName] = []
    for line in _lines("state_forces.tsv"):
        code, canonical, *others = line.split("\t")
        spellings = (canonical, *"|".join(others).split("|"))
        found += [KnownName(_spelled(word), "force", canonical, code) for word in spellings if word]
    return tuple(found)


def party_names(parties: Iterable[Party]) -> tuple[KnownName, ...]:
    """Every name and alias of the given parties; earlier parties win where two share one."""
    return tuple(
        KnownName(_spelled(word), "party", party.name, None)
        for party in parties
        for word in (party.name, *party.aliases)
        if word.strip() and not _names_official(word, party.name)
    )


def _names_official(alias: str, party: str) -> bool:
    """ "Orria's envoy" for the party "Orria" is somebody of the party, as the words tell by themselves, and not the party."""
    words = alias.replace("’", "'").split()
    return len(words) > 1 and words[0].endswith("'s") and words[0][:-2] in party.split() and words[-1].lower() in PEOPLE_SINGULAR


def _lines(name: str) -> list[str]:
    text = (files("onrecord.reading") / "lexicon" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _spelled(name: str) -> tuple[str, ...]:
    words = tuple(token.text for token in tokenize(name))
    return words[1:] if len(words) > 1 and words[0] in ("the", "The") else words


@cache
def states_by_first_word() -> dict[str, tuple[KnownName, ...]]:
    """The words of the table of states by their first word in small letters."""
    return _index(state_names())


@cache
def _shipped_index() -> dict[str, tuple[KnownName, ...]]:
    return _index((*state_names(), *international_names(), *force_names()))


def _index(names: Iterable[KnownName]) -> dict[str, tuple[KnownName, ...]]:
    table: dict[str, list[KnownName]] = {}
    for name in names:
        table.setdefault(name.words[0].lower(), []).append(name)
    return {word: tuple(sorted(found, key=lambda n: -len(n.words))) for word, found in table.items()}


def publisher_names(report: ReportDetails) -> tuple[KnownName, ...]:
    """Outlet and issuer of the report, which may speak in it by their names."""
    named = (name for name in (report.outlet, report.issuer) if name and name.strip())
    return tuple(KnownName(_spelled(name), "publisher", name, None) for name in dict.fromkeys(named))


def find_known_names(page: Page, parties: Sequence[Party], report: ReportDetails) -> tuple[NameHit, ...]:
    """Longest known names in text order, without overlaps; a report's own parties win over the tables, length for length."""
    given, shipped = _index((*party_names(parties), *publisher_names(report))), _shipped_index()
    found: list[NameHit] = []
    tokens, index = page.tokens, 0
    others = _longer_names()
    while index < len(tokens):
        word = tokens[index].lower
        inside = next((name for name in others.get(word, ()) if _stands(page, index, name)), None)
        if inside is not None and not any(
            len(name.words) >= len(inside.words) and _stands(page, index, name) for name in given.get(word, ())
        ):
            index += len(inside.words)
            continue
        hit = next((name for name in (*given.get(word, ()), *shipped.get(word, ())) if _stands(page, index, name)), None)
        if hit is not None:
            longer = next((name for name in shipped.get(word, ()) if len(name.words) > len(hit.words) and _stands(page, index, name)), None)
            hit = longer or hit
            found.append(NameHit(index, index + len(hit.words), hit))
            index += len(hit.words)
        else:
            adjective = _adjective(page, index, parties)
            if adjective is not None:
                found.append(NameHit(index, index + 1, adjective))
            index += 1
    return _told_apart(found)


def _told_apart(hits: Sequence[NameHit]) -> tuple[NameHit, ...]:
    """A word that two states share is that of the only one of them which the text names by a word of its own, else of the usual one."""
    shared = _shared_names()
    if not any(hit.name.words in shared for hit in hits):
        return tuple(hits)
    named = {hit.name.country for hit in hits if hit.name.words not in shared}
    return tuple(_of_named(hit, shared.get(hit.name.words, ()), named) for hit in hits)


def _of_named(hit: NameHit, others: Sequence[KnownName], named: Collection[str | None]) -> NameHit:
    told = [other for other in others if other.country in named]
    return hit._replace(name=told[0]) if len(told) == 1 and hit.name.country not in named else hit


def _adjective(page: Page, index: int, parties: Sequence[Party]) -> KnownName | None:
    """ "Orrian" for a given party "Orria": its adjective or its people, told by the endings that names take."""
    word = page.tokens[index].text
    if not word[0].isupper() or len(word) < 4:
        return None
    lower = page.tokens[index].lower
    name = next((p.name for p in parties for spelling in (p.name, *p.aliases) if _is_kin(lower, spelling)), None)
    return KnownName((word,), "party", name, None) if name is not None else None


def _is_kin(lower: str, spelling: str) -> bool:
    """Whether a word is the adjective or people of a name of one word."""
    return bool(spelling) and " " not in spelling and spelling[0].isupper() and not spelling.isupper() and kindred(lower, spelling.lower())


def _stands(page: Page, index: int, name: KnownName) -> bool:
    """Whether the words of a name stand at a token. Capitals count: "us" is not the US; a small word may begin a sentence in capitals."""
    tokens = page.tokens
    if index + len(name.words) > len(tokens):
        return False
    for offset, word in enumerate(name.words):
        token = tokens[index + offset]
        if token.lower != word.lower().replace("’", "'"):
            return False
        if word[0].isupper() and not token.text[0].isupper():
            return False
        if word.isupper() and len(word) <= 3 and not token.text.isupper():
            return False
    return True
