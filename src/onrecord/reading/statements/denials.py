"""What a denial answers: the words it takes up, the accusation against the one who denies, the same event with polarity reversed."""

from collections.abc import Sequence

from onrecord.reading.harm import PURPOSE_WORDS
from onrecord.reading.page import Page
from onrecord.reading.statements.candidates import FACTUAL, WINDOW, others_near, same_event, same_passage, stands_near
from onrecord.reading.statements.clauses import main_clause
from onrecord.reading.statements.contradictions import answered_by_content, contradicted, denies_own_harm
from onrecord.reading.statements.doers import ENEMY
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.events import event_classes, stems
from onrecord.reading.statements.told import ACCUSATION_NOUNS, CLAIM_NOUNS
from onrecord.reading.statements.untruth import DENIAL_LABELS, calls_untrue, flatly_untrue
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma

POINTING = frozenset({"this", "that", "it", "these", "those", "them", "both", "so"})
GENERIC = words("involvement responsibility wrongdoing role part complicity guilt knowledge link links connection connections")
"""By these words any accusation is denied, whatever deed it tells of."""


def link_by_rules(page: Page, drafts: Sequence[Draft]) -> None:
    """Link denials to what they answer by the forms they take, and give the act to neutral words that deny by what they say."""
    _name_enemies(drafts)
    for number, draft in enumerate(drafts):
        if draft.act == "denies" and draft.voice != "unsourced":
            draft.denies = _answered(page, draft, number, drafts)
    for number, draft in enumerate(drafts):
        if draft.act in ("asserts", "claims", "reports") and draft.voice == "attributed" and not continues_denial(draft, number, drafts):
            found = answered_by_content(page, draft, number, drafts) or contradicted(page, draft, number, drafts)
            if found or denies_own_harm(page, draft):
                draft.stated = draft.act if found else None
                draft.act, draft.denies = "denies", found


def continue_denials(page: Page, drafts: Sequence[Draft]) -> None:
    """What goes on from a denial, when all are linked: it denies the same, or only speaks against it; who joins one denies what it does."""
    for draft in drafts:
        if draft.joins is not None:
            draft.denies = list(draft.joins.denies)
    for number, draft in enumerate(drafts):
        if draft.act in ("asserts", "claims") and continues_denial(draft, number, drafts):
            answered = list(_denial_before(draft, number, drafts).denies)  # type: ignore[union-attr]
            if answered and _says_no(page, draft):  # "disputed the toll, saying it “did not match the records”"
                draft.act, draft.denies = "denies", answered
                continue
            draft.counters = answered
            if draft.cue.verb == "claim" and draft.counters:
                draft.act = "asserts"  # the cue only goes on speaking; what it speaks against is told by the link


def _says_no(page: Page, draft: Draft) -> bool:
    clause = main_clause(page, draft.content)
    if clause is None or clause.subject is None or not clause.negated:
        return False
    return page.tokens[clause.subject.first].lower in ("it", "that", "this", "they", "these", "those")


def settle_admissions(page: Page, drafts: Sequence[Draft]) -> None:
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


def _answered(page: Page, draft: Draft, number: int, drafts: Sequence[Draft]) -> list[Draft]:
    inner = [
        other
        for other in drafts[max(number - WINDOW, 0) : number + WINDOW]
        if other is not draft and other.cue_tokens and draft.holds(other.place) and other.cue.noun
    ]
    draft.settled = True
    if inner:
        return inner[:1]
    candidates = others_near(draft, number, drafts)
    apposed = _apposed(page, draft, drafts[max(number - WINDOW, 0) : number])
    if apposed is not None:
        return [apposed]
    if draft.mutual:
        before = [other for other in candidates if other.place < draft.place and stands_near(page, other, draft) and other.act != "denies"]
        spoken = {noun_lemma(page.tokens[n].lower) for first, last in draft.content for n in range(first, last)}
        if "other" in spoken and not spoken & ACCUSATION_NOUNS:
            return _last_of_two([other for other in before if other.actor is not None])  # "what the other says": both sides' or none
        return [other for other in before if other.accused] or _last_of_two(before)
    person = _person_contradicted(page, draft)
    if person:
        told = [other for other in reversed(drafts[max(number - WINDOW, 0) : number]) if other.content and other.speaker != draft.speaker]
        return [other for other in told if other.place < draft.place and stands_near(page, other, draft)][:1]
    draft.settled = False
    noun, plural = taken_up(page, draft)
    if noun is not None:
        return _by_pointing(page, draft, noun, plural, candidates)
    return _by_proposition(page, draft, candidates)


def _person_contradicted(page: Page, draft: Draft) -> bool:
    """ "The ministry contradicted him": what that person said last."""
    spoken = [page.tokens[n].lower for first, last in draft.content for n in range(first, last)]
    return draft.cue.verb in ("contradict", "gainsay", "correct") and spoken in (["him"], ["her"], ["them"])


