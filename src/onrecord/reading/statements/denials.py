"""What a denial answers: the words it takes up, the accusation against the one who denies, the same event with polarity reversed."""

from collections.abc import Sequence

from onrecord.reading.harm import HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.statements.clauses import main_clause
from onrecord.reading.statements.doers import ENEMY
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.events import event_classes, stems
from onrecord.reading.statements.told import ACCUSATION_NOUNS, CLAIM_NOUNS
from onrecord.reading.statements.untruth import DENIAL_LABELS, flatly_negative, flatly_untrue
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import noun_lemma

_POINTING = frozenset({"this", "that", "it", "these", "those", "them", "both", "so"})
_GENERIC = words(
    """
    involvement responsibility wrongdoing role part complicity guilt knowledge link links connection connections
    """
)
_FACTUAL = words(
    """
    asserts reports estimates claims accuses confirms interprets assesses denies expects
    """
)
WINDOW = 60
"""Statements on either side among which a denial's object is sought; keeps long texts linear."""
NEAR_PARAGRAPHS = 4


def link_denials(page: Page, drafts: Sequence[Draft]) -> None:
    """Link every denial to what it answers, and give the act to neutral words that deny an accusation by what they say."""
    _name_enemies(drafts)
    for number, draft in enumerate(drafts):
        if draft.act == "denies" and draft.voice != "unsourced":
            draft.denies = _answered(page, draft, number, drafts)
    for number, draft in enumerate(drafts):
        if draft.act in ("asserts", "claims", "reports") and draft.voice == "attributed" and not _continues_denial(draft, number, drafts):
            found = _answered_by_content(page, draft, number, drafts) or _reversed(page, draft, number, drafts)
            if found or _denies_own_harm(page, draft):
                draft.act, draft.denies = "denies", found
    for number, draft in enumerate(drafts):
        if draft.act in ("asserts", "claims") and _continues_denial(draft, number, drafts):
            draft.counters = list(_denial_before(draft, number, drafts).denies)  # type: ignore[union-attr]
            if draft.cue.verb == "claim" and draft.counters:
                draft.act = "asserts"  # the cue only goes on speaking; what it speaks against is told by the link
    _settle_admissions(page, drafts)


_HELD = words("captive captives hostage hostages")


