"""Reading the cue: which entry of the table of acts its words fit, negation, mood and voice."""

from functools import cache

from onrecord.reading.acts import LONGEST_CUE, CueAct, acts
from onrecord.reading.page import Page
from onrecord.reading.statements.draft import Cue
from onrecord.reading.wordlists import has_phrase, phrases, words
from onrecord.reading.words import NOUNS, VERBS, noun_lemma, verb_lemma

_DROPPED = frozenset({"RB", "DT", "PRP", "PRP$", "PU", "CD"})
_NEGATIONS = {"not": "not", "n't": "not", "never": "not", "neither": "neither", "nor": "nor"}
_PARTICLES = words("for on upon to as of at about against with over whether")


def read_cue(page: Page, cue: tuple[tuple[int, int], ...], content: tuple[tuple[int, int], ...]) -> Cue:
    """What a cue says; a particle that stands at the head of the content ("asked | for restraint") counts with it."""
    indices = [index for first, last in cue for index in range(first, last)]
    if not indices:
        return Cue("", "", None)
    groups = [page.verb_at[index] for index in reversed(indices) if index in page.verb_at]
    group = next((g for g in groups if g.head in indices), groups[0] if groups else None)
    words = _words(page, indices)
    if group is not None and _negated_before(page, indices[0]):
        words.insert(0, "not")
    particle = _particle(page, indices[-1] + 1, content)
    if group is not None and group.passive and particle != "as":  # "it is seen | as a threat"
        particle = None
    key, act = _look_up([*words, particle] if particle else words)
    noun = bool(words) and words[-1].endswith("/n") and (act is None or key.endswith("/n"))
    verb = group.lemma if group is not None and not noun else (words[-1] if words else "")
    if key and not noun and " " not in key:
        verb = key
    return Cue(
        key=key,
        verb=verb,
        act=act,
        noun=noun,
        negated=any(word in ("not", "neither", "nor") for word in words),
        modal=next((page.tokens[index].lower for index in indices if page.classes[index] == "MD"), None),
        passive=group is not None and group.passive,
        participle=page.classes[indices[0]] == "VBG",
    )


def _negated_before(page: Page, first: int) -> bool:
    """ "The army *never* denied", "it *no longer* claims": an adverb of negation right before the cue."""
    before = [page.tokens[n].lower for n in range(max(first - 2, 0), first)]
    return before[-1:] == ["never"] or before == ["no", "longer"]


def is_negative(page: Page, cue: tuple[tuple[int, int], ...], content: tuple[tuple[int, int], ...]) -> bool:
    """Whether a cue says that something was not said or done: "did not say", "was unable to confirm", "refused to name".

    "Refused" alone is an act of its own, and so is "failed" without what was left undone; "declined | to comment" tells it in the
    content, and so does "has verified | neither".
    """
    indices = [index for first, last in cue for index in range(first, last)]
    said = [page.tokens[index].lower for index in indices]
    if not _NEGATIVE_WORDS.isdisjoint(said):
        return not has_phrase(said, _AFFIRMED)
    if indices and _negated_before(page, indices[0]):
        return True
    kept_back = next((n for n, index in enumerate(indices) if page.classes[index] in VERBS and verb_lemma(said[n]) in _KEEPING_BACK), None)
    if kept_back is not None and any(page.classes[index] in VERBS for index in indices[kept_back + 1 :]):
        return True
    behind = [page.tokens[n].lower for first, last in content[:1] for n in range(first, min(first + 2, last))]
    if kept_back is not None and behind[:1] == ["to"] and behind[1:] and behind[1] in _SPEAKING:
        return True
    if has_phrase(said, _YET_TO):
        return True
    lemmas = {verb_lemma(word) for word in said}
    if "short" in said and "stop" in lemmas:
        return True  # "stopped short of blaming"
    return behind[:1] in (["neither"], ["none"]) and not _CHECKING.isdisjoint(lemmas)


_NEGATIVE_WORDS = frozenset(_NEGATIONS) | words("cannot no nobody none unable without")
_AFFIRMED = phrases(
    """
    can not but, can not help, cannot but, cannot help, could not but, could not help, could not stop, never ceased, never fail,
    never failed, never stop, never stopped, never stops, never tire, never tired, never tires, no doubt, no question, no secret,
    no surprise, no time, no wonder, not afraid, not fail, not forget, not hesitate, not hide, not just, not merely, not only,
    not refrain, not shy, not simply, not stop, not wait, none other
    """
)
"""Negatives that assert: "there is no doubt", "made no secret of it", "not only said"."""
_YET_TO = phrases("yet to")
_CHECKING = words("check confirm corroborate examine establish verify")
_SPEAKING = words("answer comment confirm deny discuss elaborate explain give identify name provide reply respond say speak specify tell")
_KEEPING_BACK = words("decline fail refuse")


def _words(page: Page, indices: list[int]) -> list[str]:
    """The words of a cue in dictionary form, without adverbs, articles and the auxiliaries "have" and "do"."""
    words: list[str] = []
    for index in indices:
        lower, word_class = page.tokens[index].lower, page.classes[index]
        if lower in _NEGATIONS:
            words.append(_NEGATIONS[lower])
        elif word_class in VERBS:
            lemma = verb_lemma(lower) or lower
            if not (lemma in ("have", "do", "get") and index < indices[-1] and len(indices) > 1 and _verb_follows(page, index, indices)):
                words.append(lemma)
        elif word_class in NOUNS:
            words.append(noun_lemma(lower) + "/n")
        elif word_class not in _DROPPED or (lower,) in acts() or (word_class == "RB" and lower in _completing()):
            words.append(lower)
    return words


@cache
def _completing() -> frozenset[str]:
    """Words that complete an entry of the table ("wave *away*", "fire *back*")."""
    return frozenset(word for entry in acts() for word in entry[1:])


def _verb_follows(page: Page, index: int, indices: list[int]) -> bool:
    return any(page.classes[other] in VERBS for other in indices if other > index)


def _particle(page: Page, at: int, content: tuple[tuple[int, int], ...]) -> str | None:
    head = next((first for first, _ in content if first in (at, at + 1)), None)
    if head is None or head >= len(page.tokens):
        return None
    word = page.tokens[head].lower
    return word if word in _PARTICLES else None


def _look_up(words: list[str]) -> tuple[str, CueAct | None]:
    """The longest entry that stands in the words one after another; of equals the last."""
    table = acts()
    plain = [word.removesuffix("/n") for word in words]
    for size in range(min(LONGEST_CUE, len(words)), 0, -1):
        for start in range(len(words) - size, -1, -1):
            for form in (tuple(words[start : start + size]), tuple(plain[start : start + size])):
                if form in table and not (size == 1 and form[0] in ("be", "will", "see") and len(words) > 1):
                    return " ".join(form), table[form]
    return "", None
