"""From attributions to statements, in numbered steps: cue, voice and form, speaker, act, denials, standing, nesting."""

from collections.abc import Sequence

from onrecord.reading.actors import ActorIndex
from onrecord.reading.actors.vocabulary import EVENTS
from onrecord.reading.harm import HARM_VERBS
from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.statements.blame import ascribed_to, holds_responsible
from onrecord.reading.statements.candidates import WINDOW
from onrecord.reading.statements.clauses import Clause, main_clause
from onrecord.reading.statements.cues import is_negative, read_cue
from onrecord.reading.statements.deciding import NEUTRAL, decide_act
from onrecord.reading.statements.distance import marks_distance
from onrecord.reading.statements.doers import doers_anywhere, doers_behind, doers_of_clause, side_of
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.linking import link_denials
from onrecord.reading.statements.opinions import Opinion, find_opinions, quotation_parts
from onrecord.reading.statements.remarks import mark_unverified
from onrecord.reading.statements.speakers import Speakers
from onrecord.reading.statements.weighing import weighed_act
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, ReportDetails, Spans, Statement
from onrecord.records.vocabulary import Form, Standing

CONFIDENT = 0.5
"""From this confidence on a complete statement counts as found by one confident reader; below it is for review."""
OPINION_CONFIDENCE = 0.6
"""Share of publisher opinions found right when reading the labelled reports."""

_OPINION_ACTS = frozenset({"assesses", "interprets", "calls for", "expects", "asks"})
_CONFIRMING_ACTS = frozenset({"confirms", "admits"})
_HIDING_ADVERBS = frozenset({"reportedly", "allegedly", "apparently", "supposedly", "purportedly", "ostensibly"})
_HIDING_NOUNS = words(
    """
    report rumour rumor suspicion fear speculation allegation claim concern hope accusation belief expectation call talk
    suggestion doubt worry
    """
)


def make_statements(
    page: Page, attributions: Sequence[Attribution], actors: Sequence[Actor], report: ReportDetails
) -> tuple[Statement, ...]:
    """Statements in text order, with ids s1, s2, …

    Args:
        page: the text.
        attributions: where a reader found sources, cues and contents.
        actors: the report's actors, with their parties.
        report: outlet and issuer, the voices behind "we".
    """
    drafts = draft_statements(page, attributions, actors, report)  # 1–3
    link_denials(page, drafts)  # 4 what is denied
    mark_unverified(page, drafts, report)  # 5 what the report remarks
    for draft in drafts:
        draft.standing = _own_standing(draft)
    opinions = find_opinions(page, drafts, report)  # 6 what the publisher says in its own voice
    _settle_standing(drafts, opinions)  # 7 how the report presents it
    _nest(drafts)  # 8 what stands inside what
    return _records(page, drafts, opinions)


def draft_statements(page: Page, attributions: Sequence[Attribution], actors: Sequence[Actor], report: ReportDetails) -> list[Draft]:
    """The first three steps: each statement by itself, in text order. Arguments as of ``make_statements``."""
    drafts = sorted((_draft(page, attribution) for attribution in attributions), key=lambda d: (d.place, d.start))  # 1 cue, voice, form
    index = ActorIndex(actors)
    speakers = Speakers(page, index, report)
    for draft in sorted(drafts, key=lambda d: (d.source[0][0] if d.source else d.place, d.place)):  # 2 who speaks
        speakers.settle(draft)
    _decide(page, index, drafts, _issuing_side(index, report))  # 3 what is done with the words
    return drafts


# ---------------------------------------------------------------------- 1


def _draft(page: Page, attribution: Attribution) -> Draft:
    source, cue, content = (_ranges(page, spans) for spans in (attribution.source, attribution.cue, attribution.content))
    draft = Draft(attribution, read_cue(page, cue, content), source, cue, content)
    if not source:
        draft.voice = "unsourced"
        if not _hides_speaker(page, draft) or not content:
            draft.grade = "fragment"
        elif attribution.grade is not None:
            draft.grade = attribution.grade
    elif not cue or not content:
        draft.grade = "fragment"
    elif attribution.grade is not None:
        draft.grade = attribution.grade
    elif attribution.confidence < CONFIDENT:
        draft.grade = "weak"
    if source and _only_shows(page, draft):
        draft.grade = "fragment"
    if draft.grade != "fragment" and _is_event(page, source):
        draft.grade = "weak"
    draft.form = _form(page, draft)
    draft.negated = is_negative(page, cue, content) or (draft.cue.verb != "doubt" and _is_nobody(page, source))
    draft.speech = draft.cue.act.speech if draft.cue.act is not None else not cue
    if draft.voice == "unsourced":
        words = {page.tokens[n].lower for first, last in cue for n in range(first, last)}
        draft.speech = bool(words & {"allegedly", "alleged"}) or (draft.cue.noun and draft.speech)
    elif draft.cue.verb in _EXAMINING or (source and page.tokens[source[-1][1] - 1].lower in _SILENT_SOURCES):
        draft.speech = False
    return draft


