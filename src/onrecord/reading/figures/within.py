"""A figure's source inside its own sentence, for figures that no statement holds.

Counts are often given without a clause that a statement reader would take for content ("elders of Karvel gave their
own dead as 1,300", "The parish's book lists 48 killed", "The prefecture's tally passed 700"). Here the subject
of such a verb, or the owner of the tally, is the source.
"""

from onrecord.reading.actors.vocabulary import kind_of_head
from onrecord.reading.figures.draft import Draft, neighbourhood
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase, VerbGroup

_COUNTING = frozenset(
    "say put list count report record register verify confirm concede admit acknowledge speak talk boast claim announce document "
    "estimate give cite state tally number note tell raise revise lower correct reckon suggest assert insist maintain allege recall "
    "add warn declare mention log write accuse believe think".split()
)
"""Verbs whose subject gives the number that follows them."""
_CLOSING = frozenset(
    "say report announce tell confirm state add estimate claim write declare note believe maintain insist warn reveal disclose".split()
)
"""Verbs that close a sentence with its source ("…, the agency said")."""
_CONFIRMING = frozenset({"confirm", "verify", "corroborate", "establish", "report", "say"})
_NO_VOICE = frozenset(
    "attack blast explosion strike raid war fighting toll battle shelling bombing clash clashes ambush dead wounded it footage video "
    "images picture fire accident crash siege operation rocket shell bomb mine missile drone toll number numbers there count counts "
    "estimate estimates figure figures tally report reports".split()
)
_TALLIES = frozenset("tally toll count figures figure account estimate number".split())
_RECORDS = _TALLIES | frozenset("tallies counts totals total estimates numbers reckoning records register list lists book books".split())
_CITING = frozenset({"quote", "cite"})
_TAILS = frozenset("of in at for from on close to".split())
_BEFORE_NESTED = frozenset("of in at for from to on with near outside".split())


def source_in_sentence(page: Page, draft: Draft) -> str | None:
    """The source of a figure by the words of its sentence; None where the sentence names none."""
    first, end = neighbourhood(page, draft.at)
    return (
        _quoted(page, draft, first)
        or _owner(page, draft, first)
        or _according(page, draft, end)
        or _by_count_of(page, draft, first, end)
        or _counting_subject(page, draft, first)
        or _closing(page, draft, end)
        or _according(page, draft, end, past_semicolons=True)
        or _in_brackets(page, draft, end)
    )


def _owner(page: Page, draft: Draft, first: int) -> str | None:
    """ "The prefecture's tally passed 700"."""
    for at in range(draft.at - 1, first, -1):
        if page.tokens[at].text == ";" or (page.tokens[at].text == "," and page.tokens[at + 1].lower != "with"):
            return None
        if page.tokens[at].lower in _TALLIES and page.classes[at - 1] == "POS":
            phrase = page.phrase_at.get(at)
            return page.words(phrase.first, at - 1) if phrase and phrase.first < at - 1 else None
    return None


def _in_brackets(page: Page, draft: Draft, end: int) -> str | None:
    """ "163 killed and 405 injured in Velia (Velian health ministry)": a body in brackets that close the clause."""
    for at in range(draft.counted.last, end - 2):
        if page.tokens[at].text == ";":
            return None
        if page.tokens[at].text != "(":
            continue
        phrase = page.phrase_at.get(at + 1)
        if phrase is None or phrase.first != at + 1 or phrase.pronoun:
            return None
        last = _with_tail(page, phrase, end)
        closes = last < end and page.tokens[last].text == ")" and (last + 1 >= end or page.classes[last + 1] == "PU")
        return page.words(phrase.first, last) if closes and kind_of_head(page.tokens[phrase.head].lower) is not None else None
    return None


def _quoted(page: Page, draft: Draft, first: int) -> str | None:
    """ "The update of Sunday quoted the ministry: 71 killed and 30 injured"."""
    colon = next((n for n in range(draft.at - 1, first, -1) if page.tokens[n].text in (":", ";", ".")), first)
    phrase = page.phrase_at.get(colon - 1) if colon > first and page.tokens[colon].text == ":" else None
    if phrase is None:
        return None
    begin = phrase
    while begin.first - 2 > first and page.tokens[begin.first - 1].lower in _TAILS and (page.phrase_at.get(begin.first - 2)) is not None:
        begin = page.phrase_at[begin.first - 2]
    group = page.verb_at.get(begin.first - 1)
    if group is None or group.lemma not in _CITING or group.passive or group.negated:
        return None
    return page.words(begin.first, phrase.last)


