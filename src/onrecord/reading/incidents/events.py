"""Where a text tells of a harmful event: the word, its type, its place and day, and whether it is told as having happened."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.reading.actors.vocabulary import ARMED_FORCES, ARMED_GROUPS, PEOPLE
from onrecord.reading.figures.harm import brought_to_care
from onrecord.reading.incidents.words import (
    AIRCRAFT,
    ARMED_VERBS,
    BUILDINGS,
    DOWNING,
    GENERIC,
    KILLING,
    MISFORTUNES,
    NOT_WEAPONS_BEFORE,
    NOUNS,
    PEOPLE_TAKEN,
    PREVENTED,
    VERBS,
    WEAPONS,
)
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.words import noun_lemma
from onrecord.records import Place
from onrecord.records.vocabulary import IncidentType


class Event(NamedTuple):
    """A mention of a harmful event; token indices, end exclusive."""

    first: int
    last: int
    kind: IncidentType
    generic: bool
    """True when the word alone does not tell the type and no weapon beside it does."""
    verb: VerbGroup | None
    """The verb that tells it, None when a noun does."""
    told: bool
    """False when it is denied, wished, feared or only spoken of in general."""


def find_events(page: Page, places: Sequence[Place]) -> tuple[Event, ...]:
    """Every mention of a harmful event, in text order; one for each verb or noun that names one.

    Args:
        page: the text.
        places: its places: what befalls a town is told with words that mean other things elsewhere ("took", "the fall of").
    """
    found: list[Event] = []
    towns = frozenset(page.token_at(place.span[0]) for place in places)
    for first, last in page.sentences:
        found.extend(tuple(_in_sentence(page, first, last, towns)) or _killings(page, first, last))
    return tuple(found)


def _killings(page: Page, first: int, last: int) -> Iterable[Event]:
    """In a sentence that names no other event, the verbs that tell only that people were killed or hurt, and not how."""
    words = {noun_lemma(token.lower) for token in page.tokens[first:last]}
    if words & MISFORTUNES or page.tokens[last - 1].text == "?":
        return
    for group in page.verb_groups[bisect_left(page.verb_groups, first, key=lambda group: group.first) :]:
        if group.first >= last:
            return
        told = not group.negated and not _hypothetical(page, group) and not _nobody(page, group)
        if group.lemma in KILLING and told:
            yield Event(group.first, group.last, "other", True, group, True)


def _in_sentence(page: Page, first: int, last: int, towns: frozenset[int]) -> Iterable[Event]:
    index = first
    while index < last:
        group = page.verb_at.get(index)
        if group is not None and group.first == index:
            event = _of_town(page, group, towns) or _by_verb(page, group, first, last)
            index = group.last
        elif index + 1 in towns and page.tokens[index].lower in _VERB_FORMS:
            # a headline's verb that was taken for a noun: "Rebels shell Koreni"
            phrase = page.phrase_at.get(index)
            event = Event(phrase.first if phrase else index, index + 1, _VERB_FORMS[page.tokens[index].lower], False, None, True)
            index += 1
        elif (
            page.tokens[index].lower in ("fall", "capture", "siege")
            and page.tokens[min(index + 1, last - 1)].lower == "of"
            and index + 2 in towns
        ):
            event = Event(index, index + 1, "ground attack", True, None, True)
            index += 1
        else:
            event = (
                _by_noun(page, index, first, last)
                if page.classes[index] in ("NN", "NNS", "NNP", "VBG", "VBZ") or page.tokens[index].lower in NOUNS
                else None
            )
            index += 1
        if event is not None:
            yield event


_VERB_FORMS: dict[str, IncidentType] = {
    "shell": "shelling", "shells": "shelling", "bomb": "airstrike", "bombs": "airstrike", "storm": "ground attack", "raid": "ground attack",
    "attack": "ground attack", "attacks": "ground attack", "strike": "airstrike", "hit": "airstrike",
}  # fmt: skip


def _of_town(page: Page, group: VerbGroup, towns: frozenset[int]) -> Event | None:
    """ "Captured Koreni": force that takes a town."""
    if group.lemma not in ("capture", "seize", "overrun", "retake", "recapture") or group.last not in towns:
        return None
    return Event(group.first, group.last, "ground attack", True, group, not group.negated and not _hypothetical(page, group))


def _weapon(page: Page, first: int, last: int) -> IncidentType | None:
    """The type that the first weapon in a range makes an event."""
    for index in range(first, last):
        word = page.tokens[index].lower
        kind = WEAPONS.get(word)
        if kind is None:
            continue
        before = page.tokens[index - 1].lower if index else ""
        if kind == "mine blast" and (before in NOT_WEAPONS_BEFORE or page.classes[index] not in ("NN", "NNS", "NNP")):
            continue
        if (
            word in ("air", "suicide")
            and index + 1 < last
            and page.tokens[index + 1].lower in ("defence", "defences", "defense", "defenses", "base", "note")
        ):
            continue
        if kind == "bombing" and before in ("mortar", "artillery"):
            continue
        if word == "air" and before == "the" and page.tokens[index - 2].lower in ("in", "into", "through", "up"):
            continue  # "shots were fired into the air"
        return kind
    if any(
        page.tokens[i].lower == "explosive" and page.tokens[i - 1].lower in ("buried", "hidden", "planted")
        for i in range(max(first, 1), last)
    ):
        return "mine blast"
    return None


def _clause(page: Page, index: int, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence round a token that no mark of a new clause cuts off."""
    begin, end = index, index + 1
    while (
        begin > first
        and page.tokens[begin - 1].text not in (";", "–", "—", ":")
        and page.tokens[begin - 1].lower not in ("while", "but", "denied", "although")
    ):
        begin -= 1
    while end < last and page.tokens[end].text not in (";", "–", "—") and page.tokens[end].lower not in ("while", "but", "although"):
        end += 1
    return begin, end


