"""Who checked media, or called them false, and whether that is a party."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.actors import resolve
from onrecord.reading.media.clauses import subject_of
from onrecord.reading.media.nouns import KINDS
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, ReportDetails, Statement
from onrecord.records.vocabulary import Authenticity

TRACING = frozenset({"trace", "track", "match", "find", "geolocate", "identify", "link"})
_CHECKERS = frozenset(
    "we us our experts expert analysts analyst researchers researcher investigators investigator investigation "
    "analysis search checkers checker fact university institute laboratory monitor monitors forensic verification".split()
)
"""Words for those whose work is checking; the report's own outlet is one too."""
_PRONOUNS = frozenset({"it", "they", "which", "that", "them", "this", "these"})
_NOBODY = frozenset({"nobody", "none", "no", "neither", "both", "all", "each"})
"""Words that name nobody, or nobody alone."""
_PARTY_KINDS = frozenset({"state", "state body", "armed force", "armed group"})


class Context(NamedTuple):
    """What a check is read with."""

    page: Page
    details: ReportDetails
    actors: Sequence[Actor]
    statements: Sequence[Statement]


def checker(context: Context, group: VerbGroup) -> tuple[str | None, bool]:
    """Who checked or called, and whether that is a party: the subject of the active, "by …" of the passive."""
    page = context.page
    if passive(page, group):
        by = group.last
        if page.tokens[min(by, len(page.tokens) - 1)].lower == "to":  # "dated to 2012 by the institute"
            by = next((i for i in range(by, min(by + 6, len(page.tokens))) if page.tokens[i].lower == "by"), by)
        if by + 1 < len(page.tokens) and page.tokens[by].lower == "by":
            phrase = page.phrase_at.get(by + 1)
            if phrase is not None:
                return named(context, phrase.first, phrase.last)
        return None, False
    if (source := _source_of(context, group)) is not None:
        return named(context, *source)
    first = page.sentence_of(group.first)[0]
    if group.infinitive:  # "it has been unable to verify": the subject stands before the governing verb
        begin = bisect_left(page.verb_groups, first, key=lambda other: other.first)
        finite = [
            other for other in page.verb_groups[begin : bisect_left(page.verb_groups, group.first, key=lambda o: o.first)] if other.finite
        ]
        group = finite[-1] if finite else group
    subject = subject_of(page, group)
    if (
        subject is None
        or not (subject.pronoun or page.classes[subject.head] in ("NN", "NNS", "NNP", "CD"))
        or page.classes[subject.head] == "EX"
    ):
        return None, False
    if page.tokens[subject.first].lower in _NOBODY:
        return None, False
    if page.tokens[subject.first].lower in ("it", "they", "he", "she") and subject.pronoun:  # "the desk said it had verified …"
        speaker = speaker_of(context, page.tokens[group.first].start)
        return (speaker[0], speaker[2]) if speaker is not None and speaker[1] not in _PRONOUNS else (None, False)
    if any(noun_lemma(page.tokens[i].lower) in KINDS or page.tokens[i].lower in _PRONOUNS for i in range(subject.first, subject.last)):
        return None, False
    return named(context, subject.first, subject.last)


def _source_of(context: Context, group: VerbGroup) -> tuple[int, int] | None:
    """The tokens of the source of the statement whose cue is a verb: that reader knows who denied and called in one breath."""
    page = context.page
    at = page.tokens[group.head].start
    for statement in context.statements:
        if statement.source and any(start <= at < end for start, end in statement.cue):
            first, last = page.tokens_in(statement.source[0][0], statement.source[0][1])
            nouns = {noun_lemma(page.tokens[i].lower) for i in range(first, last)} & set(KINDS)
            return None if page.tokens[first].lower in _PRONOUNS | _NOBODY or nouns else (first, last)
    return None


def by_nobody(page: Page, group: VerbGroup) -> bool:
    """ "No news organisation has been able to verify them": what nobody did was not done."""
    if passive(page, group):
        return False
    first = page.sentence_of(group.first)[0]
    begin = bisect_left(page.verb_groups, first, key=lambda other: other.first)
    until = bisect_left(page.verb_groups, group.first + 1, key=lambda other: other.first)
    finite = [other for other in page.verb_groups[begin:until] if other.finite]
    subject = subject_of(page, finite[-1]) if finite else None
    return subject is not None and page.tokens[subject.first].lower in ("no", "nobody", "none", "neither")


_OURSELVES = frozenset(
    "service newspaper paper agency desk outlet website bureau station channel magazine programme site publication".split()
)
""" "This service", "this newspaper": the outlet of the report."""


def named(context: Context, first: int, last: int) -> tuple[str | None, bool]:
    """The name of whoever a stretch of tokens speaks of, and whether that is a party; "we" is the outlet, else the issuer."""
    words, report = context.page.words(first, last), context.details
    small = words.lower().split()
    if small in (["we"], ["our"], ["us"], ["i"]) or small[0] == "our" or (small[0] == "this" and small[-1] in _OURSELVES):
        return report.outlet or report.issuer, False
    actor = resolve(context.page, context.actors, context.page.span(first, last))
    if actor is None or (report.form in ("un update", "ngo") and words.lower() in ("the office", "the mission", "our team")):
        return words, False
    return actor.name, actor.party is not None or actor.kind in _PARTY_KINDS


def passive(page: Page, group: VerbGroup) -> bool:
    """A passive, or a bare participle with its doer ("verified by the agency")."""
    return group.passive or (group.last - group.first == 1 and group.last < len(page.tokens) and page.tokens[group.last].lower == "by")


def who_calls_it_false(context: Context, group: VerbGroup, by: str | None, party: bool) -> tuple[str | None, Authenticity]:
    """Refuted when the report itself or somebody whose work is checking finds an item false; disputed when anybody else says so."""
    page = context.page
    speaker = speaker_of(context, page.tokens[group.first].start)
    if speaker is not None and (by is None or group.passive):
        by, words, party = speaker
    else:
        words = (by or "").lower()
    checks = (
        by is None
        or (not party and group.lemma in TRACING | {"date"})
        or bool(_CHECKERS & set(words.replace("-", " ").split()))
        or words == (context.details.outlet or "").lower()
        or "check" in words
    )
    ourselves = by is None or words in ("we", "us", "our")
    if ourselves and own_release(context.details):
        by, party = context.details.issuer, True  # a body's own release calls it false
    return by, "refuted" if checks and not party else "disputed"


def own_release(details: ReportDetails) -> bool:
    """Whether a body of which nobody says that it is neutral speaks for itself."""
    return details.issuer is not None and details.form not in ("un update", "ngo")


def speaker_of(context: Context, offset: int) -> tuple[str | None, str, bool] | None:
    """The source of the innermost statement that holds an offset: (name, its words in small letters, whether a party)."""
    holding = [s for s in context.statements if s.source and any(start <= offset < end for start, end in s.content)]
    if not holding:
        return None
    inner = min(holding, key=lambda s: sum(end - start for start, end in s.content))
    first, last = context.page.tokens_in(inner.source[0][0], inner.source[-1][1])
    by, party = named(context, first, last)
    return by, context.page.words(first, last).lower(), party
