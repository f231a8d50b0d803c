"""What a statement says was done, by the sort of deed, and by whom: what two accusations must share to be one, however they are worded.

The words are for weapons and deeds that every conflict has; no name of a state, people, group or person is among them.
"""

import re
from collections.abc import Iterable, Iterator

from onrecord.corroboration.names import NAMES, words
from onrecord.corroboration.told.records import Speaker
from onrecord.corroboration.told.wording import folded_names, names_in
from onrecord.corroboration.told_apart import OF_A_POWER, OF_A_RIVAL, marks_in

DEED = re.compile(
    r"\b(?:attack|assault|bomb|shell|strike|struck|strik|fire|fired|firing|shot|shoot|rocket|missile|drone|artillery|howitzer|mortar|gun"
    r"|air ?craft|air force|raid|storm|cross(?:ed|ing) the|ambush|explo|mine[sd]?\b|mining|burn|arson|torch|destroy|demolish|loot|poison"
    r"|captur|seiz|abduct|kidnap|detain|captive|prisoner|took away|taken away|hostage|tortur|beat|execut|massacre|kill|besieg|siege"
    r"|blockad|occup|ramm|sank|sunk|warship|gunboat|patrol boat|commando|troops|soldier|fighter|gunm[ae]n|militant"
    r"|weapon|ammunition|shield|truce|ceasefire|target)\w*",
    re.IGNORECASE,
)
"""Words for what is done in a conflict, whoever does it."""
DONE = re.compile(
    r"\b(?:shelled|bombed|bombarded|struck|hit|fired|attacked|raided|stormed|killed|destroyed|burn(?:ed|t)|torched|seized|captured"
    r"|ambushed|shot|looted|besieged|rammed|sank|executed|detained|abducted)\b",
    re.IGNORECASE,
)
"""Deeds told as done, where nothing denies them."""
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
    r"|mortars?|planes?|warplanes?|batteries|tanks?|patrols?|government|side|forces|front|gangs?|guards?|movement|cartel"
    r"|military|junta|guerrillas?|mercenaries|coalition|separatists?|insurgents?)\b",
    re.IGNORECASE,
)
"""Words for those who act, and for what they act with."""
_OWNED = re.compile(
    rf"\b(?P<names>{NAMES}) "
    r"(?P<between>(?:(?!(?:above|near|at|in|on|of|to|from|by|and|had|has|was|were|have|the|a|an|said)\b)[a-z-]+(?:['’]s?)? ){0,2})$"
)
_OWNED_AFTER = re.compile(rf" (?:of|from) (?:the )?(?P<names>{NAMES}(?: of {NAMES})?)")
_SUBJECT = re.compile(
    rf"[\s\"“'‘]*(?:that )?(?:[Tt]he )?(?P<names>{NAMES}) "
    r"(?:(?:had|has|have)(?! been\b)|did|used|fired|launched|attacked|struck|shelled|bombed|killed"
    r"|(?:was|were|(?:had|has|have) been) (?:[a-z]+ly )?(?:behind|responsible|to blame|[a-z]+ing))\b"
)
_HARMED = re.compile(
    r"(?:['’]s)?\s(?:(?:who|that|which) )?(?:was|were|is|are|being|(?:had|has|have) been) (?:[a-z]+ly )?"
    r"(?:killed|wounded|injured|hurt|shot|struck|hit|shelled|bombed|attacked|ambushed|captured|seized|abducted|detained|held|taken|arrested"
    r"|executed|targeted|besieged|buried|burned|burnt|destroyed)\b"
)
"""Behind those to whom it was done ("Keshan soldiers were killed")."""
_SIDE_BEFORE = re.compile(rf"\b(?P<mark>[a-z]+ern|{'|'.join(sorted(OF_A_RIVAL))}) $")
"""A word in small letters right before a name ("southern Keshan guns")."""
_AND_ANOTHER = re.compile(rf"\b(?P<names>{NAMES}),? and (?:the )?$")
"""Another who acts, before one whose arms or fighters both have ("Keshan and Vorian troops")."""
_NOBODY = frozenset(
    "armed masked unidentified unknown uniformed plainclothes hooded suspected alleged heavy light local foreign security special joint"
    " state government police military regular loyal loyalist hostile enemy young several overnight meanwhile earlier later elsewhere"
    " today yesterday then however nearby one two three four five six seven eight nine ten eleven twelve dozens scores hundreds"
    " thousands".split()
)
"""Words before those who act that tell of what kind they are, how many or when, and stand with a capital at the head of a sentence."""
_WHOSE_ARMS = re.compile(
    r"\b(?:drones?|missiles?|rockets?|shells?|mortars?|bombs?|jets?|planes?|warplanes?|aircraft|helicopters?|guns?|howitzers?|gunboats?) "
    rf"(?:(?:that|which|over|above|in|at|near|on|of|from|behind) [^,;.]{{1,60}}? )?(?:was|were|is|are|had been|has been|have been) "
    rf"(?P<names>{NAMES})(?=[\s,.;:!?)\"”’]|$)"
)
"""Whose arms were used, told behind them ("the drone was Keshan")."""
_MADE_BY = re.compile(r"-(?:made|built|supplied|designed|manufactured|produced|style|type|trained|funded|born|speaking)$", re.IGNORECASE)
"""Whose arms or fighters are called after those who do not act ("Vorian-made drones")."""
_DETERMINED = (
    r"(?:(?:the|a|an|this|that|these|those|its|their|our|some|several|many|more|two|three|four|five|six|seven|eight|nine|ten|dozens|scores"
    r"|hundreds|thousands|at|least|about|around|of|members?|units?|\d[\d,]*|[a-z]+ing|fellow|allied|nearby)\s){0,3}"
)
_STRUCK = re.compile(
    r"\b(?:on|against|at(?! least)|into|onto|beside|alongside|near|behind|outside|towards?|trained by|killed|wounded|injured|struck"
    r"|hit|hits|(?:shell|bomb|attack|ambush|target|raid|storm|captur|repell|repuls)(?:ed|ing)"
    r"|to (?:shell|bomb|attack|ambush|target|raid|storm)"
    rf"|fought|fighting|overran|shot|shooting|warned)\s{_DETERMINED}$"
)
"""Before those who are attacked or stand beside a deed ("fired on Keshan troops", "beside Keshan fighters")."""
_BLAMED_ON = re.compile(
    r"\b(?:blam\w*|responsibility|pinn\w+|accusations?|allegations?|charges?|complaints?|claims?|case|evidence|inquir(?:y|ies)|proceedings"
    rf"|investigat\w+)\b[^.;]{{0,60}}\b(?:on|against|into|at)\s{_DETERMINED}$"
)
"""Before those who are accused, as those are who are attacked ("blamed it on Keshan troops")."""
_STANDING_BY = re.compile(
    r"\s(?:(?:who|that|which) )?(?:(?:is|are|was|were|had been|have been) )?"
    r"(?:guard(?:s|ed|ing)?|stationed|based|deployed|stood by|stand by|look(?:ed|ing)? on|watch(?:ed|ing)?)\b(?P<then>[^,;.]*)"
)
"""Behind those who are told of beside a deed ("Keshan troops guard the gate"); those who do more act."""
_OWN = re.compile(r"\b(?:its|their|our) own\b|\bof (?:its|their|our) own\b")
_USER = re.compile(rf"\b(?:served|serving|used by|fired by|launched by|carried out by|work of) (?:the )?(?P<names>{NAMES})")
_ITS = re.compile(r"\b(?:its|their|our|ours|it|they|we)\b", re.IGNORECASE)
_CARRIED = re.compile(
    r"\b(?:carr(?:y|ies|ied|ying)|hid(?:e|es|ing|den)?|stor(?:e|es|ed|ing)|transport(?:s|ed|ing)?|smuggl(?:e|es|ed|ing)|(?:cargo|load) of)"
    r" (?:[\w’'-]+ ){0,2}$"
)
"""Before arms that do nothing: "the ferry carried Keshan mortars"."""
_NEAR = 80
"""Characters between the beginning of a name and the word for those who act."""

