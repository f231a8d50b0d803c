"""Clause parts round a media noun: its tail, the verb it is object or subject of, and who acts."""

from onrecord.reading.media.nouns import KINDS
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup
from onrecord.reading.words import noun_lemma

RELEASING = frozenset(
    "release publish post share broadcast air issue distribute upload send give circulate provide leak tweet show "
    "supply present disseminate display unveil submit hand screen transmit email forward put".split()
)
"""What is done to make media public or hand it on; "put" only with "out", "online" or "on social media" (``hands_on``)."""
TAKING = frozenset({"take", "film", "shoot", "record", "capture", "photograph"})
SPREADING = frozenset({"circulate", "spread", "see", "view", "appear", "share", "emerge", "surface", "watch", "go", "do", "pass"})
SHOWING = frozenset({"show", "depict", "capture", "portray", "document", "reveal", "feature", "contain"})
_SHOW_FORMS = frozenset({"show", "shows", "showed", "depict", "depicts", "depicted"})
_STOPS = frozenset({",", ";", ".", ":", "!", "?", "–", "—", ")", "”", '"'})
_PARTICIPLES = frozenset({"circulate", "spread", "see", "view", "watch", "analyse", "analyze", "obtain", "review", "verify"})
_SAID = frozenset(
    "said believed alleged thought purported reported reportedly released taken filmed posted passed aired supplied sent shared".split()
)
_PASSED_ON = frozenset({"pass", "do", "go", "make"})
"""Of media: "passed round", "doing the rounds"."""
_SEEMING = frozenset("appear purport seem claim say believe allege think insist maintain assert".split())


def tail(page: Page, last: int) -> int:
    """Past-the-last token of a media phrase with what belongs to it: "of …", a participle with its phrases, a relative clause."""
    end_of_sentence = page.sentence_of(last - 1)[1]
    end = _of_phrase(page, last, end_of_sentence)
    if end + 1 < end_of_sentence and page.tokens[end].lower in _ADVERBS and _participle_at(page, end + 1):
        end += 1
    group = page.verb_at.get(end)
    word = page.tokens[end].lower if end < end_of_sentence else ""
    if group is not None and group.first == end and is_participle(group) and word not in _SHOW_FORMS:
        return _to_stop(page, group.last, end_of_sentence)
    if word in ("that", "which") and end + 1 < end_of_sentence:
        if _only_hedges(page, end + 1, end_of_sentence):
            return end
        return _to_stop(page, end + 1, end_of_sentence)
    if word == "," and end + 2 < end_of_sentence and page.tokens[end + 1].lower in _SAID and page.tokens[end + 2].lower in ("by", "to"):
        return _to_stop(page, end + 2, end_of_sentence)
    return end


def _only_hedges(page: Page, index: int, end: int) -> bool:
    """ "… that it said showed X", "which, the army claimed, was X": what is shown stands behind; the relative describes nothing."""
    at = index + 1 if page.tokens[index].text == "," else index
    phrase = page.phrase_at.get(at)
    group = page.verb_at.get(phrase.last) if phrase is not None else page.verb_at.get(at)
    if group is None or group.lemma not in _SEEMING - {"appear", "purport", "seem"} or group.passive:
        return False
    at = group.last + 1 if group.last < end and page.tokens[group.last].text == "," else group.last
    following = page.verb_at.get(at)
    return following is not None or (at < end and page.tokens[at].lower in _SHOW_FORMS)


_ADVERBS = frozenset(
    "now still widely currently since first later recently apparently already then also purportedly allegedly reportedly supposedly".split()
)


def _participle_at(page: Page, index: int) -> bool:
    group = page.verb_at.get(index)
    return group is not None and group.first == index and is_participle(group)


def hands_on(page: Page, group: VerbGroup) -> bool:
    """Whether a verb makes media public or hands it on."""
    if group.lemma == "put":
        return bool({"out", "online"} & {token.lower for token in page.tokens[group.last : group.last + 5]}) or _put_on_air(page, group)
    return group.lemma in RELEASING or passed_to(page, group) or (group.lemma == "carry" and _by_outlet(page, group))