def _by_count_of(page: Page, draft: Draft, first: int, end: int) -> str | None:
    """ "71 people were killed in the ministry's count", "By the ministry's tally, 71 were killed": behind it, or opening its sentence."""
    for at in (*range(draft.counted.last, end - 2), first):
        if at >= draft.at and page.tokens[at].text == ";":
            return None
        if page.tokens[at].lower not in ("in", "by", "on", "from"):
            continue
        phrase = page.phrase_at.get(at + 1)
        if phrase is None or phrase.first != at + 1:
            continue
        if at >= draft.at and page.tokens[phrase.head].lower in _RECORDS and (owner := _of_whom(page, phrase, end)) is not None:
            return owner
        last = _with_tail(page, phrase, end)  # "in the ministry of health's count"
        owned = next((n for n in range(last - 2, phrase.first, -1) if page.classes[n] == "POS"), None)
        if owned is not None and page.tokens[last - 1].lower in _RECORDS:
            return page.words(phrase.first, owned)
    return None


def _of_whom(page: Page, record: NounPhrase, end: int) -> str | None:
    """ "by the count | of the town's mayor"."""
    if record.last + 1 >= end or page.tokens[record.last].lower != "of":
        return None
    owner = page.phrase_at.get(record.last + 1)
    return page.words(owner.first, _with_tail(page, owner, end)) if owner is not None and not owner.pronoun else None


def _according(page: Page, draft: Draft, end: int, *, past_semicolons: bool = False) -> str | None:
    """ "according to …" behind the figure in its clause or at either end of its sentence."""
    first = neighbourhood(page, draft.at)[0]
    for at in (first, *range(draft.at, end - 2)):
        if page.tokens[at].text == ";" and not past_semicolons:
            return None
        opening = _opening_source(page, at, end)
        if opening is not None:
            phrase = page.phrase_at.get(opening)
            if phrase is None:
                return None
            if page.tokens[phrase.head].lower in _RECORDS and (owner := _of_whom(page, phrase, end)) is not None:
                return owner
            last = _with_tail(page, phrase, end)
            owned = next((n for n in range(last - 2, phrase.first, -1) if page.classes[n] == "POS"), None)
            if owned is not None and page.tokens[last - 1].lower in _RECORDS:
                last = owned
            return page.words(phrase.first, last) if not past_semicolons or _nothing_behind(page, last, end) else None
    return None


def _opening_source(page: Page, at: int, end: int) -> int | None:
    """Where the source begins behind "according to", "going by what", "if one follows", "as we hear from"; None where none does."""
    words = [page.tokens[n].lower for n in range(at, min(at + 5, end))]
    past = next((len(opening) for opening in _OPENINGS if tuple(words[: len(opening)]) == opening), None)
    if past is None or at + past >= end:
        return None
    if words[past : past + 1] != ["what"]:
        return at + past
    group = page.verb_at.get(at + past + 1)
    if group is not None and group.passive:  # "going by what was announced on Friday by"
        by = (n + 1 for n in range(group.last, min(group.last + _TO_DOER, end - 1)) if page.tokens[n].lower == "by")
        return next(by, None)
    return at + past + 1


_TO_DOER = 5
"""Tokens from a passive verb to its doer at most: "what was announced | on Friday by | the ministry"."""
_OPENINGS = (
    ("according", "to"),
    ("going", "by"),
    ("judging", "by"),
    ("if", "one", "follows"),
    ("if", "one", "believes"),
    ("if", "one", "goes", "by"),
    ("as", "we", "hear", "from"),
    ("as", "we", "learn", "from"),
    ("as", "we", "know", "from"),
)


def _nothing_behind(page: Page, at: int, end: int) -> bool:
    """The source closes the sentence, so that all of its clauses may be its own."""
    return all(page.tokens[n].text in (".", '"', "”", ")") for n in range(at, end))


def _counting_subject(page: Page, draft: Draft, first: int) -> str | None:
    """The subject of the nearest counting verb before the figure in its clause."""
    for at in range(draft.at - 1, first - 1, -1):
        if page.tokens[at].text == ";":
            return None
        group = page.verb_at.get(at)
        if group is None or group.first != at or group.passive or group.infinitive:
            continue
        if group.negated and group.lemma in _CONFIRMING:
            return None  # "The mission did not confirm that 30 were killed"
        if (group.lemma in _COUNTING or _conceding(page, group)) and not _is_harm(draft, group):
            subject = subject_in(page, group, first)
            if subject is not None:
                return page.words(subject.first, _with_tail(page, subject, group.first))
            if group.finite:
                return None
    return None


