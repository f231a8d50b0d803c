"""What the speaker does with the words: the cue's own act, corrected by construction and by what the content says."""

from onrecord.reading.actors.vocabulary import ARMED_FORCES, ARMED_GROUPS, PEOPLE, WEAPONS
from onrecord.reading.acts import acts
from onrecord.reading.harm import HARM_NOUNS
from onrecord.reading.page import Page
from onrecord.reading.statements.blame import alleges_harm, holds_responsible
from onrecord.reading.statements.clauses import Clause
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.told import CLAIM_NOUNS
from onrecord.reading.statements.untruth import (
    belittles,
    belittling_only,
    calls_untrue,
    content_words,
    flatly_untrue,
    labels_as_untrue,
    refuses,
    takes_up,
)
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import noun_lemma
from onrecord.records.vocabulary import Act

NEUTRAL = frozenset({"asserts", "reports", "claims", "estimates"})
"""Acts whose cue says nothing of the content's nature, so that the content may decide."""

_SYMPATHY = words("condolence condolences sympathies sympathy thanks thoughts prayers gratitude congratulations")
_OWN_PRONOUNS = frozenset({"i", "we", "it", "he", "she", "they"})
_OWN_ACTS = frozenset({"assesses", "denies", "calls for", "expects", "intends", "pledges", "interprets", "admits"})
_NOT_OWN_ATTITUDES = words(
    """
    try attempt decide choose hold see call figure bid direct press order offer own prepare point open will mean plead have wait
    question grant seek resolve like move remind require work design
    """
)
_EVALUATIONS = words(
    """
    abhorrent abominable disturbing concerning distressing harrowing unthinkable chilling staggering appalling atrocious awful
    barbaric brutal catastrophe catastrophic cowardly cowardice crime criminal cruel deplorable despicable disaster disastrous
    disgrace disgraceful disgusting excessive grave heartbreaking heinous historic horrible horrific horrifying illegal immoral
    inexcusable inhuman inhumane insane insult insulting intolerable irresponsible monstrous outrage outrageous reckless
    reprehensible shame shameful shocking sickening tragic tragedy unacceptable unbearable unconscionable unfair unforgivable
    unjust unjustifiable unlawful unworthy welcome courageous encouraging disappointing regrettable alarming worrying terrible
    dreadful unprecedented disproportionate savage vile evil genocidal terrorist hollow meaningless pointless farce sham mockery
    nightmare hell victory heroic negligent careless
    """
)
_COPULAS = frozenset({"be", "constitute", "amount", "represent", "remain", "seem", "appear", "look"})
_EVALUATING_PHRASES = phrases(
    """
    no doubt, rules out, rule out, ruled out, speaks for itself, speak for themselves, beyond doubt
    """
)
_FAULT = words(
    """
    err erred misidentified misjudged mishandled miscalculated blundered
    wrong mistake mistakes mistaken error errors fault failed failure failures misled misinformed incomplete negligence negligent
    sorry apologise apologize shortcomings blunder regrettable inaccurate ashamed erroneously
    """
)
_PUNISHMENT = phrases(
    """
    go unpunished, be punished, be avenged, go unanswered, be answered, pay the price, pay for, pay dearly, be held accountable,
    be brought to justice
    """
)
_DUTIES = frozenset({"must", "should", "ought"})
_BELIEVING = words("accept believe buy credit endorse recognise recognize share")
"""Verbs that, negated, turn down what somebody has said."""
_QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "when", "who", "what", "where", "which"})


def decide_act(page: Page, draft: Draft, clause: Clause | None) -> Act:
    """The act of one statement as far as its own words tell; denials by content are settled afterwards, among all statements."""
    act = _by_construction(page, draft, clause)
    if draft.negated and (act in NEUTRAL | {"accuses", "confirms"} or _not_done(draft, act)):
        return "asserts"  # what was not said accuses nobody, "never denied it" denies nothing, "has verified neither" confirms nothing
    if act in NEUTRAL and not draft.negated and _denies_what_is_told(page, draft):
        return "denies"
    if act not in NEUTRAL and not (act == "interprets" and draft.cue.verb in ("suggest", "hint", "imply")):
        return act
    return _by_content(page, draft, clause, act)