def passed_to(page: Page, group: VerbGroup) -> bool:
    """ "Passed to us by a deserter": handed to somebody, not passed round."""
    return group.lemma == "pass" and group.last < len(page.tokens) and page.tokens[group.last].lower in ("to", "on")


def _by_outlet(page: Page, group: VerbGroup) -> bool:
    """ "A website carried photographs": whoever else carries them may hold them up."""
    subject = subject_of(page, group) if not group.passive else None
    return subject is not None and page.tokens[subject.head].lower in AIRING | {
        "newspaper",
        "newspapers",
        "magazine",
        "station",
        "bulletin",
    }


AIRING = frozenset("media television tv radio channel channels networks account accounts website page".split())
"""Last words of what images are put on or seen on."""
_AIRING_REACH = 12


def _put_on_air(page: Page, group: VerbGroup) -> bool:
    """ "has put two photographs on social media": before a comma and the next verb."""
    end = min(page.sentence_of(group.first)[1], group.last + _AIRING_REACH)
    for at in range(group.last, end):
        if page.tokens[at].text in (",", ";") or page.verb_at.get(at) is not None:
            return False
        phrase = page.phrase_at.get(at + 1) if page.tokens[at].lower == "on" else None
        if phrase is not None:
            return page.tokens[phrase.last - 1].lower in AIRING
    return False


def is_participle(group: VerbGroup) -> bool:
    """A bare participle behind a noun: a media noun is never the doer of what is done to media."""
    if group.lemma == "go" and group.finite:
        return False  # "the pictures went to the court"
    return group.last - group.first == 1 and (not group.finite or group.lemma in RELEASING | TAKING | _PARTICIPLES | _PASSED_ON)


_JOINING = frozenset({"and", "of", "in", "at", "from", "or"})


def _shared(page: Page, index: int) -> bool:
    """Whether "with" behind a token may name those whom something was shared with."""
    first = page.sentence_of(index)[0]
    return any(page.verb_at[i].lemma == "share" for i in range(first, index) if i in page.verb_at)


def _of_phrase(page: Page, index: int, end: int) -> int:
    if index + 1 >= end or page.tokens[index].lower not in ("of", "from"):
        return index
    if index + 3 < end and page.classes[index + 1] == "DT" and page.tokens[index + 2].text in ('"', "“"):
        closing = next((i for i in range(index + 3, min(end, index + 12)) if page.tokens[i].text in ('"', "”")), None)
        return closing + 1 if closing is not None else index  # "a picture of a “captured officer”"
    phrase = page.phrase_at.get(_past_hedge(page, index + 1, end))
    if phrase is None:
        return index
    at = phrase.last
    joining = _JOINING if _shared(page, index) else _JOINING | {"with"}
    while at + 1 < end and page.tokens[at].lower in joining and (following := page.phrase_at.get(at + 1)) is not None:
        if page.tokens[at].lower in ("and", "or") and noun_lemma(page.tokens[following.head].lower) in KINDS:
            break  # "photographs of a bridge and a clip of soldiers" are two items
        if page.verb_at.get(following.last) is not None and page.verb_at[following.last].finite and page.tokens[at].lower in ("and", "or"):
            break
        at = following.last
    # "a picture of bodies wrapped in blankets"
    group = page.verb_at.get(at)
    if (
        group is not None
        and not group.finite
        and group.first == at
        and not group.infinitive
        and group.lemma not in RELEASING | SPREADING | TAKING
    ):
        at = _to_stop(page, group.last, end)
    return at


_HEDGES = frozenset({"was", "were", "is", "are", "be", "called", "calls", "as", "termed"})


def _past_hedge(page: Page, index: int, end: int) -> int:
    """Past "what it called" and "what the army said was": to what somebody says is shown; the index itself without such words."""
    if index >= end or page.tokens[index].lower != "what":
        return index
    at = next((i for i in range(index + 1, min(end, index + 8)) if page.tokens[i].lower in _HEDGES), None)
    return at + 1 if at is not None and at + 1 < end else index