def _apposed(page: Page, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """ "…, a charge the army denies", "…, something the front rejects": the statement on which the noun hangs."""
    first = draft.content[0][0] if draft.content else None
    if first is None or first == 0 or page.tokens[first].lower not in _APPOSING or page.tokens[first - 1].text not in ",–—-(":
        return None
    ends = [(max(last for _, last in (*other.content, *other.cue_tokens)), other) for other in before if other.content]
    ending = [other for end, other in ends if 0 < first - end < 2 and other.act in FACTUAL]
    return ending[-1] if ending else None


def _last_of_two(before: Sequence[Draft]) -> list[Draft]:
    """The last statements of the two sides that spoke last; nothing when only one did."""
    found: dict[str | None, Draft] = {}
    for other in before:
        if other.side is not None and len(found) < 2:
            found.setdefault(other.side, other)
    return list(found.values()) if len(found) == 2 else []


_APPOSING = frozenset({"a", "an", "something", "which", "all"})


def taken_up(page: Page, draft: Draft) -> tuple[str | None, bool]:
    """The noun or pronoun by which a denial takes up what was said, and whether it is plural; "claim" for a label that stands alone."""
    if draft.content and (flatly_untrue(page, draft) or _untrue_sums(page, draft)):  # "A fairy tale", said Y
        return "claim", False
    for first, last in draft.content:
        for index in range(first, min(last, first + 4)):
            token = page.tokens[index]
            calls_untrue = draft.cue.own_act not in (None, "denies")
            if token.lower in POINTING and index - first <= 1 and (calls_untrue or not _opens_clause(page, index, last)):
                return token.lower, token.lower in ("these", "those", "them", "both") or _plural_head(page, index)
            phrase = page.phrase_at.get(index)
            if phrase is not None:
                word = page.tokens[phrase.head].lower
                lemma = noun_lemma(word)
                if DENIAL_LABELS & {word, lemma} and page.tokens[phrase.first].lower in POINTING:  # "that fable"
                    return "claim", lemma != word
                return (lemma, lemma != word) if lemma in CLAIM_NOUNS else (None, False)
    return (None, False) if draft.content else ("it", False)


def _untrue_sums(page: Page, draft: Draft) -> bool:
    """ "Their arithmetic is false": whose it is, is who spoke before."""
    clause = main_clause(page, draft.content)
    return clause is not None and clause.subject is not None and page.classes[clause.subject.first] == "PRP$" and calls_untrue(page, clause)


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
    before = [other for other in candidates if other.place < draft.place and stands_near(page, other, draft)]
    if noun == "it" and before and before[0].act == "denies" and before[0].side != draft.side and draft.cue.verb == "deny":
        draft.joins = before[0]
        return list(before[0].denies)  # "X denied having fired. Y denied it as well": what X denies
    if noun != "denial" and draft.cue.verb not in ("dispute", "contest", "contradict", "challenge"):
        before = [other for other in before if other.act != "denies"]  # who denies "it" joins a denial before, and does not answer it
    against = [other for other in before if draft.side is not None and draft.side in other.accused]
    if against and flatly_untrue(page, draft):  # "We did nothing of the kind": all that was held against them in that passage
        return same_passage(page, against, against)
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


# ---------------------------------------------------------------------- what is denied is told


def _words(page: Page, spans: Sequence[tuple[int, int]]) -> set[str]:
    return {page.tokens[n].lower for first, last in spans for n in range(first, last)}


def _near_by(page: Page, other: Draft, draft: Draft) -> bool:
    """In the same paragraph or one of the two before it."""
    return 0 <= page.paragraph_numbers[draft.place] - page.paragraph_numbers[other.place] <= 2


def _by_proposition(page: Page, draft: Draft, candidates: list[Draft]) -> list[Draft]:
    """ "denied that its guns had fired on the town": accusations of that against the one who denies."""
    told, classes = stems(page, draft), event_classes(page, draft)
    generic = not GENERIC.isdisjoint(_words(page, draft.content) | _words(page, draft.cue_tokens))
    accusing = [other for other in candidates if draft.side is not None and draft.side in other.accused]
    before = [other for other in accusing if other.place < draft.place]
    told_before = [other for other in candidates if other.place < draft.place and _near_by(page, other, draft) and other.act != "denies"]
    same = [other for other in told_before if classes & event_classes(page, other)] if classes else []
    if not PURPOSE_WORDS.isdisjoint(_words(page, draft.content)):
        same = []  # "denied targeting civilians": an answer to who names the denier, not to a bare toll
    for pool in (
        before,
        [o for o in candidates if o.place < draft.place and draft.side is not None and draft.side in o.implicated],
        [] if same else [o for o in accusing if o.place > draft.place],
    ):
        fitting = [other for other in pool if generic or same_event(page, told, classes, other)]
        fitting = fitting or [other for other in pool if other.act == "accuses" and not event_classes(page, other)]  # "of a war crime"
        if not fitting and pool and not classes and pool is before:
            fitting = pool[:1]
        if fitting:
            return same_passage(page, fitting, pool)
    if not before and same:
        return same_passage(page, same[:1], [other for other in same if other.act == "accuses" and other.side == same[0].side])
    if draft.side is None or not accusing:
        scored = [
            (len(told & stems(page, other)), other) for other in candidates if other.place < draft.place and stands_near(page, other, draft)
        ]
        strong = [other for score, other in scored if score >= 3]
        return strong[:1]
    return []


def continues_denial(draft: Draft, number: int, drafts: Sequence[Draft]) -> bool:
    """Whether a statement only goes on from a denial: "denied the charge, saying its guns were silent"."""
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
