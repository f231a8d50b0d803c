"""Whom a content makes the doer of harm or wrong. Sides come from the report's own actors, never from a list."""

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.actors import ActorIndex
from onrecord.reading.actors.vocabulary import ARMED_FORCES, ARMED_GROUPS, EVENTS, PEOPLE, WEAPONS
from onrecord.reading.harm import BLAME_PHRASES, HARM_NOUNS, HARM_VERBS, WEAK_HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.statements.clauses import Clause
from onrecord.reading.wordlists import phrases, words
from onrecord.records import Actor

ENEMY = "the enemy"
"""Side of a doer that is only called the enemy: the other party, when the report has two."""

_STATES_OWN = words("force forces gendarmes officers police policemen soldiers troops")
_ARMED_KINDS = frozenset({"armed force", "armed group", "organisation", "person", "state", "state body"})


def side_of(actor: Actor) -> str:
    """The party that an actor belongs to; without one, the state whose body or officer it is; else its own name."""
    if actor.party is not None:
        return actor.party
    official = actor.kind in ("state", "state body", "armed force") or (
        actor.kind in ("person", "unnamed") and (actor.office is not None or _OFFICIALS & set(actor.name.lower().split()))
    )
    return f"state {actor.country}" if actor.country is not None and official else actor.name


_OFFICIALS = words(
    """
    commander commanders diplomat diplomats official officials officer officers police soldier soldiers spokesman spokesperson
    spokeswoman troops lawmaker lawmakers
    """
)


def doers_of_clause(page: Page, actors: ActorIndex, clause: Clause) -> frozenset[str]:
    """Sides that the main clause makes the doer of harm; empty when it does not."""
    verb = clause.verb
    if verb is None:
        return frozenset()
    for group in (verb, *_coordinated(page, verb, clause.last)):
        found = _doers_of_verb(page, actors, clause, group)
        if found:
            return found
    return frozenset()


def _doers_of_verb(page: Page, actors: ActorIndex, clause: Clause, verb: VerbGroup) -> frozenset[str]:
    end = clause.last
    subject = (clause.subject.first if clause.subject is not None else clause.first, clause.subject_end)
    cleft = _cleft(page, clause, verb)
    if cleft is not None:
        return _doer(page, actors, *cleft)
    if _lays_blame(page, verb, end):
        return _doer(page, actors, *subject)
    behind = _named_behind(page, clause, verb)
    if behind is not None and not (clause.negated or verb.negated):
        phrase = page.phrase_at.get(behind)
        return _doer(page, actors, phrase.first, phrase.last) if phrase is not None else frozenset()
    if verb.lemma == "set" and not (clause.negated or verb.passive or verb.negated) and _sets_on_fire(page, verb, end):
        return _doer(page, actors, *subject)
    if (
        verb.lemma not in HARM_VERBS
        or (verb.lemma in WEAK_HARM_VERBS and not _harmful_object(page, verb, end))
        or clause.negated
        or verb.negated
    ):
        return frozenset()
    if verb.passive:
        return _agent(page, actors, verb, end)
    return _doer(page, actors, *subject) if clause.subject is not None else frozenset()


def _cleft(page: Page, clause: Clause, verb: VerbGroup) -> tuple[int, int] | None:
    """ "it was X who fired at the queue", "those who burned the mill were X": the phrase that is said to be the doer; else None."""
    if verb.lemma != "be" or clause.subject is None or verb.negated or clause.negated:
        return None
    named = page.phrase_at.get(verb.last)
    if named is None or named.first != verb.last or named.pronoun:
        return None
    if clause.subject.pronoun and page.tokens[clause.subject.first].lower in ("it", "that"):
        behind = next((n for n in range(named.last, min(named.last + 3, clause.last)) if page.tokens[n].lower in _RELATIVES), None)
        told = (behind, clause.last) if behind is not None else None
    else:
        within = range(clause.subject.last, min(verb.first, clause.subject.last + 2))
        behind = next((n for n in within if page.tokens[n].lower in _RELATIVES), None)
        told = (behind, verb.first) if behind is not None else None
    if told is None:
        return None
    deed = next((page.verb_at[n] for n in range(*told) if n in page.verb_at), None)
    return (named.first, named.last) if deed is not None and _harms_somebody(page, deed, clause.last) else None


