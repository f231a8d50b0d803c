"""Who was counted, as the text names them, and their civil status by the words used."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted, head_after
from onrecord.reading.figures.draft import Draft, holds, words_around
from onrecord.reading.figures.earlier_figures import GIVING, REACH_IN_FIGURES
from onrecord.reading.figures.lexicon import harm_words, head_kind, people_words, person_status, singular
from onrecord.reading.figures.losers import loser
from onrecord.reading.page import Page
from onrecord.records.vocabulary import CivilStatus

_NAMING = frozenset({"body", "corpse", "burial", "victim", "fatality", "hostage", "detainee", "cadaver", "remains", "martyr", "idp"})
"""Nouns of harm that name the people themselves; others ("deaths", "injuries") do not."""
_COMBATANT_WORDS = frozenset(
    "enemy rebel insurgent militant guerrilla jihadist army military armed paramilitary militia combatant terrorist "
    "separatist troop".split()
)
_CIVILIAN_WORDS = frozenset("civilian civilians noncombatant noncombatants non-combatant non-combatants uninvolved".split())
_STATED_STATES = frozenset("dead killed wounded injured missing displaced detained hurt slain fallen".split())
_BEFORE_GROUP = frozenset({*"more other the all additional further another new latter former said own".split(), '"', "”", "''"})
_ADDING = frozenset("bringing taking raising pushing lifting brings takes".split())
_TURNS = frozenset("; while whereas but".split())
"""What opens a clause that may be another side's."""
_ANTECEDENT_WITHIN = 80
"""Tokens back to the noun that "of them" stands for, at most."""
_OPENING = frozenset({'"', "“", "‘", "``", "«", "„"})
_CLOSING = frozenset({'"', "”", "’", "''", "»", "“"})
_ANOTHERS = frozenset({"ours", "theirs", "yours"})
"""People of the other side than those counted before: they are soldiers, too, and no Keshan ones."""
_OPEN_HEADS = frozenset({"others", "ones", "more", "another"})


