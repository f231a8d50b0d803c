"""What a statement says was done, by the sort of deed, and by whom: what two accusations must share to be one, however they are worded.

The words are for weapons and deeds that every conflict has; no name of a state, people, group or person is among them.
"""

import re
from collections.abc import Iterator

from onrecord.corroboration.names import NAME, folded_name
from onrecord.corroboration.told.wording import may_be_a_name

DEED = re.compile(
    r"\b(?:attack|assault|bomb|shell|strike|struck|strik|fire|fired|firing|shot|shoot|rocket|missile|drone|artillery|howitzer|mortar|gun"
    r"|air ?craft|air force|raid|storm|cross(?:ed|ing) the|ambush|explo|mine[sd]?\b|mining|burn|arson|torch|destroy|demolish|loot|poison"
    r"|captur|seiz|abduct|kidnap|detain|captive|prisoner|took away|taken away|hostage|tortur|beat|execut|massacre|kill|besieg|siege"
    r"|blockad|occup|ramm|sank|sunk|warship|gunboat|patrol boat|commando|troops|soldier|fighter|gunm[ae]n|militant"
    r"|weapon|ammunition|shield|truce|ceasefire|target)\w*",
    re.IGNORECASE,
)
"""Words for what is done in a conflict, whoever does it."""
_NO_TALKS = (
    r"(?:resistance|opposition|fire|gunfire|bullets|protests?|silence|force|death|fate|conditions?|criteria|demands?|needs?|deadlines?"
    r"|requirements?|standards?|targets?|costs?)"
)
"""What is met where nobody sits together."""
_EVENT = (
    r"(?:meetings?|talks|sessions?|summits?|conferences?|hearings?|trials?|inquir(?:y|ies)|elections?|votes?|funerals?|vigils?|service"
    r"|prayers|rall(?:y|ies)|ceremon(?:y|ies)|exercises?|parades?|march(?:es)?|celebrations?|polls?|referendums?)"
)
_HELD_EVENT = re.compile(rf"\b{_EVENT}(?: [a-z]+){{0,3}} held\b|\bheld (?:[\w’'-]+ ){{0,4}}?{_EVENT}\b", re.IGNORECASE)
"""What is held and is nobody ("a meeting was held", "held talks")."""
_SORTS: dict[str, str] = {
    "shelling": r"shell(?:s|ed|ing)?|artillery|howitzers?|mortars?|mortar bombs?|guns?|batter(?:y|ies)|cannons?|bombard\w*",
    "missile": r"missiles?|rockets?|launchers?|projectiles?",
    "air": r"aircraft|air ?strikes?|air force|jets?|war ?planes?|planes?|helicopters?|bomb(?:ed|er|ers|ing)|air raids?",
    "drone": r"drones?|unmanned \w+|uavs?",
    "crossing": r"commandos?|(?<!red )cross(?:ed|es|ing)?|infiltrat\w*"
    r"|incursion|raid(?:ed|ers?|s)?|storm(?:ed|ing)?|rubber boats|came across",
    "boat": r"patrol boats?|gun ?boats?|river guns?|navy|naval|warships?",
    "shooting": r"sniper\w*|machine.guns?|shot|shooting|gunmen|opened fire|fired first|small arms",
    "fire": r"set (?:on )?fire|destroyed (?:by|in) (?:a )?fires?|fires? (?:ha(?:s|ve|d) )?(?:destroyed|consumed|gutted)"
    r"|burn(?:ed|t|ing)?|arson|torch(?:ed)?|fires? (?:were |was )?set|ablaze",
    "mines": r"mines?|mined|booby.traps?|explosives?|charges|improvised",
    "holding": r"detain\w*|prisoners?|captives?|captur\w*|abduct\w*|kidnap\w*|hostages?|taken away|took away|seiz\w*|held|arrest\w*",
    "cover": r"shields?|cover|behind the|hid(?:den)?|using (?:the|a) \w+ as|supply line|base for|as a base|carrying|cargo|weapons?"
    r"|ammunition",
    "inquiry": r"inquir(?:y|ies)|enquir\w*|investigat\w*|examin\w*|looking into|look into|probe",
    "poison": r"poison\w*|contaminat\w*",
    "chemical": r"gas attacks?|chemical|chlorine|sarin|phosphorus",
    "siege": r"besieg\w*|siege|blockad\w*|cut off|starv\w*",
    "killing": r"execut\w*|massacr\w*|summar\w*|tortur\w*|beat(?:en|ing)?|rap(?:e|ed|es)\b",
    "loot": r"loot\w*|plunder\w*|pillag\w*",
    "truce": r"truce|ceasefire|cease-fire",
    "talks": rf"met(?! (?:\w+ ){{0,2}}{_NO_TALKS}\b)|meetings?|talks|negotiat\w+|summits?|sat (?:down )?together|conferred",
}
_SORT = re.compile("|".join(rf"(?P<{sort}>\b(?:{words})\b)" for sort, words in _SORTS.items()), re.IGNORECASE)
ACTOR = re.compile(
    r"\b(?:army|armies|troops|soldiers?|forces?|guns?|batter(?:y|ies)|boats?|launchers?|aircraft|missiles?|rockets?|commandos?|shells?"
    r"|howitzers?|artillery|drones?|posts?|men|fighters?|militants?|rebels?|gunmen|snipers?|jets?"
    r"|air force|navy|units?|brigades?|commanders?|police|militia"
    r"|mortars?|planes?|warplanes?|batteries|tanks?|patrols?|government|side|forces|front|gangs?|guards?|movement|cartel)\b",
    re.IGNORECASE,
)
"""Words for those who act, and for what they act with."""
_OWNED = re.compile(
    rf"\b(?P<name>{NAME}) "
    r"(?:(?!(?:above|near|at|in|on|of|to|from|by|and|had|has|was|were|have|the|a|an|said)\b)[a-z-]+ ){0,2}$"
)
_OWNED_AFTER = re.compile(rf" (?:of|from) (?:the )?(?P<name>{NAME})")
_SUBJECT = re.compile(
    rf"[\s\"“'‘]*(?:that )?(?:[Tt]he )?(?P<name>{NAME}) (?:had|has|have|did|was|were|used|fired|launched|attacked|struck|shelled|bombed)\b"
)
_OWN = re.compile(r"\b(?:its|their|our) own\b|\bof (?:its|their|our) own\b")
_USER = re.compile(rf"\b(?:served|serving|used by|fired by|launched by|carried out by|work of) (?:the )?(?P<name>{NAME})")
_ITS = re.compile(r"\b(?:its|their|our|ours|it|they|we)\b", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)|hid(?:e|es|ing|den)?|stor(?:e|es|ed|ing)|transport(?:s|ed|ing)?|smuggl(?:e|es|ed|ing)|(?:cargo|load) of)"
    r" (?:[\w’'-]+ ){0,2}$"
)
"""Before arms that do nothing: "the ferry carried Keshan mortars"."""
_NEAR = 40
"""Characters between a name and the word for those who act."""


