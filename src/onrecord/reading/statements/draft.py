"""A statement while it is being worked out."""

from dataclasses import dataclass, field

from onrecord.reading.acts import CueAct
from onrecord.reading.protocol import Attribution
from onrecord.records import Actor, Span
from onrecord.records.vocabulary import Act, Form, Grade, Standing, Voice


@dataclass(frozen=True)
class Cue:
    """What the words that attribute say by themselves."""

    key: str
    """The entry of the table of acts that fits, as written there ("call for", "claim/n"); empty when none does."""
    verb: str
    """Main verb, or the noun with "/n", in dictionary form."""
    act: CueAct | None
    noun: bool = False
    negated: bool = False
    modal: str | None = None
    passive: bool = False
    participle: bool = False
    """True for ", adding that": the cue goes on from another one."""

    @property
    def own_act(self) -> Act | None:
        """The act that the cue has by itself; None for one that stands in no table."""
        return self.act.act if self.act is not None else None


@dataclass(eq=False)
class Draft:
    """One statement in the making; token ranges are (first, past-the-last) indices."""

    attribution: Attribution
    cue: Cue
    source: tuple[tuple[int, int], ...]
    cue_tokens: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    act: Act = "asserts"
    voice: Voice = "attributed"
    standing: Standing = "claimed"
    form: Form = "indirect"
    speech: bool = True
    negated: bool = False
    """The cue is a negative: "did not say"."""
    actor: Actor | None = None
    speaker: str | None = None
    """Name under which the speaker is given."""
    side: str | None = None
    """The party the speaker acts or speaks for, else the speaker's own name."""
    mutual: bool = False
    """ "Each side", "both": the parties speak of each other."""
    antecedent: Span | None = None
    accused: frozenset[str] = frozenset()
    """Sides that the content makes the doer of harm or wrong in its main clause, or that an accusing cue names."""
    about: str | None = None
    """The side that the main clause of the content is about, when its subject is somebody."""
    implicated: frozenset[str] = frozenset()
    """Sides that do harm anywhere in the content."""
    named: frozenset[str] = frozenset()
    """Sides of which the content names anybody."""
    denies: list["Draft"] = field(default_factory=list)
    settled: bool = False
    """What a denial answers is settled by its form."""
    joins: "Draft | None" = None
    """The denial before it that a denial of "it" only joins ("Y denied it as well")."""
    stated: Act | None = None
    """The act by cue and content alone, where it is a denial only because of what it seemed to answer."""
    counters: list["Draft"] = field(default_factory=list)
    within: "Draft | None" = None
    unverified: bool = False
    refuted: bool = False
    """The report itself says that it is not so."""
    grade: Grade = "one"

    @property
    def start(self) -> int:
        """Index of its first token, of whichever part."""
        return min(first for first, _ in (*self.source, *self.cue_tokens, *self.content))

    @property
    def place(self) -> int:
        """Index of the first token of its cue, or of its content when it has no cue."""
        return (self.cue_tokens or self.content)[0][0]

    @property
    def keeps_back(self) -> bool:
        """As ``Statement.keeps_back``: that something was not said or confirmed."""
        return self.negated and self.act == "asserts"

    def holds(self, index: int) -> bool:
        """Whether a token stands in its content."""
        return any(first <= index < last for first, last in self.content)
