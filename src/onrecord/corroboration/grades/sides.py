"""Which root sources are parties to the conflict, by what the reports of the case show together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.names import folded, kindred, position_in, words
from onrecord.corroboration.roles import role_of, speaks_for_owner
from onrecord.corroboration.told import Speaker
from onrecord.corroboration.told_apart import are_told_apart
from onrecord.records import Party

_OF_A_SIDE = frozenset({"state", "armed", "official"})
_FORCES = frozenset("army armies military troops forces force soldiers navy airforce marines guard air armed general staff".split())
"""What every state calls its forces; a body named so is its land's, as a "front" or a "brigade" of a name of its own is not."""


def party_of(
    speaker: Speaker | None,
    parties_by_reading: Mapping[str, Sequence[Party]],
    book: SourceBook | None = None,
    *,
    readings: Iterable[str] = (),
) -> Party | None:
    """The party that a voice belongs to, or None where nothing shows one.

    ``corroboration.parties`` tells it within one report; here the parties of all reports count, since a body that one report shows
    taking part is no bystander in the next. A voice belongs to a party where it bears the party's whole name or an alias, or where it
    is a body of a state, an armed body or an official whose owner is the party: the health ministry and the army of Kesh belong to
    Kesh. So is a person whom another report calls one of them, and a broadcaster said to be the state's or the army's own. Hospitals,
    medics, mayors, residents, aid and international bodies belong to none, whoever governs where they work; other broadcasters and voices
    without an office only by a party's whole name. The same holds whatever the party is called.

    Args:
        speaker: the voice.
        parties_by_reading: reading → its parties, the configured ones first (``corroboration.parties_with_territories``).
        book: what the reports together tell of voices; with it a seat of government is known as its state's.
        readings: the readings that tell the claim; a name that says no more than "the army" counts in these alone, for it is another
            army in the next conflict.
    """
    if speaker is None or speaker.role in {"civic", "international"}:
        return None
    own = set(readings)
    speaker = _as_known(speaker, book)
    if speaker.role == "official" and role_of(" ".join(speaker.body)) in {"civic", "international"}:
        return None
    listed = [(reading, party) for reading, parties in sorted(parties_by_reading.items()) for party in parties]
    for reading, party in listed:
        if any(_bears_the_name(speaker, name, own=reading in own) for name in _names(party)):
            return party
    return next((party for _, party in listed if any(_is_a_body_of(speaker, name, book) for name in _names(party))), None)


def party_named(name: Sequence[str], parties_by_reading: Mapping[str, Sequence[Party]], book: SourceBook | None = None) -> Party | None:
    """The party that folded proper words name ("halvenian"), or None."""
    for _, parties in sorted(parties_by_reading.items()):
        for party in parties:
            if any(_is_named(name, one, book) for one in _names(party)):
                return party
    return None


def _is_named(said: Sequence[str], name: str, book: SourceBook | None) -> bool:
    proper = _proper(name)
    return bool(proper) and _covers(said, proper, book) and not are_told_apart(tuple(said), folded(name))


def side_of(party: Party, parties_by_reading: Mapping[str, Sequence[Party]], book: SourceBook | None = None) -> str:
    """One name for all parties of one side: the side that the case gives it, else the first party listed that is of the same land.

    One report shows "Kesh" taking part and the next "the Keshan army"; of what these say, both are Kesh's.
    """
    if party.side:
        return party.side
    mine = _proper(party.name)
    if not mine or not _is_a_land(party.name):
        return party.name
    for _, parties in sorted(parties_by_reading.items()):
        for other in parties:
            its = _proper(other.name)
            if its and _is_a_land(other.name) and _covers(mine, its, book) and _covers(its, mine, book):
                return other.side or other.name
    return party.name


def _as_known(speaker: Speaker, book: SourceBook | None) -> Speaker:
    """A person whom this report calls by name alone, with the body and owner that another report gives."""
    if book is None or not speaker.person or speaker.owner:
        return speaker
    body, owner = book.body_of(speaker)
    return replace(speaker, body=body, owner=owner, role=speaker.role or role_of(" ".join(body)))


def _names(party: Party) -> Iterator[str]:
    yield party.name
    yield from party.aliases
    if party.side:
        yield party.side


def _bears_the_name(speaker: Speaker, name: str, *, own: bool) -> bool:
    """Whether a voice is called by the whole name, or names it as the body that it speaks for."""
    spelled, said = folded(name), folded(speaker.words)
    if not spelled:
        return False
    whole = len(said) == len(spelled) and position_in(spelled, said) is not None
    if not _proper(name):
        return whole and own  # "the army"
    if whole or speaker.role not in _OF_A_SIDE:
        return whole
    inside = position_in(spelled, said) is not None
    if not _general(name):
        return inside and not _is_another(speaker, _proper(name))
    held = {*speaker.body, *speaker.owner}
    return inside or all(any(kindred(word, one) for one in held) for word in spelled)


def _is_a_body_of(speaker: Speaker, name: str, book: SourceBook | None) -> bool:
    """Whether a voice is a body of the land that a party's name names."""
    proper = _proper(name)
    its_own = speaker.role in _OF_A_SIDE or (speaker.role == "media" and speaks_for_owner(speaker.words))
    if not proper or not its_own or not _is_a_land(name):
        return False
    return _covers(speaker.owner, proper, book) and not _is_another(speaker, proper)


def _is_a_land(name: str) -> bool:
    """Whether a name is a proper name alone, or that of a state's body or forces ("Kesh", "the Keshan army")."""
    return all(word in _FORCES or role_of(word) == "state" for word in _general(name))


def _proper(name: str) -> tuple[str, ...]:
    """The folded proper words of a name."""
    general = set(_general(name))
    return tuple(word for word in folded(name) if word not in general and word in {one.lower() for one in words(name) if one[:1].isupper()})


def _general(name: str) -> tuple[str, ...]:
    """The folded words of a name that say what sort of body it is."""
    return tuple(word for word in folded(name) if role_of(word) is not None or word in _FORCES)


def _covers(owner: Sequence[str], proper: Sequence[str], book: SourceBook | None) -> bool:
    """Whether each proper word of a name has its like among an owner's."""
    return all(any(_same(one, word, book) for one in owner) for word in proper)


def _same(one: str, other: str, book: SourceBook | None) -> bool:
    return kindred(one, other) or (book is not None and book.same_owner((one,), (other,)))


def _is_another(speaker: Speaker, proper: Sequence[str]) -> bool:
    """Whether a word before the name makes it another body's: "Free Dravian Army" is not Dravia's."""
    if speaker.role != "armed":
        return False
    spelled = words(speaker.words)
    for at, word in enumerate(spelled):
        if at and any(kindred(word.lower(), one) for one in proper):
            before = spelled[at - 1]
            return before[:1].isupper() and before.lower() not in {*proper, "the"} and role_of(before) is None and at > 1
    return False
