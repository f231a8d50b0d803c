"""Media mentions: the nouns that introduce an item, what is said of it there, and what is said of it later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.reading.heading.lines import head_lines
from onrecord.reading.media.authenticity import find_checks
from onrecord.reading.media.checks import WEIGHT, Check, partial
from onrecord.reading.media.clauses import depicted, tail
from onrecord.reading.media.nouns import MediaNoun, agrees, is_title, kind_of, media_nouns
from onrecord.reading.media.release import Release, release_of
from onrecord.reading.page import Page
from onrecord.records import Actor, MediaMention, ReportDetails, Statement

_GRAPHIC = frozenset(
    "dead death bodies body corpse corpses blood bloodied bloody severed mutilated execution executions "
    "executed killed beheaded beheading remains decapitated dismembered wounded maimed graphic "
    "disturbing gruesome horrific harrowing shocking gory victims killing killings dying slain massacre massacred "
    "lynched lynching hanged tortured torture morgue casualties injured grisly".split()
)
_REACH = 60
"""Mentions back to which a definite phrase may reach."""
_SHOWN_FOR_CHECKING = frozenset(
    {"compare", "match", "check", "cross-reference", "verify", "geolocate", "use", "analyse", "analyze", "compared"}
)


@dataclass
class _Draft:
    noun: MediaNoun
    end: int
    depicts: str | None
    release: Release
    graphic: bool
    same_as: "_Draft | None" = None
    checks: list[Check] = field(default_factory=list)


def find_media_mentions(
    page: Page, *, report: ReportDetails, statements: Sequence[Statement], actors: Sequence[Actor]
) -> tuple[MediaMention, ...]:
    """Media mentions in text order, with ids m1, m2, …

    A noun phrase that takes up an item already mentioned ("the images") is a mention of its own only where it tells to whom the item was
    shown. What is said of authenticity is kept with every mention it speaks of.
    """
    lines = head_lines(page)
    body_from = lines[-1].first if lines and lines[-1].body else 0
    nouns = [noun for noun in media_nouns(page) if not _only_checks(page, noun)]
    checks = find_checks(page, nouns, report=report, actors=actors, statements=statements)
    checked = {check.noun for check in checks}
    drafts: list[_Draft] = []
    referred: dict[MediaNoun, _Draft] = {}
    for noun in nouns:
        if is_title(page, noun, body_from) and any(o.kind == noun.kind and not is_title(page, o, body_from) for o in nouns):
            continue
        draft = _draft(page, noun, report=report, actors=actors, statements=statements)
        if not drafts and noun not in checked and _perhaps_figurative(page, draft):
            continue
        earlier = _picked(page, noun, drafts) or (agrees(noun, [d.noun for d in drafts[-_REACH:]]) if noun.definite else None)
        if earlier is not None and not (_new_item(page, draft) and _picked(page, noun, drafts) is None):
            first = referred[earlier]
            referred[noun] = first.same_as or first
            if not draft.release.shown_to:
                first.release = _completed(first.release, draft.release)
                continue
            draft.same_as = first.same_as or first
        elif noun.heard and noun.kind == "video" and drafts and drafts[-1].noun.kind == "audio":
            draft.noun = noun._replace(kind="audio")  # "an audio message … a second recording"
        if drafts and _listed_with(page, drafts[-1], draft):
            draft.release = _completed(draft.release, drafts[-1].release)
        drafts.append(draft)
        referred[noun] = referred[draft.noun] = draft
    _attach(page, drafts, referred, checks)
    return tuple(_record(page, number, draft, drafts) for number, draft in enumerate(drafts, 1))


def _completed(first: Release, later: Release) -> Release:
    """What a later phrase for the same item adds: who released it and where, unless it was only said to circulate."""
    if first.circulating:
        return first
    return first._replace(by=first.by or later.by, channel=first.channel or later.channel)


def _listed_with(page: Page, before: _Draft, draft: _Draft) -> bool:
    """ "A picture of the depot and a video of prisoners": one act made both public."""
    return before.end == draft.noun.first - 1 and page.tokens[before.end].lower in ("and", ",", "or")


def _perhaps_figurative(page: Page, draft: _Draft) -> bool:
    """ "The picture" with nothing shown, released or mentioned before it is more likely a figure of speech."""
    lemma = page.tokens[draft.noun.head].lower
    return (
        lemma in ("picture", "image")
        and draft.noun.definite
        and draft.depicts is None
        and draft.release.by is None
        and not draft.release.handed_on
    )


def _only_checks(page: Page, noun: MediaNoun) -> bool:
    """ "Compared the balconies with satellite images", "traced it to a film from 2012", "match file pictures": a means of checking."""
    words = {token.lower for token in page.tokens[noun.first : noun.head]}
    if page.tokens[noun.first].lower in _MATCHING or page.tokens[noun.first - 1].lower in _MATCHING:
        return bool(words & _ON_FILE)
    if noun.first == 0 or page.tokens[noun.first - 1].lower not in ("with", "against", "using", "to", "on"):
        return False
    first = page.sentence_of(noun.first)[0]
    lemmas = {page.verb_at[i].lemma for i in range(first, noun.first) if i in page.verb_at}
    if page.tokens[noun.first - 1].lower == "to" and not noun.definite and lemmas & {"trace", "track"}:
        return True
    return bool(words & _ON_FILE) and bool(lemmas & _SHOWN_FOR_CHECKING)


_MATCHING = frozenset({"match", "matches", "matched", "matching"})
_ON_FILE = frozenset({"satellite", "file", "archive", "earlier", "older", "street-level", "reference"})


def _draft(page: Page, noun: MediaNoun, *, report: ReportDetails, actors: Sequence[Actor], statements: Sequence[Statement]) -> _Draft:
    end = tail(page, noun.last)
    shown = depicted(page, noun.last, end)
    ranges = [(noun.first, noun.last), *([shown] if shown else [])]
    words = {token.lower for first, last in ranges for token in page.tokens[first:last]}
    if {"burned", "burnt", "charred"} & words and words & _PERSONS:
        words.add("corpse")
    words |= _BLOODY & {token.lower for token in page.tokens[noun.last : _aside_end(page, noun.last)]}
    depicts = page.words(*shown) if shown else None
    release = release_of(page, noun, end, report=report, actors=actors, statements=statements)
    return _Draft(noun, end, depicts, release, bool(words & _GRAPHIC))


_PERSONS = frozenset("man men woman women child children people person baby infant face faces patients boy boys girl girls".split())
_BLOODY = frozenset({"blood", "bloodied", "charred", "severed", "mutilated", "bodies", "corpses", "body", "corpse", "dead"})


def _aside_end(page: Page, first: int) -> int:
    """To where what follows an item still describes it ("…, blindfolded and with blood on his face"): the next finite verb or "which"."""
    at, end = first, page.sentence_of(first - 1)[1]
    while at < end and page.tokens[at].lower not in ("which", "who", "while", ";", "as"):
        group = page.verb_at.get(at)
        if group is not None and group.finite:
            break
        at += 1
    return at


def _new_item(page: Page, draft: _Draft) -> bool:
    """A definite phrase with a complement of its own ("the video of the landing", "the second clip") names another item."""
    words = {token.lower for token in page.tokens[draft.noun.first : draft.noun.head]}
    if words & {"second", "other", "another", "third", "separate", "new"}:
        return True
    return (
        draft.noun.last < len(page.tokens)
        and page.tokens[draft.noun.last].lower == "of"
        and draft.depicts is not None
        and "same" not in words
    )


_ORDINALS = ("first", "second", "third", "fourth", "fifth")


def _picked(page: Page, noun: MediaNoun, drafts: Sequence[_Draft]) -> MediaNoun | None:
    """ "The second clip" after "a second clip", "the first clip" after two: the item that an order picks out; None without one."""
    words = {token.lower for token in page.tokens[noun.first : noun.head]}
    order = next((word for word in _ORDINALS if word in words), None)
    if order is None or not noun.definite:
        return None
    alike = [draft.noun for draft in drafts if draft.noun.kind == noun.kind and draft.same_as is None and not draft.noun.plural]
    named = [other for other in alike if order in {token.lower for token in page.tokens[other.first : other.head]}]
    if named:
        return named[-1]
    return alike[0] if order == "first" and len(alike) > 1 else None


def _attach(page: Page, drafts: Sequence[_Draft], referred: dict[MediaNoun, _Draft], checks: Sequence[Check]) -> None:
    """Give every check to the items it speaks of: the noun's own, or for a plural that takes up several, all of its kind before it."""
    for check in checks:
        for draft in _spoken_of(page, drafts, referred, check):
            draft.checks.append(check)


