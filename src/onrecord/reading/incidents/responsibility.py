"""Responsibility: which side is said to have done it, according to which statements, contested by which."""

from collections.abc import Sequence

from onrecord.reading.incidents.context import Context, Draft
from onrecord.reading.incidents.doers import speaker_side
from onrecord.reading.incidents.words import ARMED_VERBS, CLASS_OF, GENERIC, NOUNS, VERBS
from onrecord.reading.places import Width, bond_of, places_in, width_of
from onrecord.reading.words import noun_lemma, verb_lemma
from onrecord.records import Responsibility, Statement
from onrecord.records.vocabulary import IncidentType

_SHORT = 9
"""Tokens of a content that is no more than the name of whoever is blamed."""
_TAKING_UP = frozenset(
    "this that it these attack attacks strike raid killing killings blast explosion bombing mine shelling crime "
    "crimes massacre incident deaths perpetrators perpetrator responsible behind blame atrocity abduction kidnapping "
    "fire".split()
)
"""Words in an accusation that take up an event already told."""


_ACCUSING = ("accus", "blam")
"""How words begin whose object is somebody else than whoever speaks."""
_OTHERS = frozenset({"it", "them", "him", "her", "its", "their", "his"})


def accuses_another(context: Context, statement: Statement) -> bool:
    """ "Accused it of …", "the accusation that it …": under such a cue "it" is never whoever speaks."""
    words = [context.page.text[start:end].lower().split() for start, end in statement.cue]
    return any(word.startswith(_ACCUSING) for piece in words for word in piece)


def other_than_speaker(context: Context, statement: Statement) -> str | None:
    """Whom "it" stands for in an accusation: the only other body named before it, or the voice heard before; None when that is open."""
    page = context.page
    heard = {name for start, end in statement.source for name in context.sides.bodies(start, end)}
    heard.add(speaker_side(context.sides, statement) or "")
    opening = min(start for start, _ in (*statement.source, *statement.cue))
    begin = page.span(*page.sentence_of(page.token_at(opening)))[0]
    pieces = [(begin, opening)]
    if begin > 0 and (at := page.token_at(begin)) > 0:
        pieces.append((page.span(*page.sentence_of(at - 1))[0], begin))
    for start, end in pieces:
        named = [name for name in context.sides.bodies(start, end) if name not in heard]
        if len(named) > 1:
            spoken = [span for s in context.statements for span in s.source if start <= span[0] < end]
            speaking = {name for span in spoken for name in context.sides.bodies(*span)}
            named = [name for name in named if name in speaking]
            return named[0] if len(named) == 1 else None
        if named:
            return named[0]
    return None


def _by_pronoun(context: Context, statement: Statement) -> bool:
    """Whether an accusation opens with a pronoun for the accused, so that the names behind it are others'."""
    first = context.page.tokens[context.page.token_at(statement.content[0][0])].lower
    return first in _OTHERS and accuses_another(context, statement)


def accused(context: Context, statement: Statement, draft: Draft) -> str | None:
    """The side that an accusation names; for "they" the side that the same source blamed before."""
    page = context.page
    if _by_pronoun(context, statement):
        return other_than_speaker(context, statement)
    named = context.sides.within(page, *page.tokens_in(statement.content[0][0], statement.content[-1][1]))
    if named:
        return named[0]
    by_source = {s.id for s in context.statements if s.actor is not None and s.actor == statement.actor}
    earlier = [side for side, by in draft.sides.items() if by_source & {b for b in by if b is not None}]
    return earlier[-1] if earlier else _blamed_before(context, statement)


def _blamed_before(context: Context, statement: Statement) -> str | None:
    """The side named in the latest accusation of the same source before this one."""
    page = context.page
    for other in reversed(context.statements):
        if (
            other.act != "accuses"
            or other.actor is None
            or other.actor != statement.actor
            or not other.content
            or other.content[0] >= statement.content[0]
        ):
            continue
        named = context.sides.within(page, *page.tokens_in(other.content[0][0], other.content[-1][1]))
        if named:
            return named[0]
    return None


def blame_without_event(context: Context, drafts: Sequence[Draft]) -> None:
    """Accusations and admissions that name only whom: "the committee blamed the …", "took responsibility for this"."""
    if not drafts:
        return
    used = {statement for draft in drafts for by in draft.sides.values() for statement in by}
    for statement in context.statements:
        if not statement.content or statement.id in used:
            continue
        side = _side_named(context, statement)
        if side is None:
            continue
        start = context.page.token_at(statement.content[0][0])
        open_to = [draft for draft in drafts if not _told_otherwise(context, draft, side) and not _set_elsewhere(context, statement, draft)]
        before = [draft for draft in open_to if draft.first.first < start] or open_to[:1]
        if not before:
            continue
        before = _of_class_named(context, statement, before)
        latest = before[-1]
        for draft in before:
            same = draft.place is not None and latest.place is not None and draft.place.name == latest.place.name
            if draft is latest or (not draft.sides and same):
                draft.blame(side, statement.id)


