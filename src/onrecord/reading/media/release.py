"""Who made media public, where, and to whom they were shown."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.actors import resolve
from onrecord.reading.media.clauses import AIRING, RELEASING, SPREADING, TAKING, hands_on, object_verb, subject_of, whole_phrase
from onrecord.reading.media.nouns import MediaNoun
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup
from onrecord.records import Actor, ReportDetails, Statement

_CHANNELS = frozenset(
    "telegram facebook twitter x youtube tiktok whatsapp instagram vkontakte weibo truth social reddit signal "
    "snapchat bluesky mastodon rumble vk".split()
)
_BROADCASTING = frozenset({"broadcast", "air", "screen"})
_TO_US = frozenset({"us", "me", "newspaper", "reporters", "journalists", "correspondent"})
_ARTICLES = frozenset({"the", "a", "an"})


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
    spread = any(group.lemma in _OF_ITSELF and not _went_to(page, group) for group, _ in verbs)
    releaser: str | None = None
    shown: tuple[str, ...] = ()
    for group, active in verbs:
        if active and group.passive:  # "journalists were shown footage by the police"
            releaser = releaser or _agent(page, group, sentence[1], actors)
        elif active:
            releaser = releaser or _subject_name(page, group, report, actors, statements)
        elif group.lemma in RELEASING | TAKING:
            releaser = releaser or _agent(page, group, sentence[1], actors)
        if group.lemma in RELEASING or _went_to(page, group):
            shown = shown or _recipients(page, noun, end, group, report=report, actors=actors)
    if releaser is None and not spread:
        releaser = _by_setting(page, noun, sentence, actors) or _own(page, sentence, report, actors, handed_on=bool(verbs))
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
        handed = hands_on(page, group) or group.lemma in TAKING | SPREADING
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


def _name(page: Page, actors: Sequence[Actor], first: int, last: int) -> str:
    """The actor's name in full, else the words as they stand."""
    actor = resolve(page, actors, page.span(first, last))
    return actor.name if actor is not None else page.words(first, last)


def _subject_name(
    page: Page, group: VerbGroup, report: ReportDetails, actors: Sequence[Actor], statements: Sequence[Statement]
) -> str | None:
    subject = subject_of(page, group)
    if subject is None:
        return None
    words = {token.lower for token in page.tokens[subject.first : subject.last]}
    if words & {"we", "our"}:
        return _issuer_name(page, report.issuer, actors) if report.issuer else None
    if report.outlet and report.outlet.lower() == page.words(subject.first, subject.last).lower():
        return None
    if subject.pronoun:
        return _antecedent(page, subject, actors, statements)
    return _name(page, actors, subject.first, subject.last)


def _antecedent(page: Page, pronoun: NounPhrase, actors: Sequence[Actor], statements: Sequence[Statement]) -> str:
    """Whom a pronoun stands for: the actor of the statement whose source it is, else of the statement before it in its sentence.

    The subject of the clause before goes on ("the council blamed the guild, and later it showed a film"), not the name that lies nearest.
    """
    start, end = page.span(pronoun.first, pronoun.last)
    begin = page.tokens[page.sentence_of(pronoun.first)[0]].start
    earlier: str | None = None
    for statement in statements:
        if not statement.source or statement.actor is None:
            continue
        if statement.source[0] == (start, end):
            return statement.actor
        if begin <= statement.source[0][0] and statement.source[-1][1] <= start and page.quoted[pronoun.first] is None:
            earlier = statement.actor
    if earlier is not None and page.tokens[pronoun.first].lower in ("it", "they"):
        return earlier
    return _name(page, actors, pronoun.first, pronoun.last)


def _agent(page: Page, group: VerbGroup, end: int, actors: Sequence[Actor]) -> str | None:
    """The doer of a passive: "by …" behind it, before the next verb."""
    at = group.last
    while at + 1 < end and at < group.last + 14:
        if page.tokens[at].lower == "by" and page.phrase_at.get(at + 1) is not None:
            return _name(page, actors, *whole_phrase(page, at + 1, end))
        other = page.verb_at.get(at)
        if (other is not None and other.finite) or page.tokens[at].text in (";", ".", ","):
            return None
        at += 1
    return None


def _by_setting(page: Page, noun: MediaNoun, sentence: tuple[int, int], actors: Sequence[Actor]) -> str | None:
    """ "X said in a video", "…, said by X to show …", "X's pictures", "army footage"."""
    at = noun.last
    if (
        at + 2 < sentence[1]
        and page.tokens[at].text == ","
        and page.tokens[at + 2].lower == "by"
        and page.phrase_at.get(at + 3) is not None
    ):
        return _name(page, actors, *whole_phrase(page, at + 3, sentence[1]))
    if noun.first > sentence[0] and page.tokens[noun.first - 1].lower == "in":
        if noun.first - 1 == sentence[0]:  # "In a video message, the leader said …"
            comma = next((i for i in range(noun.last, min(sentence[1] - 1, noun.last + 8)) if page.tokens[i].text == ","), None)
            speaker = page.phrase_at.get(comma + 1) if comma is not None else None
            return _name(page, actors, speaker.first, speaker.last) if speaker else None
        return _speaker_in(page, noun, sentence, actors)
    owner = next((i for i in range(noun.first, noun.head) if page.classes[i] == "POS"), None)
    if owner is not None and owner > noun.first:
        return _name(page, actors, noun.first, owner)
    named = [
        i
        for i in range(noun.first, noun.head)
        if page.tokens[i].text[0].isupper() and page.tokens[i].lower not in _ARTICLES | {"cctv", "video"}
    ]
    if named and noun.first < noun.head and page.tokens[noun.first].lower not in ("this", "that", "these"):
        actor = resolve(page, actors, page.span(named[0], noun.head))
        if actor is not None:
            return actor.name
        last = next((i + 1 for i in reversed(named) if page.tokens[i].lower in _BODIES), None)
        return page.words(named[0], last) if last is not None else None  # "a Resistance video"
    return None