def _is_nobody(page: Page, source: tuple[tuple[int, int], ...]) -> bool:
    """ "Nobody said", "neither side would say", "no official confirmed": apart from "no fewer than five witnesses" and "No 10"."""
    if not source:
        return False
    first, last = source[0]
    opening = page.tokens[first].lower
    following = first + 1 if first + 1 < last else None
    if opening == "no":
        return following is not None and (page.tokens[following].lower == "one" or page.classes[following] in ("NN", "NNS"))
    return opening in ("nobody", "no-one", "neither") or (opening == "none" and (following is None or page.tokens[following].lower == "of"))


def _is_event(page: Page, source: tuple[tuple[int, int], ...]) -> bool:
    """ "Airstrikes have raised concerns": whatever it is, an event has not said it, and a person should look."""
    phrase = page.phrase_at.get(source[0][0]) if source else None
    return phrase is not None and phrase.head < source[0][1] and page.tokens[phrase.head].lower in EVENTS - _WITH_PEOPLE


def _only_shows(page: Page, draft: Draft) -> bool:
    """ "Footage shared by residents shows …", "the group's video showed …": an image has no voice; what it depicts is its mention's."""
    first = draft.source[0][0]
    phrase = page.phrase_at.get(first)
    named = phrase is not None and noun_lemma(page.tokens[phrase.head].lower) in _IMAGES
    return named and draft.cue.verb in _SHOWING


_IMAGES = frozenset({"clip", "film", "footage", "image", "imagery", "photo", "photograph", "picture", "video"})
_SHOWING = frozenset({"show", "depict", "reveal", "capture", "feature", "appear", "seem"})
_WITH_PEOPLE = frozenset({"campaign", "incident", "operation", "operations"})
"""Words for events that are also words for the people in them, or for what is written of them."""
_SILENT_SOURCES = frozenset({"intelligence", "evidence", "data", "imagery", "analysis", "investigation", "footage", "records"})
"""What is examined rather than spoken: "our intelligence indicates"."""
_EXAMINING = frozenset(
    {"verify", "trace", "find", "consider", "compare", "corroborate", "geolocate", "detect", "examine", "analyse", "analyze"}
)


def _ranges(page: Page, spans: Spans) -> tuple[tuple[int, int], ...]:
    """Token ranges of spans; a reader may cut inside a word, and the whole word counts then."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        first = page.token_at(start)
        last = max(page.tokens_in(start, end)[1], first + 1)
        if first < len(page.tokens) and (not found or first >= found[-1][1]):
            found.append((first, min(last, len(page.tokens))))
    return tuple(found)


def _hides_speaker(page: Page, draft: Draft) -> bool:
    """Whether the cue by its form names nobody: passive, impersonal, an adverb, a bare noun."""
    words = {page.tokens[n].lower for first, last in draft.cue_tokens for n in range(first, last)}
    if draft.cue.passive or "it" in words or words & _HIDING_ADVERBS or draft.cue.key.startswith(("be ", "suspicion")):
        return True
    return draft.cue.noun and draft.cue.verb.removesuffix("/n") in _HIDING_NOUNS


def _form(page: Page, draft: Draft) -> Form:
    parts = [quotation_parts(page, first, last) for first, last in draft.content]
    inside, outside = sum(a for a, _ in parts), sum(b for _, b in parts)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


# ---------------------------------------------------------------------- 3


def _issuing_side(index: ActorIndex, report: ReportDetails) -> str | None:
    """The side that says "we" outside quotations, in a body's own release."""
    if report.issuer is None:
        return None
    own = next((actor for actor in index.actors if actor.name.lower() == report.issuer.lower()), None)
    return side_of(own) if own is not None else report.issuer


