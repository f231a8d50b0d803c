"""Words for bodies and people: what kind of voice a head noun names, its number and gender. The same words serve every country and side."""

from typing import Literal

from onrecord.reading.wordlists import words
from onrecord.records.vocabulary import ActorKind

Number = Literal["one", "many", "either"]
Gender = Literal["she", "he", "either"]


STATE_BODIES = words(
    """
    administration administrations agency agencies authorities authority cabinet commission consulate court courts customs
    department directorate embassy governorate government governments judiciary junta legislature magistracy
    ministries ministry monarchy municipality office parliament police politburo prefecture presidency prosecution regime
    senate service services state states state-media tribunal council councils counterpart intelligence bureau secretariat
    assembly
    """
)
ARMED_FORCES = words(
    """
    army armies artillery battalion battalions brigade brigades coastguard command corps division force forces garrison guard
    guards gunners infantry marines military navy patrol peacekeepers police regiment soldiers squadron troops unit units
    airforce gendarmerie servicemen conscripts contingent platoon company garrisons commandos paratroopers jets gunboats
    warplanes warplane
    """
)
ARMED_GROUPS = words(
    """
    alliance bandits brigades cell coalition combatants dissidents extremists faction factions fighters front fronts gang
    gangs group groups guerrilla guerrillas gunmen insurgency insurgents jihadis jihadists militants militia militiamen
    militias movement mujahideen paramilitaries partisans rebel rebels resistance separatists terrorists wing coup-makers
    opposition secessionists league
    """
)
OPEN_GROUPS = words("alliance cell coalition faction factions front fronts group groups league movement opposition resistance wing")
"""Of these, the bodies that are civil as often as armed: what the text shows of one tells (arms.py)."""
ORGANISATIONS = words(
    """
    ambulance association broadcaster centre center channel channels charity charities church clinic club college committee
    committees company council diocese federation foundation hospital hospitals institute mission morgue mosque network
    networks newspaper newspapers observatory organisation organisations organization organizations outlet outlets partners
    party parish press programme program radio society station syndicate team television union unions university watchdog
    website agency school delegation
    """
)
BODY_ENDINGS = words("abroad alert borders foundation initiative international monitor project rights trust trustees watch")
"""Last words of proper names that make the name one of a body and of no person ("Open Fields International")."""
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

UNNAMED_SINGULAR_HE = words(
    """
    abbot boy brother businessman cameraman chairman clergyman congressman councilman emir father fisherman grandfather
    grandson gunman husband imam king man monk nephew policeman priest prince salesman serviceman sheikh son spokesman
    statesman sultan tribesman uncle widower
    """
)
UNNAMED_SINGULAR_SHE = words(
    """
    aunt businesswoman chairwoman congresswoman councilwoman daughter girl granddaughter grandmother mother niece nun
    policewoman princess queen servicewoman sister spokeswoman widow wife woman
    """
)
_PEOPLE = words(
    """
    activist adviser advisor aide ambassador analyst archbishop attorney baker bishop bystander campaigner captain cardinal
    chaplain chief clerk colonel commander commissioner consul contractor coordinator coroner correspondent counsellor
    councillor councilor defector deputy detainee diplomat director doctor driver economist editor elder employee engineer
    envoy eyewitness expert farmer firefighter fisher general governor grocer guard headmaster headteacher herder historian
    hostage inhabitant inspector interpreter investigator journalist judge labourer lawmaker lawyer leader legislator
    lieutenant local major manager mayor mechanic mediator medic merchant migrant minister monitor negotiator neighbour
    neighbor nurse observer officer official ombudsman operator opponent owner paramedic parent passenger passer-by pastor
    patient pharmacist photographer physician pilot planner politician premier president priest principal prisoner professor
    prosecutor protester rabbi rapporteur refugee relative reporter representative rescuer researcher resident returnee
    scholar scientist secretary senator sergeant shepherd shopkeeper soldier source specialist spokesperson staffer student
    supporter surgeon surveyor survivor teacher teenager technician trader tribesman vendor veteran victim vicar villager
    volunteer voter warden witness worker writer author investigator interviewee counterpart head child civilian admiral
    brigadier marshal warlord negotiators critic defender chancellor speaker chairperson chair undersecretary prefect viceroy
    apprentice barber beekeeper boatman bursar butcher caretaker carpenter cattleman conductor cook curator deckhand dispatcher docker
    electrician ferryman goatherd gravedigger herdsman hotelier innkeeper janitor librarian lookout mason matron midwife miller
    nightwatchman novelist orderly pensioner plumber poet porter potter quartermaster rancher registrar sailor seaman sentry
    sexton signalman skipper stationmaster tailor watchman weaver welder
    attaché strategist academic fighter militant rebel insurgent deserter conscript deminer widow cleric mufti ayatollah pope
    patriarch
    """
)
_PLURAL_ONLY = words(
    """
    people families crews medics police staff personnel officials sources spokespeople fishermen tribesmen women men girls
    boys children parents relatives neighbours locals elders clergy
    """
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

OFFICES = words(
    """
    ambassador captain chairman chairwoman chancellor chief colonel commander commissioner coordinator coroner director
    general governor king lieutenant major mayor minister ombudsman prefect premier president prince prosecutor queen
    rapporteur secretary sheikh speaker spokesman spokesperson spokeswoman undersecretary envoy head deputy prime foreign
    interior defence defense brigadier admiral sergeant corporal imam bishop archbishop cardinal pope judge justice senator
    representative congressman congresswoman professor doctor dr mr mrs ms gen col lt maj sgt capt cmdr adm brig gov sen rep
    prof rev sir lord lady first vice acting former attorney secretary-general inspector superintendent constable emir sultan
    ayatollah mullah rabbi father sister brother mufti marshal chairperson president-elect
    """
)
"""Words that stand before a person's name and tell what the person is; the name begins after the last of them."""

UNITS = words("artillery battalion brigade corps division infantry platoon regiment squadron")
"""Parts of an army; their names make no armed group."""

TITLE_GENDER: dict[str, Gender] = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "spokesman", "chairman", "father", "brother", "imam"), "he"),
    **dict.fromkeys(("mrs", "ms", "lady", "queen", "princess", "spokeswoman", "chairwoman", "sister"), "she"),
}

