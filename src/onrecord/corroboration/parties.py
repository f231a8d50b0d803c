"""Which voices of a report are parties to the conflict, by what the report itself shows (no list of conflicts).

A voice is a party when it is configured as one (the report's own parties and ``parties.toml``; these win), when the report shows it
attacking, accused of attacking, fighting or holding people, or when it is a body that governs, speaks for or belongs to such an actor
or to the territory named as under attack: ministries, offices, authorities, armies, police, and broadcasters said to be a side's own.
Hospitals, medics, the Red Cross and Red Crescent, residents, local government (mayors, village elders), international bodies, human
rights and aid groups are not parties, whoever governs where they work; nor are the bodies of a state that the report does not show
taking part. A body named by its office alone ("the governor", "police", "security officials") governs the territory reported on; where
neither its territory nor its state is shown under attack or taking part, it is called an authority or an armed body, not a party; and
so is a body of a place whose dead a report counts without telling of any attack or war there (a protest, a prison fire).
To accuse somebody, or to bear arms by its name, shows no part in the fighting: an army and an armed group, near or far, take part by
what the report tells of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.corroboration.countries import countries_in
from onrecord.corroboration.evidence import Shown, names_somebody, shown_by
from onrecord.corroboration.groups import place_key
from onrecord.corroboration.names import Spellings, capitalised_runs, folded, kindred, position_in, words
from onrecord.corroboration.parties_named import named_once
from onrecord.corroboration.party_names import listed_names
from onrecord.corroboration.phrasing import mid_sentence
from onrecord.corroboration.roles import Role, marked_as_belligerent, names_officials, role_of, speaks_for_owner
from onrecord.corroboration.voices import Voice, Voices
from onrecord.records import Party, Reading

_OF_A_BODY = frozenset[Role | None]({"state", "armed", "official"})


@dataclass(frozen=True, slots=True)
class Side:
    """That a voice is a party, which one, and what shows it."""

    party: str
    because: str
    """What shows it, as a phrase to stand in brackets behind the voice: "named among the parties as …"."""
    by_office: bool = False
    """Whether an office alone tells it, without the name of a party."""
    what: str = "a party to the conflict"
    """What the voice is shown to be; less than a party where the report shows no more than an office."""


@dataclass(frozen=True, slots=True)
class _Known:
    """One spelling of a party."""

    spelling: tuple[str, ...]
    party: str
    because: str
    state: bool
    """Whether the spelling is a state's name or adjective, which its people and press bear as well as its bodies."""


class PartyRegister:
    """Answers whether a voice is a party in one report. Built once a report."""

    def __init__(self, reading: Reading, parties: Sequence[Party], voices: Voices | None = None) -> None:
        self._shown: Shown = shown_by(reading, voices or Voices(reading))
        self._answers: dict[Voice, Side | None] = {}
        self._configured = [known for party in parties for known in _spellings(party)]
        for party in parties:
            for name in (party.name, *party.aliases):
                self._shown.states.update(countries_in(name))
        configured = Spellings(known.spelling for known in self._configured)
        self._seen = [
            _Known(spelling, name, "shown by the report as taking part", bool(countries_in(name)))
            for spelling, name in named_once(self._shown.names, reading).items()
            if not configured.inside(spelling)  # settings win
        ]
        self._spellings = {True: configured, False: Spellings(known.spelling for known in self._seen)}

    def side_of(self, voice: Voice | None) -> Side | None:
        """The side a voice belongs to, or None when nothing shows one."""
        if voice is None or not voice.phrases:
            return None
        if voice not in self._answers:
            self._answers[voice] = self._decided(voice)
        return self._answers[voice]

    def _decided(self, voice: Voice) -> Side | None:
        role = _role(voice)
        if role in {"civic", "international"}:
            return None
        named = self._named(voice, role, configured=True)
        if named:
            return named
        owner = _owner(voice)
        if owner and any(spellings.inside(folded(owner)) for spellings in self._spellings.values()):
            return Side(owner, "acting or speaking for a side in the report")
        kind = voice.actor.kind if voice.actor and role not in {"state", "armed"} else None
        if kind == "international body":
            return None
        marked = next((phrase for phrase in voice.phrases if marked_as_belligerent(phrase)), None)
        if marked and role in _OF_A_BODY:
            return Side(voice.words, "described as a side's own body", by_office=True)
        shown = self._named(voice, role, configured=False)
        if shown or kind == "organisation":
            return shown  # an organisation takes part by what is told of it, never by an office
        return self._by_office(voice, role)

    def names(self) -> tuple[str, ...]:
        """Names of the parties that are configured or shown, in that order, each once."""
        return tuple(dict.fromkeys([known.party for known in (*self._configured, *self._seen)]))

    @property
    def territories(self) -> Mapping[tuple[str, ...], str]:
        """Territories that the report places under attack, by their folded words."""
        return self._shown.territories

    def _named(self, voice: Voice, role: Role | None, *, configured: bool) -> Side | None:
        best: tuple[int, _Known] | None = None
        known = self._configured if configured else self._seen
        for phrase in voice.phrases:
            for candidate in (known[number] for number in self._spellings[configured].inside(folded(phrase))):
                if _names_it(phrase, role, candidate) and (best is None or len(candidate.spelling) > best[0]):
                    best = (len(candidate.spelling), candidate)
        return Side(best[1].party, best[1].because) if best else None

    def _by_office(self, voice: Voice, role: Role | None) -> Side | None:
        """A body named by its office, perhaps with a territory; bodies of states that take no part are left out."""
        states = set(countries_in(voice.words))
        if not states and role != "armed":  # "the army" without a country's name is that of the land reported on
            states = {code for phrase in voice.phrases for code in countries_in(phrase)}
            if voice.actor and voice.actor.country:
                states.add(voice.actor.country)
        taking_part = states & (self._shown.states | self._shown.attacked_states)
        if states and not taking_part | (states & self._shown.counted_states):
            return None
        if role == "media" and any(speaks_for_owner(phrase) for phrase in voice.phrases):
            return Side(voice.words, "described as a side's own broadcaster", by_office=True)
        if role not in _OF_A_BODY and not self._is_the_state(voice, states):
            return None
        what = "an armed body" if role == "armed" else "an authority"
        territory = _spoken_for(voice, self._shown.territories)
        if territory:
            return Side(voice.words, f"speaking for territory that the report places under attack, {territory}", by_office=True)
        if taking_part:
            return Side(voice.words, "of a state that the report shows taking part or under attack", by_office=True)
        counted = _spoken_for(voice, self._shown.counted)
        if counted:
            return Side(voice.words, f"speaking for the place whose dead the report counts, {counted}", by_office=True, what=what)
        if states:
            return Side(voice.words, "of a state whose dead the report counts", by_office=True, what=what)
        if _owner(voice) or (role == "armed" and _has_its_own_name(voice)):
            return None  # like the bodies of a state that the report does not show taking part
        if role in {"state", "armed"} or any(names_officials(phrase) for phrase in voice.phrases):
            return Side(voice.words, "named by its office alone, not by its side", by_office=True, what=what)
        return None

    @staticmethod
    def _is_the_state(voice: Voice, taking_part: set[str]) -> bool:
        """The bare name of a state or its capital stands for its government ("Israel said")."""
        return bool(taking_part) and any(len(folded(phrase)) <= 2 and phrase[:1].isupper() for phrase in voice.phrases[:1])


