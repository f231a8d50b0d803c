"""What a report says about whether media are what they are said to be.

Verified: somebody who is no party checked and found it so. Refuted: such a checker found it false, old or altered. Not verified:
the report says that it could not be checked. Disputed: a party calls it false, and nobody checked. These are found in that order of
weight; what the report does not speak of is *not stated*.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from onrecord.reading.media.agreements import MAPS, agreements
from onrecord.reading.media.checkers import TRACING, Context, by_nobody, checker, own_release, passive, speaker_of, who_calls_it_false
from onrecord.reading.media.checks import Check
from onrecord.reading.media.clauses import subject_of, tail
from onrecord.reading.media.elsewhere import elsewhere, told_of_item, with_auxiliary
from onrecord.reading.media.nouns import KINDS, MediaNoun
from onrecord.reading.media.predicates import owned_quality, remarks
from onrecord.reading.page import Page
from onrecord.reading.phrases import VerbGroup
from onrecord.reading.words import noun_lemma
from onrecord.records import Actor, ReportDetails, Span, Statement
from onrecord.records.vocabulary import Authenticity

_CHECKING = frozenset(
    "verify confirm authenticate establish geolocate geolocated check corroborate date ascertain locate determine "
    "prove substantiate validate vouch".split()
)
_UNABLE = frozenset(
    {
        "unable",
        "impossible",
        "not",
        "n't",
        "never",
        "cannot",
        "neither",
        "nor",
        "without",
        "unclear",
        "yet",
        "fail",
        "failed",
        "no",
        "nobody",
        "none",
    }
)
_FALSE = frozenset(
    "fake fakes fabricated fabrication fabrications staged doctored manipulated miscaptioned misleading false "
    "unrelated old older edited ai-generated computer-generated recycled altered photoshopped forged forgery "
    "forgeries hoax propaganda theatre deepfake deepfakes misattributed archive mislabelled".split()
)
_TAMPERED = _FALSE - {"misleading", "false", "unrelated", "old", "older", "propaganda", "theatre", "hoax", "archive"}
"""Of these, words that only images and recordings are called: "it" may be a claim."""
_CALLING = frozenset("call describe dismiss label brand denounce reject say claim insist deride ridicule decry dispute".split())
_QUESTIONING = frozenset({"dispute", "question", "contest", "deny", "challenge", "reject"})
_TAMPERING = frozenset({"generate", "fabricate", "manipulate", "doctor", "stage", "fake", "alter", "edit", "photoshop", "forge"})


def find_checks(
    page: Page, nouns: Sequence[MediaNoun], *, report: ReportDetails, actors: Sequence[Actor], statements: Sequence[Statement]
) -> tuple[Check, ...]:
    """Every remark on the authenticity of media, in text order."""
    context = Context(page, report, actors, statements)
    by_sentence: dict[int, list[MediaNoun]] = {}
    for noun in nouns:
        by_sentence.setdefault(page.sentence_numbers[noun.first], []).append(noun)
    checks: list[Check] = []
    for number in range(len(page.sentences)):
        here = by_sentence.get(number, [])
        near = bool(here) or number - 1 in by_sentence
        if near or ((owned_quality(page, number) or _takes_up(page, number)) and _spoken_of_lately(page, number, by_sentence)):
            checks.extend(_in_sentence(context, number, here))
    return tuple(_reaching_back(page, check) for check in checks)


_BACK = 4
"""Sentences over which "their authenticity" may look for its items: a reader still knows what was shown."""
_DOCUMENTS = frozenset(
    "letter document order report statement list leaflet text message memo file note transcript post claim account".split()
)
"""What else may be authentic."""


def _takes_up(page: Page, number: int) -> bool:
    """Whether "neither" or "none" stands for what was told of before."""
    first, last = page.sentences[number]
    return any(page.tokens[i].lower in _NONE and _stands_alone(page, i, _verb_from(page, i, last)) for i in range(first, last))


def _verb_from(page: Page, index: int, last: int) -> int:
    return next((i for i in range(index, last) if i in page.verb_at), last)


def _spoken_of_lately(page: Page, number: int, nouns: Mapping[int, object]) -> bool:
    """Whether media are the last thing before a sentence that can be authentic."""
    for earlier in range(number - 1, max(number - 1 - _BACK, -1), -1):
        if earlier in nouns:
            return True
        if any(noun_lemma(page.tokens[i].lower) in _DOCUMENTS for i in range(*page.sentences[earlier])):
            return False
    return False


def _reaching_back(page: Page, check: Check) -> Check:
    """A remark that names no item, with how far back and how many together its pronoun takes up."""
    if check.noun is not None or check.reach > 1:
        return check
    owned = owned_quality(page, check.sentence)
    opening = page.tokens[page.sentences[check.sentence][0]].lower
    return check._replace(back=_BACK if owned else 1, together=owned == "their" or opening in ("they", "these"))


def _in_sentence(context: Context, number: int, here: Sequence[MediaNoun]) -> Iterable[Check]:
    page, sentence = context.page, context.page.sentences[number]
    begin = bisect_left(page.verb_groups, sentence[0], key=lambda group: group.first)
    for found in islice(page.verb_groups, begin, None):
        if found.first >= sentence[1]:
            break
        group = with_auxiliary(page, found)
        verdict = _verdict(page, group, sentence, here, year=int(published[:4]) if (published := context.details.published) else None)
        if verdict is None:
            continue
        about = _about(page, group, sentence, here)
        reach = _reach(page, group, sentence) if verdict == "not verified" else 1
        if about is None and reach == 1 and not _by_pronoun(page, group, sentence):
            continue
        by, party = checker(context, group) if group.lemma != "be" else (None, False)  # "the video is staged": its subject is the item
        if verdict in ("refuted", "disputed"):
            by, verdict = who_calls_it_false(context, group, by, party)
        elif verdict == "verified" and party:
            continue  # a party's own confirmation checks nothing
        yield Check(verdict, by, _clause(page, group, sentence), number, group.first, about if reach == 1 else None, reach)
    yield from _adjectives(page, number, here)
    yield from agreements(context, number, here)
    yield from _remarks(context, number, here)


def _remarks(context: Context, number: int, here: Sequence[MediaNoun]) -> Iterable[Check]:
    """Adjectives, open questions and places that were recognised; a party's own word on them checks nothing, its "old" disputes."""
    page = context.page
    for remark in remarks(page, number, here):
        speaker = speaker_of(context, page.tokens[remark.first].start)
        by, party = checker(context, remark.verb) if remark.verb is not None else (None, False)
        if speaker is not None and by is None:
            by, _, party = speaker
        elif by is None and remark.verdict == "refuted" and own_release(context.details):
            by, party = context.details.issuer, True
        verdict: Authenticity = "disputed" if party and remark.verdict == "refuted" else remark.verdict
        if not (party and verdict == "verified"):
            yield Check(verdict, by, page.span(remark.first, remark.last), number, remark.first, remark.noun)