def _harms_somebody(page: Page, deed: VerbGroup, last: int) -> bool:
    harmful = deed.lemma in HARM_VERBS and (deed.lemma not in WEAK_HARM_VERBS or _harmful_object(page, deed, last))
    return not deed.negated and not deed.passive and (harmful or (deed.lemma == "open" and page.tokens[deed.last].lower == "fire"))


_RELATIVES = frozenset({"that", "who", "which"})
_MAKING = frozenset({"doing", "handiwork", "work"})
_FAULT = frozenset({"blame", "fault", "guilt", "responsibility"})
_ISSUING = frozenset({"come", "emanate", "originate"})
_SHOT = WEAPONS | words("bullet bullets fire gunfire projectile projectiles round rounds shot shots")


def _named_behind(page: Page, clause: Clause, verb: VerbGroup) -> int | None:
    """First token of the doer in "was the work of X", "the shells came from X"; None for other clauses."""
    after = [page.tokens[n].lower for n in range(verb.last, min(verb.last + 4, clause.last))]
    if verb.lemma == "be" and len(after) > 3 and after[0] == "the" and after[1] in _MAKING and after[2] == "of":
        return verb.last + 3
    laid = clause.subject is not None and page.tokens[clause.subject.head].lower in _FAULT and verb.lemma in ("lie", "rest", "fall")
    if laid and after[:1] and after[0] in ("with", "on"):
        return verb.last + 1
    shot = clause.subject is not None and page.tokens[clause.subject.head].lower in _SHOT
    return verb.last + 1 if shot and verb.lemma in _ISSUING and after[:1] == ["from"] else None


def _sets_on_fire(page: Page, verb: VerbGroup, last: int) -> bool:
    """ "set the stalls alight", "set fire to the stalls", "set them on fire"."""
    after = [page.tokens[n].lower for n in range(verb.last, min(verb.last + 9, last))]
    return bool({"ablaze", "afire", "alight"} & set(after)) or after[:2] == ["fire", "to"] or ("on", "fire") in pairwise(after)


def doers_behind(page: Page, actors: ActorIndex, content: Sequence[tuple[int, int]]) -> frozenset[str]:
    """ "Behind it were X": the side that follows the verb when a content opens with "behind"."""
    spoken = [n for first, last in content for n in range(first, last) if page.classes[n] != "PU"]
    if len(spoken) < 4 or page.tokens[spoken[0]].lower != "behind":
        return frozenset()
    verb = next((place for place, n in enumerate(spoken[:7]) if n in page.verb_at and page.verb_at[n].lemma in ("be", "stand")), None)
    if verb is None or verb + 1 >= len(spoken) or page.verb_at[spoken[verb]].negated:
        return frozenset()
    phrase = page.phrase_at.get(spoken[verb + 1])
    return _doer(page, actors, phrase.first, phrase.last) if phrase is not None else frozenset()


def _coordinated(page: Page, verb: VerbGroup, last: int) -> list[VerbGroup]:
    """Verbs that share the subject of a main verb: "entered the town *and took* 29 people"."""
    found: list[VerbGroup] = []
    index = verb.last
    while index < last:
        group = page.verb_at.get(index)
        if group is not None and group.first == index:
            before = page.tokens[index - 1].lower
            if before in ("and", "then", "but", "also") and group.finite:
                found.append(group)
            elif group.finite and page.phrase_at.get(index - 1) is not None:
                break  # another subject: another clause
            index = group.last
        else:
            index += 1
    return found


