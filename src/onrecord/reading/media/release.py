"""Who made media public, where, and to whom they were shown."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.media.clauses import AIRING, RELEASING, SPREADING, TAKING, hands_on, object_verb, passed_to, subject_of, whole_phrase
from onrecord.reading.media.nouns import MediaNoun
from onrecord.reading.media.releasers import ARTICLES, agent, by_setting, issuer_name, name_of, subject_name
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.records import Actor, ReportDetails, Statement

_CHANNELS = frozenset(
    "telegram facebook twitter x youtube tiktok whatsapp instagram vkontakte weibo truth social reddit signal "
    "snapchat bluesky mastodon rumble vk".split()
)
_BROADCASTING = frozenset({"broadcast", "air", "screen"})
_TO_US = frozenset({"us", "me", "newspaper", "reporters", "journalists", "correspondent"})


_OF_ITSELF = frozenset({"circulate", "spread", "surface", "emerge", "see", "view", "go", "pass", "do"})
"""Verbs of spreading that name nobody who spreads it."""


class Release(NamedTuple):
    """How media came to be known."""

    by: str | None
    channel: str | None
    shown_to: tuple[str, ...]
    broadcast: bool
    circulating: bool
    """True where nobody but circulation is named."""
    handed_on: bool
    """True where any verb of handing on stands with it."""


def release_of(
    page: Page, noun: MediaNoun, end: int, *, report: ReportDetails, actors: Sequence[Actor], statements: Sequence[Statement]
) -> Release:
    """Who released an item, on what channel, and to whom it was shown; None and empty where the text does not say.

    Args:
        page: the text.
        noun: the media noun.
        end: past its whole phrase.
        report: its outlet and issuer.
        actors: of the report.
        statements: of the report; their sources tell whom a pronoun stands for.
    """
    sentence = page.sentence_of(noun.first)
    verbs = _verbs_of(page, noun, end, sentence)
    spread = any(group.lemma in _OF_ITSELF and not _went_to(page, group) and not passed_to(page, group) for group, _ in verbs)
    releaser: str | None = None
    shown: tuple[str, ...] = ()
    for group, active in verbs:
        if active and group.passive:  # "journalists were shown footage by the police"
            releaser = releaser or agent(page, group, sentence[1], actors)
        elif active:
            releaser = releaser or subject_name(page, group, report, actors, statements)
        elif group.lemma in RELEASING | TAKING or passed_to(page, group):
            releaser = releaser or agent(page, group, sentence[1], actors)
        if group.lemma in RELEASING or _went_to(page, group):
            shown = shown or _recipients(page, noun, end, group, report=report, actors=actors)
    if releaser is None and not spread:
        releaser = by_setting(page, noun, sentence, actors) or _own(page, sentence, report, actors, handed_on=bool(verbs))
    broadcast = any(group.lemma in _BROADCASTING for group, _ in verbs)
    return Release(
        releaser, _channel(page, noun, end, sentence, broadcast=broadcast), shown, broadcast, spread and releaser is None, bool(verbs)
    )


def _verbs_of(page: Page, noun: MediaNoun, end: int, sentence: tuple[int, int]) -> list[tuple[VerbGroup, bool]]:
    """The verbs of handing on that an item stands with: (group, True when the item is its object)."""
    found: list[tuple[VerbGroup, bool]] = []
    governing = object_verb(page, noun.first)
    if (
        governing is not None
        and hands_on(page, governing)
        and (not governing.passive or governing.lemma in ("show", "give", "send", "hand"))
    ):
        found.append((governing, True))
    at = noun.last
    while at < sentence[1] and len(found) < 4:
        group = page.verb_at.get(at)
        if group is None:
            if page.tokens[at].text == ";":
                break
            at += 1
            continue
        reached = at <= end + 6 or page.tokens[group.first - 1].lower in (",", "which", "that", "and", "were", "been")
        shows = group.lemma == "show" and not group.passive  # "a video showing men"
        handed = (hands_on(page, group) and not shows) or group.lemma in TAKING | SPREADING
        if handed and reached and (group.passive or not group.finite or at <= end or _went_to(page, group)):
            found.append((group, not group.passive and group.finite and hands_on(page, group) and _of_relative(page, noun, group)))
        elif hands_on(page, group) and group.finite and not group.passive and _of_relative(page, noun, group):
            found.append((group, True))
        elif group.finite and at > end:
            break
        at = group.last
    return found


def _went_to(page: Page, group: VerbGroup) -> bool:
    """ "The pictures went to the Red Cross": handed to somebody with a name, not spread."""
    phrase = page.phrase_at.get(group.last + 1) if group.lemma == "go" and not group.passive else None
    if phrase is None or page.tokens[group.last].lower != "to":
        return False
    return any(page.tokens[i].text[0].isupper() for i in range(phrase.first, phrase.last))


def _of_relative(page: Page, noun: MediaNoun, group: VerbGroup) -> bool:
    """ "Film of the blast, which the army handed to us": a relative for the item is the object of the verb."""
    subject = subject_of(page, group)
    if subject is None or subject.first - 1 < noun.last or subject.last != group.first:
        return False
    first = subject.first
    while first > noun.last and page.phrase_at.get(first - 1) is not None and page.classes[first] == "POS":
        first = page.phrase_at[first - 1].first
    words = [page.tokens[i].lower for i in range(noun.last, group.first)]
    return page.tokens[first - 1].lower in ("which", "that") and words.count("which") + words.count("that") == 1


def _own(page: Page, sentence: tuple[int, int], report: ReportDetails, actors: Sequence[Actor], *, handed_on: bool) -> str | None:
    """In a body's own release, what is released without a doer is its own."""
    if report.issuer is None:
        return None
    words = {token.lower for token in page.tokens[sentence[0] : sentence[1]]}
    if handed_on or words & {"our", "we", "here", "attached", "available", "accompanies", "accompany", "enclosed", "annexed", "appended"}:
        return issuer_name(page, report.issuer, actors)
    return None


