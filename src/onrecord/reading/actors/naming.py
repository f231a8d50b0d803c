"""Under which name an actor is kept, and what sort of actor a given party is."""

from collections.abc import Sequence
from functools import cache

from onrecord.reading.actors.draft import ActorDraft
from onrecord.reading.actors.kin import kindred
from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.names import KnownName, force_names, state_names
from onrecord.reading.actors.vocabulary import OPEN_GROUPS, kind_of_head
from onrecord.reading.wordlists import words
from onrecord.records import Party
from onrecord.records.vocabulary import ActorKind

_MINISTRY = "ministry"
_FIELDS = {
    "agriculture": "Agriculture",
    "defence": "Defence",
    "defense": "Defence",
    "education": "Education",
    "finance": "Finance",
    "foreign": "Foreign Affairs",
    "health": "Health",
    "information": "Information",
    "interior": "Interior",
    "justice": "Justice",
    "security": "Security",
}


def body_name(core: Sequence[str], noun: str, possessor: str | None, *, told: bool = False) -> str:
    """The name under which a body is kept: "Ministry of Defence of Alda", "Government of Alda", else as worded with its possessor.

    Args:
        core: the wording.
        noun: its head noun.
        possessor: whose body it is.
        told: whether the wording names the possessor itself, by its name or by its adjective: "Aldan police" is no "Aldan police of Alda".
    """
    for mark in ("'s", "’s", "'", "’"):
        if mark in core and noun == _MINISTRY:  # an alias that holds its possessor: "Alda's defence ministry"
            at = list(core).index(mark)
            return body_name(core[at + 1 :], noun, " ".join(core[:at]))
    core = core[1:] if len(core) > 1 and core[0].lower() in ("the", "a", "an") else core
    lower = [word.lower() for word in core]
    if noun == _MINISTRY and len(lower) >= 2 and lower[-1] == _MINISTRY and lower[-2] in _FIELDS:
        rest = " ".join(core[:-2])
        head = f"Ministry of {_FIELDS[lower[-2]]}"
        return f"{head} of {possessor}" if possessor else f"{head} ({rest})" if rest else head
    if noun == "government" and possessor and lower[-1] == "government":
        return f"Government of {possessor}"
    worded = written(core)
    return worded if told or not possessor or possessor.lower() in worded.lower() else f"{worded} of {possessor}"


def written(words: Sequence[str]) -> str:
    """Words as they are written, a possessive mark at its word."""
    return " ".join(words).replace(" 's", "'s").replace(" ’s", "’s")


_HELD = frozenset("minister premier president governor mayor chancellor king queen emir sultan prosecutor ombudsman".split())
"""Holders after whom an office is called, whoever holds it."""


def office_name(mention: Mention, owner: ActorDraft | None) -> str | None:
    """ "Prime Minister's Office (Velia)": an office by what its holder holds, with the holder's state, else the holder's name.

    None for any other body.
    """
    if mention.noun != "office" or len(mention.core) != 1 or owner is None or owner.kind != "person" or not owner.office:
        return None
    held = owner.office.split()
    if held[-1].lower() not in _HELD or not all(word[0].isupper() for word in held):
        return None
    return f"{owner.office}'s Office ({owner.owner.name if owner.owner is not None else owner.name})"


_UNNAMED_NOUNS = words(
    """
    official source officer diplomat adviser advisor aide spokesman spokeswoman spokesperson nurse witness commander soldier
    doctor resident man woman person employee worker member representative minister diplomat general colonel captain fighter
    insider negotiator mediator one trader driver
    """
)


def described_name(mention: Mention, owner: ActorDraft | None) -> str:
    """A voice without a name, by its description: "nurse at the clinic (unnamed)"."""
    words = [word for word in mention.core if word.lower() not in ("who", "which")]
    text = written(words)
    own = mention.owner.core if mention.owner is not None else ()
    if owner is not None and not set(own) & set(words):
        text = f"{text} of {owner.name}"
    return f"{text} (unnamed)" if mention.noun in _UNNAMED_NOUNS and not mention.definite else text


def _of_state(words: Sequence[str]) -> bool:
    """Whether a name is a state's force by the tables: its proper name, or a state's adjective before the noun."""
    if force_of(tuple(words)) is not None:
        return True
    return any(known.words == tuple(words[: len(known.words)]) for known in state_names() if known.use == "people")


def _party_kinds(name: str) -> ActorKind | None:
    from_words = name.split()
    if from_words and from_words[0] in ("Republic", "Kingdom", "State", "Government"):
        return "state"
    return _state_or_body(name)


def _state_or_body(name: str) -> ActorKind | None:
    if any(" ".join(known.words).lower() == name.lower() for known in state_names() if known.use == "state"):
        return "state"
    words = name.split()
    kind = kind_of_head(words[-1].lower()) if words else None
    if kind == "unnamed" or (kind == "organisation" and words[-1].lower() in OPEN_GROUPS):
        return "armed group"  # a body that may be civil is given because it takes part
    if kind == "armed force" and len(words) > 2 and not _of_state(words):
        return "armed group"
    return kind


def force_of(words: tuple[str, ...]) -> KnownName | None:
    """The state's force that a party's alias names by its proper name."""
    return next((known for known in force_names() if known.words == words), None)


def kind_of_party(party: Party) -> ActorKind:
    """What sort of actor a given party is: a state when its name is one or when an army or government bears its adjective."""
    from_table = _party_kinds(party.name)
    if from_table is not None:
        return from_table
    own = party.name.split()
    for alias in party.aliases:
        words = alias.split()
        if len(words) > 1 and len(own) == 1 and words[0].lower() != own[0].lower() and kindred(words[0].lower(), own[0].lower()):
            return "state"
    return "armed group"


def possessor_of(mention: Mention, owner: ActorDraft | None) -> str | None:
    """Whose body it is, as its name says; None for a name of its own."""
    if owner is None or (mention.named and mention.office):  # "the rebel group X": a name of its own
        return None
    own = {word.lower() for word in mention.core}
    if owner.described and {word.lower() for word in owner.name.split()} - {"of", "the", "(unnamed)"} <= own:  # "office of Alda's premier"
        return None
    return f"{owner.office} {owner.name}" if owner.kind == "person" and owner.office else owner.name.removesuffix(" (unnamed)")


def tells_owner(mention: Mention, owner: ActorDraft | None) -> bool:
    """Whether the wording of a body names whose it is, by a name or an adjective that the tables or the text know."""
    if owner is None:
        return False
    if owner.kind == "state" and owner.country is not None:
        return any(mention.core[at : at + len(known)] == known for known in _spellings_of(owner.country) for at in range(len(mention.core)))
    named = mention.owner.core if mention.owner is not None else ()
    return (bool(named) and set(named) <= set(mention.core)) or names_same(mention.core, owner.name)


@cache
def _spellings_of(country: str) -> tuple[tuple[str, ...], ...]:
    """Names and adjectives of a state, as words; its seats name its government, not whose body another is."""
    return tuple(known.words for known in state_names() if known.country == country and known.use != "seat")


def names_same(core: Sequence[str], name: str) -> bool:
    """Whether a wording holds a word of a name, or its adjective."""
    return any(kindred(word.lower(), other) for word in core for other in name.lower().split() if len(other) > 3)