def _not_done(draft: Draft, act: Act) -> bool:
    """ "Never denied it", "refused to admit it": the negative is of the act itself."""
    return act == draft.cue.own_act and act in ("denies", "admits") and not draft.cue.key.startswith("not ")


def _denies_what_is_told(page: Page, draft: Draft) -> bool:
    """ "Denied reports that …": the noun tells what is denied, and is no act of the speaker's."""
    if not draft.cue.noun:
        return False
    lemmas = (page.verb_at[n].lemma for first, last in draft.cue_tokens for n in range(first, last) if n in page.verb_at)
    return any((entry := acts().get((lemma,))) is not None and entry.act == "denies" for lemma in lemmas)


# ---------------------------------------------------------------------- cue and construction


def _by_construction(page: Page, draft: Draft, clause: Clause | None) -> Act:
    cue = draft.cue
    special = _SPECIAL.get(cue.verb)
    if special is not None and " " not in cue.key.replace(cue.verb, "", 1).strip():
        found = special(page, draft)
        if found is not None:
            return found
    if not {"unable", "fail"}.isdisjoint(_cue_words(page, draft)):
        return "asserts"  # "was unable to confirm" confirms nothing
    if cue.verb in ("offer", "extend", "send", "express") and not _SYMPATHY.isdisjoint(
        (*_cue_words(page, draft), *content_words(page, draft)[:6])
    ):
        return "assesses"
    if cue.act is None:
        if cue.modal in ("will", "shall", "'ll", "would"):
            return "intends"
        return "denies" if labels_as_untrue(page, draft) else "asserts"
    act = cue.act.act
    if holds_responsible(page, draft):
        return "accuses"
    if cue.negated and cue.verb in _BELIEVING and (takes_up(page, draft) or _speaks_of_said(page, draft)):
        return "denies"  # "nor do we accept the allegation"
    if alleges_harm(draft, clause):
        return "accuses"
    if cue.negated and not cue.key.startswith("not ") and act in ("denies", "confirms", "admits", "reports", "accuses", "claims"):
        return "asserts"
    if act == "denies" and not cue.noun and (refuses(page, draft) or belittles(page, draft)):
        return "assesses"
    if act == "assesses" and labels_as_untrue(page, draft) and (takes_up(page, draft) or not belittling_only(page, draft)):
        return "denies"
    if (
        act in ("expects", "calls for", "intends")
        and cue.verb in ("want", "hope", "wish", "expect", "plan")
        and draft.voice == "attributed"
    ):
        return "intends" if _starts_with_infinitive(page, draft) else act
    if cue.key == "agree" and _starts_with_infinitive(page, draft):
        return "pledges"
    if act == "accuses" and cue.verb == "blame" and not draft.accused:
        return "asserts"
    if act == "intends" and draft.voice == "unsourced":
        return "expects"  # "is not expected to join"
    if act == "intends" and cue.modal is not None and _own_future(page, clause):
        return "pledges"
    return act


def _ask(page: Page, draft: Draft) -> Act | None:
    words = content_words(page, draft)
    if "?" in words or (words and words[0] in _QUESTION_WORDS):
        return "asks"
    if draft.cue.key in ("ask for", "ask to"):
        return "calls for"
    early = words[:12]
    if any(word in _QUESTION_WORDS for word in early):
        return "asks"
    if "for" in early or _infinitive_in(page, draft):
        return "calls for"
    return "calls for" if _SOUGHT.intersection(early) else "asks"


_SOUGHT = words(
    "aid assistance cooperation forgiveness help indulgence leave mercy pardon patience permission restraint support understanding"
)


def _allow(page: Page, draft: Draft) -> Act | None:
    """ "allowed that it was theirs" concedes."""
    return "admits" if not draft.cue.negated and content_words(page, draft)[:1] == ["that"] else None


def _object(page: Page, draft: Draft) -> Act | None:
    """ "objected that entries occur twice" says something, "objected to the plan" judges it."""
    return "asserts" if content_words(page, draft)[:1] == ["that"] else None


def _leave_standing(page: Page, draft: Draft) -> Act | None:
    """ "does not dispute that its men fired" concedes; "did not deny the report" leaves it open."""
    if draft.cue.verb == "deny" and not draft.cue.negated and _withholds(page, draft):
        return "asserts"
    plain = draft.cue.negated and not {"nor", "neither", "confirm"} & set(_cue_words(page, draft))
    return "admits" if plain and content_words(page, draft)[:1] == ["that"] else None


