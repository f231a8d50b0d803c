"""What sort of voice a phrase describes: a body of a state, an armed body, a broadcaster, or somebody who takes no part.

The words are offices and occupations that exist in every country; no name of a state, people, group or person is among them.
"""

from functools import lru_cache
from typing import Literal

from onrecord.corroboration.names import words

Role = Literal["civic", "international", "media", "armed", "state", "official"]
"""*official*: an office word that says nothing of whose office it is ("an official", "a spokesman")."""


def _vocabulary(listed: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(listed.split())


_CIVIC = _vocabulary(
    """
    medical religious rights patients patient hospital hospitals clinic clinics medic medics doctor doctors nurse nurses surgeon
    surgeons paramedic paramedics physician physicians ambulance ambulances morgue mortuary rescuer rescuers volunteer volunteers
    cross crescent charity charities ngo ngos resident residents villager villagers inhabitant inhabitants witness witnesses
    eyewitness eyewitnesses survivor survivors bystander relative relatives family families neighbour neighbours neighbor neighbors
    mother father brother sister son daughter widow wife husband elder elders prisoner prisoners refugee refugees displaced returnee
    returnees farmer farmers herder herders fisherman fishermen fishers trader traders merchant shopkeeper driver drivers student
    students pupil pupils child children woman women teacher teachers headmaster headteacher school schools university priest priests
    pastor pastors bishop bishops imam imams abbot monk monks nun nuns parish church mosque monastery diocese clergy rabbi activist
    activists campaigner campaigners monitor monitors monitoring observatory watchdog researcher researchers analyst analysts expert
    experts professor historian investigator investigators journalist journalists reporter reporters correspondent editor photographer
    lawyer lawyers attorney union unions mayor mayors councillor councillors councilor councilors ombudsman ombudswoman ombudsperson
    opposition aid humanitarian relief civilians civilian community communities locals interviewees partners business company coroner
    gravedigger undertaker firefighter firefighters engineer employee employees
    """
)
_INTERNATIONAL = _vocabulary(
    """
    unicef unhcr ocha unrwa wfp icrc msf unesco unama monusco minusma unmiss unifil minusca iaea osce ecowas igad peacekeeper
    peacekeepers peacekeeping mediator mediators
    """
)
_MEDIA = _vocabulary(
    """
    channel channels television tv radio newspaper newspapers daily weekly broadcaster broadcasters outlet outlets website websites
    media press station stations agency posts post account accounts
    """
)
_ARMED = _vocabulary(
    """
    army armies military troops forces force soldiers soldier brigade brigades battalion battalions division regiment militia militias
    militiamen paramilitary paramilitaries rebel rebels insurgent insurgents insurgency guerrilla guerrillas guerillas jihadist
    jihadists jihadi militant militants fighters fighter combatants gunmen separatist separatists junta navy airforce marines wing
    commander commanders colonel brigadier captain lieutenant admiral officer officers front garrison warlord cartel gang gangs
    mercenaries contractors dissidents secessionists
    """
)
_STATE = _vocabulary(
    """
    council government governments ministry ministries minister ministers premier president presidency chancellor cabinet governor
    governors governorate prefect prefecture police gendarmerie security intelligence defence defense authorities authority
    administration regime state prosecutor prosecutors parliament senate lawmakers directorate commissioner court guard politburo
    monarchy king emir sultan
    """
)
_OFFICIAL = _vocabulary(
    """
    chiefs official officials spokesman spokeswoman spokesperson spokespeople representative representatives leader leaders leadership
    adviser advisor aide envoy ambassador embassy diplomat diplomats statement office bureau chief head director delegation negotiator
    negotiators counterpart
    """
)
_BELLIGERENT_MARKS = _vocabulary(
    """
    separatist separatists rebel rebels insurgent insurgents breakaway secessionist militant militants jihadist jihadists junta
    occupation guerrilla guerrillas dissidents run
    """
)
_LOCAL = _vocabulary("local village town city municipal municipality communal commune tribal district neighbourhood elected traditional")
_STATE_PHRASES = (
    ("civil", "defence"), ("civil", "defense"), ("prime", "minister"), ("fire", "service"),
    ("emergency", "service"), ("emergency", "services"), ("emergencies", "ministry"), ("general", "staff"),
)  # fmt: skip
_OFFICIAL_PHRASES = (("secretary", "general"),)
_INTERNATIONAL_CAPITALS = frozenset({"UN", "EU", "AU", "WHO"})  # in small letters these are other words
_CIVIC_PHRASES = (("human", "rights"), ("rights", "group"), ("rights", "office"), ("civil", "society"), ("rights", "organisation"))
_INTERNATIONAL_PHRASES = (
    ("united", "nations"), ("red", "cross"), ("red", "crescent"), ("world", "food"), ("world", "health"), ("european", "union"),
    ("african", "union"), ("high", "commissioner"), ("security", "council"),
)  # fmt: skip
_HARD_STATE = frozenset({"police", "army", "military", "security", "gendarmerie", "commander", "commanders", "troops", "forces", "militia"})
_WEAK_PLURALS = frozenset({"authorities", "authority", "government", "administration", "council"})


@lru_cache(maxsize=8192)
def role_of(phrase: str) -> Role | None:
    """The role that the first telling word of a phrase gives it, or None when there is none ("Ana Brek").

    "officials at the hospital" is civic and "officials of the ministry" a state body: a word that could be anybody's office gives
    way to a telling word after it, and so does an adjective to its noun ("army radio", "state hospital"). Local government ("the
    mayor", "local authorities") takes no part by its office, unless the word is one of arms or police ("local police").
    """
    spelled = words(phrase)
    lower = tuple(word.lower() for word in spelled)
    local = False
    weak: Role | None = None
    for index, word in enumerate(lower):
        local = local or word in _LOCAL
        role = "international" if spelled[index] in _INTERNATIONAL_CAPITALS else _role_at(lower, index)
        if role in {"armed", "state"} and index + 1 < len(lower) and _role_at(lower, index + 1) in {"civic", "media"}:
            continue
        if role in {"armed", "state"} and local and word not in _HARD_STATE:
            if word in _WEAK_PLURALS:
                return "civic"
            continue
        if role == "official":
            weak = weak or ("civic" if local else "official")
        elif role is not None:
            return role
    return weak


def _role_at(lower: tuple[str, ...], index: int) -> Role | None:
    word, pair = lower[index], lower[index : index + 2]
    by_pair: tuple[tuple[tuple[tuple[str, str], ...], Role], ...] = (
        (_INTERNATIONAL_PHRASES, "international"),
        (_STATE_PHRASES, "state"),
        (_OFFICIAL_PHRASES, "official"),
        (_CIVIC_PHRASES, "civic"),
    )
    for phrases, role in by_pair:
        if pair in phrases:
            return role
    if word in _MEDIA:
        return None if _followed_by_office(lower, index) else "media"
    by_word: tuple[tuple[frozenset[str], Role], ...] = (
        (_CIVIC, "civic"),
        (_INTERNATIONAL, "international"),
        (_ARMED, "armed"),
        (_STATE, "state"),
        (_OFFICIAL, "official"),
    )
    return next((role for vocabulary, role in by_word if word in vocabulary), None)


def names_officials(phrase: str) -> bool:
    """Whether somebody is called an official and nothing more ("an official", "two officials")."""
    return any(word.lower() in {"official", "officials"} for word in words(phrase))


def _followed_by_office(lower: tuple[str, ...], index: int) -> bool:
    """ "media office", "press service", "state agency" of a body are that body's own office, not a broadcaster."""
    return index + 1 < len(lower) and lower[index + 1] in {"office", "officer", "bureau", "department", "service", "secretary", "wing"}


def marked_as_belligerent(phrase: str) -> bool:
    """Whether a phrase itself says that the body belongs to a side ("the separatist authorities", "the rebel-run ministry")."""
    return any(word.lower() in _BELLIGERENT_MARKS for word in words(phrase))


def speaks_for_owner(phrase: str) -> bool:
    """Whether a broadcaster is said to be the state's or an armed body's own ("state television", "army radio")."""
    lower = {word.lower() for word in words(phrase)}
    return bool(lower & {"state", "official", "government", "run", "owned"} or lower & _ARMED)
