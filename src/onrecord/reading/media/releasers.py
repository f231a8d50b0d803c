"""Whom the words round an item name as the one who made it public."""

from collections.abc import Sequence

from onrecord.reading.actors import resolve
from onrecord.reading.media.clauses import SHOWING, subject_of, whole_phrase
from onrecord.reading.media.nouns import KINDS, MediaNoun
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup
from onrecord.reading.times.words import CALENDAR
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, ReportDetails, Statement

ARTICLES = frozenset({"the", "a", "an"})


def name_of(page: Page, actors: Sequence[Actor], first: int, last: int) -> str:
    """The actor's name in full, else the words as they stand."""
    actor = resolve(page, actors, page.span(first, last))
    return actor.name if actor is not None else page.words(first, last)


def subject_name(
    page: Page, group: VerbGroup, report: ReportDetails, actors: Sequence[Actor], statements: Sequence[Statement]
) -> str | None:
    """Who does what an active verb says: the issuer for "we", none for the outlet itself, several bodies parted by "; "."""
    subject = subject_of(page, group)
    if subject is None:
        return None
    words = {token.lower for token in page.tokens[subject.first : subject.last]}
    if words & {"we", "our"}:
        return issuer_name(page, report.issuer, actors) if report.issuer else None
    if report.outlet and report.outlet.lower() == page.words(subject.first, subject.last).lower():
        return None
    if subject.pronoun:
        return _antecedent(page, subject, actors, statements)
    if (office := _before_its_holder(page, subject, group)) is not None:
        return name_of(page, actors, *office)
    return "; ".join(name_of(page, actors, *part) for part in (*_named_beside(page, subject, actors), (subject.first, subject.last)))


_OFFICES = frozenset(
    "office ministry cabinet staff bureau department secretariat government administration service campaign family".split()
)


def _before_its_holder(page: Page, subject: NounPhrase, group: VerbGroup) -> tuple[int, int] | None:
    """ "The office of the mayor, Tom Kasa, released …": the office acts; the name tells who the mayor is."""
    if page.tokens[group.first - 1].text != "," or subject.first < 2 or page.tokens[subject.first - 1].text != ",":
        return None
    top = page.phrase_at.get(subject.first - 2)
    while top is not None and top.first > 1 and page.classes[top.first] == "POS":
        top = page.phrase_at.get(top.first - 1)
    while top is not None and top.first > 1 and page.tokens[top.first - 1].lower == "of":
        top = page.phrase_at.get(top.first - 2)
    if top is None or page.tokens[top.head].lower not in _OFFICES:
        return None
    return top.first, subject.first - 1


def _named_beside(page: Page, subject: NounPhrase, actors: Sequence[Actor]) -> list[tuple[int, int]]:
    """ "The army and | the guild released": what is named before the last of several subjects, first one first."""
    begin, parts, at = page.sentence_of(subject.first)[0], list[tuple[int, int]](), subject.first
    while at - 2 >= begin and page.tokens[at - 1].lower in ("and", ","):
        if not parts and page.tokens[at - 1].lower != "and":
            return []
        last = at - 1 - (page.tokens[at - 2].text == "," and page.tokens[at - 1].lower == "and")
        phrase = page.phrase_at.get(last - 1)
        while phrase is not None and phrase.first - 2 >= begin and page.tokens[phrase.first - 1].lower == "of":
            phrase = page.phrase_at.get(phrase.first - 2)
        if phrase is None or phrase.pronoun or _inside_name(page, last, actors):
            return []
        parts.insert(0, (phrase.first, last))
        at = phrase.first
    opens = at == begin or page.tokens[at - 1].lower in ("that", "both", "but", "while", '"', "“", "–", "—")
    return parts if opens else []


def _inside_name(page: Page, index: int, actors: Sequence[Actor]) -> bool:
    """ "Ministry of Defence and Security": an "and" that belongs to one actor's name."""
    start = page.tokens[index].start
    return any(begin < start < end for actor in actors for begin, end in actor.mentions)


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
    return name_of(page, actors, pronoun.first, pronoun.last)


