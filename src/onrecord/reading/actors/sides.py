"""The party each actor acts, speaks or governs for: as given, else as the report itself shows who takes part."""

from collections.abc import Sequence

from onrecord.reading.actors.draft import ActorDraft
from onrecord.reading.actors.kin import kindred
from onrecord.reading.wordlists import words
from onrecord.records import Party

_STATES_OWN = words("army authorities government junta military navy parliament police presidency regime")
"""Bodies that every state has, called so without saying whose."""


def assign_parties(drafts: Sequence[ActorDraft], parties: Sequence[Party]) -> None:
    """Fill country and party of every draft: from its own name, then from whose body or office it is."""
    for draft in drafts:
        draft.country = draft.country or _country(draft)
        draft.party = draft.party or _given_party(draft, parties)
    _share_country(drafts)
    for draft in drafts:
        draft.party = draft.party or _from_owner(draft)


def _share_country(drafts: Sequence[ActorDraft]) -> None:
    """ "the military", "the police" of a report that speaks of one state's forces and bodies only are that state's."""
    bodies = [draft for draft in drafts if draft.kind in ("armed force", "state body")]
    countries = {draft.country for draft in bodies if draft.country is not None}
    if len(countries) != 1:
        return
    [country] = countries
    for draft in bodies:
        if draft.country is None and draft.owner is None and draft.party is None and draft.name.lower() in _STATES_OWN:
            draft.country = country


def _country(draft: ActorDraft) -> str | None:
    seen: set[int] = set()
    owner: ActorDraft | None = draft
    while owner is not None and id(owner) not in seen:
        if owner.country:
            return owner.country
        seen.add(id(owner))
        owner = owner.owner
    return None


def _given_party(draft: ActorDraft, parties: Sequence[Party]) -> str | None:
    if draft.kind in ("person", "unnamed", "international body"):
        return None
    words = [word.lower() for word in draft.name.replace("(", " ").replace(")", " ").split() if word[0].isupper() and len(word) > 3]
    for party in parties:
        if any(kindred(word, own.lower()) for word in words for own in party.name.split() if own[0].isupper() and len(own) > 3):
            return party.name
    return None


def _from_owner(draft: ActorDraft) -> str | None:
    seen: set[int] = set()
    owner = draft.owner
    while owner is not None and id(owner) not in seen:
        if owner.party:
            return owner.party
        if owner.kind == "armed group" or (owner.kind == "state" and owner.country is None and draft.kind != "person"):
            return owner.name
        seen.add(id(owner))
        owner = owner.owner
    return None
