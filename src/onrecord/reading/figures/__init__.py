"""Casualty figures: every number of people killed, injured, missing, displaced, detained or abducted in a text.

The steps: find the numbers (reading.quantities) → what each counts (``counted``) → what happened to them (``harm``,
``measure``, ``inherited``) → who they are (``groups``) → how the figures hang together (``links``) → where, when and
according to whom (``circumstances``, ``voices``, ``doubts``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from msgspec.structs import replace as replaced

from onrecord.reading.broken_numbers import BrokenNumber
from onrecord.reading.figures.circumstances import Circumstances, circumstances
from onrecord.reading.figures.counted import Counted, counted
from onrecord.reading.figures.denials import Denial, Narrower, source_text
from onrecord.reading.figures.disputes import disputed
from onrecord.reading.figures.doubts import doubted, doubted_sentences
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.forecasts import forecast
from onrecord.reading.figures.groups import grouped
from onrecord.reading.figures.hinted import RULE as BY_NETWORK
from onrecord.reading.figures.hinted import hinted
from onrecord.reading.figures.inherited import inherited
from onrecord.reading.figures.lexicon import harm_words
from onrecord.reading.figures.links import linked
from onrecord.reading.figures.measure import described_victim, measured
from onrecord.reading.figures.part_marks import marked_part, names_a_part
from onrecord.reading.figures.parts import part_by_including
from onrecord.reading.figures.pictured import pictured
from onrecord.reading.figures.recounts import amended
from onrecord.reading.figures.rejections import rejected, replacing_only
from onrecord.reading.figures.rejoined import placed_by_total, rejoined
from onrecord.reading.figures.repetitions import told_apart
from onrecord.reading.figures.unharmed import unharmed
from onrecord.reading.figures.unnumbered import described, same_person
from onrecord.reading.figures.voices import Voice, Voices, as_part, counted_with, standing_of
from onrecord.reading.page import Page
from onrecord.reading.quantities import broken_quantities, find_quantities
from onrecord.records import Actor, Figure, Place, ReportDetails, Statement, TimeExpression
from onrecord.records.vocabulary import Measure

__all__ = ["Draft", "broken_figures", "draft_figures", "find_figures"]


def find_figures(
    page: Page,
    *,
    report: ReportDetails,
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[TimeExpression],
    measures: Mapping[int, tuple[Measure, float]] = MappingProxyType({}),
) -> tuple[Figure, ...]:
    """Figures in text order, with ids f1, f2, …

    Args:
        page: the text.
        report: what is known about the report.
        statements: who said what; a figure's source is that of the innermost statement that holds it.
        actors: who is named.
        places: named places, for where it happened.
        times: resolved times, for since when and as of when.
        measures: what a trained reader takes for figures (``protocol.Answer``).
    """
    del report
    drafts = draft_figures(page, _persons(page, actors), measures)
    doubts = doubted_sentences(page, drafts)
    voices = Voices(page, drafts, statements)
    figures: list[Figure] = []
    around: Circumstances | None = None
    told: list[tuple[Voice, Circumstances]] = []
    narrower = Narrower(page, drafts, statements)
    for number, draft in enumerate(drafts):
        last_in_sentence = number + 1 == len(drafts) or page.sentence_numbers[drafts[number + 1].at] != page.sentence_numbers[draft.at]
        voice = voices.voice_of(draft)
        around = circumstances(page, draft, places, times, around)
        if (whole := _whole_beside(page, draft, drafts)) is not None:
            voice, around = as_part(told[whole], voice, around)
        elif draft.subset_of is not None and draft.subset_of < number and not draft.newly:
            around = counted_with(told[draft.subset_of][1], around)
        told.append((voice, around))
        denier = narrower.denier_of(draft, voice.statement)
        refused = voice.source is not None and rejected(page, draft, voice.source, figures)
        if refused:
            denier, voice = Denial(True, voice.source), voice._replace(source=None)
        quantity = draft.counted.quantity
        start, end = _span(page, draft.counted)
        figures.append(
            Figure(
                id=f"f{number + 1}",
                measure=draft.measure,
                word=None if draft.rule == BY_NETWORK else page.words(draft.harm.first, draft.harm.last),
                min=quantity.minimum,
                max=quantity.maximum,
                qualifier=quantity.qualifier,
                approx=quantity.approximate,
                start=start,
                end=end,
                phrase=page.text[start:end],
                group=draft.group,
                civil_status=draft.status,
                place=around.place,
                as_of=around.as_of,
                since=around.since,
                scope=around.scope,
                statement=voice.statement.id if voice.statement else None,
                source=voice.source,
                standing=standing_of(page, draft, voice, denier, unverified=doubted(page, draft, doubts, last_in_sentence)),
                denied_by=denier.source or _denier(page, voice),
                subset_of=_id(draft.subset_of),
                superseded=draft.superseded and not refused,
                supersedes=_id(draft.supersedes),
                duplicate_of=_id(draft.duplicate_of),
            )
        )
    figures = replacing_only(figures)
    apart = told_apart(figures)
    figures = rejoined([replaced(figure, duplicate_of=None) if figure.id in apart else figure for figure in figures])
    return disputed(page, placed_by_total(page, places, figures))


def broken_figures(page: Page) -> Iterator[BrokenNumber]:
    """The numerals that would be figures if they were whole numbers of people: they are none, and should be said."""
    for quantity, one in broken_quantities(page):
        what = counted(page, quantity)
        if not pictured(page, what) and not forecast(page, what) and (measured(page, what) or _people_after_harm(page, what)):
            yield one


def _people_after_harm(page: Page, what: Counted) -> bool:
    """Whether people are counted right after a verb of harm: with a sign between them, as in "killed -3 people", no verb has an object."""
    before = page.verb_at.get(what.first - 1)
    return what.kind == "person" and before is not None and before.lemma in harm_words().transitive


def draft_figures(
    page: Page, persons: frozenset[int] = frozenset(), measures: Mapping[int, tuple[Measure, float]] = MappingProxyType({})
) -> list[Draft]:
    """The figures of a page with measure, group and links among themselves, before anybody's statements are looked at.

    Args:
        page: the text.
        persons: tokens that belong to the name of a person.
        measures: what a trained reader takes for figures.
    """
    drafts: list[Draft] = []
    numbered = [counted(page, quantity) for quantity in find_quantities(page)]
    for what in sorted((*numbered, *described(page, numbered, persons)), key=lambda what: what.quantity.core):
        kind = what.quantity.kind
        if pictured(page, what) or forecast(page, what) or (kind == "article" and (what.kind != "person" or names_a_part(page, what))):
            continue
        found = described_victim(page, what) if kind in ("description", "plural") else measured(page, what)
        draft = Draft(what, found.harm, found.rule) if found else None
        part = part_by_including(page, what, drafts) if draft is not None else None
        if draft is not None and part is not None and part.measure == draft.measure:
            draft = replace(draft, subset_of=part.subset_of)
        if draft is not None and draft.subset_of is None:
            draft = amended(page, marked_part(page, draft, drafts), drafts)
        if draft is None and kind not in ("description", "plural") and not unharmed(page, what):
            draft = inherited(page, what, drafts) or hinted(page, what, measures)
        if draft is not None and not (drafts and same_person(page, drafts[-1].counted, what)):
            drafts.append(draft)
    return linked(page, grouped(page, drafts))


def _denier(page: Page, voice: Voice) -> str | None:
    """Who denies a figure that is told only in a denial ("said reports of 60 dead were exaggerated")."""
    return source_text(page, voice.statement) if voice.statement is not None and voice.denied else None


def _whole_beside(page: Page, draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """The figure that this one is a part of, where both stand in one sentence."""
    whole = draft.subset_of
    if whole is None or draft.rule not in _PARTS or page.sentence_numbers[drafts[whole].at] != page.sentence_numbers[draft.at]:
        return None
    return whole


_PARTS = frozenset({"part_by_pronoun", "part_by_predicate", "part_by_including", "part_by_degree", "part_by_position", "part_by_breakdown"})


def _persons(page: Page, actors: Sequence[Actor]) -> frozenset[int]:
    spans = [span for actor in actors if actor.kind == "person" for span in actor.mentions]
    return frozenset(index for span in spans for index in range(*page.tokens_in(*span)))


def _span(page: Page, what: Counted) -> tuple[int, int]:
    """The number with its modifier; for one person or a family the noun too ("a soldier", "A family of six")."""
    quantity = what.quantity
    if quantity.kind in ("article", "description", "plural") or what.first < quantity.first:
        return page.span(what.first, what.last)
    return page.span(quantity.first, quantity.last)


def _id(position: int | None) -> str | None:
    return None if position is None else f"f{position + 1}"