NAME_PARTICLES = words("abu ag al ar ash ben bin bint da de del der di dos du el ibn la le ould van von")

MEMBERS = words(
    """
    bandits combatants commandos conscripts dissidents extremists fighters gunmen gunners guards infantry insurgents jihadis jihadists
    marines militants militiamen paramilitaries paratroopers partisans peacekeepers rebels separatists servicemen soldiers terrorists troops
    """
)
"""Armed people in the plural: a body only where the text says whose, or makes them speak or act."""

NAMED_GROUP_WORDS = frozenset(
    word
    for listed in (ARMED_FORCES, ARMED_GROUPS)
    for word in listed
    if word not in {"police", "cell", "gang", "opposition", "company", "command", "unit", "units", "state"}
)
"""Last words of proper names that make the name one of an armed body ("Osk Support Forces", "Free Osk Militia")."""

WEAPONS = words(
    """
    artillery gun guns jet jets plane planes aircraft warplane warplanes fighter-jet fighter-jets drone drones missile
    missiles rocket rockets tank tanks helicopter helicopters gunship gunships gunboat gunboats warship warships ship ships
    mortar mortars shell shells bomb bombs howitzer howitzers sniper snipers bomber bombers quadcopter battery batteries
    launcher launchers vessel vessels submarine
    """
)
EVENTS = words(
    """
    airstrike airstrikes ambush assault assaults attack attacks barrage blast blasts blockade bombardment bombing bombings
    campaign clash clashes crossfire explosion fighting fire gunfire incident incursion invasion massacre offensive operation
    operations raid raids salvo shelling shootout siege strike strikes volley war air-strike raid bombardments killing
    killings
    """
)
"""Heads that name an event: "an Orrian strike killed six" names what happened, not a doer."""


SPEECH_SIDE = words("accuse blame urge warn tell ask condemn criticise criticize press charge denounce thank")
"""Verbs whose object is a side of the talk: who is accused, urged or told."""


def kind_of_head(word: str) -> ActorKind | None:
    """What sort of body a head noun in lower case names, or None when it names none; people give ``unnamed``."""
    if word == "police":
        return "state body"
    if word in ARMED_FORCES:
        return "armed force"
    if word in OPEN_GROUPS:
        return "organisation"
    if word in ARMED_GROUPS:
        return "armed group"
    if word in PEOPLE:
        return "unnamed"
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