def doers_anywhere(page: Page, actors: ActorIndex, content: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Sides that do harm in any clause of a content ("… after X drones struck a house")."""
    found: set[str] = set()
    for first, last in content:
        for index in range(first, last):
            verb = page.verb_at.get(index)
            if verb is None or verb.first != index or verb.lemma not in HARM_VERBS or verb.negated:
                continue
            if verb.passive or (not verb.finite and page.classes[verb.head] == "VBN"):
                found |= _agent(page, actors, verb, last)
                continue
            subject = page.phrase_at.get(verb.first - 1)
            if subject is not None and subject.first >= first:
                found |= _doer(page, actors, subject.first, subject.last)
        for index in range(first, last):  # "an X strike", "shelling by Y"
            phrase = page.phrase_at.get(index)
            if phrase is not None and phrase.first == index and page.tokens[phrase.head].lower in EVENTS:
                actor = actors.at(page.span(phrase.first, phrase.last))
                if actor is not None and actor.kind in _ARMED_KINDS:
                    found.add(side_of(actor))
    return frozenset(found)


_BEARING_BLAME = phrases(
    """
    bore the blame, bears the blame, bear the blame, blood on its hands, blood on his hands, blood on their hands, had a hand in, has a
    hand in, carries the blame, carried the blame
    """
)


def _lays_blame(page: Page, verb: VerbGroup, last: int) -> bool:
    after = tuple(page.tokens[n].lower for n in range(verb.head, min(verb.last + 4, last)))
    return any(after[n : n + len(phrase)] == phrase for phrase in (*BLAME_PHRASES, *_BEARING_BLAME) for n in range(len(after)))


def _harmful_object(page: Page, verb: VerbGroup, last: int) -> bool:
    """Whether what follows a many-sided verb is harmed, or is a wrong ("used residents as shields", "took 29 people")."""
    stop = min(verb.last + 9, last)
    words = [page.tokens[n].lower for n in range(verb.last, stop)]
    if verb.lemma in ("fire", "shoot", "open") and "first" in words:
        return True
    if verb.lemma in ("fire", "shoot") and words[:1] and words[0] in ("at", "on", "upon") and "air" not in words[:4]:
        return True
    if verb.passive:
        words += [page.tokens[n].lower for n in range(max(verb.first - 5, 0), verb.first)]
    return any(word in HARM_NOUNS or word in PEOPLE for word in words)


def _agent(page: Page, actors: ActorIndex, verb: VerbGroup, last: int) -> frozenset[str]:
    """The "by" phrase of a passive verb."""
    for index in range(verb.last, min(verb.last + 14, last)):
        if page.tokens[index].lower == "by":
            phrase = page.phrase_at.get(index + 1)
            return _doer(page, actors, phrase.first, phrase.last) if phrase is not None else frozenset()
        group = page.verb_at.get(index)
        if group is not None and group.finite:
            break
    return frozenset()


def _doer(page: Page, actors: ActorIndex, first: int, last: int) -> frozenset[str]:
    """Sides named in a subject whose head is somebody, or somebody's arms; an event named after somebody is no doer."""
    if first >= last or page.classes[first] == "PRP$":  # "its forces": the speaker's own
        return frozenset()
    phrase = page.phrase_at.get(first)
    head = phrase.head if phrase is not None else last - 1
    noun = page.tokens[head].lower
    spoken = {page.tokens[n].lower for n in range(first, last)}
    if noun in EVENTS and noun != "fire":
        return frozenset()
    if "enemy" in spoken:
        return frozenset({ENEMY})
    armed = noun in WEAPONS or noun in ARMED_FORCES or noun in ARMED_GROUPS or noun in PEOPLE
    definite = page.tokens[first].lower in ("the", "this", "that", "these", "those")
    found: dict[str, None] = {}
    for index in range(first, last):
        actor = actors.at(page.span(index, index + 1))
        own_craft = index == head - 1 and actor is not None and actor.kind in ("armed force", "armed group")  # "a navy launch"
        if (
            actor is None
            or actor.kind not in _ARMED_KINDS
            or not (index == head or armed or own_craft or page.tokens[index].text[0].isupper())
        ):
            continue
        own = noun in _STATES_OWN  # "soldiers" and "security forces" are somebody's, "gunmen" nobody's in particular
        if actor.party or definite or own or any(letter.isupper() for letter in actor.name):
            found[side_of(actor)] = None
    if not found and _is_the_name(page, first, last):
        return frozenset({page.words(first + 1, last)})
    if len(found) > 1:
        whole = actors.heading(page, page.span(first, last))
        if whole is not None and side_of(whole) in found:
            return frozenset({side_of(whole)})
    return frozenset(found)


def _is_the_name(page: Page, first: int, last: int) -> bool:
    """ "the ELN", "the Sons of the Reed": a proper name behind an article, of whom the report may tell no more."""
    if page.tokens[first].lower != "the" or last - first < 2 or page.classes[last - 1] != "NNP":
        return False
    return all(page.classes[n] == "NNP" or page.tokens[n].lower in ("of", "the", "for") for n in range(first + 1, last))
