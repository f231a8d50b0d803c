"""Whether a text shows a body armed: by what it calls it, by what it does or is charged with, by whose fighters or weapons it names.

Fronts, leagues, movements and coalitions are civil bodies as often as armed ones, and a name of two words may be a person's; so
neither the noun nor the name decides, only what the report shows. The same signs count for everybody.
"""

from collections.abc import Sequence

from onrecord.reading.actors.mention import Mention
from onrecord.reading.actors.vocabulary import ARMED_FORCES, ARMED_GROUPS, EVENTS, MEMBERS, NAME_PARTICLES, OPEN_GROUPS, WEAPONS
from onrecord.reading.acts import speaking_verbs
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma, verb_lemma

_ARMED_WORDS = words("armed extremist guerrilla insurgent jihadist militant paramilitary rebel terrorist warring")
"""Adjectives that call a body armed; small letters only, since a name may hold them for what it is against."""
_ENDS_DESCRIPTION = words("with against on by from for about")
_DEEDS = words(
    """
    abduct ambush assassinate attack behead besiege bomb bombard burn capture encircle execute hijack invade kidnap kill loot maim
    massacre murder mutilate overrun pillage plunder raid ransack rape raze sack seize shell shoot slaughter snatch storm strafe
    surround torch
    """
)
"""Verbs of harm that takes arms and others to help."""
_MASS_DEEDS = words(
    "ambush besiege bomb bombard invade loot massacre overrun pillage plunder raid ransack sack shell storm strafe torch attack"
)
"""Of these, what one person alone is hardly said to do."""
_NO_HARM = words(
    """
    bill budget chance constitution decision deal effigies effigy film flag flags government headlines idea initiative law mood moment
    opportunity out plan plans policies policy position proposal proposals record reform reforms report ruling spotlight stage tires
    tyres verdict video videos
    """
)
"""Objects of which these verbs tell no harm ("attacked the budget", "seized the moment")."""
_OFFICES = words("leader leaders minister ministers premier president")
"""Whom one attacks in words; of any other deed they are the victims as everybody is."""
_ATTACKS = words(
    """
    abduction airstrike ambush assassination assault atrocity attack barrage beheading blast bombardment bombing explosion incursion
    kidnapping killing massacre offensive raid shelling shooting siege
    """
)
_SUFFERED = words("abduction assassination kidnapping killing shooting siege")
"""Of these, what a possessive may as well have suffered ("Ada Quill's assassination")."""
_CHARGES = _ATTACKS | words("atrocity bomb grenade landmine mine missile murder rocket shell")
_MISSILES = words("artillery drone howitzer missile mortar rocket shell sniper")
_LAUNCHING = words("carry conduct fire launch lead mount plan plot stage")
_FIGHTING = words("battle clash ceasefire conflict fight fighting firefight gunfight gunbattle skirmish truce war")
_HOLDING = words("control hold govern rule occupy run")
_GROUNDS = words(
    "area areas city countryside district districts province provinces region road roads territory town towns village villages"
)
_CHARGING = frozenset({"accuse", "blame", "suspect"})
_AS_DOERS = ("as the perpetrator", "as the attacker", "as the culprit", "as attacker", "as perpetrator")
_OWNING = frozenset({"claim", "admit", "accept", "take", "acknowledge"})
_ITSELF = frozenset({"it", "they", "we"})
_OWN = frozenset({"its", "their", "our"})
_LOSSES = words("fighter man soldier troop combatant militant commander")


def shows_arms(page: Page, mention: Mention) -> bool:
    """Whether the words at a mention show the body armed or say that it did armed harm; never what is denied in the verb itself."""
    if mention.noun in ("", "?") and _names_event(mention.core):
        return False
    return _called_armed(page, mention) or _has_arms(page, mention) or _acts_armed(page, mention) or _charged(page, mention)


def named_groups(page: Page, mentions: Sequence[Mention]) -> frozenset[tuple[str, ...]]:
    """The names of several words without a title or an office that do organised harm and that nothing else shows to be persons'."""
    people = [m for m in mentions if m.kind == "person" and m.hit is None]
    told = {m.core for m in people if not _names_event(m.core) and not _in_headline(page, m) and _done_by_many(page, m)}
    persons = {m.core[-1] for m in people if m.office or m.gender != "either" or _has_pronoun(page, m)} if told else set()
    return frozenset(name for name in told if name[-1] not in persons and not _called_by_last_name(page, name))


def _names_event(name: tuple[str, ...]) -> bool:
    """ "Market Explosion", "Car Bomb": what a headline writes like a name."""
    last = name[-1].lower()
    return last in EVENTS or last in WEAPONS