def _by_verb(page: Page, group: VerbGroup, first: int, last: int) -> Event | None:
    if page.classes[group.head] == "VBG" and group.last < last and page.tokens[group.last].lower == "of":
        return _by_noun(page, group.head, first, last)  # "the shelling of two towns"
    lemma, clause = group.lemma, _clause(page, group.first, first, last)
    following = [token.lower for token in page.tokens[group.last : min(last, group.last + 8)]]
    told = not _asked(page, last) and not group.negated and not _hypothetical(page, group) and not _nobody(page, group)
    if page.tokens[group.head].lower == "downed":
        return Event(group.first, group.last, "aircraft downed", False, group, told)
    if lemma in DOWNING and _downs(page, group, following, clause):
        return Event(group.first, group.last, "aircraft downed", False, group, told)
    if (
        lemma in ("take", "carry", "drag", "lead")
        and PEOPLE_TAKEN & set(following[:6])
        and not {"attack", "attacks", "strike"} & set(following[:6])
        and not brought_to_care(page, group.last, last)
    ):
        return Event(group.first, group.last, "abduction", False, group, told)
    if lemma in ("drive", "march", "bundle", "haul", "herd", "spirit") and _led_away(page, group, following):
        return Event(group.first, group.last, "abduction", False, group, told)
    if lemma in ("fall", "set") and following[:1] == ["upon"] and _ATTACKED & set(following[1:7]):
        return Event(group.first, group.last, "ground attack", False, group, told)
    if lemma in ("seize", "snatch", "capture") and _takes_people(page, group):
        taken: IncidentType = "detention" if lemma == "seize" and _in_uniform(page, group, first) else "abduction"
        return Event(group.first, group.last, taken, False, group, told)
    if (
        lemma in ("burn", "set")
        and (BUILDINGS & set(following) or {"ablaze", "fire", "alight"} & set(following[:6]))
        and "off" not in following[:1]
    ):
        return (
            Event(group.first, group.last, "arson", False, group, told)
            if lemma == "burn" or {"ablaze", "fire", "alight"} & set(following)
            else None
        )
    if lemma == "burn" and following[:1] == ["down"] and _buildings_before(page, group):
        return Event(group.first, group.last, "arson", False, group, told)
    if lemma == "set" and following[:1] == ["off"]:
        kind = _weapon(page, *clause)
        return Event(group.first, group.last, kind, False, group, told) if kind else None
    if lemma in ("blow", "go") and {"up", "off"} & set(following[:2]) and (lemma == "blow" or _weapon(page, first, group.first)):
        return Event(group.first, group.last, _weapon(page, *clause) or "bombing", False, group, told)
    if lemma == "open" and following[:1] == ["fire"]:
        return Event(group.first, group.last, "shooting", False, group, told)
    if lemma == "come" and (under := _under_fire(page, group, clause)) is not None:
        return Event(group.first, group.last, under, under == "ground attack", group, told)
    if lemma == "engage" and _ARMED_PEOPLE & set(following[:6]):
        return Event(group.first, group.last, "clashes", False, group, told)
    if lemma in ("exchange", "trade") and {"fire", "shots", "gunfire", "shells"} & set(following[:3]):
        return Event(group.first, group.last, "clashes", False, group, told)
    if lemma == "take" and following[:2] in (["into", "custody"], ["in", "custody"]):
        return Event(group.first, group.last, "detention", False, group, told)
    if lemma == "round" and following[:1] == ["up"]:
        return Event(group.first, group.last, "detention", False, group, told)
    if lemma in ("capture", "overrun", "take", "seize") and lemma != "overrun":
        return None
    if lemma in VERBS:
        if lemma == "shoot" and "down" in following[:3]:
            return None
        if lemma in ("shoot", "gun") and not _shoots_people(following, group):
            return None
        return Event(group.first, group.last, VERBS[lemma], False, group, told)
    if lemma in _CONSEQUENCES and _follows_event(page, group):
        return None  # ", killing three": what the event before it did
    if lemma in ARMED_VERBS:
        return _armed(page, group, clause, told=told)
    return None


