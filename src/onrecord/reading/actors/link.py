"""From mentions to actors: which mentions speak of the same person or body."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from onrecord.reading.actors.arms import may_be_armed, shows_arms
from onrecord.reading.actors.draft import ActorDraft
from onrecord.reading.actors.issuer import Issuer
from onrecord.reading.actors.kin import kindred, made_from, opening
from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.names import KIND_OF_USE, KnownName, state_names
from onrecord.reading.actors.naming import (
    body_name,
    described_name,
    force_of,
    kind_of_party,
    names_same,
    office_name,
    possessor_of,
    tells_owner,
    written,
)
from onrecord.reading.actors.vocabulary import GROUP_NOUNS
from onrecord.reading.page import Page
from onrecord.records import Party
from onrecord.records.vocabulary import ActorKind

MEMORY = 60
"""How many actors back, the one mentioned last first, a short name or a noun may reach; keeps long texts linear."""

WORDINGS = 20
"""How many of an actor's last wordings are looked at."""
_DESCRIBED = frozenset({"NN", "NNS", "NNP", "JJ", "VBN", "VBG"})
"""Classes of words before which a name may be an adjective."""
_CATCH_ALL = frozenset({"group", "movement", "organisation", "organization"})
_GROUP_ADJECTIVES = frozenset(
    {"armed", "paramilitary", "militant", "rebel", "insurgent", "jihadist", "Islamist", "separatist", "extremist", "guerrilla"}
)