_GRANTED = words(
    "access aid asylum bail burial care citizenship entry exit food leave medicine passage permission permit treatment visa water"
)


def _withholds(page: Page, draft: Draft) -> bool:
    """ "Denied a visa to the reporter", "denied the Red Cross access": something is not granted."""
    heads = [page.phrase_at[n].head for first, last in draft.content for n in range(first, min(last, first + 8)) if n in page.phrase_at]
    finite = any(page.verb_at[n].finite for first, last in draft.content for n in range(first, last) if n in page.verb_at)
    return not finite and any(noun_lemma(page.tokens[head].lower) in _GRANTED for head in heads)


def _withdraw(page: Page, draft: Draft) -> Act | None:
    """ "withdrew the boast": what was said is taken back."""
    return "denies" if not draft.cue.negated and _speaks_of_said(page, draft) else None


def _make(page: Page, draft: Draft) -> Act | None:
    """ "made it ninety-eight": a count."""
    spoken = [*_cue_words(page, draft), *content_words(page, draft)]
    counted = any(page.classes[n] == "CD" for first, last in draft.content for n in range(first, min(last, first + 4)))
    return "estimates" if counted and {"it", "total", "toll"} & set(spoken[:4]) else None


def _tell(page: Page, draft: Draft) -> Act | None:
    if draft.voice != "attributed" or not draft.content:
        return None
    first, last = draft.content[0]
    phrase = page.phrase_at.get(first)
    group = page.verb_at.get(phrase.last) if phrase is not None and phrase.first == first and phrase.last < last else None
    ordered = group is not None and group.infinitive  # "told residents to leave"
    return "calls for" if ordered or _starts_with_infinitive(page, draft) else None


def _speaks_of_said(page: Page, draft: Draft) -> bool:
    """Whether the first noun of a content is one of saying ("the version of the army")."""
    phrase = next((page.phrase_at[n] for first, last in draft.content for n in range(first, last) if n in page.phrase_at), None)
    return phrase is not None and noun_lemma(page.tokens[phrase.head].lower) in CLAIM_NOUNS


def _find(page: Page, draft: Draft) -> Act | None:
    """ "finds that suggestion absurd" answers, "found the delay unacceptable" judges."""
    words = content_words(page, draft)
    if _has_finite_verb(page, draft):
        return "assesses" if words[:1] == ["that"] and not _EVALUATIONS.isdisjoint(words[-3:]) else None
    if labels_as_untrue(page, draft) and takes_up(page, draft):
        return "denies"
    return "assesses" if not _EVALUATIONS.isdisjoint(words[-2:]) else None


def _has_finite_verb(page: Page, draft: Draft) -> bool:
    """Whether a content holds a finite verb."""
    groups = (page.verb_at.get(n) for first, last in draft.content for n in range(first, last))
    return any(group is not None and group.finite for group in groups)


def _put(page: Page, draft: Draft) -> Act | None:
    cue = _cue_words(page, draft)
    if "it" in cue and "at" not in (*cue, *content_words(page, draft)[:1]):  # "as X put it"
        return "asserts"
    return "estimates" if "at" in content_words(page, draft) or draft.cue.key.endswith(" at") else None


def _describe(page: Page, draft: Draft) -> Act | None:
    words = content_words(page, draft)
    if "as" in words[:25] and words[0] not in ("how", "what", "that"):
        return "denies" if labels_as_untrue(page, draft) else "assesses"
    return None


def _warn(page: Page, draft: Draft) -> Act | None:
    """A warning of what the speaker's own side will do is a threat; one that tells people to act is a call."""
    if _starts_with_infinitive(page, draft):
        return "calls for"
    words = content_words(page, draft)
    own = {"we", "it", "he", "she", "they", "i", "its", "our", "his", "her", "their"}
    return "pledges" if set(words[:3]) & own and {"will", "would", "'ll", "shall"} & set(words[:8]) else None


def _doubt(page: Page, draft: Draft) -> Act | None:
    return "expects" if {"will", "'ll"} & set(content_words(page, draft)) else "assesses"