def _spoken_of(page: Page, drafts: Sequence[_Draft], referred: dict[MediaNoun, _Draft], check: Check) -> list[_Draft]:
    before = [draft for draft in drafts if draft.noun.first < check.at]
    if check.reach > 1:
        paragraph = page.paragraph_numbers[check.at]
        return [d for d in before if d.same_as is None and page.paragraph_numbers[d.noun.first] == paragraph][-check.reach :]
    if check.noun is None:
        near = list(_lately(page, referred, check))
        if check.together and near and not near[-1].noun.plural:  # "a clip … a photo … Their authenticity"
            paragraph = page.paragraph_numbers[near[-1].noun.first]
            return [draft for draft in near if draft.same_as is None and page.paragraph_numbers[draft.noun.first] == paragraph]
        return near[-1:]
    own = referred.get(check.noun)
    if own is not None and own.noun.head == check.noun.head and own.same_as is None:
        return [own]
    if check.noun.several > 1 or (check.noun.definite and check.noun.plural and check.noun.kind == "image"):
        return _taken_up(check.noun, [draft for draft in before if draft.noun.kind == check.noun.kind and draft.same_as is None])
    return [own] if own is not None else before[-1:]


def _taken_up(noun: MediaNoun, before: list[_Draft]) -> list[_Draft]:
    """The items of its kind that a phrase for several takes up: the last one if that is several itself ("two photos … each photo")."""
    if noun.several > 1 and before and before[-1].noun.plural:
        return before[-1:]
    return before[-noun.several :] if noun.several > 1 else before


