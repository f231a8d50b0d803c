"""From mentions to actors: which mentions speak of the same person or body, under which name it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reading.actors.kin import kindred
from onrecord.reading.actors.mentions import Mention
from onrecord.reading.actors.names import KnownName, force_names, state_names
from onrecord.reading.actors.vocabulary import GROUP_NOUNS, Gender, Number, kind_of_head
from onrecord.records import Party
from onrecord.records.vocabulary import ActorKind


@dataclass
class Draft:
    """An actor while its mentions are collected."""

    name: str
    kind: ActorKind
    words: frozenset[str]
    """Words of its proper name in lower case, for short names."""
    noun: str
    country: str | None = None
    office: str | None = None
    owner: "Draft | None" = None
    party: str | None = None
    number: Number = "either"
    gender: Gender = "either"
    last_names: frozenset[str] = frozenset()
    """Words of a person's name that may stand alone for it: all but the first, or the only one."""
    described: bool = False
    """True for a voice without a name ("a nurse at the clinic")."""
    mentions: list[Mention] = field(default_factory=list)


class Linker:
    """Gathers mentions in text order; short names, abbreviations and head nouns find the actor named before."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.parties = parties
        self.drafts: list[Draft] = []
        self.of_mention: dict[int, Draft] = {}
        """Identity of a mention → its actor."""
        self._by_key: dict[str, Draft] = {}
        self._short: dict[str, Draft] = {}

    def add(self, mention: Mention) -> Draft | None:
        """Find or make the actor of a mention. None for a bare name that nothing shows to be a voice or party."""
        if id(mention) in self.of_mention:
            return self.of_mention[id(mention)]
        owner = self.add(mention.owner) if mention.owner is not None else None
        if mention.pronominal and not mention.named and mention.kind != "unnamed":
            return None  # "its forces": whose they are is told by a pronoun, settled by those who need it
        draft = self._known(mention, owner) or self._earlier(mention, owner) or self._new(mention, owner)
        if draft is None:
            return None
        if mention.abbreviation:
            self._short.setdefault(mention.abbreviation.lower(), draft)
        if draft.owner is None and owner is not None and owner is not draft:
            draft.owner = owner
        draft.office = draft.office or mention.office
        if draft.gender == "either":
            draft.gender = mention.gender
        draft.mentions.append(mention)
        self.of_mention[id(mention)] = draft
        return draft

    # ------------------------------------------------------------------ known names

    def _known(self, mention: Mention, owner: Draft | None) -> Draft | None:
        if mention.hit is None:
            return None
        name = mention.hit.name
        if name.use == "party":
            return self._of_party(mention, name, owner)
        key = f"{'state' if name.use in ('state', 'seat', 'people') else 'body'}:{name.canonical}"
        draft = self._by_key.get(key)
        if draft is None:
            kind = _KINDS[name.use]
            draft = self._make(key, name.canonical, kind, mention, country=name.country)
        return draft

    def _of_party(self, mention: Mention, name: KnownName, owner: Draft | None) -> Draft:
        """A party's alias is the party, unless it names another sort of body: "the army" of a state is that state's army."""
        party_kind = kind_of_party(next(p for p in self.parties if p.name == name.canonical))
        force = _force_of(name.words) if party_kind == "state" else None
        if force is not None:
            key = f"body:{force.canonical}"
            return self._by_key.get(key) or self._make(key, force.canonical, "armed force", mention, country=force.country, party=name.canonical)
        is_body = (
            mention.kind in ("state body", "armed force", "organisation") and party_kind in ("state", "armed group") and bool(mention.noun)
        )
        if mention.kind == "armed force" and party_kind == "armed group":
            is_body = False
        holder = self._party(name.canonical, party_kind, mention)
        if not is_body or mention.kind == party_kind:
            return holder
        key = f"party:{name.canonical}:{mention.noun}"
        if key in self._by_key:
            return self._by_key[key]
        title = body_name(mention.core, mention.noun, None if _names(mention.core, name.canonical) else name.canonical)
        return self._make(key, title, mention.kind, mention, party=name.canonical, owner=owner or holder)

    def _party(self, name: str, kind: ActorKind, mention: Mention) -> Draft:
        """The actor that a party is; a state of the table and the party of that name are one."""
        state = next((known for known in state_names() if known.use == "state" and " ".join(known.words) == name), None)
        key = f"state:{state.canonical}" if state is not None else f"party:{name}"
        draft = self._by_key.get(key)
        if draft is None:
            draft = self._make(key, name, kind, mention, country=state.country if state is not None else None, party=name)
        draft.party = name
        return draft

    # ------------------------------------------------------------------ named before

    def _earlier(self, mention: Mention, owner: Draft | None) -> Draft | None:
        words = frozenset(word.lower() for word in mention.core)
        if len(mention.core) == 1 and (short := self._short.get(mention.core[0].lower())) is not None:
            return short
        if mention.named and mention.noun in ("", "?"):
            return next((d for d in reversed(self.drafts) if _same_name(d, mention, words)), None)
        if mention.kind == "person":
            return None
        same = [
            d
            for d in self._recent()
            if d.noun == mention.noun or (mention.noun in GROUP_NOUNS and d.kind in ("armed group", "organisation"))
        ]
        for draft in same:
            if (
                owner is not None
                and draft.owner is owner
                and draft.noun == mention.noun
                and not draft.described
                and _field(mention) <= draft.words | _field_of(owner)
            ):
                return draft
        if mention.kind == "unnamed":
            return self._earlier_person(mention, owner)
        if owner is None and mention.definite and len(mention.core) == 1:
            exact = [d for d in same if d.noun == mention.noun]
            if exact:
                return exact[0]
            return next((d for d in same if mention.noun in _CATCH_ALL), None)
        if owner is None and mention.definite and not mention.named and mention.noun in _CATCH_ALL and set(mention.core[:-1]) <= _GROUP_ADJECTIVES:
            return next((d for d in same if d.kind == "armed group"), None)
        whole = " ".join(mention.core).lower()
        return next(
            (
                d
                for d in same
                if d.mentions and " ".join(d.mentions[0].core).lower() == whole and (owner is None or d.owner is None or d.owner is owner)
            ),
            None,
        )

    def _recent(self) -> list[Draft]:
        """Actors, the one mentioned last first."""
        return sorted((d for d in self.drafts if d.mentions), key=lambda d: -d.mentions[-1].first)

    def _earlier_person(self, mention: Mention, owner: Draft | None) -> Draft | None:
        """ "the colonel", "the minister": the one named with that office before; "the spokesman" likewise."""
        if not mention.definite or mention.number == "many" or len(mention.core) > 2:
            return None
        noun = mention.noun
        for draft in reversed(self.drafts):
            if (
                draft.kind == "person"
                and draft.office
                and noun in draft.office.lower().split()
                and (owner is None or draft.owner in (None, owner))
            ):
                return draft
            if draft.described and draft.noun == noun and draft.number != "many" and (owner is None or draft.owner is owner):
                return draft
        return None

    # ------------------------------------------------------------------ new

    def _new(self, mention: Mention, owner: Draft | None) -> Draft | None:
        if mention.noun == "?" and mention.kind != "person":
            return None
        if mention.noun == "?" and not mention.office:
            return None
        words = frozenset(word.lower() for word in mention.core if word[0].isupper())
        if mention.kind == "person":
            draft = Draft(
                " ".join(mention.core), "person", words, "", office=mention.office, owner=owner, number="one", gender=mention.gender
            )
            draft.last_names = frozenset(word.lower() for word in mention.core[-2:] if len(mention.core) == 1 or word != mention.core[0])
        elif mention.kind == "unnamed":
            draft = Draft(
                described_name(mention, owner),
                "unnamed",
                words,
                mention.noun,
                office=mention.office,
                owner=owner,
                number=mention.number,
                gender=mention.gender,
                described=True,
            )
        else:
            possessor = self._possessor(mention, owner)
            draft = Draft(body_name(mention.core, mention.noun, possessor), mention.kind, words, mention.noun, owner=owner)
        self.drafts.append(draft)
        return draft

    @staticmethod
    def _possessor(mention: Mention, owner: Draft | None) -> str | None:
        if mention.named and mention.office:
            return None  # "the rebel group X": a name of its own
        if owner is None or any(
            kindred(word.lower(), other) for word in mention.core for other in owner.name.lower().split() if len(other) > 3
        ):
            return None if owner is None or mention.kind != "state body" else owner.name
        return f"{owner.office} {owner.name}" if owner.kind == "person" and owner.office else owner.name

    def _make(
        self,
        key: str,
        name: str,
        kind: ActorKind,
        mention: Mention,
        *,
        country: str | None = None,
        party: str | None = None,
        owner: Draft | None = None,
    ) -> Draft:
        draft = Draft(name, kind, frozenset(word.lower() for word in name.split()), mention.noun, country=country, party=party, owner=owner)
        self._by_key[key] = draft
        self.drafts.append(draft)
        return draft


_CATCH_ALL = frozenset({"group", "movement", "organisation", "organization"})
_GROUP_ADJECTIVES = frozenset({"armed", "paramilitary", "militant", "rebel", "insurgent", "jihadist", "Islamist", "separatist", "extremist", "guerrilla"})

_KINDS: dict[str, ActorKind] = {"state": "state", "seat": "state", "people": "state", "international": "international body", "force": "armed force"}


def _force_of(words: tuple[str, ...]) -> KnownName | None:
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


def _names(core: Sequence[str], name: str) -> bool:
    return any(kindred(word.lower(), other.lower()) for word in core for other in name.split() if len(other) > 3)


def _field(mention: Mention) -> frozenset[str]:
    return frozenset(word.lower() for word in mention.core[:-1])


def _field_of(owner: Draft) -> frozenset[str]:
    return owner.words | frozenset(word.lower() for m in owner.mentions for word in m.core)


def _same_name(draft: Draft, mention: Mention, words: frozenset[str]) -> bool:
    if draft.described or not draft.words:
        return False
    if words <= draft.words:
        if draft.kind == "person":
            return mention.core[-1].lower() in draft.last_names
        return len(words) == len(draft.words) or (len(mention.core) == 1 and not draft.noun)
    return draft.kind == "person" and draft.words < words and len(draft.words) == 1


_MINISTRY = "ministry"
_FIELDS = {"defense": "Defence", "defence": "Defence", "health": "Health", "interior": "Interior", "foreign": "Foreign Affairs", "justice": "Justice",
           "finance": "Finance", "information": "Information", "education": "Education", "agriculture": "Agriculture", "security": "Security"}  # fmt: skip


def body_name(core: Sequence[str], noun: str, possessor: str | None) -> str:
    """The name under which a body is kept: "Ministry of Defence of Russia", "Government of Mali", else as worded with its possessor."""
    for mark in ("'s", "’s", "'", "’"):
        if mark in core:  # an alias that holds its possessor: "Alda's defence ministry"
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
    worded = " ".join(core)
    return f"{worded} of {possessor}" if possessor and possessor.lower() not in worded.lower() else worded


_UNNAMED_NOUNS = frozenset(
    "official source officer diplomat adviser advisor aide spokesman spokeswoman spokesperson nurse witness commander soldier doctor resident man woman person "
    "employee worker member representative minister diplomat general colonel captain fighter insider negotiator mediator one trader driver".split()
)


def described_name(mention: Mention, owner: Draft | None) -> str:
    """A voice without a name, by its description: "nurse at the clinic (unnamed)"."""
    words = [word for word in mention.core if word.lower() not in ("who", "which")]
    text = " ".join(words)
    own = mention.owner.core if mention.owner is not None else ()
    if owner is not None and not set(own) & set(words):
        text = f"{text} of {owner.name}"
    return f"{text} (unnamed)" if mention.noun in _UNNAMED_NOUNS and not mention.definite else text


def _of_state(words: Sequence[str]) -> bool:
    """Whether a name is a state's force by the tables: its proper name, or a state's adjective before the noun."""
    if _force_of(tuple(words)) is not None:
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
    if kind == "unnamed":
        return "armed group"
    if kind == "armed force" and len(words) > 2 and not _of_state(words):
        return "armed group"
    return kind