def _denies_own_harm(page: Page, draft: Draft) -> bool:
    """ "We do not strike homes", "none of them shot anybody": the speaker's side did no harm, whoever may have said so."""
    clause = main_clause(page, draft.content)
    if (
        clause is None
        or clause.subject is None
        or clause.verb is None
        or not clause.negated
        or clause.verb.lemma not in HARM_VERBS
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


def _settle_admissions(page: Page, drafts: Sequence[Draft]) -> None:
    """What one's own later admission contradicts is denied; a confirmation of what one stands accused of is an admission."""
    accused = {side for draft in drafts for side in draft.accused}
    for draft in drafts:
        if draft.act == "confirms" and draft.side in accused and draft.voice == "attributed":
            draft.act = "admits"
    for number, draft in enumerate(drafts):
        if draft.act != "admits":
            continue
        for other in drafts[max(number - WINDOW, 0) : number + WINDOW]:
            if (
                other.act == "denies"
                and other.side == draft.side
                and other.source == draft.source
                and event_classes(page, other) & event_classes(page, draft)
            ):
                other.refuted = True


def _name_enemies(drafts: Sequence[Draft]) -> None:
    """ "the enemy" is the other party where the report has two that accuse or are accused."""
    sides = list(
        dict.fromkeys(
            side
            for draft in drafts
            for side in (draft.side, *sorted(draft.accused))
            if side and side != ENEMY and (draft.act == "accuses" or draft.accused)
        )
    )
    actors = list(dict.fromkeys(draft.actor.party for draft in drafts if draft.actor is not None and draft.actor.party))
    pool = actors if len(actors) == 2 else sides
    for draft in drafts:
        if ENEMY in draft.accused:
            others = [side for side in pool if side != draft.side]
            draft.accused = (draft.accused - {ENEMY}) | (frozenset(others) if len(others) == 1 else frozenset())


# ---------------------------------------------------------------------- candidates


def _others(draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """Statements of others near a denial, the nearest before it first, then those after it."""
    window = [*reversed(drafts[max(number - WINDOW, 0) : number]), *drafts[number + 1 : number + WINDOW]]
    return (
        [
            other
            for other in window
            if other.act in _FACTUAL
            and other.content
            and not (other.side is not None and other.side == draft.side)
            and other.speaker != draft.speaker
        ]
        if draft.speaker is not None
        else [other for other in window if other.act in _FACTUAL and other.content]
    )


def _answered(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    inner = [
        other
        for other in drafts[max(number - WINDOW, 0) : number + WINDOW]
        if other is not draft and other.cue_tokens and _inside(other.place, draft) and other.cue.noun
    ]
    if inner:
        return inner[:1]
    candidates = _others(draft, number, drafts)
    apposed = _apposed(page, draft, drafts[max(number - WINDOW, 0) : number])
    if apposed is not None:
        return [apposed]
    if draft.mutual:
        before = [other for other in candidates if other.place < draft.place and _near(page, other, draft) and other.act != "denies"]
        spoken = {noun_lemma(page.tokens[n].lower) for first, last in draft.content for n in range(first, last)}
        if "other" in spoken and not spoken & ACCUSATION_NOUNS:
            return _last_of_two([other for other in before if other.actor is not None])  # "what the other says": both sides' or none
        return [other for other in before if other.accused] or _last_of_two(before)
    noun, plural = _taken_up(page, draft)
    if noun is not None:
        return _by_pointing(page, draft, noun, plural, candidates)
    return _by_proposition(page, draft, candidates)


def _apposed(page: Page, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """ "…, a charge the army denies", "…, something the front rejects": the statement on which the noun hangs."""
    first = draft.content[0][0] if draft.content else None
    if first is None or first == 0 or page.tokens[first].lower not in _APPOSING or page.tokens[first - 1].text not in ",–—-(":
        return None
    ends = [(max(last for _, last in (*other.content, *other.cue_tokens)), other) for other in before if other.content]
    ending = [other for end, other in ends if 0 < first - end < 2 and other.act in _FACTUAL]
    return ending[-1] if ending else None


def _last_of_two(before: Sequence[Draft]) -> list[Draft]:
    """The last statements of the two sides that spoke last; nothing when only one did."""
    found: dict[str | None, Draft] = {}
    for other in before:
        if other.side is not None and len(found) < 2:
            found.setdefault(other.side, other)
    return list(found.values()) if len(found) == 2 else []


_APPOSING = frozenset({"a", "an", "something", "which", "all"})


def _inside(index: int, draft: Draft) -> bool:
    return any(first <= index < last for first, last in draft.content)


def _taken_up(page: Page, draft: Draft) -> tuple[str | None, bool]:
    """The noun or pronoun by which a denial takes up what was said, and whether it is plural; "claim" for a label that stands alone."""
    if draft.content and flatly_untrue(page, draft):  # "A fairy tale", said Y
        return "claim", False
    for first, last in draft.content:
        for index in range(first, min(last, first + 4)):
            token = page.tokens[index]
            calls_untrue = draft.cue.act is not None and draft.cue.act.act != "denies"
            if token.lower in _POINTING and index - first <= 1 and (calls_untrue or not _opens_clause(page, index, last)):
                return token.lower, token.lower in ("these", "those", "them", "both") or _plural_head(page, index)
            phrase = page.phrase_at.get(index)
            if phrase is not None:
                word = page.tokens[phrase.head].lower
                lemma = noun_lemma(word)
                if DENIAL_LABELS & {word, lemma} and page.tokens[phrase.first].lower in _POINTING:  # "that fable"
                    return "claim", lemma != word
                return (lemma, lemma != word) if lemma in CLAIM_NOUNS else (None, False)
    return (None, False) if draft.content else ("it", False)


def _opens_clause(page: Page, index: int, last: int) -> bool:
    """ "that the group had …" opens a clause, "disputed that." points."""
    phrase = page.phrase_at.get(index)
    if phrase is not None and phrase.first == index and phrase.last - index > 1:
        return noun_lemma(page.tokens[phrase.head].lower) not in CLAIM_NOUNS
    following = [n for n in range(index + 1, last) if page.classes[n] != "PU"]
    if page.tokens[index].lower == "that":
        return bool(following)
    group = page.verb_at.get(following[0]) if following else None
    return group is not None and group.finite


def _plural_head(page: Page, index: int) -> bool:
    phrase = page.phrase_at.get(index)
    return phrase is not None and page.classes[phrase.head] == "NNS"


def _by_pointing(page: Page, draft: Draft, noun: str, plural: bool, candidates: list[Draft]) -> list[Draft]:
    before = [other for other in candidates if other.place < draft.place and _near(page, other, draft)]
    if noun != "denial" and draft.cue.verb not in ("dispute", "contest", "contradict", "challenge"):
        before = [other for other in before if other.act != "denies"]  # who denies "it" joins a denial before, and does not answer it
    against = [other for other in before if draft.side is not None and draft.side in other.accused]
    if against and flatly_untrue(page, draft):  # "We did nothing of the kind": all that was held against them in that passage
        return _same_passage(page, against, against)
    if noun in ACCUSATION_NOUNS:
        pool = against or [other for other in before if other.act == "accuses"] or before
        if not pool:
            pool = [other for other in candidates if draft.side is not None and draft.side in other.accused][:1]
    else:
        pool = before
        if (
            noun not in ("that", "this", "it")
            and against
            and not any(o.act in ("claims", "asserts", "reports") and _comes_later(page, o, against[0]) for o in before)
        ):
            pool = against
    if not pool:
        return []
    told = stems(page, draft)
    overlap = [(len(told & stems(page, other)), other) for other in pool]
    best = max(score for score, _ in overlap)
    if best >= 1 and _specifies(page, draft):
        pool = [other for score, other in overlap if score == best]
    nearest = pool[0]
    if plural:
        same = [
            other
            for other in pool
            if other.side == nearest.side and page.sentence_numbers[other.place] == page.sentence_numbers[nearest.place]
        ]
        return same or [nearest]
    return [nearest]


def _comes_later(page: Page, other: Draft, accusation: Draft) -> bool:
    """Whether a statement stands in a later sentence than an accusation; beside it, it only adds to it."""
    return page.sentence_numbers[other.place] > page.sentence_numbers[accusation.place]


def _specifies(page: Page, draft: Draft) -> bool:
    """ "the allegation about the bridge": the content says which one."""
    return any(
        page.tokens[n].lower in ("about", "that", "of", "over", "regarding", "concerning")
        for first, last in draft.content
        for n in range(first, last)
    )


def _near(page: Page, other: Draft, draft: Draft) -> bool:
    return abs(page.paragraph_numbers[other.place] - page.paragraph_numbers[draft.place]) <= NEAR_PARAGRAPHS


# ---------------------------------------------------------------------- what is denied is told


def _by_proposition(page: Page, draft: Draft, candidates: list[Draft]) -> list[Draft]:
    """ "denied that its guns had fired on the town": accusations of that against the one who denies."""
    told, classes = stems(page, draft), event_classes(page, draft)
    generic = bool(told & _GENERIC)
    accusing = [other for other in candidates if draft.side is not None and draft.side in other.accused]
    before = [other for other in accusing if other.place < draft.place]
    for pool in (
        before,
        [o for o in candidates if o.place < draft.place and draft.side is not None and draft.side in o.implicated],
        [o for o in accusing if o.place > draft.place],
    ):
        fitting = [other for other in pool if generic or _same_event(page, told, classes, other)]
        if not fitting and pool and not classes and pool is before:
            fitting = pool[:1]
        if fitting:
            return _same_passage(page, fitting, pool)
    if draft.side is None or not accusing:
        scored = [
            (len(told & stems(page, other)), other) for other in candidates if other.place < draft.place and _near(page, other, draft)
        ]
        strong = [other for score, other in scored if score >= 3]
        return strong[:1]
    return []


def _same_passage(page: Page, fitting: list[Draft], pool: Sequence[Draft]) -> list[Draft]:
    """The nearest accusation with those that its speaker makes in the same paragraph; one that tells no deed ("blamed X") goes along."""
    nearest = fitting[0]
    place = page.paragraph_numbers[nearest.place]
    with_bare = [*fitting, *(other for other in pool if not any(other is one for one in fitting) and not event_classes(page, other))]
    return [other for other in with_bare if other.side == nearest.side and page.paragraph_numbers[other.place] == place]


def _same_event(page: Page, told: frozenset[str], classes: frozenset[str], other: Draft) -> bool:
    return bool(classes & event_classes(page, other)) or len(told & stems(page, other)) >= 2


# ---------------------------------------------------------------------- denial by content


def _answered_by_content(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """ "no patrol was near", "we strike only military targets": said by those who stand accused."""
    clause = main_clause(page, draft.content)
    if clause is None or draft.side is None or _owns_up(draft, number, drafts):
        return []
    if _answers_back(page, draft):
        rivals = _rival_before(page, draft, number, drafts)
        if rivals:
            return rivals
    words = [page.tokens[n].lower for first, last in draft.content for n in range(first, last)]
    negated = clause.negated or words[:1] == ["no"] or flatly_negative(page, draft)
    exclusive = bool({"solely", "only", "exclusively"} & set(words)) and bool(event_classes(page, draft) & {"attack"})
    elsewhere = _elsewhere(words) or (
        any(tuple(words[n : n + 2]) in (("to", "blame"), ("were", "behind"), ("was", "behind")) for n in range(len(words)))
        and not draft.accused
    )
    if not (negated or exclusive or elsewhere):
        return []
    candidates = _others(draft, number, drafts)
    accusing = [other for other in candidates if draft.side in other.accused and _near(page, other, draft)]
    before = [other for other in accusing if other.place < draft.place]
    told, classes = stems(page, draft), event_classes(page, draft)
    if any(other.act == "denies" and other.denies and other.side == draft.side for other in drafts[max(number - WINDOW, 0) : number]):
        accusing = before  # it goes on from an earlier denial, and does not reach for what comes later
    for pool in (before, accusing):
        fitting = [
            other
            for other in pool
            if exclusive or elsewhere or pool is before or not event_classes(page, other) or _same_event(page, told, classes, other)
        ]
        if fitting:
            return _same_passage(page, fitting, pool)
    if negated and draft.act == "claims" and number:
        rival = drafts[number - 1]
        gap = page.sentence_numbers[draft.place] - page.sentence_numbers[rival.place]
        if rival.act == "claims" and rival.side != draft.side and 0 <= gap <= 1:
            return [rival]
    return []


def _reversed(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """ "nobody had been executed" after another's "six were shot": harm told by one, said by the next not to have happened at all."""
    clause = main_clause(page, draft.content)
    if clause is None or clause.subject is None or clause.verb is None or not clause.verb.passive or clause.verb.negated:
        return []
    if clause.verb.lemma not in HARM_VERBS or page.tokens[clause.subject.first].lower not in _NOBODY:
        return []
    classes = event_classes(page, draft)
    told = [other for other in reversed(drafts[max(number - WINDOW, 0) : number]) if other.content and other.speaker != draft.speaker]
    told = [other for other in told if other.place < draft.place and _near(page, other, draft)]
    return [other for other in told if other.act in ("asserts", "reports", "claims") and classes & event_classes(page, other)][:1]


_NOBODY = words("no nobody none")


_ANSWERING = words("counter rejoin retort riposte")
_ANSWERING_BACK = words("fire hit shoot snap")


def _answers_back(page: Page, draft: Draft) -> bool:
    """ "countered that not one shell had fallen", "hit back that only two had died": a cue of answering with words that contradict."""
    cue = draft.cue
    if cue.verb not in _ANSWERING and not (cue.verb in _ANSWERING_BACK and cue.key.endswith(" back")):
        return False
    clause = main_clause(page, draft.content)
    spoken = {page.tokens[n].lower for first, last in draft.content for n in range(first, last)}
    return bool(spoken & _CONTRADICTING) or (clause is not None and clause.negated) or flatly_negative(page, draft)


_CONTRADICTING = words("actually fact instead just merely never nobody none not nothing only rather reality solely")


def _rival_before(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    """What an answer answers: the nearest accusation against the one who answers, else what another said last, with what the same
    speaker told about it in that paragraph."""
    before = [other for other in _others(draft, number, drafts) if other.place < draft.place and _near(page, other, draft)]
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


def _owns_up(draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    """Whether the speaker has just admitted the deed: what is said beside an admission narrows it and denies nothing."""
    return any(
        other.act == "admits" and other.source == draft.source and other is not draft for other in drafts[max(number - 3, 0) : number + 1]
    )


def _elsewhere(spoken: list[str]) -> bool:
    """ "were in barracks", "its guns were silent", "its nearest post is 48 kilometres away": those accused could not have done it."""
    said = set(spoken)
    return (
        bool(said & _NOT_THERE)
        or has_phrase(spoken, _KEPT_BACK)
        or (bool(said & _DISTANCES) and bool(said & {"away", "nearest", "closest"}))
    )


_NOT_THERE = words("barracks elsewhere silent idle grounded")
_KEPT_BACK = phrases(
    """
    at anchor, in camp, in harbour, in its barracks, in port, in their hangars, in their tents, never left base, never left its base,
    never left port, off duty, on leave, on the ground all, in the hangar, was at base, were at base
    """
)
_DISTANCES = words("kilometers kilometres km miles")


def _continues_denial(draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    return _denial_before(draft, number, drafts) is not None


def _denial_before(draft: Draft, number: int, drafts: Sequence[Draft]) -> Draft | None:
    """The denial that a participle goes on from: "denied the charge, saying its guns were silent"."""
    if not draft.cue.participle or not number:
        return None
    for other in reversed(drafts[max(number - 3, 0) : number]):
        same = other.source == draft.source or (other.side is not None and other.side == draft.side)
        if other.act == "denies" and same and other.denies:
            return other
    return None
