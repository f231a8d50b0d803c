"""The names under which the parties that a report shows are listed: one for each body, and none that names nobody."""

from collections.abc import Sequence

from onrecord.corroboration.countries import countries_in
from onrecord.corroboration.evidence import is_bare_office
from onrecord.corroboration.names import folded, initials, position_in, words
from onrecord.records import Reading
from onrecord.records.states import states

_STATE_NAMES = {state.code: state.names[0] for state in states()}
_NOBODY = frozenset("i we he she it they you each both others many forty".split())


def listed_names(names: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """Names of actors, in order: a state by its name, a body once, no pronoun, bare office, common noun or single person."""
    people = [folded(actor.name) for actor in reading.actors if actor.kind == "person"]
    kept = dict.fromkeys(_as_state(name) for name in names if _names_an_actor(name, people))
    return tuple(name for name in kept if not any(_is_called(name, other) for other in kept if other != name))


def _as_state(name: str) -> str:
    """The state's name for its adjective or people alone ("Kestrian" → "Kestria"); any other name as it is."""
    codes = countries_in(name)
    return _STATE_NAMES[codes[0]] if len(codes) == 1 and len(folded(name)) == 1 and codes[0] in _STATE_NAMES else name


def _names_an_actor(name: str, people: Sequence[tuple[str, ...]]) -> bool:
    lower = folded(name)
    if not any(word[:1].isupper() for word in words(name)) or all(word.partition("-")[0] in _NOBODY for word in lower):
        return False
    if is_bare_office(name):
        return False
    return not any(position_in(lower, person) is not None or position_in(person, lower) is not None for person in people)


def _is_called(name: str, other: str) -> bool:
    """Whether a name only repeats another: its initials, the longer form of it, or a spelling of it that comes with an ending."""
    if initials(other) == name:
        return True
    mine, theirs = folded(name), folded(other)
    return position_in(theirs, mine) is not None and (len(theirs), other) < (len(mine), name)
