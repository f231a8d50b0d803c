"""contradicting-figures: counts of one event that cannot both hold."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping

from onrecord.corroboration.context import Context
from onrecord.corroboration.groups import category_of, comparable, head, may_be_one_place
from onrecord.corroboration.names import folded
from onrecord.corroboration.numbers import can_both_hold, is_told_among, loosened, range_of
from onrecord.corroboration.pairs import joined, pairs
from onrecord.corroboration.phrasing import figure_words, listed
from onrecord.corroboration.rules.figure_copy_error import is_copy_error
from onrecord.corroboration.told.people import may_be_one_people, people_of
from onrecord.corroboration.told.speakers import speaker_of
from onrecord.corroboration.told.tolls import is_of_a_stretch, is_part
from onrecord.corroboration.told.wording import sentences_of
from onrecord.records import Figure, Finding, Span

_DESCRIBING = frozenset({"a", "an", "another", "her", "his", "their", "my", "our"})
"""First words of a victim described ("a woman of 71"), which is no count."""

_FOLLOWING = 60
"""Characters after a figure in which its own clause may call it a part."""
_A_PART = re.compile(r"\s+of\s+(?:whom|them|those|the)\b", re.IGNORECASE)
_AMONG_THE_DEAD = re.compile(
    r"\bamong\s+(?:the|those)\s+(?:\w+\s+)?(?:dead|killed|victims|fatalities|casualties|wounded|injured|missing|detained)\b", re.IGNORECASE
)
_OWN_LOSSES = re.compile(r"\b(?:its|their|our|his)\s+own\s+(?:dead|losses|casualties|side)\b", re.IGNORECASE)
_BEFORE = 40
"""Characters before a figure in which a voice may say that it counts its own."""
_ALL = {2: "both"}
"""Word for two counts; for more, all."""


def find(context: Context) -> Iterator[Finding]:
    """Notice ranges given by different voices for the same measure of the same event that have no number in common.

    Rests on: the figures. Compared are totals of one scope, place and event and of people who may be the same; left out are parts of a
    total ("another five"), those of some hours beside those of longer ("five died overnight"), a number that the other voice gives too,
    or whose parts it gives, in its sentence, counts that the text itself corrects, running totals of different days, victims described
    one by one, voices that tell the course of a total, further counts that one statement gives beside its first without another place
    or sort of people (of another event, then), the sum of what one statement counts, counts of people in general beside a statement
    that counts by sort, one side's losses beside the other's, and pairs that look like a slip of digits, which figure-copy-error names.
    One finding joins all that contradict one another.
    Does not say: which is right; counts made at different hours or of different people differ honestly.
    Score: 1.0; 0.7 when each figure names its own sort of people (civilians, combatants).
    """
    counted = [figure for figure in context.reading.figures if _is_total(context, figure)]
    apart = _told_apart(counted)
    totals = [figure for figure in counted if figure.id not in apart]
    courses, sorts = _courses(context), _by_sort(totals)
    at_odds = [
        (one, other)
        for one, other in pairs(totals, lambda figure: _events(context, figure))
        if _contradict(context, courses, one, other) and not _general_beside_a_sort(sorts, one, other)
    ]
    for figures in (_of_one_sort(context, group) for group in _joined(totals, at_odds)):
        told = [f"{figure_words(figure)} ({_according_to(context, figure)})" for figure in figures]
        place = next((figure.place for figure in figures if figure.place), None)
        points = [range_of(figure).point for figure in figures]
        yield Finding(
            rule="contradicting-figures",
            records=tuple(figure.id for figure in figures),
            sentence=f"These counts{f' for {place}' if place else ''} cannot {_ALL.get(len(told), 'all')} hold "
            f"of the same people at the same time: {listed(told)}.",
            score=0.7 if all(figure.group and category_of(figure.group) for figure in figures) else 1.0,
            detail={"measure": figures[0].measure, "least": min(points), "greatest": max(points)},
        )


def _is_total(context: Context, figure: Figure) -> bool:
    words = figure.phrase.lower().split()
    if words and words[0] in _DESCRIBING:
        return False
    following = context.reading.text[figure.end : figure.end + _FOLLOWING].split(".", maxsplit=1)[0].split(",", maxsplit=1)[0]
    told_a_part = bool(_A_PART.match(following) or _AMONG_THE_DEAD.search(following))
    a_part = told_a_part or is_part(figure, context.reading.text, context.reading.figures)
    pictured = any(start < figure.end and figure.start < end for mention in context.reading.media_mentions for start, end in mention.span)
    return not (figure.superseded or a_part or pictured) and (figure.min, figure.max) not in {(None, None), (0, 0)}


def _events(context: Context, figure: Figure) -> list[Hashable]:
    """What two figures of one measure and event share: an incident or a place, and the days of a running total."""
    incidents: list[tuple[str, ...]] = [("incident", incident.id) for incident in context.incidents_of(figure)]
    events = [*incidents, ("place", *folded(figure.place))] if figure.place else incidents
    if _of_the_whole(context, figure):
        events = [("the whole",)]
    days = () if figure.scope == "incident" else (figure.as_of, figure.since)
    return [(figure.measure, figure.scope, days, event) for event in events]


def _of_the_whole(context: Context, figure: Figure) -> bool:
    """A running total without any place or event, which is that of all that the report is about ("1,200 have died in the war")."""
    return figure.scope != "incident" and not figure.place and not context.incidents_of(figure)


def _same_event(context: Context, one: Figure, other: Figure) -> bool:
    if _of_the_whole(context, one) and _of_the_whole(context, other):
        return (one.scope, one.as_of, one.since) == (other.scope, other.as_of, other.since)
    return context.same_event(one, other)


def _people(context: Context, figure: Figure) -> str | None:
    """Who was counted, by the figure's words; of a voice's "own dead", the voice's people."""
    voice = context.figure_voice(figure)
    own = voice is not None and _OWN_LOSSES.search(context.reading.text, max(0, figure.start - _BEFORE), figure.start)
    return voice.words if own and voice and not head(figure.group) else figure.group