def _lately(page: Page, referred: dict[MediaNoun, _Draft], check: Check) -> Iterable[_Draft]:
    """The items named or taken up again in the sentences that a pronoun reaches, the last one last."""
    nouns = (n for n in referred if n.first < check.at and page.sentence_numbers[n.first] >= check.sentence - check.back)
    latest_first = {id(referred[noun]): referred[noun] for noun in reversed(list(nouns))}
    return reversed(list(latest_first.values()))


def _record(page: Page, number: int, draft: _Draft, drafts: Sequence[_Draft]) -> MediaMention:
    chain = [draft, *([draft.same_as] if draft.same_as else []), *(d for d in drafts if d.same_as is draft)]
    checks = [check for link in chain for check in link.checks]
    checks = [check for check in checks if check.verdict != "verified" or not partial(check, checks)]
    best = min(checks, key=lambda check: (-WEIGHT[check.verdict], check.at)) if checks else None
    first = draft.same_as
    return MediaMention(
        id=f"m{number}",
        kind=kind_of(draft.noun.kind, draft.depicts, broadcast=draft.release.broadcast),
        span=(page.span(draft.noun.first, draft.end),),
        depicts=draft.depicts,
        graphic=draft.graphic or bool(first and first.graphic),
        released_by=draft.release.by if first is None else first.release.by,
        channel=draft.release.channel,
        shown_to=draft.release.shown_to,
        authenticity=best.verdict if best else "not stated",
        authenticity_by=best.by if best else None,
        authenticity_span=best.span if best else None,
        same_as=f"m{drafts.index(first) + 1}" if first else None,
    )