def agent(page: Page, group: VerbGroup, end: int, actors: Sequence[Actor]) -> str | None:
    """The doer of a passive: "by …" behind it, before the next verb."""
    at = group.last
    while at + 1 < end and at < group.last + 14:
        if page.tokens[at].lower == "by" and page.phrase_at.get(at + 1) is not None:
            return "; ".join(name_of(page, actors, *part) for part in _listed(page, at + 1, end, actors))
        other = page.verb_at.get(at)
        if (other is not None and other.finite) or page.tokens[at].text in (";", ".", ","):
            return None
        at += 1
    return None


def _listed(page: Page, first: int, end: int, actors: Sequence[Actor]) -> list[tuple[int, int]]:
    """ "By the army, the guild and the council": every body of the list; by the first alone where no "and" closes it."""
    parts, at = [whole_phrase(page, first, end)], whole_phrase(page, first, end)[1]
    while at + 1 < end and page.tokens[at].lower in ("and", ","):
        closing = page.tokens[at].lower == "and" or page.tokens[at + 1].lower == "and"
        begin = at + 1 + (page.tokens[at + 1].lower in ("and", "by"))
        begin += begin < end and page.tokens[begin].lower == "by"
        phrase = page.phrase_at.get(begin)
        if phrase is None or phrase.pronoun or phrase.first != begin or _inside_name(page, at, actors) or not _acts(page, phrase):
            break
        start, at = whole_phrase(page, begin, end)
        following = page.verb_at.get(at)
        if following is not None and following.finite and following.lemma not in SHOWING | _BEING:
            break  # "… by the army and the mayor said …"
        if page.tokens[begin].lower not in ("a", "an"):  # "by Tom Kasa, a baker, and …"
            parts.append((start, at))
        if closing:
            return parts
    return parts[:1]


_BEING = frozenset({"be", "have", "appear", "seem", "purport"})


def _acts(page: Page, phrase: NounPhrase) -> bool:
    """A name, or a noun with its article, that is no image itself."""
    noun = noun_lemma(page.tokens[phrase.head].lower)
    named = page.classes[phrase.first] == "DT" or any(page.classes[i] == "NNP" for i in range(phrase.first, phrase.last))
    return named and noun not in KINDS


def by_setting(page: Page, noun: MediaNoun, sentence: tuple[int, int], actors: Sequence[Actor]) -> str | None:
    """ "X said in a video", "…, said by X to show …", "X's pictures", "army footage"."""
    at = noun.last
    if (
        at + 2 < sentence[1]
        and page.tokens[at].text == ","
        and page.tokens[at + 2].lower == "by"
        and page.phrase_at.get(at + 3) is not None
    ):
        return name_of(page, actors, *whole_phrase(page, at + 3, sentence[1]))
    if noun.first > sentence[0] and page.tokens[noun.first - 1].lower == "in":
        if noun.first - 1 == sentence[0]:  # "In a video message, the leader said …"
            comma = next((i for i in range(noun.last, min(sentence[1] - 1, noun.last + 8)) if page.tokens[i].text == ","), None)
            speaker = page.phrase_at.get(comma + 1) if comma is not None else None
            return name_of(page, actors, *whole_phrase(page, speaker.first, sentence[1])) if speaker else None
        return _speaker_in(page, noun, sentence, actors)
    owner = next((i for i in range(noun.first, noun.head) if page.classes[i] == "POS"), None)
    if owner is not None and owner > noun.first:
        return name_of(page, actors, noun.first, owner)
    named = [
        i
        for i in range(noun.first, noun.head)
        if page.tokens[i].text[0].isupper() and page.tokens[i].lower not in ARTICLES | {"cctv", "video"}
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
_TIMES = CALENDAR | frozenset("today yesterday morning evening afternoon night noon midnight day week month dawn".split())
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
    return name_of(page, actors, *whole_phrase(page, subject.first, group.first)) if subject else None


def issuer_name(page: Page, issuer: str, actors: Sequence[Actor]) -> str:
    """The issuer's name in full, where one of its mentions is just that name."""
    first = page.text.lower().find(issuer.lower())
    span = (first, first + len(issuer))
    return next((actor.name for actor in actors if first >= 0 and span in actor.mentions), issuer)