def _in_headline(page: Page, mention: Mention) -> bool:
    """Whether most words of its sentence have capitals, so that they tell no names."""
    words = [token for token in page.tokens[slice(*page.sentence_of(mention.head))] if token.text[0].isalpha()]
    return len(words) >= _SHORTEST_HEADLINE and sum(token.text[0].isupper() for token in words) >= _HEADLINE * len(words)


_HEADLINE, _SHORTEST_HEADLINE = 0.7, 4
"""Share of words with a capital, and words, from which a sentence is a headline (as for the word classes)."""


def _called_by_last_name(page: Page, name: tuple[str, ...]) -> bool:
    """ "Quill" for "Ada Quill": nobody says so of a body; what follows an article or a particle only is no last name."""
    if all(word.lower() in NAME_PARTICLES for word in name[:-1]):
        return False
    return any(token.text == name[-1] and page.tokens[n - 1].text != name[-2] for n, token in enumerate(page.tokens) if n)


def _done_by_many(page: Page, mention: Mention) -> bool:
    """Whether a name has fighters, owns an attack, or is the subject of what nobody does alone or of killing several."""
    if _has_arms(page, mention):
        return True
    group = _verb_of(page, mention)
    if group is None or group.passive or group.negated or group.modal is not None:
        return False
    following = [token.lower for token in page.tokens[group.last : min(page.sentence_of(mention.head)[1], group.last + 8)]]
    if group.lemma in _OWNING:
        return _owns(following)
    return group.lemma in _DEEDS and _does(page, group, following) and (group.lemma in _MASS_DEEDS or _many(page, group.last))


def _many(page: Page, index: int) -> bool:
    """Whether the phrase at a token is of several."""
    phrase = page.phrase_at.get(index)
    if phrase is None:
        return False
    counted = any(page.classes[n] == "CD" and page.tokens[n].lower not in ("one", "1") for n in range(phrase.first, phrase.last))
    return counted or page.classes[phrase.head] == "NNS"


_PRONOUNS = frozenset({"he", "his", "him", "she", "her", "himself", "herself"})


def _has_pronoun(page: Page, mention: Mention) -> bool:
    """ "He" or "her" behind a name in its sentence, or at the head of the next one."""
    number, end = page.sentence_numbers[mention.head], page.sentence_of(mention.head)[1]
    following = page.tokens[mention.last : end]
    opening = page.tokens[page.sentences[number + 1][0]].lower if number + 1 < len(page.sentences) else ""
    aged = len(following) > 1 and following[0].text == "," and following[1].text.isdecimal()  # "Ada Quill, 38,"
    return aged or opening in _PRONOUNS or any(token.lower in _PRONOUNS for token in following)


def _called_armed(page: Page, mention: Mention) -> bool:
    """ "The rebel movement", "the front, a group of dissidents,"."""
    if _apposed_as_armed(page, mention):
        return True
    for index in range(mention.first, mention.last):
        token = page.tokens[index]
        if token.lower in _ENDS_DESCRIPTION:
            return False
        before_head = token.lower == "armed" and index + 1 == mention.head  # "Armed Group" in a headline
        if token.text in _ARMED_WORDS or before_head:
            return True
    return False


def _apposed_as_armed(page: Page, mention: Mention) -> bool:
    """Whether an aside between commas behind a name, with no verb in it, says that it is a body of the armed."""
    at, end = mention.last, page.sentence_of(mention.head)[1]
    if at + 2 >= end or page.tokens[at].text != "," or page.tokens[at + 1].lower not in ("a", "an", "the") or _stands_behind(page, mention):
        return False
    close = next((n for n in range(at + 1, min(end, at + 10)) if page.tokens[n].text == ","), at)
    aside = page.tokens[at + 1 : close]
    if any(n in page.verb_at and page.verb_at[n].finite for n in range(at, close)) or {token.lower for token in aside} & _ENDS_DESCRIPTION:
        return False
    return any(token.text in _ARMED_WORDS or _is_armed_noun(token.lower) for token in aside)


def _has_arms(page: Page, mention: Mention) -> bool:
    """ "League fighters", "the front's rockets", "fighters of the front", "the front's raid on the town"."""
    phrase = page.phrase_at.get(mention.last)
    behind = page.tokens[phrase.head].lower if phrase is not None and phrase.last > mention.last else ""
    if phrase is not None and behind:
        objects = {token.lower for token in page.tokens[phrase.last : phrase.last + 4]}
        spoken = _in_words_only(noun_lemma(behind), objects)
        chief = page.tokens[phrase.last].lower == "in" if phrase.last < len(page.tokens) else False  # "commander in chief"
        if (_is_armed_noun(behind) and not chief) or (noun_lemma(behind) in _ATTACKS - _SUFFERED and not spoken):
            return True
    at = mention.first - 1
    if at > 0 and page.tokens[at].lower in ("of", "from", "to", "with"):
        at -= 2 if page.tokens[at].lower == "to" and page.tokens[at - 1].lower in ("loyal", "linked", "allied") else 1
        return at >= 0 and _is_armed_noun(page.tokens[at].lower)
    return False


