"""Words for bodies and people: what kind of voice a head noun names, its number and gender. The same words serve every country and side."""

from typing import Literal

from onrecord.records.vocabulary import ActorKind

Number = Literal["one", "many", "either"]
Gender = Literal["she", "he", "either"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STATE_BODIES = _words(
    """
    administration administrations agency agencies authorities authority cabinet commission consulate court courts customs department
    directorate embassy governorate government governments judiciary junta kremlin legislature magistracy ministries ministry monarchy
    municipality office parliament police politburo prefecture presidency prosecution regime senate service services state states
    state-media tribunal council councils counterpart intelligence bureau secretariat assembly
    """
)
ARMED_FORCES = _words(
    """
    army armies artillery battalion battalions brigade brigades coastguard command corps division force forces garrison guard guards gunners
    infantry marines military navy patrol peacekeepers police regiment soldiers squadron troops unit units airforce gendarmerie servicemen
    conscripts contingent platoon company garrisons commandos paratroopers jets gunboats warplanes warplane
    """
)
ARMED_GROUPS = _words(
    """
    alliance bandits brigades cell coalition combatants dissidents extremists faction factions fighters front fronts gang gangs group groups
    guerrilla guerrillas gunmen insurgency insurgents jihadis jihadists militants militia militiamen militias movement mujahideen
    paramilitaries partisans rebel rebels resistance separatists terrorists wing coup-makers opposition secessionists league
    """
)
ORGANISATIONS = _words(
    """
    ambulance association broadcaster centre center channel channels charity charities church clinic club college committee committees
    company council diocese federation foundation hospital hospitals institute mission morgue mosque network networks newspaper newspapers
    observatory organisation organisations organization organizations outlet outlets partners party parish press programme program radio society station
    syndicate team television union unions university watchdog website agency school delegation
    """
)
GROUP_NOUNS = frozenset(
    {
        "group",
        "groups",
        "movement",
        "organisation",
        "organization",
        "faction",
        "front",
        "militia",
        "coalition",
        "alliance",
        "rebels",
        "league",
        "party",
    }
)

UNNAMED_SINGULAR_HE = _words(
    "abbot brother father fisherman grandfather grandson husband imam king man monk nephew policeman priest prince salesman serviceman son spokesman uncle widower boy "
    "businessman congressman chairman clergyman councilman cameraman statesman sheikh tribesman gunman emir sultan"
)
UNNAMED_SINGULAR_SHE = _words(
    "aunt daughter girl grandmother mother niece nun princess queen sister spokeswoman widow wife woman policewoman chairwoman congresswoman councilwoman granddaughter servicewoman businesswoman"
)
_PEOPLE = _words(
    """
    activist adviser advisor aide ambassador analyst archbishop attorney baker bishop bystander campaigner captain cardinal chaplain chief clerk colonel
    commander commissioner consul contractor coordinator coroner correspondent counsellor councillor councilor defector deputy detainee diplomat
    director doctor driver economist editor elder employee engineer envoy eyewitness expert farmer firefighter fisher general governor
    grocer guard headmaster headteacher herder historian hostage inhabitant inspector interpreter investigator journalist judge labourer lawmaker lawyer leader
    legislator lieutenant local major manager mayor mechanic mediator medic merchant migrant minister monitor
    negotiator neighbour neighbor nurse observer officer official ombudsman operator opponent owner paramedic parent passenger passer-by pastor patient
    pharmacist photographer physician pilot planner politician premier president priest principal prisoner professor prosecutor protester
    rabbi rapporteur refugee relative reporter representative rescuer researcher resident returnee scholar scientist secretary
    senator sergeant shepherd shopkeeper soldier source specialist spokesperson staffer student supporter surgeon surveyor survivor
    teacher teenager technician trader tribesman vendor veteran victim vicar villager volunteer voter warden witness worker writer author
    investigator interviewee counterpart head child civilian admiral brigadier marshal warlord negotiators critic defender chancellor speaker chairperson chair undersecretary
    prefect viceroy attaché strategist academic fighter militant rebel insurgent deserter conscript deminer widow cleric mufti ayatollah pope patriarch
    """
)
_PLURAL_ONLY = _words(
    "people families crews medics police staff personnel officials sources spokespeople fishermen tribesmen women men girls boys children parents relatives neighbours locals elders clergy"
)


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


PEOPLE_SINGULAR = _PEOPLE | UNNAMED_SINGULAR_HE | UNNAMED_SINGULAR_SHE
PEOPLE_PLURAL = frozenset(_plural(word) for word in PEOPLE_SINGULAR) | _PLURAL_ONLY
PEOPLE = PEOPLE_SINGULAR | PEOPLE_PLURAL

OFFICES = _words(
    """
    ambassador captain chairman chairwoman chancellor chief colonel commander commissioner coordinator coroner director general governor
    king lieutenant major mayor minister ombudsman prefect premier president prince prosecutor queen rapporteur secretary sheikh speaker spokesman
    spokesperson spokeswoman undersecretary envoy head deputy prime foreign interior defence defense brigadier admiral sergeant corporal imam bishop
    archbishop cardinal pope judge justice senator representative congressman congresswoman professor doctor dr mr mrs ms gen col lt maj sgt capt cmdr
    adm brig gov sen rep prof rev sir lord lady first vice acting former attorney secretary-general inspector superintendent constable
    emir sultan ayatollah mullah rabbi father sister brother mufti marshal chairperson president-elect
    """
)
"""Words that stand before a person's name and tell what the person is; the name begins after the last of them."""

TITLE_GENDER: dict[str, Gender] = {
    "mr": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "mrs": "she", "ms": "she", "lady": "she", "queen": "she", "princess": "she",
    "spokesman": "he", "spokeswoman": "she", "chairman": "he", "chairwoman": "she", "father": "he", "brother": "he", "sister": "she", "imam": "he",
}  # fmt: skip

NAME_PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "abu",
        "ben",
        "ould",
        "ag",
        "de",
        "del",
        "la",
        "van",
        "von",
        "der",
        "da",
        "dos",
        "du",
        "di",
        "le",
        "ash",
        "ar",
    }
)

