"""Opinion sentences of the report itself, and an issuer's passive denials: statements in the publisher's voice. Conservative."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.quotes import Quotation
from onrecord.reading.statements.clauses import main_clause
from onrecord.reading.statements.draft import Draft
from onrecord.reading.statements.told import CLAIM_NOUNS
from onrecord.reading.wordlists import words
from onrecord.reading.words import noun_lemma
from onrecord.records import ReportDetails
from onrecord.records.vocabulary import Act, Standing

_DUTIES = frozenset({"must", "should", "ought"})
_JUDGING = words(
    """
    absurd cynical dangerous disgraceful foolish hollow hypocritical illusion inexcusable intolerable myth naive nonsense outrage
    outrageous pointless ridiculous scandal shame shameful simplistic tragedy tragic travesty unacceptable unconscionable
    unforgivable unjust wrong senseless immoral indefensible farce mockery disgrace simple easy convenient comforting peace
    justice excuse victory
    """
)
_UNTRUE = words("baseless fabricated fabrications false groundless incorrect lies unfounded untrue")
_POINTING = frozenset({"that", "this", "it", "such", "these", "nothing", "nobody"})
_INSTRUCTIONS = words(
    """
    visit subscribe click contact read follow reporters editors note readers
    """
)


class Opinion(NamedTuple):
    """A passage in the publisher's voice; token indices, end exclusive."""

    first: int
    last: int
    act: Act
    standing: Standing
    denies: tuple[Draft, ...] = ()
    """Statements that a passive denial of the issuer names ("The rebels' boast is hereby dismissed")."""


def find_opinions(page: Page, drafts: Sequence[Draft], report: ReportDetails) -> tuple[Opinion, ...]:
    """Opinion sentences without a source, neighbouring ones of a paragraph joined; in text order."""
    attributed = {
        page.sentence_numbers[n]
        for draft in drafts
        for part in (draft.source, draft.cue_tokens, draft.content)
        for first, last in part
        for n in range(first, last)
    }
    found: list[Opinion] = []
    for number, (first, last) in enumerate(page.sentences):
        if report.issuer is not None and number in attributed and _denies_in_passive(page, first, last, drafts):
            named = tuple(draft for draft in drafts if first <= draft.place < last)
            found.append(Opinion(first, _without_stop(page, first, last), "denies", "claimed", named))
            continue
        if number in attributed or any(page.quoted[n] is not None for n in range(first, last)):
            continue
        if report.issuer is not None:
            if _denies_in_passive(page, first, last):
                found.append(Opinion(first, _without_stop(page, first, last), "denies", "claimed"))
            continue
        act = _opinion(page, first, last)
        if act is None:
            joined = found[-1] if found else None
            if joined is not None and joined.last >= first - 1 and joined.act == "assesses" and _goes_on(page, first, last):
                found[-1] = joined._replace(last=last)
            continue
        if (
            found
            and found[-1].act == act == "assesses"
            and page.paragraph_numbers[found[-1].first] == page.paragraph_numbers[first]
            and found[-1].last >= first - 1
        ):
            found[-1] = found[-1]._replace(last=last)
        else:
            found.append(Opinion(first, last, act, "opinion"))
    return tuple(found)


def _opinion(page: Page, first: int, last: int) -> Act | None:
    words = [page.tokens[n].lower for n in range(first, last) if page.classes[n] != "PU"]
    if len(words) < 4 or len(words) > 60 or set(words[:4]) & _INSTRUCTIONS or page.tokens[last - 1].text == "?":
        return None
    if _calls(page, first, last):
        return "calls for"
    if words[0] in _POINTING and words[1] in ("is", "was", "'s", "are") and len(words) <= 12:
        tail = set(words[2:])
        if tail & _JUDGING and ({"not", "too", "a", "an", "simply", "no", "only"} & tail or len(words) <= 5):
            return "assesses"
    return None


def _calls(page: Page, first: int, last: int) -> bool:
    """A duty laid on somebody in the main clause: "The mediators should answer", never "should be seen tomorrow" or "if it should"."""
    for index in range(first, last):
        group = page.verb_at.get(index)
        if group is None or group.first != index:
            continue
        if group.modal in _DUTIES:
            before = {page.tokens[n].lower for n in range(first, index)}
            if {"have", "never"} & {page.tokens[n].lower for n in range(group.first, group.last)} or "it" in before:
                return False  # regret about what is past, not a call
            return not before & {
                "if",
                "who",
                "which",
                "that",
                "whether",
                "because",
                "said",
                "rules",
                "law",
                "how",
                "what",
                "when",
            } and not (group.passive and group.modal == "should")
        if group.finite:
            start = {page.tokens[n].lower for n in range(first, index)}
            if not start & {"as", "while", "until", "although", "though", "after", "before", "since", "when"}:
                return False
    return False


def _goes_on(page: Page, first: int, last: int) -> bool:
    """A sentence that explains a verdict just given: "This is no peace, merely …", a contrast without source."""
    words = [page.tokens[n].lower for n in range(first, last)]
    return (words[0] in _POINTING and len(words) > 1 and words[1] in ("is", "was", "'s")) or ";" in words


def _denies_in_passive(page: Page, first: int, last: int, drafts: Sequence[Draft] = ()) -> bool:
    """ "Reports of a withdrawal are false", "Any involvement is denied": the issuer denies without naming itself.

    A verb that is some statement's own cue is no such denial.
    """
    clause = main_clause(page, ((first, last),))
    if clause is None or clause.verb is None or clause.subject is None:
        return False
    verb = clause.verb
    if any(a <= verb.head < b for draft in drafts for a, b in draft.cue_tokens):
        return False
    if verb.passive and verb.lemma in ("deny", "reject", "refute", "dismiss") and not clause.negated:
        return not any(page.tokens[n].lower == "by" for n in range(verb.last, last))
    after = {page.tokens[n].lower for n in range(verb.last, last)}
    return verb.lemma == "be" and noun_lemma(page.tokens[clause.subject.head].lower) in CLAIM_NOUNS and not after.isdisjoint(_UNTRUE)


def _without_stop(page: Page, first: int, last: int) -> int:
    return last - 1 if page.tokens[last - 1].text == "." and last - first > 1 else last


def quotation_parts(page: Page, first: int, last: int) -> tuple[int, int]:
    """Words of a range inside and outside quotation marks."""
    inside = outside = 0
    for n in range(first, last):
        if page.classes[n] == "PU" and not page.tokens[n].text[0].isalnum():
            continue
        quotation: Quotation | None = page.quoted[n]
        if quotation is not None:
            inside += 1
        else:
            outside += 1
    return inside, outside