def _is_armed_noun(word: str) -> bool:
    return word in MEMBERS or noun_lemma(word) in _MISSILES or noun_lemma(word) == "commander"


# ---------------------------------------------------------------------- what it does


_OPENING_CLAUSES = words("after although as because before but if once since that though until when where while")


def _stands_behind(page: Page, mention: Mention) -> bool:
    """ "Soldiers in Tora shelled …", "near Osk, a group of rebels, …": behind a preposition a name is not whom the rest speaks of."""
    at = _before(page, mention) - 1
    return at >= 0 and page.classes[at] in ("IN", "TO") and page.tokens[at].lower not in _OPENING_CLAUSES


def _verb_of(page: Page, mention: Mention) -> VerbGroup | None:
    """The verb whose subject a mention is; past "which" and past an aside between commas."""
    index, end = mention.last, page.sentence_of(mention.head)[1]
    if _stands_behind(page, mention):
        return None
    if index + 1 < end and page.tokens[index].text == ",":
        if page.tokens[index + 1].lower in ("which", "who"):
            index += 2
        else:
            close = next((n for n in range(index + 1, min(index + 18, end)) if page.tokens[n].text == ","), None)
            index = close + 1 if close is not None else index
    elif index < end and page.tokens[index].lower in ("which", "who", "that"):
        index += 1
    while index < end and page.classes[index] == "RB":
        if page.tokens[index].lower in ("never", "not", "neither"):
            return None
        index += 1
    group = page.verb_at.get(index)
    return group if group is not None and group.first == index and group.finite and index < end else None


def _acts_armed(page: Page, mention: Mention) -> bool:
    if _done_by(page, mention) or _fought(page, mention):
        return True
    group = _verb_of(page, mention)
    if group is None or (group.negated and group.lemma not in speaking_verbs()):
        return False
    end = page.sentence_of(mention.head)[1]
    following = [token.lower for token in page.tokens[group.last : min(end, group.last + 8)]]
    if group.passive:
        return group.lemma in _CHARGING and _names_harm(page, group.last, end)
    if group.lemma in _OWNING and (_owns(following)):
        return True
    if group.lemma in speaking_verbs():
        return _speaks_of_own_arms(page, group.last, end)
    return _does(page, group, following)


def _does(page: Page, group: VerbGroup, following: list[str]) -> bool:
    """What a verb and its object tell of its subject."""
    nouns = {noun_lemma(word) for word in following}
    if group.modal is not None and group.modal != "could":
        return False
    phrase = page.phrase_at.get(group.last)
    head = page.tokens[phrase.head].lower if phrase is not None else ""
    if group.lemma in _DEEDS:
        return bool(following) and not _in_words_only(group.lemma, {head, following[0]})
    if group.lemma in _LAUNCHING:
        return bool(nouns & (_ATTACKS | _MISSILES)) or (group.lemma == "fire" and following[:1] in (["at"], ["on"], ["into"]))
    if group.lemma in _HOLDING:
        return bool(head) and (head in _GROUNDS or (phrase is not None and page.classes[phrase.head] == "NNP"))
    if group.lemma in ("break", "violate", "breach"):
        return bool(nouns & {"truce", "ceasefire", "armistice"})
    if group.lemma == "lose":
        return bool(nouns & _LOSSES)
    return group.lemma in ("clash", "fight", "battle") and any(word in ARMED_FORCES | MEMBERS for word in following)


def _in_words_only(deed: str, objects: set[str]) -> bool:
    """Whether what a deed is done to tells that nobody was harmed: a budget, or whoever holds an office and is attacked in speech."""
    return bool(objects & _NO_HARM) or (deed == "attack" and bool(objects & _OFFICES))


def _owns(following: list[str]) -> bool:
    """ "claimed responsibility", "took credit for the blast", "claimed the attack"."""
    return "responsibility" in following[:4] or "credit" in following[:3] or bool({noun_lemma(w) for w in following[:4]} & _ATTACKS)


def _speaks_of_own_arms(page: Page, first: int, last: int) -> bool:
    """ "said it had shelled …", "said its fighters …": what a body says of itself."""
    for index in range(first, last):
        word = page.tokens[index].lower
        if word in _OWN and (phrase := page.phrase_at.get(index)) is not None and _is_armed_noun(page.tokens[phrase.head].lower):
            return True
        verb = page.verb_at.get(index + 1) if word in _ITSELF else None
        if verb is not None and verb.finite and not verb.passive and not verb.negated and verb.lemma in _DEEDS:
            following = [token.lower for token in page.tokens[verb.last : min(last, verb.last + 8)]]
            return _does(page, verb, following)
    return False