def _under_fire(page: Page, group: VerbGroup, clause: tuple[int, int]) -> IncidentType | None:
    """ "Two ambulances came under fire", "the town came under artillery attack"; a minister comes under fire in words."""
    words = [token.lower for token in page.tokens[group.last : min(clause[1], group.last + 5)]]
    end = next((n for n, word in enumerate(words) if word in ("fire", "attack", "bombardment", "shelling")), None)
    if words[:1] != ["under"] or end is None or words[end + 1 : end + 2] == ["for"]:
        return None
    if _of_words(page, group.last + end + 1, clause[1]):
        return None
    weapon = _weapon(page, group.last, clause[1])
    exposed = {noun_lemma(page.tokens[n].lower) for n in range(clause[0], group.first)}
    if weapon is None and not exposed & _EXPOSED:
        return None
    return weapon or ("shooting" if words[end] == "fire" else "ground attack" if words[end] == "attack" else "shelling")


def _of_words(page: Page, at: int, last: int) -> bool:
    """ "came under fire | from senators", "| over its fees", "| in parliament": criticism, by those who bear no arms."""
    behind = [token.lower for token in page.tokens[at : min(last, at + 12)]]
    if behind[:2] in (["in", "parliament"], ["in", "court"], ["in", "congress"]) or "over" in behind:
        return True
    phrase = page.phrase_at.get(at + 1) if behind[:1] == ["from"] else None
    if phrase is None or page.classes[phrase.head] == "NNP":
        return False
    word = page.tokens[phrase.head].lower
    return word in PEOPLE and word not in ARMED_FORCES | ARMED_GROUPS


def _asked(page: Page, last: int) -> bool:
    """ "Did soldiers burn the market?" tells nothing."""
    return last > 0 and page.tokens[last - 1].text == "?"


def _burning(page: Page, index: int, last: int) -> IncidentType | None:
    """ "The burning of the market"."""
    following = [token.lower for token in page.tokens[index + 1 : min(last, index + 5)]]
    return "arson" if page.tokens[index].lower == "burning" and following[:1] == ["of"] and BUILDINGS & set(following) else None


def _buildings_before(page: Page, group: VerbGroup) -> bool:
    """ "31 houses and a clinic burned down"."""
    subject = page.phrase_at.get(group.first - 1)
    return subject is not None and bool(BUILDINGS & {token.lower for token in page.tokens[subject.first : subject.last]})


def _led_away(page: Page, group: VerbGroup, following: Sequence[str]) -> bool:
    """ "Drove off ten youths", "marched the elders away", "girls were marched out of the school": people are the object and are gone."""
    if group.passive and following[:1] and following[0] in ("off", "away", "out"):
        return _of_people(page, group.first - 1)
    if not {"off", "away"} & set(following[:6]):
        return False
    return any(_of_people(page, index) for index in range(group.last, min(len(page.tokens), group.last + 6)))