Doer = tuple[str, ...]
"""Folded words for one who acts, with those that tell it from another of the same name ("south", "sudanese"; "keshan", "rebels")."""


def sorts_of(text: str) -> tuple[str, ...]:
    """The sorts of deeds that a piece of text speaks of, sorted."""
    events = [match.span() for match in _HELD_EVENT.finditer(text)]
    found = (match for match in _SORT.finditer(text) if match.lastgroup)
    return tuple(
        sorted({str(match.lastgroup) for match in found if not (match.group().lower() == "held" and _inside(match.start(), events))})
    )


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def doers_of(text: str, owner: Doer, speaks_for_own: bool) -> tuple[Doer, ...]:
    """Those whose names stand beside words for those who act, in text order; of "its guns" the one whose the speaker's are.

    Who is attacked, and who stands by, does not act.

    Args:
        text: the words said.
        owner: folded words of the body that speaks (``owner_of``).
        speaks_for_own: whether it answers for those who act ("it had fired no rocket").
    """
    subject = _SUBJECT.match(text)
    found = dict.fromkeys(filter(None, (_doer(subject, text) if subject else (), *_named(text))))
    own = speaks_for_own or _ITS.match(text.strip(" \"“'")) or sorts_of(text) == ("inquiry",)  # who tells of an inquiry holds it
    own = own or _OWN.search(text) is not None
    return (owner,) if not found and owner and own else tuple(found)


