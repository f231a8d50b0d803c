"""Denials in other words than those of denying: the speaker's side took no part, was elsewhere, or the reverse is so."""

from collections.abc import Sequence

from onrecord.reading.harm import HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.statements.candidates import WINDOW, others_near, same_event, same_passage, stands_near
from onrecord.reading.statements.clauses import Clause, main_clause
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.events import event_classes, stems
from onrecord.reading.statements.untruth import flatly_negative
from onrecord.reading.times.words import CALENDAR
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import noun_lemma, verb_lemma

_HELD = words("captive captives hostage hostages")


def denies_own_harm(page: Page, draft: Draft) -> bool:
    """ "We do not strike homes", "none of them shot anybody": the speaker's side did no harm, whoever may have said so."""
    clause = main_clause(page, draft.content)
    if (
        clause is None
        or clause.subject is None
        or clause.verb is None
        or not clause.negated
        or not (clause.verb.lemma in HARM_VERBS or _sets_fire(page, clause.verb.last))
        or clause.verb.passive
    ):
        return False
    words = {page.tokens[n].lower for n in range(clause.subject.first, clause.subject_end)}
    object_head = page.phrase_at.get(clause.verb.last)
    if clause.verb.lemma == "take" and (object_head is None or page.tokens[object_head.head].lower not in _HELD):
        return False  # "we took no part", "we took no prisoners"
    return bool(words & {"we", "our", "us", "its", "their", "them", "his", "her"}) or (
        bool(words & {"it", "they"}) and draft.form != "direct"
    )


def _sets_fire(page: Page, behind: int) -> bool:
    """ "has never set | fire to a clinic"."""
    return (
        page.tokens[behind - 1].lower == "set" and behind < len(page.tokens) and page.tokens[behind].lower in ("fire", "alight", "ablaze")
    )


