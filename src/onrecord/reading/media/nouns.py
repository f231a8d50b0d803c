"""The nouns that name images, videos and recordings, and the uses of them that do not."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.media.credit_lines import is_credit
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase
from onrecord.reading.words import noun_lemma
from onrecord.records.vocabulary import MediaKind

KINDS: dict[str, MediaKind] = {
    **dict.fromkeys("image picture photo photograph imagery screenshot snapshot still selfie photography pic screengrab".split(), "image"),
    **dict.fromkeys("video footage clip film livestream cctv videotape recording reel dashcam bodycam vlog".split(), "video"),
    **dict.fromkeys("audio audiotape voicemail tape voice-note".split(), "audio"),
}
"""Singular nouns → kind of media."""

_MOVING = frozenset(
    {
        "cctv",
        "video",
        "drone",
        "dashcam",
        "bodycam",
        "moving",
        "television",
        "tv",
        "helmet-camera",
        "surveillance",
        "security-camera",
        "thermal",
    }
)
_SOUND = frozenset({"audio", "voice", "phone", "telephone", "radio", "sound", "call", "intercepted"})
_COMPOUND_HEADS = frozenset(
    "call calls conference conferences link game games message messages messaging camera cameras opportunity editor "
    "agency album op address statement speech app platform portal store service industry shop festival crew director "
    "maker makers star stars".split()
)
"""Nouns before which "video", "photo" or "film" only modify. A video message or statement is a recording all the same."""
_STILL_MEDIA = frozenset({"message", "messages", "statement", "address", "speech"})
_FIGURATIVE = frozenset(
    "clear clearer full fuller complete bleak big bigger mixed wider broader different rosy rosier similar public "
    "international tarnished overall gloomy accurate alarming whole better own national partial confusing grimmer "
    "brighter patchy clean mirror self".split()
)
_FIGURATIVE_VERBS = frozenset(
    "paint emerge build form gain project tarnish damage improve repair polish burnish cultivate restore draw conjure "
    "present get give offer".split()
)
_QUOTE_MARKS = frozenset({'"', "“", "‘", "'", "«"})
_ANAPHORIC = frozenset({"the", "these", "this", "those", "that", "both", "same", "its", "their", "his", "her", "such"})


class MediaNoun(NamedTuple):
    """A noun phrase whose head names media; token indices, end exclusive."""

    first: int
    last: int
    head: int
    kind: MediaKind
    plural: bool
    definite: bool
    """True with "the", "these", "its", "each", "neither" …: it may take up an earlier mention."""
    heard: bool = False
    """True for words that name sound as well as images ("the recording")."""
    word: str = ""
    """The media word in the singular."""
    several: int = 1
    """How many items it may take up: 2 for "both clips" and "neither clip", more for "each clip" and "all three clips"."""


def media_nouns(page: Page) -> tuple[MediaNoun, ...]:
    """Every noun phrase of a page that names media, in text order."""
    nouns: list[MediaNoun] = []
    films = False  # whether a film was handed on before, so that "the film" takes it up
    for phrase in page.noun_phrases:
        found = _media_noun(page, phrase, films=films)
        if found is not None:
            films = films or page.tokens[found.head].lower == "film"
            nouns.append(found)
    return tuple(nouns)


def _media_noun(page: Page, phrase: NounPhrase, *, films: bool) -> MediaNoun | None:
    tokens = page.tokens
    for index in range(phrase.first, phrase.last):
        lemma = noun_lemma(tokens[index].lower)
        kind = KINDS.get(lemma) or ("audio" if lemma == "note" and index > phrase.first and tokens[index - 1].lower == "voice" else None)
        if kind is None or page.classes[index] in ("VB", "VBD", "VBZ", "VBP"):
            continue
        head = index
        if lemma in ("cctv", "audio", "video") and index + 1 < len(tokens) and noun_lemma(tokens[index + 1].lower) in KINDS:
            head = index + 1  # "CCTV pictures", "audio recording", whichever class the second was given
        elif index != phrase.head:
            following = tokens[index + 1].lower
            if following in _STILL_MEDIA and lemma in ("video", "audio"):
                head = index + 1
            elif noun_lemma(following) in KINDS:  # "CCTV pictures", "video clip"
                continue
            elif dates_from(page, index):
                head = index
            else:
                return None
        before = {token.lower for token in tokens[phrase.first : head]}
        taken_up = films and lemma == "film" and tokens[phrase.first].lower in _ANAPHORIC
        if (
            (not taken_up and _figurative(page, phrase, head, lemma, before))
            or _denied(page, phrase)
            or is_credit(page, phrase.first, head)
        ):
            return None
        heard = lemma == "recording" and not before & _MOVING and _of_sound(page, head)
        if heard or (before & (_SOUND - {"phone"} if lemma == "clip" else _SOUND) and lemma in ("recording", "message", "tape", "clip")):
            kind = "audio"
        elif before & _MOVING and lemma in ("picture", "image", "recording") and "satellite" not in before:
            kind = "video"
        opening = tokens[phrase.first].lower
        first = _without_verb(page, _past_recipient(page, phrase.first, head), head)
        several = _several(page, phrase, head)
        definite = (
            opening in _ANAPHORIC
            or opening in _TAKING_UP
            or (opening == "all" and head - phrase.first > 1)
            or "same" in before
            or _possessive(page, phrase, head)
        )
        plural = tokens[head].lower.endswith("s") or lemma in ("imagery", "footage", "cctv", "photography")
        return MediaNoun(first, head + 1, head, kind, plural, definite, lemma in ("recording", "tape"), lemma, several)
    return None


ALL = 60
"""Items that "each" or "all" may take up."""
_TAKING_UP = {"both": 2, "either": 2, "neither": 2, "each": ALL, "every": ALL}
_COUNTED = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _several(page: Page, phrase: NounPhrase, head: int) -> int:
    """ "Both clips", "each of the clips", "the two clips", "all three clips": how many items are taken up at once."""
    opening = page.tokens[phrase.first].lower
    if phrase.first > 1 and page.tokens[phrase.first - 1].lower == "of" and opening in _ANAPHORIC:
        opening = page.tokens[phrase.first - 2].lower
    if opening in _TAKING_UP:
        return _TAKING_UP[opening]
    if opening in ("all", "none") and head - phrase.first >= 1:
        return ALL
    number = next((_COUNTED[w] for i in range(phrase.first + 1, head) if (w := page.tokens[i].lower) in _COUNTED), 1)
    return number if opening in _ANAPHORIC else 1


def _of_sound(page: Page, head: int) -> bool:
    """ "A recording of a radio exchange": what it holds is heard."""
    if head + 2 >= len(page.tokens) or page.tokens[head + 1].lower != "of":
        return False
    phrase = page.phrase_at.get(head + 2)
    return phrase is not None and any(noun_lemma(page.tokens[i].lower) in _HEARD for i in range(phrase.first, phrase.last))


def _heard_in(page: Page, head: int) -> bool:
    """ "A tape in which an officer can be heard giving the order"."""
    end = min(page.sentence_of(head)[1], head + 14)
    return [token.lower for token in page.tokens[head + 1 : head + 3]] in (["in", "which"], ["on", "which"]) and any(
        page.tokens[i].lower in ("heard", "hear") for i in range(head + 3, end)
    )


_HEARD = frozenset("radio telephone phone call conversation voice exchange intercept speech sermon song shout".split())
_GIVING = frozenset({"show", "give", "send", "hand", "offer"})


def _past_recipient(page: Page, first: int, head: int) -> int:
    """ "Showed foreign diplomats | satellite images": past a plural between a verb of giving and the item."""
    if first > 1 and page.tokens[first - 1].lower == "on" and page.verb_at.get(first - 2) is not None:  # "shared on X | three images"
        return next((i for i in range(first + 1, head) if page.classes[i] in ("CD", "DT")), first)
    group = page.verb_at.get(first - 1)
    if group is None or group.lemma not in _GIVING:
        return first
    return next((i + 1 for i in range(first, head) if page.classes[i] == "NNS"), first)


def _without_verb(page: Page, first: int, head: int) -> int:
    """A participle that belongs to "have" or "be" before it is no part of the phrase ("has released | graphic images")."""
    group = page.verb_at.get(first)
    if first < head and group is not None and page.classes[first] in ("VBN", "VBD", "VBG") and group.last <= head:
        return group.last
    if head - 1 > first and page.classes[head - 1] == "NNS" and page.tokens[head].lower.endswith("s"):
        return head  # "showed journalists | photographs"
    if head - 1 == first and page.classes[first] == "NNS" and page.verb_at.get(first - 1) is not None:
        return head
    had = page.verb_at.get(first - 1)
    if first < head and page.classes[first] == "VBN" and had is not None and had.lemma in ("have", "be"):
        return first + 1
    return first


def _possessive(page: Page, phrase: NounPhrase, head: int) -> bool:
    return any(page.classes[index] == "POS" for index in range(phrase.first, head))


def _figurative(page: Page, phrase: NounPhrase, head: int, lemma: str, before: set[str]) -> bool:
    """ "A picture of calm", "the army's image", "the full picture", "an image of the army as": no media.

    Only the singular of "image" and "picture" is used so; a video, a clip or photographs always are media.
    """
    tokens = page.tokens
    if lemma in ("tape", "reel"):
        return not before & {"audio", "video", "recorded", "secret", "leaked"} and not _heard_in(page, head)
    if lemma == "still":
        return page.classes[head] not in ("NN", "NNS") or tokens[head].lower == "still"
    if lemma == "film":
        return not before & {"shaky", "amateur", "grainy", "leaked", "phone", "mobile"} and not _film_handed_on(page, phrase, head)
    if head + 1 < len(tokens) and tokens[head + 1].lower in _COMPOUND_HEADS:
        return True
    if lemma not in ("picture", "image") or tokens[head].lower.endswith("s"):
        return False
    following = {token.lower for token in tokens[head + 1 : head + 4]}
    if (
        before & _FIGURATIVE
        or (following & _FIGURATIVE and following & {"is", "was", "remains", "looks", "seems"})
        or (before & {"its", "their", "his", "her", "'s"} and (head + 1 >= len(tokens) or tokens[head + 1].lower != "of"))
    ):
        return True
    group = page.verb_at.get(phrase.first - 1)
    if group is not None and group.lemma in _FIGURATIVE_VERBS and not before & {"satellite", "disturbing", "graphic"}:
        return group.lemma not in ("present", "give", "get", "offer") or not _thing_shown(page, head)
    if head + 1 < len(tokens) and tokens[head + 1].lower == "of":
        return not _thing_shown(page, head)
    return False


def _denied(page: Page, phrase: NounPhrase) -> bool:
    """ "We print no photographs", "never showed any footage", "without a picture": there is nothing to mention."""
    opening, before = page.tokens[phrase.first].lower, page.tokens[phrase.first - 1].lower if phrase.first else ""
    if opening == "no" or (before in ("without", "no") and opening not in _ANAPHORIC):
        return True
    group = page.verb_at.get(phrase.first - 1)
    return opening == "any" and group is not None and group.negated and group.lemma not in _CHECKED


_CHECKED = frozenset({"verify", "authenticate", "confirm", "geolocate", "check", "date", "locate", "place"})
""" "Could not verify any footage" speaks of footage that is there."""


def dates_from(page: Page, head: int) -> bool:
    """ "All the pictures date from …": the verb, whichever class it was given."""
    words = [token.lower for token in page.tokens[head + 1 : head + 3]]
    return len(words) == 2 and words[0] in ("date", "dates") and words[1] in ("from", "back")


def _film_handed_on(page: Page, phrase: NounPhrase, head: int) -> bool:
    """ "A film put out by the army", "there is film from a miner's phone": what is released or taken, not what is screened."""
    group = page.verb_at.get(phrase.first - 1)
    if group is not None and group.lemma in _HANDING_ON:
        return True  # "uploaded a nine-minute film"
    if head + 2 >= len(page.tokens):
        return False
    words = [token.lower for token in page.tokens[head + 1 : head + 9]]
    if words[0] in _HANDED_ON or words[:2] in (["put", "out"], ["put", "online"], ["going", "round"], ["doing", "the"]):
        return True
    if words[0] in ("from", "on") and {"phone", "phones", "camera", "cameras", "dashcam", "drone", "bodycam"} & set(words):
        return True
    return phrase.first == head and words[0] in ("of", "showing", "which", "that")  # "film of the raid", not "a film of his life"


_HANDING_ON = frozenset({"upload", "post", "leak", "circulate", "share", "tweet", "obtain"})
_HANDED_ON = frozenset("posted released uploaded shared circulating aired broadcast shot purporting recorded distributed obtained".split())


def _thing_shown(page: Page, head: int) -> bool:
    """Whether an "of" complement can be seen: it has an article, number, adjective or plural, and no "as" behind it."""
    if head + 2 >= len(page.tokens) or page.tokens[head + 1].lower != "of":
        return False
    at = head + 2
    if at + 1 < len(page.tokens) and page.classes[at] == "DT" and page.tokens[at + 1].text in _QUOTE_MARKS:
        return True  # "a picture of a “captured officer”"
    shown = page.phrase_at.get(at)
    if shown is None:
        return False
    if shown.last + 1 < len(page.tokens) and page.tokens[shown.last].lower == "as":
        return page.tokens[shown.last + 1].lower in ("if", "though")
    return shown.last - shown.first > 1 or page.classes[shown.head] in ("NNS", "NNP") or shown.pronoun


def is_title(page: Page, noun: MediaNoun, body_from: int) -> bool:
    """Whether a noun stands above the running text."""
    return noun.first < body_from and page.paragraph_numbers[noun.first] < page.paragraph_numbers[min(body_from, len(page.tokens) - 1)]


def kind_of(kind: MediaKind, depicts: str | None, *, broadcast: bool) -> MediaKind:
    """Images that were broadcast are moving images."""
    return "video" if kind == "image" and broadcast and depicts is not None else kind


def agrees(noun: MediaNoun, earlier: Sequence[MediaNoun]) -> MediaNoun | None:
    """The latest earlier mention that a definite one takes up: same kind, and the same number if there is one."""
    same = [other for other in earlier if other.kind == noun.kind]
    if not same and noun.word in ("image", "picture"):
        same = [other for other in earlier if other.word == noun.word]  # "drone images … the images"
    if noun.kind == "video" and noun.heard and earlier and earlier[-1].kind == "audio":
        return earlier[-1]  # "an audio message … the recording"
    alike = [other for other in same if other.plural == noun.plural]
    return alike[-1] if alike else same[-1] if same else None