def _verdict(
    page: Page, group: VerbGroup, sentence: tuple[int, int], here: Sequence[MediaNoun], *, year: int | None
) -> Authenticity | None:
    """What a verb says about media: None when it is no verb of checking or calling.

    Args:
        page: the text.
        group: the verb.
        sentence: its tokens.
        here: the media nouns of its sentence.
        year: of publication, if known; what was filmed in it is not old.
    """
    rest = _past_aside([token.lower for token in page.tokens[group.last : min(sentence[1], group.last + 20)]])
    told = _past_aside(told_of_item(page, group.last, min(sentence[1], group.last + 20)))
    before = [token.lower for token in page.tokens[max(sentence[0], group.first - 6) : group.first]]
    if group.first > sentence[0] and page.tokens[group.first - 1].lower == "as":
        return None  # "described the images as confirming …"
    if group.lemma == "date" and group.passive and not group.negated and rest[:1] == ["to"] and elsewhere(rest, bare=True, now=year):
        return "refuted"  # "has been dated to 2012"
    if _cannot_say(group, before, rest) or (group.lemma == "examine" and group.passive and {"yet", "still"} & set(before[-3:])):
        return "not verified"
    if group.lemma in _CHECKING or group.lemma == "place":
        unable = (
            group.negated
            or bool(_UNABLE & set(before[-4:]))
            or (group.modal == "could" and group.negated)
            or rest[:1] in (["neither"], ["none"])
            or by_nobody(page, group)
        )
        if unable:
            return "not verified"
        if group.lemma == "place":
            return None
        if group.infinitive and not {"able", "managed"} & set(before):
            return None
        if group.lemma == "date" or (group.lemma in ("establish", "determine", "prove", "locate", "check") and not here):
            return None
        if group.modal in ("could", "would", "will", "may", "might", "should"):
            return None
        if _partly(rest):
            return "not verified"
        return "refuted" if elsewhere(told, now=year) else "verified"
    if (
        group.lemma in TRACING
        and not group.negated
        and (here or _object_pronoun(page, group, sentence))
        and elsewhere(rest, bare=True, now=year)
    ):
        return "refuted"
    if group.lemma in ("match", "geolocate") and group.finite and not group.negated and group.modal is None and MAPS & set(rest[:10]):
        return "verified" if _object_pronoun(page, group, sentence) or not group.passive else None
    if group.lemma in ("match", "geolocate") and group.finite and not group.negated and rest[1:2] == ["to"] and rest[0] in ("it", "them"):
        return "verified"  # "matched it to the crossing"
    if group.lemma in _CALLING and rest[:1] in (["it"], ["them"]) and set(rest[1:4]) & _TAMPERED and not group.negated:
        return "disputed"  # "called it staged"
    if group.lemma in _CALLING and here and set(rest) & (_FALSE | {"game"}) and not group.negated:
        return "disputed"
    if group.lemma in _QUESTIONING and ("authenticity" in before or "authenticity" in rest[:3] or _denied_of_item(group, rest)):
        return "disputed"
    if (
        group.lemma in _TAMPERING
        and group.passive
        and here
        and not group.negated
        and (group.lemma != "generate" or {"intelligence", "ai"} & set(rest))
    ):
        return "disputed"
    if group.lemma == "pass" and rest[:1] == ["off"] and here and not group.negated:
        return "refuted"  # "was passed off as a strike on the dam"
    dated = group.lemma == "date" and _dates_itself(page, group)
    if (
        group.lemma in ("be", "date")
        and here
        and not group.negated
        and (dated or _subject_is_media(page, group, here))
        and _is_older(told, year)
    ):
        return "refuted"
    not_from = group.lemma == "be" and group.negated and rest[:1] == ["from"] and here
    if not_from and _names_where(page, rest[1:]) and _subject_is_media(page, group, here):
        return "refuted"  # "is not from the delta at all"
    if group.lemma == "be" and here and not group.negated and set(rest[:5]) & _FALSE - {"old", "false", "archive"}:
        return "disputed"
    if (
        group.lemma in ("film", "record", "take", "shoot", "date", "publish", "appear", "post", "upload")
        and (_taken_pronoun(page, group) or (here and _subject_is_media(page, group, here)))
        and elsewhere(told, now=year)
    ):
        return "refuted"
    return None


