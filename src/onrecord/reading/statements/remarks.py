"""What the report itself remarks about the statements it tells: not verified, not so, without evidence."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.told import CLAIM_NOUNS
from onrecord.reading.wordlists import phrases, words
from onrecord.reading.words import noun_lemma

_CHECKING = words(
    """
    verify confirm corroborate check authenticate substantiate establish ascertain validate vet fact-check
    """
)
_CANNOT = phrases(
    """
    unable to, not able to, not been able to, impossible to, no way to, no way of, no means of, no means to, hard to, difficult
    to, failed to, yet to be, yet to, remain to be, remains to be, remained to be
    """
)
_NOUN_PHRASES = phrases(
    """
    no independent confirmation, no independent verification, no confirmation, without independent confirmation, no corroboration,
    no immediate independent confirmation, no independent corroboration, lack independent confirmation, no immediate confirmation
    """
)
_UNCHECKED = frozenset({"unverified", "unconfirmed", "uncorroborated", "unverifiable", "unsubstantiated"})
_NUMBERS = words("number figure count toll tally estimate total statistic data casualty death")
_MEDIA = words(
    """
    image picture photo photograph video footage clip recording film audio screenshot authenticity imagery location date tape
    """
)
_FACTS = frozenset({"asserts", "reports", "estimates", "claims", "accuses", "admits", "confirms"})
_NO_EVIDENCE = phrases(
    """
    without evidence, without proof, without providing, without offering, without giving, without presenting, without citing,
    without producing, without any evidence, without elaborating, without specifying, without substantiating, without further
    details, without details, without showing, no evidence, no proof, no details, nothing to support, without sharing, without
    naming, without furnishing
    """
)
_GAVE = words(
    """
    give offer provide present produce cite show furnish supply share publish submit release
    """
)
_FALSE = words(
    """
    wrong false untrue incorrect misleading inaccurate fabricated fake unfounded baseless invented bogus
    """
)
_VERDICT_SUBJECTS = frozenset({"both", "neither", "none", "this", "that", "these", "it", "all", "they"})


def mark_unverified(page: Page, drafts: Sequence[Draft]) -> None:
    """Mark the statements about which the report says that they could not be checked, and those it calls untrue.

    Scope: the statement in the same sentence when a clause hangs on it; the speaker or matter that the remark names; the
    counts before it for a remark on counts; else the nearest statement before it, all of that passage for a plural.
    """
    told = {n for draft in drafts if draft.voice == "attributed" and draft.source for a, b in draft.content for n in range(a, b)}
    for sentence, (first, last) in enumerate(page.sentences):
        words = [page.tokens[n].lower for n in range(first, last)]
        at = _unchecked_at(page, first, last, words)
        if at is not None and first + at not in told:  # what a source says is not the report's own remark
            _apply(page, drafts, sentence, first + at)
        elif _is_verdict(page, first, last):
            _refute(page, drafts, sentence)
    for draft in drafts:
        if draft.voice == "unsourced" and draft.act == "reports":
            draft.unverified = True  # "reportedly", "reports that": the report names nobody who could be asked
        if any(
            page.tokens[n].lower in _UNCHECKED for first, last in (*draft.source, *draft.cue_tokens) for n in range(first, last)
        ) or _modified(page, draft):
            draft.unverified = True


def _refute(page: Page, drafts: Sequence[Draft], sentence: int) -> None:
    """The report calls what went before untrue; its own examination told next is what answers it."""
    refuted = _before(page, drafts, sentence, plural=True)
    for draft in refuted:
        draft.refuted = True
        if draft.act in ("asserts", "reports"):
            draft.act = "claims"
    paragraph = page.paragraph_numbers[page.sentences[sentence][0]]
    for draft in drafts:
        own = draft.source and page.tokens[draft.source[0][0]].lower in ("we", "our")
        if (
            own
            and not draft.speech
            and page.sentence_numbers[draft.place] == sentence + 1
            and page.paragraph_numbers[draft.place] == paragraph
        ):
            draft.denies = list(refuted)


def marks_distance(page: Page, draft: Draft) -> bool:
    """Whether the report adds that the speaker gave no evidence, in this sentence or at the head of the next."""
    number = page.sentence_numbers[draft.place]
    first, last = page.sentences[number]
    inside = [n for n in range(first, last) if not any(a <= n < b for a, b in draft.content)]
    words = [page.tokens[n].lower for n in inside if page.classes[n] != "RB" or page.tokens[n].lower in ("not", "n't")]
    if any(tuple(words[n : n + len(phrase)]) == phrase and phrase[0] == "without" for phrase in _NO_EVIDENCE for n in range(len(words))):
        return True
    tail = [page.tokens[n].lower for n in range(draft.content[-1][1], last)] if draft.content else []
    if _gives_nothing(tail):
        return True
    if number + 1 < len(page.sentences) and page.paragraph_numbers[page.sentences[number + 1][0]] == page.paragraph_numbers[first]:
        start, end = page.sentences[number + 1]
        following = [page.tokens[n].lower for n in range(start, min(end, start + 16))]
        return bool(following) and following[0] in ("it", "he", "she", "they", "the", "no") and _gives_nothing(following)
    return False


def _gives_nothing(words: list[str]) -> bool:
    """ "but gave no evidence", "did not provide proof"."""
    evidence = {"evidence", "proof", "details", "substantiation"}
    if not evidence & set(words) or "self" in words:
        return False
    gave = any(
        word in _GAVE
        or word.rstrip("d").rstrip("e") in _GAVE
        or word
        in (
            "gave",
            "offered",
            "offering",
            "provided",
            "providing",
            "giving",
            "cited",
            "presented",
            "produced",
            "showed",
            "citing",
            "presenting",
            "producing",
            "shown",
        )
        for word in words
    )
    none = "no" in words or "not" in words or "n't" in words or "any" in words or "without" in words or "neither" in words
    return gave and none


def _unchecked_at(page: Page, first: int, last: int, words: list[str]) -> int | None:
    """Offset within a sentence of a remark that something was not checked."""
    for n in range(len(words)):
        if any(tuple(words[n : n + len(phrase)]) == phrase for phrase in _NOUN_PHRASES):
            return n
    for index in range(first, last):
        group = page.verb_at.get(index)
        if group is None or group.first != index or group.lemma not in _CHECKING:
            continue
        if group.lemma in ("establish", "check", "confirm") and not group.passive and group.modal is None and not group.infinitive:
            continue
        ahead = words[max(index - first - 6, 0) : index - first]
        inner = words[index - first : group.last - first]
        negative = group.negated or bool({"neither", "none", "no", "nothing"} & set(words[: index - first]))
        joined = [*ahead, *inner]
        if negative and (
            group.modal in ("could", "can", "ca")
            or group.passive
            or "been" in inner
            or group.infinitive
            or "able" in joined
            or "did" in inner
            or "has" in inner
            or "have" in inner
        ):
            return index - first
        if any(tuple(joined[n : n + len(phrase)]) == phrase for phrase in _CANNOT for n in range(len(joined))):
            return index - first
    return None


def _apply(page: Page, drafts: Sequence[Draft], sentence: int, at: int) -> None:
    first, last = page.sentences[sentence]
    nouns = {noun_lemma(page.tokens[n].lower) for n in range(first, last) if page.classes[n] in ("NN", "NNS")}
    words = [page.tokens[n].lower for n in range(first, last)]
    here = [draft for draft in drafts if page.sentence_numbers[draft.place] == sentence and draft.act in _FACTS and draft.place < at]
    media_only = bool(nouns & _MEDIA) and not nouns & (CLAIM_NOUNS | _NUMBERS)
    if media_only:
        _of_media(page, drafts, sentence)
        return
    plural = bool({"none", "neither", "both", "these", "those", "all", "any", "either"} & set(words[: at - first + 1])) or any(
        page.classes[n] == "NNS" and noun_lemma(page.tokens[n].lower) in CLAIM_NOUNS | _NUMBERS for n in range(first, last)
    )
    named = [draft for draft in drafts if draft.source and any(first <= a and b <= last for a, b in draft.source) and draft.place >= first]
    if here and not named:
        targets = here
    elif here:
        targets = [draft for draft in here if _hangs_on(page, draft, at)] or here[-1:]
    elif {"neither", "both", "either"} & set(words[: at - first + 1]) and any(draft.accused for draft in drafts):
        targets = [draft for draft in drafts if draft.accused]  # the rival accounts
    else:
        targets = _before(page, drafts, sentence, plural=plural)
    if nouns & _NUMBERS and not here:
        counting = [draft for draft in targets if _counts(page, draft)]
        targets = counting or targets
    if not here:
        speakers = _speakers_named(page, drafts, first, at)
        targets = [draft for draft in targets if draft.side in speakers] or targets if speakers else targets
    for draft in targets:
        draft.unverified = True


def _hangs_on(page: Page, draft: Draft, at: int) -> bool:
    """A clause such as ", which could not be verified" hangs on the statement that ends right before it."""
    end = max(last for _, last in (*draft.content, *draft.cue_tokens, *draft.source))
    return 0 <= at - end <= 8 or any(first <= at < last for first, last in draft.content)


def _of_media(page: Page, drafts: Sequence[Draft], sentence: int) -> None:
    """A remark on pictures reaches what is said to be on them, and messages whose authenticity is in doubt."""
    span = range(max(sentence - 1, 0), sentence + 1)
    shown = {
        "video",
        "footage",
        "image",
        "images",
        "picture",
        "pictures",
        "clip",
        "photo",
        "photos",
        "photograph",
        "photographs",
        "recording",
        "message",
        "letter",
        "document",
        "audio",
    }
    for draft in drafts:
        if page.sentence_numbers[draft.place] not in span or draft.act not in _FACTS:
            continue
        start, _ = page.sentences[page.sentence_numbers[draft.place]]
        source = {page.tokens[n].lower for a, b in draft.source for n in range(a, b)}
        before = {page.tokens[n].lower for n in range(start, draft.place)}
        described = {"what", "show", "shows", "showed", "showing"} & before or (draft.cue.passive and bool(before & shown))
        if source & shown or (described and before & shown):
            draft.unverified = True


def _before(page: Page, drafts: Sequence[Draft], sentence: int, *, plural: bool) -> list[Draft]:
    """Factual statements that a remark standing by itself speaks of: the nearest before it, or all of that paragraph."""
    paragraph = page.paragraph_numbers[page.sentences[sentence][0]]
    facts = [draft for draft in drafts if draft.act in _FACTS and page.sentence_numbers[draft.place] < sentence and draft.content]
    if not facts:
        return []
    same = [draft for draft in facts if page.paragraph_numbers[draft.place] == paragraph]
    if not same:
        nearest = max(page.paragraph_numbers[draft.place] for draft in facts)
        same = [draft for draft in facts if page.paragraph_numbers[draft.place] == nearest] if paragraph - nearest <= 2 else []
    if not same:
        return []
    number = page.sentence_numbers[same[-1].place]
    return same if plural else [draft for draft in same if page.sentence_numbers[draft.place] == number]


def _counts(page: Page, draft: Draft) -> bool:
    return any(page.classes[n] == "CD" or page.tokens[n].text[0].isdigit() for first, last in draft.content for n in range(first, last))


def _speakers_named(page: Page, drafts: Sequence[Draft], first: int, last: int) -> set[str]:
    """Sides whose speakers the remark names ("the ministry's claims could not be verified")."""
    text = page.words(first, last).lower() if last > first else ""
    return {
        draft.side
        for draft in drafts
        if draft.side and draft.speaker and any(word in text for word in (draft.speaker.lower(), draft.side.lower()))
    }


def _is_verdict(page: Page, first: int, last: int) -> bool:
    """A short sentence of the report's own that calls what went before untrue: "Both are wrong."."""
    words = [page.tokens[n].lower for n in range(first, last) if page.classes[n] != "PU"]
    if not 2 < len(words) <= 9 or page.quoted[first] is not None:
        return False
    subject = words[0] in _VERDICT_SUBJECTS or (
        words[0] in ("the", "that", "this", "both", "these") and noun_lemma(words[1]) in CLAIM_NOUNS
    )
    return (
        subject
        and any(word in ("is", "are", "was", "were") for word in words[1:4])
        and bool(set(words[2:]) & _FALSE)
        and "not" not in words
    )


def _modified(page: Page, draft: Draft) -> bool:
    """ "In an unverified claim, the front said …": the word stands before source or cue in the sentence."""
    first, _ = page.sentences[page.sentence_numbers[draft.place]]
    start = min(draft.place, draft.source[0][0] if draft.source else draft.place)
    return any(
        page.tokens[n].lower in _UNCHECKED and not any(a <= n < b for a, b in draft.content) for n in range(max(first, start - 8), start)
    )
