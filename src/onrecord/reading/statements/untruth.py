"""Words by which somebody says that what was said is untrue: labels, flat answers, pointing subjects."""

from itertools import pairwise

from onrecord.reading.page import Page
from onrecord.reading.statements.clauses import Clause
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.told import CLAIM_NOUNS
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import noun_lemma

DENIAL_LABELS = words(
    """
    absurd baseless bogus disinformation fabricated fabrication fabrications fake faked fakes false falsehood falsehoods fantasy
    fiction fictitious groundless hoax invented invention inventions lie lies ludicrous misinformation myth nonsense nonsensical
    propaganda ridiculous rubbish slander slanderous smear staged unfounded unsubstantiated unsupported untenable untrue untruth
    wrong incorrect inaccurate preposterous concocted doctored misleading libel fairy-tale unproven unjustified cheap-propaganda
    fable fables fairytale fairytales gossip canard canards figment moonshine hearsay yarn yarns calumny calumnies claptrap hogwash
    bunkum humbug drivel poppycock tosh distortion distortions concoction concoctions defamation defamatory disproven laughable
    exaggerated exaggeration exaggerations inflated overblown overstated overstatement
    forgery forgeries forged montage montages theatre theater charade
    farcical fanciful far-fetched mendacious mythical myths fantasies falsification falsifications scaremongering made-up
    """
)
_REFUSABLE = words(
    """
    amendment appeal appeals call calls ceasefire compromise conditions deal demand demands draft idea initiative invitation
    mediation negotiations offer offers petition plan plans proposal proposals request requests resolution ruling talks terms
    truce ultimatum verdict pressure motion bill treaty agreement agreements peace roadmap interference
    """
)
_DENIABLE = words(
    "blame complicity concern criticism evidence fear guilt idea involvement link notion possibility responsibility role suggestion warning"
)
_RIDICULE = words("absurd bogus ludicrous misleading nonsense nonsensical preposterous ridiculous rubbish unfounded unjustified wrong")
_UNTRUE_PHRASES = phrases(
    """
    fairy tale, fairy tales, fairy story, fairy stories, tall tale, tall tales, tall story, old wives, cock and bull, bedtime
    story, hot air, made up, make believe, out of thin air, without foundation, without any foundation, without basis, without
    any basis, without merit, without substance, no basis, no foundation, no substance, no merit, fake news, red herring, ghost
    story, ghost stories, horror stories, pack of lies
    """
)
_FLAT_DENIALS = phrases(
    """
    nothing of the kind, nothing of the sort, no such thing, on the contrary, quite the contrary, quite the opposite, far from it,
    not so, not true, not at all, not us, none of it, the opposite, the contrary, the reverse
    """
)
_ALSO_ADJECTIVES = words("false wrong staged")
_TAKING_UP = words("that this these those such")
_DOING_NOTHING = phrases(
    """
    did nothing of the kind, did nothing of the sort, did no such thing, done nothing of the kind, done nothing of the sort, done
    no such thing, happened nothing of the kind, nothing of the kind happened, nothing of the sort happened, no such thing happened,
    that is not how it was, that is not how it happened, that is not what happened, that is not true, this is not true, it is not true,
    that never happened, this never happened, it never happened, it did not happen, that did not happen
    """
)
"""Short answers with a verb that says no more than they."""
LONGEST_FLAT = 9
"""Words of the longest answer without a verb."""


def labels_as_untrue(page: Page, draft: Draft) -> bool:
    """ "called the report a fabrication": the label is a word of untruth."""
    words = content_words(page, draft)
    return (
        any(word in DENIAL_LABELS for word in words[-14:])
        or has_phrase(words[-14:], _UNTRUE_PHRASES)
        or (len(words) > 1 and ("no", "truth") in pairwise(words))
    )


def calls_untrue(page: Page, clause: Clause) -> bool:
    """ "said the claim was pure fantasy", "That is a lie": what was said before is called untrue."""
    if clause.subject is not None and clause.subject.last - clause.subject.first > 1:  # "That fable deserves no answer"
        head = page.tokens[clause.subject.head].lower
        if head in DENIAL_LABELS and head not in _ALSO_ADJECTIVES and page.tokens[clause.subject.first].lower in _TAKING_UP:
            return True
    if clause.subject is None or clause.verb is None:
        return False
    if clause.verb.lemma in ("correspond", "match", "reflect") and (clause.verb.negated or clause.negated):
        behind = {page.tokens[n].lower for n in range(clause.verb.last, min(clause.last, clause.verb.last + 6))}
        return bool(behind & {"reality", "truth", "facts", "fact"})  # "statements about 40 dead do not correspond to reality"
    if clause.verb.lemma not in ("be", "contain", "amount", "remain", "constitute"):
        return False
    noun = noun_lemma(page.tokens[clause.subject.head].lower)
    theirs = page.classes[clause.subject.first] == "PRP$" and noun in _SUMS  # "their arithmetic is false"
    if not theirs and noun not in CLAIM_NOUNS and noun not in ("this", "that", "it", "these", "those", "there"):
        return False
    words = [page.tokens[n].lower for n in range(clause.verb.first, min(clause.last, clause.verb.last + 8))]
    if noun in ("this", "that", "it") and (clause.verb.negated or clause.negated) and has_phrase(words, _HOW_IT_WAS):
        return True
    negated = clause.verb.negated or clause.negated
    untrue = any(word in DENIAL_LABELS for word in words) and not negated
    return untrue or (negated and bool({"true", "truth", "correct", "accurate", "case", "basis", "substance"} & set(words)))