_ATTACKED = frozenset(
    "convoy convoys column columns lorry lorries truck trucks patrol patrols camp camps village villages unit units post posts "
    "outpost checkpoint checkpoints soldiers troops fighters positions position barracks garrison travellers villagers".split()
)
_EXPOSED = frozenset(noun_lemma(word) for word in _ATTACKED | BUILDINGS) | frozenset(
    "ambulance base boat bridge bus car checkpoint city clinic crew district force garrison hamlet helicopter journalist medic "
    "neighbourhood patrol plane quarter rescuer school ship soldier suburb team town train vehicle vessel village volunteer worker".split()
)
"""What is shot at when it comes under fire."""
_CONSEQUENCES = frozenset({"kill", "wound", "injure", "destroy", "damage", "leave", "flatten"})


def _follows_event(page: Page, group: VerbGroup) -> bool:
    return (
        not group.finite and group.first > 0 and page.classes[group.first] == "VBG" and page.tokens[group.first - 1].lower in (",", "and")
    )


def _nobody(page: Page, group: VerbGroup) -> bool:
    """ "Nobody was attacked", "no unit shelled the town"."""
    subject = page.phrase_at.get(group.first - 1)
    return subject is not None and page.tokens[subject.first].lower in ("nobody", "no", "none", "neither", "no-one")


def _armed(page: Page, group: VerbGroup, clause: tuple[int, int], *, told: bool) -> Event | None:
    """A verb that takes its type from the weapon in its clause."""
    kind = _weapon(page, *clause)
    lemma = group.lemma
    if (
        lemma in ("hit", "strike", "destroy")
        and page.tokens[group.first - 1].lower in AIRCRAFT
        and (group.passive or page.tokens[min(group.last, clause[1] - 1)].lower == "by")
    ):
        return Event(group.first, group.last, "aircraft downed", False, group, told)
    if kind is None and lemma == "fire" and page.tokens[min(group.last, clause[1] - 1)].lower in ("at", "on", "into", "from", "towards"):
        return Event(group.first, group.last, "shooting", True, group, told)
    if kind is None:
        if lemma == "attack":
            return Event(group.first, group.last, "ground attack", True, group, told)
        if lemma == "bomb":
            return Event(group.first, group.last, "airstrike", False, group, told)
        if lemma == "strike" and _object_follows(page, group):
            return Event(group.first, group.last, "airstrike", True, group, told)
        return None
    if lemma == "bomb":
        return Event(group.first, group.last, "airstrike" if kind != "bombing" else kind, False, group, told)
    if lemma == "drop" and kind in ("airstrike", "bombing", "drone strike") and not _event_noun_near(page, clause):
        return Event(group.first, group.last, "airstrike" if kind == "bombing" else kind, False, group, told)
    if lemma in ("carry", "launch", "drop", "set") or (
        lemma in ("kill", "wound", "injure", "damage", "destroy") and _event_noun_near(page, clause)
    ):
        return None  # the noun beside it is the mention
    if lemma == "crash" and page.tokens[min(group.last, clause[1] - 1)].lower not in ("into", "onto", "through"):
        return None
    if lemma in ("fall", "land") and not _weapon(page, clause[0], group.first):
        return None
    return Event(group.first, group.last, kind, False, group, told)


def _event_noun_near(page: Page, clause: tuple[int, int]) -> bool:
    return any(noun_lemma(page.tokens[i].lower) in NOUNS for i in range(*clause))


def _object_follows(page: Page, group: VerbGroup) -> bool:
    phrase = page.phrase_at.get(group.last)
    return phrase is not None and page.tokens[phrase.head].lower not in ("deal", "deals", "balance", "agreement", "chord", "pose", "truce")


def _shoots_people(following: Sequence[str], group: VerbGroup) -> bool:
    return "video" not in following[:4] and "footage" not in following[:4] and (group.passive or bool(following))


def _takes_people(page: Page, group: VerbGroup) -> bool:
    """ "Seized close to 12 students": people are the object, or the subject of the passive."""
    if not group.passive and group.lemma == "capture":
        return False
    if group.passive:
        return _of_people(page, group.first - 1)
    end = min(page.sentence_of(group.first)[1], group.last + 6)
    for index in range(group.last, end):
        if index in page.verb_at or page.tokens[index].lower in ("from", "by", ",", ";", "after", "when"):
            return False
        if _of_people(page, index):
            return True
    return False