def answered_by_content(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """ "no patrol was near", "we strike only military targets": said by those who stand accused."""
    clause = main_clause(page, draft.content)
    if clause is None or draft.side is None or owns_up(draft, number, drafts):
        return []
    if clause.negated and (defended := _in_defence(page, draft, clause, number, drafts)):
        return defended
    if _answers_back(page, draft):
        rivals = _rival_before(page, draft, number, drafts)
        if rivals:
            return rivals
    words = [page.tokens[n].lower for first, last in draft.content for n in range(first, last) if page.classes[n] != "PU"]
    negated = clause.negated or opens_with_nothing(words) or _nothing_of_ours(words) or flatly_negative(page, draft)
    exclusive = bool({"solely", "only", "exclusively"} & set(words)) and bool(event_classes(page, draft) & {"attack"})
    elsewhere = (
        is_elsewhere(words)
        or _had_left(page, clause)
        or (
            any(tuple(words[n : n + 2]) in (("to", "blame"), ("were", "behind"), ("was", "behind")) for n in range(len(words)))
            and not draft.accused
        )
    )
    if not (negated or exclusive or elsewhere) or leaves_open(words):
        return []
    own = clause.subject is not None and (clause.subject.pronoun or _of_own_side(page, clause) or draft.about == draft.side)
    bare = not (own or exclusive or elsewhere or _nothing_of_ours(words) or flatly_negative(page, draft))
    candidates = others_near(draft, number, drafts)
    accusing = [other for other in candidates if draft.side in other.accused and stands_near(page, other, draft)]
    before = [other for other in accusing if other.place < draft.place]
    told, classes = stems(page, draft), event_classes(page, draft)
    if any(other.act == "denies" and other.denies and other.side == draft.side for other in drafts[max(number - WINDOW, 0) : number]):
        accusing = before  # it goes on from an earlier denial, and does not reach for what comes later
    for pool in (before, accusing):
        fitting = [
            other
            for other in pool
            if exclusive
            or elsewhere
            or (pool is before and not bare)
            or (not event_classes(page, other) and not bare)
            or same_event(page, told, classes, other)
            or (bare and told & stems(page, other))
        ]
        if fitting:
            return same_passage(page, fitting, pool)
    if negated and draft.act == "claims" and number:
        rival = drafts[number - 1]
        gap = page.sentence_numbers[draft.place] - page.sentence_numbers[rival.place]
        if rival.act == "claims" and rival.side != draft.side and 0 <= gap <= 1:
            return [rival]
    return []


def leaves_open(spoken: list[str]) -> bool:
    """ "It had no comment", "she could neither confirm nor rule out the raid": nothing is said of what was told."""
    if has_phrase(spoken, _NO_ANSWER):
        return True
    checked = next((at for at, word in enumerate(spoken[:_OPENING]) if word.startswith(_CHECKING)), None)
    return checked is not None and not _UNABLE.isdisjoint(spoken[max(checked - 6, 0) : checked])


_CHECKING = ("ascertain", "authenticat", "confirm", "corroborat", "determin", "establish", "verif")
"""How verbs of checking begin."""
_UNABLE = words("cannot difficult impossible n't neither never no not unable yet without")
_NO_ANSWER = phrases("no comment, no details, no information, not comment, nothing to add, not aware, not discuss, not know, not rule out")


def _in_defence(page: Page, draft: Draft, clause: Clause, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """ "The army had flown no missions", said by the government: what is held against the one that the clause is about."""
    if draft.about is None or clause.verb is None or clause.verb.lemma == "be":
        return []
    told = event_classes(page, draft) | ({"attack"} if clause.verb.lemma in _ACTING else frozenset())
    held = [
        other
        for other in others_near(draft, number, drafts)
        if draft.about in other.accused and other.place < draft.place and stands_near(page, other, draft)
    ]
    found = [other for other in held if told & event_classes(page, other) or not event_classes(page, other)]
    return same_passage(page, found, found) if found else []


_ACTING = words("fly fire launch conduct carry strike operate drop shell bomb attack open")


def contradicted(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """What another told just before and the speaker says is not so at all.

    Harm ("nobody had been executed" after "six were shot"), what is said to be there ("there is no fuel dump"), and, where no
    accusation stands, the part of the speaker's own side ("none of its members had been in the town").
    """
    clause = main_clause(page, draft.content)
    if clause is None or clause.verb is None:
        return []
    told = [other for other in reversed(drafts[max(number - WINDOW, 0) : number]) if other.content and other.speaker != draft.speaker]
    told = [other for other in told if other.place < draft.place and stands_near(page, other, draft) and other.side != draft.side]
    told = [other for other in told if not other.holds(draft.place)]  # a whole turn of a talk
    told = [other for other in told if other.act in ("asserts", "reports", "claims", "accuses") and other.voice == "attributed"]
    if not told or tells_of_another(page, draft) or _goes_on_denying(page, draft, number, drafts):
        return []
    if here := places_named(page, draft):
        told = [other for other in told if not (there := places_named(page, other)) or here & there]  # each names places: one in common
    if not told:
        return []
    spoken = [page.tokens[n].lower for first, last in draft.content for n in range(first, last) if page.classes[n] != "PU"]
    if opens_with_nothing(spoken) and clause.verb.lemma in HARM_VERBS | _HURTING and not clause.verb.negated:
        return [other for other in told if _tells_of_harm(page, other)][:1]
    if clause.verb.lemma in ("lose", "suffer") and clause.negated and _of_own_side(page, clause):
        return [other for other in told if _tells_of_harm(page, other)][:1]
    if opens_with_nothing(spoken) and (answered := [o for o in told if o.act == "accuses" and stems(page, draft) & stems(page, o)]):
        return answered[:1]  # "nobody but staff has held the key to the roof"
    missing = said_to_be_missing(page, clause)
    if missing is not None:
        such = page.tokens[missing - 1].lower == "such"
        stem = page.tokens[missing].lower[:5]
        return [other for other in told if such or stem in stems(page, other)][:1]
    if _knows_nothing(page, clause):
        return [other for other in told if event_classes(page, draft) & event_classes(page, other)][:1]
    apart = (
        _nothing_of_ours(spoken)
        or _own_force_not(page, clause)
        or (_of_own_side(page, clause) and (is_elsewhere(spoken) or _had_left(page, clause)))
    )
    if apart and _may_have_had_a_part(draft) and page.paragraph_numbers[told[0].place] >= page.paragraph_numbers[draft.place] - 1:
        telling = [other for other in told if event_classes(page, other) or _tells_of_harm(page, other)]
        # "the commander": whose, the text may not say; a state or a force that is named speaks for itself
        unplaced = draft.actor is None or (draft.actor.party is None and draft.actor.kind in ("person", "unnamed"))
        against = [
            other
            for other in telling
            if draft.side in other.accused or (unplaced and other.accused) or any(side == side.lower() for side in other.accused)
        ]
        return (against or [other for other in telling if not other.accused])[:1]
    if draft.cue.verb in ANSWERING and clause.negated:
        return told[:1]
    return []


def _may_have_had_a_part(draft: Draft) -> bool:
    """Whether those who speak bear arms or govern, so that "none of ours" is an answer; a nurse or a bank says no more than it says."""
    if draft.actor is None or draft.actor.kind in _WITH_ARMS or draft.actor.party is not None:
        return draft.actor is not None
    return not _RANKS.isdisjoint((draft.speaker or "").lower().replace("(", " ").replace(")", " ").replace(",", " ").split())


_WITH_ARMS = frozenset({"state", "state body", "armed force", "armed group"})
_RANKS = words(
    """
    admiral army battalion brigade brigadier captain chief colonel command commander corporal fighter fighters force forces front general
    government guard lieutenant major marshal militia militiaman minister ministry mutineers navy officer police president rebel rebels
    regiment sergeant soldier soldiers spokesman spokesperson spokeswoman troops
    """
)


def _goes_on_denying(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    """ "rejected the charge and claimed that its forces had fired nothing": the denial beside it has answered."""
    before = drafts[number - 1] if number else None
    return (
        before is not None
        and before.act == "denies"
        and bool(before.denies)
        and before.source == draft.source
        and page.sentence_numbers[before.place] == page.sentence_numbers[draft.place]
    )


def tells_of_another(page: Page, draft: Draft) -> bool:
    """ "no one was hurt in a separate crash": an event that the speaker sets apart."""
    spoken = [page.tokens[n].lower for first, last in draft.content for n in range(first, last)]
    return any(word in ("another", "different", "separate", "unrelated") for word in spoken)


def places_named(page: Page, draft: Draft) -> set[str]:
    """The capitalised words behind a preposition of place in a content: "in | Velm", "near | Tel Osk"."""
    found: set[str] = set()
    for first, last in draft.content:
        for at in range(first + 1, last):
            phrase = page.phrase_at.get(at)
            if phrase is None or phrase.first != at or page.tokens[at - 1].lower not in _PLACING:
                continue
            names = {page.tokens[n].lower for n in range(at, min(phrase.last, last)) if page.classes[n] == "NNP"}
            found |= names - CALENDAR
    return found


_PLACING = words("in inside near outside")


def _of_own_side(page: Page, clause: Clause) -> bool:
    """Whether the clause is about what is the speaker's own: "its units", "our guns", "his batteries"."""
    subject = clause.subject
    return subject is not None and bool({page.tokens[n].lower for n in range(subject.first, clause.subject_end)} & OWN)


def _had_left(page: Page, clause: Clause) -> bool:
    """ "Its units had left the town two days earlier": they were gone before."""
    verb = clause.verb
    if verb is None or verb.lemma not in _LEAVING or page.tokens[verb.first].lower != "had":
        return False
    return bool({page.tokens[n].lower for n in range(verb.last, clause.last)} & {"before", "earlier", "already", "previously"})


_LEAVING = words("abandon depart evacuate leave pull quit retreat vacate withdraw")


def _tells_of_harm(page: Page, other: Draft) -> bool:
    """Whether a content tells that people were killed or hurt."""
    spoken = [page.tokens[n].lower for first, last in other.content for n in range(first, last)]
    return bool(_HARMED & set(spoken)) or any((verb_lemma(word) or word) in _KILLING for word in spoken)


_HURTING = words("harm hurt touch die perish fall suffer")
_KILLING = words("behead bury die execute gun harm hurt injure kill massacre murder perish shoot slaughter wound")
_HARMED = words("bodies casualties dead deaths fatalities injured victims wounded killings")


def said_to_be_missing(page: Page, clause: Clause) -> int | None:
    """The token of X in "there is no X", "there was never any X"; None for other clauses."""
    if clause.subject is None or clause.verb is None or clause.verb.lemma != "be" or page.tokens[clause.subject.first].lower != "there":
        return None
    phrase = next((page.phrase_at[n] for n in range(clause.verb.last, min(clause.verb.last + 3, clause.last)) if n in page.phrase_at), None)
    if phrase is None or not clause.negated or phrase.last - phrase.first < 2:
        return None
    return phrase.head


def _knows_nothing(page: Page, clause: Clause) -> bool:
    """ "It has no record of any arrest": the formula by which bodies deny what they are said to have done."""
    if clause.verb is None or clause.verb.lemma != "have":
        return False
    behind = [page.tokens[n].lower for n in range(clause.verb.last, min(clause.verb.last + 3, clause.last))]
    return behind[:1] == ["no"] and behind[1:2] != [] and behind[1] in ("knowledge", "record", "records", "trace") and behind[2:] == ["of"]


def opens_with_nothing(spoken: list[str]) -> bool:
    """ "No civilian …", "Not one of them …", "Nobody …"."""
    spoken = spoken[1:] if spoken[:1] == ["that"] else spoken
    return bool(spoken) and (spoken[0] in _NOBODY or spoken[:2] == ["not", "one"] or spoken[:3] == ["not", "a", "single"])


def _nothing_of_ours(spoken: list[str]) -> bool:
    """ "On that day not one of our aircraft left the ground", "no soldier had set foot in the town", "none of its members was there"."""
    for at in range(min(len(spoken), _OPENING)):
        if opens_with_nothing(spoken[at:]):
            behind = spoken[at + 1 : at + 6]
            return bool(OWN & set(behind)) or any(
                noun_lemma(word) in _FORCES for word in behind[: 4 if behind[:2] == ["a", "single"] else 3]
            )
    return False


_OPENING = 10
"""Words of a content in which what did not act must be named."""


def _own_force_not(page: Page, clause: Clause) -> bool:
    """ "Our guns did not fire that night", "its aircraft had flown no missions"."""
    if clause.subject is None or not clause.negated:
        return False
    subject = {page.tokens[n].lower for n in range(clause.subject.first, max(clause.subject_end, clause.subject.last))}
    if not {noun_lemma(word) for word in subject}.isdisjoint(_FORCES):
        return bool(subject & OWN)
    verb = clause.verb  # "We could not save them", "We will not forget": anybody says so
    return "we" in subject and verb is not None and (verb.lemma in HARM_VERBS | _ACTING or (verb.modal is None and verb.lemma == "be"))


_NOBODY = words("no nobody none neither")
OWN = words("we our ours us its their his her own theirs")
_FORCES = words(
    """
    aircraft airplane artillery battalion battery boat bomb boy brigade bullet convoy crew drone fighter fire force gun gunboat gunner
    helicopter howitzer jet man member men militant missile mortar officer operation patrol pilot plane policeman post projectile
    raid rocket round shell ship shot soldier squad strike tank trooper troop unit vehicle warplane weapon
    """
)
"""What a side fights with, and who fights for it."""


ANSWERING = words("answer counter rejoin reply respond retort riposte")
_ANSWERING_BACK = words("fire hit shoot snap")


def _answers_back(page: Page, draft: Draft) -> bool:
    """ "countered that not one shell had fallen", "hit back that only two had died": a cue of answering with words that contradict."""
    cue = draft.cue
    if cue.verb not in ANSWERING and not (cue.verb in _ANSWERING_BACK and cue.key.endswith(" back")):
        return False
    clause = main_clause(page, draft.content)
    spoken = {page.tokens[n].lower for first, last in draft.content for n in range(first, last)}
    return bool(spoken & _CONTRADICTING) or (clause is not None and clause.negated) or flatly_negative(page, draft)


_CONTRADICTING = words("actually fact instead just merely never nobody none not nothing only rather reality solely")


def _rival_before(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """What an answer answers: the nearest accusation against the one who answers, else what another said last, with what the same
    speaker told about it in that paragraph."""
    before = [other for other in others_near(draft, number, drafts) if other.place < draft.place and stands_near(page, other, draft)]
    before = [other for other in before if other.act != "denies" and other.voice == "attributed"]
    if not before:
        return []
    nearest = next((other for other in before if draft.side in other.accused), before[0])
    paragraph = page.paragraph_numbers[nearest.place]
    counts = _counts(page, nearest)
    return [
        other
        for other in before
        if other is nearest
        or (
            counts
            and _counts(page, other)
            and other.side == nearest.side
            and other.speaker == nearest.speaker
            and page.paragraph_numbers[other.place] == paragraph
        )
    ]


def _counts(page: Page, draft: Draft) -> bool:
    return any(page.classes[n] == "CD" for first, last in draft.content for n in range(first, last))


def owns_up(draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    """Whether the speaker has just admitted the deed: what is said beside an admission narrows it and denies nothing."""
    return any(
        other.act == "admits" and other.source == draft.source and other is not draft for other in drafts[max(number - 3, 0) : number + 1]
    )


def is_elsewhere(spoken: list[str]) -> bool:
    """ "were in barracks", "its guns were silent", "its nearest post is 48 kilometres away": those accused could not have done it."""
    said = set(spoken)
    return (
        bool(said & _NOT_THERE)
        or any(noun_lemma(word) in _FORCES and _at_rest(spoken[at + 1 : at + 6]) for at, word in enumerate(spoken))
        or has_phrase(spoken, _KEPT_BACK)
        or (bool(said & _DISTANCES) and bool(said & {"away", "nearest", "closest"}))
    )


def _at_rest(behind: list[str]) -> bool:
    """ "its guns | had been silent": what a side fights with did nothing."""
    return behind[:1] != [] and behind[0] in _BEING and not _AT_REST.isdisjoint(behind)


_NOT_THERE = words("barracks elsewhere grounded")
_BEING = words("are be fell had has have is kept lay remained stayed stood was were")
_AT_REST = words("cold idle quiet silent")
_KEPT_BACK = phrases(
    """
    at anchor, at base, back at base, in base, in camp, in harbour, in its barracks, in port, in their hangars, in their tents, never left
    base, never left its base, never left port, stood empty, been empty, off duty, on leave, on the ground all, in the hangar
    """
)
_DISTANCES = words("kilometers kilometres km miles")