def sorts_of(text: str) -> tuple[str, ...]:
    """The sorts of deeds that a piece of text speaks of, sorted."""
    events = [match.span() for match in _HELD_EVENT.finditer(text)]
    found = (match for match in _SORT.finditer(text) if match.lastgroup)
    return tuple(
        sorted({str(match.lastgroup) for match in found if not (match.group().lower() == "held" and _inside(match.start(), events))})
    )


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def doers_of(text: str, owner: tuple[str, ...], speaks_for_own: bool) -> tuple[str, ...]:
    """Folded names beside words for those who act, in text order; of "its guns" whose the speaker's are.

    Args:
        text: the words said.
        owner: folded proper words of the body that speaks.
        speaks_for_own: whether it answers for those who act ("it had fired no rocket").
    """
    subject = _SUBJECT.match(text)
    found = list(dict.fromkeys([*([folded_name(subject["name"])] if subject and _may_act(subject["name"], text) else []), *_named(text)]))
    own = speaks_for_own or _ITS.match(text.strip(" \"“'")) or sorts_of(text) == ("inquiry",)  # who tells of an inquiry holds it
    own = own or _OWN.search(text) is not None
    if not found and owner and own:
        found = list(owner)
    return tuple(found)


def _may_act(name: str, text: str) -> bool:
    """Whether a word with a capital can name who acts: "Fire has destroyed 60 houses" names nobody."""
    return may_be_a_name(name, text) and re.fullmatch(r"fires?", name, re.IGNORECASE) is None


def _named(text: str) -> Iterator[str]:
    for match in _USER.finditer(text):
        if _may_act(match["name"], text):
            yield folded_name(match["name"])
    for match in ACTOR.finditer(text):
        if _CARRIED.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        before = _OWNED.search(text[max(0, match.start() - _NEAR) : match.start()])
        after = _OWNED_AFTER.match(text[match.end() : match.end() + _NEAR])
        for found in (before, after):
            if found and _may_act(found["name"], text):
                yield folded_name(found["name"])
