"""What is said of media by an adjective or an open question: "remains unverified", "is old", "it is unclear when it was filmed"."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.reading.media.clauses import subject_of, tail
from onrecord.reading.media.nouns import MediaNoun, dates_from
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.records.vocabulary import Authenticity

_COPULAS = frozenset({"be", "remain", "stay", "appear", "look", "seem", "prove", "go"})
_UNCHECKED = frozenset("unverified unconfirmed unauthenticated uncorroborated unverifiable unproven undated unchecked".split())
_GENUINE = frozenset({"genuine", "authentic"})
_OPEN = frozenset({"unclear", "unknown", "uncertain"})
_QUESTIONS = frozenset({"when", "where", "whether", "who", "how", "if", "what"})
_ORIGINS = frozenset({"origin", "origins", "provenance", "date", "authenticity", "source"})
_DOUBTFUL = frozenset({"unknown", "uncertain", "doubtful", "unclear", "disputed", "questionable", "dubious", "unverified"})
_BEFORE = frozenset({"earlier", "older", "previous", "another", "different", "last"})
_TAKEN = frozenset("filmed recorded photographed shot taken made captured".split())
_SCENES = frozenset(
    "place places location scene spot site street streets square building buildings house houses village town "
    "neighbourhood neighborhood school bridge mosque church market landmark landmarks road junction courtyard jetty hill "
    "minaret tower roundabout crossroads skyline station square yard gate".split()
)
_RECOGNISING = frozenset({"recognise", "recognize", "identify"})


_AUTHENTICITY = frozenset({"authenticity", "provenance"})
_OWNERS = frozenset({"its", "their"})
_CONFIRMING = frozenset({"confirmation", "verification", "corroboration"})


class Remark(NamedTuple):
    """A remark on an item; token indices, end exclusive."""

    verdict: Authenticity
    first: int
    last: int
    verb: VerbGroup | None
    """The verb whose subject judges, None where the report does."""
    noun: MediaNoun | None


def owned_quality(page: Page, number: int) -> str | None:
    """ "Its" or "their" before "authenticity" in a sentence, adjectives between them allowed; None without."""
    first, last = page.sentences[number]
    for index in range(first + 1, last):
        if page.tokens[index].lower in _AUTHENTICITY:
            owner = next((w for i in range(index - 1, max(first, index - 3) - 1, -1) if (w := page.tokens[i].lower) in _OWNERS), None)
            if owner is not None:
                return owner
    return None


def remarks(page: Page, number: int, here: Sequence[MediaNoun]) -> Iterable[Remark]:
    """The remarks that a sentence makes on its media nouns, or with a pronoun on those of the sentence before."""
    first, last = page.sentences[number]
    for index in range(first, last):
        word = page.tokens[index].lower
        if word in _UNCHECKED or word in _GENUINE or word == "old":
            yield from _adjective(page, index, word, first, here)
        elif word in ("from", "back") and (dated := _dated(page, index, here)) is not None:
            end = next((i for i in range(index, last) if page.tokens[i].text in (",", ";", ".", ":", "–", "—")), last)
            if any(page.tokens[i].text.isdecimal() or page.tokens[i].lower in _BEFORE for i in range(index, end)):
                yield Remark("refuted", dated.first, end, None, dated)
        elif (
            word in ("from", "back")
            and page.tokens[index - 1].lower in ("dates", "date")
            and page.tokens[index - 2].lower in ("it", "they")
        ):
            rest = {page.tokens[i].lower for i in range(index, min(last, index + 8))}
            if rest & (_BEFORE | {"years", "decades", "ago"}):  # "it dates from a flood ten years ago"
                yield Remark("refuted", index - 2, min(last, index + 8), None, None)
        elif word in _OPEN or (word in ("clear", "known") and page.tokens[index - 1].lower in ("not", "n't", "yet")):
            yield from _question(page, index, (first, last), here)
        elif word in _ORIGINS and page.tokens[index - 1].lower in _DOUBTFUL and page.tokens[index - 2].lower == "of":
            before = [noun for noun in here if noun.last <= index]
            if before:
                yield Remark("not verified", index - 2, index + 1, None, before[-1])
        elif word in _AUTHENTICITY:
            yield from _in_doubt(page, index, (first, last), here)
        elif word in _CONFIRMING:
            yield from _unconfirmed(page, index, (first, last), here)
        elif (group := page.verb_at.get(index)) is not None and group.first == index:
            yield from _recognised(page, group, last, here)


def _dated(page: Page, index: int, here: Sequence[MediaNoun]) -> MediaNoun | None:
    """The item before "date from": "pictures | date from", "the images shared beside them | date from"."""
    bare = next((noun for noun in here if noun.last == index - 1 and dates_from(page, noun.head)), None)
    if bare is not None or page.tokens[index - 1].lower not in ("date", "dates"):
        return bare
    return next((noun for noun in here if noun.last < index - 1 and tail(page, noun.last) == index - 1), None)


def _adjective(page: Page, index: int, word: str, first: int, here: Sequence[MediaNoun]) -> Iterable[Remark]:
    """ "Pictures of the crater remain unverified", "the clip is genuine", "a photo shared widely is old"."""
    group = next((page.verb_at[i] for i in range(index - 1, max(first, index - 4) - 1, -1) if i in page.verb_at), None)
    if group is None or group.lemma not in _COPULAS or group.passive or (group.modal is not None and word not in _UNCHECKED):
        return
    subject = subject_of(page, group)
    before = [noun for noun in here if noun.last <= group.first]
    own = next((noun for noun in before if subject is not None and noun.first <= subject.head < noun.last), None)
    noun = own or (before[-1] if before and page.tokens[group.first - 1].text in (",", ")") else None)
    if noun is None:
        return
    if word in _UNCHECKED:
        yield Remark("not verified", group.first, index + 1, None, noun)
    elif word == "old":
        if not group.negated and page.tokens[index - 1].lower in ("is", "are", "was", "were", "very", "years", "months", "be"):
            yield Remark("refuted", group.first, index + 1, None, noun)
    elif {"whether", "if"} & {page.tokens[i].lower for i in range(first, noun.first)}:
        yield Remark("not verified", noun.first, index + 1, None, noun)  # "could not say whether the clip was genuine"
    else:
        yield Remark("refuted" if group.negated else "verified", group.first, index + 1, None, noun)


def _in_doubt(page: Page, index: int, sentence: tuple[int, int], here: Sequence[MediaNoun]) -> Iterable[Remark]:
    """ "Its authenticity is in doubt", "the authenticity of the clip remains unconfirmed"."""
    group = next((page.verb_at[i] for i in range(index + 1, min(sentence[1], index + 9)) if i in page.verb_at), None)
    if group is None or group.lemma not in _COPULAS or group.passive or group.negated:
        return
    words = [token.lower for token in page.tokens[group.last : min(sentence[1], group.last + 4)]]
    doubted = words[:1] == ["in"] and {"doubt", "question", "dispute"} & set(words)
    if not doubted and not (_DOUBTFUL | _UNCHECKED) & set(words[:3]):
        return
    behind = [noun for noun in here if index < noun.first < group.first]
    if behind or page.tokens[index - 1].lower in _OWNERS:
        first = max(sentence[0], index - 1)
        last = next((i for i in range(group.last, sentence[1]) if page.tokens[i].text in _MARKS), sentence[1])
        yield Remark("not verified", first, last, None, behind[0] if behind else None)


_MARKS = frozenset({",", ";", ".", ":", "–", "—", "!", "?", ")"})


def _unconfirmed(page: Page, index: int, sentence: tuple[int, int], here: Sequence[MediaNoun]) -> Iterable[Remark]:
    """ "There is no independent confirmation of the video", "without verification of their authenticity"."""
    before = [page.tokens[i].lower for i in range(max(sentence[0], index - 3), index)]
    group = next((page.verb_at[i] for i in range(index + 1, min(sentence[1], index + 10)) if i in page.verb_at), None)
    after = {token.lower for token in page.tokens[group.last : min(sentence[1], group.last + 2)]} if group is not None else set()
    ruled_out = group is not None and ((group.negated and "possible" in after) or "impossible" in after)
    if not ({"no", "without"} & set(before) or ruled_out) or index + 1 >= sentence[1] or page.tokens[index + 1].lower not in ("of", "that"):
        return
    behind = [noun for noun in here if index < noun.first < index + 8]
    owned = any(page.tokens[i].lower in _OWNERS and page.tokens[i + 1].lower in _AUTHENTICITY for i in range(index, sentence[1] - 1))
    if behind or owned:
        last = next((i for i in range(index, sentence[1]) if page.tokens[i].text in _MARKS), sentence[1])
        yield Remark("not verified", index - 1, last, None, behind[0] if behind else None)


def _question(page: Page, index: int, sentence: tuple[int, int], here: Sequence[MediaNoun]) -> Iterable[Remark]:
    """ "It is not known when the clip was filmed", "where they were taken is unclear"."""
    words = [token.lower for token in page.tokens[index + 1 : min(sentence[1], index + 14)]]
    if not words or words[0] not in _QUESTIONS or not _TAKEN & set(words):
        return
    behind = next((noun for noun in here if index < noun.first < index + 14), None)
    before = [noun for noun in here if noun.last <= index]
    noun = behind or (before[-1] if before else None)
    if noun is not None or {"it", "they"} & set(words):
        end = next((i for i in range(index, sentence[1]) if page.tokens[i].text in (",", ";", ".", "!", "?")), sentence[1])
        yield Remark("not verified", max(sentence[0], index - 2), end, None, noun)


def _recognised(page: Page, group: VerbGroup, last: int, here: Sequence[MediaNoun]) -> Iterable[Remark]:
    """ "Two residents recognised the street": somebody who knows the spot has seen the item."""
    if group.lemma not in _RECOGNISING or group.negated or group.passive or not group.finite or group.modal is not None:
        return
    before = [noun for noun in here if noun.last <= group.first]
    object_ = next((page.phrase_at[i] for i in range(group.last, min(last, group.last + 3)) if i in page.phrase_at), None)
    if not before or object_ is None or page.tokens[object_.head].lower not in _SCENES:
        return
    begin = group.first
    while begin > before[-1].last and page.tokens[begin - 1].text not in (";", ",", "–", "—"):
        begin -= 1
    yield Remark("verified", begin, object_.last, group, before[-1])