def _name(page: Page, draft: Draft) -> Act | None:
    words = content_words(page, draft)
    return "accuses" if draft.accused and "as" in words else None


def _attribute(page: Page, draft: Draft) -> Act | None:
    """ "attributed the strike to a foreign drone" says who did harm; "attributed the drone crash to bad weather" gives a reason."""
    if draft.accused:
        return "accuses"
    first, last = draft.content[0] if draft.content else (0, 0)
    heads = [page.phrase_at[n].head for n in range(first, last) if n in page.phrase_at and page.phrase_at[n].first == n]
    behind = next((head for head in heads if "to" in _words_before(page, page.phrase_at[head].first)), None)
    if behind is None or noun_lemma(page.tokens[heads[0]].lower) not in HARM_NOUNS | _SHOT:
        return "interprets"
    return "accuses" if page.tokens[behind].lower in _DOING else "interprets"


def _words_before(page: Page, index: int) -> tuple[str, ...]:
    """The word before a phrase, past a mark of quotation."""
    return tuple(page.tokens[n].lower for n in (index - 1, index - 2) if n == index - 1 or page.classes[index - 1] == "PU")


_DOING = WEAPONS | PEOPLE | ARMED_FORCES | ARMED_GROUPS
_SHOT = words("round rounds rocket rockets shell shells mortar mine mines bullet bullets drone drones bomb bombs projectile")


def _question(page: Page, draft: Draft) -> Act | None:
    return "asks" if "?" in content_words(page, draft) else "assesses"


def _accord(page: Page, draft: Draft) -> Act | None:
    words = content_words(page, draft)[:3]
    return "estimates" if "estimated" in words else None


def _understand(_page: Page, draft: Draft) -> Act | None:
    return "interprets" if draft.voice == "unsourced" else None


_SPECIAL = {
    "accept": _allow,
    "accord": _accord,
    "advise": _tell,
    "allow": _allow,
    "ascribe": _attribute,
    "ask": _ask,
    "attribute": _attribute,
    "conceal": _leave_standing,
    "contest": _leave_standing,
    "caution": _warn,
    "deny": _leave_standing,
    "depict": _describe,
    "describe": _describe,
    "dispute": _leave_standing,
    "doubt": _doubt,
    "find": _find,
    "identify": _name,
    "make": _make,
    "name": _name,
    "object": _object,
    "peg": _put,
    "place": _put,
    "portray": _describe,
    "put": _put,
    "recognise": _allow,
    "recognize": _allow,
    "question": _question,
    "tell": _tell,
    "understand": _understand,
    "warn": _warn,
    "withdraw": _withdraw,
}
"""Verbs whose act the construction decides; None leaves it to the table."""


def _cue_words(page: Page, draft: Draft) -> list[str]:
    return [page.tokens[n].lower for first, last in draft.cue_tokens for n in range(first, last)]


def _starts_with_infinitive(page: Page, draft: Draft) -> bool:
    if not draft.content:
        return False
    first = draft.content[0][0]
    if page.classes[first] == "PU" and first + 1 < len(page.tokens):
        first += 1
    group = page.verb_at.get(first)
    return group is not None and group.infinitive and group.first == first


def _infinitive_in(page: Page, draft: Draft) -> bool:
    return any(
        page.verb_at[n].infinitive for first, last in draft.content for n in range(first, min(last, first + 12)) if n in page.verb_at
    )


# ---------------------------------------------------------------------- content


def _by_content(page: Page, draft: Draft, clause: Clause | None, act: Act) -> Act:
    words = content_words(page, draft)
    if words and words[-1] == "?" and words.count("?") == 1 and draft.form == "direct" and _only_a_question(page, draft):
        return "asks"
    if act != "reports" and has_phrase(words, _EVALUATING_PHRASES) and not draft.accused:
        return "assesses"
    if flatly_untrue(page, draft):
        return "denies"
    if clause is None or clause.verb is None:
        return "accuses" if draft.accused else act
    if calls_untrue(page, clause):
        return "denies"
    own = _own_attitude(page, clause)
    if own is not None and act != "estimates":
        return own
    if draft.accused:
        return "accuses"
    if act == "estimates":
        return act
    if admits_fault(page, clause):
        return "admits"
    if _own_future(page, clause) or _threatens(words):
        return "pledges"
    if clause.verb.modal in _DUTIES or _imperative(page, draft, clause):
        return "calls for"
    if act != "reports" and _evaluates(page, clause):
        return "assesses"
    return act