def _whose(context: Context) -> dict[str, tuple[str, ...]]:
    """Whose people each figure counts: an army's own losses are not those that it tells of the other."""
    sentences = context.once(_sentences)
    found = {}
    for figure in context.reading.figures:
        voice = context.figure_voice(figure)
        start, _ = sentences[figure.id]
        found[figure.id] = people_of(figure, context.reading.text, start, speaker_of(voice) if voice is not None else None)
    return found


def _contradict(context: Context, courses: frozenset[str], one: Figure, other: Figure) -> bool:
    if one.measure != other.measure or can_both_hold(loosened(one), loosened(other)):
        return False
    if not _same_event(context, one, other) or not comparable(_people(context, one), _people(context, other)):
        return False
    if {category_of(one.group), category_of(other.group)} == {"civilians", "combatants"}:
        return False
    whose = context.once(_whose)
    if not may_be_one_people(whose[one.id], whose[other.id]):
        return False
    if one.id in courses or other.id in courses or _is_within(context, one, other) or _is_within(context, other, one):
        return False
    if _is_told_among(context, one, other) or _is_told_among(context, other, one):
        return False
    different_voices = not context.same_voice(one, other) or context.in_title(one) != context.in_title(other)
    return different_voices and not is_copy_error(context, one, other)


def _is_within(context: Context, part: Figure, whole: Figure) -> bool:
    """Whether one is told of some hours and the other of longer, so that it may be counted in the other."""
    if range_of(part).point > range_of(whole).point:
        return False
    sentences = context.once(_sentences)
    text = context.reading.text
    return is_of_a_stretch(part, text, sentences[part.id]) and not is_of_a_stretch(whole, text, sentences[whole.id])


def _is_told_among(context: Context, number: Figure, other: Figure) -> bool:
    """Whether the voice that gives another number gives this one, too, in the same sentence and of its place: it counts several things."""
    sentences = context.once(_sentences)
    together = [
        figure
        for figure in context.once(_by_sentence).get((sentences[other.id], other.measure), ())
        if not (figure.superseded or figure.denied_by) and context.same_voice(figure, other) and may_be_one_place(figure.place, other.place)
    ]
    whole = [range_of(figure) for figure in together if figure.subset_of is None]
    return is_told_among(range_of(number), [range_of(figure) for figure in together], whole)


def _sentences(context: Context) -> dict[str, Span]:
    """The sentence that each figure stands in."""
    sentences = list(sentences_of(context.reading.text)) or [(0, len(context.reading.text))]
    starts = [start for start, _ in sentences]
    return {figure.id: sentences[max(0, bisect_right(starts, figure.start) - 1)] for figure in context.reading.figures}


