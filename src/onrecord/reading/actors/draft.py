"""An actor while its mentions are collected."""

from dataclasses import dataclass, field

from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.vocabulary import Gender, Number
from onrecord.records.vocabulary import ActorKind


@dataclass(eq=False)
class ActorDraft:
    """A person or body in the making."""

    name: str
    kind: ActorKind
    words: frozenset[str]
    """Words of its proper name in lower case, for short names."""
    noun: str
    """Head noun by which it may be called again ("the ministry")."""
    country: str | None = None
    office: str | None = None
    owner: "ActorDraft | None" = None
    party: str | None = None
    number: Number = "either"
    gender: Gender = "either"
    last_names: frozenset[str] = frozenset()
    """Words of a person's name that may stand alone for it: all but the first, or the only one."""
    described: bool = False
    """True for a voice without a name ("a nurse at the clinic")."""
    mentions: list[Mention] = field(default_factory=list)