def _names_where(page: Page, rest: list[str]) -> bool:
    """Whether "is not from | X" says where an item was taken, not who made it: X is a noun of place, or something is told to be in X."""
    rest = rest[1:] if rest[:1] in (["the"], ["this"], ["that"]) else rest
    if not rest or rest[0] in _PLACE_NOUNS or rest[1:3] == ["at", "all"]:
        return bool(rest)
    words = [token.lower for token in page.tokens]
    return any(words[n + 1] == rest[0] and words[n] in ("in", "near", "outside", "at") for n in range(len(words) - 1))


_PLACE_NOUNS = frozenset(
    "area attack battle border city coast conflict country delta district front here island port province raid region river strike there "
    "town valley village war".split()
)


def _cannot_say(group: VerbGroup, before: Sequence[str], rest: Sequence[str]) -> bool:
    """ "Could not say whether it is genuine", "nobody can tell us who filmed it"."""
    if group.lemma not in ("say", "tell", "judge") or not (
        group.modal in ("can", "could", "cannot") or {"unable", "able"} & set(before[-3:])
    ):
        return False
    asked = next((i for i, word in enumerate(rest[:3]) if word in ("whether", "if", "when", "where", "who")), None)
    unable = group.negated or bool(_UNABLE & set(before))
    return unable and asked is not None and bool((_GENUINE | _TAKEN) & set(rest[asked : asked + 8]))