def _of_class_named(context: Context, statement: Statement, drafts: list[Draft]) -> list[Draft]:
    """Of several incidents those of the sort that the words name: "the fire was their work" is about the arson."""
    page = context.page
    tokens = page.tokens[slice(*page.tokens_in(statement.content[0][0], statement.content[-1][1]))]
    classes = {CLASS_OF[_NAMED[word]] for token in tokens if (word := noun_lemma(token.lower)) in _NAMED}
    return [draft for draft in drafts if CLASS_OF[draft.kind] in classes] or drafts


_NAMED: dict[str, IncidentType] = {word: kind for word, kind in NOUNS.items() if word not in GENERIC} | {
    "fire": "arson", "blaze": "arson", "burning": "arson", "blast": "bombing", "explosion": "bombing", "bomb": "bombing",
}  # fmt: skip
"""Nouns that say which incident somebody is blamed for."""


def _side_named(context: Context, statement: Statement) -> str | None:
    page = context.page
    if statement.keeps_back:
        return None
    first, last = page.tokens_in(statement.content[0][0], statement.content[-1][1])
    cue = " ".join(page.text[start:end].lower() for start, end in statement.cue)
    words = [token.lower for token in page.tokens[first:last]]
    if statement.act in ("admits", "claims") and (
        "responsib" in cue or "boast" in cue or "credit" in cue or any("responsib" in word for word in words)
    ):
        return speaker_side(context.sides, statement)
    if "suspicion" in cue:
        named = context.sides.within(page, first, last)
        return named[0] if named else page.words(first, last) if last - first <= _SHORT else None
    if statement.act != "accuses":
        return None
    if _by_pronoun(context, statement):
        return None  # whom it takes up is told with the event
    named = context.sides.within(page, first, last)
    if not named or _of_many(context, first, last):
        return None
    if words[0] == "that" and last - first > 1:
        words = words[1:]  # the conjunction takes up nothing
    doing = [verb_lemma(page.tokens[index].lower) for index in range(first, last) if page.classes[index] == "VBG"]
    of_another_deed = "of" in words and bool(doing) and not any(lemma in ARMED_VERBS or lemma in VERBS for lemma in doing)
    short = last - first <= _SHORT and not of_another_deed and not _tells_another_deed(context, first, last)
    return named[0] if _TAKING_UP & set(words) or short else None


def _tells_another_deed(context: Context, first: int, last: int) -> bool:
    """ "That the Front hid rockets in a barn": a clause with a deed that is no attack, not just the name of whoever is blamed."""
    page = context.page
    if any(page.tokens[i].lower in ("it", "them") for i in range(first, last)):
        return False
    lemmas = {page.verb_at[i].lemma for i in range(first, last) if i in page.verb_at and page.verb_at[i].finite}
    return bool(lemmas) and not lemmas & (_DEEDS | ARMED_VERBS | set(VERBS))


_DEEDS = frozenset(
    "be do lie stand lay plant place leave commit order stage sow bury open use put wear dress disguise don pose impersonate enter come "
    "arrive cross take act carry send".split()
)
"""Verbs of blame, of attack and of going about it in disguise, that name no event by themselves."""


def _set_elsewhere(context: Context, statement: Statement, draft: Draft) -> bool:
    """Whether a statement names places where things happen and the incident's is none of them."""
    page = context.page
    within = places_in(page, context.places, *page.tokens_in(statement.content[0][0], statement.content[-1][1]))
    named = {place.name for place in within if bond_of(page, place) >= 3 and width_of(page, place) != Width.STATE}
    return bool(named) and (draft.place is None or draft.place.name not in named)


def _told_otherwise(context: Context, draft: Draft, side: str) -> bool:
    """Whether the report says that somebody else did it, or somebody else admits it: what names no event is then about another one."""
    admitted = {statement.id for statement in context.statements if statement.act == "admits"}
    own = [named for named, by in draft.sides.items() if None in by or admitted & {statement for statement in by if statement}]
    return bool(own) and side not in own


def _of_many(context: Context, first: int, last: int) -> bool:
    """ "The same of drone attacks on border regions": deeds in general, unless "these" take up ones already told."""
    page = context.page
    plural = [i for i in range(first, last) if page.classes[i] == "NNS" and noun_lemma(page.tokens[i].lower) in NOUNS]
    return any(not {"the", "these", "both"} & {page.tokens[j].lower for j in range(max(first, i - 3), i)} for i in plural)


def responsibilities(context: Context, draft: Draft) -> tuple[Responsibility, ...]:
    """The sides named for an incident, each with who says so and who denies it."""
    return tuple(_responsibility(context, side, by) for side, by in draft.sides.items())


def _responsibility(context: Context, side: str, by: Sequence[str | None]) -> Responsibility:
    named = {statement for statement in by if statement is not None}
    said = tuple(s.id for s in context.statements if s.id in named)
    own_voice = None in by
    contested = {answer for statement in said for answer in context.answers.get(statement, ())}
    if own_voice and context.own_side is None:
        contested |= {s.id for s in context.statements if s.act == "denies" and speaker_side(context.sides, s) == side}
    in_order = tuple(s.id for s in context.statements if s.id in contested) if contested else ()
    return Responsibility(party=side, according_to=None if own_voice else said, contested_by=in_order)