_SPEAKING = frozenset(
    "say announce declare claim warn vow threaten pledge admit deny accuse urge call tell speak read state add boast insist appeal "
    "demand promise confirm address swear".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december today yesterday morning evening afternoon night noon midnight day week month dawn".split()
)
_BODIES = frozenset(
    "resistance army navy police militia front force forces movement brigade brigades guard command council league party ministry "
    "government alliance coalition union legion corps battalion committee".split()
)


def _speaker_in(page: Page, noun: MediaNoun, sentence: tuple[int, int], actors: Sequence[Actor]) -> str | None:
    """ "The leader said on Monday in a video": who speaks in an item made it; "said the men in the video …" speaks of it."""
    at = noun.first - 2
    set_off = page.tokens[at].text in (",", '"', "”", "–", "—")  # "boasted of nine, in a video"
    while at > sentence[0] and page.verb_at.get(at) is None:
        phrase = page.phrase_at.get(at)
        if phrase is not None and not set_off and page.tokens[phrase.head].lower not in _TIMES:
            return None
        at -= 1
    group = page.verb_at.get(at)
    if group is None or not group.finite or group.passive or group.lemma not in _SPEAKING:
        return None
    subject = subject_of(page, group)
    return _name(page, actors, *whole_phrase(page, subject.first, group.first)) if subject else None


def _own(page: Page, sentence: tuple[int, int], report: ReportDetails, actors: Sequence[Actor], *, handed_on: bool) -> str | None:
    """In a body's own release, what is released without a doer is its own."""
    if report.issuer is None:
        return None
    words = {token.lower for token in page.tokens[sentence[0] : sentence[1]]}
    if handed_on or words & {"our", "we", "here", "attached", "available", "accompanies", "accompany", "enclosed", "annexed", "appended"}:
        return _issuer_name(page, report.issuer, actors)
    return None


def _issuer_name(page: Page, issuer: str, actors: Sequence[Actor]) -> str:
    """The issuer's name in full, where one of its mentions is just that name."""
    first = page.text.lower().find(issuer.lower())
    span = (first, first + len(issuer))
    return next((actor.name for actor in actors if first >= 0 and span in actor.mentions), issuer)


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
            if phrase is None or page.verb_at.get(at) is not None:
                return ()
            return _list_of_names(page, at + 1, end, report, actors)
        other = page.verb_at.get(at)
        if (other is not None and other.finite) or page.tokens[at].text in (";", ".", ","):
            return ()
        at += 1
    return ()


def _list_of_names(page: Page, first: int, end: int, report: ReportDetails, actors: Sequence[Actor]) -> tuple[str, ...]:
    names: list[str] = []
    before: int | None = None
    at = first
    while at < end and page.phrase_at.get(at) is not None:
        begin, last = whole_phrase(page, at, end)
        words = {token.lower for token in page.tokens[begin:last]}
        name = _name(page, actors, begin, last)
        if not _apposed(page, begin, before) and not words & _TO_US and name.lower() != (report.outlet or "").lower():
            names.append(name)
        before = begin
        if last < end and page.tokens[last].lower in ("and", ","):
            at = last + 1
            while at < end and page.tokens[at].lower in ("and", "to", "with"):
                at += 1
        else:
            break
    return tuple(dict.fromkeys(names))


def _apposed(page: Page, first: int, before: int | None) -> bool:
    """ "Tom Kasa, | the mayor of Osk": the office of the person named from token ``before`` to the comma."""
    phrase = page.phrase_at.get(first)
    if before is None or phrase is None or page.tokens[first - 1].text != ",":
        return False
    named = all(page.classes[n] == "NNP" for n in range(before, first - 1))
    return named and page.classes[first] == "DT" and page.classes[phrase.head] in ("NN", "NNP")


def _channel(page: Page, noun: MediaNoun, end: int, sentence: tuple[int, int], *, broadcast: bool) -> str | None:
    """Where it was seen or posted, as worded: "Telegram", "social media", "state television", "online"."""
    for index in range(noun.last, sentence[1]):
        word = page.tokens[index].lower
        if page.tokens[index].text == ";" or (index > end + 10):
            break
        if word == "online":
            return "online"
        if word not in ("on", "round", "around", "via", "over") or index + 1 >= sentence[1]:
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
            skip = phrase.first + (words[0] in _ARTICLES)
            return page.words(skip, phrase.last)
    return "television" if broadcast else None