def _conceding(page: Page, group: VerbGroup) -> bool:
    """ "owns up to six", "stops at 40", "does not hide that": verbs that give a number only with the words beside them."""
    following = [token.lower for token in page.tokens[group.last : group.last + 2]]
    if group.lemma in ("own", "fess"):
        return following[:1] == ["to"] or following == ["up", "to"]
    if group.lemma in ("stop", "settle", "stick"):
        return following[:1] in (["at"], ["on"], ["to"])
    return group.negated and group.lemma in ("hide", "deny", "dispute", "conceal", "contest")


def _is_harm(draft: Draft, group: VerbGroup) -> bool:
    """ "claimed the lives of seven": the verb tells of the harm, not of a speaker."""
    return group.first < draft.harm.last and draft.harm.first < group.last


def subject_in(page: Page, group: VerbGroup, first: int) -> NounPhrase | None:
    """Who gives a count by a verb: the noun phrase before it in its sentence, from a token on; None for events and tallies."""
    at = group.first - 1
    while at > first and page.tokens[at].lower in ("there", "here", "also", "later", "earlier", "today", "yesterday"):
        at -= 1
    nearest: NounPhrase | None = None
    if at > first and page.classes[at] in ("WP", "WDT"):
        at -= 1 + (page.tokens[at - 1].text == ",")  # "the general, who gave his own count"
    while at >= first:
        phrase = page.phrase_at.get(at)
        if phrase is not None:
            before = page.tokens[phrase.first - 1].lower if phrase.first > first else ""
            nearest = phrase
            if before not in _BEFORE_NESTED:
                break
            at = phrase.first - 2
            continue
        if page.tokens[at].text == "," and nearest is None and (opening := _insertion_before(page, at, first)) is not None:
            at = opening - 1
            continue
        if page.tokens[at].text in (",", ";"):
            break
        if page.verb_at.get(at) is not None:
            return nearest or _plural_taken_for_verb(page, at, first)
        at -= 1
    if nearest is None or page.tokens[nearest.head].lower in _NO_VOICE or page.classes[nearest.head] == "CD":
        return None
    return nearest


def _insertion_before(page: Page, comma: int, first: int) -> int | None:
    """The comma that opens the insertion which another closes: "the party, which had organised the march, gave"."""
    for at in range(comma - 1, max(first, comma - 12) - 1, -1):
        if page.tokens[at].text == ",":
            return at
    return None


def _plural_taken_for_verb(page: Page, at: int, first: int) -> NounPhrase | None:
    """ "Opposition monitors reported", "In May, monitors counted": the tagger took the plural for a verb."""
    opens = at == first or page.tokens[at - 1].text == ","
    if opens and page.classes[at] == "VBZ" and page.classes[at + 1] in ("VBD", "VBN"):
        return NounPhrase(at, at + 1, at, False)
    if page.classes[at] != "VBZ" or at == first or page.classes[at - 1] not in ("NN", "NNP", "JJ"):
        return None
    phrase = page.phrase_at.get(at - 1)
    return NounPhrase(phrase.first if phrase else at - 1, at + 1, at, False)


def _closing(page: Page, draft: Draft, end: int) -> str | None:
    """ "…, the UN refugee agency said": a comma, a subject, a verb of saying."""
    for at in range(draft.counted.last, end):
        if page.tokens[at].text == ";":
            return None
        group = page.verb_at.get(at)
        if group is None or group.first != at or group.lemma not in _CLOSING or group.passive or not group.finite:
            continue
        behind = page.phrase_at.get(group.last)
        if page.tokens[at - 1].text == "," and behind is not None and behind.first == group.last and not behind.pronoun:
            if page.tokens[behind.head].lower in _NO_VOICE:
                continue
            return page.words(behind.first, _with_tail(page, behind, end))
        subject = subject_in(page, group, draft.counted.last)
        if subject is not None and page.tokens[subject.first - 1].text == ",":
            return page.words(subject.first, _with_tail(page, subject, group.first))
    return None


def _with_tail(page: Page, phrase: NounPhrase, end: int) -> int:
    """Past "of the two sides", "in Tell Zara"."""
    last = phrase.last
    while last + 1 < end and page.tokens[last].lower in _TAILS and (following := page.phrase_at.get(last + 1)) is not None:
        last = following.last
    return last