def _decide(page: Page, actors: ActorIndex, drafts: Sequence[Draft], issuing: str | None) -> None:
    accused_before: frozenset[str] = frozenset()
    for draft in drafts:
        clause = main_clause(page, draft.content)
        base = draft.cue.own_act or "asserts"
        names = draft.cue.verb in _NAMING and _names_culprit(page, draft)
        draft.about = _about(page, actors, clause)
        ascribed = ascribed_to(page, actors, draft) - {draft.side}
        if ascribed:
            draft.accused = ascribed
        elif base == "accuses" or names or holds_responsible(page, draft):
            draft.accused = (_taken_up(page, draft, drafts) or _first_named(page, actors, draft)) - {draft.side}
        elif clause is not None and draft.cue.verb not in _COUNTING and (base in NEUTRAL or base == "interprets"):
            draft.accused = (doers_of_clause(page, actors, clause) or doers_behind(page, actors, draft.content)) - {draft.side}
            subject = clause.subject
            if not draft.accused and issuing is not None and subject is not None and draft.form == "indirect":
                ours = page.tokens[subject.first].lower in ("our", "we") and _harms(page, draft)
                draft.accused = (frozenset({issuing}) if ours else frozenset()) - {draft.side}
            pronoun = subject is not None and subject.pronoun and page.tokens[subject.first].lower in ("they", "he", "she", "it")
            if not draft.accused and pronoun and draft.form == "direct" and accused_before - {draft.side} and _harms(page, draft):
                draft.accused = accused_before - {draft.side}
            if not draft.accused and accused_before - {draft.side} and subject is not None and _harms(page, draft):
                spoken = {page.tokens[n].lower for n in range(subject.first, clause.subject_end)}
                goes_on = draft.cue.participle and subject.pronoun and "they" in spoken  # "blamed X, saying they had fired"
                if goes_on or ("there" in spoken and "from" in spoken):  # "pointed at X: a team from there had laid it"
                    draft.accused = accused_before - {draft.side}
        draft.named = frozenset(side_of(actor) for span in draft.attribution.content for _, actor in actors.over(span))
        draft.implicated = (doers_anywhere(page, actors, draft.content) | draft.accused) - {draft.side}
        draft.act = decide_act(page, draft, clause)
        if not draft.keeps_back:  # by its form; nothing else can make it say more
            draft.act = weighed_act(draft.act, draft.attribution.acts, known=draft.cue.act is not None)
        if draft.act in ("asserts", "reports") and draft.voice == "attributed" and marks_distance(page, draft):
            draft.act = "claims"
        if draft.act != "accuses" and (base != "accuses" or draft.negated):
            draft.accused = frozenset()
        if draft.act in NEUTRAL:
            _take_over(page, draft, drafts)
        if draft.accused:
            accused_before = draft.accused
        if draft.cue.act is None and draft.act in ("denies", "claims", "accuses"):
            draft.speech = True


def _taken_up(page: Page, draft: Draft, drafts: Sequence[Draft]) -> frozenset[str]:
    """ "Velk denied it. Norrin had accused | it of …": the side that spoke just before, when the accused is a pronoun."""
    if not draft.content or page.tokens[draft.content[0][0]].lower not in ("it", "them", "him", "her"):
        return frozenset()
    if draft.content[0][1] - draft.content[0][0] > 1 and page.tokens[draft.content[0][0] + 1].lower not in ("of", "for", "as"):
        return frozenset()
    number = next(n for n, other in enumerate(drafts) if other is draft)
    for other in reversed(drafts[max(number - 3, 0) : number]):
        near = 0 <= page.sentence_numbers[draft.place] - page.sentence_numbers[other.place] <= 1
        if near and other.side is not None and other.side != draft.side:
            return frozenset({other.side})
    return frozenset()


def _about(page: Page, actors: ActorIndex, clause: Clause | None) -> str | None:
    """The side of the subject of a clause."""
    if clause is None or clause.subject is None or clause.subject.pronoun:
        return None
    actor = actors.at(page.span(clause.subject.first, clause.subject.last))
    return side_of(actor) if actor is not None else None


_COUNTING = frozenset({"put", "peg", "place", "estimate"})
"""Cues whose content is a number: who "killed" stands for there did not kill."""
_NAMING = frozenset({"name", "identify", "point", "single", "cite"})
_CULPRITS = words(
    """
    attacker attackers culprit culprits perpetrator perpetrators responsible aggressor aggressors killer killers shooter shooters
    kidnappers abductors behind
    """
)
_REPEATING = frozenset({"repeat", "reiterate", "restate", "renew", "echo"})


def _names_culprit(page: Page, draft: Draft) -> bool:
    """ "named the front as the attackers"."""
    return any(page.tokens[n].lower in _CULPRITS for first, last in draft.content for n in range(first, last))