def _to_stop(page: Page, index: int, end: int) -> int:
    """On to the next mark or finite verb of the main clause."""
    at = index
    while at < end and page.tokens[at].text not in _STOPS:
        if at > index and page.tokens[at].lower in _SHOW_FORMS and _shown_behind(page, at):
            break  # "… going round on Telegram show smoke", whatever class the verb was given
        if at > index and page.tokens[at].lower in ("date", "dates") and page.tokens[min(at + 1, end - 1)].lower in ("from", "back"):
            break  # "… shared beside them | date from 2021", which the words alone make a noun
        if at > index and page.tokens[at].lower == "by" and at + 1 < end and page.classes[at + 1] == "VBG":
            break  # "verified a video showing a pier | by comparing …"
        group = page.verb_at.get(at)
        if (
            group is not None
            and at > index
            and group.finite
            and group.first == at
            and page.tokens[at - 1].lower not in ("that", "which", "who", "and", "what")
        ):
            before = page.phrase_at.get(at - 1)
            if before is None or page.tokens[before.first - 1].lower not in ("that", "which", "where", "when", "as", "after", "before"):
                break
        at += 1
    return at


def _shown_behind(page: Page, index: int) -> bool:
    """Whether a form of "show" is the verb of the item: behind a noun, or behind an adjective with something to show after it."""
    if page.classes[index - 1] in ("NN", "NNP", "NNS", "RB"):
        return True
    return page.classes[index - 1] == "JJ" and not _names_show(page, index)


def depicted(page: Page, last: int, end: int) -> tuple[int, int] | None:
    """Token range of what media show: the "of" phrase, or the object of "show" in the same clause.

    Args:
        page: the text.
        last: past the media noun.
        end: past its whole phrase (``tail``).
    """
    sentence_end = page.sentence_of(last - 1)[1]
    if last + 1 < sentence_end and page.tokens[last].lower == "of":
        stop = _of_phrase(page, last, sentence_end)
        if stop > last + 1 and not _taken_by(page, last + 1):
            return _past_hedge(page, last + 1, stop), stop
    at = last
    limit = min(sentence_end, max(end, last) + 20)
    while at < limit:
        if page.tokens[at].lower == "in" and page.tokens[min(at + 1, limit - 1)].lower == "which" and at <= max(end, last) + 1:
            return _object_range(page, at + 2, sentence_end)  # "a clip …, in which a boat turns away"
        if (
            at >= end
            and page.tokens[at].text == ","
            and at + 1 < limit
            and page.tokens[at + 1].lower in ("which", "who", "whose", "released", "posted")
        ):
            at = _past_insertion(page, at + 1, sentence_end)  # "Pictures it aired, which nobody could check, showed …"
            continue
        group = page.verb_at.get(at)
        if page.tokens[at].lower in _SHOW_FORMS or (
            group is not None and group.lemma in SHOWING and not group.passive and not group.negated
        ):
            shown = _object_range(page, group.last if group is not None else at + 1, sentence_end)
            inside = shown is not None and group is not None and not group.finite and group.last < end
            return (shown[0], min(shown[1], end)) if shown is not None and inside and shown[0] < end else shown
        if group is None:
            at += 1
            continue
        if group.finite and group.lemma not in _SEEMING | SPREADING | RELEASING | TAKING and at >= end:
            return None
        at = group.last
    return None


def _taken_by(page: Page, index: int) -> bool:
    """ "The pictures of our own camera": what took them, not what they show."""
    phrase = page.phrase_at.get(index)
    owned = phrase is not None and page.tokens[phrase.first].lower in ("our", "their", "its", "his", "her")
    return phrase is not None and owned and page.tokens[phrase.head].lower in ("camera", "cameras", "drone", "drones", "phone", "cameramen")


def _past_insertion(page: Page, index: int, end: int) -> int:
    """Past the clause between two commas that begins at a token."""
    at = index
    while at < end and page.tokens[at].text != ",":
        at += 1
    return at + 1