def _only_a_question(page: Page, draft: Draft) -> bool:
    """Whether nothing is said before the question: it begins in the first sentence of the content."""
    first, last = draft.content[0][0], draft.content[-1][1] - 1
    mark = next((n for n in range(last, first, -1) if page.tokens[n].text == "?"), last)
    return page.sentence_numbers[first] == page.sentence_numbers[mark]


def _subject_word(page: Page, clause: Clause) -> str:
    return page.tokens[clause.subject.head].lower if clause.subject is not None else ""


def _own_attitude(page: Page, clause: Clause) -> Act | None:
    """ "said he doubted it", "We condemn the raid": the speaker tells an attitude or performs an act of his own."""
    verb = clause.verb
    if verb is None or _subject_word(page, clause) not in _OWN_PRONOUNS or verb.negated or verb.passive or verb.lemma in _NOT_OWN_ATTITUDES:
        return None
    after = page.tokens[verb.last].lower if verb.last < len(page.tokens) else ""
    if verb.lemma == "doubt":
        return "assesses"
    entry = acts().get((verb.lemma, after)) or acts().get((verb.lemma,))
    if verb.lemma == "be":
        entry = acts().get(("be", after))
    if verb.lemma == "want":
        following = page.verb_at.get(verb.last)
        return "intends" if following is not None and following.infinitive and following.first == verb.last else "calls for"
    if verb.lemma == "hope" and after == "to":
        return "intends"
    return entry.act if entry is not None and entry.act in _OWN_ACTS else None


def admits_fault(page: Page, clause: Clause) -> bool:
    """ "We were wrong", "it had been a mistake": the speaker owns up to a fault."""
    if clause.subject is None or clause.verb is None or clause.negated:
        return False
    words = {page.tokens[n].lower for n in range(clause.subject.first, clause.subject_end)}
    after = {page.tokens[n].lower for n in range(clause.verb.first, min(clause.verb.last + 5, clause.last))}
    return bool(words & {"i", "we", "our", "he", "she", "it", "my"}) and bool(after & _FAULT) and not ("sorry" in after and "not" in after)


def _own_future(page: Page, clause: Clause | None) -> bool:
    """ "We will answer", "it would compensate the families", "its fighters reserve the right"."""
    if (
        clause is None
        or clause.verb is None
        or clause.subject is None
        or clause.verb.lemma in ("be", "have", "like", "know", "need", "want")
    ):
        return clause is not None and clause.verb is not None and clause.verb.lemma == "reserve"
    if clause.verb.lemma == "reserve":
        return True
    words = {page.tokens[n].lower for n in range(clause.subject.first, clause.subject.last)}
    own = _subject_word(page, clause) in ("we", "i", "it", "he", "she", "they") or bool(words & {"our", "my"})
    return own and clause.verb.modal in ("will", "shall", "would", "'ll") and not clause.verb.passive


def _threatens(words: list[str]) -> bool:
    if not {"will", "'ll", "shall"} & set(words):
        return False
    return has_phrase(words, _PUNISHMENT)


def _imperative(page: Page, draft: Draft, clause: Clause) -> bool:
    """A direct quotation that opens with a bare verb: "Leave the town at once"."""
    if draft.form != "direct" or clause.subject is not None or clause.verb is None or not draft.content:
        return False
    first = draft.content[0][0]
    while first < clause.verb.first and page.classes[first] == "PU":
        first += 1
    return first == clause.verb.first and page.classes[first] == "VB" and not clause.verb.infinitive


def _evaluates(page: Page, clause: Clause) -> bool:
    """A judgement rather than news: "was barbaric", "is a crime"."""
    if clause.verb is None:
        return False
    head = page.tokens[clause.verb.head].lower
    if head in _EVALUATIONS and head.endswith("ing") and clause.verb.last - clause.verb.first > 1:  # "were appalling"
        return True
    if clause.verb.passive:
        return False
    if clause.verb.lemma not in _COPULAS:
        return False
    return any(page.tokens[n].lower in _EVALUATIONS for n in range(clause.verb.last, min(clause.verb.last + 7, clause.last)))