def _take_over(page: Page, draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "repeated the figure", "says the same of Y": the act is that of the statement taken up."""
    words = [page.tokens[n].lower for first, last in draft.content for n in range(first, last)]
    number = drafts.index(draft) if draft.cue.verb in _REPEATING or words[:2] == ["the", "same"] else 0
    before = [other for other in drafts[max(number - WINDOW, 0) : number] if other.place < draft.place]
    if draft.cue.verb in _REPEATING and len(words) <= 6:
        own = [other for other in before if other.side == draft.side and other.side is not None]
        if own:
            draft.act, draft.accused = own[-1].act, own[-1].accused
    elif words[:2] == ["the", "same"] and before and before[-1].side != draft.side:
        draft.act = before[-1].act
        if draft.act == "accuses" and before[-1].side is not None:
            draft.accused = frozenset({before[-1].side})


def _harms(page: Page, draft: Draft) -> bool:
    clause = main_clause(page, draft.content)
    return clause is not None and clause.verb is not None and not clause.negated and clause.verb.lemma in HARM_VERBS


def _first_named(page: Page, actors: ActorIndex, draft: Draft) -> frozenset[str]:
    """Whom an accusing cue names first in its content, or before a passive cue."""
    for first, last in draft.content:
        for index in range(first, last):
            phrase = page.phrase_at.get(index)
            if phrase is None or index not in (phrase.first, first):
                continue
            actor = actors.at(page.span(max(phrase.first, first), phrase.last))
            if actor is not None:
                return frozenset({side_of(actor)})
            if page.verb_at.get(phrase.last) is not None:
                break
    return frozenset()


# ---------------------------------------------------------------------- 6


def _own_standing(draft: Draft) -> Standing:
    if draft.act in _OPINION_ACTS:
        return "opinion"
    return "confirmed" if draft.act in _CONFIRMING_ACTS else "claimed"


def _settle_standing(drafts: Sequence[Draft], opinions: Sequence[Opinion]) -> None:
    """Denied above unverified above the act's own."""
    for draft in drafts:
        if draft.unverified and draft.standing != "opinion":
            draft.standing = "unverified"
    for answered in (*(other for draft in drafts for other in draft.denies), *(other for one in opinions for other in one.denies)):
        answered.standing = "denied"
    for draft in drafts:
        if draft.refuted:
            draft.standing = "denied"


# ---------------------------------------------------------------------- 7


def _nest(drafts: Sequence[Draft]) -> None:
    """A statement whose cue stands inside another's content is nested in it, in the narrowest that holds it."""
    narrowest: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: (-sum(last - first for first, last in d.content), d.place)):
        for first, last in draft.content:
            for n in range(first, last):
                narrowest[n] = draft  # the narrowest content comes last and stays
    for draft in drafts:
        holder = narrowest.get(draft.place)
        if holder is not None and holder is not draft:
            draft.within = holder
        elif holder is draft:
            draft.within = None


def _records(page: Page, drafts: Sequence[Draft], opinions: Sequence[Opinion]) -> tuple[Statement, ...]:
    order: list[Draft | Opinion] = sorted([*drafts, *opinions], key=lambda item: item.first if isinstance(item, Opinion) else item.start)
    names = {id(item): f"s{number}" for number, item in enumerate(order, 1)}
    return tuple(_opinion_record(page, item, names) if isinstance(item, Opinion) else _record(item, names) for item in order)


def _record(draft: Draft, names: dict[int, str]) -> Statement:
    found = draft.attribution
    return Statement(
        id=names[id(draft)],
        source=found.source,
        cue=found.cue,
        content=found.content,
        act=draft.act,
        voice=draft.voice,
        standing=draft.standing,
        form=draft.form,
        speech=draft.speech,
        negated=draft.negated,
        actor=draft.speaker,
        antecedent=draft.antecedent,
        denies=tuple(dict.fromkeys(names[id(other)] for other in draft.denies)),
        counters=tuple(dict.fromkeys(names[id(other)] for other in draft.counters)),
        within=names[id(draft.within)] if draft.within is not None else None,
        grade=draft.grade,
        confidence=found.confidence,
    )


def _opinion_record(page: Page, opinion: Opinion, names: dict[int, str]) -> Statement:
    return Statement(
        id=names[id(opinion)], content=(page.span(opinion.first, opinion.last),), act=opinion.act, voice="publisher",
        standing=opinion.standing, form="indirect", speech=False, grade="one", confidence=OPINION_CONFIDENCE,
        denies=tuple(names[id(other)] for other in opinion.denies),
    )  # fmt: skip