def owner_of(speaker: Speaker) -> Doer:
    """The words that tell whose a body is, with those that tell it from another of the same name ("lomarian", "rebels")."""
    if not speaker.owner:
        return ()
    return (*speaker.owner, *marks_in(speaker.body), *(word for word in speaker.body if word in OF_A_POWER))


def _named(text: str) -> Iterator[Doer]:
    """Those whose names stand beside words for those who act, empty where they can name nobody who does."""
    for pattern in (_USER, _WHOSE_ARMS):
        yield from (_doer(match, text) for match in pattern.finditer(text))
    for match in ACTOR.finditer(text):
        reach = max(0, match.start() - _NEAR)
        if _CARRIED.search(text, reach, match.start()) or _HARMED.match(text, match.end()) or _stands_by(text, match.end()):
            continue
        before = _OWNED.search(text[reach : match.start()])
        if before and not ACTOR.fullmatch(before["between"].strip().rpartition(" ")[2]):  # "UK troops | guard the gate"
            at = match.start() - len(before.group())
            behind = (*words(before["between"]), match.group())
            if doer := _doer(before, text, start=at, behind=behind):
                other = _AND_ANOTHER.search(text, max(0, at - _NEAR), at)
                yield _doer(other, text, behind=behind) if other else ()
                body = [] if before["between"] or not match.group()[0].isupper() else [match.group().lower()]  # "Rapid Support | Forces"
                yield (*doer, *(word for word in body if word not in doer))
        after = _OWNED_AFTER.match(text, match.end())
        if after and not _is_struck(text, match.start()) and (doer := _doer(after, text)):
            yield (*marks_in([match.group()]), *doer)


def _doer(named: re.Match[str], text: str, *, start: int | None = None, behind: Iterable[str] = ()) -> Doer:
    """The one whom some words with capitals name; empty where they cannot name who acts: "Fire has destroyed 60 houses" names nobody.

    Args:
        named: has the words in its group ``names``.
        text: in which they stand.
        start: where, if it was not found in the whole text.
        behind: the words behind them, up to the one for those who act.
    """
    its, at = names_in(named["names"], text)
    while its and its[0].casefold() in _NOBODY:
        at, its = at + len(its[0]) + 1, its[1:]
    at += named.start("names") if start is None else start
    if not its or any(_MADE_BY.search(name) for name in its) or _is_struck(text, at):
        return ()
    side = _SIDE_BEFORE.search(text, max(0, at - _NEAR), at)
    return (*(marks_in([side["mark"]]) if side else ()), *folded_names(its), *marks_in(behind))


def _is_struck(text: str, start: int) -> bool:
    """Whether those whose name begins at a place are attacked, or told of beside the deed."""
    near = max(0, start - _NEAR)
    return _STRUCK.search(text, near, start) is not None and _BLAMED_ON.search(text, near, start) is None


def _stands_by(text: str, end: int) -> bool:
    match = _STANDING_BY.match(text, end)
    return match is not None and not sorts_of(match["then"]) and DONE.search(match["then"]) is None