NAMED_GROUP_WORDS = frozenset(
    word
    for words in (ARMED_FORCES, ARMED_GROUPS)
    for word in words
    if word not in {"police", "cell", "gang", "opposition", "company", "command", "unit", "units", "state"}
)
"""Last words of proper names that make the name one of an armed body ("Rapid Support Forces", "Free Keshet Militia")."""

WEAPONS = _words(
    """
    artillery gun guns jet jets plane planes aircraft warplane warplanes fighter-jet fighter-jets drone drones missile missiles rocket rockets tank tanks helicopter helicopters gunship
    gunships gunboat gunboats warship warships ship ships mortar mortars shell shells bomb bombs howitzer howitzers sniper snipers bomber bombers quadcopter battery batteries launcher launchers vessel vessels submarine
    """
)
EVENTS = _words(
    """
    airstrike airstrikes ambush assault assaults attack attacks barrage blast blasts blockade bombardment bombing bombings campaign clash clashes crossfire
    explosion fighting fire gunfire incident incursion invasion massacre offensive operation operations raid raids salvo shelling shootout siege
    strike strikes volley war air-strike raid bombardments killing killings
    """
)
"""Heads that name an event: "an Israeli strike killed six" names what happened, not a doer."""


SPEECH_SIDE = _words("accuse blame urge warn tell ask condemn criticise criticize press charge denounce thank")
"""Verbs whose object is a side of the talk: who is accused, urged or told."""


def kind_of_head(word: str) -> ActorKind | None:
    """What sort of body a head noun in lower case names, or None when it names none; people give ``unnamed``."""
    if word in PEOPLE:
        return "unnamed"
    if word in ARMED_FORCES:
        return "armed force"
    if word in ARMED_GROUPS:
        return "armed group"
    if word in STATE_BODIES:
        return "state body"
    if word in ORGANISATIONS:
        return "organisation"
    return None


def number_of(word: str) -> Number:
    """Grammatical number of a person noun or a body noun in lower case; bodies are spoken of as "it" and as "they"."""
    if word in PEOPLE_PLURAL:
        return "many"
    return "one" if word in PEOPLE_SINGULAR else "either"


def gender_of(word: str) -> Gender:
    """Gender that a person noun itself tells."""
    if word in UNNAMED_SINGULAR_SHE:
        return "she"
    return "he" if word in UNNAMED_SINGULAR_HE else "either"