def _denied_of_item(group: VerbGroup, rest: Sequence[str]) -> bool:
    """ "Denies that they were filmed there", "disputes that it shows the same car"."""
    told = rest[2:6]
    return not group.negated and rest[:1] == ["that"] and rest[1:2] in (["it"], ["they"]) and bool((_TAKEN | _SHOWS) & set(told))


_GENUINE = frozenset({"genuine", "authentic", "real", "fake"})
_TAKEN = frozenset({"filmed", "recorded", "photographed", "shot", "taken"})
_SHOWS = frozenset({"show", "shows", "showed", "depict", "depicts"})


def _partly(rest: Sequence[str]) -> bool:
    """ "Confirmed the place but not the date": a check that the report calls partial."""
    at = next((i for i in range(len(rest) - 1) if rest[i] == "not" and rest[i - 1] in ("but", "though", "although", ",")), None)
    return at is not None and bool((_QUALITIES | {"when", "where", "time", "place", "day"}) & set(rest[at + 1 : at + 4]))


def _taken_pronoun(page: Page, group: VerbGroup) -> bool:
    """ "It was in fact taken in 2011"."""
    subject = subject_of(page, group) if group.passive and group.lemma in ("film", "record", "take", "shoot", "photograph") else None
    return subject is not None and subject.pronoun and page.tokens[subject.first].lower in ("it", "they")


def _dates_itself(page: Page, group: VerbGroup) -> bool:
    """ "It dates from …": a pronoun for an item; nothing else that a report shows dates."""
    subject = subject_of(page, group)
    return subject is not None and subject.pronoun and page.tokens[subject.first].lower in ("it", "they") and group.finite


def _is_older(rest: Sequence[str], year: int | None) -> bool:
    """ "… is from 2012", "dates from an earlier war", "is several years old"."""
    if rest[:1] in (["from"], ["back"]):
        return elsewhere(["in", *rest[:6]], now=year)
    return "years" in rest[:4] and "old" in rest[:5]


def _past_aside(rest: list[str]) -> list[str]:
    """ "Are, we maintain, from another war": without what stands between two commas right behind the verb."""
    if rest[:1] != [","] or "," not in rest[1:8]:
        return rest
    return rest[rest.index(",", 1) + 1 :]


def _subject_is_media(page: Page, group: VerbGroup, here: Sequence[MediaNoun]) -> bool:
    if any(noun.last <= group.first and tail(page, noun.last) == group.first for noun in here):
        return True  # "pictures of huts now going round on Telegram | are …"
    if any(noun.last < group.first and page.tokens[noun.last].text == "," and _closing(page, noun.last) == group.first for noun in here):
        return True  # "an image, showing a pier, | is …"
    subject = subject_of(page, group)
    return subject is not None and any(noun.first <= subject.head < noun.last for noun in here)