def _by_sentence(context: Context) -> dict[tuple[Span, str], list[Figure]]:
    """The figures of each sentence and measure."""
    sentences = context.once(_sentences)
    found: dict[tuple[Span, str], list[Figure]] = {}
    for figure in context.reading.figures:
        found.setdefault((sentences[figure.id], figure.measure), []).append(figure)
    return found


AS_MANY_AGAIN = 2
"""Times the sum of all sorts that a statement counts: a count of people in general above that is not of the same dead."""


def _general_beside_a_sort(sorts: Mapping[str, float], one: Figure, other: Figure) -> bool:
    """Whether one is a count by sort and the other one of people in general, of whom it may be a part."""
    return any(
        part.id in sorts and not head(whole.group) and range_of(part).point <= range_of(whole).point <= AS_MANY_AGAIN * sorts[part.id]
        for part, whole in ((one, other), (other, one))
    )


def _told_apart(totals: list[Figure]) -> frozenset[str]:
    """Further counts of one statement that nothing it says tells from its first, and totals that are the sum of all it counts.

    "14 in one village and 22 in another" are of two events. Counts of other places ("14 in Orlin and 22 in Veth") and of other people
    ("10 soldiers and 30 civilians") stand each for itself.
    """
    apart: set[str] = set()
    for together in _counted_together(totals):
        kept: list[Figure] = []
        for figure in together:
            if any(_alike(figure, other) for other in kept):
                apart.add(figure.id)
            else:
                kept.append(figure)
        numbers = sum(range_of(figure).point for figure in together)
        whole = [one for one in totals if one.measure == together[0].measure and range_of(one).point == numbers]
        apart.update(figure.id for figure in whole)
    return frozenset(apart)


def _counted_together(totals: list[Figure]) -> list[list[Figure]]:
    """Exact counts of one measure in one statement, where it gives several; one number twice is one count told again."""
    by_statement: dict[Hashable, list[Figure]] = {}
    for figure in totals:
        if figure.scope == "incident" and figure.statement and range_of(figure).exact:
            by_statement.setdefault((figure.statement, figure.measure), []).append(figure)
    several = [together for together in by_statement.values() if len(together) > 1]
    return [together for together in several if len({range_of(figure).point for figure in together}) == len(together)]


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two counts name neither different places nor different people."""
    elsewhere = one.place and other.place and folded(one.place) != folded(other.place)
    return not elsewhere and comparable(one.group, other.group)


def _by_sort(totals: list[Figure]) -> dict[str, float]:
    """Counts of a statement that tells sorts of people of one place apart, none of them of people in general → their sum."""
    return {
        figure.id: sum(range_of(other).point for other in together)
        for together in _counted_together(totals)
        for figure in together
        if head(figure.group) and any(not comparable(figure.group, other.group) for other in together)
    }


def _of_one_sort(context: Context, figures: list[Figure]) -> list[Figure]:
    """Without those whom only a count of people in general links to the first that names its sort ("17 soldiers", "30 rebels")."""
    people = {figure.id: _people(context, figure) for figure in figures}
    first = next((people[figure.id] for figure in figures if head(people[figure.id])), None)
    return [figure for figure in figures if comparable(people[figure.id], first)]


def _courses(context: Context) -> frozenset[str]:
    """Figures whose voice gives several running totals of one measure and place: a course over time, of which no single day is told.

    Made once for all figures: asked for each pair anew, a table of 200 totals took half a minute.
    """
    running = [figure for figure in context.reading.figures if figure.scope != "incident" and not figure.subset_of]
    together = pairs(running, lambda figure: _events(context, figure))
    return frozenset(figure.id for one, other in together if _one_course(context, one, other) for figure in (one, other))


def _one_course(context: Context, one: Figure, other: Figure) -> bool:
    different = (one.min, one.max) != (other.min, other.max)
    alike = different and comparable(one.group, other.group) and _same_event(context, one, other)
    return alike and context.same_voice(one, other)


def _joined(figures: list[Figure], at_odds: list[tuple[Figure, Figure]]) -> list[list[Figure]]:
    """Figures linked by pairs, in text order; each figure in one group only."""
    at = {figure.id: number for number, figure in enumerate(figures)}
    groups = joined(len(figures), [(at[one.id], at[other.id]) for one, other in at_odds])
    return [[figures[number] for number in group] for group in groups if len(group) > 1]


def _according_to(context: Context, figure: Figure) -> str:
    voice = context.figure_voice(figure)
    if voice is not None:
        return voice.words
    return "headline" if context.in_title(figure) else "no source given"