def _object_range(page: Page, first: int, end: int) -> tuple[int, int] | None:
    """What is shown: from behind the verb to the next mark; "what it said was" before it is no part of it."""
    start = first
    while start < end and page.tokens[start].lower in ("that", "how"):
        start += 1
    past = _past_hedge(page, start, end)
    start = past if past > start else start + (start < end and page.tokens[start].lower == "what")
    stop = start
    while stop < end and page.tokens[stop].text not in _STOPS - {'"', "”", ")"}:
        stop += 1
    return (start, stop) if stop > start else None


def subject_of(page: Page, group: VerbGroup) -> NounPhrase | None:
    """The noun phrase that stands as subject before a verb group: the nearest one that no preposition governs."""
    first, _ = page.sentence_of(group.first)
    at = group.first - 1
    if at >= first and page.tokens[at].lower in ("and", "then", "but"):  # a second verb has the first one's subject
        earlier = next((g for i in range(at - 1, first - 1, -1) if (g := page.verb_at.get(i)) is not None and g.finite), None)
        if earlier is not None and (subject := subject_of(page, earlier)) is not None:
            return subject
        return next((p for i in range(first, group.first) if (p := page.phrase_at.get(i)) is not None and not _governed(page, p)), None)
    while at >= first:
        phrase = page.phrase_at.get(at)
        if phrase is None:
            if page.tokens[at].text in (";", "“", '"'):
                return None
            at -= 1
            continue
        if not _governed(page, phrase):
            return phrase
        at = phrase.first - 1
    return None


def _governed(page: Page, phrase: NounPhrase) -> bool:
    return (
        phrase.first > 0
        and page.classes[phrase.first - 1] == "IN"
        and page.tokens[phrase.first - 1].lower
        not in ("that", "while", "as", "because", "after", "when", "if", "whether", "though", "although")
    )


def object_verb(page: Page, first: int) -> VerbGroup | None:
    """The verb group whose object begins at a token: right before it, a recipient of a few words between them allowed."""
    begin, _ = page.sentence_of(first)
    if first > begin and page.tokens[first - 1].lower in _HEDGES:  # "released what it said was | a recording"
        first = next((i for i in range(first - 2, max(begin, first - 9), -1) if page.tokens[i].lower == "what"), first)
    at = first - 1
    while at >= begin and first - at <= 6:
        group = page.verb_at.get(at)
        if group is not None:
            return group
        if page.classes[at] in ("IN", "CC", "PU") and not _names_platform(page, at, first):
            return None
        at -= 1
    return None


def _names_platform(page: Page, index: int, first: int) -> bool:
    """ "Shared on X | three images": a platform between a verb and its object."""
    if page.tokens[index].lower not in ("on", "via"):
        return False
    named = page.tokens[index + 1 : first]
    return bool(named) and all(token.text[0].isupper() for token in named) | (named[-1].lower in AIRING)


_SHOW_NOUNS = frozenset({"show", "shows", "depict", "depicts"})


def _names_show(page: Page, index: int) -> bool:
    """ "The Osk Show", "a talk show on Monday": nothing behind it that could be shown."""
    following = page.classes[index + 1] if index + 1 < len(page.tokens) else ""
    return page.tokens[index].text[0].isupper() or following not in ("DT", "CD", "NN", "NNS", "NNP", "JJ", "PRP$", "VBG")


def whole_phrase(page: Page, first: int, end: int) -> tuple[int, int]:
    """A noun phrase at a token with the "of" phrases behind it, within a limit."""
    phrase = page.phrase_at.get(first)
    if phrase is None:
        return first, min(first + 1, end)
    shows = next(
        (i for i in range(phrase.first + 1, phrase.last) if page.tokens[i].lower in _SHOW_NOUNS and not _names_show(page, i)), None
    )
    if shows is not None:  # "by a nurse | show children"
        return phrase.first, min(shows, end)
    at = phrase.last
    while at + 1 < end and page.tokens[at].lower == "of" and (following := page.phrase_at.get(at + 1)) is not None:
        at = following.last
    return phrase.first, min(at, end)