def _closing(page: Page, comma: int) -> int:
    """Past the comma that closes what a comma opens, where that is a participle's or a relative's clause; else the comma itself."""
    opens = page.tokens[comma + 1].lower == "which" or page.classes[comma + 1] in ("VBG", "VBN")
    end = page.sentence_of(comma)[1]
    return next((i + 1 for i in range(comma + 1, end) if page.tokens[i].text == ","), comma) if opens else comma


def _about(page: Page, group: VerbGroup, sentence: tuple[int, int], here: Sequence[MediaNoun]) -> MediaNoun | None:
    """The media noun that a verb checks or calls something: the subject of its passive, its object, or what its relative stands for."""
    before = [noun for noun in here if noun.last <= group.first]
    if passive(page, group):
        if before and tail(page, before[-1].last) == group.first:
            return before[-1]
        return before[-1] if before and _leads_to(page, before[-1].last, group.first) else None
    behind = [noun for noun in here if group.last <= noun.first < group.last + 9]
    if behind and not any(page.tokens[i].text == ";" for i in range(group.last, behind[0].first)):
        return behind[0]
    if not before:
        return None
    if _subject_is_media(page, group, here):  # "the images confirm …" checks nothing; "the video is staged", "dates from 2014" does
        return before[-1] if group.lemma in _STATES or _fronted(page, before[-1], group) else None
    if _fronted(page, before[-1], group):
        return before[-1]
    between = [page.tokens[i].lower for i in range(before[-1].last, group.first)]
    if "which" in between or "that" in between[:2]:
        return before[-1]
    return before[-1] if _object_pronoun(page, group, sentence) else None


def _fronted(page: Page, noun: MediaNoun, group: VerbGroup) -> bool:
    """ "The clip we could not place": an object that begins its sentence, its subject right behind it, nothing behind the verb."""
    subject = subject_of(page, group)
    opening = {page.tokens[i].lower for i in range(page.sentence_of(noun.first)[0], noun.first)} <= {"and", "but", "yet", ","}
    if subject is None or not opening or subject.first < noun.last or page.tokens[min(group.last, len(page.tokens) - 1)].text[0].isalpha():
        return False
    return subject.first == tail(page, noun.last) or subject.first == noun.last


_STATES = frozenset({"be", "date", "appear", "film", "show"})


def _leads_to(page: Page, first: int, last: int) -> bool:
    """Whether what stands before a passive is its subject: nothing between acts itself, though relatives and places may stand there."""
    between = [page.tokens[i].lower for i in range(first, last)]
    if ";" in between:
        return False
    if {"which", "that"} & set(between) or len(between) <= 3:
        return True
    finite = any(page.verb_at[i].finite and not page.verb_at[i].passive for i in range(first, last) if i in page.verb_at)
    return not finite or "," in between


_QUALITIES = frozenset({"authenticity", "provenance", "origin", "date", "location", "source"})


def _object_pronoun(page: Page, group: VerbGroup, sentence: tuple[int, int]) -> bool:
    words = [token.lower for token in page.tokens[group.last : min(sentence[1], group.last + 12)]]
    if _TAKEN & set(words) and {"it", "they"} & set(words):
        return True  # "could not verify when it was filmed"
    if words[:1] in (["where"], ["when"]) and _TAKEN & set(words) and words[1:2] in (["both"], ["all"], ["each"]):
        return True  # "were able to verify where all three were taken"
    if words[:1] in (["whether"], ["if"], ["that"]) and words[1:2] in (["it"], ["they"]) and (_GENUINE | _SHOWS) & set(words[2:6]):
        return True
    if not words:
        return False
    if group.lemma in TRACING and words[0] in ("its", "their"):
        return True  # "we matched its roofline to …"
    if _quality_of_item(page, group.last, sentence[1]):
        return True
    return words[0] in ("it", "them", "this", "these") or (len(words) > 1 and words[0] in ("its", "their") and words[1] in _QUALITIES)


