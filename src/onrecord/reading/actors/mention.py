"""One place where somebody is named or described."""

from dataclasses import dataclass, field

from onrecord.reading.actors.names import NameHit
from onrecord.reading.actors.vocabulary import Gender, Number
from onrecord.records.vocabulary import ActorKind


@dataclass(frozen=True)
class Mention:
    """One place where somebody is named or described; token indices, end exclusive."""

    first: int
    last: int
    head: int
    kind: ActorKind
    core: tuple[str, ...]
    """The wording without article and possessor ("health ministry"), or the proper name of a person."""
    noun: str
    """Head noun in lower case, singular; empty for a bare name."""
    named: bool
    """True when the mention holds a proper name of its own."""
    hit: NameHit | None = None
    """The known name that it is."""
    owner: "Mention | None" = None
    """Whose body or office it is: possessor, adjective, or what follows "of"."""
    office: str | None = None
    abbreviation: str | None = None
    definite: bool = False
    pronominal: bool = False
    """True when a possessive pronoun says whose it is ("its forces")."""
    number: Number = "either"
    gender: Gender = "either"
    inner: tuple["Mention", ...] = field(default=(), repr=False)
    """Mentions that stand inside it."""