def grouped(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with group and civil status; in text order, so that an elided group can come from the clause before."""
    found: list[Draft] = []
    for draft in drafts:
        base = _giver(page, draft, found)
        group = _own_group(page, draft)
        if group is None and draft.counted.part == "pronoun" and draft.subset_of is None and draft.base is None:
            group = _antecedent(page, draft)
        if group is None or (group in ("others", "other") and base is not None and base.group):
            group = base.group if base is not None else group
        status = _status(page, draft, group)
        if group in _ANOTHERS and base is not None and base.group:
            group, status = base.group.split()[-1], base.status  # "20 Keshan soldiers, and three | of ours"
        if status == "unknown" and base is not None and (base.group == group or _may_take_status(page, draft, base)):
            status = base.status if base.status in ("civilian", "combatant") or base.group == group else status
        found.append(replace(draft, group=group, status=status))
    return found


def _giver(page: Page, draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The figure whose group an elided noun stands for."""
    if draft.base is not None and draft.base < len(before):
        return before[draft.base]
    if draft.subset_of is not None and draft.subset_of < len(before):
        return before[draft.subset_of]
    sentence = page.sentence_numbers[draft.at]
    same = [d for d in before[-REACH_IN_FIGURES:] if page.sentence_numbers[d.at] == sentence and d.subset_of is None and d.value > 0]
    same = [d for d in same if not holds(d, draft)]  # of "30 of the 45 killed were women" the 45 were not
    if draft.total:  # "16 more soldiers had died, taking the toll to 542"
        adding = _ADDING & words_around(page, draft.at)
        same = [d for d in same if d.measure == draft.measure] if adding else []
    return same[-1] if same and not _another_tells(page, same[-1], draft) else None


def _another_tells(page: Page, giver: Draft, draft: Draft) -> bool:
    """ "…, while the league | counted 40 dead": between two figures another clause names who counts the second."""
    between = range(giver.counted.last, draft.at)
    named = any(word[:1].isupper() for word in (giver.group or "").split())  # "soldiers" may be anybody's, "Karvelians" not
    if not named or not any(page.tokens[at].lower in _TURNS for at in between):
        return False
    return any((verb := page.verb_at.get(at)) is not None and verb.finite and verb.lemma in GIVING | {"count"} for at in between)


def _antecedent(page: Page, draft: Draft) -> str | None:
    """The nearest plural noun for people before "of them", in its sentence or the one before."""
    number = page.sentence_numbers[draft.at]
    begin = page.sentences[max(0, number - 1)][0]
    for at in range(draft.at - 1, max(begin, draft.at - _ANTECEDENT_WITHIN) - 1, -1):
        phrase = page.phrase_at.get(at)
        if phrase is None or phrase.head != at:
            continue
        before = begin <= phrase.first and phrase.last <= draft.at and not phrase.pronoun
        if before and page.classes[phrase.head] == "NNS" and head_kind(page, phrase.head) == "person":
            return page.words(_without_articles(page, phrase.first, phrase.last), phrase.last)
    return None


def _complement(page: Page, draft: Draft) -> str | None:
    """Who the part is said to be: "29 of them | students", "three of whom were | medics", "six of the dead were | bakers"."""
    at = draft.counted.last
    end = page.sentence_of(draft.at)[1]
    if at + 1 < end and page.tokens[at].lower in _STATED_STATES and page.tokens[at - 1].lower in ("those", "these"):
        at += 1  # "40 of those killed | were farmers"
    if page.classes[at : at + 1] == ("IN",) and (verb := predicate_after(page, at, end)) is not None and verb.lemma == "be":
        at = verb.first  # "30 of the 45 killed | in Torm | were farmers"
    while at < end and (
        page.tokens[at].lower in ("were", "was", "are", "is", "the", "a", "all", "also", "still", "being") or page.classes[at] == "RB"
    ):
        at += 1
    if at >= end or page.tokens[at].lower in _STATED_STATES:
        return None
    head = head_after(page, at, end, single=False)
    if head is None or head_kind(page, head) != "person":
        return None
    return page.words(at, head + 1)


def _own_group(page: Page, draft: Draft) -> str | None:
    counted = draft.counted
    bare_part = draft.rule == "part_by_position" and counted.head is None
    if counted.part == "pronoun" or bare_part or draft.rule in ("member_of_harmed", "share_of_harmed", "part_by_predicate"):
        named = _complement(page, draft)
        if named is not None:
            return named
    if counted.head is None or counted.group is None:
        return (
            _side(page, draft)
            or loser(page, draft)
            or _counted_before(page, draft)
            or (_counted_in_toll(page, draft) if draft.total or draft.rule == "stated_toll" else None)
        )
    if draft.rule == "named_dead":
        whose = page.phrase_at.get(draft.harm.first)
        bare = whose is None or whose.last <= draft.harm.last
        return None if whose is None or bare else page.words(draft.harm.last, whose.last)
    first, last = counted.group
    last = _joined(page, last)
    head = page.tokens[counted.head].lower
    lexicon = harm_words()
    while first < last - 1 and (
        page.tokens[first].lower in _BEFORE_GROUP
        or page.tokens[first].lower in _STATED_STATES
        or page.classes[first] in ("CD", "PRP$")
        or page.tokens[first].lower.endswith("-old")
    ):
        if page.tokens[first].lower == "other":
            break
        first += 1
    known = lexicon.noun.get(head) or lexicon.noun.get(singular(head))
    if head in ("life", "lives"):
        return None
    if head in lexicon.state and counted.part == "definite":
        return None
    if known and singular(head) not in _NAMING:
        names = counted.head > first and page.tokens[first].lower != "the" and _names_people(page, counted.head - 1)
        return page.words(first, counted.head) if names else None
    return page.words(first, last)


def _names_people(page: Page, index: int) -> bool:
    """ "civilian | deaths", "Karvelian | casualties"; not "enforced | disappearances"."""
    word = page.tokens[index].lower
    if word in _CIVILIAN_WORDS | _COMBATANT_WORDS or page.text[page.tokens[index].start].isupper():
        return True
    return person_status(page, index) is not None or page.classes[index] in ("NNP", "NNS", "NN")


def _counted_before(page: Page, draft: Draft) -> str | None:
    """ "Five journalists were in the van; all | five were killed": the same number with its noun, told just before."""
    counted = draft.counted
    before = page.tokens[counted.quantity.core - 1].lower if counted.quantity.core else ""
    if before not in ("all", "the", "those", "these") or counted.part is not None or draft.base is not None:
        return None
    number = page.tokens[counted.quantity.core].lower
    for at in range(counted.quantity.core - 2, max(-1, draft.at - _ANTECEDENT_WITHIN), -1):
        if page.tokens[at].lower == number:
            head = head_after(page, at + 1, page.sentence_of(at)[1], single=False)
            return page.words(at + 1, head + 1) if head is not None and head_kind(page, head) == "person" else None
    return None


def _joined(page: Page, last: int) -> int:
    """The end of a group of two nouns under one number: "91 women | and girls"."""
    end = page.sentence_of(last - 1)[1]
    if (
        last + 1 >= end
        or page.tokens[last].lower not in ("and", "or")
        or page.classes[last - 1] != "NNS"
        or page.classes[last + 1] != "NNS"
    ):
        return last
    phrase = page.phrase_at.get(last + 1)
    plain = phrase is not None and phrase.first == phrase.head == last + 1
    both = head_kind(page, last - 1) == "person" and head_kind(page, last + 1) == "person"
    return last + 2 if plain and both and singular(page.tokens[last + 1].lower) in people_words().status else last


def _in_marks(page: Page, counted: Counted) -> bool:
    """ "14 “saboteurs”": the word is somebody's, so it states nothing for the report."""
    if counted.head is None or counted.group is None or counted.last >= len(page.tokens):
        return False
    before, after = page.tokens[counted.group[0] - 1], page.tokens[counted.last]
    return before.text in _OPENING and after.text in _CLOSING and before.end == page.tokens[counted.group[0]].start


def _side(page: Page, draft: Draft) -> str | None:
    """ "90 dead on the league's side": the side stands after the state."""
    at = draft.counted.last
    end = page.sentence_of(draft.at)[1]
    while at < end and page.tokens[at].lower in _STATED_STATES:
        at += 1
    if at + 2 < end and page.tokens[at].lower in ("on", "from", "among"):
        phrase = page.phrase_at.get(at + 1)
        if phrase is not None and (page.tokens[phrase.head].lower in ("side", "ranks") or page.tokens[at].lower == "among"):
            return page.words(at if page.tokens[at].lower == "on" else phrase.first, phrase.last)
    return None


def _counted_in_toll(page: Page, draft: Draft) -> str | None:
    """ "the number of | pupils missing", "| rebel losses at", "| drovers killed by the flood at"."""
    at = draft.harm.first
    own_noun = _counted_before_state(page, at) if at > draft.at else None
    if own_noun is not None:
        return own_noun
    phrase = page.phrase_at.get(at - 1) if at else None
    if phrase is not None and at - 1 == phrase.head and person_status(page, phrase.head) is not None:
        return page.words(_without_articles(page, phrase.first, phrase.last), phrase.last)
    own = page.phrase_at.get(at)
    if own is None or own.first == at:
        return None
    first = _without_articles(page, own.first, at)
    words = page.tokens[at - 1].lower
    if first < at and words not in ("death", "'s", "’s", "casualty", "official", "overall", "total", "own", "military"):
        lemma = singular(words)
        if lemma in _COMBATANT_WORDS | _CIVILIAN_WORDS or lemma in people_words().status:
            return page.words(at - 1, at)
    return None


def _counted_before_state(page: Page, at: int) -> str | None:
    """ "the number of | Palestinians | killed"."""
    phrase = page.phrase_at.get(at - 1)
    if phrase is None or phrase.head != at - 1 or head_kind(page, phrase.head) != "person":
        return None
    return page.words(_without_articles(page, phrase.first, phrase.last), phrase.last)


def _without_articles(page: Page, first: int, last: int) -> int:
    while first < last - 1 and page.classes[first] in ("DT", "PRP$", "CD"):
        first += 1
    return first


def _status(page: Page, draft: Draft, group: str | None) -> CivilStatus:
    counted = draft.counted
    if counted.part == "pronoun" or draft.rule == "member_of_harmed":
        return _status_of_words(group) if group else "unknown"
    if counted.head is not None and counted.group is not None and draft.rule != "named_dead":
        if _in_marks(page, counted):
            return "unknown"
        if (joined := _joined(page, counted.last)) > counted.last:
            return _status_of_pair(page, counted.head, joined - 1)
        if page.tokens[counted.head].lower == "men" and any(page.classes[n] == "PRP$" for n in range(*counted.group)):
            return "combatant"  # "two of its own men"
        words = [page.tokens[n].lower for n in range(*counted.group)]
        if singular(words[-1]) == "martyr" and {"our", "ours", "we"} & words_around(page, draft.at):
            return "combatant"  # "on our side there were two martyrs"
        if set(words) & _CIVILIAN_WORDS:
            return "civilian"
        if set(words[:-1]) & _COMBATANT_WORDS and person_status(page, counted.head) != "civilian":
            return "combatant"
        status = person_status(page, counted.head)
        if status == "unknown" and _mixed_after(page, counted.last):
            return "mixed"
        if status is None and counted.quantity.kind == "number":
            status = _shared_head(page, counted)
        return status or ("mixed" if _mixed_after(page, counted.last) else "unknown")
    if group is None and draft.rule == "stated_toll":
        before = {page.tokens[n].lower for n in range(max(0, draft.harm.first - 2), draft.harm.last)}
        return "combatant" if "military" in before else "unknown"
    return _status_of_words(group) if group else "unknown"


def _status_of_pair(page: Page, one: int, other: int) -> CivilStatus:
    """Of "women and girls", "soldiers and civilians"."""
    found: set[CivilStatus] = {person_status(page, one) or "unknown", person_status(page, other) or "unknown"}
    if found == {"civilian", "combatant"}:
        return "mixed"
    open_words = {"men", "women", "people"} & {page.tokens[one].lower, page.tokens[other].lower}
    if len(found) > 1 and open_words:
        found.discard("unknown")
    return min(found) if len(found) == 1 else "unknown"


def _shared_head(page: Page, counted: Counted) -> CivilStatus | None:
    """ "Two Turkish | and one Greek soldier": the noun stands behind the second number only."""
    at, end = counted.last, page.sentence_of(counted.last - 1)[1]
    if at + 2 >= end or page.tokens[at].lower not in ("and", ",") or page.classes[at + 1] != "CD":
        return None
    head = head_after(page, at + 2, end, single=True)
    return person_status(page, head) if head is not None and head > at + 2 else None


def _status_of_words(group: str) -> CivilStatus:
    words = [word.lower() for word in group.split()]
    if set(words) & _CIVILIAN_WORDS:
        return "civilian"
    if set(words) & _COMBATANT_WORDS:
        return "combatant"
    lexicon = people_words()
    compound = " ".join([*words[-2:-1], singular(words[-1])])
    return lexicon.status.get(compound, lexicon.status.get(singular(words[-1]), "unknown"))


def _mixed_after(page: Page, at: int) -> bool:
    """ "Palestinians, including many civilians", "people, half of them fighters": some are by the text, not all."""
    words = [token.lower for token in page.tokens[at : at + 8]]
    if "," not in words[:1]:
        return False
    if words[2:4] == ["of", "them"] and words[1] in ("half", "some", "most", "many"):
        return bool((_CIVILIAN_WORDS | {"children"}) & set(words)) or bool(_COMBATANT_WORDS & {singular(word) for word in words[4:7]})
    return bool({"including", "many", "most", "some"} & set(words)) and bool(_CIVILIAN_WORDS & set(words))


def _may_take_status(page: Page, draft: Draft, base: Draft) -> bool:
    """Parts of civilians are civilians, and "others" are what those before them were."""
    if draft.counted.head is None:
        return True
    head = page.tokens[draft.counted.head].lower
    return head in _OPEN_HEADS or (draft.subset_of is not None and base.status == "civilian")
