"""Cues of a verb with fixed words behind it: "let it be known that", "went on", "would have none of", "holds Y responsible"."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.complements import clause_at
from onrecord.reading.rules.contents import content_end, is_clause_word, phrase_content_end
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.fronts import content_goes_on, front_content, quoted_content
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.sharing import is_coordinated, shared_source
from onrecord.reading.rules.sources import Source, is_time
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit

_CLAUSE, _THING, _SPOKEN = "clause", "thing", "spoken"

_PHRASES: dict[str, tuple[tuple[str, str], ...]] = {
    "be": (
        ("on record as saying", _CLAUSE),
        ("on record as stating", _CLAUSE),
        ("of the opinion", _CLAUSE),
        ("of the view", _CLAUSE),
        ("at pains to stress", _CLAUSE),
        ("at pains to say", _CLAUSE),
    ),
    "cast": (("doubt on", _THING), ("doubt over", _THING), ("doubts on", _THING), ("doubts over", _THING)),
    "come": (("clean about", _THING),),
    "fire": (("back", _SPOKEN),),
    "fess": (("up to", _THING),),
    "give": (("to understand", _CLAUSE), ("the lie to", _THING), ("short shrift to", _THING)),
    "go": (("on", _SPOKEN), ("on record as saying", _CLAUSE), ("on the record to say", _CLAUSE)),
    "hear": (("none of", _THING),),
    "hit": (("back", _SPOKEN), ("out", _SPOKEN)),
    "shoot": (("back", _SPOKEN),),
    "chip": (("in", _SPOKEN),),
    "have": (
        ("it", _CLAUSE),
        ("it on good authority", _CLAUSE),
        ("us believe", _CLAUSE),
        ("the world believe", _CLAUSE),
        ("people believe", _CLAUSE),
        ("none of", _THING),
        ("no truck with", _THING),
    ),
    "lay": (("claim to", _THING), ("the blame on", _THING), ("the blame for", _THING), ("blame on", _THING)),
    "let": (
        ("it be known", _CLAUSE),
        ("it be understood", _CLAUSE),
        ("it slip", _CLAUSE),
        ("be known", _CLAUSE),
        ("it out", _CLAUSE),
        ("slip", _CLAUSE),
        ("on", _CLAUSE),
    ),
    "make": (
        ("clear", _CLAUSE),
        ("it clear", _CLAUSE),
        ("plain", _CLAUSE),
        ("it plain", _CLAUSE),
        ("known", _CLAUSE),
        ("it known", _CLAUSE),
        ("no secret of", _THING),
        ("light of", _THING),
        ("no bones about", _THING),
    ),
    "own": (("up to", _THING),),
    "place": (("the blame on", _THING), ("blame on", _THING)),
    "point": (("the finger at", _THING), ("a finger at", _THING), ("the finger of blame at", _THING), ("fingers at", _THING)),
    "pour": (("scorn on", _THING), ("cold water on", _THING)),
    "put": (("it about", _CLAUSE), ("about", _CLAUSE), ("the blame on", _THING), ("on record", _CLAUSE), ("paid to", _THING)),
    "stick": (("by", _THING), ("to", _THING)),
    "take": (("issue with", _THING), ("exception to", _THING), ("the view", _CLAUSE), ("the position", _CLAUSE), ("credit for", _THING)),
    "throw": (("doubt on", _THING), ("cold water on", _THING)),
    "want": (("none of", _THING),),
    "wish": (("it to be known", _CLAUSE), ("it known", _CLAUSE)),
    "wash": tuple((f"{whose} hands of", _THING) for whose in ("her", "his", "its", "my", "our", "their")),
}  # fmt: skip
"""Verb → the words behind it, and what follows them; the longest that fits is taken."""

_READ = {
    lemma: tuple(sorted(((tuple(words.split()), kind) for words, kind in rows), key=lambda row: (-len(row[0]), row[0])))
    for lemma, rows in _PHRASES.items()
}

_ANSWERABLE = frozenset({"responsible", "accountable", "answerable", "liable", "culpable"})
_THAT_ONLY = frozenset({("it",), ("on",), ("about",), ("clear",), ("plain",), ("slip",)})
"""Words so common that only "that" behind them makes them a cue."""
_INVERTING = frozenset({"nor", "neither"})
_DISBELIEVING = frozenset({"accept", "buy", "recognise", "recognize", "trust"})
"""Verbs that with a negation tell that somebody rejects what is said."""


def find_phrasal_cues(unit: Unit) -> list[Found]:
    """Attributions whose cue is a verb with fixed words behind it, or a verb that speaks only with its negation."""
    found: list[Found] = []
    for index, item in enumerate(unit.items):
        if item.kind != VERB or item.group is None:
            continue
        one: Found | None = None
        if item.lemma == "hold":
            one = _held_responsible(unit, index) if item.group.passive else _holding_responsible(unit, index)
        elif item.group.passive:
            continue
        elif item.lemma in ("lay", "lie"):
            one = _at_the_door(unit, index)
        elif item.lemma in _ARRIVING:
            one = _making_it(unit, index)
        elif item.lemma == "find":
            one = _finding_absurd(unit, index)
        elif item.lemma in _DISBELIEVING or item.lemma in ("believe", "hide", "conceal", "disguise"):
            one = _disbelieving(unit, index)
        if one is None and item.lemma in _READ and (item.group.finite or item.tag in ("VBG", "VBN")):
            one = _phrase(unit, index)
        if one is not None:
            found.append(one)
    return found


def _subject(unit: Unit, index: int) -> Source | None:
    subject = subject_of(unit, index)
    if subject is None and (is_coordinated(unit, index) or unit.items[index].tag == "VBG"):
        subject = shared_source(unit, index, {})
    if subject is None or unit.items[subject.first].lower in ("nobody", "none", "there"):
        return None
    return subject


def _phrase(unit: Unit, index: int) -> Found | None:
    page, item = unit.page, unit.items[index]
    for words, kind in _READ[item.lemma]:
        last = item.last + len(words)
        if last > unit.last or any(page.tokens[item.last + n].lower != word for n, word in enumerate(words)):
            continue
        after = index + 1
        while after < len(unit.items) and unit.items[after].first < last:
            after += 1
        if after < len(unit.items) and unit.items[after].first != last:
            continue
        subject = _subject(unit, index)
        if subject is None:
            return None
        cue = ((item.first, last),)
        content = _content(unit, index, after, subject, kind=kind, only_that=words in _THAT_ONLY)
        announces = kind == _SPOKEN and not content and unit.items[-1].lower == ":"
        if content or announces:
            return Found(subject.pieces, cue, content, "phrasal-cue", item.lemma, kind, unit, index)
    return None


def _content(unit: Unit, index: int, after: int, subject: Source, *, kind: str, only_that: bool) -> Pieces:
    items = unit.items
    if kind == _SPOKEN:
        return _spoken(unit, index, after, subject)
    if after >= len(items):
        return ()
    if kind == _THING:
        following = items[after]
        if following.kind not in (NOUN, QUOTE) and following.tag not in _THING_TAGS and following.lower not in _ROUNDING:
            return ()
        if is_time(unit, following) and unit.page.classes[following.first] != "CD":
            return ()
        return pieces_of(unit, after, phrase_content_end(unit, after, content_end(unit, after, index)))
    start = skip_adverbials(unit, after)
    if start < len(items) and (
        (items[start].lower == "that" and items[start].kind == WORD)
        or (not only_that and (is_clause_word(items[start]) or items[start].kind == QUOTE or clause_at(unit, start)))
    ):
        return pieces_of(unit, start, content_end(unit, start, index))
    ends = start >= len(items) or items[start].lower in (".", ",", ";")
    return front_content(unit, subject) if ends and not only_that else ()


_THING_TAGS = frozenset({"DT", "VBG", "JJ", "CD", "PRP$", "WP"})
_ROUNDING = frozenset({"about", "almost", "around", "barely", "just", "nearly", "only", "over", "roughly", "some"})


def _spoken(unit: Unit, index: int, after: int, subject: Source) -> Pieces:
    """ "…, it went on", "He went on: “…”"."""
    items = unit.items
    after = skip_adverbials(unit, after)
    if after < len(items) and items[after].lower in (":", ",") and after + 1 < len(items) and items[after + 1].kind == QUOTE:
        return (*front_content(unit, subject), *quoted_content(unit, after + 1, index))
    if after + 1 < len(items) and items[after].lower == ":":
        return pieces_of(unit, after + 1, content_end(unit, after + 1, index))
    if after < len(items) and items[after].kind == QUOTE:
        return quoted_content(unit, after, index)
    if after >= len(items) or items[after].lower in (".", ",", ";", "–", "—"):
        front = front_content(unit, subject)
        return (*front, *content_goes_on(unit, after - 1), *_second_part(unit, after)) if front else ()
    return ()


def _second_part(unit: Unit, after: int) -> Pieces:
    """ "nine men were held, it went on, at a cost of two guards": the rest of the clause behind the cue."""
    items = unit.items
    if after + 1 >= len(items) or items[after].lower != "," or items[after + 1].lower not in ("at", "with", "in", "for", "among"):
        return ()
    return pieces_of(unit, after + 1, content_end(unit, after + 1, after))


def _answerable(unit: Unit, index: int) -> int | None:
    """Item of "responsible" behind an object within the clause."""
    items = unit.items
    for n in range(index + 1, min(len(items), index + 12)):
        if items[n].lower in _ANSWERABLE or items[n].lemma in _ANSWERABLE:
            return n
        if items[n].kind == VERB or items[n].lower in (",", ";", "that"):
            return None
    return None


def _holding_responsible(unit: Unit, index: int) -> Found | None:
    """ "holds the guards responsible for", "held to be answerable"."""
    adjective = _answerable(unit, index)
    subject = _subject(unit, index) if adjective is not None else None
    if adjective is None or subject is None or adjective == index + 1:
        return None
    item = unit.items[index]
    end = max(phrase_content_end(unit, adjective, content_end(unit, index + 1, index)), adjective + 1)
    content = pieces_of(unit, index + 1, end)
    return Found(subject.pieces, ((item.first, item.last),), content, "holding-responsible", "hold", "f", unit, index)


def _held_responsible(unit: Unit, index: int) -> Found | None:
    """ "The guards were held responsible by elders for the fire"; without "by" nobody is named."""
    items = unit.items
    adjective = _answerable(unit, index)
    subject = subject_of(unit, index)
    if adjective is None or subject is None:
        return None
    end = phrase_content_end(unit, adjective, content_end(unit, adjective, index))
    cue = ((items[index].first, items[index].last),)
    by = next((n for n in range(adjective + 1, min(len(items), adjective + 9)) if items[n].lower == "by"), None)
    agent = source_after(unit, by + 1, len(items)) if by is not None and by + 1 < len(items) else None
    if by is None or agent is None or is_time(unit, items[by + 1]):
        return Found((), cue, pieces_of(unit, adjective, end), "holding-responsible", "hold", "unsourced", unit, index)
    content = (*subject.pieces[:1], *pieces_of(unit, adjective, by), *pieces_of(unit, agent.last, end))
    return Found(agent.pieces, cue, content, "holding-responsible", "hold", "by", unit, index)


def _at_the_door(unit: Unit, index: int) -> Found | None:
    """ "lay the fire at the door of the guards", "laid the deaths at the army's feet"."""
    items = unit.items
    at = next((n for n in range(index + 2, min(len(items) - 1, index + 9)) if items[n].lower == "at"), None)
    if at is None or items[at + 1].lemma not in ("door", "doorstep", "feet") or any(is_finite(i) for i in items[index + 1 : at]):
        return None
    subject = _subject(unit, index)
    if subject is None:
        return None
    content = pieces_of(unit, index + 1, phrase_content_end(unit, at, content_end(unit, index + 1, index)))
    cue = ((items[index].first, items[index].last),)
    return Found(subject.pieces, cue, content, "phrasal-cue", "lay", "f", unit, index)


_VERDICTS = frozenset(
    "absurd convincing credible hollow implausible incredible insulting laughable ludicrous offensive outrageous persuasive plausible "
    "preposterous ridiculous unacceptable unbelievable unconvincing unpersuasive".split()
)


def _finding_absurd(unit: Unit, index: int) -> Found | None:
    """ "finds that suggestion absurd"."""
    items = unit.items
    for n in range(index + 2, min(len(items), index + 9)):
        if items[n].kind == VERB or items[n].lower in (",", ";", ":"):
            return None
        if items[n].lower in _VERDICTS:
            subject = _subject(unit, index)
            if subject is None:
                return None
            cue = ((items[index].first, items[index].last),)
            return Found(subject.pieces, cue, pieces_of(unit, index + 1, n + 1), "phrasal-cue", "find", "a", unit, index)
    return None


_ARRIVING = {"arrive": ("at",), "make": ("it", "that", "them"), "settle": ("on",), "stop": ("at",)}
"""Verbs by which somebody comes to a figure, and the words behind them."""


_CLOCK = frozenset("one two three four five six seven eight nine ten eleven twelve".split()) | {str(hour) for hour in range(1, 25)}


def _making_it(unit: Unit, index: int) -> Found | None:
    """ "The hospital made it forty", "the clinic makes the dead nine": the figure somebody comes to."""
    items = unit.items
    if index + 2 >= len(items) or items[index + 1].lower not in _ARRIVING[items[index].lemma]:
        return None
    if unit.page.classes[items[index + 2].first] != "CD" or is_time(unit, items[index + 2]):
        return None
    counted = items[index].lemma == "make"
    ends = index + 3 >= len(items) or items[index + 3].lower in (".", ",", ";")
    if not counted and not (ends and items[index + 2].tag == "CD"):
        return None  # "stopped at two villages"
    if items[index].lemma in ("arrive", "stop") and items[index + 2].lower in _CLOCK:
        return None  # "the bus stopped at nine"
    subject = _subject(unit, index)
    if subject is None:
        return None
    start = index + 1 if counted else index + 2
    content = pieces_of(unit, start, content_end(unit, start, index))
    cue = ((items[index].first, items[start - 1].last),)
    return Found(subject.pieces, cue, content, "phrasal-cue", items[index].lemma, "put", unit, index)


def _disbelieving(unit: Unit, index: int) -> Found | None:
    """ "does not accept that", "Nor do we accept the claim", "Neither side accepts that"."""
    items = unit.items
    item = items[index]
    subject = _subject(unit, index)
    if subject is None or item.group is None:
        return None
    cue: Pieces = ((item.first, item.last),)
    opener = subject.first - 2
    inverted = opener >= unit.body and is_finite(items[opener + 1]) and items[opener].lower in _INVERTING
    if inverted:
        cue = ((items[opener].first, items[opener + 1].last), *cue)
    after = index + 1
    if after >= len(items) or not (inverted or item.group.negated or items[subject.first].lower == "neither"):
        return None
    if item.lemma in ("hide", "conceal", "disguise") and items[after].lower not in ("that", "how"):
        return None  # "does not hide that": an admission
    if item.lemma == "believe" and not inverted:
        return None  # read as any other verb
    if (items[after].lower == "that" and items[after].kind == WORD) or (items[after].kind in (NOUN, QUOTE) and items[after].tag != "PRP"):
        content = pieces_of(unit, after, content_end(unit, after, index))
    else:
        return None
    return Found(subject.pieces, cue, content, "phrasal-cue", item.lemma, "n", unit, index)