class Linker:
    """Gathers mentions in text order; short names, abbreviations and head nouns find the actor named before."""

    def __init__(self, page: Page, parties: Sequence[Party], issuer: Issuer | None = None) -> None:
        self._page = page
        self._issuer = issuer
        self._parties = {party.name: party for party in reversed(parties)}
        self._of_mention: dict[int, ActorDraft] = {}
        """Identity of a mention → its actor; mentions outlive the linker's work."""
        self._by_key: dict[str, ActorDraft] = {}
        self._short: dict[str, ActorDraft] = {}
        self._order: dict[int, ActorDraft] = {}
        """Identity of an actor → the actor, the one mentioned last at the end."""
        self._persons: dict[str, ActorDraft] = {}
        """Last name → the person of that name mentioned last."""

    @property
    def drafts(self) -> list[ActorDraft]:
        """The actors that are mentioned, in no promised order."""
        return [draft for draft in self._order.values() if draft.mentions]

    def add(self, mention: Mention) -> ActorDraft | None:
        """Find or make the actor of a mention. None for a bare name that nothing shows to be a voice or party."""
        if id(mention) in self._of_mention:
            return self._of_mention[id(mention)]
        owner = self.add(mention.owner) if mention.owner is not None else None
        if mention.pronominal and not mention.named and mention.kind != "unnamed":
            return None  # "its forces": whose they are is told by a pronoun, settled by those who need it
        armed = self._shown_armed(mention)
        draft = self._known(mention, owner) or self._earlier(mention, owner) or self._new(mention, owner, armed=armed)
        if draft is None:
            return None
        if mention.abbreviation:
            self._short.setdefault(mention.abbreviation.lower(), draft)
        if draft.owner is None and owner is not None and owner is not draft:
            draft.owner = owner
        if armed and draft.kind == "organisation" and may_be_armed(draft.noun):
            draft.kind = "armed group"  # what it is said to do tells what it is
        draft.office = draft.office or mention.office
        if draft.gender == "either":
            draft.gender = mention.gender
        draft.mentions.append(mention)
        self._of_mention[id(mention)] = draft
        self._order.pop(id(draft), None)
        self._order[id(draft)] = draft
        for name in draft.last_names:
            self._persons[name] = draft
        return draft

    def _shown_armed(self, mention: Mention) -> bool:
        """Whether a mention of a body that may be civil or armed shows it armed."""
        if mention.kind != "organisation" or not may_be_armed(mention.noun):
            return False
        return (mention.hit is None or mention.hit.name.use == "publisher") and shows_arms(self._page, mention)

    def _recent(self) -> Iterator[ActorDraft]:
        """Actors, the one mentioned last first."""
        return islice(reversed(self._order.values()), MEMORY)

    # ------------------------------------------------------------------ known names

    def _known(self, mention: Mention, owner: ActorDraft | None) -> ActorDraft | None:
        if mention.hit is None:
            return None
        name = mention.hit.name
        if name.use == "party":
            return self._of_party(mention, name, owner)
        key = f"{'state' if name.use in ('state', 'seat', 'people') else 'body'}:{name.canonical}"
        if self._issuer is not None and name.canonical in (self._issuer.name, self._issuer.force) and name.use in ("publisher", "force"):
            key = f"body:{self._issuer.name}"
            return self._by_key.get(key) or self._make(key, self._issuer.name, self._issuer.kind, mention, country=self._issuer.country)
        return self._by_key.get(key) or self._make(key, name.canonical, KIND_OF_USE[name.use], mention, country=name.country)

    def _of_party(self, mention: Mention, name: KnownName, owner: ActorDraft | None) -> ActorDraft:
        """A party's alias is the party, unless it names another sort of body: "the army" of a state is that state's army."""
        party_kind = kind_of_party(self._parties[name.canonical])
        force = force_of(name.words) if party_kind == "state" else None
        if force is not None:
            key = f"body:{force.canonical}"
            return self._by_key.get(key) or self._make(
                key, force.canonical, "armed force", mention, country=force.country, party=name.canonical
            )
        another = (
            mention.kind in ("state body", "armed force", "organisation") and party_kind in ("state", "armed group") and bool(mention.noun)
        )
        holder = self._party(name.canonical, party_kind, mention)
        if not another or mention.kind == party_kind or (mention.kind, party_kind) == ("armed force", "armed group"):
            return holder
        key = f"party:{name.canonical}:{mention.noun}"
        if key in self._by_key:
            return self._by_key[key]
        title = body_name(mention.core, mention.noun, None if names_same(mention.core, name.canonical) else name.canonical)
        return self._make(key, title, mention.kind, mention, party=name.canonical, owner=owner or holder)

    def _party(self, name: str, kind: ActorKind, mention: Mention) -> ActorDraft:
        """The actor that a party is; a state of the table and the party of that name are one."""
        state = next((known for known in state_names() if known.use == "state" and " ".join(known.words) == name), None)
        key = f"state:{state.canonical}" if state is not None else f"party:{name}"
        draft = self._by_key.get(key)
        if draft is None:
            draft = self._make(key, name, kind, mention, country=state.country if state is not None else None, party=name)
        draft.party = name
        return draft

    def _make(
        self,
        key: str,
        name: str,
        kind: ActorKind,
        mention: Mention,
        *,
        country: str | None = None,
        party: str | None = None,
        owner: ActorDraft | None = None,
    ) -> ActorDraft:
        words = frozenset(word.lower() for word in name.split())
        draft = ActorDraft(name, kind, words, mention.noun, country=country, party=party, owner=owner)
        self._by_key[key] = draft
        return draft

    # ------------------------------------------------------------------ named before

    def _as_issuer(self, mention: Mention, owner: ActorDraft | None) -> ActorDraft | None:
        """ "The office", "the army" of a body's own release is that body."""
        bare = owner is None and mention.definite and not mention.pronominal and len(mention.core) == 1 and mention.hit is None
        if self._issuer is None or not bare or not self._issuer.is_called(mention.noun):
            return None
        return self._by_key.get(f"body:{self._issuer.name}")

    def _earlier(self, mention: Mention, owner: ActorDraft | None) -> ActorDraft | None:
        if (issuer := self._as_issuer(mention, owner)) is not None:
            return issuer
        if len(mention.core) == 1 and (short := self._short.get(mention.core[0].lower())) is not None:
            return short
        if mention.named and mention.noun in ("", "?"):
            return self._same_name(mention)
        if mention.kind == "person":
            return None
        same = [
            d
            for d in self._recent()
            if d.noun == mention.noun or (mention.noun in GROUP_NOUNS and d.kind in ("armed group", "organisation"))
        ]
        if owner is not None:
            of_owner = next(
                (d for d in same if d.owner is owner and d.noun == mention.noun and not d.described and _fits(mention, d, owner)), None
            )
            if of_owner is not None:
                return of_owner
        if mention.kind == "unnamed":
            return self._earlier_person(mention, owner)
        if owner is None and mention.definite and len(mention.core) == 1:
            return (
                next((d for d in same if d.noun == mention.noun), None)
                or next((d for d in same if mention.noun in _CATCH_ALL), None)
                or next((d for d in self._recent() if d.kind != "person" and _called(d, mention.noun)), None)
            )
        if (
            owner is None
            and mention.definite
            and not mention.named
            and mention.noun in _CATCH_ALL
            and set(mention.core[:-1]) <= _GROUP_ADJECTIVES
        ):
            return next((d for d in same if d.kind == "armed group"), None)
        whole = [word.lower() for word in mention.core]
        return next(
            (
                d
                for d in same
                if [w.lower() for w in d.mentions[0].core] == whole and (owner is None or d.owner is None or d.owner is owner)
            ),
            None,
        )

    def _same_name(self, mention: Mention) -> ActorDraft | None:
        """A person by last name or full name; a body by its whole name, or by its only name when nothing else tells it."""
        words = frozenset(word.lower() for word in mention.core)
        person = self._persons.get(mention.core[-1].lower())
        if person is not None and words <= person.words:
            return person
        short = mention.core[0] if len(mention.core) == 1 and mention.core[0].isupper() and len(mention.core[0]) > 1 else None
        for draft in self._recent():
            if short is not None and draft.kind != "person" and _initials(draft.name) == short:
                return draft
            if draft.described or not draft.words or draft.kind == "person":
                if draft.kind == "person" and draft.words < words and len(draft.words) == 1:
                    return draft
                continue
            if not _is_proper(draft):
                continue
            if words == draft.words or (len(mention.core) == 1 and words <= draft.words and not draft.noun):
                return draft
            if len(words) == len(draft.words) == 1 and kindred(*words, *draft.words):
                return draft
        return None

    def _earlier_person(self, mention: Mention, owner: ActorDraft | None) -> ActorDraft | None:
        """ "the colonel", "the minister": the one named with that office before; "the spokesman" likewise."""
        if not mention.definite or mention.number == "many" or len(mention.core) > 2:
            return None
        for draft in self._recent():
            if owner is not None and draft.owner not in (None, owner):
                continue
            if draft.kind == "person" and draft.office and mention.noun in draft.office.lower().split():
                return draft
            if draft.described and draft.noun == mention.noun and draft.number != "many":
                return draft
        return None

    # ------------------------------------------------------------------ new

    def _new(self, mention: Mention, owner: ActorDraft | None, *, armed: bool) -> ActorDraft | None:
        if mention.noun == "?" and (armed or mention.kind in ("state", "armed group")):  # a name before an army, or one that shelled
            kind = "armed group" if armed else mention.kind
            return ActorDraft(" ".join(mention.core), kind, frozenset(word.lower() for word in mention.core), "", country=None)
        if mention.noun == "?" and (mention.kind != "person" or not mention.office):
            return None
        words = frozenset(word.lower() for word in mention.core if word[0].isupper())
        if mention.kind == "person":
            draft = ActorDraft(
                " ".join(mention.core), "person", words, "", office=mention.office, owner=owner, number="one", gender=mention.gender
            )
            draft.last_names = frozenset(word.lower() for word in mention.core[-2:] if len(mention.core) == 1 or word != mention.core[0])
            return draft
        if mention.kind == "unnamed":
            draft = ActorDraft(described_name(mention, owner), "unnamed", words, mention.noun, office=mention.office, owner=owner)
            draft.number, draft.gender, draft.described = mention.number, mention.gender, True
            return draft
        return ActorDraft(
            office_name(mention, owner) or self._body_name(mention, owner),
            mention.kind,
            words,
            mention.noun,
            owner=owner,
        )

    def _body_name(self, mention: Mention, owner: ActorDraft | None) -> str:
        """The name of a body; by its own words where only the adjective of a land tells whose it is, since no land is called by it."""
        possessor = self._land(possessor_of(mention, owner), owner)
        unknown = possessor is not None and owner is not None and owner.kind == "state" and owner.country is None and " " not in possessor
        if possessor is not None and unknown and possessor in self._capitalised_words and not self._stands_alone(possessor):
            core = mention.core if possessor in mention.core else (possessor, *mention.core)
            return written(core)
        return body_name(mention.core, mention.noun, possessor, told=tells_owner(mention, owner))

    def _stands_alone(self, name: str) -> bool:
        """Whether a name stands somewhere in the text for itself, and not only before what it is the adjective of."""
        page = self._page
        for at in self._capitalised_words[name]:
            behind = page.classes[at + 1] if at + 1 < len(page.tokens) else "PU"
            if behind not in _DESCRIBED and (at == 0 or page.classes[at - 1] != "DT"):
                return True
        return False

    @cached_property
    def _capitalised_words(self) -> dict[str, list[int]]:
        """Where each word with a capital stands."""
        found: dict[str, list[int]] = {}
        for at, token in enumerate(self._page.tokens):
            if token.text[:1].isupper():
                found.setdefault(token.text, []).append(at)
        return found

    def _land(self, possessor: str | None, owner: ActorDraft | None) -> str | None:
        """The land that an unknown adjective is made from, where it stands in the text: "Aldan interior ministry" beside "Alda"."""
        possessor = possessor.removeprefix("Government of ") if possessor is not None else None
        if possessor is None or owner is None or owner.kind != "state" or owner.country is not None or " " in possessor:
            return possessor
        return next((name for name in self._capitalised.get(opening(possessor), ()) if made_from(possessor, name)), possessor)

    @cached_property
    def _capitalised(self) -> dict[str, list[str]]:
        """The names of the page by the letters that an adjective keeps."""
        page = self._page
        found: dict[str, list[str]] = {}
        for name in dict.fromkeys(token.text for token, tag in zip(page.tokens, page.classes, strict=True) if tag == "NNP"):
            found.setdefault(opening(name), []).append(name)
        return found


def _initials(name: str) -> str:
    """ "Osk Support Forces" → "OSF"; only of names of two capitalised words or more."""
    capitals = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(capitals) if len(capitals) > 1 else ""


def _is_proper(draft: ActorDraft) -> bool:
    """Whether an actor is called by a proper name throughout; "health ministry in Alda" only holds one, that of Alda."""
    said = draft.mentions[0].core if draft.mentions and draft.mentions[0].hit is None else ()
    return not draft.noun or not any(word.isalpha() and word.islower() and len(word) > 3 for word in (*draft.name.split(), *said))


def _called(draft: ActorDraft, noun: str) -> bool:
    """Whether a wording of an actor so far ends in a noun ("the 12th Brigade" for "the brigade")."""
    return any(m.core[-1].lower() == noun for m in draft.mentions[-WORDINGS:])


def _fits(mention: Mention, draft: ActorDraft, owner: ActorDraft) -> bool:
    """Whether what a mention adds to its noun is already part of the actor's name or of its owner's."""
    field = {word.lower() for word in mention.core[:-1]}
    return field <= draft.words | owner.words | {word.lower() for m in owner.mentions[:20] for word in m.core}