def _of_people(page: Page, index: int) -> bool:
    phrase = page.phrase_at.get(index)
    if phrase is None:
        return False
    word = page.tokens[phrase.head].lower
    return word in _PEOPLE or noun_lemma(word) in _PEOPLE or (word.endswith("men") and len(word) > 5)


def _in_uniform(page: Page, group: VerbGroup, first: int) -> bool:
    """ "Marines seized two men": those who may arrest, on whichever side, detain."""
    words = {page.tokens[i].lower for i in range(max(first, group.first - 5), group.first)}
    return bool(words & _UNIFORMED)


_UNIFORMED = frozenset(
    "soldiers troops marines police policemen officers agents gendarmes guards army security authorities military".split()
)
_ARMED_PEOPLE = frozenset(
    "column columns fighters insurgents militants troops forces enemy rebels soldiers gunmen guerrillas terrorists units positions "
    "attackers bandits militiamen".split()
)
_PEOPLE = frozenset(
    "people person man men woman women boy girl child children student pupil worker villager resident civilian "
    "journalist priest nun driver passenger hostage family engineer farmer trader aid-worker teacher monk elder "
    "official mayor tourist fisherman doctor nurse herder miner refugee activist protester trucker nurse medic "
    "youth teenager pilgrim labourer shepherd prisoner".split()
)


def _downs(page: Page, group: VerbGroup, following: Sequence[str], clause: tuple[int, int]) -> bool:
    if group.lemma in ("bring", "shoot") and "down" not in following[:3]:
        return False
    words = {page.tokens[i].lower for i in range(*clause)}
    return bool(words & AIRCRAFT) and not (words & {"drone", "drones"} and not words & (AIRCRAFT - {"aircraft"}))


def _hypothetical(page: Page, group: VerbGroup) -> bool:
    words = {token.lower for token in page.tokens[group.first : group.last]}
    if group.modal is not None and "have" not in words:
        return group.modal != "could" or group.negated
    if not group.infinitive:
        return False
    before = page.verb_at.get(group.first - 1)
    return before is None or before.lemma in PREVENTED | {"want", "order", "ask", "call", "intend", "aim", "try"}


def _by_noun(page: Page, index: int, first: int, last: int) -> Event | None:
    word = page.tokens[index].lower
    lemma = noun_lemma(word)
    kind = NOUNS.get(lemma) or NOUNS.get(word) or _burning(page, index, last)
    if word == "killings":
        kind = "ground attack"
    if kind is None:
        return None
    phrase = page.phrase_at.get(index)
    if phrase is not None and phrase.head != index and page.classes[phrase.head] != "NNP" and lemma not in ("shelling", "bombing"):
        return None  # "strike aircraft", "raid leader"
    begin = phrase.first if phrase is not None else index
    before = [page.tokens[i].lower for i in range(begin, index)]
    if lemma == "fire" and not any(WEAPONS.get(w) for w in before):
        return None
    if lemma == "strike" and {"hunger", "general", "labour", "labor", "doctors", "teachers"} & set(before):
        return None
    if lemma in ("arrest", "detention") and phrase is None:
        return None
    generic = lemma in GENERIC or word == "killings"
    weapon = _weapon(page, begin, index)
    if (
        weapon is None
        and lemma in ("attack", "strike", "raid", "assault")
        and word in ("attack", "strike", "raid", "assault", "attacks", "strikes", "raids")
    ):
        weapon = _weapon(page, index + 1, min(last, index + 14)) if lemma != "raid" else None
    if weapon is not None and lemma in ("attack", "strike", "raid", "assault", "fire", "blast", "explosion", "barrage"):
        kind, generic = weapon, False
    if lemma == "bombing" and {"aerial", "air", "carpet"} & set(before):
        kind = "airstrike"
    if lemma == "bombardment" and {"aerial", "air"} & set(before):
        kind = "airstrike"
    return Event(begin, index + 1, kind, generic, None, not _prevented(page, begin, first, before))


def _prevented(page: Page, begin: int, first: int, before: Sequence[str]) -> bool:
    """ "No attack", "repelled four attacks", "feared further strikes"."""
    if {"no", "further", "future", "any", "possible", "alleged-future", "more"} & set(before) and "more" not in before[1:]:
        return True
    group = next((page.verb_at[i] for i in range(begin - 1, max(first, begin - 4) - 1, -1) if i in page.verb_at), None)
    return group is not None and group.lemma in PREVENTED