def _quality_of_item(page: Page, first: int, last: int) -> bool:
    """ "Confirmed the clip's authenticity": the possessive of an item before what was checked."""
    phrase = page.phrase_at.get(first)
    if phrase is None or phrase.last > last or page.tokens[phrase.head].lower not in _QUALITIES:
        return False
    owner = next((i for i in range(phrase.first, phrase.head) if page.classes[i] == "POS"), phrase.first)
    return any(noun_lemma(page.tokens[i].lower) in KINDS for i in range(phrase.first, owner))


def _reach(page: Page, group: VerbGroup, sentence: tuple[int, int]) -> int:
    """ "Neither could be verified", "we have verified none of them": how many items are taken up at once; 1 with no such word.

    "None of these totals" takes up what it names, not media.
    """
    behind = page.tokens[min(group.last, len(page.tokens) - 1)].lower
    if behind in _NONE and group.last < sentence[1]:
        return _NONE[behind] if _stands_alone(page, group.last, sentence[1]) else 1
    opening = next((i for i in range(group.first - 1, max(sentence[0], group.first - 4) - 1, -1) if page.tokens[i].lower in _NONE), None)
    if opening is None or not group.passive or not _stands_alone(page, opening, group.first):
        return 1
    return _NONE[page.tokens[opening].lower]


_ALL = 60
"""Items that "none" may take up."""
_NONE = {"neither": 2, "none": _ALL}


def _stands_alone(page: Page, index: int, end: int) -> bool:
    """Whether "none" or "neither" stands for items itself or with "of them", naming nothing."""
    at = index + 1
    if at + 1 < end and page.tokens[at].lower == "of":
        at += 2 if page.tokens[at + 1].lower in ("them", "these", "those", "which") else 0
    return at >= end or not (page.tokens[at].text[0].isalnum())


def _by_pronoun(page: Page, group: VerbGroup, sentence: tuple[int, int]) -> bool:
    """ "It could not be verified", "We could not date them": a pronoun for the item of this sentence or the one before."""
    if _object_pronoun(page, group, sentence):
        return True
    subject = subject_of(page, group)
    if subject is not None and group.lemma == "date" and _dates_itself(page, group):
        return True
    if subject is None or not group.passive:
        return False
    named = page.words(subject.first, subject.last).lower().split()
    if {"authenticity", "provenance"} & set(named):
        return not _of_something_else(page, subject.last, group.first)
    return subject.pronoun and named[0] in ("it", "they", "this", "these", "which")


def _of_something_else(page: Page, first: int, last: int) -> bool:
    """ "The authenticity of the letter": of what is no pronoun."""
    if first + 1 >= last or page.tokens[first].lower != "of":
        return False
    return page.tokens[first + 1].lower not in ("it", "them", "these", "this", "those", "both", *_NONE)


def _clause(page: Page, group: VerbGroup, sentence: tuple[int, int]) -> Span:
    """The clause of a check: from the mark or relative before its verb to the next mark."""
    first, last = group.first, group.last
    while first > sentence[0] and page.tokens[first - 1].text not in (",", ";", ":", "–", "—", "(", "“", '"'):
        first -= 1
    while first < group.first and page.tokens[first].lower in ("while", "but", "although", "though", "and", "however", "as", "because"):
        first += 1
    while last < sentence[1] and page.tokens[last].text not in (",", ";", ".", ":", "–", "—", ")", "”", '"'):
        last += 1
    return page.span(first, last)


def _adjectives(page: Page, number: int, here: Sequence[MediaNoun]) -> Iterable[Check]:
    """ "Unverified footage", "a fake video"."""
    for noun in here:
        for index in range(noun.first, noun.head):
            word = page.tokens[index].lower
            if word in ("unverified", "unconfirmed"):
                yield Check("not verified", None, page.span(index, index + 1), number, index, noun)
            elif word in ("verified", "geolocated", "authenticated"):
                yield Check("verified", None, page.span(index, index + 1), number, index, noun)
            elif word in _FALSE - {"old", "older", "archive", "false"}:
                yield Check("refuted", None, page.span(index, index + 1), number, index, noun)