_HOW_IT_WAS = phrases("how it was, how it happened, what happened, what we saw, the way it was, the way it happened, how it went")
_SUMS = words("arithmetic mathematics maths math memory sums chronology geography")


def takes_up(page: Page, draft: Draft) -> bool:
    """Whether what is labelled is something said: "the charge", "this", "it"."""
    phrase = next((page.phrase_at[n] for first, last in draft.content for n in range(first, last) if n in page.phrase_at), None)
    if phrase is None:
        return False
    return (
        phrase.pronoun or page.tokens[phrase.first].lower in ("this", "that") or noun_lemma(page.tokens[phrase.head].lower) in CLAIM_NOUNS
    )


def belittling_only(page: Page, draft: Draft) -> bool:
    """ "called the demand absurd": words of ridicule that fit a deed or a demand as well as a claim."""
    labels = DENIAL_LABELS.intersection(content_words(page, draft)[-14:])
    return bool(labels) and labels <= _RIDICULE


def refuses(page: Page, draft: Draft) -> bool:
    """ "rejected the proposal": something offered or asked is turned down, nothing is said to be untrue."""
    phrase = next((page.phrase_at[n] for first, last in draft.content for n in range(first, last) if n in page.phrase_at), None)
    return phrase is not None and page.tokens[phrase.head].lower in _REFUSABLE and not labels_as_untrue(page, draft)


def belittles(page: Page, draft: Draft) -> bool:
    """ "dismissed the inquiry as a whitewash": a thing is judged, nothing that was said is called untrue."""
    if draft.cue.verb not in ("dismiss", "ridicule", "reject") or labels_as_untrue(page, draft):
        return False
    spoken = content_words(page, draft)
    phrase = next(
        (page.phrase_at[n] for first, last in draft.content for n in range(first, min(last, first + 3)) if n in page.phrase_at), None
    )
    if phrase is None or phrase.pronoun or "as" not in spoken or (spoken[0] in ("that", "this", "these", "those") and len(spoken) < 3):
        return False
    return noun_lemma(page.tokens[phrase.head].lower) not in CLAIM_NOUNS | _DENIABLE


def content_words(page: Page, draft: Draft) -> list[str]:
    """The words of a content in lower case, from its first word on (marks left out, question marks kept)."""
    return [
        page.tokens[n].lower
        for first, last in draft.content
        for n in range(first, last)
        if page.classes[n] != "PU" or page.tokens[n].text == "?"
    ]


# ---------------------------------------------------------------------- answers without a verb


def flatly_untrue(page: Page, draft: Draft) -> bool:
    """ "A fairy tale", "Pure fabrication", "Nothing of the kind": a content without a verb that calls what was said untrue."""
    spoken = _first_words(page, draft)
    if not spoken or len(spoken) > LONGEST_FLAT:
        return False
    if _has_verb(page, draft):
        return has_phrase(spoken, _DOING_NOTHING)
    return has_phrase(spoken, _FLAT_DENIALS) or any(word in DENIAL_LABELS for word in spoken) or has_phrase(spoken, _UNTRUE_PHRASES)


def flatly_negative(page: Page, draft: Draft) -> bool:
    """ "Not a single shell", "Never", "No": an answer that denies only when there is something it answers."""
    spoken = _first_words(page, draft)
    if not spoken or len(spoken) > LONGEST_FLAT:
        return False
    if len(spoken) <= 2 and spoken[0] in ("no", "never", "not"):
        return True
    return spoken[:2] == ["not", "one"] or spoken[:3] == ["not", "a", "single"]


def _first_words(page: Page, draft: Draft) -> list[str]:
    """Lower-case words of the first sentence of a content."""
    if not draft.content:
        return []
    sentence = page.sentence_numbers[draft.content[0][0]]
    inside = (n for first, last in draft.content for n in range(first, last) if page.sentence_numbers[n] == sentence)
    return [page.tokens[n].lower for n in inside if page.classes[n] != "PU"]


def _has_verb(page: Page, draft: Draft) -> bool:
    sentence = page.sentence_numbers[draft.content[0][0]]
    groups = (page.verb_at.get(n) for first, last in draft.content for n in range(first, last) if page.sentence_numbers[n] == sentence)
    return any(group is not None and group.finite for group in groups)
