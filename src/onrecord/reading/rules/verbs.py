"""Cues that are active verbs."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.complements import Complement, complement_of
from onrecord.reading.rules.contents import content_end, phrase_content_end
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.fronts import (
    content_after_comma,
    content_goes_on,
    divided_content,
    front_content,
    inverted_speaker,
    quotation_first,
    quoted_content,
    rest_behind,
)
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite
from onrecord.reading.rules.lexicon import cue_verbs
from onrecord.reading.rules.relatives import answered_content, gap_content
from onrecord.reading.rules.sharing import chained_source, is_coordinated, misread_past, participle_source, shared_source
from onrecord.reading.rules.sources import Source, is_channel
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma

_FRAME_NAMES = {
    "q": "quotation", "c": "clause", "d": "clause", "t": "infinitive", "g": "gerund", "n": "noun", "o": "object-infinitive",
    "a": "naming", "f": "accusing", "p": "preposition",
}  # fmt: skip

_SHOWING = frozenset({"show", "prove"})
"""What documents do; images are never sources, so with these verbs only documents and data are."""

_IMAGES = frozenset({"clip", "footage", "image", "photo", "photograph", "picture", "video"})
_DATA = frozenset(
    "analysis assessment audit data document estimate evidence figure finding index inquiry investigation list log number poll record "
    "register report research result statistic study survey tally test".split()
)

_COUNTING = frozenset({"count", "record", "list", "register", "document", "log", "tally"})
"""What bodies and registers do when they report; of a person it tells a deed ("she had counted the graves")."""

_ADDING = frozenset({"bring", "raise"})

_NOBODY = frozenset({"nobody", "none", "neither"})

_CHECKING = frozenset({"verify", "confirm", "check", "establish", "determine", "ascertain", "say", "comment", "trace"})
"""Verbs that with "could not" tell what was not done, which is no statement."""
_UNESTABLISHED = frozenset({"ascertain", "determine", "establish"})
"""Verbs that with any negation tell what was not found out ("did not establish that")."""
_UNDONE = frozenset(
    {
        "call",
        "check",
        "confirm",
        "describe",
        "disclose",
        "elaborate",
        "examine",
        "explain",
        "label",
        "mention",
        "reveal",
        "say",
        "specify",
        "state",
        "verify",
    }
)
"""Verbs that with any negation tell what was left unsaid or unchecked; "call for" and "call on" among them."""
_NOTHING = frozenset({"neither", "none", "nothing"})

_KEEPING_SILENT = frozenset({"answer", "comment", "reply", "respond"})
"""With a negation nothing was said: "did not respond to calls"."""


def find_verb_cues(unit: Unit) -> list[Found]:
    """Every attribution of a unit whose cue is an active verb."""
    table = cue_verbs()
    found: list[Found] = []
    sources: dict[int, Source] = {}
    for index, item in enumerate(unit.items):
        if item.kind != VERB or item.group is None or item.group.passive:
            continue
        frames = table.get(item.lemma)
        if frames and (one := _read_cue(unit, index, frames, sources)) is not None:
            found.append(one)
    return found


_NESTED = frozenset("accuse admit announce assure claim confirm deny order promise say state swear tell warn".split())


def find_nested_cues(unit: Unit) -> list[Found]:
    """Statements told inside a quotation ("The commander assured me that …"): only plain speech of somebody named."""
    found: list[Found] = []
    for one in find_verb_cues(unit):
        head = unit.page.classes[one.source[0][0]]
        opens = unit.page.tokens[one.content[0][0]].lower if one.content else ""
        if one.lemma in _NESTED and head != "PRP" and len(one.source) == 1 and (opens == "that" or one.lemma in ("accuse", "deny")):
            found.append(one)
    return found


def _read_cue(unit: Unit, index: int, frames: frozenset[str], sources: dict[int, Source]) -> Found | None:
    subject, pattern, first = _subject(unit, index, frames, sources)
    if pattern == "coordinated-verb" and unit.items[index - 1].lower == "," and _ends_after_speaker(unit, index):
        subject = None  # "Two were killed, said the hospital"
    if subject is None:
        return _speaker_behind(unit, index, frames, sources)
    if _is_no_speaker(unit, index, subject):
        return None
    complement = complement_of(unit, index, frames)
    finite = pattern in ("subject-verb", "coordinated-verb", "chained-verb")
    last = unit.items[index].last
    found: Found | None = None
    if finite and "q" in frames and (early := quotation_first(unit, subject, index, complement)):
        found = _found(unit, index, subject, (first, last), content=early, pattern="quotation-first", frame="q")
    elif "q" in frames and _announces(unit, index, complement):
        found = _found(unit, index, subject, (first, unit.items[-1].last), content=(), pattern="colon-before-paragraph", frame="q")
    elif complement.loose and (content := front_content(unit, subject)):
        found = _found(unit, index, subject, (first, last), content=content, pattern="content-first", frame="front")
    elif complement.frame:
        found = _with_complement(unit, index, subject, first, complement=complement, pattern=pattern)
    elif finite and (answered := answered_content(unit, index, subject)):
        if index + 1 < len(unit.items) and f"r:{unit.items[index + 1].lower}" in frames:
            last = unit.items[index + 1].last  # "an accusation it waves away"
        found = _found(unit, index, subject, (first, last), content=answered, pattern="answer", frame="n")
    elif finite:
        found = _with_front(unit, index, subject, (first, last), frames=frames, pattern=pattern)
    if found is not None or complement.frame:
        sources[index] = subject
    return found


def _subject(unit: Unit, index: int, frames: frozenset[str], sources: dict[int, Source]) -> tuple[Source | None, str, int]:
    """The source of an active verb, how it was found, and the first token of the cue."""
    item = unit.items[index]
    group = item.group
    if group is None:
        return None, "", item.first
    if group.infinitive:
        chained = chained_source(unit, index)
        return (chained[0], "chained-verb", chained[1]) if chained is not None else (None, "", item.first)
    if group.finite:
        subject = subject_of(unit, index)
        if subject is None and is_coordinated(unit, index):
            return shared_source(unit, index, sources), "coordinated-verb", item.first
        return subject, "subject-verb", item.first
    if item.tag == "VBN" and group.last - group.first == 1:
        return misread_past(unit, index, frames), "subject-verb", item.first
    if item.tag == "VBG":
        return (*participle_source(unit, index, sources), item.first)
    return None, "", item.first


def _ends_after_speaker(unit: Unit, index: int) -> bool:
    """Nothing but a noun phrase follows the verb up to the next comma or the end: it is who speaks."""
    items = unit.items
    speaker = source_after(unit, index + 1, len(items))
    if speaker is None or items[index + 1].tag == "PRP":
        return False
    after = skip_adverbials(unit, speaker.last)
    return after >= len(items) or (items[after].kind == WORD and items[after].lower in (".", ",", ";"))


def _speaker_behind(unit: Unit, index: int, frames: frozenset[str], sources: dict[int, Source]) -> Found | None:
    item = unit.items[index]
    group = item.group
    if group is None or group.infinitive or item.tag == "VBG" or not (group.finite or index == unit.body):
        return None
    inverted = inverted_speaker(unit, index, frames)
    if inverted is None:
        return None
    sources[index] = inverted[0]
    return _found(unit, index, inverted[0], (item.first, item.last), content=inverted[1], pattern="inverted", frame="q")


def _is_no_speaker(unit: Unit, index: int, subject: Source) -> bool:
    """Images, nobody, persons who count, and verbs that tell what could not be done."""
    items = unit.items
    item, head = items[index], items[subject.first]
    pictured = item.lemma == "confirm" and noun_lemma(items[subject.last - 1].lemma) in _IMAGES
    if pictured or (item.lemma in _SHOWING and not _is_document(unit, subject)):
        return True
    if item.lemma == "confirm" and head.lower in ("they", "it", "these") and _stands_for_images(unit, head):
        return True
    if is_nobody(head) or (item.lemma == "name" and any(is_channel(i) for i in items[subject.first : subject.last])):
        return True  # "an account named River Voice": no telling
    if items[index - 1].lower == "whose":
        return True  # "whose claim that": a noun taken for a verb
    if item.lemma in _COUNTING and head.tag == "PRP":
        return True
    if item.lemma == "deny" and _leaves_open(unit, index):
        return True
    if _keeps_back(unit, index) or _feared_for(unit, index, head) or _stationed(unit, index):
        return True
    if item.lemma in _ADDING and item.tag == "VBG":
        return True  # "Five more people died, bringing the toll to 61": the deaths bring it there
    group = item.group
    if group is not None and group.negated and item.lemma in _KEEPING_SILENT:
        return True
    if group is None or not (group.negated or _is_denied_by_word(unit, index, subject)):
        return False
    return item.lemma in _UNDONE | _UNESTABLISHED or (group.modal in ("could", "can", "would") and item.lemma in _CHECKING)


def _leaves_open(unit: Unit, index: int) -> bool:
    """ "has neither confirmed nor | denied it", "could not confirm or | deny": nothing is said of it."""
    first = unit.items[index].first
    before = [token.lower for token in unit.page.tokens[max(first - 8, 0) : first]]
    return bool({"nor", "or"} & set(before[-3:])) and any(word.startswith("confirm") for word in before)


_UNCERTAIN = frozenset({"assume", "believe", "fear", "presume", "report", "think"})


def _stationed(unit: Unit, index: int) -> bool:
    """ "soldiers posted nearby": where they stand, not what they put online."""
    item = unit.items[index]
    after = [unit.page.tokens[n].lower for n in range(item.last, min(item.last + 2, unit.last))]
    return item.lemma == "post" and bool({"nearby", "there", "near", "at", "outside", "along"} & set(after[:1]))


def _feared_for(unit: Unit, index: int, subject: Item) -> bool:
    """ "Dozens feared dead", "Forty reported missing": those counted, in the short form of headlines."""
    counted = (
        subject.tag == "CD"
        or unit.page.classes[subject.first] == "CD"
        or subject.lemma in ("dozens", "hundreds", "scores", "thousands", "several", "many")
    )
    after = unit.page.tokens[unit.items[index].last].lower if unit.items[index].last < unit.last else ""
    return (
        counted
        and unit.items[index].lemma in _UNCERTAIN
        and after in ("dead", "killed", "missing", "trapped", "wounded", "injured", "lost")
    )


def _keeps_back(unit: Unit, index: int) -> bool:
    """ "declined to comment", "requested anonymity", "offered no evidence": what was not said, or not to be told."""
    words = [unit.page.tokens[n].lower for n in range(unit.items[index].last, min(unit.items[index].last + 3, unit.last))]
    lemma = unit.items[index].lemma
    if lemma in ("decline", "refuse"):
        return words[:2] in (["to", "comment"], ["to", "elaborate"]) or words[:1] == ["comment"]
    if lemma in ("request", "seek", "ask"):
        return "anonymity" in words[:2]
    return lemma == "offer" and words[:1] == ["no"]


def _stands_for_images(unit: Unit, pronoun: Item) -> bool:
    """ "The photographs were shown to the ministers. The secretary said | they | confirmed …": the sentence before is about images."""
    page = unit.page
    number = page.sentence_numbers[pronoun.first] - 1
    if number < 0 or page.paragraph_numbers[page.sentences[number][0]] != page.paragraph_numbers[pronoun.first]:
        return False
    opening = page.phrase_at.get(page.sentences[number][0])
    if opening is None or noun_lemma(page.tokens[opening.head].lower) not in _IMAGES:
        return False
    return (page.classes[opening.head] == "NNS") == (pronoun.lower != "it")


def _is_denied_by_word(unit: Unit, index: int, subject: Source) -> bool:
    """ "never said", "Nor does X say", "Neither side has said": negations outside the group of the verb."""
    items = unit.items
    opener = subject.first - 2
    inverted = opener >= unit.body and is_finite(items[opener + 1]) and items[opener].lower in ("nor", "neither")
    first, last = max(items[index].first - 2, items[subject.first].first), items[index].last
    return inverted or items[subject.first].lower == "neither" or any(unit.page.tokens[n].lower == "never" for n in range(first, last))


def is_nobody(head: Item) -> bool:
    """ "Nobody", "no one", "no group": nothing was said."""
    return head.lower in _NOBODY or (head.lower == "no" and head.kind == NOUN)


def _is_document(unit: Unit, source: Source) -> bool:
    edges = (unit.items[source.first], unit.items[source.last - 1])
    return any(item.kind == NOUN and noun_lemma(item.lemma) in _DATA for item in edges)


def _announces(unit: Unit, verb: int, complement: Complement) -> bool:
    """The unit ends with a colon and no other verb: what is said stands in the next paragraph."""
    items = unit.items
    if complement.frame and complement.start < len(items) - 1:
        return False
    return items[-1].lower == ":" and not any(i.kind in (VERB, QUOTE) for i in items[verb + 1 :])


def _with_complement(unit: Unit, index: int, subject: Source, first: int, *, complement: Complement, pattern: str) -> Found | None:
    items = unit.items
    name = f"{pattern}-{_FRAME_NAMES[complement.frame[0]]}" if complement.frame != "put" else f"{pattern}-figure"
    cue = (first, items[complement.cue_end - 1].last)
    if complement.frame == "q":
        content = quoted_content(unit, complement.start, index)
    else:
        end = content_end(unit, complement.start, index, inside_relative=subject.kind in ("relative", "around"))
        if complement.frame not in ("c", "d"):
            end = phrase_content_end(unit, complement.start, end)
        if subject.first > index:  # "After insisting that …, the brigade conceded": up to the comma before the subject
            end = min(end, subject.first - 1)
        content = pieces_of(unit, complement.start, end)
        opens = unit.page.tokens[items[complement.start].first].lower
        unchecked = opens in _NOTHING or (opens == "no" and items[index].lemma in _UNDONE)
        if unchecked and complement.frame not in ("c", "d"):
            return None  # "could vouch for neither", "has verified none of the counts": nothing is said
        if complement.frame in ("n", "a") and (divided := _particle_behind(unit, index, complement.start, end)) is not None:
            content, particle = divided
            return Found(subject.pieces, (cue, particle), content, name, items[index].lemma, complement.frame, unit, index)
        if complement.frame in ("n", "c"):
            content = pieces_of(unit, complement.start, _before_channel(unit, complement.start, end))
    gap = gap_content(unit, index, subject, complement, content)
    if gap is not None:
        return _found(unit, index, subject, cue, content=gap, pattern=f"{pattern}-relative", frame=complement.frame)
    return _found(unit, index, subject, cue, content=content, pattern=name, frame=complement.frame) if content else None


def _particle_behind(unit: Unit, verb: int, start: int, end: int) -> tuple[Pieces, tuple[int, int]] | None:
    """ "laughed the announcement | off", "waved the charge | away": what lies between, and the particle; None where there is none."""
    items = unit.items
    frames = cue_verbs().get(items[verb].lemma, frozenset())
    for index in range(start + 1, min(end, start + 5)):
        if items[index].kind == WORD and f"r:{items[index].lower}" in frames:
            return pieces_of(unit, start, index), (items[index].first, items[index].last)
        if items[index].kind == VERB:
            return None
    return None


_TOLD = frozenset("account accusation allegation article charge claim denial picture post report rumor rumour statement story".split())


def _before_channel(unit: Unit, start: int, end: int) -> int:
    """Where a thing that is named ends before where it was said: "claimed the raid | in a message", "ridiculed this | on Facebook"."""
    items = unit.items
    for index in range(start + 1, end - 1):
        if items[index].kind == WORD and items[index].lower in ("in", "on", "via", "through") and is_channel(items[index + 1]):
            before = items[index - 1]
            behind = items[index + 2].lower if index + 2 < end else "."
            told = noun_lemma(before.lemma) in _DATA | _TOLD or behind in ("that", "which", "who", "and") or is_channel(before)
            if before.kind == NOUN and not told and not any(i.kind == VERB for i in items[start:index]):
                return index
    return end


def _with_front(unit: Unit, index: int, subject: Source, cue: tuple[int, int], *, frames: frozenset[str], pattern: str) -> Found | None:
    if not frames & {"q", "c"} or pattern != "subject-verb":
        return None
    content = front_content(unit, subject)
    if content:
        content = (*content, *(rest_behind(unit, subject, index) or content_goes_on(unit, index)))
    else:
        content = divided_content(unit, subject, index) or content_after_comma(unit, index)
    return _found(unit, index, subject, cue, content=content, pattern="content-first", frame="front") if content else None


def _found(unit: Unit, index: int, subject: Source, cue: tuple[int, int], *, content: Pieces, pattern: str, frame: str) -> Found:
    return Found(subject.pieces, (cue,), content, pattern, unit.items[index].lemma, frame, unit, index)