def parties_of(reading: Reading, parties: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The parties of one report: the configured ones, then those that the report itself shows."""
    return _listed(PartyRegister(reading, parties), reading, parties)


def parties_with_territories(reading: Reading, parties: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The same, and behind them the territories that the report places under attack: their bodies are parties as well."""
    register = PartyRegister(reading, parties)
    found = _listed(register, reading, parties)
    named = {folded(party.name) for party in found}
    return (*found, *(Party(name=name) for spelled, name in register.territories.items() if spelled not in named))


def _listed(register: PartyRegister, reading: Reading, parties: Sequence[Party]) -> tuple[Party, ...]:
    configured = {party.name for party in parties}
    shown = [Party(name=name) for name in listed_names(register.names(), reading) if name not in configured]
    return (*parties, *shown)


def _spellings(party: Party) -> list[_Known]:
    names = (party.name, *party.aliases)
    return [
        _Known(folded(name), party.name, f"among the named parties: {party.name}", bool(countries_in(name)))
        for name in names
        if folded(name)
    ]


def _role(voice: Voice) -> Role | None:
    """The most telling role among the phrases: a plain office word gives way to a later, telling one."""
    found: Role | None = None
    for phrase in voice.phrases:
        role = role_of(phrase)
        if role is not None and role != "official":
            return role
        found = found or role
    return found


def _spoken_for(voice: Voice, places: Mapping[tuple[str, ...], str]) -> str | None:
    """The first place that a voice names as its own."""
    spelled = [folded(phrase) for phrase in voice.phrases]
    return next((name for lower in spelled for name in places.values() if position_in(place_key(name), lower) is not None), None)


def _owner(voice: Voice) -> str | None:
    """The side that the reader says a voice acts, speaks or governs for."""
    party = voice.actor.party if voice.actor else None
    return party if party and names_somebody(party) else None


def _has_its_own_name(voice: Voice) -> bool:
    """Whether an armed body is told from others by a name ("the Highland Front"), not by its office alone ("the army, Colonel Tol")."""
    person = folded(voice.actor.name) if voice.actor and voice.actor.kind == "person" else ()
    named = [word for phrase in voice.phrases[:1] for run in capitalised_runs(phrase) for word in run]
    own = [word for word in named if word.lower() not in person and words(mid_sentence(f"{word} body"))[0][0].isupper()]
    return any(role_of(word) is None for word in own) or len(own) > 1


def _names_it(phrase: str, role: Role | None, known: _Known) -> bool:
    """Whether a phrase names the party itself or a body of it.

    A word before the name that belongs to another name makes it another body: "the Chadian army" is not the party "the army",
    and "Free Dravian Army" not Dravia. The adjective of a state alone does not make a party of its citizens or its press.
    """
    lower, spelled = folded(phrase), words(phrase)
    offset = len(spelled) - len(lower)
    start = position_in(known.spelling, lower)
    if start is None:
        return False
    whole = len(known.spelling) == len(lower)
    before = spelled[offset + start - 1] if start else ""
    after = spelled[offset + start + len(known.spelling) :][:1]
    opens_sentence = start + offset == 1 and not (after and after[0][0].isupper())
    if before[:1].isupper() and role_of(before) is None and not _possessed(phrase, before) and not opens_sentence:
        return False
    if before[:1].isupper() and not known.state and countries_in(before) and not _possessed(phrase, before):
        return any(kindred(before.lower(), word) for word in known.spelling)
    land = known.state or any(_is_adjective_of(one, other) for one, other in zip(known.spelling, lower[start:], strict=False))
    if role == "media":
        return whole or not land or speaks_for_owner(phrase)
    if land and role is None:
        return whole
    return True


def _is_adjective_of(name: str, word: str) -> bool:
    """Whether a word is formed from a name otherwise than by a plural ("kestria", "kestrian"), as words for a land's people are."""
    return word not in {name, f"{name}s"} and f"{word}s" != name


def _possessed(phrase: str, word: str) -> bool:
    return f"{word}'s" in phrase or f"{word}’s" in phrase