def _recipients(
    page: Page, noun: MediaNoun, phrase_end: int, group: VerbGroup, *, report: ReportDetails, actors: Sequence[Actor]
) -> tuple[str, ...]:
    """ "to …", "with …" behind the verb or the item: those it was shown to; the outlet itself is no such body."""
    end = page.sentence_of(noun.first)[1]
    at = phrase_end if group.first < noun.first else group.last
    while at + 1 < end:
        word = page.tokens[at].lower
        if word == "to" or (word == "with" and group.lemma == "share"):
            phrase = page.phrase_at.get(at + 1)
            if phrase is None or page.verb_at.get(at) is not None or page.tokens[phrase.last - 1].lower in AIRING:
                return ()
            if page.words(phrase.first, phrase.last).lower() in _CHANNELS:
                return ()  # "posted to Facebook"
            return _list_of_names(page, at + 1, end, report, actors)
        other = page.verb_at.get(at)
        if (other is not None and other.finite) or page.tokens[at].text in (";", ".", ","):
            return ()
        at += 1
    return ()


def _list_of_names(page: Page, first: int, end: int, report: ReportDetails, actors: Sequence[Actor]) -> tuple[str, ...]:
    """The names of a list that "and" closes; of what only a comma parts, the first."""
    names: list[str] = []
    alone: int | None = None  # how many names the first phrase gave
    before: int | None = None
    at, closed = first, False
    while at < end and page.phrase_at.get(at) is not None:
        begin, last = whole_phrase(page, at, end)
        words = {token.lower for token in page.tokens[begin:last]}
        name = name_of(page, actors, begin, last)
        if not _apposed(page, begin, before) and not words & _TO_US and name.lower() != (report.outlet or "").lower():
            names.append(name)
        alone = len(names) if alone is None else alone
        before = begin
        if closed:
            break
        if last < end and page.tokens[last].lower in ("and", ","):
            closed = "and" in (page.tokens[last].lower, page.tokens[min(last + 1, end - 1)].lower)
            at = last + 1
            while at < end and page.tokens[at].lower in ("and", "to", "with"):
                at += 1
        else:
            break
    return tuple(dict.fromkeys(names if closed else names[:alone]))  # "to envoys, the leader said …"


def _apposed(page: Page, first: int, before: int | None) -> bool:
    """ "Tom Kasa, | the mayor of Osk": the office of the person named from token ``before`` to the comma."""
    phrase = page.phrase_at.get(first)
    if before is None or phrase is None or page.tokens[first - 1].text != ",":
        return False
    named = all(page.classes[n] == "NNP" for n in range(before, first - 1))
    return named and page.classes[first] == "DT" and page.classes[phrase.head] in ("NN", "NNP")


def _channel(page: Page, noun: MediaNoun, end: int, sentence: tuple[int, int], *, broadcast: bool) -> str | None:
    """Where it was seen or posted, as worded: "Telegram", "social media", "state television", "online"."""
    before = noun.first - 2  # "shared on X | three images"
    opening = [before] if before > sentence[0] and page.tokens[before].lower == "on" and before - 1 in page.verb_at else []
    for index in (*opening, *range(noun.last, sentence[1])):
        word = page.tokens[index].lower
        if page.tokens[index].text == ";" or (index > end + 10):
            break
        if word == "online":
            return "online"
        if word not in ("on", "round", "around", "via", "over", "to") or index + 1 >= sentence[1]:
            continue
        phrase = page.phrase_at.get(index + 1)
        if phrase is None:
            continue
        words = [token.lower for token in page.tokens[phrase.first : phrase.last]]
        platform = next(
            (i for i in range(phrase.first, phrase.last) if page.tokens[i].lower in _CHANNELS and page.tokens[i].text[0].isupper()), None
        )
        if platform is not None:
            return page.tokens[platform].text
        if words[-1] in AIRING:
            skip = phrase.first + (words[0] in ARTICLES)
            return page.words(skip, phrase.last)
    return "television" if broadcast else None