def _done_by(page: Page, mention: Mention) -> bool:
    """ "shelled by the front", "a raid by the league", "land held by the movement"."""
    at = _before(page, mention) - 1
    phrase = page.phrase_at.get(mention.head)
    if phrase is not None and phrase.head > mention.head and not _is_armed_noun(page.tokens[phrase.head].lower):
        return False  # "by officers of the …" told by its adjective: who they are tells their noun
    if at < 0 or page.tokens[at].lower != "by" or page.sentence_numbers[at] != page.sentence_numbers[mention.head]:
        return False
    begin = max(page.sentence_of(at)[0], at - 6)
    if page.classes[at - 1] == "VBN" and (verb_lemma(page.tokens[at - 1].lower) or "") in _HOLDING:
        return any(page.tokens[n].lower in _GROUNDS or page.classes[n] == "NNP" for n in range(begin, at - 1))
    for index in range(at - 1, begin - 1, -1):
        group = page.verb_at.get(index)
        if group is not None and page.tokens[group.head].lower != "been":
            return group.lemma in _DEEDS and (group.passive or not group.finite) and not group.negated
        if noun_lemma(page.tokens[index].lower) in _ATTACKS:
            return True
    return False


def _fought(page: Page, mention: Mention) -> bool:
    """ "clashes with the front", "fighting between the army and the league"."""
    at = _before(page, mention) - 1
    begin = page.sentence_of(mention.head)[0]
    if at > begin and page.tokens[at].lower == "and":
        at = next((n for n in range(at - 1, max(begin, at - 8), -1) if page.tokens[n].lower == "between"), begin)
    return at > begin and page.tokens[at].lower in ("with", "between", "against") and noun_lemma(page.tokens[at - 1].lower) in _FIGHTING


def _before(page: Page, mention: Mention) -> int:
    """Where the noun phrase of a mention begins."""
    phrase = page.phrase_at.get(mention.first)
    return min(mention.first, phrase.first) if phrase is not None else mention.first


# ---------------------------------------------------------------------- what it is charged with


def _charged(page: Page, mention: Mention) -> bool:
    """ "accused the front of shelling …", "blamed the league for the attack", "blamed the league" where harm is told before."""
    verb = page.verb_at.get(_before(page, mention) - 1)
    end = page.sentence_of(mention.head)[1]
    if verb is not None and verb.lemma in ("name", "identify"):
        return page.words(mention.last, min(end, mention.last + 3)).lower().startswith(_AS_DOERS) if mention.last < end else False
    if verb is None or verb.passive or verb.negated or verb.lemma not in _CHARGING:
        return False
    at = mention.last
    if at < end and page.tokens[at].text == ",":  # "blamed the front, a group of …, for the mine"
        at = next((n + 1 for n in range(at + 1, min(at + 12, end)) if page.tokens[n].text == ","), at)
    if at < end and page.tokens[at].lower in ("of", "for"):
        return _names_harm(page, at, end)
    number = page.sentence_numbers[mention.head]
    begin = page.sentences[max(0, number - 1)][0]
    return any(page.verb_at[n].lemma in _DEEDS | {"kill", "hit"} for n in range(begin, mention.first) if n in page.verb_at) or any(
        noun_lemma(page.tokens[n].lower) in _ATTACKS for n in range(begin, mention.first)
    )


def _names_harm(page: Page, first: int, last: int) -> bool:
    """Whether the charge behind "of" or "for" is one of armed harm."""
    if first + 1 >= last or page.tokens[first].lower not in ("of", "for"):
        return False
    stop = next((n for n in range(first + 1, last) if page.tokens[n].text in (",", ";")), last)
    for index in range(first + 1, min(stop, first + 7)):
        word = page.tokens[index].lower
        if page.classes[index] == "VBG":
            lemma = verb_lemma(word) or word
            following = {noun_lemma(token.lower) for token in page.tokens[index + 1 : min(stop, index + 8)]}
            phrase = page.phrase_at.get(index + 1)
            spoken = phrase is not None and _in_words_only(lemma, {page.tokens[phrase.head].lower})
            if lemma in _DEEDS and not spoken:
                return True
            if lemma in _LAUNCHING and following & (_ATTACKS | _MISSILES):
                return True
        elif noun_lemma(word) in _CHARGES or (noun_lemma(word) == "crime" and page.tokens[index - 1].lower == "war"):
            return True
    return False


def may_be_armed(noun: str) -> bool:
    """Whether a body of that head noun is as often civil as armed; empty for a bare name."""
    return noun in OPEN_GROUPS or noun in ARMED_GROUPS or noun in ("", "?", "organisation", "organization", "party")
